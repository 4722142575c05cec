"""International Migrants Day, 18 December.

The date was proclaimed by General Assembly resolution 55/93 of 4 December 2000; it is the day on
which the Migrant Workers Convention was adopted in 1990 (resolution 45/158).
"""

from __future__ import annotations

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from nnirr_site.blocks import BODY_BLOCKS, LINK_GROUP_BLOCKS, STEP_BLOCKS, TIMELINE_BLOCKS
from nnirr_site.blocks.base import visible_page
from nnirr_site.documents.panels import DownloadsPanel
from nnirr_site.http.caching import private_page
from nnirr_site.http.page_cache.restrictions import is_for_all, public
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.models import BasePage, Download
from nnirr_site.models.searchable import SearchKind
from nnirr_site.prints import Print
from nnirr_site.seo.structured_data import event
from resources.archives import build_archive, serve_archive
from resources.models.events import events_of_year, events_to_come, past_events_without_page

DAY, MONTH = 18, 12
# Shown on the landing page; the page of a year lists all of its events.
MOST_EVENTS = 10
ARCHIVE_PATH = "materials"
SEARCH_KIND = SearchKind("migrants-day", _("Migrants Day"), _("Migrants Day"))


def next_migrants_day(today: datetime.date) -> datetime.date:
    """The next International Migrants Day, which is `today` itself on the day."""
    this_year = datetime.date(today.year, MONTH, DAY)
    return this_year if today <= this_year else datetime.date(today.year + 1, MONTH, DAY)


# The blocks that day.css knows; with any other the page links interior.css too.
DAY_SHEET_BLOCKS = frozenset(
    {
        *("heading", "prose", "note", "pull", "image", "accordion", "steps", "sources"),
        *("call_to_sign", *dict(STEP_BLOCKS), *dict(TIMELINE_BLOCKS), *dict(LINK_GROUP_BLOCKS)),
    }
)


class MigrantsDayPage(BasePage):
    """The landing page of the Day: why, how to take part, materials, timeline, links, years."""

    page_description = _("The landing page of International Migrants Day.")
    template = "resources/migrants_day_page.html"
    sheet = "css/day.css"
    sheet_blocks = DAY_SHEET_BLOCKS
    parent_page_types = ["nnirr_site.HomePage"]
    subpage_types = [
        "resources.MigrantsDayYearPage",
        "resources.MigrantsDayEventPage",
        "resources.MigrantsDayKitPage",
    ]
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
        DownloadsPanel("materials", heading=_("Materials"), label=_("file")),
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

    lists_children = True

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

    @property
    def is_day_after(self) -> bool:
        """True on 19 December, when there is somebody to thank."""
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        return (yesterday.month, yesterday.day) == (MONTH, DAY)

    @property
    def calendar_url(self) -> str:
        """Address of the calendar with the Day and all events."""
        return reverse("migrants_day_calendar")

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
        response = serve_archive(request, self, archive_language)
        return private_page(response) if not is_for_all(self) else response

    def find_archive(self):
        """The `Archive` of all materials, or None where there is too little or too much for one."""
        archive = build_archive(self)
        return archive if archive.is_offered else None

    def published_years(self) -> list[MigrantsDayYearPage]:
        years = public(MigrantsDayYearPage.objects.child_of(self).live())
        return list(years.order_by("-year"))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        years = self.published_years()
        context["years"] = years
        context["materials"] = list(self.materials.select_related("document"))
        # One more than is shown tells that there are more.
        coming = events_to_come(self, MOST_EVENTS + 1)
        context["events"] = coming[:MOST_EVENTS]
        context["has_more_events"] = len(coming) > MOST_EVENTS
        context["past_events"] = past_events_without_page(
            self, [page.year for page in years], MOST_EVENTS
        )
        context["kit"] = self.find_kit()
        context["archive"] = self.find_archive() if self.pk else None
        context["archive_url"] = f"{self.get_url(request) or ''}{ARCHIVE_PATH}/"
        return context

    def find_kit(self) -> Page | None:
        """The page with the kit to print, if visitors may see it."""
        kits = (page for page in tree().below(self) if page.specific_class is MigrantsDayKitPage)
        return next((page for page in kits if page.live and is_for_all(page)), None)


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
    usual_print = Print.YEARS

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
        siblings = MigrantsDayYearPage.objects.sibling_of(self, inclusive=False).live()
        context["other_years"] = list(public(siblings).order_by("-year"))
        context["events"] = events_of_year(self.get_parent(), self.year) if self.path else []
        return context


class MigrantsDayKitPage(BasePage):
    """Checklists, the materials with their addresses and a treaty in brief, made to be printed.

    Ways to take part and materials are those of the page above, so that they stand in one place.
    """

    page_description = _("Checklists, materials and the Convention in brief, made to be printed.")
    template = "resources/migrants_day_kit_page.html"
    parent_page_types = ["resources.MigrantsDayPage"]
    subpage_types = []
    max_count_per_parent = 1

    body = StreamField(
        BODY_BLOCKS,
        blank=True,
        verbose_name=_("body"),
        help_text=_("Checklists for the weeks before, the day and the days after."),
    )
    brief_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("in brief"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The lead and the key facts of this page are printed with the kit."),
    )

    content_panels = [
        *BasePage.content_panels,
        *BasePage.look_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [PageChooserPanel("brief_page", "initiatives.InitiativePage")],
            heading=_("A treaty in brief"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("Migrants Day kit")
        verbose_name_plural = _("Migrants Day kits")

    search_kind = SEARCH_KIND

    @property
    def landing(self) -> MigrantsDayPage | None:
        """The page above; None for a page that has no place in the tree yet."""
        parent = self.get_parent() if self.path else None
        found = parent.specific if parent is not None else None
        return found if isinstance(found, MigrantsDayPage) else None

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        landing = self.landing
        context["landing"] = landing
        context["materials"] = (
            list(landing.materials.select_related("document")) if landing is not None else []
        )
        context["brief"] = visible_page(self.brief_page)
        return context
