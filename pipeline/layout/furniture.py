"""Running headers and page numbers: what stands in the margin at the same height of many pages, where no page has other text.

Two rows are the same piece of furniture if they differ in digits only. A lone page number needs no second page. A heading
that happens to open several pages stands where other pages have text or a table, and so is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pages.model import Glyphs, Page

DIGITS = re.compile(r"[0-9０-９]+")
PAGE_NUMBER = re.compile(r"^[\-－‐–—―ー~～（()）pPｐＰ.．/／ページ頁]*[0-9０-９]{1,4}[\-－‐–—―ー~～（()）/／.．ページ頁0-9０-９]*$")
LONGEST_NUMBER = 8
"""characters"""
MARGIN = 0.13
"""of the page height, at the top and at the bottom, where furniture may stand"""
Rows = list[Glyphs]


@dataclass(frozen=True, slots=True)
class _Row:
    page: int
    number: int
    y0: float
    y1: float
    middle: float
    text: str
    top: bool


def without_furniture(pages: Sequence[Page], rows_by_page: Sequence[Rows]) -> list[tuple[Rows, Rows]]:
    """For each page its rows of text and its rows of furniture."""
    marginal: list[list[_Row]] = []
    for page, rows in zip(pages, rows_by_page, strict=True):
        found = []
        for n, row in enumerate(rows):
            _, _, _, y0, y1, *_ = row.spans[0]
            if y1 < page.height * MARGIN or y0 > page.height * (1 - MARGIN):
                middle = (row.x0[0] + row.x1[-1]) / 2
                found.append(_Row(page.number, n, y0, y1, middle, "".join(row.texts), y0 < page.height / 2))
        marginal.append(found)
    groups: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
    for found in marginal:
        for piece in found:
            groups[DIGITS.sub("#", piece.text), piece.top].append(piece)
    numbers = [
        r
        for page, rows, found in zip(pages, rows_by_page, marginal, strict=True)
        for r in found
        if PAGE_NUMBER.match(r.text) and _is_at_edge(r, page, rows)
    ]
    out: list[tuple[Rows, Rows]] = []
    for page, rows, found in zip(pages, rows_by_page, marginal, strict=True):
        gone = {
            r.number
            for r in found
            if _runs_on(r, groups[DIGITS.sub("#", r.text), r.top], pages, rows_by_page) or _is_page_number(r, page, rows, numbers)
        }
        out.append(([row for n, row in enumerate(rows) if n not in gone], [row for n, row in enumerate(rows) if n in gone]))
    return out


def _runs_on(row: _Row, same: Sequence[_Row], pages: Sequence[Page], rows_by_page: Sequence[Rows]) -> bool:
    mates = {o.page for o in same if abs(o.y0 - row.y0) < 4}
    if len(mates) < 2:
        return False
    others = 0
    for page, rows in zip(pages, rows_by_page, strict=True):
        if page.number not in mates:
            text = any(r.spans[0].y0 < row.y1 - 1 and r.spans[0].y1 > row.y0 + 1 for r in rows)
            others += text or _is_ruled(page, row)
    return others <= len(mates) // 4 and not _is_ruled(pages[row.page - pages[0].number], row)


def _is_ruled(page: Page, row: _Row) -> bool:
    """Whether a table stands at the row's height; a rule that runs out of the page is cut off where the text area ends."""
    return any(r.x0 == r.x1 and r.y0 < row.y1 - 1 and row.y0 + 1 < r.y1 <= page.height for r in page.rulings)


def _is_page_number(row: _Row, page: Page, rows: Rows, numbers: Sequence[_Row]) -> bool:
    """Whether the row is a page number, or stands where most pages have theirs (a scanner read - 12 - as - lZ -)."""
    numbered = PAGE_NUMBER.match(row.text) is not None
    if not numbered and len(row.text) > LONGEST_NUMBER or row.number != (0 if row.top else len(rows) - 1):
        return False
    at_edge = not _is_ruled(page, row)
    if numbered and at_edge:
        return True
    # a frame that overflows its page may be drawn beside the number
    return (numbered or at_edge) and sum(abs(r.y0 - row.y0) < 6 and abs(r.middle - row.middle) < 6 for r in numbers) > 2


def _is_at_edge(row: _Row, page: Page, rows: Rows) -> bool:
    return row.number == (0 if row.top else len(rows) - 1) and not _is_ruled(page, row)
