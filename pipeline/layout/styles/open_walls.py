"""Tables whose columns are parted by rules and whose sides are open, with a rule under the header and none below: as wide as that rule.

Browsers set them so where cells have a border at the left alone, and typesetters where the columns are ruled. By their rules alone the
first and the last column are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.intervals import overlap, reaches
from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP, TOUCH, RawGrid, grids_between
from pipeline.layout.runs import Run, between, columns_of, holds_middle
from pipeline.layout.segments import Crossing, Segment, from_to, level_segments
from pipeline.layout.shaded_headers import shaded_headers
from pipeline.layout.styles.ground import Ground
from pipeline.layout.walls import WalledBox, grid_between_walls, parted, walled_box
from pipeline.pages.model import Area, Ruling

HEADER_AND_ROW = 3
"""heights; over, between and under them"""
LEAST_WALLS = 1
"""walls; one may be a stroke between two texts"""


def find(ground: Ground) -> Ground:
    """The ground with such tables, and without their rules; nor with walls that say no more than the shaded cells which they part."""
    ground = _without_walls_of_shades(ground)
    for rect in _boxes(ground):
        box = walled_box(rect, ground.rules)
        grid = grid_between_walls(box, ground.runs) or _of_one_row(box, ground.runs)
        if grid is not None:
            rest = [rule for rule in ground.rules if not holds(rect, rule, SNAP)]
            ground = replace(ground, rules=rest, tables=(*ground.tables, grid))
    return ground


def _of_one_row(box: WalledBox, runs: Sequence[Run]) -> RawGrid | None:
    """The grid of a header and the only row below it, where each cell has one text at most, none of which goes on over a wall, and each
    column and both rows have some."""
    x0, y0, x1, y1 = box.rect
    if len(box.heights) != HEADER_AND_ROW:
        return None
    edges = [x0, *box.xs, x1]
    text = [part for run in runs if holds_middle(box.rect, run) for part in parted(run, box.xs)]
    lines = [between(text, heights) for heights in pairwise(box.heights)]
    filled = [columns_of(line, box.xs) for line in lines]
    are_cells = all(len(line) == len(columns) > 1 for line, columns in zip(lines, filled, strict=True))
    if not are_cells or len(filled[0] | filled[1]) < len(edges) - 1 or any(run.x0 < x0 or run.x1 > x1 for run in text):
        return None
    return next(iter(grids_between([Segment(y, x0, x1) for y in box.heights], [Segment(x, y0, y1) for x in edges])), None)


def _without_walls_of_shades(ground: Ground) -> Ground:
    """The ground without walls that no level rule meets and that part the shaded cells of a row: their table goes on at both sides."""
    levels = Crossing(Segment(rule.y0, rule.x0, rule.x1) for rule in ground.rules if rule.y0 == rule.y1)
    unmet = [wall for wall in ground.walls if not levels.meets(wall.at, wall.lo, wall.hi)]
    headers = shaded_headers(ground.runs, ground.shades) if unmet else []
    gone = [wall for header in headers for wall in _walls_of_shades(header, ground.walls, unmet)]
    return replace(ground, rules=[rule for rule in ground.rules if not any(_is_of(rule, wall) for wall in gone)]) if gone else ground


def _is_of(rule: Ruling, wall: Segment) -> bool:
    """Whether a rule is a piece of a wall."""
    return rule.x0 == rule.x1 and abs(rule.x0 - wall.at) <= SNAP and reaches((wall.lo, wall.hi), (rule.y0, rule.y1), TOUCH)


def _walls_of_shades(header: Sequence[Area], walls: Sequence[Segment], unmet: Sequence[Segment]) -> list[Segment]:
    """The walls beside a row of shaded cells, if all part two of these and are ``unmet`` by level rules."""
    beside = [wall for wall in walls if _is_beside(wall, header)]
    edges = [(left.x1 + right.x0) / 2 for left, right in pairwise(header)]
    are_inner = all(wall in unmet and any(abs(wall.at - x) <= TOUCH for x in edges) for wall in beside)
    return beside if are_inner else []


def _is_beside(wall: Segment, header: Sequence[Area]) -> bool:
    is_level = overlap((wall.lo, wall.hi), (header[0].y0, header[0].y1)) > TOUCH
    return is_level and header[0].x0 - TOUCH <= wall.at <= header[-1].x1 + TOUCH


def _boxes(ground: Ground) -> Iterator[Rect]:
    """From the head to the foot of the walls that a level rule crosses which goes on at both sides, and meets no other."""
    uprights = ground.walls
    levels = level_segments(ground.rules) if uprights else []
    for header in levels:
        walls = [wall for wall in from_to(uprights, header.lo, header.hi) if _is_crossed(wall, header)]
        if len(walls) >= LEAST_WALLS:
            box = Rect(header.lo, min(wall.lo for wall in walls), header.hi, max(wall.hi for wall in walls))
            if _is_open(box, header, walls, uprights, levels):
                yield box


def _is_crossed(wall: Segment, header: Segment) -> bool:
    return header.lo + TOLERANCES.band < wall.at < header.hi - TOLERANCES.band and wall.lo < header.at < wall.hi - TOLERANCES.least_row


def _is_open(box: Rect, header: Segment, walls: Sequence[Segment], uprights: Sequence[Segment], levels: Sequence[Segment]) -> bool:
    """Whether all walls end at one height, no rule stands at the sides of the box, and none but the header's is as low as this."""
    if any(abs(wall.hi - box.y1) > SNAP for wall in walls):
        return False
    sides = [rule for x in (box.x0, box.x1) for rule in from_to(uprights, x - TOUCH, x + TOUCH)]
    if any(overlap((rule.lo, rule.hi), (box.y0, box.y1)) > 0 for rule in sides):
        return False
    within = [*from_to(levels, box.y0 - TOUCH, box.y0 + TOUCH), *from_to(levels, header.at, box.y1 + TOUCH)]
    return not any(rule is not header and overlap((rule.lo, rule.hi), (box.x0, box.x1)) > 0 for rule in within)
