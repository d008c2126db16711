"""The clip in force: what is painted outside it is not seen. Spreadsheets clip the text of a cell to the cell.

A clip is the upright box around a clipping path (points, as displayed); a glyph is seen where its middle is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.geometry.rect import Rect, common_part

Point = tuple[float, float]
SLACK = 0.05
"""pt; edges this close are the same edge, whatever an engine rounds"""


EDGE = 1.0
"""pt; half the thickness of a border that is drawn along the edge of a clip"""


_AT_LEFT, _AT_RIGHT = frozenset("）」』】〕〉》、。，．"), frozenset("（「『【〔〈《")


def middle_of_ink(text: str, x0: float, x1: float) -> float:
    """Where a character's ink has its middle between the sides of its box: brackets and points take only half of theirs."""
    share = 0.25 if text in _AT_LEFT else 0.75 if text in _AT_RIGHT else 0.5
    return x0 + share * (x1 - x0)


THIN = 3.0
"""pt; a clip no wider than that is a border's own"""


def _seen(start: float, end: float, low: float, high: float) -> tuple[float, float] | None:
    """What is seen of something between two places where a clip leaves what lies between ``low`` and ``high``: of what is thick nothing
    beyond a clip that is thin, as borders are painted side by side through clips as thin as themselves."""
    if end - start > 2 * EDGE and high - low <= THIN:
        return (max(start, low), min(end, high)) if min(end, high) - max(start, low) > SLACK else None
    start, end = max(start, low - EDGE), min(end, high + EDGE)
    return (start, end) if start <= end else None


class Clip(Rect):
    hole: Rect | None = None
    """what nothing is seen in of it, as browsers paint the sides of a frame with round corners through the frame's own shape"""

    def holds(self, x: float, y: float) -> bool:
        return self.x0 - SLACK <= x <= self.x1 + SLACK and self.y0 - SLACK <= y <= self.y1 + SLACK

    def common_with(self, other: Clip) -> Clip:
        common = Clip(*common_part(self, other))
        common.hole = other.hole or self.hole
        return common

    def seen_of(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float] | None:
        """The part of what is drawn that is seen; None where that is nothing. A line along the clip's edge is seen."""
        across, down = _seen(x0, x1, self.x0, self.x1), _seen(y0, y1, self.y0, self.y1)
        return (across[0], down[0], across[1], down[1]) if across and down else None

    def without_hole(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A filled rectangle as far as a hole leaves of it, where it is a side of the frame around the hole."""
        if self.hole is None:
            return x0, y0, x1, y1
        if x1 - x0 < y1 - y0:
            x0, x1 = _outside(x0, x1, self.hole.x0, self.hole.x1)
        else:
            y0, y1 = _outside(y0, y1, self.hole.y0, self.hole.y1)
        return x0, y0, x1, y1


def _outside(start: float, end: float, low: float, high: float) -> tuple[float, float]:
    """What lies outside a hole from ``low`` to ``high`` of a side that begins or ends in it."""
    if start < low < end <= high:
        return start, low
    return (high, end) if low <= start < high < end else (start, end)


def clip_of_path(lines: Iterable[Sequence[Point]], bounds: Rect) -> Clip:
    """The clip of a path in these bounds, by its straight lines: a frame, also one that a page's end leaves open, has a hole."""
    upright, level = [], []
    for (x0, y0), (x1, y1) in lines:
        if abs(x0 - x1) < SLACK < abs(y0 - y1):
            upright.append(x0)
        elif abs(y0 - y1) < SLACK < abs(x0 - x1):
            level.append(y0)
    clip = Clip(*bounds)
    (left, right), (top, bottom) = _inner(upright, bounds.x0, bounds.x1), _inner(level, bounds.y0, bounds.y1)
    if max(left, top) > -FAR or min(right, bottom) < FAR:
        clip.hole = Rect(left, top, right, bottom)
    return clip


def _inner(places: Iterable[float], low: float, high: float) -> tuple[float, float]:
    """Where the inner sides of a frame are that reaches from one place to another; far away where it has none."""
    inside = [place for place in places if low + SLACK < place < high - SLACK]
    return min((p for p in inside if p <= low + THIN), default=-FAR), max((p for p in inside if p >= high - THIN), default=FAR)


FAR = 1e9
EVERYWHERE = Clip(-FAR, -FAR, FAR, FAR)
