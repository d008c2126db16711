"""What of text in columns is a table where no rule is drawn: rows of numbers, captions side by side, shaded headers and what is below."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.unruled import aligned_grids
from pipeline.pages.model import Area
from tests.layout.hand_set import STEP, Words, fill, runs, shape

ROW = [(0.0, "来館"), (80.0, "3件")]
ROWS = [ROW, [(0.0, "電話"), (80.0, "4件")], [(0.0, "訪問"), (80.0, "5件")]]


@pytest.mark.parametrize(
    ("rows", "steps", "expected"),
    [
        (ROWS, (), [(3, 2)]),
        (ROWS[:2], (), []),
        (ROWS, (STEP, 27.0), []),
        ([*ROWS, *ROWS], (STEP, STEP, 40.0), [(3, 2), (3, 2)]),
        ([[(0.0, "・"), (80.0, "3件")]] * 3, (), []),
        ([[(0.0, "甲"), (45.0, "来館"), (100.0, "3件")]] * 3, (), [(3, 3)]),
        ([[(0.0, "来館"), (80.0, "随時")]] * 3, (), []),
        ([[(0.0, "来館"), (80.0, "3件"), (140.0, "随時")]] * 3, (), [(3, 3)]),
        ([[(0.0, "来館"), (80.0, "3件"), (140.0, "随時"), (200.0, "予約")]] * 3, (), []),
        ([[(0.0, "来館"), (80.0, "3件を超えて来館した人")]] * 3, (), []),
        ([*ROWS, [(0.0, "広間の様子")]], (), [(3, 2)]),
        ([ROW, [(0.0, "広間の様子")], *ROWS[1:]], (), []),
    ],
    ids=[
        *("rows", "too few", "apart", "two tables", "a list", "numbered", "words", "half of it words"),
        *("most of it words", "long", "a line below", "a line amid"),
    ],
)
def test_rows_of_numbers(rows: Sequence[Sequence[Words]], steps: Sequence[float], expected: list[tuple[int, int]]) -> None:
    assert [shape(grid) for grid in aligned_grids(runs(*rows, steps=steps))] == expected


BESIDE = [[(0.0, "来館"), (60.0, "3件"), (200.0, "会員"), (260.0, "4人")]] * 3


@pytest.mark.parametrize(
    ("captions", "tables"),
    [
        ([(0.0, "子ども"), (200.0, "大人")], 2),
        ([(0.0, "子ども"), (195.0, "大人")], 2),
        ([(0.0, "子ども"), (172.0, "大人")], 1),
        ([(25.0, "子ども"), (225.0, "大人")], 1),
        ([(0.0, "子ども"), (230.0, "大人")], 1),
    ],
    ids=["at the left ends", "a little further left", "too far left", "in the middle", "within the second"],
)
def test_a_wide_white_parts_tables_that_have_captions(captions: list[Words], tables: int) -> None:
    assert len(aligned_grids(runs(captions, *BESIDE))) == tables


PROSE = "土曜日も開館し父親の利用が多くなってきている"
BOTH = [[(0.0, PROSE), (250.0, PROSE)]] * 2
REMARKED = [[(0.0, name), (80.0, "3件"), (250.0, PROSE)] for name in ("来館", "電話", "訪問")]
TWO = [[(0.0, name), (80.0, "3件"), (250.0, "会員"), (330.0, "4人")] for name in ("来館", "電話", "訪問")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([*BOTH, *TWO], [(3, 2), (3, 2)]),
        ([*BOTH, *REMARKED], [(3, 2)]),
        ([[(0.0, PROSE), (250.0, "ている。")], [(0.0, "ている。"), (250.0, PROSE)], *BOTH[:1], *TWO], [(3, 2), (3, 2)]),
        ([*BOTH, [(0.0, PROSE * 2)], *TWO], [(3, 4)]),
        (REMARKED, [(3, 3)]),
        ([[(0.0, "子育てサポートシステムの利用する会員"), (190.0, "3件"), (250.0, "4人")]] * 3, [(3, 3)]),
    ],
    ids=["a table in each", "a table beside text", "lines that end", "a table below both", "a table with remarks", "long names"],
)
def test_text_in_two_columns_parts_what_stands_in_them(rows: Sequence[Sequence[Words]], expected: list[tuple[int, int]]) -> None:
    """Tables and text of both were one table, row by row."""
    assert [shape(grid) for grid in aligned_grids(runs(*rows))] == expected


HEADER = [fill(0, 70), fill(70, 140)]
TITLES: list[Words] = [(5.0, "区分"), (75.0, "内容")]
UNDER = [[(5.0, "来館"), (75.0, "予約")], [(5.0, "電話"), (75.0, "随時")]]


def under(
    fills: Sequence[Area], *rows: Sequence[Words], titles: Sequence[Words] = TITLES, steps: Sequence[float] = ()
) -> list[tuple[int, int]]:
    """The tables that these shades head, with what stands in the shades and below them."""
    return [shape(grid) for grid in aligned_grids([*runs(titles, y=183), *runs(*rows, y=198, steps=steps)], fills)]


@pytest.mark.parametrize(
    ("fills", "titles", "expected"),
    [
        (HEADER, TITLES, [(3, 2)]),
        ([fill(0, 70), fill(75, 140)], TITLES, []),
        ([fill(0, 70), fill(70, 140, 184.0, 200.0)], TITLES, []),
        ([fill(0, 70), fill(70, 140, 180.0, 204.0)], TITLES, []),
        (HEADER, TITLES[:1], []),
        ([*HEADER, fill(140, 210)], TITLES, [(3, 3)]),
        ([*HEADER, fill(0, 140, 164.0, 180.0)], TITLES, [(4, 2)]),
        ([*HEADER, fill(0, 60, 164.0, 180.0)], TITLES, [(3, 2)]),
        ([*HEADER, fill(40, 140, 164.0, 180.0)], TITLES, [(3, 2)]),
        ([*HEADER, fill(0, 140, 120.0, 136.0)], TITLES, [(3, 2)]),
        ([*HEADER, *(fill(300 + n, 301 + n, 500.0, 501.0) for n in range(600))], TITLES, []),
    ],
    ids=[
        *("two cells", "not touching", "lower", "higher", "one says something", "an empty one", "a title over all"),
        *("a shade over a part", "over another part", "a shade far above", "a picture"),
    ],
)
def test_shades_side_by_side_head_a_table(fills: Sequence[Area], titles: Sequence[Words], expected: list[tuple[int, int]]) -> None:
    assert under(fills, *UNDER, titles=titles) == expected


@pytest.mark.parametrize(
    ("rows", "steps", "expected"),
    [
        ([*UNDER, [(5.0, "会員数の推移を見る")]], (), [(3, 2)]),
        ([*UNDER, [(5.0, "会員")]], (), [(3, 2)]),
        ([*UNDER, *UNDER], (STEP, 40.0), [(3, 2)]),
        ([*UNDER, [(300.0, "別の文")]], (), [(3, 2)]),
        ([[(5.0, "来館"), (75.0, "予約")], [(75.0, "した人")], [(5.0, "電話"), (75.0, "随時")]], (12.0, 20.0), [(3, 2)]),
        ([[(75.0, "予約")], [(5.0, "来館")], [(75.0, "した人")], [(5.0, "電話"), (75.0, "随時")]], (6.0, 6.0, 20.0), [(3, 2)]),
        ([[(5.0, "来館"), (75.0, "予約")], [(75.0, "随時")], [(5.0, "電話"), (75.0, "訪問")]], (), [(3, 2)]),
        ([[(5.0, "子育て"), (75.0, "予約")], [(5.0, "連絡会")], [(5.0, "電話"), (75.0, "随時")]], (12.0, 20.0), [(3, 2)]),
        ([[(5.0, "来館")], [(5.0, "電話")]], (), []),
    ],
    ids=[
        *("a caption below", "a heading below", "rows far below", "text beside", "a wrapped cell", "a name in the middle"),
        *("even lines", "a wrapped name", "one column"),
    ],
)
def test_rows_under_a_shaded_header(rows: Sequence[Sequence[Words]], steps: Sequence[float], expected: list[tuple[int, int]]) -> None:
    assert under(HEADER, *rows, steps=steps) == expected
