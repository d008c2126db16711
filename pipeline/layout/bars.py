"""The bars of charts, told from the shades of cells and the ornaments of headings.

A bar is a filled rectangle without text in it whose sides are no rules; bars that stand near each other on a common line are of one
chart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Literal

from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages.lines import luminance
from pipeline.pages.model import Area, Glyphs, Page, Ruling, Style

LIGHT = 0.87
"""luminance; a lighter fill shades a cell and is no bar"""


def may_be_bar(fill: Area) -> bool:
    return fill.y1 - fill.y0 >= LEAST_BAR[1] and fill.x1 - fill.x0 >= LEAST_BAR[0] and luminance(fill.color) < LIGHT


LEAST_BAR = TOLERANCES.bar_width, TOLERANCES.bar_height


def bars_of(page: Page) -> list[Rect]:
    """The rectangles around the bars of each chart: at least two fills that stand on a common line."""
    fills = [fill for fill in page.fills if may_be_bar(fill)]
    if not fills:
        return []
    text = LevelText(page.glyphs)
    rows = _shaded_rows(fills, text)
    bare = without_borders([f for f in fills if not text.is_in(f)], page.rulings)
    rests = _rests_of_cells(bare, rows) if rows else set()
    free = [Rect(*f[:4]) for f in bare if f not in rests and not _is_in_shaded_row(f, rows)]
    free += [thin for ruling in page.rulings if (thin := _as_thin_bar(ruling, bare)) is not None]
    return [around(*chart) for chart in charts_of(free) if len(chart) > 1 and not _accents(chart)]


def _as_thin_bar(ruling: Ruling, bars: Sequence[Area]) -> Rect | None:
    """The bar of a small amount that is as thin as a rule: of a bar's colour, as broad as that, on the same line; None for a rule."""
    x0, y0, x1, y1, thickness, color = ruling
    if thickness < LEAST_BAR[0]:
        return None
    if x0 == x1:
        mates = (bar for bar in bars if abs((bar.y1 - bar.y0) - (y1 - y0)) < SAME_SIDE)
        return _on_line_with(Rect(x0 - thickness / 2, y0, x1 + thickness / 2, y1), color, mates, (0, 2))
    mates = (bar for bar in bars if abs((bar.x1 - bar.x0) - (x1 - x0)) < SAME_SIDE)
    return _on_line_with(Rect(x0, y0 - thickness / 2, x1, y1 + thickness / 2), color, mates, (1, 3))


def _on_line_with(thin: Rect, color: int, bars: Iterable[Area], sides: Sequence[int]) -> Rect | None:
    return thin if any(bar.color == color and any(abs(bar[n] - thin[n]) < SAME_SIDE for n in sides) for bar in bars) else None


def without_borders(fills: Sequence[Area], rulings: Sequence[Ruling]) -> list[Area]:
    """The fills that have no rules at two of their sides or more, and are no strips of a cell's shade between its upright ones."""
    level = sorted([(y0, x0, x1) for x0, y0, x1, *_ in rulings])
    upright = sorted([(x0, y0, y1) for x0, y0, _, y1, *_ in rulings])
    strips = {fill for pair in _touching(fills) if all(_is_between(fill, upright) for fill in pair) for fill in pair}
    return [fill for fill in fills if fill not in strips and _free_sides(fill, level, upright) >= 2]


