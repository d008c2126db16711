"""White lines: word processors and spreadsheets have styles of tables whose cells are coloured and that have no other rules.

In come white lines and the filled areas of a page in the order of drawing, out come the lines that are rules. On coloured cells a reader
sees them. The rules of one table meet, so they part its white cells too; a white line that meets no coloured cell, directly or through
others, is no rule, but for one that stands among others and ends where they do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf

from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.intervals import overlap
from pipeline.pages.model import Area, Ruling

AT_SIDE = 1.0
"""pt; a white line along the side of a coloured cell is no further from it"""
AT_END = 1.0
"""pt; lines that end at one height end no further from it"""
MEETS = 0.5
"""pt; two lines that meet end no further from each other, but for half the thickness of each"""


def rules_on_shades(whites: Sequence[tuple[int, Ruling]], fills: Sequence[Area | None]) -> list[Ruling]:
    """Those of the white lines that are rules; each is given with how many of the fills were drawn before it, of which those that are
    white are None."""
    joined = DisjointSet(len(whites))
    above: list[int] = []
    for n in sorted(range(len(whites)), key=lambda n: whites[n][1].y0):
        line = whites[n][1]
        above = [k for k in above if line.y0 - whites[k][1].y1 <= _reach(whites[k][1], line)]
        for k in above:
            other = whites[k][1]
            if overlap((other.x0, other.x1), (line.x0, line.x1)) >= -_reach(other, line):
                joined.join(k, n)
        above.append(n)
    on_shade = (n for n, (before, line) in enumerate(whites) if any(fill is not None and _is_on(fill, line) for fill in fills[:before]))
    seen = set(map(joined.find, on_shade))
    rules = [line for n, (_, line) in enumerate(whites) if joined.find(n) in seen]
    rest = [line for n, (_, line) in enumerate(whites) if joined.find(n) not in seen]
    return rules + _between_like(rest, rules)


def _between_like(lines: Sequence[Ruling], rules: Sequence[Ruling]) -> list[Ruling]:
    """Those of the lines that stand upright between rules which end at their height: they part the cells of the same table, whose level
    rules, which they meet, may be of another colour."""
    ends = sorted((rule.y1, rule.x0) for rule in filter(_is_upright, rules))
    found: list[Ruling] = []
    for line in filter(_is_upright, lines):
        first, behind = bisect_left(ends, (line.y1 - AT_END, -inf)), bisect_right(ends, (line.y1 + AT_END, inf))
        beside = [x for _, x in ends[first:behind]]
        found += [line] if beside and min(beside) < line.x0 < max(beside) else []
    return found


def _is_upright(line: Ruling) -> bool:
    return line.x0 == line.x1


def _reach(one: Ruling, other: Ruling) -> float:
    return MEETS + (one.thickness + other.thickness) / 2


def _is_on(fill: Area, line: Ruling) -> bool:
    return overlap((fill.x0, fill.x1), (line.x0, line.x1)) >= -AT_SIDE and overlap((fill.y0, fill.y1), (line.y0, line.y1)) >= -AT_SIDE
