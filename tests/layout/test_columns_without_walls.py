"""What tells the columns and rows of tables without walls, and what only seems to: one small drawing each."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.column_edges import parted
from pipeline.layout.model import Grid
from pipeline.layout.runs import has_number, run_of
from pipeline.pages.model import Glyphs, Span
from tests.layout.drawing import cells_of, grids, layout_of, page, rule, say, table_on, texts, words

Said = list[tuple[float, float, str]]
"""Texts by the place where they begin."""


def drawn(said: Said, heights: list[float], edges: tuple[float, ...] = (60, 520)) -> Sheet:
    """Texts among rules that are cut at all ``edges``."""
    sheet = page()
    for x, y, text in said:
        say(sheet, x, y, text)
    for y in heights:
        for left, right in pairwise(edges):
            rule(sheet, left, y, right, y)
    return sheet


def under_heading(sheet: Sheet) -> Sheet:
    """With a line under a heading, so that what stands between is no rest of a row from the page before."""
    rule(sheet, 60, 70, 130, 70)
    return sheet


def rows_at(rows: list[list[str]], xs: tuple[float, ...], top: float = 112, step: float = 18) -> Said:
    return [(x, top + step * r, text) for r, row in enumerate(rows) for x, text in zip(xs, row, strict=True) if text]


def spans(table: Grid, row: int) -> list[tuple[int, str]]:
    return [(cell.colspan, cell.text) for cell in table.rows[row]]


YEARS = [["", "令和4年度", "令和5年度"], ["延べ人数", "1,204", "1,377"], ["うち父親", "98", "121"]]
EVERY_ROW = [100.0, 118.0, 136.0, 154.0]


def test_marks_before_a_tab_are_no_column() -> None:
    said = rows_at([["・", "利用者の声を聞く会を開いた"], ["・", "講座の回数を増やした"]], (62, 86))
    assert not grids(layout_of(drawn(said, [100, 118, 136]))[0].items)


def test_one_line_of_many_that_runs_over_the_edge_joins_no_cells() -> None:
    said = [(64.0, 112.0, "区分"), (250.0, 112.0, "内容")]
    said += [
        (64, 130 + 14 * n, text)
        for n, text in enumerate(("講座を開いた", "声を聞いた", "見直した", "地域の団体と連絡会を開いて考えを伝えた"))
    ]
    said += [(250, 130 + 14 * n, text) for n, text in enumerate(("回数を増やした", "来館が増えた", "周知した"))]
    table = table_on(drawn(said, [100, 118, 180], (60, 220, 520)))
    assert [cell.colspan for cell in table.rows[1]] == [1, 1]


def test_the_empty_cells_of_a_column_of_numbers_are_its_own() -> None:
    rows = [["", "令和4年度", "増減"], ["延べ人数", "1,204", "12"], ["うち父親", "98", ""], ["見学会", "35", ""], ["講座", "7", ""]]
    table = table_on(drawn(rows_at(rows, (64, 204, 404)), [*EVERY_ROW, 172, 190], (60, 200, 400, 460)))
    assert cells_of(table) == {(r, c): (1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)}


def test_what_stands_alone_in_the_middle_of_its_own_column_spans_nothing() -> None:
    rows = [["延べ人数", "1,204", "1,377"], ["", "中止", ""], ["うち父親", "98", "121"]]
    said = [(290 - 9 if text == "中止" else x, y, text) for x, y, text in rows_at(rows, (64, 220, 380))]
    assert [colspan for colspan, _ in spans(table_on(drawn(said, EVERY_ROW, (60, 210, 370, 520))), 1)] == [1, 1, 1]


def test_lines_that_are_wrapped_in_all_columns_are_one_row() -> None:
    said = rows_at([["目標", "課題", "理由"]], (64, 204, 364))
    said += rows_at(
        [["居場所となる", "周知が足りない", "会員が増えた"], ["よう努める", "と言われた", "ためである"]], (64, 204, 364), 130, 13
    )
    table = table_on(drawn(said, [100, 118, 150]))
    assert (table.n_rows, table.n_cols) == (2, 3)


@pytest.mark.parametrize(
    "over", [[(62.0, "【表1】利用者数"), (264.0, "（単位：人）")], [(62.0, "利用者数を年度ごとに区のまとめから数えて並べた表")]]
)
def test_what_stands_over_the_first_rule_is_a_header_only_in_columns(over: list[tuple[float, str]]) -> None:
    rows = [["延べ人数", "1,204"], ["うち父親", "98"], ["見学会", "35"]]
    said = [(x, 96.0, text) for x, text in over] + rows_at(rows, (64, 204))
    items = layout_of(under_heading(drawn(said, EVERY_ROW, (60, 200, 340))))[0].items
    assert [words(table) for table in grids(items)] == [rows]
    assert texts(items) == ["\u3000".join(text for _, text in over)]


def test_a_caption_close_over_a_header_is_no_part_of_it() -> None:
    said = [(64.0, 99.0, "●利用者数"), *rows_at(YEARS, (64, 204, 304))]
    items = layout_of(under_heading(drawn(said, [117, 135, 153], (60, 200, 300, 400))))[0].items
    assert words(grids(items)[0]) == YEARS
    assert texts(items) == ["●利用者数"]


@pytest.mark.parametrize("widths", [("narrow", "wide", "narrow"), ("wide", "narrow", "wide")])
@pytest.mark.parametrize("are_cut", [True, False])
@pytest.mark.parametrize("captions", [True, False])
def test_a_table_of_another_width_between_two_parts_them(widths: tuple[str, ...], captions: bool, are_cut: bool) -> None:
    tables = {
        "narrow": ([["種別", "R5年度"], ["預かり", "305件"], ["送迎", "684件"]], (60, 200, 340)),
        "wide": ([["", "R5年度", "R6年度"], ["0歳", "98人", "121人"], ["1歳", "88人", "101人"]], (60, 200, 340, 520)),
    }
    sheet = page()
    for top, (rows, edges) in zip((100, 174, 248), (tables[width] for width in widths), strict=True):
        for x, y, text in rows_at(rows, edges[:-1], top + 12):
            say(sheet, x + 4, y, text)
        if captions:
            say(sheet, 62, top - 6, "●活動の件数")
        for y in range(top, top + 55, 18):
            for left, right in pairwise(edges if are_cut else (edges[0], edges[-1])):
                rule(sheet, left, y, right, y)
    found = [words(table) for table in grids(layout_of(sheet)[0].items)]
    assert found == [tables[width][0] for width in widths]


def test_two_numbers_in_one_column_of_cut_rules_are_one_cell() -> None:
    rows = [["", "令和4年度", "令和5年度"], ["延べ人数", "1,204　（12）", "1,377　（15）"], ["うち父親", "　98　（　3）", "121　（　4）"]]
    table = table_on(drawn(rows_at(rows, (64, 204, 304)), EVERY_ROW, (60, 200, 300, 400)))
    assert table.n_cols == 3


def test_entries_that_almost_fill_their_cells_are_parted_at_the_cut_of_the_rules() -> None:
    rows = [["会員の種別", "人数の合計"], ["利用する会員", "四百人余り"], ["提供する会員", "百人余り"]]
    table = table_on(drawn(rows_at(rows, (62, 62 + 6.5 * 9)), EVERY_ROW, (60, 118, 180)))
    assert words(table) == rows


@pytest.mark.parametrize(
    ("text", "expected"), [("1,204", True), ("▲3.5", True), ("－", True), ("35件", True), ("令和5年度", False), ("", False)]
)
def test_numbers(text: str, expected: bool) -> None:
    assert has_number(text) == expected


def test_runs_that_begin_at_one_place_are_read_each_for_itself() -> None:
    """As type of two sizes does that is printed over each other; one has a tight gap where the other has ended."""
    runs = []
    for text, gap, size in (("講座", 0.0, 9.0), ("講座の会場12", 3.0, 18.0)):
        lefts = [60 + size * n + (gap if n > 3 else 0.0) for n in range(len(text))]
        runs.append(run_of(Glyphs((Span(lefts, [x + size for x in lefts], [*text], 100, 100 + size, size, 0, 0, 0),))))
    assert [run.text for run in parted(runs)] == ["講座", "講座の会場12"]


def test_rows_that_the_ends_of_a_page_cut_are_the_tables() -> None:
    """One above the first rule and one below the last; what stands beside the table is no part of it."""
    rows = [["講座の参加者", "35", "41"], *YEARS[1:], ["見学会の参加者", "7", "12"]]
    said = [*rows_at(rows, (64, 204, 304)), (430.0, 112.0, "注1"), (430.0, 166.0, "注2")]
    items = layout_of(drawn(said, [118, 136, 154], (60, 200, 300, 400)))[0].items
    (table,) = grids(items)
    assert words(table) == rows
    assert table.open_top and table.open_bottom and texts(items) == ["注1", "注2"]


def test_a_heading_with_a_gap_above_a_page_s_first_rule_is_no_row() -> None:
    said = [(64.0, 88.0, "評価の理由"), (130.0, 88.0, "（法人）"), *rows_at(YEARS, (64, 204, 304))]
    items = layout_of(drawn(said, EVERY_ROW, (60, 200, 300, 400)))[0].items
    assert [words(table) for table in grids(items)] == [YEARS]


def test_a_name_reaches_over_the_empty_column_of_the_names_under_it() -> None:
    rows = [["区分", "", "令和4年度"], ["延べ人数", "", "1,204"], ["うち", "父親", "98"], ["", "母親", "1,106"]]
    table = table_on(drawn(rows_at(rows, (64, 144, 224)), [*EVERY_ROW, 172], (60, 140, 220, 320)))
    assert spans(table, 1) == [(2, "延べ人数"), (1, "1,204")]
    assert spans(table, 3) == [(1, ""), (1, "母親"), (1, "1,106")]


def test_a_shaded_header_is_as_wide_as_its_shade() -> None:
    sheet = drawn([(204, 112, "令和5年度"), *rows_at([["", "区", "法人"], ["延べ人数", "1,204", "1,377"]], (64, 204, 304), 130)], [])
    sheet.fill(60, 100, 200, 118, (0.88, 0.88, 0.88))
    sheet.fill(200, 100, 400, 118, (0.8, 0.8, 0.8))
    for y in (100, 118, 136, 154):
        rule(sheet, 60, y, 400, y)
    assert spans(table_on(sheet), 0) == [(1, ""), (2, "令和5年度")]


def test_four_lines_that_fill_every_column_are_rows_without_a_number() -> None:
    rows = [["利用会員", "依頼", "面談"], ["提供会員", "登録", "講習"], ["両方会員", "更新", "交流"], ["準会員", "見学", "説明"]]
    table = table_on(drawn(rows_at(rows, (64, 204, 304), step=13), [100, 156], (60, 200, 300, 400)))
    assert words(table) == rows


def test_a_header_takes_its_part_of_the_white_beside_it() -> None:
    """The edge of a column lies in the white of header and entries alike, not in the middle of what the entries leave."""
    rows = [["年度", "利用した人の延べ数", "件"], ["R4", "", ""], ["R5", "", ""]]
    said = rows_at(rows, (64, 110, 300)) + [(164.0, 130.0, "1,204"), (164.0, 148.0, "1,377"), (300.0, 130.0, "98"), (300.0, 148.0, "121")]
    table = table_on(drawn(said, EVERY_ROW))
    assert 64 + 18 < table.xs[1] < 110 and 110 + 81 < table.xs[2] < 300


@pytest.mark.parametrize("running", [False, True])
def test_rows_of_one_cell_under_a_header_with_columns(running: bool) -> None:
    """Their text stands in the header's columns; what goes on over their edges is one text."""
    sheet = drawn([], EVERY_ROW)
    for x in (60, 220, 370, 520):
        rule(sheet, x, 100, x, 118 if x in (220, 370) else 154)
    for r, row in enumerate(YEARS):
        for x, text in zip((64, 240, 390), row, strict=True):
            say(sheet, x, 112 + 18 * r, text + "は昨年より増え、会場を移して今年も同じく開いた" * (running and r == 2 and x == 64))
    read = [[cell.text for cell in row] for row in table_on(sheet).rows]
    assert read == YEARS if not running else [len(row) for row in read] == [3, 1, 1]


