"""The account of every glyph: who owns it. A sheet is read completely when no visible glyph is left without an owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Item, Line, PageLayout
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyph
from pipeline.values import Box, Defect

Owner = Literal["text", "mark", "label", "furniture", "figure", "decoration", "heading", "caption", "cell"]


@dataclass(slots=True)
class Ledger:
    """Owners by page and glyph number; a glyph claimed twice is counted in ``twice`` (a fault of this program, not of the sheet)."""

    owners: dict[int, dict[int, Owner]] = field(default_factory=dict)
    twice: int = 0

    def claim(self, page: int, glyphs: Iterable[Glyph], owner: Owner) -> None:
        mine = dict.fromkeys([g[8] for g in glyphs], owner)
        owners = self.owners.setdefault(page, {})
        before = len(owners)
        owners.update(mine)
        self.twice += before + len(mine) - len(owners)

    def claim_lines(self, lines: Iterable[Line], owner: Owner) -> None:
        for line in lines:
            self.claim(line.page, line.glyphs, owner)

    def owned(self, line: Line) -> bool:
        """Whether some of the line's glyphs have an owner."""
        owners = self.owners.get(line.page, {})
        return any(g[8] in owners for g in line.glyphs)

    def claim_page(self, layout: PageLayout) -> None:
        """What the layout itself accounts for: running headers, page numbers, decoration."""
        self.claim_lines(layout.furniture, "furniture")
        self.claim(layout.number, layout.decoration, "decoration")


def unowned(ledger: Ledger, layouts: Iterable[PageLayout]) -> list[tuple[Line, tuple[Glyph, ...]]]:
    """The runs of glyphs without owner, each with its line, in reading order."""
    out: list[tuple[Line, tuple[Glyph, ...]]] = []
    for layout in layouts:
        owners = ledger.owners.get(layout.number, {})
        for line in _lines(layout.items):
            rest = tuple([g for g in line.glyphs if g[8] not in owners])
            if rest:
                out.append((line, rest))
    return out


def _lines(items: Iterable[Item]) -> list[Line]:
    return all_lines(list(items))


def unaccounted_defects(rows: Iterable[tuple[Line, tuple[Glyph, ...]]]) -> list[Defect]:
    """One defect a line that holds glyphs without owner."""
    defects: list[Defect] = []
    for line, glyphs in rows:
        box = Box(line.page, min(g.x0 for g in glyphs), min(g.y0 for g in glyphs), max(g.x1 for g in glyphs), max(g.y1 for g in glyphs))
        text = spaced_text(glyphs)
        defects.append(Defect("text-unaccounted", line.page, box, text[:80], values=(("count", str(len(glyphs))),)))
    return defects
