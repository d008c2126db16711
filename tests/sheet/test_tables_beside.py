"""A cell whose tables and text are parted by white from top to bottom: where that white is, told by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.layout.model import Item, PageLayout
from pipeline.sheet.form_rules import form_rules
from pipeline.sheet.tables_beside import tables_beside
from tests.sheet.by_hand import EM, line, part

SAID = ("・棚を替えて、話を聞いた。", "・庭を広げて、声を聞いた。", "・本を増やし、貸し出した。")
TABLE = "年度 | 人数 // ５年 | 12"


def white(said: Sequence[tuple[float, str]], tables: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """The white in em, of a cell with a line at each place (em) under the one before, and tables at these places (em) and heights."""
    items: list[Item] = [line(60.0 + 14 * n, (x, text)) for n, (x, text) in enumerate(said)]
    items += [part(1, TABLE, edges=(x, x + 5, x + 10), y=y).grid for x, y in tables]
    frame = part(1, "x", edges=(0, 60)).grid
    grid = replace(frame, cells=(replace(frame.cells[0], items=tuple(items)),))
    layout = PageLayout(1, 595, 842, (grid,), (), ())
    return [(round(place.white[0] / EM), round(place.white[1] / EM)) for place in tables_beside([layout], form_rules())]


def at(x: float, *more: tuple[float, str]) -> list[tuple[float, str]]:
    return [*((x, text) for text in SAID), *more]


OVER = ((0.0, 60.0), (0.0, 120.0))


@pytest.mark.parametrize(
    ("said", "tables", "wanted"),
    [
        (at(11.0), OVER, [(10, 11)]),
        (at(0.0), [(14.0, 60.0), (14.0, 120.0)], [(13, 14)]),
        (at(0.0, (14.0, "※数え方を変えた。")), [(14.0, 60.0)], [(13, 14)]),
        # text that runs over the white, too near to the tables, on both sides, in too few sentences, below the tables, or a label
        (at(11.0, (0.0, "・広間の模様替えを行い、見守りを増やした。")), OVER, []),
        (at(10.2), OVER, []),
        (at(11.0, (0.0, "声を聞いた。")), OVER, []),
        (at(11.0)[:2], OVER, []),
        ([(11.0, text.removesuffix("。")) for text in SAID], OVER, []),
        (at(11.0), [(0.0, 400.0)], []),
        (at(11.0, (11.0, "評価の理由（区）")), OVER, []),
        # text that begins anywhere, text of one sentence, no text at all
        ([(11.0 + 4 * n, text) for n, text in enumerate(SAID)], OVER, []),
        ([*at(11.0)[:1], *((11.0, text.removesuffix("。")) for text in SAID)], OVER, []),
        ([], OVER, []),
        # tables on both sides
        (at(0.0), [(14.0, 60.0), (0.0, 120.0)], []),
        (at(11.0), [(0.0, 60.0), (30.0, 60.0)], []),
    ],
)
def test_white_parts_the_tables_of_a_cell_from_its_text(
    said: Sequence[tuple[float, str]], tables: Sequence[tuple[float, float]], wanted: list[tuple[int, int]]
) -> None:
    assert white(said, tables) == wanted
