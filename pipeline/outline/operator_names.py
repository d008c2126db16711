"""What a sheet calls the one who runs the centre, in words that no rule lists: 自己, みどり会.

In come the pages, out comes the form with these names, so that 評価の理由（みどり会） is a label as 評価の理由（法人） is. A goal table
gives them away: the ratings of two stand in it side by side or one below the other, and one of the two is the ward.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.form.words import Form
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.outline.goal_columns import is_within, span_of


def with_operator_names(form: Form, layouts: Sequence[PageLayout]) -> Form:
    """The form with the names that its goal tables give the operator."""
    grids = _grids_in(item for layout in layouts for item in layout.items)
    names = {name for grid in grids for head in grid.cells if form.column_of(head.text) == "goals" for name in _names(grid, head, form)}
    return replace(form, operators=tuple(sorted(names))) if names else form


def _grids_in(items: Iterable[Item]) -> Iterator[Grid]:
    for item in items:
        if isinstance(item, Grid):
            yield item
            yield from _grids_in(inner for cell in item.cells for inner in cell.grids)


NamedRatings = Iterator[tuple[Cell, list[Cell]]]
"""Cells that may name an operator, with those that are then the ratings."""


def _names(grid: Grid, head: Cell, form: Form) -> Iterator[str]:
    """What the header of goals, or the rows below it, call an operator who has no other name there."""
    below = [cell for cell in grid.cells if cell.row > head.row]
    first = min((cell.row for cell in below if cell.items and is_within(cell, span_of(head))), default=grid.n_rows)
    header = [cell for cell in grid.cells if head.row <= cell.row < first]
    rows = [cell for cell in below if cell.row >= first]
    if not any(form.column_of(cell.text) == "rating_operator" for cell in (*header, *rows)):
        for name, ratings in (*_heads(header, rows, form), *_in_rows(rows, form)):
            if _are_ratings(ratings, form) and form.column_of(name.text) in (None, "ratings"):
                yield from filter(None, [form.names_operator(name.text)])


def _are_ratings(cells: Sequence[Cell], form: Form) -> bool:
    """Whether cells hold letters of the scale and nothing else but what stands in place of one."""
    said = [form.rating(cell.text) for cell in cells]
    return any(letter for letter, _ in said) and all(is_allowed for _, is_allowed in said)


def _heads(header: Sequence[Cell], rows: Sequence[Cell], form: Form) -> NamedRatings:
    """The cells beside the ward's in a header, with what stands below them."""
    for ward in header:
        if form.column_of(ward.text) == "rating_ward":
            yield from ((name, [cell for cell in rows if is_within(cell, span_of(name))]) for name in _touching(ward, header))


def _in_rows(rows: Sequence[Cell], form: Form) -> NamedRatings:
    """The cells right above and below one that says 区, each with what stands right before it or behind it."""
    for ward in rows:
        if form.column_of(ward.text) == "rating_ward":
            column = [cell for cell in rows if span_of(cell) == span_of(ward)]
            names = [cell for cell in column if cell.row in (ward.row - 1, ward.row + 1)]
            yield from ((name, [rating]) for name in names for rating in _touching(name, rows))


def _touching(cell: Cell, others: Sequence[Cell]) -> list[Cell]:
    """The cells right before and behind another in its row."""
    return [one for one in others if one.row == cell.row and cell.col in (one.col + one.colspan, one.col - cell.colspan)]
