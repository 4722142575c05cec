from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NnirrSiteConfig(AppConfig):
    name = "nnirr_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        from nnirr_site.accounts.signals import connect_account_signals
        from nnirr_site.documents.signals import connect_document_signals
        from nnirr_site.i18n.locales import connect_locale_signals
        from nnirr_site.publishing.purging import connect_purge_signals
        from nnirr_site.search.signals import connect_index_signals
        from nnirr_site.social_cards.storage import connect_share_image_signals
        from nnirr_site.uploads.access import connect_access_signals
        from nnirr_site.uploads.responsive import connect_picture_signals
        from nnirr_site.uploads.signals import connect_upload_signals
        from nnirr_site.views.redirects import connect_address_signals

        connect_account_signals()
        connect_locale_signals()
        connect_purge_signals()
        connect_index_signals()
        connect_document_signals()
        connect_share_image_signals()
        connect_address_signals()
        connect_picture_signals()
        connect_access_signals()
        connect_upload_signals()
