"""What two engines see on a page is compared character by character; a glyph that one of them has no character for is none of it."""

from __future__ import annotations

import pytest

from pipeline.pages.agreement import unlike
from pipeline.pages.model import Glyph
from pipeline.pages.text import UNKNOWN
from pipeline.values import Box

PAGE = Box(1, 0.0, 0.0, 595.0, 842.0)


def line(text: str, x: float = 50.0) -> list[Glyph]:
    """Letters as narrow as half an em."""
    return [Glyph(x + 5 * k, 100.0, x + 5 * (k + 1), 110.0, char, 10.0, 0, 0, k) for k, char in enumerate(text)]


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (f"{UNKNOWN}ab", "lab", []),
        ("lab", f"{UNKNOWN}ab", []),
        (f"{UNKNOWN}ab", f"{UNKNOWN}ab", []),
        (f"{UNKNOWN}ab", "lac", [("b", "c")]),
        (f"{UNKNOWN}ab", "ab", []),
        ("ab", f"ab{UNKNOWN}", [("－", UNKNOWN)]),
        ("lab", "kab", [("l", "k")]),
    ],
)
def test_a_glyph_without_a_character_disagrees_with_none(mine: str, theirs: str, said: list[tuple[str, str]]) -> None:
    found = unlike(PAGE, line(mine), line(theirs, 50.0 if len(theirs) == len(mine) else 55.0))
    assert [(defect.quote, dict(defect.values)["other"]) for defect in found] == said
