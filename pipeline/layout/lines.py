"""Lines of text from glyphs, whatever order the program that made the PDF wrote them in.

Glyphs are sorted by baseline and position, cut into runs at wide gaps, and the runs of one cell (or of the page outside
all cells) on one baseline make a line.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

from pipeline.layout.model import Line, Rect
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyph, Style

Home = TypeVar("Home", bound=Hashable)

RUBY_SIZE = 0.62
"""of the line below; smaller glyphs directly above others are ruby"""


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline from the top down, each row from left to right."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    bottom = -1e9
    for glyph in sorted(glyphs, key=_baseline):
        if glyph[3] - bottom > 0.35 * glyph[5]:
            row = [glyph]
            rows.append(row)
            bottom = glyph[3]
        else:
            row.append(glyph)
    for row in rows:
        row.sort()
    return rows


_baseline = itemgetter(3)


def runs_of(row: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """One row cut where the gap is wider than the type."""
    cuts = [k for k, (a, b) in enumerate(zip(row, row[1:], strict=False), 1) if b[0] - a[2] > b[5]]
    if not cuts:
        return [row]
    return [row[a:b] for a, b in zip([0, *cuts], [*cuts, len(row)], strict=True)]


def line_of(page: int, glyphs: Sequence[Glyph], vertical: bool = False) -> Line:
    x0, y0, x1, y1, texts, sizes, styles, _, _ = zip(*glyphs, strict=True)
    text = "".join(texts) if vertical else spaced_text(glyphs)
    bold = 2 * sum([style & Style.BOLD for style in styles]) > len(styles)
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


def without_ruby(rows: list[list[Glyph]]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The rows without those of small type that sit closely on larger type; and their glyphs."""
    if len(rows) < 2:
        return rows, []
    kept: list[list[Glyph]] = []
    ruby: list[Glyph] = []
    for k, row in enumerate(rows):
        size = max(g[5] for g in row)
        below = rows[k + 1] if k + 1 < len(rows) else None
        if below is not None:
            base = max(g[5] for g in below)
            near = row[0][3] > below[0][3] - 1.45 * base
            if near and size <= RUBY_SIZE * base and below[0][0] - base <= row[0][0] and row[-1][2] <= below[-1][2] + base:
                ruby.extend(row)
                continue
        kept.append(row)
    return kept, ruby


def lines_by_home(
    page: int, rows: Iterable[list[Glyph]], upright: Sequence[Glyph], home_of: Callable[[float, float], Home]
) -> tuple[dict[Home, list[Line]], list[Glyph]]:
    """Lines by the home (a cell, or none) that ``home_of`` gives for a point; and the ruby that was put aside.

    ``rows`` are glyphs by baseline, ``upright`` those of top-to-bottom writing.
    """
    homes: dict[Home, list[list[Glyph]]] = {}
    for row in rows:
        here: dict[Home, list[Glyph]] = {}
        for run in runs_of(row):
            first, last = run[0], run[-1]
            middle = (first[1] + first[3]) / 2
            home = home_of((first[0] + first[2]) / 2, middle)
            if len(run) == 1 or home == home_of((last[0] + last[2]) / 2, middle):
                here.setdefault(home, []).extend(run)
            else:
                for glyph in run:
                    here.setdefault(home_of((glyph[0] + glyph[2]) / 2, middle), []).append(glyph)
        for key, members in here.items():
            homes.setdefault(key, []).append(members)
    ruby: list[Glyph] = []
    lines: dict[Home, list[Line]] = {}
    for key, found in homes.items():
        kept, aside = without_ruby(found)
        ruby.extend(aside)
        lines[key] = [line_of(page, row) for row in kept]
    if upright:
        columns: dict[Home, list[Glyph]] = {}
        for glyph in upright:
            columns.setdefault(home_of((glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2), []).append(glyph)
        for key, members in columns.items():
            lines.setdefault(key, []).extend(vertical_lines(page, members))
    return lines, ruby
