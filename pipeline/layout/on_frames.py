"""Rules of a table without side rules that lie on a rule of the frame around it.

Where a page ends with a frame and the table in it, the table's last rule lies on the frame's, and at the head of the next page its
first one does: they are as one rule drawn twice, and only their ends tell them apart. In come the level rules and the upright
ones, out go those of such tables as segments of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from pipeline.geometry.clusters import lanes
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.segments import AxisRule, Crossing, Segment, merged_segments

TOUCH = TOLERANCES.touch
_PLACE, _START, _END = itemgetter(0), itemgetter(1), itemgetter(2)


def rules_on_frames(lying: Sequence[AxisRule], level: Sequence[Segment], upright: Iterable[Segment]) -> list[Segment]:
    """Those of the level rules, ``level`` when put together, that lie on wider ones, meet no upright rule where they end, and are as wide
    as another rule with a row between. A frame that a page's end leaves open ends there as if a rule closed it."""
    walls = Crossing(upright)
    ends = [(rule.at, rule.lo, rule.hi, 0.0, rule.color) for rule in level if rule.virtual]
    found = [rule for lane in lanes(sorted((*lying, *ends)), _PLACE, TOLERANCES.snap) for rule in _on_frames(lane, walls)]
    return [rule for rule in found if any(_is_of_same_table(rule, other) for other in (*level, *found))]


def _on_frames(lane: Sequence[AxisRule], walls: Crossing) -> Iterator[Segment]:
    """What lies on wider ones of the rules at one height and ends at no wall."""
    inner = _on_wider(lane)
    frames = [rule for rule in lane if any(_is_over(rule, *other[1:3]) for other in inner)]
    for rule in merged_segments(rule for rule in lane if rule not in frames) if frames else ():
        if any(_is_over(frame, rule.lo, rule.hi) for frame in frames) and not ends_at_wall(rule, walls):
            yield rule


def _on_wider(lane: Sequence[AxisRule]) -> list[AxisRule]:
    """The rules at one height that another goes on over at both ends."""
    ordered = sorted(lane, key=_START)
    starts, furthest = [*map(_START, ordered)], [-float("inf"), *accumulate(map(_END, ordered), max)]
    return [rule for rule in ordered if furthest[bisect_left(starts, rule[1] - TOUCH)] > rule[2] + TOUCH]


def ends_at_wall(rule: Segment, upright: Crossing) -> bool:
    """Whether a level rule meets an upright one at one of its ends."""
    return any(upright.meets(rule.at, end, end) for end in (rule.lo, rule.hi))


def is_on_frame(rule: Segment, frame: Segment) -> bool:
    """Whether a rule lies on one that goes on beyond both its ends."""
    is_beyond = frame.lo + TOUCH < rule.lo and rule.hi < frame.hi - TOUCH
    return is_beyond and abs(rule.at - frame.at) <= TOLERANCES.snap


def _is_over(wide: AxisRule, lo: float, hi: float) -> bool:
    """Whether a rule goes on beyond both ends of a stretch."""
    return wide[1] + TOUCH < lo and hi < wide[2] - TOUCH


def _is_of_same_table(rule: Segment, other: Segment) -> bool:
    is_as_wide = abs(rule.lo - other.lo) <= TOUCH and abs(rule.hi - other.hi) <= TOUCH
    return is_as_wide and abs(rule.at - other.at) >= TOLERANCES.least_row
