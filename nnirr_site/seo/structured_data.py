"""Descriptions of pages for machines, in the terms of schema.org.

A page says what it is in `structured_data(request)`, a list of objects made here; the way to it is
added for every page. Only what the page itself shows is said, and nothing that we do not know.
"""

from __future__ import annotations

import datetime
import json
from mimetypes import guess_type
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nnirr_site.http.addresses import absolute
from nnirr_site.models import BasePage, HomePage, SiteIdentity
from nnirr_site.seo.metadata import describe_page, find_picture

LONGEST_HEADLINE = 110
# Characters that could end the script element or confuse a reader of it.
ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Thing = dict[str, Any]


def build_graph(page: BasePage, request: HttpRequest) -> list[Thing]:
    """Everything that is said of a page."""
    if isinstance(page, HomePage):
        things = describe_site(page, request)
    else:
        things = list(getattr(page, "structured_data", lambda _request: [])(request))
    if page.crumbs:
        things.append(breadcrumbs(page))
    return [without_empty(thing) for thing in things]


def describe_site(home: HomePage, request: HttpRequest) -> list[Thing]:
    """Who we are, and how to search here."""
    identity = SiteIdentity.shown_for(request)
    return [organization(identity), website(identity, home.url or "/", reverse("search"))]


def write_script(things: list[Thing]) -> SafeString:
    """The data block for the head of a page; empty if there is nothing to say.

    Browsers do not run it, so the content security policy does not forbid it.
    """
    if not things:
        return SafeString("")
    content = things[0] if len(things) == 1 else {"@graph": things}
    document = {"@context": "https://schema.org", **content}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str)
    # Escaped above all: nothing in it can end the element.
    return mark_safe(  # noqa: S308
        f'<script type="application/ld+json">{text.translate(ESCAPED)}</script>'
    )


def without_empty(value: Any) -> Any:
    """`value` without keys that have nothing behind them."""
    if isinstance(value, dict):
        cleaned = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in ("", None, [], {})}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


# -- Things -----------------------------------------------------------------------------------


def breadcrumbs(page: BasePage) -> Thing:
    """The way to the page. The last step, the page itself, needs no address."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb["title"],
                "item": absolute(crumb["url"]) if crumb["url"] else "",
            }
            for position, crumb in enumerate(page.crumbs, 1)
        ],
    }


def organization(identity: SiteIdentity) -> Thing:
    """Who stands behind the site, in full: for the home page."""
    return {
        **publisher(identity),
        "@id": absolute("/#organization"),
        "alternateName": identity.organization_short,
        "email": identity.contact_email,
        "logo": absolute(static("icons/icon-512.png")),
        "address": (
            {"@type": "PostalAddress", "addressLocality": identity.place} if identity.place else ""
        ),
    }


def publisher(identity: SiteIdentity) -> Thing:
    """Who stands behind the site, in short."""
    return {
        "@type": "NGO",
        "name": identity.organization,
        "url": identity.organization_url or absolute("/"),
    }


def website(identity: SiteIdentity, url: str, search_url: str) -> Thing:
    """The site in one language with its search, for the home page."""
    return {
        "@type": "WebSite",
        "name": identity.program,
        "url": absolute(url),
        "inLanguage": get_language(),
        "description": identity.description,
        "publisher": {"@id": absolute("/#organization")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{absolute(search_url)}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def article(page: BasePage, request: HttpRequest, kind: str = "Article", **more: Any) -> Thing:
    """A text of ours. `more` adds to it or replaces what is here."""
    identity = SiteIdentity.shown_for(request)
    return {
        "@type": kind,
        "headline": page.title[:LONGEST_HEADLINE],
        "description": describe_page(page),
        "url": absolute(page.url or ""),
        "image": find_picture(page, identity.program).url,
        "inLanguage": get_language(),
        "datePublished": moment(page.first_published_at),
        "dateModified": moment(page.last_published_at),
        "author": publisher(identity),
        "publisher": publisher(identity),
        **more,
    }


def document(page: BasePage, kind: str) -> Thing:
    """Something to download: `page` has `year`, `publisher`, `topic_list` and `downloads`."""
    files = [file for file in page.downloads.all() if not file.is_missing]
    return {
        "@type": kind,
        "name": page.title,
        "description": describe_page(page),
        "url": absolute(page.url or ""),
        "datePublished": str(page.year or ""),
        "publisher": {"@type": "Organization", "name": page.publisher} if page.publisher else "",
        "about": [{"@type": "Thing", "name": topic.label} for topic in page.topic_list],
        "inLanguage": sorted({file.language_code for file in files} - {""}),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file.title,
                "contentUrl": absolute(file.file_url),
                "encodingFormat": guess_type(f"x.{file.format.lower()}")[0] or "",
                "inLanguage": file.language_code,
            }
            for file in files
        ],
    }


def dataset(page: BasePage, request: HttpRequest, files: dict[str, str], **more: Any) -> Thing:
    """Data of ours; `files` maps a media type to the address of the download."""
    return {
        "@type": "Dataset",
        "name": page.title,
        "description": describe_page(page),
        "url": absolute(page.url or ""),
        "isAccessibleForFree": True,
        "inLanguage": get_language(),
        "creator": publisher(SiteIdentity.shown_for(request)),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute(url)}
            for kind, url in files.items()
        ],
        **more,
    }


def event(page: BasePage, name: str, date: datetime.date, **more: Any) -> Thing:
    """Something that happens on a day, everywhere unless `more` says where."""
    return {
        "@type": "Event",
        "name": name,
        "inLanguage": get_language(),
        "startDate": date.isoformat(),
        "endDate": date.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": {"@type": "Place", "name": _("Worldwide"), "address": _("Worldwide")},
        "description": describe_page(page),
        "url": absolute(page.url or ""),
        **more,
    }


def moment(value: datetime.datetime | None) -> str:
    """A moment to the second, as ISO 8601 wants it."""
    return value.isoformat(timespec="seconds") if value else ""
