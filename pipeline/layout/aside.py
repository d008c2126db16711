"""What of a page's glyphs stands in no row that is read from left to right: top-to-bottom writing, and text that is turned.

Turned text is text: the header of a narrow column that reads upwards, or one that slants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from pipeline.layout.lines import HomeOf, extent_of, rows_of
from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyph, Glyphs, Page, Style
from pipeline.pages.turning import glyph_turned, point_turned, turn_of

_ASIDE = Style.TURNED | Style.VERTICAL


def in_rows(page: Page) -> Glyphs:
    """The glyphs that stand in rows from left to right."""
    return Glyphs([span for span in page.glyphs.spans if not span.style & _ASIDE])


def beside_rows(page: Page) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs of top-to-bottom writing, and turned ones."""
    columns = [span for span in page.glyphs.spans if span.style & Style.VERTICAL]
    turned = [span for span in page.glyphs.spans if span.style & _ASIDE == Style.TURNED]
    return list(Glyphs(columns)), list(Glyphs(turned))


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
