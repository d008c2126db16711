"""How sure a recogniser was of what a sheet says: of each page, of each row, of each character that it doubted.

In goes a sheet with the pages that it was read from, out comes the sheet with the confidence of its pages and its doubtful characters;
and for the boxes of any row the lowest confidence of what stands in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

from pipeline.geometry.rect import has_middle_in
from pipeline.sheet.model import PageAccount, Sheet, Uncertain
from pipeline.values import Box

if TYPE_CHECKING:
    from pipeline.pages.model import Page

CERTAIN = 0.99
"""probability; characters that are so sure are not listed one by one"""


def with_confidence(sheet: Sheet, pages: Sequence[Page]) -> Sheet:
    """The sheet with what the recogniser said of those pages that it read."""
    read = {page.number: page for page in pages if page.recognised}
    accounts = tuple(_sure(account, read[account.page]) if account.page in read else account for account in sheet.pages)
    uncertain = tuple(doubt for page in read.values() for doubt in _doubts(page))
    return replace(sheet, pages=accounts, uncertain=uncertain)


def _sure(account: PageAccount, page: Page) -> PageAccount:
    mean = fmean(one.confidence for one in page.recognised)
    return replace(account, confidence=mean, lookalikes_settled=sum(one.is_settled for one in page.recognised))


def _doubts(page: Page) -> Iterable[Uncertain]:
    for glyph in page.glyphs:
        said = page.recognised[glyph.index]
        if said.confidence < CERTAIN:
            yield Uncertain(Box(page.number, *glyph[:4]), glyph.text, said.confidence, said.other)


def doubts_in(sheet: Sheet) -> Callable[[Sequence[Box]], list[Uncertain]]:
    """What gives the doubtful characters whose middle lies in one of some boxes."""
    by_page: dict[int, list[Uncertain]] = {}
    for doubt in sheet.uncertain:
        by_page.setdefault(doubt.box.page, []).append(doubt)
    return lambda boxes: [doubt for box in boxes for doubt in by_page.get(box.page, ()) if has_middle_in(doubt.box, box)]


def lowest_in(sheet: Sheet) -> Callable[[Sequence[Box]], float | None]:
    """What gives the lowest confidence of the characters in some boxes: 1 where all were sure, None where none of it was read from
    a picture."""
    read = {account.page for account in sheet.pages if account.confidence is not None}
    doubts = doubts_in(sheet)

    def lowest(boxes: Sequence[Box]) -> float | None:
        if read.isdisjoint(box.page for box in boxes):
            return None
        return min([doubt.confidence for doubt in doubts(boxes)], default=1.0)

    return lowest
