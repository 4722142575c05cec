from resources.models.events import MigrantsDayEventPage
from resources.models.library import (
    ResourceDownload,
    ResourceLibraryPage,
    ResourcePage,
    ResourceRelatedPage,
    ResourceTopic,
    ResourceType,
)
from resources.models.migrants_day import (
    MigrantsDayKitPage,
    MigrantsDayMaterial,
    MigrantsDayPage,
    MigrantsDayYearPage,
    next_migrants_day,
)
from resources.models.prints import PrintedFile
from resources.models.toolkits import ToolkitPage

__all__ = [
    "MigrantsDayEventPage",
    "MigrantsDayKitPage",
    "MigrantsDayMaterial",
    "MigrantsDayPage",
    "MigrantsDayYearPage",
    "PrintedFile",
    "ResourceDownload",
    "ResourceLibraryPage",
    "ResourcePage",
    "ResourceRelatedPage",
    "ResourceTopic",
    "ResourceType",
    "ToolkitPage",
    "next_migrants_day",
]
