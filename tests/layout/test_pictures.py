"""A picture by, under or over a table: the table is whole, and every glyph of a ruled cell stays there."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from pipeline.layout import layouts_of
from pipeline.layout.model import Figure, Grid, Line
from pipeline.layout.tables import tables_on
from pipeline.pages import Engine, read_pages
from pipeline.pages.lines import PageDrawing
from pipeline.pages.model import Area
from pipeline.pages.mupdf import pymupdf
from tests.layout.pens import COLUMN, LEFT, ROW, TOP, frame, table, text
from tests.pages.drawing import pdf

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
ROWS = [["区分", "回数", "延べ人数"], ["講座", "12", "340"], ["相談", "48", "96"]]
RIGHT, BOTTOM = LEFT + 3 * COLUMN, TOP + 3 * ROW


def picture(page: Any, x0: float, y0: float, x1: float, y1: float, *, is_whole: bool = True) -> None:
    """A pale picture as a chart is pasted: its axes and numbers are pixels."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8), False)
    pixels.clear_with(0xE8)
    page.insert_image(pymupdf.Rect(x0, y0, x1, y1), pixmap=pixels, overlay=False, keep_proportion=is_whole)


@ENGINES
@pytest.mark.parametrize(
    "place",
    [
        (LEFT - 10, BOTTOM, LEFT + 200, BOTTOM + 150),
        (LEFT - 10, BOTTOM - 4, LEFT + 200, BOTTOM + 150),
        (LEFT, TOP - 120, RIGHT, TOP + 3),
        (RIGHT + 1, TOP - 5, RIGHT + 60, BOTTOM + 5),
        (LEFT - 45, TOP - 5, LEFT + 12, BOTTOM + 5),
        (LEFT + COLUMN + 20, TOP + ROW + 5, LEFT + 2 * COLUMN + 20, BOTTOM + 60),
    ],
)
def test_a_table_near_a_picture_is_whole(engine: Engine, place: tuple[float, float, float, float]) -> None:
    def draw(page: Any, _: Any) -> None:
        picture(page, *place)
        table(page, ROWS)

    (found,) = tables_on(read_pages(pdf(draw), engine))
    assert [[cell.text for cell in found.cells if cell.row == row] for row in range(3)] == ROWS


def test_a_picture_in_a_cell_is_that_cell_s_and_so_is_what_is_printed_on_it() -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 2, 2, wide=110, high=90)
        picture(page, LEFT + 115, TOP + 8, LEFT + 210, TOP + 80)
        text(page, LEFT + 130, TOP + 40, "12人")
        text(page, LEFT + 3, TOP + 40, "相談")

    (grid,) = [item for item in layouts_of(read_pages(pdf(draw)))[0].items if isinstance(item, Grid)]
    (figure,) = [item for item in grid.rows[0][1].items if isinstance(item, Figure)]
    assert [line.text for line in figure.lines] == ["12人"]
    assert grid.rows[0][0].text == "相談" and not grid.rows[1][1].items


def test_a_frame_drawn_around_a_picture_is_part_of_it() -> None:
    def draw(page: Any, _: Any) -> None:
        picture(page, 60, 60, 160, 120)
        frame(page, 1, 1, x=55, y=55, wide=110, high=70)
        text(page, 55, 200, "図のとおりです。")

    figure, _ = layouts_of(read_pages(pdf(draw)))[0].items
    assert isinstance(figure, Figure) and figure.rect.x0 < 60


@ENGINES
def test_pictures_that_touch_beside_tables_one_under_the_other_are_one_each(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, ROWS)
        picture(page, RIGHT + 30, TOP, RIGHT + 80, BOTTOM + 2)
        table(page, [row[:2] for row in ROWS], x=LEFT - 5, y=BOTTOM + 4)
        picture(page, RIGHT - COLUMN + 10, BOTTOM + 4, RIGHT + 60, BOTTOM + 3 * ROW)

    items = layouts_of(read_pages(pdf(draw), engine))[0].items
    assert [(type(item), item.rect.y0 > BOTTOM) for item in items] == [(Grid, False), (Figure, False), (Grid, True), (Figure, True)]


