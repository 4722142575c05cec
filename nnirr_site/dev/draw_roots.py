"""Draws the roots that grow with a call, static/art/roots-1.svg to roots-8.svg, and their kin:
roots-own.svg is the one of whoever has just signed, roots.svg a tile full grown, for paper.

    python -m nnirr_site.dev.draw_roots

The same random plant is drawn at eight ages, so each stage is the one before, grown. A tile repeats
without a seam: its roots may reach beyond its sides, as the next tile carries on there, and end
above its lower edge. A picture is five tiles wide, so that the widest screen finds no end.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ART = Path(__file__).resolve().parents[2] / "static" / "art"
STAGES = 8
WIDTH, HEIGHT, TILES = 1400, 372, 5
DEEPEST = HEIGHT - 12
GOLD, RED, STRAW = "#ffb81c", "#c2183f", "#ffe9b8"
SEED = 21
GENERATIONS = 2
# Where each root begins, its direction in degrees (90 is down), length, ink and width.
BEGINNINGS = (
    (70, 84, 190, GOLD, 17),
    (235, 104, 200, RED, 16),
    (400, 80, 235, GOLD, 20),
    (575, 106, 205, GOLD, 17),
    (770, 96, 235, RED, 20),
    (900, 98, 225, GOLD, 19),
    (1040, 78, 230, GOLD, 19),
    (1200, 104, 195, RED, 16),
    (1330, 86, 180, GOLD, 16),
)
# That of whoever has just signed, in the middle of the tile, where there is room.
OWN = (672, 88, 225, STRAW, 22)

Point = tuple[float, float]


@dataclass
class Root:
    """One cut of the gouge, and the cuts that leave it: `at` is the leg of three, and how far."""

    turns: tuple[float, float, float]
    length: float
    width: float
    born: float
    at: tuple[int, float] = (0, 0.0)
    leaves: float = 0.0
    children: list[Root] = field(default_factory=list)


def plan(rng: random.Random, length: float, width: float, generations: int, born: float) -> Root:
    """A root with everything that it ever grows; `born` says at which age it shows."""
    turn = rng.choice((-1, 1)) * rng.uniform(16, 36)
    turns = []
    for _leg in range(3):
        turns.append(turn + rng.uniform(-8, 8))
        turn *= -0.55 if rng.random() < 0.4 else 0.9
    root = Root((turns[0], turns[1], turns[2]), length, width, born)
    if not generations:
        return root
    side = rng.choice((-1, 1))
    for order, leg in enumerate((0, 1, 2, 2)):
        side = -side
        share = rng.uniform(0.55, 0.95) if leg == 0 else rng.uniform(0, 0.7)
        later = born + (1 - born) * (0.12 + 0.2 * order) * rng.uniform(0.8, 1.1)
        child = plan(rng, length * rng.uniform(0.5, 0.75), width * 0.55, generations - 1, later)
        child.at, child.leaves = (leg, share), side * rng.uniform(26, 56)
        root.children.append(child)
    return root


def walk(start: Point, angle: float, length: float, turns: tuple[float, ...]) -> list[Point]:
    points, (x, y) = [start], start
    for turn in turns:
        x += length / 3 * math.cos(math.radians(angle))
        y += length / 3 * math.sin(math.radians(angle))
        points.append((x, y))
        angle += turn
    return points


def draw(root: Root, start: Point, angle: float, age: float, depth: int = 0) -> Iterator[str]:
    """Outlines of a root at an age from 0 to 1, and of all that has left it by then."""
    grown = (age - root.born) / (1 - root.born)
    if grown <= 0:
        return
    points = walk(start, angle, root.length * (0.4 + 0.6 * grown), root.turns)
    if max(y for _x, y in points) > DEEPEST:
        points = [(x, min(y, DEEPEST - 6 + 0.02 * y)) for x, y in points]
    width = root.width * (0.45 + 0.55 * grown)
    yield lens(points, width) if depth == GENERATIONS else taper(points, width)
    for child in root.children:
        leg, share = child.at
        (x, y), (to_x, to_y) = points[leg], points[leg + 1]
        heading = math.degrees(math.atan2(to_y - y, to_x - x)) + child.leaves
        begin = (x + (to_x - x) * share, y + (to_y - y) * share)
        yield from draw(child, begin, max(-4, min(184, heading)), age, depth + 1)


def taper(points: list[Point], width: float) -> str:
    """Pointed where it begins, thick below, and long drawn out to its end."""
    left, right = [], []
    for index, share in enumerate((0.1, 1, 0.6)):
        (x, y), after, before = points[index], points[index + 1], points[max(index - 1, 0)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        long = math.hypot(dx, dy) or 1
        across = (-dy / long * width * share / 2, dx / long * width * share / 2)
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
    end = points[3]
    return (
        f"M{at(points[0])}Q{at(left[1])} {at(left[2])}Q{at(between(left[2], end))} {at(end)}"
        f"Q{at(between(right[2], end))} {at(right[2])}Q{at(right[1])} {at(points[0])}z"
    )


def lens(points: list[Point], width: float) -> str:
    """One stroke of the gouge from the first point to the last."""
    first, last, middle = points[0], points[3], between(points[1], points[2])
    spine = (2 * middle[0] - (first[0] + last[0]) / 2, 2 * middle[1] - (first[1] + last[1]) / 2)
    dx, dy = last[0] - first[0], last[1] - first[1]
    long = math.hypot(dx, dy) or 1
    x, y = -dy / long * width * 0.9, dx / long * width * 0.9
    above, below = (spine[0] + x, spine[1] + y), (spine[0] - x, spine[1] - y)
    return f"M{at(first)}Q{at(above)} {at(last)}Q{at(below)} {at(first)}z"


def between(one: Point, other: Point) -> Point:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def at(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"


def write_picture(inks: dict[str, list[str]], count: int = TILES) -> str:
    paths = "".join(f'<path fill="{ink}" d="{"".join(cuts)}"/>' for ink, cuts in inks.items())
    tiles = "".join(f'<use href="#t" x="{WIDTH * number}"/>' for number in range(1, count))
    size = f"{WIDTH * count} {HEIGHT}"
    svg = "http://www.w3.org/2000/svg"
    return f'<svg xmlns="{svg}" viewBox="0 0 {size}"><g id="t">{paths}</g>{tiles}</svg>\n'


def draw_stage(stage: int, count: int = TILES) -> str:
    """The picture of one stage, 1 to `STAGES`, as SVG, so many tiles wide."""
    rng = random.Random(SEED)  # noqa: S311 - a drawing
    inks: dict[str, list[str]] = {GOLD: [], RED: []}
    for x, angle, length, ink, width in BEGINNINGS:
        root = plan(rng, length, width, GENERATIONS, 0.0)
        start = (x, rng.uniform(2, 14))
        inks[ink].extend(draw(root, start, angle, stage / STAGES))
    return write_picture(inks, count)


def draw_own() -> str:
    """The root of whoever has just signed. It stands once, in the middle of the picture."""
    x, angle, length, ink, width = OWN
    rng = random.Random(SEED + 4)  # noqa: S311 - a drawing
    root = plan(rng, length, width, GENERATIONS, 0.0)
    cuts = "".join(draw(root, (x, 6), angle, 1.0))
    middle = WIDTH * (TILES // 2)
    path = f'<path fill="{ink}" transform="translate({middle})" d="{cuts}"/>'
    svg = "http://www.w3.org/2000/svg"
    return f'<svg xmlns="{svg}" viewBox="0 0 {WIDTH * TILES} {HEIGHT}">{path}</svg>\n'


def draw_all() -> dict[str, str]:
    """File name → SVG, of every picture of roots."""
    stages = {f"roots-{stage}.svg": draw_stage(stage) for stage in range(1, STAGES + 1)}
    return stages | {"roots-own.svg": draw_own(), "roots.svg": draw_stage(STAGES, 1)}


if __name__ == "__main__":
    for name, svg in draw_all().items():
        (ART / name).write_text(svg)
