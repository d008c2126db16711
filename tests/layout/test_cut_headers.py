"""A header that stands alone at a page's end, its names as close as words: the table without upright rules overleaf tells its columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.layout.model import Grid, Item
from tests.layout.drawing import layout_of, page, rule, say

HEADER = ((66.0, "年度"), (93.0, "発行の回数"), (147.0, "発行の部数"), (201.0, "配架の場所"))
"""nine points apart in type of nine"""
ENDS = (64.0, 252.0)
ROWS = (("R5年度", "12", "340", "56"), ("R6年度", "13", "350", "57"))
RIGHT = (90.0, 135.0, 190.0, 245.0)
"""where the numbers end"""


def end_of_page(
    header: Sequence[tuple[float, str]] = HEADER,
    *,
    top: float | None = 706.0,
    bottom: float = 720.0,
    ends: tuple[float, float] = ENDS,
    framed: bool = True,
    between: str = "",
    columns: Sequence[float] = (),
    under: str = "",
    over: str = "",
    cells: Sequence[float] = (),
    are_shaded: bool = False,
    is_boxed: bool = False,
) -> list[object]:
    """What a page ends with, where the next begins with the rows of a table, in a frame that goes on or in none; ``cells``: where its
    rules and shades part."""
    first, second = page(), page()
    for sheet, y0, y1 in ((first, 600.0, 750.0 if under else 720.0), (second, 50.0, 150.0)):
        for side in (60.0, 364.0) if framed else ():
            rule(sheet, side, y0, side, y1)
    say(first, 66, 640, "・利用者に知らせた。")
    say(first, 66, 698, "広報紙の発行")
    for left, right in pairwise([ends[0], *cells, ends[1]]):
        for height in (bottom,) if top is None else (top, bottom):
            rule(first, left, height, right, height)
        if are_shaded:
            first.fill(left, 706, right, 720, SHADE)
    for side in ends if is_boxed else ():
        rule(first, side, 706, side, 720)
    for x, text in header:
        say(first, x, 716, text)
    down = 70.0 if between or over else 50.0
    say(second, 66, 62, between or over)
    say(first, 66, 740, under)
    for sheet, y in ((first, 720.0), (first, 750.0)) if under else ((second, 50.0), (second, 70.0), (second, 150.0)) if over else ():
        rule(sheet, 60, y, 364, y)
    for k in range(3):
        rule(second, ENDS[0], down + 14 * k, ENDS[1], down + 14 * k)
    for wall in columns:
        rule(second, wall, down, wall, down + 28)
    for k, row in enumerate(ROWS):
        for right, text in zip(RIGHT, row, strict=True):
            say(second, right - 4.5 * len(text), down + 10 + 14 * k, text)
    return said(layout_of(first, second)[0].items)


def said(items: Sequence[Item]) -> list[object]:
    """The lines, a grid as those of its cells; a row of cells as what each says."""
    found: list[object] = []
    for item in items:
        if not isinstance(item, Grid):
            found.append(item.text)  # type: ignore[union-attr]
        else:
            found += [[cell.text for cell in item.cells]] if item.n_cols > 1 else [one for cell in item.cells for one in said(cell.items)]
    return found


SHADE = (0.88, 0.88, 0.88)
NAMES = [text for _, text in HEADER]
LINES = ["・利用者に知らせた。", "広報紙の発行"]


@pytest.mark.parametrize("framed", [True, False], ids=["in a frame", "in none"])
def test_its_names_are_cells(framed: bool) -> None:
    assert end_of_page(framed=framed) == [*LINES, NAMES]


@pytest.mark.parametrize("drawn", [{"is_boxed": True}, {"top": None, "are_shaded": True}], ids=["in a box", "by its shade"])
def test_its_names_are_cells_where_these_are_drawn_one_by_one(drawn: dict[str, object]) -> None:
    assert end_of_page(cells=(90.0, 140.0, 195.0), **drawn) == [*LINES, NAMES]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param({"top": None}, id="a rule below only"),
        pytest.param({"top": 694.0}, id="another line between the rules"),
        pytest.param({"ends": (64.0, 300.0)}, id="rules of another width"),
        pytest.param({"ends": (56.0, 260.0), "framed": False}, id="rules that stand out of those of the table"),
        pytest.param({"bottom": 690.0}, id="rules above only"),
        pytest.param(
            {"header": ((66.0, "年度"), (87.0, "発行の回数等"), (144.0, "発行の部数等"), (201.0, "配架の場所"))}, id="words of a text"
        ),
        pytest.param({"header": ((66.0, "年度"), (93.0, "発行の回数"), (201.0, "配架の場所"))}, id="fewer names"),
        pytest.param({"header": ((66.0, "年"), (84.0, "回"), (102.0, "部"), (201.0, "配架の場所"))}, id="names of other columns"),
        pytest.param({"header": ((93.0, "回"), (144.0, "部"))}, id="fewer letters than columns"),
        pytest.param({"between": "表の名"}, id="a text before the table overleaf"),
        pytest.param({"under": "次の文。"}, id="a row of the frame below it"),
        pytest.param({"over": "評価の理由"}, id="a row of the frame over the table overleaf"),
        pytest.param({"columns": (95.0, 140.0, 195.0)}, id="a table with upright rules"),
    ],
)
def test_else_it_stays_a_line(drawn: dict[str, object]) -> None:
    assert all(isinstance(one, str) for one in end_of_page(**drawn))  # type: ignore[arg-type]


STRIPED = (*ROWS, ("R7年度", "14", "360", "58"))
CAPTION = (120.0, "広報紙の発行")


def shaded(
    header: Sequence[tuple[float, str]] = HEADER,
    caption: Sequence[tuple[float, str]] = (CAPTION,),
    shades: Sequence[tuple[float, float, float, float]] = ((ENDS[0], 690.0, ENDS[1], 720.0),),
    color: tuple[float, float, float] = SHADE,
    over: str = "",
) -> list[object]:
    """What a page ends with: a header in a shade, with what stands over it there, of a table overleaf whose every other row is shaded."""
    first, second = page(), page()
    for shade in shades:
        first.fill(*shade, color)
    say(first, 66, 640, "・利用者に知らせた。")
    say(first, 66, 692.5, over)
    for x, text in caption:
        say(first, x, 702, text)
    for x, text in header:
        say(first, x, 716, text)
    for k, row in enumerate(STRIPED):
        if k % 2:
            second.fill(ENDS[0], 50 + 14 * k, ENDS[1], 64 + 14 * k, SHADE)
        for end, text in zip(RIGHT, row, strict=True):
            say(second, end - 4.5 * len(text), 60 + 14 * k, text)
    return said(layout_of(first, second)[0].items)


@pytest.mark.parametrize(
    ("drawn", "names"),
    [
        pytest.param({}, ["広報紙の発行", *NAMES], id="under the caption"),
        pytest.param({"caption": ()}, NAMES, id="alone"),
        pytest.param({"header": HEADER[1:]}, ["広報紙の発行", "", *NAMES[1:]], id="beside an empty corner"),
    ],
)
def test_names_in_one_shade_are_cells_of_the_striped_table_overleaf(
    drawn: dict[str, Sequence[tuple[float, str]]], names: list[str]
) -> None:
    assert shaded(**drawn) == [LINES[0], names]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param({"shades": [(64.0, 690.0, 280.0, 720.0)]}, id="a shade of another width"),
        pytest.param({"shades": [(64.0, 690.0, 150.0, 720.0), (150.0, 688.0, 252.0, 722.0)]}, id="two shades, one higher"),
        pytest.param({"shades": [(64.0, 690.0, 252.0, 712.0)]}, id="a shade that ends within the line"),
        pytest.param({"shades": [(64.0, 712.0, 252.0, 720.0)], "caption": ()}, id="one that begins within it"),
        pytest.param({"color": (0.995, 0.995, 0.995)}, id="paper"),
        pytest.param({"caption": ((100.0, "発行"), (160.0, "配架"))}, id="names over it in the shade"),
        pytest.param({"over": "広報紙の発行"}, id="a line over the caption that reaches into the shade"),
    ],
)
def test_else_they_stay_lines_in_the_shade(drawn: dict[str, object]) -> None:
    assert all(isinstance(one, str) for one in shaded(**drawn))  # type: ignore[arg-type]


def test_a_blank_page_has_no_header_of_the_table_overleaf() -> None:
    second = page()
    for k in range(3):
        rule(second, ENDS[0], 70.0 + 14 * k, ENDS[1], 70.0 + 14 * k)
    for k, row in enumerate(ROWS):
        for right, text in zip(RIGHT, row, strict=True):
            say(second, right - 4.5 * len(text), 80 + 14 * k, text)
    assert [len(layout.items) for layout in layout_of(page(), second)] == [0, 1]


WIDE = ((66.0, "年度"), (120.0, "回数"), (170.0, "部数"), (220.0, "場所"))


def bare(header: Sequence[tuple[float, str]] = WIDE, rows: Sequence[Sequence[str]] = STRIPED, boxed: bool = False) -> list[object]:
    """What a page ends with: a header without rules or in a box, of a table overleaf that has none, or a box around all."""
    first, second = page(), page()
    say(first, 66, 640, "・利用者に知らせた。")
    for x, text in header:
        say(first, x, 716, text)
    for k, row in enumerate(rows):
        for end, text in zip((90.0, 140.0, 190.0, 240.0), row, strict=False):
            say(second, end - 4.5 * len(text), 60 + 14 * k, text)
    for sheet, y0, y1 in ((first, 704.0, 720.0), (second, 48.0, 104.0)) if boxed else ():
        for y in (y0, y1):
            rule(sheet, 62, y, 244, y)
        for x in (62, 244):
            rule(sheet, x, y0, x, y1)
    return said(layout_of(first, second)[0].items)


NEAR = ((66.0, "年度"), (130.0, "回数"), (158.0, "部数"), (220.0, "場所"))


@pytest.mark.parametrize(
    ("drawn", "names"),
    [
        pytest.param({}, ["年度", "回数", "部数", "場所"], id="wide apart"),
        pytest.param({"header": WIDE[1:]}, ["", "回数", "部数", "場所"], id="beside an empty corner"),
        pytest.param({"header": NEAR}, None, id="as near as words"),
        pytest.param({"header": ((66, "R4年度"), (120, "11"), (170, "330"), (220, "55"))}, None, id="numbers"),
        pytest.param({"rows": ((*("年度", "回数", "部数", "場所"),), *STRIPED)}, None, id="a header overleaf"),
        pytest.param({"rows": [row[:2] for row in STRIPED], "header": WIDE[:2]}, None, id="one column of numbers"),
        pytest.param({"header": NEAR, "boxed": True}, ["年度", "回数", "部数", "場所"], id="as near in a box"),
    ],
)
def test_names_alone_over_a_table_without_rules_overleaf(drawn: dict[str, object], names: list[str] | None) -> None:
    *_, last = bare(**drawn)  # type: ignore[arg-type]
    assert last == names if names else isinstance(last, str)
