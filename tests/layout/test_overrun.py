"""Ends of rules and of cells: where a page ends, and where a row does.

A browser ends the rules of a merged cell with its first row where a page ends there; the cell's text goes on below them. Rules of
dots end at every row, and a merged cell beside does not.
"""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("said", "baseline", "is_in"),
    [
        ("子ども", 82.7, True),  # its middle is half a point above the table
        ("子ども", 123.7, True),  # and half a point below it
        ("子ども", 80.0, False),
        ("来館した子どもの数", 82.7, False),  # as wide as no name of the column
        ("人数", 82.7, False),  # over a cell that says something
    ],
)
def test_a_line_half_on_each_page_is_in_the_empty_cell_that_it_stands_across(said: str, baseline: float, is_in: bool) -> None:
    sheet = page()
    for x in (60, 120, 180):
        rule(sheet, x, 80, x, 120)
    for y, left in ((80, 60), (100, 120), (120, 60)):
        rule(sheet, left, y, 180, y)
    say(sheet, 124, 93, "23")
    say(sheet, 124, 113, "24")
    say(sheet, 124 if said == "人数" else 64, baseline, said)
    say(sheet, 64, 300, "本文")
    (layout,) = layout_of(sheet)
    (grid,) = grids(layout.items)
    assert (texts(grid.cells[0].items), said in texts(layout.items)) == ([said] if is_in else [], not is_in)


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


def test_a_line_half_on_each_page_is_in_the_cell_of_the_table_not_of_the_frame_that_ends_there_too() -> None:
    sheet = page()
    for x, y in ((50, 160), (60, 120), (120, 120), (180, 120), (300, 160)):
        rule(sheet, x, 80, x, y)
    for y, x0, x1 in ((80, 120, 180), (100, 120, 180), (120, 60, 180), (160, 50, 300)):
        rule(sheet, x0, y, x1, y)
    say(sheet, 124, 93, "23")
    say(sheet, 124, 113, "24")
    say(sheet, 64, 82.7, "子ども")
    (frame,) = grids(layout_of(sheet)[0].items)
    assert texts(grids(frame.cells[0].items)[0].cells[0].items) == ["子ども"]


@pytest.mark.parametrize(
    ("baselines", "said"),
    [
        ((712, 724, 736), ["評価の理", "由", "（区）"]),  # the second is written over the rule
        ((706, 716, 727), ["評価の理", "由"]),  # none is but for the foot of its type: the third stands below the table
        ((712, 724, 760), ["評価の理", "由"]),  # the third stands apart
    ],
)
def test_a_label_that_is_written_over_the_closed_end_of_its_cell_goes_on_below_it(baselines: tuple[int, ...], said: list[str]) -> None:
    sheet = page()
    for x in (60, 110, 400):
        rule(sheet, x, 690, x, 718)
    for y in (690, 718):
        rule(sheet, 60, y, 400, y)
    say(sheet, 114, 712, "ひろばを広げた。")
    for baseline, line in zip(baselines, ("評価の理", "由", "（区）"), strict=True):
        say(sheet, 64, baseline, line)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert texts(grid.cells[0].items) == said
