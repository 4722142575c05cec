"""Writes the pages of one language from their texts."""

import re
import uuid
from contextlib import contextmanager

from django.apps import apps
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from .loader import ContentError, PageText, Ref, Texts

NAMESPACE = uuid.UUID("6f9c7f52-6d0e-5d0b-9a40-6c3d6c1b7f11")
HOME_SLUG = "program"
SITE_LINK = re.compile(r'(?<=<a href=")/(?!/)')
PAGE_LINK = re.compile(r'<a href="page:([^"]*)">(.*?)</a>', re.DOTALL)


def translation_key(key: str) -> uuid.UUID:
    """The translation key of the page with this key in the texts."""
    return uuid.uuid5(NAMESPACE, key or "home")


@contextmanager
def indexes_held_back():
    """Wagtail's indexes follow each of the four saves of a page; `index_pages` fills them once."""
    indexed = [model for model in get_indexed_models() if issubclass(model, Page)]
    for model in indexed:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in indexed:
            post_save.connect(post_save_signal_handler, sender=model)


def index_pages(names: set[str], ids: list[int]) -> None:
    """Enter pages of these models into the indexes that staff search and find uses with."""
    for model in map(apps.get_model, names):
        pages = list(model.get_indexed_objects().filter(pk__in=ids))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)


