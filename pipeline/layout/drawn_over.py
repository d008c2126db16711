"""What was drawn over a finished table to point at something in it: rings, arrows and frames around numbers.

In come shapes and rules, out come those that are such, or the rules without them. They are no figure and no wall of the table: a chart
stands on white or in one cell, a wall ends at others, and a frame that a cell has of its own goes along these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.rect import Rect, around, distance, has_middle_in, holds, meet
from pipeline.geometry.tolerances import BODY
from pipeline.layout.grids import RawGrid, all_grids
from pipeline.layout.segments import SNAP, TOUCH
from pipeline.layout.slashes import suspects_of
from pipeline.pages.model import Area, Glyphs, Ruling

LARGEST = (25 * BODY, 5 * BODY)
"""pt; what is wider or higher points at no single row"""
FILLED = 0.5
"""of the cells of a table have text; between the lines of a chart less stands"""
COLOURFUL = 0x40
"""of 255; the channels of a colour that is no grey differ by so much"""
MOST_RULES = 60
"""rules of one colour; more are those of tables or of a drawing"""
ALONG = 2
"""sides on other rules are a chance, more are those of cells"""
LEAST_CELLS = 4
"""cells of a table of two rows and two columns"""


def marks_over(shapes: Sequence[Area], grids: Sequence[RawGrid], glyphs: Glyphs) -> list[Rect]:
    """The shapes that lie over walls between the cells of a table with text in it."""
    small = [Rect(*shape[:4]) for shape in suspects_of(shapes) if _is_small(Rect(*shape[:4]))]
    tables = [grid for grid in all_grids(grids) if len(grid.cells) >= LEAST_CELLS]
    return [shape for shape in small if any(_is_over_walls(shape, grid) and _is_filled(grid, glyphs) for grid in tables)]


def _is_small(rect: Rect) -> bool:
    return rect.x1 - rect.x0 <= LARGEST[0] and rect.y1 - rect.y0 <= LARGEST[1]


def _is_over_walls(shape: Rect, grid: RawGrid) -> bool:
    """Whether a shape lies in several cells of a grid."""
    return has_middle_in(shape, grid.rect) and sum(meet(cell.rect, _without_rim(shape, TOUCH)) for cell in grid.cells) > 1


def _without_rim(rect: Rect, rim: float) -> Rect:
    return Rect(rect.x0 + rim, rect.y0 + rim, rect.x1 - rim, rect.y1 - rim)


def _is_filled(grid: RawGrid, glyphs: Glyphs) -> bool:
    near = [glyph for glyph in glyphs if has_middle_in(glyph, grid.rect)]
    return sum(any(has_middle_in(glyph, cell.rect) for glyph in near) for cell in grid.cells) >= FILLED * len(grid.cells)


def without_frames_over(rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """The rules without those of frames and arrows in a colour of their own that rules of other colours run through."""
    gone: set[Ruling] = set()
    for colour, many in Counter(rule.color for rule in rulings).items():
        if _is_colourful(colour) and 2 * many < len(rulings) and many <= MOST_RULES:
            own = [rule for rule in rulings if rule.color == colour]
            others = [rule for rule in rulings if rule.color != colour]
            gone.update(rule for drawn in _connected(own) if _is_over_others(drawn, others) for rule in drawn)
    return tuple([rule for rule in rulings if rule not in gone])


def _is_colourful(colour: int) -> bool:
    channels = (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF)
    return max(channels) - min(channels) >= COLOURFUL


def _connected(rules: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    """The rules that touch, directly or through others."""
    joined = DisjointSet(len(rules))
    for (n, one), (k, other) in combinations(enumerate(rules), 2):
        if distance(Rect(*one[:4]), Rect(*other[:4])) <= SNAP:
            joined.join(n, k)
    groups: dict[int, list[Ruling]] = defaultdict(list)
    for n, rule in enumerate(rules):
        groups[joined.find(n)].append(rule)
    return groups.values()


def _is_over_others(drawn: Sequence[Ruling], others: Sequence[Ruling]) -> bool:
    """Whether rules both ways go round a small place, others run through its sides, and no more than two of its sides lie on others."""
    place = around(*(Rect(*rule[:4]) for rule in drawn))
    is_one = any(rule.x0 == rule.x1 for rule in drawn) and any(rule.y0 == rule.y1 for rule in drawn) and _is_small(place)
    return is_one and any(_runs_through(rule, place) for rule in others) and _sides_on(place, others) <= ALONG


def _runs_through(rule: Ruling, place: Rect) -> bool:
    """Whether a rule within a place goes on beyond one of its sides."""
    line = Rect(*rule[:4])
    return meet(line, _without_rim(place, SNAP)) and not holds(place, line, TOUCH)


def _sides_on(place: Rect, others: Sequence[Ruling]) -> int:
    """How many sides of a place lie on a rule."""
    x0, y0, x1, y1 = place
    sides = (Rect(x0, y0, x1, y0), Rect(x0, y1, x1, y1), Rect(x0, y0, x0, y1), Rect(x1, y0, x1, y1))
    return sum(any(_lies_along(rule, side) for rule in others) for side in sides)


def _lies_along(rule: Ruling, side: Rect) -> bool:
    return (rule.x0 == rule.x1) == (side.x0 == side.x1) and distance(Rect(*rule[:4]), side) <= SNAP
