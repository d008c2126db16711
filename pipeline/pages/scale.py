"""Pages brought to one size of type before they are laid out, so that a sheet reads the same at whatever size it is printed.

An office prints its sheet at 108 % to fill the paper, blows A4 up to A3, or sets the whole form in 8 pt. What is near, thin
or wide on a page is told in em of the body type (``geometry/tolerances.py``); here that em becomes ``BODY`` points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.geometry.tolerances import BODY
from pipeline.pages.model import Glyph, Glyphs, Page, Span

SAME = 0.002
"""share; bodies that differ by less from ``BODY`` are of that size (half a hundredth of a point over a line's width of 500 pt
is the rounding of programs that set 10.01 pt for 10)"""


def factor_of(pages: Sequence[Page]) -> float:
    """What the pages are to be multiplied by; 1 where their body type has that size, or where they have no text."""
    many: Counter[float] = Counter()
    for page in pages:
        for span in page.glyphs.spans:
            many[span.size] += len(span.x0)
    body = _middle(many)
    return 1.0 if body <= 0 or abs(body / BODY - 1) < SAME else BODY / body


def _middle(many: Counter[float]) -> float:
    """The middle of values that occur so many times each; 0 where there are none."""
    left = many.total() / 2
    for value in sorted(many):
        left -= many[value]
        if left <= 0:
            return value
    return 0.0


def scaled(page: Page, by: float) -> Page:
    """The page with every length and place multiplied."""
    return replace(
        page,
        width=page.width * by,
        height=page.height * by,
        glyphs=Glyphs([_span(span, by) for span in page.glyphs.spans]),
        hidden=_glyphs(page.hidden, by),
        struck=_glyphs(page.struck, by),
        covered=_glyphs(page.covered, by),
        watermarks=_glyphs(page.watermarks, by),
        rulings=tuple([_grown(r, by, 5) for r in page.rulings]),
        fills=tuple([_grown(f, by, 4) for f in page.fills]),
        pictures=tuple([_grown(p, by, 4) for p in page.pictures]),
        shapes=tuple([_grown(s, by, 4) for s in page.shapes]),
    )


def _glyphs(glyphs: Sequence[Glyph], by: float) -> tuple[Glyph, ...]:
    return tuple([_grown(glyph, by, 4)._replace(size=glyph.size * by) for glyph in glyphs])


def _span(span: Span, by: float) -> Span:
    x0, x1, texts, y0, y1, size, *rest = span
    return Span([x * by for x in x0], [x * by for x in x1], texts, y0 * by, y1 * by, size * by, *rest)


def _grown(drawn: Any, by: float, lengths: int) -> Any:
    return type(drawn)(*[value * by for value in drawn[:lengths]], *drawn[lengths:])