class PageWriter:
    """Creates the missing pages of one language, and with `refresh` overwrites those there are.

    `site` gives call, topics and printed files. Links to pages that are not there in this language
    lead to those of `original`, the writer of the language that is translated from.
    """

    def __init__(self, site, texts: Texts, original: "PageWriter | None" = None):
        self.site = site
        self.original = original
        self.language = texts.language
        self.locale, _created = Locale.objects.get_or_create(language_code=texts.language)
        gone = original.withdrawn if original else set()
        there = set(original.texts) if original else {text.key for text in texts.pages}
        self.texts = {text.key: text for text in texts.pages if text.key in there - gone}
        self.ids, self.withdrawn = {}, set()

    def write(self) -> int:
        """Write what is to be written; the number of pages that were."""
        deleted = self._find_pages()
        missing = [
            text
            for key, text in self.texts.items()
            if key not in self.ids and (self.site.refresh or key not in deleted)
        ]
        if missing:
            self.site.report(f"Starter content, {self.language}: {len(missing)} pages")
        existing = [self.texts[key] for key in self.texts if key in self.ids]
        with indexes_held_back():
            written = [text for text in missing if self._create_page(text)]
            written += existing if self.site.refresh else []
            for number, text in enumerate(written, 1):
                self._publish(text)
                if number % 20 == 0:
                    self.site.report(f"  {number} of {len(written)} published")
        index_pages({text.model for text in written}, [self.ids[text.key] for text in written])
        return len(written)

    def find_id(self, key: str) -> int | None:
        """The primary key of a page in this language, else in the original, else None."""
        return self.ids.get(key) or (self.original.find_id(key) if self.original else None)

    def _log_key(self, key: str) -> str:
        """How the page log names a page: the original by its key alone."""
        return f"{self.language}:{key}" if self.original else key

    def _find_pages(self) -> set[str]:
        """Learn which pages exist; returns the keys of those that staff have deleted."""
        keys = {translation_key(key): key for key in self.texts}
        found = Page.objects.filter(locale=self.locale, translation_key__in=keys)
        self.ids = {keys[page.translation_key]: page.pk for page in found}
        names = {self._log_key(key): key for key in self.texts}
        created = PageLogEntry.objects.filter(
            action="wagtail.create", data__starter__in=list(names)
        ).values_list("data__starter", flat=True)
        deleted = {names[name] for name in created} - set(self.ids)
        # What staff took from the visitors is not shown to them in another language.
        self.withdrawn = deleted | {keys[page.translation_key] for page in found if not page.live}
        return deleted

    def _create_page(self, text: PageText) -> bool:
        """Add a draft, so that others can link to it; not where a page of staff stands already."""
        if text.key:
            if text.parent_key not in self.ids:
                return False
            slug, parent = text.slug, Page.objects.get(pk=self.ids[text.parent_key])
            if taken := parent.get_children().filter(slug=slug).first():
                self.ids[text.key] = taken.pk
                return False
        else:  # home pages are siblings; their slugs are in no URL
            parent = Page.get_first_root_node()
            slug = f"{HOME_SLUG}-{self.language}" if self.original else HOME_SLUG
        needed = {name: value for name, value in text.fields.items() if name == "year"}
        if text.model == "campaigns.CallPage":
            needed["call"] = self.site.call
        page = apps.get_model(text.model)(
            title=text.title,
            slug=slug,
            locale=self.locale,
            translation_key=translation_key(text.key),
            live=False,
            **needed,
        )
        parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", data={"starter": self._log_key(text.key)})
        self.ids[text.key] = page.pk
        return True

    def _publish(self, text: PageText) -> None:
        """Fill a page and publish it; a translation of what staff wrote anew stays a draft."""
        page = apps.get_model(text.model).objects.get(pk=self.ids[text.key])
        self._fill_page(page, text)
        revision = page.save_revision(log_action=True)
        original = self.original and Page.objects.get(pk=self.original.ids[text.key])
        if self.site.refresh or original is None or original.revisions.count() < 2:
            revision.publish()

    def _fill_page(self, page: Page, text: PageText) -> None:
        """Set everything a text says about its page, without saving."""
        words = {name: getattr(text, name) for name in ("title", "lead", "search_description")}
        for name, value in {**words, **text.fields}.items():
            field = page._meta.get_field(name)
            if isinstance(field, StreamField):
                value = self.stream(field, value)
            elif isinstance(value, Ref):
                name, value = field.attname, self.find_id(value.key)
            setattr(page, name, self._resolve(value) if isinstance(value, str) else value)
        for relation, items in text.children.items():
            setattr(page, relation, list(self._children(page, relation, items)))
        if text.topics:
            page.topics.set(self.site.topics[slug] for slug in text.topics)

    def stream(self, field: StreamField, pairs: list):
        """A stream of (type, value) pairs."""
        return field.stream_block.to_python(
            [
                {"type": name, "value": self._resolve(value), "id": str(uuid.uuid4())}
                for name, value in pairs
            ]
        )

    def _resolve(self, value):
        """Replace pages by their primary keys, in lists as far as staff have not deleted them.

        A link to a page that is gone loses its tag. URLs of the site that are no pages, such as
        `/calls/what-we-keep/`, get the language.
        """
        if isinstance(value, Ref):
            return self.find_id(value.key)
        if isinstance(value, dict):
            return {name: self._resolve(item) for name, item in value.items()}
        if isinstance(value, list):
            pairs = [(item, self._resolve(item)) for item in value]
            return [new for old, new in pairs if not (isinstance(old, Ref) and new is None)]
        if not isinstance(value, str):
            return value

        def as_wagtail_stores(match):
            pk = self.find_id(match[1])
            return f'<a linktype="page" id="{pk}">{match[2]}</a>' if pk else match[2]

        if self.original:
            value = SITE_LINK.sub(f"/{self.language}/", value)
        return PAGE_LINK.sub(as_wagtail_stores, value)

    def _children(self, page: Page, relation: str, items: list):
        """The objects that belong to a page, in order; files in the page's language come first."""
        model = page._meta.get_field(relation).related_model
        for item in items:
            if isinstance(item, str):
                if pk := self.find_id(item):
                    yield model(page_id=pk)
            elif "material" in item:
                found = self.site.find_materials(item["material"])
                if not found:
                    raise ContentError(f"{page}: there is no material “{item['material']}”")
                for made, stored in sorted(found, key=lambda one: one[0].language != self.language):
                    yield model(
                        title=made.title, document=stored, language=made.language, note=made.paper
                    )
            else:
                yield model(**{name: self._resolve(value) for name, value in item.items()})
