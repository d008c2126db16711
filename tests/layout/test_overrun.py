"""Ends of rules and of cells: where a page ends, and where a row does.

A browser ends the rules of a merged cell with its first row where a page ends there; the cell's text goes on below them. Rules of
dots end at every row, and a merged cell beside does not.
"""

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
    say(sheet, 64, 782, "別の文書")
    say(sheet, 290, 800, "- 4 -")
    (layout,) = layout_of(sheet)
    (grid,) = grids(layout.items)
    assert texts(grid.cells[2].items)[-2:] == ["ことがあるので、", "共有の方法に工夫"]
    assert texts(layout.items) == ["別の文書"]


def test_a_cell_merged_over_rows_stays_whole_though_its_sides_are_drawn_anew_for_each_row() -> None:
    sheet = page()
    for x in (60, 200, 340, 400):
        for y in (100, 120, 140):
            rule(sheet, x, y + 0.6, x, y + 18.7)
    for y, across in ((100, ((60, 400),)), (120, ((60, 200), (340, 400))), (140, ((60, 200), (340, 400))), (160, ((60, 400),))):
        for x0, x1 in across:
            rule(sheet, x0, y, x1, y)
    for k, (said, rating) in enumerate((("①", "A"), ("②", "B"), ("③", "C"))):
        say(sheet, 64, 114 + 20 * k, said)
        say(sheet, 344, 114 + 20 * k, rating)
    say(sheet, 204, 114, "周知が足りない。")
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [(cell.row, cell.rowspan) for cell in grid.cells if cell.col == 1] == [(0, 3)]
