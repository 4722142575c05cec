"""With whom the program works."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from nnirr_site.blocks import BODY_BLOCKS, FACT_BLOCKS
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.models import BasePage, IndexPageWithBody
from nnirr_site.models.searchable import SearchKind

YEAR_RANGE = [MinValueValidator(1900), MaxValueValidator(2100)]


class NetworksIndexPage(IndexPageWithBody):
    """Lists the networks and tells how they hang together."""

    page_description = _("The list of partner networks.")
    template = "initiatives/networks_index_page.html"
    is_in_parts = True
    subpage_types = ["initiatives.NetworkPage"]

    class Meta:
        verbose_name = _("networks page")
        verbose_name_plural = _("networks pages")

    def latest(self, count: int | None = None) -> list[NetworkPage]:
        """The networks, the oldest first."""
        pages = public(NetworkPage.objects.child_of(self).live())
        return list(pages.order_by("founded_year", "path")[:count])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["networks"] = self.latest()
        return context


class NetworkPage(BasePage):
    """A network of organizations: when it began, what our part in it is, and where to find it."""

    page_description = _("One partner network.")
    template = "initiatives/network_page.html"
    is_in_parts = True
    parent_page_types = ["initiatives.NetworksIndexPage"]
    subpage_types = []

    class Ring(models.TextChoices):
        MRI = "mri", _("Marigold ring")
        GCM = "gcm", _("Leaf ring")
        WIMN = "wimn", _("Cochineal ring")

    acronym = models.CharField(_("acronym"), max_length=12, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=YEAR_RANGE
    )
    founded_note = models.CharField(
        _("how it began"), max_length=255, blank=True, help_text=_("Where and out of what.")
    )
    nnirr_role = models.CharField(
        _("NNIRR's role"), max_length=120, blank=True, help_text=_("Such as “Founding member”.")
    )
    role_since = models.PositiveSmallIntegerField(
        _("in this role since"), null=True, blank=True, validators=YEAR_RANGE
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    website_note = models.CharField(
        _("note on the website"),
        max_length=160,
        blank=True,
        help_text=_("Such as that it is old and may be offline."),
    )
    ring = models.CharField(_("ring"), max_length=8, choices=Ring.choices, default=Ring.MRI)
    key_facts = StreamField(
        FACT_BLOCKS, blank=True, verbose_name=_("key facts"), help_text=_("Two to four.")
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("acronym"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("founded_year"), FieldPanel("founded_note")]),
                FieldRowPanel([FieldPanel("nnirr_role"), FieldPanel("role_since")]),
                FieldRowPanel([FieldPanel("website"), FieldPanel("website_note")]),
                FieldRowPanel([FieldPanel("ring"), FieldPanel("band")]),
            ],
            heading=_("The network"),
        ),
        FieldPanel("key_facts"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("acronym", boost=3),
        index.SearchField("region"),
        index.SearchField("key_facts"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    search_kind = SearchKind("network", _("Network"), _("Networks"))

    @property
    def search_details(self) -> list[str]:
        if not self.founded_year:
            return []
        return [_("Founded in %(year)s") % {"year": self.founded_year}]

    @property
    def share_print(self) -> str:
        return self.ring_file

    @property
    def ring_file(self) -> str:
        """The ring's print below static/."""
        ring = self.ring if self.ring in self.Ring.values else self.Ring.MRI
        return f"art/ring-{ring}.svg"
