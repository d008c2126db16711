"""A slip is framed where its characters stand, not over the whole text of its row."""

from __future__ import annotations

import pytest

from pipeline.pages.mupdf import pymupdf
from pipeline.proofreading import Slip, narrowed
from pipeline.values import Box, Place

WHOLE = Box(1, 50.0, 40.0, 400.0, 120.0)
LINES = ("First line with teh slip in it,", "a second one, and the the end.")


def page() -> bytes:
    document = pymupdf.open()
    drawn = document.new_page(width=420, height=200)
    for at, line in enumerate(LINES):
        drawn.insert_text((60, 60 + 20 * at), line, fontsize=12)
    return bytes(document.tobytes())


def found(quote: str, begin: int, end: int) -> Box | None:
    finding = Slip("lookalike", 1, WHOLE, quote, Place(), marked=(begin, end))
    return narrowed([finding], page())[0].box


def test_the_frame_is_that_of_the_characters() -> None:
    box = found("with teh slip", 5, 8)
    assert box is not None and 48 < box.y0 < 52 and 60 < box.y1 < 64
    assert 120 < box.x0 < 150 and 12 < box.x1 - box.x0 < 24


def test_what_goes_on_below_is_framed_on_its_first_line_and_what_lacks_after_what_stands_before() -> None:
    over = found("in it,a second", 3, 8)
    assert over is not None and over.y1 < 70 and over.x1 - over.x0 < 30
    gone = found("the end.", 8, 8)
    assert gone is not None and gone.y0 > 65 and gone.x1 - gone.x0 < 13


@pytest.mark.parametrize(("quote", "end"), [("First line", 0), ("　First line", 1)])
def test_what_lacks_at_the_beginning_and_white_before_it_keep_the_place_of_their_row(quote: str, end: int) -> None:
    assert found(quote, 0, end) == WHOLE


@pytest.mark.parametrize("quote", ["the", "not there", ""])
def test_what_is_there_twice_or_not_at_all_keeps_the_place_of_its_row(quote: str) -> None:
    assert found(quote, 0, len(quote)) == WHOLE


def test_a_file_that_cannot_be_opened_leaves_the_places_as_they_are() -> None:
    finding = Slip("lookalike", 1, WHOLE, "the", Place(), marked=(0, 3))
    assert narrowed([finding], b"no PDF") == (finding,)
