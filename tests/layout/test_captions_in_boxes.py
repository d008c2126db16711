"""A table within an outline, its caption in the middle of the row over the names of its columns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.layout.drawing import grids, layout_of, page, rule, say

LEFT, RIGHT, TOP, STEP = 60.0, 360.0, 100.0, 14.0
XS = (64.0, 150.0, 220.0, 290.0)
HEADER = ("", "令和４年度", "令和５年度", "令和６年度")
ROWS = (("利用会員", "451人", "500人", "377人"), ("提供会員", "123人", "110人", "100人"))
CAPTION = "＜会員数＞"
MIDDLE = (LEFT + RIGHT - 9.0 * len(CAPTION)) / 2


def table_under(caption: str, x: float, header: Sequence[str] = HEADER) -> list[list[str]]:
    """The texts of the table, row by row, whose only inner rule is that under the names of its columns."""
    sheet = page()
    lines = [[(x, caption)], *([(at, text) for at, text in zip(XS, row, strict=True) if text] for row in (header, *ROWS))]
    for n, line in enumerate(lines):
        for at, text in line:
            say(sheet, at, TOP + STEP * (n + 1), text)
    bottom = TOP + STEP * len(lines) + 6
    for y in (TOP, TOP + 2 * STEP + 4, bottom):
        rule(sheet, LEFT, y, RIGHT, y)
    for at in (LEFT, RIGHT):
        rule(sheet, at, TOP, at, bottom)
    (grid,) = grids(layout_of(sheet)[0].items)
    rows: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_a_caption_in_the_middle_is_a_row_of_its_own() -> None:
    assert table_under(CAPTION, MIDDLE) == [[CAPTION], list(HEADER), *map(list, ROWS)]


@pytest.mark.parametrize(
    ("caption", "x", "header"),
    [
        pytest.param(CAPTION, XS[0], HEADER, id="at the left"),
        pytest.param(CAPTION, MIDDLE, ("会員の数を示す", "", "", ""), id="over one text"),
    ],
)
def test_another_line_over_names_is_none(caption: str, x: float, header: Sequence[str]) -> None:
    assert [caption] not in table_under(caption, x, header)
