"""Grids made by hand: boxes that stand at a hair's distance, double rules, lines across cells, what is nested, and what a cell says."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.doubles import without_double_rules
from pipeline.layout.grids import RawCell, RawGrid, all_cells, nested
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout
from pipeline.layout.slashes import slashes_of
from pipeline.layout.spaced import without_spaces
from pipeline.layout.tables import tables_of
from pipeline.pages.model import Area, Glyph


def grid(*xs: float, ys: tuple[float, ...]) -> RawGrid:
    cells = [
        RawCell(Rect(left, top, right, below), (c, c + 1), (r, r + 1))
        for r, (top, below) in enumerate(pairwise(ys))
        for c, (left, right) in enumerate(pairwise(xs))
    ]
    return RawGrid(Rect(xs[0], ys[0], xs[-1], ys[-1]), list(xs), list(ys), cells)


BOXES = [grid(x, x + 50, ys=(y, y + 20)) for y in (100, 123) for x in (60, 113, 166)]


@pytest.mark.parametrize(
    ("other", "remain"),
    [
        (grid(57, 219, ys=(97, 146)), 1),
        (grid(40, 219, ys=(97, 146)), 2),
        (grid(57, 219, ys=(60, 146)), 2),
        (grid(57, 190, ys=(97, 146)), 2),
        (grid(60, 216, ys=(200, 240)), 2),
    ],
    ids=["a frame closely around", "a wider frame", "a higher frame", "a box over a part", "a box below"],
)
def test_boxes_at_a_hair_s_distance_are_a_table_without_the_frame_around_them(other: RawGrid, remain: int) -> None:
    found = without_spaces([*BOXES, other])
    assert len(found) == remain
    assert [len(table.cells) for table in found if table is not other] == [6]


@pytest.mark.parametrize(
    "boxes",
    [
        BOXES[:3],
        [grid(60, 110, ys=(100 + 23 * k, 120 + 23 * k)) for k in range(5)],
        [grid(60 + 53 * k, 110 + 53 * k, ys=(100, 120)) for k in range(5)],
        [grid(x, x + 50, ys=(y, y + 20)) for y in (100, 130) for x in (60, 120, 180)],
        [grid(x, x + 25, x + 50, ys=(y, y + 20)) for y in (100, 123) for x in (60, 113, 166)],
    ],
    ids=["three", "a column", "a row", "far apart", "tables of their own"],
)
def test_boxes_that_are_no_table(boxes: list[RawGrid]) -> None:
    assert without_spaces(boxes) == boxes


UPPER = grid(60, 120, 180, 240, ys=(100, 120, 140))


@pytest.mark.parametrize(
    ("lower", "tables"),
    [
        (grid(60, 120, 180, 240, ys=(142, 160)), 1),
        (grid(60, 120, 240, ys=(142, 160)), 1),
        (grid(60, 240, ys=(142, 160)), 2),
        (grid(60, 120, 180, 240, ys=(145, 160)), 2),
        (grid(60, 120, 180, 250, ys=(142, 160)), 2),
        (grid(50, 120, 180, 240, ys=(142, 160)), 2),
        (grid(60, 130, 240, ys=(142, 160)), 2),
        (grid(60, 120, 180, ys=(142, 160)), 2),
        (grid(120, 180, 240, ys=(142, 160)), 2),
    ],
    ids=["same columns", "merged columns", "a box", "farther", "wider", "begins before", "other columns", "ends before", "begins behind"],
)
def test_a_double_rule_parts_rows_of_one_table(lower: RawGrid, tables: int) -> None:
    assert len(without_double_rules([UPPER, lower])) == tables


TABLE = grid(60, 120, 180, ys=(100, 120, 140))


@pytest.mark.parametrize(
    ("line", "is_slash"),
    [
        ((60, 100, 120, 120), True),
        ((62, 102, 118, 118), True),
        ((60, 100, 180, 140), True),
        ((54, 100, 120, 120), False),
        ((60, 94, 120, 120), False),
        ((60, 100, 126, 120), False),
        ((60, 100, 120, 126), False),
        ((60, 100, 120, 104), False),
    ],
    ids=["cell", "beside the corners", "block", "left of", "over", "right of", "below", "within"],
)
def test_a_line_from_corner_to_corner_crosses_out(line: tuple[float, float, float, float], is_slash: bool) -> None:
    assert bool(slashes_of([Area(*line, 0)], [TABLE])) is is_slash


def test_in_the_single_cell_of_a_box_a_line_crosses_out_nothing_but_in_a_table_in_it() -> None:
    box, line = grid(40, 200, ys=(80, 160)), Area(40, 80, 200, 160, 0)
    assert not slashes_of([line], [box])
    box.cells[0].nested.append(grid(50, 90, ys=(100, 120)))
    assert not slashes_of([line, Area(50, 100, 90, 120, 0)], [box])
    box.cells[0].nested.append(TABLE)
    assert slashes_of([line, Area(60, 100, 120, 120, 0)], [box]) == [Rect(60, 100, 120, 120)]


def test_a_page_of_slanted_lines_is_a_drawing() -> None:
    assert not slashes_of([Area(60, 100, 120, 120, 0)] * 601, [TABLE])


def test_a_grid_stands_in_the_smallest_cell_that_holds_it() -> None:
    page, frame, inner, beside = grid(0, 500, ys=(0, 800)), grid(40, 400, ys=(50, 600)), TABLE, grid(420, 480, ys=(50, 90))
    (outer,) = nested([inner, beside, page, frame])
    assert outer is page and outer.cells[0].nested == [beside, frame]
    assert [cell.nested for cell in all_cells(frame) if cell.nested] == [[inner]]


def line(text: str) -> Line:
    return line_of(1, [Glyph(60 + 10 * k, 100, 70 + 10 * k, 110, char, 10, 0, 0, k) for k, char in enumerate(text)])


def made(ruled: str, *contents: tuple[Item, ...]) -> Grid:
    place = Rect(60, 100, 180, 140)
    cells = tuple(Cell(0, k, 1, 1, place, items) for k, items in enumerate(contents))
    return Grid(1, place, 1, len(cells), cells, (60, 180), (100, 140), ruled="none" if ruled == "none" else "full")


@pytest.mark.parametrize(
    ("item", "tables", "said"),
    [
        (Figure(1, Rect(60, 100, 90, 120), (line("図"),)), 1, "前\n図"),
        (made("none", (line("左"),), (), (line("右"),)), 1, "前\n左\n右"),
        (made("full", (line("枠"),)), 1, "前\n枠"),
        (made("full", (line("左"),), (line("右"),)), 2, "前"),
    ],
    ids=["a figure", "columns without rules", "a box", "a table"],
)
def test_what_a_cell_says_with_what_stands_in_it(item: Item, tables: int, said: str) -> None:
    found = tables_of([PageLayout(1, 595, 842, (made("full", (line("前"), item), ()),), (), ())])
    assert len(found) == tables and found[0].cells[0].text == said


def test_what_stands_in_columns_without_rules_is_no_ruled_table() -> None:
    assert not tables_of([PageLayout(1, 595, 842, (made("none", (line("左"),), (line("右"),)),), (), ())])
