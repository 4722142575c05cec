"""What waits for the worker's look: where a form came from, until it has been looked at."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from campaigns.privacy import vault

PLACE = "waiting-check:client"  # what a sealed client is bound to


class WaitingCheck(models.Model):
    """One form that was taken, new address or known, until the worker has judged it.

    The row is deleted then: nothing that is stored leads from a signature to a network. The table
    is UNLOGGED (`sql/waiting_checks.sql`): it stands in no write-ahead log, and `docs/deploy.md`
    makes backups without it. `signature` is empty for a form of a known address, which only counts.
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
    sealed_client = models.BinaryField(_("network address, sealed"), null=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("form that waits for a check")
        verbose_name_plural = _("forms that wait for a check")

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def client(self) -> str:
        """The visitor's address; "" if none is known or no key opens it.

        A lost key stops no signature: the form is then judged without its network.
        """
        try:
            return vault.unseal(self.sealed_client, PLACE)
        except vault.Unreadable:
            return ""


class CaughtForm(models.Model):
    """A signature that a limit for networks set aside, together with others of the same crowd.

    `crowd` is drawn at random in the worker for each network that goes over its limit, kept there
    in memory only: it tells that these came together, so that staff can restore a whole hall, and
    leads to no network. A crowd is more than a household: it sent more forms than the limit.
    The row goes when the signature is decided about, and after `KEPT_DAYS` in any case.
    """

    KEPT_DAYS = 14

    signature = models.OneToOneField(
        "campaigns.Signature",
        verbose_name=_("signature"),
        primary_key=True,
        on_delete=models.DO_NOTHING,
        related_name="caught_form",
        db_constraint=False,
    )
    crowd = models.CharField(_("crowd"), max_length=16, db_index=True)
    caught_on = models.DateField(_("day"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("form that was caught with others")
        verbose_name_plural = _("forms that were caught with others")

    def __str__(self) -> str:
        return self.crowd


@sensitive_variables()
def seal_client(client: str) -> bytes | None:
    """What is kept of a visitor's address until the form has been judged."""
    return vault.seal(client, PLACE)
