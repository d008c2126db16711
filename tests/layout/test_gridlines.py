"""Gridlines that a spreadsheet prints are no table's rules; fine rules of a table are. Tables within a frame, told by hand, in points."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout import layouts_of
from pipeline.layout.assemble import all_lines
from pipeline.layout.gridlines import without_gridlines
from pipeline.layout.model import Grid
from pipeline.pages.model import Glyph, Glyphs, Page, Ruling

FINE, THIN, MEDIUM = 0.1, 0.5, 1.2
XS = tuple(50.0 + 50 * n for n in range(9))
YS = tuple(100.0 + 20 * n for n in range(8))
FRAME = (XS[0], YS[0], XS[-1], YS[-1])
TEXTS = (
    (1, 1, "利用者数"),
    (2, 2, "R5"),
    (2, 3, "R6"),
    (3, 1, "開館"),
    (3, 2, "264"),
    (3, 3, "277"),
    (4, 1, "延べ"),
    (4, 2, "172"),
    (4, 3, "101"),
)
"""row, column and text"""
Place = tuple[int, int, str]


def lattice(xs: Sequence[float], ys: Sequence[float], thickness: float) -> list[Ruling]:
    level = [Ruling(a, y, b, y, thickness, 0) for y in ys for a, b in zip(xs, xs[1:], strict=False)]
    return level + [Ruling(x, a, x, b, thickness, 0) for x in xs for a, b in zip(ys, ys[1:], strict=False)]


def box(x0: float, y0: float, x1: float, y1: float, thickness: float = MEDIUM) -> list[Ruling]:
    return lattice((x0, x1), (y0, y1), thickness)


def page(rulings: Sequence[Ruling], texts: Sequence[Place] = TEXTS, number: int = 1) -> Page:
    glyphs: list[Glyph] = []
    for row, col, text in texts:
        for k, ch in enumerate(text):
            n = len(glyphs)
            x = XS[col] + 4 + 8 * k
            glyphs.append(Glyph(x, YS[row] + 5, x + 8, YS[row] + 15, ch, 10.0, 0, 0, n))
    return Page(number, 595, 842, Glyphs.of(glyphs), (), tuple(rulings), (), (), ())


def borders(xs: Sequence[float], ys: Sequence[float], thickness: float) -> list[Ruling]:
    """The rules between some columns and rows, without those that the frame has."""
    inner = [rule for rule in lattice(xs, ys, thickness) if not (rule.x0 == rule.x1 and rule.x0 in FRAME[::2])]
    return [rule for rule in inner if not (rule.y0 == rule.y1 and rule.y0 in FRAME[1::2])]


def gridlines(tables: Sequence[Ruling] = ()) -> list[Ruling]:
    """Between all cells of the frame, but where a table has a border."""
    taken = {rule[:4] for rule in tables}
    return [rule for rule in borders(XS, YS, FINE) if rule[:4] not in taken]


def shapes(made: Page) -> list[tuple[int, int]]:
    """Rows and columns of the grids in the page's frame, or on the page where it has none."""
    items = layouts_of([made])[0].items
    frame = next((item for item in items if isinstance(item, Grid) and item.n_cols == 1), None)
    inside = [item for cell in frame.cells for item in cell.items] if frame else list(items)
    return [(grid.n_rows, grid.n_cols) for grid in inside if isinstance(grid, Grid)]


TABLE = lattice(XS[1:5], YS[2:6], THIN)


@pytest.mark.parametrize("frame", [box(*FRAME), []], ids=["in a frame", "without one"])
@pytest.mark.parametrize("table", [TABLE, lattice(XS[1:5], YS[2:6], MEDIUM)], ids=["thin", "medium"])
@pytest.mark.parametrize("hair", [None, 0.0, 0.05], ids=["alone", "with a shade of no width", "with a finer line"])
def test_a_table_among_gridlines_is_what_its_own_borders_close(frame: list[Ruling], table: list[Ruling], hair: float | None) -> None:
    finer = [] if hair is None else [Ruling(300, 205, 300, 215, hair, 0)]
    made = page([*frame, *table, *gridlines(table), *finer])
    bare = page([*frame, *table])
    assert without_gridlines([made]) == [bare]
    assert shapes(made) == [(3, 3)]
    assert "利用者数" in [line.text for line in all_lines(layouts_of([made])[0].items)]


