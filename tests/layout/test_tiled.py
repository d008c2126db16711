"""Tables whose cells are filled rectangles with a little white between them, and filled rectangles that are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import Cells, cells_of, grids, layout_of, page, rule, say, texts

GREY, HEAD, BLUE = (0.93, 0.93, 0.93), (0.75, 0.75, 0.75), (0.85, 0.9, 1.0)
Color = tuple[float, float, float]
XS = (60.0, 120.0, 170.0, 220.0)
TOP, ROW = 100.0, 15.0
WORDS = (
    ("媒体", "対象", "内容"),
    ("子育て通信", "養育者の方", "毎月に配布"),
    ("掲示板", "来館者の方", "声をはる"),
    ("地図", "転入した方", "封筒で配布"),
)
SAID = (("区分", "R5年度", "R6年度"), ("乳児", "24人", "1,636人"), ("幼児", "318人", "355人"), ("合計", "342人", "1,991人"))
CELLS: Cells = {(r, c): (1, 1, text) for r, row in enumerate(SAID) for c, text in enumerate(row)}


def one_grey(row: int, column: int) -> Color | None:
    return GREY


def tile(sheet: Sheet, rows: tuple[int, int], columns: tuple[int, int], color: Color = GREY, gap: float = 1.5) -> None:
    """A filled rectangle from a row and a column to before others, half of the white on each side left free."""
    x0, x1, y0, y1 = XS[columns[0]], XS[columns[1]], TOP + ROW * rows[0], TOP + ROW * rows[1]
    sheet.fill(x0 + gap / 2, y0 + gap / 2, x1 - gap / 2, y1 - gap / 2, color)


def write(sheet: Sheet, row: int, said: Sequence[str]) -> None:
    """A name at the left of its tile, the others at the right ends of theirs, so close that no white between texts parts them."""
    for n, (text, (left, right)) in enumerate(zip(said, pairwise(XS), strict=True)):
        say(sheet, right - 3 - say(page(), 0, 0, text) if n else left + 3, TOP + ROW * row + 11, text)


def tiled(color_of: Callable[[int, int], Color | None], said: Sequence[Sequence[str]] = SAID, gap: float = 1.5) -> Sheet:
    sheet = page()
    for r, row in enumerate(said):
        for c in range(len(row)):
            if (color := color_of(r, c)) is not None:
                tile(sheet, (r, r + 1), (c, c + 1), color, gap)
        write(sheet, r, row)
    return sheet


def read(sheet: Sheet) -> Cells:
    (grid,) = grids(layout_of(sheet)[0].items)
    return cells_of(grid)


@pytest.mark.parametrize("gap", [0.7, 1.5, 3.0, 4.0])
@pytest.mark.parametrize(
    "color_of",
    [
        one_grey,
        lambda row, column: GREY if row else HEAD,
        lambda row, column: (GREY, BLUE, HEAD)[column],
        lambda row, column: None if (row, column) == (0, 0) else GREY,
        lambda row, column: GREY if not row or not column else None,
        lambda row, column: None if row else GREY,
        lambda row, column: GREY if row else None,
        lambda row, column: GREY if row % 2 else None,
        lambda row, column: None if row == 2 else GREY,
        lambda row, column: (0.98, 0.98, 0.98) if row else HEAD,
    ],
    ids=[
        "one colour",
        "a darker header",
        "a colour a column",
        "a free corner",
        "header and names",
        "header only",
        "all but the header",
        "every other row",
        "all but one row",
        "nearly paper",
    ],
)
@pytest.mark.parametrize("said", [SAID, WORDS], ids=["numbers", "words"])
def test_the_white_between_tiles_is_a_wall(color_of: Callable[[int, int], Color | None], gap: float, said: Sequence[Sequence[str]]) -> None:
    assert read(tiled(color_of, said, gap)) == {(r, c): (1, 1, text) for r, row in enumerate(said) for c, text in enumerate(row)}


def test_a_blank_tile_is_a_blank_cell() -> None:
    said = (("", *SAID[0][1:]), ("乳児", "", "24人"), ("幼児", "318人", ""))
    assert read(tiled(one_grey, said)) == {(r, c): (1, 1, text) for r, row in enumerate(said) for c, text in enumerate(row)}


def test_a_tile_may_span_columns_or_rows() -> None:
    sheet = page()
    for rows, columns in (((0, 1), (0, 2)), ((0, 1), (2, 3)), ((1, 3), (0, 1)), ((3, 4), (0, 2)), ((3, 4), (2, 3))):
        tile(sheet, rows, columns)
    for row in (1, 2):
        for column in (1, 2):
            tile(sheet, (row, row + 1), (column, column + 1))
    said = (("区分", "", "R6年度"), ("", "乳児", "24人"), ("", "幼児", "318人"), ("合計", "", "342人"))
    for r, texts_of_row in enumerate(said):
        write(sheet, r, texts_of_row)
    say(sheet, 63, TOP + 2 * ROW + 4, "子ども")
    assert read(sheet) == {
        (0, 0): (1, 2, "区分"),
        (0, 2): (1, 1, "R6年度"),
        (1, 0): (2, 1, "子ども"),
        (1, 1): (1, 1, "乳児"),
        (1, 2): (1, 1, "24人"),
        (2, 1): (1, 1, "幼児"),
        (2, 2): (1, 1, "318人"),
        (3, 0): (1, 2, "合計"),
        (3, 2): (1, 1, "342人"),
    }


def test_rows_of_tiles_may_touch() -> None:
    """``border-spacing: 4px 0``: white between the columns only."""
    sheet = page()
    for r, row in enumerate(SAID):
        for left, right in pairwise(XS):
            sheet.fill(left + 1.5, TOP + ROW * r, right - 1.5, TOP + ROW * (r + 1), GREY)
        write(sheet, r, row)
    assert read(sheet) == CELLS


def test_white_rules_over_shaded_cells_are_walls() -> None:
    """Spreadsheets draw white borders over cells whose shades touch."""
    sheet = page()
    for r, row in enumerate(SAID):
        for left, right in pairwise(XS):
            sheet.fill(left, TOP + ROW * r, right, TOP + ROW * (r + 1), GREY)
        write(sheet, r, row)
    for n in range(len(SAID) + 1):
        sheet.line(XS[0], TOP + ROW * n, XS[-1], TOP + ROW * n, 1.0, (1, 1, 1))
    for x in XS:
        sheet.line(x, TOP, x, TOP + ROW * len(SAID), 1.0, (1, 1, 1))
    assert read(sheet) == CELLS


def test_a_caption_between_two_tables_of_tiles_is_in_none() -> None:
    sheet = tiled(one_grey)
    end = TOP + ROW * len(SAID)
    say(sheet, 60, end + 12, "〈年齢別の来館〉")
    say(sheet, 175, end + 12, "（単位：人）")
    for r in range(2):
        for left, right in pairwise(XS):
            sheet.fill(left + 0.75, end + 18 + ROW * r, right - 0.75, end + 31.5 + ROW * r, GREY)
            say(sheet, left + 6, end + 29 + ROW * r, "12")
    layout = layout_of(sheet)[0]
    assert [grid.n_rows for grid in grids(layout.items)] == [4, 2]
    assert len(texts(layout.items)) > 0


def test_tiles_stand_in_the_cell_around_them() -> None:
    sheet = tiled(one_grey)
    for y in (80.0, 240.0):
        rule(sheet, 40, y, 300, y)
    for x in (40.0, 300.0):
        rule(sheet, x, 80, x, 240)
    say(sheet, 60, 95, "〈来館〉")
    (around,) = grids(layout_of(sheet)[0].items)
    ((cell,),) = around.rows
    (table,) = cell.grids
    assert cells_of(table) == CELLS


def boxes(sheet: Sheet) -> None:
    """A label and a text beside it."""
    sheet.fill(60, 100, 120, 130, HEAD)
    sheet.fill(122, 100, 300, 130, GREY)
    say(sheet, 65, 118, "ねらい")
    say(sheet, 126, 111, "親子が気軽に立ち寄れる場を")
    say(sheet, 126, 126, "地域に増やしていくこと")


def headings(sheet: Sheet) -> None:
    for n in range(5):
        sheet.fill(60, 100 + 18 * n, 400, 116 + 18 * n, GREY)
        say(sheet, 65, 112 + 18 * n, "令和６年度の取組")


def swatches(sheet: Sheet) -> None:
    """Two rows of little squares, their names behind them."""
    for r in range(2):
        for c in range(3):
            sheet.fill(60 + 9 * c, 100 + 9 * r, 67 + 9 * c, 107 + 9 * r, (GREY, BLUE, HEAD)[c])
        say(sheet, 100, 107 + 9 * r, "とても満足 満足 不満")


def highlights(sheet: Sheet) -> None:
    """Words of a text with a colour behind them."""
    for n, line in enumerate(("親子が気軽に集える場を", "地域に増やし、つながり", "が生まれるように支える")):
        y = 111 + 14 * n
        say(sheet, 60, y, line)
        for first, last in ((2, 4), (4, 7)):
            sheet.fill(60 + 9 * first + n, y - 9, 60 + 9 * last - 2 + n, y + 2, BLUE)


def bars(sheet: Sheet) -> None:
    for n, high in enumerate((40, 60, 80, 55)):
        sheet.fill(60 + 20 * n, 200 - high, 77 + 20 * n, 200, BLUE)
        say(sheet, 60 + 20 * n, 196 - high, str(high))
        say(sheet, 62 + 20 * n, 212, f"R{n + 3}")


def stacked(sheet: Sheet) -> None:
    """Parts of bars with their shares in them."""
    for n, parts in enumerate(((40, 70, 30), (60, 30, 50), (25, 65, 50))):
        x = 100.0
        for part, color in zip(parts, (GREY, BLUE, HEAD), strict=True):
            sheet.fill(x, 100 + 14 * n, x + part - 2, 112 + 14 * n, color)
            say(sheet, x + 4, 110 + 14 * n, "満足")
            x += part


@pytest.mark.parametrize("draw", [boxes, headings, swatches, highlights, bars, stacked])
def test_filled_rectangles_that_are_no_cells(draw: Callable[[Sheet], None]) -> None:
    sheet = page()
    draw(sheet)
    assert grids(layout_of(sheet)[0].items) == []


def test_a_table_of_tiles_goes_on_over_the_page() -> None:
    upper, lower = tiled(one_grey, SAID[:2]), tiled(one_grey, SAID[2:])
    for layout in layout_of(upper, lower):
        (grid,) = grids(layout.items)
        assert list(grid.xs)[1:-1] == [120, 170]
