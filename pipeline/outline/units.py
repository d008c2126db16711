"""The units that a sheet is read in: lines of text, labels, goal tables, the overview, data tables and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.geometry.intervals import Interval
from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines
from pipeline.layout.boxed_words import is_tight
from pipeline.layout.model import Cell, Figure, Grid, Line

UNLISTED = "unlisted"
"""the section under a label in words that the rules lack: what stands there is kept apart, and named"""

PRIOR_ISSUES = "prior_issues"
"""what stands under a label of its own that elsewhere heads a column of the goal table"""


class TextUnit(NamedTuple):
    """One line in running text; ``left`` and ``right`` bound the ``place`` it stands in, a cell, a drawn box or (by a number) a page;
    ``alone``: this holds no more. ``heading``: the number and title of the project whose heading the line may be. ``edge``: between
    which places stretched lines of its column end. ``shift``: how far, in points, its column stands right of the first column of a text
    that goes down one and then the next. ``filled``: to where the program fills the lines of its column at least. ``hangs``: whether lines
    wrapped under a mark stand at its text, here and there in the sheet; None where none is. ``unstopped``: whether items end without a full
    stop, nearly everywhere in the sheet."""

    line: Line
    left: float
    right: float
    place: Cell | Figure | int
    alone: bool = False
    heading: tuple[int, str] | None = None
    edge: Interval | None = None
    shift: float = 0.0
    filled: float | None = None
    hangs: bool | None = None
    unstopped: bool = False


@dataclass(frozen=True, slots=True)
class LabelUnit:
    """A cell that is nothing but a label of a section; of no section ("") where it is the rest of a label that a page end cut."""

    section: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GoalUnit:
    """Rows of the goal table on one page: ``columns`` tells each column's first grid column by its meaning, when headed."""

    grid: Grid
    first_row: int
    last_row: int
    header: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OverviewUnit:
    grid: Grid


@dataclass(frozen=True, slots=True)
class TableUnit:
    """Rows of a data table on one page."""

    grid: Grid
    cells: tuple[Cell, ...]
    rect: Rect


@dataclass(frozen=True, slots=True)
class FigureUnit:
    figure: Figure


Unit = TextUnit | LabelUnit | GoalUnit | OverviewUnit | TableUnit | FigureUnit
ContentUnit = TextUnit | TableUnit | FigureUnit
"""what stands in a section"""


def deep_lines(cell: Cell) -> Sequence[Line]:
    """Every line in a cell, those of nested grids and figures too."""
    return cell.lines if len(cell.lines) == len(cell.items) else all_lines(cell.items)


def is_box(place: Cell | Figure) -> bool:
    """Whether a shape or a frame is drawn tight around a line or two of text, as around a label or a heading."""
    return is_tight(place.rect, place.lines)


def text_in(place: Cell | Figure) -> str:
    """What a cell or a box says, its lines joined."""
    return "".join([line.text for line in place.lines])
