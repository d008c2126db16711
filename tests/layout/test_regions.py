"""The plane between rules as regions: by the rows and columns of the raster that all rules make.

A page is told by its fields of 30 points; those of one letter have no rule between them, a dot is outside.
"""

from __future__ import annotations

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.regions import Region, groups_of, regions_of, unbent
from pipeline.layout.segments import Segment

FIELD = 30.0
Found = tuple[list[float], list[float], list[Region]]
Corners = tuple[int, int, int, int]


def drawn(*picture: str) -> Found:
    rows, columns = len(picture), len(picture[0])
    padded = ["." * (columns + 2), *(f".{row}." for row in picture), "." * (columns + 2)]
    lying = [
        Segment(FIELD * r, FIELD * c, FIELD * (c + 1))
        for r in range(rows + 1)
        for c in range(columns)
        if padded[r][c + 1] != padded[r + 1][c + 1]
    ]
    upright = [
        Segment(FIELD * c, FIELD * r, FIELD * (r + 1))
        for c in range(columns + 1)
        for r in range(rows)
        if padded[r + 1][c] != padded[r + 1][c + 1]
    ]
    return regions_of(lying, upright)


def corners(region: Region) -> Corners:
    return region.top, region.left, region.below, region.behind


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (("a",), [(0, 0, 1, 1)]),
        (("ab",), [(0, 0, 1, 1), (0, 1, 1, 2)]),
        (("ab", "ac"), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 2, 2)]),
        (("aab", "aac"), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 2, 2)]),
        (("a.b", "..."), [(0, 0, 1, 1), (0, 2, 1, 3)]),
        (("aaa", "aba", "aaa"), [(0, 0, 3, 3), (1, 1, 2, 2)]),
    ],
    ids=["box", "two", "over two rows", "as wide as two", "apart", "a frame"],
)
def test_fields_without_a_rule_between_them_are_one_region(picture: tuple[str, ...], expected: list[Corners]) -> None:
    assert list(map(corners, drawn(*picture)[2])) == expected


def test_what_is_no_rectangle_has_its_stretches() -> None:
    bent, part = drawn("aa", "ab")[2]
    assert bent.stretches == ((0, 0, 2), (1, 0, 1)) and part.stretches == ()


@pytest.mark.parametrize("missing", range(4))
def test_what_is_open_is_no_region(missing: int) -> None:
    sides = [Segment(at, 0, 60) for at in (0, 60)]
    rules = [(rule, is_level) for is_level in (True, False) for rule in sides]
    rules.pop(missing)
    assert regions_of([rule for rule, is_level in rules if is_level], [rule for rule, is_level in rules if not is_level])[2] == []


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (("aa", "ab", "cd"), [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 2, 2), (2, 0, 3, 1), (2, 1, 3, 2)]),
        (("aac", "abd"), [(0, 0, 2, 1), (0, 1, 1, 2), (0, 2, 1, 3), (1, 1, 2, 2), (1, 2, 2, 3)]),
        (("aa", "ab", "cc"), [(0, 0, 2, 2), (1, 1, 2, 2), (2, 0, 3, 2)]),
        (("aac", "abc"), [(0, 0, 2, 2), (0, 2, 2, 3), (1, 1, 2, 2)]),
        (("aa", "aa", "aa", "ab", "cd"), [(0, 0, 2, 2), (1, 1, 2, 2), (2, 0, 3, 1), (2, 1, 3, 2)]),
        (("aaaac", "aaabd"), [(0, 0, 2, 2), (0, 2, 1, 3), (1, 1, 2, 2), (1, 2, 2, 3)]),
        (("aaa", "aba", "cde"), [(0, 0, 2, 3), (1, 1, 2, 2), (2, 0, 3, 1), (2, 1, 3, 2), (2, 2, 3, 3)]),
        (("ab", "cd"), [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 1, 2, 2)]),
    ],
    ids=[
        *("over its parts", "before its parts", "no walls below", "no walls at its right", "as high as a cell of text", "as wide as one"),
        *("around a part in its middle", "not bent"),
    ],
)
def test_a_bent_header_is_one_rectangle_and_its_rest(picture: tuple[str, ...], expected: list[Corners]) -> None:
    xs, ys, regions = drawn(*picture)
    assert sorted(map(corners, unbent(regions, xs, ys))) == sorted(expected)


def test_a_bent_header_tells_its_rest() -> None:
    xs, ys, regions = drawn("aa", "ab", "cd")
    assert [region.rest for region in unbent(regions, xs, ys)][:2] == [Rect(0, 30, 30, 60), None]


@pytest.mark.parametrize(
    ("picture", "groups"),
    [
        (("ab", "cd"), [0, 0, 0, 0]),
        (("a.b", "..."), [0, 1]),
        ((".b", "a."), [0, 1]),
        (("a..", "b..", "cde"), [0, 0, 0, 0, 0]),
    ],
    ids=["a table", "apart", "at a corner", "through others"],
)
def test_regions_that_touch_are_a_group(picture: tuple[str, ...], groups: list[int]) -> None:
    xs, _, regions = drawn(*picture)
    found = groups_of(regions, len(xs) - 1)
    assert [found.index(group) for group in found] == [groups.index(group) for group in groups]


@pytest.mark.parametrize(
    ("other", "is_within"),
    [((1, 1, 3, 3), True), ((0, 1, 3, 3), False), ((1, 0, 3, 3), False), ((1, 1, 4, 3), False), ((1, 1, 3, 4), False)],
    ids=["all of it", "above", "left", "below", "right"],
)
def test_a_region_frames_what_lies_between_its_sides(other: Corners, is_within: bool) -> None:
    assert Region(1, 1, 3, 3).frames(Region(*other)) is is_within
