"""Where forms came from, as far as it is kept: as hashes under a key that is thrown away."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns import vault

KEEP_DAYS = 30  # after that the key is deleted, and with it what was hashed under it


class NetworkKey(models.Model):
    """The key of one week, sealed. Without it the hashes of that week say nothing any more."""

    week = models.DateField(_("week"), primary_key=True)  # its Monday
    sealed_secret = models.BinaryField(_("key, sealed"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("key of a week")
        verbose_name_plural = _("keys of weeks")

    def __str__(self) -> str:
        return str(self.week)

    @property
    def secret(self) -> bytes:
        """Raises `vault.Unreadable`."""
        return bytes.fromhex(vault.unseal(self.sealed_secret, sealing_place(self.week)))

    @classmethod
    def get_current(cls) -> NetworkKey:
        """The key of this week. Whoever comes first makes it."""
        today = timezone.localdate()
        week = today - timedelta(days=today.weekday())
        row = cls.objects.filter(week=week).first()
        if row is None:
            sealed = vault.seal(secrets.token_hex(32), sealing_place(week))
            new = cls(week=week, sealed_secret=sealed)
            cls.objects.bulk_create([new], ignore_conflicts=True)
            row = cls.objects.get(week=week)
        return row


def sealing_place(week: date) -> str:
    return f"network-key:{week.isoformat()}"


class SigningAttempt(models.Model):
    """One form that was taken, new address or known. Windows count these.

    `signature` is set until the worker has judged a new signature, and never afterwards: then the
    row is a number in a network that has no name. Its time is kept to the minute, so that it does
    not lead to a signature either. Deleting a signature empties it (migration 0011).
    """

    signature = models.ForeignKey(
        "campaigns.Signature",
        verbose_name=_("signature"),
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    week = models.DateField(_("key of"), null=True)
    network = models.BinaryField(_("network, hashed"), null=True)
    ladder = models.BinaryField(_("networks around it, hashed"), null=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        indexes = [
            models.Index(fields=["network", "created_at"], name="attempt_by_network"),
            models.Index(
                fields=["signature"],
                condition=models.Q(signature__isnull=False),
                name="attempt_to_judge",
            ),
            models.Index(fields=["created_at"], name="attempt_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
