"""Ruled tables from rulings: the plane of a page is cut by its rules into regions, and the regions are the cells.

Rules that touch form one component; its crossing positions make a fine raster, and raster fields with no rule between
them are one region. A rectangular region is a cell (with spans); a region that bends around others is the cell that
holds a nested table, even where that table shares a border with its frame. A page break that left a frame open is
closed where its side rules end together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import attrgetter, itemgetter
from typing import Literal

from pipeline.geometry.clusters import clustered, firsts, lanes, nearest
from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages.model import Ruling

_new = tuple.__new__

SNAP, TOUCH, THIN = TOLERANCES.snap, TOLERANCES.touch, TOLERANCES.thin
DOUBLE, BENT, SPACING = TOLERANCES.double, TOLERANCES.bent, TOLERANCES.spacing


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


@dataclass(slots=True)
class RawCell:
    """``also`` is the rest of a bent header (総数 around うち…): what is printed there belongs to this cell."""

    rect: Rect
    cols: tuple[int, int]
    rows: tuple[int, int]
    nested: list[RawGrid] = field(default_factory=list)
    also: Rect | None = None


@dataclass(slots=True)
class RawGrid:
    """Cells by index range (first, behind last) into ``xs`` and ``ys``, the boundaries that occur in this grid."""

    rect: Rect
    xs: list[float]
    ys: list[float]
    cells: list[RawCell]
    open_top: bool = False
    open_bottom: bool = False
    color: int = 0
    ruled: Literal["full", "rows", "none"] = "full"


AxisRule = tuple[float, float, float, float, int]
"""A rule by its place on its axis, start, end, thickness and colour."""


def merged_segments(rulings: Iterable[AxisRule]) -> list[Segment]:
    """Collinear segments that overlap or touch, as one; the rules come in any order."""
    segments: list[Segment] = []
    for lane in lanes(sorted(rulings), _FIRST, SNAP):
        start, last = lane[0][0], lane[-1][0]
        at = start if len(lane) == 1 else (start + last) / 2
        end = -float("inf")
        for _, lo, hi, thickness, color in sorted(lane, key=_SECOND):
            if lo > end + TOUCH:
                segments.append(Segment(at, lo, hi, thickness, color, spread=last - start))
                end = hi
                continue
            current = segments[-1]
            if hi > end:
                current.hi = end = hi
            if thickness > current.thickness:
                current.thickness, current.color = thickness, color
    return segments


_FIRST, _SECOND, _AT = itemgetter(0), itemgetter(1), attrgetter("at")


Crossing = tuple[list[float], list[tuple[float, float]]]
"""Segments of one direction as others meet them: their places, and how far each reaches, in the order of their axis."""


def _crossing(segments: Iterable[Segment]) -> Crossing:
    return [s.at for s in segments], [(s.lo - TOUCH, s.hi + TOUCH) for s in segments]


def _closed(along: list[Segment], across: list[Segment]) -> list[Segment]:
    """Virtual segments of ``across``'s direction that close ends of ``along`` which stop together at no rule."""
    places, extents = _crossing(across)
    ends: list[tuple[float, float]] = []
    for s in along:
        at, near = s.at, TOUCH + s.thickness
        for stop in (s.lo, s.hi):
            for lo, hi in extents[bisect_left(places, stop - near) : bisect_right(places, stop + near)]:
                if lo <= at <= hi:
                    break
            else:
                ends.append((stop, at))
    ends.sort()
    closing: list[Segment] = []
    group: list[tuple[float, float]] = []
    for end in [*ends, (float("inf"), 0.0)]:
        if group and end[0] - group[0][0] > 2.5:
            lone = [e for e in group if not any(o is not e and abs(o[0] - e[0]) < 1.0 for o in group)]
            prolonged = {e: found for e in lone if (found := _prolonged(*e, across)) is not None}
            closing.extend(prolonged.values())
            rest = [e for e in group if e not in prolonged]
            if len(rest) > 1:
                position = sum(g[0] for g in rest) / len(rest)
                places = [g[1] for g in rest]
                if max(places) - min(places) > THIN:
                    closing.append(Segment(position, min(places), max(places), virtual=True))
            group = []
        group.append(end)
    return closing


