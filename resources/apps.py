from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Resources")

    def ready(self) -> None:
        from nnirr_site.typesetting.upkeep import KEEPERS
        from resources import checks  # noqa: F401
        from resources.materials.upkeep import keep_prints

        KEEPERS.append(keep_prints)
