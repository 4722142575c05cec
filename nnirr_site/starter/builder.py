"""Makes pages, menus, topics and files of the starter texts.

A page is recognized by a translation key derived from its key in the texts, so it stays the same
page when staff move or rename it. Pages that staff deleted stay deleted: their creation is written
in the page log, which outlives them. What exists is left alone unless ``refresh`` is asked for.
"""

import re
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageLogEntry, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from . import (
    call,
    home,
    initiatives,
    menus,
    migrants_day,
    networks,
    resources,
    standard_pages,
    tracker,
    updates,
)
from .parts import Ref

NAMESPACE = uuid.UUID("6f9c7f52-6d0e-5d0b-9a40-6c3d6c1b7f11")
HOME_SLUG = "program"
WELCOME_TITLE = "Welcome to your new Wagtail site!"
PAGE_LINK = re.compile(r'<a href="page:([^"]*)">(.*?)</a>', re.DOTALL)

PAGES = [
    home.HOME,
    *initiatives.PAGES,
    *networks.PAGES,
    *tracker.PAGES,
    *updates.PAGES,
    *resources.PAGES,
    *migrants_day.PAGES,
    *call.PAGES,
    *standard_pages.PAGES,
]
"""All pages, parents before children."""


def translation_key(key):
    """Return the translation key of the page with this key in the texts."""
    return uuid.uuid5(NAMESPACE, key or "home")


