"""International Migrants Day, 18 December.

The date was proclaimed by General Assembly resolution 55/93 of 4 December 2000; it is the day on
which the Migrant Workers Convention was adopted in 1990 (resolution 45/158).
"""

from __future__ import annotations

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from nnirr_site.blocks import BODY_BLOCKS, LINK_GROUP_BLOCKS, STEP_BLOCKS, TIMELINE_BLOCKS
from nnirr_site.cache import private_page
from nnirr_site.models import BasePage, Download
from nnirr_site.models.searchable import SearchKind
from nnirr_site.structured_data import event

DAY, MONTH = 18, 12
ARCHIVE_PATH = "materials"
SEARCH_KIND = SearchKind("migrants-day", _("Migrants Day"), _("Migrants Day"))


def next_migrants_day(today: datetime.date) -> datetime.date:
    """The next International Migrants Day, which is `today` itself on the day."""
    this_year = datetime.date(today.year, MONTH, DAY)
    return this_year if today <= this_year else datetime.date(today.year + 1, MONTH, DAY)


class MigrantsDayPage(BasePage):
    """The landing page of the Day: why, how to take part, materials, timeline, links, years."""

    page_description = _("The landing page of International Migrants Day.")
    template = "resources/migrants_day_page.html"
    parent_page_types = ["nnirr_site.HomePage"]
    subpage_types = ["resources.MigrantsDayYearPage"]
    max_count_per_parent = 1

    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("background"))
    ways_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("Empty: “Ways to take part”.")
    )
    ways = StreamField(STEP_BLOCKS, blank=True, verbose_name=_("ways to take part"))
    materials_intro = models.CharField(
        _("introduction to the materials"), max_length=255, blank=True
    )
    timeline_heading = models.CharField(
        _("heading of the timeline"), max_length=120, blank=True, help_text=_("Empty: “Timeline”.")
    )
    timeline = StreamField(
        TIMELINE_BLOCKS,
        blank=True,
        verbose_name=_("timeline"),
        help_text=_("Oldest first, each with its source."),
    )
    link_groups = StreamField(LINK_GROUP_BLOCKS, blank=True, verbose_name=_("links"))

    content_panels = [
        *BasePage.content_panels,
        *BasePage.look_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("ways_heading"), FieldPanel("ways")], heading=_("Ways to take part")
        ),
        FieldPanel("materials_intro"),
        InlinePanel("materials", heading=_("Materials"), label=_("file")),
        FieldPanel("timeline_heading"),
        FieldPanel("timeline"),
        FieldPanel("link_groups"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("ways"),
        index.SearchField("timeline"),
        index.RelatedFields("materials", [index.SearchField("title")]),
    ]

    class Meta:
        verbose_name = _("International Migrants Day")
        verbose_name_plural = _("International Migrants Day pages")

    search_kind = SEARCH_KIND

    @property
    def search_downloads(self) -> list[Download]:
        return list(self.materials.all())

    @property
    def next_date(self) -> datetime.date:
        return next_migrants_day(timezone.localdate())

    @property
    def days_left(self) -> int:
        """Days until the next 18 December in the site's time zone; 0 on the day itself."""
        return (self.next_date - timezone.localdate()).days

    @property
    def is_today(self) -> bool:
        return self.days_left == 0

    def structured_data(self, request) -> list[dict]:
        """The next Day. Nobody organizes it: the General Assembly proclaimed it for all."""
        return [event(self, str(_("International Migrants Day")), self.next_date)]

    def route(self, request, path_components):
        """`materials/` below the page is the ZIP of all, `materials/es/` of those in Spanish."""
        is_archive = path_components[:1] == [ARCHIVE_PATH] and len(path_components) <= 2
        if is_archive and self.live:
            language = path_components[1] if len(path_components) > 1 else ""
            return RouteResult(self, kwargs={"archive_language": language})
        return super().route(request, path_components)

    def serve(self, request, *args, archive_language: str | None = None, **kwargs):
        if archive_language is None:
            return super().serve(request, *args, **kwargs)
        # Imported here: it reads models.
        from resources.archives import serve_archive

        response = serve_archive(request, self, archive_language)
        return private_page(response) if self.get_view_restrictions().exists() else response

    def find_archive(self):
        """The `Archive` of all materials, or None where there is too little or too much for one."""
        from resources.archives import build_archive

        archive = build_archive(self)
        return archive if archive.is_offered else None

    def published_years(self) -> list[MigrantsDayYearPage]:
        years = MigrantsDayYearPage.objects.child_of(self).live().public()
        return list(years.order_by("-year"))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["years"] = self.published_years()
        context["materials"] = list(self.materials.select_related("document"))
        context["archive"] = self.find_archive() if self.pk else None
        context["archive_url"] = f"{self.get_url(request) or ''}{ARCHIVE_PATH}/"
        return context


class MigrantsDayMaterial(Download):
    """A file for the Day: a poster, a fact sheet, a sign-on sheet."""

    page = ParentalKey(MigrantsDayPage, related_name="materials", on_delete=models.CASCADE)

    class Meta(Download.Meta):
        verbose_name = _("material")


class MigrantsDayYearPage(BasePage):
    """What one year's Day was about."""

    page_description = _("International Migrants Day in one year.")
    template = "resources/migrants_day_year_page.html"
    parent_page_types = ["resources.MigrantsDayPage"]
    subpage_types = []

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    theme = models.CharField(
        _("theme"),
        max_length=200,
        blank=True,
        help_text=_("As the UN or IOM announced it. There is not one every year."),
    )
    theme_source_label = models.CharField(_("source of the theme"), max_length=255, blank=True)
    theme_source_url = models.URLField(_("web address"), max_length=1000, blank=True)
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("theme")]),
                FieldRowPanel([FieldPanel("theme_source_label"), FieldPanel("theme_source_url")]),
            ],
            heading=_("The year"),
        ),
        *BasePage.look_panels,
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("theme"),
        index.SearchField("body"),
        index.FilterField("year"),
    ]

    class Meta:
        verbose_name = _("Migrants Day in one year")
        verbose_name_plural = _("Migrants Day in single years")

    search_kind = SEARCH_KIND

    @property
    def search_year(self) -> int | None:
        return self.year

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        siblings = MigrantsDayYearPage.objects.sibling_of(self, inclusive=False).live().public()
        context["other_years"] = list(siblings.order_by("-year"))
        return context
