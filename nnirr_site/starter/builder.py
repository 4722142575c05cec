"""Makes pages, menus, topics and files of the starter texts.

A page is recognized by a translation key derived from its key in the texts, so it stays the same
page when staff move or rename it, and is the same page in every language. Pages that staff deleted
stay deleted: their creation is written in the page log, which outlives them. What exists is left
alone unless ``refresh`` is asked for.
"""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, Site

from . import (
    call,
    es,
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
from .sources import SOURCES
from .writer import PageWriter, get_locale, translation_key

__all__ = ["PAGES", "TRANSLATIONS", "WELCOME_TITLE", "Builder", "Translation", "translation_key"]

WELCOME_TITLE = "Welcome to your new Wagtail site!"

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


@dataclass(frozen=True)
class Translation:
    """The starter texts in one more language.

    ``menus`` and ``call`` are modules with the names of the English ones; ``labels`` maps keys of
    sources to what they are called in this language.
    """

    language: str
    pages: list
    menus: ModuleType
    call: ModuleType
    labels: dict = field(default_factory=dict)

    @property
    def labels_by_original(self):
        """English label of a source → label in this language."""
        return {SOURCES[key].label: label for key, label in self.labels.items()}


TRANSLATIONS = [
    Translation("es", es.PAGES, es.menus, es.call, es.sources.LABELS),
]
"""The languages that the starter texts are translated into."""


class Builder:
    """Loads the starter content in one transaction.

    ``make_materials(folder, call_url)`` prints the materials into a folder and returns what
    ``resources.materials.build.build_all`` returns; it is called only if a page that offers them has to
    be written. ``publish_statement`` is the service that makes a text the one that is signed,
    ``import_states`` the one that fills the table of States, which is left alone where staff
    changed it.
    ``report`` takes one line of progress. ``pages`` are all pages, or fewer; links to pages that are
    not there become plain text. ``translations`` are loaded where the settings have their language.
    """

    def __init__(
        self,
        make_materials,
        publish_statement,
        import_states,
        report=print,
        refresh=False,
        pages=PAGES,
        translations=TRANSLATIONS,
    ):
        self.import_states = import_states
        self.pages = list(pages)
        offered = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
        self.translations = [item for item in translations if item.language in offered]
        self.make_materials = make_materials
        self.publish_statement = publish_statement
        self.report = report
        self.refresh = refresh
        self._stored = None

    def load(self):
        """Create what is missing, and with ``refresh`` overwrite what came from here.

        Returns the number of pages written.
        """
        with transaction.atomic():
            self._write_topics()
            self._write_states()
            self._write_call()
            self.writer = self._make_writer(self.pages, Locale.get_default())
            written = len(self.writer.write(self.report))
            self._write_site()
            self._write_menus(self.writer, menus.MENUS)
            for translation in self.translations:
                written += self._load_translation(translation)
        if not written:
            self.report("Starter content is there already.")
        return written

    def _make_writer(self, texts, locale, **more):
        return PageWriter(
            texts, locale, self.call, self.topics, self._materials, self.refresh, **more
        )

    def _load_translation(self, translation):
        """Write the pages and menus of one more language; returns the number of pages written."""
        keys = {text.key for text in self.pages} - self.writer.withdrawn
        writer = self._make_writer(
            [text for text in translation.pages if text.key in keys],
            get_locale(translation.language),
            original=self.writer,
            labels=translation.labels_by_original,
        )
        written = len(writer.write(self.report))
        self._write_menus(writer, translation.menus.MENUS)
        return written

    # -- Files --------------------------------------------------------------------------------

    def _materials(self, kind):
        """Return (material, document) for each file of one kind."""
        if self._stored is None:
            self._stored = self._store_materials()
        return [(item, stored) for item, stored in self._stored if item.kind == kind]

    def _store_materials(self):
        """Print the materials and keep them as documents; what is there already is kept."""
        self.report("Starter content: printing poster, fact sheet and sign-on sheet")
        call_url = f"{settings.SITE_URL}/{menus.CALL_PAGE}/"
        with TemporaryDirectory() as folder:
            made = self.make_materials(Path(folder), call_url)
            return [(item, self._store_document(item)) for item in made]

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
                    slug=slug,
                    kind=kind,
                    name=name,
                    full_name=full_name,
                    translations=self._words(
                        model, lambda texts, slug=slug: self._topic_words(texts, slug)
                    ),
                )

    def _topic_words(self, texts, slug):
        """Return the names of a topic in one more language; None where it keeps its own."""
        name, full_name = texts.TOPICS.get(slug, ("", ""))
        return {"name": name, "full_name": full_name} if name else None

    def _words(self, model, find):
        """Return the stream of what ``find(menus of a translation)`` gives for each language."""
        field = model._meta.get_field("translations")
        found = [(item.language, find(item.menus)) for item in self.translations]
        return field.stream_block.to_python(
            [
                {"type": "words", "value": {"language": language, **words}}
                for language, words in found
                if words
            ]
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
        for texts in (call, *(item.call for item in self.translations)):
            language = texts.STATEMENT["language"]
            if self.refresh or not self.call.statements.filter(language=language).exists():
                self.publish_statement(
                    self.call, **texts.STATEMENT, reason=self._statement_reason()
                )

        for item in self.translations:
            self._write_call_words(item.language, item.call.CALL)

    def _write_call_words(self, language, words):
        """Name the call in one more language, unless staff have."""
        model = apps.get_model("campaigns.CallText")
        if self.refresh:
            model.objects.update_or_create(call=self.call, language=language, defaults=words)
        else:
            model.objects.get_or_create(call=self.call, language=language, defaults=words)

    def _statement_reason(self):
        """Return why the text of the statement changes, for those who signed the one before."""
        return "The text that came with the site was loaded again." if self.refresh else ""

    def _write_site(self):
        """Point the site at the home page and at ``SITE_URL``, and say who stands behind it."""
        if "" not in self.writer.ids:
            return
        address = urlsplit(settings.SITE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        welcome = self._untouched_welcome_page()
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            site = Site(is_default_site=True, root_page_id=self.writer.ids[""])
        if site.pk is None or (welcome and site.root_page_id == welcome.pk):
            site.root_page_id = self.writer.ids[""]
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
            identity.call_page_id = self.writer.ids.get(menus.CALL_PAGE)
            identity.privacy_page_id = self.writer.ids.get(menus.PRIVACY_PAGE)
            identity.translations = self._words(model, lambda texts: texts.IDENTITY)
            identity.save()

    def _write_menus(self, writer, texts):
        """Create missing menus of the language of ``writer``."""
        model = apps.get_model("nnirr_site.NavigationMenu")
        field = model._meta.get_field("items")
        for slot, entries in texts.items():
            menu = model.objects.filter(slot=slot, locale=writer.locale).first()
            if menu is not None and not self.refresh:
                continue
            menu = menu or self._new_menu(model, slot, writer.locale)
            links = [self._menu_link(writer, *entry) for entry in entries]
            menu.items = writer.stream(field, [link for link in links if link])
            menu.save()

    def _new_menu(self, model, slot, locale):
        """Return a menu, tied to the one in the default language if this is a translation of it."""
        menu = model(slot=slot, locale=locale)
        original = model.objects.filter(slot=slot, locale=Locale.get_default()).first()
        if original is not None and original.locale != locale:
            menu.translation_key = original.translation_key
        return menu

    def _menu_link(self, writer, text, target):
        """Return the link block of a menu entry, or None if its page is gone."""
        kind, _, key = target.partition(":")
        if kind != "page":
            if target.startswith("/") and writer.original:
                target = f"/{writer.locale.language_code}{target}"
            return ("link", {"title": text, "page": None, "url": target})
        pk = writer.find_id(key)
        return ("link", {"title": text, "page": pk, "url": ""}) if pk else None
