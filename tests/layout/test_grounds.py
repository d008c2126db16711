"""Shades that are no cell's of a table: the filled cell of the form on which it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.shaded_headers import MOST_FILLS
from pipeline.layout.styles.ground import Ground
from pipeline.pages.model import Area
from tests.layout.drawing import cells_of, grids, layout_of
from tests.layout.hand_set import fill
from tests.layout.test_stripes_and_groups import expected, striped

CELL = fill(0, 300, 100, 300, 0xF0F4F0)
ROW = [fill(10, 50, 130, 146), fill(50, 90, 130, 146)]
STRIPES = [fill(10, 90, 130, 146), fill(10, 90, 160, 176)]
WORDS = [fill(10, 50, 130, 146), fill(60, 90, 150, 166)]


@pytest.mark.parametrize(
    ("fills", "is_under_table"),
    [
        ([CELL, *ROW], True),
        ([CELL, *STRIPES], True),
        ([CELL, *WORDS], False),
        ([CELL, ROW[0]], False),
        ([fill(10, 300, 100, 300), *ROW], False),
        ([fill(0, 90, 100, 300), *ROW], False),
        ([fill(0, 300, 100, 140), *ROW], False),
        ([fill(0, 300, 135, 300), *ROW], False),
        ([fill(0, 300, 124, 152), *ROW], False),
        ([CELL, *ROW, *(fill(400, 401) for _ in range(MOST_FILLS))], False),
    ],
    ids=["a row", "stripes", "words", "one", "flush left", "flush right", "over the foot", "over the head", "a low one", "a picture"],
)
def test_an_area_amid_which_a_row_or_stripes_are_shaded_is_none_of_their_table(fills: Sequence[Area], is_under_table: bool) -> None:
    assert Ground((), (), fills, ()).shades == list(fills[is_under_table:])


def test_stripes_in_a_filled_cell_are_read_as_on_paper() -> None:
    sheet = striped(1, False, "middle", shaded_head=True)
    stripes, sheet.under = sheet.under, []
    sheet.fill(40, 80, 500, 400, (0.95, 0.96, 0.95))
    sheet.under += stripes
    assert [cells_of(grid) for grid in grids(layout_of(sheet)[0].items)] == [expected()]


def test_a_shade_as_light_as_paper_is_none() -> None:
    assert Ground((), (), [fill(0, 90, color=0xFAFAFA), fill(0, 90, color=0xF8F8F7)], ()).shades == [fill(0, 90, color=0xF8F8F7)]
