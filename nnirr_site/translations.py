"""The same page in another language: where it is, and what to say where it is missing."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from nnirr_site.cache import moved_page, public_page
from nnirr_site.languages import text_direction

LONGEST_PATH = 2000


def language_name(code: str) -> str:
    """The language's own name for itself."""
    return LANG_INFO.get(code, {}).get("name_local", code).capitalize()


def content_languages() -> list[str]:
    """Codes of the languages that pages can be in, in the order of the settings."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def live_homes(request: HttpRequest) -> dict[str, Page]:
    """Language → home page, of the languages that the site can be read in."""
    site = Site.find_for_request(request)
    if site is None:
        return {}
    homes = site.root_page.get_translations(inclusive=True).live().select_related("locale")
    found = {home.locale.language_code: home for home in homes}
    return {code: found[code] for code in content_languages() if code in found}


def build_language_links(request: HttpRequest, page: Page | None) -> list[dict[str, object]]:
    """A link to `page`, or to what the request asked for, in each language of the site.

    `is_translation` is False where the page is not translated: the link then leads to a page that
    says so. `switch_url` keeps what a list was narrowed by. Empty while the site has one language.
    """
    homes = live_homes(request)
    if len(homes) < 2:
        return []
    translations = {}
    if page is not None:
        found = page.get_translations(inclusive=True).live().select_related("locale")
        translations = {item.locale.language_code: item for item in found}
    active = get_language()
    query = kept_query(request)
    links = []
    for code, home in homes.items():
        if page is None:
            url = translate_url(request.path, code)
        elif code in translations:
            url = translations[code].get_url(request) or ""
        else:
            url = untranslated_address(page, home, request)
        links.append(
            {
                "code": code,
                "name": language_name(code),
                "url": url,
                "switch_url": f"{url}?{query}" if query else url,
                "is_current": code == active,
                "is_translation": page is not None and code in translations,
            }
        )
    return links


def kept_query(request: HttpRequest) -> str:
    """The filters in the address: they mean the same in every language. Page numbers do not."""
    names = [name for name in settings.PAGE_CACHE_QUERY_KEYS if name != "page"]
    return urlencode([(name, request.GET[name]) for name in names if request.GET.get(name)])


def untranslated_address(page: Page, home: Page, request: HttpRequest) -> str:
    """Where `answer_in_other_language` says that `page` is missing in the language of `home`."""
    rest = below_home(page.get_url(request) or "/")
    return f"{(home.get_url(request) or '/').rstrip('/')}/{rest}"


def below_home(path: str) -> str:
    """A path without the prefix of its language."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return rest if first in {code for code, _name in settings.LANGUAGES} else path.lstrip("/")


def answer_in_other_language(request: HttpRequest) -> HttpResponse | None:
    """For an address that a page has in another language: its translation, or word that there is
    none and a link to the original. None if no public page has it."""
    if len(request.path) > LONGEST_PATH or not request.path.endswith("/"):
        return None
    active = get_language()
    homes = live_homes(request)
    parts = [part for part in below_home(request.path).split("/") if part]
    if active not in homes or not parts:
        return None
    for code, home in homes.items():
        original = find_page(request, home, parts) if code != active else None
        if original is None:
            continue
        translation = original.get_translations().live().filter(locale__language_code=active)
        for page in translation.public():
            return moved_page(HttpResponseRedirect(page.get_url(request)))
        return public_page(render(request, "untranslated.html", describe(request, original, code)))
    return None


def describe(request: HttpRequest, original: Page, code: str) -> dict[str, object]:
    """What `untranslated.html` says of a page in the language `code`."""
    return {
        "original": original,
        "original_url": original.get_url(request),
        "original_language": code,
        "original_language_name": language_name(code),
        "original_direction": text_direction(code),
        "languages": build_language_links(request, original),
    }


def count_untranslated(index: Page, request: HttpRequest) -> list[dict[str, object]]:
    """What a list has in other languages only, so that readers learn that there is more.

    For each language `count`, and `url`, `code` and `name` of the list there.
    """
    own = Page.objects.child_of(index).live().values("translation_key")
    found = []
    for twin in index.get_translations().live().public().select_related("locale"):
        code = twin.locale.language_code
        children = Page.objects.child_of(twin).live().public()
        count = children.exclude(translation_key__in=own).count()
        if count and code in content_languages():
            url = twin.get_url(request)
            found.append({"count": count, "url": url, "code": code, "name": language_name(code)})
    return found


def find_page(request: HttpRequest, home: Page, parts: list[str]) -> Page | None:
    """The page with this path below `home`, if everybody may see it."""
    try:
        page = home.specific.route(request, parts).page
    except Http404:
        return None
    return page if not page.get_view_restrictions().exists() else None


def localize_pages(pages: Iterable[Page | None]) -> dict[int, Page]:
    """Primary key → the page in the active language, or the page itself where that is missing.

    One query for all of them, none in the default language.
    """
    known = {page.pk: page for page in pages if page is not None}
    locale = Locale.get_active()
    others = [page for page in known.values() if page.locale_id != locale.pk]
    if not others:
        return known
    found = Page.objects.live().filter(
        locale=locale, translation_key__in=[page.translation_key for page in others]
    )
    by_key = {page.translation_key: page for page in found}
    return {pk: by_key.get(page.translation_key, page) for pk, page in known.items()}
