"""What intergovernmental bodies do, and what it means for migrants."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from nnirr_site.blocks import BODY_BLOCKS
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.i18n.dates import DatePrecision, format_date, machine_date
from nnirr_site.models import BasePage, IndexPage, Topic
from nnirr_site.models.listing import Listing, build_filter, page_of
from nnirr_site.models.searchable import SearchKind
from nnirr_site.models.topics import topics_by_id
from nnirr_site.prints import Print
from nnirr_site.seo.structured_data import article
from nnirr_site.text.plaintext import fold


def feed_title(topic_name: str = "") -> str:
    if not topic_name:
        return gettext("Policy updates")
    return gettext("Policy updates: %(topic)s") % {"topic": topic_name}


def feed_links(topic: str = "", topic_name: str = "") -> list[dict[str, str]]:
    """The feeds in the active language, of all updates or of the topic with this slug."""
    name, arguments = ("topic_feed", [topic]) if topic else ("updates_feed", [])
    return [
        {
            "type": f"application/{kind}+xml",
            "name": label,
            "title": f"{feed_title(topic_name)} ({label})",
            "url": reverse(name, args=[*arguments, kind]),
        }
        for kind, label in (("rss", "RSS"), ("atom", "Atom"))
    ]


class PolicyUpdatesIndexPage(IndexPage):
    """Lists policy updates, the newest first, by body or theme and by year."""

    page_description = _("The list of policy updates.")
    template = "initiatives/policy_updates_index_page.html"
    subpage_types = ["initiatives.PolicyUpdatePage"]

    class Meta:
        verbose_name = _("policy updates page")
        verbose_name_plural = _("policy updates pages")

    def published_updates(self):
        """All updates that visitors may see, with their topics, the newest first."""
        return (
            public(PolicyUpdatePage.objects.child_of(self).live())
            .order_by("-date", "-pk")
            .prefetch_related("topic_links")
        )

    def latest(self, count: int | None = None) -> list[PolicyUpdatePage]:
        return list(self.published_updates()[:count])

    def build_listing(self, query) -> Listing:
        """Filters and one page of updates for the query string `query`.

        Raises `Http404` for a page number that does not exist.
        """
        updates = self.published_updates()
        listing = Listing()
        used = PolicyUpdateTopic.objects.filter(content_object__in=updates.order_by())
        known = topics_by_id()
        topics = [known[pk] for pk in used.values_list("tag", flat=True).distinct() if pk in known]
        topic = build_filter(
            listing,
            query,
            "topic",
            _("Body or theme"),
            _("Any"),
            sorted(((item.slug, item.label) for item in topics), key=lambda item: fold(item[1])),
        )
        years = [str(date.year) for date in updates.order_by().dates("date", "year", order="DESC")]
        year = build_filter(
            listing, query, "year", _("Year"), _("Any year"), [(value, value) for value in years]
        )
        if topic:
            updates = updates.filter(topic_links__tag__slug=topic)
        if year:
            updates = updates.filter(date__year=year)
        listing.page = page_of(updates, query)
        return listing

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = self.build_listing(request.GET)
        topics = [choice for item, choice in listing.selected if item.name == "topic"]
        context["listing"] = listing
        context["feeds"] = feed_links(topics[0].value, topics[0].label) if topics else feed_links()
        return context


class PolicyUpdateTopic(ItemBase):
    """Ties a topic to a policy update."""

    tag = models.ForeignKey(Topic, related_name="policy_update_links", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "initiatives.PolicyUpdatePage", related_name="topic_links", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="one_topic_once_a_policy_update"
            )
        ]


class PolicyUpdatePage(BasePage):
    """One event at a body: what happened, why it matters, and the source."""

    page_description = _("One decision, meeting or text of an intergovernmental body.")
    template = "initiatives/policy_update_page.html"
    parent_page_types = ["initiatives.PolicyUpdatesIndexPage"]
    subpage_types = []

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("When it happened, not when we wrote.")
    )
    date_precision = models.CharField(
        _("known to the"),
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
        help_text=_("If only the month is known, choose any day in it."),
    )
    topics = ClusterTaggableManager(
        through=PolicyUpdateTopic,
        blank=True,
        verbose_name=_("bodies and themes"),
        help_text=_("Type the first letters of the body: ILO, GFMD, Human Rights Council …"),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))
    source_label = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Who published it, and its title.")
    )
    source_url = models.URLField(_("web address of the source"), max_length=1000, blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
                FieldPanel("topics"),
                FieldPanel("source_label"),
                FieldPanel("source_url"),
            ],
            heading=_("What and when"),
        ),
        FieldPanel("body"),
        *BasePage.look_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("source_label"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("policy update")
        verbose_name_plural = _("policy updates")
        indexes = [models.Index(fields=["-date"], name="policy_update_by_date")]

    is_article = True
    usual_print = Print.WATCH
    search_kind = SearchKind("update", _("Policy update"), _("Policy updates"))

    @property
    def search_year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def search_details(self) -> list[str]:
        return [self.date_label, *(topic.label for topic in self.search_topics)]

    @property
    def date_label(self) -> str:
        return format_date(self.date, self.date_precision)

    @property
    def machine_date(self) -> str:
        return machine_date(self.date, self.date_precision)

    @cached_property
    def topic_list(self) -> list[Topic]:
        """Topics, bodies first, from what the list has fetched already."""
        return sorted(
            Topic.of(self), key=lambda topic: (topic.kind != Topic.Kind.BODY, fold(topic.label))
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        siblings = public(
            PolicyUpdatePage.objects.sibling_of(self, inclusive=False).live()
        ).prefetch_related("topic_links")
        same_topics = siblings.filter(topic_links__tag__in=self.topic_list)
        context["index_url"] = self.get_parent().get_url(request)
        context["related_updates"] = list(same_topics.distinct().order_by("-date", "-pk")[:3])
        return context

    def structured_data(self, request) -> list[dict]:
        """A report on an event: its own date is told as precisely as it is known, and no more."""
        return [
            article(
                self,
                request,
                "NewsArticle",
                temporalCoverage=self.machine_date,
                about=[{"@type": "Thing", "name": topic.label} for topic in self.topic_list],
                isBasedOn=self.source_url,
            )
        ]