CLOSE_COLUMNS = [
    ["来館した組の数", "2,112", "11,249", "15,581"],
    ["初めて来た組数", "31,343", "475", "2,309"],
    ["父と来た組数", "66", "10,659", "466"],
]
"""A report program's: the room between the columns is that at the sides of each cell."""


def close_table(rows: list[list[str]], header: list[str], between_columns: float, *, is_ruled: bool) -> Sheet:
    """Numbers at the right of columns as wide as their widest text, names in the middle over them; three rules, or one a row."""
    sheet = page()
    longest = [max(say(page(), 0, 0, text) for text in column) for column in zip(*rows, strict=True)]
    widths = [9.0 * 7, *(max(9.0 * len(name) * 0.85, room) for name, room in zip(header[1:], longest[1:], strict=True))]
    lefts = [64.0 + sum(widths[:n]) + between_columns * n for n in range(len(widths))]
    for r, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            width = say(page(), 0, 0, text) if text else 0.0
            room = widths[column] - width
            say(sheet, lefts[column] + (room / 2 if r == 0 else room if column else 0.0), 112 + 18 * r, text)
    for y in [100.0 + 18 * n for n in range(len(rows) + 2)] if is_ruled else [100.0, 118.0, 118.0 + 18 * len(rows)]:
        rule(sheet, 60, y, lefts[-1] + widths[-1] + 4, y)
    return sheet


