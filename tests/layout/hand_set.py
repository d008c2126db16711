"""Runs of text and shades set by hand, for tests of what stands in columns."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.grids import RawGrid
from pipeline.layout.runs import Run, run_of
from pipeline.pages.model import Area, Glyph, Glyphs

SIZE, STEP = 10.0, 14.0
Words = tuple[float, str]
"""Where they begin, in points from the left, and what they say."""


def runs(*rows: Sequence[Words], y: float = 200.0, steps: Sequence[float] = ()) -> list[Run]:
    made = []
    for n, row in enumerate(rows):
        for x, text in row:
            glyphs = [Glyph(x + SIZE * k, y, x + SIZE * (k + 1), y + SIZE, ch, SIZE, 0, 0, k) for k, ch in enumerate(text)]
            made.append(run_of(Glyphs.of(glyphs)))
        y += steps[n] if n < len(steps) else STEP
    return made


def shape(grid: RawGrid) -> tuple[int, int]:
    """Rows and columns."""
    return len(grid.ys) - 1, len(grid.xs) - 1


def fill(x0: float, x1: float, y0: float = 180.0, y1: float = 196.0, color: int = 0xDDDDDD) -> Area:
    return Area(x0, y0, x1, y1, color)
