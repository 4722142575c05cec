"""Reading what mail providers report: which of their events means that an address is dead.

django-anymail checks and translates the requests of the providers; what it calls a bounce holds
soft ones as well, so the provider's own word decides about those.
"""

from __future__ import annotations

import warnings

from anymail.exceptions import AnymailNotSupportedWarning
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from anymail.webhooks.base import AnymailCoreWebhookView
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.sendgrid import SendGridTrackingWebhookView
from anymail.webhooks.sparkpost import SparkPostTrackingWebhookView
from django.dispatch import receiver
from django.views.decorators.debug import sensitive_variables

from campaigns import services
from campaigns.mail.arriving.sns import SignedSESView

PROVIDERS: dict[str, type[AnymailCoreWebhookView]] = {
    "amazon_ses": SignedSESView,
    "brevo": BrevoTrackingWebhookView,
    "mailgun": MailgunTrackingWebhookView,
    "mailjet": MailjetTrackingWebhookView,
    "postmark": PostmarkTrackingWebhookView,
    "sendgrid": SendGridTrackingWebhookView,
    "sparkpost": SparkPostTrackingWebhookView,
}
# anymail has no account there to try it with any more, and would say so with every report.
warnings.filterwarnings("ignore", category=AnymailNotSupportedWarning)
# SparkPost's classes of hard bounces: invalid recipient, no such mailbox, unsubscribed.
SPARKPOST_HARD = {"10", "30"}
GONE = {RejectReason.BOUNCED, RejectReason.INVALID}


def is_hard(event: AnymailTrackingEvent, esp_name: str) -> bool:
    """Whether no mail will ever arrive at the address of this event."""
    if event.event_type not in {EventType.BOUNCED, EventType.REJECTED}:
        return False
    raw = event.esp_event or {}
    if esp_name == "SendGrid" and event.event_type == EventType.BOUNCED:
        return raw.get("type", "bounce") == "bounce"  # and not "blocked"
    if event.reject_reason not in GONE:
        return False
    if esp_name == "Amazon SES":
        return raw.get("bounce", {}).get("bounceType") == "Permanent"
    if esp_name == "Postmark":
        return raw.get("Type") in {"HardBounce", "BadEmailAddress"}
    if esp_name == "Brevo":
        return raw.get("event") in {"hard_bounce", "invalid_email"}
    if esp_name == "Mailjet":
        return bool(raw.get("hard_bounce"))
    if esp_name == "SparkPost":
        inner = next(iter(raw.get("msys", {}).values()), {})
        return str(inner.get("bounce_class")) in SPARKPOST_HARD
    return True


@receiver(tracking, dispatch_uid="campaigns")
@sensitive_variables()
def take_event(sender, event: AnymailTrackingEvent, esp_name: str, **_signal) -> None:
    """A hard bounce ends mail to the address, a complaint ends letters; the rest is not kept."""
    if not event.recipient or not isinstance(event.recipient, str):
        return
    if is_hard(event, esp_name):
        services.note_bounce(event.recipient)
    elif event.event_type in {EventType.COMPLAINED, EventType.UNSUBSCRIBED}:
        services.note_complaint(event.recipient)
