"""Rules as segments of one axis: those drawn in pieces put together, ends that a page's end left open closed, those that meet as groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter

from pipeline.geometry.clusters import lanes
from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.intervals import Interval, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages.model import Ruling

SNAP, TOUCH, THIN, DOUBLE = TOLERANCES.snap, TOLERANCES.touch, TOLERANCES.thin, TOLERANCES.double


@dataclass(slots=True)
class Segment:
    """A rule on its axis: ``at`` is its fixed coordinate, ``lo`` to ``hi`` its extent; ``virtual`` ones close open frames.

    ``spread`` is the distance of the two strokes of a double rule, whose middle is ``at``.
    """

    at: float
    lo: float
    hi: float
    thickness: float = 0.5
    color: int = 0
    virtual: bool = False
    spread: float = 0.0


AxisRule = tuple[float, float, float, float, int]
"""A rule by its place on its axis, start, end, thickness and colour."""
_PLACE, _START = itemgetter(0), itemgetter(1)
_AT, _LO, _HI = attrgetter("at"), attrgetter("lo"), attrgetter("hi")


def merged_segments(rulings: Iterable[AxisRule]) -> list[Segment]:
    """Collinear segments that overlap or touch, as one; the rules come in any order."""
    return [segment for lane in lanes(sorted(rulings), _PLACE, SNAP) for segment in merged_in_lane(lane)]


def merged_in_lane(lane: Sequence[AxisRule]) -> list[Segment]:
    """Those of one place, in its order."""
    segments: list[Segment] = []
    start, last = lane[0][0], lane[-1][0]
    end = -float("inf")
    for _, lo, hi, thickness, color in sorted(lane, key=_START):
        if lo > end + TOUCH:
            segments.append(Segment((start + last) / 2, lo, hi, thickness, color, spread=last - start))
            end = hi
            continue
        current = segments[-1]
        if hi > end:
            current.hi = end = hi
        if thickness > current.thickness:
            current.thickness, current.color = thickness, color
    return segments


def level_segments(rulings: Iterable[Ruling]) -> list[Segment]:
    """The level ones of some rules as segments."""
    return merged_segments((rule.y0, rule.x0, rule.x1, rule.thickness, rule.color) for rule in rulings if rule.y0 == rule.y1)


def upright_segments(rulings: Iterable[Ruling]) -> list[Segment]:
    return merged_segments((rule.x0, rule.y0, rule.y1, rule.thickness, rule.color) for rule in rulings if rule.x0 == rule.x1)


class Crossing:
    """Segments of one direction as those of the other direction meet them."""

    __slots__ = ("_extents", "_places")

    def __init__(self, segments: Iterable[Segment]) -> None:
        ordered = sorted(segments, key=_AT)
        self._places = [s.at for s in ordered]
        self._extents = [(s.lo - TOUCH, s.hi + TOUCH) for s in ordered]

    def meets(self, at: float, first: float, last: float) -> bool:
        """Whether one of them between two places of its axis reaches over a place of the other."""
        near = self._extents[bisect_left(self._places, first - TOUCH) : bisect_right(self._places, last + TOUCH)]
        return any(lo <= at <= hi for lo, hi in near)


def closing(along: Sequence[Segment], across: Sequence[Segment]) -> list[Segment]:
    """Virtual segments of ``across``'s direction that close ends of ``along`` which stop together at no rule."""
    crossing = Crossing(across)
    stops = [(stop, s.at) for s in along for stop in (s.lo, s.hi)]
    ends = sorted((stop, at) for stop, at in stops if not crossing.meets(at, stop, stop))
    return [segment for group in lanes(ends, _PLACE, TOLERANCES.same_end) for segment in _closing_group(group, across)]


def _closing_group(ends: Sequence[Interval], across: Sequence[Segment]) -> list[Segment]:
    """What closes ends, given by height and place, that stop together: a rule at the height of a lone one goes on to it, the others
    are joined."""
    lone = [end for end in ends if not any(other is not end and abs(other[0] - end[0]) < TOLERANCES.level for other in ends)]
    prolonged = {end: found for end in lone if (found := _prolonged(*end, across)) is not None}
    rest = [end for end in ends if end not in prolonged]
    closed = list(prolonged.values())
    places = [place for _, place in rest]
    if places and max(places) - min(places) > THIN:
        closed.append(Segment(sum(stop for stop, _ in rest) / len(rest), min(places), max(places), virtual=True))
    return closed


