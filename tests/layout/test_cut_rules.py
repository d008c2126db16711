"""Rules that a printer driver cut at any place are put together; the borders of cells, each drawn by itself, are left as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.layout import layouts_of
from pipeline.layout.cut_rules import with_whole_rules
from pipeline.layout.model import Grid
from pipeline.pages import read_pages
from pipeline.pages.model import Glyphs, Page, Ruling
from tests.layout import drawing

XS, YS = tuple(50.0 + 100 * n for n in range(5)), tuple(100.0 + 40 * n for n in range(12))
STEP = 37.0
"""points from one cut to the next; each rule is cut at other places than the one before"""


def page(rules: Iterable[Ruling], number: int = 1) -> Page:
    return Page(number, 595, 842, Glyphs.of([]), (), tuple(rules), (), (), ())


def level(y: float, places: Sequence[float], color: int = 0) -> list[Ruling]:
    return [Ruling(a, y, b, y, 0.75, color) for a, b in pairwise(places)]


def upright(x: float, places: Sequence[float], color: int = 0) -> list[Ruling]:
    return [Ruling(x, a, x, b, 0.75, color) for a, b in pairwise(places)]


def cut(n: int, ends: Sequence[float]) -> list[float]:
    """Where the rule of some number begins, is cut, and ends."""
    first = ends[0] + 5 + (n * 11) % STEP
    return [ends[0], *(first + STEP * k for k in range(20) if first + STEP * k < ends[-1] - 5), ends[-1]]


WHOLE = [*(rule for y in YS for rule in level(y, XS[:: len(XS) - 1])), *(rule for x in XS for rule in upright(x, YS[:: len(YS) - 1]))]
CELLS = [*(rule for y in YS for rule in level(y, XS)), *(rule for x in XS for rule in upright(x, YS))]
CUT_LEVELS = [rule for n, y in enumerate(YS) for rule in level(y, cut(n, XS))]
CUT_UPRIGHTS = [rule for n, x in enumerate(XS) for rule in upright(x, cut(n, YS))]
CUT = [*CUT_LEVELS, *CUT_UPRIGHTS]
TWICE = [*CUT, *(rule._replace(y0=rule.y0 + 0.1, y1=rule.y1 + 0.1) for rule in CUT_LEVELS)]


def said(rules: Iterable[Ruling]) -> list[tuple[int, ...]]:
    return sorted(tuple(round(place) for place in rule[:4]) for rule in rules)


@pytest.mark.parametrize("rules", [CUT, TWICE], ids=["once", "each piece twice"])
def test_rules_cut_at_any_place_are_whole(rules: Sequence[Ruling]) -> None:
    (found,) = with_whole_rules([page(rules)])
    assert said(found.rulings) == said(WHOLE)
    assert {rule.thickness for rule in found.rulings} == {0.75}


@pytest.mark.parametrize(
    "rules",
    [
        CELLS,
        WHOLE,
        [*CUT_LEVELS, *(rule for x in XS for rule in upright(x, YS))],
        [*(rule for y in YS for rule in level(y, XS)), *CUT_UPRIGHTS],
        [rule for y in YS for rule in level(y, XS)],
        [*level(YS[0], cut(0, XS)), *upright(XS[0], cut(1, YS))],
    ],
    ids=["borders of cells", "whole rules", "level ones alone", "upright ones alone", "borders of cells without walls", "few"],
)
def test_rules_whose_pieces_may_show_cells_are_left(rules: Sequence[Ruling]) -> None:
    (found,) = with_whole_rules([page(rules)])
    assert list(found.rulings) == rules


def test_pieces_of_cells_are_told_from_others_by_the_whole_document() -> None:
    pages = [page(CUT), page(level(YS[0], cut(0, XS)), 2)]
    assert [said(found.rulings) for found in with_whole_rules(pages)] == [said(WHOLE), said(level(YS[0], XS[:: len(XS) - 1]))]


def test_columns_of_words_between_three_cut_rules_are_read_as_between_whole_ones() -> None:
    rows = (("連携先", "内容"), ("木工の会", "遊具の手入れ"), ("図書館", "読み聞かせの会"), ("保健所", "歯の相談"), ("大学", "調査"))
    sheet = drawing.page()
    for n, row in enumerate(rows):
        for x, text in zip((60.0, 200.0), row, strict=True):
            drawing.say(sheet, x, 600.0 + 16 * n, text)
    (drawn,) = read_pages(written([sheet], Press()))
    three = (586.0, 605.0, 672.0)
    whole = [rule for y in three for rule in level(y, (50.0, 350.0))]
    pieces = [rule for n, y in enumerate(three) for rule in level(y, cut(n, (50.0, 350.0)))]
    as_whole, as_pieces = (shapes(replace(drawn, rulings=tuple(rules))) for rules in ([*WHOLE, *whole], [*CUT, *pieces]))
    assert as_pieces == as_whole
    assert as_whole[-1][1] == len(rows[0])


def shapes(one: Page) -> list[tuple[int, int]]:
    """How many rows and columns the grids of a page have."""
    return [(item.n_rows, item.n_cols) for item in layouts_of([one])[0].items if isinstance(item, Grid)]


CELL = 25.0
TEXT = "地域の子育て家庭が気軽に集い、交流できる場をつくる。"


@pytest.mark.parametrize(
    ("rows", "lines", "off", "is_cut"),
    [
        pytest.param(12, [TEXT] * 12, -4, True, id="over them"),
        pytest.param(12, [TEXT] * 12, 10, True, id="under them"),
        pytest.param(12, [TEXT] * 12, 20, False, id="in the middle of high rows"),
        pytest.param(12, [TEXT] * 5, -4, False, id="where some texts are wider than their cells"),
        pytest.param(2, [TEXT] * 2, -4, False, id="few"),
        pytest.param(12, ["歳児"] * 12, -4, False, id="in a cell"),
    ],
)
def test_pieces_that_text_goes_on_over_are_no_cells(rows: int, lines: Sequence[str], off: float, is_cut: bool) -> None:
    """Drivers cut all rules that are as long alike: no joint is alone."""
    sheet = drawing.page()
    for y, text in zip(YS, lines, strict=False):
        drawing.say(sheet, XS[0] + 2, y + off, text)
    (drawn,) = read_pages(written([sheet], Press()))
    pieces = [rule for y in YS[:rows] for rule in level(y, [XS[0] + CELL * n for n in range(17)])]
    (found,) = with_whole_rules([replace(drawn, rulings=tuple(pieces))])
    assert said(found.rulings) == said([rule for y in YS for rule in level(y, (XS[0], XS[-1]))] if is_cut else pieces)


def test_text_that_goes_on_over_squared_paper_is_over_its_walls() -> None:
    sheet = drawing.page()
    for y in YS:
        drawing.say(sheet, XS[0] + 2, y - 4, TEXT)
    (drawn,) = read_pages(written([sheet], Press()))
    places = [XS[0] + CELL * n for n in range(17)]
    pieces = [*(rule for y in YS for rule in level(y, places)), *(rule for x in places for rule in upright(x, YS))]
    (found,) = with_whole_rules([replace(drawn, rulings=tuple(pieces))])
    assert said(found.rulings) == said(pieces)
