"""Goals that are a list under a label of their own, where a table has the ratings of each by its number.

In come a page's items below the heading of a project, out go the same with the list and its ratings as a goal table, a row a goal. Where
that table says more than ratings, the list is a goal table whose header names the goals and the ratings (自己評価), blank beside the goals.
Each may stand in a box.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import BODY
from pipeline.layout.model import Cell, Grid, Item, Line
from pipeline.outline.ratings_apart import RatingTable, ratings_by_number
from pipeline.rules.shapes import RATED, ColumnRole

BESIDE = 2 * BODY
"""pt; so wide is the blank column beside the goals: the table below, as wide as the text, is no part of this one"""
WIDE = BODY
"""pt; so wide is each column beside the goals that the table of the ratings gives"""


def with_rated_list(page: int, items: Sequence[Item], form: Form) -> list[Item]:
    """The items with such a list and the table of its ratings as one goal table, out of their boxes; none where there are not both."""
    items = list(_unboxed(items))
    roles = _roles(items, form)
    labels = [line for line, role in reversed(roles.items()) if role == "goals"]
    goals = _by_marks(_list_below(items, roles, items.index(labels[0]))) if labels else []
    behind = items[items.index(goals[-1][-1]) :] if goals else []
    for grid in [item for item in behind if isinstance(item, Grid)][:1]:
        table = ratings_by_number(grid.cells, _numbers_of(goals), form)
        if table is not None:
            names = [line for line in _lines_in(behind) if roles.get(line) == "ratings"]
            made = _as_rated_table(page, labels[0], goals, table, names, max(item.rect.x1 for item in items))
            return _in_place(items, labels[0], made, {grid, *names, *chain.from_iterable(goals)})
    return []


def _in_place(items: Sequence[Item], label: Line, made: Grid, gone: Container[Item]) -> list[Item]:
    """The items with a table in place of the label, without what stands in it."""
    return [made if item is label else item for item in items if item not in gone]


def _lines_in(items: Sequence[Item]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]


def _by_marks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each goal, which begins with a mark; none where the first has none."""
    goals: list[list[Line]] = []
    for line in lines:
        if mark_of(line).kind != "none":
            goals.append([])
        if not goals:
            return []
        goals[-1].append(line)
    return goals


def _numbers_of(goals: Sequence[Sequence[Line]]) -> list[int]:
    return [(*mark_of(lines[0]).numbers, n)[0] for n, lines in enumerate(goals, 1)]


def _as_rated_table(
    page: int, label: Line, goals: Sequence[Sequence[Line]], table: RatingTable, names: Sequence[Line], right: float
) -> Grid:
    """A goal table of a header and a row for each goal, whose text reaches to ``right``; what else the table of the ratings says, and what
    names it, heads a blank column behind."""
    heads = [table.heads[rater].lines for rater in RATED]
    rest = [*names, *(line for line in table.labels if not any(line in head for head in heads))]
    rated = [[goal, *(table.ratings[rater][n].lines for rater in RATED), ()] for n, goal in enumerate(goals)]
    tops = [around(*(line.rect for line in goal)).y0 for goal in goals]
    xs = (around(label.rect, *(line.rect for goal in goals for line in goal)).x0, right, *(right + WIDE * n for n in range(1, 4)))
    ys = (label.rect.y0, *tops, goals[-1][-1].rect.y1)
    return _grid_of(page, xs, ys, [[(label,), *heads, rest], *rated])


def with_goal_list(page: int, items: Sequence[Item], form: Form) -> list[Item]:
    """The items with such a list as a goal table, taken out of boxes of one column; as they are where there is none."""
    return _with_list_among(page, list(_unboxed(items)), form) or list(items)


def _unboxed(items: Iterable[Item]) -> Iterator[Item]:
    """The items, those in boxes of one column in place of these."""
    for item in items:
        if isinstance(item, Grid) and item.n_cols == 1:
            yield from (inner for cell in item.cells for inner in _unboxed(cell.items))
        else:
            yield item


def _with_list_among(page: int, items: Sequence[Item], form: Form) -> list[Item]:
    """The items with such a list as a goal table; none where there is no list."""
    roles = _roles(items, form)
    named = {role: line for line, role in roles.items()}
    label, ratings = named.get("goals"), named.get("ratings")
    if label is None or ratings is None:
        return []
    goals = _list_below(items, roles, items.index(label))
    behind = items[items.index(ratings) + 1 :]
    if not goals or mark_of(goals[0]).kind == "none" or not any(isinstance(item, Grid) for item in behind[:1]):
        return []
    grid = _as_table(page, label, ratings, goals, max(item.rect.x1 for item in items))
    return _in_place(items, label, grid, {ratings, *goals})


def _roles(items: Sequence[Item], form: Form) -> dict[Line, ColumnRole]:
    """The lines that name a column of a goal table, from the last to the first."""
    return {item: role for item in reversed(items) if isinstance(item, Line) and (role := form.column_of(item.text))}


def _list_below(items: Sequence[Item], labels: Container[Item], head: int) -> list[Line]:
    """The lines below a label, up to what is no line or the next label."""
    found: list[Line] = []
    for item in items[head + 1 :]:
        if item in labels or not isinstance(item, Line):
            break
        found.append(item)
    return found


def _as_table(page: int, label: Line, ratings: Line, goals: Sequence[Line], right: float) -> Grid:
    """A goal table of two rows, whose text reaches to ``right``."""
    text = around(label.rect, *(line.rect for line in goals))
    xs, ys = (text.x0, right, right + BESIDE), (text.y0, label.rect.y1, text.y1)
    return _grid_of(page, xs, ys, [[(label,), (ratings,)], [goals, ()]])


def _grid_of(page: int, xs: tuple[float, ...], ys: tuple[float, ...], rows: Iterable[Iterable[Sequence[Line]]]) -> Grid:
    """The lines of each cell, row by row, as a grid between these places that no rule is drawn at."""
    cells = [
        Cell(row, col, 1, 1, Rect(xs[col], ys[row], xs[col + 1], ys[row + 1]), tuple(lines))
        for row, told in enumerate(rows)
        for col, lines in enumerate(told)
    ]
    return Grid(page, Rect(xs[0], ys[0], xs[-1], ys[-1]), len(ys) - 1, len(xs) - 1, tuple(cells), xs, ys, ruled="none")
