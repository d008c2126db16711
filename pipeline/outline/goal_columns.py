"""The columns of a goal table: which of them holds the goals, the two ratings and the issues of the term before.

In come the cells of the table's header, on its first page and where a page end cut it or a page repeats it; out come the edges of each
column, and of the rows below the cells of goals, with the numbers in cells of their own beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.form.marks import mark_of
from pipeline.form.series import series_of_mark
from pipeline.form.words import BETWEEN_RATERS, Form, plain
from pipeline.geometry.intervals import Interval
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Cell, Grid
from pipeline.outline.previous import Previous
from pipeline.outline.units import GoalUnit
from pipeline.rules.shapes import RATED, ColumnRole, Rater

EDGE = TOLERANCES.column_edge


@dataclass(frozen=True, slots=True)
class Columns:
    """Left and right edge of each column by what it holds, in points; ``raters`` by whose ratings they are,
    ``beside`` all others by their headers, ``ratings`` where one header stands over the ratings and no column is a rater's own."""

    goal: Interval
    raters: Mapping[Rater, Interval]
    beside: tuple[tuple[ColumnRole, Cell], ...]
    ratings: Cell | None = None

    @property
    def others(self) -> tuple[Interval, ...]:
        """Those that hold no goals."""
        ratings = () if self.ratings is None else (span_of(self.ratings),)
        return (*self.raters.values(), *ratings, *(span_of(header) for _, header in self.beside))

    def headed(self, role: ColumnRole) -> Cell | None:
        """The header of the first column that holds this; None where there is none."""
        return next((header for held, header in self.beside if held == role), None)


@dataclass(frozen=True, slots=True)
class NamedRating:
    """The cell in which a row names who rates, and that of the rating beside it, None where it is blank."""

    rater: Rater
    name: Cell
    rating: Cell | None


def columns_of(unit: GoalUnit, form: Form) -> Columns | None:
    """The columns by their headers; None if no column of goals is headed."""
    header = _of_this_term(unit.header, form)
    found = _first_heads(header, form)
    goals = found.get("goals") or found.get("perhaps_goals")
    if goals is None:
        return None
    raters = {rater: span_of(found[role]) for rater, role in RATED.items() if role in found}
    ratings = found.get("ratings")
    if ratings is not None and ratings.colspan == len(RATED):
        raters = _halves(ratings, unit.grid.xs[ratings.col + 1], raters, form)
    beside = [(role, cell) for role, cell in found.items() if role not in _READ_APART]
    unread: list[tuple[ColumnRole, Cell]] = [("unread", cell) for cell in header if form.column_of(cell.text) == "unread"]
    return Columns(span_of(goals), raters, (*beside, *unread), None if raters else ratings)


def _first_heads(header: Sequence[Cell], form: Form) -> dict[ColumnRole, Cell]:
    """The first cell of a header that heads what each column holds; 自己評価 beside 区 is the operator's, where the sheet says 自己."""
    found: dict[ColumnRole, Cell] = {}
    for cell in header:
        if (role := form.column_of(cell.text)) is not None:
            found.setdefault(role, cell)
    if "rating_ward" in found and "ratings" in found and _rater_of(found["ratings"], form) == "operator":
        found.setdefault("rating_operator", found.pop("ratings"))
    return found


_READ_APART: frozenset[ColumnRole] = frozenset({"goals", "perhaps_goals", "ratings", "unread", *RATED.values()})
"""what stands in a column that is told by more than its header, or in several"""


def span_of(cell: Cell) -> Interval:
    return cell.rect.x0, cell.rect.x1


def raters_named(header: str, form: Form) -> tuple[Rater, ...]:
    """The raters in the order in which one header names both, 自己評価（法人・区）; none where it does not."""
    return both_of(re.split(f"[{BETWEEN_RATERS}()]", plain(header)), form)


def both_of(names: Sequence[str], form: Form) -> tuple[Rater, ...]:
    """The raters that these name, in order; none where it is not both."""
    named = tuple(dict.fromkeys(rater for name in names for rater, role in RATED.items() if form.column_of(name) == role))
    return named if len(named) == len(RATED) else ()


def _halves(ratings: Cell, middle: float, raters: Mapping[Rater, Interval], form: Form) -> dict[Rater, Interval]:
    """The raters' columns under one header over both, the operator's first where neither is headed and the header names the ward last."""
    first, second = (ratings.rect.x0, middle), (middle, ratings.rect.x1)
    if raters_named(ratings.text, form)[:1] == ("ward",):
        first, second = second, first
    operator, ward = raters.get("operator"), raters.get("ward")
    return {"operator": operator or (first if ward != first else second), "ward": ward or (second if operator != second else first)}


