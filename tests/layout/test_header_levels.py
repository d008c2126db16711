"""A header of two lines that no rule parts: the names of groups of columns stand in the middle of theirs, or shades show them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.header_levels import Levels, columns_under, foot_of_shaded_header, groups_over, groups_without_rules, levels_of
from pipeline.layout.rules import Rule
from pipeline.layout.runs import Run, run_of
from pipeline.pages.model import Area, Glyph, Glyphs

EDGES = [0.0, 50.0, 100.0, 150.0, 200.0, 250.0]
SIZE = 10.0
Name = tuple[float, float, str]
"""Where its middle stands, on which line from the top, what it says."""


def rule(y: float, x0: float = 0.0, x1: float = 250.0) -> Rule:
    return Rule(y, x0, x1, [(x0, x1)], 0)


def runs(names: Sequence[Name]) -> list[Run]:
    made = []
    for middle, line, text in names:
        x, y = middle - SIZE * len(text) / 2, 102.0 + 13 * line
        glyphs = [Glyph(x + SIZE * k, y, x + SIZE * (k + 1), y + SIZE, ch, SIZE, 0, 0, k) for k, ch in enumerate(text)]
        made.append(run_of(Glyphs.of(glyphs)))
    return made


def told(levels: Levels) -> tuple[list[tuple[float, float]], list[tuple[float, float, bool, bool]]]:
    """From where to where the rules go, and the cells: left, right, whether at the top, whether at the bottom of the header."""
    cells = [(cell.x0, cell.x1, cell.y0 == 100, cell.y1 == 130) for cell in levels.cells]
    return [(found.x0, found.x1) for found in levels.rules], sorted(cells)


LOWER = [(75.0, 1, "平日"), (125.0, 1, "土日"), (175.0, 1, "平日"), (225.0, 1, "土日")]
TWO = [(100.0, 0, "R4"), (200.0, 0, "R5")]
LOWER_OF_LAST = [(x, 1.4, text) for x, _, text in LOWER[1:]]
"""a line for all but the first column"""
NOTHING: tuple[list[tuple[float, float]], list[tuple[float, float, bool, bool]]] = ([], [])


def test_names_in_the_middle_of_two_columns_each_are_over_them() -> None:
    rules, cells = told(levels_of(rule(100), rule(130), EDGES, runs([*TWO, *LOWER]), ()))
    assert rules == [(50, 150), (150, 250)]
    upper, lower = [(50, 150, True, False), (150, 250, True, False)], [(x, x + 50, False, True) for x in EDGES[1:-1]]
    assert cells == sorted([(0, 50, True, True), *upper, *lower])


def test_a_name_in_the_middle_of_both_lines_does_not_tell_where_these_part() -> None:
    """区分 stands beside them, nearer to the second: on its line, as far as one can tell."""
    (first, *_) = levels_of(rule(100), rule(130), EDGES, runs([*TWO, *LOWER, (25.0, 0.65, "区分")]), ()).rules
    assert first.y == levels_of(rule(100), rule(130), EDGES, runs([*TWO, *LOWER]), ()).rules[0].y


@pytest.mark.parametrize(
    ("shades", "is_parted"),
    [
        ([Area(0, 100, 250, 130, 1)], True),
        ([Area(x, 100, x + 50, 130, 1) for x in EDGES[:-1]], False),
        ([Area(0, 100, 250, 115, 1)], False),
    ],
    ids=["over the header", "over each column", "over a line"],
)
def test_names_on_one_shade_are_over_columns_as_those_on_white(shades: list[Area], is_parted: bool) -> None:
    """Spreadsheets paint what cells of one colour share as one area."""
    rules, _ = told(levels_of(rule(100), rule(130), EDGES, runs([*TWO, *LOWER]), shades))
    assert rules == ([(50, 150), (150, 250)] if is_parted else [])


@pytest.mark.parametrize(
    ("upper", "expected"),
    [
        ([(150.0, 0, "R4")], [(50, 250), (50, 150), (150, 250)]),
        ([(150.0, 0, "R4"), (25.0, 1, "区分")], [(50, 250), (50, 150), (150, 250)]),
        ([(75.0, 0, "R4"), (225.0, 0, "R5")], []),
    ],
    ids=["over two groups", "beside a corner", "over none"],
)
def test_names_over_those_of_groups_are_of_all_their_columns(upper: list[Name], expected: list[tuple[float, float]]) -> None:
    names = [*upper, (100.0, 1, "本館"), (200.0, 1, "分館"), *((x, 2, text) for x, _, text in LOWER)]
    found = levels_of(rule(100), rule(143), EDGES, runs(names), ())
    assert [(one.x0, one.x1) for one in found.rules] == expected
    cells = sorted((c.x0, c.x1, round(c.y0), round(c.y1)) for c in found.cells)
    groups = [(50, 150, 114, 126), (50, 250, 100, 114), (150, 250, 114, 126)]
    assert cells == (sorted([(0, 50, 100, 143), *groups, *((x, x + 50, 126, 143) for x in EDGES[1:-1])]) if expected else [])


@pytest.mark.parametrize(
    ("heights", "lower", "expected"),
    [
        ((100, 113, 130), LOWER, [(50, 150), (150, 250)]),
        ((100, 113, 130), [(x, n, str(k)) for k, (x, n, _) in enumerate(LOWER, 31)], []),
        ((100, 130), LOWER, []),
    ],
    ids=["names", "numbers", "one row"],
)
def test_where_each_line_is_a_row_of_its_own_names_are_over_names(
    heights: Sequence[float], lower: Sequence[Name], expected: list[tuple[float, float]]
) -> None:
    rules, cells = told(groups_without_rules([rule(y) for y in heights], EDGES, runs([*TWO, *lower])))
    assert (rules, cells) == ([], [(*span, True, False) for span in expected])


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([(125.0, 0.5, "計"), (175.0, 0.5, "備"), (225.0, 0.5, "他")], [(100, 150), (150, 200), (200, 250)]),
        ([(175.0, 1, "計")], [(100, 250)]),
    ],
    ids=["each has a name", "one name for all"],
)
def test_a_column_beside_the_groups_is_as_high_as_the_header(others: list[Name], expected: list[tuple[float, float]]) -> None:
    group: list[Name] = [(50.0, 0, "R4"), (25.0, 1, "平日"), (75.0, 1, "土日")]
    rules, cells = told(levels_of(rule(100), rule(130), EDGES, runs([*group, *others]), ()))
    assert rules == [(0, 100)]
    assert [cell for cell in cells if cell[0] >= 100] == [(*span, True, True) for span in expected]


@pytest.mark.parametrize("at", [1.0, 0.5], ids=["beside the months", "between the lines"])
def test_groups_of_unlike_width_are_shared_out_by_their_middles(at: float) -> None:
    """Nine months of a year and three of the next: the name of the first stands nearer to its last month than to its first."""
    edges = [0.0, *(50.0 + 20 * n for n in range(13)), 330.0]
    months = [(60.0 + 20 * n, 1, str((n + 3) % 12 + 1)) for n in range(12)]
    names = [(140.0, 0, "R6年"), (260.0, 0, "R7年"), (25.0, at, "区分"), (310.0, at, "計"), *months]
    found = levels_of(rule(100, x1=330), rule(130, x1=330), edges, runs(names), ())
    assert [(r.x0, r.x1) for r in found.rules] == [(50, 230), (230, 290)]
    whole = [(cell.x0, cell.x1) for cell in found.cells if (cell.y0, cell.y1) == (100, 130)]
    assert whole == [(0, 50), (290, 330)]


@pytest.mark.parametrize(
    "names",
    [
        LOWER,
        [(100, 0, "R4"), *LOWER],
        [(75, 0, "R4"), (125, 0, "R5"), *LOWER],
        [(120, 0, "R4"), (180, 0, "R5"), *LOWER],
        [(75, 0, "R4"), (175, 0, "R5"), *LOWER],
        [(75, 0, "R4"), (150, 0, "R5"), *LOWER],
        [(100, 0, "R4"), (100, 1, "上半"), (100, 2, "期計"), *((x, 3, text) for x, _, text in LOWER)],
        [(75, 0, "年間"), (125, 0, "新規"), (175, 0, "年間"), (225, 0, "新規"), *LOWER],
        [],
    ],
    ids=[
        "one line",
        "two columns without a name",
        "over one column each",
        "out of the middle",
        "over the first of two",
        "a name left over",
        "four lines",
        "wrapped names",
        "nothing",
    ],
)
def test_a_header_without_groups(names: list[Name]) -> None:
    assert told(levels_of(rule(100), rule(130 if len(names) < 7 else 156), EDGES, runs(names), ())) == NOTHING


@pytest.mark.parametrize(
    ("others", "is_one"),
    [
        ([(75, 0.9, "平"), (75, 1.9, "日"), *LOWER_OF_LAST], True),
        ([(75, 1.4, "平"), (75, 2.4, "日"), *LOWER_OF_LAST], True),
        ([(75, 0.4, "平"), (75, 1.4, "日"), (75, 2.4, "者"), *LOWER_OF_LAST], True),
        ([(75, 2.4, "平"), (75, 3.4, "日"), *LOWER_OF_LAST], False),
        ([(x, line, text) for x in (75, 175) for line, text in ((0.9, "平"), (1.9, "日"))] + [(125, 1.4, "計"), (225, 1.4, "計")], True),
        ([(x, line, text) for x in (75, 175) for line, text in ((0.9, "平"), (1.9, "日"))] + [(125, 2.9, "計"), (225, 2.9, "計")], False),
    ],
    ids=["around the line", "from it on", "of three lines", "below it", "beside others of one line", "over others of one line"],
)
def test_wrapped_names_of_columns_are_one_line_under_those_of_groups(others: list[Name], is_one: bool) -> None:
    found = levels_of(rule(88), rule(160), EDGES, runs([(100.0, -0.8, "R4"), (200.0, -0.8, "R5"), *others]), ())
    assert [(rule.x0, rule.x1) for rule in found.rules] == ([(50, 150), (150, 250)] if is_one else [])


def test_shades_above_each_other_are_parted_where_one_ends() -> None:
    fills = [
        Area(0, 100, 50, 130, 1),
        Area(50, 100, 150, 115, 1),
        *(Area(x, 115, x + 50, 130, 1) for x in (50, 100)),
    ]
    assert told(levels_of(rule(100), rule(130), EDGES, [], fills))[0] == [(50, 150)]
    apart = [*fills, Area(200, 100, 250, 115, 1), Area(200, 115, 250, 130, 1)]
    assert told(levels_of(rule(100), rule(130), EDGES, [], apart))[0] == [(50, 150), (200, 250)]
    stepped = [
        Area(0, 100, 50, 115, 1),
        Area(0, 115, 50, 130, 1),
        Area(50, 100, 100, 120, 1),
        Area(50, 120, 100, 130, 1),
    ]
    assert [(found.y, found.x0, found.x1) for found in levels_of(rule(100), rule(130), EDGES, [], stepped).rules] == [
        (115, 0, 50),
        (120, 50, 100),
    ]


@pytest.mark.parametrize(
    ("fills", "foot"),
    [
        ([Area(50, 99, 250, 115, 1), Area(200, 115, 250, 130, 1), Area(200, 130, 250, 145, 2), Area(200, 145, 250, 160, 1)], 130),
        ([Area(50, 99, 240, 115, 1)], 100),
        ([Area(50, 99, 250, 115, 1), Area(50, 120, 250, 135, 1)], 115),
        ([], 100),
    ],
    ids=["two levels over stripes", "not at its end", "a row further down", "none"],
)
def test_how_far_down_the_shades_of_a_header_go(fills: list[Area], foot: float) -> None:
    assert foot_of_shaded_header(rule(100), fills) == foot


@pytest.mark.parametrize(
    "fills",
    [
        [Area(50, 60, 150, 75, 1), Area(50, 75, 150, 90, 1)],
        [Area(300, 100, 350, 115, 1), Area(300, 115, 350, 130, 1)],
        [Area(0, 100, 100, 115, 1), Area(150, 115, 250, 130, 1)],
        [Area(0, 100, 250, 130, 1)],
    ],
    ids=["above the header", "beside it", "not above each other", "one shade"],
)
def test_shades_that_part_nothing(fills: list[Area]) -> None:
    assert not levels_of(rule(100), rule(130), EDGES, [], fills).rules


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([*TWO, *LOWER], [(50, 150, True, False), (150, 250, True, False)]),
        ([(100, 0, "R4"), *LOWER], []),
        ([(75, 0, "R4"), (125, 0, "R5"), (175, 0, "R6"), (225, 0, "R7"), *LOWER], []),
        ([(25, 0, "区分"), *TWO, *LOWER], [(50, 150, True, False), (150, 250, True, False)]),
    ],
)
def test_names_over_a_rule_within_the_header(names: list[Name], expected: list[tuple[float, float, bool, bool]]) -> None:
    assert told(groups_over([rule(113.5, 50, 250)], rule(100), rule(130), EDGES, runs(names)))[1] == expected


@pytest.mark.parametrize(("columns", "groups"), [(4, [(0, 2), (2, 4)]), (62, [])], ids=["few", "more than a page has"])
def test_names_over_halves_of_the_columns(columns: int, groups: list[tuple[int, int]]) -> None:
    edges, half = [50.0 * n for n in range(columns + 1)], 25.0 * columns / 2
    names = [(25.0 + 50 * n, 1.0, f"{n % (columns // 2)}") for n in range(columns)]
    assert columns_under(runs([(half, 0, "R4"), (3 * half, 0, "R5")]), runs(names), edges) == groups


@pytest.mark.parametrize(("behind", "groups"), [("計", [(0, 2), (2, 4)]), ("計男", [])], ids=["one column", "two columns"])
def test_one_column_behind_the_groups_may_have_no_name_over_it(behind: str, groups: list[tuple[int, int]]) -> None:
    lower = [(25.0 + 50 * n, 1.0, text) for n, text in enumerate(["平日", "土日", "昼間", "夜間", *behind])]
    edges = [50.0 * n for n in range(len(lower) + 1)]
    assert columns_under(runs([(50.0, 0, "R4"), (150.0, 0, "R5")]), runs(lower), edges) == groups


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        ([(100, 1, "区内"), (200, 1, "区外")], [(50, 150, 113.5, 126.5), (50, 250, 100, 113.5), (150, 250, 113.5, 126.5)]),
        ([(75, 1, "区内"), (125, 1, "区外"), (175, 1, "市内"), (225, 1, "市外")], [(50, 250, 100, 113.5)]),
        ([(100, 1, "区内"), (200, 1, "区内")], [(50, 150, 113.5, 126.5), (150, 250, 113.5, 126.5)]),
    ],
    ids=["over groups", "over columns", "over groups of one name"],
)
def test_names_over_two_rules_within_the_header(middle: list[Name], expected: list[tuple[float, ...]]) -> None:
    """A name is over the groups below it as over columns: in their middle, each with another name."""
    names = [(150, 0, "R4"), *middle, *((x, 2, text) for x, _, text in LOWER)]
    rules = [rule(113.5, 50), rule(126.5, 50)]
    found = groups_over(rules, rule(100), rule(140), EDGES, runs(names)).cells
    assert sorted((cell.x0, cell.x1, cell.y0, cell.y1) for cell in found) == expected
