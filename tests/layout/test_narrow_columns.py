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
