"""Where columns part that no wall parts, at their limits. Glyphs are 10 points wide and high."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.column_edges import ColumnEdges, NumberColumns, TextEdges, ends_in_brackets, parted
from pipeline.layout.runs import CELL_GAP, COLUMN_GAP, Run, cut_at_edges
from tests.layout.test_rules_by_hand import run


def below(x: float, *texts: str, y: float = 300.0) -> list[Run]:
    """Texts below each other."""
    return [run(x, text, y + 20 * n) for n, text in enumerate(texts)]


def parts(first: Run, others: Sequence[Run]) -> list[str]:
    """The texts into which one is parted, among others."""
    level = [part for part in parted([first, *others]) if part.y0 == first.y0]
    return [part.text for part in sorted(level, key=lambda part: part.x0)]


WORDS = below(37, "予約", "随時", "親子")
CLOSE = run(300, "第1回と第2回", 500)
"""A text whose digits stand no further from its kanji than these from each other."""
NARROW = {2: 7.0}


@pytest.mark.parametrize(
    ("first", "others", "expected"),
    [
        (run(10, "来館予約", gaps=NARROW), WORDS, ["来館", "予約"]),
        (run(10, "来館予約", gaps=NARROW), WORDS[:1], ["来館予約"]),
        (run(10, "来館予約", gaps={2: 5.0}), below(35, "予約", "随時"), ["来館", "予約"]),
        (run(10, "来館予約", gaps={2: 5.0}), below(35, "予約"), ["来館予約"]),
        (run(10, "来館予約", gaps=NARROW), below(39, "予約", "随時", "親子"), ["来館予約"]),
        (run(10, "・予約", gaps={1: 7.0}), below(27, "予約", "随時", "親子"), ["・予約"]),
        (run(10, "可予約", gaps={1: 7.0}), [run(-90, "来館"), *below(27, "予約", "随時", "親子")], ["来館", "可予約"]),
        (run(10, "3予約", gaps={1: 7.0}), [run(-90, "来館"), *below(27, "予約", "随時", "親子")], ["来館", "3", "予約"]),
        (run(10, "－予約", gaps={1: 7.0}), [run(-90, "来館"), *below(27, "予約", "随時", "親子")], ["来館", "－", "予約"]),
        (run(10, "・予約", gaps={1: 7.0}), [run(-90, "来館"), *below(27, "予約", "随時", "親子")], ["来館", "・予約"]),
        (run(10, "来館18", gaps=NARROW), below(37, "18", "24", "31"), ["来館", "18"]),
        (run(10, "来館18", gaps=NARROW), [CLOSE, *below(37, "24"), *below(47, "3", y=400)], ["来館", "18"]),
        (run(10, "来館18", gaps={2: 5.0}), [CLOSE, *below(25, "124", "131")], ["来館", "18"]),
        (run(10, "来館18", gaps={2: 2.0}), [CLOSE, *below(22, "124", "131")], ["来館18"]),
        (run(10, "12件18件", gaps={3: 7.0}), [], ["12件", "18件"]),
        (run(10, "12件18件", gaps={3: 5.0}), [], ["12件18件"]),
        (run(10, "12件予約", gaps={3: 2.0}), below(20, "3件", "4件"), ["12件", "予約"]),
        (run(10, "12件予約", gaps={3: 2.0}), [], ["12件予約"]),
        (run(10, "来館の数予約", gaps={4: 2.0}), below(52, "予約", "随時"), ["来館の数", "予約"]),
        (run(10, "来館の数予約", gaps={4: 2.0}), below(52, "予約"), ["来館の数予約"]),
        (run(10, "12件予約", gaps={3: 2.0}), below(30, "3"), ["12件", "予約"]),
        (run(10, "来館予約", gaps={2: 2.0}), below(20, "3"), ["来館予約"]),
        (run(10, "来館－", gaps=NARROW), [], ["来館", "－"]),
        (run(10, "3予約", gaps={1: 7.0}), below(27, "予約", "随時", "親子"), ["3予約"]),
        (run(10, "来館3予約", gaps={2: 7.0, 3: 7.0}), [*WORDS, *below(54, "可", "否", "可", y=400)], ["来館", "3", "予約"]),
        (run(10, "R6予約", gaps={1: -5.0, 2: 7.0}), [run(-90, "来館"), *below(32, "予約", "随時", "親子")], ["来館", "R6", "予約"]),
        (run(10, "5人（実4人）予約", gaps={7: 2.0}), below(10, "8人（実3人）"), ["5人（実4人）", "予約"]),
        (run(10, "5人（実4人）予約", gaps={7: 2.0}), below(10, "八人（実三人）"), ["5人（実4人）予約"]),
        (run(10, "来館予約", gaps={2: 2.0}), [run(10, "会議随時", y, gaps={2: 2.0}) for y in (300, 320)], ["来館予約"]),
        (run(10, "12件18件24件", gaps={3: 7.0, 6: 7.0}), [], ["12件", "18件", "24件"]),
        (run(10, "来館の数予約", gaps={4: 0.5}), below(50.5, "予約", "随時", "親子"), ["来館の数予約"]),
    ],
    ids=[
        *(
            "three begin there",
            "one begins there",
            "three close behind others",
            "two close behind others",
            "they begin elsewhere",
            "a mark opens the line",
        ),
        *("one sign within the line", "a digit", "a dash for none", "a mark within the line", "before a number of several"),
        *("before one of two", "close before one of two numbers", "too close", "between numbers", "within a number's text"),
        *("numbers end there", "no other number ends there", "two words begin there", "one word begins there"),
        *("one other number ends there", "a word ends where a number does", "a dash for none at the end", "a number of a list"),
        *("a digit between columns", "a year between columns", "numbers in brackets", "words in brackets", "by chance"),
        *("three numbers", "no gap"),
    ],
)
def test_a_text_is_parted_where_columns_do(first: Run, others: Sequence[Run], expected: Sequence[str]) -> None:
    assert parts(first, others) == expected


FOLDED = ("74保土ケ谷区", "115旭区", "8港南区")


@pytest.mark.parametrize(
    ("lists", "off", "others", "is_parted"),
    [
        (FOLDED, 0.0, [], True),
        (FOLDED[:2], 0.0, [], False),
        (("74組", "115組", "8組"), 0.0, [], False),
        (("74旭区", "15保土ケ谷区", "38港南区"), 0.0, [], False),
        (FOLDED, 3.0, [], False),
        (FOLDED, 0.0, [run(0, "来館した人のうち", 215)], False),
        (FOLDED, 0.0, [run(60, "来館した人", 215), run(0, "来館した人のうち", 400)], True),
    ],
    ids=["of two columns", "of two rows", "what they count", "as wide numbers", "a number ends before", "around a text", "beside a text"],
)
def test_names_right_behind_the_numbers_of_another_column(lists: Sequence[str], off: float, others: Sequence[Run], is_parted: bool) -> None:
    """They are no further from these than digits are from kanji."""
    digits = [len(text.rstrip("保土ケ谷旭港南区組")) for text in lists]
    folded = [run(40 - 10 * k, text, 200 + 20 * n, gaps={k: 2.0}) for n, (k, text) in enumerate(zip(digits, lists, strict=True))]
    folded[-1] = run(40 - 10 * digits[-1] - off, lists[-1], 300, gaps={digits[-1]: 2.0 + off})
    assert parts(folded[0], [*folded[1:], *others]) == ([lists[0][: digits[0]], lists[0][digits[0] :]] if is_parted else [lists[0]])


@pytest.mark.parametrize(
    ("first", "others", "least"),
    [
        (run(40, "予約"), [], COLUMN_GAP),
        (run(40, "予約"), below(40, "随時", "親子"), 0.6),
        (run(40, "予約"), below(40, "随時"), COLUMN_GAP),
        (run(40, "18"), below(40, "24"), CELL_GAP),
        (run(40, "18"), below(70, "24"), COLUMN_GAP),
        (run(40, "18"), [run(10, "12")], 0.6),
        (run(40, "－"), [], 0.6),
        (run(40, "予約"), below(8, "一二三", "四五六", "七八九"), 0.0),
        (run(40, "予約"), below(8, "一二三", "四五六"), COLUMN_GAP),
        (run(40, "予約"), below(18, "18", "24"), 0.0),
        (run(40, "予約"), below(50, "1", "2"), COLUMN_GAP),
        (run(40, "予約"), [run(8, "一二三随時", 300, gaps={3: 2.0}), run(40, "親子", 340)], 0.0),
        (run(40, "予約"), [run(8, "一二三随時", 300, gaps={3: 2.0})], COLUMN_GAP),
        (run(40, "予約"), [run(3, "12件18件", 300, gaps={3: 7.0})], 0.0),
        (run(40, "予約"), below(0, "一二三", "四五六", "七八九"), COLUMN_GAP),
    ],
    ids=[
        *("alone", "three begin there", "two begin there", "two numbers there", "two numbers apart", "beside a number", "a dash for none"),
        *("three texts end before it", "two end before it", "two numbers end before it"),
        *(
            "words under numbers",
            "columns touch there",
            "no columns touch there",
            "numbers beside each other there",
            "three end further before",
        ),
    ],
)
def test_the_white_that_parts_a_text_from_the_one_before(first: Run, others: Sequence[Run], least: float) -> None:
    assert next(part.least for part in parted([first, *others]) if part.start == first.start) == least


@pytest.mark.parametrize(
    ("numbers", "text", "expected"),
    [
        (below(20, "18", "24"), run(30, "3"), True),
        (below(20, "18"), run(30, "3"), False),
        ([*below(20, "18"), *below(15, "188", y=360), *below(25, "1", y=400)], run(25, "3"), True),
        (below(20, "18", "24", "318"), run(20, "1,684"), True),
        (below(20, "予約", "随時", "親子"), run(30, "3"), False),
        (below(20, "18", "24", "31"), run(60, "3"), False),
    ],
    ids=["two end there", "one ends there", "three have their middle there", "three begin there", "words", "elsewhere"],
)
def test_columns_of_numbers(numbers: Sequence[Run], text: Run, expected: bool) -> None:
    assert NumberColumns(numbers).has(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(run(20, "甲"), True), (run(35, "甲"), True), (run(60, "甲"), False)],
    ids=["begins there", "ends there", "elsewhere"],
)
def test_columns_of_texts(text: Run, expected: bool) -> None:
    begin, end = below(20, "一二三", "一", "一二三四"), below(25, "予約", "随時", "親子", y=500)
    assert TextEdges([*begin, *end]).has(text) is expected


HEADER = run(10, "来館予約", gaps={2: 7.0})
"""Two headers as close as words; their columns' numbers are narrower, so that these begin and end elsewhere."""


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([run(15, "8", 220), run(47, "5", 220)], ["来館", "予約"]),
        ([run(15, "8", 220), run(47, "5", 224)], ["来館", "予約"]),
        ([run(15, "8", 220), run(37, "5", 220), run(47, "7", 220)], ["来館予約"]),
        ([run(15, "8", 220)], ["来館予約"]),
        ([run(15, "8", 220), run(47, "可", 220)], ["来館予約"]),
        ([run(15, "8", 220), run(47, "5", 230)], ["来館予約"]),
        ([run(15, "8", 230), run(47, "5", 230)], ["来館予約"]),
        ([run(15, "8", 180), run(47, "5", 180)], ["来館予約"]),
    ],
    ids=["a number each", "one a little lower", "two under one", "under one alone", "a word", "on two lines", "far below", "above"],
)
def test_headers_are_parted_over_a_number_each(numbers: Sequence[Run], expected: Sequence[str]) -> None:
    assert parts(HEADER, numbers) == expected


