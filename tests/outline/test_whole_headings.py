"""A project's heading over several lines is one; what only stands above or below it is not its own."""

from __future__ import annotations

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Cell, Grid, PageLayout
from pipeline.outline.whole_headings import with_whole_headings
from tests.outline.by_hand import line

SUPPORT = "横浜子育てサポートシステム区支部事務局運営事業"


def texts(lines: list[str], leading: float = 14.0, *, in_cell: bool = False) -> list[str]:
    """What the lines say after the reading of headings, each so many points below the one before."""
    drawn = [line(100 + leading * k, (0.0, text)) for k, text in enumerate(lines)]
    rect = Rect(0, 90, 500, 300)
    outer = [Grid(1, rect, 1, 1, (Cell(0, 0, 1, 1, rect, tuple(drawn)),), (0, 500), (90, 300))] if in_cell else drawn
    (layout,) = with_whole_headings([PageLayout(1, 595, 842, tuple(outer), (), ())], form_rules())
    found = all_lines(layout.items)
    assert sum(len(one.glyphs) for one in found) == sum(len(one.glyphs) for one in drawn), "no glyph is lost"
    return [one.text for one in found]


@pytest.mark.parametrize("in_cell", [False, True])
@pytest.mark.parametrize(
    "lines",
    [
        [f"6　{SUPPORT[:18]}", SUPPORT[18:]],
        [f"6　{SUPPORT[:8]}", SUPPORT[8:16], SUPPORT[16:]],
        ["６　" + "　".join(SUPPORT[:18]), "　".join(SUPPORT[18:])],
        # both are headings of this project by themselves too
        ["6　横浜子育てサポートシステム", "区支部事務局運営事業"],
        ["７　利用者支援事業", "（基本型）"],
        ["【事業１】親子の居場所", "事業】"],
        ["５　人材育成・活動支援事", "業（2/2）"],
    ],
)
def test_a_wrapped_title_is_one_line(lines: list[str], in_cell: bool) -> None:
    assert texts(["前の行。", *lines, "目指す拠点の姿"], in_cell=in_cell) == ["前の行。", "".join(lines), "目指す拠点の姿"]


@pytest.mark.parametrize(
    "lines",
    [
        ["1　親子の居場所事業", "2　子育て相談事業"],
        ["事業名", "1　親子の居場所事業"],
        ["６", "利用者支援事業"],
        ["1　親子の居場所", "事業を通して、地域の輪が広がった。"],
        [f"6　{SUPPORT[:18]}", SUPPORT[18:] + "では、講座を開いた。"],
    ],
)
def test_other_lines_stay_apart(lines: list[str]) -> None:
    assert texts(lines) == lines


@pytest.mark.parametrize("leading", [0.0, 30.0])
def test_a_heading_goes_on_right_below(leading: float) -> None:
    lines = [f"6　{SUPPORT[:18]}", SUPPORT[18:]]
    assert texts(lines, leading) == lines
