"""Rows that stripes show between level rules, where their text is wrapped and no rule parts them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.row_edges import stripe_edges
from pipeline.pages.model import Area
from tests.layout.drawing import cells_of, grids, layout_of, page, rule, say
from tests.layout.hand_set import fill, runs

XS = (60.0, 160.0, 320.0)
COLORS = ((0.96, 0.96, 0.96), (0.87, 0.9, 0.95))
STEP, PAD = 11.0, 4.0
HEAD = ("連携先", ["主な内容"])
ROWS = (
    ("保育所・幼稚園", ["園庭開放の情報交換と育児", "講座の共催"]),
    ("地域ケアプラザ", ["子育てサロンの共催"]),
    ("大学", ["学生の実習の受入れ及び調", "査への協力。年度末に報告", "会を行い、地域と共有"]),
    ("消防署", ["防災訓練"]),
)
Row = tuple[str, Sequence[str]]


def three_rules(rows: Sequence[Row], colors: Sequence[tuple[float, float, float] | None], names: Sequence[tuple[float, str]] = ()) -> Sheet:
    """A table with rules over and under its header and at its end, each row on the next of the colours; the names stand in
    the middle of their rows, and ``names`` so far below the header."""
    sheet, y = page(), 120.0
    rule(sheet, XS[0], y, XS[-1], y)
    for n, (name, lines) in enumerate((HEAD, *rows)):
        high = STEP * len(lines) + PAD
        color = colors[(n - 1) % len(colors)] if n else None
        if color:
            sheet.fill(XS[0], y, XS[-1], y + high, color)
        say(sheet, XS[0] + 3, y + high / 2 + 3, name)
        for k, line in enumerate(lines):
            say(sheet, XS[1] + 3, y + STEP * k + 10, line)
        y += high
        if n == 0:
            rule(sheet, XS[0], y, XS[-1], y)
            for down, text in names:
                say(sheet, XS[0] + 3, y + down + 3, text)
    rule(sheet, XS[0], y, XS[-1], y)
    return sheet


@pytest.mark.parametrize("colors", [COLORS, (COLORS[1], None), (None, COLORS[1])], ids=["of two colours", "odd", "even"])
def test_a_row_whose_text_is_wrapped_is_told_by_its_stripe(colors: Sequence[tuple[float, float, float] | None]) -> None:
    (grid,) = grids(layout_of(three_rules(ROWS, colors))[0].items)
    expected = {(r, c): (1, 1, text) for r, (name, lines) in enumerate((HEAD, *ROWS)) for c, text in enumerate((name, "\n".join(lines)))}
    assert cells_of(grid) == expected


def test_a_name_in_the_middle_of_several_stripes_is_over_them() -> None:
    rows = [("", [text]) for text in ("12組", "30組", "41組", "25組")]
    (grid,) = grids(layout_of(three_rules(rows, COLORS, names=((15, "平日"), (45, "休日"))))[0].items)
    cells = cells_of(grid)
    assert (cells[1, 0], cells[3, 0]) == ((2, 1, "平日"), (2, 1, "休日"))


def test_rows_of_numbers_within_a_stripe_are_rows() -> None:
    sheet = page()
    for y in (120.0, 135.0, 225.0):
        rule(sheet, XS[0], y, XS[-1], y)
    sheet.fill(XS[0], 180, XS[-1], 225, COLORS[1])
    for n, row in enumerate([("区分", "人数"), *((name, f"{31 + n}人") for n, name in enumerate("甲乙丙丁戊己"))]):
        for x, text in zip(XS, row, strict=False):
            say(sheet, x + 3, 131 + 15 * n, text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert grid.n_rows == 7


SIDES = (0.0, 200.0)
LINES = runs([(5.0, "甲"), (105.0, "乙")], [(105.0, "丙")], [(105.0, "丁")], y=203.0)


@pytest.mark.parametrize(
    ("fills", "edges"),
    [
        ([fill(0, 200, 200, 229)], [229.0]),
        ([fill(0, 100, 200, 229), fill(100, 200, 200, 229)], [229.0]),  # of its cells
        ([fill(0, 200, 200, 229), fill(0, 200, 229.4, 244)], [229.0]),
        ([fill(0, 200, 201, 243.5)], []),  # of all between the rules
        ([fill(100, 200, 200, 229)], []),
        ([fill(100, 150, 200, 229), fill(150, 200, 200, 229)], [229.0]),  # of those behind a name over two rows
        ([fill(0, 50, 200, 229), fill(50, 150, 200, 229)], []),
        ([fill(0, 200, 180, 229), fill(0, 200, 229, 280)], [229.0]),
        ([fill(0, 200, 200, 222)], []),  # amid the second line
        ([fill(0, 200, 200, 229), fill(0, 200, 200, 222)], []),
        ([fill(0, 200, 200, 216)], [216.0]),
    ],
)
def test_where_stripes_end(fills: Sequence[Area], edges: Sequence[float]) -> None:
    assert stripe_edges((200.0, 244.0), SIDES, 100.0, LINES, fills) == edges


def test_a_stripe_may_end_amid_a_name_which_is_over_two() -> None:
    names = runs([(5.0, "甲")], y=210.0)
    assert stripe_edges((200.0, 230.0), SIDES, 100.0, names, [fill(0, 200, 200, 215)]) == [215.0]
    assert stripe_edges((200.0, 230.0), SIDES, 0.0, names, [fill(0, 200, 200, 215)]) == []


COLUMNS, HIGH = (60.0, 150.0, 200.0, 250.0, 300.0, 350.0), 20.0
GREY, DARK = (0.87, 0.87, 0.87), (0.3, 0.5, 0.75)
"""Of every second row, and of the header and the names."""


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([(0, 2, "４年度", 1, 3), (0, 2, "５年度", 3, 5)], {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (1, 2)}),
        ([], {(0, 0): (1, 1)}),
    ],
    ids=["of two levels", "of one"],
)
def test_a_header_of_shaded_cells_over_stripes_is_between_two_rules(
    names: Sequence[tuple[int, int, str, int, int]], expected: dict[tuple[int, int], tuple[int, int]]
) -> None:
    """Its two levels were one, and each year stood over the first of its columns."""
    levels = 2 if names else 1
    cells = [(0, levels, "会", 0, 1), *((line, 1, text, left, right) for line, _, text, left, right in names)]
    cells += [(levels - 1, 1, text, c, c + 1) for c, text in enumerate(("回数", "参加\n者数") * 2, 1)]
    cells += [(levels + n, 1, text, c, c + 1) for n in range(3) for c, text in enumerate((f"講座{n}", "9", "8", "7", "6"))]
    sheet = page()
    for row, high, text, left, right in cells:
        y, middle = 120.0 + HIGH * row, (COLUMNS[left] + COLUMNS[right]) / 2
        if row < levels or left == 0 or (row - levels) % 2 == 0:
            sheet.fill(COLUMNS[left], y, COLUMNS[right], y + HIGH * high, DARK if row < levels or left == 0 else GREY)
        lines = text.split("\n")
        for n, line in enumerate(lines):
            say(sheet, middle - 4.5 * len(line), y + HIGH * high / 2 + 4 + 10 * (n - (len(lines) - 1) / 2), line)
    for y in (120.0, 120.0 + HIGH * (levels + 3)):
        rule(sheet, COLUMNS[0], y, COLUMNS[-1], y)
    (grid,) = grids(layout_of(sheet)[0].items)
    header = {(c.row, c.col): (c.rowspan, c.colspan) for c in grid.cells if c.row < levels}
    assert header == expected | {(levels - 1, c): (1, 1) for c in range(1, 5)}
    assert grid.n_rows == levels + 3
