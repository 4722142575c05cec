"""The home page and plain pages."""

from __future__ import annotations

from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from nnirr_site.blocks import BODY_BLOCKS, HOME_BLOCKS
from nnirr_site.blocks.base import SHORT_TEXT
from nnirr_site.http.caching import public_page
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.models.base import BasePage


def forbid_stale_names(response: HttpResponse) -> None:
    """Who takes their name off is gone at once: what names people is marked for search engines."""
    if b"data-nosnippet" in response.content:
        public_page(response, stale_allowed=False)


class HomePage(BasePage):
    """The program's landing page: who we are, the call, and the way into everything else."""

    page_description = _("The landing page of the program. There is one in each language.")
    template = "nnirr_site/home_page.html"
    has_band = False
    sheet = "css/home.css"
    sheet_blocks = frozenset(dict(HOME_BLOCKS)) - {"timeline"}
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "nnirr_site.StandardPage",
        "initiatives.InitiativesIndexPage",
        "initiatives.NetworksIndexPage",
        "initiatives.PolicyUpdatesIndexPage",
        "initiatives.TrackerPage",
        "resources.ResourceLibraryPage",
        "resources.MigrantsDayPage",
        "resources.ToolkitPage",
        "campaigns.CallsIndexPage",
    ]

    headline = models.CharField(
        _("headline"),
        max_length=80,
        blank=True,
        help_text=_("The large words beside the print. Empty: the title."),
    )
    more_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("second link"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Beside the button to sign."),
    )
    call_heading = models.CharField(
        _("heading of the call"),
        max_length=120,
        blank=True,
        help_text=_("The call itself is chosen in Settings → Site identity."),
    )
    call_text = RichTextField(_("text of the call"), blank=True, features=SHORT_TEXT)
    call_more_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("link beside the button"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sections = StreamField(HOME_BLOCKS, blank=True, verbose_name=_("bands"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        PageChooserPanel("more_page"),
        MultiFieldPanel(
            [
                FieldPanel("call_heading"),
                FieldPanel("call_text"),
                PageChooserPanel("call_more_page"),
            ],
            heading=_("Call"),
        ),
        FieldPanel("sections"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("call_text"),
        index.SearchField("sections"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if is_for_all(self):
            response.add_post_render_callback(forbid_stale_names)
        return response

    @property
    def share_print(self) -> str:
        return "art/common-ground.svg"


class IndexPage(BasePage):
    """A page below the home page that lists the pages below itself; one in each language."""

    parent_page_types = ["nnirr_site.HomePage"]
    max_count_per_parent = 1
    lists_children = True

    content_panels = [*BasePage.content_panels, *BasePage.look_panels]

    class Meta:
        abstract = True


class IndexPageWithBody(IndexPage):
    """One that says something below its list."""

    body = StreamField(
        BODY_BLOCKS, blank=True, verbose_name=_("below the list"), help_text=_("May stay empty.")
    )

    content_panels = [*IndexPage.content_panels, FieldPanel("body")]
    search_fields = [*IndexPage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class StandardPage(BasePage):
    """Text on a subject of its own: about, privacy, accessibility, a brief on one initiative."""

    page_description = _("Plain text, such as privacy, contact or a brief.")
    template = "nnirr_site/standard_page.html"
    parent_page_types = [
        "nnirr_site.HomePage",
        "nnirr_site.StandardPage",
        "initiatives.InitiativePage",
    ]
    subpage_types = ["nnirr_site.StandardPage"]

    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, *BasePage.look_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
