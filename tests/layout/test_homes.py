"""Where text is at home: in the innermost cell, in a figure, or in neither. Places in points."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.boxes import boxes_apart
from pipeline.layout.grids import RawCell, RawGrid
from pipeline.layout.homes import Locator, lies_in
from pipeline.layout.regions import Region
from pipeline.pages.model import Glyph, Glyphs

OUTSIDE, FIGURE = -1, -2


def row(*xs: float, y0: float = 100.0, y1: float = 120.0) -> RawGrid:
    """A table of one row."""
    cells = [RawCell(Rect(a, y0, b, y1), (k, k + 1), (0, 1)) for k, (a, b) in enumerate(pairwise(xs))]
    return RawGrid(Rect(xs[0], y0, xs[-1], y1), list(xs), [y0, y1], cells)


def text(x0: float, x1: float, y: float = 105.0) -> Glyphs:
    """Two glyphs, five points wide, from the one place and to the other."""
    return Glyphs.of([Glyph(x0, y, x0 + 5, y + 10, "甲", 10, 0, 0, 0), Glyph(x1 - 5, y, x1, y + 10, "乙", 10, 0, 0, 1)])


TABLE = row(50, 100, 150)


@pytest.mark.parametrize(
    ("run", "home"),
    [
        (text(52, 90), 0),
        (text(102, 140), 1),
        (text(52, 140), None),
        (text(20, 40), OUTSIDE),
        (text(20, 90), None),
        (text(52, 102), 0),
        (text(48, 90), 0),
        (text(46, 90), None),
        (text(160, 190), OUTSIDE),
        (text(52, 90, 60), OUTSIDE),
        (text(52, 200, 60), OUTSIDE),
    ],
    ids=[
        *(
            "first",
            "second",
            "over the wall",
            "before",
            "into it",
            "half a glyph over the wall",
            "half a glyph before it",
            "most before it",
        ),
        *("behind", "above", "all along above"),
    ],
)
def test_a_run_has_the_home_in_which_all_of_it_stands(run: Glyphs, home: int | None) -> None:
    assert [placed.home for placed in Locator([TABLE], [], [110.0]).placed([run])] == [home]


def test_a_run_of_another_height_is_placed_too() -> None:
    assert [placed.home for placed in Locator([TABLE], [], []).placed([text(52, 90)])] == [0]


def test_what_is_nested_comes_before_the_cell_around_it_and_reaches_no_further() -> None:
    outer = row(50, 150, 250)
    outer.cells[0].nested.append(row(60, 100, 170))
    home_of = Locator([outer], [], [])
    assert [home_of(x, 110) for x in (40, 55, 80, 120, 160, 260)] == [OUTSIDE, 0, 1, 2, 3, OUTSIDE]


def test_a_bent_header_has_what_stands_in_its_rest() -> None:
    table = row(50, 100, 150)
    table.rect = Rect(50, 100, 150, 140)
    table.cells[0].also = Rect(50, 120, 70, 140)
    assert [Locator([table], [], [])(x, y) for x, y in ((60, 110), (60, 130), (80, 130))] == [0, 0, OUTSIDE]


@pytest.mark.parametrize(
    ("figure", "home"),
    [(Rect(55, 102, 95, 118), FIGURE), (Rect(60, 90, 90, 150), 0), (Rect(60, 104, 110, 116), FIGURE), (Rect(60, 130, 90, 150), OUTSIDE)],
    ids=["in a cell", "across it", "most of it in one", "outside"],
)
def test_text_in_a_figure_is_the_cell_s_where_the_figure_lies_across_it(figure: Rect, home: int) -> None:
    home_of = Locator([TABLE], [figure], [110.0])
    assert home_of(70, 110) == (home if home != OUTSIDE else 0) and home_of(70, 140) == (OUTSIDE if figure.y1 < 140 else FIGURE)


def test_a_figure_beside_a_table_lies_across_none_of_its_cells() -> None:
    assert len(Locator([TABLE], [Rect(200, 100, 250, 120)], []).boxes) == 3


@pytest.mark.parametrize(("inner", "within"), [(Rect(0, 0, 10, 8), True), (Rect(0, 0, 10, 15), False), (Rect(20, 20, 30, 30), False)])
def test_most_of_what_lies_in_a_cell_is_in_it(inner: Rect, within: bool) -> None:
    assert lies_in(inner, Rect(0, 0, 10, 10)) is within


def regions(*places: tuple[int, int, int, int]) -> list[Region]:
    return [Region(*place) for place in places]


PAIR = [(0, 0, 1, 2), (0, 2, 1, 4)]
"""A row of two cells, the first from boundary 0 to 2, the other from 2 to 4."""


@pytest.mark.parametrize(
    ("below", "parts"),
    [
        ([(1, 0, 2, 4)], [3]),
        ([(1, 0, 2, 3)], [2, 1]),
        ([(1, 0, 2, 2)], [3]),
        ([(1, 2, 2, 4)], [3]),
        ([(1, 1, 2, 4)], [2, 1]),
        ([(1, 0, 2, 1), (1, 1, 2, 3)], [4]),
        ([(1, 0, 2, 3), (2, 0, 3, 3)], [2, 2]),
        ([(1, 0, 3, 2), (1, 2, 2, 4), (2, 2, 3, 4)], [5]),
    ],
    ids=["as wide", "ends between", "under the first", "under the second", "begins between", "another row", "a stack", "a merged cell"],
)
def test_a_box_below_a_table_is_of_it_where_its_sides_go_on_from_walls(below: list[tuple[int, int, int, int]], parts: list[int]) -> None:
    assert [len(part) for part in boxes_apart(regions(*PAIR, *below))] == parts


def test_a_box_above_a_table_is_apart_as_one_below() -> None:
    assert [len(part) for part in boxes_apart(regions((0, 0, 1, 3), (1, 0, 2, 2), (1, 2, 2, 4)))] == [1, 2]
    assert [len(part) for part in boxes_apart(regions((0, 0, 1, 3), (1, 0, 2, 4)))] == [1, 1]
    assert [len(part) for part in boxes_apart(regions((0, 0, 1, 2), (1, 0, 2, 2), (1, 2, 2, 4)))] == [3]
