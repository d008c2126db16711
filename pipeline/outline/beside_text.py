"""A table that stands beside running text in one cell, as word processors and browsers let text run around it.

In come the units of a section in order, out they come with what is the table's (the caption over it, the notes under it) cut out of the
lines that hold words of both, and the text beside it in one piece, which goes on to the table's side and no further.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.form.marks import mark_of
from pipeline.layout.lines import line_of
from pipeline.layout.model import Line
from pipeline.outline.edges import ENDS
from pipeline.outline.units import ContentUnit, TableUnit, TextUnit

FEWEST = 2
"""lines of text beside a table; one alone may be its unit or its note"""
NEAR = 1.0
"""em; a caption begins so near the left side of its table"""
PARTED = 0.3
"""em; white so wide parts the text from a caption at its height"""
TIGHT = 1.9
"""em; lines of one text, a caption and a note stand no further from what is next to them, at the widest leading"""


class _Band(NamedTuple):
    """A table with text at its left: where the text ends, the middle of the white from there to the table, and the heights between which
    the two stand."""

    table: TableUnit
    end: float
    gutter: float
    top: float
    bottom: float

    def has(self, unit: TextUnit) -> bool:
        """Whether a line stands there; not one of another column, which ends before the table."""
        line = unit.line
        return (
            unit.right > self.table.rect.x0
            and line.page == self.table.grid.page
            and self.top <= (line.rect.y0 + line.rect.y1) / 2 <= self.bottom
        )


def with_text_beside(units: Sequence[ContentUnit]) -> list[ContentUnit]:
    """The units, where text runs beside a table: the text in one piece, and the table with what is its own before it goes on."""
    out = list(units)
    for table in [unit for unit in units if isinstance(unit, TableUnit)]:
        if (band := _band_of(table, out)) is not None:
            out = _apart(band, out)
    return out


def _band_of(table: TableUnit, units: Sequence[ContentUnit]) -> _Band | None:
    """The band of a table that has text at its left, and nothing else."""
    rect = table.rect
    texts = [unit for unit in units if isinstance(unit, TextUnit) and unit.line.page == table.grid.page]
    lines = [unit.line for unit in texts if unit.right > rect.x0]
    level = [line for line in lines if rect.y0 <= (line.rect.y0 + line.rect.y1) / 2 <= rect.y1]
    if len(level) < FEWEST or any(line.rect.x1 > rect.x0 for line in level):
        return None
    if any(_stands_left_of(other, table) for other in units):
        return None
    end = max(line.rect.x1 for line in level)
    reach = TIGHT * level[0].size
    return _Band(table, end, (end + rect.x0) / 2, rect.y0 - reach, rect.y1 + reach)


def _stands_left_of(other: ContentUnit, table: TableUnit) -> bool:
    """Whether another table stands beside this one: the two are read as columns."""
    if not isinstance(other, TableUnit) or other is table or other.grid.page != table.grid.page:
        return False
    return other.rect.y0 < table.rect.y1 and table.rect.y0 < other.rect.y1


def _apart(band: _Band, units: Sequence[ContentUnit]) -> list[ContentUnit]:
    """The units, with those of the band in one piece where the first of them stood."""
    held = [(k, unit) for k, unit in enumerate(units) if isinstance(unit, TextUnit) and band.has(unit)]
    parted = {k: parts for k, unit in held if (parts := _parts(unit, band))}
    rest = [(k, unit) for k, unit in enumerate(units) if k not in parted and unit is not band.table]
    begin = min(parted)
    before = [unit for k, unit in rest if k < begin]
    pieces = _in_order(band, [part for parts in parted.values() for part in parts], goes_on=_goes_on(before, band))
    return [*before, *pieces, *(unit for k, unit in rest if k > begin)]


def _goes_on(before: Sequence[ContentUnit], band: _Band) -> bool:
    """Whether a sentence that begins across the page above a table goes on at its left: what stands there before its text runs across."""
    if not before or not isinstance(before[-1], TextUnit):
        return False
    return band.has(before[-1]) and before[-1].line.text[-1] not in ENDS


def _in_order(band: _Band, parts: Sequence[TextUnit], *, goes_on: bool) -> list[ContentUnit]:
    """The text, and the table with what is its own before the first line of it that goes on with none before; ``goes_on``: the text
    begins above."""
    text = [part for part in parts if part.line.rect.x1 <= band.gutter]
    own = [part for part in parts if part not in text]
    over = [part for part in own if part.line.rect.y0 < band.table.rect.y0]
    under = [part for part in own if part not in over]
    first = next((k for k, part in enumerate(text) if k and mark_of(part.line).kind != "none"), len(text) if goes_on else 0)
    return [*text[:first], *over, band.table, *under, *text[first:]]


def _parts(unit: TextUnit, band: _Band) -> list[TextUnit]:
    """A line at the left or the right of the gutter as it is, one that holds words of both in two; none where it runs across."""
    line = unit.line
    if line.rect.x1 <= band.gutter:
        return [unit._replace(right=band.gutter)]
    if line.rect.x0 >= band.end:
        return [unit._replace(left=band.gutter)]
    cut = next(_cuts(line, band), None)
    if cut is None:
        return []
    left, right = (line_of(line.page, line.glyphs[part], line.vertical) for part in (slice(None, cut), slice(cut, None)))
    return [unit._replace(line=left, right=band.gutter), unit._replace(line=right, left=band.gutter)]


def _cuts(line: Line, band: _Band) -> Iterator[int]:
    """Where white parts a line in the gutter, and what follows begins near the left side of the table, right of the text."""
    for k, (end, begin) in enumerate(zip(line.glyphs.x1, line.glyphs.x0[1:], strict=False), 1):
        is_at_table = end <= band.gutter and band.end <= begin and abs(begin - band.table.rect.x0) <= NEAR * line.size
        if is_at_table and begin - end > PARTED * line.size:
            yield k
