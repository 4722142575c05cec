"""Flat inks on a sheet: fills outlines from SVG prints and from letters, smoothly and repeatably.

Everything is drawn by Pillow's polygon fill, which has no smooth edges, on a sheet `FINENESS` times
as wide and high that is made smaller at the end. The same input gives the same bytes everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageDraw

FINENESS = 3
# Steps that stand in for a curve. The prints are cut with a knife: more would not be seen.
QUADRATIC_STEPS = 4
CUBIC_STEPS = 8
SVG = "{http://www.w3.org/2000/svg}"

Point = tuple[float, float]
Contour = list[Point]
# Scale and slant in both directions, then a shift: x' = ax + cy + e, y' = bx + dy + f.
Transform = tuple[float, float, float, float, float, float]


class FlatteningPen(BasePen):
    """Collects outlines as polygons."""

    def __init__(self, glyph_set=None):
        super().__init__(glyph_set)
        self.contours: list[Contour] = []

    def _moveTo(self, point: Point) -> None:
        self.contours.append([point])

    def _lineTo(self, point: Point) -> None:
        self.contours[-1].append(point)

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:
        start = self.contours[-1][-1]
        for step in range(1, CUBIC_STEPS + 1):
            t = step / CUBIC_STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            self.contours[-1].append(_mix(weights, (start, first, second, end)))

    def _qCurveToOne(self, control: Point, end: Point) -> None:
        start = self.contours[-1][-1]
        for step in range(1, QUADRATIC_STEPS + 1):
            t = step / QUADRATIC_STEPS
            weights = ((1 - t) ** 2, 2 * t * (1 - t), t * t)
            self.contours[-1].append(_mix(weights, (start, control, end)))


def _mix(weights: Iterable[float], points: Iterable[Point]) -> Point:
    pairs = list(zip(weights, points, strict=True))
    return sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)


class Sheet:
    """A sheet of `width` × `height` pixels on which flat inks are laid one over the other."""

    def __init__(self, width: int, height: int, ground: str):
        self.size = (width, height)
        self._fine = Image.new("RGB", (width * FINENESS, height * FINENESS), ground)
        self._pencil = ImageDraw.Draw(self._fine)

    def fill(self, contours: Iterable[Contour], ink: str) -> None:
        """Fill each contour by itself; where they overlap there is ink."""
        for contour in contours:
            if len(contour) > 2:
                self._pencil.polygon(_enlarged(contour), fill=ink)

    def fill_with_holes(self, contours: Iterable[Contour], ink: str) -> None:
        """Fill what lies inside an odd number of contours, as rings need it."""
        enlarged = [_enlarged(contour) for contour in contours if len(contour) > 2]
        if enlarged:
            left, top, width, height = bounds(enlarged)
            shifted = [moved(contour, (1, 0, 0, 1, -left, -top)) for contour in enlarged]
            self._fine.paste(ink, (left, top), odd_mask(shifted, (width, height)))

    def lay_print(self, name: str, transform: Transform) -> None:
        """Lay a print of static/art on the sheet, cut to its format. `name` has no suffix."""
        picture = read_print(name)
        before = self._fine.copy()
        for shape in picture.shapes:
            if shape.clip:
                unclipped = self._fine.copy()
            self._fill_shape(shape, transform)
            if shape.clip:
                self._keep_only_inside(moved(shape.clip, transform), unclipped)
        self._keep_only_inside(moved(picture.format, transform), before)

    def _fill_shape(self, shape: Shape, transform: Transform) -> None:
        contours = [moved(contour, transform) for contour in shape.contours]
        if shape.stroke:
            # Only the outer half of the stroke shows: the fill covers the inner one.
            width = round(shape.stroke_width * math.hypot(*transform[:2]) * FINENESS)
            for contour in contours:
                line = _enlarged([*contour, contour[0], contour[1]])
                self._pencil.line(line, fill=shape.stroke, width=width, joint="curve")
        (self.fill_with_holes if shape.has_holes else self.fill)(contours, shape.fill)

    def _keep_only_inside(self, contour: Contour, before: Image.Image) -> None:
        """Put back what the sheet was `before` everywhere outside `contour`."""
        mask = Image.new("1", self._fine.size, 1)
        ImageDraw.Draw(mask).polygon(_enlarged(contour), fill=0)
        self._fine.paste(before, (0, 0), mask)

    def finished(self) -> Image.Image:
        """The sheet in its real size."""
        return self._fine.reduce(FINENESS)


def _enlarged(contour: Contour) -> Contour:
    return [(x * FINENESS, y * FINENESS) for x, y in contour]


def bounds(contours: list[Contour]) -> tuple[int, int, int, int]:
    """Left, top, width and height, in whole pixels, of a box around all contours."""
    xs = [x for contour in contours for x, _ in contour]
    ys = [y for contour in contours for _, y in contour]
    left, top = math.floor(min(xs)), math.floor(min(ys))
    return left, top, math.ceil(max(xs)) - left + 1, math.ceil(max(ys)) - top + 1


def odd_mask(contours: list[Contour], size: tuple[int, int]) -> Image.Image:
    """A mask of what lies inside an odd number of contours."""
    mask = Image.new("1", size)
    for contour in contours:
        mask = ImageChops.logical_xor(mask, _filled("1", contour, size))
    return mask


def winding_mask(contours: list[Contour], size: tuple[int, int]) -> Image.Image:
    """A mask of a letter: its outlines go one way round, its holes the other, and may overlap."""
    middle = 128
    turns = Image.new("L", size, middle)
    for contour in contours:
        step = ImageChops.add if signed_area(contour) > 0 else ImageChops.subtract
        turns = step(turns, _filled("L", contour, size))
    return turns.point([0 if value == middle else 255 for value in range(256)])


def _filled(mode: str, contour: Contour, size: tuple[int, int]) -> Image.Image:
    layer = Image.new(mode, size)
    ImageDraw.Draw(layer).polygon(contour, fill=1)
    return layer


def signed_area(contour: Contour) -> float:
    """The area, negative if the contour goes round the other way."""
    following = [*contour[1:], contour[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(contour, following, strict=True)) / 2


# -- Prints -----------------------------------------------------------------------------------


@dataclass
class Shape:
    """One filled outline of a print; `clip` is what it is cut to, empty for the whole format."""

    contours: list[Contour]
    fill: str
    has_holes: bool = False
    stroke: str = ""
    stroke_width: float = 0.0
    clip: Contour = field(default_factory=list)


class Print:
    """A print of static/art: its format and its shapes, the lowest first.

    Understands what the prints are made of: paths, and earlier paths used again inside a circle.
    """

    def __init__(self, source: bytes):
        # Our own files, never an upload.
        root = ElementTree.fromstring(source)  # noqa: S314
        _, _, self.width, self.height = map(float, root.get("viewBox", "").split())
        corners = ((0, 0), (self.width, 0), (self.width, self.height), (0, self.height))
        self.format: Contour = list(corners)
        self.shapes: list[Shape] = []
        named: dict[str, Shape] = {}
        circles: dict[str, Contour] = {}
        for element in root:
            kind = element.tag.removeprefix(SVG)
            if kind == "path":
                shape = read_shape(element)
                self.shapes.append(shape)
                named[f"#{element.get('id')}"] = shape
            elif kind == "clipPath":
                circles[f"url(#{element.get('id')})"] = read_circle(element[0])
            elif kind == "g":
                clip = circles[element.get("clip-path", "")]
                used = [named[item.get("href", "")] for item in element]
                self.shapes += [replace(shape, clip=clip) for shape in used]


def read_shape(element: ElementTree.Element) -> Shape:
    pen = FlatteningPen()
    parse_path(element.get("d", ""), pen)
    return Shape(
        contours=pen.contours,
        fill=element.get("fill", "#000"),
        has_holes=element.get("fill-rule") == "evenodd",
        stroke=element.get("stroke", ""),
        stroke_width=float(element.get("stroke-width", 0)),
    )


def read_circle(element: ElementTree.Element) -> Contour:
    x, y, radius = (float(element.get(name, 0)) for name in ("cx", "cy", "r"))
    angles = [math.tau * step / 64 for step in range(64)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def moved(contour: Contour, transform: Transform) -> Contour:
    a, b, c, d, e, f = transform
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in contour]


@lru_cache(maxsize=32)
def read_print(name: str) -> Print:
    """Read a print of static/art. Raises OSError if there is none of that name."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise FileNotFoundError(name)
    return Print((Path(settings.BASE_DIR) / "static" / "art" / f"{name}.svg").read_bytes())


def placed(name: str, width: float, left: float, top: float, tilt: float = 0.0) -> Transform:
    """The transform that makes a print `width` wide at a place, turned by `tilt` degrees."""
    picture = read_print(name)
    scale = width / picture.width
    cosine, sine = scale * math.cos(math.radians(tilt)), scale * math.sin(math.radians(tilt))
    # It turns about its middle, which stays where it is.
    x, y = picture.width / 2, picture.height / 2
    middle = (left + scale * x, top + scale * y)
    e = middle[0] - cosine * x + sine * y
    f = middle[1] - sine * x - cosine * y
    return cosine, sine, -sine, cosine, e, f
