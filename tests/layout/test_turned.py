"""Text that is turned: a page on its side is read upright, a turned header is its cell's."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.layout import layouts_of
from pipeline.layout.model import Figure, Line
from pipeline.layout.tables import tables_on
from pipeline.pages import Engine, read_pages
from pipeline.pages.model import Glyph, Glyphs, Page, Style
from pipeline.pages.turning import turn_of_text
from tests.layout.pens import ROW, TOP, frame, rule, sideways, table, text
from tests.pages.drawing import pdf

ROWS = [["区分", "回数", "人数"], ["講座", "12", "340"], ["相談", "48", "96"]]
ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])


def texts(data: bytes, engine: Engine) -> list[list[str]]:
    """The text of the cells of the only table, by row."""
    (found,) = tables_on(read_pages(data, engine))
    return [[cell.text for cell in found.cells if cell.row == row] for row in range(found.n_rows)]


@ENGINES
@pytest.mark.parametrize("by_rotate", [False, True])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_is_turned_is_read_upright(engine: Engine, turn: int, by_rotate: bool) -> None:
    upright = pdf(lambda page, _: table(page, ROWS))
    data = sideways(upright, turn, by_rotate=by_rotate)
    assert texts(data, engine) == ROWS
    (page,) = read_pages(data, engine)
    assert turn_of_text(page) == turn
    # the box is told on the page as displayed
    (straight,), (turned,) = tables_on(read_pages(upright, engine)), tables_on([page])
    x0, y0, x1, y1 = straight.box
    wide, high = 300.0, 400.0
    there = {90: (high - y1, x0, high - y0, x1), 180: (wide - x1, high - y1, wide - x0, high - y0), 270: (y0, wide - x1, y1, wide - x0)}
    assert turned.box == pytest.approx(there[turn], abs=0.1)


@ENGINES
def test_a_page_turned_back_by_rotate_is_displayed_upright(engine: Engine) -> None:
    data = sideways(sideways(pdf(lambda page, _: table(page, ROWS)), 90), 270, by_rotate=True)
    assert texts(data, engine) == ROWS and turn_of_text(read_pages(data, engine)[0]) == 0


@ENGINES
@pytest.mark.parametrize("turn", [90, 270])
def test_a_header_turned_by_a_quarter_is_its_cells_text(engine: Engine, turn: int) -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 3, 3)
        frame(page, 3, 1, y=TOP - 60, high=60)
        for across, lines in enumerate((("区分",), ("開催した回数",), ("参加した", "延べ人数"))):
            for k, said in enumerate(lines):
                x = 50 + 60 * across
                if turn == 270:
                    text(page, x + 20 + 12 * k, TOP - 3, said, turn=turn)
                else:
                    text(page, x + 40 - 12 * k, TOP - 57, said, turn=turn)
        for down in range(3):
            for across in range(3):
                text(page, 53 + 60 * across, TOP + 13 + ROW * down, f"{down}{across}")

    assert texts(pdf(draw), engine)[0] == ["区分", "開催した回数", "参加した\n延べ人数"]


@ENGINES
@pytest.mark.parametrize(("band", "title"), [((0.1, 0.2, 0.5), (1, 1, 1)), ((0.2, 0.4, 0.3), (0.95, 0.9, 0.6))])
def test_a_large_light_title_on_a_dark_band_is_text(engine: Engine, band: tuple[float, ...], title: tuple[float, ...]) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((0, 20, 300, 64), color=None, fill=band)
        text(page, 20, 56, "みどり台区", size=30, color=title)
        table(page, ROWS)

    (layout,) = layouts_of(read_pages(pdf(draw), engine))
    assert [item.text for item in layout.items if isinstance(item, Line)] == ["みどり台区"] and not layout.decoration


@ENGINES
@pytest.mark.parametrize("side", [66, 250])
def test_the_turned_title_of_an_axis_is_the_charts(engine: Engine, side: float) -> None:
    def draw(page: Any, _: Any) -> None:
        text(page, 50, 60, "本文の行がここにある。")
        for k, high in enumerate((40, 60, 30, 50)):
            page.draw_rect((100 + 30 * k, 200 - high, 118 + 30 * k, 200), color=None, fill=(0.3, 0.4, 0.8))
            text(page, 102 + 30 * k, 212, f"R{k + 3}")
        rule(page, 90, 200, 230, 200)
        rule(page, 90, 120, 90, 200)
        for k in range(3):
            text(page, 72 if side < 90 else 235, 203 - 30 * k, str(20 * k))
        text(page, side if side < 90 else 262, 190, "参加した人数", turn=270)
        text(page, 50, 260, "次の本文の行である。")

    (layout,) = layouts_of(read_pages(pdf(draw), engine))
    figure = next(item for item in layout.items if isinstance(item, Figure))
    assert "参加した人数" in [line.text for line in figure.lines]
    assert [item.text for item in layout.items if isinstance(item, Line)] == ["本文の行がここにある。", "次の本文の行である。"]


def test_text_that_slants_is_a_line_as_it_was_set() -> None:
    slanting = [Glyph(100 + 7 * k, 200 - 7 * k, 109 + 7 * k, 209 - 7 * k, char, 9.0, Style.TURNED, 0, k) for k, char in enumerate("見本")]
    upright = [Glyph(60 + 9 * k, 400, 69 + 9 * k, 409, char, 9.0, 0, 0, 10 + k) for k, char in enumerate("振り返り")]
    (layout,) = layouts_of([Page(1, 595, 842, Glyphs.of([*slanting, *upright]), (), (), (), (), ())])
    assert sorted(item.text for item in layout.items if isinstance(item, Line)) == ["振り返り", "見本"]
