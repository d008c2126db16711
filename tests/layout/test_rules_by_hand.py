"""Runs of text and level rules as tables without walls see them, each at its limits. Glyphs are 10 points wide and high, if not said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from pipeline.layout.rules import Rule, agree, band, beside, columns_between, cuts_of, rules_of, same_extent, with_page_ends, within
from pipeline.layout.runs import (
    Run,
    are_typed,
    between,
    columns_of,
    crosses,
    is_number,
    levels,
    mostly_numbers,
    names_of_groups,
    run_of,
    text_lines,
)
from pipeline.pages.model import Area, Glyph, Glyphs, Ruling, Style
from tests.layout.hand_set import fill

Place = tuple[float, float]
"""The height of a rule and where it begins."""


def run(x: float, text: str, y: float = 200.0, *, size: float = 10.0, gaps: Mapping[int, float] | None = None, style: int = 0) -> Run:
    """A run from ``x`` and ``y`` on, with so many points more before the glyphs at some places."""
    glyphs = []
    for k, char in enumerate(text):
        x += (gaps or {}).get(k, 0.0)
        glyphs.append(Glyph(x, y, x + size, y + size, char, size, 0 if k else style, 0, k))
        x += size
    return run_of(Glyphs.of(glyphs))


def rule(y: float, x0: float = 0.0, x1: float = 100.0, *, cuts: Sequence[float] = ()) -> Rule:
    ends = [x0, *cuts, x1]
    return Rule(y, x0, x1, list(zip(ends, ends[1:], strict=False)), 0)


@pytest.mark.parametrize(
    ("text", "expected"), [("12", True), ("1,684件", True), ("R5", False), ("29年度", False), ("来館", False), ("3歳児クラスの会", False)]
)
def test_a_number_counts_something_and_names_no_year(text: str, expected: bool) -> None:
    assert is_number(text) is expected


@pytest.mark.parametrize(
    ("rows", "groups"),
    [
        (["区分 R5", "南部", "広間 12", "庭 3", "北部", "堂 4"], {1, 4}),
        (["区分 R5", "南部", "広間 12", "北部", "小計"], {1}),
        (["南部", "広間 12", "北部", "堂 4"], set()),
        (["区分 R5", "南部 東部", "広間 12", "北部", "堂 4"], set()),
    ],
    ids=["two groups", "a name over another", "no header", "two names over the first row of numbers"],
)
def test_a_text_alone_over_a_row_of_numbers_heads_a_group(rows: Sequence[str], groups: set[int]) -> None:
    assert names_of_groups([[run(100 * k, text) for k, text in enumerate(row.split())] for row in rows]) == groups


def said(rows: Sequence[Sequence[Run]]) -> list[list[str]]:
    return [[one.text for one in row] for row in rows]


@pytest.mark.parametrize(
    ("second", "lines", "rows"),
    [
        (run(50, "乙", 200), [["甲", "乙"]], [["甲", "乙"]]),
        (run(50, "乙", 205), [["甲", "乙"]], [["甲", "乙"]]),
        (run(50, "乙", 206), [["甲"], ["乙"]], [["甲", "乙"]]),
        (run(50, "乙", 207), [["甲"], ["乙"]], [["甲", "乙"]]),
        (run(50, "乙", 209), [["甲"], ["乙"]], [["甲"], ["乙"]]),
        (run(50, "乙", 190), [["乙"], ["甲"]], [["乙"], ["甲"]]),
    ],
    ids=["level", "half an em lower", "lower", "beside its foot", "below it", "above it"],
)
def test_runs_share_a_line_by_their_feet_and_a_row_by_their_height(second: Run, lines: list[list[str]], rows: list[list[str]]) -> None:
    assert (said(text_lines([run(10, "甲"), second])), said(levels([run(10, "甲"), second]))) == (lines, rows)


@pytest.mark.parametrize(
    ("second", "typed"),
    [(run(32, "乙", style=Style.SPACED), True), (run(32, "乙"), False), (run(33, "乙", style=Style.SPACED), False)],
    ids=["a space", "no space", "a wide one"],
)
def test_texts_with_one_typed_space_between_them(second: Run, typed: bool) -> None:
    assert are_typed([[second, run(10, "甲")], [run(10, "丙")]]) is typed


@pytest.mark.parametrize(
    ("text", "edge", "over"),
    [
        (run(10, "来館者"), 25, True),
        (run(10, "来館者"), 41, False),
        (run(10, "来館者"), 40, False),
        (run(10, "来館者"), 9, False),
        (run(10, "来館者"), 10, False),
        (run(10, "来館者", gaps={1: 4}), 22, False),
        (run(10, "来館者", gaps={1: 2}), 21, True),
        (run(10, "来館者", gaps={1: 4}), 18, True),
        (run(10, "来館者", gaps={1: 4}), 26, True),
    ],
    ids=["within", "behind it", "at its end", "before it", "at its start", "at a gap", "at a narrow one", "before a gap", "behind one"],
)
def test_text_over_a_column_s_edge(text: Run, edge: float, over: bool) -> None:
    assert crosses(text, edge) is over


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (run(10, "甲"), {0}),
        (run(60, "甲"), {1}),
        (run(10, "甲乙", gaps={1: 30}), {0, 1}),
        (run(30, "来館者"), {0}),
        (run(35, "来館者"), {1}),
    ],
    ids=["first", "second", "in both", "over the edge, most before", "most behind"],
)
def test_the_columns_in_which_text_stands(text: Run, columns: set[int]) -> None:
    assert columns_of([text], [48]) == columns


@pytest.mark.parametrize(
    ("texts", "mostly"), [(("1", "2", "甲"), True), (("1", "甲"), False), (("", "", "1"), True), (("12人", "延べ人"), False), ((), False)]
)
def test_texts_that_are_numbers_for_the_most_part(texts: tuple[str, ...], mostly: bool) -> None:
    assert mostly_numbers(texts) is mostly


def test_runs_between_two_heights_have_their_middle_there() -> None:
    texts = [run(10, char, y) for char, y in (("甲", 193), ("乙", 195), ("丙", 215), ("丁", 217))]
    assert [one.text for one in between(texts, (200.0, 220.0))] == ["乙", "丙"]


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        ([(0, 100, 50, 100)], [(100, 0, 50, ())]),
        ([(0, 100, 50, 100), (51, 100, 90, 100)], [(100, 0, 90, (50,))]),
        ([(0, 100, 50, 100), (52, 100, 90, 100)], [(100, 0, 50, ()), (100, 52, 90, ())]),
        ([(0, 100, 50, 100), (50, 101.4, 90, 101.4)], [(100, 0, 90, (50,))]),
        ([(0, 100, 50, 100), (50, 102, 90, 102)], [(100, 0, 50, ()), (102, 50, 90, ())]),
        ([(0, 100, 50, 100), (10, 101.4, 40, 101.4)], [(100, 0, 50, ())]),
        ([(0, 100, 50, 100), (10, 100, 60, 100)], [(100, 0, 60, (10, 50))]),
        ([(0, 100, 90, 100), (10, 100, 60, 100)], [(100, 0, 90, ())]),
        ([(0, 100, 30, 100), (0, 100, 90, 100)], [(100, 0, 90, ())]),
        ([(60, 100, 90, 100), (0, 100, 50, 100)], [(100, 0, 50, ()), (100, 60, 90, ())]),
    ],
    ids=[
        "one",
        "a cut",
        "two",
        "nearly level",
        "two heights",
        "drawn twice",
        "overlapping",
        "a heavier side",
        "a heavier beginning",
        "any order",
    ],
)
def test_pieces_at_one_height_are_a_rule_with_cuts(
    rulings: Sequence[tuple[float, float, float, float]], expected: list[tuple[object, ...]]
) -> None:
    made = [Ruling(*place, 0.5, 0) for place in rulings]
    assert [(r.y, r.x0, r.x1, r.cuts) for r in rules_of(made)] == expected


@pytest.mark.parametrize(
    ("other", "alike", "inside", "aside"),
    [
        (rule(0, 3, 97), True, True, False),
        (rule(0, 5, 100), False, True, False),
        (rule(0, 0, 95), False, True, False),
        (rule(0, -5, 100), False, False, False),
        (rule(0, 0, 105), False, False, False),
        (rule(0, 97, 150), False, False, True),
        (rule(0, 95, 150), False, False, False),
    ],
    ids=["as wide", "begins later", "ends before", "begins before", "ends later", "beside", "partly beside"],
)
def test_rules_as_wide_within_and_beside(other: Rule, alike: bool, inside: bool, aside: bool) -> None:
    assert (same_extent(other, rule(0)), within(other, rule(0)), beside(other, rule(0))) == (alike, inside, aside)


def test_a_band_holds_what_stands_between_two_rules() -> None:
    texts = [run(10, "甲", 205), run(96, "乙", 205), run(102, "丙", 205), run(10, "丁", 230)]
    assert [one.text for one in band(texts, rule(200), rule(220))] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("top", "inside", "fills", "expected"),
    [
        (rule(0, cuts=(50,)), [], [], (50,)),
        (rule(0), [], [], ()),
        (rule(0), [rule(10, 40, 70, cuts=(55,))], [], (40, 55, 70)),
        (rule(0), [], [fill(0, 60, 0, 20)], (60,)),
        (rule(0), [], [fill(0, 60, -2, 20)], ()),
        (rule(0), [], [fill(0, 60, 0, 22)], ()),
        (rule(0, cuts=(3, 50, 97)), [], [], (50,)),
        (rule(0, cuts=(50,)), [], [fill(0, 53, 0, 20)], (50,)),
        (rule(0, cuts=(50,)), [], [fill(0, 55, 0, 20)], (50, 55)),
    ],
    ids=["cut", "none", "rules inside", "a shade", "a shade over it", "under it", "at the ends", "at one place", "beside each other"],
)
def test_columns_by_rules_and_shades(top: Rule, inside: list[Rule], fills: list[Area], expected: tuple[float, ...]) -> None:
    assert cuts_of(top, rule(20), inside, fills) == expected


def test_columns_by_the_rules_between_or_where_one_ends_in_the_white_of_all_bands() -> None:
    full = [rule(200), rule(220), rule(240)]
    texts = [run(0, "甲乙", 205), run(60, "丙", 205), run(0, "丁", 225), run(70, "戊", 225)]
    assert columns_between(full[0], full[1], [*full, rule(210, 30, 100)], full, texts, []) == (30,)
    assert columns_between(full[0], full[1], [*full, rule(230, 30, 100)], full, texts, []) == (30,)
    assert columns_between(full[0], full[1], full, full, texts, []) == (40,)
    named = [rule(200, cuts=(35,)), rule(210, 0, 36), *full[1:]]
    assert columns_between(named[0], full[1], named, [named[0], *full[1:]], texts, []) == (35,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [((50,), (50,), True), ((), (50,), True), ((50,), (30, 53), True), ((50,), (30, 55), False), ((50, 70), (50,), True)],
)
def test_cuts_agree_but_for_those_that_one_rule_has(one: tuple[float, ...], other: tuple[float, ...], same: bool) -> None:
    assert agree(one, other) is same


ROWS = [rule(200), rule(220)]
BEHIND = [rule(210, 40, 100, cuts=(70,)), rule(220, 0, 100, cuts=(40, 70)), rule(230, 40, 100, cuts=(70,))]


@pytest.mark.parametrize(
    ("rules", "texts", "expected"),
    [
        (ROWS, [], []),
        (ROWS, [run(10, "甲", 205)], []),
        (ROWS, [run(10, "甲", 188)], [(186, 0)]),
        (ROWS, [run(10, "甲", 188), run(50, "乙", 170)], [(168, 0)]),
        (ROWS, [run(110, "甲", 188)], []),
        (ROWS, [run(10, "甲", 192)], []),
        (ROWS, [run(10, "甲", 222)], [(234, 0)]),
        (ROWS, [run(110, "甲", 222)], []),
        (ROWS, [run(10, "甲", 218)], []),
        (BEHIND, [], [(210, 0), (230, 0)]),
        (BEHIND, [run(50, "甲", 195), run(50, "乙", 235)], [(193, 0), (247, 0)]),
        ([rule(210, 40, 100), *BEHIND[1:2], rule(230, 40, 100)], [], []),
        ([rule(210, 40, 100), *BEHIND[1:2], rule(230, 40, 100)], [run(10, "甲", 210), run(50, "乙", 210)], [(210, 0)]),
        ([rule(210, 40, 100), *BEHIND[1:2], rule(230, 40, 100)], [run(10, "甲", 220)], [(230, 0)]),
        ([rule(210, 40, 100), *BEHIND[1:2], rule(230, 40, 100)], [run(10, "●表の名前", 210), run(30, "甲乙", 220)], []),
        ([rule(210, 40, 105, cuts=(70,)), *BEHIND[1:]], [], [(230, 0)]),
        ([rule(210, -20, 100, cuts=(70,)), *BEHIND[1:]], [], [(230, 0)]),
        ([rule(210, 40, 100, cuts=(60,)), *BEHIND[1:]], [], [(230, 0)]),
    ],
    ids=[
        *("none", "text within", "above", "two lines", "beside above", "at the rule above", "below", "beside below", "at the rule below"),
        *(
            "behind a name",
            "with text",
            "without cuts",
            "a name there",
            "a name before the end",
            "a caption",
            "wider",
            "not behind",
            "other cuts",
        ),
    ],
)
def test_a_page_s_end_is_a_rule_where_text_or_a_name_goes_on(rules: list[Rule], texts: list[Run], expected: list[Place]) -> None:
    found = with_page_ends(rules, texts)
    assert [(r.y, r.x0) for r in found if r.virtual] == expected and [r for r in found if not r.virtual] == rules
