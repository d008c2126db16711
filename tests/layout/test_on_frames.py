"""A table without side rules whose first or last rule lies on its frame's, as at a page's end and head: it is read whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.model import Grid
from pipeline.layout.on_frames import rules_on_frames
from pipeline.layout.segments import Segment, merged_segments
from tests.layout.drawing import layout_of, page, rule, say

Place = tuple[float, float, float]
"""A rule by its place on its axis, start and end, in points."""
FRAME: Place = (50.0, 60.0, 400.0)
OWN: Place = (50.5, 64.0, 300.0)
NEXT: Place = (65.0, 64.0, 300.0)
SIDES: list[Place] = [(60.0, 50.0, 200.0), (400.0, 50.0, 200.0)]


@pytest.mark.parametrize(
    ("level", "upright", "expected"),
    [
        pytest.param([FRAME, OWN, NEXT], SIDES, [OWN], id="the table's first rule"),
        pytest.param([FRAME, (50.0, 64.0, 300.0), NEXT], SIDES, [(50.0, 64.0, 300.0)], id="at the frame's own height"),
        pytest.param([FRAME, (50.5, 64.0, 150.0), (50.5, 150.0, 300.0), NEXT], SIDES, [OWN], id="in pieces"),
        pytest.param([FRAME, OWN, (52.0, 64.0, 300.0)], SIDES, [], id="a line beside it, but no row between"),
        pytest.param([FRAME, OWN, (65.0, 64.0, 350.0)], SIDES, [], id="no other as wide"),
        pytest.param([FRAME, OWN, (65.0, 74.0, 300.0)], SIDES, [], id="no other that begins there"),
        pytest.param([FRAME, OWN, NEXT], [*SIDES, (64.0, 50.0, 80.0)], [], id="a wall where it begins"),
        pytest.param([FRAME, OWN, NEXT], [*SIDES, (300.0, 50.0, 80.0)], [], id="a wall where it ends"),
        pytest.param([(50.0, 60.0, 300.0), OWN, NEXT], SIDES, [], id="a frame that ends with it"),
        pytest.param([(50.0, 64.0, 400.0), OWN, NEXT], SIDES, [], id="a frame that begins with it"),
        pytest.param([FRAME, (53.0, 64.0, 300.0), NEXT], SIDES, [], id="apart from the frame's"),
        pytest.param(
            [FRAME, *((y, x, x + 85.0) for y in (50.0, 65.0) for x in (60.0, 145.0, 230.0, 315.0))], SIDES, [], id="the frame's own pieces"
        ),
        pytest.param(
            [FRAME, OWN, (64.5, 64.0, 300.0), (65.0, 60.0, 400.0)], SIDES, [OWN, (64.5, 64.0, 300.0)], id="first and last of a single row"
        ),
    ],
)
def test_what_lies_on_a_wider_rule_is_told_by_its_ends(level: list[Place], upright: list[Place], expected: list[Place]) -> None:
    lying = [(*place, 0.5, 0) for place in level]
    found = rules_on_frames(lying, merged_segments(lying), [Segment(*place) for place in upright])
    assert [(rule.at, rule.lo, rule.hi) for rule in found] == expected


def in_frame(texts: Sequence[str], columns: Sequence[float], above: str, below: str, *, is_open: bool = False) -> list[list[str]]:
    """The rows of the tables in a frame between 60 and 364 pt that a page's end may leave open, with a text above or below or none."""
    sheet = page()
    off = 0.0 if is_open else 0.5
    top = 70.0 if above else 50.0 + off
    levels = [top + 14 * k for k in range(len(texts) + 1)]
    end = levels[-1] + (20 if below else off)
    for y in levels:
        rule(sheet, 64, y, 264, y)
    for x in columns:
        rule(sheet, x, top, x, levels[-1])
    for x in FRAME[1:]:
        rule(sheet, x, 50, x, end)
    for y in () if is_open else (50.0, end):
        rule(sheet, FRAME[1], y, FRAME[2], y)
    for y, row in zip((62.0, *(y + 10 for y in levels)), (above, *texts, below), strict=True):
        for x, text in zip((66, 166, 216), row.split(), strict=False):
            say(sheet, x, y, text)
    (frame,) = (item for item in layout_of(sheet)[0].items if isinstance(item, Grid))
    (cell,) = frame.cells
    return [[inner.text for inner in row] for grid in cell.grids for row in grid.rows if not (grid.open_top or grid.open_bottom)]


ROWS = ("区分 R5 R6", "乳児 12 34", "幼児 56 78")


