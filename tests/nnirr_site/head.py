"""What a page's head says, for tests that ask."""

from __future__ import annotations

import json

import html5lib
from wagtail.models import Locale, Page


def parse(markup: str):
    """The document as a tree; raises on anything that is not valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)


class Head:
    """The head of a response that has to be valid HTML."""

    def __init__(self, response):
        assert response.status_code == 200, response.status_code
        self.tree = parse(response.content.decode())

    @property
    def title(self) -> str:
        return self.tree.find("head/title").text

    def meta(self, name: str) -> str | None:
        """The content of the one `<meta>` with this name or property."""
        found = [
            node.get("content")
            for node in self.tree.iter("meta")
            if name in (node.get("name"), node.get("property"))
        ]
        assert len(found) <= 1, f"{name} stands there {len(found)} times"
        return found[0] if found else None

    def links(self, rel: str) -> list[dict[str, str]]:
        return [dict(node.attrib) for node in self.tree.iter("link") if node.get("rel") == rel]

    @property
    def canonical(self) -> str:
        (link,) = self.links("canonical")
        return link["href"]

    @property
    def alternates(self) -> dict[str, str]:
        """Language → address of the page in it."""
        links = [node for node in self.tree.iter("link") if node.get("hreflang")]
        return {node.get("hreflang"): node.get("href") for node in links}

    @property
    def things(self) -> list[dict]:
        """The schema.org objects of the page."""
        scripts = [
            node.text
            for node in self.tree.iter("script")
            if node.get("type") == "application/ld+json"
        ]
        if not scripts:
            return []
        (script,) = scripts
        document = json.loads(script)
        assert document.pop("@context") == "https://schema.org"
        return document.get("@graph", [document])

    def thing(self, kind: str) -> dict:
        (found,) = [thing for thing in self.things if thing["@type"] == kind]
        return found


def translate(page: Page, code: str, **fields) -> Page:
    """The page, published in another language, with what stands above it."""
    locale, _created = Locale.objects.get_or_create(language_code=code)
    parent = page.get_parent()
    if parent.depth > 1 and not parent.has_translation(locale):
        translate(parent, code)
    copy = page.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)
