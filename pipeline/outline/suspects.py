"""What looks like a table and was not read as one: text in columns among running text, and cells that hold several rows or columns.

In come the units of a section, out come the defects that name the places. Nothing is read otherwise for it: a person looks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.form.marks import mark_of
from pipeline.form.words import plain
from pipeline.geometry.intervals import Interval
from pipeline.geometry.rect import around
from pipeline.layout.assemble import all_lines
from pipeline.layout.lines import white_cuts
from pipeline.layout.model import Cell, Line
from pipeline.outline.units import TableUnit, TextUnit, Unit
from pipeline.pages.model import Glyphs
from pipeline.rules.captions import IS_OF_TABLE
from pipeline.values import Box, Defect

GAP = 1.0
"""em of white; columns are parted by as much at least, …"""
NARROW_GAP, MANY = 0.45, 4
"""em, columns; … so many by less"""
WIDEST = 24.0
"""em; a column of a table without walls is no wider: running text with a gap in it is"""
CLOSE = 2.2
"""em; rows of a table stand no further apart"""
SAME = 0.3
"""em; what stands in one column begins, ends or has its middle within this of each other"""
ROWS = 3
"""lines in the same columns, though their numbers count different things, or though they are words in as many columns"""
LEAST = 2
"""glyphs; with fewer on either side of a column's edge the words of a heading are spaced out"""
STACKED, COUNTED = 3, 2
"""numbers below each other in one cell, beside as many in another, are rows, and so are amounts that count the same thing"""
QUOTED = 80
"""glyphs of a quote"""
_VALUE = re.compile(r"[▲△+\-－−]?\d[\d,，.．]*(?P<unit>(?!か?[歳月年時])[^\W\d]{0,2}|[%％])(?:[（(][^（）()]{1,8}[）)])?")
"""an amount and what it counts; an age, a date and a time stand in running text as well"""
_NOTHING = re.compile(r"[-‐–―－]")
"""what stands where a table has no amount"""
_WORDS = re.compile(r"(?!.*[。、，：:…‥・.]$)(?!.*。)\w.+|[^\W_a-zａ-ｚア-ン]")
"""what may stand in a column: no sentence, no label of what follows, nothing quoted or in brackets, no mark"""


def suspects_of(units: Sequence[Unit]) -> Iterator[Defect]:
    """The places where text stands in columns that were not read as such."""
    yield from _columns_in_text([unit.line for unit in units if isinstance(unit, TextUnit)])
    for unit in units:
        if isinstance(unit, TableUnit):
            yield from _rows_in_cells(unit)


def _columns_in_text(lines: Sequence[Line]) -> Iterator[Defect]:
    """Lines close to each other, with the same white between what stands in columns of numbers, or in many columns of words."""
    group: list[Line] = []
    white: dict[float, list[Interval]] = {}
    for line in lines:
        own = _white(line)
        shared = _shared(white, own, line.size) if group and _is_close(group[-1], line) else {}
        if shared:
            group, white = [*group, line], shared
            continue
        yield from _tables_in(group, white)
        group, white = [line], own
    yield from _tables_in(group, white)


def _tables_in(group: Sequence[Line], white: Mapping[float, list[Interval]]) -> Iterator[Defect]:
    if len(group) > 1 and any(_is_table([_cells(row, gaps) for row in group]) for gaps in white.values()):
        yield _suspected(group)


def _is_close(upper: Line, lower: Line) -> bool:
    """Whether a line stands under another, or goes on where a page ended."""
    if lower.page == upper.page + 1:
        return True
    return upper.page == lower.page and 0 <= lower.rect.y0 - upper.rect.y1 + upper.size / 2 < CLOSE * upper.size


def _white(line: Line) -> dict[float, list[Interval]]:
    """From where to where a line is white between its parts, by the width that counts, in em; nowhere in an item of a list."""
    cuts = white_cuts(line, NARROW_GAP)
    white = [(line.glyphs.x1[k - 1], line.glyphs.x0[k]) for k in cuts]
    return {GAP: white, NARROW_GAP: white} if white and _is_plain_text(line) else {}