@pytest.mark.parametrize(
    ("columns", "above", "below"),
    [((), "表の名", ""), ((), "", "次の文。"), ((), "", ""), ((), "表の名", "次の文。")]
    + [((160.0, 210.0), "表の名", ""), ((160.0, 210.0), "", "次の文。"), ((160.0, 210.0), "表の名", "次の文。")],
)
@pytest.mark.parametrize("n_rows", [1, 3])
def test_a_table_without_side_rules_at_an_end_of_its_frame_is_whole(
    columns: tuple[float, ...], above: str, below: str, n_rows: int
) -> None:
    assert in_frame(ROWS[-n_rows:], columns, above, below) == [row.split() for row in ROWS[-n_rows:]]


@pytest.mark.parametrize(("above", "below"), [("表の名", ""), ("", "次の文。")])
@pytest.mark.parametrize("n_rows", [1, 3])
def test_a_table_of_rules_between_rows_at_an_open_end_of_its_frame_is_closed(above: str, below: str, n_rows: int) -> None:
    assert in_frame(ROWS[-n_rows:], (), above, below, is_open=True) == [row.split() for row in ROWS[-n_rows:]]


def test_a_line_under_a_text_that_lies_on_the_frame_s_rule_is_no_table() -> None:
    sheet = page()
    for x in (60, 364):
        rule(sheet, x, 50, x, 90)
    for y, x0, x1 in ((50, 60, 364), (90, 60, 364), (89.5, 66, 100), (70, 66, 120)):
        rule(sheet, x0, y, x1, y)
    say(sheet, 66, 68, "乳児　12")
    say(sheet, 66, 87, "幼児　34")
    (frame,) = (item for item in layout_of(sheet)[0].items if isinstance(item, Grid))
    assert [cell.grids for cell in frame.cells] == [()]


def test_a_band_of_one_cell_parts_no_table_that_ends_on_its_frame() -> None:
    """No rule between columns leads over the band, and those below it reach the frame's."""
    sheet = page()
    rows = ("区分 R5 R6", "本館", "乳児 12 34", "分館", "乳児 56 78")
    end = 70.0 + 14 * len(rows)
    for k, row in enumerate(rows):
        y = 70.0 + 14 * k
        rule(sheet, 64, y, 264, y)
        for x, text in zip((66.0, 166.0, 216.0), row.split(), strict=False):
            say(sheet, x, y + 10, text)
        for wall in (160.0, 210.0) if " " in row else ():
            rule(sheet, wall, y, wall, y + 14)
    rule(sheet, 64, end, 264, end)
    say(sheet, 66, 66, "表の名")
    for x in FRAME[1:]:
        rule(sheet, x, 50, x, end + 1.5)
    for y in (50.0, end + 1.5):
        rule(sheet, FRAME[1], y, FRAME[2], y)
    (frame,) = (item for item in layout_of(sheet)[0].items if isinstance(item, Grid))
    (grid,) = frame.cells[0].grids
    assert [[(cell.text, cell.colspan) for cell in row] for row in grid.rows] == [
        [(text, 3 if row.isalpha() else 1) for text in row.split()] for row in rows
    ]


@pytest.mark.parametrize("off", [0.9, 0.0], ids=["over the wall", "on the wall"])
def test_the_last_rule_of_a_table_is_in_the_cell_that_it_closes_though_the_one_below_is_smaller(off: float) -> None:
    """The last row's name stands beside two lines: without the rule below these they are no row."""
    sheet = page()
    for x in FRAME[1:]:
        rule(sheet, x, 50, x, 160)
    for y in (50.0, 130.0, 160.0):
        rule(sheet, FRAME[1], y, FRAME[2], y)
    for k, row in enumerate(("相手 内容", "商店会 夏祭りの休憩所の運営", "大学 見学の受入れ")):
        rule(sheet, 64, 60 + 14 * k, 264, 60 + 14 * k)
        for x, text in zip((66.0, 126.0), row.split(), strict=True):
            say(sheet, x, 70 + 14 * k, text)
    rule(sheet, 64, 102, 264, 102)
    for x, y, text in ((126.0, 112.0, "助成金の案内、調"), (66.0, 117.0, "協議会"), (126.0, 122.0, "整")):
        say(sheet, x, y, text)
    rule(sheet, 64, 130 - off, 264, 130 - off)
    say(sheet, 66, 142, "次の文。")
    (frame,) = (item for item in layout_of(sheet)[0].items if isinstance(item, Grid))
    (grid,) = frame.cells[0].grids
    assert [cell.text for cell in grid.rows[-1]] == ["協議会", "助成金の案内、調整"]
