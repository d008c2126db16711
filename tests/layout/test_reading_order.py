"""In which order the items of a page or a cell are read, which lines stand in them, and which colour is under a cell. Places in points."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines, in_reading_order, layout_of_page
from pipeline.layout.lines import rows_of
from pipeline.layout.model import Cell, Figure, Grid, Item, Line
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling, Style

Box = tuple[float, float, float, float]


def line(text: str, x0: float, y0: float, x1: float, y1: float) -> Line:
    glyphs = Glyphs.of([Glyph(x0, y0, x1, y1, text, y1 - y0, 0, 0, 0)])
    return Line(1, Rect(x0, y0, x1, y1), glyphs, y1 - y0, text, False)


def column(text: str, x0: float, y0: float, x1: float, y1: float, style: int = Style.VERTICAL) -> Line:
    glyphs = Glyphs.of([Glyph(x0, y0, x1, y1, text, x1 - x0, style, 0, 0)])
    return Line(1, Rect(x0, y0, x1, y1), glyphs, x1 - x0, text, False, vertical=True)


def order(*items: Line) -> str:
    return "".join(item.text for item in in_reading_order(items) if isinstance(item, Line))


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([(0, 20, 50, 30), (0, 0, 50, 10)], "乙甲"),
        ([(60, 0, 90, 10), (0, 0, 50, 10)], "乙甲"),
        ([(60, 0, 90, 10), (0, 4, 50, 14)], "乙甲"),
        ([(60, 0, 90, 10), (0, 7, 50, 17)], "甲乙"),
        ([(0, 0, 50, 10), (0, 4, 50, 14)], "甲乙"),
        ([(0, 0, 50, 100), (60, 40, 90, 50), (60, 10, 90, 20), (60, 70, 90, 80)], "甲丙乙丁"),
        ([(60, 0, 90, 100), (0, 40, 50, 50), (0, 10, 50, 20)], "丙乙甲"),
        ([(60, 0, 90, 100), (0, 10, 50, 90), (0, 95, 50, 140)], "乙甲丙"),
        ([(60, 0, 100, 10), (0, 4, 60.5, 14)], "乙甲"),
        ([(55, 0, 100, 10), (0, 4, 60, 14)], "甲乙"),
        ([(0, 0, 50, 10), (60, 2, 99, 12), (0, 30, 50, 40), (60, 32, 99, 42)], "甲乙丙丁"),
        ([(0, 40, 45, 50), (5, 10, 50, 20), (60, 0, 90, 100)], "乙甲丙"),
        ([(60, 0, 90, 10), (0, 2, 50, 100)], "乙甲"),
        ([(0, 0, 40, 100), (60, 0, 100, 100), (30, 0, 70, 100), (80, 0, 120, 100)], "甲丙乙丁"),
        ([(20, 0, 90, 10), (0, 5.1, 10, 15.1), (20, 10.1, 50, 20.1)], "乙甲丙"),
    ],
    ids=[
        *("down", "across", "nearly level", "lower", "over each other", "beside a tall one", "left of a tall one"),
        *(
            "below a column",
            "touching",
            "overlapping",
            "rows",
            "a column that shares some width",
            "a line at the head of a tall one",
            "crossing without end",
            "a mark in the middle of two lines",
        ),
    ],
)
def test_from_the_top_down_and_from_left_to_right(boxes: Sequence[Box], expected: str) -> None:
    assert order(*(line(text, *box) for text, box in zip("甲乙丙丁", boxes, strict=False))) == expected


def test_columns_of_writing_from_top_to_bottom_are_read_from_the_right() -> None:
    columns = [column("甲", 0, 0, 10, 90), column("乙", 20, 0, 30, 90)]
    assert order(*columns) == "乙甲"
    assert order(*columns, line("丙", 40, 0, 60, 10)) == "甲乙丙"
    for turn, expected in ((Style.QUARTER, "乙甲"), (Style.QUARTER | Style.HALF, "甲乙")):
        assert order(*(column(one.text, *one.rect, style=Style.TURNED | turn) for one in columns)) == expected
    assert order(column("甲", 0, 0, 10, 40), column("乙", 20, 45, 30, 90)) == "甲乙"
    assert order(column("甲", 0, 0, 10, 20), column("乙", 20, 0, 30, 90)) == "乙甲"
    assert order(line("甲", 0, 0, 10, 20), line("乙", 20, 0, 30, 90)) == "甲乙"


def test_a_figure_beside_a_column_is_no_writing_from_top_to_bottom() -> None:
    figure, text = Figure(1, Rect(0, 0, 50, 90), ()), column("甲", 60, 0, 70, 90)
    assert in_reading_order([text, figure]) == [figure, text]


def test_the_lines_of_all_that_is_nested() -> None:
    said = [line(char, 0, 0, 10, 10) for char in "甲乙丙丁"]

    def grid(*items: Item) -> Grid:
        return Grid(1, Rect(0, 0, 9, 9), 1, 1, (Cell(0, 0, 1, 1, Rect(0, 0, 9, 9), items),), (0, 9), (0, 9))

    figure = Figure(1, Rect(0, 0, 9, 9), (said[1],))
    assert "".join(one.text for one in all_lines([said[0], figure, grid(said[2], grid(said[3]))])) == "甲乙丙丁"
    assert "".join(one.text for one in all_lines([grid(said[0], said[1])])) == "甲乙"


def ruled(x0: float, y0: float, x1: float, y1: float) -> list[Ruling]:
    level = [Ruling(x0, y, x1, y, 0.5, 0) for y in (y0, y1)]
    return [*level, *(Ruling(x, y0, x, y1, 0.5, 0) for x in (x0, x1))]


def page(rulings: Sequence[Ruling], glyphs: Sequence[Glyph] = (), **areas: Sequence[Area]) -> Page:
    made = {name: tuple(found) for name, found in areas.items()}
    return Page(1, 595, 842, Glyphs.of(glyphs), (), tuple(rulings), made.get("fills", ()), made.get("pictures", ()), made.get("shapes", ()))


def grid_on(made: Page) -> Grid:
    (grid,) = [item for item in layout_of_page(made, rows_of(made.glyphs)).items if isinstance(item, Grid)]
    return grid


SHADE, WHITE = 0xDDDDDD, 0xFFFFFF


@pytest.mark.parametrize(
    ("fills", "color"),
    [
        ([(60, 100, 160, 120, SHADE)], SHADE),
        ([(60, 100, 160, 120, WHITE)], None),
        ([(60, 100, 160, 120, SHADE), (60, 100, 160, 120, WHITE)], None),
        ([(60, 100, 160, 120, WHITE), (60, 100, 160, 120, SHADE)], SHADE),
        ([(60, 100, 100, 120, SHADE)], None),
        ([(120, 100, 160, 120, SHADE)], None),
        ([(60, 100, 160, 105, SHADE)], None),
        ([(60, 115, 160, 120, SHADE)], None),
        ([(200, 100, 300, 120, SHADE)], None),
        ([], None),
    ],
    ids=["a shade", "white", "white over it", "over white", "at the left", "at the right", "above", "below", "beside the table", "none"],
)
def test_the_topmost_colour_under_the_middle_of_a_cell_is_its_own(fills: Sequence[tuple[float, ...]], color: int | None) -> None:
    areas = [Area(x0, y0, x1, y1, int(shade)) for x0, y0, x1, y1, shade in fills]
    assert [cell.fill for cell in grid_on(page(ruled(60, 100, 160, 120), fills=areas)).cells] == [color]


def test_a_figure_stands_in_the_cell_in_which_most_of_it_lies_or_on_the_page() -> None:
    pictures = [Area(65, 105, 100, 195, -1), Area(65, 300, 100, 390, -1)]
    layout = layout_of_page(page([*ruled(60, 100, 110, 200), *ruled(110, 100, 160, 200)], pictures=pictures), [])
    (grid,) = [item for item in layout.items if isinstance(item, Grid)]
    figures = [[item.rect.y0 for item in items if isinstance(item, Figure)] for items in (layout.items, *(c.items for c in grid.cells))]
    assert figures == [[300], [105], []]


def test_a_cell_with_a_line_across_it_has_no_value_but_for_what_is_nested_in_it() -> None:
    inner = [*ruled(70, 110, 110, 150), *ruled(110, 110, 150, 150)]
    crossed = Area(60, 100, 160, 160, 0)
    plain = grid_on(page([*ruled(60, 100, 160, 160), *ruled(160, 100, 260, 160)], shapes=[crossed]))
    assert [cell.is_slashed for cell in plain.cells] == [True, False]
    grid = grid_on(page([*ruled(60, 100, 160, 160), *ruled(160, 100, 260, 160), *inner], shapes=[crossed]))
    assert [cell.is_slashed for cell in grid.cells] == [False, False]
    assert [cell.is_slashed for cell in grid.cells[0].grids[0].cells] == [True, True]
