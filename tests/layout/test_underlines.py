"""Underlined words are no rows of a table, and a table's rules no underlines."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.layout.assemble import text_rows
from pipeline.layout.model import Grid
from pipeline.layout.underlines import without_underlines
from pipeline.pages import read_pages
from tests.layout.drawing import layout_of, page, rule, say

Rule = tuple[float, float, float, float]
WORDS = "(2) 関係機関との連携"
END = 60 + 9 * 8 + 4 * 4.5
"""points; where these words end, in type of 9 points"""


def kept(*rules: Rule, words: str = WORDS) -> int:
    """How many rules are no underlines on a page whose words stand on the baseline 100."""
    sheet = page()
    say(sheet, 60, 100, words)
    for drawn in rules:
        rule(sheet, *drawn)
    (read,) = read_pages(written([sheet], Press()))
    return len(without_underlines(read.rulings, text_rows(read)))


@pytest.mark.parametrize(
    ("rules", "many"),
    [
        pytest.param([(60, 101.5, END, 101.5)], 0, id="under the words"),
        pytest.param([(60, 101.5, 78, 101.5), (78, 101.5, END, 101.5)], 0, id="in pieces"),
        pytest.param([(78, 101.5, END, 101.5)], 0, id="under the rest of the words"),
        pytest.param([(60, 106, END, 106)], 1, id="further below"),
        pytest.param([(60, 101.5, END + 20, 101.5)], 1, id="longer than the words"),
        pytest.param([(60, 101.5, END - 30, 101.5), (60, 120, END + 60, 120)], 1, id="under some words, over a longer rule"),
        pytest.param([(60, 101.5, END, 101.5), (60, 120, END, 120)], 2, id="with both ends of another rule"),
        pytest.param([(60, 101.5, END, 101.5), (END, 80, END, 120)], 2, id="where an upright rule meets it"),
        pytest.param([(200, 101.5, 260, 101.5)], 1, id="beside the words"),
        pytest.param([(60, 101.5, END, 101.5), (200, 101.5, 260, 101.5)], 1, id="before a rule at its height"),
        pytest.param([(20, 101.5, 40, 101.5), (60, 101.5, END, 101.5)], 1, id="behind a rule at its height"),
        pytest.param([(60, 101.5, END, 101.5), (70, 120, 90, 120)], 1, id="over a shorter rule"),
    ],
)
def test_a_rule_that_begins_and_ends_with_the_words_on_it_is_an_underline(rules: list[Rule], many: int) -> None:
    assert kept(*rules) == many


def test_words_far_apart_stand_in_cells() -> None:
    assert kept((60, 101.5, 60 + 9 * 9, 101.5), words="年度\u3000\u3000\u3000\u3000\u3000回数") == 1


def test_two_underlined_headings_with_items_between_are_no_table() -> None:
    sheet = page()
    for y, words in ((100, WORDS), (142, "(3) 広報の工夫")):
        end = say(sheet, 60, y, words)
        rule(sheet, 60, y + 1.5, end, y + 1.5)
    for y, words in ((114, "・18か所を定期的に回り、その場で相談を受けている。"), (128, "・助産師の専門相談と組み合わせた。")):
        say(sheet, 60, y, words)
    (layout,) = layout_of(sheet)
    assert not [item for item in layout.items if isinstance(item, Grid)]
