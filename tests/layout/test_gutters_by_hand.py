"""The white between columns of text at its limits, in one line and in several rows together. Glyphs are 10 points wide and high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.geometry.intervals import Interval
from pipeline.layout.gutters import common_white, white_of, whites_down
from pipeline.layout.runs import Run
from tests.layout.hand_set import Words, runs
from tests.layout.test_rules_by_hand import run

Row = Sequence[Words]


def bands(*rows: Row | Sequence[Row]) -> list[list[Run]]:
    """The runs of each row; of a row of several lines, by line."""
    found = []
    for n, row in enumerate(rows):
        lines = [row] if isinstance(row[0][0], float) else row
        found.append(runs(*lines, y=200.0 + 60 * n))
    return found


@pytest.mark.parametrize(
    ("row", "white"),
    [
        ([(10.0, "来館"), (60.0, "168件")], [(30, 60)]),
        ([(10.0, "来館"), (39.0, "168件")], []),
        ([(10.0, "・"), (40.0, "来館")], []),
        ([(10.0, "・"), (50.0, "来館")], [(20, 50)]),
        ([(10.0, "・"), (40.0, "来館"), (80.0, "3件")], [(60, 80)]),
        ([(10.0, "来館"), (45.0, "168件")], [(30, 45)]),
    ],
    ids=["wide", "narrow", "behind a mark", "far behind a mark", "behind what a mark opens", "behind a word"],
)
def test_white_in_a_line(row: Row, white: list[Interval]) -> None:
    assert white_of(runs(row)) == white


@pytest.mark.parametrize(("name", "is_name"), [("R5", True), ("0歳", True), ("親", True), ("ア", False), ("10", False), ("1.", False)])
def test_white_behind_a_narrow_name_parts_columns(name: str, is_name: bool) -> None:
    assert white_of([run(10, name, gaps={1: -5.0}), run(40, "来館")]) == ([(run(10, name, gaps={1: -5.0}).x1, 40)] if is_name else [])


def test_the_white_of_growing_text_is_that_of_all_its_lines() -> None:
    lines = bands([(10.0, "親"), (60.0, "168件"), (150.0, "3組")], [(10.0, "・")], [(95.0, "広場"), (220.0, "9人")], [(12.0, "来館の数")])
    whites = list(whites_down(lines))
    assert whites == [white_of([run for line in lines[: n + 1] for run in line]) for n in range(4)]
    assert whites == [[(20, 60), (100, 150)], [(20, 60), (100, 150)], [(20, 60), (115, 150), (170, 220)], [(115, 150), (170, 220)]]


HALL, PHONE = [(10.0, "来館"), (80.0, "168件"), (150.0, "182件")], [(10.0, "電話"), (90.0, "46件"), (160.0, "92件")]
HEAD: Row = [(10.0, "区分"), (80.0, "４年度"), (150.0, "５年度")]
COUNTS = [(10.0, "会議"), (80.0, "4回"), (140.0, "98人")], [(10.0, "催し"), (80.0, "3回"), (140.0, "77人")]
NUMBERS = [(10.0, "会議"), (100.0, "4"), (160.0, "9")], [(10.0, "催し"), (100.0, "3"), (160.0, "7")]


@pytest.mark.parametrize(
    ("rows", "white"),
    [
        ((HEAD, HALL, PHONE), [(30, 80), (120, 150)]),
        (([(10.0, "区分"), (100.0, "年間の件数")], HALL, PHONE), [(30, 80), (120, 150)]),
        (([(100.0, "年間の件数")], HEAD, HALL, PHONE), [(30, 80), (120, 150)]),
        (([(100.0, "年間の件数")], [(100.0, "年間の件数")], [(100.0, "年間の件数")], HALL, PHONE), [(30, 80)]),
        (([(10.0, "区分"), (45.0, "４年度"), (150.0, "５年度")], HALL, PHONE), [(30, 45), (120, 150)]),
        (([(10.0, "区分"), (80.0, "回数"), (120.0, "延べ人数"), (175.0, "備考")], *COUNTS), [(30, 80), (100, 120), (170, 175)]),
        (([(100.0, "年間の件数")], [(10.0, "区分"), (60.0, "件数"), (120.0, "人数")], *NUMBERS), [(30, 60), (110, 120)]),
        (
            ([(10.0, "区分"), (60.0, "年間の総件数"), (150.0, "人数")], [(10.0, "会議"), (70.0, "4"), (115.0, "12345")]),
            [(30, 60), (80, 115)],
        ),
        (([(10.0, "区分"), (60.0, "件数"), (120.0, "人数")], *NUMBERS), [(30, 60), (110, 120)]),
        (([(60.0, "件数"), (120.0, "人数")], *NUMBERS), [(30, 60), (110, 120)]),
        (([(10.0, "区分"), (60.0, "件数")], *NUMBERS), [(30, 60), (110, 160)]),
        (([(10.0, "会議")], [(60.0, "4回")], [(10.0, "催し")]), []),
        (([[(10.0, "区分"), (95.0, "年")], [(60.0, "件数"), (120.0, "人数")]], *NUMBERS), [(30, 60), (110, 120)]),
        (
            ([[(10.0, "区分"), (95.0, "年")], [(60.0, "件数"), (120.0, "人数"), (180.0, "組数")]], *NUMBERS),
            [(30, 60), (110, 120), (170, 180)],
        ),
        (([[(10.0, "区分"), (60.0, "年間"), (120.0, "人数")], [(60.0, "件数")]], *NUMBERS), [(30, 60), (110, 120)]),
    ],
    ids=[
        *("each name over its column", "a name over all but the first", "a name over those of columns", "three lines of names"),
        *("a name in the white", "a year without numbers", "names in the white under a caption", "a long name over other numbers"),
        *("names in the white", "an empty corner", "fewer names than columns", "one text a line"),
        *("a year in the white between names", "a year between names of more columns", "one name of two lines"),
    ],
)
def test_white_in_rows_together(rows: Sequence[Row], white: list[Interval]) -> None:
    assert common_white(bands(*rows)) == white


GROUP = [[(70.0, "男"), (120.0, "3人")], [(10.0, "乳児")], [(70.0, "女"), (120.0, "4人")]]


@pytest.mark.parametrize(
    ("steps", "white"),
    [([7.0, 7.0], [(30, 70), (80, 120)]), ([14.0, 14.0], [(80, 120)])],
    ids=["between two rows", "on a row of its own"],
)
def test_names_of_groups_in_the_middle_of_two_rows(steps: Sequence[float], white: list[Interval]) -> None:
    assert common_white([runs(*GROUP, steps=steps)]) == white


def test_names_of_groups_left_of_their_header_have_no_column_but_its() -> None:
    """With nothing behind them before the next column."""
    rows: list[Row] = [[(120.0, "公園")], [(10.0, "教育")], [(120.0, "学校")]]
    assert common_white([runs([(60.0, "分野"), (120.0, "連携")]), runs(*rows, y=240.0, steps=[7.0, 7.0])]) == [(80, 120)]


def test_cells_with_more_and_fewer_lines_are_of_one_row() -> None:
    outer, inner = [(10.0, "来館"), (150.0, "甲")], [(80.0, "一件")]
    assert common_white([runs(outer, inner, outer, inner, outer, steps=[7.0] * 4)]) == [(30, 80), (100, 150)]
    assert common_white([runs(outer, inner, outer, inner, outer, steps=[14.0] * 4)]) == [(30, 80)]


def test_a_header_of_two_words_in_one_run_stands_over_two_columns() -> None:
    header = [run(10, "区分"), run(100, "件数組数", gaps={2: 8.0})]
    assert common_white([header, *bands(HALL, PHONE)]) == [(30, 80), (120, 128)]


@pytest.mark.parametrize(
    ("rows", "gap", "white"),
    [(3, 2.5, [(30, 80), (140, 142.5)]), (2, 2.5, [(30, 80)]), (3, 1.5, [(30, 80)])],
    ids=["in three rows", "in two", "next to nothing"],
)
def test_narrow_white_parts_texts_of_different_lines(rows: int, gap: float, white: list[Interval]) -> None:
    """A text that fills its cell, in two lines, beside one in the middle of its own."""
    wrapped: list[Sequence[Row]] = [([(80.0, "６字で折れる")], [(10.0, "会議"), (140.0 + gap, "毎月")], [(80.0, "文です")])] * rows
    made = [runs(*lines, y=200.0 + 60 * n, steps=[7.0] * 3) for n, lines in enumerate(wrapped)]
    assert common_white(made) == white
    no_time = [runs([(10.0, "会議"), (80.0, "６字で折れる")], y=400.0)]
    assert common_white([*made, *no_time]) == white[:1]


def test_white_behind_marks_parts_no_columns_in_several_rows_either() -> None:
    items: list[Row] = [[(10.0, "①"), (30.0, "声を聞く"), (150.0, "良")]] * 3
    assert common_white(bands(*items)) == [(70, 150)]


@pytest.mark.parametrize(("text", "white"), [("118", []), ("庭開放", [(100.0, 102.5)])])
def test_narrow_white_parts_no_two_numbers(text: str, white: list[Interval]) -> None:
    """As under a name over two columns, where headers in the middle stand nearer to each other than the numbers."""
    rows = [runs([(70.0, text)], [(102.5, "543")], y=200.0 + 60 * n, steps=[7.0]) for n in range(3)]
    assert common_white(rows) == white


@pytest.mark.parametrize(("filled", "touching"), [(1, []), (2, [(110, 110.5)])])
def test_columns_that_touch_share_several_rows(filled: int, touching: list[Interval]) -> None:
    """In one alone two words of a header stand where the numbers below begin."""
    value = replace(run(110.5, "9回"), least=0.0)
    rows = [[run(10, "会議"), *([run(80, "３年度")] if n < filled else []), value, run(170, "7")] for n in range(4)]
    assert common_white(rows) == [(30, 80), *touching, (130.5, 170)]
