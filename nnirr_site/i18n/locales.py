"""Which page stands for another in the language that is being read."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page

from nnirr_site.http.page_cache.memory import on_forget
from nnirr_site.http.page_cache.restrictions import public

_ids: dict[str, int] = {}


def active_language() -> str:
    """The language of the pages to show: the active one, or the default where it has no pages."""
    code = get_language() or settings.LANGUAGE_CODE
    return code if code in get_content_languages() else settings.LANGUAGE_CODE


def locale_id(code: str) -> int | None:
    """Primary key of a language's locale, remembered in this process; None if there is none."""
    if code not in _ids:
        _ids.update(Locale.objects.values_list("language_code", "pk"))
    return _ids.get(code)


def code_of(page: Page) -> str:
    """The language that a page is in."""
    if page.locale_id not in _ids.values():
        _ids.update(Locale.objects.values_list("language_code", "pk"))
    codes = {pk: code for code, pk in _ids.items()}
    return codes.get(page.locale_id) or page.locale.language_code


def forget_locales(**_signal) -> None:
    """Ask the database again, also when another process has published something."""
    _ids.clear()


on_forget.append(forget_locales)


def public_translations(pages: Iterable[Page]):
    """Translations of `pages`, themselves included, that everybody may read.

    Without copies that Wagtail made where a translation is missing: their words are the original's.
    """
    keys = {page.translation_key for page in pages}
    found = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True)
    return public(found.live())


def own_words() -> Q:
    """Pages whose words are in their own language: no copies in the place of a translation."""
    return Q(alias_of__isnull=True) | Q(alias_of__locale=F("locale"))


def localize_pages(pages: Iterable[Page | None]) -> dict[int, Page]:
    """Primary key → the page in the active language, or the page itself where that is missing.

    Only a page in the default language stands for its translations: who chose one in another
    language meant that one. Two queries for all of them, none if nothing is to be found.
    """
    known = {page.pk: page for page in pages if page is not None}
    wanted, default = locale_id(active_language()), locale_id(settings.LANGUAGE_CODE)
    others = [page for page in known.values() if page.locale_id == default != wanted]
    if not others or wanted is None:
        return known
    found = public_translations(others).filter(locale_id=wanted)
    by_key = {page.translation_key: page for page in found}
    return {pk: by_key.get(page.translation_key, page) for pk, page in known.items()}


def localize_page(page: Page | None) -> Page | None:
    """One page in the active language, or itself."""
    return localize_pages([page])[page.pk] if page is not None else None


def connect_locale_signals() -> None:
    """Connect what changes locales. Called once when the site starts."""
    for signal in (post_save, post_delete):
        signal.connect(forget_locales, sender=Locale, dispatch_uid=f"locales {id(signal)}")
