"""One small page for each trap that real sheets set a reader of geometry."""

from __future__ import annotations

import pytest

from benchmarks.typeset.grid import Border
from benchmarks.typeset.paper import Ink, Press, Text
from tests.layout.drawing import Drawn, cells_of, grids, layout_of, page, plain_table, rule, say, texts

ROWS = [["", "R4年度", "R5年度"], ["電話相談", "83件", "71件"]]
CELLS = plain_table(ROWS).cells


def frame(height: float = 200.0, border: Border | None = None) -> Drawn:
    """A label row and an empty cell of the given height below it, 475 points wide."""
    return Drawn({(0, 0): (1, 1, "評価の理由（法人）"), (1, 0): (1, 1, "")}, (475.0,), (18.0, height), border or Border())


@pytest.mark.parametrize("gap", [0.5, 1.0, 3.0])
def test_a_nested_table_just_under_the_rule_of_its_frame_stays_nested(gap: float) -> None:
    sheet = page()
    frame().draw(sheet, 60, 60)
    plain_table(ROWS).draw(sheet, 64, 78 + gap)
    (outer,) = grids(layout_of(sheet)[0].items)
    assert [cells_of(g) for g in outer.cells[-1].grids] == [CELLS]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_nested_table_that_shares_a_side_of_its_frame_stays_nested(side: str) -> None:
    sheet = page()
    frame().draw(sheet, 60, 60)
    plain_table(ROWS).draw(sheet, 60 if side == "left" else 535 - 150, 100)
    say(sheet, 64, 160, "・文")
    (outer,) = grids(layout_of(sheet)[0].items)
    assert [(c.row, c.col) for c in outer.cells] == [(0, 0), (1, 0)]
    assert [cells_of(g) for g in outer.cells[-1].grids] == [CELLS]
    assert texts(outer.cells[-1].items) == ["・文"]


def test_a_label_box_that_touches_the_next_table_is_not_a_row_of_it() -> None:
    sheet = page()
    Drawn({(0, 0): (1, 1, "評価の理由（法人）")}, (475.0,), (18.0,)).draw(sheet, 60, 60)
    plain_table(ROWS).draw(sheet, 60, 78)
    found = grids(layout_of(sheet)[0].items)
    shapes = [cells_of(g) for g in found]
    assert shapes[-1] == CELLS or {(r - 1, c): v for (r, c), v in shapes[-1].items() if r} == CELLS


def test_the_side_lines_that_a_spreadsheet_leaves_on_a_page_are_a_cell() -> None:
    sheet = page()
    rule(sheet, 60, 50, 60, 780)
    rule(sheet, 535, 50, 535, 780)
    say(sheet, 64, 64, "・前のページから続く文")
    say(sheet, 64, 78, "　の終わり。")
    found = grids(layout_of(sheet)[0].items)
    assert [list(cells_of(g).values()) for g in found] == [[(1, 1, "・前のページから続く文\n の終わり。")]] or [
        [line.text.strip() for line in g.cells[0].lines] for g in found
    ] == [["・前のページから続く文", "の終わり。"]]
    assert found[0].open_top
    assert found[0].open_bottom


def test_a_line_of_text_near_a_rule_is_in_the_cell_where_it_stands() -> None:
    sheet = page()
    plain_table([["上"], ["下"]], 100, 11.0).draw(sheet, 60, 60)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == {(0, 0): (1, 1, "上"), (1, 0): (1, 1, "下")}


def test_two_frames_that_touch_side_by_side_with_other_rows_are_read_by_cell() -> None:
    """A label at the left spans the two rows at its right, as in 成果と課題."""
    cells = {(0, 0): (2, 1, "成果と\n課題"), (0, 1): (1, 1, "（成果）\n・広がった。"), (1, 1): (1, 1, "（課題）\n・残った。")}
    sheet = page()
    Drawn(cells, (50.0, 400.0), (40.0, 40.0)).draw(sheet, 60, 60)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == cells


@pytest.mark.parametrize("order", ["layers", "text_first", "columns", "reversed", "fallback"])
def test_glyphs_are_ordered_by_place_whatever_the_stream_says(order: str) -> None:
    sheet = page()
    say(sheet, 60, 100, "𠮷原さんと髙橋さんが①②を⇒で結んだ。")
    say(sheet, 60, 114, "次の行。")
    layout = layout_of(sheet, press=Press(order=order))[0]
    assert texts(layout.items) == ["𠮷原さんと髙橋さんが①②を⇒で結んだ。", "次の行。"]


