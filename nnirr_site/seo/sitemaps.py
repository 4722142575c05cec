"""The XML sitemap: an index, and one list a language in which every page names its translations.

Only what visitors may see is listed. The number of queries does not depend on the number of pages.
"""

from __future__ import annotations

from collections import defaultdict
from io import StringIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from nnirr_site.http.addresses import absolute
from nnirr_site.http.caching import public_page
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.i18n.locales import own_words
from nnirr_site.seo.metadata import language_alternates

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# The protocol allows no more in one file.
MOST_PAGES = 50_000


def listed_pages(site: Site):
    """Public pages of the site in all languages, in the order of the tree."""
    roots = [page.path for page in site.root_page.get_translations(inclusive=True)]
    below = Page.objects.none()
    for path in roots:
        below |= Page.objects.filter(path__startswith=path)
    return public(below.live()).filter(own_words()).order_by("path").select_related("locale")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names the sitemap of each language that has public pages, with its last change."""
    site = _site(request)
    newest: dict[str, str] = {}
    for page in listed_pages(site).only("last_published_at", "locale"):
        code = page.locale.language_code
        newest[code] = max(newest.get(code, ""), _moment(page))
    text, xml = _document("sitemapindex", {})
    for code in sorted(newest):
        xml.startElement("sitemap", {})
        xml.addQuickElement("loc", absolute(reverse("sitemap", args=[code])))
        if newest[code]:
            xml.addQuickElement("lastmod", newest[code])
        xml.endElement("sitemap")
    return _finish(text, xml, "sitemapindex")


@require_safe
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    """All public pages of a language; 404 for a language that the site does not have."""
    site = _site(request)
    known = dict(settings.LANGUAGES)
    if language not in known or not Locale.objects.filter(language_code=language).exists():
        raise Http404
    urls: dict[int, str] = {}
    translations = defaultdict(list)
    pages = []
    for page in listed_pages(site):
        urls[page.pk] = page.get_url(request) or ""
        if not urls[page.pk]:
            continue
        translations[page.translation_key].append(
            {
                "code": page.locale.language_code,
                "url": urls[page.pk],
                "is_translation": True,
            }
        )
        if page.locale.language_code == language:
            pages.append(page)
    text, xml = _document("urlset", {"xmlns:xhtml": XHTML})
    for page in pages[:MOST_PAGES]:
        xml.startElement("url", {})
        xml.addQuickElement("loc", absolute(urls[page.pk]))
        if page.last_published_at:
            xml.addQuickElement("lastmod", _moment(page))
        for alternate in language_alternates(translations[page.translation_key]):
            attributes = {
                "rel": "alternate",
                "hreflang": alternate["language"],
                "href": alternate["url"],
            }
            xml.startElement("xhtml:link", attributes)
            xml.endElement("xhtml:link")
        xml.endElement("url")
    return _finish(text, xml, "urlset")


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _moment(page: Page) -> str:
    published = page.last_published_at
    return published.isoformat(timespec="seconds") if published else ""


def _document(root: str, attributes: dict[str, str]) -> tuple[StringIO, SimplerXMLGenerator]:
    """The text that grows, and the writer of it, with the root element open."""
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(root, {"xmlns": NAMESPACE, **attributes})
    return text, xml


def _finish(text: StringIO, xml: SimplerXMLGenerator, root: str) -> HttpResponse:
    xml.endElement(root)
    xml.endDocument()
    return public_page(HttpResponse(text.getvalue(), content_type="application/xml; charset=utf-8"))
