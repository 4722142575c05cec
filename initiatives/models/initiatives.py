"""What the program works on."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from initiatives.exports import DEPOSITARY_URL
from initiatives.models.states import all_states, find_as_of
from initiatives.ratifications import draw_flags
from nnirr_site.blocks import BODY_BLOCKS, FACT_BLOCKS, TIMELINE_BLOCKS
from nnirr_site.blocks.base import visible_pages
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.http.page_cache.tree import known_pages
from nnirr_site.models import BasePage, IndexPageWithBody
from nnirr_site.models.searchable import SearchKind
from nnirr_site.seo.structured_data import article
from nnirr_site.text.live_figures import find_figure


class InitiativesIndexPage(IndexPageWithBody):
    """Lists the initiatives as a wall of prints."""

    page_description = _("The list of initiatives.")
    template = "initiatives/initiatives_index_page.html"
    subpage_types = ["initiatives.InitiativePage"]

    class Meta:
        verbose_name = _("initiatives page")
        verbose_name_plural = _("initiatives pages")

    def latest(self, count: int | None = None) -> list[InitiativePage]:
        """The initiatives in the order in which editors put them."""
        pages = public(InitiativePage.objects.child_of(self).live()).order_by("path")
        return list(pages[:count])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["initiatives"] = self.latest()
        return context


class InitiativePage(BasePage):
    """One line of work: what we do and why, key facts, a timeline and what belongs to it."""

    page_description = _("One line of work, with key facts, a timeline and related pages.")
    template = "initiatives/initiative_page.html"
    parent_page_types = ["initiatives.InitiativesIndexPage"]
    subpage_types = []

    short_title = models.CharField(
        _("short title"), max_length=60, blank=True, help_text=_("For cards and menus.")
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))
    key_facts = StreamField(
        FACT_BLOCKS,
        blank=True,
        verbose_name=_("key facts"),
        help_text=_("Three to six, beside the text."),
    )
    timeline_heading = models.CharField(
        _("heading of the timeline"), max_length=120, blank=True, help_text=_("Empty: “Timeline”.")
    )
    timeline = StreamField(
        TIMELINE_BLOCKS,
        blank=True,
        verbose_name=_("timeline"),
        help_text=_("Oldest first, each with its source. Up to six stand along the ground line."),
    )
    shows_ratifications = models.BooleanField(
        _("show how States joined the Convention"),
        default=False,
        db_default=False,
        help_text=_("A flag for each State on a line of years. It follows the table of States."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("short_title"),
        *BasePage.look_panels,
        FieldPanel("body"),
        FieldPanel("key_facts"),
        FieldPanel("timeline_heading"),
        FieldPanel("timeline"),
        FieldPanel("shows_ratifications"),
        InlinePanel(
            "related_pages",
            heading=_("Related pages"),
            label=_("page"),
            help_text=_("Initiatives, networks and resources that belong together with this one."),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("short_title", boost=3),
        index.SearchField("body"),
        index.SearchField("key_facts"),
        index.SearchField("timeline"),
    ]

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    search_kind = SearchKind("initiative", _("Initiative"), _("Initiatives"))

    @property
    def card_title(self) -> str:
        return self.short_title or self.title

    @cached_property
    def extra_styles(self) -> list[str]:
        return [*super().extra_styles, *["css/ratifications.css"] * self.shows_ratifications]

    def structured_data(self, request) -> list[dict]:
        return [article(self, request)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        related = visible_related_pages(self)
        groups = {
            "related_initiatives": "initiatives.InitiativePage",
            "related_networks": "initiatives.NetworkPage",
            "related_resources": "resources.ResourcePage",
        }
        for name, label in groups.items():
            context[name] = [page for page in related if page._meta.label == label]
        models.prefetch_related_objects(
            context["related_resources"], "downloads__document", "cover__renditions"
        )
        context["related_other"] = [
            page for page in related if page._meta.label not in groups.values()
        ]
        if self.shows_ratifications:
            context |= self._show_ratifications()
        return context

    def _show_ratifications(self) -> dict[str, object]:
        states, tracker = all_states(), find_figure("states_parties").url
        return {
            "chart": draw_flags(states),
            "as_of": find_as_of(states),
            "depositary_url": DEPOSITARY_URL,
            "table_url": f"{tracker}#years" if tracker else "",
        }


class InitiativeRelatedPage(Orderable):
    """A page that belongs together with an initiative."""

    initiative = ParentalKey(InitiativePage, related_name="related_pages", on_delete=models.CASCADE)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [
        PageChooserPanel(
            "page",
            [
                "initiatives.InitiativePage",
                "initiatives.NetworkPage",
                "resources.ResourcePage",
                "resources.MigrantsDayPage",
                "campaigns.CallPage",
            ],
        )
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")


def visible_related_pages(page) -> list[Page]:
    """The pages that `page.related_pages` names and visitors may see, in the editors' order.

    In the language that is being read, where they are translated. One query a page type, however
    many pages there are.
    """
    return visible_pages(known_pages(item.page_id for item in page.related_pages.all()))
