"""Rows of tables whose columns rules part and whose rows none does: by their text, by where walls end, and by the pieces of these."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import grids, layout_of, page, rule, say, table_on, words

XS = (60.0, 130.0, 180.0, 230.0, 280.0)
TOP, STEP = 100.0, 13.0
ROWS = (("見学会", "10人", "12人", "23人", "15人"), ("両親教室", "14人", "20人", "26人", "35人"), ("沐浴", "24人", "31人", "53人", "58人"))


def height(row: float) -> float:
    return TOP + STEP * row


def boxed(n_rows: float, xs: Sequence[float] = XS) -> Sheet:
    sheet = page()
    for x in (xs[0], xs[-1]):
        rule(sheet, x, TOP, x, height(n_rows))
    for y in (TOP, height(n_rows)):
        rule(sheet, xs[0], y, xs[-1], y)
    return sheet


def walls(sheet: Sheet, xs: Sequence[float], first: float, behind: float) -> None:
    for x in xs:
        rule(sheet, x, height(first), x, height(behind))


def fill(sheet: Sheet, rows: Sequence[Sequence[str]], first: float = 0, xs: Sequence[float] = XS) -> None:
    for n, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            if text:
                say(sheet, x + 5, height(first + n) + 10, text)


def test_a_wall_that_begins_below_the_name_of_a_group_parts_the_columns_under_it() -> None:
    """The corner goes over both lines of the header."""
    sheet = boxed(5)
    walls(sheet, (XS[1], XS[3]), 0, 5)
    walls(sheet, (XS[2],), 1, 5)
    walls(sheet, (255.0,), 1, 5)
    for x, y, text in ((140, 110, "令和5年度"), (240, 110, "令和6年度")):
        say(sheet, x, y, text)
    for x, text in ((135, "ママ"), (185, "パパ"), (232, "ママ"), (258, "パパ")):
        say(sheet, x, 123, text)
    fill(sheet, ROWS, 2, (XS[0], XS[1], XS[2], 227, 252))
    grid = table_on(sheet)
    spans = [(cell.rowspan, cell.colspan, cell.text) for cell in grid.cells if cell.row < 2]
    assert spans == [(2, 1, ""), (1, 2, "令和5年度"), (1, 2, "令和6年度"), *((1, 1, text) for text in ("ママ", "パパ", "ママ", "パパ"))]
    assert words(grid)[2:] == [list(row) for row in ROWS]


def test_a_wall_that_ends_above_the_total_leaves_its_name_two_columns() -> None:
    """Names in the middle of three rows stand for these; the header's goes over the names of both columns."""
    sheet = boxed(8)
    walls(sheet, (95.0,), 1, 7)
    walls(sheet, XS[1:-1], 0, 8)
    fill(sheet, [("　　区分", "R5年度", "R6年度", "R7年度")])
    numbers = [[f"{n}{k}1" for k in range(3)] for n in range(1, 8)]
    second = ("0歳", "1歳", "2歳", "母親", "父親", "その他", "")
    fill(sheet, [(name, *row) for name, row in zip(second, numbers, strict=True)], 1, (95, *XS[1:]))
    fill(sheet, ["", ["子ども"], "", "", ["大人"], "", ["合計"]], 1)
    grid = table_on(sheet)
    assert [(cell.row, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells if cell.col == 0] == [
        (0, 1, 2, "区分"),
        (1, 3, 1, "子ども"),
        (4, 3, 1, "大人"),
        (7, 1, 2, "合計"),
    ]
    assert [[cell.text for cell in grid.cells if cell.row == n and cell.col > 1] for n in range(1, 8)] == numbers


def test_rows_of_a_number_over_one_in_brackets_are_one_each() -> None:
    """The names stand in the middle of both lines, and a rule is under the header alone."""
    sheet = boxed(7)
    walls(sheet, XS[1:-1], 0, 7)
    rule(sheet, XS[0], height(1), XS[-1], height(1))
    fill(sheet, [("回答", "R5年度", "R6年度", "R7年度")])
    names = ("よい", "ふつう", "よくない")
    for n, name in enumerate(names):
        say(sheet, XS[0] + 5, height(2 * n + 1.5) + 10, name)
        fill(sheet, [("", *(f"{n}{k}人" for k in range(1, 4))), ("", *(f"（{n}{k}.5％）" for k in range(1, 4)))], 2 * n + 1)
    rows = [[text.replace("\n", "") for text in row] for row in words(table_on(sheet))]
    assert rows[1:] == [[name, *(f"{n}{k}人（{n}{k}.5％）" for k in range(1, 4))] for n, name in enumerate(names)]


def test_names_of_one_character_before_many_columns_are_of_rows() -> None:
    sheet = boxed(3)
    walls(sheet, XS[1:-1], 0, 3)
    rows = [["", "4月", "5月", "6月"], ["親", "340", "155", "736"], ["子", "692", "890", "838"]]
    fill(sheet, rows)
    assert words(table_on(sheet)) == rows


def test_numbers_with_one_in_brackets_are_rows() -> None:
    sheet = boxed(3, (60, 130, 220, 310))
    walls(sheet, (130, 220), 0, 3)
    rows = [
        ["", "R5年度", "R6年度"],
        ["プラザ", "延べ264人(実66人)", "延べ320人(実80人)"],
        ["駅前", "延べ57人(実19人)", "延べ54人(実27人)"],
    ]
    fill(sheet, rows, 0, (60, 130, 220))
    assert words(table_on(sheet)) == rows


PAIRS = (("東", "266", "178"), ("西", "201", "251"), ("南", "177", "155"), ("北", "270", "159"))
WRAPPED = (("離乳食の", "8回", "9回"), ("講座", "178人", "155人"), ("救急法の", "5回", "6回"), ("講座", "90人", "83人"))
UNITS = (("配布数", "266", "178"), ("（部）", "20", "51"), ("登録数", "177", "155"), ("（人）", "27", "59"))
CUT = (("延べ利用", "3,26", "4,17"), ("組数", "8", "1"), ("延べ利用", "2,77", "1,55"), ("者数", "0", "9"))
TWO_NUMBERS = (("離乳食", "266", "178"), ("", "201", "251"), ("救急法", "177", "155"), ("", "270", "159"))


@pytest.mark.parametrize(
    ("pairs", "n_rows"),
    [
        (PAIRS, 5),
        (WRAPPED, 3),
        (UNITS, 3),
        (CUT, 3),
        (TWO_NUMBERS, 3),
        (tuple(("来館", "予約", "随時") for _ in PAIRS), 3),
        (PAIRS[:2], 3),
        (WRAPPED[:2], 2),
    ],
    ids=["a name each", "names wrapped", "units below names", "numbers wrapped", "one name", "words", "one pair", "one name wrapped"],
)
def test_a_rule_under_every_second_row_leaves_two_rows_between(pairs: Sequence[Sequence[str]], n_rows: int) -> None:
    """Their numbers were one: 266 and 201 as 266201."""
    sheet = boxed(1 + len(pairs), XS[:4])
    walls(sheet, XS[1:3], 0, 1 + len(pairs))
    for row in range(1, len(pairs), 2):
        rule(sheet, XS[0], height(row), XS[3], height(row))
    fill(sheet, [("地区", "4年度", "5年度"), *pairs])
    assert table_on(sheet).n_rows == n_rows


@pytest.mark.parametrize("xs", [XS, XS[::2]], ids=["three walls", "one"])
def test_the_first_and_last_columns_without_sides_are_of_the_table(xs: tuple[float, ...]) -> None:
    sheet = page()
    rule(sheet, xs[0], height(1), xs[-1], height(1))
    walls(sheet, xs[1:-1], 0, 4)
    rows = [list(row[: len(xs) - 1]) for row in (("区分", "R4年度", "R5年度", "増減"), *ROWS)]
    fill(sheet, rows, 0, xs)
    assert words(table_on(sheet)) == rows


LINES = (("消防署", ["防災訓練の講師"]), ("大学", ["学生の実習の受入れ及び調査", "の協力。年度末に報告会"]), ("商店街", ["店の登録"]))


@pytest.mark.parametrize("is_boxed", [True, False], ids=["boxed", "open"])
def test_walls_drawn_in_a_piece_a_row_show_rows_of_wrapped_text(is_boxed: bool) -> None:
    xs = (60.0, 130.0, 300.0)
    sheet = boxed(5, xs) if is_boxed else page()
    if not is_boxed:
        rule(sheet, xs[0], height(1), xs[-1], height(1))
    for first, behind in pairwise((0, 1, 2, 4, 5)):
        walls(sheet, xs[1:2], first, behind)
    fill(sheet, [("連携先", "内容")], 0, xs)
    for first, (name, lines) in zip((1, 2, 4), LINES, strict=True):
        fill(sheet, [(name, lines[0]), *(("", line) for line in lines[1:])], first, xs)
    rows = [[text.replace("\n", "") for text in row] for row in words(table_on(sheet))]
    assert rows == [["連携先", "内容"], *([name, "".join(lines)] for name, lines in LINES)]


def test_a_wall_has_a_piece_for_a_cell_over_several_rows_too() -> None:
    """Browsers draw the side of a merged cell beside those of the cells next to it."""
    xs = (60.0, 110.0, 150.0, 190.0)
    sheet = page()
    rule(sheet, xs[0], height(1), xs[-1], height(1))
    for first in range(5):
        walls(sheet, xs[1:-1], first, first + 1)
    for first in (1, 3):
        walls(sheet, xs[1:2], first, first + 2)
    fill(sheet, [("", "会場", "回数"), ("", "本館", "141"), ("", "分館", "65"), ("", "本館", "8"), ("", "分館", "123")], 0, xs)
    for middle, name in ((1.5, "R6年度"), (3.5, "R7年度")):
        fill(sheet, [(name,)], middle, xs)
    grid = table_on(sheet)
    assert [(cell.row, cell.rowspan, cell.text) for cell in grid.cells if cell.col == 0] == [(0, 1, ""), (1, 2, "R6年度"), (3, 2, "R7年度")]
    assert [cell.text for cell in grid.cells if cell.col == 2] == ["回数", "141", "65", "8", "123"]


@pytest.mark.parametrize("down", [0.5, 0.0], ids=["around the middle", "from the top"])
def test_rows_whose_names_and_remarks_are_wrapped_are_those_of_their_numbers(down: float) -> None:
    """The header is wrapped as well; all stands around the middle of a row, or begins at its head."""
    xs = (60.0, 150.0, 200.0, 250.0, 380.0)
    sheet = boxed(7, xs)
    walls(sheet, xs[1:-1], 0, 7)
    rows = (
        (("会場",), ("R5", "年度"), ("R6", "年度"), ("備考",)),
        (("地区センター",), ("7回",), ("12回",), ("第2水曜日",)),
        (("みなみコミュニ", "ティハウス"), ("9回",), ("8回",), ("令和5年度から毎月開き", "8月は休み")),
        (("自治会館",), ("18回",), ("19回",), ("土曜日に開く",)),
    )
    first = 0.0
    for row in rows:
        high = max(map(len, row))
        for x, lines in zip(xs, row, strict=False):
            fill(sheet, [[line] for line in lines], first + down * (high - len(lines)), [x])
        first += high + 0.25
    assert [[text.replace("\n", "") for text in row] for row in words(table_on(sheet))] == [
        ["".join(lines) for lines in row] for row in rows
    ]


def test_a_stroke_down_between_two_texts_under_a_rule_makes_no_table() -> None:
    sheet = page()
    rule(sheet, 60, height(1), 340, height(1))
    rule(sheet, 200, height(0), 200, height(6))
    said = [f"・{n}月に親子の集いを開き、延べ{n}0人" for n in range(1, 5)]
    for n, line in enumerate(said):
        say(sheet, 62, height(n + 1) + 10, line)
        say(sheet, 205, height(n + 1) + 10, line)
    assert not [grid for grid in grids(layout_of(sheet)[0].items) if grid.n_rows > 2]


def test_a_frame_with_a_wall_that_ends_within_keeps_its_text_whole() -> None:
    """A label cell beside the first lines of a cell whose text goes on below it over the whole width."""
    sheet = boxed(6)
    rule(sheet, XS[1], TOP, XS[1], height(2))
    say(sheet, XS[0] + 5, height(0) + 10, "評価の理由")
    for n in range(6):
        say(sheet, XS[1] + 5 if n < 2 else XS[0] + 5, height(n) + 10, f"・{n + 1}月の利用者は延べ{n + 3}0人で")
    assert table_on(sheet).n_rows == 1


MONTHS = (("", "4月", "5月", "6月", "7月"), ("", "8月", "9月", "10月", "11月"))


@pytest.mark.parametrize("ruled", [0, 1], ids=["no rule", "a rule under the first months"])
def test_months_between_rows_head_those_below_them(ruled: int) -> None:
    rows = [row for months in MONTHS for row in (months, *ROWS)]
    xs = (*XS, 330.0)
    sheet = boxed(len(rows), xs)
    walls(sheet, XS[1:], 0, len(rows))
    for y in [height(row) for row in range(1, ruled + 1)]:
        rule(sheet, XS[0], y, xs[-1], y)
    fill(sheet, rows)
    assert words(table_on(sheet)) == [list(row) for row in rows]


@pytest.mark.parametrize(
    ("rows", "n_rows"),
    [
        ([("R3年度", "R4年度", "R5年度", "R6年度"), ("10組", "12組", "23組", "15組")], 2),
        ([("R3年度", "R4年度", "R5年度", "R9年度"), ("10組", "12組", "23組", "15組")], 1),
        ([("R3年度", "R4年度", "R5年度", "R6年度"), ("10組", "中止", "23組", "15組")], 1),
        ([("R3年度", "R4年度", "R5年度", "R6年度"), ("10組", "", "23組", "15組")], 1),
    ],
    ids=["a number each", "years that do not count on", "a word", "a number fewer"],
)
def test_years_over_one_row_of_numbers(rows: list[Sequence[str]], n_rows: int) -> None:
    sheet = boxed(len(rows))
    walls(sheet, XS[1:-1], 0, len(rows))
    fill(sheet, rows)
    assert table_on(sheet).n_rows == n_rows


def test_a_first_row_whose_words_are_wrapped_is_no_line_of_the_header() -> None:
    sheet = boxed(7)
    walls(sheet, XS[1:-1], 0, 7)
    fill(sheet, [("会の名", "内容", "回数", "人数")])
    for y, line in ((123, ("", "子の発達", "", "")), (130, ("養成", "", "6回", "50人")), (137, ("", "と実習", "", ""))):
        for x, text in zip(XS, line, strict=False):
            say(sheet, x + 5, y, text)
    fill(sheet, [(name, "意見", "7回", "20人") for name in ("学習", "体験", "手芸")], 4)
    assert [row[0] for row in words(table_on(sheet))] == ["会の名", "養成", "学習", "体験", "手芸"]


PLACES = (("連携先", "内容", "時期"), ("保育所", "園庭", "春"), ("学校", "体験", "秋"), ("医院", "案内", "通年"))


@pytest.mark.parametrize(
    ("rows", "n_rows"),
    [
        (PLACES, 4),
        ((PLACES[0], *(tuple(f"・{text}" for text in row) for row in PLACES[1:])), 2),
        ((PLACES[0], *(tuple(f"{text}である。" for text in row) for row in PLACES[1:])), 2),
        (PLACES[:3], 2),
    ],
    ids=["three rows", "items", "sentences", "two rows"],
)
def test_three_rows_of_words_between_walls_are_rows_where_all_end_early(rows: Sequence[Sequence[str]], n_rows: int) -> None:
    xs = (60.0, 160.0, 260.0, 360.0)
    sheet = boxed(len(rows), xs)
    walls(sheet, xs[1:-1], 0, len(rows))
    rule(sheet, xs[0], height(1), xs[-1], height(1))
    fill(sheet, rows, 0, xs)
    assert len(words(table_on(sheet))) == n_rows


def test_names_in_the_middle_of_their_rows_are_of_all_of_them() -> None:
    sheet = boxed(7)
    walls(sheet, XS[1:-1], 0, 7)
    fill(sheet, [("区分", "会場", "R5年度", "R6年度")])
    for first, name in ((2, "子ども"), (5, "大人")):
        fill(sheet, [(name,)], first)
    places = ("本館", "分館", "駅前") * 2
    fill(sheet, [("", place, f"{n}1人", f"{n}2人") for n, place in enumerate(places, 1)], 1)
    grid = table_on(sheet)
    assert [(cell.row, cell.rowspan, cell.text) for cell in grid.cells if not cell.col] == [
        (0, 1, "区分"),
        (1, 3, "子ども"),
        (4, 3, "大人"),
    ]
    assert [row[-1] for row in words(grid)][1:] == [f"{n}2人" for n in range(1, 7)]
