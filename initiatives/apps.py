from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self) -> None:
        from initiatives.figures import register_figures
        from nnirr_site.text.live_figures import forget_readings

        register_figures()
        for signal in (post_save, post_delete):
            signal.connect(forget_readings, sender="initiatives.State", dispatch_uid="figures")