@pytest.mark.parametrize("is_ruled", [True, False])
@pytest.mark.parametrize("between_columns", [6.0, 9.0])
def test_columns_of_numbers_stand_as_close_as_their_cells_allow(between_columns: float, is_ruled: bool) -> None:
    header = ["区分", "平成28年度", "平成29年度", "平成30年度"]
    table = table_on(close_table(CLOSE_COLUMNS, header, between_columns, is_ruled=is_ruled))
    assert words(table) == [header, *CLOSE_COLUMNS]


@pytest.mark.parametrize("is_ruled", [True, False])
@pytest.mark.parametrize("dash", "―－-")
def test_a_dash_for_none_stands_at_either_side_of_its_column(dash: str, is_ruled: bool) -> None:
    """At the left of a column of numbers it came so near the names that the two columns were one."""
    rows = [["連絡会", "1,313回", "1,190回"], ["地区の話合い", "850回", dash], ["出張ひろば", dash, "73回"]]
    sheet = page()
    for r, row in enumerate([["", "令和4年度", "令和5年度"], *rows]):
        for x, right, text in zip((64, 126, 186), (120, 178, 238), row, strict=True):
            is_number = r > 0 and len(text) > 1 and x > 64
            say(sheet, right - say(page(), 0, 0, text) if is_number else x, 112 + 18 * r, text)
    for y in [100.0 + 18 * n for n in range(5)] if is_ruled else [100.0, 118.0, 172.0]:
        rule(sheet, 60, y, 242, y)
    assert [[cell.text for cell in row[-3:]] for row in table_on(sheet).rows[1:]] == rows


