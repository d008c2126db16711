"""Tables whose side is not drawn beside a row, as where a program draws the sides of cells that span columns and leaves the others'."""

from __future__ import annotations

from tests.layout.drawing import page, rule, say, table_on

XS, YS = (60.0, 150.0, 330.0, 400.0, 540.0), (100.0, 120.0, 140.0, 160.0)
TEXTS = (("施設名", "こもれび"), ("期間", "令和３～７年度", "時期", "令和７年９月"), ("目的", "取組を振り返る。"))


def test_the_last_cell_of_such_a_row_is_one_of_its_own() -> None:
    sheet = page()
    for y in YS:
        rule(sheet, XS[0], y, XS[-1], y)
    for x in XS[:2]:
        rule(sheet, x, YS[0], x, YS[-1])
    for x in XS[2:4]:
        rule(sheet, x, YS[1], x, YS[2])
    rule(sheet, XS[-1], YS[0], XS[-1], YS[1])
    rule(sheet, XS[-1], YS[2], XS[-1], YS[3])
    for row, y in zip(TEXTS, YS, strict=False):
        for text, x in zip(row, XS, strict=False):
            say(sheet, x + 3, y + 13, text)
    assert [tuple(cell.text for cell in row) for row in table_on(sheet).rows] == list(TEXTS)
