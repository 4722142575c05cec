"""Which page stands for another in the language that is being read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.conf import settings
from django.db.models import F, Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page

from nnirr_site.http.page_cache.memory import on_forget
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import tree

# Replaced as a whole, never changed: threads read it while another one forgets.
_ids: Mapping[str, int] = MappingProxyType({})


def active_language() -> str:
    """The language of the pages to show: the active one, or the default where it has no pages."""
    code = get_language() or settings.LANGUAGE_CODE
    return code if code in get_content_languages() else settings.LANGUAGE_CODE


def _read_ids() -> Mapping[str, int]:
    global _ids
    _ids = found = MappingProxyType(dict(Locale.objects.values_list("language_code", "pk")))
    return found


def locale_id(code: str) -> int | None:
    """Primary key of a language's locale, remembered in this process; None if there is none."""
    found = _ids.get(code)
    return _read_ids().get(code) if found is None else found


def code_of(page: Page) -> str:
    """The language that a page is in."""
    return (
        _find_code(_ids, page.locale_id)
        or _find_code(_read_ids(), page.locale_id)
        or page.locale.language_code
    )


def _find_code(ids: Mapping[str, int], locale_pk: int) -> str:
    return next((code for code, pk in ids.items() if pk == locale_pk), "")


def forget_locales(**_signal) -> None:
    """Ask the database again, also when another process has published something."""
    global _ids
    _ids = MappingProxyType({})


on_forget.append(forget_locales)


def public_translations(page: Page) -> list[Page]:
    """Translations of a page, itself included, that everybody may read.

    Without copies that Wagtail made where a translation is missing: their words are the original's.
    """
    return [
        found
        for found in tree().translations(page.translation_key)
        if found.live and found.alias_of_id is None and is_for_all(found)
    ]


def own_words() -> Q:
    """Pages whose words are in their own language: no copies in the place of a translation."""
    return Q(alias_of__isnull=True) | Q(alias_of__locale=F("locale"))


def localize_pages(pages: Iterable[Page | None]) -> dict[int, Page]:
    """Primary key → the page in the active language, or the page itself where that is missing.

    Only a page in the default language stands for its translations: who chose one in another
    language meant that one.
    """
    known = {page.pk: page for page in pages if page is not None}
    wanted, default = locale_id(active_language()), locale_id(settings.LANGUAGE_CODE)
    if wanted is None:
        return known
    for pk, page in known.items():
        if page.locale_id == default != wanted:
            found = [item for item in public_translations(page) if item.locale_id == wanted]
            known[pk] = found[0] if found else page
    return known


def localized(pk: int) -> Page | None:
    """A page in the active language if it is published in that, else itself, in its own type.

    As Wagtail's property of that name, which asks.
    """
    page, wanted = tree().page(pk), locale_id(active_language())
    if page is None:
        return None
    if page.locale_id != wanted:
        translations = tree().translations(page.translation_key)
        found = (item.pk for item in translations if item.live and item.locale_id == wanted)
        pk = next(found, pk)
    return tree().typed(pk)


def localize_page(page: Page | None) -> Page | None:
    """One page in the active language, or itself."""
    return localize_pages([page])[page.pk] if page is not None else None


def connect_locale_signals() -> None:
    """Connect what changes locales. Called once when the site starts."""
    for signal in (post_save, post_delete):
        signal.connect(forget_locales, sender=Locale, dispatch_uid=f"locales {id(signal)}")
