"""White between two tables that the page shows as a row: each table as its rows of texts, in a cell of a frame."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.gaps_between import with_gaps_between
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Line
from pipeline.pages.model import Glyph
from tests.layout.drawing import words

WIDE, HIGH, LOW = 80.0, 15.0, 8.0


def line(x: float, y: float, text: str) -> Line:
    return line_of(1, [Glyph(x + 9 * n, y, x + 9 * (n + 1), y + 9, sign, 9.0, 0, 0, n) for n, sign in enumerate(text)])


def table(rows: Sequence[Sequence[str]], low: int, high: float = LOW) -> Grid:
    """A table whose row ``low`` is lower; a row of one text is one cell."""
    ys = [0.0]
    for row in range(len(rows)):
        ys.append(ys[-1] + (high if row == low else HIGH))
    columns = max(map(len, rows))
    cells = []
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            span = columns if len(texts) == 1 else 1
            rect = Rect(WIDE * c, ys[r], WIDE * (c + span), ys[r + 1])
            cells.append(Cell(r, c, 1, span, rect, (line(rect.x0 + 2, rect.y0 + 2, text),) if text else ()))
    return Grid(
        1, Rect(0, 0, WIDE * columns, ys[-1]), len(rows), columns, tuple(cells), tuple(WIDE * n for n in range(columns + 1)), tuple(ys)
    )


def parts(held: Grid) -> list[list[list[str]]]:
    frame = Grid(1, held.rect, 1, 1, (Cell(0, 0, 1, 1, held.rect, (held,)),), (held.xs[0], held.xs[-1]), (held.ys[0], held.ys[-1]))
    (cell,) = with_gaps_between(frame).cells
    assert [grid.rect.y0 for grid in cell.grids] == [grid.ys[0] for grid in cell.grids]
    return [words(grid) for grid in cell.grids]


FIRST, SECOND = [["", "R3年度", "R4年度"], ["相談", "51件", "60件"]], [["", "回数", "人数"], ["講座", "12", "31"]]


def test_a_low_row_over_a_header_is_white_between_two_tables() -> None:
    assert parts(table([*FIRST, [""], *SECOND], 2)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        pytest.param([*FIRST, [""], *SECOND], 2, HIGH, id="as high as others"),
        pytest.param([*FIRST, ["内訳"], *SECOND], 2, LOW, id="it says something"),
        pytest.param([*FIRST, ["", "", ""], *SECOND], 2, LOW, id="with columns"),
        pytest.param([*FIRST, [""], *FIRST[1:], *SECOND], 2, LOW, id="over numbers"),
        pytest.param([*FIRST, [""], ["内訳", "", ""], *SECOND[1:]], 2, LOW, id="over one name"),
        pytest.param([[""], *SECOND], 0, LOW, id="at the top"),
        pytest.param([*FIRST, [""]], 2, LOW, id="at the foot"),
    ],
)
def test_other_rows_are_the_table_s(rows: list[list[str]], low: int, high: float) -> None:
    assert parts(table(rows, low, high)) == [rows]


def test_the_rows_of_a_frame_are_no_tables() -> None:
    frame = table([*FIRST, [""], *SECOND], 2)
    assert with_gaps_between(frame) is frame
