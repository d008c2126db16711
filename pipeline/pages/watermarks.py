"""Watermarks set apart: large letters that lie under or over a page's text (公表用, a pale 案) and are none of it.

Size alone is no evidence, nor is a pale colour: a heading or a rating in its own white place stays. A watermark slants, or is
pale and lies on other text's ink or comes back at its place on other pages, or, if it is as dark as the text, lies on several of
its lines. Where its letters are drawn as shapes they are pale, come back at their place, and lines of text run over their edges, as none
runs over the edge of a box around a label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.pages.lines import luminance
from pipeline.pages.model import Area, Glyphs, Page, Span
from pipeline.pages.turning import turn_of

LARGE = 2.5
"""times the size of most of the type"""
PALE = 0.6
"""luminance, from 0 for black to 1 for white; text that is to be read is darker, or stands on a ground that is"""
CORE = 0.25
"""of the em on every side; what lies further within the box of a letter lies on its ink, not beside it"""
ON_PALE, ON_DARK = 2, 3
"""glyphs of other text on a pale letter's ink, and on a dark one's, that are no chance"""
LINES_ON_DARK = 2
"""lines of text that a dark one lies on, at least: a remark may be set into a single letter"""
MOST_SHAPES = 400
"""shapes of a page; a drawing with more is looked through for none"""
PLACE = 0.2
"""em of its own type; what comes back on another page stands within the same square of this side"""
_PAGES = 2

WatermarkText = tuple[str, float, int, int]
"""What comes back: its text, size and place."""


CROSSING = 2
"""lines of text over the edges of a shape, at least: one may touch the frame of a label that is set too small"""

WatermarkShape = tuple[int, ...]
"""What comes back: a shape's place, to the point, and its colour."""


def watermarks_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages without their watermarks; ``Page.watermarks`` hold their text."""
    return _without_text(_without_shapes(pages))


def _without_shapes(pages: Sequence[Page]) -> list[Page]:
    """The pages without shapes of a colour that come back on the same pages as one that lines of text run over."""
    places: dict[WatermarkShape, set[int]] = defaultdict(set)
    crossed: set[WatermarkShape] = set()
    for page in pages:
        for shape in page.shapes if len(page.shapes) <= MOST_SHAPES else ():
            places[_place(shape)].add(page.number)
            if luminance(shape.color) >= PALE and _lines_over_edges(shape, page) >= CROSSING:
                crossed.add(_place(shape))
    marks = {(place[-1], frozenset(places[place])) for place in crossed if len(places[place]) >= _PAGES}
    gone = {place for place, on in places.items() if (place[-1], frozenset(on)) in marks}
    return [replace(page, shapes=tuple([one for one in page.shapes if _place(one) not in gone])) for page in pages] if gone else list(pages)


def _place(shape: Area) -> WatermarkShape:
    return *map(round, shape[:4]), shape.color


def _lines_over_edges(shape: Area, page: Page) -> int:
    """How many spans of text run over the left or the right edge of a shape."""
    beside = [span for span in page.glyphs.spans if shape.y0 < (span.y0 + span.y1) / 2 < shape.y1]
    return sum(any(span.x0[0] < edge < span.x1[-1] for edge in (shape.x0, shape.x1)) for span in beside)


def _without_text(pages: Sequence[Page]) -> list[Page]:
    usual = usual_size([span for page in pages for span in page.glyphs.spans])
    large = [[span for span in page.glyphs.spans if span.size >= LARGE * usual] for page in pages]
    if not any(large):
        return list(pages)
    again = Counter(mark for spans in large for mark in {_mark(span) for span in spans})
    return [_without(page, spans, again) if spans else page for page, spans in zip(pages, large, strict=True)]


def usual_size(spans: Iterable[Span]) -> float:
    """The size, in points, that most of the glyphs have."""
    many: Counter[float] = Counter()
    for span in spans:
        many[span.size] += len(span.x0)
    return many.most_common(1)[0][0] if many else 0.0


def _mark(span: Span) -> WatermarkText:
    side = PLACE * span.size
    return "".join(span.texts), span.size, round(span.x0[0] / side), round(span.y0 / side)


def _without(page: Page, large: Sequence[Span], again: Counter[WatermarkText]) -> Page:
    marks = [span for span in large if _is_watermark(span, page, again[_mark(span)] >= _PAGES)]
    if not marks:
        return page
    places = {span.index for span in marks}
    rest = [span for span in page.glyphs.spans if span.index not in places]
    return replace(page, glyphs=Glyphs(rest), watermarks=(*page.watermarks, *Glyphs(marks)))


def _is_watermark(large: Span, page: Page, comes_back: bool) -> bool:
    if turn_of(large.style) is None:
        return True
    if _is_pale(large, page.fills):
        return comes_back or len(_heights_on(large, page)) >= ON_PALE
    heights = _heights_on(large, page)
    return len(heights) >= ON_DARK and len(set(heights)) >= LINES_ON_DARK


def _is_pale(large: Span, fills: Sequence[Area]) -> bool:
    """Whether a span is hardly to be read; the light letters of a title on a dark band are."""
    if luminance(large.color) < PALE:
        return False
    x, y = (min(large.x0) + max(large.x1)) / 2, (large.y0 + large.y1) / 2
    grounds = [fill.color for fill in fills if fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1]
    return not grounds or luminance(grounds[-1]) >= PALE


def _heights_on(large: Span, page: Page) -> list[float]:
    """The height of each glyph of much smaller type whose middle lies on the ink of a letter of the span."""
    edge = CORE * large.size
    top, bottom = large.y0 + edge, large.y1 - edge
    cores = [(x0 + CORE * (x1 - x0), x1 - CORE * (x1 - x0)) for x0, x1 in zip(large.x0, large.x1, strict=True)]
    near = [s for s in page.glyphs.spans if LARGE * s.size <= large.size and top <= (s.y0 + s.y1) / 2 <= bottom]
    return [
        span.y0
        for span in near
        for x0, x1 in zip(span.x0, span.x1, strict=True)
        if any(left <= (x0 + x1) / 2 <= right for left, right in cores)
    ]