def test_a_label_of_one_glyph_a_line_stays_in_order() -> None:
    sheet = page()
    cells = {(0, 0): (1, 1, ""), (0, 1): (1, 1, "")}
    Drawn(cells, (20.0, 300.0), (140.0,)).draw(sheet, 60, 60)
    for k, char in enumerate("振り返りの視点"):
        say(sheet, 65.5, 80 + 10.5 * k, char)
    say(sheet, 84, 75, "ア　声を集めているか。")
    (grid,) = grids(layout_of(sheet)[0].items)
    assert ["".join(line.text for line in c.lines) for c in grid.cells] == ["振り返りの視点", "ア 声を集めているか。"] or [
        "".join(line.text for line in c.lines) for c in grid.cells
    ] == ["振り返りの視点", "ア　声を集めているか。"]


def test_vertical_writing_of_a_vertical_font_is_one_line() -> None:
    sheet = page()
    Drawn({(0, 0): (1, 1, ""), (0, 1): (1, 1, "")}, (20.0, 300.0), (140.0,)).draw(sheet, 60, 60)
    say(sheet, 70, 70, "振り返りの視点", vertical=True)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [line.text for line in grid.cells[0].lines] == ["振り返りの視点"]


def test_running_headers_and_page_numbers_are_furniture() -> None:
    sheets = []
    body = ["初めの文。", "別の文。", "終わりの文。"]
    for number in (1, 2, 3):
        sheet = page()
        say(sheet, 350, 24, "様式1-1 地域子育て支援拠点事業評価シート")
        say(sheet, 60, 60, body[number - 1])
        say(sheet, 290, 824, f"- {number} -")
        sheets.append(sheet)
    for number, layout in enumerate(layout_of(*sheets), 1):
        assert texts(layout.items) == [body[number - 1]]
        assert sorted(line.text.replace(" ", "") for line in layout.furniture) == sorted(
            [f"-{number}-", "様式1-1地域子育て支援拠点事業評価シート"]
        )


def test_ruby_is_no_text() -> None:
    sheet = page()
    say(sheet, 60, 400, "・養育者が集う。")
    sheet.texts.append(Text(69, 391, "よういくしゃ", Ink("gothic", 4.5)))
    layout = layout_of(sheet)[0]
    assert texts(layout.items) == ["・養育者が集う。"]
    assert len(layout.decoration) == 6


def test_a_chart_beside_a_table_leaves_the_table_whole() -> None:
    sheet = page()
    plain_table([["R4年度", "91.3%"], ["R5年度", "94.1%"], ["R6年度", "96.8%"]], 60).draw(sheet, 60, 100)
    for k, value in enumerate((91.3, 94.1, 96.8)):
        sheet.area(260, 104 + 15 * k, 260 + 1.5 * value, 113 + 15 * k, (0.9, 0.5, 0.2))
        say(sheet, 262 + 1.5 * value, 112 + 15 * k, f"{value}%", 7)
        say(sheet, 222, 112 + 15 * k, f"R{k + 4}年度", 7)
    rule(sheet, 260, 100, 260, 150)
    rule(sheet, 260, 150, 420, 150)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert (grid.n_rows, grid.n_cols) == (3, 2)
    assert [c.lines[0].text for c in grid.cells] == ["R4年度", "91.3%", "R5年度", "94.1%", "R6年度", "96.8%"]


@pytest.mark.parametrize("press", [Press(rotate=90), Press(rotate=270), Press(crop=(30, 20)), Press(user_unit=2.0)], ids=str)
def test_a_page_is_read_as_displayed(press: Press) -> None:
    sheet = page(842, 595)
    frame().draw(sheet, 60, 60)
    plain_table(ROWS).draw(sheet, 64, 100)
    (outer,) = grids(layout_of(sheet, press=press)[0].items)
    assert texts(outer.cells[0].items) == ["評価の理由（法人）"]
    assert [cells_of(g) for g in outer.cells[-1].grids] == [CELLS]


def test_lines_of_neighbouring_columns_are_not_joined_across_a_rule() -> None:
    sheet = page()
    goal = "来館した親子が歓迎されていると感じ、肩の力を抜いて\n過ごせる場になっている。"
    row = [goal, "○受入れの方法を見直し、誰でも\n使えるようにする。", "Ａ", "Ｂ"]
    drawn = Drawn({(0, c): (1, 1, t) for c, t in enumerate(row)}, (232.0, 150.0, 30.0, 30.0), (30.0,))
    drawn.draw(sheet, 60, 60)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == drawn.cells
