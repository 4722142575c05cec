"""RSS and Atom feeds of policy updates, in full, at addresses that do not follow the page tree.

A feed tells when we published a text (`pubDate`, `published`, `updated`) apart from when the event
happened, which is often known to the month only: that is `dc:date`, as precise as the source.
"""

from __future__ import annotations

import re
import uuid

from django.db.models.functions import TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from initiatives.models import PolicyUpdatePage, PolicyUpdatesIndexPage
from initiatives.models.updates import feed_title
from nnirr_site.http.addresses import absolute
from nnirr_site.http.caching import public_page
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.models import SiteIdentity, Topic
from nnirr_site.seo.metadata import describe_page

MOST_ITEMS = 30
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
# Characters that XML 1.0 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ICON = re.compile(r'<svg class="icon.*?</svg>', re.DOTALL)
LINK = re.compile(r'(\s(?:href|src)=")([^"]*)(")')
CANDIDATES = re.compile(r'(\ssrcset=")([^"]*)(")')


class RssFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole text and the date of the event."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": CONTENT,
            "xmlns:dc": DUBLIN_CORE,
        }

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        if item["date"]:
            handler.addQuickElement("dc:date", item["date"])
        handler.addQuickElement("content:encoded", item["html"])


class AtomFeed(Atom1Feed):
    """Atom 1.0 with the whole text and the date of the event."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:dc": DUBLIN_CORE}

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        if item["date"]:
            handler.addQuickElement("dc:date", item["date"])
        handler.addQuickElement("content", item["html"], {"type": "html"})


FORMATS = {"rss": RssFeed, "atom": AtomFeed}


@require_safe
def updates_feed(request: HttpRequest, kind: str, topic: str = "") -> HttpResponse:
    """The newest updates in the active language, of all topics or of one.

    404 while there is no page of updates in the language, and for a topic without updates.
    """
    locale = Locale.objects.filter(language_code=get_language()).first()
    index = public(PolicyUpdatesIndexPage.objects.filter(locale=locale).live()).first()
    if kind not in FORMATS or index is None or "\0" in topic:
        raise Http404
    updates = index.published_updates()
    chosen = None
    if topic:
        updates = updates.filter(topic_links__tag__slug=topic)
        chosen = Topic.objects.filter(slug=topic).first()
        if chosen is None or not updates.exists():
            raise Http404
    # What we published last comes first, and of one day what happened last.
    newest = updates.order_by(TruncDate("first_published_at").desc(nulls_last=True), "-date", "-pk")
    feed = build_feed(request, FORMATS[kind], index, chosen, list(newest[:MOST_ITEMS]))
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return public_page(response)


def build_feed(request, feed_class, index, topic, updates: list[PolicyUpdatePage]):
    identity = SiteIdentity.shown_for(request)
    title = feed_title(topic.label if topic else "")
    feed = feed_class(
        title=without_unwritable(f"{title} | {identity.program}"),
        link=absolute(index.get_url(request)),
        description=without_unwritable(describe_page(index) or identity.description or title),
        language=get_language(),
        author_name=without_unwritable(identity.organization),
        feed_url=absolute(request.path),
    )
    for update in updates:
        feed.add_item(
            title=without_unwritable(update.title),
            link=absolute(update.get_url(request)),
            # Readers take it for HTML in both formats.
            description=without_unwritable(escape(describe_page(update))),
            unique_id=permanent_id(update),
            unique_id_is_permalink=False,
            pubdate=update.first_published_at,
            updateddate=update.last_published_at,
            categories=[without_unwritable(item.label) for item in update.topic_list],
            date=update.machine_date,
            html=without_unwritable(render_update(update, request)),
        )
    return feed


def permanent_id(update: PolicyUpdatePage) -> str:
    """A name that stays when the page is moved, so that no reader shows it as new."""
    return f"urn:uuid:{uuid.uuid5(update.translation_key, get_language() or '')}"


def render_update(update: PolicyUpdatePage, request: HttpRequest) -> str:
    """The whole text as HTML that can stand anywhere: absolute addresses, no icons."""
    html = render_to_string("initiatives/feed_item.html", {"page": update, "self": update})
    base = absolute(update.get_url(request))

    def complete(match: re.Match) -> str:
        url = match[2]
        if url.startswith("#"):
            url = f"{base}{url}"
        elif url.startswith("/"):
            url = absolute(url)
        return f"{match[1]}{url}{match[3]}"

    def complete_all(match: re.Match) -> str:
        candidates = [item.strip() for item in match[2].split(",")]
        candidates = [absolute(item) if item.startswith("/") else item for item in candidates]
        return f"{match[1]}{', '.join(candidates)}{match[3]}"

    return CANDIDATES.sub(complete_all, LINK.sub(complete, ICON.sub("", html))).strip()


def without_unwritable(text: str) -> str:
    return UNWRITABLE.sub("", str(text))
