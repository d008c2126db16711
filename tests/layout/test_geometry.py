"""The geometry room: groups, clusters and rectangles, and tolerances that are told in em."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.geometry.clusters import clustered, nearest
from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.rect import Rect, around, common_part, distance, holds
from pipeline.geometry.tolerances import BODY, TOLERANCES, Tolerances
from pipeline.layout.styles.ground import is_light


def test_groups_hang_together_through_others() -> None:
    groups = DisjointSet(5)
    groups.join(0, 1)
    groups.join(3, 2)
    groups.join(1, 2)
    assert [groups.find(k) for k in range(5)] == [0, 0, 0, 0, 4]


def test_a_cluster_reaches_from_its_first_place() -> None:
    assert clustered([5.0, 1.0, 2.0, 3.0], 1.5) == [[1.0, 2.0], [3.0], [5.0]]


@pytest.mark.parametrize(("place", "index"), [(-1.0, 0), (4.9, 0), (5.0, 0), (5.1, 1), (99.0, 2)])
def test_the_nearest_of_some_places(place: float, index: int) -> None:
    assert nearest([0.0, 10.0, 20.0], place) == index


def test_rectangles() -> None:
    a, b = Rect(0, 0, 10, 10), Rect(13, 4, 20, 6)
    assert distance(a, b) == 3 and distance(a, a) == 0
    assert common_part(a, b).is_empty and common_part(a, Rect(5, 5, 20, 20)).area == 25
    assert around(a, b) == Rect(0, 0, 20, 10) and b.flipped == Rect(4, 13, 6, 20)
    assert holds(a, Rect(-1, 0, 10, 10), 1) and not holds(a, Rect(-1, 0, 10, 10))


def test_lengths_are_told_in_em_of_the_body_type() -> None:
    em = Tolerances()
    assert TOLERANCES.touch == em.touch * BODY
    shares = {field.name for field in fields(em) if getattr(em, field.name) == getattr(TOLERANCES, field.name)}
    assert shares == {"most_slashes", "contained", "times_heavier", "all_across"}


@pytest.mark.parametrize(
    ("color", "is_paper"), [(0xFFFFFF, True), (0xF8F8F8, True), (0xF0FFFF, False), (0xFFF0FF, False), (0xFFFFF0, False)]
)
def test_a_fill_as_light_as_paper_in_every_channel_is_paper(color: int, is_paper: bool) -> None:
    assert is_light(color) is is_paper


def test_tolerances_are_em_but_for_shares_and_counts() -> None:
    em, points = Tolerances(), Tolerances().in_points()
    assert (points.snap, points.band) == (em.snap * BODY, em.band * BODY)
    assert (points.most_slashes, points.contained, points.all_across) == (em.most_slashes, em.contained, em.all_across)
