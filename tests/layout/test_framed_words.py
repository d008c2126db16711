"""Words that a writer frames within a line are in no cell, and a table's cells no such frames."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.layout.assemble import text_rows
from pipeline.layout.framed_words import without_framed_words
from pipeline.layout.model import Line
from pipeline.pages import read_pages
from tests.layout.drawing import layout_of, page, rule, say

EM = 9.0
Frame = tuple[float, float, float, float]
"""From which character to which a frame reaches, and between which heights, in points"""
LINE = (91.0, 102.0)
"""points; where a line on the baseline 100 is framed"""


def framed(frames: list[Frame], words: str = "声を集めて、庭を広げた。", below: str = "") -> Sheet:
    """A page with a line of words, another 12 points below it, and frames."""
    sheet = page()
    say(sheet, 60, 100, words, EM)
    say(sheet, 60, 112, below, EM)
    for first, end, top, bottom in frames:
        x0, x1 = 60 + first * EM, 60 + end * EM
        for y in (top, bottom):
            rule(sheet, x0, y, x1, y)
        for x in (x0, x1):
            rule(sheet, x, top, x, bottom)
    return sheet


def kept(sheet: Sheet) -> int:
    (read,) = read_pages(written([sheet], Press()))
    return len(without_framed_words(read.rulings, text_rows(read)))


@pytest.mark.parametrize(
    ("frames", "many"),
    [
        pytest.param([(2, 5, *LINE)], 0, id="in the middle of a line"),
        pytest.param([(0, 5, *LINE)], 0, id="at its head"),
        pytest.param([(6, 12, *LINE)], 0, id="at its end"),
        pytest.param([(0, 12, *LINE)], 4, id="around all of it"),
        pytest.param([(2, 5, 91, 113)], 4, id="as high as two"),
        pytest.param([(2, 5, 60, 71)], 4, id="around none"),
        pytest.param([(2.5, 5, *LINE)], 4, id="beginning within a word"),
        pytest.param([(2, 5.5, *LINE)], 4, id="ending within a word"),
        pytest.param([(2, 5, *LINE), (5, 7, *LINE)], 0, id="beside another"),
        pytest.param([(2, 5, *LINE), (5, 7.5, *LINE)], 7, id="before a cell"),
        pytest.param([(2.5, 5, *LINE), (5, 7, *LINE)], 7, id="behind a cell"),
        pytest.param([(2, 5, *LINE), (5, 7.5, 60, 71)], 4, id="below a cell"),
    ],
)
def test_a_frame_around_words_of_a_line_is_no_cell(frames: list[Frame], many: int) -> None:
    assert kept(framed(frames)) == many


def test_what_stands_further_away_is_not_of_the_line() -> None:
    assert kept(framed([(4, 7, *LINE)], words="声が　庭の数")) == 4
    assert kept(framed([(3, 6, *LINE)], words="声が、庭の数")) == 0


@pytest.mark.parametrize(
    ("first", "below", "many"),
    [
        pytest.param((6, 12, *LINE), (0, 4, 103, 114), 0, id="goes on in the next line"),
        pytest.param((6, 12, *LINE), (7, 11, 103, 114), 4, id="begins right of it"),
        pytest.param((6, 11, *LINE), (0, 4, 103, 114), 4, id="ends within its line"),
        pytest.param((0, 12, *LINE), (0, 4, 103, 114), 8, id="is all of its line"),
    ],
)
def test_the_rest_of_framed_words_in_the_next_line_is_framed_too(first: Frame, below: Frame, many: int) -> None:
    said = "\u3000" * int(below[0]) + "棚を替え"
    assert kept(framed([first, below], below=said)) == many


def test_a_rule_that_goes_on_from_a_side_is_a_table_s() -> None:
    sheet = framed([(2, 5, *LINE)])
    rule(sheet, 60 + 2 * EM, 102, 60 + 2 * EM, 140)
    assert kept(sheet) == 5
    sheet = framed([(2, 5, *LINE)])
    rule(sheet, 60 + 2 * EM, 102, 200, 102)
    assert kept(sheet) == 5


def test_frames_of_two_lines_that_touch_leave_both_whole() -> None:
    (layout,) = layout_of(framed([(2, 5, *LINE), (3, 6, 102, 113)], below="砂場を替えて、棚も替えた。"))
    assert [item.text for item in layout.items if isinstance(item, Line)] == ["声を集めて、庭を広げた。", "砂場を替えて、棚も替えた。"]
    assert len(layout.items) == 2
