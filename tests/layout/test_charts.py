"""A chart is a figure with all that is printed in it, and leaves the text around it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.layout import layouts_of
from pipeline.layout.figures import figure_rects
from pipeline.layout.model import Figure
from pipeline.pages import read_pages
from pipeline.pages.model import Area, Glyphs, Page
from tests.layout.drawing import grids, layout_of, page, plain_table, rule, say, texts, words
from tests.layout.test_traps import frame


def test_a_chart_is_a_figure_with_its_numbers() -> None:
    sheet = page()
    frame(300).draw(sheet, 60, 60)
    say(sheet, 64, 95, "・グラフの前の文。")
    for k, (label, value) in enumerate((("とても良い", 48), ("良い", 27), ("普通", 5))):
        y = 120 + 20 * k
        say(sheet, 136 - 9 * len(label), y + 9, label)
        sheet.area(140, y, 140 + 4 * value, y + 12, (0.3, 0.5, 0.8))
        say(sheet, 144 + 4 * value, y + 9, str(value))
    rule(sheet, 140, 112, 140, 184)
    rule(sheet, 140, 184, 332, 184)
    for k in range(4):
        say(sheet, 138 + 60 * k, 195, str(15 * k))
    say(sheet, 64, 230, "・グラフの後の文。")
    (outer,) = grids(layout_of(sheet)[0].items)
    assert texts(outer.cells[-1].items) == ["・グラフの前の文。", "・グラフの後の文。"]
    figures = [i for i in outer.cells[-1].items if isinstance(i, Figure)]
    assert len(figures) == 1
    assert "48" in "".join(line.text for line in figures[0].lines)


def test_a_bar_as_thin_as_a_rule_is_of_its_chart_with_its_name_and_number() -> None:
    sheet = page()
    for k, (label, value) in enumerate((("とても良い", 48), ("良い", 27), ("普通", 5), ("悪い", 1))):
        y = 120 + 26 * k
        say(sheet, 136 - 9 * len(label), y + 9, label)
        sheet.fill(140, y, 140 + 2.6 * value, y + 12, (0.3, 0.5, 0.8))
        say(sheet, 144 + 2.6 * value, y + 9, str(value))
    say(sheet, 64, 260, "・グラフの後の文。")
    items = layout_of(sheet)[0].items
    assert texts(items) == ["・グラフの後の文。"]
    (figure,) = [item for item in items if isinstance(item, Figure)]
    assert {"悪い", "1"} <= {part for line in figure.lines for part in line.text.split("\u3000")}


def test_the_shadow_of_a_table_is_no_picture_of_its_own() -> None:
    """Browsers draw a shadow as an image under the table; without rules and text on it, it would be a picture."""
    sheet = page()
    rows = [["区分", "令和4年度", "令和5年度"], ["子ども", "1,204人", "1,377人"], ["大人", "980人", "1,121人"]]
    plain_table(rows, width=70).draw(sheet, 60, 100)
    (read,) = read_pages(written([sheet], Press()))
    (shaded,) = layouts_of([replace(read, pictures=(Area(55, 95, 280, 160, -1),))])
    assert words(grids(shaded.items)[0]) == rows
    (bare,) = layouts_of([replace(read, rulings=(), pictures=(Area(55, 95, 280, 160, -1),))])
    assert [type(item) for item in bare.items] == [Figure]


def test_a_mosaic_of_thousands_of_fills_is_looked_through_once() -> None:
    """Twice as many take about twice the time, not four times."""

    def seconds(many: int) -> float:
        fills = tuple(
            Area(20 + 5 * (k % 100), 20 + 5 * (k // 100), 24.5 + 5 * (k % 100), 24.5 + 5 * (k // 100), k % 3) for k in range(many)
        )
        start = process_time()
        figure_rects(Page(1, 595, 842, Glyphs(()), (), (), fills, (), ()))
        return process_time() - start

    seconds(1000)
    assert seconds(8000) < 3 * 8 * max(seconds(1000), 0.002)


def test_a_heading_under_a_chart_is_none_of_its_names() -> None:
    """Its number and its words stand apart, as two names of columns would; in a frame a chart has all that is its own."""
    for framed in (True, False):
        sheet = page()
        for k, value in enumerate((48, 27, 5)):
            sheet.area(140, 106 + 16 * k, 140 + 4 * value, 116 + 16 * k, (0.3, 0.5, 0.8))
            say(sheet, 144 + 4 * value, 114 + 16 * k, str(value))
        for a, b, c, d in ((60, 100, 380, 100), (60, 152, 380, 152), (60, 100, 60, 152), (380, 100, 380, 152)) if framed else ():
            rule(sheet, a, b, c, d)
        say(sheet, 150, 164, "①")
        say(sheet, 168, 164, "広間の工夫")
        (layout,) = layout_of(sheet)
        assert texts(layout.items) == ["①　広間の工夫"], framed


@pytest.mark.parametrize(
    ("strips", "walls", "is_chart"),
    [
        (((100, 150), (150, 180), (180, 300)), (60, 140, 500), False),
        (((100, 140), (150, 170), (180, 300)), (60, 140, 500), True),
        (((100, 150), (150, 180), (180, 300)), (60, 500), True),
    ],
    ids=["strips", "bars", "no wall at its side"],
)
def test_the_shade_of_a_blank_cell_in_strips_between_its_rules_is_no_chart(
    strips: Sequence[tuple[float, float]], walls: Sequence[float], *, is_chart: bool
) -> None:
    sheet = page()
    for y0, y1 in strips:
        sheet.area(60, y0, 140, y1, (0.8, 0.8, 0.8))
    for x in walls:
        rule(sheet, x, 100, x, 300)
    rule(sheet, 60, 100, 500, 100)
    say(sheet, 146, 115, "・広間の模様替えを行った。")
    assert bool(figure_rects(read_pages(written([sheet], Press()))[0])[0]) is is_chart


@pytest.mark.parametrize(
    ("cuts", "uprights", "below", "is_own"),
    [
        ((140, 360), (140,), 184.5, True),
        ((140, 200, 260, 320, 360), (140,), 184.5, True),
        ((140, 400), (140,), 184.5, False),
        ((140, 200, 230, 360), (140,), 184.5, True),
        ((150, 360), (140,), 184.5, False),
        ((140, 360), (140,), 190.0, False),
        ((130, 360), (130,), 184.5, False),
        ((140, 360), (140, 200, 260), 184.5, True),
    ],
    ids=[
        "whole",
        "in pieces",
        "far beyond the bars",
        "unequal pieces",
        "not from the foot",
        "below the foot",
        "away from the bars",
        "below a grid",
    ],
)
def test_the_level_axis_at_the_foot_of_the_upright_one_goes_on_to_its_last_number(
    cuts: Sequence[float], uprights: Sequence[float], below: float, *, is_own: bool
) -> None:
    sheet = page()
    say(sheet, 60, 90, "・グラフの前の文。")
    for k, length in enumerate((186, 120, 30)):
        sheet.area(140, 120 + 20 * k, 140 + length, 132 + 20 * k, (0.3, 0.5, 0.8))
    for x in uprights:
        rule(sheet, x, 112, x, 184.5)
    for x0, x1 in pairwise(cuts):
        rule(sheet, x0, below, x1, below)
    rects, _ = figure_rects(read_pages(written([sheet], Press()))[0])
    assert any(rect.x1 > 350 for rect in rects) is is_own
