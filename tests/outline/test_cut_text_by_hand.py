"""Text that a page's end or a clip cuts off, told by hand: rows, what stands below them, and glyphs that are hidden around a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.layout.model import Grid, Item, PageLayout
from pipeline.outline.cut_text import cut_off, hidden_below, hidden_beside
from pipeline.outline.units import LabelUnit
from pipeline.pages.model import Glyph, Glyphs, Page, Ruling
from tests.outline.by_hand import line, part

EDGES = (0.0, 5.0, 20.0)
SAID = "広間を開いて初めての人も来て"
"""from 55 to 195, at heights of 64 to 74, in a cell from 50 to 200 that ends at 80"""


def page(*hidden: Glyph, rulings: Sequence[Ruling] = ()) -> Page:
    return Page(1, 595, 842, Glyphs(()), hidden, tuple(rulings), (), (), ())


def layout(*items: Item, number: int = 1) -> PageLayout:
    return PageLayout(number, 595, 842, items, (), ())


def glyph(x: float, y: float, size: float = 10.0) -> Glyph:
    return Glyph(x, y, x + size, y + size, "隠", size, 0, 0, 9000)


@pytest.mark.parametrize(
    ("hidden", "is_told"),
    [
        (glyph(196, 64), True),
        (glyph(197, 64, 8), False),
        (glyph(44, 64), True),
        (glyph(46, 64), False),
        (glyph(44, 70), False),
    ],
    ids=["behind the line", "smaller", "before it", "before it, within the cell", "before it, lower"],
)
def test_a_line_goes_on_beyond_the_wall_of_its_cell_in_what_a_clip_hides(hidden: Glyph, is_told: bool) -> None:
    assert bool(list(hidden_beside([page(hidden)], [layout(part(1, f"評価 | {SAID}", edges=EDGES).grid)]))) is is_told


@pytest.mark.parametrize(
    ("said", "hidden", "is_told"),
    [
        ("25", ("4", 75.0, 64.0), True),
        ("25", ("4", 77.0, 64.0), False),
        ("25", ("4", 75.0, 70.0), False),
        ("25", ("隠", 75.0, 64.0), False),
        ("25人", ("4", 85.0, 64.0), False),
    ],
    ids=["the next digit", "apart", "lower", "no digit", "behind what is counted"],
)
def test_a_number_goes_on_in_a_digit_that_a_clip_hides(said: str, hidden: tuple[str, float, float], is_told: bool) -> None:
    text, x, y = hidden
    made = Glyph(x, y, x + 10, y + 10, text, 10.0, 0, 0, 9000)
    assert bool(list(hidden_beside([page(made)], [layout(part(1, f"評価 | {said}", edges=EDGES).grid)]))) is is_told


def test_a_line_that_runs_down_goes_on_in_nothing_beside_it() -> None:
    grid = part(1, f"評価 | {SAID}", edges=EDGES, within={SAID: [replace(line(64, (5.5, SAID)), vertical=True)]}).grid
    assert list(hidden_beside([page(glyph(196, 64))], [layout(grid)])) == []


BELOW = glyph(55, 74)
LIST = line(74, (0.5, "一覧表の"))


@pytest.mark.parametrize(
    ("hidden", "beside", "is_told"),
    [
        ((BELOW,), (), True),
        ((glyph(55, 74, 8),), (), False),
        ((BELOW._replace(color=0xFFFFFF),), (), False),
        ((BELOW, glyph(55, 64)), (), False),
        ((BELOW, glyph(30, 64)), (), True),
        ((BELOW, glyph(45, 74)), (LIST,), False),
        ((BELOW, glyph(45, 200)), (line(200, (0.5, "一覧表の")),), True),
    ],
    ids=[
        *("a next line", "smaller type", "a note in white", "the last line of a text above", "the same further left"),
        *("the end of a line of another cell", "beside the end of a line elsewhere"),
    ],
)
def test_a_cell_hides_its_next_line(hidden: Sequence[Glyph], beside: Sequence[Item], is_told: bool) -> None:
    grid = part(1, "評価 | 広間を開いて", edges=EDGES).grid
    assert bool(list(hidden_below([page(*hidden)], [layout(grid, *beside)]))) is is_told


def test_a_cell_that_its_text_alone_shows_hides_nothing() -> None:
    grid = part(1, "評価 | 広間を開いて", edges=EDGES, ruled="rows").grid
    assert list(hidden_below([page(BELOW)], [layout(grid)])) == []


def cut(*items: Item, lowest: float = 0.0, rulings: Sequence[Ruling] = (), behind: str = "ward_reason") -> list[str]:
    """What is named of a first page, where the next one begins with the label of a section and has a frame that ends so low."""
    units = [LabelUnit("operator_reason", (line(60, (0, "理由")),)), LabelUnit(behind, (line(60, (0, "理由"), page=2),))]
    frames = [part(2, "評価 | 庭", edges=EDGES, y=lowest - 20).grid] if lowest else []
    found = cut_off(units, [page(rulings=rulings), page()], [layout(*items), layout(*frames, number=2)])
    return [defect.quote for defect in found]


LAST = part(1, "評価 | 広間を開いて", edges=EDGES, y=700).grid
BELOW_LAST = (line(722, (5.5, "初めての人も")), line(732, (5.5, "来た。")))


def test_the_last_of_the_lines_that_run_out_of_a_page_s_last_row_is_named() -> None:
    assert cut(LAST, *BELOW_LAST) == ["来た。"]
    assert cut(LAST, *BELOW_LAST, lowest=780) == []
    assert cut(LAST, *BELOW_LAST, behind="operator_reason") == []
    assert cut(LAST, *BELOW_LAST, behind="") == []


def opened(left: float, right: float) -> Grid:
    """A frame without a lower rule of its own, of which a row stands so far within."""
    rect = LAST.rect._replace(x0=LAST.rect.x0 - left, x1=LAST.rect.x1 + right)
    return replace(LAST, rect=rect, open_bottom=True)


@pytest.mark.parametrize(("left", "right", "told"), [(20, 20, ["評価"]), (20, 0, []), (0, 20, [])])
def test_a_frame_is_cut_where_the_rules_of_a_table_within_run_through_its_end(left: float, right: float, told: list[str]) -> None:
    assert cut(opened(left, right)) == told


@pytest.mark.parametrize(
    ("ends", "told"), [([(60, 140)], []), ([(60, 100), (100, 140)], []), ([(60, 100)], ["区分"]), ([(100, 140)], ["区分"])]
)
def test_a_table_is_whole_that_rules_of_its_own_close_from_side_to_side(ends: list[tuple[float, float]], told: list[str]) -> None:
    inner = part(1, "区分 | 回", edges=(6, 10, 14), y=700).grid
    grid = part(1, "評価 | 表", edges=EDGES, y=700, within={"表": [inner]}).grid
    assert cut(grid, rulings=[Ruling(left, 720, right, 720, 0.5, 0) for left, right in ends]) == told
