"""The plane of a page cut into regions: a raster of all places of rules, and fields with no rule between them as one.

In come the segments of one component, out come its regions from the top left, each by the fields of its raster; what is open
to the outside is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from pipeline.geometry.clusters import firsts, nearest
from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.segments import SNAP, Segment

BENT = TOLERANCES.bent
_OUTSIDE = 0


class FieldRun(NamedTuple):
    """Fields side by side in the raster: row, first column, behind the last column."""

    row: int
    left: int
    behind: int


class Region(NamedTuple):
    """By rows and columns of the raster, from the first to behind the last; ``stretches`` are those of one that is no rectangle,
    ``rest`` is what a bent header has beside its rectangle."""

    top: int
    left: int
    below: int
    behind: int
    stretches: tuple[FieldRun, ...] = ()
    rest: Rect | None = None

    @property
    def fields(self) -> int:
        return (self.below - self.top) * (self.behind - self.left)

    def frames(self, other: Region) -> bool:
        """Whether another one lies between the outermost sides of this one."""
        return self.top <= other.top and self.left <= other.left and other.below <= self.below and other.behind <= self.behind

    def rect(self, xs: Sequence[float], ys: Sequence[float]) -> Rect:
        return Rect(xs[self.left], ys[self.top], xs[self.behind], ys[self.below])


def regions_of(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> tuple[list[float], list[float], list[Region]]:
    """The raster's boundaries and the regions; what is open is left out."""
    xs, ys = firsts([v.at for v in vertical], SNAP), firsts([h.at for h in horizontal], SNAP)
    walls, is_open = _raster(horizontal, vertical, xs, ys)
    width = len(xs) + 1
    one_region = DisjointSet(width * (len(ys) + 1))
    stretches: list[FieldRun] = []
    above = [_OUTSIDE] * width
    for r in range(1, len(ys) + 1):
        fields = [_OUTSIDE] * width
        for first, behind in pairwise(sorted({*walls[r]})):
            fields[first + 1 : behind + 1] = [r * width + first + 1] * (behind - first)
            stretches.append(FieldRun(r, first + 1, behind + 1))
        for a, b in {*compress(zip(above, fields, strict=True), is_open[r - 1])}:
            one_region.join(a, b)
        above = fields
    outside = one_region.find(_OUTSIDE)
    regions: dict[int, list[FieldRun]] = {}
    for row, left, behind in stretches:
        root = one_region.find(row * width + left)
        if root != outside:
            regions.setdefault(root, []).append(FieldRun(row - 1, left - 1, behind - 1))
    return xs, ys, [_region(found) for found in regions.values()]


def _raster(
    horizontal: Sequence[Segment], vertical: Sequence[Segment], xs: Sequence[float], ys: Sequence[float]
) -> tuple[list[list[int]], list[list[bool]]]:
    """For each row its walls, and for each boundary of rows whether it is open by column. The raster is padded by one field; a wall c
    stands between the columns c and c + 1, the boundary r between the rows r and r + 1."""
    col = {x: nearest(xs, x) for x in {x for h in horizontal for x in (h.lo, h.hi)}.union([v.at for v in vertical])}
    row = {y: nearest(ys, y) for y in {y for v in vertical for y in (v.lo, v.hi)}.union([h.at for h in horizontal])}
    walls: list[list[int]] = [[] for _ in range(len(ys) + 1)]
    for v in vertical:
        for r in range(row[v.lo] + 1, row[v.hi] + 1):
            walls[r].append(col[v.at])
    is_open = [[True] * (len(xs) + 1) for _ in ys]
    for h in horizontal:
        first, behind = col[h.lo] + 1, col[h.hi] + 1
        is_open[row[h.at]][first:behind] = [False] * (behind - first)
    return walls, is_open


def _region(stretches: Sequence[FieldRun]) -> Region:
    left, behind = min([s.left for s in stretches]), max([s.behind for s in stretches])
    region = Region(stretches[0].row, left, stretches[-1].row + 1, behind)
    is_whole = sum([s.behind - s.left for s in stretches]) == region.fields
    return region if is_whole else region._replace(stretches=tuple(stretches))


def unbent(regions: Sequence[Region], xs: Sequence[float], ys: Sequence[float]) -> list[Region]:
    """The regions with each bent header as two rectangles: the one that spans its parts, and an empty rest beside the parts.

    A header bends around its parts (総数 around うち…) where the parts' walls go on: below it for the parts of columns, at its
    right for those of rows.
    """
    starts = {(region.top, region.left) for region in regions}
    out: list[Region] = []
    for region in regions:
        parts = _bent_header(region, starts, xs, ys) if region.stretches else None
        if parts is None:
            out.append(region)
        else:
            span, rest = parts
            out += [span._replace(rest=rest.rect(xs, ys)), rest]
    return out


def _bent_header(bent: Region, starts: set[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> tuple[Region, Region] | None:
    """The rectangle of a bent header over (or before) its parts and the rest beside them; None where it is a frame."""
    top, left, below, behind, *_ = bent
    fields = {(s.row, c) for s in bent.stretches for c in range(s.left, s.behind)}
    missing = {(r, c) for r in range(top, below) for c in range(left, behind)} - fields
    r, c = min(r for r, _ in missing), min(c for _, c in missing)
    if len(missing) != (below - r) * (behind - c):
        return None
    if {(below, c), (below, left)} <= starts and ys[r] - ys[top] <= BENT:
        return Region(top, left, r, behind), Region(r, left, below, c)
    if {(r, behind), (top, behind)} <= starts and xs[c] - xs[left] <= BENT:
        return Region(top, left, below, c), Region(top, c, r, behind)
    return None


def groups_of(regions: Sequence[Region], width: int) -> list[int]:
    """For each region the number of its group: those that touch side by side, directly or through others; ``width`` is the raster's."""
    owner: dict[int, int] = {}
    for k, region in enumerate(regions):
        for r in range(region.top, region.below):
            for c in range(region.left, region.behind):
                owner.setdefault(r * width + c, k)
    groups = DisjointSet(len(regions))
    for place, k in owner.items():
        right, below = owner.get(place + 1, k) if (place + 1) % width else k, owner.get(place + width, k)
        for neighbour in (right, below):
            if neighbour != k:
                groups.join(k, neighbour)
    return [groups.find(k) for k in range(len(regions))]
