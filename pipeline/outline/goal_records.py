"""Goals as records: what other sheets head columns with stands left of its text, row below row, and each goal has rows of its own:
目指す拠点の姿｜①　…, 前期の課題｜…, 自己評価｜法人 A　区 B.

In come the items of all pages, out go the same with the rows of each goal as a goal table of one row under its header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import BODY
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.outline.frame_rows import rows_of, with_parts
from pipeline.outline.ratings_apart import ratings_in
from pipeline.rules.shapes import RATED, ColumnRole

ROLES: tuple[ColumnRole, ...] = ("goals", "prior_issues", "ratings", *RATED.values())
"""what a record says, in the order of the columns that are made of it"""
WIDE = BODY
"""pt; so wide is each column of ratings that is made of it"""


@dataclass(slots=True)
class _Record:
    """The rows of one goal, from ``first`` to the one before ``behind``: the label and the text of each part."""

    first: int
    behind: int
    labels: dict[ColumnRole, Cell] = field(default_factory=dict)
    texts: dict[ColumnRole, Cell] = field(default_factory=dict)

    def is_rated(self, form: Form) -> bool:
        """Whether the goal and both ratings are there."""
        both = self.texts.get("ratings")
        raters = [self.texts.get(role) for role in RATED.values()]
        rated = both is not None and bool(ratings_in(both.lines, "", form)) and not any(raters)
        each = both is None and all(cell is not None and form.rating(cell.text)[1] for cell in raters)
        return "goals" in self.texts and (rated or each)


def with_goal_records(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The pages with their records as goal tables."""
    return with_parts(layouts, lambda item: _parts(item, form))


def _parts(item: Item, form: Form) -> Iterator[Item]:
    """An item, or the records in it as tables, with what stands before, between and behind them."""
    if not isinstance(item, Grid) or not (records := _records(item, form)):
        yield item
        return
    done = 0
    for record in records:
        if done < record.first:
            yield rows_of(item, done, record.first)
        yield from _as_items(item, record)
        done = record.behind
    if done < item.n_rows:
        yield rows_of(item, done, item.n_rows)


def _records(grid: Grid, form: Form) -> list[_Record]:
    found: list[_Record] = []
    for row, cells in enumerate(grid.rows):
        told = _told(cells, form)
        if "goals" in told:
            found.append(_Record(row, row))
        if found and told and found[-1].behind == row and told.keys().isdisjoint(found[-1].labels):
            found[-1].behind = row + 1
            found[-1].labels |= {role: label for role, (label, _) in told.items()}
            found[-1].texts |= {role: text for role, (_, text) in told.items() if text is not None}
    return [record for record in found if record.is_rated(form)]


def _told(cells: Sequence[Cell], form: Form) -> dict[ColumnRole, tuple[Cell, Cell | None]]:
    """The labels of a row with the text right of each, if there is one; none where anything else stands in it."""
    told: dict[ColumnRole, tuple[Cell, Cell | None]] = {}
    last: ColumnRole | None = None
    for cell in cells:
        role = form.column_of(cell.text)
        if cell.grids or role in told:
            return {}
        if role in ROLES:
            last = role
            told[role] = (cell, None)
        elif last is None or told[last][1] is not None and cell.items:
            return {}
        elif cell.items:
            told[last] = (told[last][0], cell)
    return told


def _as_items(grid: Grid, record: _Record) -> Iterator[Item]:
    """A record as a goal table of its header and one row, whose ratings stand in columns right of the goal, as they do nowhere on the
    page; behind it the issues of the term before, under their label."""
    goal = record.texts["goals"].rect
    roles: tuple[ColumnRole, ...] = ("goals", "ratings", *RATED.values())
    xs = (goal.x0, goal.x1, *(goal.x1 + WIDE * n for n in range(1, len(roles))))
    cells = []
    for row, (said, y0, y1) in enumerate(((record.labels, goal.y0, goal.y0), (record.texts, goal.y0, goal.y1))):
        for col, (role, (x0, x1)) in enumerate(zip(roles, pairwise(xs), strict=True)):
            lines = said[role].lines if role in said else ()
            cells.append(Cell(row, col, 1, 1, Rect(x0, y0, x1, y1), lines))
    rect = Rect(xs[0], goal.y0, xs[-1], goal.y1)
    yield Grid(grid.page, rect, 2, len(roles), tuple(cells), xs, (goal.y0, goal.y0, goal.y1), ruled="none")
    for said in (record.labels, record.texts):
        yield from said["prior_issues"].lines if "prior_issues" in said else ()
