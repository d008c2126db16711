"""Names that stand for several rows of a table that no rule parts: each in the middle of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.geometry.intervals import Interval
from pipeline.layout.runs import Run, text_lines

CENTRED = 0.35
"""em; a name that stands for several rows has its middle this near theirs"""


def spans_down(ys: Sequence[float], names: Sequence[Run]) -> list[tuple[int, int]]:
    """From which to behind which row each of some names stands in the middle of several, from edge to edge of the rows; none where
    each stands in a row of its own or where they do not share out all rows."""
    lines = text_lines(names)
    blocks: list[Interval] = []
    for line in lines:
        y0, y1 = min(run.y0 for run in line), max(run.y1 for run in line)
        if blocks and y0 - blocks[-1][1] < CENTRED * line[0].size:
            blocks[-1] = blocks[-1][0], y1
        else:
            blocks.append((y0, y1))
    spans: list[tuple[int, int]] = []
    first = 0
    for y0, y1 in blocks:
        off = CENTRED * names[0].size
        ends = (n for n in range(first + 1, len(ys)) if abs(ys[first] + ys[n] - y0 - y1) < 2 * off)
        if (behind := next(ends, None)) is None:
            return []
        spans.append((first, behind))
        first = behind
    is_shared_out = first == len(ys) - 1 and any(b - a > 1 for a, b in spans)
    return spans if is_shared_out else []
