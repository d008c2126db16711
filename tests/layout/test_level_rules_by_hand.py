"""Tables with level rules alone at their limits: where they begin and end, and what over and under them is theirs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.runs import Run
from pipeline.pages.model import Area, Ruling
from tests.layout.hand_set import Words, fill, runs, shape

HIGH = 20.0
"""points; a row between two rules"""
LEFT, MIDDLE, LAST, RIGHT = 0.0, 70.0, 140.0, 210.0
HEAD: list[Words] = [(5.0, "区分"), (75.0, "４年度"), (145.0, "５年度")]
FIRST: list[Words] = [(5.0, "来館"), (75.0, "168件"), (145.0, "182件")]
NEXT: list[Words] = [(5.0, "電話"), (75.0, "146件"), (145.0, "192件")]
TABLE = (HEAD, FIRST, NEXT)


def level(*heights: float, x0: float = LEFT, x1: float = RIGHT, color: int = 0) -> list[Ruling]:
    return [Ruling(x0, y, x1, y, 0.5, color) for y in heights]


def cut(*heights: float, places: Sequence[float] = (LEFT, MIDDLE, LAST, RIGHT)) -> list[Ruling]:
    """Rules drawn in pieces, one a column."""
    return [Ruling(x0, y, x1, y, 0.5, 0) for y in heights for x0, x1 in zip(places, places[1:], strict=False)]


def rows(*lines: Sequence[Words], y: float = 200.0) -> list[Run]:
    """Lines each in the middle between two rules, the first of which lies at ``y``."""
    return runs(*lines, y=y + 5, steps=[HIGH] * len(lines))


def ruled(count: int, y: float = 200.0) -> list[Ruling]:
    return level(*(y + HIGH * n for n in range(count)))


def tables(rulings: Sequence[Ruling], texts: Sequence[Run], fills: Sequence[Area] = ()) -> list[tuple[int, int]]:
    return [shape(grid) for grid in hairline_grids(rulings, [*BEFORE, *texts, *BEHIND], fills)]


CAPTION: list[Words] = [(5.0, "相談件数")]
LONG: list[Words] = [(5.0, "親子の居場所として広く使われている。")]
BEFORE, BEHIND = runs(LONG, y=100), runs(LONG, y=400)
"""Text far above and far below: no page's end cut the table."""


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(4), rows(*TABLE), [(3, 3)]),
        (ruled(5, 180), rows(CAPTION, *TABLE, y=180), [(4, 3)]),
        (ruled(4), rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        ([*level(180, color=0xFF), *ruled(4)], rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        ([*level(160), *ruled(4)], rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        (cut(180, *(200 + HIGH * n for n in range(4))), rows([(85.0, "相談件数")], *TABLE, y=180), [(4, 3)]),
        (cut(180, *(200 + HIGH * n for n in range(4))), rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        ([*ruled(4), *ruled(4, 280)], [*rows(*TABLE), *rows(CAPTION, *TABLE, y=260)], [(3, 3), (3, 3)]),
    ],
    ids=[
        *("none", "between two rules", "over the first rule", "under a rule of another colour", "under a rule far above"),
        *("in the middle under rules that are cut", "at the left under rules that are cut", "between two tables"),
    ],
)
def test_captions_between_rules(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


SHADED = [fill(x0, x1, 180, 200) for x0, x1 in ((LEFT, MIDDLE), (MIDDLE, LAST), (LAST, RIGHT))]


@pytest.mark.parametrize(
    ("rulings", "texts", "fills", "expected"),
    [
        (ruled(3, 220), rows(*TABLE, y=180), SHADED, [(3, 3)]),
        (ruled(3, 220), rows(HEAD, CAPTION, NEXT, FIRST, y=180), SHADED, [(2, 3)]),
        ([*level(190, x0=300, x1=400), *ruled(3, 220)], rows(*TABLE, y=180), SHADED, [(3, 3)]),
        (ruled(3, 220), rows(*TABLE, y=180), [*SHADED, *(fill(a.x0, a.x1, 140, 160) for a in SHADED)], [(3, 3)]),
        (ruled(3, 220), rows(*TABLE, y=180), [*SHADED, *(fill(a.x0 + 300, a.x1 + 300, 190, 210) for a in SHADED)], [(3, 3)]),
    ],
    ids=[
        *("of all columns", "over a lone name", "beside a rule of another table", "under shades further up"),
        "beside other shades",
    ],
)
def test_a_shaded_header(rulings: Sequence[Ruling], texts: Sequence[Run], fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts, fills) == expected


@pytest.mark.parametrize(("white", "expected"), [(6.0, [(3, 3), (3, 3)]), (14.0, [(3, 3), (3, 3)]), (18.0, [(7, 3)])])
def test_white_between_two_tables_is_lower_than_their_rows(white: float, expected: list[tuple[int, int]]) -> None:
    below = 200 + HIGH * len(TABLE) + white
    shades = [fill(a.x0, a.x1, y, y + HIGH) for a in SHADED for y in (200.0, below)]
    assert tables([*ruled(4), *ruled(4, below)], [*rows(*TABLE), *rows(*TABLE, y=below)], shades) == expected


UNIT: list[Words] = [(5.0, "相談件数"), (150.0, "（単位件）")]


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(3, 220), rows(*TABLE), [(3, 3)]),
        (ruled(3, 220), rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        (ruled(3, 220), [*runs(CAPTION, HEAD, y=192), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), [*runs(HEAD[1:], [(5.0, "区分")], HEAD[1:], y=176), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), [*runs(HEAD, HEAD, HEAD, HEAD, y=163, steps=[14, 14, 14]), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), rows(UNIT, FIRST, NEXT), [(2, 3)]),
        (ruled(3, 220), [*rows(HEAD, y=180), *rows(FIRST, NEXT, y=220)], [(2, 3)]),
        (ruled(3, 220), rows([(5.0, "相談の数を年ごとに次の表で示す。")], FIRST, NEXT), [(2, 3)]),
        ([*level(200, x0=MIDDLE), *ruled(3, 220)], rows([(130.0, "年度")], HEAD, FIRST, NEXT, y=180), [(4, 3)]),
        ([*level(200, x0=300, x1=400), *ruled(3, 220)], rows(*TABLE), [(3, 3)]),
    ],
    ids=[
        *("one line", "with a caption", "with a caption close", "with a name in the middle", "of four lines"),
        *("a caption with a unit", "far above", "a sentence", "under a name of two columns", "beside a rule of another table"),
    ],
)
def test_a_header_over_the_first_rule(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


def test_a_rule_in_pieces_under_the_name_of_columns_shows_where_they_part() -> None:
    rulings = [*cut(200, places=(MIDDLE, LAST, RIGHT)), *ruled(3, 220)]
    (grid,) = hairline_grids(rulings, [*BEFORE, *rows([(100.0, "年")], HEAD, FIRST, NEXT, y=180), *BEHIND], ())
    assert [*grid.xs] == [LEFT, MIDDLE, LAST, RIGHT]


WORDS: list[Words] = [(5.0, "訪問"), (75.0, "予約制"), (145.0, "随時")]


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(3), rows(*TABLE), [(3, 3)]),
        (ruled(3), rows(HEAD, FIRST, [NEXT[0], NEXT[2]]), [(2, 3)]),
        (ruled(3), [*rows(HEAD, FIRST), *rows(NEXT, y=252)], [(2, 3)]),
        (ruled(3), rows(HEAD, FIRST, WORDS), [(2, 3)]),
        (ruled(3), rows(HEAD, WORDS, WORDS), [(2, 3)]),
        ([*ruled(3), *level(248, x1=RIGHT + 60)], rows(*TABLE), [(2, 3)]),
        ([*ruled(3), *level(242, x0=300, x1=400)], rows(*TABLE), [(3, 3)]),
    ],
    ids=[
        *("as the others", "without one number", "far below", "of words", "of words as all", "over a longer rule"),
        "beside another rule",
    ],
)
def test_a_last_row_under_the_last_rule(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(5), rows(HEAD, [(5.0, "平日")], FIRST, NEXT), [(4, 3)]),
        (ruled(4), rows(HEAD, FIRST, LONG), [(2, 3)]),
        ([*ruled(3), *level(240 + 20, x0=-20, x1=230)], rows(HEAD, FIRST, NEXT), [(3, 3)]),
        ([*ruled(4), *ruled(4, 262)], [*rows(*TABLE), *rows(*TABLE, y=262)], [(3, 3), (3, 3)]),
        ([*ruled(4), *ruled(5, 262)], [*rows(*TABLE), *rows(CAPTION, *TABLE, y=262)], [(3, 3), (4, 3)]),
        (
            [*level(200, 300), *level(220, 240, 260, 280, x0=20, x1=190)],
            runs(
                [(30.0, "区分"), (100.0, "件数")],
                [(30.0, "来館"), (100.0, "12件")],
                [(30.0, "電話"), (100.0, "3件")],
                y=225,
                steps=[20, 20],
            ),
            [(3, 2)],
        ),
        (cut(*(200 + HIGH * n for n in range(5))), rows(HEAD, FIRST, [], NEXT), [(4, 3)]),
        (ruled(2), rows(HEAD), [(1, 3)]),
        (ruled(2, 220), rows(HEAD, FIRST), [(2, 3)]),
        (ruled(3), [*rows(HEAD), *runs(FIRST, NEXT, y=225, steps=[14])], [(3, 3)]),
    ],
    ids=[
        *("the name of a group", "a sentence ends them", "a longer rule ends them", "another table close below"),
        *("another table and its caption", "a narrower table in a frame", "an empty row", "one row"),
        *("a header over the first rule", "two rows in one"),
    ],
)
def test_rows_between_rules(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected
