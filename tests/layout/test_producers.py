"""What browsers and office programs draw otherwise than a hand would: a page for each habit that once misled the reader."""

from __future__ import annotations

import pytest

from benchmarks.typeset.grid import Border
from pipeline.layout.model import Figure
from tests.layout.drawing import Drawn, cells_of, grids, layout_of, page, plain_table, rule, say, texts, words

GREY = (0.8, 0.8, 0.8)
BLUE = (0.2, 0.4, 0.7)


@pytest.mark.parametrize("frame_goes_on_for", [0.0, 2.3], ids=["to the same height", "a little further"])
def test_a_merged_cell_left_open_by_a_page_end_belongs_to_its_table(frame_goes_on_for: float) -> None:
    sheet = page()
    plain_table([["地区", "会場"], ["北部", "公園"]], height=16).draw(sheet, 64, 740)
    for x in (64, 114, 164):
        rule(sheet, x, 772, x, 788)
    rule(sheet, 114, 788, 164, 788)
    for x in (60, 535):
        rule(sheet, x, 700, x, 788 + frame_goes_on_for)
    rule(sheet, 60, 700, 535, 700)
    say(sheet, 67, 781, "中部")
    say(sheet, 117, 781, "広場")
    (frame,) = grids(layout_of(sheet)[0].items)
    (table,) = frame.cells[-1].grids
    rows = words(table)
    assert rows == [["地区", "会場"], ["北部", "公園"], ["中部", "広場"]]


def test_cells_that_each_have_a_border_of_their_own_are_one_table() -> None:
    sheet = page()
    rows = [["", "R4年度", "R5年度"], ["電話相談", "83件", "71件"], ["面接", "12件", "15件"]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            Drawn({(0, 0): (1, 1, text)}, (60.0,), (16.0,)).draw(sheet, 60 + 62.3 * c, 60 + 18.3 * r)
    (table,) = grids(layout_of(sheet)[0].items)
    assert cells_of(table) == {(r, c): (1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)}


def test_boxes_one_below_the_other_are_no_table() -> None:
    sheet = page()
    for k in range(5):
        Drawn({(0, 0): (1, 1, f"第{k}の枠")}, (475.0,), (40.0,)).draw(sheet, 60, 60 + 43 * k)
    assert len(grids(layout_of(sheet)[0].items)) == 5


def shaded_header(rows: list[list[str]], merged: dict[int, int]) -> tuple[list[str], list[list[tuple[str, int]]]]:
    """Two tables without vertical rules, the header shaded cell by cell; what is figure in them, and the rows of the last one."""
    sheet = page()
    for top in (60.0, 160.0):
        plain_table(rows, width=60, border=Border("split")).draw(sheet, 60, top)
        c = 0
        while c < len(rows[0]):
            span = merged.get(c, 1)
            sheet.area(60 + 60 * c, top, 60 + 60 * (c + span), top + 16, GREY)
            c += span
    items = layout_of(sheet)[0].items
    figures = [line.text for item in items if isinstance(item, Figure) for line in item.lines]
    return figures, [[(cell.text, cell.colspan) for cell in row] for row in grids(items)[-1].rows]


def test_the_empty_shaded_corners_of_two_tables_are_no_bars() -> None:
    figures, rows = shaded_header([["", "R4年度", "R5年度"], ["電話相談", "83件", "71件"], ["面接", "12件", "15件"]], {})
    assert not figures
    assert rows[0] == [("", 1), ("R4年度", 1), ("R5年度", 1)]


def test_a_header_is_as_wide_as_its_shade() -> None:
    cells = {(0, 0): (1, 1, "事業"), (0, 1): (1, 3, "R4年度"), (1, 0): (1, 1, "研修"), (1, 1): (1, 1, "4回")}
    cells |= {(1, 2): (1, 1, "86人"), (1, 3): (1, 1, "12人"), (2, 0): (1, 1, "交流会"), (2, 1): (1, 1, "3回")}
    cells |= {(2, 2): (1, 1, "54人"), (2, 3): (1, 1, "6人")}
    sheet = page()
    Drawn(cells, (60.0,) * 4, (16.0,) * 3, Border("split")).draw(sheet, 60, 60)
    sheet.area(60, 60, 120, 76, GREY)
    sheet.area(120, 60, 300, 76, GREY)
    (table,) = grids(layout_of(sheet)[0].items)
    assert cells_of(table) == cells


def test_strips_before_headings_are_no_chart() -> None:
    sheet = page()
    for k in range(3):
        sheet.area(60, 100 + 40 * k, 64.5, 112 + 40 * k, BLUE)
        say(sheet, 70, 110 + 40 * k, f"見出し{k}")
        say(sheet, 60, 128 + 40 * k, "・本文である。")
    items = layout_of(sheet)[0].items
    assert not [item for item in items if isinstance(item, Figure)]
    assert texts(items) == [text for k in range(3) for text in (f"見出し{k}", "・本文である。")]


def test_names_that_stand_apart_from_their_bars_are_the_charts() -> None:
    sheet = page()
    for k, (name, value) in enumerate((("とても相談しやすい", 58), ("相談しやすい", 29), ("普通", 9))):
        say(sheet, 64, 109 + 20 * k, name)
        sheet.area(200, 100 + 20 * k, 200 + 2 * value, 112 + 20 * k, BLUE)
        say(sheet, 204 + 2 * value, 109 + 20 * k, str(value))
    say(sheet, 64, 200, "・グラフの後の文。")
    items = layout_of(sheet)[0].items
    assert texts(items) == ["・グラフの後の文。"]
    (figure,) = [item for item in items if isinstance(item, Figure)]
    assert "とても相談しやすい" in "".join(line.text for line in figure.lines)


def test_names_below_columns_are_the_charts() -> None:
    sheet = page()
    for k, (name, value) in enumerate((("R3年度", 80), ("R4年度", 95), ("R5年度", 60))):
        sheet.area(100 + 70 * k, 220 - value, 130 + 70 * k, 220, BLUE)
        say(sheet, 101 + 70 * k, 231, name)
    say(sheet, 64, 260, "・グラフの後の文。")
    assert texts(layout_of(sheet)[0].items) == ["・グラフの後の文。"]


def test_a_page_number_beside_a_frame_that_overflows_the_page_is_furniture() -> None:
    sheets = []
    for number in range(1, 6):
        sheet = page()
        say(sheet, 64, 100, f"第{'一二三四五'[number - 1]}の文である。")
        say(sheet, 290, 820, f"- {number} -")
        if number == 3:
            rule(sheet, 60, 80, 535, 80)
            for x in (60, 535):
                rule(sheet, x, 80, x, 830)
        sheets.append(sheet)
    for layout in layout_of(*sheets):
        assert [line.text for line in layout.furniture] == [f"- {layout.number} -"]


def test_rules_that_end_at_the_nearer_stroke_of_a_double_rule_meet_it() -> None:
    sheet = page()
    cells = plain_table([["目標", "評価"], ["一つ目", "A"]], width=100, height=30).cells
    for y in (60, 61, 90, 91, 120, 121):
        rule(sheet, 60, y, 261, y)
    for x in (60, 61, 160, 161, 260, 261):
        for top in (62.2, 92.2):
            rule(sheet, x, top, x, top + 27.5)
    for (r, c), (_, _, text) in cells.items():
        say(sheet, 70 + 100 * c, 80 + 30 * r, text)
    (table,) = grids(layout_of(sheet)[0].items)
    assert cells_of(table) == cells


def test_a_frame_of_two_rules_around_tables_is_no_row_of_a_table() -> None:
    sheet = page()
    above = [["目標", "評価"], ["話を聞く場がある", "A"], ["仲間とつながる", "B"]]
    for y in (12, 28, 44, 60, 76, 420):
        rule(sheet, 60, y, 535, y)
    say(sheet, 64, 72, "評価の理由")
    for r, row in enumerate(above):
        for c, text in enumerate(row):
            say(sheet, 64 + 300 * c, 24 + 16 * r, text)
    tables = [
        above,
        [["", "R4年度", "R5年度", "R6年度"], *([f"相談{n}", f"{80 + n}件", f"{70 + n}件", f"{60 + n}件"] for n in range(8))],
        [["", "R2年度", "R3年度", "R4年度", "R5年度", "R6年度"], ["研修", "4回", "5回", "6回", "7回", "8回"], ["交流会", *["3回"] * 5]],
    ]
    for top, rows in zip((90, 260), tables[1:], strict=True):
        right = 70 + 60 * len(rows[0])
        for r, row in enumerate(rows):
            rule(sheet, 70, top + 16 * r, right, top + 16 * r)
            for c, text in enumerate(row):
                say(sheet, 74 + 60 * c, top + 12 + 16 * r, text)
        rule(sheet, 70, top + 16 * len(rows), right, top + 16 * len(rows))
    said = ["・相談は電話と面接で受け、夕方にも受けられるように開く時刻を一時間遅くした。", "・相談の多い月には職員を一人増やした。"]
    for n, text in enumerate(said):
        say(sheet, 66, 350 + 14 * n, text)
    items = layout_of(sheet)[0].items
    assert [words(table) for table in grids(items)] == tables
    assert texts(items) == ["評価の理由", *said]


def test_columns_that_only_the_second_line_of_a_header_shows() -> None:
    sheet = page()
    for y in (60, 92, 124):
        rule(sheet, 60, y, 460, y)
    rule(sheet, 340, 76, 460, 76)
    for x0, x1 in ((60, 200), (340, 460)):
        rule(sheet, x0, 108, x1, 108)
    say(sheet, 64, 72, "目標")
    say(sheet, 210, 72, "前の期の課題")
    say(sheet, 350, 72, "評価(四段階による)")
    say(sheet, 350, 88, "法人")
    say(sheet, 420, 88, "区")
    say(sheet, 210, 110, "・利用が午前に集まる")
    for r, (goal, operator, ward) in enumerate([("話を聞く場がある", "A", "B"), ("仲間とつながる", "B", "B")]):
        say(sheet, 64, 104 + 16 * r, goal)
        say(sheet, 354, 104 + 16 * r, operator)
        say(sheet, 424, 104 + 16 * r, ward)
    (table,) = grids(layout_of(sheet)[0].items)
    ratings = [[cell.text for cell in row if cell.col > 1] for row in table.rows]
    assert ratings[-2:] == [["A", "B"], ["B", "B"]]


@pytest.mark.parametrize("beside", ["one table", "another table"])
def test_a_merged_cell_open_at_a_page_end_between_closed_ones_is_a_cell(beside: str) -> None:
    """Its sides end with its neighbours and its head is ruled; between two tables there is a gap from head to foot."""
    sheet = page()
    for x in (60, 160, 260, 360):
        rule(sheet, x, 700, x, 760)
    for y in (700, 720, 760):
        rule(sheet, 60, y, 160, y)
        rule(sheet, 260, y, 360, y)
    if beside == "one table":
        for y in (700, 720):
            rule(sheet, 160, y, 260, y)
    for x, head, text in ((64, "目標", "居場所"), (164, "課題", "周知"), (264, "評価", "Ａ")):
        say(sheet, x, 714, head)
        say(sheet, x, 744, text)
    tables = grids(layout_of(sheet)[0].items)
    rows = [words(table) for table in tables]
    assert rows == (
        [[["目標", "課題", "評価"], ["居場所", "周知", "Ａ"]]] if beside == "one table" else [[["目標"], ["居場所"]], [["評価"], ["Ａ"]]]
    )


@pytest.mark.parametrize("beyond", [0.0, 0.3])
@pytest.mark.parametrize("end", ["foot", "head"])
def test_merged_cells_open_at_a_page_end_beside_a_closed_one_are_cells(end: str, beyond: float) -> None:
    """The page breaks between the two rows of a header: goal and issues are left open side by side, the ratings' first row is closed."""
    sheet = page()
    edges = (60, 200, 340, 400)
    for x in edges:
        rule(sheet, x, 700 - beyond, x, 730 + beyond)
    for x0, x1, y in ((340, 400, 700), (340, 400, 730), (60, 340, 700 if end == "foot" else 730)):
        rule(sheet, x0, y, x1, y)
    for x, text in zip(edges, ("目標", "課題", "評価"), strict=False):
        say(sheet, x + 4, 718, text)
    (table,) = grids(layout_of(sheet)[0].items)
    assert [cell.text for cell in table.cells] == ["目標", "課題", "評価"]
