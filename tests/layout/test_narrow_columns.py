"""Columns without walls that stand as near as words, and rows of which the rules or lines say otherwise than the cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import grids, layout_of, page, rule, say


def rules(sheet: Sheet, x1: float, *heights: float) -> None:
    for y in heights:
        rule(sheet, 60, y, x1, y)


def in_columns(sheet: Sheet, y: float, starts: Sequence[float], *said: str) -> None:
    for x, text in zip(starts, said, strict=True):
        say(sheet, x, y, text)


def cells_of(sheet: Sheet) -> list[list[tuple[str, int]]]:
    (grid,) = grids(layout_of(sheet)[0].items)
    return [[(cell.text, cell.rowspan) for cell in row] for row in grid.rows]


def plain(*texts: str) -> list[tuple[str, int]]:
    return [(text, 1) for text in texts]


YEARS = ("令和3年度", "令和4年度", "令和5年度", "令和6年度")


def test_years_as_near_as_words_stand_each_over_one_number_of_the_next_line() -> None:
    sheet = page()
    rules(sheet, 280, 100, 117, 134)
    years, numbers = ("平成28年度", "平成29年度", "平成30年度", "令和元年度"), ("2,042回", "468回", "3,876回", "2,220回")
    for n, (year, number) in enumerate(zip(years, numbers, strict=True)):
        right = say(sheet, 65 + 53.5 * n, 111, year)
        say(sheet, right - 1 - say(page(), 0, 0, number), 128, number)
    assert cells_of(sheet) == [plain(*years), plain(*numbers)]


def test_cells_of_one_row_with_more_and_fewer_lines_are_each_in_a_column_of_its_own() -> None:
    sheet = page()
    rules(sheet, 250, 100, 130, 160)
    in_columns(sheet, 119, (64, 114), "令和3年度", "令和4年度")
    for y, texts in ((112, ("令和5年", "令和6年")), (126, ("度", "度"))):
        in_columns(sheet, y, (164, 210), *texts)
    for y, texts in ((143, ("2,115", "2,233")), (157, ("回", "回"))):
        in_columns(sheet, y, (70, 120), *texts)
    in_columns(sheet, 150, (168, 214), "901回", "390回")
    assert cells_of(sheet) == [plain(*YEARS), plain("2,115回", "2,233回", "901回", "390回")]


def grouped(names: Sequence[tuple[float, str]]) -> Sheet:
    """Six rows of which rules over all columns part each, with names in front."""
    sheet = page()
    rules(sheet, 250, *(100 + 16 * n for n in range(7)))
    in_columns(sheet, 111, (90, 150, 210), "区分", "R5年度", "R6年度")
    for n, text in enumerate(("乳児", "幼児", "母", "父", "祖父母")):
        in_columns(sheet, 127 + 16 * n, (90, 150, 210), text, f"2{n}人", f"3{n}人")
    for y, text in names:
        say(sheet, 62, y, text)
    return sheet


def test_a_rule_through_a_name_does_not_part_the_rows_that_it_is_in_the_middle_of() -> None:
    first = [row[0] for row in cells_of(grouped([(135, "子"), (175, "大人")]))[1:]]
    assert first == [("子", 2), ("幼児", 1), ("大人", 3), ("父", 1), ("祖父母", 1)]


def test_a_rule_under_a_name_parts_the_rows() -> None:
    first = [row[0] for row in cells_of(grouped([(127, "子"), (159, "大人")]))[1:]]
    assert first == plain("子", "", "大人", "", "")


def test_a_header_that_a_rule_goes_through_is_over_both_rows() -> None:
    sheet = page()
    rules(sheet, 300, 100, 116, 132, 148, 164)
    for x, year in ((150, "R5年度"), (240, "R6年度")):
        say(sheet, x, 111, year)
    say(sheet, 70, 119, "内容")
    in_columns(sheet, 127, (130, 180, 220, 270), "件数", "時間", "件数", "時間")
    for y, name in ((143, "園への送り"), (159, "通院の間")):
        in_columns(sheet, y, (62, 130, 180, 220, 270), name, "32件", "95時間", "26件", "21時間")
    assert cells_of(sheet)[0][0] == ("内容", 2)


def test_a_group_that_goes_on_overleaf_keeps_its_rows_in_the_table() -> None:
    sheet = page()
    xs = (60.0, 100.0, 160.0, 210.0, 260.0)
    for y, first in ((100, 0), (116, 0), (132, 1), (148, 0), (164, 1), (180, 1)):
        for x0, x1 in pairwise(xs[first:]):
            rule(sheet, x0, y, x1, y)
    in_columns(sheet, 111, (105, 165, 215), "会場", "R5年度", "R6年度")
    for n, text in enumerate(("東町会館", "小計", "松の木会館", "松の木公園")):
        in_columns(sheet, 127 + 16 * n, (103, 165, 215), text, f"2{n}回", f"3{n}回")
    for y, text in ((135, "北部"), (159, "南部")):
        say(sheet, 62, y, text)
    assert [row[-3:] for row in cells_of(sheet)[3:]] == [plain("松の木会館", "22回", "32回"), plain("松の木公園", "23回", "33回")]


def test_without_any_rule_a_name_in_the_middle_of_its_rows_is_over_all_of_them() -> None:
    sheet = page()
    in_columns(sheet, 111, (150, 200), "R5年度", "R6年度")
    for n, text in enumerate(("0歳", "1歳", "2歳以上", "母親", "父親", "その他")):
        in_columns(sheet, 125 + 14 * n, (102, 150, 200), text, f"2{n}人", f"3{n}人")
    for y, text in ((139, "子ども"), (181, "大人")):
        say(sheet, 62, y, text)
    assert [row[0] for row in cells_of(sheet) if row[0][1] > 1] == [("子ども", 3), ("大人", 3)]


def test_a_name_of_one_kanji_close_before_numbers_is_no_mark() -> None:
    """The corner is empty; a kana or a digit there is one."""
    sheet = page()
    rules(sheet, 190, 100, 116, 132, 148)
    rows = (("", "4月", "5月", "6月", "7月", "合計"), ("親", "801", "448", "89", "348", "1686"), ("子", "861", "234", "494", "781", "2370"))
    for n, row in enumerate(rows):
        for right, text in zip((71, 92, 115, 138, 161, 187), row, strict=True):
            if text:
                say(sheet, right - say(page(), 0, 0, text), 111 + 16 * n, text)
    assert cells_of(sheet) == [plain(*row) for row in rows]


def test_rules_under_two_names_that_end_apart_have_no_column_between() -> None:
    """Typesetters trim the rules below the names of groups at both sides."""
    sheet = page()
    rules(sheet, 290, 100, 132, 164)
    for x0, x1, name in ((125, 202, "R5年度"), (212, 290, "R6年度")):
        rule(sheet, x0, 116, x1, 116)
        say(sheet, (x0 + x1) / 2 - say(page(), 0, 0, name) / 2, 111, name)
    say(sheet, 65, 119, "指標")
    rows = (
        ("", "目標", "実績", "目標", "実績"),
        ("新規登録", "157組", "307組", "195組", "584組"),
        ("父親の来館", "273人", "220人", "454人", "324人"),
    )
    for n, row in enumerate(rows):
        for x, text in zip((65, 130, 170, 217, 260), row, strict=True):
            if text:
                say(sheet, x, 128 + 16 * n, text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [(cell.colspan, cell.text) for cell in grid.cells if cell.row == 0] == [(1, "指標"), (2, "R5年度"), (2, "R6年度")]


def test_headers_nearer_than_words_stand_each_over_one_number_of_the_next_line() -> None:
    sheet = page()
    rules(sheet, 320, 100, 116, 132, 148)
    right = 120.0
    for head, numbers in (("発行回数（回）", ("11", "12")), ("発行部数（部）", ("5,530", "5,610")), ("配架先（か所）", ("203", "168"))):
        end = say(sheet, right, 111, head)
        for n, number in enumerate(numbers):
            say(sheet, end - say(page(), 0, 0, number), 127 + 16 * n, number)
        right = end + 3.6
    for n, name in enumerate(("年度", "R5年度", "R6年度")):
        say(sheet, 65, 111 + 16 * n, name)
    assert cells_of(sheet)[0] == plain("年度", "発行回数（回）", "発行部数（部）", "配架先（か所）")


def test_a_gap_before_a_number_in_brackets_parts_no_columns() -> None:
    """Typesetters set digits apart from kanji."""
    sheet = page()
    rules(sheet, 250, 100, 116, 132, 148)
    in_columns(sheet, 111, (65, 150), "会場", "延べ人数")
    for n, (place, all_of, real) in enumerate((("プラザ", "2,648人（実", "529人）"), ("駅前", "1,448人（実", "362人）"))):
        say(sheet, 65, 127 + 16 * n, place)
        say(sheet, say(sheet, 150, 127 + 16 * n, all_of) + 4.5, 127 + 16 * n, real)
    rows = [[text.replace(" ", "") for text, _ in row] for row in cells_of(sheet)]
    assert rows == [["会場", "延べ人数"], ["プラザ", "2,648人（実529人）"], ["駅前", "1,448人（実362人）"]]


def test_headers_that_come_in_turn_are_of_columns_though_the_numbers_are_overleaf() -> None:
    sheet = page()
    say(sheet, 65, 119, "事業名")
    x = 125.0
    for year in ("R5年度", "R6年度"):
        first = x
        for head in ("回数（回）", "参加者（人）"):
            x = say(sheet, x, 128, head) + 1.8
        rule(sheet, first - 1, 116, x - 1.8, 116)
        say(sheet, (first + x) / 2 - say(page(), 0, 0, year) / 2, 111, year)
    rules(sheet, x, 100, 132)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [(cell.colspan, cell.text) for cell in grid.cells] == [
        (1, "事業名"),
        (2, "R5年度"),
        (2, "R6年度"),
        *((1, text) for text in ("回数（回）", "参加者（人）") * 2),
    ]


def test_a_caption_that_begins_left_of_two_tables_of_one_width_stands_between_them() -> None:
    """Else what is free between their rules would be an empty row."""
    sheet = page()
    rows = (("対象", "平日", "休日"), ("ママ", "38人", "82人"), ("パパ", "12人", "66人"))
    for top in (100, 173):
        for x0, x1 in ((100, 160), (160, 210), (210, 260)):
            sheet.fill(x0, top, x1, top + 16, (0.9, 0.9, 0.9))
            for n in range(4):
                rule(sheet, x0, top + 16 * n, x1, top + 16 * n)
        for n, row in enumerate(rows):
            in_columns(sheet, top + 11 + 16 * n, (105, 165, 215), *row)
    say(sheet, 60, 166, "【相談方法別の件数】")
    assert [grid.n_rows for grid in grids(layout_of(sheet)[0].items)] == [3, 3]