def _prolonged(stop: float, at: float, across: Sequence[Segment]) -> Segment | None:
    """What closes a lone end beside a rule at its height: a page's last row, open below where a merged cell goes on."""
    level = [s for s in across if abs(s.at - stop) <= TOLERANCES.level]
    right = min((s for s in level if s.lo > at + THIN), key=_LO, default=None)
    if right is not None:
        return Segment(right.at, at, right.lo, virtual=True)
    left = max((s for s in level if s.hi < at - THIN), key=_HI, default=None)
    return Segment(left.at, left.hi, at, virtual=True) if left is not None else None


def lone_ends(along: Sequence[Segment], across: Sequence[Segment]) -> list[Segment]:
    """The ends of ``along`` at no rule, each as a virtual segment of ``across``'s direction without a length: an end of a table that one
    rule alone reaches."""
    crossing = Crossing(across)
    return [Segment(stop, s.at, s.at, virtual=True) for s in along for stop in (s.lo, s.hi) if not crossing.meets(s.at, stop, stop)]


def meet_in_corners(ends: Sequence[Segment], sides: Sequence[Segment], lying: Sequence[Segment], upright: Sequence[Segment]) -> None:
    """Prolongs what closes a table at its open sides to a page's end that the rules between its columns reach, and this end to them:
    the last row has an end drawn nowhere, and its outer cells a side drawn nowhere."""
    for side in sides:
        for end in ends:
            last = _end_before(side, end.at)
            own = [rule for rule in lying if last is not None and _begins_at(rule, side.at, last)]
            inner = [v for v in upright if any(_crosses(v, rule) for rule in lying)] if own else []
            if any(_is_reached(end.at, rule, side.at, inner) for rule in own):
                side.lo, side.hi = min(side.lo, end.at), max(side.hi, end.at)
                end.lo, end.hi = min(end.lo, side.at), max(end.hi, side.at)


def _end_before(side: Segment, at: float) -> float | None:
    """The end of an upright segment that looks at a height beyond it; None where that is not beyond."""
    return side.hi if at > side.hi + THIN else side.lo if at < side.lo - THIN else None


def _begins_at(rule: Segment, side: float, at: float) -> bool:
    """Whether a rule at this height begins or ends at an open side."""
    return abs(rule.at - at) <= SNAP and min(abs(rule.lo - side), abs(rule.hi - side)) <= TOUCH


def _is_reached(end: float, rule: Segment, side: float, upright: Sequence[Segment]) -> bool:
    """Whether one of the rules between columns goes on from a level one to a table's end: within that, or where it ends away from the
    open side."""
    first, last = sorted((rule.at, end))
    off = TOLERANCES.same_end
    reaching = (v for v in upright if v.lo <= first + off and last - off <= v.hi)
    return any(rule.lo - TOUCH <= v.at <= rule.hi + TOUCH and abs(v.at - side) > THIN for v in reaching)


def _crosses(upright: Segment, rule: Segment) -> bool:
    """Whether an upright rule meets a level one within that."""
    return rule.lo + THIN < upright.at < rule.hi - THIN and upright.lo - TOUCH <= rule.at <= upright.hi + TOUCH


