"""What stands on a card or a post, and the PNG of it: Typst draws it, Pillow makes it light."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image

from nnirr_site.prints import PRINT_FILES, PRINT_GROUNDS, Band
from nnirr_site.typesetting.coverage import has_every_character
from nnirr_site.typesetting.render import render_png

TEMPLATE = "nnirr_site/social_cards/card.typ"
POST_TEMPLATE = "nnirr_site/social_cards/post.typ"
WIDTH, HEIGHT = 1200, 630
# What networks show whole: a post, a story on a phone that is held upright, a post on a screen.
SHAPES = {"square": (1080, 1080), "story": (1080, 1920), "wide": (1200, 675)}
COLORS = (96, 48, 24)
LARGEST_FILE = 60_000
LARGEST_POST = 150_000
# More characters than these are not set: the template would cut them off all the same.
LONGEST_TEXT = 400
INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))

# A print hangs on a band of another ink; these are the bands whose ink is the print's own.
OWN_BAND = {
    **{
        PurePosixPath(PRINT_FILES[one][0]).stem: str(ground)
        for one, ground in PRINT_GROUNDS.items()
    },
    "cover-audio": "leaf",
    "cover-fact-sheet": "gold",
    "cover-legal-text": "wash",
    "cover-lesson-plan": "gold",
    "cover-poster": "red",
    "cover-report": "ink",
    "cover-toolkit": "leaf",
    "ring-gcm": "red",
    "ring-mri": "gold",
    "ring-wimn": "leaf",
}
# Neighbors who stand on the line of a page without a print, where their clothes show.
NEIGHBORS = {
    "ink": ("bust-neighbor", "bust-family", "thanks"),
    "red": ("bust-worker",),
    "leaf": ("bust-worker", "bust-neighbor", "bust-family"),
    "gold": ("bust-family", "bust-neighbor"),
    "wash": ("bust-worker", "bust-neighbor", "bust-family", "thanks"),
}


@dataclass(frozen=True)
class Card:
    """Everything that a card shows, and nothing else: equal cards have equal pictures."""

    headline: str
    program: str
    language: str
    band: str
    art: str


@dataclass(frozen=True)
class Post(Card):
    """A picture to post, in one of `SHAPES`: what is asked, and where, stands on it as well."""

    ask: str
    address: str
    shape: str


def choose_band(band: str, art: str) -> str:
    """`band`, or another one if the print would drown in it."""
    if art == "common-ground":
        return "gold"
    if band not in Band.values:
        band = "leaf"
    if OWN_BAND.get(art) != band:
        return band
    return "ink" if band in {"gold", "wash"} else "gold"


def draw_card(card: Card) -> bytes | None:
    """The card as a PNG; None when there is no headline or no typeface for its script.

    Raises `CannotSet`.
    """
    headline, program = clean_text(card.headline), clean_text(card.program)
    if not headline or not has_every_character(headline):
        return None
    shown = asdict(card) | {
        "headline": headline,
        "program": program if has_every_character(program) else "",
    }
    with Image.open(BytesIO(render_png(TEMPLATE, shown))) as image:
        return as_png(image.convert("RGB"))


def draw_post(post: Post) -> bytes | None:
    """The post as a PNG; None when a text that it stands on has no typeface.

    Raises `CannotSet`.
    """
    texts = {name: clean_text(getattr(post, name)) for name in ("headline", "ask", "program")}
    if not texts["headline"] or not all(map(has_every_character, texts.values())):
        return None
    width, height = SHAPES[post.shape]
    shown = asdict(post) | texts | {"width": width, "height": height}
    with Image.open(BytesIO(render_png(POST_TEMPLATE, shown))) as image:
        return as_png(image.convert("RGB"), LARGEST_POST)


def clean_text(text: str) -> str:
    """`text` on one line, without characters that show nothing."""
    return " ".join(text.translate(INVISIBLE).split())[:LONGEST_TEXT]


def as_png(image: Image.Image, largest: int | None = None) -> bytes:
    """Reduce to the colors that cover most of the card, its inks and their edges, and compress.

    As many colors as `largest` allows, in bytes: people on slow lines load this picture too.
    """
    largest = LARGEST_FILE if largest is None else largest
    counted = sorted(
        image.getcolors(maxcolors=image.width * image.height),
        key=lambda item: (-item[0], item[1]),
    )
    for count in COLORS:
        palette = Image.new("P", (1, 1))
        palette.putpalette([channel for _, color in counted[:count] for channel in color])
        reduced = image.quantize(palette=palette, dither=Image.Dither.NONE)
        # Compressing well takes ten times as long, and most cards need it not.
        for level in (6, 9):
            file = BytesIO()
            reduced.save(file, "PNG", compress_level=level)
            if file.tell() <= largest:
                return file.getvalue()
    return file.getvalue()
