"""Ruled tables from rulings: their rows and columns, what is nested in their cells, and the rules that are no part of them. Points."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawGrid, all_cells, grids_of, innermost, nested
from pipeline.pages.model import Ruling


def level(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(x0, y, x1, y, 0.5, 0)


def upright(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(x, y0, x, y1, 0.5, 0)


def box(x0: float, y0: float, x1: float, y1: float) -> list[Ruling]:
    return [level(y0, x0, x1), level(y1, x0, x1), upright(x0, y0, y1), upright(x1, y0, y1)]


def table(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    return [*(level(y, xs[0], xs[-1]) for y in ys), *(upright(x, ys[0], ys[-1]) for x in xs)]


def shape(grid: RawGrid) -> tuple[int, int, int]:
    """Rows, columns and cells."""
    return len(grid.ys) - 1, len(grid.xs) - 1, len(grid.cells)


TWO = table((60, 110, 160), (100, 120, 140))


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        (TWO, [(2, 2, 4)]),
        (box(60, 100, 160, 140), [(1, 1, 1)]),
        ([*TWO, upright(113, 100, 140)], [(2, 2, 4)]),
        ([*TWO, level(122.5, 60, 160)], [(2, 2, 4)]),
        ([*TWO, upright(114, 100, 140)], [(2, 3, 6)]),
        (table((0, 3.2, 50), (100, 120)), [(1, 1, 1)]),
        ([*TWO, *table((60, 110, 160), (200, 220))], [(2, 2, 4), (1, 2, 2)]),
        ([level(100, 60, 160)], []),
        ([upright(60, 100, 160)], []),
        ([], []),
    ],
    ids=[
        *("a table", "a box", "a double wall", "a double rule", "a narrow column", "a column as thin as a double rule", "two tables"),
        *("a rule", "an upright one", "none"),
    ],
)
def test_the_rows_and_columns_between_rules(rulings: list[Ruling], expected: list[tuple[int, int, int]]) -> None:
    assert [shape(grid) for grid in grids_of(rulings)[0]] == expected


def test_a_table_that_shares_the_side_of_its_frame_is_nested_in_it() -> None:
    (grid,) = grids_of(
        [*box(60, 100, 260, 300), *(level(y, 60, 160) for y in (150, 170, 190)), upright(110, 150, 190), upright(160, 150, 190)]
    )[0]
    assert shape(grid) == (1, 1, 1) and [shape(inner) for inner in grid.cells[0].nested] == [(2, 2, 4)]


def test_frames_within_frames_are_nested_each_in_the_smallest_around_it() -> None:
    rulings = [*box(60, 100, 460, 500), level(120, 60, 360), upright(360, 120, 480), level(480, 60, 360), level(200, 60, 260)]
    rulings += [upright(260, 200, 300), level(300, 60, 260)]
    (grid,) = grids_of(rulings)[0]
    ((middle,),) = (cell.nested for cell in grid.cells)
    ((inner,),) = (cell.nested for cell in middle.cells)
    assert [shape(one) for one in (grid, middle, inner)] == [(1, 1, 1)] * 3 and inner.rect.x1 == 260


@pytest.mark.parametrize(
    ("cut", "opens"),
    [
        (table((60, 110, 160), (100, 120, 140)), (False, False)),
        ([*table((60, 110, 160), (100, 120)), *(upright(x, 120, 140) for x in (60, 110, 160))], (False, True)),
        ([*table((60, 110, 160), (120, 140)), *(upright(x, 100, 120) for x in (60, 110, 160))], (True, False)),
    ],
    ids=["closed", "open below", "open above"],
)
def test_a_page_s_end_leaves_a_table_open(cut: list[Ruling], opens: tuple[bool, bool]) -> None:
    (grid,) = grids_of(cut)[0]
    assert shape(grid) == (2, 2, 4) and (grid.open_top, grid.open_bottom) == opens


ROWS_WITHOUT_SIDES = [*(level(y, 60, 260) for y in (140, 160, 180)), upright(180, 120, 180)]
"""Under a header of two lines, the upper one without a rule over it: names over the last columns, which a rule under them parts."""


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        ([*ROWS_WITHOUT_SIDES, level(120, 120, 260), upright(120, 100, 180)], [(4, 3, 10)]),
        ([*ROWS_WITHOUT_SIDES, level(120, 180, 260), upright(120, 100, 180), upright(180, 100, 180)], [(4, 3, 10)]),
        ([*ROWS_WITHOUT_SIDES, level(120, 120, 260), upright(120, 118, 180)], [(3, 3, 9)]),
        ([*ROWS_WITHOUT_SIDES, level(120, 120, 260), upright(120, 120, 180), upright(220, 80, 96)], [(3, 3, 8)]),
    ],
    ids=["one upright rule to the top", "two", "none", "one apart"],
)
def test_an_upright_rule_shows_the_top_of_a_table_without_one(rulings: list[Ruling], expected: list[tuple[int, int, int]]) -> None:
    assert [shape(grid) for grid in grids_of(rulings)[0]] == expected


def test_a_table_whose_sides_are_open_has_outer_columns() -> None:
    rulings = [*(level(y, 60, 260) for y in (100, 120, 140)), upright(130, 100, 140), upright(190, 100, 140)]
    assert [shape(grid) for grid in grids_of(rulings)[0]] == [(2, 3, 6)]
    assert [shape(grid) for grid in grids_of([*rulings, level(86, 60, 260)])[0]] == [(3, 3, 7)]
    (cut,) = grids_of([rule for rule in rulings if rule.y0 != 140 or rule.x0 == rule.x1])[0]
    assert shape(cut) == (2, 3, 6) and cut.open_bottom


BOX = box(60, 100, 260, 300)
ROWS = [level(y, 60, 160) for y in (180, 200, 220)]


@pytest.mark.parametrize(
    ("rulings", "loose"),
    [
        (TWO, []),
        ([*TWO, level(200, 60, 160)], [200]),
        ([*TWO, level(120, 60, 100)], []),
        ([*TWO, level(120, 170, 200)], [120]),
        ([*TWO, level(120, 40, 50)], [120]),
        ([*BOX, level(200, 60, 160)], [200]),
        ([*BOX, level(200, 60, 260)], []),
        ([*BOX, *ROWS], [180, 200, 220]),
        ([*BOX, *ROWS, upright(160, 180, 220)], []),
        ([*BOX, *(level(y, 160, 260) for y in (180, 200, 220)), upright(160, 180, 220)], []),
        ([*BOX, *ROWS, upright(110, 180, 220), upright(160, 180, 220)], []),
        ([*BOX, *(level(y, 61.2, 160) for y in (180, 220))], [180, 220]),
        ([*BOX, *(level(y, 161, 260) for y in (180, 220))], [180, 220]),
        ([*BOX, *ROWS, upright(110, 180, 220)], []),
        ([*BOX, *ROWS, upright(160, 100, 150), level(150, 60, 160)], [180, 200, 220]),
        ([*BOX, *ROWS, upright(160, 250, 300), level(250, 60, 160)], [180, 200, 220]),
        ([*TWO, *box(300, 90, 340, 150)], []),
        ([*BOX, level(200, 60, 160), level(230, 160, 260), level(270, 160, 260), upright(160, 230, 270)], [200]),
        ([*TWO, upright(300, 100, 200)], []),
    ],
    ids=[
        *("none", "below", "within a rule", "behind a table", "before it", "from one side", "from side to side", "a table at one side"),
        *("closed at the other", "at the right side", "with columns", "two rules", "two at the right", "with open columns"),
        *("under a closed one", "over one", "beside a box", "beside a smaller table", "an upright one"),
    ],
)
def test_rules_that_part_no_cells_are_loose(rulings: list[Ruling], loose: list[float]) -> None:
    assert [rule.y0 for rule in grids_of(rulings)[1]] == loose


INNER = [level(y, 60, 160) for y in (100, 120, 140)] + [upright(110, 100, 140)]


@pytest.mark.parametrize(
    ("below", "rows", "loose"),
    [
        (INNER, 3, []),
        ([*INNER, upright(60, 100, 140)], 3, []),
        (TWO, 2, [88.0]),
        (box(60, 100, 160, 140), 1, [88.0]),
    ],
    ids=["a table with open sides", "a table with one open side", "a closed table", "a frame"],
)
def test_a_rule_close_above_is_over_a_first_row_of_one_cell_only_of_a_table_with_open_sides(
    below: list[Ruling], rows: int, loose: list[float]
) -> None:
    (grid,), rest = grids_of([level(88, 60, 160), *below])
    assert (len(grid.ys) - 1, [rule.y0 for rule in rest]) == (rows, loose)


def test_a_table_moves_into_the_cell_of_another_that_holds_it() -> None:
    grids = grids_of([*BOX, *table((100, 150, 200), (150, 170)), *table((300, 350), (150, 170))])[0]
    top = nested(grids)
    assert [shape(grid) for grid in top] == [(1, 1, 1), (1, 1, 1)] and [shape(one) for one in top[0].cells[0].nested] == [(1, 2, 2)]
    assert len(list(all_cells(top[0]))) == 3
    assert innermost(all_cells(top[0]), Rect(110, 155, 120, 165)) is top[0].cells[0].nested[0].cells[0]
    assert innermost(all_cells(top[0]), Rect(300, 155, 320, 165)) is None


def test_the_steps_of_two_curves_close_no_cell_without_height() -> None:
    """A chart's lines drawn in short upright strokes, the steps of one within a hair's height of the other's."""
    steps = {
        508.614: (392.7794, 394.5646),
        509.4072: (391.023, 392.7794),
        510.2149: (389.3229, 391.023),
        511.0225: (387.7089, 389.3229),
        560.6827: (395.5839, 397.8788),
        561.4759: (393.1755, 395.5839),
        562.2836: (390.6545, 393.1755),
        563.0906: (388.0762, 390.6545),
        527.0418: (386.5471, 388.1898),
        528.6427: (389.805, 391.4765),
        529.436: (391.4765, 393.148),
    }
    strokes = [Ruling(x, y0, x, y1, 2.2282, 0) for x, (y0, y1) in steps.items()]
    grids, _ = grids_of([level(395.895, 496.2061, 576.3198), *strokes])
    cells = [(cell.cols, cell.rows) for grid in grids for cell in all_cells(grid)]
    assert cells and all(cols[0] < cols[1] and rows[0] < rows[1] for cols, rows in cells)
