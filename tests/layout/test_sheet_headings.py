"""The letters and numbers around a spreadsheet that was printed with them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.layout.assemble import text_rows
from pipeline.layout.model import Grid
from pipeline.layout.sheet_headings import without_sheet_headings
from pipeline.pages import read_pages
from tests.layout.drawing import layout_of, page, rule, say

LEFT, TOP, WIDE, HIGH = 60.0, 80.0, 40.0, 16.0


def printed(columns: Sequence[str], rows: Sequence[str], *, beside: str = "") -> Sheet:
    """A sheet with these headings around a table of two rows, under a line."""
    sheet = page()
    end = LEFT + WIDE * len(columns)
    for n, name in enumerate(columns):
        say(sheet, LEFT + WIDE * n + 15, TOP - 4, name, 8)
        rule(sheet, LEFT + WIDE * n, TOP - HIGH, LEFT + WIDE * n, TOP)
    for n, number in enumerate(rows):
        say(sheet, LEFT - 12, TOP + HIGH * n + 12, number, 8)
        rule(sheet, LEFT - 20, TOP + HIGH * (n + 1), LEFT, TOP + HIGH * (n + 1))
    rule(sheet, LEFT, TOP - HIGH, LEFT, TOP + HIGH * len(rows))
    rule(sheet, LEFT - 20, TOP, end, TOP)
    say(sheet, LEFT + WIDE + 3, TOP + 12, "利用の状況", 8)
    for n, (left, right) in enumerate([("年度", "組数"), ("令和７年度", "８２")], 1):
        say(sheet, LEFT + WIDE + 3, TOP + HIGH * n + 12, left, 8)
        say(sheet, LEFT + WIDE * 3 + 3, TOP + HIGH * n + 12, right, 8)
        rule(sheet, LEFT + WIDE, TOP + HIGH * n, end, TOP + HIGH * n)
    rule(sheet, LEFT + WIDE, TOP + HIGH * 3, end, TOP + HIGH * 3)
    for x in (LEFT + WIDE, LEFT + WIDE * 3, end):
        rule(sheet, x, TOP + HIGH, x, TOP + HIGH * 3)
    if beside:
        say(sheet, LEFT - 18, TOP + HIGH * 4 + 12, beside, 8)
    return sheet


def read(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    """What stands outside of tables, and the rows of these."""
    (layout,) = layout_of(sheet)
    grids = [item for item in layout.items if isinstance(item, Grid)]
    lines = [getattr(item, "text", "") for item in layout.items if not isinstance(item, Grid)]
    return lines, [[cell.text for cell in row] for grid in grids for row in grid.rows]


ALONE = (["利用の状況"], [["年度", "組数"], ["令和７年度", "８２"]])
FIVE = ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (FIVE, ["1", "2", "3"]),
        (["Y", "Z", "AA", "AB", "AC"], ["7", "8", "9"]),
        (FIVE, ["1", "4", "5"]),
        (["ZY", "ZZ", "AAA", "AAB", "AAC"], ["1", "2"]),
    ],
    ids=["from the first on", "two letters", "rows left out", "three letters"],
)
def test_headings_are_no_text(columns: Sequence[str], rows: Sequence[str]) -> None:
    assert read(printed(columns, rows)) == ALONE
    (layout,) = layout_of(printed(columns, rows))
    assert [line.text for line in layout.furniture] == [" ".join(columns) + "".join(rows)]


def test_the_strips_that_headings_stand_in_have_no_rules() -> None:
    (read,) = read_pages(written([printed(FIVE, ["1", "2", "3"])], Press()))
    sheet, _, _ = without_sheet_headings(read, text_rows(read))
    assert 0 < len(sheet.rulings) < len(read.rulings)
    assert all(LEFT <= rule.x0 <= rule.x1 and TOP <= rule.y0 <= rule.y1 for rule in sheet.rulings)


def test_what_stands_above_the_letters_is_no_number_of_a_row() -> None:
    sheet = printed(FIVE, ["1", "2", "3"])
    say(sheet, LEFT - 18, TOP - 30, "控", 8)
    assert read(sheet) == (["控", *ALONE[0]], ALONE[1])


@pytest.mark.parametrize(
    "sheet",
    [
        printed(FIVE[:4], ["1", "2", "3"]),
        printed(["A", "B", "C", "D", "F"], ["1", "2", "3"]),
        printed(["a", "b", "c", "d", "e"], ["1", "2", "3"]),
        printed(["Ａ", "Ｂ", "Ｃ", "Ｄ", "Ｅ"], ["1", "2", "3"]),
        printed(["A1", "B1", "C1", "D1", "E1"], ["1", "2", "3"]),
        printed(FIVE, ["1"]),
        printed(FIVE, ["1", "2", "2"]),
        printed(FIVE, ["1", "二", "3"]),
        printed(FIVE, ["1", "2", "3"], beside="注"),
    ],
    ids=[
        "four letters",
        "one left out",
        "small letters",
        "full width",
        "with digits",
        "one row",
        "not counted up",
        "a word",
        "a text left of them",
    ],
)
def test_other_letters_and_numbers_are(sheet: Sheet) -> None:
    assert read(sheet) != ALONE
