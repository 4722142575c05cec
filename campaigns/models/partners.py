"""Who brings signers, and whom signers can write to: sources, Senators, and the letter to them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.signing import places
from nnirr_site.text.plaintext import fold

SOURCE_CODE = r"[a-z0-9-]{1,30}"


class Source(models.Model):
    """A partner, a leaflet or a letter whose link names it, so that staff see what brings signers.

    Only codes of these rows are kept with a signature: a link cannot mark a single person.
    """

    code = models.CharField(
        _("code in links"),
        max_length=30,
        unique=True,
        validators=[
            RegexValidator(
                rf"^{SOURCE_CODE}\Z", _("Use up to 30 small letters a to z, digits and hyphens.")
            )
        ],
        help_text=_("Small letters, digits and hyphens, such as “spring-leaflet”. Never a person."),
    )
    name = models.CharField(
        _("name"), max_length=120, help_text=_("Who or what this is. Only staff see it.")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Senator(models.Model):
    """One of the hundred, as a published table knew them on `as_of`. Only imports write these."""

    bioguide = models.CharField(_("Bioguide ID"), max_length=7, unique=True)
    state = models.CharField(_("state"), max_length=2, db_index=True)
    name = models.CharField(_("name"), max_length=120)
    party = models.CharField(_("party"), max_length=40, blank=True)
    contact_form = models.URLField(_("contact form"), blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.CharField(_("office"), max_length=200, blank=True)
    term_end = models.DateField(_("end of the term"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("table from"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Senator")
        verbose_name_plural = _("Senators")
        default_permissions = ["view"]
        permissions = [("import_senators", _("Can import a newer table of Senators"))]
        ordering = ["state", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def state_name(self) -> str:
        return places.region_name(self.state)

    @property
    def family_name(self) -> str:
        """As a letter addresses the Senator: the longest end of the name that the address of the
        own site ends with (`cortezmasto.senate.gov`), without “Jr.”; else the whole name.
        """
        words = self.name.partition(",")[0].split()
        host = (urlsplit(self.website).hostname or "").removeprefix("www.").partition(".")[0]
        for start in range(1, len(words)):
            if host.endswith(re.sub(r"\W", "", fold("".join(words[start:])))):
                return " ".join(words[start:])
        return self.name

    @property
    def address_lines(self) -> list[str]:
        """The office as it is written on a letter: building, then city, state and ZIP code."""
        found = re.fullmatch(r"(.+?),? (Washington),? (DC) ([\d-]+)", self.address)
        return [found[1], f"{found[2]}, {found[3]} {found[4]}"] if found else [self.address]


class SenatorLetter(models.Model):
    """What signers can send to their two Senators, in one language."""

    call = models.ForeignKey(
        "campaigns.Call", verbose_name=_("call"), on_delete=models.CASCADE, related_name="letters"
    )
    language = models.CharField(
        _("language"), max_length=10, default="en", help_text=_("Its code, such as en or es.")
    )
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(
        _("text"),
        max_length=4000,
        help_text=_(
            "Without a salutation: it is put before the text. Empty lines make paragraphs."
        ),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter to Senators")
        verbose_name_plural = _("letters to Senators")
        ordering = ["call", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "language"], name="one_letter_per_language_of_a_call"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.language})"
