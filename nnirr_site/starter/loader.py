"""Reads the starter content: YAML files in `content/`, one for each page and language.

What a file may say is what the site's models and blocks have: it is looked up there, so a new field
needs nothing here. Whatever is not understood raises `ContentError`, which names file and line.
`content/README.md` explains the files to those who write them.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NoReturn

import yaml
from django.apps import apps
from django.db import models
from markdown_it import MarkdownIt
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

CONTENT = Path(__file__).parent / "content"
ORIGINAL, HOME = "en", "home"
WORDS = ("title", "lead", "search_description")
RECORDS = {
    "identity": "nnirr_site.SiteIdentity",
    "call": "campaigns.Call",
    "statement": "campaigns.StatementVersion",
    "letter": "campaigns.SenatorLetter",
    "short_address": "wagtailredirects.Redirect",
}
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
URLS = (blocks.URLBlock, blocks.RegexBlock)
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
# What is neither text nor chosen from a list: kinds of blocks and fields, how it is read, its name.
PLAIN = (
    ((blocks.IntegerBlock, models.IntegerField), int, "a number"),
    ((blocks.BooleanBlock, models.BooleanField), YES_OR_NO.__getitem__, "yes or no"),
    ((blocks.DateBlock, models.DateField), lambda text: str(date.fromisoformat(text)), "a date"),
)
TARGETS = ("/", "mailto:", "https://", "http://")  # of links, besides pages
LINK = re.compile(r'(?<=<a href=")[^"]*')
MARKDOWN = MarkdownIt("zero").enable(["emphasis", "escape", "heading", "link", "list", "newline"])
MARKDOWN.add_render_rule("softbreak", lambda *_tokens: " ")
# Tags as Wagtail names them, and no line breaks between them.
AS_STORED = {"strong>": "b>", "em>": "i>", "&quot;": '"', "\n": ""}


class ContentError(Exception):
    """A file of the starter content says something that the site has no place for."""


@dataclass(frozen=True)
class Ref:
    """Stands for the primary key of a page, which it has only after loading."""

    key: str


@dataclass(frozen=True)
class PageText:
    """One page as data. `key` is its path in the English tree, empty for the home page."""

    key: str
    model: str
    slug: str
    title: str
    lead: str
    search_description: str
    fields: dict
    children: dict
    topics: tuple

    @property
    def offers_materials(self) -> bool:
        return any("material" in item for items in self.children.values() for item in items)

    @property
    def parent_key(self) -> str:
        return self.key.rpartition("/")[0]


@cache
def read_content(root: Path = CONTENT) -> list["Texts"]:
    """The texts of all languages, first those that the others are translated from."""
    original = Texts(root / ORIGINAL)
    folders = sorted(path.parent for path in root.glob("*/pages") if path.parent.name != ORIGINAL)
    return [original, *(Texts(folder, original) for folder in folders)]


# -- YAML, of which nothing is guessed: a value is text until a field asks for a number ------------


def compose(path: Path) -> yaml.Node:
    """The content of a file as nodes, which know their line."""
    try:
        with path.open(encoding="utf-8") as file:
            node = yaml.compose(file, Loader=yaml.CSafeLoader)
    except FileNotFoundError as error:
        raise ContentError(f"{path}: there is no such file") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1
        raise ContentError(f"{path}, line {line}: {error.problem}") from error
    if node is None:
        raise ContentError(f"{path}: the file is empty")
    return node


def fail(node: yaml.Node, problem: str) -> NoReturn:
    raise ContentError(f"{node.start_mark.name}, line {node.start_mark.line + 1}: {problem}")


def mapping(node: yaml.Node, known=None) -> dict[str, yaml.Node]:
    """The lines `name: value` of a node, each name once and, if `known` is given, one of those."""
    if not isinstance(node, yaml.MappingNode):
        fail(node, "“name: value” is expected here")
    found = {}
    for key, value in node.value:
        name = scalar(key)
        if name in found:
            fail(key, f"“{name}” is given twice")
        if known is not None and name not in known:
            fail(key, f"“{name}” is unknown here; there is {', '.join(sorted(known))}")
        found[name] = value
    return found


def items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        fail(node, "a list is expected here, each entry after “- ”")
    return node.value


def scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        fail(node, "a text is expected here (if it has “: ” in it, put it in quotes)")
    return node.value


def choose_known(node: yaml.Node, known, kind: str) -> str:
    """The text of a node if it is one of `known`."""
    if scalar(node) not in known:
        offered = f"; there is {', '.join(sorted(known))}" if len(known) < 12 else ""
        fail(node, f"there is no {kind} “{node.value}”{offered}")
    return node.value


def fields_of(model: type[models.Model]) -> dict[str, models.Field]:
    """The fields that a text may fill, by name; of those to other objects, the ones to pages."""
    hidden = {field.name for field in Page._meta.fields} - {*WORDS, "seo_title"}
    return {
        field.name: field
        for field in model._meta.fields
        if field.editable
        and field.name not in (hidden if issubclass(model, Page) else ())
        and field.name not in ("page_ptr", "sort_order")
        and (not field.is_relation or issubclass(field.related_model, Page))
    }


def source_fields(names) -> dict[str, dict[str, str]]:
    """What may name a source → the fields that are filled from it.

    `source: un-day` fills `source_url` and `source_label`; in a link it fills `url` and `title`.
    """
    found = {}
    for name in names:
        alias = name.removesuffix("_url")
        if name in ("url", "external_url"):
            told = {
                "label": "label",
                "title": "label",
                "as_of": "as_of",
                "external_format": "format",
            }
            found["source"] = {name: "url"} | {key: told[key] for key in told if key in names}
        elif f"{alias}_label" in names and alias not in names:
            found[alias] = {name: "url", f"{alias}_label": "label"}
    return found


def empty_value(part: blocks.FieldBlock):
    """What a part of a block holds when a text leaves it out."""
    if isinstance(part, TEXTS + URLS):
        return part.meta.default or ""
    return part.get_default() or (False if isinstance(part, blocks.BooleanBlock) else None)


class Texts:
    """All texts of one language. What a translation leaves out is as in the `original`."""

    def __init__(self, folder: Path, original: "Texts | None" = None):
        self.folder, self.language, self.original = folder, folder.name, original
        self.nodes = {}

    @cached_property
    def is_read(self) -> bool:
        """Whether somebody has read these texts whose own language it is. `language.yaml` says no;
        a language without that file needs nobody.
        """
        if not (self.folder / "language.yaml").exists():
            return True
        node = self.read_file("language", {"read_by_native_editor"})["read_by_native_editor"]
        return YES_OR_NO[choose_known(node, YES_OR_NO, "answer")]

    def read_file(self, name: str, known=None) -> dict[str, yaml.Node]:
        return mapping(compose(self.folder / f"{name}.yaml"), known)

    @cached_property
    def keys(self) -> list[str]:
        """Keys of all pages, parents before children, as the table of contents has them."""
        keys = []
        for node in items(compose(self.folder.parent / "pages.yaml")):
            key = scalar(node)
            if key in keys or (key != HOME and (key.rpartition("/")[0] or HOME) not in keys):
                fail(node, f"“{key}” is named twice, or before the page above it")
            keys.append(key)
        return keys

    @cached_property
    def pages(self) -> list[PageText]:
        """All pages of this language, parents before children."""
        folder = self.folder / "pages"
        paths = {str(path.relative_to(folder))[:-5]: path for path in folder.rglob("*.yaml")}
        if unlisted := paths.keys() - set(self.keys):
            raise ContentError(f"{paths[min(unlisted)]}: the page is not named in pages.yaml")
        chosen = [key for key in self.keys if key in paths or not self.original]
        return [self.read_page(key, compose(folder / f"{key}.yaml")) for key in chosen]

    def read_page(self, key: str, node: yaml.Node) -> PageText:
        given = mapping(node)
        inherited = dict(self.original.pages and self.original.nodes[key]) if self.original else {}
        if self.original and (extra := {"type", "topics"} & given.keys()):
            fail(given[min(extra)], f"“{min(extra)}” is given in {ORIGINAL} alone")
        if missing := {*WORDS, *([] if self.original else ["type"])} - given.keys():
            fail(node, f"“{min(missing)}” is missing")
        found = self.nodes[key] = {**inherited, **given}
        types = {model._meta.label: model for model in get_page_models()}
        model = types[choose_known(found["type"], types, "type of page")]
        fields = fields_of(model)
        # The lists of objects that belong to a page, such as its downloads.
        own = set(get_all_child_relations(model)) - set(get_all_child_relations(Page))
        relations = {one.get_accessor_name(): one.related_model for one in own}
        mapping(node, {*fields, *source_fields(fields), *relations, "type", "slug", "topics"})
        values = self.read_fields(fields, found)
        topics = items(found["topics"]) if "topics" in found else []
        return PageText(
            key="" if key == HOME else key,
            model=model._meta.label,
            slug=scalar(given["slug"]) if "slug" in given else key.rpartition("/")[2],
            **{name: values.pop(name) for name in WORDS},
            fields=values,
            children={
                name: [self.read_child(relations[name], one) for one in items(found[name])]
                for name in found
                if name in relations
            },
            topics=tuple(
                choose_known(one, (self.original or self).topics, "topic") for one in topics
            ),
        )

    def read_record(self, model: type[models.Model], node: yaml.Node) -> dict:
        """Values of the fields of a model that is no page."""
        return self.read_fields(fields_of(model), mapping(node, fields_of(model)))

    def read_child(self, model: type[models.Model], node: yaml.Node) -> dict | str:
        """One object of a list that belongs to a page: a page, a printed material, or fields."""
        if isinstance(node, yaml.ScalarNode):
            return self.read_key(node)
        fields = fields_of(model)
        found = mapping(node, {*fields, *source_fields(fields), "material"})
        if "material" in found:
            return {"material": scalar(found["material"])}
        return self.read_fields(fields, found)

    def read_fields(self, fields: dict, found: dict[str, yaml.Node]) -> dict:
        """Values of fields or of parts of a block; a source that is named fills those left out."""
        values = {}
        for alias, filled in source_fields(fields).items():
            if alias in found:
                source = self.sources[choose_known(found[alias], self.sources, "source")]
                values |= {name: source[part] for name, part in filled.items()}
        return values | {
            name: self.read(fields[name], found[name]) for name in found if name in fields
        }

    def read(self, what, node: yaml.Node):
        """The value of a field or block."""
        if isinstance(what, StreamField):
            what = what.stream_block
        if isinstance(what, blocks.StreamBlock):
            return [self.read_stream_child(what.child_blocks, one) for one in items(node)]
        if isinstance(what, blocks.ListBlock):
            return [self.read(what.child_block, one) for one in items(node)]
        if isinstance(what, blocks.StructBlock):
            return self.read_struct(what.child_blocks, node)
        if isinstance(what, blocks.RichTextBlock | RichTextField):
            return self.read_rich_text(node)
        if isinstance(what, models.ForeignKey) and self.original and not scalar(node):
            return None  # the page of the original stays out of the translation
        if isinstance(what, blocks.PageChooserBlock | models.ForeignKey):
            return Ref(self.read_key(node))
        if isinstance(what, (*URLS, models.URLField)) and not scalar(node).startswith(TARGETS):
            return self.sources[choose_known(node, self.sources, "source")]["url"]
        for kinds, read, name in PLAIN:
            if isinstance(what, kinds):
                try:
                    return read(scalar(node))
                except (KeyError, ValueError):
                    fail(node, f"“{scalar(node)}”: {name} is expected here")
        if offered := getattr(getattr(what, "field", what), "choices", None):
            choose_known(node, {str(value) for value, _label in offered}, "choice")
        return scalar(node)

    def read_stream_child(self, children: dict, node: yaml.Node) -> tuple:
        """(type, value) of one block; a stream with one type of block does not name it."""
        named = {min(children): node} if len(children) == 1 else mapping(node, children)
        if len(named) != 1:
            fail(node, "one block is expected after each “- ”")
        ((name, value),) = named.items()
        return name, self.read(children[name], value)

    def read_struct(self, parts: dict, node: yaml.Node) -> dict:
        """A block of several parts, in their order; or of one, or a source, that is not named."""
        if not isinstance(node, yaml.MappingNode) and len(parts) == 1:
            return {name: self.read(part, node) for name, part in parts.items()}
        known = {*parts, *source_fields(parts)}
        is_source = isinstance(node, yaml.ScalarNode) and "source" in known - set(parts)
        found = {"source": node} if is_source else mapping(node, known)
        simple = {name: part for name, part in parts.items() if isinstance(part, blocks.FieldBlock)}
        values = {name: empty_value(part) for name, part in simple.items()}
        values |= self.read_fields(parts, found)
        return {name: values[name] for name in parts if name in values}

    def read_rich_text(self, node: yaml.Node) -> str:
        """HTML of Markdown, with the keys of pages in its links."""
        if tag := re.search(r"</?[a-z]+", scalar(node)):
            fail(node, f"“{tag[0]}” is HTML; emphasis, lists and links are written as in Markdown")
        html = MARKDOWN.render(scalar(node))
        if re.search(r"<h[^3]", html):
            fail(node, "a small heading inside a text begins with ### and a space")
        for written, stored in AS_STORED.items():
            html = html.replace(written, stored)
        return LINK.sub(lambda match: self.check_link(node, match[0]), html)

    def check_link(self, node: yaml.Node, target: str) -> str:
        kind, _, key = target.partition(":")
        if kind == "page":
            return f"page:{self.read_key(yaml.ScalarNode('', key, node.start_mark))}"
        if not target.startswith(TARGETS):
            fail(node, f"link to “{target}”: a page is named as page:initiatives")
        return target

    def read_key(self, node: yaml.Node) -> str:
        key = choose_known(node, self.keys, "page")
        return "" if key == HOME else key

    @cached_property
    def sources(self) -> dict[str, dict]:
        """Key → label, url, format and as_of (or None) of every publication that texts rest on."""
        if self.original:
            known = self.original.sources
            labels = {key: scalar(node) for key, node in self.read_file("sources", known).items()}
            return {
                key: {**one, "label": labels.get(key, one["label"])} for key, one in known.items()
            }
        default = {"as_of": None, "format": "WEB"}
        found = {}
        for key, node in self.read_file("sources").items():
            said = mapping(node, {"label", "url", "as_of", "format", "link"})
            if not {"label", "url"} <= said.keys():
                fail(node, f"source “{key}” needs a label and a url")
            found[key] = default | {name: scalar(value) for name, value in said.items()}
        return found

    @cached_property
    def topics(self) -> dict[str, dict]:
        """Slug → kind, name and full name; in a translation the two names."""
        model = apps.get_model("nnirr_site.Topic")
        return {
            slug: self.read_record(model, one) for slug, one in self.read_file("topics").items()
        }

    @cached_property
    def menus(self) -> dict[str, list]:
        """Slot → links."""
        field = apps.get_model("nnirr_site.NavigationMenu")._meta.get_field("items")
        return {slot: self.read(field, node) for slot, node in self.read_file("menus").items()}

    @cached_property
    def site(self) -> dict[str, dict]:
        """What the site says about itself, the call, its statement, the letter to Senators, and the
        word that leads to the call from paper.
        """
        found = self.read_file("site", RECORDS).items()
        return {name: self.read_record(apps.get_model(RECORDS[name]), node) for name, node in found}

    @cached_property
    def pictures(self) -> dict[str, dict]:
        """Name of a file in `pictures/` → its title, and what one sees."""
        model = apps.get_model("nnirr_site.SiteImage")
        return {
            name: self.read_record(model, one) for name, one in self.read_file("pictures").items()
        }
