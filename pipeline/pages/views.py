"""The pages that a reader reads, which need not be those of the file: one that lies on its side is turned upright, and two
that are printed on one sheet of paper are parted, the left one first. All of them have body type of one size (``scale``).

In go the pages of a file as displayed. Out come views, numbered on from 1 over the whole document, each with the way back:
boxes of what was read are told on the page as displayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling
from pipeline.pages.scale import factor_of, scaled
from pipeline.pages.turning import box_turned, point_turned, turn_of_text, turned
from pipeline.values import Box

HALF_SHAPE = (0.6, 0.85)
"""width to height of half a sheet of paper that may be a page of its own (A4: 0.71, letter: 0.77)"""
MARGINS_DIFFER = 0.04
"""of a sheet's width; by so much, at most, do the left margins of two pages differ that are printed on it"""
LEAST_TEXT = 20
"""glyphs; a half with fewer is no evidence of a page"""
WHOLE = 0.95
"""of a page's width; what is wider lies under all of it"""
FOLD = 0.01
"""of a sheet's width about its middle, where a mark for folding may stand"""

Drawn = TypeVar("Drawn", Glyph, Ruling, Area)


@dataclass(frozen=True, slots=True)
class View:
    """A page as it is read. ``number`` is that of the file's page, ``left`` where on it (in points, once turned) this page begins;
    ``by`` is what every length was multiplied by then."""

    page: Page
    number: int
    whole: tuple[float, float]
    left: float = 0.0
    by: float = 1.0

    def as_displayed(self, box: Box) -> Box:
        """A box of this page on the page as displayed."""
        _, x0, y0, x1, y1 = box
        x0, y0, x1, y1 = x0 / self.by, y0 / self.by, x1 / self.by, y1 / self.by
        back = (360 - self.page.turned_by) % 360
        if not back:
            return Box(self.number, x0 + self.left, y0, x1 + self.left, y1)
        moved = Area(x0 + self.left, y0, x1 + self.left, y1, 0)
        return Box(self.number, *box_turned(moved, point_turned(back, *self.whole))[:4])


def views_of(pages: Sequence[Page]) -> tuple[View, ...]:
    """The pages of a document as they are read."""
    upright = [turned(page, (360 - turn_of_text(page)) % 360) for page in pages]
    pairs = {(page.width, page.height) for page in upright if _are_two(page)}
    views: list[View] = []
    for page in upright:
        halves = list(_halves(page)) if (page.width, page.height) in pairs and _middle_is_free(page) else [(page, 0.0)]
        for half, left in halves:
            view = replace(half, number=len(views) + 1)
            views.append(View(view, page.number, (page.width, page.height), left))
    by = factor_of([view.page for view in views])
    return tuple(views) if by == 1.0 else tuple(replace(view, page=scaled(view.page, by), by=by) for view in views)


def are_as_displayed(pages: Sequence[Page], views: Sequence[View]) -> bool:
    """Whether every page is read as it is displayed."""
    return len(pages) == len(views) and all(not view.page.turned_by and view.by == 1.0 for view in views)


def _are_two(page: Page) -> bool:
    """Whether two pages stand side by side on this one: nothing reaches over the middle, and both begin at the same margin."""
    if not HALF_SHAPE[0] * page.height <= page.width / 2 <= HALF_SHAPE[1] * page.height or not _middle_is_free(page):
        return False
    middle = page.width / 2
    left, right = ([x for x in page.glyphs.x0 if (x < middle) == is_left] for is_left in (True, False))
    if min(len(left), len(right)) < LEAST_TEXT:
        return False
    starts = [min(x for x in [*texts, *_ruled_from(page, is_left)]) for texts, is_left in ((left, True), (right, False))]
    return abs(starts[0] - (starts[1] - middle)) <= MARGINS_DIFFER * page.width


def _ruled_from(page: Page, is_left: bool) -> list[float]:
    middle, fold = page.width / 2, FOLD * page.width
    return [r.x0 for r in page.rulings if ((r.x0 + r.x1) / 2 < middle) == is_left and abs(r.x0 - middle) > fold]


def _middle_is_free(page: Page) -> bool:
    middle, fold = page.width / 2, FOLD * page.width
    if any(x0 < middle < x1 for x0, x1 in zip(page.glyphs.x0, page.glyphs.x1, strict=True)):
        return False
    drawn: list[Ruling | Area] = [*page.rulings, *page.fills, *page.pictures, *page.shapes]
    return not any(a.x0 < middle - fold and middle + fold < a.x1 and a.x1 - a.x0 < WHOLE * page.width for a in drawn)


def _halves(page: Page) -> Iterator[tuple[Page, float]]:
    """The two pages with where they begin; one on which nothing is printed, nor pictured, is left out."""
    middle = page.width / 2
    for left in (0.0, middle):
        glyphs = Glyphs.of([_moved(g, left) for g in page.glyphs if _is_on(g, left, middle)])
        if glyphs or any(_is_on(picture, left, middle) for picture in page.pictures):

            def on_it(drawn: Iterable[Drawn], left: float = left) -> tuple[Drawn, ...]:
                return tuple([_moved(one, left) for one in drawn if _is_on(one, left, middle)])

            half = replace(
                page,
                width=middle,
                glyphs=glyphs,
                hidden=on_it(page.hidden),
                struck=on_it(page.struck),
                covered=on_it(page.covered),
                watermarks=on_it(page.watermarks),
                rulings=on_it(page.rulings),
                fills=on_it(page.fills),
                pictures=on_it(page.pictures),
                shapes=on_it(page.shapes),
            )
            yield half, left


def _is_on(drawn: Glyph | Ruling | Area, left: float, width: float) -> bool:
    return left <= (drawn.x0 + drawn.x1) / 2 < left + width or drawn.x1 - drawn.x0 > WHOLE * 2 * width


def _moved(drawn: Drawn, left: float) -> Drawn:
    return drawn._replace(x0=drawn.x0 - left, x1=drawn.x1 - left)
