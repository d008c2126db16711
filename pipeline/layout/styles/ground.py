"""What a finder of tables sees of a page, and what the finders before it found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import BODY, TOLERANCES
from pipeline.layout.grids import RawGrid, nested
from pipeline.layout.homes import Locator
from pipeline.layout.lines import OUTSIDE, Placed, height_of
from pipeline.layout.runs import Run
from pipeline.layout.segments import Segment, upright_segments
from pipeline.layout.shaded_headers import MOST_FILLS
from pipeline.pages.model import Area, Ruling

PAPER = 0xF8
"""of 255; a fill this light in every channel is paper"""
IN = TOLERANCES.snap
LEAST_HIGH = 3 * BODY
"""pt; an area is higher in which a table of two rows stands with white around it"""
LEAST_FILLS = 2
"""filled areas in one cell; fewer show no rows"""


@dataclass(frozen=True)
class Ground:
    """``drawn`` are all rules, ``rules`` those that are part of no table found so far, ``rows`` the runs of text by baseline, ``tables``
    the outermost grids found, with what is nested in their cells."""

    rules: Sequence[Ruling]
    rows: Sequence[Sequence[Run]]
    fills: Sequence[Area]
    figures: Sequence[Rect]
    tables: Sequence[RawGrid] = ()
    drawn: Sequence[Ruling] = ()

    def with_more(self, tables: Sequence[RawGrid]) -> Ground:
        """The ground with more tables, each in the cell that holds it."""
        return replace(self, tables=nested([*self.tables, *tables])) if tables else self

    @cached_property
    def home_of(self) -> Locator:
        return Locator(self.tables, self.figures, {height_of(run.glyphs) for run in self.runs})

    @cached_property
    def placed(self) -> list[list[Placed]]:
        """The runs of each row with their homes among the tables found."""
        return [self.home_of.placed([run.glyphs for run in row]) for row in self.rows]

    @cached_property
    def runs(self) -> list[Run]:
        """The runs of all rows, from the top down."""
        return [run for row in self.rows for run in row]

    @cached_property
    def walls(self) -> list[Segment]:
        """The upright ones of the rules that are part of no table, whole, from the left."""
        return upright_segments(self.rules)

    @cached_property
    def shades(self) -> list[Area]:
        """The fills that are not the colour of paper, but for those on which a table stands that has shades of its own."""
        shades = [fill for fill in self.fills if not is_light(fill.color)]
        if len(shades) > MOST_FILLS:
            return shades
        return [fill for fill in shades if fill.y1 - fill.y0 <= LEAST_HIGH or not _is_under_table(fill, shades)]


def _is_under_table(ground: Area, shades: Iterable[Area]) -> bool:
    """Whether amid an area others stand side by side, as the shaded cells of a row do, or one below the other with the same sides, as
    stripes do. Within a cell or stripe there may be highlighted words, which do neither."""
    held = [
        fill for fill in shades if ground.x0 + IN < fill.x0 and fill.x1 < ground.x1 - IN and ground.y0 <= fill.y0 and fill.y1 <= ground.y1
    ]
    sides = {(round(fill.x0), round(fill.x1)) for fill in held}
    begins, ends = ({(round(x), round(fill.y0), round(fill.y1)) for fill in held for x in (fill[side],)} for side in (0, 2))
    return len(sides) < len(held) or not begins.isdisjoint(ends)


def is_light(color: int) -> bool:
    """Whether a fill of this colour is paper."""
    return color & 0xFF >= PAPER and color >> 8 & 0xFF >= PAPER and color >> 16 >= PAPER


def by_home(fills: Iterable[Area], home_of: Locator) -> dict[int, list[Area]]:
    """The areas that lie in one cell, or outside all, where several do."""
    homes: dict[int, list[Area]] = defaultdict(list)
    for fill in fills:
        corners = {home_of(x, y) for x in (fill.x0 + IN, fill.x1 - IN) for y in (fill.y0 + IN, fill.y1 - IN)}
        if len(corners) == 1 and (home := corners.pop()) >= OUTSIDE:
            homes[home].append(fill)
    return {home: inside for home, inside in homes.items() if len(inside) >= LEAST_FILLS}


def runs_by_home(ground: Ground, homes: Iterable[int]) -> dict[int, list[Run]]:
    """The runs of text whose middle is in these cells."""
    runs: dict[int, list[Run]] = {home: [] for home in homes}
    for run in ground.runs:
        home = ground.home_of(run.x, run.y)
        if home in runs:
            runs[home].append(run)
    return runs
