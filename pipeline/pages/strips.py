"""Strips that are one shaded area: printers' drivers paint the ground of a cell as several rectangles, one below the other, and one whose
colour changes from top to bottom as strips of a colour each.

In come the filled rectangles of a page, in the order of drawing, out go the same with those that are parts of one area made one: each too
low for a line of type, of one width and nearly the colour of the next, and with nothing between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

MEETS = 0.5
"""pt; strips of one area lie no further apart"""
LINE = 1.0
"""em; what is no lower holds a line of type, and may be a cell of its own"""
SHADE = 16
"""of 255, in each channel; the next strip of a ground whose colour changes differs by no more"""
ALIKE = 10
"""of a point; sides that differ by less are at one place"""


class Bar(NamedTuple):
    """A filled rectangle, in points: its colour (0xRRGGBB), the number of glyphs drawn before it, and whether nothing shows through it."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: int
    after: int
    opaque: bool


def without_strips(bars: Mapping[int, Bar], em: float, is_thin: Callable[[float, float], bool]) -> dict[int, Bar]:
    """The rectangles by their place in the drawing, strips of one area as one of them, where the first of them is drawn; what is thin for
    a height and a width together is a rule in several."""
    stacks: dict[tuple[float, ...], list[tuple[Bar, int]]] = defaultdict(list)
    for k, bar in bars.items():
        if bar.y1 - bar.y0 < LINE * em:
            stacks[round(bar.x0 * ALIKE), round(bar.x1 * ALIKE), *bar[5:]].append((bar, k))
    out = dict(bars)
    for strips in chain.from_iterable(map(_runs, stacks.values())):
        (top, _), ends = strips[0], max(bar.y1 for bar, _ in strips)
        if len(strips) > 1 and not is_thin(ends - top.y0, top.x1 - top.x0):
            first, *rest = sorted(k for _, k in strips)
            out[first] = top._replace(y1=ends)
            for k in rest:
                del out[k]
    return out


def _runs(stack: Iterable[tuple[Bar, int]]) -> Iterator[Sequence[tuple[Bar, int]]]:
    """The strips that follow each other without white between, or another colour."""
    strips = sorted(stack, key=lambda one: one[0].y0)
    cuts = [k for k, ((above, _), (below, _)) in enumerate(pairwise(strips), 1) if not _goes_on(above, below)]
    for start, end in pairwise([0, *cuts, len(strips)]):
        yield strips[start:end]


def _goes_on(above: Bar, below: Bar) -> bool:
    is_alike = all(abs((above.color >> shift & 255) - (below.color >> shift & 255)) <= SHADE for shift in (16, 8, 0))
    return is_alike and below.y0 - above.y1 <= MEETS
