"""斜線: a slanted line through a cell is no figure and parts nothing; the cell is told to have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.layout import layouts_of
from pipeline.layout.model import Cell, Figure, Grid
from pipeline.pages import Engine, read_pages
from tests.layout.pens import COLUMN, LEFT, ROW, TOP, rule, table, text
from tests.pages.drawing import pdf

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
ROWS = [["区分", "R5年度", "R6年度"], ["講座", "12", ""], ["相談", "", "96"]]


def corner(row: int, column: int) -> tuple[float, float]:
    return LEFT + COLUMN * column, TOP + ROW * row


def slash(page: Any, first: tuple[int, int], behind: tuple[int, int], *, rising: bool = False, off: float = 0.0) -> None:
    (x0, y0), (x1, y1) = corner(*first), corner(*behind)
    rule(page, x0 + off, (y1 - off if rising else y0 + off), x1 - off, (y0 + off if rising else y1 - off))


def read(draw: Any, engine: Engine) -> tuple[list[list[str]], set[tuple[int, int]]]:
    (layout,) = layouts_of(read_pages(pdf(draw), engine))
    (grid,) = [item for item in layout.items if isinstance(item, Grid)]
    assert not [item for item in layout.items if isinstance(item, Figure)]
    assert not [item for cell in grid.cells for item in cell.items if isinstance(item, Figure)]
    return [[cell.text for cell in row] for row in grid.rows], {(cell.row, cell.col) for cell in grid.cells if cell.is_slashed}


@ENGINES
@pytest.mark.parametrize(
    ("slashes", "expected"),
    [
        ([((1, 2), (2, 3), False)], {(1, 2)}),
        ([((1, 2), (2, 3), True)], {(1, 2)}),
        ([((1, 2), (2, 3), False), ((1, 2), (2, 3), True)], {(1, 2)}),
        ([((0, 0), (1, 1), False)], {(0, 0)}),
        ([((1, 2), (2, 3), False), ((2, 1), (3, 2), True)], {(1, 2), (2, 1)}),
        ([((1, 1), (3, 3), True)], {(1, 1), (1, 2), (2, 1), (2, 2)}),
    ],
)
def test_cells_with_slanted_lines(engine: Engine, slashes: list[Any], expected: set[tuple[int, int]]) -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, ROWS)
        for first, behind, rising in slashes:
            slash(page, first, behind, rising=rising)

    assert read(draw, engine) == (ROWS, expected)


def test_a_line_drawn_by_hand_ends_beside_the_corners() -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, ROWS)
        slash(page, (1, 2), (2, 3), off=2.5)

    assert read(draw, "pymupdf") == (ROWS, {(1, 2)})


def test_a_slanted_line_that_ends_in_a_cell_s_middle_is_none() -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, ROWS)
        rule(page, *corner(1, 2), LEFT + 2.5 * COLUMN, TOP + 1.5 * ROW)

    (layout,) = layouts_of(read_pages(pdf(draw)))
    assert not any(cell.is_slashed for item in layout.items if isinstance(item, Grid) for cell in item.cells)


def ruled_by_rows(page: Any, rows: Sequence[Sequence[str]]) -> None:
    """The rows between level rules alone, their texts in the middle of their columns."""
    for down in range(len(rows) + 1):
        rule(page, LEFT, TOP + ROW * down, LEFT + COLUMN * len(rows[0]), TOP + ROW * down)
    for down, row in enumerate(rows):
        for across, said in enumerate(row):
            text(page, LEFT + COLUMN * (across + 0.5) - 2 * len(said), TOP + ROW * down + 13, said)


HEADED = [["区分", "R4", "R5", "R6"], ["講座", "12", "8", "6"], ["相談", "", "", "96"], ["見学", "31", "", "7"]]


@ENGINES
@pytest.mark.parametrize(
    ("slashes", "expected"),
    [
        ([((2, 1), (3, 2)), ((2, 2), (3, 3))], {(2, 1), (2, 2)}),
        ([((2, 1), (3, 3))], {(2, 1), (2, 2)}),
        ([((2, 2), (4, 3))], {(2, 2), (3, 2)}),
        ([((0, 0), (1, 1)), ((3, 2), (4, 3))], {(0, 0), (3, 2)}),
        ([((3, 2), (4, 2.3))], set()),
    ],
    ids=["cells", "side by side", "below each other", "a corner with text", "too narrow"],
)
def test_slanted_lines_between_level_rules(engine: Engine, slashes: list[Any], expected: set[tuple[int, int]]) -> None:
    def draw(page: Any, _: Any) -> None:
        ruled_by_rows(page, HEADED)
        for first, behind in slashes:
            slash(page, first, behind, rising=True)

    cells = cells_read(draw, engine)
    assert [cell.text for cell in cells] == [said for row in HEADED for said in row]
    assert {(cell.row, cell.col) for cell in cells if cell.is_slashed} == expected


@pytest.mark.parametrize(
    ("first", "behind"),
    [((1, 1), (2, 2)), ((0, 1), (1, 2)), ((2, 1), (2.5, 2)), ((2.5, 1), (3, 2))],
    ids=["through a number", "through the header", "ends within", "begins within"],
)
def test_slanted_lines_between_level_rules_that_are_none(first: Any, behind: Any) -> None:
    def draw(page: Any, _: Any) -> None:
        ruled_by_rows(page, HEADED)
        slash(page, first, behind)

    assert not any(cell.is_slashed for cell in cells_read(draw, "pymupdf"))


def cells_read(draw: Any, engine: Engine) -> list[Cell]:
    """The cells of all tables, row by row."""
    (layout,) = layouts_of(read_pages(pdf(draw), engine))
    return [cell for item in layout.items if isinstance(item, Grid) for row in item.rows for cell in row]
