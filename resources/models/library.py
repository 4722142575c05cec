"""What can be read and downloaded."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from nnirr_site.blocks import BODY_BLOCKS
from nnirr_site.documents.panels import DownloadsPanel
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.http.page_cache.tree import known_pages
from nnirr_site.i18n.languages import DocumentLanguage
from nnirr_site.i18n.locales import localize_pages
from nnirr_site.models import BasePage, Download, IndexPage, SiteDocument, Topic
from nnirr_site.models.listing import Listing
from nnirr_site.models.searchable import SearchKind
from nnirr_site.seo.structured_data import document
from resources import library_listing
from resources.resource_types import ResourceType

# The words of schema.org for types that it knows.
DOCUMENT_TYPES = {
    ResourceType.LEGAL_TEXT: "CreativeWork",
    ResourceType.REPORT: "Report",
    ResourceType.TOOLKIT: "LearningResource",
    ResourceType.LESSON_PLAN: "LearningResource",
    ResourceType.POSTER: "Poster",
    ResourceType.AUDIO: "AudioObject",
}


class ResourceLibraryPage(IndexPage):
    """The library, by type, topic, language and year."""

    page_description = _("The resource library.")
    template = "resources/resource_library_page.html"
    subpage_types = ["resources.ResourcePage"]

    class Meta:
        verbose_name = _("resource library")
        verbose_name_plural = _("resource libraries")

    def visible_resources(self):
        """All resources that visitors may see."""
        return public(ResourcePage.objects.child_of(self).live())

    def published_resources(self):
        """The same, the newest first, with what their rows show."""
        return (
            self.visible_resources()
            .order_by(models.F("year").desc(nulls_last=True), "title")
            .select_related("cover")
            .prefetch_related("topic_links", downloads_with_files(), "cover__renditions")
        )

    def latest(self, count: int | None = None) -> list[ResourcePage]:
        return list(self.published_resources()[:count])

    def build_listing(self, query) -> Listing:
        """Filters and one page of resources for the query string `query`.

        Raises `Http404` for a page number that does not exist.
        """
        return library_listing.build_listing(self, query)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = self.build_listing(request.GET)
        return context


class ResourceTopic(ItemBase):
    """Ties a topic to a resource."""

    tag = models.ForeignKey(Topic, related_name="resource_links", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "resources.ResourcePage", related_name="topic_links", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="one_topic_once_a_resource"
            )
        ]


class ResourcePage(BasePage):
    """A document, or a set of them in several languages, and how to put it to use."""

    page_description = _("Something to read or download, in one or more languages.")
    template = "resources/resource_page.html"
    parent_page_types = ["resources.ResourceLibraryPage"]
    subpage_types = []

    resource_type = models.CharField(
        _("type"), max_length=12, choices=ResourceType.choices, default=ResourceType.REPORT
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("When it was published. Empty if nobody knows."),
    )
    published_note = models.CharField(
        _("published"), max_length=120, blank=True, help_text=_("Such as “October 22, 2014”.")
    )
    publisher = models.CharField(_("published by"), max_length=160, blank=True)
    topics = ClusterTaggableManager(
        through=ResourceTopic,
        blank=True,
        verbose_name=_("topics"),
        help_text=_("Type the first letters: borders, Convention, work …"),
    )
    cover = models.ForeignKey(
        "nnirr_site.SiteImage",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Upright, three to four. Empty: the first page of the PDF, or a print."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("about this document"))
    citation = models.CharField(
        _("how to cite"),
        max_length=400,
        blank=True,
        help_text=_("Author, title, publisher, year. Empty: put together from the fields above."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("resource_type"), FieldPanel("year")]),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("published_note")]),
                FieldPanel("topics"),
                FieldPanel("cover"),
            ],
            heading=_("The document"),
        ),
        DownloadsPanel("downloads", heading=_("Downloads"), label=_("file")),
        FieldPanel("body"),
        FieldPanel("citation"),
        InlinePanel("related_pages", heading=_("Related"), label=_("page")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("publisher"),
        index.SearchField("body"),
        index.FilterField("resource_type"),
        index.FilterField("year"),
        index.RelatedFields("downloads", [index.SearchField("title")]),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    search_kind = SearchKind("resource", _("Resource"), _("Resources"))

    @property
    def share_print(self) -> str:
        return self.cover_file

    def structured_data(self, request) -> list[dict]:
        return [document(self, DOCUMENT_TYPES.get(self.resource_type, "DigitalDocument"))]

    @property
    def cover_file(self) -> str:
        """The cover print of this type below static/."""
        known = self.resource_type in ResourceType.values
        return f"art/cover-{self.resource_type if known else ResourceType.REPORT.value}.svg"

    @cached_property
    def first_page(self) -> SiteDocument | None:
        """The first file whose first page was drawn, to stand in where no cover was chosen."""
        documents = (item.document for item in self.downloads.all() if item.document)
        return next((document for document in documents if document.first_page), None)

    @cached_property
    def topic_list(self) -> list[Topic]:
        return sorted(Topic.of(self), key=lambda topic: topic.label)

    @cached_property
    def languages(self) -> list[dict[str, str]]:
        """Each language of the downloads once: `code` and `name`."""
        offered = (item for item in self.downloads.all() if not item.is_missing)
        codes = dict.fromkeys(item.language for item in offered)
        names = dict(DocumentLanguage.choices)
        return [{"code": code, "name": names.get(code, code)} for code in codes]

    @property
    def offers_files(self) -> bool:
        """Whether there is anything to download, and not only pages to read elsewhere."""
        return any(item.format != "WEB" for item in self.downloads.all())

    @property
    def cited_title(self) -> str:
        """The title without a full stop at its end, as more follows in a citation."""
        return self.title.removesuffix(".")

    @cached_property
    def formats(self) -> list[str]:
        return list(dict.fromkeys(item.format for item in self.downloads.all() if item.format))

    @cached_property
    def smallest_size(self) -> int | None:
        """Bytes of the smallest file, or None where none is known."""
        return min(
            (item.file_size for item in self.downloads.all() if item.file_size), default=None
        )

    @property
    def search_year(self) -> int | None:
        return self.year

    @property
    def search_details(self) -> list[str]:
        """The type, the year, and in which languages and formats it can be had."""
        downloads = [item for item in self.downloads.all() if not item.is_missing]
        languages = dict.fromkeys(str(item.language_name) for item in downloads)
        formats = dict.fromkeys(item.format for item in downloads)
        year = str(self.year) if self.year else ""
        return [
            self.get_resource_type_display(),
            *filter(None, (year, ", ".join(languages), ", ".join(formats))),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        models.prefetch_related_objects([self], downloads_with_files())
        chosen = known_pages(item.page_id for item in self.related_pages.all())
        localized = localize_pages(chosen)
        order = [localized[item.pk].pk for item in chosen]
        related = public(ResourcePage.objects.live()).select_related("cover")
        found = related.prefetch_related(downloads_with_files(), "cover__renditions").in_bulk(order)
        context["related_resources"] = [found[pk] for pk in order if pk in found]
        context["library_url"] = self.get_parent().get_url(request)
        return context


class ResourceDownload(Download):
    resource = ParentalKey(ResourcePage, related_name="downloads", on_delete=models.CASCADE)

    class Meta(Download.Meta):
        verbose_name = _("file")


class ResourceRelatedPage(Orderable):
    """Another resource that goes well with this one."""

    resource = ParentalKey(ResourcePage, related_name="related_pages", on_delete=models.CASCADE)
    page = models.ForeignKey(
        ResourcePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("page", "resources.ResourcePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related resource")


def downloads_with_files() -> models.Prefetch:
    """The downloads of resources and their files, in one question."""
    return models.Prefetch("downloads", ResourceDownload.objects.select_related("document"))