def _of_this_term(header: Sequence[Cell], form: Form) -> list[Cell]:
    """The cells of a header without the ratings of the term before, which an office may print beside this one's."""
    past = [c for c in header if form.is_past(c.text)]
    return [c for c in header if not any(p.col <= c.col < p.col + p.colspan for p in past)]


def rest_of_header(unit: GoalUnit, form: Form) -> tuple[dict[Rater, Cell], list[Cell]]:
    """The cells 法人 and 区 of a header that a page end cut, and all the cells of its rest: （A～D） may stand over the two."""
    for last in (unit.first_row, unit.first_row + 1):
        cells = _filled(unit.grid, unit.first_row, last)
        roles = {form.column_of(cell.text): cell for cell in cells}
        named = {rater: roles[role] for rater, role in RATED.items() if role in roles}
        if named:
            letters = _filled(unit.grid, last + 1, last + 1)
            cells += letters if all(plain(c.text) in form.scale for c in letters) else []
            span = min(c.rect.x0 for c in named.values()), max(c.rect.x1 for c in named.values())
            return (named, cells) if all(is_within(c, span) for c in cells) else ({}, [])
    return {}, []


def raters_of_rows(rows: Sequence[Cell], columns: Columns, form: Form) -> list[NamedRating]:
    """The raters whom one column names row by row, 法人 over 区, with the ratings beside them: the first of the two columns under one
    header, or, where no header names a rater, the one that says nothing else and has ratings beside it."""
    named = [cell for cell in rows if _rater_of(cell, form) is not None]
    first = min(columns.raters.values(), default=None)
    for span in sorted({span_of(cell) for cell in named}) if first is None else [first]:
        names = [cell for cell in rows if is_within(cell, span)]
        ratings = _ratings_beside(names, rows, columns, form) if set(names) <= set(named) else []
        if ratings or first is not None:
            return [NamedRating(rater, name, beside) for name, beside in ratings if (rater := _rater_of(name, form))]
    return []


def _rater_of(name: Cell, form: Form) -> Rater | None:
    """Whom a cell of one column names: 自己評価 the operator, where the sheet calls it 自己."""
    role = form.column_of(name.text)
    if role == "ratings" and name.colspan == 1 and form.names_operator(name.text) in form.operators:
        return "operator"
    return next((rater for rater, of in RATED.items() if of == role), None)


def _ratings_beside(names: Sequence[Cell], rows: Sequence[Cell], columns: Columns, form: Form) -> list[tuple[Cell, Cell | None]]:
    """Each cell with the rating right behind it, or else right before it; none where what stands there is no rating and under no header of
    ratings."""
    behind = {(cell.row, cell.col): cell for cell in rows}
    before = {(cell.row, cell.col + cell.colspan): cell for cell in rows}
    sides = [behind.get((name.row, name.col + name.colspan)) for name in names], [before.get((name.row, name.col)) for name in names]
    heads = [*columns.raters.values(), *((span_of(columns.ratings),) if columns.ratings else ())]

    def is_rating(cell: Cell | None) -> bool:
        return cell is None or form.rating(cell.text)[1] or any(is_within(cell, head) for head in heads)

    found = next((side for side in sides if any(side) and all(map(is_rating, side))), [])
    return list(zip(names, found, strict=False))


def _filled(grid: Grid, first: int, last: int) -> list[Cell]:
    """The cells that begin in some rows and hold text."""
    return [cell for cell in grid.cells if first <= cell.row <= last and cell.lines]


def is_within(cell: Cell, span: Interval) -> bool:
    return cell.rect.x0 >= span[0] - EDGE and cell.rect.x1 <= span[1] + EDGE


def scale_of(header: Sequence[Cell], column: Interval | None, form: Form) -> dict[str, Interval]:
    """Where A, B, C and D have a column each under a rater: those columns, by letter."""
    under = [cell for cell in header if column is not None and is_within(cell, column)]
    return {form.scale[letter]: span_of(cell) for cell in under if (letter := plain(cell.text)) in form.scale}


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


HEADER_LINES = 4
"""a cell of a goal table's header has no more"""


def is_goal_header(members: Sequence[Cell], form: Form, state: Previous) -> bool:
    return form.heads_goals((c.text for c in members if len(c.lines) <= HEADER_LINES), under_heading=state.heading)


HEADS: tuple[ColumnRole, ...] = ("goals", "ratings", *RATED.values())
"""what may stand in the header of a goal table that a page repeats"""


def header_end(grid: Grid, form: Form) -> int:
    """The row behind the goal table's header, where a page repeats it at its head; else 0."""
    # what names a rater in the first column is the rest of a label: の理由（区）
    found = [c for c in grid.cells if c.row < 3 and form.column_of(c.text) in (HEADS if c.col else HEADS[:2])]
    return max((c.row + c.rowspan for c in found), default=0)
