"""A table that a page's end breaks off and that does not go on is warned of, with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.pages.model import Glyphs, Page
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from tests.layout.drawing import page, rule, say
from tests.sheet.small_form import LABELS, SAID, boxed, codes, goals, read, sections
from tests.support import sample


def cut(page: Page, bottom: float) -> Page:
    """The page as if it ended there: what stands below is gone, and upright rules are cut."""
    return replace(
        page,
        glyphs=Glyphs.of(glyph for glyph in page.glyphs if glyph.y1 < bottom),
        rulings=tuple(rule._replace(y1=min(rule.y1, bottom)) for rule in page.rulings if rule.y0 < bottom),
        fills=tuple(fill for fill in page.fills if fill.y1 < bottom),
    )


def read_again(pages: tuple[Page, ...]) -> Sheet:
    return sheet_of(pages, document_id="cut", source_sha256="", text_source="digital")


@pytest.mark.parametrize("above", [True, False], ids=["through the last row", "below the table"])
def test_a_table_cut_by_a_page_end_is_named(above: bool) -> None:
    pages = sample.pages()
    project, table = next((p, t) for p in sample.sheet().projects for t in p.tables if t.n_rows > 2)
    box = table.boxes[-1]
    cut_at = box.y1 - 2 if above else box.y1 + 2
    sheet = read_again(tuple(cut(page, cut_at) if page.number == box.page else page for page in pages))
    found = [defect for defect in sheet.defects if defect.code == "table-broken"]
    if not above:
        assert not found
        return
    (defect,) = found
    assert defect.page == box.page and defect.box is not None and abs(defect.box.y1 - cut_at) < 2
    assert (defect.place.project_no, defect.place.project_title) == (project.project_no, project.title.text)
    assert defect.quote.split()[0] in {cell.text.text for cell in table.cells}


@pytest.mark.parametrize("is_followed", [True, False])
def test_an_open_table_with_text_below_it_on_its_page_is_whole(is_followed: bool) -> None:
    """Only the foot of a page hides what a table goes on with."""
    sheet = page()
    y = goals(sheet, 100) + 8
    boxed(sheet, y, LABELS["operator_reason"])
    for x in (60.0, 160.0, 260.0):
        rule(sheet, x, y + 20, x, y + 62)
    for n, row in enumerate((("区分", "R7年度"), ("来館", "168"))):
        rule(sheet, 60, y + 20 + 20 * n, 260, y + 20 + 20 * n)
        for x, text in zip((64.0, 164.0), row, strict=True):
            say(sheet, x, y + 33 + 20 * n, text)
    if is_followed:
        sections(sheet, y + 80, SAID, boxed, LABELS)
    assert ("table-broken" in codes(read(sheet, lost=None))) is not is_followed
