"""Numbers side by side in one cell over as many columns of a table without rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid
from pipeline.layout.parted_cells import with_parted_cells
from tests.outline.by_hand import EM, line

XS = (0.0, 80.0, 130.0, 180.0)


def grid(*words: tuple[float, str], ruled: Literal["none", "full"] = "none", columns: int = 2) -> Grid:
    """A row of a name and of a cell over the columns behind it, with these words from their places in em."""
    cells = (
        Cell(0, 0, 1, 1, Rect(0, 0, 80, 20), (line(4, (0.5, "区分")),)),
        Cell(0, 1, 1, columns, Rect(80, 0, XS[1 + columns], 20), (line(4, *words),)),
    )
    return Grid(1, Rect(0, 0, 180, 20), 1, 3, cells, XS, (0.0, 20.0), ruled=ruled)


YEARS = ((8.5, "３年度"), (12.0, "４年度"))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (grid(*YEARS), [("区分", 1), ("３年度", 1), ("４年度", 1)]),
        (grid(*YEARS, ruled="full"), [("区分", 1), ("３年度４年度", 2)]),
        (grid((8.5, "３年度"), (11.8, "４年度")), [("区分", 1), ("３年度４年度", 2)]),
        (grid((8.5, "合"), (12.0, "計")), [("区分", 1), ("合計", 2)]),
        (grid((8.5, "３年度"), (12.0, "４年"), (15.0, "度")), [("区分", 1), ("３年度４年度", 2)]),
        (grid((8.5, "３人"), columns=1), [("区分", 1), ("３人", 1)]),
    ],
    ids=["years", "between rules", "close to each other", "letters spaced out", "more words than columns", "one column"],
)
def test_cells_over_several_columns(made: Grid, expected: list[tuple[str, int]]) -> None:
    assert [(cell.text.replace("　", ""), cell.colspan) for cell in with_parted_cells(made).cells] == expected
    around = Grid(1, made.rect, 1, 1, (Cell(0, 0, 1, 1, made.rect, (made,)),), (0.0, 180.0), (0.0, 20.0))
    (inner,) = with_parted_cells(around).cells[0].grids
    assert len(inner.cells) == len(expected)


def test_each_stands_in_its_column_and_two_lines_stay() -> None:
    parted = with_parted_cells(grid(*YEARS))
    assert [(cell.col, cell.rect.x0, cell.rect.x1) for cell in parted.cells] == [(0, 0, 80), (1, 80, 130), (2, 130, 180)]
    made = grid(*YEARS)
    name, years = made.cells
    two = replace(made, cells=(name, replace(years, items=(*years.items, line(4 + EM, (8.5, "計"))))))
    assert with_parted_cells(two).cells[1].colspan == 2
