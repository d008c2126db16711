"""Text that is larger than its cell: what a clip hides is not seen, what runs over the wall stays where it begins."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.layout.tables import tables_on
from pipeline.pages import Engine, read_pages
from tests.layout.pens import COLUMN, LEFT, ROW, SIZE, TOP, clipped, frame, text
from tests.pages.drawing import pdf

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
LONG = "地域の子育てサークルへの出張講座"


def rows(draw: Any, engine: Engine) -> list[list[str]]:
    (found,) = tables_on(read_pages(pdf(draw, width=500), engine))
    return [[cell.text for cell in found.cells if cell.row == row] for row in range(found.n_rows)]


def cell(row: int, column: int) -> tuple[float, float, float, float]:
    x, y = LEFT + COLUMN * column, TOP + ROW * row
    return x, y, x + COLUMN, y + ROW


@ENGINES
def test_a_number_that_runs_over_the_walls_is_not_cut(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 3, 2)
        for across, said in enumerate(("区分", "内容", "備考")):
            text(page, LEFT + 3 + COLUMN * across, TOP + 13, said)
        text(page, LEFT + 3, TOP + 33, "相談")
        text(page, LEFT + 3 + COLUMN, TOP + 33, "1,234,567,890,123,456,789千円")

    assert rows(draw, engine) == [["区分", "内容", "備考"], ["相談", "1,234,567,890,123,456,789千円", ""]]


@ENGINES
def test_a_text_from_right_of_the_table_runs_over_its_left_side(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 2, 2)
        text(page, LEFT - 30, TOP + 13, "1,234,567,890")
        text(page, LEFT + 3, TOP + 33, "12")
        text(page, LEFT + 3 + COLUMN, TOP + 33, "48")

    assert rows(draw, engine) == [["1,234,567,890", ""], ["12", "48"]]


@ENGINES
def test_neighbours_that_nearly_touch_are_two_texts(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 2, 2)
        for down in range(2):
            text(page, LEFT + COLUMN - 20, TOP + 13 + ROW * down, "回数")
            text(page, LEFT + COLUMN + 1, TOP + 13 + ROW * down, "人数")

    assert rows(draw, engine) == [["回数", "人数"]] * 2


@ENGINES
def test_a_cell_shows_what_its_clip_lets_through(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        frame(page, 3, 2)
        text(page, LEFT + 3, TOP + 13, "講座")
        clipped(page, document, cell(0, 1), (LEFT + COLUMN + 3, TOP + 13), LONG)
        text(page, LEFT + 3 + 2 * COLUMN, TOP + 13, "あり")
        clipped(page, document, cell(1, 1), (LEFT + COLUMN - 6, TOP + 33), "１２３４５６７８９")
        text(page, LEFT + 3 + 2 * COLUMN, TOP + 33, "なし")

    (page,) = read_pages(pdf(draw), engine)
    assert rows(draw, engine) == [["講座", LONG[:6], "あり"], ["", "２３４５６７", "なし"]]
    assert "".join(glyph.text for glyph in page.hidden if glyph.y0 > 0) == LONG[6:] + "１８９"


@ENGINES
def test_a_bracket_whose_empty_half_a_clip_cuts_off_is_seen(engine: Engine) -> None:
    """Its ink is in the other half of its box; the middle of that lies outside the clip."""

    def draw(page: Any, document: Any) -> None:
        frame(page, 2, 1)
        x, y, _, bottom = cell(0, 0)
        clipped(page, document, (x, y, LEFT + 3 + 9 * 4 - 5, bottom), (LEFT + 3, TOP + 13), "（区）")
        text(page, LEFT + COLUMN + 3, TOP + 13, "区の理由")

    assert rows(draw, engine) == [["（区）", "区の理由"]]


@ENGINES
def test_what_a_clip_hides_right_over_a_number_takes_no_digit_from_it(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        frame(page, 3, 1)
        clipped(page, document, cell(0, 0), (LEFT + 3, TOP + 13), LONG)
        text(page, LEFT + 3 + 7 * 9, TOP + 13, "１２３")
        clipped(page, document, cell(0, 2), (LEFT + 3 + 14 * 9, TOP + 13), "４５")

    assert rows(draw, engine) == [[LONG[:6], "１２３", "４５"]]


@ENGINES
def test_a_line_below_the_rows_clip_is_not_the_next_rows(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        frame(page, 2, 2)
        text(page, LEFT + 3, TOP + 13, "講座")
        clipped(page, document, cell(0, 1), (LEFT + COLUMN + 3, TOP + 13), "一行目")
        clipped(page, document, cell(0, 1), (LEFT + COLUMN + 3, TOP + 26), "二行目")
        text(page, LEFT + 3, TOP + 33, "相談")
        text(page, LEFT + COLUMN + 3, TOP + 33, "随時")

    assert rows(draw, engine) == [["講座", "一行目"], ["相談", "随時"]]


@ENGINES
def test_what_a_merged_cell_repeats_outside_its_clip_is_said_once(engine: Engine) -> None:
    """A spreadsheet prints a merged cell's whole text on every page that it reaches, and clips it to the part on each."""
    lines = [f"{k}行目の文である" for k in range(1, 7)]

    def part(first: bool) -> Any:
        def draw(page: Any, document: Any) -> None:
            frame(page, 1, 1, y=100, wide=150, high=36)
            for k, line in enumerate(lines):
                clipped(page, document, (LEFT, 100, LEFT + 150, 136), (LEFT + 3, (110 if first else 74) + 12 * k), line)

        return draw

    pages = read_pages(pdf(part(True), part(False)), engine)
    assert ["".join(glyph.text for glyph in page.glyphs) for page in pages] == ["".join(lines[:3]), "".join(lines[3:])]


