"""Totals of groups of columns in a table without walls: one number under several columns, which their sum tells from the last one's.

In comes a grid with the text of its cells, out it comes with such a number in one cell under all the columns that it is the sum of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from pipeline.geometry.rect import around
from pipeline.layout.grids import RawCell, RawGrid

_NUMBER = re.compile(r"(\d[\d,]*)[^\W\d]{0,2}")

Texts = Callable[[RawCell], str]


def with_group_totals(grid: RawGrid, text_of: Texts) -> None:
    """Joins the cells of the last row under each group of columns that hold but one number, the sum of all above them."""
    for cols in {cell.cols for cell in grid.cells if _is_over_group(cell)}:
        row, above = _under(cols, grid)
        said = [text for cell in row if (text := text_of(cell))]
        if len(row) == cols[1] - cols[0] and len(said) == 1 and _is_sum_of_all(said[0], above, text_of):
            whole = RawCell(around(*(cell.rect for cell in row)), cols, row[0].rows)
            grid.cells = [cell for cell in grid.cells if cell not in row] + [whole]


def _under(cols: tuple[int, int], grid: RawGrid) -> tuple[list[RawCell], list[RawCell]]:
    """The cells of some columns in the last row, and those of one column each above it."""
    last = len(grid.ys) - 2
    within = [cell for cell in grid.cells if _is_within(cell, cols)]
    above = [cell for cell in within if cell.rows[1] <= last and cell.cols[1] - cell.cols[0] == 1]
    return [cell for cell in within if cell.rows == (last, last + 1)], above


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