def test_underlines_nearly_as_fine_are_none_of_the_borders() -> None:
    underlines = [Ruling(XS[1] + 4, YS[1] + 15, XS[1] + 30, YS[1] + 15, 2 * FINE, 0) for _ in range(3)]
    (bare,) = without_gridlines([page([*box(*FRAME), *TABLE, *underlines, *gridlines(TABLE)])])
    assert not [rule for rule in bare.rulings if rule.thickness == FINE]


def test_two_tables_side_by_side_are_two() -> None:
    tables = [*lattice(XS[1:4], YS[2:6], THIN), *lattice(XS[5:8], YS[2:6], THIN)]
    texts = [(row, col, "12") for row in (2, 3, 4) for col in (1, 2, 5, 6)]
    assert shapes(page([*box(*FRAME), *tables, *gridlines(tables)], texts)) == [(3, 2), (3, 2)]


def test_gridlines_of_one_page_are_those_of_all() -> None:
    first = page([*box(*FRAME), *borders((XS[0], XS[4], XS[8]), YS, FINE)], [(row, col, "目的") for row in range(7) for col in (0,)])
    second = page([*box(*FRAME), *TABLE, *gridlines(TABLE)], number=2)
    assert [len(one.rulings) for one in without_gridlines([first, second])] == [4, 4 + len(TABLE)]
    assert without_gridlines([first]) == [first]


FULL = [(row, col, "12") for row in range(7) for col in range(8)]


@pytest.mark.parametrize(
    ("rulings", "texts"),
    [
        ([*box(*FRAME), *borders(XS, YS, FINE)], FULL),
        ([*box(*FRAME), *borders(XS, YS, FINE)], TEXTS),
        ([*box(*FRAME), *TABLE, *gridlines(TABLE)], FULL),
        ([*lattice(XS, YS[:3], MEDIUM), *lattice(XS, YS[2:], FINE)], FULL),
        ([*box(*FRAME), *TABLE, *[rule._replace(thickness=0.3) for rule in gridlines(TABLE)]], TEXTS),
        ([*box(*FRAME, FINE), *lattice(XS[:3], YS[:3], FINE)], TEXTS),
        ([*box(*FRAME), *lattice(XS[1:4], YS[1:3], FINE)], ()),
        ([], TEXTS),
    ],
    ids=[
        *("a full table", "a table with empty cells, nothing else", "a table in a table", "a heavier header", "two strengths of borders"),
        *("one strength", "a small empty table", "no rules"),
    ],
)
def test_fine_rules_of_tables_stay(rulings: list[Ruling], texts: Sequence[Place]) -> None:
    made = page(rulings, texts)
    assert without_gridlines([made]) == [made]


@pytest.mark.parametrize(("columns", "stays"), [(4, True), (8, False)], ids=["all its cells filled", "more of them empty"])
def test_a_table_of_fine_rules_in_a_frame_stays_beside_gridlines(columns: int, stays: bool) -> None:
    lower = (XS[0], YS[-1], XS[-1], YS[-1] + 100)
    ys = (YS[-1], YS[-1] + 20, YS[-1] + 40)
    fine = [rule for rule in lattice(XS[:columns], ys, FINE) if rule.x0 != XS[0] or rule.y0 == rule.y1]
    fine = [rule for rule in fine if rule.y0 != rule.y1 or rule.y0 != YS[-1]]
    made = page([*box(*FRAME), *TABLE, *gridlines(TABLE), *box(*lower)[1:], *fine])
    words = [
        Glyph(x + 5, y + 5, x + 15, y + 15, "字", 10.0, 0, 0, 90 + n) for n, (x, y) in enumerate((x, y) for x in XS[:3] for y in ys[:2])
    ]
    made = page(made.rulings)
    made = Page(1, 595, 842, Glyphs.of([*made.glyphs, *words]), (), made.rulings, (), (), ())
    (bare,) = without_gridlines([made])
    assert [rule for rule in bare.rulings if rule.thickness == FINE] == (fine if stays else [])


def test_words_between_gridlines_make_no_table_of_the_empty_cells_in_the_frame_below() -> None:
    lower, ys = (XS[0], YS[-1], XS[-1], YS[-1] + 100), (YS[-1] + 20, YS[-1] + 40)
    empty = lattice(XS[1:5], ys, FINE)
    made = page([*box(*FRAME), *TABLE, *gridlines(TABLE), *box(*lower)[1:], *empty], [*TEXTS, *((6, col, "12") for col in range(8))])
    (bare,) = without_gridlines([made])
    assert not [rule for rule in bare.rulings if rule.thickness == FINE]
