"""Names that no rule parts and heavier rules, each at its limits. Glyphs are 10 points wide and high."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawGrid
from pipeline.layout.names import spans_down, with_wrapped_names, within_groups
from pipeline.layout.runs import Run
from pipeline.layout.weights import rows_under_heavier_rules
from pipeline.pages.model import Ruling
from tests.layout.hand_set import runs

YS = (100.0, 120.0, 140.0, 160.0, 180.0)
"""Four rows of 20 points."""


def names(*middles: float) -> list[Run]:
    return [run for y in middles for run in runs([(10.0, "甲乙")], y=y - 5)]


@pytest.mark.parametrize(
    ("middles", "spans"),
    [
        ((120, 160), [(0, 2), (2, 4)]),
        ((110, 150), [(0, 1), (1, 4)]),
        ((140,), [(0, 4)]),
        ((110, 130, 150, 170), []),
        ((112, 132, 152, 172), []),
        ((120,), []),
        ((115, 125, 160), [(0, 2), (2, 4)]),
        ((113, 127, 160), [(0, 1), (1, 2), (2, 4)]),
        ((123, 163), [(0, 2), (2, 4)]),
        ((124, 164), []),
        ((120, 164), []),
    ],
    ids=[
        *("two of two rows", "one of three", "one of all", "each of one row", "nearly", "not of all rows", "of two lines"),
        *("two names of unlike rows", "a little low", "too low", "one too low"),
    ],
)
def test_a_name_in_the_middle_of_several_rows_is_theirs(middles: Sequence[float], spans: list[tuple[int, int]]) -> None:
    assert spans_down(YS, names(*middles)) == spans


def test_the_last_name_has_all_rows_to_the_end_of_a_page_that_cuts_it() -> None:
    assert spans_down(YS, names(120, 168), is_cut=(False, True)) == [(0, 2), (2, 4)]


@pytest.mark.parametrize(
    ("ys", "middles", "spans"),
    [((100, 112, 124), (106, 118), []), ((100, 112, 124), (112,), [(0, 2)]), ((100, 120, 140), (114.5, 125.5), [(0, 2)])],
    ids=["a name each", "one over both", "one of two lines"],
)
def test_names_of_rows_as_close_as_lines(ys: Sequence[float], middles: Sequence[float], spans: list[tuple[int, int]]) -> None:
    assert spans_down(ys, names(*middles)) == spans


@pytest.mark.parametrize(
    ("texts", "step", "spans"),
    [(("大", "人"), 17, [(0, 3), (3, 4)]), (("大", "人も"), 17, []), (("大", "人"), 18, [])],
    ids=["letters", "not letters alone", "further apart"],
)
def test_letters_written_downwards_are_one_name(texts: Sequence[str], step: float, spans: list[tuple[int, int]]) -> None:
    made = [run for n, text in enumerate(texts) for run in runs([(10.0, text)], y=125 + step * (n - 0.5))]
    assert spans_down(YS, [*made, *runs([(10.0, "親")], y=165)]) == spans


def column(x: float, texts: Sequence[str], off: float = 5.0) -> list[list[Run]]:
    """The texts of a column, row by row; ``""`` for none."""
    return [runs([(x, text)], y=y + off) if text else [] for y, text in zip(YS, texts, strict=False)]


@pytest.mark.parametrize(
    ("texts", "others", "off", "edges"),
    [
        (("子ども", "", "", "大人"), ("０歳", "１歳", "計", "母親"), 5, [120, 140]),
        (("子ども", "", "", "計"), ("０歳", "１歳", "２歳", ""), 5, [120, 140]),
        (("", "子ども", "", "計"), ("０歳", "１歳", "２歳", ""), 5, [120, 140]),
        (("", "子ども", "親", "計"), ("０歳", "１歳", "", ""), 5, []),
        (("区内", "", "区外", ""), ("人数", "割合", "人数", "割合"), 5, [120, 160]),
        (("区内", "", "区外", ""), ("人数", "組数", "近隣", "遠方"), 5, [140, 160]),
        (("", "区内", "区外", ""), ("人数", "割合", "人数", "割合"), 5, []),
        (("区内", "", "", "区外"), ("人数", "", "割合", "人数"), 5, []),
        (("区内", "", "", "区外"), ("人数", "組数", "割合", "近隣"), 8, []),
        (("区内", "区外", "市内", "市外"), ("人数", "組数", "割合", "近隣"), 5, []),
        (("", "本館", "", "分館"), ("子ども", "", "", "大人"), 5, [120, 140]),
    ],
    ids=[
        *("on the line of its first row", "and a total below", "in the middle, and a total below", "two totals as close as lines"),
        *("names beside it come again", "names beside it do not", "from the second row on", "a row without a name", "off the line"),
        *("each of its own", "groups of groups"),
    ],
)
def test_a_name_before_others_is_of_the_rows_down_to_the_next(
    texts: Sequence[str], others: Sequence[str], off: float, edges: Sequence[float]
) -> None:
    assert sorted(within_groups(YS, column(10, texts, off), column(60, others))) == edges


@pytest.mark.parametrize(
    ("is_cut", "texts", "others", "edges"),
    [
        ((True, False), ("", "", "", "区外"), ("人", "組", "回", "人"), [120, 140]),
        ((True, False), ("計", "", "", "区外"), ("", "組", "回", "人"), []),
        ((False, True), ("", "区内", "区外", ""), ("人", "組", "回", "人"), [120, 140]),
        ((False, True), ("", "区内", "区外", "計"), ("人", "組", "回", ""), []),
    ],
    ids=["at the head", "above a total", "at the foot", "below a total"],
)
def test_a_page_cuts_the_first_rows_and_the_last_alone(
    is_cut: tuple[bool, bool], texts: Sequence[str], others: Sequence[str], edges: Sequence[float]
) -> None:
    assert sorted(within_groups(YS, column(10, texts), column(60, others), is_cut=is_cut)) == edges


@pytest.mark.parametrize(
    ("texts", "spans"),
    [
        (("令和5年", "度", "令和6年", "度"), [(0, 2), (2, 4)]),
        (("令和元", "年度", "令和２", "年度"), [(0, 2), (2, 4)]),
        (("令和五年", "度", "令和六年", "度"), [(0, 2), (2, 4)]),
        (("周年", "度", "通年", "度"), []),
        (("年度", "令和5年", "令和6年", "令和7年"), []),
        (("温度", "頻度", "程度", "満足度"), []),
    ],
    ids=["parted before the last sign", "parted before the word", "in kanji", "no years", "under their header", "other words"],
)
@pytest.mark.parametrize("step", [20.0, 10.0], ids=["apart", "as close as lines"])
def test_a_year_in_two_lines_is_one_name_of_the_rows_beside_them(texts: Sequence[str], spans: list[tuple[int, int]], step: float) -> None:
    made = [run for n, text in enumerate(texts) for run in runs([(10.0, text)], y=100 + (step - 10) / 2 + step * n)]
    assert spans_down([100 + step * n for n in range(len(texts) + 1)], made) == spans


Line = Sequence[tuple[float, str]]


def wrapped(*lines: tuple[float, Line]) -> list[list[str]]:
    """The rows, with cuts at 50 and 100, names in the first column."""
    rows = with_wrapped_names([runs(line, y=y) for y, line in lines], (50.0, 100.0), 0)
    return [[run.text for run in row] for row in rows]


NAME, NUMBERS = [(10.0, "甲")], [(60.0, "1"), (110.0, "2")]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([(100, [*NAME, *NUMBERS]), (120, [*NAME, *NUMBERS])], [["甲", "1", "2"], ["甲", "1", "2"]]),
        ([(100, NAME), (106, NUMBERS), (112, NAME), (130, NAME), (136, NUMBERS), (142, NAME)], [["1", "2", "甲", "甲"]] * 2),
        ([(100, [*NAME, *NUMBERS]), (112, NAME), (130, [*NAME, *NUMBERS]), (142, NAME)], [["甲", "1", "2", "甲"]] * 2),
        ([(100, [*NAME, *NUMBERS]), (112, NAME), (124, [*NAME, *NUMBERS])], []),
        ([(100, [*NAME, *NUMBERS]), (112, NAME), (125, [*NAME, *NUMBERS])], [["甲", "1", "2", "甲"], ["甲", "1", "2"]]),
        ([(100, NUMBERS), (112, NAME)], []),
        ([(94, NAME), (100, NUMBERS)], []),
        ([(100, NAME), (112, NAME)], []),
        ([(100, NAME), (104, NUMBERS), (112, NAME), (130, NAME), (136, NUMBERS), (142, NAME)], [["1", "2", "甲", "甲"]] * 2),
        ([(100, NAME), (102, NUMBERS), (112, NAME), (130, NAME), (136, NUMBERS), (142, NAME)], []),
        ([(100, NAME), (106, NUMBERS), (112, NAME), (130, NUMBERS), (136, NAME)], []),
        ([(100, [*NAME, *NUMBERS]), (112, NAME), (130, NUMBERS)], [["甲", "1", "2", "甲"], ["1", "2"]]),
    ],
    ids=[
        *(
            "one line each",
            "around the middle",
            "below the first",
            "as near to the next row",
            "nearer",
            "no name beside",
            "a name above alone",
        ),
        *("no numbers", "nearly around", "not around", "one around, one below", "a row without a name"),
    ],
)
def test_the_lines_of_a_name_are_of_one_row(lines: Sequence[tuple[float, Line]], rows: list[list[str]]) -> None:
    assert wrapped(*lines) == rows


def test_a_name_hardly_over_its_row_is_none_of_its_line() -> None:
    line = [*runs(NAME, y=96), *runs(NUMBERS, y=100)]
    rows = with_wrapped_names([line, runs(NAME, y=104)], (50.0, 100.0), 0)
    assert [[run.text for run in row] for row in rows] == [["1", "2", "甲", "甲"]]


def test_what_stands_alone_before_the_names_is_left_out() -> None:
    lines = [runs([(10, "計")], y=94), runs([(60.0, "甲"), (110.0, "2")], y=100), runs([(60.0, "乙")], y=112)]
    rows = with_wrapped_names(lines, (50.0, 100.0), 1)
    assert [[run.text for run in row] for row in rows] == [["甲", "2", "乙"]]


def rulings(*rules: tuple[float, float], x1: float = 100.0) -> list[Ruling]:
    return [Ruling(0.0, y, x1, y, thickness, 0) for y, thickness in rules]


FOUR = RawGrid(Rect(0, 0, 100, 80), [0.0, 100.0], [0.0, 20.0, 40.0, 60.0, 80.0], [])
THIN = [(0.0, 0.5), (20.0, 0.5), (60.0, 0.5), (80.0, 0.5)]


@pytest.mark.parametrize(
    ("rules", "rows"),
    [
        (rulings(*THIN, (40, 1.5)), (2,)),
        (rulings(*THIN, (40, 0.5)), ()),
        (rulings(*THIN, (40, 0.8)), ()),
        (rulings(*[(y, 0.1) for y, _ in THIN], (40, 0.4)), ()),
        (rulings(*[(y, 0.1) for y, _ in THIN], (40, 0.51)), (2,)),
        (rulings(*THIN, (41.5, 1.5)), (2,)),
        (rulings(*THIN, (42, 1.5)), ()),
        ([*rulings(*THIN), *rulings((40, 1.5), x1=85)], ()),
        ([*rulings(*THIN), *rulings((40, 1.5), x1=95)], (2,)),
        ([*rulings(*THIN), Ruling(0, 40, 50, 40, 1.5, 0), Ruling(50, 40, 100, 40, 1.5, 0)], (2,)),
        ([*rulings(*THIN), Ruling(0, 40, 50, 40, 1.5, 0), Ruling(50, 40, 100, 40, 0.5, 0)], ()),
        ([*rulings(*THIN), Ruling(110, 40, 300, 40, 1.5, 0)], ()),
        ([*rulings(*THIN, (40, 1.5)), Ruling(110, 40, 300, 40, 2, 0)], (2,)),
        (rulings((0, 0.5), (80, 0.5), (40, 1.5)), ()),
        ([*rulings(*THIN, (40, 0.5)), Ruling(50, 0, 50, 80, 3.0, 0)], ()),
        (rulings((0, 0.5), (80, 1.5)), ()),
        ([], ()),
    ],
    ids=[
        *(
            "heavier",
            "alike",
            "hardly",
            "thrice a hair",
            "a hair and more",
            "beside the boundary",
            "off it",
            "too short",
            "nearly all across",
        ),
        *(
            "in pieces",
            "half of it",
            "beside the table",
            "beside a heavier one",
            "no other rules",
            "an upright one",
            "a heavy outline",
            "none",
        ),
    ],
)
def test_a_heavier_rule_all_across_ends_a_group_of_rows(rules: list[Ruling], rows: tuple[int, ...]) -> None:
    assert rows_under_heavier_rules(FOUR, rules) == rows
