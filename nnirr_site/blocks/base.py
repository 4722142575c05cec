"""What all blocks share."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page

from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import in_own_types, tree
from nnirr_site.i18n.locales import localize_page, localize_pages

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT = ["bold", "italic", "link"]
# The sheet of blocks that few pages have. A block names it in its Meta as `styles`, and pages that
# hold the block link to it.
BLOCK_STYLES = "css/blocks.css"


def visible_page(page: Page | None) -> Page | None:
    """The page in its own type, and in the language that is being read, if visitors may see it.

    Editors unpublish pages that other pages still point to; a link to them would be a dead end.
    """
    page = localize_page(page)
    return page.specific if page is not None and page.live else None


def visible_pages(pages: Iterable[Page | None]) -> list[Page]:
    """Several pages in their order, each in its own type and in the language that is being read,
    without those that not everybody may see."""
    pages = list(filter(None, pages))
    localized = localize_pages(pages)
    found = [localized[page.pk] for page in pages]
    return in_own_types(page for page in found if page.live and is_for_all(page))


def visible_place(page: Page | None) -> Page | None:
    """As `visible_page`, but what only its type has is read when it is asked for."""
    page = localize_page(page)
    return tree().typed(page.pk) if page is not None and page.live else None


class PageChooserBlock(blocks.PageChooserBlock):
    """Finds the pages of all blocks of a stream without a question."""

    def bulk_to_python(self, values):
        known = tree()
        pages = {value: known.page(value) for value in values if value}
        # Made a moment ago by another process, of which this one has not heard yet.
        unheard = [value for value, page in pages.items() if page is None]
        pages |= Page.objects.in_bulk(unheard) if unheard else {}
        chosen = (pages.get(value) for value in values)
        return [
            page if page and issubclass(page.specific_class or Page, self.model_class) else None
            for page in chosen
        ]


# In migrations it is Wagtail's own.
DECONSTRUCT_ALIASES = {PageChooserBlock: "wagtail.blocks.PageChooserBlock"}


def example_pages(page_type: str = "wagtailcore.Page", count: int = 1) -> list[Page]:
    """The first public pages of a type, below the home page, for previews; empty before there
    are any. Editors see their own site in an example, and nothing that is not there."""
    pages = resolve_model_string(page_type).objects.live().public()
    below_home = pages.filter(depth__gt=2, locale=Locale.get_default())
    return list(below_home.order_by("path").specific()[:count])


TEXTS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RegexBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.ChoiceBlock,
)


class StructBlock(blocks.StructBlock):
    """A text that a stored value lacks, as it was stored before the block had it, is empty.

    Wagtail makes `None` of it, which templates print as a word.
    """

    def _to_struct_value(self, block_items):
        return super()._to_struct_value(
            {
                name: "" if value is None and isinstance(self.child_blocks[name], TEXTS) else value
                for name, value in dict(block_items).items()
            }
        )


class SourceFields(StructBlock):
    """Where a statement comes from. A date that staff checked it on can be given too."""

    label = blocks.CharBlock(
        label=_("Source"), max_length=255, help_text=_("Who published it, and what it is called.")
    )
    url = blocks.URLBlock(label=_("Web address"), required=False, max_length=1000)
    as_of = blocks.DateBlock(
        label=_("As of"),
        required=False,
        help_text=_("The date up to which the source was checked."),
    )

    class Meta:
        icon = "link-external"


def list_of_sources() -> blocks.ListBlock:
    """Where one statement among several comes from; those of the whole page stand at its end."""
    return blocks.ListBlock(SourceFields(), label=_("Sources"), default=[])
