"""A clerk leaves a mark in an empty cell: it is accounted for, and no row is made of it that the gate would refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.pages.model import Glyph, Glyphs, Page
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.values import Box, Printed
from tests.support.sample import pages


def read(given: tuple[Page, ...]) -> Sheet:
    return sheet_of(given, document_id="x", source_sha256="")


def without(printed: Printed) -> tuple[Page, ...]:
    """The pages without the glyphs of a text."""

    def stands_in(glyph: Glyph, box: Box) -> bool:
        return box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1 and box.y0 <= (glyph.y0 + glyph.y1) / 2 <= box.y1

    return tuple(
        replace(page, glyphs=Glyphs.of(g for g in page.glyphs if not any(b.page == page.number and stands_in(g, b) for b in printed.boxes)))
        for page in pages()
    )


WHICH: dict[str, Callable[[Sheet], tuple[Printed, int]]] = {
    "statements": lambda sheet: next(
        (s.text, len(sheet.projects[1].statements)) for s in sheet.projects[1].statements if s.kind == "bullet" and s.mark
    ),
    "prior_issues": lambda sheet: (sheet.projects[1].prior_issues[-1].text, len(sheet.projects[1].prior_issues)),
    "viewpoints": lambda sheet: (sheet.projects[1].viewpoints[-1].text, len(sheet.projects[1].viewpoints)),
    "goals": lambda sheet: (sheet.projects[1].goals[-1].text, len(sheet.projects[1].goals)),
}


@pytest.mark.parametrize("kind", WHICH)
def test_a_mark_without_text_is_no_row(kind: str) -> None:
    text, count = WHICH[kind](read(pages()))
    sheet = read(without(text))
    rows = getattr(sheet.projects[1], kind)
    assert len(rows) == count - 1
    assert all(row.text.text for row in rows)
    ratings = 2 if kind == "goals" else 0
    assert sheet.accounting.chars_unaccounted == ratings
