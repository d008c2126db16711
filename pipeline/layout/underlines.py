"""Rules under words: what a writer underlines, a heading mostly, is no side of a cell.

In come the rules of a page and its rows of text, out come the rules without those that begin and end with the words that stand on them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.geometry.intervals import Interval
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.segments import Crossing, Segment, level_segments
from pipeline.pages.model import Glyphs, Ruling

FOOT = 0.3
"""em; a line under words runs no further from their foot: programs set it from the baseline or from the descenders"""
END = 0.35
"""em; its two ends together are no further from theirs: a sign of punctuation is printed in a part of its width"""
ALONG = 0.7
"""of its length; words stand on so much of it, the spaces between them on the rest. Under the cells of a row it is less"""


def without_underlines(rulings: Sequence[Ruling], rows: Sequence[Glyphs]) -> tuple[Ruling, ...]:
    """The rules that are no underlines: an upright rule meets none, and no rule elsewhere has both ends of one, as those of a table do."""
    upright = Crossing(Segment(rule.x0, rule.y0, rule.y1) for rule in rulings if rule.x0 == rule.x1)
    lines = level_segments(rulings)
    under = [line for line in lines if not upright.meets(line.at, line.lo, line.hi) and any(_is_under(line, row) for row in rows)]
    drawn = {rule for line in _alone(under, lines) for rule in rulings if _is_part_of(rule, line)}
    return tuple(rule for rule in rulings if rule not in drawn)


def _alone(under: Sequence[Segment], lines: Sequence[Segment]) -> list[Segment]:
    """The lines under words that have not both ends of a line under none."""
    others = [line for line in lines if line not in under]
    return [line for line in under if not any(_has_ends_of(line, other) for other in others)]


def _is_under(line: Segment, row: Glyphs) -> bool:
    """Whether the words of a row that stand on a line begin and end with it; the row may go on beside it."""
    size, foot = row.spans[0].size, row.spans[0].y1
    if abs(line.at - foot) > FOOT * size:
        return False
    on: list[Interval] = [(x0, x1) for x0, x1 in zip(row.x0, row.x1, strict=True) if line.lo < (x0 + x1) / 2 < line.hi]
    if not on:
        return False
    ends = abs(on[0][0] - line.lo) + abs(on[-1][1] - line.hi)
    return ends <= END * size and sum(x1 - x0 for x0, x1 in on) >= ALONG * (line.hi - line.lo)


def _has_ends_of(line: Segment, other: Segment) -> bool:
    return max(abs(line.lo - other.lo), abs(line.hi - other.hi)) <= TOLERANCES.same_edge


def _is_part_of(rule: Ruling, line: Segment) -> bool:
    return abs(rule.y0 - line.at) <= TOLERANCES.snap and line.lo <= rule.x0 and rule.x1 <= line.hi
