"""The guide for staff within the admin: docs/staff.md, and a “?” on each screen to its place in it.

Places are headings, and the bold words that begin a paragraph or a point of a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.urls import path, reverse, reverse_lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from nnirr_site.text.anchors import make_anchor

FILE = settings.BASE_DIR / "docs" / "staff.md"

# Name of an address, or how it begins, → its place in the guide; the longest that fits counts.
PLACES = {
    "": "",
    "account_": "signing-in",
    "account_list": "signing-in",
    "bin": "pages",
    "campaigns_access": "signatures",
    "campaigns_chores": "pages",
    "campaigns_import_organizations": "organizations-from-paper",
    "campaigns_import_senators": "senators",
    "figures": "notes",
    "link_report": "reports-links",
    "native_reading": "french-and-arabic",
    "pages_to_review": "reports-pages-to-review",
    "remove_document_properties": "what-the-file-tells",
    "simple_translation:": "languages",
    "slots_report": "toolkits",
    "site_checklist": "list-for-a-new-site",
    "translation": "languages",
    "undated_sources": "reports-sources-without-a-day",
    "wagtail_bulk_action": "signatures",
    "wagtailadmin_account": "signing-in",
    "wagtailadmin_collections:": "pictures",
    "wagtailadmin_explore": "pages",
    "wagtailadmin_home": "the-first-page",
    "wagtailadmin_pages:": "pages",
    "wagtailadmin_reports:": "staying-true",
    "wagtailadmin_workflows:": "who-may-do-what",
    "wagtaildocs:": "documents",
    "wagtailimages:": "pictures",
    "wagtaillocales:": "languages",
    "wagtailredirects:": "pages",
    "wagtailsettings:": "signatures",
    "wagtailsites:": "pages",
    "wagtailsnippets_campaigns_": "signatures",
    "wagtailsnippets_campaigns_abuserule:": "abuse-rules",
    "wagtailsnippets_campaigns_call:": "calls",
    "wagtailsnippets_campaigns_delivery:": "deliveries",
    "wagtailsnippets_campaigns_emaildomainrule:": "e-mail-domain-rules",
    "wagtailsnippets_campaigns_outboundmail:": "outgoing-mail",
    "wagtailsnippets_campaigns_papersheets:": "sheets-from-paper",
    "wagtailsnippets_campaigns_senator:": "senators",
    "wagtailsnippets_campaigns_senatorletter:": "letters-to-senators",
    "wagtailsnippets_campaigns_signature:": "signatures",
    "wagtailsnippets_campaigns_signature:caught": "set-aside-together",
    "wagtailsnippets_campaigns_signature:export": "export",
    "wagtailsnippets_campaigns_signature:queue": "what-waits-1",
    "wagtailsnippets_campaigns_source:": "sources",
    "wagtailsnippets_initiatives_": "pages",
    "wagtailsnippets_nnirr_site_": "menus-and-topics",
    "wagtailsnippets_nnirr_site_navigationmenu:": "languages",
    "wagtailsnippets_nnirr_site_searchsynonyms:": "menus-and-topics-1",
    "wagtailusers_": "who-may-do-what",
}
# Settings have one address for all: their place goes by what is set.
PLACES_OF_SETTINGS = {
    "abuselimits": "settings-limits-against-abuse",
    "siteidentity": "pages",
    "switches": "settings-switches",
}


def find_place(name: str, arguments: dict | None = None) -> str:
    """Where in the guide the screen with this address is spoken of; empty: all of it."""
    if name.startswith("wagtailsettings:"):
        return PLACES_OF_SETTINGS.get((arguments or {}).get("model_name", ""), "pages")
    return PLACES[max((begin for begin in PLACES if name.startswith(begin)), key=len)]


def guide_url(name: str, arguments: dict | None = None) -> str:
    place = find_place(name, arguments)
    return reverse("staff_guide") + (f"#{place}" if place else "")


class Guide:
    """The rendered guide: `html`, the `sections` of its list of contents, and all `anchors`."""

    def __init__(self, source: str):
        parser = MarkdownIt("commonmark", {"html": False}).enable("table")
        tokens = parser.parse(source)
        self.anchors: set[str] = set()
        self.sections: list[tuple[str, str]] = []
        self._mark(tokens)
        # The screen has a heading of its own.
        del tokens[: next(n for n, token in enumerate(tokens) if token.type == "heading_close") + 1]
        self.html: SafeString = mark_safe(  # noqa: S308 - our own file, without HTML in it
            parser.renderer.render(tokens, parser.options, {})
        )

    def _mark(self, tokens: list[Token]) -> None:
        for number, (before, token) in enumerate(pairwise(tokens)):
            if token.type != "inline":
                continue
            is_heading = before.type == "heading_open"
            words = token.content if is_heading else bold_start(token)
            if not words:
                continue
            anchor = self._take(make_anchor(words))
            before.attrSet("id", anchor)
            if before.hidden:  # the paragraph of a point in a list, which is not written
                before.hidden = tokens[number + 2].hidden = False
            if before.tag == "h2":
                self.sections.append((anchor, words))

    def _take(self, wanted: str) -> str:
        anchor, number = wanted, 0
        while anchor in self.anchors:
            number += 1
            anchor = f"{wanted}-{number}"
        self.anchors.add(anchor)
        return anchor


def bold_start(token: Token) -> str:
    """The bold words with which a paragraph begins; empty if it does not."""
    children = [child for child in token.children or [] if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return ""
    return "".join(_bold_words(children)).strip(" :.")


def _bold_words(children: list[Token]) -> Iterator[str]:
    for child in children[1:]:
        if child.type == "strong_close":
            return
        yield " " if child.type == "softbreak" else child.content


@lru_cache(maxsize=1)
def read_guide() -> Guide:
    """It comes with the code, and changes with a new version of it only."""
    return Guide(FILE.read_text("utf-8"))


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """For everybody who may enter the admin."""

    template_name = "guide/guide.html"
    page_title = _("Guide for staff")
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"guide": read_guide()}


@hooks.register("register_admin_urls")
def register_urls():
    return [path("guide/", GuideView.as_view(), name="staff_guide")]


@hooks.register("register_help_menu_item")
def register_menu_item() -> MenuItem:
    return MenuItem(GuideView.page_title, reverse_lazy("staff_guide"), icon_name="help", order=100)
