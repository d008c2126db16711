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
        pytest.param([(0, 6, *LINE), (6, 12, *LINE)], 7, id="around all of it, in two"),
        pytest.param([(2, 5, 91, 113)], 4, id="as high as two"),
        pytest.param([(2, 5, 60, 71)], 4, id="around none"),
        pytest.param([(2.5, 5, *LINE)], 4, id="beginning within a word"),
        pytest.param([(2, 5.5, *LINE)], 4, id="ending within a word"),
        pytest.param([(2, 5, *LINE), (5, 7, *LINE)], 0, id="beside another"),
        pytest.param([(2, 5, *LINE), (5, 7.5, *LINE)], 7, id="before a cell"),
        pytest.param([(2.5, 5, *LINE), (5, 7, *LINE)], 7, id="behind a cell"),
        pytest.param([(2, 5, *LINE), (5, 7.5, 60, 71)], 4, id="below a cell"),
        pytest.param([(1, 3, *LINE), (5, 7.5, *LINE)], 4, id="far before a cell"),
    ],
)
def test_a_frame_around_words_of_a_line_is_no_cell(frames: list[Frame], many: int) -> None:
    assert kept(framed(frames)) == many


@pytest.mark.parametrize(
    ("frame", "words", "many"),
    [
        pytest.param((3, 6), "声が、庭の数", 0, id="behind a word"),
        pytest.param((3, 6), "声が　庭の数", 4, id="behind white"),
        pytest.param((0, 2), "声が、庭の数", 0, id="before a word"),
        pytest.param((0, 2), "声が　庭の数", 4, id="before white"),
    ],
)
def test_what_stands_further_away_is_not_of_the_line(frame: tuple[float, float], words: str, many: int) -> None:
    assert kept(framed([(*frame, *LINE)], words=words)) == many


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


@pytest.mark.parametrize(
    ("frames", "words", "below", "many"),
    [
        pytest.param([(2, 6, *LINE), (0, 4, 103, 114)], "\u3000\u3000棚を替え", "庭を広げ", 8, id="below a framed line"),
        pytest.param([(6, 12, 103, 114), (0, 4, *LINE)], "棚を替え", "声を集めて、庭を広げた。", 4, id="above it"),
    ],
)
def test_framed_words_that_go_on_from_no_line_are_a_box(frames: list[Frame], words: str, below: str, many: int) -> None:
    assert kept(framed(frames, words, below)) == many


@pytest.mark.parametrize(
    ("ends", "many"),
    [
        pytest.param((78, 102, 78, 140), 5, id="down from a side"),
        pytest.param((78, 102, 200, 102), 5, id="on to the right"),
        pytest.param((30, 102, 105, 102), 5, id="on to the left"),
        pytest.param((20, 96, 40, 96), 1, id="left of it"),
        pytest.param((250, 96, 270, 96), 1, id="right of it"),
    ],
)
def test_a_rule_that_goes_on_from_a_side_is_a_table_s(ends: Frame, many: int) -> None:
    sheet = framed([(2, 5, *LINE)])
    rule(sheet, *ends)
    assert kept(sheet) == many


def test_words_between_a_rule_below_and_two_at_their_ends_are_in_no_frame() -> None:
    sheet = framed([])
    for ends in ((78, 91, 78, 102), (105, 91, 105, 102), (78, 102, 105, 102)):
        rule(sheet, *ends)
    assert kept(sheet) == 3


def test_frames_of_two_lines_that_touch_leave_both_whole() -> None:
    (layout,) = layout_of(framed([(2, 5, *LINE), (3, 6, 102, 113)], below="砂場を替えて、棚も替えた。"))
    assert [item.text for item in layout.items if isinstance(item, Line)] == ["声を集めて、庭を広げた。", "砂場を替えて、棚も替えた。"]
    assert len(layout.items) == 2
