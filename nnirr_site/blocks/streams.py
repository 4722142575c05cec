"""Which blocks each stream offers, in the order in which editors see them."""

from nnirr_site.blocks.bands import (
    DayBandBlock,
    InitiativesBandBlock,
    NetworksBandBlock,
    ProseBandBlock,
    UpdatesBandBlock,
)
from nnirr_site.blocks.data import ChartBlock, ComparisonBlock, TableBlock
from nnirr_site.blocks.facts import FactBlock, FactsBlock, TimelineBlock, TimelineEntryBlock
from nnirr_site.blocks.figures import FiguresBlock
from nnirr_site.blocks.handouts import (
    CopyTextBlock,
    EndorsersBlock,
    PicturesBlock,
    PrintsBlock,
    SocialPostsBlock,
    TextFileBlock,
)
from nnirr_site.blocks.links import (
    CallToSignBlock,
    CardsBlock,
    LinkBlock,
    LinksBlock,
    ReasonsBlock,
)
from nnirr_site.blocks.media import (
    CaptionedImageBlock,
    DownloadsBlock,
    EmbedBlock,
    GalleryBlock,
)
from nnirr_site.blocks.slots import SlotBlock
from nnirr_site.blocks.text import (
    AccordionBlock,
    ChecklistBlock,
    FootnotesBlock,
    HeadingBlock,
    NoteBlock,
    ProseBlock,
    PullBlock,
    QuoteBlock,
    SourcesBlock,
    StepBlock,
    StepsBlock,
)

BODY_BLOCKS = [
    ("prose", ProseBlock()),
    ("heading", HeadingBlock()),
    ("pull", PullBlock()),
    ("quote", QuoteBlock()),
    ("note", NoteBlock()),
    ("facts", FactsBlock()),
    ("figures", FiguresBlock()),
    ("steps", StepsBlock()),
    ("checklist", ChecklistBlock()),
    ("timeline", TimelineBlock()),
    ("chart", ChartBlock()),
    ("table", TableBlock()),
    ("comparison", ComparisonBlock()),
    ("image", CaptionedImageBlock()),
    ("gallery", GalleryBlock()),
    ("embed", EmbedBlock()),
    ("downloads", DownloadsBlock()),
    ("links", LinksBlock()),
    ("accordion", AccordionBlock()),
    ("cards", CardsBlock()),
    ("call_to_sign", CallToSignBlock()),
    ("reasons", ReasonsBlock()),
    ("footnotes", FootnotesBlock()),
    ("sources", SourcesBlock()),
]

HOME_BLOCKS = [
    ("initiatives", InitiativesBandBlock()),
    ("networks", NetworksBandBlock()),
    ("updates", UpdatesBandBlock()),
    ("day", DayBandBlock()),
    ("prose_band", ProseBandBlock()),
    ("timeline", TimelineBlock()),
    ("sources", SourcesBlock()),
]

TOOLKIT_BLOCKS = [
    *BODY_BLOCKS,
    ("slot", SlotBlock()),
    ("copy_text", CopyTextBlock()),
    ("text_file", TextFileBlock()),
    ("social_posts", SocialPostsBlock()),
    ("prints", PrintsBlock()),
    ("pictures", PicturesBlock()),
    ("endorsers", EndorsersBlock()),
]

LINK_BLOCKS = [("link", LinkBlock())]
LINK_GROUP_BLOCKS = [("links", LinksBlock())]
FACT_BLOCKS = [("fact", FactBlock())]
STEP_BLOCKS = [("step", StepBlock())]
TIMELINE_BLOCKS = [("entry", TimelineEntryBlock())]
SOURCE_BLOCKS = [("sources", SourcesBlock())]

STREAMS = {"body": BODY_BLOCKS, "home": HOME_BLOCKS, "toolkit": TOOLKIT_BLOCKS}
