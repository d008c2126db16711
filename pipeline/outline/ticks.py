"""What is ticked beside a list: ○ or ✓ in a narrow column, a box before each number, the pages that tell of an item (p.5), and the words
over such a column.

In come the lines of the list, out go the lines without those signs, and what was taken from them. A sign says that an item applies or
was done; it is no item of its own, and where none stands nothing is missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline import rules
from pipeline.form.marks import NUMBERED, mark_of, series_of
from pipeline.form.series import Series
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Line
from pipeline.outline.units import TextUnit
from pipeline.pages.model import Glyphs

TICK_GAP = 1.5
"""em; a sign so far behind a text is another column's: behind 。 half a body's width is empty, and a space may follow"""
COLUMNS = 2
"""an item has so many ticks at most, the operator's and the ward's; where there are more, the signs are the marks of the list"""


@dataclass(frozen=True, slots=True)
class TickRules:
    signs: frozenset[str]
    heads: frozenset[str]
    grades: tuple[frozenset[str], ...]
    places: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Span:
    """Which glyphs of a line are the list's own; ``is_item``: they begin with a mark, ``is_signed``: with a sign and words behind it."""

    unit: TextUnit
    begin: int
    end: int
    is_item: bool
    is_signed: bool

    @property
    def is_whole(self) -> bool:
        """Whether all glyphs of the line are."""
        return self.begin == 0 and self.end == len(self.unit.line.glyphs)

    @property
    def ticks(self) -> list[Line]:
        line, end = self.unit.line, len(self.unit.line.glyphs)
        cuts = [self.end] if is_place(line.text) else range(self.end, end)
        signs = () if self.is_whole else (line.glyphs[: self.begin], *(line.glyphs[a:b] for a, b in pairwise((*cuts, end))))
        return [line_of(line.page, glyphs) for glyphs in signs if glyphs]

    @property
    def rest(self) -> TextUnit:
        line = self.unit.line
        return self.unit if self.is_whole else self.unit._replace(line=line_of(line.page, line.glyphs[self.begin : self.end]))


@cache
def tick_rules() -> TickRules:
    data = rules.load("form").table("ticks")
    return TickRules(frozenset(data["signs"]), frozenset(data["heads"]), tuple(map(frozenset, data["grades"])), data.pattern("places"))


def is_tick(text: str) -> bool:
    """Whether a cell holds nothing but such a sign."""
    return text in tick_rules().signs


def is_place(text: str) -> bool:
    """Whether a cell holds nothing but the pages on which an item is told of: p.5."""
    return tick_rules().places.fullmatch(unicodedata.normalize("NFKC", text.lower())) is not None


def tell_more(ticks: Sequence[Line]) -> bool:
    """Whether ticks tell how far something was done, each by one of several signs (◎, ○, △), or on which pages it is told of."""
    printed = {tick.text for tick in ticks}
    return sum(not signs.isdisjoint(printed) for signs in tick_rules().grades) > 1 or any(map(is_place, printed))


def parted_from_ticks(units: Sequence[TextUnit]) -> tuple[list[TextUnit], list[Line]]:
    """The lines of a list without its ticks and what heads them; and those."""
    spans = _spans_of(units)
    first = next((k for k, span in enumerate(spans) if span.is_item), len(spans))
    ticks = [tick for span in spans for tick in span.ticks]
    items, signed = sum(span.is_item for span in spans), sum(span.is_signed for span in spans)
    if len(ticks) > COLUMNS * items or signed >= items:
        return list(units), []
    heads = [span for k, span in enumerate(spans) if _is_head(span.unit, is_over_list=k < first < len(spans))]
    kept = [span.rest for span in spans if span.begin < span.end and span not in heads]
    return kept, [*(head.unit.line for head in heads), *ticks]


def _spans_of(units: Sequence[TextUnit]) -> list[_Span]:
    spans: list[_Span] = []
    expected = 1
    series = series_of([_without_sign(unit.line) for unit in units])
    for unit in units:
        line = unit.line
        mark = mark_of(line, series=series, expected=expected)
        if mark.kind == "letter":
            expected = mark.numbers[0] + 1
        begin, end = _head(line, series), len(line.glyphs) - _tail(line)
        is_marked = begin == 0 < end and mark.kind != "none"
        is_item, is_signed = begin > 0 or is_marked and not is_tick(mark.text), is_marked and is_tick(mark.text)
        spans.append(_Span(unit, begin, end, is_item, is_signed))
    return spans


def _head(line: Line, series: Series) -> int:
    """How many glyphs at the head of a line are a sign before its number."""
    rest = _without_sign(line)
    return int(rest is not line and mark_of(rest, series=series).kind in NUMBERED)


def _without_sign(line: Line) -> Line:
    glyphs = line.glyphs
    return line_of(line.page, glyphs[1:]) if len(glyphs) > 1 and is_tick(glyphs.texts[0]) else line


def _tail(line: Line) -> int:
    """How many glyphs at the end of a line are signs in cells of their own, or far behind the text; all of one that names pages."""
    if is_place(line.text):
        return len(line.glyphs)
    return next((many for many in range(COLUMNS + 1) if not _is_apart(line.glyphs[: len(line.glyphs) - many], line.size)), COLUMNS)


def _is_apart(glyphs: Glyphs, size: float) -> bool:
    """Whether the last of some glyphs of a line is a sign in a cell of its own, or far behind the others."""
    is_sign = bool(glyphs) and is_tick(glyphs.texts[-1])
    return is_sign and (len(glyphs) == 1 or glyphs.x0[-1] - glyphs.x1[-2] > TICK_GAP * size)


def _is_head(unit: TextUnit, *, is_over_list: bool) -> bool:
    """Whether a line says what the columns of a list hold: it is all that its cell holds, or stands over the list."""
    is_alone = isinstance(unit.place, Cell) and len(unit.place.lines) == 1
    return (is_over_list or is_alone) and all(word in tick_rules().heads for word in unit.line.text.split())
