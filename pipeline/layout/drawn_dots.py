"""Dots that are drawn before the items of a list, as browsers draw theirs (discs, rings, squares): no character, but a mark all the same.

In come the pages and their layouts, out come the layouts with the place of such a dot on each line that stands behind one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Figure, Item, Line, PageLayout
from pipeline.pages.lines import is_white
from pipeline.pages.model import Area, Page

LEAST, LARGEST = 0.15, 0.75
"""em of the text behind it; a smaller shape is dirt, a larger one a ring around a letter or a picture"""
ROUND = 1.3
"""a dot is no more than so many times as wide as it is high, nor as high as it is wide"""
GAP = 1.5
"""em; the text begins no further behind its dot"""
MIDDLE = 0.2
"""em; a dot stands in the middle of its line, but for so much"""


def with_drawn_dots(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The layouts, where each line behind a drawn dot knows it; those of pages without any as they are."""
    return [_with_dots(layout, list(_dots_of(page, layout))) for page, layout in zip(pages, layouts, strict=True)]


def _dots_of(page: Page, layout: PageLayout) -> Iterator[Rect]:
    """What is drawn in ink and small enough for a dot before any line."""
    largest = LARGEST * max((line.size for line in all_lines(layout.items)), default=0.0)
    for area in (*page.shapes, *page.fills):
        if not is_white(area.color) and _is_round(area) and area.y1 - area.y0 <= largest:
            yield Rect(*area[:4])


def _is_round(area: Area) -> bool:
    thin, long = sorted((area.x1 - area.x0, area.y1 - area.y0))
    return long <= ROUND * thin


def _with_dots(layout: PageLayout, dots: Sequence[Rect]) -> PageLayout:
    return replace(layout, items=tuple([_item(item, dots) for item in layout.items])) if dots else layout


def _item(item: Item, dots: Sequence[Rect]) -> Item:
    if isinstance(item, Line):
        x = _dot_before(item, dots)
        return item if x is None else replace(item, dot_x=x)
    if isinstance(item, Figure):
        return item
    cells = [replace(cell, items=tuple([_item(one, dots) for one in cell.items])) if cell.items else cell for cell in item.cells]
    return replace(item, cells=tuple(cells))


def _dot_before(line: Line, dots: Sequence[Rect]) -> float | None:
    """Where the dot begins that stands right before a line, at its middle."""
    em, middle = line.size, (line.rect.y0 + line.rect.y1) / 2
    before = [dot for dot in dots if dot.x1 <= line.rect.x0 <= dot.x1 + GAP * em and abs((dot.y0 + dot.y1) / 2 - middle) <= MIDDLE * em]
    return max((dot.x0 for dot in before if LEAST * em <= dot.y1 - dot.y0 <= LARGEST * em), default=None)
