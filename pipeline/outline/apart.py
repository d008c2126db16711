"""What is printed on the form's pages but stands apart from its outline: notes, footnotes and rings drawn around letters.

A footnote stands at the foot of a page under a short rule of its own, in type no larger than the text's, and begins with its
sign. It interrupts nothing: what a page end cuts goes on behind it. A ring is a small drawn shape around one printed letter.
A note is typed or stamped onto the finished page by a program for annotations; in a cell it fills the form in, elsewhere it is about it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from pipeline.geometry.rect import Rect, meet
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Grid, Line, PageLayout
from pipeline.pages.model import Area, Glyph, Page, Ruling

SHORT_RULE = 0.5
"""of the page's width; a longer rule over text is a border"""
FOOT = 0.6
"""of the page's height; footnotes stand below"""
UNDER_RULE = 2.0
"""em; a footnote begins no further below its rule"""
RING = 3.0
"""em; a shape larger than this around a letter is a box of text"""
RAISED = 0.8
"""of the line's type; a sign that refers to a footnote is smaller"""
FOOTNOTE = re.compile(r"[(（]?(?P<sign>[0-9０-９]{1,2}|[*＊†‡※]|注[0-9０-９]{0,2})[)）]?")


def notes_apart(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> tuple[list[PageLayout], list[Line]]:
    """The layouts without the notes that stand in no cell, nor in place of text that they cover; and the lines of these."""
    apart = [_notes(page, layout) for page, layout in zip(pages, layouts, strict=True)]
    rest = [_without(layout, notes) for layout, notes in zip(layouts, apart, strict=True)]
    return rest, [line for notes in apart for line in notes]


def _without(layout: PageLayout, lines: Sequence[Line]) -> PageLayout:
    return replace(layout, items=tuple(item for item in layout.items if item not in lines))


def _notes(page: Page, layout: PageLayout) -> tuple[Line, ...]:
    loose = [item for item in layout.items if isinstance(item, Line) and page.noted.issuperset(item.glyphs.indexes)]
    return tuple(line for line in loose if not any(meet(line.rect, glyph) for glyph in page.covered))


def footnotes_apart(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> tuple[list[PageLayout], dict[int, tuple[Line, ...]]]:
    """The layouts without their footnotes, and the footnotes' lines by page."""
    notes = {page.number: found for page, layout in zip(pages, layouts, strict=True) if (found := _footnotes(page, layout))}
    return [_without(layout, notes.get(layout.number, ())) for layout in layouts], notes


def _footnotes(page: Page, layout: PageLayout) -> tuple[Line, ...]:
    short = [r for r in page.rulings if r.y0 > FOOT * page.height and r.x1 - r.x0 < SHORT_RULE * page.width]
    for rule in sorted(short, key=lambda r: r.y0):
        below = tuple(item for item in layout.items if (item.rect.y0 + item.rect.y1) / 2 > rule.y0)
        lines = tuple(item for item in below if isinstance(item, Line))
        if lines and len(lines) == len(below) and _opens_footnotes(rule, lines[0]) and _is_small(lines, page):
            return () if _borders(rule, page, layout) else lines
    return ()


def _borders(rule: Ruling, page: Page, layout: PageLayout) -> bool:
    """Whether the rule is a table's: an upright rule meets it, or it lies on the edge of a table."""
    reach = rule.thickness + 1
    uprights = [Rect(r.x0, r.y0, r.x1, r.y1) for r in page.rulings if r.x0 == r.x1]
    grids = [item.rect for item in layout.items if isinstance(item, Grid)]
    return any(
        other.x0 - reach <= rule.x1 and rule.x0 <= other.x1 + reach and other.y0 - reach <= rule.y0 <= other.y1 + reach
        for other in (*uprights, *grids)
    )


def _opens_footnotes(rule: Ruling, first: Line) -> bool:
    near = first.rect.y0 - rule.y0 < UNDER_RULE * first.size and abs(first.rect.x0 - rule.x0) < UNDER_RULE * first.size
    return near and FOOTNOTE.match(first.text) is not None


def _is_small(lines: Sequence[Line], page: Page) -> bool:
    """Whether most of each line is in type smaller than most of the page's, or the first begins with a raised sign: the sign itself may
    be as large as the text."""
    raised = lines[0].glyphs.spans[0].size < RAISED * lines[0].size
    body = median(page.glyphs.sizes)
    sizes = [median(line.glyphs.sizes) for line in lines]
    return all(size <= body if raised else size < body for size in sizes)


def sign_of(note: Line) -> str:
    """The sign that a footnote begins with, as text lines refer to it; "" where it has none."""
    found = FOOTNOTE.match(note.text)
    return unicodedata.normalize("NFKC", found["sign"]) if found else ""


def refers_to(line: Line, sign: str) -> bool:
    """Whether a footnote's sign stands in the line, raised or at the end of a word."""
    raised = [span for span in line.glyphs.spans if span.size < RAISED * line.size]
    if any(unicodedata.normalize("NFKC", "".join(span.texts)).strip("()") == sign for span in raised):
        return True
    return re.search(rf"[^\W\d]{re.escape(sign)}(?:[ぁ-ん。、)]|$)", unicodedata.normalize("NFKC", line.text)) is not None


def rings_of(pages: Sequence[Page]) -> dict[int, tuple[Area, ...]]:
    """The drawn shapes by page that are small enough to be rings around a letter."""
    return {page.number: small for page in pages if (small := tuple(filter(_is_small_drawing, page.shapes)))}


def drawings_of(pages: Sequence[Page]) -> dict[int, tuple[Area, ...]]:
    """Shapes and pictures by page that are small enough to be a letter drawn in place of one that is set."""
    return {page.number: small for page in pages if (small := tuple(filter(_is_small_drawing, (*page.shapes, *page.pictures))))}


def drawn_between(
    drawings: Mapping[int, Sequence[Area]], page: int, rows: tuple[float, float], columns: tuple[float, float], em: float
) -> Area | None:
    """The first drawing no larger than a letter whose middle lies in a place of a page: what is drawn there is to be read."""
    for area in drawings.get(page, ()):
        x, y = (area.x0 + area.x1) / 2, (area.y0 + area.y1) / 2
        is_letter = LEAST_LETTER * em <= max(area.x1 - area.x0, area.y1 - area.y0) <= LARGEST_LETTER * em
        if is_letter and columns[0] <= x <= columns[1] and rows[0] <= y <= rows[1]:
            return area
    return None


LEAST_LETTER, LARGEST_LETTER = 0.4, 2.0
"""em of the text beside it: a smaller shape is a dot, a larger one no letter (a slash through the cell)"""


LARGEST_RING = TOLERANCES.largest_ring


def _is_small_drawing(shape: Area) -> bool:
    return shape.x1 - shape.x0 < LARGEST_RING and shape.y1 - shape.y0 < LARGEST_RING


def is_ringed(glyph: Glyph, rings: Sequence[Area]) -> bool:
    """Whether a ring is drawn around a glyph, or the glyph is itself one of the encircled letters."""
    if unicodedata.decomposition(glyph.text[0]).startswith("<circle>"):
        return True
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return any(
        r.x0 <= x <= r.x1 and r.y0 <= y <= r.y1 and r.x1 - r.x0 < RING * glyph.size and r.y1 - r.y0 < RING * glyph.size for r in rings
    )


def ring_between(rings: Mapping[int, Sequence[Area]], page: int, top: float, bottom: float, left: float, right: float) -> Area | None:
    """The only ring whose middle lies in a place of a page; None where there is none or are several."""
    here = [r for r in rings.get(page, ()) if left <= (r.x0 + r.x1) / 2 <= right and top <= (r.y0 + r.y1) / 2 <= bottom]
    return here[0] if len(here) == 1 else None
