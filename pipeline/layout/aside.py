"""What of a page's glyphs stands in no row that is read from left to right: watermarks, and text that is turned.

A watermark is known by its size, and by being pale or lying over the lines; that it is turned says nothing. Turned text is
text: the header of a narrow column that reads upwards, or one that slants.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.layout.lines import HomeOf, extent_of, rows_of
from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.pages.lines import luminance
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Span, Style
from pipeline.pages.turning import glyph_turned, point_turned, turn_of

LARGE = 2.5
"""times the size of most of the page's type; no heading of a sheet is as large"""
PALE = 0.6
"""luminance, from 0 for black to 1 for white; text that is to be read is darker, or stands on a ground that is"""
COVERED = 2
"""glyphs of other text under one large one show that it is no text beside them"""

_ASIDE = Style.TURNED | Style.VERTICAL


def in_rows(page: Page) -> Glyphs:
    """The glyphs that stand in rows from left to right."""
    marks = _watermarks(page)
    return Glyphs([span for k, span in enumerate(page.glyphs.spans) if not span.style & _ASIDE and k not in marks])


def beside_rows(page: Page) -> tuple[list[Glyph], list[Glyph], list[Glyph]]:
    """The glyphs of top-to-bottom writing, turned ones, and watermarks."""
    marks = _watermarks(page)
    columns: list[Span] = []
    turned: list[Span] = []
    decoration: list[Span] = []
    for k, span in enumerate(page.glyphs.spans):
        if k in marks:
            decoration.append(span)
        elif span.style & Style.VERTICAL:
            columns.append(span)
        elif span.style & Style.TURNED:
            turned.append(span)
    return list(Glyphs(columns)), list(Glyphs(turned)), list(Glyphs(decoration))


def _watermarks(page: Page) -> set[int]:
    """The places of the spans that are watermarks."""
    spans = page.glyphs.spans
    usual = usual_size(page.glyphs)
    large = [k for k, span in enumerate(spans) if span.size >= LARGE * usual]
    return {k for k in large if _is_pale(spans[k], page.fills) or _lies_over(spans[k], spans)} if large else set()


def _is_pale(large: Span, fills: Sequence[Area]) -> bool:
    """Whether a span is hardly to be read; the light letters of a title on a dark band are."""
    if luminance(large.color) < PALE:
        return False
    x, y = (min(large.x0) + max(large.x1)) / 2, (large.y0 + large.y1) / 2
    grounds = [fill.color for fill in fills if fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1]
    return not grounds or luminance(grounds[-1]) >= PALE


def usual_size(glyphs: Glyphs) -> float:
    """The size, in points, that most of the glyphs have."""
    many: Counter[float] = Counter()
    for span in glyphs.spans:
        many[span.size] += len(span.x0)
    return many.most_common(1)[0][0] if many else 0.0


def _lies_over(large: Span, spans: Iterable[Span]) -> bool:
    left, right = min(large.x0), max(large.x1)
    under = 0
    for span in spans:
        if LARGE * span.size <= large.size and large.y0 <= (span.y0 + span.y1) / 2 <= large.y1:
            under += sum(left <= (x0 + x1) / 2 <= right for x0, x1 in zip(span.x0, span.x1, strict=True))
    return under >= COVERED


def turned_lines(page: Page, glyphs: Sequence[Glyph], home_of: HomeOf) -> dict[int, list[Line]]:
    """Lines of turned text by their home. What is turned by a quarter is read as if its home were turned back; what slants, as it
    was set."""
    homes: dict[tuple[int, int | None], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        homes[home_of((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2), turn_of(glyph.style)].append(glyph)
    lines: dict[int, list[Line]] = defaultdict(list)
    for (home, turn), members in homes.items():
        found = _slanting(members) if turn is None else _quartered(members, turn, page)
        lines[home] += [_line(page.number, Glyphs.of(ordered), text) for ordered, text in found]
    return lines


def _quartered(glyphs: Sequence[Glyph], turn: int, page: Page) -> list[tuple[list[Glyph], str]]:
    point = point_turned(360 - turn, page.width, page.height)
    upright = Glyphs.of([glyph_turned(glyph, 360 - turn, point)._replace(index=k) for k, glyph in enumerate(glyphs)])
    return [([glyphs[glyph.index] for glyph in row], spaced_text(row)) for row in rows_of(upright)]


def _slanting(glyphs: Sequence[Glyph]) -> list[tuple[list[Glyph], str]]:
    runs = groupby(enumerate(glyphs), lambda numbered: (numbered[1].index - numbered[0], numbered[1].size))
    found = [[glyph for _, glyph in run] for _, run in runs]
    return [(run, "".join([glyph.text for glyph in run])) for run in found]


def _line(page: int, glyphs: Glyphs, text: str) -> Line:
    bold = 2 * sum([bool(glyph.style & Style.BOLD) for glyph in glyphs]) > len(glyphs)
    return Line(page, extent_of(glyphs), glyphs, max(glyphs.sizes), text, bold, vertical=True)
