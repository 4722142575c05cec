"""Writes the pages of one language from their texts."""

import re
import uuid
from collections.abc import Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageLogEntry

from .inserting import Nursery, index_pages, indexes_held_back, insert_pages, reserve
from .loader import ContentError, PageText, Ref, Texts

NAMESPACE = uuid.UUID("6f9c7f52-6d0e-5d0b-9a40-6c3d6c1b7f11")
HOME_SLUG = "program"
SITE_LINK = re.compile(r'(?<=<a href=")/(?!/)')
PAGE_LINK = re.compile(r'<a href="page:([^"]*)">(.*?)</a>', re.DOTALL)


def translation_key(key: str) -> uuid.UUID:
    """The translation key of the page with this key in the texts."""
    return uuid.uuid5(NAMESPACE, key or "home")


class PageWriter:
    """Creates the missing pages of one language, and with `refresh` overwrites those there are.

    `site` gives call, topics and printed files. Links to pages that are not there in this language
    lead to those of `original`, the writer of the language that is translated from.
    """

    def __init__(self, site, texts: Texts, original: "PageWriter | None" = None):
        self.site = site
        self.original = original
        self.language = texts.language
        self.is_read = texts.is_read
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
            if any(text.offers_materials for text in missing):
                self.site.print_materials()
        existing = [self.texts[key] for key in self.texts if key in self.ids]
        with indexes_held_back():
            pages = self._create(missing)
            for text in existing if self.site.refresh else []:
                pages.append(self._publish(text))
        if pages:
            state = "published" if self.is_read else "written as drafts"
            self.site.report(f"  {len(pages)} {state}, now what they are found by")
            index_pages(pages)
        if not self.is_read:
            self._ask_for_reading(pages)
        return len(pages)

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

    def _create(self, missing: list[PageText]) -> list[Page]:
        """Write new pages, which may link to each other, as their numbers are known before."""
        reserved = iter(reserve(Page, len(missing)))
        texts = [text for text in missing if self._is_free(text, reserved)]
        root, nursery, pages, created = Page.get_first_root_node().pk, Nursery(), [], {}
        for text in texts:
            model = apps.get_model(text.model)
            page = model(
                id=self.ids[text.key],
                page_ptr_id=self.ids[text.key],
                content_type=ContentType.objects.get_for_model(model),
                slug=text.slug if text.key else self.home_slug,
                locale=self.locale,
                translation_key=translation_key(text.key),
                live=self._is_to_be_shown(text),
            )
            if text.model == "campaigns.CallPage":
                page.call = self.site.call
            nursery.place(page, self.ids[text.parent_key] if text.key else root)
            created[page.pk] = {"starter": self._log_key(text.key)}
            pages.append(page)
        for page, text in zip(pages, texts, strict=True):
            self._fill_page(page, text)
        insert_pages(pages, created)
        return pages

    def _is_free(self, text: PageText, reserved: Iterator[int]) -> bool:
        """Give a page its number; not where a page of staff stands already."""
        if text.key:
            if text.parent_key not in self.ids:
                return False
            above = Page.objects.filter(pk=self.ids[text.parent_key]).first()
            taken = above and above.get_children().filter(slug=text.slug).first()
            if taken:
                self.ids[text.key] = taken.pk
                return False
        self.ids[text.key] = next(reserved)
        return True

    @property
    def home_slug(self) -> str:
        """Home pages are siblings; their slugs are in no URL."""
        return f"{HOME_SLUG}-{self.language}" if self.original else HOME_SLUG

    def _is_to_be_shown(self, text: PageText) -> bool:
        """A translation of what staff wrote anew stays a draft, and one that nobody has read whose
        own language it is.
        """
        if not self.is_read:
            return False
        if self.site.refresh or self.original is None:
            return True
        original = Page.objects.get(pk=self.original.ids[text.key])
        return original.revisions.count() < 2

    def _publish(self, text: PageText) -> Page:
        """Fill a page that is there and publish it; what nobody has read waits as a draft."""
        page = apps.get_model(text.model).objects.get(pk=self.ids[text.key])
        self._fill_page(page, text)
        revision = page.save_revision(log_action=True)
        if self.is_read:
            revision.publish()
        return apps.get_model(text.model).objects.get(pk=page.pk)

    def _ask_for_reading(self, pages: list[Page]) -> None:
        """Note of pages with new words that they wait for a native editor."""
        asked = {"asked_at": timezone.now(), "read_at": None, "read_by": None}
        for page in pages:
            apps.get_model("nnirr_site.NativeReading").objects.update_or_create(
                page_id=page.pk, defaults=asked
            )

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

    def _is_ours(self, item) -> bool:
        """Whether a link says that it leads to something in the language of the page."""
        return isinstance(item, dict) and item.get("language") == self.language

    def _children(self, page: Page, relation: str, items: list):
        """The objects that belong to a page, in order; files in the page's language come first."""
        model = page._meta.get_field(relation).related_model
        for item in sorted(items, key=lambda one: not self._is_ours(one)):
            if isinstance(item, str):
                if pk := self.find_id(item):
                    yield model(page_id=pk)
            elif "material" in item:
                found = self.site.find_materials(item["material"])
                if not found:
                    raise ContentError(f"{page}: there is no material “{item['material']}”")
                for made, stored in sorted(found, key=lambda one: one[0].language != self.language):
                    yield model(title=made.title, document=stored, language=made.language)
            else:
                yield model(**{name: self._resolve(value) for name, value in item.items()})
