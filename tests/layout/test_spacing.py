"""White space between glyphs: what counts as a printed space, in ems of the gap."""

from __future__ import annotations

import pytest

from pipeline.layout.spacing import is_latin, joined, spaced_text
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
        ("a", 0.30, "業", Style.PLAIN, "a業"),
        ("a", 0.15, "b", Style.PLAIN, "ab"),
        ("é", 0.20, "b", Style.PLAIN, "é b"),
        ("a", 1.00, "b", Style.PLAIN, "a b"),
        ("業", 0.80, "実", Style.PLAIN, "業 実"),
        ("業", 1.00, "実", Style.CLOSED, "業実"),
        ("業", 1.00, "実", Style.BOLD, "業\u3000実"),
    ],
)
def test_a_gap_is_white_space_where_some_is_printed(first: str, gap: float, second: str, style: int, expected: str) -> None:
    assert set_apart(first, gap, second, style) == expected


def test_no_white_space_at_the_head_of_a_line() -> None:
    assert spaced_text(Glyphs.of([Glyph(30, 0, 40, 10, "業", 10, Style.SPACED, 0, 0)])) == "業"


@pytest.mark.parametrize(
    ("char", "expected"), [("a", True), ("7", True), ("-", False), (" ", False), ("é", True), ("業", False), ("Ａ", False)]
)
def test_words_of_latin_letters_and_digits_are_set_apart(char: str, expected: bool) -> None:
    assert is_latin(char) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("play", "room", "play room"),
        ("広間", "room", "広間room"),
        ("play", "広間", "play広間"),
        ("R7", "year", "R7year"),
        ("year", "2025", "year2025"),
        ("", "room", "room"),
        ("play", "", "play"),
    ],
)
def test_lines_are_joined_by_a_space_between_latin_words_alone(first: str, second: str, expected: str) -> None:
    assert joined(first, second).rstrip() == expected


def row(*glyphs: tuple[float, str, float, int]) -> Glyphs:
    """Glyphs of an em, or of so many points, from these places on."""
    return Glyphs.of([Glyph(x, 0, x + size, 10, text, size, style, 0, n) for n, (x, text, size, style) in enumerate(glyphs)])


def test_a_gap_is_measured_by_the_larger_type_and_closed_where_what_stood_there_is_struck_out() -> None:
    glyphs = row((0, "業", 10, Style.PLAIN), (14, "実", 10, Style.BOLD), (24, "施", 10, Style.PLAIN), (39, "日", 20, Style.CLOSED))
    assert glyphs.gaps == [4, 0, 0]
    assert row((0, "業", 10, Style.CLOSED), (14, "実", 10, Style.PLAIN)).gaps == [4]
    assert spaced_text(glyphs) == "業 実施日"
    assert spaced_text(row((0, "業", 10, Style.PLAIN), (15, "実", 20, Style.PLAIN))) == "業実"


def test_a_space_within_a_word_of_several_types_is_kept() -> None:
    glyphs = row((0, "a", 5, Style.PLAIN), (5, "b", 5, Style.BOLD), (12, "c", 5, Style.PLAIN))
    assert spaced_text(glyphs) == "ab c"
    assert spaced_text(row((0, "業", 10, Style.SPACED), (10, "実", 10, Style.BOLD), (21, "施", 10, Style.BOLD | Style.SPACED))) == "業実 施"
