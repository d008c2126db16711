"""A box around all words of a cell is none of its tables."""

from __future__ import annotations

import pytest

from pipeline.layout.model import Grid
from tests.layout.drawing import layout_of, page, rule, say


def box(sheet: object, x0: float, y0: float, x1: float, y1: float) -> None:
    for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        rule(sheet, *ends)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "high", "beside", "is_unboxed"),
    [
        (["対象の事業"], 16, "", True),
        (["対象の", "事業"], 28, "", True),
        (["対", "象", "の"], 40, "", False),
        (["対象の事業"], 34, "", False),
        (["対象の事業"], 16, "又は", False),
        ([], 16, "", False),
    ],
    ids=["a line", "two lines", "three lines", "a box with room", "other words in the cell", "an empty box"],
)
def test_a_box_around_the_words_of_a_cell(lines: list[str], high: float, beside: str, is_unboxed: bool) -> None:
    sheet = page()
    box(sheet, 60, 100, 300, 180)
    rule(sheet, 160, 100, 160, 180)
    box(sheet, 66, 106, 130, 106 + high)
    for n, text in enumerate(lines):
        say(sheet, 70, 118 + 12 * n, text)
    if beside:
        say(sheet, 66, 174, beside)
    say(sheet, 170, 118, "親子の居場所")
    (layout,) = layout_of(sheet)
    (grid,) = [item for item in layout.items if isinstance(item, Grid)]
    assert (not grid.cells[0].grids) is is_unboxed
    assert (grid.cells[0].text == "".join(lines)) is is_unboxed or not lines
