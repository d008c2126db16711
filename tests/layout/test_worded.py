"""Tables of words without any rule, some of whose cells are of several lines: which lines are rows of one, and which are text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.runs import Run
from pipeline.layout.worded import worded_grids
from tests.layout.hand_set import runs, shape

XS = (5.0, 95.0, 215.0)
LINE, ROW = 11.0, 30.0
"""pt; from line to line of a cell, and from row to row"""
Cells = Sequence[Sequence[str]]
HEAD = ("時期", "内容", "対象")
EVENTS = (HEAD, ("2024年\n5月", "水遊びと\n熱中症", "どなたでも"), ("2025年\n2月", "入園の話", "4月に入る子"))


def set_in(rows: Cells, row: float = ROW, middle: float = 0.5, xs: Sequence[float] = XS) -> list[Run]:
    """The lines of each cell, 0 at the head of its row or 0.5 in the middle; the words of the header begin a little further right."""
    made: list[Run] = []
    for n, texts in enumerate(rows):
        most = max(text.count("\n") for text in texts)
        for x, text in zip(xs, texts, strict=False):
            for k, part in enumerate(text.split("\n") if text else ()):
                y = (200.0 if n == 0 else 216.0 + row * (n - 1)) + LINE * (k + (most - text.count("\n")) * middle)
                made += runs([(x if n else x + 12, part)], y=y)
    return sorted(made, key=lambda run: (run.y1, run.x0))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (set_in(EVENTS), [(3, 3)]),
        (set_in(EVENTS, middle=0.0), [(3, 3)]),
        (set_in(EVENTS, row=22.0), []),
        (set_in(EVENTS[:2]), []),
        (set_in((HEAD, ("北の広場\n南", "水遊び\n話の会", "親子\n父母"), ("東", "入園の話", "全員")), row=23.0), []),
        (set_in((HEAD, ("北の広場\n南", "水遊び\n話の会", "親子\n父母"), ("東", "入園の話", "全員"))), [(3, 3)]),
        (set_in((HEAD, ("4月", "水遊び", "どなたでも"), ("5月", "話の会", "4月に入る子"))), []),
        (set_in((HEAD, EVENTS[1], ("2月\n3月", "", "4月に入る子"))), []),
        (set_in((("時期", "4月", "12回"), *EVENTS[1:])), []),
        (set_in((("・来館", "・電話", "・訪問"), *EVENTS[1:])), []),
        (set_in((("【表1】催し", "内容", "対象"), *EVENTS[1:])), [(3, 3)]),
        (set_in((HEAD, ("北の\n会場", "12回", "3人"), ("南の\n会場", "4回", "21人"))), []),
        (set_in([row[:2] for row in EVENTS]), [(3, 2)]),
        (set_in([row[:2] for row in EVENTS], xs=(5.0, 83.0))[1:], []),
        ([*set_in(EVENTS), *runs([(5.0, "その次の行は列の間を越えて続く文章である")], y=280.0)], [(3, 3)]),
        ([*set_in(EVENTS), *runs([(5.0, "次の見出し")], y=280.0)], [(3, 3)]),
        ([*set_in(EVENTS, middle=0.0), *runs([(5.0, "・話")], y=268.0)], [(3, 3)]),
        ([*set_in(EVENTS), *runs([(5.0, "遠くに"), (95.0, "ある行"), (215.0, "三つ")], y=310.0)], [(3, 3)]),
    ],
    ids=[
        *(
            "set in the middle",
            "set at the head",
            "rows as near as lines",
            "one row",
            "rows a dot apart",
            "full lines",
            "no cell of two lines",
            "an empty cell",
        ),
        *("numbers over it", "items of a list", "a caption in the corner", "numbers", "two columns", "two columns under no header"),
        *("text below", "a heading below", "an item below", "a row far below"),
    ],
)
def test_rows_of_words_that_stand_off_each_other(made: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert [shape(grid) for grid in worded_grids(made)] == expected


def test_terms_below_a_header_that_begins_where_they_do_are_a_list() -> None:
    """Two columns: a header stands in the middle of each, and begins elsewhere."""
    terms = [run for run in set_in([("区分", "内容"), *(row[:2] for row in EVENTS[1:])]) if run.y0 > 210]
    assert worded_grids([*runs([(5.0, "区分"), (95.0, "内容")], y=200.0), *terms]) == []
