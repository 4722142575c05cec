from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Everything about signing: calls, signatures, confirmation, moderation."""

    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from campaigns import checks  # noqa: F401
        from campaigns.mail.watching.alarms import connect_watch
        from campaigns.mail.watching.conditions import watch_signing
        from campaigns.mail.watching.figures import tell_of_signing
        from campaigns.search_sync import follow_statements
        from campaigns.services.vault_keys.held_keys import connect_process_signals
        from campaigns.switch_effects import follow_switches

        connect_process_signals()
        connect_watch()
        watch_signing()
        tell_of_signing()
        follow_statements()
        follow_switches()
