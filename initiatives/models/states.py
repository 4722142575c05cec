"""Every State, and where it stands on the Migrant Workers Convention."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from initiatives.convention import ADOPTED_ON
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.i18n.dates import DatePrecision, format_date
from nnirr_site.i18n.territories import base_language, territory_name


class State(models.Model):
    """One State: party, signatory or neither, with the dates and where we know them from."""

    class Region(models.TextChoices):
        """The regions of the UN geoscheme (M49)."""

        AFRICA = "africa", _("Africa")
        AMERICAS = "americas", _("Americas")
        ASIA = "asia", _("Asia")
        EUROPE = "europe", _("Europe")
        OCEANIA = "oceania", _("Oceania")

    class Status(models.TextChoices):
        PARTY = "party", _("Party")
        SIGNATORY = "signatory", _("Signed, not ratified")
        NONE = "none", _("No action")

    class Act(models.TextChoices):
        RATIFICATION = "ratification", _("Ratification")
        ACCESSION = "accession", _("Accession")
        SUCCESSION = "succession", _("Succession to signature")

    class Confidence(models.TextChoices):
        AGREED = "agreed", _("Several publications give the same full date")
        SINGLE = "single", _("One publication gives the full date")
        PARTIAL = "partial", _("The day is not known")

    name = models.CharField(
        _("name"), max_length=80, help_text=_("In English, as the site shows it.")
    )
    name_es = models.CharField(
        _("name in Spanish"),
        max_length=80,
        blank=True,
        help_text=_("Empty: the English name is shown."),
    )
    un_name = models.CharField(
        _("name in UN documents"),
        max_length=120,
        blank=True,
        help_text=_("Such as “Bolivia (Plurinational State of)”. It goes into the downloads."),
    )
    iso2 = models.CharField(
        _("two-letter code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", _("Two capital letters."))],
        help_text=_("ISO 3166-1. It stands on the tile of the map."),
    )
    iso3 = models.CharField(
        _("three-letter code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("Three capital letters."))],
    )
    region = models.CharField(_("region"), max_length=8, choices=Region.choices)
    is_un_member = models.BooleanField(_("member of the United Nations"), default=True)

    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.NONE
    )
    signature_date = models.DateField(_("signed on"), null=True, blank=True)
    act = models.CharField(
        _("act"),
        max_length=12,
        choices=Act.choices,
        blank=True,
        help_text=_("How the State became a party. Accession means joining without signing first."),
    )
    action_date = models.DateField(
        _("ratified or acceded on"),
        null=True,
        blank=True,
        help_text=_("If only the year or month is known, choose any day in it."),
    )
    action_date_precision = models.CharField(
        _("known to the"),
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    entry_into_force = models.DateField(_("in force for the State since"), null=True, blank=True)

    as_of = models.DateField(
        _("as of"),
        null=True,
        blank=True,
        help_text=_("The date up to which the sources were checked for this State."),
    )
    confidence = models.CharField(
        _("how well attested"), max_length=8, choices=Confidence.choices, blank=True
    )
    source_urls = models.TextField(
        _("sources"), blank=True, help_text=_("Web addresses, one on each line.")
    )
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("For readers: they are part of the downloads.")
    )
    imported = models.JSONField(default=dict, blank=True, editable=False)
    """Column → text as the last import wrote it. What differs from it was changed by staff."""

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("signature_date")]),
                FieldPanel("act"),
                FieldRowPanel([FieldPanel("action_date"), FieldPanel("action_date_precision")]),
                FieldPanel("entry_into_force"),
            ],
            heading=_("The Convention"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("as_of"), FieldPanel("confidence")]),
                FieldPanel("source_urls"),
                FieldPanel("notes"),
            ],
            heading=_("How we know"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("name_es")]),
                FieldPanel("un_name"),
                FieldRowPanel([FieldPanel("iso2"), FieldPanel("iso3")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("is_un_member")]),
            ],
            heading=_("The State"),
        ),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("State")
        verbose_name_plural = _("States")
        constraints = [
            models.CheckConstraint(
                name="state_dates_fit_status",
                condition=Q(status="party", action_date__isnull=False)
                | Q(status="signatory", action_date__isnull=True, signature_date__isnull=False)
                | Q(status="none", action_date__isnull=True, signature_date__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A status has the dates that belong to it, and no date lies where it cannot."""
        super().clean()
        problems: dict[str, list] = {}
        for check in (self._check_status, self._check_dates, self._check_sources):
            for field, message in check():
                problems.setdefault(field, []).append(message)
        if problems:
            raise ValidationError(problems)

    def _check_status(self):
        is_party = self.status == self.Status.PARTY
        if is_party and not self.action_date:
            yield "action_date", _("A party has a date of ratification or accession.")
        if is_party and self.act not in {self.Act.RATIFICATION, self.Act.ACCESSION}:
            yield "act", _("A party has ratified or acceded.")
        if not is_party:
            if self.action_date:
                yield "action_date", _("Only a party has a date of ratification or accession.")
            if self.entry_into_force:
                yield "entry_into_force", _("The Convention is in force for parties only.")
        if self.status == self.Status.SIGNATORY:
            if not self.signature_date:
                yield "signature_date", _("A signatory has a date of signature.")
            if self.act not in {"", self.Act.SUCCESSION}:
                yield "act", _("A State that has ratified or acceded is a party.")
        if self.status == self.Status.NONE:
            if self.signature_date:
                yield "signature_date", _("A State that has signed is a signatory or a party.")
            if self.act:
                yield "act", _("A State that has not signed has done none of these.")

    def _check_dates(self):
        today = timezone.localdate()
        for field in ("signature_date", "action_date", "as_of"):
            date = getattr(self, field)
            if date and date > today:
                yield field, _("This date lies in the future.")
        for field in ("signature_date", "action_date"):
            date = getattr(self, field)
            if date and date.year < ADOPTED_ON.year:
                yield field, _("The Convention was adopted on December 18, 1990.")
        if self.has_exact_action_date:
            if self.signature_date and self.signature_date > self.action_date:
                yield "signature_date", _("The signature comes before the ratification.")
            if self.entry_into_force and self.entry_into_force <= self.action_date:
                yield "entry_into_force", _("The Convention enters into force after the act.")

    def _check_sources(self):
        validate = URLValidator(schemes=["http", "https"])
        for url in self.source_list:
            try:
                validate(url)
            except ValidationError:
                yield "source_urls", _("“%(url)s” is not a web address.") % {"url": url}

    @property
    def has_exact_action_date(self) -> bool:
        return bool(self.action_date) and self.action_date_precision == DatePrecision.DAY

    @property
    def act_label(self) -> str:
        """How the State came to its status, to be read after it: “Party, by accession”."""
        labels = {
            self.Act.RATIFICATION: _("by ratification"),
            self.Act.ACCESSION: _("by accession"),
            self.Act.SUCCESSION: _("by succession to a signature"),
        }
        return labels.get(self.act, "")

    @property
    def display_name(self) -> str:
        """The name in the active language: what staff entered, else that of the form."""
        language = base_language()
        if language == "en":
            return self.name
        entered = self.name_es if language == "es" else ""
        return entered or territory_name(self.iso2) or self.name

    @property
    def sort_name(self) -> str:
        """The displayed name without accents, so that Côte d'Ivoire stands under C."""
        return sort_key(self.display_name)

    @property
    def since(self) -> datetime.date | None:
        """When the State joined or, if it has only signed, when it signed."""
        return self.action_date or self.signature_date

    @property
    def since_precision(self) -> str:
        return self.action_date_precision if self.action_date else DatePrecision.DAY

    @property
    def since_label(self) -> str:
        return format_date(self.since, self.since_precision)

    @property
    def since_short(self) -> str:
        """The same for a narrow column."""
        return format_date(self.since, self.since_precision, "SHORT_DATE_FORMAT")

    @property
    def source_list(self) -> list[str]:
        return self.source_urls.split()


@once_per_generation
def all_states() -> list[State]:
    """Every State by its English name."""
    return list(State.objects.defer("imported"))


def find_as_of(states: Iterable[State]) -> datetime.date | None:
    """The latest date up to which anybody checked the table."""
    return max((state.as_of for state in states if state.as_of), default=None)


def join_names(states: Iterable[State]) -> str:
    """The names in the active language, one after the other."""
    return pgettext("between names in a list", ", ").join(state.display_name for state in states)


def sort_key(text: str) -> str:
    """`text` for sorting: lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
