"""Blocks that editors build pages from, one file a family; `streams` joins them."""

from nnirr_site.blocks.streams import (
    BODY_BLOCKS,
    FACT_BLOCKS,
    HOME_BLOCKS,
    LINK_BLOCKS,
    LINK_GROUP_BLOCKS,
    SOURCE_BLOCKS,
    STEP_BLOCKS,
    TIMELINE_BLOCKS,
    TOOLKIT_BLOCKS,
)

__all__ = [
    "BODY_BLOCKS",
    "FACT_BLOCKS",
    "HOME_BLOCKS",
    "LINK_BLOCKS",
    "LINK_GROUP_BLOCKS",
    "SOURCE_BLOCKS",
    "STEP_BLOCKS",
    "TIMELINE_BLOCKS",
    "TOOLKIT_BLOCKS",
]
