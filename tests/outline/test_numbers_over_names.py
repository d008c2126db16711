"""A goal's number on a line of its own over its name, in the cell beside the text below that name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.layout import bare_layouts_of
from pipeline.layout.model import Grid
from pipeline.outline.numbers_over_names import with_numbers_over_names
from pipeline.pages import read_pages
from tests.layout.drawing import page, say
from tests.sheet.small_form import LEADING, LEFT, RIGHT, box, boxed, goals, read

NAMES = (("①", "入りやすく羽を", "伸ばせる空間"), ("②", "願いをくみ取る", "工夫"))
ITEMS = (("・消毒を毎日続けた。", "・段差をなくした。"), ("・声を聞く会を開いた。", "・定員を14席に変えた。"))
WALL = LEFT + 110
Found = list[tuple[str, str | None, str]]


def found_beside(names: Sequence[Sequence[str]]) -> Found:
    """What is read of the operator's reasons where the lines of each name stand in a cell left of its items."""
    made = page()
    y = goals(made, 60) + 8
    boxed(made, y, "評価の理由（法人）")
    y += 24
    for lines, items in zip(names, ITEMS, strict=True):
        bottom = y + LEADING * max(len(lines), len(items)) + 8
        box(made, LEFT, y, WALL, bottom)
        box(made, WALL, y, RIGHT, bottom)
        for x, column in ((LEFT + 4, lines), (WALL + 4, items)):
            for n, line in enumerate(column, 1):
                say(made, x, y + n * LEADING, line)
        y = bottom
    (project,) = read(made).projects
    return [(s.kind, s.heading, s.text.text) for s in project.statements if s.section == "operator_reason"]


def test_a_number_over_a_name_is_that_of_the_heading() -> None:
    heads = [("入りやすく羽を伸ばせる空間"), ("願いをくみ取る工夫")]
    wanted = [
        row
        for head, items in zip(heads, ITEMS, strict=True)
        for row in [("heading", None, head), *[("bullet", head, item[1:]) for item in items]]
    ]
    assert found_beside(NAMES) == wanted


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        pytest.param(("①", "羽を伸ばせる", "場"), True, id="a name"),
        pytest.param(("（１）", "羽を伸ばせる"), True, id="a number in brackets"),
        pytest.param(("①", "羽を伸ばせる場に", "なってきている。"), False, id="a sentence"),
        pytest.param(("①", "・羽を伸ばせる", "場"), False, id="an item"),
        pytest.param(("①前", "羽を伸ばせる", "場"), False, id="a name behind the number"),
        pytest.param(("①", *"あいうえお"), False, id="too many lines"),
    ],
)
def test_what_stands_below_a_number(lines: Sequence[str], is_one: bool) -> None:
    made = page()
    box(made, LEFT, 60, WALL, 160)
    for n, line in enumerate(lines, 1):
        say(made, LEFT + 4, 60 + n * LEADING, line)
    (layout,) = with_numbers_over_names(bare_layouts_of(read_pages(written([made], Press()))))
    grid = layout.items[0]
    assert isinstance(grid, Grid)
    (cell,) = grid.cells
    assert [line.text for line in cell.lines] == ([lines[0] + lines[1], *lines[2:]] if is_one else list(lines))
