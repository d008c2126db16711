"""Shades in bands at their limits: what joins shaded cells to one table, and which white rows are its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.banded import banded_grids
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs, shape

HEAD, BAND = 0xCCCCCC, 0xEEEEEE
HIGH = 14.0
"""points; a row"""


def band(row: int, color: int = BAND) -> list[Area]:
    """The two shaded cells of a row."""
    return [fill(x0, x1, 200 + HIGH * row, 200 + HIGH * (row + 1), color) for x0, x1 in ((0.0, 70.0), (70.0, 140.0))]


def texts(rows: int) -> list[list[Words]]:
    return [[(5.0, f"甲{n}"), (75.0, f"{n + 3}件")] for n in range(rows)]


def tables(fills: Sequence[Area], rows: Sequence[Sequence[Words]], *, y: float = 202.0) -> list[tuple[int, int]]:
    return [shape(grid) for grid in banded_grids(runs(*rows, y=y, steps=[HIGH] * len(rows)), fills)]


@pytest.mark.parametrize(
    ("fills", "rows", "expected"),
    [
        ([*band(0, HEAD), *band(2)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), *band(4)], 5, [(5, 2)]),
        ([*band(1), *band(3)], 4, [(4, 2)]),
        ([*band(0), *band(2)], 3, [(3, 2)]),
        ([*band(0, HEAD), *band(2), *band(4, HEAD), *band(6)], 7, [(4, 2), (3, 2)]),
        ([*band(0, HEAD), *band(1)], 5, [(5, 2)]),
        ([*band(0, HEAD), *band(2), fill(0, 140, 180.0, 180.4)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), fill(-3, -2.6, 200.0, 242.0)], 4, [(4, 2)]),
        ([fill(0, 140, 200.0, 214.0), fill(0, 140, 228.0, 242.0)], 4, []),
    ],
    ids=[
        *("header and band", "two bands", "without header", "first and last", "a header's colour again", "a header of two colours"),
        *("a rule as a fill", "an upright rule as a fill", "of one column"),
    ],
)
def test_shades_of_rows(fills: Sequence[Area], rows: int, expected: list[tuple[int, int]]) -> None:
    found = tables(fills, texts(rows))
    assert found[: len(expected)] == expected if expected else found == []


WIDE: list[Words] = [(5.0, "広間で過ごす親子に声を掛けている")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([*texts(3), WIDE], [(3, 2)]),
        ([*texts(1), WIDE, *texts(1)], []),
        ([*texts(3), [(5.0, "甲")]], [(3, 2)]),
        ([*texts(3), [(300.0, "別の文"), (340.0, "乙")]], [(3, 2)]),
    ],
    ids=["a sentence below", "a sentence between", "one text below", "texts beside"],
)
def test_lines_that_are_no_row(rows: Sequence[Sequence[Words]], expected: list[tuple[int, int]]) -> None:
    assert tables([*band(0, HEAD), *band(2)], rows) == expected


@pytest.mark.parametrize(("gap", "rows"), [(0.0, 4), (9.0, 3)], ids=["close", "apart"])
def test_a_white_row_stands_close_to_the_shaded_ones(gap: float, rows: int) -> None:
    made = [*runs(*texts(3), y=202, steps=[HIGH] * 3), *runs(*texts(1), y=202 + 3 * HIGH + gap)]
    assert [shape(grid) for grid in banded_grids(made, [*band(0, HEAD), *band(2)])] == [(rows, 2)]


def test_shades_far_apart_are_two_tables() -> None:
    lower = [fill(area.x0, area.x1, area.y0 + 200, area.y1 + 200, area.color) for area in (*band(0, HEAD), *band(2))]
    made = [*runs(*texts(3), y=202, steps=[HIGH] * 3), *runs(*texts(3), y=402, steps=[HIGH] * 3)]
    assert [shape(grid) for grid in banded_grids(made, [*band(0, HEAD), *band(2), *lower])] == [(3, 2), (3, 2)]