def _is_plain_text(line: Line) -> bool:
    """Whether a line is no item of a list."""
    mark = mark_of(line)
    return mark.kind == "none" or mark.weak


def _shared(above: Mapping[float, list[Interval]], below: Mapping[float, list[Interval]], size: float) -> dict[float, list[Interval]]:
    """What is white in both, where it is as wide as it needs and parts enough columns."""
    out: dict[float, list[Interval]] = {}
    for gap in above.keys() & below.keys():
        both = [(max(a[0], b[0]), min(a[1], b[1])) for a in above[gap] for b in below[gap]]
        found = [(x0, x1) for x0, x1 in both if x1 - x0 > gap * size]
        if len(found) >= (1 if gap == GAP else MANY - 1):
            out[gap] = found
    return out


def _cells(line: Line, white: Sequence[Interval]) -> list[Glyphs]:
    """What stands between the white stretches of a line."""
    ends = [bisect_left(line.glyphs.x0, x1 - SAME * line.size) for _, x1 in white]
    return [line.glyphs[a:b] for a, b in pairwise([0, *ends, len(line.glyphs)])]


def _is_table(rows: Sequence[Sequence[Glyphs]]) -> bool:
    """Whether the cells of lines are words and amounts as in a table; not where letters lie over each other, so that a cell has none."""
    return all(map(all, rows)) and _are_of_table([_Column(cells) for cells in zip(*rows, strict=True)], len(rows))


def _are_of_table(columns: Sequence[_Column], rows: int) -> bool:
    """Whether there is a column of amounts, or of words enough to be no list."""
    if not all(column.is_plain for column in columns):
        return False
    counted = [column for column in columns[1:] if column.units and column.is_aligned]
    if counted:
        amounts = sum(column.amounts for column in columns)
        return amounts > 1 and (rows >= ROWS or all(len(column.units) == 1 for column in counted))
    return min(rows, len(columns)) >= ROWS and all(column.is_aligned and column.is_of_words for column in columns)


class _Column:
    """What stands below each other in one column of two lines or more; the first may be its header."""

    def __init__(self, cells: Sequence[Glyphs]) -> None:
        texts = ["".join(cell.texts) for cell in cells]
        found = [_VALUE.fullmatch(text) for text in texts]
        begin = 0 if found[0] else 1
        self.amounts = sum(value is not None for value in found)
        units = {_unit(cell) for cell, text in zip(cells[begin:], texts[begin:], strict=True) if not _NOTHING.fullmatch(text)}
        self.units = set() if None in units else units
        self.is_plain = all(map(_is_plain, cells))
        self.is_aligned = _are_aligned(cells[begin:])
        self.is_of_words = all(len(text) >= LEAST for text in texts)


def _unit(cell: Glyphs) -> str | None:
    """What glyphs count, "" where they do not say it; None where they are no amount."""
    value = _VALUE.fullmatch("".join(cell.texts))
    return value["unit"] if value else None


def _are_aligned(cells: Sequence[Glyphs]) -> bool:
    """Whether what stands below each other begins, ends or has its middle at one place."""
    spans = [(cell.x0[0], cell.x1[-1]) for cell in cells]
    places = zip(*((x0, x1, (x0 + x1) / 2) for x0, x1 in spans), strict=True)
    return any(max(place) - min(place) < SAME * cells[0].spans[0].size for place in places)


def _is_plain(cell: Glyphs) -> bool:
    """Whether glyphs are an amount or some words, no sentence."""
    text = "".join(cell.texts)
    is_short = cell.x1[-1] - cell.x0[0] <= WIDEST * cell.spans[0].size
    return is_short and any(form.fullmatch(text) for form in (_VALUE, _NOTHING, _WORDS))


def _parts(line: Line) -> list[Glyphs]:
    """The parts of a line that stand apart."""
    glyphs, ends = line.glyphs, white_cuts(line, GAP)
    return [glyphs[a:b] for a, b in pairwise([0, *ends, len(glyphs)])] if ends else [glyphs]


