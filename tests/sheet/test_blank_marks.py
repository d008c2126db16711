"""A clerk leaves a mark in an empty cell: it is accounted for, and no row is made of it that the gate would refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.pages.model import Glyph, Glyphs, Page
from pipeline.sheet.reader import sheet_of
from pipeline.values import Box, Printed
from tests.support.sample import pages, sheet


def without(texts: Sequence[Printed]) -> tuple[Page, ...]:
    """The pages without the glyphs of some texts."""
    boxes = [box for text in texts for box in text.boxes]

    def stands_in(glyph: Glyph, box: Box) -> bool:
        return box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1 and box.y0 <= (glyph.y0 + glyph.y1) / 2 <= box.y1

    return tuple(
        replace(page, glyphs=Glyphs.of(g for g in page.glyphs if not any(b.page == page.number and stands_in(g, b) for b in boxes)))
        for page in pages()
    )


def test_a_mark_without_text_is_no_row() -> None:
    plain = sheet().projects[1]
    bullet = next(said for said in plain.statements if said.kind == "bullet" and said.mark)
    blank = (bullet, plain.prior_issues[-1], plain.viewpoints[-1], plain.goals[-1])
    found = sheet_of(without([row.text for row in blank]), document_id="x", source_sha256="")
    for kind in ("statements", "prior_issues", "viewpoints", "goals"):
        rows = getattr(found.projects[1], kind)
        assert len(rows) == len(getattr(plain, kind)) - 1, kind
        assert all(row.text.text for row in rows)
    assert found.accounting.chars_unaccounted == len(("法人", "区")), "the ratings of the goal that is none"
