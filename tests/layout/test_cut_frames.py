"""A frame that goes on over a page with nothing but the last rows of its table: the two stay apart, as on the page before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout import cut_frames
from pipeline.layout.model import Grid, Item
from tests.layout.drawing import layout_of, page, rule, say

WALLS = (64.0, 164.0, 264.0)
"""of the table; its frame is 4 pt wider at the left and 100 pt at the right"""
FRAME = (60.0, 364.0)
FURTHER_IN = (80.0, 164.0, 264.0)
"""the walls of another table on the page before"""
ROW = 14.0


def boxed(sheet: Sheet, xs: Sequence[float], y0: float, y1: float) -> None:
    for x in xs:
        rule(sheet, x, y0, x, y1)
    for y in (y0, y1):
        rule(sheet, xs[0], y, xs[-1], y)


def rows(sheet: Sheet, walls: Sequence[float], y: float, texts: Sequence[str]) -> float:
    """A table's rows of one column more than there are inner walls; where it ends."""
    for row in texts:
        boxed(sheet, walls, y, y + ROW)
        for x, text in zip(walls[:-1], row.split(" "), strict=False):
            say(sheet, x + 3, y + 10, text)
        y += ROW
    return y


def said(items: Sequence[Item]) -> list[object]:
    """What stands on a page, each table as its rows of cells, each cell as its text or what it holds."""
    for item in items:
        if isinstance(item, Grid):
            assert {c.col + k for c in item.cells for k in range(c.colspan)} == set(range(item.n_cols))
    return [[[said(c.items) if c.grids else c.text for c in row] for row in i.rows] if isinstance(i, Grid) else i.text for i in items]  # type: ignore[union-attr]


def over_a_page(
    rest: Sequence[float] = WALLS,
    *,
    texts: Sequence[str] = ("幼児 34",),
    beside: str = "",
    label: str = "",
    behind: str = "",
    below: str = "",
    after: str = "",
    cut: bool = False,
    table: Sequence[float] = WALLS,
    frame: Sequence[float] = FRAME,
    wider: float = 0.0,
    over: Sequence[float] = (),
) -> list[object]:
    """What is read of the second page, where a frame holds the last rows between the walls ``rest``."""
    first, second = page(), page()
    walls = [*([30.0] if label else []), *frame, *([400.0] if behind else [])]
    end = rows(first, table, 700, ("区分 R6", "乳児 12"))
    boxed(first, [*walls[:-1], walls[-1] + wider], 670, end + 0.5)
    if below:
        boxed(first, walls, end + 0.5, end + 20)
        say(first, 66, end + 14, below)
    end = rows(second, over, 50.5, ("計 46",)) if over else 50.5
    end = rows(second, rest, end, texts)
    boxed(second, walls, 50, end + 0.5)
    if after:
        boxed(second, walls, end + 0.5, end + 20)
        say(second, 66, end + 14, after)
    for sheet, y in ((first, 690.0), (second, 60.5)):
        for x, text in ((32, label), (366, behind)):
            say(sheet, x, y, text)
    say(first, 66, 690, "利用の状況")
    say(second, 300, 60.5, beside)
    if cut:
        rule(second, 30, 57, frame[0], 57)
    return said(layout_of(first, second)[1].items)


IN_FRAME = [[[[["幼児", "34"]]]]]


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        pytest.param({}, IN_FRAME, id="in its frame"),
        pytest.param({"label": "理由"}, [["理由", *IN_FRAME[0]]], id="a label before the frame"),
        pytest.param({"behind": "備考"}, [[*IN_FRAME[0], "備考"]], id="a column behind the frame"),
        pytest.param({"after": "評価の理由"}, [*IN_FRAME, ["評価の理由"]], id="a row of the form below it"),
        pytest.param({"after": "評価の理由", "label": "理由"}, [["理由", *IN_FRAME[0]], ["", "評価の理由"]], id="below a label too"),
        pytest.param({"texts": ("幼児 34", "計 46")}, [[[[["幼児", "34"], ["計", "46"]]]]], id="two rows"),
        pytest.param({"rest": (64.0, 264.0)}, [[[[["幼児"]]]]], id="a row of merged cells"),
        pytest.param({"frame": (64.0, 364.0)}, IN_FRAME, id="a frame that begins where the table does"),
        pytest.param(
            {"frame": (64.0, 364.0), "label": "理由", "after": "評価の理由"},
            [["理由", *IN_FRAME[0]], ["", "評価の理由"]],
            id="so behind a label",
        ),
        pytest.param({"frame": (64.0, 264.0)}, [["幼児", "34"]], id="a frame as wide as the table"),
        pytest.param(
            {"frame": (61.0, 364.0), "table": FURTHER_IN, "label": "理由", "after": "評価の理由"},
            [["理由", *IN_FRAME[0]], ["", "評価の理由"]],
            id="a whole table, so near its frame as the strokes of a double rule are",
        ),
        pytest.param(
            {"frame": (61.0, 267.0), "table": FURTHER_IN, "label": "理由", "after": "評価の理由"},
            [["理由", *IN_FRAME[0]], ["", "評価の理由"]],
            id="so at both sides",
        ),
        pytest.param({"frame": (61.0, 364.0), "table": FURTHER_IN}, IN_FRAME, id="so without a label"),
        pytest.param({"frame": (63.0, 264.0), "table": FURTHER_IN}, [["幼児", "34"]], id="a grid but for a rule's thickness where it was"),
        pytest.param({"rest": (64.0, 164.0, 364.0)}, IN_FRAME, id="a table that reaches the frame's right side"),
        pytest.param({"beside": "備考"}, [[[[["幼児", "34", "備考"]]]]], id="text beside it: a column of the table"),
        pytest.param({"below": "別の話"}, IN_FRAME, id="a table that did not end the page before"),
        pytest.param({"table": (64.0, 134.0, 264.0)}, IN_FRAME, id="another table than on the page before"),
        pytest.param(
            {"table": (94.0, 194.0, 264.0), "rest": (94.0, 194.0, 264.0)}, IN_FRAME, id="one set further in, as on the page before"
        ),
        pytest.param({"rest": (94.0, 194.0, 264.0)}, [["", "幼児", "34", ""]], id="one set further in than on the page before"),
        pytest.param({"over": (60.0, 164.0, 264.0)}, [["計", "46", ""], ["", "幼児", "34"]], id="a row over the white before it"),
        pytest.param({"rest": (64.0, 364.0)}, [["", "幼児"]], id="a column of ticks before the only other"),
        pytest.param(
            {"rest": (60.0, 64.0, 164.0, 364.0), "texts": (" ア 幼児", " イ 乳児")},
            [["", "ア", "幼児"], ["", "イ", "乳児"]],
            id="a column of ticks in each row",
        ),
        pytest.param({"wider": 40.0}, [["", "幼児", "34", ""]], id="a frame that the page before does not have"),
    ],
)
def test_the_rest_of_a_table_stays_in_its_frame(drawn: dict[str, Any], expected: list[object]) -> None:
    assert over_a_page(**drawn)[0] == expected


