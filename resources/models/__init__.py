from resources.models.library import (
    ResourceDownload,
    ResourceLibraryPage,
    ResourcePage,
    ResourceRelatedPage,
    ResourceTopic,
    ResourceType,
)
from resources.models.migrants_day import (
    MigrantsDayMaterial,
    MigrantsDayPage,
    MigrantsDayYearPage,
    next_migrants_day,
)

__all__ = [
    "MigrantsDayMaterial",
    "MigrantsDayPage",
    "MigrantsDayYearPage",
    "ResourceDownload",
    "ResourceLibraryPage",
    "ResourcePage",
    "ResourceRelatedPage",
    "ResourceTopic",
    "ResourceType",
    "next_migrants_day",
]
