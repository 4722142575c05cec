"""The card itself: a band of ink, the headline, the page's print across the ground line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image

from nnirr_site.i18n.languages import text_direction
from nnirr_site.sharing.lettering import Headline, load_typeface, set_headline
from nnirr_site.sharing.press import (
    FINENESS,
    Sheet,
    bounds,
    moved,
    placed,
    read_print,
    winding_mask,
)

WIDTH, HEIGHT = 1200, 630
MARGIN = 60
GAP = 26
GROUND = 508  # where the ground line begins, from above
GROUND_THICKNESS = 12
STRIP_HEIGHT = 44
HEADLINE_SIZES = range(132, 43, -2)
PROGRAM_SIZES = range(36, 19, -1)
COLORS = (96, 48, 24)
LARGEST_FILE = 60_000

INK, CREAM, GOLD = "#171a45", "#fff8e8", "#ffb81c"
RED, LEAF, WASH = "#a30f36", "#0f5c4a", "#fff4dc"


@dataclass(frozen=True)
class Inks:
    ground: str
    text: str
    line: str


BANDS = {
    "ink": Inks(INK, CREAM, GOLD),
    "red": Inks(RED, CREAM, GOLD),
    "leaf": Inks(LEAF, CREAM, GOLD),
    "gold": Inks(GOLD, INK, INK),
    "wash": Inks(WASH, INK, INK),
}
# A print hangs on a band of another ink; these are the bands whose ink is the print's own.
OWN_BAND = {
    "block-voice": "leaf",
    "block-border": "red",
    "block-convention": "gold",
    "block-day": "ink",
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

    @property
    def is_right_to_left(self) -> bool:
        return text_direction(self.language) == "rtl"

    @property
    def is_group(self) -> bool:
        return self.art == "common-ground"


def choose_band(band: str, art: str) -> str:
    """`band`, or another one if the print would drown in it."""
    if art == "common-ground":
        return "gold"
    if band not in BANDS:
        band = "leaf"
    if OWN_BAND.get(art) != band:
        return band
    return "ink" if band in {"gold", "wash"} else "gold"


def draw_card(card: Card) -> bytes | None:
    """The card as a PNG; None when we have no font for the headline's script."""
    room = headline_room(card)
    headline = set_headline(
        card.headline, card.language, *room, HEADLINE_SIZES, card.is_right_to_left
    )
    if headline is None:
        return None
    inks = BANDS[card.band]
    image = draw_ground(card.band, card.art, card.is_right_to_left).copy()
    top = 62 if card.is_group else (GROUND - headline.height) / 2 + 4
    letter(image, headline, top, inks.text, card.is_right_to_left)
    program = set_headline(
        card.program, card.language, 610, 44, PROGRAM_SIZES, card.is_right_to_left
    )
    if program is not None:
        below = GROUND + GROUND_THICKNESS
        middle = (below + HEIGHT - STRIP_HEIGHT - program.height) / 2 + 2
        letter(image, program, middle, inks.text, card.is_right_to_left)
    return as_png(image)


def headline_room(card: Card) -> tuple[float, float]:
    """Width and height of the place for the headline."""
    if card.is_group:
        return 520, 300
    width, *_ = measure_art(card.art)
    return WIDTH - 2 * MARGIN - width - GAP, GROUND - 80


@lru_cache(maxsize=12)
def draw_ground(band: str, art: str, is_right_to_left: bool) -> Image.Image:
    """All of a card but its words. Drawn once for each print and band: it takes the most time."""
    inks = BANDS[band]
    sheet = Sheet(WIDTH, HEIGHT, inks.ground)
    strip = read_print("strip")
    tile = strip.width * STRIP_HEIGHT / strip.height
    for number in range(int(WIDTH // tile) + 1):
        sheet.lay_print("strip", placed("strip", tile, number * tile, HEIGHT - STRIP_HEIGHT))
    line = [(0, GROUND + 2), (430, GROUND), (810, GROUND + 1), (WIDTH, GROUND - 1)]
    line += [(WIDTH, GROUND + GROUND_THICKNESS), (640, GROUND + GROUND_THICKNESS + 2)]
    sheet.fill([[*line, (0, GROUND + GROUND_THICKNESS - 1)]], inks.line)
    width, height, tilt, below = measure_art(art)
    left = MARGIN if is_right_to_left else WIDTH - MARGIN - width
    sheet.lay_print(art, placed(art, width, left, GROUND - height + below, tilt))
    return sheet.finished()


def measure_art(art: str) -> tuple[float, float, float, float]:
    """Width, height, tilt in degrees, and how far the print hangs below the ground line."""
    picture = read_print(art)
    if art.startswith("bust") or art == "thanks":
        width, tilt, below = 460.0, 0.0, 0.0
    elif art.startswith("cover"):
        width, tilt, below = 352.0, 1.6, 40.0
    elif art == "common-ground":
        width, tilt, below = 680.0, 0.0, GROUND_THICKNESS
    elif art.startswith("ring-"):
        width, tilt, below = 430.0, 0.0, 40.0
    else:
        width, tilt, below = 470.0, 1.2, 40.0
    return width, width * picture.height / picture.width, tilt, below


def letter(
    image: Image.Image, headline: Headline, top: float, ink: str, is_right_to_left: bool
) -> None:
    """Print the lines of a headline from `top` on, at the margin where reading begins."""
    capital = load_typeface("grenze-900").capital_height * headline.size
    pitch = headline.size * headline.leading
    baseline = top + (pitch + capital) / 2
    for line in headline.lines:
        left = WIDTH - MARGIN - line.width if is_right_to_left else MARGIN
        print_glyphs(image, line.glyphs, left, baseline, ink)
        baseline += pitch


def print_glyphs(image: Image.Image, glyphs, left: float, baseline: float, ink: str) -> None:
    """Print a line as one piece: joined letters must show no seam where they overlap."""
    place = (FINENESS, 0, 0, FINENESS, left * FINENESS, baseline * FINENESS)
    letters = [
        [moved(contour, place) for contour in contours if len(contour) > 2] for contours in glyphs
    ]
    letters = [letter for letter in letters if letter]
    if not letters:
        return
    fine_left, fine_top, width, height = bounds([contour for item in letters for contour in item])
    # From whole pixels of the card on, so that the mask can be made smaller in place.
    x, y = fine_left // FINENESS, fine_top // FINENESS
    size = (width + fine_left - x * FINENESS, height + fine_top - y * FINENESS)
    line = Image.new("L", [-(-side // FINENESS) * FINENESS for side in size])
    for item in letters:
        letter_left, letter_top, *letter_size = bounds(item)
        shifted = [moved(contour, (1, 0, 0, 1, -letter_left, -letter_top)) for contour in item]
        mask = winding_mask(shifted, tuple(letter_size))
        line.paste(255, (letter_left - x * FINENESS, letter_top - y * FINENESS), mask)
    image.paste(ink, (x, y), line.reduce(FINENESS))


def as_png(image: Image.Image) -> bytes:
    """Reduce to the colors that cover most of the card, its inks and their edges, and compress.

    As many colors as `LARGEST_FILE` allows: people on slow lines load this picture too.
    """
    counted = sorted(
        image.getcolors(maxcolors=WIDTH * HEIGHT), key=lambda item: (-item[0], item[1])
    )
    for count in COLORS:
        palette = Image.new("P", (1, 1))
        palette.putpalette([channel for _, color in counted[:count] for channel in color])
        reduced = image.quantize(palette=palette, dither=Image.Dither.NONE)
        file = BytesIO()
        reduced.save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST_FILE:
            break
    return file.getvalue()
