"""What a page looks like before anybody reads the form: lines of text, ruled grids with their cells, and figures.

Geometry only: no word of the form is known here. Boxes are points from the page's top left; rows and columns count from 0.
A cell holds its lines, nested grids and figures in reading order; a ``Line`` keeps its glyphs, so that later rooms can
account for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from pipeline.geometry.rect import Rect
from pipeline.pages.model import Glyph, Glyphs


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """Glyphs on one baseline within one cell (or outside all), from left to right; in vertical writing from top to bottom.

    ``dot_x`` is where the dot begins that is drawn before it (``drawn_dots``). A line is equal to itself alone.
    """

    page: int
    rect: Rect
    glyphs: Glyphs
    size: float
    text: str
    bold: bool
    vertical: bool = False
    dot_x: float | None = None


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart or picture: its rectangle and whatever is printed inside it."""

    page: int
    rect: Rect
    lines: tuple[Line, ...]


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell of a grid; ``fill`` is its colour 0xRRGGBB, None where it has none or white; ``is_slashed`` where a line is drawn
    across it (斜線): it has no value.

    ``lines`` are those that stand in the cell itself, ``text`` is what they say without anything between them.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    rect: Rect
    items: tuple[Line | Grid | Figure, ...]
    fill: int | None = None
    is_slashed: bool = False

    lines: tuple[Line, ...] = field(init=False)
    grids: tuple[Grid, ...] = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        lines = tuple([item for item in self.items if isinstance(item, Line)]) if self.items else ()
        grids = tuple([item for item in self.items if isinstance(item, Grid)]) if len(lines) < len(self.items) else ()
        object.__setattr__(self, "lines", lines)
        object.__setattr__(self, "grids", grids)
        object.__setattr__(self, "text", "".join([line.text for line in lines]) if lines else "")


@dataclass(frozen=True, eq=False)
class Grid:
    """A ruled table on one page. ``open_top`` and ``open_bottom`` tell that no rule closes it there (a page break cut it).

    ``ruled`` is "full", "rows" where only horizontal rules exist, "none" where columns merely align, or "text" where a text goes down one
    column and then the next; ``heavy`` are the rows under a heavier rule than the others.
    """

    page: int
    rect: Rect
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    open_top: bool = False
    open_bottom: bool = False
    ruled: Literal["full", "rows", "none", "text"] = "full"
    color: int = 0
    heavy: tuple[int, ...] = ()

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by the row in which they begin, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=lambda c: c.col)) for row in rows)

    def with_inner(self, change: Callable[[Grid], Grid]) -> Grid:
        """The grid, with the change made to each grid in its cells; as it is where they hold none."""
        if not any(cell.grids for cell in self.cells):
            return self
        cells = [
            replace(cell, items=tuple([change(item) if isinstance(item, Grid) else item for item in cell.items])) if cell.grids else cell
            for cell in self.cells
        ]
        return replace(self, cells=tuple(cells))

    def walls_at(self, places: Sequence[float], within: float) -> tuple[int, ...]:
        """The numbers of the walls, from the left, of which one stands within so many points of each place; none where a place has none."""
        near = [[k for k, wall in enumerate(self.xs) if abs(wall - x) <= within] for x in places]
        return tuple([walls[0] for walls in near]) if all(near) else ()


Item = Line | Grid | Figure


@dataclass(frozen=True, eq=False)
class PageLayout:
    """One page in reading order. ``furniture`` are running headers and page numbers, ``decoration`` glyphs that are no text."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    furniture: tuple[Line, ...]
    decoration: tuple[Glyph, ...]
