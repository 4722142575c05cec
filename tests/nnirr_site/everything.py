"""A page with everything that editors can put on one."""

from __future__ import annotations

from nnirr_site.blocks.streams import BODY_BLOCKS, TOOLKIT_BLOCKS
from nnirr_site.models import HomePage, StandardPage
from resources.models import ToolkitPage
from tests.nnirr_site.photographs import make_image

SLUG = "every-block"
LAST = ("footnotes", "sources")


def make_page_with_every_block() -> StandardPage:
    """Every block with the example that editors see, and a text that mentions the notes."""
    for width, height in ((1500, 1000), (800, 1200)):
        make_image(width, height, credit="Photo: somebody, 2026", description="A gradient")
    blocks = dict(BODY_BLOCKS)
    names = [name for name in blocks if name not in LAST] + list(LAST)
    body = [("prose", "<p>Adopted in 1990,[^1] proclaimed in 2000.[^2] Both matter.[^1]</p>")]
    body += [(name, blocks[name].get_preview_value()) for name in names]
    page = StandardPage(
        title="Every block",
        slug=SLUG,
        lead="All that editors can put on a page.",
        search_description="A page with every block that there is, made for tests.",
        body=body,
    )
    HomePage.objects.first().add_child(instance=page)
    page.save_revision().publish()
    return page


def make_toolkit_with_every_block() -> ToolkitPage:
    """Every block that only a toolkit has, and a place that waited, filled."""
    for width, height in ((1500, 1000), (800, 1200)):
        make_image(width, height, credit="Photo: somebody, 2026", description="A gradient")
    blocks = dict(TOOLKIT_BLOCKS)
    names = [name for name in blocks if name not in dict(BODY_BLOCKS)]
    body = [("heading", {"text": "To take away", "anchor": ""})]
    body += [(name, blocks[name].get_preview_value()) for name in names]
    person = {"name": "Ana Public", "role": "Spokesperson", "languages": "Spanish"}
    person |= {"phone": "+1 510 555 0100", "email": "press@example.org", "image": None}
    quote = {"text": "Rights move with people.", "source": "Ana Public", "source_url": ""}
    filled = {"heading": "Who speaks for us", "wanted": "Somebody", "advice": ""}
    filled["content"] = [("person", person), ("quote", quote)]
    page = ToolkitPage(
        title="Every block of a toolkit",
        slug=f"{SLUG}-2",
        lead="All that readers can take away.",
        search_description="A toolkit with every block that there is, made for tests of all looks.",
        body=[*body, ("slot", filled)],
    )
    HomePage.objects.first().add_child(instance=page)
    page.save_revision().publish()
    return page
