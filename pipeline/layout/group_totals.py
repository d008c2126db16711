"""Totals of groups of columns in a table without walls: one number under several columns, which their sum tells from the last one's.

In comes a grid with the text of its cells, out it comes with such a number in one cell under all the columns that it is the sum of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import chain

from pipeline.geometry.rect import around
from pipeline.layout.grids import RawCell, RawGrid

_NUMBER = re.compile(r"(\d[\d,]*)[^\W\d]{0,2}")

Texts = Callable[[RawCell], str]


def with_group_totals(grid: RawGrid, text_of: Texts) -> None:
    """Joins the cells of the last row under each group of columns that hold but one number, the sum of all above them; none where one
    number there is no such sum, for then the row has none but by chance."""
    groups = sorted({cell.cols for cell in grid.cells if _is_over_group(cell)})
    totals = [row for cols in groups if (row := _row_of_total(cols, grid, text_of))]
    told = {cell for cols in groups for cell in _under(cols, grid)[0] if _is_single(cell) and text_of(cell)}
    if told.issubset(chain.from_iterable(totals)):
        for row in totals:
            _join(row, grid)


def _join(row: Sequence[RawCell], grid: RawGrid) -> None:
    """Makes one cell of those of a row, unless some of them are part of another already."""
    rest = [cell for cell in grid.cells if cell not in row]
    if len(rest) + len(row) == len(grid.cells):
        grid.cells = [*rest, RawCell(around(*(cell.rect for cell in row)), (row[0].cols[0], row[-1].cols[1]), row[0].rows)]


def _row_of_total(cols: tuple[int, int], grid: RawGrid, text_of: Texts) -> list[RawCell]:
    """The cells of the last row under a group of columns if all that they hold is its total; one at the end of the first column is its
    own, for a total stands in the middle of them or at their end."""
    row, above = _under(cols, grid)
    said = [cell for cell in row if text_of(cell)]
    is_one = len(row) == cols[1] - cols[0] and len(said) == 1 and said[0] is not row[0]
    return row if is_one and _is_sum_of_all(text_of(said[0]), above, text_of) else []


def _under(cols: tuple[int, int], grid: RawGrid) -> tuple[list[RawCell], list[RawCell]]:
    """The cells of some columns in the last row, and those of one column each above it."""
    last = len(grid.ys) - 2
    within = [cell for cell in grid.cells if _is_within(cell, cols)]
    above = [cell for cell in within if cell.rows[1] <= last and _is_single(cell)]
    return sorted((cell for cell in within if cell.rows == (last, last + 1)), key=lambda cell: cell.cols), above


def _is_single(cell: RawCell) -> bool:
    return cell.cols[1] - cell.cols[0] == 1


def _is_over_group(cell: RawCell) -> bool:
    return cell.cols[0] > 0 and cell.cols[1] - cell.cols[0] > 1


def _is_within(cell: RawCell, cols: tuple[int, int]) -> bool:
    return cols[0] <= cell.cols[0] and cell.cols[1] <= cols[1]


def _is_sum_of_all(total: str, above: Sequence[RawCell], text_of: Texts) -> bool:
    """Whether a number is the sum of several columns, of which more than one has any."""
    by_column: dict[int, int] = {}
    for cell in above:
        text = text_of(cell)
        by_column[cell.cols[0]] = by_column.get(cell.cols[0], 0) + (_number(text) or 0)
    return _number(total) == sum(by_column.values()) and sum(map(bool, by_column.values())) > 1


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
    return int(found[1].replace(",", "")) if found else None
