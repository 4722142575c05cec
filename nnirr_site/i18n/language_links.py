"""The same page in another language: where it is, and what to say where it is missing."""

from __future__ import annotations

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import translate_url
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language
from wagtail.models import Page, Site

from nnirr_site.http.caching import moved_page, public_page
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.http.routing import find_site, walk
from nnirr_site.i18n.carried import carried_query, kept_query, with_query
from nnirr_site.i18n.languages import text_direction
from nnirr_site.i18n.locales import code_of, locale_id, public_translations

LONGEST_PATH = 1000
DEEPEST = 12


def language_name(code: str) -> str:
    """The language's own name for itself."""
    return LANG_INFO.get(code, {}).get("name_local", code).capitalize()


def content_languages() -> list[str]:
    """Codes of the languages that pages can be in, in the order of the settings."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def find_translations(
    request: HttpRequest, page: Page | None = None
) -> tuple[dict[str, Page], dict[str, Page]]:
    """Language → home page, of the languages that the site can be read in, and language → `page`.

    Only what everybody may read. While there is one language, nobody asks for translations.
    """
    site = find_site(request)
    homes = public_homes(site.root_page_id) if site is not None else {}
    if page is None or len(homes) < 2:
        return homes, {}
    if page.translation_key in {home.translation_key for home in homes.values()}:
        return homes, homes
    return homes, {code_of(item): item for item in public_translations(page)}


def public_homes(root_id: int) -> dict[str, Page]:
    """Language → home page, in the order of the settings, of the site with this root page."""
    root = tree().page(root_id)
    found = {code_of(home): home for home in public_translations(root)} if root else {}
    return {code: found[code] for code in content_languages() if code in found}


def build_language_links(request: HttpRequest, page: Page | None) -> list[dict[str, object]]:
    """A link to `page`, or to what the request asked for, in each language of the site.

    `is_translation` is False where the page is not translated: the link then leads to a page that
    says so. `switch_url` keeps what a list was narrowed by. Empty while the site has one language.
    """
    homes, translations = find_translations(request, page)
    if len(homes) < 2:
        return []
    active = get_language()
    query = kept_query(request)
    links = []
    for code, home in homes.items():
        if page is None:
            url = translate_url(escape_uri_path(request.path), code)
        elif code in translations:
            url = translations[code].get_url(request) or ""
        else:
            url = untranslated_url(page, home, request)
        links.append(
            {
                "code": code,
                "name": language_name(code),
                "url": url,
                "switch_url": with_query(url, query),
                "is_current": code == active,
                "is_translation": page is not None and code in translations,
            }
        )
    return links


def build_home_links(request: HttpRequest) -> list[dict[str, object]]:
    """As `build_language_links`, from where no page is: a link to the home page of each language.

    Empty while the site has one language.
    """
    homes, _none = find_translations(request)
    active = get_language()
    if len(homes) < 2:
        return []
    return [
        {
            "code": code,
            "name": language_name(code),
            "url": home.get_url(request) or "",
            "switch_url": home.get_url(request) or "",
            "is_current": code == active,
            "is_translation": False,
        }
        for code, home in homes.items()
    ]


def untranslated_url(page: Page, home: Page, request: HttpRequest) -> str:
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
    parts = path_below_home(request.path)
    if not parts:
        return None
    active = get_language()
    if not may_be_elsewhere(request, parts):
        return None
    homes, _none = find_translations(request)
    if active not in homes:
        return None
    for code, home in homes.items():
        original = find_public_page(request, home, parts) if code != active else None
        if original is not None:
            return answer_for(request, original)
    return None


def may_be_elsewhere(request: HttpRequest, parts: list[str]) -> bool:
    """Whether a page of some language has the path, as far as one question can tell."""
    rest = "/".join(parts)
    found = (tree().at(f"{root.root_path}{rest}/") for root in Site.get_site_root_paths())
    return any(page is not None and page.live for page in found)


def path_below_home(path: str) -> list[str]:
    """The parts of a page's path without its language; empty if no page can have the path.

    A path that is written in an unusual way is refused: each way would be a page to keep.
    """
    rest = below_home(path)
    parts = rest.split("/")[:-1]
    is_plain = rest.endswith("/") and all(parts) and len(parts) <= DEEPEST and "\0" not in path
    return parts if is_plain and len(path) <= LONGEST_PATH else []


def answer_for(request: HttpRequest, original: Page) -> HttpResponse:
    """The way from a page in another language to the translation, or word that there is none."""
    wanted = locale_id(get_language() or "")
    for page in public_translations(original):
        if page.locale_id != wanted:
            continue
        url = with_query(page.get_url(request), carried_query(request))
        return moved_page(HttpResponseRedirect(url))
    return public_page(render(request, "untranslated.html", describe_original(request, original)))


def describe_original(request: HttpRequest, original: Page) -> dict[str, object]:
    """What `untranslated.html` says of a page."""
    code = code_of(original)
    return {
        "original": original,
        "original_url": with_query(original.get_url(request), kept_query(request)),
        "original_language": code,
        "original_language_name": language_name(code),
        "original_direction": text_direction(code),
        "languages": build_language_links(request, original),
    }


def find_public_page(request: HttpRequest, home: Page, parts: list[str]) -> Page | None:
    """The page with exactly this path below `home`, if everybody may see it."""
    try:
        found = walk(request, home, parts)
    except Http404:
        return None
    if found.args or found.kwargs or not is_for_all(found.page):
        return None
    return found.page


def is_stand_in(page: Page) -> bool:
    """Whether Wagtail made the page to hold the place of a translation that is missing."""
    return page.alias_of_id is not None and page.alias_of.locale_id != page.locale_id


def answer_in_right_language(page: Page, request: HttpRequest, _args, _kwargs):
    """Before a page is served: an answer if its words are not in the language of the address.

    Wagtail shows pages of the default language below the prefix of a language without pages, and
    copies of the original above the first page that is translated.
    """
    if is_stand_in(page):
        original = page.alias_of
        if original.live and is_for_all(original):
            return answer_for(request, original)
        raise Http404
    if page.locale_id != locale_id(get_language() or ""):
        url = page.get_url(request)
        if url and url != request.path:
            return moved_page(HttpResponseRedirect(with_query(url, carried_query(request))))
    return None


def count_untranslated(index: Page, links: list[dict]) -> list[dict[str, object]]:
    """What a list has in other languages only, so that readers learn that there is more.

    `links` are those of `build_language_links`. For each language `count`, and `url`, `code` and
    `name` of the list there.
    """
    own, found = {page.translation_key for page in readable_children(index)}, []
    for twin in public_translations(index):
        link = next((link for link in links if link["code"] == code_of(twin)), None)
        if twin.pk == index.pk or link is None:
            continue
        children = [page for page in readable_children(twin) if page.translation_key not in own]
        if count := sum(map(is_for_all, children)):
            words = {name: link[name] for name in ("url", "code", "name")}
            found.append({"count": count, **words})
    return found


def readable_children(index: Page) -> list[Page]:
    """The published pages below a list, without copies in the place of a translation."""
    return [page for page in tree().below(index) if page.live and page.alias_of_id is None]
