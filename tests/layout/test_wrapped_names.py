"""Names in several lines beside numbers in one, in tables of which no rule parts the rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.names import spans_down
from tests.layout.drawing import grids, layout_of, page, rule, say
from tests.layout.hand_set import runs

YEARS = (190.0, 240.0, 290.0)
"""where the numbers end"""


def table(height: float) -> Sheet:
    """A header between two rules, and a third one under all rows."""
    sheet = page()
    for y in (100.0, 116.0, 116.0 + height):
        rule(sheet, 60, y, 300, y)
    numbers(sheet, 111, "R4年度", "R5年度", "R6年度")
    return sheet


def numbers(sheet: Sheet, y: float, *said: str) -> None:
    for right, text in zip(YEARS, said, strict=True):
        say(sheet, right - say(page(), 0, 0, text), y, text)


def rows_of(sheet: Sheet) -> list[list[tuple[str, int]]]:
    (grid,) = grids(layout_of(sheet)[0].items)
    return [[(cell.text, cell.rowspan) for cell in row] for row in grid.rows[1:]]


def plain(*texts: str) -> list[tuple[str, int]]:
    return [(text, 1) for text in texts]


def test_a_wrapped_name_stands_around_the_middle_of_its_numbers_beside_the_names_of_groups() -> None:
    sheet = table(92)
    for y, text in ((143.0, "行政"), (180, "民間"), (202, "合計")):
        say(sheet, 62, y, text)
    for y, text in ((128.0, "区役所"), (144, "児童相"), (156, "談所"), (172, "園"), (188, "医院")):
        say(sheet, 90, y, text)
    for y, said in (
        (128.0, ("12件", "17件", "9件")),
        (150, ("31件", "8件", "22件")),
        (172, ("4件", "6件", "5件")),
        (188, ("1件", "2件", "3件")),
    ):
        numbers(sheet, y, *said)
    numbers(sheet, 202, "48件", "33件", "39件")
    assert rows_of(sheet) == [
        [("行政", 2), *plain("区役所", "12件", "17件", "9件")],
        plain("児童相談所", "31件", "8件", "22件"),
        [("民間", 2), *plain("園", "4件", "6件", "5件")],
        plain("医院", "1件", "2件", "3件"),
        plain("合計", "48件", "33件", "39件"),
    ]


@pytest.mark.parametrize("pitch", [13.0, 20.0])
def test_names_of_groups_that_share_a_line_with_no_row_are_a_column(pitch: float) -> None:
    sheet = table(4 * pitch)
    first = 119 + pitch / 2
    for n, text in enumerate(("行政", "民間")):
        say(sheet, 62, first + pitch * (2 * n + 0.5), text)
    for n, text in enumerate(("区役所", "児童相談所", "園", "医院")):
        say(sheet, 90, first + pitch * n, text)
        numbers(sheet, first + pitch * n, f"{n + 3}件", f"1{n}件", f"{n + 5}件")
    assert rows_of(sheet) == [
        [("行政", 2), *plain("区役所", "3件", "10件", "5件")],
        plain("児童相談所", "4件", "11件", "6件"),
        [("民間", 2), *plain("園", "5件", "12件", "7件")],
        plain("医院", "6件", "13件", "8件"),
    ]


@pytest.mark.parametrize("pitch", [9.5, 12.0])
def test_names_tight_below_each_other_are_of_a_row_each(pitch: float) -> None:
    sheet = table(3 * pitch)
    for n, name in enumerate(("R3年度", "R4年度", "R5年度")):
        say(sheet, 62, 119 + pitch * (n + 0.5), name)
        numbers(sheet, 119 + pitch * (n + 0.5), f"{n + 3}回", f"1{n}人", f"{n + 5}件")
    assert rows_of(sheet) == [plain(f"R{n + 3}年度", f"{n + 3}回", f"1{n}人", f"{n + 5}件") for n in range(3)]


def test_tight_lines_of_names_are_shared_out_around_the_middles_of_the_rows() -> None:
    sheet = table(52)
    for n, text in enumerate(("ひろばでの相", "談", "電話による相", "談", "専門相談")):
        say(sheet, 62, 125 + 9.5 * n, text)
    for n, y in enumerate((129.75, 148.75, 163.0)):
        numbers(sheet, y, f"{n + 3}件", f"1{n}件", f"{n + 5}件")
    names = "ひろばでの相談", "電話による相談", "専門相談"
    assert rows_of(sheet) == [plain(name, f"{n + 3}件", f"1{n}件", f"{n + 5}件") for n, name in enumerate(names)]


def test_a_name_with_a_line_of_its_own_over_others_is_in_their_column() -> None:
    sheet = table(68)
    for n, (x, text) in enumerate(((62, "行政"), (71, "区役所"), (71, "児童相談所"), (62, "民間"))):
        say(sheet, x, 128 + 16 * n, text)
    for n in (1, 2, 3):
        numbers(sheet, 128 + 16 * n, f"{n}件", f"1{n}件", f"{n + 5}件")
    assert rows_of(sheet)[-2:] == [plain("児童相談所", "2件", "12件", "7件"), plain("民間", "3件", "13件", "8件")]


@pytest.mark.parametrize("heights", [(128.0, 140.0, 158.0, 174.0), (128.0, 140.0, 155.0, 167.0)])
def test_lines_of_a_name_nearer_to_each_other_than_to_the_next_row_are_one(heights: Sequence[float]) -> None:
    sheet = table(70)
    for y, text in zip(heights, ("利用者支援", "の相談", "園の相談", "合計"), strict=True):
        say(sheet, 62, y, text)
    first, _, *others = heights
    for y, said in zip((first, *others), (("12件", "17件", "9件"), ("31件", "8件", "22件"), ("43件", "25件", "31件")), strict=True):
        numbers(sheet, y, *said)
    assert rows_of(sheet) == [
        plain("利用者支援の相談", "12件", "17件", "9件"),
        plain("園の相談", "31件", "8件", "22件"),
        plain("合計", "43件", "25件", "31件"),
    ]


ROWS = [200.0 + 14 * n for n in range(10)]


@pytest.mark.parametrize(
    ("rows", "is_cut", "spans"),
    [
        ((1, 4, 7), (False, False), [(0, 3), (3, 6), (6, 9)]),
        ((1, 4, 6), (False, True), [(0, 3), (3, 6), (6, 9)]),
        ((1, 4, 6), (False, False), []),
        ((2, 6), (True, False), [(0, 1), (1, 4), (4, 9)]),
        ((6, 8), (True, False), [(0, 5), (5, 8), (8, 9)]),
        ((6, 8), (False, False), []),
        ((), (True, True), []),
    ],
    ids=["whole", "cut at the foot", "not cut", "one row of a name before", "cut at the head", "a head not cut", "no names"],
)
def test_of_names_in_the_middle_of_several_rows_a_page_end_cuts_the_first_and_the_last(
    rows: Sequence[int], is_cut: tuple[bool, bool], spans: list[tuple[int, int]]
) -> None:
    names = [run for n in rows for run in runs([(60.0, "地区")], y=ROWS[n] + 2)]
    assert spans_down(ROWS, names, is_cut=is_cut) == spans
