"""Text that is struck out is no content; underlines, the rules of tables and the grids of charts strike nothing out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.typeset.paper import Ink, Press, Sheet, Text, written
from pipeline.layout import layouts_of
from pipeline.layout.assemble import all_lines
from pipeline.pages import Engine, Page, read_pages, source_of
from tests.layout.pens import frame, rule, sideways, table, text
from tests.pages.drawing import Pen, pdf

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
SAID = "会場を公会堂から町内会館に移した"
BASE, SIZE, LEFT = 100.0, 10.0, 50.0
FIRST, LAST = LEFT + 3 * SIZE, LEFT + 8 * SIZE


def said(page: Any) -> None:
    text(page, LEFT, BASE, SAID, size=SIZE)


def stroke(page: Any, y: float = BASE - 3, x0: float = FIRST, x1: float = LAST, width: float = 0.6) -> None:
    rule(page, x0, y, x1, y, width)


def bar(page: Any) -> None:
    page.draw_rect((FIRST, BASE - 3.3, LAST, BASE - 2.7), color=None, fill=(1, 0, 0))


def two_lines(page: Any) -> None:
    stroke(page, BASE - 2.4)
    stroke(page, BASE - 4)


def in_pieces(page: Any) -> None:
    for k in range(3, 8):
        stroke(page, x0=LEFT + k * SIZE, x1=LEFT + (k + 1) * SIZE)


def note(page: Any) -> None:
    page.add_strikeout_annot((FIRST + 1, BASE - 8, LAST - 1, BASE + 1))


def page_of(pen: Pen, engine: Engine, turn: int = 0) -> Page:
    data = pdf(pen)
    return read_pages(sideways(data, turn) if turn else data, engine)[0]


def drawn(how: Callable[[Any], None]) -> Pen:
    def draw(page: Any, _: Any) -> None:
        said(page)
        how(page)

    return draw


def seen(page: Page) -> str:
    return "".join(line.text for line in all_lines(layouts_of([page])[0].items))


@ENGINES
@pytest.mark.parametrize("how", [stroke, bar, two_lines, in_pieces, note])
def test_struck_text_is_no_content(how: Callable[[Any], None], engine: Engine) -> None:
    page = page_of(drawn(how), engine)
    assert "".join(glyph.text for glyph in page.struck) == SAID[3:8]
    assert seen(page) == SAID[:3] + SAID[8:] and not page.rulings and not page.hidden


@ENGINES
def test_struck_text_is_named_where_it_stands(engine: Engine) -> None:
    defects = source_of(pdf(drawn(stroke)), engine).defects
    assert [(defect.code, defect.quote) for defect in defects] == [("struck-text", SAID[3:8])]
    assert defects[0].box is not None and defects[0].box[1:] == pytest.approx((FIRST, BASE - 8.8, LAST, BASE + 1.2), abs=0.1)


@ENGINES
def test_a_page_on_its_side_is_struck_out_across(engine: Engine) -> None:
    page = page_of(drawn(stroke), engine, turn=90)
    assert "".join(glyph.text for glyph in page.struck) == SAID[3:8]


@ENGINES
@pytest.mark.parametrize("turn", [90, 270])
def test_turned_text_is_struck_out_along_its_middle(engine: Engine, turn: int) -> None:
    def draw(page: Any, _: Any) -> None:
        said(page)
        text(page, 200, 160 if turn == 90 else 260, "参加した人数", size=SIZE, turn=turn)
        x, along = (203, (160, 220)) if turn == 90 else (197, (200, 260))
        rule(page, x, along[0], x, along[1], 0.6)

    page = page_of(draw, engine)
    assert "".join(glyph.text for glyph in page.struck) == "参加した人数" and seen(page) == SAID and not page.rulings


@ENGINES
@pytest.mark.parametrize("is_struck", [True, False])
def test_top_to_bottom_writing_is_struck_out_along_its_middle(engine: Engine, is_struck: bool) -> None:
    sheet = Sheet(300, 300)
    sheet.texts.append(Text(200, 100, "振り返りの視点", Ink("gothic", SIZE), vertical=True))
    sheet.texts.append(Text(20, 20, "横", Ink("gothic", SIZE)))
    sheet.line(200 if is_struck else 207, 100, 200 if is_struck else 207, 100 + 7 * SIZE, 0.6, (0, 0, 0))
    (page,) = read_pages(written([sheet], Press()), engine)
    assert len(page.struck) == (7 if is_struck else 0) and len(page.glyphs) == (1 if is_struck else 8)


def underline(page: Any) -> None:
    stroke(page, BASE + 1.5)


def underline_of_the_line_above(page: Any) -> None:
    text(page, LEFT, BASE - 10, SAID, size=SIZE)
    stroke(page, BASE - 8.8)


def rule_of_a_low_row(page: Any) -> None:
    frame(page, 3, 2, y=BASE - 23)


def grid_line(page: Any) -> None:
    for k in range(3):
        stroke(page, BASE - 3 + 20 * k, 20, 280)


def diagonal(page: Any) -> None:
    rule(page, FIRST, BASE - 9, LAST, BASE + 1)


def dash_beside(page: Any) -> None:
    stroke(page, x0=LEFT - 40, x1=LEFT - 2)


def lines_to_write_on(page: Any) -> None:
    """The writing stands low on its lines, of which the last is left empty."""
    text(page, LEFT, BASE + 20, "町内会館に移した会場を公会堂から", size=SIZE)
    for k in range(3):
        stroke(page, BASE - 3 + 20 * k, LEFT - 2, LEFT + len(SAID) * SIZE + 9)


def line_to_write_on(page: Any) -> None:
    stroke(page, BASE - 3, LEFT - 6, LEFT + len(SAID) * SIZE + 6)


def ticks_of_a_chart(page: Any) -> None:
    """Of strokes that are alike one goes behind a number."""
    text(page, 60, 200, "86", size=SIZE)
    for k in range(4):
        stroke(page, 157 + 40 * k, 58, 72)


def pale_grid(page: Any) -> None:
    page.draw_line((FIRST, BASE - 3), (LAST, BASE - 3), width=0.5, color=(0.8, 0.8, 0.8))


def drawn_dash(page: Any) -> None:
    text(page, LEFT, 200, "令和３年度――令和５年度", size=SIZE)
    stroke(page, 197, LEFT + 5 * SIZE, LEFT + 7 * SIZE)


LINES = [underline, underline_of_the_line_above, rule_of_a_low_row, grid_line, diagonal, dash_beside]
LINES += [lines_to_write_on, line_to_write_on, ticks_of_a_chart, pale_grid, drawn_dash]


@ENGINES
@pytest.mark.parametrize("how", LINES)
def test_other_lines_strike_nothing_out(how: Callable[[Any], None], engine: Engine) -> None:
    page = page_of(drawn(how), engine)
    assert not page.struck


@ENGINES
def test_a_struck_number_leaves_its_cell_empty(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, [["年度", "人数"], ["4年", "13,482"], ["5年", "1,200"]])
        stroke(page, 90, 112, 168)

    page = page_of(draw, engine)
    assert "".join(glyph.text for glyph in page.struck) == "13,482"
    assert "13,482" not in seen(page) and "1,200" in seen(page)
