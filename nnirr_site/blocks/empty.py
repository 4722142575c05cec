"""Text that a block was stored without is empty, and not None."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail import blocks

TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock)


def walk(block: blocks.Block) -> Iterator[blocks.Block]:
    """The block and all blocks in it."""
    yield block
    children = list(getattr(block, "child_blocks", {}).values())
    if isinstance(block, blocks.ListBlock):
        children.append(block.child_block)
    for child in children:
        yield from walk(child)


def give_texts_an_empty_default(block: blocks.Block) -> None:
    """Let a text that is missing in stored content be read as ''.

    Wagtail reads it as None, which the editor's form never stores; wagtail-localize cannot take a
    page apart that has one, and a block that gains a field would make every older page such a page.
    """
    for child in walk(block):
        if isinstance(child, TEXT_BLOCKS) and child.meta.default is None:
            child.meta.default = ""
