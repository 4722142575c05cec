"""The outbox: a mail exists from the moment the signature does."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.privacy import vault
from nnirr_site.database.indexes import IsExact


class MailKind(models.TextChoices):
    """Each has its templates in templates/campaigns/email/<kind>/."""

    CONFIRM = "confirm", _("Please confirm")
    REMINDER = "reminder", _("Reminder to confirm")
    ALREADY_SIGNED = "already_signed", _("You have signed already")
    WITHDRAWN = "withdrawn", _("Your signature is off")
    NEW_EMAIL = "new_email", _("Please confirm your new address")
    FORMER_EMAIL = "former_email", _("Your address was changed")


# The last mail to an address: it goes out whatever went there before.
LAST_MAILS = frozenset({MailKind.WITHDRAWN, MailKind.FORMER_EMAIL})
# Not to the mailbox of the signature: nobody has shown yet that it is the signer's, or that it
# still is; and that the signature's own has bounced says nothing of it.
TO_ANOTHER_MAILBOX = frozenset({MailKind.NEW_EMAIL, MailKind.FORMER_EMAIL})


class MailStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("Not needed any more")


class MailCause(models.TextChoices):
    """Who wanted the mail. Staff have a bound of their own; the last mail has none.

    OWN is that of a last mail, and of the first mail to a new address with links that work.
    """

    FORM = "form", _("A form was sent")
    LINK = "link", _("The link was asked for")
    CLOCK = "clock", _("Its time had come")
    STAFF = "staff", _("Staff")
    OWN = "own", _("The signer left or changed the address")


class MailHold(models.TextChoices):
    """Why a mail waits or was dropped: stands in `error`."""

    EMAIL = "too many to the address", _("Too many mails to this address")
    DOMAIN = "too many to the domain", _("Too many mails to this domain")
    PROVIDER = "provider takes no more", _("The provider of the mailbox takes no more for now")
    PAUSED = "owner wants no mail", _("The owner of the address wants no mail")


# Until `round_times` has been there.
HAS_EXACT_TIME = Q(IsExact("created_at")) | Q(IsExact("sent_at")) | Q(IsExact("next_attempt_at"))


class OutboundMail(models.Model):
    """One mail to one signer. It holds no address: that is read from the signature when it is sent.

    Only the last mail to an address that is deleted brings it along, sealed like those of
    signatures, until it has been sent; one to a new address has it from its `email_change`.
    `differing` names the fields in which a form differed from the signature that was there.

    `next_attempt_at` is when a waiting mail is due, and from when another worker may take over one
    that is being sent: if `claimed_by`, the number of the worker that has it, is not alive.
    """

    signature = models.ForeignKey(
        "campaigns.Signature",
        verbose_name=_("signature"),
        on_delete=models.CASCADE,
        related_name="mails",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MailKind.choices)
    cause = models.CharField(
        _("cause"),
        max_length=5,
        choices=MailCause.choices,
        default=MailCause.FORM,
        db_default=MailCause.FORM,
    )
    language = models.CharField(_("language"), max_length=10)
    status = models.CharField(
        _("state"), max_length=8, choices=MailStatus.choices, default=MailStatus.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_by = models.IntegerField(_("worker that sends it"), null=True)
    error = models.CharField(
        _("error"),
        max_length=60,
        blank=True,
        help_text=_("The kind of failure; servers' answers quote addresses and are not kept."),
    )
    hang_ups = models.PositiveSmallIntegerField(
        _("times the server hung up"), default=0, db_default=0
    )
    hung_up_at = models.DateTimeField(_("server first hung up"), null=True, blank=True)
    counted_at = models.DateTimeField(
        _("let go"),
        null=True,
        blank=True,
        help_text=_("When it took its place within the bounds; every attempt has the same."),
    )
    sealed_to = models.BinaryField(_("address, sealed"), null=True)
    email_change = models.ForeignKey(
        "campaigns.EmailChange",
        verbose_name=_("change of the address"),
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    differing = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("fields in which the form differs"),
        default=list,
        db_default=[],
        blank=True,
    )
    created_at = models.DateTimeField(_("queued"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        default_permissions = ["view"]
        permissions = [("resend_mail", _("Can send mail to signers again"))]
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=MailStatus.values), name="known_mail_status"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(status__in=["queued", "sending"]),
                name="mail_due",
            ),
            models.Index(fields=["status", "-id"], name="mail_by_state"),
            models.Index(fields=["created_at"], name="mail_by_time"),
            models.Index(fields=["kind", "-id"], condition=~Q(kind="confirm"), name="mail_by_kind"),
            models.Index(fields=["cause", "-id"], condition=~Q(cause="form"), name="mail_by_cause"),
            models.Index(
                fields=["created_at"],
                condition=Q(sealed_to__isnull=False),
                name="mail_with_address",
            ),
            models.Index(fields=["id"], condition=HAS_EXACT_TIME, name="mail_exact_times"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def trouble(self) -> str:
        """Why it waits, failed or was dropped, in words if there are any."""
        return dict(MailHold.choices).get(self.error, self.error)

    @property
    def recipient(self) -> str:
        """The address as typed. Raises `vault.Unreadable`."""
        if self.email_change_id is not None:
            return self.email_change.email
        if self.sealed_to is None:
            return self.signature.email
        return vault.unseal(self.sealed_to, mail_sealing_place(self.signature.reference))


class LinkRequest(models.Model):
    """That somebody asked for the link again with an address, known or not.

    The request stores this and no more, so that it takes the same time for every address; the
    worker looks the address up a moment later and deletes the row.
    """

    call = models.ForeignKey(
        "campaigns.Call", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    email_key = models.CharField(_("key of the address"), max_length=64)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("request for the link")
        verbose_name_plural = _("requests for the link")
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.pk}"


def mail_sealing_place(reference: str) -> str:
    """What the address in a mail is bound to."""
    return f"mail:{reference}"
