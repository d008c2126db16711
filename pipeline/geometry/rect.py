"""One rectangle for the whole house: what stands on a page, in points from its top left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class HasSides(Protocol):
    """Whatever covers a rectangle: a glyph, a rule, an area, a box."""

    @property
    def x0(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...


class Rect(NamedTuple):
    """A rectangle on the page at hand, in points; ``x0 <= x1`` and ``y0 <= y1``, unless it is the common part of two apart."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def area(self) -> float:
        return (self.x1 - self.x0) * (self.y1 - self.y0)

    @property
    def is_empty(self) -> bool:
        return self.x0 >= self.x1 or self.y0 >= self.y1

    @property
    def flipped(self) -> Rect:
        """The rectangle with its axes exchanged."""
        return Rect(self.y0, self.x0, self.y1, self.x1)


def around(*rects: Rect) -> Rect:
    """The smallest rectangle that holds them all, at least one."""
    x0, y0, x1, y1 = zip(*rects, strict=True)
    return Rect(min(x0), min(y0), max(x1), max(y1))


def bounds_of(things: Iterable[HasSides]) -> Rect:
    """The smallest rectangle that holds what covers some, at least one."""
    return around(*(Rect(one.x0, one.y0, one.x1, one.y1) for one in things))


def meet(a: HasSides, b: HasSides) -> bool:
    """Whether two share a place: sides that touch share none."""
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def has_middle_in(one: HasSides, place: HasSides) -> bool:
    """Whether the middle of the first lies in the second, its sides with it."""
    return place.x0 <= (one.x0 + one.x1) / 2 <= place.x1 and place.y0 <= (one.y0 + one.y1) / 2 <= place.y1


def common_part(a: Rect, b: Rect) -> Rect:
    """What both cover; empty where they lie apart."""
    return Rect(max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1))


def distance(a: Rect, b: Rect) -> float:
    """How far apart two rectangles lie along the axis on which they lie further apart; 0 where they touch or overlap."""
    return max(a.x0 - b.x1, b.x0 - a.x1, a.y0 - b.y1, b.y0 - a.y1, 0.0)


def holds(outer: HasSides, inner: HasSides, off: float = 0.0) -> bool:
    """Whether a rectangle lies in another, or reaches over its sides by no more than ``off``."""
    return outer.x0 - off <= inner.x0 and outer.y0 - off <= inner.y0 and inner.x1 <= outer.x1 + off and inner.y1 <= outer.y1 + off
