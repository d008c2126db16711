"""Sheets printed larger or smaller than type is set: an A4 page blown up to A3, two pages on one, an A3 page on A4.

What is near, thin or wide on a page is told in points of ordinary type. Pages whose body type is far from that are brought
to it before they are read, and every box of the sheet is brought back to the page as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.pages.model import Glyphs, Page
from pipeline.values import Box

ORDINARY = 10.0
"""pt; the size that type of another size is brought to"""
SMALLEST, LARGEST = 7.5, 12.6
"""pt; body type of these sizes is left as it is"""
SAMPLED = 16
"""every so manyth glyph is looked at"""


def factor_of(pages: Sequence[Page]) -> float:
    """What the pages are to be multiplied by so that the middle of all their type is of ordinary size; 1 where it is."""
    sizes = sorted([size for page in pages for size in page.glyphs.sizes[::SAMPLED]])
    middle = sizes[len(sizes) // 2] if sizes else ORDINARY
    return 1.0 if SMALLEST <= middle <= LARGEST or middle <= 0 else ORDINARY / middle


def scaled(page: Page, by: float) -> Page:
    """The page with every length and place multiplied."""
    return replace(
        page,
        width=page.width * by,
        height=page.height * by,
        glyphs=Glyphs.of([_grown(g, by, 4)._replace(size=g.size * by) for g in page.glyphs]),
        hidden=tuple([_grown(g, by, 4)._replace(size=g.size * by) for g in page.hidden]),
        struck=tuple([_grown(g, by, 4)._replace(size=g.size * by) for g in page.struck]),
        covered=tuple([_grown(g, by, 4)._replace(size=g.size * by) for g in page.covered]),
        rulings=tuple([_grown(r, by, 5) for r in page.rulings]),
        fills=tuple([_grown(f, by, 4) for f in page.fills]),
        pictures=tuple([_grown(p, by, 4) for p in page.pictures]),
        shapes=tuple([_grown(s, by, 4) for s in page.shapes]),
    )


def _grown(drawn: Any, by: float, lengths: int) -> Any:
    return type(drawn)(*[value * by for value in drawn[:lengths]], *drawn[lengths:])


def unscaled(box: Box, by: float) -> Box:
    """A box of a page that was multiplied, on the page as it was."""
    return Box(box.page, box.x0 / by, box.y0 / by, box.x1 / by, box.y1 / by)
