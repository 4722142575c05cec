"""What every public template needs: who we are, the menus, the call, the languages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page

from nnirr_site.blocks.base import visible_page
from nnirr_site.i18n.language_links import build_language_links
from nnirr_site.i18n.languages import text_direction
from nnirr_site.i18n.locales import active_language, locale_id, localize_pages
from nnirr_site.models import HomePage, NavigationMenu, SiteIdentity


def site(request: HttpRequest) -> dict[str, object]:
    """Context of the public pages. Everything is lazy: an admin page asks for none of it."""
    identity = SimpleLazyObject(lambda: SiteIdentity.for_request(request).shown)
    # The pages that the identity names, in the active language: one query for all of them.
    localized = SimpleLazyObject(
        lambda: localize_pages(getattr(identity, name) for name in SiteIdentity.select_related)
    )

    def chosen(name: str) -> Page | None:
        page = getattr(identity, name)
        return localized[page.pk] if page is not None else None

    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_identity": identity,
        "menus": SimpleLazyObject(lambda: build_menus(request)),
        "call_page": SimpleLazyObject(lambda: visible_page(chosen("call_page"))),
        "privacy_url": SimpleLazyObject(lambda: page_url(request, chosen("privacy_page"))),
        "alert_page": SimpleLazyObject(lambda: visible_page(chosen("alert_page"))),
        "languages": SimpleLazyObject(lambda: build_language_links(request, None)),
        "home_url": SimpleLazyObject(lambda: home_url(request)),
        "site_url": settings.SITE_URL,
        "page_language": language,
        "page_direction": text_direction(language),
    }


def page_url(request: HttpRequest, page: Page | None) -> str:
    """The address of a page that visitors may see, else an empty string."""
    return (page.get_url(request) or "") if page is not None and page.live else ""


def home_url(request: HttpRequest) -> str:
    """The home page in the language of the pages, or the site's root page."""
    home = HomePage.objects.filter(locale_id=locale_id(active_language())).live().first()
    return (home.get_url(request) if home else None) or "/"


def build_menus(request: HttpRequest) -> dict[str, list[dict[str, object]]]:
    """Slot → links in the active language.

    The menu of the default language stands in for a missing one: with the pages in the active
    language where they are translated, under their titles, and else with a `lang` of its own.
    `current` is `page` for the page itself, `true` for a page above it, else empty: the values
    of `aria-current`.
    """
    default, active = locale_id(settings.LANGUAGE_CODE), locale_id(active_language())
    menus = NavigationMenu.objects.filter(locale_id__in={default, active})
    found = {menu.slot: menu for menu in sorted(menus, key=lambda menu: menu.locale_id == active)}
    links = [block.value for menu in found.values() for block in menu.items]
    localized = localize_pages(link.get("page") for link in links)
    for link in links:
        page = link.get("page")
        link.chosen_page = localized[page.pk] if page is not None else None
    return {slot: build_menu(request, menu, active) for slot, menu in found.items()}


def build_menu(request: HttpRequest, menu: NavigationMenu, active: int | None) -> list[dict]:
    """The links of one menu, those that lead somewhere."""
    built = []
    for block in menu.items:
        link, url = block.value, block.value.href
        page = link.chosen_page
        is_translated = page is not None and page.locale_id == active
        is_foreign = menu.locale_id != active
        label = page.title if is_foreign and is_translated else link.text
        if url:
            built.append(
                {
                    "label": label,
                    "url": url,
                    "current": current_marker(request.path, url),
                    "lang": settings.LANGUAGE_CODE if is_foreign and not is_translated else "",
                }
            )
    return built


def current_marker(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url not in {"", "/"} and path.startswith(url) else ""
