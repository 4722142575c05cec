"""Small constructors for the values of StreamField blocks, so that the texts stay readable.

Conventions of the starter texts, resolved by ``builder.Builder``:

- ``href="page:initiatives/borders"`` in rich text links to the page with that key;
- a value ``Ref("page", key)`` or ``Ref("document", key)`` stands for the primary key of that object;
- a source is named by its key in ``sources.SOURCES``; nobody types an address twice.
"""

from dataclasses import dataclass, field, replace

from .sources import SOURCES


@dataclass(frozen=True)
class Ref:
    """Stands for the primary key of a page or document that exists only after loading."""

    kind: str
    key: str


@dataclass(frozen=True)
class PageText:
    """One page as data: where it goes (``key`` is its path), its type, its fields."""

    key: str
    model: str
    title: str
    lead: str
    search_description: str
    fields: dict = field(default_factory=dict)
    print_art: str = ""
    band: str = ""
    topics: tuple = ()
    children: dict = field(default_factory=dict)
    own_slug: str = ""

    @property
    def slug(self):
        """Last part of the address: the page's own, else the last part of the key."""
        return self.own_slug or self.key.rpartition("/")[2]

    @property
    def parent_key(self):
        """Key of the parent page; empty for the home page."""
        return self.key.rpartition("/")[0]


def translated(original, *, slug, title, lead, search_description, fields=None, children=None):
    """Return ``original`` in another language: the same page, with the words that are given.

    Type, prints, colors, topics, dates and all that ``fields`` and ``children`` leave out stay.
    """
    return replace(
        original,
        own_slug=slug,
        title=title,
        lead=lead,
        search_description=search_description,
        fields={**original.fields, **(fields or {})},
        children={**original.children, **(children or {})},
    )


def page(key):
    """Return a reference to the page with this key."""
    return Ref("page", key)


def document(key):
    """Return a reference to the document with this key."""
    return Ref("document", key)


def prose(html):
    """Return a block of running text."""
    return ("prose", html)


def heading(text, anchor=""):
    """Return a heading of the second level."""
    return ("heading", {"text": text, "anchor": anchor})


def pull(text):
    """Return a sentence set large."""
    return ("pull", {"text": text})


def paragraph(text):
    """Return plain text as a paragraph of rich text; rich text is left as it is."""
    return text if not text or text.startswith("<") else f"<p>{text}</p>"


def note(text, kind="note"):
    """Return a note: practical information, or a promise of safety (``kind="ok"``)."""
    return ("note", {"text": paragraph(text), "kind": kind})


def fact(label, value, big=False):
    """Return one key fact."""
    return {"label": label, "value": paragraph(value), "big": big}


def facts(title, *items):
    """Return a list of labelled facts."""
    return ("facts", {"heading": title, "items": list(items)})


def steps(title, *items):
    """Return numbered steps; each item is (title, text)."""
    return (
        "steps",
        {
            "heading": title,
            "items": [{"title": name, "text": paragraph(text)} for name, text in items],
        },
    )


def checklist(title, *items):
    """Return things to tick off on paper."""
    return ("checklist", {"heading": title, "items": list(items)})


def entry(date, title, text, source, precision="day"):
    """Return one dated entry of a timeline, with the source named by its key."""
    found = SOURCES[source]
    return {
        "date": date,
        "precision": precision,
        "title": title,
        "text": text,
        "source_label": found.label,
        "source_url": found.url,
    }


def timeline(title, *entries, layout="vertical"):
    """Return a timeline block."""
    return ("timeline", {"heading": title, "layout": layout, "entries": list(entries)})


def accordion(title, *items):
    """Return questions that open to answers; each item is (question, answer as rich text)."""
    return (
        "accordion",
        {
            "heading": title,
            "items": [
                {"question": question, "answer": paragraph(answer)} for question, answer in items
            ],
        },
    )


def reasons(title, *items):
    """Return reasons under prints of neighbors; each item is (art, title, text)."""
    return (
        "reasons",
        {
            "heading": title,
            "items": [
                {"art": art, "title": name, "text": paragraph(text)} for art, name, text in items
            ],
        },
    )


def links(title, *items):
    """Return a list of links; each item is (source key or page reference, title, note)."""
    return ("links", {"heading": title, "items": [link(*item) for item in items]})


def link(target, title="", remark=""):
    """Return one link, to a page of the site or to a source by its key."""
    if isinstance(target, Ref):
        return {"title": title, "url": "", "page": target, "note": remark}
    found = SOURCES[target]
    return {"title": title or found.label, "url": found.url, "page": None, "note": remark}


def cards(title, *keys):
    """Return cards that lead to pages of the site."""
    return ("cards", {"heading": title, "pages": [page(key) for key in keys]})


def call_to_sign(title, text):
    """Return the panel that leads to the call."""
    return (
        "call_to_sign",
        {
            "heading": title,
            "text": paragraph(text),
            "page": page("calls/migrant-workers-convention"),
        },
    )


def sources(*keys):
    """Return the closing list of sources, each with the date up to which it was followed."""
    found = [SOURCES[key] for key in keys]
    return (
        "sources",
        {"items": [{"label": one.label, "url": one.url, "as_of": one.as_of} for one in found]},
    )


def download(key, title="", language="en", kind="WEB", note=""):
    """Return a download that another body keeps; the address is taken from the sources."""
    found = SOURCES[key]
    return {
        "title": title or found.label,
        "external_url": found.url,
        "document": None,
        "language": language,
        "external_format": kind,
        "note": note,
    }


def own_file(kind):
    """Stand for one download for each language in which the material ``kind`` was made."""
    return {"own_file": kind}
