"""A table that a page's end breaks off and that does not go on is warned of, with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.pages.model import Glyphs, Page
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from tests.support import sample


def cut(page: Page, bottom: float) -> Page:
    """The page as if it ended there: what stands below is gone, and upright rules are cut."""
    return replace(
        page,
        glyphs=Glyphs.of(glyph for glyph in page.glyphs if glyph.y1 < bottom),
        rulings=tuple(rule._replace(y1=min(rule.y1, bottom)) for rule in page.rulings if rule.y0 < bottom),
        fills=tuple(fill for fill in page.fills if fill.y1 < bottom),
    )


def read(pages: tuple[Page, ...]) -> Sheet:
    return sheet_of(pages, document_id="cut", source_sha256="", text_source="digital")


@pytest.mark.parametrize("above", [True, False], ids=["through the last row", "below the table"])
def test_a_table_cut_by_a_page_end_is_named(above: bool) -> None:
    pages = sample.pages()
    project, table = next((p, t) for p in sample.sheet().projects for t in p.tables if t.n_rows > 2)
    box = table.boxes[-1]
    cut_at = box.y1 - 2 if above else box.y1 + 2
    sheet = read(tuple(cut(page, cut_at) if page.number == box.page else page for page in pages))
    found = [defect for defect in sheet.defects if defect.code == "table-broken"]
    if not above:
        assert not found
        return
    (defect,) = found
    assert defect.page == box.page and defect.box is not None and abs(defect.box.y1 - cut_at) < 2
    assert (defect.place.project_no, defect.place.project_title) == (project.project_no, project.title.text)
    assert defect.quote.split()[0] in {cell.text.text for cell in table.cells}
