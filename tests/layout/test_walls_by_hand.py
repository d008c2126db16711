"""Rows between walls, told by hand: a box from 0 to 300 and 200 points down, walls in it, and what stands at some heights."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.walls import are_names, are_rows, grid_between_walls, is_count, walled_box
from pipeline.pages.model import Ruling
from tests.layout.hand_set import Words, runs

Lines = Sequence[tuple[float, Sequence[Words]]]
"""The texts of a line by its height."""
WALL, LEVEL = (100.0, 0.0, 100.0, 200.0), (0.0, 30.0, 300.0, 30.0)


def two(name: str, said: str) -> list[Words]:
    """A text in each of two columns; none where it is empty."""
    return [(x, text) for x, text in ((5.0, name), (105.0, said)) if text]


def rows(rules: Sequence[tuple[float, float, float, float]], lines: Lines) -> list[int] | None:
    """The edges of the rows that are found; None where no table is."""
    box = walled_box(Rect(0, 0, 300, 200), [Ruling(*rule, 0.5, 0) for rule in rules])
    found = grid_between_walls(box, [run for y, texts in lines for run in runs(texts, y=y)])
    return None if found is None else [round(y) for y in found.ys]


WORDS = [("連絡会", "四月と九月"), ("会議", "毎月"), ("園庭の会", "随時"), ("広報", "三月")]
PIECES, LEVELS = [(100.0, 0.0, 100.0, 45.0), (100.0, 45.0, 100.0, 200.0)], [(0.0, y, 300.0, y) for y in (80.0, 120.0)]


def cut_at(place: float) -> list[tuple[float, float, float, float]]:
    """The head of the box in two pieces."""
    return [(0.0, 0.0, place, 0.0), (place, 0.0, 300.0, 0.0)]


WESTERN = [(8.0, two("区分", "R5")), (60.0, two("", "（2023）")), (90.0, two("電話", "12")), (130.0, two("訪問", "34"))]
MERGED = [(50.0, 0.0, 50.0, 45.0), (50.0, 45.0, 50.0, 80.0), *PIECES[:1], (100.0, 45.0, 100.0, 80.0), (100.0, 80.0, 100.0, 200.0)]
TOTAL = [(8.0, two("区分", "R5")), (60.0, [(5.0, "子"), (55.0, "乳児"), (105.0, "3")]), (90.0, two("合計", "7"))]
HEADED = [(8.0, two("区分", "R5")), (22.0, two("電話", "1,684件"))]


@pytest.mark.parametrize(
    ("rules", "lines", "expected"),
    [
        ([WALL], HEADED, [0, 20, 200]),
        ([WALL], [*HEADED, (60.0, [(310.0, "12")])], [0, 20, 200]),
        ([WALL], [(-6.0, two("電話", "12")), (8.0, two("・庭", "3"))], None),
        ([WALL, (200.0, 0.0, 200.0, 200.0)], [(4.0, two("電話", "R5")), (18.0, [(105.0, "3"), (205.0, "5")])], None),
        ([WALL, LEVEL], [(8.0, two("区分", "R5")), (20.0, two("訪問", "R5")), (36.0, two("電話", "12"))], None),
        ([WALL], [(2 + 14.0 * n, two("訪問", said)) for n, said in enumerate(("5歳", "", "", "来館", "", "12"))], None),
        ([WALL], [(8.0, two("", "2024年度")), (20.0, two("電話", "12"))], None),
        ([(100.0, 0.0, 100.0, 45.0)], [(8.0, two("目的", "居場所")), (60.0, [(5.0, "広く使われた")])], None),
        (PIECES, [(8.0, two("目的", "居場所")), (60.0, two("成果", "増"))], [0, 45, 200]),
        ([*PIECES, *cut_at(100.0)], [(8.0, two("目的", "居場所")), (60.0, two("成果", "増"))], [0, 45, 200]),
        ([*PIECES, *cut_at(150.0)], [(8.0, two("目的", "居場所")), (60.0, two("成果", "増"))], None),
        (PIECES, [(8.0, two("", "居場所")), (40.0, two("目的", "")), (60.0, two("", "増"))], [0, 45, 200]),
        (PIECES, [(40.0, two("目的", "居場所"))], None),
        (MERGED, TOTAL, [0, 45, 80, 200]),
        ([*PIECES, LEVELS[0]], WESTERN, [0, 45, 80, 200]),
        ([*PIECES, *LEVELS], WESTERN, None),
    ],
    ids=[
        *("a row below its header", "a number beside the box", "a row above the box", "numbers without a name"),
        *("lines of a header over its rule", "a header of five lines", "a year over a row"),
        *(
            "a wall that ends over a text",
            "a wall of two pieces",
            "and a head cut at it",
            "a head cut elsewhere",
            "pieces beside a merged cell",
        ),
        *("pieces of a raster", "a wall that ends at a merged cell", "as many pieces as rules", "fewer pieces than rules"),
    ],
)
def test_rows_that_the_text_shows(rules: Sequence[tuple[float, float, float, float]], lines: Lines, expected: list[int] | None) -> None:
    assert rows(rules, lines) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,684件", True),
        ("延べ264人（実66人）", True),
        ("1,684人の利用者", False),
        ("2024年度", False),
        ("令和6（2024）", False),
        ("1行2列", False),
    ],
)
def test_a_count_is_a_number_and_what_it_counts(text: str, expected: bool) -> None:
    assert is_count(text) is expected


@pytest.mark.parametrize(("names", "expected"), [(["母親", "1"], True), (["振", "返", "り"], False), (["12", "34"], False)])
def test_one_name_is_a_word(names: Sequence[str], expected: bool) -> None:
    assert are_names(runs(*([(0.0, name)] for name in names))) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [(("区分",), True), (("区分", "内訳", "人数", "回数"), False), (("電話", "12", "34", "56"), True)],
    ids=["of one line", "of three lines in a cell", "a row as those below"],
)
def test_rows_stand_below_a_short_header_or_a_row_like_them(header: Sequence[str], expected: bool) -> None:
    over = runs(*([(5.0 if n == 0 else 105.0, text)] for n, text in enumerate(header)))
    assert are_rows([over, runs(two("電話", "12"), y=300)], [100.0], are_named=False) is expected


@pytest.mark.parametrize(("sign", "expected"), [("", True), ("・", False)], ids=["words", "items of a list"])
def test_rows_of_words_fill_their_columns(sign: str, expected: bool) -> None:
    bands = [runs(two(f"{sign}{name}", said), y=200 + 14.0 * n) for n, (name, said) in enumerate(WORDS)]
    assert are_rows([[], *bands], [100.0], are_named=False) is expected
