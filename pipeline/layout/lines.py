"""Lines of text from glyphs, whatever order the program that made the PDF wrote them in.

Glyphs are sorted by baseline and position, cut into runs at wide gaps, and the runs of one cell (or of the page outside
all cells) on one baseline make a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter, sub
from typing import Any, NamedTuple, Protocol

from pipeline.layout.model import Line, Rect
from pipeline.layout.spacing import spaced
from pipeline.pages.model import Glyph, Style


class HomeOf(Protocol):
    """Tells the number of the cell in which a point stands, and what the page outside all cells and each figure count as."""

    reach: float
    """How far to the right of the point last asked for its home goes on, in points, where that is known."""

    def __call__(self, x: float, y: float) -> int: ...


RUBY_SIZE = 0.62
"""of the line below; smaller glyphs directly above others are ruby"""


_BOTTOM = itemgetter(3)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline from the top down, each row from left to right."""
    level: dict[float, list[Glyph]] = defaultdict(list)
    for at, neighbours in groupby(glyphs, key=_BOTTOM):
        level[at] += neighbours
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


class Row(NamedTuple):
    """Glyphs on one baseline from left to right, also by column; ``gaps`` are the distances from each to the next, in points.

    ``cuts`` number the glyphs with which a run begins, the first and the end of the row included: runs are parted by gaps
    wider than the type.
    """

    glyphs: Sequence[Glyph]
    columns: tuple[tuple[Any, ...], ...]
    gaps: Sequence[float]
    cuts: Sequence[int]

    @property
    def runs(self) -> list[Sequence[Glyph]]:
        glyphs, cuts = self.glyphs, self.cuts
        return [glyphs] if len(cuts) == 2 else [glyphs[a:b] for a, b in pairwise(cuts)]


def row_of(glyphs: Sequence[Glyph]) -> Row:
    columns = tuple(zip(*glyphs, strict=True))
    x0, x1, sizes = columns[0], columns[2], columns[5]
    gaps = list(map(sub, x0[1:], x1))
    if max(gaps, default=0.0) <= min(sizes):
        return Row(glyphs, columns, gaps, (0, len(glyphs)))
    return Row(glyphs, columns, gaps, [0, *[k for k, gap in enumerate(gaps, 1) if gap > sizes[k]], len(glyphs)])


def runs_of(glyphs: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """One row of glyphs cut where the gap is wider than the type."""
    return row_of(glyphs).runs


def extent_of(glyphs: Sequence[Glyph]) -> Rect:
    x0, y0, x1, y1, *_ = zip(*glyphs, strict=True)
    return Rect(min(x0), min(y0), max(x1), max(y1))


def line_of(page: int, glyphs: Sequence[Glyph], vertical: bool = False) -> Line:
    columns = tuple(zip(*glyphs, strict=True))
    return _line(page, glyphs, columns, list(map(sub, columns[0][1:], columns[2])), vertical)


def _line(page: int, glyphs: Sequence[Glyph], columns: Sequence[Sequence[Any]], gaps: Sequence[float], vertical: bool = False) -> Line:
    """``columns`` and ``gaps`` are those of the glyphs."""
    x0, y0, x1, y1, texts, sizes, styles, *_ = columns
    bold = any(styles) and 2 * sum([style & Style.BOLD for style in styles]) > len(styles)
    text = "".join(texts) if vertical else spaced(texts, gaps, sizes, styles)
    return Line(page, Rect(min(x0), min(y0), max(x1), max(y1)), tuple(glyphs), max(sizes), text, bold, vertical)


def _part(page: int, row: Row, start: int, end: int) -> Line:
    """The glyphs of a row from ``start`` to before ``end`` as one line."""
    glyphs, columns, gaps, _ = row
    if end - start < len(glyphs):
        glyphs, columns, gaps = glyphs[start:end], tuple([column[start:end] for column in columns]), gaps[start : end - 1]
    return _line(page, glyphs, columns, gaps)


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


def _at_home(row: Row, home_of: HomeOf) -> dict[int, list[tuple[int, int]]]:
    """The stretches of the row's glyphs (first, behind the last) that stand in each home."""
    found: dict[int, list[tuple[int, int]]] = {}

    def add(home: int, start: int, end: int) -> None:
        stretches = found.setdefault(home, [])
        if stretches and stretches[-1][1] == start:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))

    for start, end in pairwise(row.cuts):
        first, last = row.glyphs[start], row.glyphs[end - 1]
        middle = (first[1] + first[3]) / 2
        home, end_at = home_of((first[0] + first[2]) / 2, middle), (last[0] + last[2]) / 2
        if end - start == 1 or end_at <= home_of.reach or home == home_of(end_at, middle):
            add(home, start, end)
        else:
            for k in range(start, end):
                glyph = row.glyphs[k]
                add(home_of((glyph[0] + glyph[2]) / 2, middle), k, k + 1)
    return found


def lines_by_home(page: int, rows: Iterable[Row], upright: Sequence[Glyph], home_of: HomeOf) -> tuple[dict[int, list[Line]], list[Glyph]]:
    """Lines by the home (a cell, or none) that ``home_of`` gives for a point; and the ruby that was put aside.

    ``upright`` are the glyphs of top-to-bottom writing, which stand in no row.
    """
    homes: dict[int, list[Line]] = {}
    for row in rows:
        for home, stretches in _at_home(row, home_of).items():
            if len(stretches) == 1:
                line = _part(page, row, *stretches[0])
            else:
                line = line_of(page, [glyph for start, end in stretches for glyph in row.glyphs[start:end]])
            homes.setdefault(home, []).append(line)
    ruby: list[Glyph] = []
    lines: dict[int, list[Line]] = {}
    for key, found in homes.items():
        lines[key], aside = without_ruby(found)
        ruby.extend(aside)
    if upright:
        columns: dict[int, list[Glyph]] = {}
        for glyph in upright:
            columns.setdefault(home_of((glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2), []).append(glyph)
        for key, members in columns.items():
            lines.setdefault(key, []).extend(vertical_lines(page, members))
    return lines, ruby