def bridging(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> list[Segment]:
    """What closes a merged cell that a page's end leaves open beside closed ones: its sides end there, and its head is ruled. Between
    tables side by side whose head is the rule of a frame, that goes on behind the last of them, there is white."""
    ruled = sorted((h for h in horizontal if not h.virtual), key=_AT)
    upright = sorted(vertical, key=_AT)
    levels = (sorted(lane, key=_LO) for lane in lanes(sorted(horizontal, key=_AT), _AT, SNAP))
    gaps = (
        (Segment(a.at, a.hi, b.lo, a.thickness, virtual=True), max(map(_HI, level)) + TOUCH)
        for level in levels
        for a, b in pairwise(level)
        if b.lo - a.hi > THIN
    )
    return [gap for gap, end in gaps if _is_left_open(gap, end, upright, ruled)]


def missing_sides(vertical: Sequence[Segment], horizontal: Sequence[Segment]) -> list[Segment]:
    """What closes a row at a table's end where its side stands beside the rows above and below alone: both rules of the row end there,
    and a wall goes on through it."""
    sides = (sorted(lane, key=_LO) for lane in lanes(sorted(vertical, key=_AT), _AT, TOLERANCES.same_end))
    pairs = ((a, b) for lane in sides for a, b in pairwise(lane) if b.lo - a.hi > THIN)
    gaps = (Segment((b if b.virtual else a).at, a.hi, b.lo, max(a.thickness, b.thickness), virtual=True) for a, b in pairs)
    return [gap for gap in gaps if _is_side_of_row(gap, vertical, horizontal)]


def _is_side_of_row(gap: Segment, vertical: Sequence[Segment], horizontal: Sequence[Segment]) -> bool:
    near = TOUCH + gap.thickness
    heads, feet = ([h for h in horizontal if abs(h.at - at) <= near] for at in (gap.lo, gap.hi))
    rows = [(head, foot) for head in heads for foot in feet if any(_end_together(head, foot, gap.at, near, end) for end in (_LO, _HI))]
    through = [v.at for v in vertical if v.lo <= gap.lo + near and v.hi >= gap.hi - near]
    return any(max(head.lo, foot.lo) + near < at < min(head.hi, foot.hi) - near for head, foot in rows for at in through)


def _end_together(one: Segment, other: Segment, at: float, near: float, end: Callable[[Segment], float]) -> bool:
    return abs(end(one) - at) <= near and abs(end(other) - at) <= near


def _is_left_open(gap: Segment, end: float, vertical: Sequence[Segment], ruled: Sequence[Segment]) -> bool:
    """Whether a gap between rules at one height is the open end of a cell whose other end is ruled, by a rule of the table that ends where
    it does; the rules in order."""
    sides = [from_to(vertical, at - TOUCH, at + TOUCH) for at in (gap.lo, gap.hi)]
    if any(_goes_on(side, gap.at) for side in sides):
        return False
    for end_of in (_HI, _LO):
        left, right = ([v for v in side if abs(end_of(v) - gap.at) <= TOUCH + gap.thickness] for side in sides)
        if left and right and _is_headed(gap, max(map(_LO, (*left, *right))), min(map(_HI, (*left, *right))), end, ruled):
            return True
    return False


def _goes_on(side: Sequence[Segment], at: float) -> bool:
    """Whether a rule of dots, drawn anew for each row, stops at a height to go on behind it."""
    stops, begins = (any(abs(end_of(v) - at) <= THIN for v in side) for end_of in (_HI, _LO))
    return stops and begins


def _is_headed(gap: Segment, low: float, high: float, end: float, ruled: Sequence[Segment]) -> bool:
    """Whether a rule, other than at the gap's own height, goes over all the gap between two heights, and not beyond the table's end, or
    begins where the gap does: no frame's rule does that."""
    heads = (h for h in from_to(ruled, low - TOUCH, high + TOUCH) if abs(h.at - gap.at) > THIN)
    return any(reaches((h.lo, h.hi), (gap.lo, gap.hi), TOUCH) and (h.hi <= end or abs(h.lo - gap.lo) <= TOUCH) for h in heads)


def from_to(ordered: Sequence[Segment], first: float, last: float) -> Sequence[Segment]:
    """The rules, in order, from one place to another."""
    return ordered[bisect_left(ordered, first, key=_AT) : bisect_right(ordered, last, key=_AT)]


def reach_doubles(along: Sequence[Segment], across: Sequence[Segment]) -> None:
    """Lengthens the segments that end at the nearer stroke of a double rule to its middle."""
    double = sorted((s for s in across if s.spread >= DOUBLE), key=_AT)
    places = [s.at for s in double]
    for s in along:
        before = double[bisect_left(places, s.lo - TOUCH - SNAP / 2) : bisect_left(places, s.lo - TOUCH)]
        behind = double[bisect_right(places, s.hi + TOUCH) : bisect_right(places, s.hi + TOUCH + SNAP / 2)]
        s.lo = next((d.at for d in before if reaches((d.lo, d.hi), (s.at, s.at), TOUCH)), s.lo)
        s.hi = next((d.at for d in behind if reaches((d.lo, d.hi), (s.at, s.at), TOUCH)), s.hi)


def tables_apart(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> list[list[Segment]]:
    """The rules of each table whose sides may be open: no upright rule leads over the gap to the next one below, but that of a frame
    around both.

    A row without columns in a table has no upright rule either, but no room for a caption, and the columns go on below it.
    """
    tables: list[_OpenTable] = []
    walls = _walls_around(horizontal, vertical)
    own = [upright for upright in vertical if upright not in walls]
    for lying, upright in sorted(components(horizontal, own), key=lambda rules: min(map(_AT, rules[0]))):
        part = _OpenTable(list(lying), sorted(map(_AT, upright)))
        above = next((table for table in reversed(tables) if table.goes_on_in(part)), None)
        if above is None:
            tables.append(part)
        else:
            above.rules += part.rules
            above.cuts = max(above.cuts, part.cuts, key=len)
    return [table.rules for table in tables]


def _walls_around(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> list[Segment]:
    """The sides of frames at which a table ends whose other side is open: they lead on above its rules and below, to rules that are
    closed at both ends or to the end of a page. Not where one of its rules meets no other upright one."""
    crossing = Crossing(vertical)
    met = [(h, crossing.meets(h.at, h.lo, h.lo), crossing.meets(h.at, h.hi, h.hi)) for h in horizontal]
    ends = sorted((h.lo if at_left else h.hi, h.at) for h, at_left, at_right in met if at_left != at_right)
    corners = sorted((end, h.at) for h, *sides in met if all(sides) for end in (h.lo, h.hi))
    uncut = {h.at for h, *_ in met if not crossing.meets(h.at, h.lo + 2 * TOUCH, h.hi - 2 * TOUCH)}

    def is_around(wall: Segment) -> bool:
        heights = _ending_at(wall, ends)
        return _leads_beyond(wall, heights) and uncut.isdisjoint(heights) and bool(_ending_at(wall, corners))

    return [*filter(is_around, vertical)]


def _ending_at(wall: Segment, ends: Sequence[Interval]) -> list[float]:
    """The heights at which rules end at an upright one."""
    near = ends[bisect_left(ends, (wall.at - TOUCH,)) : bisect_right(ends, (wall.at + TOUCH, float("inf")))]
    return [height for _, height in near if wall.lo - TOUCH <= height <= wall.hi + TOUCH]


def _leads_beyond(wall: Segment, heights: Sequence[float]) -> bool:
    """Whether an upright rule leads on for a row above and below all these heights."""
    room = TOLERANCES.least_row
    return bool(heights) and wall.lo < min(heights) - room and wall.hi > max(heights) + room


def with_title_row(table: list[Segment], lone: Sequence[Segment]) -> list[Segment]:
    """The level rules of a table and, where its first row is one cell over all its open width, the rule above that, which no upright
    rule meets: over a title of two lines it stands further off, with no other near that it might close a table with. A rule close above a
    narrower table is none of its own."""
    top = min(table, key=_AT)

    def is_as_wide(rule: Segment) -> bool:
        return abs(rule.lo - top.lo) <= TOLERANCES.same_edge and abs(rule.hi - top.hi) <= TOLERANCES.same_edge

    def is_over(rule: Segment) -> bool:
        return is_as_wide(rule) and THIN < top.at - rule.at <= TOLERANCES.band

    if not any(map(is_as_wide, (rule for rule in table if rule is not top))):
        return table
    near = [rule for rule in lone if THIN < top.at - rule.at <= 2 * TOLERANCES.title_row and is_as_wide(rule)]
    is_over_title = len(near) == 1 and top.at - near[0].at <= TOLERANCES.title_row
    return [*(near if is_over_title else filter(is_over, lone)), *table]


@dataclass(slots=True)
class _OpenTable:
    """The level rules of a table and the places of the rules between its columns."""

    rules: list[Segment]
    cuts: list[float]

    def goes_on_in(self, part: _OpenTable) -> bool:
        """Whether what stands below, as wide and in its columns, is more of it."""
        apart = min(map(_AT, part.rules)) - max(map(_AT, self.rules))
        if apart > TOLERANCES.band or TOLERANCES.double_rule < apart < TOLERANCES.least_row:
            return False
        edges = ((min(map(_LO, table.rules)), max(map(_HI, table.rules))) for table in (self, part))
        if any(abs(one - other) > TOLERANCES.same_edge for one, other in zip(*edges, strict=True)):
            return False
        fewer, more = sorted((self.cuts, part.cuts), key=len)
        return all(any(abs(cut - other) <= TOLERANCES.same_edge for other in more) for cut in fewer)


def components(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Segments that cross or touch each other, directly or through others; lone ones give no component."""
    met_rules = DisjointSet(len(horizontal))
    order = sorted(range(len(vertical)), key=lambda j: vertical[j].at)
    uprights = [(vertical[j].lo - TOUCH, vertical[j].hi + TOUCH, j) for j in order]
    places = [vertical[j].at for j in order]
    first_met = [-1] * len(vertical)
    for i, h in enumerate(horizontal):
        for lo, hi, j in uprights[bisect_left(places, h.lo - TOUCH) : bisect_right(places, h.hi + TOUCH)]:
            if lo <= h.at <= hi:
                if first_met[j] < 0:
                    first_met[j] = i
                else:
                    met_rules.join(i, first_met[j])
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    roots = [met_rules.find(i) for i in range(len(horizontal))]
    for root, h in zip(roots, horizontal, strict=True):
        groups.setdefault(root, ([], []))[0].append(h)
    for met, v in zip(first_met, vertical, strict=True):
        if met >= 0:
            groups[roots[met]][1].append(v)
    return [group for group in groups.values() if group[1]]
