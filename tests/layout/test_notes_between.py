"""Notes between tables that by their rules are one, told by hand: rows of 20 points from 100 down, columns at 60, 160 and 260."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawCell, RawGrid
from pipeline.layout.notes_between import joined_at_names, parted_at_notes
from pipeline.pages.model import Ruling
from tests.layout.hand_set import Words, runs

XS, ROW = [60.0, 160.0, 260.0], 20.0
NOTE: list[Words] = [(40.0, "（注）延べの数である。")]
WALL = (60.0, 100.0, 60.0, 200.0)


def grid(lone: Sequence[int], n_rows: int = 5, nested: Sequence[int] = ()) -> RawGrid:
    """A grid of two columns; one cell in the rows of these numbers, with a grid in it where they are ``nested``."""
    ys, cells = [100.0 + ROW * n for n in range(n_rows + 1)], []
    for row in range(n_rows):
        for first, behind in ((0, 2),) if row in lone else ((0, 1), (1, 2)):
            rect = Rect(XS[first], ys[row], XS[behind], ys[row + 1])
            inner = [RawGrid(rect, XS, ys[row : row + 2], [])] if row in nested else []
            cells.append(RawCell(rect, (first, behind), (row, row + 1), inner))
    return RawGrid(Rect(XS[0], ys[0], XS[-1], ys[-1]), XS, ys, cells, open_top=True, open_bottom=True)


def rows(made: RawGrid, texts: Sequence[tuple[int, Sequence[Words]]], *walls: tuple[float, float, float, float]) -> list[int]:
    """How many rows each of the grids has, given what stands in some rows."""
    said = [run for row, words in texts for run in runs(words, y=105 + ROW * row)]
    return [len(part.ys) - 1 for part in parted_at_notes([made], [Ruling(*wall, 0.5, 0) for wall in walls], said)]


@pytest.mark.parametrize(
    ("lone", "texts", "walls", "expected"),
    [
        ([2], [(2, NOTE)], [], [2, 2]),
        ([1, 2], [(1, NOTE), (2, NOTE)], [], [1, 2]),
        ([2], [(2, [(64.0, "南部")])], [], [5]),
        ([], [(2, NOTE)], [], [5]),
        ([0, 4], [(0, NOTE), (4, NOTE)], [], [5]),
        ([2], [(2, [(20.0, "注")])], [], [5]),
        ([2], [(2, NOTE)], [WALL], [5]),
        ([2], [(2, NOTE)], [(160.0, 100.0, 160.0, 200.0)], [2, 2]),
        ([2], [(2, NOTE)], [(60.0, 100.0, 60.0, 140.0)], [2, 2]),
        ([2], [(2, NOTE)], [(60.0, 140.0, 260.0, 160.0)], [2, 2]),
    ],
    ids=[
        *("between", "two below each other", "a name of a group", "beside a name", "at head and foot", "left of the table"),
        *("in a table with a side", "a wall elsewhere in it", "a side above it", "no upright rule"),
    ],
)
def test_a_note_begins_left_of_a_table_without_sides(
    lone: Sequence[int],
    texts: Sequence[tuple[int, Sequence[Words]]],
    walls: Sequence[tuple[float, float, float, float]],
    expected: list[int],
) -> None:
    assert rows(grid(lone), texts, *walls) == expected


def test_a_table_in_its_cell_is_no_note() -> None:
    assert rows(grid([2], nested=[2]), [(2, NOTE)]) == [5]


def test_each_table_has_its_rows_and_is_open_where_they_were() -> None:
    above, below = parted_at_notes([grid([1], 4)], [], runs(NOTE, y=125))
    assert [[cell.rows for cell in part.cells] for part in (above, below)] == [[(0, 1)] * 2, [(0, 1)] * 2 + [(1, 2)] * 2]
    assert [(part.open_top, part.open_bottom) for part in (above, below)] == [(True, False), (False, True)]
    assert [(part.rect.y0, part.rect.y1) for part in (above, below)] == [(100.0, 120.0), (140.0, 180.0)]


def test_parts_of_a_closed_table_are_closed() -> None:
    made = grid([1], 4)
    made.open_top = made.open_bottom = False
    assert not any(part.open_top or part.open_bottom for part in parted_at_notes([made], [], runs(NOTE, y=125)))


NAME: list[Words] = [(64.0, "南部")]
COUNTED: list[Words] = [(64.0, "来館"), (170.0, "12人")]


def below(room: float, xs: Sequence[float], n_rows: int = 2) -> RawGrid:
    """A grid of two columns so far under two rows."""
    ys = [100.0 + 2 * ROW + room + ROW * n for n in range(n_rows + 1)]
    cells = [RawCell(Rect(xs[c], ys[r], xs[c + 1], ys[r + 1]), (c, c + 1), (r, r + 1)) for r in range(n_rows) for c in range(2)]
    return RawGrid(Rect(xs[0], ys[0], xs[-1], ys[-1]), list(xs), ys, cells)


@pytest.mark.parametrize(
    ("room", "xs", "name", "row", "walls", "n_rows"),
    [
        pytest.param(20.0, XS, NAME, COUNTED, [], [5], id="the name of a group"),
        pytest.param(26.0, XS, NAME, COUNTED, [], [2, 2], id="with more room than a row"),
        pytest.param(18.0, XS, NAME, COUNTED, [], [2, 2], id="as low as rules tell"),
        pytest.param(20.0, [60.0, 180.0, 260.0], NAME, COUNTED, [], [2, 2], id="over other columns"),
        pytest.param(20.0, XS, NOTE, COUNTED, [], [2, 2], id="a note"),
        pytest.param(20.0, XS, [*NAME, (200.0, "（人）")], COUNTED, [], [2, 2], id="a caption and its unit"),
        pytest.param(20.0, XS, NAME, [(64.0, "区分"), (170.0, "人数")], [], [2, 2], id="over a header"),
        pytest.param(20.0, XS, NAME, [(64.0, "区分"), (170.0, "R5")], [], [2, 2], id="over a year"),
        pytest.param(20.0, XS, NAME, [(64.0, "区分"), (165.0, "4月"), (195.0, "5月"), (225.0, "6月")], [], [2, 2], id="over months"),
        pytest.param(20.0, XS, NAME, COUNTED, [WALL], [2, 2], id="under a table with sides"),
        pytest.param(20.0, XS, NAME, COUNTED, [(160.0, 100.0, 160.0, 200.0)], [5], id="under a table with an inner wall"),
        pytest.param(20.0, XS, NAME, COUNTED, [(60.0, 300.0, 60.0, 400.0)], [5], id="over a wall elsewhere"),
        pytest.param(20.0, XS, [*NAME, (300.0, "図１")], COUNTED, [], [5], id="beside what stands right of the table"),
        pytest.param(20.0, XS, NAME, [*COUNTED, (300.0, "図１")], [], [5], id="over a row beside that"),
    ],
)
def test_a_row_as_high_as_the_others_is_of_the_table(
    room: float,
    xs: Sequence[float],
    name: list[Words],
    row: list[Words],
    walls: Sequence[tuple[float, float, float, float]],
    n_rows: list[int],
) -> None:
    made, texts = below(room, xs), [*runs(name, y=145), *runs(row, y=105 + 2 * ROW + room)]
    found = joined_at_names([made, grid((), 2)], [Ruling(*wall, 0.5, 0) for wall in walls], texts)
    assert [len(part.ys) - 1 for part in found] == n_rows


def test_the_rows_under_a_name_follow_it() -> None:
    (whole,) = joined_at_names([grid((), 2), below(ROW, XS)], [], [*runs(NAME, y=145), *runs(COUNTED, y=165)])
    assert [(cell.rows, cell.cols) for cell in whole.cells][4:] == [
        ((2, 3), (0, 2)),
        *(((r, r + 1), (c, c + 1)) for r in (3, 4) for c in (0, 1)),
    ]
    assert (whole.rect.y1, whole.open_top, whole.open_bottom) == (200.0, True, False)


HEADER: list[Words] = [(64.0, "種別"), (164.0, "R5年度")]


@pytest.mark.parametrize(
    ("texts", "walls", "expected"),
    [
        ([(3, HEADER)], [], [2, 2]),
        ([(3, HEADER)], [WALL], [2, 2]),
        ([(3, HEADER)], [WALL, (260.0, 100.0, 260.0, 200.0)], [5]),
        ([(3, HEADER)], [(60.0, 100.0, 60.0, 140.0), (260.0, 160.0, 260.0, 200.0)], [2, 2]),
        ([(2, [(64.0, "南部")]), (3, HEADER)], [], [5]),
        ([(2, [(10.0, "注")]), (3, HEADER)], [], [2, 2]),
        ([(2, [(300.0, "注")]), (3, HEADER)], [], [2, 2]),
        ([(3, [(64.0, "内訳")])], [], [5]),
        ([(3, [(64.0, "内訳"), (300.0, "注")])], [], [5]),
        ([(3, [(64.0, "内訳"), (10.0, "注")])], [], [5]),
        ([(3, [(64.0, "電話"), (164.0, "12")])], [], [5]),
    ],
    ids=[
        *(
            "over names of columns",
            "with a wall at one side",
            "with walls at both",
            "sides of the tables alone",
            "with the name of a group",
        ),
        *("text left of it", "text right of it", "over one name", "over one and text behind", "over one and text before", "over numbers"),
    ],
)
def test_white_over_the_names_of_columns_parts_tables_without_sides(
    texts: Sequence[tuple[int, Sequence[Words]]], walls: Sequence[tuple[float, float, float, float]], expected: list[int]
) -> None:
    assert rows(grid([2]), texts, *walls) == expected
