"""Bars of charts that may have the names of the answers in them, told from the shaded cells of a table by their numbers.

In comes a page, out come the rectangles around the bars of each such chart. They begin on one line, and each is as long as its number
says, which stands behind it or at its end; the cells of a column are not, nor are words with a ground of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pipeline.geometry.clusters import lanes
from pipeline.geometry.rect import Rect, around
from pipeline.layout.bars import NEAR_BARS, SAME_SIDE, may_be_bar
from pipeline.layout.lines import extent_of, rows_of, runs_of
from pipeline.pages.model import Glyphs, Page

LEAST = 3
"""bars; the lengths of fewer may be as their numbers by chance"""
AS_LONG = 0.03
"""of the longest bar; by so much a bar is longer or shorter than its number says at most, for what is printed is rounded"""
_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\D{0,3}$")
"""at the end of a text, with its unit"""


def numbered_bars_of(page: Page) -> list[Rect]:
    """The rectangle around the bars of each chart of at least three on one line, of which not all are as long."""
    topmost = {(round(fill.x0), round(fill.y0)): Rect(*fill[:4]) for fill in page.fills if may_be_bar(fill)}
    columns = [bars for bars in _columns(topmost.values()) if len(bars) >= LEAST and len({round(bar.x1) for bar in bars}) > 1]
    return [around(*bars) for bars in columns if _are_as_long(bars, [_number(bar, page.glyphs) for bar in bars])]


def _columns(bars: Iterable[Rect]) -> Iterator[list[Rect]]:
    """Areas as high as each other that begin on one line, one below the other with no more white than within a chart."""
    for lane in lanes(sorted(bars), lambda bar: bar.x0, SAME_SIDE):
        column: list[Rect] = []
        for bar in sorted(lane, key=lambda bar: bar.y0):
            if column and not _goes_on(column[-1], bar):
                yield column
                column = []
            column.append(bar)
        yield column


def _goes_on(above: Rect, below: Rect) -> bool:
    is_as_high = abs((above.y1 - above.y0) - (below.y1 - below.y0)) < SAME_SIDE
    return is_as_high and 0 <= below.y0 - above.y1 < NEAR_BARS


def _are_as_long(bars: Sequence[Rect], numbers: Sequence[float]) -> bool:
    """Whether bars are as long as their numbers say, on one scale from nothing on."""
    lengths = [bar.x1 - bar.x0 for bar in bars]
    longest, largest = max(lengths), max(numbers)
    off = (abs(length / longest - number / largest) for length, number in zip(lengths, numbers, strict=True))
    return largest > 0 and max(off) <= AS_LONG


def _number(bar: Rect, glyphs: Glyphs) -> float:
    """The number behind a bar, or at the end of what is printed in it; 0 for none."""
    level = [span for span in glyphs.spans if bar.y0 < (span.y0 + span.y1) / 2 < bar.y1]
    runs = [run for row in rows_of(Glyphs(level)) for run in runs_of(row)]
    behind = [run for run in runs if extent_of(run).x0 >= bar.x1]
    told = "".join(text for run in behind[:1] or runs[-1:] for text in run.texts)
    number = _NUMBER.search(unicodedata.normalize("NFKC", told))
    return float(number[1].replace(",", "")) if number else 0.0
