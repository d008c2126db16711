"""Rows of words that no rule parts, at their limits. Glyphs are 10 points wide and high, columns begin at 5, 105, 205 and 305."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.layout.rows_of_words import edges_of_words
from pipeline.layout.runs import Run, text_lines
from tests.layout.hand_set import runs

CUTS = (100.0, 200.0, 300.0)
STEP = 14.0
Row = Sequence[str]


def bands_of(*bands: Sequence[Row], cuts: Sequence[float]) -> list[list[list[Run]]]:
    """The lines of bands, each line given with a text for each column, ``""`` for none, 20 points apart."""
    xs = (5.0, *(cut + 5 for cut in cuts))
    made, y = [], 200.0
    for lines in bands:
        words = [[(x, text) for x, text in zip(xs, line, strict=False) if text] for line in lines]
        made.append(text_lines(runs(*words, y=y)))
        y += STEP * len(lines) + 20
    return made


def starts(*bands: Sequence[Row], cuts: Sequence[float] = CUTS) -> list[list[int]]:
    """How many lines of each band stand over each row but the first; a name in the middle of two is over none."""
    lines = bands_of(*bands, cuts=cuts)
    edges = edges_of_words(lines, cuts)
    return [[sum(line[0].y < edge for line in band) for edge in found] for band, found in zip(lines, edges, strict=True)]


FULL, LONG = "来館した方の数え方", "子どもの数を数える方"
SHORT = [("保育所", "園庭", "春", "毎月"), ("学校", "体験", "秋", "年一回"), ("医院", "案内", "通年", "随時")]
FIRST_FULL = [(FULL, "園庭", "春", "毎月"), ("学校", FULL, "秋", "年一回"), ("医院", "案内", "通年", "随時")]
WRAPPED = [
    ("保育所", "園庭", "春", FULL),
    ("", "", "", "開放"),
    ("学校", "体験", "秋", FULL),
    ("", "", "", "毎月"),
    ("医院", FULL, FULL, FULL),
]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (SHORT, [1, 2]),
        (SHORT[:2], []),
        (FIRST_FULL, [1, 2]),
        ([(FULL, FULL, FULL, "毎月"), *SHORT[1:]], []),
        ([("保育所", "園庭", "春", ""), *SHORT[1:]], []),
        ([("保育所", "園庭", "春です。", "毎月"), *SHORT[1:]], []),
        ([("①保育所", "園庭", "春", "毎月"), *SHORT[1:]], []),
        ([("12", "園庭", "春", "毎月"), *SHORT[1:]], []),
        ([("保育所", "園庭", "3回", "毎月"), *SHORT[1:]], [1, 2]),
        ([("", "", "春", ""), *SHORT], []),
        ([*SHORT, ("", "", "", "不定期")], [1, 2]),
        ([*SHORT, ("", "の相談", "", "")], [1, 2]),
        ([*SHORT, ("分院", "", "", "")], []),
        (WRAPPED, [2, 4]),
        ([*WRAPPED[:1], WRAPPED[4], *WRAPPED[2:]], [1, 2, 4]),
        ([*WRAPPED[:2], (LONG,) * 4, *WRAPPED[2:]], [2, 3, 5]),
        ([SHORT[0], (LONG,) * 4, *SHORT[1:]], []),
        ([(LONG,) * 4, ("", "", "", "開放")] * 3, [2, 4]),
        (
            [
                ("園", FULL, FULL, FULL),
                ("", "", "", FULL),
                ("学校と教室の先生たち", FULL, FULL, FULL),
                ("医院にいる先生たち", FULL, FULL, FULL),
            ],
            [],
        ),
    ],
    ids=[
        *("short lines", "two of them", "one short text in each", "a line that fills its cells", "an empty field", "a sentence"),
        *("an item", "a number as a name", "a number beside names"),
        *("a text above", "a rest below", "a rest of the second column", "a name below"),
        *("wrapped cells", "one of several rows full", "one of which fills all", "one of short lines fills all"),
        *("the last column alone ends early", "wrapped cells, most rows full"),
    ],
)
def test_lines_of_words_are_rows(lines: Sequence[Row], rows: list[int]) -> None:
    assert starts(lines) == [rows]


def named(name: str, *rows: Row) -> list[Row]:
    """Rows of a group with its name in a line of its own below the first of two, or on the second of three."""
    first, *others = [("", *row) for row in rows]
    return [first, (name, "", ""), *others] if len(rows) == 2 else [first, (name, *rows[1]), *others[1:]]


HEALTH = named("医療", ("区の役所", "健診"), ("産科", "紹介"))
SCHOOLS = named("教育", ("保育所", "園庭"), ("幼稚園", "説明会"), ("学校", "体験"))
HEADER = [("分野", "連携先", "内容")]
AREA = named("地域", ("民生委員", "サロン"), ("地区の館", "会場"))


@pytest.mark.parametrize(
    ("bands", "rows"),
    [
        ([HEADER, HEALTH, SCHOOLS, AREA], [[], [1], [1, 2], [1]]),
        ([SHORT, SHORT], [[], [1, 2]]),
        ([HEADER, HEALTH, [("", "児童館", "会場")], SCHOOLS], [[], [1], [], [1, 2]]),
        ([HEADER, HEALTH, AREA], [[], [], []]),
        ([HEADER, HEALTH, [("教育", "保育所", "園庭"), ("", "", "開放")], SCHOOLS], [[], [], [], [1, 2]]),
        ([HEADER, [("医療", "区の役所", "健診"), ("保健", "産科", "紹介")], SCHOOLS, AREA], [[], [], [1, 2], [1]]),
        ([[("", "区の役所", "健診"), ("", "産科", "紹介"), ("", "区の役所", "健診")]], [[]]),
        ([[*SCHOOLS, ("医療", "", "")]], [[1, 2]]),
        ([[("医療", "3件", "健診"), ("", "4件", "紹介"), ("", "5件", "紹介")]], [[]]),
        ([[("医療", "区の役所", "健診"), ("", "産科", "紹介"), ("", "医院", ""), ("", "分院", "紹介")]], [[]]),
    ],
    ids=[
        *("two and three of a group", "a header", "a group of one row", "two groups of two", "a wrapped row", "a name each in one of two"),
        *("no name", "a name of a group below", "numbers beside the name", "an empty field"),
    ],
)
def test_rows_of_words_in_groups(bands: Sequence[Sequence[Row]], rows: list[list[int]]) -> None:
    assert starts(*bands, cuts=CUTS[:2]) == rows


@pytest.mark.parametrize(("cuts", "rows"), [(CUTS[:1], []), (CUTS[:2], [1, 2])])
def test_rows_of_words_are_of_three_columns(cuts: Sequence[float], rows: list[int]) -> None:
    assert starts([row[: len(cuts) + 1] for row in SHORT], cuts=cuts) == [rows]


def test_texts_that_begin_at_no_one_place_show_no_room_before_them() -> None:
    lines = bands_of(SHORT, cuts=CUTS)
    off = [[replace(run, x0=run.x0 + 5.0 * n) if run.x0 > 100 else run for run in line] for n, line in enumerate(lines[0])]
    assert edges_of_words([off], CUTS) == [[]]
