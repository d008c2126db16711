"""The account of every glyph: who owns it. A sheet is read completely when no visible glyph is left without an owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Line, PageLayout
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyph
from pipeline.values import Box, Defect


@dataclass(slots=True)
class Ledger:
    """What has an owner. Lines are claimed as a whole, and most are never asked for again; so their glyphs are counted by
    number only on pages where somebody asks."""

    lines: dict[int, Line] = field(default_factory=dict)
    waiting: dict[int, list[Line]] = field(default_factory=dict)
    numbers: dict[int, set[int]] = field(default_factory=dict)

    def claim_lines(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.lines[id(line)] = line
            self.waiting.setdefault(line.page, []).append(line)

    def claim_page(self, layout: PageLayout) -> None:
        """What the layout itself accounts for: running headers, page numbers, decoration."""
        self.claim_lines(layout.furniture)
        self.owned_on(layout.number).update(map(_number, layout.decoration))

    def owned(self, line: Line) -> bool:
        """Whether some of the line's glyphs have an owner."""
        return id(line) in self.lines or not self.owned_on(line.page).isdisjoint(map(_number, line.glyphs))

    def owned_on(self, page: int) -> set[int]:
        """The numbers of a page's glyphs that have an owner."""
        numbers = self.numbers.setdefault(page, set())
        for line in self.waiting.pop(page, ()):
            numbers.update(map(_number, line.glyphs))
        return numbers


_number = itemgetter(8)


def unowned(ledger: Ledger, layouts: Iterable[PageLayout]) -> list[tuple[Line, tuple[Glyph, ...]]]:
    """The runs of glyphs without owner, each with its line, in reading order."""
    out: list[tuple[Line, tuple[Glyph, ...]]] = []
    for layout in layouts:
        for line in all_lines(layout.items):
            if id(line) not in ledger.lines:
                owned = ledger.owned_on(layout.number)
                if rest := tuple([g for g in line.glyphs if g[8] not in owned]):
                    out.append((line, rest))
    return out


def unaccounted_defects(rows: Iterable[tuple[Line, tuple[Glyph, ...]]]) -> list[Defect]:
    """One defect a line that holds glyphs without owner."""
    defects: list[Defect] = []
    for line, glyphs in rows:
        box = Box(line.page, min(g.x0 for g in glyphs), min(g.y0 for g in glyphs), max(g.x1 for g in glyphs), max(g.y1 for g in glyphs))
        text = spaced_text(glyphs)
        defects.append(Defect("text-unaccounted", line.page, box, text[:80], values=(("count", str(len(glyphs))),)))
    return defects
