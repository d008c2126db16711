"""Lines of text from glyphs, whatever order the program that made the PDF wrote them in.

Glyphs are sorted by baseline and position, cut into runs at wide gaps, and the runs of one cell (or of the page outside
all cells) on one baseline make a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from pipeline.layout.model import Line, Rect
from pipeline.layout.spacing import are_tight, spaced_text
from pipeline.pages.model import Glyph, Style

Home = TypeVar("Home", bound=Hashable)

RUBY_SIZE = 0.62
"""of the line below; smaller glyphs directly above others are ruby"""


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline from the top down, each row from left to right."""
    level: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        level[glyph[3]].append(glyph)
    rows: list[list[Glyph]] = []
    bottom = -1e9
    for at in sorted(level):
        same = level[at]
        step = at - bottom
        above = next((k for k, glyph in enumerate(same) if step > 0.35 * glyph[5]), len(same))
        if above:
            rows[-1] += same[:above]
        if above < len(same):
            rows.append(same[above:])
            bottom = at
    for row in rows:
        row.sort()
    return rows


def runs_of(row: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """One row cut where the gap is wider than the type."""
    cuts = [k for k, (a, b) in enumerate(pairwise(row), 1) if b[0] - a[2] > b[5]]
    if not cuts:
        return [row]
    return [row[a:b] for a, b in zip([0, *cuts], [*cuts, len(row)], strict=True)]


def extent_of(glyphs: Sequence[Glyph]) -> Rect:
    return Rect(min([g[0] for g in glyphs]), min([g[1] for g in glyphs]), max([g[2] for g in glyphs]), max([g[3] for g in glyphs]))


def line_of(page: int, glyphs: Sequence[Glyph], vertical: bool = False) -> Line:
    x0, y0, x1, y1, texts, sizes, styles, _, _ = zip(*glyphs, strict=True)
    text = "".join(texts) if vertical or are_tight(x0, x1, sizes, styles) else spaced_text(glyphs)
    bold = any(styles) and 2 * sum([style & Style.BOLD for style in styles]) > len(styles)
    return Line(page, Rect(min(x0), min(y0), max(x1), max(y1)), tuple(glyphs), max(sizes), text, bold, vertical)


def vertical_lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """Columns of top-to-bottom writing, from the right to the left."""
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -(g[0] + g[2])):
        middle = (glyph[0] + glyph[2]) / 2
        if columns and (columns[-1][0][0] + columns[-1][0][2]) / 2 - middle < 0.6 * glyph[5]:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [line_of(page, sorted(c, key=lambda g: g[1]), vertical=True) for c in columns]


def without_ruby(lines: list[Line]) -> tuple[list[Line], list[Glyph]]:
    """The lines without those of small type that sit closely on larger type; and their glyphs."""
    kept: list[Line] = []
    ruby: list[Glyph] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        if below is not None and line.size <= RUBY_SIZE * below.size:
            (first, last), (start, *_, end), base = (line.glyphs[0], line.glyphs[-1]), (below.glyphs[0], below.glyphs[-1]), below.size
            if first.y1 > start.y1 - 1.45 * base and start.x0 - base <= first.x0 and last.x1 <= end.x1 + base:
                ruby.extend(line.glyphs)
                continue
        kept.append(line)
    return kept, ruby


def lines_by_home(
    page: int, rows: Iterable[Sequence[Sequence[Glyph]]], upright: Sequence[Glyph], home_of: Callable[[float, float], Home]
) -> tuple[dict[Home, list[Line]], list[Glyph]]:
    """Lines by the home (a cell, or none) that ``home_of`` gives for a point; and the ruby that was put aside.

    ``rows`` are the runs of glyphs by baseline, ``upright`` the glyphs of top-to-bottom writing.
    """
    homes: dict[Home, list[Line]] = {}
    for row in rows:
        here: dict[Home, list[Glyph]] = {}
        for run in row:
            first, last = run[0], run[-1]
            middle = (first[1] + first[3]) / 2
            home = home_of((first[0] + first[2]) / 2, middle)
            if len(run) == 1 or home == home_of((last[0] + last[2]) / 2, middle):
                here.setdefault(home, []).extend(run)
            else:
                for glyph in run:
                    here.setdefault(home_of((glyph[0] + glyph[2]) / 2, middle), []).append(glyph)
        for key, members in here.items():
            homes.setdefault(key, []).append(line_of(page, members))
    ruby: list[Glyph] = []
    lines: dict[Home, list[Line]] = {}
    for key, found in homes.items():
        lines[key], aside = without_ruby(found)
        ruby.extend(aside)
    if upright:
        columns: dict[Home, list[Glyph]] = {}
        for glyph in upright:
            columns.setdefault(home_of((glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2), []).append(glyph)
        for key, members in columns.items():
            lines.setdefault(key, []).extend(vertical_lines(page, members))
    return lines, ruby
