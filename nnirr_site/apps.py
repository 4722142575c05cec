from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NnirrSiteConfig(AppConfig):
    name = "nnirr_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        from nnirr_site.accounts.records import connect_account_signals
        from nnirr_site.addresses import connect_address_signals
        from nnirr_site.documents.signals import connect_document_signals
        from nnirr_site.locales import connect_locale_signals
        from nnirr_site.pagecache import connect_purge_signals
        from nnirr_site.pictures import connect_picture_signals
        from nnirr_site.search.signals import connect_index_signals
        from nnirr_site.sharing.images import connect_share_image_signals
        from nnirr_site.uploads.access import connect_access_signals
        from nnirr_site.uploads.signals import connect_upload_signals

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
