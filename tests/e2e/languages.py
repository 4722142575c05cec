"""Where the pages of the starter site are in another language."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import translate_url
from wagtail.models import Locale, Page, Site

from tests.e2e.addresses import EVERY_BLOCK, PAGE_TYPES
from tests.nnirr_site.head import translate

# Words that find something in the texts of the language.
WORDS = {"es": "frontera", "ar": "border"}
# In Arabic there are no texts of ours: the pages are the English ones under Arabic titles.
ARABIC_TITLES = {
    "nnirr_site.HomePage": "حقوق المهاجرين والعدالة العالمية",
    "initiatives.TrackerPage": "أي دول انضمت إلى اتفاقية العمال المهاجرين؟",
    "resources.MigrantsDayPage": "اليوم الدولي للمهاجرين",
    "campaigns.CallPage": "صدّقوا على اتفاقية العمال المهاجرين",
}
OTHER_ARABIC_TITLE = "حقوق الإنسان على الحدود الدولية"


def find_page(path: str) -> Page:
    """The page of the starter site at an English address."""
    parts = [part for part in urlsplit(path).path.split("/") if part]
    return Site.objects.get().root_page.specific.route(None, parts).page.specific


def address_in(code: str, name: str, address: str) -> str:
    """The address in the language `code` of what is at `address` in English."""
    path, _mark, query = address.partition("?")
    if name not in {*PAGE_TYPES, EVERY_BLOCK} and path not in PAGE_TYPES.values():
        return translate_url(address.replace("q=border", f"q={WORDS[code]}"), code)
    page = find_page(path)
    locale = Locale.objects.get(language_code=code)
    url = (page.get_translation_or_none(locale) or translate(page, code)).url
    return f"{url}?{query}" if query else url


def make_arabic_pages(addresses) -> None:
    """One page of every type in Arabic."""
    for label in PAGE_TYPES:
        page = find_page(addresses[label])
        translate(page, "ar", title=ARABIC_TITLES.get(label, OTHER_ARABIC_TITLE))
    translate(find_page(addresses[EVERY_BLOCK]), "ar", title=OTHER_ARABIC_TITLE)
