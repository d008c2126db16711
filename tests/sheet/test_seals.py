"""Boxes for signatures and seals are an office's own, wherever they stand; a table that says something is none."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import say
from tests.sheet.small_form import PLAIN, box, codes, one_project, read, told

WIDE, HIGH = 70.0, 16.0


def table(sheet: Sheet, x: float, y: float, rows: list[list[str]]) -> None:
    """A ruled table; nothing is printed in the cells of which the text is empty."""
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            x0, y0 = x + col * WIDE, y + row * HIGH
            box(sheet, x0, y0, x0 + WIDE, y0 + HIGH)
            if text:
                say(sheet, x0 + 4, y0 + 11, text, 8)


def printed(rows: list[list[str]]) -> int:
    """How many characters are printed in a table."""
    return sum(len("".join(text.split())) for row in rows for text in row)


BOXES = [
    [["課長", "係長", "担当"], ["", "", ""]],
    [["決裁", "区長", "課長"], ["", "", "㊞"]],
    [["確認日", "令和　年　月　日"], ["区担当者", "印"], ["法人代表者", "印"]],
    [["確認日", "令和７年９月10日"], ["区担当者", "印"]],
]


@pytest.mark.parametrize("rows", BOXES)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_box_for_seals_is_no_part_of_the_sheet(rows: list[list[str]], is_above: bool) -> None:
    sheet, end = one_project()
    table(sheet, 300, 20 if is_above else end + 20, rows)
    found = read(sheet)
    assert (told(found), codes(found)) == (PLAIN, [])
    assert not found.projects[0].tables and found.pages[0].chars_furniture == printed(rows)


@pytest.mark.parametrize("is_above", [True, False])
def test_a_box_for_the_seals_of_both_raters_stands_above_the_goals(is_above: bool) -> None:
    """Once there are goals, their names head ratings: that these are blank is said by their table."""
    sheet, end = one_project()
    table(sheet, 300, 20 if is_above else end + 20, [["区", "法人"], ["", ""]])
    found = read(sheet)
    assert (codes(found), found.pages[0].chars_furniture) == ([], 3 if is_above else 0)


@pytest.mark.parametrize(
    "rows",
    [
        [["担当", "件数"], ["係長", "5件"]],
        [["区担当者", "青葉"], ["法人代表者", "印"]],
        [["課長", "係長"], ["主査", "担当"]],
        [["印", "印"], ["", ""]],
    ],
)
def test_a_table_that_says_something_else_is_no_box_for_seals(rows: list[list[str]]) -> None:
    sheet, _ = one_project()
    table(sheet, 300, 20, rows)
    read(sheet, lost=printed(rows))