def _touching(fills: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Each two fills of one colour, one on the other, as broad as it."""
    ordered = sorted(fills, key=lambda fill: (fill.color, round(fill.x0), round(fill.x1), fill.y0))
    for above, below in pairwise(ordered):
        is_broad = max(abs(above.x0 - below.x0), abs(above.x1 - below.x1)) < BORDER
        if above.color == below.color and is_broad and abs(below.y0 - above.y1) < BORDER:
            yield above, below


def _is_between(fill: Area, upright: Sequence[RuleSpan]) -> bool:
    """Whether rules stand at both sides of a fill."""
    return all(_is_ruled(side, fill.y0, fill.y1, upright) for side in (fill.x0, fill.x1))


def charts_of(bars: Sequence[Rect]) -> list[list[Rect]]:
    """Bars by charts: two that are aligned at one of their sides and stand near each other are of one, and so on."""
    groups = DisjointSet(len(bars))
    for side in range(len(Rect._fields)):
        across = 1 - side % 2  # bars that share a left or right side follow each other downwards
        for lane in _lanes(bars, side):
            lane.sort(key=lambda k: bars[k][across])
            reach, last = -float("inf"), lane[0]
            for k in lane:
                if bars[k][across] - reach < NEAR_BARS:
                    groups.join(last, k)
                reach, last = bars[k][across + 2], k
    charts: dict[int, list[Rect]] = {}
    for k, bar in enumerate(bars):
        charts.setdefault(groups.find(k), []).append(bar)
    return list(charts.values())


def _lanes(bars: Sequence[Rect], side: int) -> Iterator[list[int]]:
    """The places in the list of the bars by where they have this side: each within ``SAME_SIDE`` of the one before."""
    lane: list[int] = []
    for k in sorted(range(len(bars)), key=lambda k: bars[k][side]):
        if lane and bars[k][side] - bars[lane[-1]][side] >= SAME_SIDE:
            yield lane
            lane = []
        lane.append(k)
    if lane:
        yield lane


SAME_SIDE, SAME_STRIP = TOLERANCES.same_side, TOLERANCES.same_strip
NEAR_BARS = 1.5 * TOLERANCES.bar_gap
"""one and a half of the usual gap between bars, at most, part those of one chart"""


def _accents(bars: Sequence[Rect]) -> bool:
    """Whether these are the equal narrow strips that stand before headings, one under the other."""
    first = bars[0]
    same = all(abs(b.x0 - first.x0) < SAME_STRIP and abs(b.x1 - first.x1) < SAME_STRIP for b in bars)
    return same and first.x1 - first.x0 <= TOLERANCES.accent


def _free_sides(fill: Area, level: Sequence[RuleSpan], upright: Sequence[RuleSpan]) -> int:
    left, top, right, bottom, _ = fill
    ruled = [_is_ruled(side, left, right, level) for side in (top, bottom)]
    ruled += [_is_ruled(side, top, bottom, upright) for side in (left, right)]
    return ruled.count(False)


RuleSpan = tuple[float, float, float]
"""Place, start and end of a rule."""


def _is_ruled(side: float, start: float, end: float, rules: Sequence[RuleSpan]) -> bool:
    """Whether one of the rules, in order, goes along a side of a fill."""
    near = rules[bisect_left(rules, (side - BORDER,)) : bisect_right(rules, (side + BORDER,))]
    return any(low <= start + BORDER and high >= end - BORDER for _, low, high in near)


BORDER = TOLERANCES.along_fill


class LevelText:
    """Where a page's level text stands, to be asked for many areas."""

    def __init__(self, glyphs: Glyphs) -> None:
        placed = sorted(((s.y0 + s.y1) / 2, k) for k, s in enumerate(glyphs.spans) if not s.style & Style.TURNED)
        self._heights = [height for height, _ in placed]
        self._spans = [glyphs.spans[k] for _, k in placed]

    def is_in(self, area: Area) -> bool:
        """Whether the middle of a glyph lies in an area."""
        level = self._spans[bisect_left(self._heights, area.y0) : bisect_right(self._heights, area.y1)]
        return any(area.x0 <= (x0 + x1) / 2 <= area.x1 for span in level for x0, x1 in zip(span.x0, span.x1, strict=True))


ShadedRow = tuple[int, int, int]
"""Top and bottom of a row of fills, to the point, and their colour."""


def _shaded_rows(fills: Sequence[Area], text: LevelText) -> dict[ShadedRow, list[Area]]:
    """The fills with text in them, by row."""
    rows: dict[ShadedRow, list[Area]] = {}
    for fill in fills:
        if text.is_in(fill):
            rows.setdefault((round(fill.y0), round(fill.y1), fill.color), []).append(fill)
    return rows


def _is_in_shaded_row(fill: Area, rows: Mapping[ShadedRow, Sequence[Area]]) -> bool:
    """Whether the fill goes on beside itself, as high and of the same colour, with text in it: the empty corner of a header."""
    top, bottom = round(fill.y0), round(fill.y1)
    near = (rows.get((y0, y1, fill.color), ()) for y0 in (top - 1, top, top + 1) for y1 in (bottom - 1, bottom, bottom + 1))
    return any(min(abs(other.x0 - fill.x1), abs(other.x1 - fill.x0)) < BESIDE_FILL for row in near for other in row)


BESIDE_FILL = TOLERANCES.fill_gap


def _rests_of_cells(fills: Iterable[Area], rows: Mapping[ShadedRow, Sequence[Area]]) -> set[Area]:
    """The fills that go on below or above another of their colour with text in it, from one of its sides on: the cell of a name that
    stands for several rows is shaded row by row, and the name stands in one of these."""
    ordered = sorted(fills, key=lambda fill: fill.y0)
    written = [fill for row in rows.values() for fill in row]
    return {*_going_on(ordered, written, 1), *_going_on(ordered[::-1], written, -1)}


def _going_on(fills: Iterable[Area], written: Iterable[Area], down: Literal[1, -1]) -> Iterator[Area]:
    """Those of the fills, in order, that begin where a written one or another of them ends, read downwards (1) or upwards (-1)."""
    near, far = (1, 3) if down > 0 else (3, 1)
    ends = {corner for fill in written for corner in _corners(fill, far)}
    for fill in fills:
        if any((x + dx, y + dy, *rest) in ends for x, y, *rest in _corners(fill, near) for dx, dy in product((-1, 0, 1), repeat=2)):
            ends.update(_corners(fill, far))
            yield fill


def _corners(fill: Area, side: int) -> list[tuple[int, int, str, int]]:
    """The two corners at the upper or lower side of a fill, to the point, with their colour."""
    y = round(fill[side])
    return [(round(fill.x0), y, "left", fill.color), (round(fill.x1), y, "right", fill.color)]
