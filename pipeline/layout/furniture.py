"""Running headers and page numbers: what stands outside the tables at the same height of many pages.

Two lines are the same piece of furniture if they differ in digits only. A lone page number needs no second page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.assemble import in_reading_order
from pipeline.layout.model import Item, Line, PageLayout

DIGITS = re.compile(r"[0-9０-９]+")
PAGE_NUMBER = re.compile(r"^[\s\-－‐–—―ー~～（()）pPｐＰ.．/／ページ頁]*[0-9０-９]{1,4}[\s\-－‐–—―ー~～（()）/／.．ページ頁0-9０-９]*$")
MARGIN = 0.13
"""of the page height, at the top and at the bottom, where furniture may stand"""


def _margin_lines(layout: PageLayout) -> list[Line]:
    top, bottom = layout.height * MARGIN, layout.height * (1 - MARGIN)
    return [i for i in layout.items if isinstance(i, Line) and (i.rect.y1 < top or i.rect.y0 > bottom)]


def _alone_there(line: Line, same: Sequence[Line], layouts: Sequence[PageLayout]) -> bool:
    """Whether the line comes again at its height on another page, and what else the pages show at that height is no text.

    A heading that happens to open several pages stands where other pages have text or a table.
    """
    mates = {o.page for o in same if abs(o.rect.y0 - line.rect.y0) < 4}
    if len(mates) < 2:
        return False
    others = 0
    for layout in layouts:
        if layout.number not in mates:
            others += any(i.rect.y0 < line.rect.y1 - 1 and i.rect.y1 > line.rect.y0 + 1 for i in layout.items)
    return others <= len(mates) // 4


def without_furniture(layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The same pages with their running headers, footers and page numbers moved from ``items`` to ``furniture``."""
    seen: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for layout in layouts:
        for line in _margin_lines(layout):
            seen[DIGITS.sub("#", line.text), line.rect.y0 < layout.height / 2].append(line)
    repeated = {id(line) for lines in seen.values() if len({o.page for o in lines}) > 1 for line in lines if _alone_there(line, lines, layouts)}
    out: list[PageLayout] = []
    for layout in layouts:
        moved = [line for line in _margin_lines(layout) if id(line) in repeated or PAGE_NUMBER.match(line.text)]
        if moved:
            gone = {id(line) for line in moved}
            rest: list[Item] = [i for i in layout.items if id(i) not in gone]
            layout = replace(layout, items=tuple(in_reading_order(rest)), furniture=tuple(moved))
        out.append(layout)
    return tuple(out)
