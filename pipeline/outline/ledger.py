"""The account of every glyph: who owns it. A sheet is read completely when no visible glyph is left without an owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from pipeline.layout.assemble import all_lines
from pipeline.layout.lines import extent_of
from pipeline.layout.model import Line, PageLayout
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyphs
from pipeline.values import Box, Defect

Owner = Literal["row", "label", "furniture", "figure", "decoration", "named"]
"""What a line is claimed as: text of a row or its mark, a fixed label of the form, what stands on every page, a chart's text, or text of
no row that a defect of its own names."""


@dataclass(slots=True)
class Ledger:
    """What has an owner. Lines are claimed as a whole, and most are never asked for again; so their glyphs are counted by
    number only on pages where somebody asks. ``filed`` of the lines claimed wait by page for that."""

    claimed: list[Line] = field(default_factory=list)
    lines: set[Line] = field(default_factory=set)
    filed: int = 0
    waiting: dict[int, list[Line]] = field(default_factory=dict)
    numbers: dict[int, set[int]] = field(default_factory=dict)
    beside: dict[tuple[int, Owner], set[int]] = field(default_factory=dict)
    """the numbers of the glyphs that are claimed as no row, by page and owner"""

    def claim_lines(self, lines: Sequence[Line], owner: Owner = "row") -> None:
        self.lines.update(lines)
        self.claimed += lines
        if owner != "row":
            for line in lines:
                self.beside.setdefault((line.page, owner), set()).update(line.glyphs.indexes)

    def claim_page(self, layout: PageLayout) -> None:
        """What the layout itself accounts for: running headers, page numbers, decoration."""
        self.claim_lines(layout.furniture, "furniture")
        decoration = {glyph.index for glyph in layout.decoration}
        self.beside[layout.number, "decoration"] = decoration
        self.owned_on(layout.number).update(decoration)

    def owned(self, line: Line) -> bool:
        """Whether some of the line's glyphs have an owner."""
        return line in self.lines or not self.owned_on(line.page).isdisjoint(line.glyphs.indexes)

    def owned_on(self, page: int) -> set[int]:
        """The numbers of a page's glyphs that have an owner."""
        for line in self.claimed[self.filed :]:
            self.waiting.setdefault(line.page, []).append(line)
        self.filed = len(self.claimed)
        numbers = self.numbers.setdefault(page, set())
        for line in self.waiting.pop(page, ()):
            numbers.update(line.glyphs.indexes)
        return numbers


def unowned(ledger: Ledger, layouts: Iterable[PageLayout]) -> list[tuple[Line, Glyphs]]:
    """The runs of glyphs without owner, each with its line, in reading order."""
    out: list[tuple[Line, Glyphs]] = []
    for layout in layouts:
        for line in all_lines(layout.items):
            if line not in ledger.lines:
                owned = ledger.owned_on(layout.number)
                if not owned.issuperset(line.glyphs.indexes):
                    out.append((line, Glyphs.of([g for g in line.glyphs if g[8] not in owned])))
    return out


def unaccounted_defects(rows: Iterable[tuple[Line, Glyphs]], labels: Set[Line] = frozenset()) -> list[Defect]:
    """One defect a line that holds glyphs of no row; ``labels`` are those that stand as labels do."""
    defects: list[Defect] = []
    for line, glyphs in rows:
        box = Box(line.page, *extent_of(glyphs))
        text = spaced_text(glyphs)
        defects.append(
            Defect(
                "label-unknown" if line in labels else "text-unaccounted", line.page, box, text[:80], values=(("count", str(len(glyphs))),)
            )
        )
    return defects
