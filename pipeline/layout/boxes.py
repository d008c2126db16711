"""Boxes that touch a table: the regions of a plane that hang together, parted where one ends and the other begins.

In come regions that touch, out come those of each table and of each stack of boxes, from the top down. A box is a cell with nothing
beside it (a section's label under the goal table, a section's whole frame); it is none of the table's rows where its side goes on from
no wall of that table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.layout.regions import Region


@dataclass(slots=True)
class _Part:
    """Regions of one table or one stack, with the numbers of the boundaries where they begin and end."""

    regions: list[Region]
    lefts: set[int] = field(init=False)
    rights: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.lefts, self.rights = {region.left for region in self.regions}, {region.behind for region in self.regions}

    @property
    def is_stack(self) -> bool:
        return len(self.lefts) == len(self.rights) == 1

    def add(self, other: _Part) -> None:
        self.regions += other.regions
        self.lefts |= other.lefts
        self.rights |= other.rights

    def is_apart_from(self, other: _Part) -> bool:
        """Whether one of the two is a stack whose side is at no wall of the other: the right one, or the left where the right is common."""
        if not (self.is_stack or other.is_stack):
            return False
        stack, table = (other, self) if other.is_stack else (self, other)
        right = max(stack.rights)
        if right != max(table.rights):
            return right not in table.lefts | table.rights
        return min(stack.lefts) not in table.lefts | table.rights


def boxes_apart(regions: Sequence[Region]) -> list[list[Region]]:
    """The regions of each table and each stack of boxes."""
    parts: list[_Part] = []
    for band in _bands(regions):
        part = _Part(band)
        if parts and not parts[-1].is_apart_from(part):
            parts[-1].add(part)
        else:
            parts.append(part)
    return [part.regions for part in parts]


def _bands(regions: Sequence[Region]) -> Iterator[list[Region]]:
    """The regions from the top down, by rows that spans hold together."""
    band: list[Region] = []
    end = 0
    for region in sorted(regions):
        if band and region.top >= end:
            yield band
            band = []
        band.append(region)
        end = max(end, region.below)
    yield band