def _tables_apart(horizontal: list[Segment], vertical: list[Segment]) -> list[list[Segment]]:
    """The rules of each table whose sides may be open: no upright rule leads over the gap to the next one below.

    A row without columns in a table has no upright rule either, but no room for a caption.
    """
    tables: list[list[Segment]] = []
    bottom = -float("inf")
    groups = [sorted(hs, key=_AT) for hs, _ in components(horizontal, vertical)]
    for rules in sorted(groups, key=lambda hs: hs[0].at):
        if rules[0].at - bottom > TOLERANCES.band or not tables:
            tables.append(list(rules))
        else:
            tables[-1] += rules
        bottom = max(bottom, rules[-1].at)
    return tables


def _bridged(horizontal: list[Segment], vertical: list[Segment]) -> list[Segment]:
    """What closes a merged cell that a page's end leaves open beside closed ones: its sides end there, and its head is ruled."""
    closing: list[Segment] = []
    ruled = [h for h in horizontal if not h.virtual]
    levels = lanes(sorted(horizontal, key=_AT), _AT, SNAP)
    for left, right in (pair for lane in levels if len(lane) > 1 for pair in pairwise(sorted(lane, key=lambda h: h.lo))):
        if right.lo - left.hi <= THIN or left.virtual and right.virtual:
            continue
        sides = [v for v in vertical if abs(v.at - left.hi) <= TOUCH or abs(v.at - right.lo) <= TOUCH]
        for end in (1, -1):
            ending = [v for v in sides if abs((v.hi if end > 0 else v.lo) - left.at) <= TOUCH + left.thickness]
            if not any(abs(v.at - left.hi) <= TOUCH for v in ending) or not any(abs(v.at - right.lo) <= TOUCH for v in ending):
                continue
            low, high = max(v.lo for v in ending), min(v.hi for v in ending)
            if any(
                h.lo <= left.hi + TOUCH and right.lo - TOUCH <= h.hi and low - TOUCH <= h.at <= high + TOUCH and abs(h.at - left.at) > THIN
                for h in ruled
            ):
                closing.append(Segment(left.at, left.hi, right.lo, virtual=True))
    return closing


def _reach(along: list[Segment], across: list[Segment]) -> None:
    """Lengthens the segments that end at the nearer stroke of a double rule to its middle."""
    double = sorted((s for s in across if s.spread >= DOUBLE), key=lambda s: s.at)
    if not double:
        return
    places = [s.at for s in double]
    for s in along:
        for k in range(bisect_left(places, s.lo - TOUCH - SNAP / 2), bisect_left(places, s.lo - TOUCH)):
            if double[k].lo - TOUCH <= s.at <= double[k].hi + TOUCH and s.lo - places[k] <= TOUCH + double[k].spread / 2:
                s.lo = places[k]
                break
        for k in range(bisect_right(places, s.hi + TOUCH), bisect_right(places, s.hi + TOUCH + SNAP / 2)):
            if double[k].lo - TOUCH <= s.at <= double[k].hi + TOUCH and places[k] - s.hi <= TOUCH + double[k].spread / 2:
                s.hi = places[k]
                break


def _prolonged(stop: float, at: float, across: list[Segment]) -> Segment | None:
    """What closes a lone end beside a rule at its height: a page's last row, open below where a merged cell goes on."""
    level = [s for s in across if abs(s.at - stop) <= 1.0]
    right = min((s for s in level if s.lo > at + THIN), key=lambda s: s.lo, default=None)
    if right is not None:
        return Segment(right.at, at, right.lo, virtual=True)
    left = max((s for s in level if s.hi < at - THIN), key=lambda s: s.hi, default=None)
    return Segment(left.at, left.hi, at, virtual=True) if left is not None else None


