"""Places on an axis that are one place: a rule drawn twice, the facing sides of neighbouring cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

One = TypeVar("One")


def lanes(ordered: Iterable[One], at_of: Callable[[One], float], reach: float) -> list[list[One]]:
    """What comes in the order of its place, by lanes: one holds what stands within ``reach`` of its first."""
    found: list[list[One]] = []
    start = -float("inf")
    for one in ordered:
        at = at_of(one)
        if at - start <= reach:
            found[-1].append(one)
        else:
            found.append([one])
            start = at
    return found


def clustered(places: Iterable[float], reach: float) -> list[list[float]]:
    """Places by clusters, both in order: one holds what stands within ``reach`` of its first."""
    return lanes(sorted(places), float, reach)


def firsts(places: Iterable[float], reach: float) -> list[float]:
    """The first place of each cluster."""
    return [cluster[0] for cluster in clustered(places, reach)]


def nearest(places: Sequence[float], place: float) -> int:
    """Index of the one of some places, in order, that is nearest; the first of two as near."""
    k = bisect_left(places, place)
    if k == 0:
        return 0
    if k == len(places) or place - places[k - 1] <= places[k] - place:
        return k - 1
    return k
