"""Writes the pages of one language from their texts."""

import re
import uuid

from django.apps import apps
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from .parts import Ref

NAMESPACE = uuid.UUID("6f9c7f52-6d0e-5d0b-9a40-6c3d6c1b7f11")
HOME_SLUG = "program"
SITE_LINK = re.compile(r'(?<=<a href=")/(?!/)')
PAGE_LINK = re.compile(r'<a href="page:([^"]*)">(.*?)</a>', re.DOTALL)


def translation_key(key):
    """Return the translation key of the page with this key in the texts."""
    return uuid.uuid5(NAMESPACE, key or "home")


class PageWriter:
    """Creates the missing pages of one language, and with ``refresh`` overwrites those there are.

    ``call`` is the call that the call's page shows, ``topics`` maps slugs to topics and
    ``find_materials(kind)`` gives the printed files of one kind as (material, document).
    ``original`` is the writer of the language that is translated from: links to pages that are not
    translated lead there. ``labels`` maps labels of sources to those of this language.
    """

    def __init__(
        self, texts, locale, call, topics, find_materials, refresh=False, original=None, labels=None
    ):
        self.texts = list(texts)
        self.locale = locale
        self.call = call
        self.topics = topics
        self.find_materials = find_materials
        self.refresh = refresh
        self.original = original
        self.labels = labels or {}
        self.ids = {}
        self.deleted = set()
        self.withdrawn = set()
        self.written = []

    def write(self, report):
        """Write what is to be written; returns the texts of the pages that were."""
        self._find_pages()
        self._create_pages(report)
        self._fill_pages(report)
        return self.written

    def find_id(self, key):
        """Return the primary key of a page in this language, else in the original, else None."""
        if key in self.ids:
            return self.ids[key]
        return self.original.find_id(key) if self.original else None

    # -- The tree -----------------------------------------------------------------------------

    def _log_key(self, key):
        """Return how the page log names a page: the original by its key alone."""
        return f"{self.locale.language_code}:{key}" if self.original else key

    def _find_pages(self):
        """Learn which pages exist, and which staff have deleted."""
        keys = {translation_key(text.key): text.key for text in self.texts}
        found = Page.objects.filter(locale=self.locale, translation_key__in=keys)
        self.ids = {keys[key]: pk for key, pk in found.values_list("translation_key", "pk")}
        names = {self._log_key(text.key): text.key for text in self.texts}
        created = PageLogEntry.objects.filter(
            action="wagtail.create", data__starter__in=list(names)
        ).values_list("data__starter", flat=True)
        self.deleted = {names[name] for name in created} - set(self.ids)
        # What staff took from the visitors is not shown to them in another language.
        self.withdrawn = self.deleted | {
            keys[page.translation_key] for page in found if not page.live
        }

    def was_edited(self, key):
        """Tell whether staff wrote a page anew: the old words are not shown in another language."""
        return Page.objects.get(pk=self.ids[key]).revisions.count() > 1

    def _create_pages(self, report):
        """Place missing pages in the tree as drafts, so that others can link to them."""
        missing = [
            text
            for text in self.texts
            if text.key not in self.ids and (self.refresh or text.key not in self.deleted)
        ]
        if missing:
            report(f"Starter content, {self.locale.language_code}: {len(missing)} pages")
        with disable_reference_index_auto_update():
            for text in missing:
                self._create_page(text)
        existing = [
            text for text in self.texts if text.key in self.ids and text not in self.written
        ]
        if self.refresh:
            self.written += existing

    def _create_page(self, text):
        """Add one draft below its parent; nothing happens while the parent is missing."""
        if text.key:
            parent_id = self.ids.get(text.parent_key)
            if parent_id is None:
                return
            parent = Page.objects.get(pk=parent_id)
            taken = parent.get_children().filter(slug=text.slug).first()
        else:
            parent, taken = Page.get_first_root_node(), None
        if taken is not None:
            self.ids[text.key] = taken.pk
            return
        page = apps.get_model(text.model)(
            title=text.title,
            slug=text.slug if text.key else self._home_slug(),
            locale=self.locale,
            translation_key=translation_key(text.key),
            live=False,
            **self._needed_on_insert(text),
        )
        parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", data={"starter": self._log_key(text.key)})
        self.ids[text.key] = page.pk
        self.written.append(text)

    def _home_slug(self):
        """Home pages are siblings; their slugs are in no address."""
        return f"{HOME_SLUG}-{self.locale.language_code}" if self.original else HOME_SLUG

    def _needed_on_insert(self, text):
        """Return the fields that the database asks for at once."""
        if text.model == "campaigns.CallPage":
            return {"call": self.call}
        return {name: text.fields[name] for name in ("year",) if name in text.fields}

    # -- The contents -------------------------------------------------------------------------

    def _fill_pages(self, report):
        """Write fields, children and topics of new pages and publish them."""
        for number, text in enumerate(self.written, 1):
            page = apps.get_model(text.model).objects.get(pk=self.ids[text.key])
            self._fill_page(page, text)
            with disable_reference_index_auto_update():  # publishing brings it up to date
                revision = page.save_revision(log_action=True)
            is_stale = self.original is not None and self.original.was_edited(text.key)
            if self.refresh or not is_stale:
                revision.publish()
            if number % 20 == 0:
                report(f"  {number} of {len(self.written)} published")

    def _fill_page(self, page, text):
        """Set everything a text says about its page, without saving."""
        values = {
            "title": text.title,
            "lead": text.lead,
            "search_description": text.search_description,
            "print_art": text.print_art,
            **({"band": text.band} if text.band else {}),
            **text.fields,
        }
        for name, value in values.items():
            field = page._meta.get_field(name)
            if isinstance(field, StreamField):
                value = self.stream(field, value)
            elif isinstance(value, Ref):
                name, value = field.attname, self._resolve(value)
            elif isinstance(value, str):
                value = self._text(value)
            setattr(page, name, value)
        for relation, items in text.children.items():
            setattr(page, relation, list(self._children(page, relation, items)))
        if text.topics:
            page.topics.set(self.topics[slug] for slug in text.topics)

    def stream(self, field, blocks):
        """Return a stream value made of (name, value) pairs, or of bare values of one type."""
        names = list(field.stream_block.child_blocks)
        pairs = [pair if isinstance(pair, tuple) else (names[0], pair) for pair in blocks]
        return field.stream_block.to_python(
            [
                {"type": name, "value": self._resolve(value), "id": str(uuid.uuid4())}
                for name, value in pairs
            ]
        )

    def _resolve(self, value):
        """Replace references by primary keys and ``page:`` links by Wagtail's own."""
        if isinstance(value, Ref):
            return self.find_id(value.key)
        if isinstance(value, dict):
            return {name: self._resolve(item) for name, item in value.items()}
        if isinstance(value, list):
            resolved = [self._resolve(item) for item in value]
            return [new for new, old in zip(resolved, value, strict=True) if self._is_there(old)]
        return self._text(value) if isinstance(value, str) else value

    def _is_there(self, value):
        """Tell whether a reference leads somewhere: staff may have deleted the page."""
        return not isinstance(value, Ref) or self.find_id(value.key) is not None

    def _text(self, text):
        """Turn ``page:`` links into Wagtail's own; a link to a page that is gone loses its tag.

        Addresses of the site that are no pages, such as ``/calls/what-we-keep/``, get the language.
        """

        def internal(match):
            pk = self.find_id(match[1])
            return f'<a linktype="page" id="{pk}">{match[2]}</a>' if pk else match[2]

        if self.original:
            text = SITE_LINK.sub(f"/{self.locale.language_code}/", text)
        return self.labels.get(text) or PAGE_LINK.sub(internal, text)

    def _children(self, page, relation, items):
        """Yield the child objects of an inline panel, in order."""
        model = page._meta.get_field(relation).related_model
        for item in items:
            if isinstance(item, str):
                if pk := self.find_id(item):
                    yield model(page_id=pk)
            elif "own_file" in item:
                for material, stored in self._own_language_first(item["own_file"]):
                    yield model(
                        title=material.title,
                        document=stored,
                        language=material.language,
                        note=material.paper,
                    )
            else:
                yield model(**{name: self._resolve(value) for name, value in item.items()})

    def _own_language_first(self, kind):
        """Return the files of one kind, those in the page's language first."""
        own = self.locale.language_code
        return sorted(self.find_materials(kind), key=lambda pair: pair[0].language != own)


def get_locale(code):
    """Return the locale of a language, created if it is missing."""
    return Locale.objects.get_or_create(language_code=code)[0]