def test_headers_set_wide_are_parted_at_the_wider_gap() -> None:
    assert parts(run(10, "来館予約受付", gaps={1: 2.0, 4: 7.0}), [run(25, "8", 220), run(64, "5", 220)]) == ["来館予約", "受付"]


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("209未実施", [run(10, "来館", 100), run(45, "予約", 100)], ["209", "未実施"]),
        ("1,209未実施", [run(10, "来館", 100), run(75, "予約", 100)], ["1,209", "未実施"]),
        ("209未実施", [run(10, "来館", 100), run(45, "予約", 100), run(-100, "随時", 150)], ["209", "未実施"]),
        ("209未実施", [run(10, "来館した親子の数", 100)], ["209未実施"]),
        ("209未実施", [run(10, "来館", 100), run(45, "予約", 130)], ["209未実施"]),
        ("209未実施", [run(10, "来館", 100)], ["209未実施"]),
        ("209未実施", [run(10, "来館", 400), run(45, "予約", 400)], ["209未実施"]),
        ("209組", [run(10, "来館", 100), run(45, "予約", 100)], ["209組"]),
        ("209（中止）", [run(10, "来館", 100), run(45, "予約", 100)], ["209（中止）"]),
        ("実施後未実施", [run(10, "来館", 100), run(45, "予約", 100)], ["実施後未実施"]),
    ],
    ids=[
        *("a name over each", "a number with a comma", "a row between", "one name over both", "names of two lines"),
        *("no name over the word", "names below", "what it counts", "a note", "a word before"),
    ],
)
def test_a_number_and_a_word_under_a_name_each_are_of_two_columns(text: str, others: Sequence[Run], expected: Sequence[str]) -> None:
    """A number stands at the end of its cell and a word at the beginning of the next one, with no more between than pads them."""
    first = run(10, text, gaps={len(expected[0]) if len(expected) > 1 else 3: 2.5})
    assert parts(first, [*others, run(300, "12か所", 600)]) == expected


