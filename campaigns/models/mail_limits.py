"""How much mail one address, one domain and everybody got lately, and who wants none for a while.

Addresses stand here under their keys only. These rows outlive the signatures they came from: else
deleting a signature would begin the counting anew.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.signatures import REFERENCE_LENGTH
from nnirr_site.database.indexes import IsExact

MOST_MAILS = 5  # to one address in `MAIL_WINDOW`, over all calls; as many again by staff
MAIL_WINDOW = timedelta(days=7)
DOMAIN_WINDOW = timedelta(hours=1)
LONGEST_HANGING_UP = timedelta(days=3)  # then a mail is to blame at which the server hangs up
PAUSE = timedelta(days=30)  # after “This wasn't me”


class MailTurn(models.Model):
    """That one mail was let go to an address. Bounds count these rows of the last seven days."""

    email_key = models.CharField(_("key of the address"), max_length=64)
    domain_key = models.CharField(_("key of the domain"), max_length=64)
    by_staff = models.BooleanField(_("sent by staff"), default=False, db_default=False)
    at = models.DateTimeField(_("when"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail that was let go")
        verbose_name_plural = _("mails that were let go")
        default_permissions = []
        indexes = [
            models.Index(fields=["email_key", "at"], name="turn_of_address"),
            models.Index(fields=["domain_key", "at"], name="turn_of_domain"),
            models.Index(fields=["at"], name="turn_by_time"),
            models.Index(fields=["at"], condition=Q(IsExact("at")), name="turn_exact_times"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class MailPause(models.Model):
    """That the owner of an address pressed “This wasn't me”: no form causes mail to it for a while.

    `reference` is that of the deleted signature: the link in its mail still leads here, and can
    end the pause.
    """

    email_key = models.CharField(_("key of the address"), max_length=64)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH, unique=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address that wants no mail")
        verbose_name_plural = _("addresses that want no mail")
        default_permissions = []
        indexes = [
            models.Index(fields=["email_key", "created_at"], name="pause_of_address"),
            models.Index(fields=["created_at"], name="pause_by_time"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def ends_at(self):
        return self.created_at + PAUSE