def test_what_ends_within_the_frame_stands_beside_none() -> None:
    assert over_a_page(label="理由", cut=True)[0] != [["理由", *IN_FRAME[0]]]


@pytest.mark.parametrize(
    ("goes_on", "expected"),
    [
        (FRAME, [["評価の理由"], [[[["区分", "R6"], ["乳児", "12"]]]]]),
        ((60.0, 404.0), [["評価の理由"], [[[["区分", "R6"], ["乳児", "12"]]]]]),
    ],
    ids=["the same frame", "another"],
)
def test_the_first_rows_of_a_table_stay_in_a_frame_that_goes_on_overleaf(goes_on: Sequence[float], expected: list[object]) -> None:
    first, second = page(), page()
    boxed(first, FRAME, 680, 699.5)
    say(first, 66, 692, "評価の理由")
    end = rows(first, WALLS, 700, ("区分 R6", "乳児 12"))
    boxed(first, FRAME, 699.5, end + 0.5)
    end = rows(second, WALLS, 50.5, ("幼児 34",))
    boxed(second, goes_on, 50, 100)
    say(second, 66, 90, "・続きの文。")
    assert said(layout_of(first, second)[0].items)[0] == expected


@pytest.mark.parametrize("text", ["", "次の文。"])
def test_a_page_that_begins_with_no_table_stays_as_it_is(text: str) -> None:
    first, second = page(), page()
    end = rows(first, WALLS, 700, ("区分 R6", "乳児 12"))
    boxed(first, FRAME, 670, end + 0.5)
    say(first, 66, 690, "利用の状況")
    say(second, 66, 100, text)
    assert said(layout_of(first, second)[1].items) == [text][: len(text)]


def test_without_such_a_page_before_a_grid_stays_one() -> None:
    alone, other = page(), page()
    end = rows(alone, WALLS, 50.5, ("幼児 34",))
    boxed(alone, FRAME, 50, end + 0.5)
    say(other, 66, 100, "別の文。")
    assert said(layout_of(alone)[0].items) == [[["", "幼児", "34", ""]]]
    assert said(layout_of(other, alone)[1].items) == [[["", "幼児", "34", ""]]]


def test_a_line_that_fills_its_cell_is_no_table_whose_rest_the_next_page_has() -> None:
    """As goals do whose table a page cuts between two rows."""
    first, second = page(), page()
    for sheet, y in ((first, 760.0), (second, 50.0)):
        boxed(sheet, (30.0, 130.0, 230.0), y, y + ROW)
        say(sheet, 30.5, y + 10, "安心して過ごせる場を作", spacing=0.0)
        say(sheet, 133, y + 10, "Ａ")
    assert said(layout_of(first, second)[1].items) == [[["安心して過ごせる場を作", "Ａ"]]]


def test_of_squared_paper_no_cell_is_tried_as_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its cells would be looked at with all others, which takes minutes."""
    sheets = page(), page()
    for sheet in sheets:
        for n in range(6):
            rule(sheet, 60 + 10 * n, 700, 60 + 10 * n, 750)
            rule(sheet, 60, 700 + 10 * n, 110, 700 + 10 * n)
        say(sheet, 62, 708, "紙")
    layouts = layout_of(*sheets)
    tried: list[object] = []
    monkeypatch.setattr(cut_frames, "HeldTable", lambda *given: tried.append(given))
    assert len(cut_frames.with_cut_frames(layouts)) == len(sheets)
    assert not tried
