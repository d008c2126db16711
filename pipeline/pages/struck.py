"""Text that is struck out: a line drawn through it, or a StrikeOut note laid over it. It is printed, but no content.

A line through text runs through the middle of glyphs, begins and ends with them, and meets no rule across: underlines run below,
the rules of tables and the grids of charts go on beyond the text or meet others. Lines that are alike, of which one strikes
nothing out, are lines to write on or the ticks of a chart; a pale line, or one over dashes alone, is none either. Turned text and
top-to-bottom writing are looked at as if they lay level.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from pipeline.geometry.rect import has_middle_in
from pipeline.pages.lines import luminance
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling, Span, Style
from pipeline.pages.turning import turn_of

MIDDLE = (0.42, 0.72)
"""of the em box from its top: where a line strikes through (the baseline is at 0.88; two lines stand at 0.45 and 0.65)"""
ACROSS = (0.28, 0.72)
"""of the em box of turned text and of top-to-bottom writing, from its left"""
OFF_MIDDLE = 0.25
"""of the em box; no line through text runs further from its middle"""
BEYOND = 1.2
"""em; a line through text goes so far beyond it, at most, as where a space is struck too; …"""
AT_END = 0.35
"""em; … and at one end, at least, stops with the text"""
COVERED = 0.6
"""of a line's length, at least, has text under it"""
JOINED = 1.5
"""pt; pieces on one level no further apart are one line"""
LEVEL = 0.4
"""pt; pieces that differ in height by no more are on one level"""
MEETS = 1.0
"""pt; so near to a rule across, a line meets it; lines that begin and end so near to each other are alike"""
THICKEST = 0.2
"""em; a thicker bar hides text or shades it"""
PALEST = 0.7
"""luminance; nobody strikes out in a paler colour"""
OWN = 1.5
"""em; lines no further from each other are of one line of text: struck twice, or underlined as well"""
DASHES = frozenset("-‐‑‒–—―─━－−ｰ─_＿")
"""characters that some programs draw as a line as well"""


class _Line(NamedTuple):
    """A line along the text, in its pieces: from where to where, and at what height, as if the text lay level."""

    start: float
    end: float
    at: float
    thickness: float
    pieces: tuple[Ruling, ...]


class _Level(NamedTuple):
    """A glyph as if its text lay level."""

    start: float
    end: float
    top: float
    bottom: float
    glyph: Glyph


def struck_apart(page: Page, notes: Sequence[Area]) -> Page:
    """The page without the glyphs that are struck out, which ``Page.struck`` holds, and without the lines through them.

    ``notes`` are the places of StrikeOut notes.
    """
    level = [rule for rule in page.rulings if rule.y0 == rule.y1]
    upright = [rule for rule in page.rulings if rule.x0 == rule.x1]
    lines = [*_through(page, level, upright), *_through_turned(page, level, upright)]
    if not lines and not notes:
        return page
    gone = {glyph.index for _, glyphs in lines for glyph in glyphs}
    gone |= {glyph.index for glyph in page.glyphs if any(has_middle_in(glyph, note) for note in notes)}
    return _without(page, gone, {rule for line, _ in lines for rule in line.pieces})