@pytest.mark.parametrize(
    ("first", "others", "expected"),
    [
        (run(10, "来館18回", gaps={2: 2.5, 4: 2.5}), [], []),
        (run(10, "来館18回", gaps={2: 2.5, 4: 2.5}), [CLOSE], [2]),
        (run(10, "来館18回", gaps={2: 2.5, 4: 2.5}), [run(300, "第1回と第2回", 500, gaps={1: 2.5, 2: 2.5, 4: 2.5, 5: 2.5})], []),
        (run(10, "来館予約", gaps={2: 1.5}), [], [2]),
        (run(10, "来館予約", gaps={1: 1.5, 2: 1.5, 3: 1.5}), [], []),
        (run(10, "18組数", gaps={2: 2.5}), [CLOSE], [2]),
        (run(10, "18組", gaps={2: 2.5}), [CLOSE], []),
        (run(10, "18（", gaps={2: 2.5}), [CLOSE], [2]),
        (run(10, "18%4", gaps={2: 2.5}), [run(300, "第1回と第2回", 500, gaps={1: 4.0, 2: 4.0, 4: 4.0, 5: 4.0})], [2]),
        (run(10, "来"), [], []),
    ],
    ids=[
        *(
            "digits set apart",
            "digits close elsewhere",
            "digits set apart elsewhere",
            "words apart",
            "words set wide",
            "a word behind digits",
        ),
        *("what digits count", "a bracket behind digits", "a sign behind digits", "one sign"),
    ],
)
def test_gaps_that_part_columns_which_touch(first: Run, others: Sequence[Run], expected: Sequence[int]) -> None:
    assert ColumnEdges([first, *others]).tight[0] == expected


@pytest.mark.parametrize("edges", [(45, 55), (55, 45), (50,)])
def test_a_gap_at_two_edges_parts_a_text_once(edges: Sequence[float]) -> None:
    assert [part.text for part in cut_at_edges(run(10, "来館予約", gaps={2: 30.0}), edges)] == ["来館", "予約"]


@pytest.mark.parametrize(("text", "expected"), [("延べ615人（実48人）", True), ("実48人", False), ("登録（実人数）", False)])
def test_numbers_in_brackets(text: str, expected: bool) -> None:
    assert ends_in_brackets(text) is expected
