"""Lines of text from glyphs, whatever order the program that made the PDF wrote them in.

Glyphs are sorted by baseline and position, cut into runs at wide gaps, and the runs of one cell (or of the page outside
all cells) on one baseline make a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter, sub
from typing import NamedTuple, Protocol

from pipeline.layout.model import Line, Rect
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyph, Glyphs, Span, Style


class HomeOf(Protocol):
    """Tells the number of the cell in which a point stands, and what the page outside all cells and each figure count as."""

    reach: float
    """How far to the right of the point last asked for its home goes on, in points, where that is known."""

    def __call__(self, x: float, y: float) -> int: ...


RUBY_SIZE = 0.62
"""of the line below; smaller glyphs directly above others are ruby"""


def rows_of(glyphs: Glyphs) -> list[Glyphs]:
    """Glyphs by baseline from the top down, each row from left to right."""
    level: dict[float, list[Span]] = defaultdict(list)
    for span in glyphs.spans:
        level[span[4]].append(span)
    rows: list[list[Span]] = []
    bottom = -1e9
    for at in sorted(level):
        same = level[at]
        step = at - bottom
        above = next((k for k, span in enumerate(same) if step > 0.35 * span[5]), len(same))
        if above:
            rows[-1] += same[:above]
        if above < len(same):
            rows.append(same[above:])
            bottom = at
    return [_from_left(row) for row in rows]


def _from_left(spans: list[Span]) -> Glyphs:
    if len(spans) > 1:
        spans.sort(key=_STARTS)
        if any(before[0][-1] >= after[0][0] for before, after in pairwise(spans)):
            # one stands within another (a fallback font's glyph) or on it
            return Glyphs.of(sorted(Glyphs(spans)))
    return Glyphs(spans)


_STARTS = itemgetter(0)
_new = tuple.__new__


class Row(NamedTuple):
    """Glyphs on one baseline from left to right; ``gaps`` are the distances from each to the next, in points.

    ``cuts`` number the glyphs with which a run begins, the first and the end of the row included: runs are parted by gaps
    wider than the type.
    """

    glyphs: Glyphs
    gaps: Sequence[float]
    cuts: Sequence[int]

    @property
    def runs(self) -> list[Glyphs]:
        glyphs, cuts = self.glyphs, self.cuts
        return [glyphs] if len(cuts) == 2 else [glyphs.part(a, b) for a, b in pairwise(cuts)]


def row_of(glyphs: Glyphs) -> Row:
    gaps = list(map(sub, glyphs.x0[1:], glyphs.x1))
    smallest = min([span[5] for span in glyphs.spans])
    if max(gaps, default=0.0) <= smallest:
        return Row(glyphs, gaps, (0, len(gaps) + 1))
    sizes = glyphs.sizes
    return Row(glyphs, gaps, [0, *[k for k, gap in enumerate(gaps, 1) if gap > smallest and gap > sizes[k]], len(sizes)])


def runs_of(glyphs: Glyphs) -> list[Glyphs]:
    """One row of glyphs cut where the gap is wider than the type."""
    return row_of(glyphs).runs


def extent_of(glyphs: Glyphs) -> Rect:
    spans = glyphs.spans
    return Rect(min([span[0][0] for span in spans]), min([span[3] for span in spans]), max(glyphs.x1), max([span[4] for span in spans]))


def line_of(page: int, glyphs: Iterable[Glyph], vertical: bool = False) -> Line:
    return _line(page, Glyphs.of(glyphs), None, vertical)


def _line(page: int, glyphs: Glyphs, gaps: Sequence[float] | None, vertical: bool = False) -> Line:
    """``gaps`` are those of the glyphs, where they are known already."""
    spans = glyphs.spans
    text = "".join(glyphs.texts) if vertical else spaced_text(glyphs, gaps)
    if len(spans) == 1:
        x0, x1, _, y0, y1, size, style, *_ = spans[0]
        return _new(Line, (page, _new(Rect, (x0[0], y0, max(x1), y1)), glyphs, size, text, bool(style & Style.BOLD), vertical))
    bold = 2 * sum([len(span[0]) for span in spans if span[6] & Style.BOLD]) > len(glyphs.x0)
    return Line(page, extent_of(glyphs), glyphs, max([span[5] for span in spans]), text, bold, vertical)


def _part(page: int, row: Row, start: int, end: int) -> Line:
    """The glyphs of a row from ``start`` to before ``end`` as one line."""
    glyphs, gaps, _ = row
    if end - start > len(gaps):
        return _line(page, glyphs, gaps)
    return _line(page, glyphs.part(start, end), gaps[start : end - 1])


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

    x0, x1 = row.glyphs.x0, row.glyphs.x1
    for start, end in pairwise(row.cuts):
        first = row.glyphs.span_at(start)
        middle = (first[3] + first[4]) / 2
        home, end_at = home_of((x0[start] + x1[start]) / 2, middle), (x0[end - 1] + x1[end - 1]) / 2
        if end - start == 1 or end_at <= home_of.reach or home == home_of(end_at, middle):
            add(home, start, end)
        else:
            for k in range(start, end):
                add(home_of((x0[k] + x1[k]) / 2, middle), k, k + 1)
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
                line = line_of(page, Glyphs([span for start, end in stretches for span in row.glyphs.part(start, end).spans]))
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
