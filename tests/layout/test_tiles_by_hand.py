"""Filled rectangles with white between them at their limits: which are the cells of a table, and what stands over and under it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.runs import Run
from pipeline.layout.shaded_headers import MOST_FILLS
from pipeline.layout.styles import tiled
from pipeline.layout.styles.ground import Ground
from pipeline.layout.tiled import tiled_grid, tiles_of
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs, shape

HIGH, GAP = 14.0, 2.0
"""points; a row of tiles with its white, and the white"""


def row(n: int, *places: float, gap: float = GAP, y: float = 200.0) -> list[Area]:
    """The tiles of a row from place to place, with a little white between them."""
    top = y + HIGH * n
    return [fill(x0, x1 - gap, top, top + HIGH - GAP) for x0, x1 in zip(places, places[1:], strict=False)]


FOUR = [*row(0, 0, 70, 140), *row(1, 0, 70, 140)]
SAID: Sequence[Sequence[Words]] = ([(5.0, "区分"), (75.0, "件数")], [(5.0, "来館"), (75.0, "12件")])


@pytest.mark.parametrize(
    ("fills", "expected"),
    [
        (FOUR, [(2, 2)]),
        ([*FOUR, fill(0, 138, 226.5, 227.5)], [(2, 2)]),
        (row(0, 0, 70, 140), []),
        ([*row(0, 0, 70), *row(1, 0, 70), *row(2, 0, 70)], []),
        ([*row(0, 0, 70, 140), fill(138.6, 206, 200, 212)], []),
        ([*FOUR, *row(2, 0, 70, 140, y=201.5)], []),
        ([*FOUR, fill(0.5, 68.5, 200, 212)], []),
    ],
    ids=[
        *("two by two", "a line under them", "a label and what it is for", "a list", "as a legend's, apart here and there"),
        *("rows apart here and there", "one over another"),
    ],
)
def test_fills_that_are_tiles(fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    assert [(len(tiles.ys) - 1, len(tiles.xs) - 1) for tiles in tiles_of(fills)] == expected


def said(*rows: Sequence[Words]) -> list[Run]:
    return runs(*rows, y=201.0, steps=[HIGH] * len(rows))


@pytest.mark.parametrize(
    ("fills", "texts", "expected"),
    [
        (FOUR, said(*SAID), (2, 2)),
        (FOUR, [*said(*SAID), *said([(300.0, "図の題名"), (400.0, "次の文")])], (2, 2)),
        (FOUR, [*said(*SAID), *runs([(-30.0, "前の段落はここまで続いている文である。")], y=180)], (2, 2)),
        (FOUR, said([(5.0, "区分"), (75.0, "件数")]), None),
        (FOUR, said([(5.0, "赤")], [(5.0, "青")]), None),
        (FOUR, said([(-20.0, "強い言葉"), (75.0, "件数")], SAID[1]), None),
        (FOUR, said(SAID[0], [(5.0, "来館"), (75.0, "言葉が先へ続く文")]), None),
        ([fill(0, 138, 200, 212), *row(1, 0, 70, 140)], said([(5.0, "来館の数")], SAID[1]), None),
        (FOUR, [*said(*SAID), *runs([(5.0, "電話"), (75.0, "3件")], y=229)], None),
        (FOUR, [*said(*SAID), *runs([(5.0, "電話"), (75.0, "3件")], y=260)], (2, 2)),
        (FOUR, [*said(*SAID), *runs([(-20.0, "注一二"), (75.0, "3件")], y=229)], (2, 2)),
        (FOUR, [*said(*SAID), *runs([(5.0, "来館した方は昨年は"), (120.0, "3件")], y=229)], (2, 2)),
        (FOUR, [*said(*SAID), *runs([(5.0, "年度"), (75.0, "5年")], y=188)], (3, 2)),
    ],
    ids=[
        *("written in all", "text beside them", "text over them, wider", "one row written", "a legend", "words begin before them"),
        *("words go on behind them", "a heading over two", "a row below without tiles", "another table far below", "a note that hangs out"),
        *("a sentence with a number below", "a header without tiles"),
    ],
)
def test_tiles_that_are_a_table(fills: Sequence[Area], texts: Sequence[Run], expected: tuple[int, int] | None) -> None:
    (tiles,) = tiles_of(fills)
    grid = tiled_grid(tiles, texts)
    assert (grid and shape(grid)) == expected


def test_a_drawing_of_countless_fills_has_no_tiles() -> None:
    rows = [[run] for run in said(*SAID)]
    for fills, tables in ((FOUR, 1), (FOUR * MOST_FILLS, 0)):
        assert len(tiled.find(Ground((), rows, fills, ())).tables) == tables
