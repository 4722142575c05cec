"""Who looked at personal data. It says what was looked for, never whom it found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessKind(models.TextChoices):
    LIST = "list", _("List")
    INSPECT = "inspect", _("One signature")
    EXPORT = "export", _("Export")
    CHECK = "check", _("Check of a table")


class AccessEntry(models.Model):
    """One look of one member of staff at names, addresses or comments, or one export.

    A check of a table is a look too: it tells which organizations and addresses have signed.

    It outlives the user and what was looked at: `username` stays when the account goes.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,  # `access_of_user` begins with the user
    )
    username = models.CharField(_("user name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=7, choices=AccessKind.choices)
    what = models.CharField(_("what"), max_length=60, blank=True)
    filters = models.CharField(_("narrowed to"), max_length=500, blank=True)
    row_count = models.PositiveIntegerField(_("rows"), null=True)
    is_complete = models.BooleanField(_("to the end"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("access to personal data")
        verbose_name_plural = _("accesses to personal data")
        default_permissions = ["view"]
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="access_of_user"),
            models.Index(fields=["-at"], name="access_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
