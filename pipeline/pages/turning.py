"""Pages and glyphs turned by quarters: a page whose text stands sideways is turned upright before it is read.

A turn is told in degrees clockwise, as /Rotate tells it: 0, 90, 180 or 270. In go pages as displayed, out come pages as a
reader holds them, and the way back for boxes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.pages.model import Glyph, Glyphs, Page, Style

QUARTERS = Style.QUARTER | Style.HALF
"""The bits of ``Glyph.style`` that tell by how much a glyph is turned."""
LEVEL = 0.99
"""cosine; writing that leans by less than eight degrees from a quarter is turned by that quarter"""

PointTurn = Callable[[float, float], tuple[float, float]]


def style_of(ux: float, uy: float) -> int:
    """The bits of ``Glyph.style`` for writing that is not level and runs along a unit vector (y down)."""
    if uy > LEVEL:
        return Style.TURNED | Style.QUARTER
    if ux < -LEVEL:
        return Style.TURNED | Style.HALF
    if uy < -LEVEL:
        return Style.TURNED | Style.QUARTER | Style.HALF
    return Style.TURNED


def turn_of(style: int) -> int | None:
    """By how many degrees a glyph is turned; None where that is no quarter."""
    turned = (90 if style & Style.QUARTER else 0) + (180 if style & Style.HALF else 0)
    return None if style & Style.TURNED and not turned else turned


def turn_of_text(page: Page) -> int:
    """The quarter by which more than half of a page's glyphs are turned; 0 where there is none."""
    if not any(span.style & QUARTERS for span in page.glyphs.spans):
        return 0
    many: Counter[int] = Counter()
    for span in page.glyphs.spans:
        many[turn_of(span.style) or 0] += len(span.x0)
    turned, most = many.most_common(1)[0]
    return turned if 2 * most > len(page.glyphs) else 0


def turned(page: Page, by: int) -> Page:
    """The page turned by so many degrees, with all that is on it."""
    if not by:
        return page
    point = point_turned(by, page.width, page.height)
    sideways = by % 180 == 90
    return replace(
        page,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        glyphs=Glyphs.of([glyph_turned(g, by, point) for g in page.glyphs]),
        hidden=tuple([glyph_turned(g, by, point) for g in page.hidden]),
        struck=tuple([glyph_turned(g, by, point) for g in page.struck]),
        covered=tuple([glyph_turned(g, by, point) for g in page.covered]),
        watermarks=tuple([glyph_turned(g, by, point) for g in page.watermarks]),
        rulings=tuple([box_turned(r, point) for r in page.rulings]),
        fills=tuple([box_turned(f, point) for f in page.fills]),
        pictures=tuple([box_turned(p, point) for p in page.pictures]),
        shapes=tuple([box_turned(s, point) for s in page.shapes]),
        turned_by=(page.turned_by + by) % 360,
    )


def point_turned(by: int, width: float, height: float) -> PointTurn:
    """Where a point of an area of this size comes to stand when the area is turned about and put back to the top left."""
    if by == 90:
        return lambda x, y: (height - y, x)
    if by == 180:
        return lambda x, y: (width - x, height - y)
    if by == 270:
        return lambda x, y: (y, width - x)
    return lambda x, y: (x, y)


def box_turned(box: Any, point: PointTurn) -> Any:
    """A named tuple that begins with x0, y0, x1, y1, with these turned."""
    (x0, y0), (x1, y1) = point(*box[:2]), point(*box[2:4])
    return type(box)(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), *box[4:])


def glyph_turned(glyph: Glyph, by: int, point: PointTurn) -> Glyph:
    before = turn_of(glyph.style)
    moved: Glyph = box_turned(glyph, point)
    if before is None:
        return moved
    rest = moved.style & ~(Style.TURNED | QUARTERS)
    return moved._replace(style=rest | _BITS[(before + by) % 360])


_BITS = {0: 0, 90: style_of(0.0, 1.0), 180: style_of(-1.0, 0.0), 270: style_of(0.0, -1.0)}
