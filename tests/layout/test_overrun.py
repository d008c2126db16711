"""A browser ends the rules of a merged cell with its first row where a page ends there; the cell's text goes on below them."""

from __future__ import annotations

from tests.layout.drawing import grids, layout_of, page, rule, say, texts


def test_text_below_the_open_end_of_a_cell_is_the_cell_s() -> None:
    sheet = page()
    for x in (60, 260, 400):
        rule(sheet, x, 700, x, 750)
    rule(sheet, 60, 700, 400, 700)
    rule(sheet, 60, 718, 400, 718)
    rule(sheet, 260, 750, 400, 750)  # the merged cell at the left goes on on the next page
    say(sheet, 64, 712, "課題")
    say(sheet, 264, 712, "姿")
    for k, line in enumerate(("担当者が不在の日", "に相談が途切れる", "ことがあるので、", "共有の方法に工夫")):
        say(sheet, 64, 730 + 9.6 * k, line)
    say(sheet, 264, 730, "集える場となっている。")
    say(sheet, 290, 800, "- 4 -")
    (layout,) = layout_of(sheet)
    (grid,) = grids(layout.items)
    assert texts(grid.cells[2].items)[-2:] == ["ことがあるので、", "共有の方法に工夫"]
    assert texts(layout.items) == []