@ENGINES
def test_a_cropped_picture_hides_nothing_where_it_is_cropped(engine: Engine) -> None:
    from pipeline.pages.mupdf import pymupdf
    from tests.pages.drawing import append

    def draw(page: Any, document: Any) -> None:
        page.insert_text((50, 100), "seen", fontsize=10)
        pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 4, 4))
        pixels.clear_with(90)
        page.insert_image((150, 20, 160, 30), pixmap=pixels)
        name = page.get_images()[0][7]
        append(page, document, f"q 100 320 60 60 re W n 200 0 0 200 20 200 cm /{name} Do Q".encode())

    (page,) = read_pages(pdf(draw), engine)
    assert "".join(glyph.text for glyph in page.glyphs) == "seen"
    assert any(picture[:4] == pytest.approx((100, 20, 160, 80), abs=0.1) for picture in page.pictures)


@ENGINES
def test_words_that_fill_their_cells_stay_apart_though_they_are_drawn_one_after_the_other(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 3, 2, wide=46)
        for across, said in enumerate(("既決予定額", "補正予定額", "合計予定額")):
            text(page, LEFT + 0.3 + 46 * across, TOP + 13, said)
            text(page, LEFT + 3 + 46 * across, TOP + 33, f"{across + 1}")

    assert rows(draw, engine)[0] == ["既決予定額", "補正予定額", "合計予定額"]


@ENGINES
@pytest.mark.parametrize(("start", "expected"), [(1.0, ["地域協議会", "年２回"]), (3.0, ["地域協議会年２回", ""])])
def test_what_begins_at_a_wall_where_the_column_s_texts_do_is_another_text(engine: Engine, start: float, expected: list[str]) -> None:
    """A spreadsheet's text fills its cell to the wall, and a point over it; else it runs on into an empty one."""
    beside = LEFT + COLUMN + 1

    def draw(page: Any, _: Any) -> None:
        frame(page, 2, 2)
        text(page, LEFT + COLUMN + start, TOP + 13, "開催")
        text(page, beside - 5 * SIZE, TOP + 33, "地域協議会")
        text(page, beside, TOP + 33, "年２回")

    assert rows(draw, engine)[1] == expected


def test_a_line_is_held_to_all_clips_of_its_page_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word processors set a clip around each piece of text: lines by clips took a minute for a dense page."""
    from pipeline.pages import mupdf_clips

    asked: list[object] = []
    reaches_out = mupdf_clips._reaches_out

    def counted(line: Any, clip: Any) -> bool:
        asked.append(line)
        return reaches_out(line, clip)

    monkeypatch.setattr(mupdf_clips, "_reaches_out", counted)

    def draw(page: Any, document: Any) -> None:
        for k in range(60):
            clipped(page, document, (0, 0, 500, 400), (20 + 90 * (k % 5), 20 + 30 * (k // 5)), f"第{k}")

    (page,) = read_pages(pdf(draw, width=500), "pymupdf")
    assert len(page.glyphs) == 60 * 2 + 50 and len(asked) <= len(page.glyphs)
