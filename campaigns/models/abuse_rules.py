"""What staff decide about abuse: whom to block or let pass, and how much is too much."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from campaigns.models.rules import load_domain_rules
from campaigns.models.vault_keys import KEY_ID_LENGTH
from campaigns.privacy import client_networks, vault
from campaigns.signing import normalizing

GLOB = re.compile(r"[a-z0-9*?-]+(?:\.[a-z0-9*?-]+)*")
LAST_LABEL = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")


class Verdict(models.TextChoices):
    BLOCK = "block", _("Block")
    ALLOW = "allow", _("Let pass")


class RuleKind(models.TextChoices):
    NETWORK = "network", _("Network")
    DOMAIN = "domain", _("E-mail domain")
    EMAIL = "address", _("E-mail address")


class AbuseRule(models.Model):
    """Whose signatures are set aside without a word, and whose are never. Block beats allow.

    An address is kept as its key only: a list of blocked people would be one more list of people.
    """

    verdict = models.CharField(
        _("what to do"), max_length=5, choices=Verdict.choices, default=Verdict.BLOCK
    )
    kind = models.CharField(_("about"), max_length=7, choices=RuleKind.choices)
    pattern = models.CharField(
        _("network, domain or address"),
        max_length=254,
        blank=True,
        help_text=_(
            "Such as 1.2.3.0/24, 2001:4860::/32, *.example.org or name@example.org. An address is"
            " turned into a key and cannot be read again; leave the field empty to keep it."
        ),
    )
    address_key = models.CharField(_("key of the address"), max_length=64, blank=True)
    index_key_id = models.CharField(
        _("name of the key of that"),
        max_length=KEY_ID_LENGTH,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Why, for colleagues. Name nobody.")
    )
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("abuse rule")
        verbose_name_plural = _("abuse rules")
        ordering = ["kind", "pattern", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="address", pattern="") & ~Q(address_key="")
                | ~Q(kind="address") & ~Q(pattern="") & Q(address_key=""),
                name="addresses_only_as_keys",
            ),
            models.UniqueConstraint(
                fields=["kind", "pattern", "address_key"], name="one_rule_about_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.subject}"

    @property
    def subject(self) -> str:
        """What it is about, without an address."""
        if self.pattern:
            return self.pattern
        subject = f"{self.get_kind_display()} {self.address_key[:8]}"
        if self.index_key_id == vault.index_key_id():
            return subject
        return _("%(subject)s (its key is being replaced: enter the address again)") % {
            "subject": subject
        }

    @sensitive_variables()
    def clean(self) -> None:
        super().clean()
        pattern = self.pattern.strip()
        if self.kind == RuleKind.EMAIL and not pattern and self.address_key:
            return
        if not pattern:
            raise ValidationError({"pattern": _("Enter what the rule is about.")})
        clean = {
            RuleKind.NETWORK: clean_network,
            RuleKind.DOMAIN: clean_glob,
            RuleKind.EMAIL: make_email_keys,
        }.get(self.kind)
        if clean is None:
            return
        try:
            cleaned = clean(pattern)
        except ValidationError as problem:
            raise ValidationError({"pattern": problem}) from None
        is_email = self.kind == RuleKind.EMAIL
        keys = cleaned if is_email else [""]
        self.pattern = "" if is_email else cleaned
        self.address_key = keys[0]
        self.index_key_id = vault.index_key_id() if is_email else ""
        # A form leaves the key out, and with it the constraint that holds in the database.
        same = AbuseRule.objects.filter(kind=self.kind, pattern=self.pattern, address_key__in=keys)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"pattern": _("There is a rule about this already.")})

    @property
    def network(self) -> client_networks.Network:
        return client_networks.parse_network(self.pattern)

    def matches_domain(self, domain: str) -> bool:
        """Whether a domain in its wire form fits the glob."""
        return fnmatchcase(domain, self.pattern)


def clean_network(text: str) -> str:
    """A network in CIDR form. Raises `ValidationError`."""
    try:
        network = client_networks.parse_network(text)
    except ValueError:
        raise ValidationError(
            _("Enter a network such as 1.2.3.0/24 or 2001:4860::/32, or one address.")
        ) from None
    if network.prefixlen < client_networks.WIDEST[network.version]:
        raise ValidationError(
            _("This is too wide: use at least /%(length)d."),
            params={"length": client_networks.WIDEST[network.version]},
        )
    if not (network.is_global and network.network_address.is_global):
        raise ValidationError(_("No visitor comes from this network: it is not a public one."))
    return str(network)


def clean_glob(text: str) -> str:
    """A domain in its wire form, * and ? included. Raises `ValidationError`."""
    text = text.lower().removeprefix("@")
    try:
        labels = [
            label if set(label) & set("*?") else label.encode("idna").decode("ascii")
            for label in text.split(".")
        ]
    except UnicodeError:
        labels = [""]
    glob = ".".join(labels)
    if not GLOB.fullmatch(glob):
        raise ValidationError(
            _("Enter a domain such as example.org; * stands for any signs, ? for one.")
        )
    if len(labels) < 2 or not LAST_LABEL.fullmatch(labels[-1]):
        raise ValidationError(
            _("This would fit too many: end with a full name, such as *.example.org.")
        )
    return glob


@sensitive_variables()
def make_email_keys(text: str) -> list[str]:
    """The keys under which an address is found, the stored one first. Raises `ValidationError`."""
    email = normalizing.clean_email(text)
    domain = normalizing.email_domain(email)
    canonical = normalizing.canonical_email(email, load_domain_rules(domain))
    return vault.blind_indexes(canonical, "email")


@register_setting(icon="warning")
class AbuseLimits(BaseGenericSetting):
    """How many forms from one network are taken before the rest is set aside, and how much mail
    may go to one domain, or at all, before it waits or staff are warned.
    """

    burst_most = models.PositiveIntegerField(
        _("forms in a short time"),
        default=40,
        help_text=_("From one network; 0: no limit. An event in one hall shares one network."),
    )
    burst_minutes = models.PositiveSmallIntegerField(
        _("short time, in minutes"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )
    sustained_most = models.PositiveIntegerField(
        _("forms in a long time"), default=300, help_text=_("From one network; 0: no limit.")
    )
    burst_most_around = models.PositiveIntegerField(
        _("forms in the short time from its neighbors"),
        default=200,
        help_text=_(
            "From all addresses that begin alike: a /24 of IPv4, a /48 of IPv6; 0: no limit."
            " Whoever has many addresses mostly has neighboring ones."
        ),
    )
    sustained_hours = models.PositiveSmallIntegerField(
        _("long time, in hours"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(7 * 24)],
    )
    domain_mails = models.PositiveIntegerField(
        _("mails to one domain in an hour"),
        default=60,
        db_default=60,
        help_text=_(
            "What is more waits for its turn; 0: no limit. E-mail domain rules make exceptions,"
            " such as for large providers."
        ),
    )
    alarm_mails = models.PositiveIntegerField(
        _("mails in an hour that are worth a warning"),
        default=1000,
        db_default=1000,
        help_text=_(
            "When more are queued, the first page of the admin warns. Mail goes on; Settings →"
            " Switches stop it. 0: no warning."
        ),
    )

    sustained_most_around = models.PositiveIntegerField(
        _("forms in the long time from its neighbors"), default=2000, help_text=_("0: no limit.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("burst_most"),
                FieldPanel("burst_minutes"),
                FieldPanel("burst_most_around"),
            ],
            heading=_("Short time"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sustained_most"),
                FieldPanel("sustained_hours"),
                FieldPanel("sustained_most_around"),
            ],
            heading=_("Long time"),
        ),
        MultiFieldPanel([FieldPanel("domain_mails"), FieldPanel("alarm_mails")], heading=_("Mail")),
    ]

    class Meta:
        verbose_name = _("limits against abuse")

    def clean(self) -> None:
        super().clean()
        if (self.burst_minutes or 0) >= (self.sustained_hours or 999) * 60:
            raise ValidationError(
                {"sustained_hours": _("The long time is longer than the short one.")}
            )
        for short, long in (
            ("burst_most", "sustained_most"),
            ("burst_most_around", "sustained_most_around"),
        ):
            fewest = getattr(self, short) or 0
            if fewest > (getattr(self, long) or fewest):
                raise ValidationError({long: _("In a long time at least as many are allowed.")})
