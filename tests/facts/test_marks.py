"""Which marks belong to a footnote and are taken off, and which signs stay."""

from __future__ import annotations

import pytest

from pipeline.facts.marks import has_odd_signs, unmarked, without_footnotes, without_raised
from tests.facts.examples import held

HEADERS = {
    "会員※1": "会員",
    "会員※1 利用者": "会員 利用者",
    "※1 会員": "会員",
    "会員（注2）数": "会員 数",
    "会員²": "会員",
    "面積m²": "面積m²",
}
CELLS = {
    "12※1": "12",
    "12※1 人": "12 人",
    "12※1 3": "12※1 3",
    "12※3人": "12※3人",
    "※1 12": "※1 12",
    "※1 約12": "※1 約12",
    "12※1(3)": "12 (3)",
    "12※1 (3)": "12 (3)",
    "①12①": "12",
    "12※1①*": "12",
    "①": "①",
    "10m²": "10m2",
    "10m³": "10m3",
}


test_a_header_without_its_footnotes = held(without_footnotes, HEADERS)


test_a_cell_without_its_own_marks = held(unmarked, CELLS)


@pytest.mark.parametrize(
    ("text", "raised", "left"),
    [
        ("6882", {3}, "688"),
        ("10m2", {3}, "10m2"),
        ("10m24", {3, 4}, "10m2"),
        ("10m5", {3}, "10m"),
        ("2人", {0}, "人"),
        ("688人数", {4}, "688人数"),
        ("688 2", {4}, "688"),
        ("688 ", set(), "688 "),
    ],
)
def test_a_raised_digit_is_a_footnotes_unless_it_is_an_exponent(text: str, raised: set[int], left: str) -> None:
    assert without_raised(text, raised) == left


def test_signs_that_would_become_digits_are_odd() -> None:
    assert [text for text in ("12", "１２", "12人", "12†", "⑫", "½", "₂", "١٢", "㋀", "㍻", "㈱") if has_odd_signs(text)] == [
        "12†",
        "⑫",
        "½",
        "₂",
        "١٢",
        "㋀",
    ]
