"""What is kept about the accounts of staff: second factors, sign-ins, attempts, mails that wait."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device


class AuthenticatorApp(Device):
    """An app, or a password manager, that shows six digits which change every half minute.

    `last_step` is the number of the half minute whose code was used last: no code works twice.
    """

    sealed_key = models.TextField()
    last_step = models.BigIntegerField(default=-1)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    used_at = models.DateTimeField(_("last used"), null=True)

    method = "app"
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")
        default_permissions = ()

    def __str__(self) -> str:
        return f"authenticator app {self.pk}"


class Passkey(Device):
    """A key pair that a computer, a phone or a security key holds; only its public half is here."""

    credential_id = models.BinaryField(unique=True)
    credential_data = models.BinaryField()
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    used_at = models.DateTimeField(_("last used"), null=True)

    method = "passkey"
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        default_permissions = ()

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class RecoverySheet(Device):
    """The recovery codes of one account, each good for one sign-in: only their hashes are here."""

    salt = models.CharField(max_length=32)
    hashes = models.JSONField(default=list)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    used_at = models.DateTimeField(_("last used"), null=True)

    method = "recovery"
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("recovery codes")
        verbose_name_plural = _("recovery codes")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user"], name="one_sheet_of_codes")]

    def __str__(self) -> str:
        return f"recovery codes {self.pk}"


class SignInOutcome(models.TextChoices):
    SIGNED_IN = "in", _("Signed in")
    PASSWORD = "password", _("Password right, second step asked for")
    FAILED = "failed", _("Wrong user name or password")
    FAILED_STEP = "step", _("Wrong second step")
    LOCKED = "locked", _("Stopped after too many attempts")
    SIGNED_OUT = "out", _("Signed out")
    ENDED = "ended", _("Session ended by itself")
    CONFIRMED = "again", _("Password given again")
    RESET_ASKED = "asked", _("Asked for a new password")
    PASSWORD_CHANGED = "newpass", _("Password changed")
    EMAIL_CHANGED = "newmail", _("E-mail address changed")
    FACTOR_ADDED = "added", _("Second factor added")
    FACTOR_REMOVED = "removed", _("Second factor removed")
    FACTORS_RESET = "reset", _("Second factors reset by staff")
    UNLOCKED = "unlocked", _("Unlocked by staff")


class SignInRecord(models.Model):
    """One thing that happened at the door. Kept for 90 days; what was typed is never in it.

    `network` is a part of the address that a few hundred connections share (/24, or /48 of IPv6).
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,  # `sign_ins_of_user` begins with the user
    )
    outcome = models.CharField(_("what"), max_length=8, choices=SignInOutcome.choices)
    method = models.CharField(_("by"), max_length=12, blank=True)
    network = models.CharField(_("network"), max_length=43, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        default_permissions = ["view"]
        permissions = [
            ("reset_factors", "Can unlock accounts and reset their second factors"),
        ]
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="sign_ins_of_user"),
            models.Index(fields=["at"], name="sign_ins_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"


class AttemptWindow(models.Model):
    """How many attempts of one kind were made by, or at, one thing since the window opened.

    `key` and `subject` are keyed hashes: no user name and no address can be read here. Rows are
    written by `nnirr_site.accounts.limits` alone, in one statement, and purged once they are over.
    """

    key = models.CharField(max_length=32, primary_key=True)
    subject = models.CharField(max_length=32, db_index=True)
    most = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.count} of {self.most}"


class StaffMailKind(models.TextChoices):
    PASSWORD_RESET = "reset", _("New password asked for")
    PASSWORD_CHANGED = "newpass", _("Password changed")
    EMAIL_CHANGED = "newmail", _("E-mail address changed")
    FACTOR_ADDED = "added", _("Second factor added")
    FACTOR_REMOVED = "removed", _("Second factor removed")
    FACTORS_RESET = "factors", _("Second factors reset")
    CODE_USED = "code", _("Recovery code used")
    STEP_GUESSED = "guessed", _("Second step tried too often")


class StaffMail(models.Model):
    """A mail about an account that the worker has still to send; its row goes when it is sent.

    `sealed_to` is the address: for a new password the one that somebody typed, whether or not an
    account has it. The link of a new password is made when the mail is sent, and is not kept here.
    """

    kind = models.CharField(max_length=8, choices=StaffMailKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    sealed_to = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
