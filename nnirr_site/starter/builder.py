"""Makes pages, menus, topics and files of the starter content.

A page is recognized by a translation key derived from its key in the texts, so it stays the same
page when staff move or rename it, and is the same page in every language. Pages that staff deleted
stay deleted: their creation is written in the page log, which outlives them. What exists is left
alone unless `refresh` is asked for.
"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Locale, ModelLogEntry, Page, Site

from nnirr_site.http.addresses import absolute
from nnirr_site.publishing.on_change import changes_held_back
from resources.materials.facts import describe_first_facts
from resources.materials.upkeep import store_first

from .loader import Ref, Texts, read_content
from .writer import PageWriter

WELCOME_TITLE = "Welcome to your new Wagtail site!"


class Builder:
    """Loads the starter content in one transaction.

    `make_materials(facts)` prints the materials and returns what `build_leads` returns; it is
    called only if a page that offers them has to be written. `publish_statement` is the service
    that makes a text the one that is signed, `import_states` the one that fills the table of
    States. `report` takes one line of progress.
    Of `texts`, the languages that the settings leave out are not loaded.
    """

    def __init__(
        self,
        make_materials: Callable,
        publish_statement: Callable,
        import_states: Callable,
        report: Callable[[str], None] = print,
        refresh: bool = False,
        texts: list[Texts] | None = None,
    ):
        offered = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
        self.original, *others = texts or read_content()
        self.translations = [item for item in others if item.language in offered]
        self.make_materials = make_materials
        self.publish_statement = publish_statement
        self.import_states = import_states
        self.report = report
        self.refresh = refresh
        self._printed = self._stored = None

    def load(self) -> int:
        """Create what is missing, and with `refresh` overwrite what came from here.

        Returns the number of pages written.
        """
        with ThreadPoolExecutor(1) as self._printer:
            return self._load()

    @transaction.atomic
    def _load(self) -> int:
        self.new_languages = {texts.language for texts in self.translations} - {
            *Page.objects.values_list("locale__language_code", flat=True).distinct()
        }
        self._write_topics()
        if self.refresh or not apps.get_model("initiatives.State").objects.exists():
            self.report("Starter content: States parties")
            with changes_held_back():
                self.import_states()
        self.write_call()
        original = PageWriter(self, self.original)
        written = original.write()
        self._write_site(original)
        self._write_short_address(original, self.original)
        self._write_menus(original, self.original)
        for texts in self.translations:
            writer = PageWriter(self, texts, original)
            written += writer.write()
            self._write_short_address(writer, texts)
            self._write_menus(writer, texts)
        if not written:
            self.report("Starter content is there already.")
        return written

    # -- Files --------------------------------------------------------------------------------

    def find_materials(self, kind: str) -> list[tuple]:
        """(material, document) of each printed file of one kind."""
        if self._stored is None:
            self.print_materials()
            self._stored = [
                (item, store_first(item, self.refresh)) for item in self._printed.result()
            ]
        return [(item, stored) for item, stored in self._stored if item.kind == kind]

    def print_materials(self) -> None:
        """Begin to print, which other programs do, while pages are written."""
        if self._printed is None:
            self.report("Starter content: poster, fact sheet, lesson plan and sign-on sheet")
            urls = {texts.language: self._call_url(texts) for texts in self._all_texts}
            email = self.original.site["identity"]["contact_email"]
            facts = describe_first_facts(self.call, urls, email)
            self._printed = self._printer.submit(self.make_materials, facts)

    def _call_url(self, texts: Texts) -> str:
        """Where prints lead to: the short address, as it is written with the pages."""
        short = texts.site.get("short_address")
        key = self.original.site["identity"]["call_page"].key
        return absolute(short["old_path"] if short else f"/{key}/")

    @property
    def _all_texts(self) -> list[Texts]:
        return [self.original, *self.translations]

    # -- What stands beside the pages ---------------------------------------------------------

    def _write_topics(self) -> None:
        """Create missing topics; a topic that staff renamed keeps its name."""
        model = apps.get_model("nnirr_site.Topic")
        self.topics, changed = {topic.slug: topic for topic in model.objects.all()}, []
        for slug, words in self.original.topics.items():

            def find(texts: Texts, slug=slug) -> dict | None:
                return slug in texts.topics and {"full_name": "", **texts.topics[slug]}

            topic = self.topics.setdefault(slug, model(slug=slug, **words))
            if topic.pk is None:
                self._add_words(topic, find, is_new=True)
                topic.save()
            elif self._add_words(topic, find, is_new=False):
                changed.append(topic)
        # At once, and without what follows a save: no page that is there is in such a language.
        model.objects.bulk_update(changed, ["translations"])

    def _add_words(self, row, find: Callable[[Texts], dict | None], is_new: bool) -> bool:
        """Give `row` what `find(texts)` says in each translation, or if the row was there in those
        that the site begins with now: staff may have taken out others. Whether there was any.
        """
        there = {child.value.get("language") for child in row.translations}
        new = [
            {"type": "words", "value": {"language": texts.language, **words}}
            for texts in self.translations
            if (is_new or texts.language in self.new_languages)
            and texts.language not in there
            and (words := find(texts))
        ]
        block = row._meta.get_field("translations").stream_block
        row.translations = block.to_python([*row.translations.get_prep_value(), *new])
        return bool(new)

    def write_call(self) -> None:
        """Create the call, the first version of its statement and the letter to Senators.

        With `refresh` a changed text becomes a new version; versions are never overwritten, and
        words that no native editor has read change nothing that is there.
        """
        words = self.original.site["call"]
        self.call, _created = apps.get_model("campaigns.Call").objects.get_or_create(
            slug=words["slug"], defaults=words
        )
        reason = "The text that came with the site was loaded again." if self.refresh else ""
        for texts in (self.original, *self.translations):
            language, refresh = texts.language, self.refresh and texts.is_read
            if refresh or not self.call.statements.filter(language=language).exists():
                self.publish_statement(
                    self.call, language=language, **texts.site["statement"], reason=reason
                )
            self._write_once("campaigns.SenatorLetter", language, texts.site["letter"], refresh)
            if texts.original:
                self._write_once("campaigns.CallText", language, texts.site["call"], refresh)

    def _write_once(self, name: str, language: str, words: dict, refresh: bool) -> None:
        """Write something that the call has once in a language, unless staff have."""
        objects = apps.get_model(name).objects
        write = objects.update_or_create if refresh else objects.get_or_create
        write(call=self.call, language=language, defaults=words)

    def _write_site(self, writer: PageWriter) -> None:
        """Point the site at the home page and at `SITE_URL`, and say who stands behind it."""
        if "" not in writer.ids:
            return
        home, parts = writer.ids[""], urlsplit(settings.SITE_URL)
        welcome = self._untouched_welcome_page()
        site = Site.objects.filter(is_default_site=True).first()
        before = site and (site.hostname, site.port, site.root_page_id)
        site = site or Site(is_default_site=True, root_page_id=home)
        if site.pk is None or (welcome and site.root_page_id == welcome.pk):
            site.root_page_id = home
            site.site_name = self.original.site["identity"]["program"]
        site.hostname = parts.hostname or "localhost"
        site.port = parts.port or (443 if parts.scheme == "https" else 80)
        if (site.hostname, site.port, site.root_page_id) != before:
            site.save()
        if welcome:
            welcome.delete()
        self._write_identity(writer, site)

    def _untouched_welcome_page(self) -> Page | None:
        """Wagtail's own first page if nobody has worked with it."""
        return Page.objects.filter(
            depth=2,
            title=WELCOME_TITLE,
            content_type__app_label="wagtailcore",
            content_type__model="page",
            numchild=0,
            latest_revision=None,
        ).first()

    def _write_identity(self, writer: PageWriter, site: Site) -> None:
        """Fill the site's identity if nobody has filled it yet."""
        model = apps.get_model("nnirr_site.SiteIdentity")
        identity = model.for_site(site)
        is_new = self.refresh or not (identity.contact_email or identity.description)
        if not is_new:
            if self._add_words(identity, lambda texts: texts.site["identity"], is_new=False):
                identity.save()
            return
        for name, value in self.original.site["identity"].items():
            is_page = isinstance(value, Ref)
            setattr(identity, f"{name}_id" if is_page else name,
                    writer.find_id(value.key) if is_page else value)  # fmt: skip
        identity.translations = model._meta.get_field("translations").stream_block.to_python([])
        self._add_words(identity, lambda texts: texts.site["identity"], is_new=True)
        identity.save()

    def _write_short_address(self, writer: PageWriter, texts: Texts) -> None:
        """A word that leads to the call in this language, for paper. Staff may take it elsewhere,
        so browsers do not keep it; one that they deleted stays deleted.
        """
        words = texts.site.get("short_address")
        page_id = writer.ids.get(self.original.site["identity"]["call_page"].key)
        if not words or page_id is None:
            return
        path = words["old_path"]
        known = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Redirect),
            action="wagtail.create",
            label=path,
        )
        if known.exists() or Redirect.objects.filter(old_path=path).exists():
            return
        redirect = Redirect(old_path=path, redirect_page_id=page_id, is_permanent=False)
        redirect.save()
        log(instance=redirect, action="wagtail.create")

    def _write_menus(self, writer: PageWriter, texts: Texts) -> None:
        """Create missing menus of one language, tied to those of the original."""
        model = apps.get_model("nnirr_site.NavigationMenu")
        prefix = f"/{texts.language}" if texts.original else ""
        for slot, links in texts.menus.items():
            menu = model.objects.filter(slot=slot, locale=writer.locale).first()
            if menu is not None and not self.refresh:
                continue
            menu = menu or model(slot=slot, locale=writer.locale)
            twin = model.objects.filter(slot=slot, locale=Locale.get_default()).first()
            if menu.pk is None and twin:
                menu.translation_key = twin.translation_key
            there = [
                link
                for _type, link in links
                if not link["page"] or writer.find_id(link["page"].key)
            ]
            prefix = f"/{texts.language}" if texts.original else ""
            menu.items = writer.stream(
                model._meta.get_field("items"),
                [
                    ("link", {**link, "url": re.sub("^(?=/)", prefix, link["url"])})
                    for link in there
                ],
            )
            menu.save()
