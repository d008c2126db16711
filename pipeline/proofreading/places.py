"""Where on the page the characters of a finding stand: a row has the box of its whole text, and a slip is one character of it.

In come the findings and the PDF's bytes, out come the same with narrower boxes. A quote that stands in its row's box once is found there
among the characters that PDFium sees; where it stands twice, or not at all, the box of the row stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.geometry.rect import Rect, around, has_middle_in
from pipeline.pages.compared import as_compared
from pipeline.pages.model import Glyph
from pipeline.pages.pdfium import Witness
from pipeline.proofreading.model import Slip
from pipeline.values import Box

_SAME_LINE = 0.5
"""em; baselines nearer than this are one line's"""


def narrowed(findings: Iterable[Slip], data: bytes) -> tuple[Slip, ...]:
    """The findings, each with the box of its own characters where they can be told; on two lines, of those on the first."""
    with Witness(data) as witness:
        glyphs: dict[int, Sequence[Glyph]] = {}
        found = []
        for finding in findings:
            box = finding.box
            if box is not None and box.page <= witness.pages:
                if box.page not in glyphs:
                    glyphs[box.page] = witness.page(box.page).glyphs()
                finding = replace(finding, box=_box_of(finding.quote, finding.marked or (0, len(finding.quote)), box, glyphs[box.page]))
            found.append(finding)
    return tuple(found)


def _box_of(quote: str, marked: tuple[int, int], box: Box, glyphs: Iterable[Glyph]) -> Box:
    """The box of a stretch of a quote, or the given one where the quote is not there once."""
    inside = list(_in_order([glyph for glyph in glyphs if has_middle_in(glyph, box)]))
    text, wanted = "".join(glyph.text for glyph in inside), as_compared(quote)
    if not wanted or text.count(wanted) != 1 or any(len(glyph.text) != 1 for glyph in inside):
        return box
    at = text.index(wanted)
    begin, end = (at + len(as_compared(quote[:offset])) for offset in marked)
    own = inside[min(begin, len(inside) - 1) : end] or inside[begin - 1 : begin]  # where something is lacking, what stands before it
    if not own:
        return box
    return Box(box.page, *around(*(Rect(*glyph[:4]) for glyph in own if _is_level(glyph, own[0]))))


def _in_order(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Glyphs of one column line by line, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y1):
        if lines and _is_level(glyph, lines[-1][0]):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        yield from sorted(line, key=lambda glyph: glyph.x0)


def _is_level(glyph: Glyph, other: Glyph) -> bool:
    return abs(glyph.y1 - other.y1) < _SAME_LINE * max(glyph.size, other.size)
