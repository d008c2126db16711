"""A section whose tables and text are parted by white from top to bottom: where that white is, told by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Item, PageLayout
from pipeline.outline.tables_beside import tables_beside
from tests.outline.by_hand import EM, line, part

SAID = ("・棚を替えて、話を聞いた。", "・庭を広げて、声を聞いた。", "・本を増やし、貸し出した。")
TABLE = "年度 | 人数 // ５年 | 12"


def white(said: Sequence[tuple[float, str]], tables: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """The white in em, of a cell with a line at each place (em) under the one before, and tables at these places (em) and heights."""
    frame = part(1, "x", edges=(0, 60)).grid
    grid = replace(frame, cells=(replace(frame.cells[0], items=tuple(items_of(said, tables))),))
    return white_on([grid])


def items_of(said: Sequence[tuple[float, str]], tables: Sequence[tuple[float, float]]) -> list[Item]:
    lines = [line(60.0 + 14 * n, (x, text)) for n, (x, text) in enumerate(said)]
    return [*lines, *(part(1, TABLE, edges=(x, x + 5, x + 10), y=y).grid for x, y in tables)]


def white_on(*pages: Sequence[Item]) -> list[tuple[int, int]]:
    """The white in em, of pages with these items."""
    layouts = [PageLayout(n, 595, 842, tuple(items), (), ()) for n, items in enumerate(pages, 1)]
    return [(round(place.white[0] / EM), round(place.white[1] / EM)) for place in tables_beside(layouts, form_rules())]


def at(x: float, *more: tuple[float, str]) -> list[tuple[float, str]]:
    return [*((x, text) for text in SAID), *more]


OVER = ((0.0, 60.0), (0.0, 120.0))


@pytest.mark.parametrize(
    ("said", "tables", "wanted"),
    [
        (at(11.0), OVER, [(10, 11)]),
        (at(0.0), [(14.0, 60.0), (14.0, 120.0)], [(13, 14)]),
        (at(0.0, (14.0, "※数え方を変えた。")), [(14.0, 60.0)], [(13, 14)]),
        # two items, or items that end no sentence, or sentences without a mark
        (at(11.0)[:2], OVER, [(10, 11)]),
        ([(11.0, text.removesuffix("。")) for text in SAID], OVER, [(10, 11)]),
        ([(11.0, text.removeprefix("・")) for text in SAID], OVER, [(10, 11)]),
        # text that runs over the white, too near to the tables, on both sides, of one item, below the tables, or a label
        (at(11.0, (0.0, "・広間の模様替えを行い、見守りを増やした。")), OVER, []),
        (at(10.2), OVER, []),
        (at(11.0, (0.0, "声を聞いた。")), OVER, []),
        (at(11.0)[:1], OVER, []),
        (at(11.0), [(0.0, 400.0)], []),
        (at(11.0, (11.0, "評価の理由（区）")), OVER, []),
        # text that begins anywhere, names of rows, notes, no text at all
        ([(11.0 + 4 * n, text) for n, text in enumerate(SAID)], OVER, []),
        ([(11.0, text.removesuffix("。").removeprefix("・")) for text in SAID], OVER, []),
        ([(11.0, "※数え方を変えた。"), (11.0, "※会員を含む。")], OVER, []),
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


def test_a_caption_beside_a_full_line_is_parted_from_it_by_less_white_than_parts_a_line_s_words() -> None:
    lines = [line(60.0, (0.0, "●人数の推移"), (6.5, "・棚を替えて、話を聞いた。")), line(74.0, (6.5, "・庭を広げた。"))]
    table = part(1, TABLE, edges=(0, 3, 6), y=71).grid
    frame = part(1, "x", edges=(0, 60)).grid
    assert white_on([replace(frame, cells=(replace(frame.cells[0], items=(*lines, table)),))]) == [(6, 6)]


LABEL, OTHER = line(40.0, (0.0, "評価の理由（法人）")), line(40.0, (0.0, "目指す拠点の姿"))
BELOW = [line(200.0, (0.0, "評価の理由（区）")), line(214.0, (0.0, "・広間の模様替えを行い、見守りを増やした。"))]


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        ([[LABEL, *items_of(at(11.0), OVER), *BELOW]], [(10, 11)]),
        ([[LABEL], [*items_of(at(11.0), OVER), *BELOW]], [(10, 11)]),
        # under a label of no sentences, behind a project's heading, under none
        ([[OTHER, *items_of(at(11.0), OVER), *BELOW]], []),
        ([[LABEL], [line(40.0, (0.0, "２　子育て相談事業")), *items_of(at(11.0), OVER)]], []),
        ([items_of(at(11.0), OVER)], []),
    ],
)
def test_without_a_frame_white_parts_what_stands_between_two_labels(pages: Sequence[Sequence[Item]], wanted: list[tuple[int, int]]) -> None:
    assert white_on(*pages) == wanted
