"""What the page before left open, as the frames of the next one need it, and where columns of two pages are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Cell, Figure, Grid

SAME_EDGE = TOLERANCES.column_edge


class ByGoal(NamedTuple):
    """Where reasons by goal stand: the edges of the goal's cell and of the one beside it, in points, and the last goal's cell."""

    section: str
    page: int
    columns: tuple[float, ...]
    name: Cell


@dataclass(slots=True)
class Previous:
    """What the page before left open: the columns of its last goal table and the texts in it, the columns of a side-labelled frame or
    of sections side by side, the label that stands left of others there, the section that is open, those that labels in cells of its
    project opened and where reasons by goal stood; and of the whole document the cells that hold the rest of a goal's words, by the cell in
    which these begin, the label cells that a page end cut, those whose words nobody listed, and cells of data tables that say what labels
    do."""

    goal_columns: tuple[float, ...] = ()
    goals: frozenset[str] = frozenset()
    heading: bool = True
    project: int = 0
    parallel: tuple[tuple[float, float, str], ...] = ()
    side_columns: tuple[float, ...] = ()
    outer_label: str = ""
    section: str = ""
    opened: set[str] = field(default_factory=set)
    by_goal: ByGoal | None = None
    cut_names: dict[Cell, Cell] = field(default_factory=dict)
    overview_columns: tuple[float, ...] = ()
    begun: bool = False
    cut_labels: dict[Cell, str] = field(default_factory=dict)
    unlisted: frozenset[Cell | Figure] = frozenset()
    words_of_data: frozenset[Cell] = frozenset()
    issues_beside: tuple[int, tuple[float, ...]] = (0, ())
    """the page on which issues of the term before stood last beside their label, and the columns of their grid"""


def do_goals_go_on(grid: Grid, state: Previous) -> bool:
    return grid.n_cols > 2 and bool(state.goal_columns) and are_compatible(grid.xs, state.goal_columns)


def are_same_columns(xs: Sequence[float], others: Sequence[float]) -> bool:
    return len(xs) == len(others) and all(abs(a - b) <= SAME_EDGE for a, b in zip(xs, others, strict=True))


def are_compatible(xs: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two grids, the outer edges the same, may be one: the column edges of the one are all among the other's."""
    fewer, more = (xs, others) if len(xs) <= len(others) else (others, xs)
    outer = abs(xs[0] - others[0]) <= SAME_EDGE and abs(xs[-1] - others[-1]) <= SAME_EDGE
    return outer and all(any(abs(a - b) <= SAME_EDGE for b in more) for a in fewer)
