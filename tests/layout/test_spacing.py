"""White space between glyphs: what counts as a printed space, in ems of the gap."""

from __future__ import annotations

import pytest

from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyph, Glyphs, Style


def set_apart(first: str, gap: float, second: str, style: int) -> str:
    """Two glyphs of one em, ``gap`` em apart; the second in this style."""
    one, other = Glyph(0, 0, 10, 10, first, 10, 0, 0, 0), Glyph(10 + 10 * gap, 0, 20 + 10 * gap, 10, second, 10, style, 0, 1)
    return spaced_text(Glyphs.of((one, other)))


@pytest.mark.parametrize(
    ("first", "gap", "second", "style", "expected"),
    [
        ("業", 0.27, "5", Style.PLAIN, "業5"),
        ("業", 0.27, "5", Style.SPACED, "業 5"),
        ("業", 0.10, "実", Style.SPACED, "業 実"),
        ("業", 1.00, "実", Style.SPACED | Style.BOLD, "業\u3000実"),
        ("業", 0.00, "実", Style.SPACED, "業実"),
        ("業", -0.20, "実", Style.SPACED, "業実"),
        ("業", 0.50, "実", Style.PLAIN, "業 実"),
        ("a", 0.30, "b", Style.PLAIN, "a b"),
    ],
)
def test_a_gap_is_white_space_where_some_is_printed(first: str, gap: float, second: str, style: int, expected: str) -> None:
    assert set_apart(first, gap, second, style) == expected


def test_no_white_space_at_the_head_of_a_line() -> None:
    assert spaced_text(Glyphs.of([Glyph(30, 0, 40, 10, "業", 10, Style.SPACED, 0, 0)])) == "業"