@ENGINES
def test_tables_one_under_the_other_beside_a_tall_picture_are_read_from_the_top_down(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, [row[:2] for row in ROWS], x=LEFT + 20)
        table(page, ROWS, y=BOTTOM + 10)
        picture(page, RIGHT + 10, TOP - 2, RIGHT + 60, BOTTOM + 3 * ROW, is_whole=False)

    items = layouts_of(read_pages(pdf(draw), engine))[0].items
    assert [(type(item), item.rect.y0 > BOTTOM) for item in items] == [(Grid, False), (Grid, True), (Figure, False)]


@ENGINES
@pytest.mark.parametrize("thick", [0.5, 1.2])
def test_rules_that_are_painted_as_pictures_are_rules(engine: Engine, thick: float) -> None:
    def draw(page: Any, _: Any) -> None:
        for k in range(4):
            picture(page, LEFT, TOP + ROW * k - thick / 2, RIGHT, TOP + ROW * k + thick / 2, is_whole=False)
            picture(page, LEFT + COLUMN * k - thick / 2, TOP, LEFT + COLUMN * k + thick / 2, BOTTOM, is_whole=False)
        for row, texts in enumerate(ROWS):
            for column, said in enumerate(texts):
                text(page, LEFT + COLUMN * column + 3, TOP + ROW * row + 13, said)

    pages = read_pages(pdf(draw), engine)
    (found,) = tables_on(pages)
    assert [[cell.text for cell in found.cells if cell.row == row] for row in range(3)] == ROWS
    assert pages[0].pictures == ()


@ENGINES
def test_strips_of_a_picture_are_no_rules(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        text(page, LEFT, TOP - 10, "写真")
        for k in range(40):
            picture(page, LEFT, TOP + k, RIGHT, TOP + k + 1, is_whole=False)

    (page,) = read_pages(pdf(draw), engine)
    assert page.rulings == () and len(page.pictures) == 40


def test_dots_that_are_painted_as_pictures_take_no_longer_each_where_they_are_many() -> None:
    drawn = PageDrawing(595, 842)
    drawn.sort_out([])
    dots = [Area(50 + k % 100 * 4.0, 60 + k // 100 * 2.0, 52 + k % 100 * 4.0, 60.5 + k // 100 * 2.0, -1) for k in range(20_000)]
    strips = [Area(50, 600 + k * 0.25, 500, 600.25 + k * 0.25, -1) for k in range(400)]
    before = process_time()
    assert drawn.without_rules([*dots, *strips]) == tuple(strips)
    assert process_time() - before < 10, "six minutes where each is held against all others"


@ENGINES
@pytest.mark.parametrize("grounds", ["header and names", "header", "a cell"])
def test_pictures_that_shade_the_cells_of_a_table_are_its_ground(engine: Engine, grounds: str) -> None:
    """Browsers print a shade that changes from one colour to the other as a picture, a little smaller than its cell."""
    cells = {(0, k) for k in range(3)} | {(k, 0) for k in range(3)} if grounds == "header and names" else {(0, k) for k in range(3)}

    def draw(page: Any, _: Any) -> None:
        for row, column in cells if grounds != "a cell" else {(0, 1)}:
            x, y = LEFT + COLUMN * column, TOP + ROW * row
            picture(page, x - 0.4, y + 0.4, x + COLUMN - 0.4, y + ROW - 0.3, is_whole=False)
        table(page, ROWS)

    pages = read_pages(pdf(draw), engine)
    (grid,) = layouts_of(pages)[0].items
    assert isinstance(grid, Grid) and [[cell.text for cell in row] for row in grid.rows] == ROWS
    assert all(isinstance(item, Line) for cell in grid.cells for item in cell.items)
