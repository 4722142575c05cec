"""What every page of the site has."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from nnirr_site.admin.slugs import PageCopyForm, PageForm, is_reserved, refuse_reserved
from nnirr_site.admin.translation_panel import TranslationPanel
from nnirr_site.http.addresses import absolute, page_path
from nnirr_site.http.caching import private_page, public_page
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n.language_links import build_language_links, count_untranslated
from nnirr_site.models.searchable import Searchable
from nnirr_site.models.streamed import Streamed
from nnirr_site.upkeep.panel import LinkFindingsPanel


class Print(models.TextChoices):
    """The prints in static/art that may hang at the top of a page."""

    VOICE = "voice", _("Trumpet flowers: a voice")
    BORDER = "border", _("Footpath through a border")
    CONVENTION = "convention", _("Nib that takes root: the Convention")
    DAY = "day", _("Eighteen: the Day")
    WATCH = "watch", _("Lighthouse: what we see coming")
    CANDLES = "candles", _("Candles: people come together")
    YEARS = "years", _("Rings of a tree: the years")
    HAND = "hand", _("Open hand with a heart: why people sign")
    RINGS = "rings", _("Woven rings: alliances")
    THANKS = "thanks", _("Grandmother and granddaughter")


class Band(models.TextChoices):
    INK = "ink", _("Indigo")
    RED = "red", _("Cochineal")
    LEAF = "leaf", _("Leaf")
    GOLD = "gold", _("Marigold")
    WASH = "wash", _("Straw")


PRINT_FILES = {
    Print.VOICE: ("art/block-voice.svg", 600, 600),
    Print.BORDER: ("art/block-border.svg", 600, 600),
    Print.CONVENTION: ("art/block-convention.svg", 600, 600),
    Print.DAY: ("art/block-day.svg", 600, 600),
    Print.WATCH: ("art/block-watch.svg", 600, 600),
    Print.CANDLES: ("art/block-candles.svg", 600, 600),
    Print.YEARS: ("art/block-years.svg", 600, 600),
    Print.HAND: ("art/block-hand.svg", 600, 600),
    Print.RINGS: ("art/rings.svg", 600, 540),
    Print.THANKS: ("art/thanks.svg", 560, 520),
}


# The ink that most of a print is made of, by which it would disappear in a band of the same.
PRINT_GROUNDS = {
    Print.VOICE: Band.LEAF,
    Print.BORDER: Band.RED,
    Print.CONVENTION: Band.GOLD,
    Print.DAY: Band.INK,
    Print.WATCH: Band.INK,
    Print.CANDLES: Band.RED,
    Print.YEARS: Band.LEAF,
    Print.HAND: Band.GOLD,
    Print.THANKS: Band.RED,
}


class BasePage(Searchable, Streamed, Page):
    """A page with a lead, a print at its top and what search engines and friends see of it."""

    base_form_class = PageForm
    copy_form_class = PageCopyForm

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences under the title: what the reader finds here."),
    )
    print_art = models.CharField(
        _("print"),
        max_length=12,
        choices=Print.choices,
        blank=True,
        help_text=_("Hangs over the edge of the band at the top. Choose the one that says it."),
    )
    band = models.CharField(
        _("color of the top"), max_length=8, choices=Band.choices, default=Band.LEAF
    )
    share_image = models.ForeignKey(
        "nnirr_site.SiteImage",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where people share the page. Empty: the print of the program."),
    )
    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("When somebody last checked that the facts on this page still hold."),
    )

    content_panels = [
        *Page.content_panels,
        TranslationPanel(),
        LinkFindingsPanel(),
        FieldPanel("lead"),
    ]
    promote_panels = [
        # Without “Show in menus”: our menus are lists of links that staff keep.
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "share_image",
                    help_text=_(
                        "Shown where people share the page. Empty: a card with the title and "
                        "the print is drawn when you publish."
                    ),
                )
            ],
            heading=_("For sharing"),
        ),
    ]
    look_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("print_art"), FieldPanel("band")])], heading=_("Look")
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("reviewed_on")]

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("search_description"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        """Refuses a print on a band of its own ink."""
        super().clean()
        if not (self.has_band and PRINT_GROUNDS.get(self.print_art) == self.band):
            return
        # A page that has long been so is not kept from being published for another word.
        same = {"pk": self.pk, "print_art": self.print_art, "band": self.band, "live": True}
        if not type(self)._base_manager.filter(**same).exists():
            message = _("This print would disappear in a band of its own color: choose another.")
            raise ValidationError({"band": message})

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        found = super()._get_autogenerated_slug(base_slug)
        if is_reserved(found, self.get_parent()):
            return super()._get_autogenerated_slug(f"{base_slug}-1")
        return found

    def _check_slug_is_unique(self) -> None:
        super()._check_slug_is_unique()
        refuse_reserved(self.slug, self.get_parent())

    @property
    def description(self) -> str:
        """What a search engine shows: the editor's words for it, else the lead."""
        return self.search_description or self.lead

    @property
    def card_text(self) -> str:
        """What a card or list says of the page."""
        return self.lead or self.search_description

    @property
    def card_title(self) -> str:
        return self.title

    # The print of pages of this type for which nobody chose one.
    usual_print = ""

    @property
    def art(self) -> dict[str, object] | None:
        """`file` below static/, `width` and `height` of the print, or None."""
        name = self.print_art or self.usual_print
        if not self.print_art and PRINT_GROUNDS.get(name) == self.band:
            return None  # it would disappear
        if name not in PRINT_FILES:
            return None
        file, width, height = PRINT_FILES[Print(name)]
        return {"file": file, "width": width, "height": height}

    # False where the print and the color are not shown at the top of the page.
    has_band = True

    # True where the page is a text of a date, which feeds and social networks show with it.
    is_article = False

    @property
    def share_print(self) -> str:
        """File below static/ of the print on the card for sharing; empty: a neighbor is there."""
        return str(self.art["file"]) if self.art else ""

    # The pages from the home page down to the one above, if whoever found this one has met them.
    known_ancestors: list[Page] | None = None

    # True where the page lists the pages below it, and so tells what other languages have more.
    lists_children = False

    def structured_data(self, request) -> list[dict]:
        """What the page is in the terms of schema.org; page types say more."""
        if not self.reviewed_on:
            return []
        return [{"@type": "WebPage", "name": self.title, "lastReviewed": self.reviewed_on}]

    @cached_property
    def crumbs(self) -> list[dict[str, str]]:
        """The way here from the home page, this page last; empty on the home page itself."""
        if self.depth is None or self.depth <= 2:
            return []
        above = self.known_ancestors
        if above is None:
            above = self.get_ancestors().filter(depth__gte=2).order_by("path")
        return [
            *({"title": page.title, "url": page_path(page)} for page in above if page.live),
            {"title": self.title, "url": ""},
        ]

    def get_context(self, request, *args, **kwargs):
        """Adds `languages`: this page in the languages of the site; and `untranslated`."""
        self.find_chosen_pages()
        context = super().get_context(request, *args, **kwargs)
        context["languages"] = build_language_links(request, self)
        if self.lists_children and len(context["languages"]) > 1:
            context["untranslated"] = count_untranslated(self, context["languages"])
        return context

    def find_chosen_pages(self) -> None:
        """Have the pages that fields of this one name, without a question for each."""
        for field in self._meta.local_fields:
            if field.related_model is Page and not field.primary_key:
                page = tree().page(getattr(self, field.attname) or 0)
                if page is not None and not field.is_cached(self):
                    field.set_cached_value(self, page)

    def get_url(self, request=None, current_site=None) -> str | None:
        """The path, also where there are several `Site` records: they are names of one site."""
        parts = self.get_url_parts(request)
        return parts and parts[2]

    url = property(get_url)

    def get_full_url(self, request=None) -> str | None:
        """With the host of SITE_URL, whatever `Site` records say."""
        path = self.get_url(request)
        return path and absolute(path)

    full_url = property(get_full_url)

    # False where the page names people or says what can be done now: see `public_page`.
    stale_allowed = True

    def seconds_until_change(self) -> float | None:
        """After how many seconds the page says something else by the clock alone; None: never."""
        return None

    def get_view_restrictions(self):
        """What hinders some from seeing the page, without a question where nothing does."""
        if is_for_all(self):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve_password_required_response(self, request, form, action_url):
        return private_page(super().serve_password_required_response(request, form, action_url))

    def serve(self, request, *args, **kwargs):
        """One answer for everybody, unless the page is only for some."""
        # Asked for first: what changes while the page is made must not be kept.
        seconds = self.seconds_until_change()
        response = super().serve(request, *args, **kwargs)
        if not is_for_all(self):
            return private_page(response)
        return public_page(response, seconds, stale_allowed=self.stale_allowed)
