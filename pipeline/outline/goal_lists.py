"""Goals as a list under a label of their own, where a table under the label of the ratings (自己評価) has those of each by its number.

In come the items of a page between a project's heading and the first label of a section, out go the same with the label and its list
as a goal table: its header names the goals and the ratings, and beside the goals it is blank. Each may stand in a box.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import BODY
from pipeline.layout.model import Cell, Grid, Item, Line
from pipeline.rules.shapes import ColumnRole

BESIDE = 2 * BODY
"""pt; so wide is the blank column beside the goals: the table below, as wide as the text, is no part of this one"""


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
    return [grid if item is label else item for item in items if item is not ratings and item not in goals]


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
    said: tuple[tuple[int, int, Sequence[Line]], ...] = ((0, 0, (label,)), (0, 1, (ratings,)), (1, 0, goals), (1, 1, ()))
    cells = [Cell(row, col, 1, 1, Rect(xs[col], ys[row], xs[col + 1], ys[row + 1]), tuple(lines)) for row, col, lines in said]
    return Grid(page, Rect(xs[0], ys[0], xs[-1], ys[-1]), 2, 2, tuple(cells), xs, ys, ruled="none")
