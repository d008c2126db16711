"""Bars of charts with words or numbers in them, told from the shaded cells of a table: each is as long as its number says.

In comes a page, out come the rectangles around the bars of each such chart. They stand on one line or one behind the other, all as broad
as each other, and their numbers are in them or behind them. The cells of a column, and words with a ground of their own, have the
lengths of others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.geometry.clusters import lanes
from pipeline.geometry.rect import Rect, around, distance
from pipeline.layout.bars import NEAR_BARS, SAME_SIDE, charts_of, may_be_bar, without_borders
from pipeline.layout.lines import extent_of, rows_of, runs_of
from pipeline.pages.model import Glyphs, Page, Span

LEAST = 3
"""bars; the lengths of fewer may be as their numbers by chance"""
AS_LONG = 0.03
"""of the longest bar; by so much a bar is longer or shorter than its number says at most, for what is printed is rounded"""
UNLIKE = 0.9
"""of the longest bar; of a chart one at least is shorter"""
_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\D{0,3}$")
"""at the end of a text, with its unit"""


def numbered_bars_of(page: Page) -> list[Rect]:
    """The rectangle around the bars of each chart of at least three that are not all as long, and its key."""
    topmost = {(round(fill.x0), round(fill.y0)): fill for fill in page.fills if may_be_bar(fill)}  # a bar may have a ground
    if len(topmost) < LEAST:
        return []
    colors = {Rect(*fill[:4]): fill.color for fill in without_borders([*topmost.values()], page.rulings)}
    charts = charts_of([*colors])
    lying = [bars for chart in charts for bars in _as_broad(chart, 1) if _are_as_long(bars, 0, page.glyphs, (_within, _behind))]
    standing = [bars for chart in charts for bars in _as_broad(chart, 0) if _are_as_long(bars, 1, page.glyphs, (_within,))]
    return [around(*bars, *_key(bars, axis, colors)) for axis, found in ((1, lying), (0, standing)) for bars in found]


def _key(bars: Sequence[Rect], axis: int, colors: Mapping[Rect, int]) -> list[Rect]:
    """The samples of the bars' colours near a chart, behind which their meaning is said: none is larger than a bar is broad."""
    chart, broad, own = around(*bars), _size(bars[0], axis) + SAME_SIDE, {colors[bar] for bar in bars}
    near = (rect for rect, color in colors.items() if color in own and distance(rect, chart) < NEAR_BARS)
    return [rect for rect in near if max(_size(rect, 0), _size(rect, 1)) <= broad]


def _as_broad(chart: Sequence[Rect], axis: int) -> Iterator[list[Rect]]:
    """Those of the bars that are as high as each other (axis 1), or as wide (0), by their size, where not all have one length."""
    for bars in lanes(sorted(chart, key=lambda bar: _size(bar, axis)), lambda bar: _size(bar, axis), SAME_SIDE):
        if len({round(_size(bar, 1 - axis)) for bar in bars}) > 1:
            yield bars


def _size(bar: Rect, axis: int) -> float:
    return bar[axis + 2] - bar[axis]


def _are_as_long(bars: Sequence[Rect], axis: int, glyphs: Glyphs, places: Iterable[TextAt]) -> bool:
    """Whether bars, but for those without a number in one of these places, are as long along an axis as their numbers say, on one scale
    from nothing on; of columns about as wide, years would say so (令和３年度(2021) beside 令和６年度(2024))."""
    for text_at in places:
        told = ((_size(bar, axis), _number(text_at(bar, glyphs))) for bar in bars)
        numbered = [(length, number) for length, number in told if number]
        longest, largest = (max(column, default=0.0) for column in zip(*numbered, strict=True)) if numbered else (0.0, 0.0)
        shares = [(length / longest, number / largest) for length, number in numbered]
        if len(shares) >= LEAST and min(shares)[0] < UNLIKE and all(abs(length - number) <= AS_LONG for length, number in shares):
            return True
    return False


def _number(text: str) -> float:
    """The number that a text ends with; 0 for none."""
    number = _NUMBER.search(unicodedata.normalize("NFKC", text))
    return float(number[1].replace(",", "")) if number else 0.0


def _within(bar: Rect, glyphs: Glyphs) -> str:
    return "".join(
        [
            text
            for span in _level(bar, glyphs)
            for x0, x1, text in zip(span.x0, span.x1, span.texts, strict=True)
            if bar.x0 < (x0 + x1) / 2 < bar.x1
        ]
    )


def _behind(bar: Rect, glyphs: Glyphs) -> str:
    """The first text right of a bar."""
    runs = [run for row in rows_of(Glyphs(_level(bar, glyphs))) for run in runs_of(row) if extent_of(run).x0 >= bar.x1]
    return "".join(runs[0].texts) if runs else ""


def _level(bar: Rect, glyphs: Glyphs) -> list[Span]:
    """What is set at the height of a bar."""
    return [span for span in glyphs.spans if bar.y0 < (span.y0 + span.y1) / 2 < bar.y1]


TextAt = Callable[[Rect, Glyphs], str]
"""Gives the text at a place beside a bar, or in it."""
