from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Everything about signing: calls, signatures, confirmation, moderation."""

    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from campaigns import checks  # noqa: F401
        from campaigns.search_sync import follow_statements
        from campaigns.services.vault_keys.held_keys import connect_process_signals
        from campaigns.switch_effects import follow_switches

        connect_process_signals()
        follow_statements()
        follow_switches()
