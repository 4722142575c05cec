from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NnirrSiteConfig(AppConfig):
    name = "nnirr_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        from nnirr_site.accounts.figures import tell_of_sign_ins
        from nnirr_site.accounts.signals import connect_account_signals
        from nnirr_site.i18n.locales import connect_locale_signals
        from nnirr_site.publishing.on_change import connect_changes
        from nnirr_site.uploads.access import connect_access_signals
        from nnirr_site.uploads.signals import connect_upload_signals

        connect_account_signals()
        tell_of_sign_ins()
        connect_locale_signals()
        connect_changes()
        connect_access_signals()
        connect_upload_signals()