class Builder:
    """Loads the starter content in one transaction.

    ``make_materials(folder, call_url)`` prints the materials into a folder and returns what
    ``resources.materials.build_all`` returns; it is called only if a page that offers them has to
    be written. ``publish_statement`` is the service that makes a text the one that is signed,
    ``import_states`` the one that fills the table of States, which is left alone where staff
    changed it.
    ``report`` takes one line of progress. ``pages`` are all pages, or fewer; links to pages that are
    not there become plain text.
    """

    def __init__(
        self,
        make_materials,
        publish_statement,
        import_states,
        report=print,
        refresh=False,
        pages=PAGES,
    ):
        self.import_states = import_states
        self.pages = list(pages)
        self.make_materials = make_materials
        self.publish_statement = publish_statement
        self.report = report
        self.refresh = refresh
        self.locale = Locale.get_default()
        self.ids = {}
        self.written = []
        self._stored = None

    def load(self):
        """Create what is missing, and with ``refresh`` overwrite what came from here.

        Returns the number of pages written.
        """
        with transaction.atomic():
            self._find_pages()
            self._write_topics()
            self._write_states()
            self._write_call()
            self._create_pages()
            self._fill_pages()
            self._write_site()
            self._write_menus()
        if not self.written:
            self.report("Starter content is there already.")
        return len(self.written)

    # -- Pages --------------------------------------------------------------------------------

    def _find_pages(self):
        """Learn which pages exist, and which staff have deleted."""
        keys = {translation_key(text.key): text.key for text in self.pages}
        found = Page.objects.filter(locale=self.locale, translation_key__in=keys)
        self.ids = {keys[key]: pk for key, pk in found.values_list("translation_key", "pk")}
        self.deleted = set(
            PageLogEntry.objects.filter(
                action="wagtail.create", data__starter__in=[text.key for text in self.pages]
            )
            .values_list("data__starter", flat=True)
            .distinct()
        ) - set(self.ids)

    def _create_pages(self):
        """Place missing pages in the tree as drafts, so that others can link to them."""
        missing = [
            text
            for text in self.pages
            if text.key not in self.ids and (self.refresh or text.key not in self.deleted)
        ]
        if missing:
            self.report(f"Starter content: {len(missing)} pages")
        with disable_reference_index_auto_update():
            for text in missing:
                self._create_page(text)
        existing = [
            text for text in self.pages if text.key in self.ids and text not in self.written
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
            slug=text.slug or HOME_SLUG,
            locale=self.locale,
            translation_key=translation_key(text.key),
            live=False,
            **self._needed_on_insert(text),
        )
        parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", data={"starter": text.key})
        self.ids[text.key] = page.pk
        self.written.append(text)

    def _needed_on_insert(self, text):
        """Return the fields that the database asks for at once."""
        if text.model == "campaigns.CallPage":
            return {"call": self.call}
        return {name: text.fields[name] for name in ("year",) if name in text.fields}

    def _fill_pages(self):
        """Write fields, children and topics of new pages and publish them."""
        for number, text in enumerate(self.written, 1):
            page = apps.get_model(text.model).objects.get(pk=self.ids[text.key])
            self._fill_page(page, text)
            with disable_reference_index_auto_update():  # publishing brings it up to date
                revision = page.save_revision(log_action=True)
            revision.publish()
            if number % 20 == 0:
                self.report(f"  {number} of {len(self.written)} published")

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
                value = self._stream(field, value)
            elif isinstance(value, Ref):
                name, value = field.attname, self._resolve(value)
            elif isinstance(value, str):
                value = self._rich_text(value)
            setattr(page, name, value)
        for relation, items in text.children.items():
            setattr(page, relation, list(self._children(page, relation, items)))
        if text.topics:
            page.topics.set(self.topics[slug] for slug in text.topics)

    def _stream(self, field, blocks):
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
            return self.ids.get(value.key)
        if isinstance(value, dict):
            return {name: self._resolve(item) for name, item in value.items()}
        if isinstance(value, list):
            resolved = [self._resolve(item) for item in value]
            return [new for new, old in zip(resolved, value, strict=True) if self._is_there(old)]
        return self._rich_text(value) if isinstance(value, str) else value

    def _is_there(self, value):
        """Tell whether a reference leads somewhere: staff may have deleted the page."""
        return not isinstance(value, Ref) or value.key in self.ids

    def _rich_text(self, html):
        """Turn ``page:`` links into Wagtail's own; a link to a page that is gone loses its tag."""

        def internal(match):
            pk = self.ids.get(match[1])
            return f'<a linktype="page" id="{pk}">{match[2]}</a>' if pk else match[2]

        return PAGE_LINK.sub(internal, html)

    def _children(self, page, relation, items):
        """Yield the child objects of an inline panel, in order."""
        model = page._meta.get_field(relation).related_model
        for item in items:
            if isinstance(item, str):
                if item in self.ids:
                    yield model(page_id=self.ids[item])
            elif "own_file" in item:
                for material, stored in self._materials(item["own_file"]):
                    yield model(
                        title=material.title,
                        document=stored,
                        language=material.language,
                        note=material.paper,
                    )
            else:
                yield model(**item)

    # -- Files --------------------------------------------------------------------------------

    def _materials(self, kind):
        """Return (material, document) for each file of one kind, English first."""
        if self._stored is None:
            self._stored = self._store_materials()
        return [(item, stored) for item, stored in self._stored if item.kind == kind]

    def _store_materials(self):
        """Print the materials and keep them as documents; what is there already is kept."""
        self.report("Starter content: printing poster, fact sheet and sign-on sheet")
        call_url = f"{settings.SITE_URL}/{menus.CALL_PAGE}/"
        with TemporaryDirectory() as folder:
            made = self.make_materials(Path(folder), call_url)
            english_first = sorted(made, key=lambda item: item.language != "en")
            return [(item, self._store_document(item)) for item in english_first]

    def _store_document(self, material):
        """Return the document of one material, written if it is missing or to be refreshed."""
        model = get_document_model()
        title = f"{material.title} ({material.paper})"
        document = model.objects.filter(title=title, language=material.language).first()
        if document is not None and not self.refresh:
            return document
        document = document or model(title=title, language=material.language)
        document.pages = material.pages
        with material.path.open("rb") as file:
            document.file.save(material.filename, File(file), save=False)
            document._set_document_file_metadata()
            document.save()
        return document

    # -- What stands beside the pages ---------------------------------------------------------

    def _write_topics(self):
        """Create missing topics; a topic that staff renamed keeps its name."""
        model = apps.get_model("nnirr_site.Topic")
        self.topics = {topic.slug: topic for topic in model.objects.all()}
        for slug, (kind, name, full_name) in menus.TOPICS.items():
            if slug not in self.topics:
                self.topics[slug] = model.objects.create(
                    slug=slug, kind=kind, name=name, full_name=full_name
                )

    def _write_states(self):
        """Fill the table of States if it is empty, or bring it up to date with ``refresh``."""
        if self.refresh or not apps.get_model("initiatives.State").objects.exists():
            self.report("Starter content: States parties")
            self.import_states()

    def _write_call(self):
        """Create the call and the first version of its statement.

        With ``refresh`` a changed text becomes a new version; versions are never overwritten.
        """
        model = apps.get_model("campaigns.Call")
        self.call, _created = model.objects.get_or_create(
            slug=call.CALL["slug"], defaults=call.CALL
        )
        language = call.STATEMENT["language"]
        if self.refresh or not self.call.statements.filter(language=language).exists():
            self.publish_statement(self.call, **call.STATEMENT, reason=self._statement_reason())

    def _statement_reason(self):
        """Return why the text of the statement changes, for those who signed the one before."""
        return "The text that came with the site was loaded again." if self.refresh else ""

    def _write_site(self):
        """Point the site at the home page and at ``SITE_URL``, and say who stands behind it."""
        if "" not in self.ids:
            return
        address = urlsplit(settings.SITE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        welcome = self._untouched_welcome_page()
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            site = Site(is_default_site=True, root_page_id=self.ids[""])
        if site.pk is None or (welcome and site.root_page_id == welcome.pk):
            site.root_page_id = self.ids[""]
            site.site_name = menus.IDENTITY["program"]
        wanted = (address.hostname or "localhost", port)
        if (site.hostname, site.port) != wanted or site.root_page_id != self._stored_root(site):
            site.hostname, site.port = wanted
            site.save()
        if welcome:
            welcome.delete()
        self._write_identity(site)

    def _stored_root(self, site):
        """Return the primary key of the root page that the database has for the site."""
        return Site.objects.filter(pk=site.pk).values_list("root_page_id", flat=True).first()

    def _untouched_welcome_page(self):
        """Return Wagtail's own first page if nobody has worked with it."""
        return Page.objects.filter(
            depth=2,
            title=WELCOME_TITLE,
            content_type__app_label="wagtailcore",
            content_type__model="page",
            numchild=0,
            latest_revision=None,
        ).first()

    def _write_identity(self, site):
        """Fill the site's identity if nobody has filled it yet."""
        model = apps.get_model("nnirr_site.SiteIdentity")
        identity = model.for_site(site)
        if self.refresh or not (identity.contact_email or identity.description):
            for name, value in menus.IDENTITY.items():
                setattr(identity, name, value)
            identity.call_page_id = self.ids.get(menus.CALL_PAGE)
            identity.privacy_page_id = self.ids.get(menus.PRIVACY_PAGE)
            identity.save()

    def _write_menus(self):
        """Create missing menus."""
        model = apps.get_model("nnirr_site.NavigationMenu")
        field = model._meta.get_field("items")
        for slot, entries in menus.MENUS.items():
            menu = model.objects.filter(slot=slot, locale=self.locale).first()
            if menu is not None and not self.refresh:
                continue
            menu = menu or model(slot=slot, locale=self.locale)
            links = [self._menu_link(*entry) for entry in entries]
            menu.items = self._stream(field, [link for link in links if link])
            menu.save()

    def _menu_link(self, text, target):
        """Return the link block of a menu entry, or None if its page is gone."""
        kind, _, key = target.partition(":")
        if kind != "page":
            return ("link", {"title": text, "page": None, "url": target})
        if key not in self.ids:
            return None
        return ("link", {"title": text, "page": self.ids[key], "url": ""})