def _without(page: Page, gone: set[int], drawn: set[Ruling]) -> Page:
    return replace(
        page,
        glyphs=Glyphs.of(_closed_up(page.glyphs, gone)),
        struck=tuple([glyph for glyph in page.glyphs if glyph.index in gone]),
        rulings=tuple([rule for rule in page.rulings if rule not in drawn]),
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
_ASIDE = Style.TURNED | Style.VERTICAL
Struck = tuple[_Line, list[Glyph]]
Found = TypeVar("Found")


def _through(page: Page, level: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[Struck]:
    """Each line that strikes level text out, with the glyphs under it."""
    styles = {style for style in {span.style for span in page.glyphs.spans} if turn_of(style) in (0, 180) and not _runs_down(style)}
    spans = [span for span in page.glyphs.spans if span.style in styles]
    if not spans or not level:
        return
    pieces = [_Line(r.x0, r.x1, r.y0, r.thickness, (r,)) for r in level]
    near = _Near([((span.y0 + span.y1) / 2, span) for span in spans], max([span.size for span in spans]))

    def glyphs_near(line: _Line) -> list[_Level]:
        return [_Level(g.x0, g.x1, g.y0, g.y1, g) for g in Glyphs(_crossed(line, near))]

    if any(_crossed(piece, near) for piece in pieces):  # a line is at the height of its first piece, and most pages have none at text's
        bars = [_Line(r.y0, r.y1, r.x0, r.thickness, (r,)) for r in upright]
        yield from _struck(list(_joined(pieces)), bars, glyphs_near)


def _crossed(line: _Line, near: _Near[Span]) -> list[Span]:
    """The spans of level text through whose middle a line runs, wherever it begins and ends."""
    return [s for s in near.to(line) if _runs_through(line, s.y0, s.y1, ACROSS if s.style & _ASIDE else MIDDLE)]


def _through_turned(page: Page, level: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[Struck]:
    """Each line that strikes out text turned by a quarter, or written from top to bottom, with the glyphs under it."""
    down = {style for style in {span.style for span in page.glyphs.spans} if _runs_down(style)}
    aside = [_Level(g.y0, g.y1, g.x0, g.x1, g) for g in Glyphs([span for span in page.glyphs.spans if span.style in down])]
    if not aside or not upright:
        return
    lines = list(_joined([_Line(r.y0, r.y1, r.x0, r.thickness, (r,)) for r in upright]))
    bars = [_Line(r.x0, r.x1, r.y0, r.thickness, (r,)) for r in level]
    near = _Near([((g.top + g.bottom) / 2, g) for g in aside], max([g.glyph.size for g in aside]))
    yield from _struck(lines, bars, lambda line: [g for g in near.to(line) if _runs_through(line, g.top, g.bottom, ACROSS)])


def _runs_down(style: int) -> bool:
    """Whether writing runs down or up the page: top to bottom, or turned by a quarter."""
    return bool(style & Style.VERTICAL) != bool(style & Style.QUARTER)


class _Near(Generic[Found]):
    """What stands at some height, to be found from the lines through it."""

    def __init__(self, placed: Iterable[tuple[float, Found]], tallest: float) -> None:
        ordered = sorted(placed, key=itemgetter(0))
        self._heights = [height for height, _ in ordered]
        self._found = [found for _, found in ordered]
        self._tallest = tallest

    def to(self, line: _Line) -> list[Found]:
        low, high = line.at - OFF_MIDDLE * self._tallest, line.at + OFF_MIDDLE * self._tallest
        return self._found[bisect_left(self._heights, low) : bisect_right(self._heights, high)]


def _struck(lines: Sequence[_Line], bars: Sequence[_Line], glyphs_near: Callable[[_Line], list[_Level]]) -> Iterator[Struck]:
    found: list[tuple[_Line, list[_Level]]] = []
    other: list[_Line] = []
    for line in lines:
        under = [g for g in glyphs_near(line) if line.start <= (g.start + g.end) / 2 <= line.end] if _is_dark(line) else []
        fits = bool(under) and _fits(line, under) and not any(_meets(bar, line) for bar in bars)
        if fits:
            found.append((line, under))
        else:
            other.append(line)
    alike: dict[tuple[int, int], list[float]] = defaultdict(list)
    for line in other:
        alike[_ends(line)].append(line.at)
    for line, under in found:
        own = OWN * under[0].glyph.size
        if all(abs(at - line.at) <= own for at in alike.get(_ends(line), ())):
            yield line, [level.glyph for level in under]


def _ends(line: _Line) -> tuple[int, int]:
    return round(line.start / MEETS), round(line.end / MEETS)


def _is_dark(line: _Line) -> bool:
    return luminance(line.pieces[0].color) <= PALEST


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Lines at one height whose pieces go on from each other."""
    last: _Line | None = None
    for line in sorted(lines, key=lambda line: (round(line.at / LEVEL), line.start)):
        if last and abs(line.at - last.at) <= LEVEL and line.start <= last.end + JOINED:
            last = last._replace(end=max(last.end, line.end), pieces=(*last.pieces, *line.pieces))
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _runs_through(line: _Line, top: float, bottom: float, middle: tuple[float, float]) -> bool:
    return line.thickness <= THICKEST * (bottom - top) and middle[0] <= (line.at - top) / (bottom - top) <= middle[1]


def _fits(line: _Line, glyphs: Sequence[_Level]) -> bool:
    """Whether a line begins and ends with the text under it, which is more than dashes."""
    em = max([level.glyph.size for level in glyphs])
    beyond = min([level.start for level in glyphs]) - line.start, line.end - max([level.end for level in glyphs])
    under = sum([level.end - level.start for level in glyphs])
    return (
        max(beyond) <= BEYOND * em
        and min(beyond) <= AT_END * em
        and under >= COVERED * (line.end - line.start)
        and any(level.glyph.text not in DASHES for level in glyphs)
    )


def _meets(bar: _Line, line: _Line) -> bool:
    return line.start - MEETS <= bar.at <= line.end + MEETS and bar.start - MEETS <= line.at <= bar.end + MEETS