def components(horizontal: list[Segment], vertical: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Segments that cross or touch each other, directly or through others; lone ones give no component."""
    met_rules = DisjointSet(len(horizontal))
    order = sorted(range(len(vertical)), key=lambda j: vertical[j].at)
    uprights = [(vertical[j].lo - TOUCH, vertical[j].hi + TOUCH, j) for j in order]
    places = [vertical[j].at for j in order]
    first_met = [-1] * len(vertical)
    for i, h in enumerate(horizontal):
        at, last = h.at, i
        for lo, hi, j in uprights[bisect_left(places, h.lo - TOUCH) : bisect_right(places, h.hi + TOUCH)]:
            if lo <= at <= hi:
                other = first_met[j]
                if other < 0:
                    first_met[j] = i
                elif other != last:
                    met_rules.join(i, other)
                    last = other
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    roots = [met_rules.find(i) for i in range(len(horizontal))]
    for root, h in zip(roots, horizontal, strict=True):
        groups.setdefault(root, ([], []))[0].append(h)
    for met, v in zip(first_met, vertical, strict=True):
        if met >= 0:
            groups[roots[met]][1].append(v)
    return [g for g in groups.values() if g[1]]


Stretch = tuple[int, int, int]
"""Fields side by side in the raster: row, first column, behind the last column."""
Boxed = tuple[int, int, int, int, Sequence[Stretch]]
"""A region: first row, first column, behind the last row, behind the last column; the stretches of one that is no rectangle."""


def regions_of(horizontal: list[Segment], vertical: list[Segment]) -> tuple[list[float], list[float], list[list[Stretch]]]:
    """The raster's boundaries and the regions, each by its stretches from the top left; what is open is left out."""
    xs = firsts([v.at for v in vertical], SNAP)
    ys = firsts([h.at for h in horizontal], SNAP)
    nx, ny = len(xs) - 1, len(ys) - 1
    if nx < 1 or ny < 1:
        return xs, ys, []
    width = nx + 2
    col = {x: nearest(xs, x) for x in {x for h in horizontal for x in (h.lo, h.hi)}.union([v.at for v in vertical])}
    row = {y: nearest(ys, y) for y in {y for v in vertical for y in (v.lo, v.hi)}.union([h.at for h in horizontal])}

    # the raster is padded by one field; a wall c stands between the columns c and c + 1, of open_below[r] between the rows r and r + 1
    walls: list[list[int]] = [[] for _ in range(ny + 2)]
    open_below = [[True] * width for _ in range(ny + 1)]
    for v in vertical:
        c = col[v.at]
        for r in range(row[v.lo] + 1, row[v.hi] + 1):
            walls[r].append(c)
    for h in horizontal:
        first, behind = col[h.lo] + 1, col[h.hi] + 1
        open_below[row[h.at]][first:behind] = [False] * (behind - first)

    one_region = DisjointSet(width * (ny + 2))
    stretches: list[Stretch] = []
    above = [_OUTSIDE] * width
    for r in range(1, ny + 2):
        cuts = sorted({*walls[r]})
        fields = [_OUTSIDE] * (cuts[0] + 1 if cuts else width)
        for first, behind in pairwise(cuts):
            fields += [r * width + first + 1] * (behind - first)
            stretches.append((r, first + 1, behind + 1))
        fields += [_OUTSIDE] * (width - len(fields))
        for a, b in {*compress(zip(above, fields, strict=True), open_below[r - 1])}:
            if a != b:
                one_region.join(a, b)
        above = fields
    outside = one_region.find(_OUTSIDE)
    regions: dict[int, list[Stretch]] = {}
    for r, first, behind in stretches:
        root = one_region.find(r * width + first)
        if root != outside:
            regions.setdefault(root, []).append((r - 1, first - 1, behind - 1))
    return xs, ys, list(regions.values())


_OUTSIDE = 0


def _boxed(region: list[Stretch]) -> Boxed:
    if len(region) == 1:
        row, first, behind = region[0]
        return row, first, row + 1, behind, ()
    r0, c0, r1, c1 = region[0][0], min([s[1] for s in region]), region[-1][0] + 1, max([s[2] for s in region])
    whole = sum([behind - first for _, first, behind in region]) == (r1 - r0) * (c1 - c0)
    return r0, c0, r1, c1, () if whole else region


def _numbered(used: set[int], places: list[float]) -> tuple[list[float], dict[int, int]]:
    """The boundaries used, those at a hair's distance as one, and the number of each among them."""
    order = sorted(used)
    kept = firsts([places[i] for i in order], THIN)
    if len(kept) == len(order):
        return kept, {i: n for n, i in enumerate(order)}
    return kept, {i: nearest(kept, places[i]) for i in order}


def _unbent(boxed: list[Boxed], xs: list[float], ys: list[float]) -> tuple[list[Boxed], dict[int, Rect]]:
    """The regions with each bent header as two rectangles: the one that spans its parts, and an empty rest beside the parts.

    A header bends around its parts (総数 around うち…) where the parts' walls go on: below it for the parts of columns, at its
    right for those of rows. Given with it is, by the id of the spanning rectangle, the place of its rest.
    """
    if not any(b[4] for b in boxed):
        return boxed, {}
    starts = {(b[0], b[1]) for b in boxed}
    out: list[Boxed] = []
    rests: dict[int, Rect] = {}
    for bent in boxed:
        r0, c0, r1, c1, stretches = bent
        if stretches:
            fields = {(r, c) for r, first, behind in stretches for c in range(first, behind)}
            missing = {(r, c) for r in range(r0, r1) for c in range(c0, c1)} - fields
            r, c = min(r for r, _ in missing), min(c for _, c in missing)
            if r > r0 and c > c0 and len(missing) == (r1 - r) * (c1 - c):
                span: Boxed | None = None
                if (r1, c) in starts and (r1, c0) in starts and ys[r] - ys[r0] <= BENT:
                    span, rest = (r0, c0, r, c1, ()), (r, c0, r1, c)
                elif (r, c1) in starts and (r0, c1) in starts and xs[c] - xs[c0] <= BENT:
                    span, rest = (r0, c0, r1, c, ()), (r0, c, r, c1)
                if span is not None:
                    out += [span, (*rest, ())]
                    rests[id(span)] = Rect(xs[rest[1]], ys[rest[0]], xs[rest[3]], ys[rest[2]])
                    continue
        out.append(bent)
    return out, rests


def _groups(members: Sequence[Boxed], nx: int) -> list[int]:
    """For each region the number of its group: those that touch side by side, directly or through others."""
    if len(members) == 1:
        return [0]
    rows = max([m[2] for m in members]) - min([m[0] for m in members])
    columns = max([m[3] for m in members]) - min([m[1] for m in members])
    if any(m[4] for m in members):
        covered = len({r * nx + c for r0, c0, r1, c1, _ in members for r in range(r0, r1) for c in range(c0, c1)})
    else:
        covered = sum([(r1 - r0) * (c1 - c0) for r0, c0, r1, c1, _ in members])
    if covered == rows * columns:
        return [0] * len(members)  # a rectangle without holes, so all hang together
    owner: dict[int, int] = {}
    for k, m in enumerate(members):
        for r in range(m[0], m[2]):
            for c in range(m[1], m[3]):
                owner.setdefault(r * nx + c, k)
    groups = DisjointSet(len(members))
    for f, k in owner.items():
        right = owner.get(f + 1) if (f + 1) % nx else None
        below = owner.get(f + nx)
        for other in (right, below):
            if other is not None:
                groups.join(k, other)
    return [groups.find(k) for k in range(len(members))]


def grids_of_regions(xs: list[float], ys: list[float], regions: list[list[Stretch]], color: int) -> list[RawGrid]:
    """Grids of the regions given, nested ones inside the cell that bends around them."""
    nx = len(xs) - 1
    boxed, rests = _unbent([_boxed(region) for region in regions], xs, ys)
    containers = [b for b in boxed if b[4]]
    containers.sort(key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    inside: dict[int, list[Boxed]] = {}
    placed: set[int] = set()
    for container in containers:
        r0, c0, r1, c1, _ = container
        for b in boxed:
            if b is not container and id(b) not in placed and b[0] >= r0 and b[1] >= c0 and b[2] <= r1 and b[3] <= c1:
                inside.setdefault(id(container), []).append(b)
                placed.add(id(b))

    def built(members: list[Boxed]) -> list[RawGrid]:
        numbers = _groups(members, nx)
        groups: dict[int, list[Boxed]] = {group: [] for group in numbers}
        for m, group in zip(members, numbers, strict=True):
            if xs[m[3]] - xs[m[1]] >= THIN and ys[m[2]] - ys[m[0]] >= THIN:
                groups[group].append(m)
        return [grid_of(group) for group in groups.values() if group]

    def grid_of(members: list[Boxed]) -> RawGrid:
        used_x, col = _numbered({m[1] for m in members}.union([m[3] for m in members]), xs)
        used_y, row = _numbered({m[0] for m in members}.union([m[2] for m in members]), ys)
        cells = []
        for m in members:
            r0, c0, r1, c1, _ = m
            cols, rows = (col[c0], col[c1]), (row[r0], row[r1])
            if cols[0] < cols[1] and rows[0] < rows[1]:
                within = built(inside[id(m)]) if id(m) in inside else []
                cells.append(RawCell(_new(Rect, (xs[c0], ys[r0], xs[c1], ys[r1])), cols, rows, within, rests.get(id(m))))
        return RawGrid(Rect(used_x[0], used_y[0], used_x[-1], used_y[-1]), used_x, used_y, cells, color=color)

    outer = [b for b in boxed if id(b) not in placed] if placed else boxed
    return built(outer) if outer else []


def all_cells(grid: RawGrid) -> Iterable[RawCell]:
    for cell in grid.cells:
        yield cell
        for nested in cell.nested:
            yield from all_cells(nested)


def grids_of(rulings: Sequence[Ruling]) -> tuple[list[RawGrid], list[Ruling]]:
    """The ruled grids of a page that share no component, from the top down, and the horizontal rules that meet no vertical one."""
    lying: list[AxisRule] = []
    upright: list[AxisRule] = []
    for x0, y0, x1, y1, thickness, color in rulings:
        if y1 - y0 < x1 - x0:
            lying.append((y0, x0, x1, thickness, color))
        else:
            upright.append((x0, y0, y1, thickness, color))
    if not upright:
        return [], [r for r in rulings if r.y0 == r.y1]
    horizontal, vertical = merged_segments(lying), merged_segments(upright)
    _reach(vertical, horizontal)
    _reach(horizontal, vertical)
    horizontal += _closed(vertical, horizontal)
    horizontal += _bridged(horizontal, vertical)
    crossing = _crossing(vertical)
    crossed = [h for h in horizontal if not h.virtual and _is_crossed(h, crossing)]
    vertical += [side for table in _tables_apart(crossed, vertical) for side in _closed(table, vertical)]
    grids: list[RawGrid] = []
    groups = components(horizontal, vertical)
    for hs, vs in groups:
        xs, ys, regions = regions_of(hs, vs)
        if not regions:
            continue
        color = max(hs, key=lambda h: h.hi - h.lo).color
        ends = [h.at for h in hs if h.virtual]
        for grid in grids_of_regions(xs, ys, regions, color):
            grid.open_top = any(abs(at - grid.rect.y0) <= TOUCH for at in ends)
            grid.open_bottom = any(abs(at - grid.rect.y1) <= TOUCH for at in ends)
            grids.append(grid)
    return _spaced(grids), _loose(rulings, horizontal, [h for hs, _ in groups for h in hs])


def _is_crossed(segment: Segment, crossing: Crossing) -> bool:
    places, extents = crossing
    at, near = segment.at, slice(bisect_left(places, segment.lo - TOUCH), bisect_right(places, segment.hi + TOUCH))
    return any(lo <= at <= hi for lo, hi in extents[near])


def _loose(rulings: Sequence[Ruling], segments: Sequence[Segment], crossing: Sequence[Segment]) -> list[Ruling]:
    """The horizontal rules that are part of no crossing segment; each is part of one of ``segments``, unless it is a dot."""
    taken = {id(h) for h in crossing}
    lone = sorted([h.at for h in segments if id(h) not in taken])
    dots = [r[1] for r in rulings if r[0] >= r[2] and r[1] == r[3]]
    if not lone and not dots:
        return []
    places = sorted([*lone, *dots])
    near = [r for r in rulings if r[1] == r[3] and bisect_left(places, r[1] - SNAP) < bisect_right(places, r[1] + SNAP)]
    crossed = sorted([(h.at, h.lo, h.hi) for h in crossing if not h.virtual])
    return [r for r in near if not _is_taken(r, crossed)]


def _is_taken(rule: Ruling, taken: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a horizontal rule is part of the segments of a grid, given by place, start and end and in that order."""
    x0, y, x1, *_ = rule
    near = taken[bisect_left(taken, (y - SNAP,)) : bisect_right(taken, (y + SNAP, float("inf")))]
    return any(lo - TOUCH <= x0 and x1 <= hi + TOUCH for _, lo, hi in near)


def _spaced(grids: list[RawGrid]) -> list[RawGrid]:
    """The grids with boxes that stand beside and below each other at a hair's distance as one: cells with spaces between them."""
    boxes = [g for g in grids if len(g.cells) <= 4]  # two neighbours that were drawn too close have become one grid
    if len(boxes) < 4:
        return grids
    boxes.sort(key=lambda g: (g.rect.y0, g.rect.x0))
    groups: list[list[RawGrid]] = []
    for box in boxes:
        mates = [group for group in groups if any(_side_by_side(box.rect, other.rect) for other in group)]
        groups = [group for group in groups if group not in mates] + [[box, *(other for group in mates for other in group)]]
    out = list(grids)
    for group in groups:
        if len(group) < 4 or sum(len(g.cells) == 1 for g in group) * 2 < len(group):
            continue
        inside = [c for g in group for c in g.cells]
        xs = _middles([x for c in inside for x in (c.rect.x0, c.rect.x1)])
        ys = _middles([y for c in inside for y in (c.rect.y0, c.rect.y1)])
        if len(xs) < 3 or len(ys) < 3:
            continue
        cells = []
        for c in inside:
            r = c.rect
            cols, rows = (nearest(xs, r.x0), nearest(xs, r.x1)), (nearest(ys, r.y0), nearest(ys, r.y1))
            cells.append(RawCell(Rect(xs[cols[0]], ys[rows[0]], xs[cols[1]], ys[rows[1]]), cols, rows, c.nested))
        rect = Rect(xs[0], ys[0], xs[-1], ys[-1])
        around = [
            g for g in boxes if g not in group and holds(g.rect, rect, TOUCH) and g.rect.x1 - g.rect.x0 < rect.x1 - rect.x0 + 4 * SPACING
        ]
        around = [g for g in around if g.rect.y1 - g.rect.y0 < rect.y1 - rect.y0 + 4 * SPACING]
        out = [g for g in out if g not in group and g not in around] + [RawGrid(rect, xs, ys, cells, color=group[0].color)]
    return out


def _side_by_side(a: Rect, b: Rect) -> bool:
    """Whether two boxes stand apart by no more than the spacing of cells, in one row or one column."""
    across = max(a.x0, b.x0) - min(a.x1, b.x1)
    down = max(a.y0, b.y0) - min(a.y1, b.y1)
    return 0 < across <= SPACING and down < -THIN or 0 < down <= SPACING and across < -THIN


def _middles(places: list[float]) -> list[float]:
    """One boundary for each pair of sides that face each other across the space between two cells."""
    return [(group[0] + group[-1]) / 2 for group in clustered(places, SPACING)]


def nested(grids: list[RawGrid]) -> list[RawGrid]:
    """Grids that lie inside a cell of another component move into that cell; the outermost remain."""
    area = [(g.rect.x1 - g.rect.x0) * (g.rect.y1 - g.rect.y0) for g in grids]
    order = sorted(range(len(grids)), key=lambda i: area[i])
    top: list[RawGrid] = []
    for n, i in enumerate(order):
        inner = grids[i]
        home: RawCell | None = None
        for j in order[n + 1 :]:
            if holds(grids[j].rect, inner.rect, TOUCH):
                home = next((c for c in all_cells(grids[j]) if holds(c.rect, inner.rect, TOUCH) and not _deeper(c, inner)), None)
                if home is not None:
                    break
        if home is None:
            top.append(inner)
        else:
            home.nested.append(inner)
    return sorted(top, key=lambda g: (g.rect.y0, g.rect.x0))


def _deeper(cell: RawCell, inner: RawGrid) -> bool:
    return any(holds(c.rect, inner.rect, TOUCH) for g in cell.nested for c in all_cells(g))
