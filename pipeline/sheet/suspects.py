"""What looks like a table and was not read as one: text in columns among running text, and cells that hold several rows or columns.

In come the units of a section, out come the defects that name the places. Nothing is read otherwise for it: a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.geometry.rect import Rect, around
from pipeline.layout.model import Line
from pipeline.pages.model import Glyphs
from pipeline.sheet.units import TableUnit, TextUnit, Unit
from pipeline.values import Box, Defect

GAP = 1.0
"""em of white; columns are parted by as much at least"""
WIDEST = 24.0
"""em; a column of a table without walls is no wider: running text with a gap in it is"""
_MARK = re.compile(r"[\W\d]{0,5}[ア-ンａ-ｚa-z]?[\W\d]{0,3}")
"""what may stand before a statement or a heading: no word"""
CLOSE = 2.2
"""em; rows of a table stand no further apart"""
SAME = 0.3
"""em; columns of two rows begin, end or have their middle within this of each other"""
LEAST_SHARED = 2
"""columns of two lines are a table, …"""
NARROW_GAP, MANY_SHARED = 0.45, 4
"""em; … so many are where they are parted by less white"""
LEAST = 2
"""glyphs; with fewer on either side of a column's edge the words of a heading are spaced out"""
STACKED = 3
"""numbers below each other in one cell, beside as many in another, are rows"""
QUOTED = 80
"""glyphs of a quote"""

Piece = tuple[float, float]


def suspects_of(units: Sequence[Unit]) -> Iterator[Defect]:
    """The places where text stands in columns that were not read as such."""
    yield from _columns_in_text([unit.line for unit in units if isinstance(unit, TextUnit)])
    for unit in units:
        if isinstance(unit, TableUnit):
            yield from _rows_in_cells(unit)


def _columns_in_text(lines: Sequence[Line]) -> Iterator[Defect]:
    """Two lines or more, close to each other, that share at least two columns of text."""
    group: list[Line] = []
    for line in [*lines, None]:
        if line is not None and group and _share_columns(group[-1], line):
            group.append(line)
            continue
        if len(group) > 1:
            yield _suspected(group)
        group = [line] if line is not None else []


def _share_columns(upper: Line, lower: Line) -> bool:
    if upper.page != lower.page or not 0 <= lower.rect.y0 - upper.rect.y1 + upper.size / 2 < CLOSE * upper.size:
        return False
    return any(_shared(upper, lower, gap) >= least for gap, least in ((GAP, LEAST_SHARED), (NARROW_GAP, MANY_SHARED)))


def _shared(upper: Line, lower: Line, gap: float) -> int:
    """How many columns two lines have in common; none where one of them is running text with a gap in it."""
    rest, off = pieces_of(lower, gap), SAME * upper.size
    above = pieces_of(upper, gap)
    if any(x1 - x0 > WIDEST * upper.size for x0, x1 in (*above, *rest)):
        return 0
    shared = 0
    for piece in above:
        found = next((other for other in rest if _are_one_column(piece, other, off)), None)
        if found is not None:
            rest.remove(found)
            shared += 1
    return shared


def _are_one_column(a: Piece, b: Piece, off: float) -> bool:
    return min(abs(a[0] - b[0]), abs(a[1] - b[1]), abs(a[0] + a[1] - b[0] - b[1]) / 2) < off


def pieces_of(line: Line, gap: float = GAP) -> list[Piece]:
    """From where to where the parts of a line reach that stand apart; a mark and the text behind it are one."""
    parts = _parts(line, gap)
    first, second, *_ = [bool(_MARK.fullmatch("".join(part.texts))) for part in (*parts, *parts[:1])]
    if len(parts) > 1 and first and not second:
        return [(parts[0].x0[0], parts[1].x1[-1]), *((part.x0[0], part.x1[-1]) for part in parts[2:])]
    return [(part.x0[0], part.x1[-1]) for part in parts]


def _parts(line: Line, gap: float) -> list[Glyphs]:
    glyphs = line.glyphs
    ends = [n for n, (end, start) in enumerate(zip(glyphs.x1, glyphs.x0[1:], strict=False), 1) if start - end > gap * line.size]
    return [glyphs[a:b] for a, b in pairwise([0, *ends, len(glyphs)])]


def _is_number(part: Glyphs) -> bool:
    return any(text.isdigit() for text in part.texts)


def _rows_in_cells(table: TableUnit) -> Iterator[Defect]:
    """Cells of one row that hold as many numbers below each other, and single lines in a cell whose parts stand over columns."""
    rows: dict[int, list[Line]] = {}
    counts: dict[int, list[int]] = {}
    for cell in table.cells:
        lines = cell.lines
        if len(lines) >= STACKED and all(_is_number(line.glyphs) and len(line.text) <= QUOTED // 8 for line in lines):
            rows.setdefault(cell.row, []).extend(lines)
            counts.setdefault(cell.row, []).append(len(lines))
        if any(_stands_on_both_sides(lines, x) for x in table.grid.xs[cell.col + 1 : cell.col + cell.colspan]):
            yield _suspected(lines)
    for row, found in counts.items():
        if len(found) > 1 and len(set(found)) == 1:
            yield _suspected(rows[row])


def _stands_on_both_sides(lines: Sequence[Line], x: float) -> bool:
    """Whether the text of a merged cell stands left and right of an edge of the columns that it spans, apart from it."""
    parts = [part for line in lines for part in _parts(line, GAP) if len(part) >= LEAST]
    left = [part.x1[-1] for part in parts if part.x0[0] + part.x1[-1] < 2 * x]
    right = [part.x0[0] for part in parts if part.x0[0] + part.x1[-1] > 2 * x]
    return bool(left and right) and min(right) - max(left) > GAP * lines[0].size


def _suspected(lines: Sequence[Line]) -> Defect:
    rect = lines[0].rect
    for line in lines[1:]:
        if line.page == lines[0].page:
            rect = around(rect, line.rect)
    return Defect("table-suspected", lines[0].page, _box(lines[0].page, rect), " ".join(line.text for line in lines)[:QUOTED])


def _box(page: int, rect: Rect) -> Box:
    return Box(page, *rect)