def _rows_in_cells(table: TableUnit) -> Iterator[Defect]:
    """Cells of one row that hold as many numbers below each other, and what several cells, or a table, went into."""
    rows: dict[int, list[Sequence[Line]]] = {}
    for cell in table.cells:
        if _are_stacked(cell.lines):
            rows.setdefault(cell.row, []).append(cell.lines)
        if joined := _joined_in(cell, table.grid.xs):
            yield _suspected(joined)
    for cells in rows.values():
        if len(cells) > 1 and len(set(map(len, cells))) == 1 and any(map(_are_amounts, cells)):
            yield _suspected([line for lines in cells for line in lines])
    yield from _rows_of_sentences(table)


def _rows_of_sentences(table: TableUnit) -> Iterator[Defect]:
    """Rows in which sentences begin level, of a table whose rows no rule parts: they may be several."""
    said = [[cell.lines for cell in cells if len(cell.lines) > 1] for cells in table.grid.rows if table.grid.ruled == "none"]
    yield from (_suspected([line for lines in cells for line in lines]) for cells in said if _begin_level(cells))


def _begin_level(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether cells beside each other hold each a line behind a sentence, at one height."""
    begun = [[lower for upper, lower in pairwise(lines) if upper.text.endswith("。")] for lines in cells]
    return len(cells) > 1 and any(all(any(_are_level(line, first) for line in lines) for lines in begun[1:]) for first in begun[0])


def _are_level(one: Line, other: Line) -> bool:
    return abs(one.rect.y0 - other.rect.y0) <= SAME * one.size


def _joined_in(cell: Cell, edges: Sequence[float]) -> list[Line]:
    """The lines of a cell whose parts stand over columns or are amounts of several, or of a table in the cell, read as one text; a table's
    number stands apart from its name."""
    inner = edges[cell.col + 1 : cell.col + cell.colspan]
    parted = [parts for line in cell.lines if len(parts := _parts(line)) > 1 and not IS_OF_TABLE.search(plain(line.text))]
    if any(_is_of_amounts(parts) or any(_stand_on_both_sides(parts, x) for x in inner) for parts in parted):
        return list(cell.lines)
    return all_lines([grid for grid in cell.grids if min(grid.n_rows, grid.n_cols) > 1])


def _are_stacked(lines: Sequence[Line]) -> bool:
    """Whether lines are numbers of several rows."""
    if len(lines) < COUNTED:
        return False
    if len(lines) < STACKED:
        units = {_unit(line.glyphs) for line in lines}
        return len(units) == 1 and any(units)
    numbers = [line for line in lines if not _NOTHING.fullmatch(line.text)]
    return len(numbers) > 1 and all(any(map(str.isdigit, line.glyphs.texts)) and len(line.text) <= QUOTED // 8 for line in numbers)


def _are_amounts(lines: Sequence[Line]) -> bool:
    return all(_unit(line.glyphs) is not None for line in lines)


def _is_of_amounts(parts: Sequence[Glyphs]) -> bool:
    """Whether parts of a line are amounts of one thing: numbers of several columns (789人　3,552人), where 5回　120人 are of one."""
    units = {_unit(part) for part in parts}
    return len(units) == 1 and None not in units


def _stand_on_both_sides(parts: Sequence[Glyphs], x: float) -> bool:
    """Whether the parts of a line of a merged cell stand left and right of an edge of the columns that it spans, apart from it."""
    words = [part for part in parts if len(part) >= LEAST and _is_plain(part)]
    return any(left.x1[-1] < x < right.x0[0] for left, right in pairwise(words))


def _suspected(lines: Sequence[Line]) -> Defect:
    rect = lines[0].rect
    for line in lines[1:]:
        if line.page == lines[0].page:
            rect = around(rect, line.rect)
    return Defect("table-suspected", lines[0].page, Box(lines[0].page, *rect), " ".join(line.text for line in lines)[:QUOTED])
