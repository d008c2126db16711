"""Text that is struck out: a line drawn through it, or a StrikeOut note laid over it. It is printed, but no content.

A line through text runs through the middle of glyphs, begins and ends with them, and meets no upright rule: underlines run
below, the rules of tables and the grids of charts go on beyond the text or meet others. A page that lies on its side is looked
at upright.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling, Span, Style
from pipeline.pages.turning import turn_of_text, turned

MIDDLE = (0.34, 0.72)
"""of the em box from its top: where a line strikes through (the baseline is at 0.88; two lines stand at 0.45 and 0.65)"""
BEYOND = 1.2
"""em; a line through text goes so far beyond it, at most, as where a space is struck too"""
COVERED = 0.6
"""of a line's length, at least, has text under it"""
JOINED = 1.5
"""pt; pieces on one level no further apart are one line"""
LEVEL = 0.4
"""pt; pieces that differ in height by no more are on one level"""
MEETS = 1.0
"""pt; so near to an upright rule, a line meets it"""
THICKEST = 0.2
"""em; a thicker bar hides text or shades it"""


def struck_apart(page: Page, notes: Sequence[Area] = ()) -> Page:
    """The page without the glyphs that are struck out, which ``Page.struck`` holds, and without the lines through them.

    ``notes`` are the places of StrikeOut notes.
    """
    by = turn_of_text(page)
    upright = turned(page, 360 - by) if by else page
    lines = list(_lines_through(upright))
    if not lines and not notes:
        return page
    gone = {glyph.index for _, glyphs in lines for glyph in glyphs}
    gone |= {glyph.index for glyph in page.glyphs if any(_holds(note, glyph) for note in notes)}
    drawn = {rule for pieces, _ in lines for rule in pieces}
    return turned(
        replace(
            upright,
            glyphs=Glyphs.of(_closed_up(upright.glyphs, gone)),
            struck=tuple([glyph for glyph in upright.glyphs if glyph.index in gone]),
            rulings=tuple([rule for rule in upright.rulings if rule not in drawn]),
        ),
        by,
    )


def _closed_up(glyphs: Iterable[Glyph], gone: AbstractSet[int]) -> list[Glyph]:
    """The glyphs that are left; the first behind struck ones is ``CLOSED`` to what stands before these."""
    left: list[Glyph] = []
    struck: Glyph | None = None
    for glyph in glyphs:
        if glyph.index in gone:
            struck = glyph
            continue
        if struck and abs(glyph.y1 - struck.y1) < LEVEL and 0 <= glyph.x0 - struck.x1 < NEXT * glyph.size:
            glyph = glyph._replace(style=glyph.style & ~Style.SPACED | Style.CLOSED)
        left.append(glyph)
        struck = None
    return left


NEXT = 0.5
"""em; what begins within this of a struck glyph's end follows it"""


def runs_of(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs, in the order of drawing, that follow each other."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (glyph.index - run[-1].index > JUMP or abs(glyph.y0 - run[-1].y0) > glyph.size):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


JUMP = 2
"""Glyphs whose numbers differ by no more follow each other; between them may be a space."""


def _lines_through(page: Page) -> Iterator[tuple[list[Ruling], list[Glyph]]]:
    """Each line that strikes something out, in its pieces, with the glyphs under it."""
    levels = sorted([((span.y0 + span.y1) / 2, k) for k, span in enumerate(page.glyphs.spans) if not span.style & _ASIDE])
    if not levels:
        return
    heights = [height for height, _ in levels]
    tallest = max([span.size for span in page.glyphs.spans])
    uprights = [rule for rule in page.rulings if rule.x0 == rule.x1]
    for pieces in _joined([rule for rule in page.rulings if rule.y0 == rule.y1]):
        y = pieces[0].y0
        near = levels[bisect_left(heights, y - tallest) : bisect_right(heights, y + tallest)]
        spans = [span for _, k in near for span in (page.glyphs.spans[k],) if _runs_through(y, pieces[0].thickness, span)]
        if not spans:
            continue
        x0, x1 = pieces[0].x0, max([piece.x1 for piece in pieces])
        glyphs = [glyph for glyph in Glyphs(spans) if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1]
        if glyphs and _fits(x0, x1, glyphs) and not any(_meets(upright, x0, x1, y) for upright in uprights):
            yield pieces, glyphs


_ASIDE = Style.TURNED | Style.VERTICAL


def _joined(rules: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    """The pieces of each level line, from left to right."""
    pieces: list[Ruling] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y0 / LEVEL), rule.x0)):
        if pieces and (abs(rule.y0 - pieces[-1].y0) > LEVEL or rule.x0 > max([piece.x1 for piece in pieces]) + JOINED):
            yield pieces
            pieces = []
        pieces.append(rule)
    if pieces:
        yield pieces


def _runs_through(y: float, thickness: float, span: Span) -> bool:
    return thickness <= THICKEST * span.size and MIDDLE[0] <= (y - span.y0) / (span.y1 - span.y0) <= MIDDLE[1]


def _fits(x0: float, x1: float, glyphs: Sequence[Glyph]) -> bool:
    """Whether a line from ``x0`` to ``x1`` begins and ends with the text under it."""
    em = max([glyph.size for glyph in glyphs])
    left, right = min([glyph.x0 for glyph in glyphs]), max([glyph.x1 for glyph in glyphs])
    under = sum([glyph.x1 - glyph.x0 for glyph in glyphs])
    return left - x0 <= BEYOND * em and x1 - right <= BEYOND * em and under >= COVERED * (x1 - x0)


def _meets(upright: Ruling, x0: float, x1: float, y: float) -> bool:
    return x0 - MEETS <= upright.x0 <= x1 + MEETS and upright.y0 - MEETS <= y <= upright.y1 + MEETS


def _holds(note: Area, glyph: Glyph) -> bool:
    return note.x0 <= (glyph.x0 + glyph.x1) / 2 <= note.x1 and note.y0 <= (glyph.y0 + glyph.y1) / 2 <= note.y1
