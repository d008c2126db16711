"""The rows that shades from side to side show between the rules of a table: stripes, of one colour and white or of two.

In come the heights of the rules with the text and the shades between them, out come the heights at which a row begins or ends
besides. A row whose text is wrapped is told by its stripe alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP
from pipeline.layout.runs import Run
from pipeline.pages.model import Area

WHOLE = 0.95
"""of a table's width; as much of it is shaded where a row is, by one area or by those of its cells"""
THROUGH = 0.3
"""em; where a shade ends so near the middle of a text it shows no row"""


def stripe_edges(heights: Sequence[float], sides: Interval, names_end: float, runs: Sequence[Run], fills: Sequence[Area]) -> list[float]:
    """Where rows part at the ends of stripes, between the rules at ``heights`` of a table between these ``sides``. None where the stripes
    are not those of its rows: one ends amid a text that stands behind the names of rows, which end at ``names_end``."""
    shaded: defaultdict[Interval, list[Area]] = defaultdict(list)
    for fill in fills:
        shaded[fill.y0, fill.y1].append(fill)
    ends = {y for stripe, areas in shaded.items() if _is_stripe(areas, sides, names_end) for y in stripe}
    edges: list[float] = []
    for y in sorted(ends):
        is_inner = heights[0] < y < heights[-1] and all(abs(y - height) > TOLERANCES.least_row for height in heights)
        if is_inner and (not edges or y - edges[-1] > SNAP):
            edges.append(y)
    return [] if any(_goes_through(y, run) for y in edges for run in runs if run.x > names_end) else edges


def _is_stripe(areas: Sequence[Area], sides: Interval, names_end: float) -> bool:
    """Whether areas of one height go from side to side, or those of several cells from where the names end: a name may be over two rows."""
    sides = (names_end, sides[1]) if len(areas) > 1 else sides
    shaded = sum(max(overlap((area.x0, area.x1), sides), 0.0) for area in areas)
    return shaded >= WHOLE * (sides[1] - sides[0])


def _goes_through(y: float, run: Run) -> bool:
    return abs(run.y - y) < THROUGH * run.size
