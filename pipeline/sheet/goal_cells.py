"""The cells of a goal table's rows: those of goals, with the numbers in cells of their own beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.model import Cell
from pipeline.rules.shapes import RATED
from pipeline.sheet.goal_columns import EDGE, Columns, is_within
from pipeline.sheet.marks import mark_of
from pipeline.sheet.series import series_of_mark


def goal_cells(rows: Sequence[Cell], columns: Columns) -> list[tuple[Cell, list[Cell]]]:
    """The cells of goals, each with the numbers in cells of their own beside it."""
    goals = [c for c in rows if is_within(c, columns.goal)]
    free = [c for c in rows if not any(is_within(c, span) for span in columns.others)]
    beside = _numbers_beside(goals, [c for c in free if is_number(c)])
    numbers = {number for cells in beside.values() for number in cells}
    return [(cell, beside.get(cell, [])) for cell in goals if cell not in numbers]


def _numbers_beside(goals: Sequence[Cell], numbers: Sequence[Cell]) -> dict[Cell, list[Cell]]:
    """The numbers in cells of their own that stand left of each goal's text, from left to right."""

    def is_beside(number: Cell, goal: Cell) -> bool:
        in_row = number.row < goal.row + goal.rowspan and goal.row < number.row + number.rowspan
        return in_row and goal.rect.x0 >= number.rect.x1 - EDGE

    ordered = sorted(numbers, key=lambda n: n.col)
    return {goal: beside for goal in goals if (beside := [n for n in ordered if is_beside(n, goal)])}


def is_for_both(cell: Cell, columns: Columns) -> bool:
    """Whether the cell spans the columns of both raters: what it says is the rating of either."""
    if len(columns.raters) < len(RATED):
        return False
    first, second = sorted(columns.raters.values())
    over_both = cell.rect.x0 < first[1] - EDGE and cell.rect.x1 > second[0] + EDGE
    return over_both and is_within(cell, (first[0], second[1]))


def is_number(cell: Cell) -> bool:
    """Whether nothing but the number of a goal stands in the cell."""
    return bool(number_in(cell))


def number_in(cell: Cell) -> tuple[int, ...]:
    """The numbers that a cell names, or the place of its letter, if nothing else stands in it; empty for any other."""
    if len(cell.lines) != 1:
        return ()
    if (series := series_of_mark(cell.text)) is not None:
        return (series.place(cell.text),)
    line = cell.lines[0]
    mark = mark_of(line)
    if mark.length == len(line.glyphs):
        return mark.numbers
    return (int(line.text),) if BARE_NUMBER.fullmatch(line.text) else ()


BARE_NUMBER = re.compile("[0-9０-９]{1,2}")
