"""What a finder of tables sees of a page, and what the finders before it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawGrid
from pipeline.layout.homes import Locator
from pipeline.layout.lines import Measured, Placed
from pipeline.pages.model import Area, Ruling

PAPER = 0xF8
"""of 255; a fill this light in every channel is paper"""


@dataclass(frozen=True)
class Ground:
    """``rules`` are those that are part of no table found so far, ``rows`` the runs of text by baseline, ``tables`` the outermost
    grids found, with what is nested in their cells."""

    rules: Sequence[Ruling]
    rows: Sequence[Sequence[Measured]]
    fills: Sequence[Area]
    figures: Sequence[Rect]
    tables: Sequence[RawGrid] = ()

    @cached_property
    def home_of(self) -> Locator:
        return Locator(self.tables, self.figures, {run[2] for row in self.rows for run in row})

    @cached_property
    def placed(self) -> list[list[Placed]]:
        """The runs of each row with their homes among the tables found."""
        return [self.home_of.placed(row) for row in self.rows]

    @cached_property
    def shades(self) -> list[Area]:
        """The fills that are not the colour of paper."""
        return [fill for fill in self.fills if not is_light(fill.color)]


def is_light(color: int) -> bool:
    """Whether a fill of this colour is paper."""
    return color & 0xFF >= PAPER and color >> 8 & 0xFF >= PAPER and color >> 16 >= PAPER
