"""Glyphs held by spans are the glyphs that were given, whatever is asked of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.model import Glyph, Glyphs, Style


@st.composite
def rows(draw: st.DrawFn) -> list[Glyph]:
    """Glyphs that mostly follow each other, set alike; now and then one goes back, is set otherwise or is left out."""
    glyphs: list[Glyph] = []
    x, y, size, style, index = 50.0, 100.0, 10.0, Style.PLAIN, 0
    for letter in draw(st.text("事業ア1a", max_size=12)):
        change = draw(st.sampled_from(("", "", "", "", "back", "same place", "lower", "larger", "style", "missing")))
        x += {"back": -30.0, "same place": -size}.get(change, 0.0)
        y += 12.0 if change == "lower" else 0.0
        size += 2.0 if change == "larger" else 0.0
        style = draw(st.integers(0, 15)) if change == "style" else style & ~Style.SPACED
        index += 2 if change == "missing" else 1
        glyphs.append(Glyph(x, y - size, x + size, y, letter, size, style, 0, index))
        x += size
    return glyphs


@given(rows())
def test_what_is_given_comes_back(row: list[Glyph]) -> None:
    glyphs = Glyphs.of(row)
    assert list(glyphs) == row
    assert len(glyphs) == len(row)
    assert [*glyphs.x0] == [glyph.x0 for glyph in row]
    assert [*glyphs.x1] == [glyph.x1 for glyph in row]
    assert [*glyphs.texts] == [glyph.text for glyph in row]
    assert glyphs.sizes == [glyph.size for glyph in row]
    assert glyphs.indexes == [glyph.index for glyph in row]
    assert glyphs.spaced == {k for k, glyph in enumerate(row) if glyph.style & Style.SPACED}
    assert [glyphs.span_at(k).y1 for k in range(len(row))] == [glyph.y1 for glyph in row]


@given(rows(), st.integers(-14, 14), st.integers(-14, 14))
def test_a_part_is_that_part_of_the_glyphs(row: list[Glyph], start: int, end: int) -> None:
    assert list(Glyphs.of(row)[start:end]) == row[start:end]
    assert list(Glyphs.of(row)[start::3]) == row[start::3]


@given(rows())
def test_a_span_goes_from_left_to_right_on_one_baseline(row: list[Glyph]) -> None:
    for span in Glyphs.of(row).spans:
        assert list(span.x0) == sorted(set(span.x0))
        assert len(span.x0) == len(span.x1) == len(span.texts)
        assert len(span.x0) == 1 or not span.style & (Style.TURNED | Style.VERTICAL)


def test_glyphs_set_alike_are_one_span() -> None:
    row = [Glyph(10.0 * k, 0.0, 10.0 * k + 10, 10.0, "事", 10.0, Style.SPACED if k == 3 else 0, 0, k) for k in range(6)]
    assert [len(span.x0) for span in Glyphs.of(row).spans] == [3, 3]


def test_there_is_no_glyph_behind_the_last() -> None:
    glyphs = Glyphs.of([Glyph(0.0, 0.0, 10.0, 10.0, "事", 10.0, 0, 0, 0)])
    with pytest.raises(IndexError):
        glyphs[1]
