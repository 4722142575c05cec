"""What every public template needs: who we are, the menus, the call, the languages.

Asked for once and kept until something is published, in each language.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page

from nnirr_site.blocks.base import visible_page
from nnirr_site.http.addresses import page_path
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.i18n.language_links import build_language_links
from nnirr_site.i18n.languages import text_direction
from nnirr_site.i18n.locales import active_language, locale_id, localize_pages
from nnirr_site.models import HomePage, NavigationMenu, SiteIdentity
from nnirr_site.models.settings import shown_identity


@dataclass(frozen=True)
class NamedPages:
    """The pages that the identity names, in one language, as far as visitors may see them."""

    call_page: Page | None
    alert_page: Page | None
    privacy_url: str


@dataclass(frozen=True)
class MenuLink:
    """A link of a menu. `lang` is the language of its words, where that is not the page's."""

    label: str
    url: str
    lang: str


def site(request: HttpRequest) -> dict[str, object]:
    """Context of the public pages. Everything is lazy: an admin page asks for none of it."""
    identity = SimpleLazyObject(lambda: SiteIdentity.shown_for(request))
    named = SimpleLazyObject(lambda: named_pages(identity.site_id, get_language()))
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_identity": identity,
        "menus": SimpleLazyObject(lambda: build_menus(request)),
        "call_page": SimpleLazyObject(lambda: copy(named.call_page)),
        "privacy_url": SimpleLazyObject(lambda: named.privacy_url),
        "alert_page": SimpleLazyObject(lambda: copy(named.alert_page)),
        "languages": SimpleLazyObject(lambda: build_language_links(request, None)),
        "home_url": SimpleLazyObject(lambda: home_url(active_language())),
        "site_url": settings.SITE_URL,
        "page_language": language,
        "page_direction": text_direction(language),
    }


@once_per_generation
def named_pages(site_id: int, language: str | None) -> NamedPages:
    """Asks once for the pages in the language that is active, which is `language`."""
    identity = shown_identity(site_id, language)
    pages = {name: getattr(identity, name) for name in SiteIdentity.select_related}
    localized = localize_pages(pages.values())
    shown = {name: page and localized[page.pk] for name, page in pages.items()}
    privacy = shown["privacy_page"]
    return NamedPages(
        call_page=with_tally(visible_page(shown["call_page"])),
        alert_page=visible_page(shown["alert_page"]),
        privacy_url=page_path(privacy) if privacy is not None and privacy.live else "",
    )


def with_tally(page: Page | None) -> Page | None:
    """A call's page that has read its count and whom it asks, as that stands where it is named."""
    for name in ("tally", "addressee"):
        getattr(page, name, None)
    return page


@once_per_generation
def home_url(language: str) -> str:
    """The home page in the language of the pages, or the site's root page."""
    home = HomePage.objects.filter(locale_id=locale_id(language)).live().first()
    return (home.get_url() if home else None) or "/"


def build_menus(request: HttpRequest) -> dict[str, list[dict[str, object]]]:
    """Slot → links in the active language.

    `current` is `page` for the page itself, `true` for a page above it, else empty: the values
    of `aria-current`.
    """
    return {
        slot: [
            {
                "label": link.label,
                "url": link.url,
                "current": current_marker(request.path, link.url),
                "lang": link.lang,
            }
            for link in links
        ]
        for slot, links in menu_links(active_language()).items()
    }


@once_per_generation
def menu_links(language: str) -> dict[str, list[MenuLink]]:
    """Slot → the links that lead somewhere.

    The menu of the default language stands in for a missing one: with the pages in the active
    language where they are translated, under their titles, and else with a `lang` of its own.
    """
    default, active = locale_id(settings.LANGUAGE_CODE), locale_id(language)
    menus = NavigationMenu.objects.filter(locale_id__in={default, active})
    found = {menu.slot: menu for menu in sorted(menus, key=lambda menu: menu.locale_id == active)}
    links = [block.value for menu in found.values() for block in menu.items]
    localized = localize_pages(link.get("page") for link in links)
    for link in links:
        page = link.get("page")
        link.chosen_page = localized[page.pk] if page is not None else None
    return {slot: list(_links_of(menu, active)) for slot, menu in found.items()}


def _links_of(menu: NavigationMenu, active: int | None) -> Iterator[MenuLink]:
    is_foreign = menu.locale_id != active
    for block in menu.items:
        link, url, page = block.value, block.value.href, block.value.chosen_page
        is_translated = page is not None and page.locale_id == active
        label = page.title if is_foreign and is_translated else link.text
        if url:
            lang = settings.LANGUAGE_CODE if is_foreign and not is_translated else ""
            yield MenuLink(label, url, lang)


def current_marker(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url not in {"", "/"} and path.startswith(url) else ""
