"""Stretches of an axis: what two have in common, and the white that many leave between them."""

from __future__ import annotations

from collections.abc import Iterable

Interval = tuple[float, float]
"""From where to where, in points."""


def overlap(a: Interval, b: Interval) -> float:
    """The length that two stretches have in common; less than 0 by what lies between two that are apart."""
    return min(a[1], b[1]) - max(a[0], b[0])


def reaches(outer: Interval, inner: Interval, off: float = 0.0) -> bool:
    """Whether a stretch reaches from start to end of another, or ends before it by no more than ``off``."""
    return outer[0] - off <= inner[0] and inner[1] <= outer[1] + off


def gaps_between(stretches: Iterable[tuple[float, float, float]]) -> list[Interval]:
    """The white between stretches, each given by start, end and the least gap, in points, that parts it from what ends before it."""
    gaps: list[Interval] = []
    end: float | None = None
    for start, stop, least in sorted(stretches):
        if end is not None and start > end + least:
            gaps.append((end, start))
        end = stop if end is None else max(end, stop)
    return gaps
