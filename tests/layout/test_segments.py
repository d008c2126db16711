"""Rules as segments of one axis: pieces put together, ends closed that a page's end left open, tables told apart. Points throughout."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.segments import (
    AxisRule,
    Segment,
    bridging,
    closing,
    components,
    level_segments,
    meet_in_corners,
    merged_segments,
    missing_sides,
    reach_doubles,
    tables_apart,
    upright_segments,
    with_title_row,
)
from pipeline.pages.model import Ruling

Place = tuple[float, float, float]
"""A rule by its place on its axis, start and end."""
Rules = tuple[list[Place], list[Place]]
"""Level and upright ones."""


def segments(*places: Place, virtual: bool = False) -> list[Segment]:
    """In the order of their axis, as the rules of a page come."""
    return [Segment(*place, virtual=virtual) for place in sorted(places)]


def places(found: Sequence[Segment]) -> list[Place]:
    return [(s.at, s.lo, s.hi) for s in found]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([(10, 0, 50, 1, 5), (10, 51, 90, 1, 5)], [(10, 0, 90, 1, 5)]),
        ([(10, 51, 90, 1, 5), (10, 0, 50, 1, 5)], [(10, 0, 90, 1, 5)]),
        ([(10, 0, 50, 1, 5), (10, 53, 90, 1, 5)], [(10, 0, 50, 1, 5), (10, 53, 90, 1, 5)]),
        ([(10, 0, 90, 1, 5), (10, 20, 40, 1, 5), (10, 91, 99, 1, 5)], [(10, 0, 99, 1, 5)]),
        ([(10, 0, 50, 1, 5), (10, 40, 90, 2, 6)], [(10, 0, 90, 2, 6)]),
        ([(10, 0, 50, 2, 5), (10, 40, 90, 1, 6)], [(10, 0, 90, 2, 5)]),
        ([(10, 0, 50, 1, 5), (11, 0, 50, 1, 5)], [(10.5, 0, 50, 1, 5)]),
        ([(10, 0, 50, 1, 5), (12, 0, 50, 1, 5)], [(10, 0, 50, 1, 5), (12, 0, 50, 1, 5)]),
    ],
    ids=["touch", "any order", "apart", "within", "the thicker's", "the thicker's, first", "drawn twice", "two"],
)
def test_pieces_of_a_rule_are_one(rules: list[AxisRule], expected: list[AxisRule]) -> None:
    assert [(s.at, s.lo, s.hi, s.thickness, s.color) for s in merged_segments(rules)] == expected


def test_level_and_upright_rules_are_segments_of_their_own_axis() -> None:
    rules = [Ruling(0, 10, 90, 10, 1, 5), Ruling(20, 10, 20, 40, 1, 5)]
    assert places(level_segments(rules)) == [(10, 0, 90)]
    assert places(upright_segments(rules)) == [(20, 10, 40)]


@pytest.mark.parametrize(
    ("along", "across", "expected"),
    [
        ([(0, 0, 50), (99, 0, 50)], [(0, 0, 99)], [(50, 0, 99)]),
        ([(0, 0, 50), (99, 0, 50)], [(0, 0, 99), (50, 0, 99)], []),
        ([(0, 0, 50), (99, 0, 54)], [(0, 0, 99)], []),
        ([(0, 0, 50), (50, 0, 50), (99, 0, 50)], [(0, 0, 99), (50, 50, 99)], [(50, 0, 50)]),
        ([(0, 0, 50), (50, 0, 50), (99, 0, 50)], [(0, 0, 99), (50, 0, 50)], [(50, 50, 99)]),
        ([(60, 0, 50)], [(0, 0, 99), (50, 0, 40), (50, 80, 99)], [(50, 60, 80)]),
        ([(60, 0, 50)], [(0, 0, 99), (52, 0, 40)], []),
        ([(60, 0, 50)], [(0, 0, 99), (50, 0, 58)], []),
        ([(60, 0, 50)], [(0, 0, 99), (50, 62, 99)], []),
        ([(0, 0, 50), (99, 0, 50.5)], [(0, 0, 99), (50, 40, 60)], [(50.25, 0, 99)]),
        ([(0, 0, 50), (99, 0, 52)], [(0, 0, 99), (50, 40, 60)], [(50, 0, 40)]),
        ([(0, 0, 50), (3, 0, 50)], [(0, 0, 99)], []),
    ],
    ids=[
        *("two ends", "ruled", "at two heights", "a rule right of it", "a rule left of it", "rules on both sides", "a rule below"),
        *("a rule that nearly meets it", "one right of it", "two that stop together", "one beside a rule, one below", "a double rule"),
    ],
)
def test_ends_that_stop_at_no_rule_are_closed(along: list[Place], across: list[Place], expected: list[Place]) -> None:
    found = closing(segments(*along), segments(*across))
    assert places(found) == expected and all(s.virtual for s in found)


@pytest.mark.parametrize(
    ("end", "lying", "upright", "meets"),
    [
        ((80, 20, 70), (50, 0, 99), (50, 40, 80), True),
        ((20, 20, 70), (50, 0, 99), (50, 20, 60), True),
        ((45, 20, 70), (30, 0, 99), (50, 20, 80), False),
        ((80, 20, 70), (44, 0, 99), (50, 40, 80), False),
        ((80, 20, 70), (50, 5, 99), (50, 40, 80), False),
        ((80, 20, 70), (50, 0, 99), (98, 40, 80), False),
        ((80, 20, 70), (50, 0, 99), (1, 40, 80), False),
        ((80, 20, 70), (50, 0, 99), (50, 55, 80), False),
        ((80, 20, 70), (50, 0, 99), (50, 40, 75), False),
    ],
    ids=[
        *("below", "above", "beside it", "another rule", "a rule further right"),
        *("a rule at the other side", "at this side", "begins below", "ends above"),
    ],
)
def test_an_open_side_and_a_page_s_end_meet(end: Place, lying: Place, upright: Place, meets: bool) -> None:
    (side,), (stop,) = segments((0, 50, 70) if end[0] == 20 else (0, 30, 50)), segments(end)
    before = places([side, stop])
    meet_in_corners([stop], [side], segments(lying), segments(upright))
    after = [(0, min(side.lo, end[0]), max(side.hi, end[0])), (end[0], 0, 70)]
    assert places([side, stop]) == (after if meets else before)


TOP, SIDES = (0.0, 0.0, 120.0), [(40.0, 0.0, 60.0), (80.0, 0.0, 60.0)]
BESIDE = [(60.0, 0.0, 40.0), (60.0, 80.0, 120.0)]


@pytest.mark.parametrize(
    ("lying", "upright", "expected"),
    [
        ([TOP, *BESIDE], SIDES, [(60, 40, 80)]),
        ([(120, 0, 120), *BESIDE], [(40, 60, 120), (80, 60, 120)], [(60, 40, 80)]),
        ([TOP, *BESIDE], [*SIDES, (40, 60, 90)], []),
        ([TOP, *BESIDE], [*SIDES, (80, 60, 90)], []),
        ([TOP, *BESIDE], [(40, 0, 90), (80, 0, 90)], []),
        ([TOP, *BESIDE], [(40, 0, 90), (80, 0, 60)], []),
        ([TOP, *BESIDE], [(40, 0, 60), (80, 0, 90)], []),
        ([(0, 0, 70), *BESIDE], SIDES, []),
        ([(20, 0, 120), *BESIDE], [(40, 0, 60), (80, 30, 60)], []),
        ([(57, 0, 120), *BESIDE], SIDES, []),
        ([TOP, (60, 0, 40), (60, 43, 120)], [(40, 0, 60), (43, 0, 60)], []),
        ([(0, 0, 200), *BESIDE], SIDES, []),
        ([(0, 40, 200), *BESIDE], SIDES, [(60, 40, 80)]),
    ],
    ids=[
        *("below", "above", "dots go on left", "right", "both sides go on", "the left one", "the right one", "no head over all of it"),
        *("a head over one side", "a rule right over it", "a double rule", "a frame's rule over it"),
        "a rule over it that begins with it",
    ],
)
def test_a_cell_that_a_page_s_end_leaves_open_is_closed(lying: list[Place], upright: list[Place], expected: list[Place]) -> None:
    assert places(bridging(segments(*lying), segments(*upright))) == expected


ROWS: list[Place] = [(0, 0, 90), (20, 0, 90), (40, 0, 90), (60, 0, 90)]


@pytest.mark.parametrize(
    ("lying", "upright", "expected"),
    [
        (ROWS, [(0, 0, 60), (50, 0, 60), (90, 0, 20), (90, 40, 60)], [(90, 20, 40)]),
        (ROWS, [(90, 0, 60), (50, 0, 60), (0, 0, 20), (0, 40, 60)], [(0, 20, 40)]),
        (ROWS, [(0, 0, 60), (50, 20, 40), (90, 0, 20), (90, 40, 60)], [(90, 20, 40)]),
        (ROWS, [(0, 0, 60), (50, 0, 60), (90, 0, 60)], []),
        (ROWS, [(0, 0, 60), (50, 0, 20), (50, 40, 60), (90, 0, 60)], []),
        (ROWS, [(0, 0, 20), (0, 40, 60), (50, 0, 20), (50, 40, 60), (90, 0, 20), (90, 40, 60)], []),
        (ROWS, [(-20, 0, 60), (0, 0, 20), (0, 40, 60), (90, 0, 20), (90, 40, 60), (110, 0, 60)], []),
        ([(0, 0, 90), (20, 0, 90), (40, 0, 130), (60, 0, 130)], [(0, 0, 60), (50, 0, 60), (90, 0, 20), (90, 40, 60), (130, 40, 60)], []),
    ],
    ids=[
        "at the right",
        "at the left",
        "a wall of the row alone",
        "all drawn",
        "merged within the table",
        "two tables",
        "two tables in a frame",
        "a wider table below",
    ],
)
def test_a_side_that_is_not_drawn_beside_one_row_is_closed(lying: list[Place], upright: list[Place], expected: list[Place]) -> None:
    assert places(missing_sides(segments(*upright), segments(*lying))) == expected


def test_a_side_goes_on_in_what_closes_the_rows_below() -> None:
    sides = [*segments((0, 0, 60), (50, 0, 60), (89.5, 0, 20)), *segments((90, 40, 60), virtual=True)]
    assert places(missing_sides(sides, segments(*ROWS))) == [(90, 20, 40)]


def test_what_closes_an_open_cell_heads_no_other() -> None:
    lying = [*segments(*BESIDE), *segments(TOP, virtual=True)]
    assert not bridging(lying, segments(*SIDES))


@pytest.mark.parametrize(
    ("double", "rule", "expected"),
    [
        ((50, 0, 99, 3.0), (20, 0, 48), (20, 0, 50)),
        ((50, 0, 99, 3.0), (20, 52, 90), (20, 50, 90)),
        ((50, 0, 99, 0.5), (20, 0, 48), (20, 0, 48)),
        ((50, 30, 99, 3.0), (20, 0, 48), (20, 0, 48)),
        ((50, 30, 99, 3.0), (20, 52, 90), (20, 52, 90)),
        ((50, 0, 99, 3.0), (20, 0, 47), (20, 0, 47)),
    ],
    ids=["before", "behind", "a single rule", "beside", "behind, beside", "apart"],
)
def test_what_ends_at_the_nearer_stroke_of_a_double_rule_ends_in_its_middle(
    double: tuple[float, float, float, float], rule: Place, expected: Place
) -> None:
    (one,) = along = segments(rule)
    reach_doubles(along, [Segment(*double[:3], spread=double[3])])
    assert places([one]) == [expected]


def ladder(*heights: float, lo: float = 0, hi: float = 100, cuts: Sequence[float] = (50,)) -> Rules:
    """A table whose sides are open: its level rules, and those between its columns."""
    return [(at, lo, hi) for at in heights], [(cut, heights[0], heights[-1]) for cut in cuts]


@pytest.mark.parametrize(
    ("below", "parts"),
    [
        (ladder(56, 70), 1),
        (ladder(43, 70), 1),
        (ladder(45, 70), 2),
        (ladder(59, 80), 2),
        (ladder(56, 70, hi=105), 2),
        (ladder(56, 70, lo=5), 2),
        (ladder(56, 70, cuts=(30,)), 2),
        (ladder(56, 70, cuts=(30, 50)), 1),
        (ladder(56, 70, cuts=(30, 60)), 2),
    ],
    ids=[
        *("a row without columns between", "a double rule between", "too low for a row", "a caption between", "wider", "begins later"),
        *("other columns", "more columns", "more and other columns"),
    ],
)
def test_open_tables_go_on_in_what_stands_below(below: Rules, parts: int) -> None:
    level, upright = ladder(0, 20, 40)
    found = tables_apart(segments(*below[0], *level), segments(*below[1], *upright))
    assert [len(part) for part in found] == ([5] if parts == 1 else [3, 2])


def test_the_columns_of_a_table_are_those_of_its_part_with_most() -> None:
    parts = ladder(0, 20, cuts=(50,)), ladder(34, 50, cuts=(30, 50)), ladder(64, 80, cuts=(30,)), ladder(94, 110, cuts=(60,))
    found = tables_apart(segments(*(h for part in parts for h in part[0])), segments(*(v for part in parts for v in part[1])))
    assert [places(part)[0][0] for part in found] == [0, 94]


WALL, FRAME = (100.0, -30.0, 160.0), [(-30.0, -20.0, 100.0), (160.0, -20.0, 100.0)]
SIDE = (-20.0, -30.0, 160.0)
TWO = [ladder(0, 20, 40), ladder(90, 110, 130)]


def framed(wall: Place, frame: Sequence[Place], lone: Sequence[Place] = ()) -> Rules:
    """Two tables open at their left, at the right side of a frame."""
    return [*(h for part in TWO for h in part[0]), *frame, *lone], [*(v for part in TWO for v in part[1]), wall, SIDE]


def mirrored(rules: Rules) -> Rules:
    return [(at, -hi, -lo) for at, lo, hi in rules[0]], [(-at, lo, hi) for at, lo, hi in rules[1]]


def lower(rules: Rules, by: float) -> Rules:
    return [(at + by, lo, hi) for at, lo, hi in rules[0]], [(at, lo + by, hi + by) for at, lo, hi in rules[1]]


def both(one: Rules, other: Rules) -> Rules:
    return one[0] + other[0], one[1] + other[1]


@pytest.mark.parametrize(
    ("rules", "parts"),
    [
        (framed(WALL, FRAME), 3),
        (mirrored(framed(WALL, FRAME)), 3),
        (both(framed(WALL, FRAME), lower(framed(WALL, FRAME), 500)), 6),
        (framed((100, -3, 160), FRAME), 1),
        (framed((100, -30, 134), FRAME), 1),
        (framed(WALL, []), 1),
        (framed(WALL, FRAME, [(65.0, 0.0, 100.0)]), 1),
    ],
    ids=["right", "left", "two frames", "ends over the first", "ends under the last", "of no frame", "a rule without columns"],
)
def test_the_side_of_a_frame_around_two_open_tables_makes_them_not_one(rules: Rules, parts: int) -> None:
    assert len(tables_apart(segments(*rules[0]), segments(*rules[1]))) == parts


@pytest.mark.parametrize(
    ("rule", "is_title"),
    [
        ((-15, 0, 100), True),
        ((-15, 5, 100), False),
        ((-15, 0, 105), False),
        ((-2, 0, 100), False),
        ((-30, 0, 100), True),
        ((-34, 0, 100), False),
        ((15, 0, 100), False),
    ],
    ids=["over it", "begins later", "ends later", "a double rule", "over two lines", "far above", "below"],
)
def test_a_first_row_of_one_cell_has_a_rule_over_it(rule: Place, is_title: bool) -> None:
    table = segments((0, 0, 100), (20, 0, 100))
    assert len(with_title_row(table, segments(rule))) == 2 + is_title
    label = segments((0, 0, 100), (1.5, 6, 94), (20, 6, 94))  # under the rule of a label, close above a narrower table
    assert len(with_title_row(label, segments(rule))) == 3


@pytest.mark.parametrize(("above", "is_title"), [(-60, False), (-70, True)])
def test_a_rule_with_another_close_above_ends_a_table_and_is_over_no_title(above: float, is_title: bool) -> None:
    table = segments((0, 0, 100), (20, 0, 100))
    assert len(with_title_row(table, segments((-30, 0, 100), (above, 0, 100)))) == 2 + is_title


@pytest.mark.parametrize(
    ("lying", "upright", "expected"),
    [
        ([(0, 0, 99), (50, 0, 99)], [(0, 0, 50)], [(2, 1)]),
        ([(0, 0, 99), (50, 0, 99)], [(0, 0, 20), (99, 30, 50)], [(1, 1), (1, 1)]),
        ([(0, 0, 99), (50, 0, 99), (80, 0, 99)], [(0, 0, 50), (99, 50, 80)], [(3, 2)]),
        ([(0, 0, 99), (70, 0, 99)], [(0, 0, 50)], [(1, 1)]),
        ([(0, 0, 99)], [(104, 0, 50)], []),
        ([(0, 0, 99)], [(50, 10, 40)], []),
    ],
    ids=["one", "two", "through another", "a lone rule", "beside", "below"],
)
def test_rules_that_meet_hang_together(lying: list[Place], upright: list[Place], expected: list[tuple[int, int]]) -> None:
    assert [(len(h), len(v)) for h, v in components(segments(*lying), segments(*upright))] == expected
