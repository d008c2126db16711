"""A table that fills its cell from rule to rule stands in it: each grid as its rows of cells, drawn with the walls that they end at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.held_tables import MOST_EMPTY, with_held_tables
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Item
from pipeline.pages.model import Glyph
from tests.layout.drawing import words

WALLS = (60.0, 64.0, 164.0, 264.0, 364.0)
ROW = 14.0


def grid(*rows: str, walls: tuple[float, ...] = WALLS) -> Grid:
    """Rows of one sign a column: a cell goes over the places, right or down, with its sign; one of ``.``, ``,`` or ``:`` is empty."""
    cells = []
    for sign in dict.fromkeys("".join(rows)):
        places = [(r, c) for r, row in enumerate(rows) for c, one in enumerate(row) if one == sign]
        (row, col), (last, end) = min(places), max(places)
        rect = Rect(walls[col], ROW * row, walls[end + 1], ROW * (last + 1))
        glyph = Glyph(rect.x0 + 2, rect.y0 + 2, rect.x0 + 12, rect.y0 + 12, sign, 10.0, 0, 0, 0)
        cells.append(Cell(row, col, last - row + 1, end - col + 1, rect, () if sign in ".,:;" else (line_of(1, [glyph]),)))
    ys = tuple(ROW * n for n in range(len(rows) + 1))
    return Grid(1, Rect(walls[0], 0, walls[-1], ys[-1]), len(rows), len(walls) - 1, tuple(cells), walls, ys)


def told(items: tuple[Item, ...]) -> list[object]:
    return [[[told(c.items) if c.grids else c.text for c in row] for row in i.rows] if isinstance(i, Grid) else i.text for i in items]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("aaaa", ".bc,", ".de,", "ffff"), [["a"], [[[["b", "c"], ["d", "e"]]]], ["f"]]),
        ((".bc,", "aaaa"), [[[[["b", "c"]]]], ["a"]]),
        ((".bc,", "aaaa", ":de;"), [[[[["b", "c"]]]], ["a"], [[[["d", "e"]]]]]),
        (("aaaa", ".bc,", "gbc,", "ffff"), None),
        (("aaaa", ".bc,", ".de,", "gggh"), None),
        (("aaaa", ".bc,", ".de,", "ghhh"), None),
        (("aaaa", ".bb,", "ffff"), None),
        (("aaaa", "xbc,", "xde,", "ffff"), None),
        (("aaaa", ".bcy", ".dey", "ffff"), None),
        ((".bc,", ".de,"), None),
        (("aaaa", ".bc,", ":de;", "ffff"), None),
        (("aaaag", ".bc,g", ".de,g", "ffffh"), None),
    ],
    ids=[
        *("between strips", "of one row", "two with a row between", "strips of two heights", "over a column at its end"),
        *("over a column at its beginning", "of one cell", "a strip with text", "text at its right", "all of the grid"),
        *("a column of ticks and one of remarks", "beside a name of its rows and the one above"),
    ],
)
def test_a_table_between_two_strips_of_its_cell(rows: tuple[str, ...], expected: list[object] | None) -> None:
    made = grid(*rows, walls=(*WALLS, 400.0)[: len(rows[0]) + 1])
    assert told((with_held_tables(made),)) == [expected or words(made)]


def test_a_column_beside_it_is_no_strip() -> None:
    made = grid("aaaa", ".bc,", ".de,", "ffff", walls=(60.0, 80.0, 164.0, 264.0, 364.0))
    assert told((with_held_tables(made),)) == [words(made)]


def test_a_table_in_a_table_in_a_cell() -> None:
    inner = grid("aaaa", ".bc,", ".de,", "ffff")
    around = Grid(1, inner.rect, 1, 1, (Cell(0, 0, 1, 1, inner.rect, (inner,)),), (60.0, 364.0), inner.ys[::4])
    assert told((with_held_tables(around),)) == [[[told((with_held_tables(inner),))]]]


@pytest.mark.parametrize("end", ["first", "last"])
def test_a_table_that_a_page_end_cuts_is_cut_in_its_cell_too(end: str) -> None:
    rows = (".bc,", ".de,", "ffff") if end == "first" else ("ffff", ".bc,", ".de,")
    found = with_held_tables(replace(grid(*rows), open_top=True, open_bottom=True))
    (table,) = (held for cell in found.cells for held in cell.grids)
    assert (table.open_top, table.open_bottom) == (end == "first", end == "last")


def test_where_the_table_and_its_rows_stand() -> None:
    found = with_held_tables(grid("aaaa", ".bc,", ".de,", "ffff"))
    assert (found.xs, found.ys) == ((60.0, 364.0), (0, ROW, 3 * ROW, 4 * ROW))
    (table,) = found.cells[1].grids
    assert (table.rect, table.xs, table.ys) == (Rect(64, ROW, 264, 3 * ROW), WALLS[1:4], (ROW, 2 * ROW, 3 * ROW))
    assert [(cell.row, cell.col) for cell in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_squared_paper_holds_no_table() -> None:
    """To look at each two of its cells takes minutes."""
    made = grid("aaaa", ".bc,", ".de,", "ffff")
    empty = [Cell(4 + n, 0, 1, 4, Rect(60.0, ROW * (4 + n), 364.0, ROW * (5 + n)), ()) for n in range(MOST_EMPTY)]
    ys = tuple(ROW * n for n in range(5 + MOST_EMPTY))
    paper = replace(made, n_rows=len(ys) - 1, ys=ys, rect=Rect(60.0, 0, 364.0, ys[-1]), cells=(*made.cells, *empty))
    assert not any(cell.grids for cell in with_held_tables(paper).cells)
    few = replace(paper, cells=(*made.cells, *empty[2:]))
    assert any(cell.grids for cell in with_held_tables(few).cells)