def test_a_dash_nearer_the_names_than_columns_stand_is_none_of_them() -> None:
    sheet = page()
    for r, (name, *row) in enumerate([["", "令和3年度", "令和4年度"], ["窓口（件）", "1,234", "59"], ["電子メール（件）", "―", "1,509"]]):
        say(sheet, 64, 112 + 18 * r, name)
        for text, left, right in zip(row, (144, 200), (190, 246), strict=True):
            say(sheet, left if text == "―" else right - say(page(), 0, 0, text), 112 + 18 * r, text)
    for y in (100, 118, 154):
        rule(sheet, 60, y, 250, y)
    assert [cell.text for cell in table_on(sheet).rows[-1]] == ["電子メール（件）", "―", "1,509"]


def test_numbers_that_stand_close_in_the_only_row_of_a_table_are_cells() -> None:
    """A text of one cell was no row of a table, and was a statement."""
    sheet = page()
    rows = [["令和３年度", "令和４年度", "令和５年度"], ["２，７０２回", "２，４００回", "２，３２５回"]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            say(sheet, 64 + 61 * c + (5 if r == 0 else 0), 112 + 18 * r, text)
    for y in (100, 118, 136):
        rule(sheet, 60, y, 244, y)
    assert [[cell.text for cell in row] for row in table_on(sheet).rows] == rows


def test_columns_whose_numbers_end_in_brackets_stand_close() -> None:
    header = ["講座名", "平成30年度", "令和元年度"]
    rows = [["読み手の会", "延べ615人(実48人)", "延べ1,083人(実42人)"], ["見守りの会", "延べ806人(実25人)", "延べ844人(実48人)"]]
    table = table_on(close_table(rows, header, 8.0, is_ruled=False))
    assert words(table) == [header, *rows]


@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_unit_wrapped_below_its_number_is_no_row(is_ruled: bool) -> None:
    lines = [["会員の", "令和３", "令和４"], ["種別", "年度末", "年度末"], ["預けた", "３８２", "１６３"], ["い会員", "人", "人"]]
    lines += [["預かる", "２６０", "５７４"], ["会員", "人", "人"]]
    said = [place for n in (0, 2, 4) for place in rows_at(lines[n : n + 2], (64, 110, 156), 112 + 14 * n, 12)]
    table = table_on(drawn(said, [100.0, 129.0, *([157.0] if is_ruled else []), 186.0], (60, 190)))
    expected = [[a + b for a, b in zip(*lines[n : n + 2], strict=True)] for n in (0, 2, 4)]
    assert words(table) == expected


def test_units_below_their_numbers_are_no_rows_where_one_row_has_none() -> None:
    lines = [["来館", "12", "14"], ["", "人", "人"], ["電話", "3", "4"], ["", "件", "件"], ["割合", "3", "4"]]
    said: Said = [
        (x, y, text) for y, row in zip((127, 139, 155, 167, 185), lines, strict=True) for x, text in zip((73, 200, 300), row, strict=True)
    ]
    sheet = drawn(
        [(73, 111, "区分"), (200, 111, "4月"), (300, 111, "5月"), *(place for place in said if place[2])], [100, 116, 196], (70, 400)
    )
    expected = [["区分", "4月", "5月"], ["来館", "12人", "14人"], ["電話", "3件", "4件"], ["割合", "3", "4"]]
    assert [[cell.text for cell in row] for row in table_on(sheet).rows] == expected


def test_a_title_between_rows_is_no_rest_of_the_name_above_it() -> None:
    lines = [["区分", "4月", "5月"], ["広場", "", ""], ["来館", "12", "14"], ["登録", "3", "4"], ["相談", "", ""], ["電話", "5", "6"]]
    said = [place for place in rows_at(lines, (73, 200, 300), 111, 16) if place[2]]
    names = [row[0].text for row in table_on(drawn(said, [100, 116, 206], (70, 400))).rows]
    assert "登録相談" not in names


@pytest.mark.parametrize("is_ruled", [True, False], ids=["rules below all rows", "three rules"])
@pytest.mark.parametrize("at", [0, 6], ids=["name above", "name in the middle"])
def test_numbers_in_brackets_below_others_are_no_row(is_ruled: bool, at: float) -> None:
    said: Said = rows_at([["種類", "R3", "R4"]], (64, 130, 190), 112)
    for n, (name, numbers, more) in enumerate(
        (("助産師", ("12回", "14回"), ("(58人)", "（71人）")), ("心理士", ("6回", "9回"), ("(17人)", "（30人）")))
    ):
        said += [(64, 130 + 30 * n + at, name), *rows_at([["", *numbers], ["", *more]], (64, 130, 190), 130 + 30 * n, 12)]
    table = table_on(drawn(said, [100.0, 118.0, *([148.0] if is_ruled else []), 178.0], (60, 250)))
    expected = [["種類", "R3", "R4"], ["助産師", "12回(58人)", "14回（71人）"], ["心理士", "6回(17人)", "9回（30人）"]]
    assert words(table) == expected


def test_numbers_in_brackets_with_a_name_of_their_own_are_a_row() -> None:
    rows = [["区分", "R3", "R4"], ["来館", "12", "14"], ["うち父", "(5)", "(8)"], ["登録", "31", "36"], ["うち父", "(2)", "(3)"]]
    table = table_on(drawn(rows_at(rows, (64, 130, 190), 112, 12), [100.0, 116.0, 166.0], (60, 250)))
    assert words(table) == rows


@pytest.mark.parametrize(
    ("name", "numbers", "shares", "is_one"),
    [
        (("よく", "ない"), ("12人", "14人"), ("(15.9%)", "（49％）"), True),
        (("よくな", "い"), ("12人", "14人"), ("(15.9%)", "（49％）"), True),
        (("来館", "うち父"), ("12人", "14人"), ("(15.9%)", "（49％）"), False),  # the second is wider
        (("来館", "父"), ("12人", "14人"), ("(16人)", "（49人）"), False),
        (("来館", "父"), ("12人", "14人"), ("(15.9%)", "49％"), False),
        (("来館", "父"), ("12人", ""), ("(15.9%)", "（49％）"), False),
        (("", "父"), ("12人", "14人"), ("(15.9%)", "（49％）"), False),
    ],
)
def test_shares_below_numbers_are_no_row_where_the_name_wraps(
    name: tuple[str, str], numbers: tuple[str, str], shares: tuple[str, str], is_one: bool
) -> None:
    rows = [["回答", "R3", "R4"], ["よい", "30人", "41人"], [name[0], *numbers], [name[1], *shares]]
    said = rows_at(rows, (64, 130, 190), 112, 14)
    table = table_on(drawn(said, [100.0, 116.0, 130.0, 160.0], (60, 250)))
    joined = ["".join(parts) for parts in zip(*rows[2:], strict=True)]
    assert words(table) == [*rows[:2], *([joined] if is_one else rows[2:])]


def test_two_rows_of_numbers_with_others_in_brackets_are_rows() -> None:
    rows = [["会場", "令和4年度", "令和5年度"]]
    rows += [["ケアプラザ", "延べ264人（実66人）", "延べ320人（実80人）"], ["地区センター", "延べ57人（実19人）", "延べ54人（実27人）"]]
    table = table_on(drawn(rows_at(rows, (64, 150, 270), 112, 13), [100.0, 116.0, 144.0], (60, 390)))
    assert words(table) == rows


@pytest.mark.parametrize("word", ["可", "有"])
def test_a_row_of_one_word_below_numbers_is_no_unit(word: str) -> None:
    rows = [["項目", "令和4年度", "令和5年度"], ["場所数", "２", "３"], ["予約", word, word], ["会員数", "２６０", "５７４"]]
    table = table_on(drawn(rows_at(rows, (64, 124, 190), 112, 16), [100.0, 116.0, 164.0], (60, 250)))
    assert words(table) == rows


def test_a_header_ends_where_the_rule_under_its_corner_does() -> None:
    """A style sheet gives the lower names of a header no rule of their own."""
    said = [(70.0, 117.0, "内容"), (150.0, 111.0, "H30年度"), (250.0, 111.0, "R元年度")]
    said += rows_at([["回数", "人数", "回数", "人数"]], (140, 190, 240, 290), 124)
    rows = [["読み手の会", "923回", "115人", "876回", "127人"], ["見守りの会", "408回", "392人", "457回", "301人"]]
    sheet = drawn(said + rows_at(rows, (66, 136, 186, 236, 286), 141, 14), [100.0, 166.0], (60, 130, 180, 230, 280, 330))
    for left, right in pairwise((130, 180, 230, 280, 330)):
        rule(sheet, left, 115, right, 115)
    rule(sheet, 60, 130, 130, 130)
    table = table_on(sheet)
    assert [spans(table, r) for r in (0, 1)] == [
        [(1, "内容"), (2, "H30年度"), (2, "R元年度")],
        [(1, text) for text in ("回数", "人数") * 2],
    ]
    assert [[cell.text for cell in row] for row in table.rows[2:]] == rows


WORDS = [
    ["名称", "内容", "配る先"],
    ["そよかぜ", "毎月の予定と講座", "施設"],
    ["地図", "公園", "転入した家庭"],
    ["日記帳", "日々の様子", "閲覧者"],
]


@pytest.mark.parametrize("is_wrapped", [False, True])
def test_three_lines_of_words_are_rows_where_they_end_before_they_would_wrap(is_wrapped: bool) -> None:
    rows = [WORDS[0], *([text[:1] * 8 for text in row] for row in WORDS[1:])] if is_wrapped else WORDS
    table = table_on(drawn(rows_at(rows, (64, 160, 256)), [100, 118, 172]))
    assert len({cell.row for cell in table.cells}) == (2 if is_wrapped else 4)


LISTS = [
    ["・令和４年度　12回", "・令和５年度　15回", "・令和６年度　18回"],
    ["令和４年度　8回　340人", "令和５年度　15回　1,360人", "令和６年度　18回　380人"],
]


@pytest.mark.parametrize("is_ruled", [True, False])
@pytest.mark.parametrize("spacing", [0.0, 0.3])
@pytest.mark.parametrize("lines", LISTS)
def test_lines_whose_words_one_typed_space_parts_are_a_list(lines: list[str], spacing: float, is_ruled: bool) -> None:
    """However even their words are, and set apart so that the space is wider than the type."""
    items = layout_of(typed(lines, spacing, is_ruled=is_ruled))[0].items
    assert (grids(items), texts(items)) == ([], lines)


@pytest.mark.parametrize("is_ruled", [True, False])
def test_lines_whose_words_several_spaces_part_are_rows(is_ruled: bool) -> None:
    table = table_on(typed([line.replace("　", "　　") for line in LISTS[0]], 0.3, is_ruled=is_ruled))
    assert words(table) == [line.split("　") for line in LISTS[0]]


def typed(lines: list[str], spacing: float, *, is_ruled: bool) -> Sheet:
    sheet = drawn([], [100.0, 160.0] if is_ruled else [])
    for k, line in enumerate(lines):
        say(sheet, 64, 114 + 18 * k, line, spacing=spacing)
    return sheet


SHORT = [["812", "8", "35"], ["9", "1,204", "―"], ["", "51", "7"]]
"""Numbers of unlike lengths, some of them not given."""


@pytest.mark.parametrize("corner", ["区分", ""])
@pytest.mark.parametrize("last", ["R6年度", "計"])
@pytest.mark.parametrize("is_ruled", [True, False])
@pytest.mark.parametrize("width", [60, 90, 120])
def test_short_numbers_that_end_where_the_next_header_begins_are_of_their_own(width: float, is_ruled: bool, last: str, corner: str) -> None:
    """Headers at the left and numbers at the right of wide columns: each year's stood under the next."""
    rows = [[corner, "R4年度", "R5年度", last], *([name, *row] for name, row in zip(("0歳", "1歳", "2歳"), SHORT, strict=True))]
    sheet = drawn([], [100.0, 118.0, 136.0, 154.0, 172.0] if is_ruled else [100.0, 118.0, 172.0], (60, 140 + 3 * width))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            end = 140 + width * c - 4
            begin = 64 if c == 0 else end - width + 8
            say(sheet, end - say(page(), 0, 0, text) if r and c else begin, 112 + 18 * r, text)
    assert [[cell.text for cell in row] for row in table_on(sheet).rows] == rows


@pytest.mark.parametrize("unit", ["　単位：人", "（単位：人）"], ids=["behind a space", "in brackets"])
def test_a_caption_with_its_unit_over_a_header_without_a_corner_is_one_cell(unit: str) -> None:
    """The unit ends where a header begins, and a group's name stands over the white between two columns of numbers."""
    rows = [
        ["", "令和3年度", "令和4年度", "令和5年度"],
        ["本館"],
        ["子ども", "4,397", "4,436", "3,957"],
        ["大人", "3,227", "3,671", "2,355"],
    ]
    rows += [["サテライト"], ["子ども", "3,551", "3,269", "4,556"], ["大人", "3,760", "4,138", "390"]]
    sheet = page()
    for n in range(len(rows) + 2):
        rule(sheet, 60, 100 + 14 * n, 289, 100 + 14 * n)
    say(sheet, 66, 111, f"《館別の利用者数》{unit}")
    for n, (name, *numbers) in enumerate(rows, 1):
        say(sheet, 155 if not numbers else 66, 111 + 14 * n, name)
        for end, text in zip((160, 221, 282), numbers, strict=False):
            say(sheet, end - say(page(), 0, 0, text), 111 + 14 * n, text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [[cell.text for cell in row if cell.text] for row in grid.rows] == [
        [f"《館別の利用者数》{unit}"],
        *[list(filter(None, row)) for row in rows],
    ]


@pytest.mark.parametrize(
    ("left", "walls", "tables"),
    [(-6.0, False, [3, 3]), (3.0, False, [7]), (-6.0, True, [7])],
    ids=["left of them", "within", "left of walls"],
)
def test_a_note_between_open_tables_begins_left_of_them(left: float, walls: bool, tables: list[int]) -> None:
    """What stands within is the name of a group; what goes over a wall is too long for its cell."""
    sheet = page()
    rows = [["区分", "4年度", "5年度"], ["来館", "168", "182"], ["電話", "146", "192"]]
    for n in range(8):
        rule(sheet, 60, 100 + 14 * n, 260, 100 + 14 * n)
    for top in (100, 156):
        for x in (120, 190):
            rule(sheet, x, top, x, top + 42)
    for x in (60, 260) if walls else ():
        rule(sheet, x, 100, x, 198)
    for top in (110, 166):
        for n, row in enumerate(rows):
            for x, said in zip((64, 130, 200), row, strict=True):
                say(sheet, x, top + 14 * n, said)
    say(sheet, 60 + left, 152, "※　電話は予約による。")
    assert [grid.n_rows for grid in grids(layout_of(sheet)[0].items)] == tables


def test_years_over_wrapped_names_tell_nothing_of_the_columns_of_rows_with_wrapped_names() -> None:
    """No row is one line: the two of the header together have white where the numbers below have none."""
    names = ((13, 0, "前期"), (9, 9, "（4～9"), (13, 18, "月）"), (60, 0, "後期"), (53, 9, "（10～3"), (60, 18, "月）"), (103, 9, "計"))
    numbers = ((149.5, ("3,342", "3,364", "6,706")), (168.0, ("3,710", "2,115", "5,825")))
    said = [(134.0, 122.0, "区分"), (130.0, 145.0, "おと"), (130.0, 154.0, "な"), (130.0, 163.5, "こど"), (130.0, 172.5, "も")]
    for k, left in enumerate((159.0, 281.0, 404.0)):
        said += [(left + 39, 108.0, f"令和{5 + k}年度"), *((left + dx, 117.0 + dy, name) for dx, dy, name in names)]
        said += [(left + end - 22.5, y, number) for y, row in numbers for end, number in zip((42.5, 91.0, 116.0), row, strict=True)]
    sheet = page()
    for x, y, text in said:
        say(sheet, x, y, text)
    for start, height in ((128.0, 100.0), (158.0, 109.5), (128.0, 137.0), (128.0, 155.5), (128.0, 174.0)):
        rule(sheet, start, height, 526, height)
    (table,) = grids(layout_of(sheet)[0].items)
    assert [len(row) for row in table.rows] == [4, 9, 10, 10]
