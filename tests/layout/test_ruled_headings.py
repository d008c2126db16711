"""Headings with a rule below, or above and below, in a cell of the form: what stands between two of them is no row of a table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.model import Cell, Grid, Line
from tests.layout.drawing import layout_of, page, plain_table, rule, say

LEFT, RIGHT = 60.0, 480.0


def framed(*rules: float) -> Sheet:
    """A cell of the form with level rules at these heights, that meet no wall."""
    sheet = page()
    for y in (80.0, 300.0):
        rule(sheet, LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        rule(sheet, x, 80, x, 300)
    for y in rules:
        rule(sheet, LEFT + 6, y, RIGHT - 6, y)
    return sheet


def spread(sheet: Sheet, y: float, letters: str, step: float) -> None:
    for n, letter in enumerate(letters):
        say(sheet, LEFT + 8 + step * n, y, letter)


def in_cell(sheet: Sheet) -> Cell:
    (layout,) = layout_of(sheet)
    (frame,) = [item for item in layout.items if isinstance(item, Grid)]
    (cell,) = frame.cells
    return cell


@pytest.mark.parametrize("above", [(), (92.0, 212.0)], ids=["rules below", "rules above and below"])
def test_a_table_between_two_headings_stays_one_of_its_own(above: Sequence[float]) -> None:
    sheet = framed(106, 226, *above)
    for y, text in ((102, "（１）迎える工夫"), (118, "・庭を広げた。"), (222, "（２）声を集める"), (240, "・棚を替えた。")):
        say(sheet, LEFT + 8, y, text)
    say(sheet, LEFT + 8, 134, "利用者数")
    say(sheet, RIGHT - 60, 134, "（単位：人）")
    plain_table([["区分", "R6", "R7"], ["親", "12", "34"], ["子", "56", "78"]]).draw(sheet, LEFT + 12, 140)
    cell = in_cell(sheet)
    assert [(grid.n_rows, grid.n_cols) for grid in cell.grids] == [(3, 3)]
    assert {"（１）迎える工夫", "・庭を広げた。", "（２）声を集める", "・棚を替えた。"} <= {
        line.text for line in cell.items if isinstance(line, Line)
    }


@pytest.mark.parametrize(
    ("letters", "step", "tables"),
    [("・庭の手入れを続け、", 44.0, 0), ("日月火水木金土", 44.0, 1), ("有無有無有無有無", 44.0, 1), ("・庭の手入れ、", 50.0, 1)],
    ids=["a sentence", "the days of a week", "words of a letter", "few letters"],
)
def test_letters_set_apart_over_the_line(letters: str, step: float, tables: int) -> None:
    sheet = framed(106, 150, 190)
    say(sheet, LEFT + 8, 102, "（１）迎える工夫")
    spread(sheet, 120, letters, step)
    spread(sheet, 170, "５" * len(letters), step)
    assert len(in_cell(sheet).grids) == tables


def test_names_written_downwards_are_those_of_columns() -> None:
    sheet = framed(106, 150, 190)
    say(sheet, LEFT + 8, 102, "相談の内容")
    spread(sheet, 120, "しけそたのこえに", 44.0)
    spread(sheet, 132, "つんのべみころわ", 44.0)
    spread(sheet, 170, "５" * 8, 44.0)
    assert len(in_cell(sheet).grids) == 1
