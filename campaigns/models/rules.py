"""Rules that staff keep as data."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from campaigns.signing.normalizing import DomainRule
from nnirr_site.http.page_cache.kept import once_per_moment

DOMAIN = RegexValidator(
    r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$",
    _("Enter a domain in small letters, such as example.org (xn--… for other scripts)."),
)


class EmailDomainRule(models.Model):
    """How one mail provider tells addresses apart, so that one mailbox signs once.

    A change holds for new signatures at once; those that are there get their keys anew soon after
    (see `AddressRekeying`).
    """

    domain = models.CharField(_("domain"), max_length=253, unique=True, validators=[DOMAIN])
    same_as = models.CharField(
        _("same mailboxes as"),
        max_length=253,
        blank=True,
        validators=[DOMAIN],
        help_text=_("Such as gmail.com for googlemail.com. Empty: a provider of its own."),
    )
    drops_dots = models.BooleanField(
        _("ignores dots"),
        default=False,
        help_text=_("Only where r.osa and rosa are one mailbox for certain."),
    )
    tag_separator = models.CharField(
        _("sign before a tag"),
        max_length=1,
        blank=True,
        default="+",
        help_text=_("What follows it is ignored. Empty: the provider has no tags."),
    )
    mails_per_hour = models.PositiveIntegerField(
        _("mails in one hour"),
        null=True,
        blank=True,
        help_text=_(
            "How many may go to the domain; more wait. Empty: as many as the settings say for every"
            " domain. 0: no limit, for large providers."
        ),
    )

    class Meta:
        verbose_name = _("e-mail domain rule")
        verbose_name_plural = _("e-mail domain rules")
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain

    @property
    def rekeying_state(self) -> str:
        """How far the signatures of this domain have the keys that the rule makes."""
        job = AddressRekeying.objects.filter(domain=self.domain).first()
        return job.state if job else ""

    def clean(self) -> None:
        super().clean()
        if self.same_as and self.same_as == self.domain:
            raise ValidationError({"same_as": _("Leave this empty: it is the same domain.")})


def load_domain_rules(domain: str) -> dict[str, DomainRule]:
    """What staff keep about one domain, as `normalizing` reads it."""
    rule = _read_rules().get(domain)
    return {} if rule is None else {domain: rule}


@once_per_moment
def _read_rules() -> dict[str, DomainRule]:
    return {
        rule.domain: DomainRule(rule.same_as, rule.drops_dots, rule.tag_separator)
        for rule in EmailDomainRule.objects.all()
    }


class AddressRekeying(models.Model):
    """That a rule of a domain has changed, and how far its signatures have their new keys.

    Written by a trigger on the rules (`sql/rekeying.sql`), worked off by `services.rekey_some`.
    The class keeps a name with "address" (of e-mail), as the trigger names its table and groups of
    staff hold the permission that is made of the name.
    """

    domain = models.CharField(_("domain"), max_length=253, primary_key=True)
    requested_at = models.DateTimeField(_("rule changed"), default=timezone.now)
    last_id = models.BigIntegerField(_("done up to"), default=0)
    changed = models.PositiveIntegerField(_("keys changed"), default=0)
    conflicts = models.PositiveIntegerField(_("set aside as doubles"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("check of signatures after a change of rules")
        verbose_name_plural = _("checks of signatures after a change of rules")
        default_permissions = ["view"]
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return self.domain

    @property
    def state(self) -> str:
        """In a sentence, for staff."""
        if self.finished_at is None:
            return gettext("Waiting for the worker to check them")
        conflicts = ngettext(
            "%(count)d set aside: its mailbox had signed already",
            "%(count)d set aside: their mailboxes had signed already",
            self.conflicts,
        ) % {"count": self.conflicts}
        return conflicts if self.conflicts else gettext("Checked")
