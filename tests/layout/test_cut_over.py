"""Texts of two cells less than an em apart, under and over rules that are cut between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.layout.cut_over import parted_at_cuts
from pipeline.layout.rules import Rule
from pipeline.layout.runs import Run, run_of
from pipeline.pages.model import Glyph, Glyphs
from tests.layout.drawing import page, say, table_on, words
from tests.layout.drawing import rule as ruling

SPREAD = 1.12
"""times nine points: five letters leave less than an em between the names of two columns"""
SIZE, TOP, BOTTOM = 10.0, 190.0, 220.0
LEFT, WALL, RIGHT = 0.0, 55.0, 110.0


def run(*texts: tuple[float, str], spread: float = 0.0) -> Run:
    """Texts from their places on as one run, its letters so far apart."""
    places = [(x + (SIZE + spread) * k, ch) for x, text in texts for k, ch in enumerate(text)]
    return run_of(Glyphs.of([Glyph(x, 200, x + SIZE, 200 + SIZE, ch, SIZE, 0, 0, n) for n, (x, ch) in enumerate(places)]))


def rule(y: float, *cuts: float, x0: float = LEFT, x1: float = RIGHT) -> Rule:
    ends = [x0, *cuts, x1]
    return Rule(y, x0, x1, list(zip(ends, ends[1:], strict=False)), 0)


NEAR = run((10.0, "会の開催"), (59.0, "参加者"))
CUT = [rule(TOP, WALL), rule(BOTTOM, WALL)]


@pytest.mark.parametrize(
    ("text", "rules", "parts"),
    [
        (NEAR, CUT, ["会の開催", "参加者"]),
        (NEAR, [rule(100, 80), *CUT, rule(300, 80)], ["会の開催", "参加者"]),
        (NEAR, [rule(TOP, WALL), rule(TOP + 2, 10, x0=120, x1=200), rule(BOTTOM, WALL)], ["会の開催", "参加者"]),
        (NEAR, [rule(TOP), rule(BOTTOM, WALL)], ["会の開催参加者"]),
        (NEAR, [rule(TOP - 150, WALL), rule(TOP), rule(BOTTOM, WALL)], ["会の開催参加者"]),
        (NEAR, [rule(TOP, WALL), rule(BOTTOM), rule(BOTTOM + 200, WALL)], ["会の開催参加者"]),
        (NEAR, [rule(TOP, WALL), rule(BOTTOM, 80)], ["会の開催参加者"]),
        (NEAR, [rule(TOP, 80), rule(BOTTOM, 80)], ["会の開催参加者"]),
        (NEAR, [rule(TOP, 30), rule(BOTTOM, 30)], ["会の開催参加者"]),
        (NEAR, CUT[:1], ["会の開催参加者"]),
        (NEAR, CUT[1:], ["会の開催参加者"]),
        (run((10.0, "会の開催"), (52.0, "参加者")), CUT, ["会の開催参加者"]),
        (run((10.0, "令和"), (42.0, "年度"), spread=6.0), CUT, ["令和年度"]),
        (run((50.0, "計")), CUT, ["計"]),
    ],
    ids=[
        *(
            "cut over and under it",
            "between other rules",
            "a rule beside it",
            "no cut over it",
            "a cut above that",
            "a cut below one without",
            "cut elsewhere under it",
        ),
        *("cut behind the white", "cut before it", "no rule under it", "none over it", "too little white", "letters set apart", "a glyph"),
    ],
)
def test_a_run_is_parted_at_white_where_the_rules_over_and_under_it_are_cut(text: Run, rules: Sequence[Rule], parts: list[str]) -> None:
    assert [part.text for part in parted_at_cuts([text], rules)] == parts


def test_names_of_columns_that_wrap_and_stand_close_are_one_each() -> None:
    """Two of them were one over two columns, and the lines of the header rows of their own."""
    sheet, edges, pad = page(), (70.0, 170.0, 230.0, 290.0), 3.0
    header, rows = ["年度", "会の開催数^（回）", "会の参加者^数（人）"], [["R5年度", "6", "31"], ["R6年度", "4", "32"]]
    for y in (120.0, 150.0, 166.0, 182.0):
        for x0, x1 in pairwise(edges):
            ruling(sheet, x0, y, x1, y)
    for (x0, x1), name, *numbers in zip(pairwise(edges), header, *rows, strict=True):
        for n, text in enumerate(name.split("^")):
            say(sheet, (x0 + x1) / 2 - 4.5 * len(text) * SPREAD, 131 + 14 * n, text, 9 * SPREAD)
        for n, text in enumerate(numbers):
            say(sheet, x0 + pad if x0 == edges[0] else x1 - pad - say(page(), 0, 0, text), 162 + 16 * n, text)
    assert words(table_on(sheet)) == [[name.replace("^", "") for name in header], *rows]
