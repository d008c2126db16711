"""A document whose letters are not known is not said to be another document: nothing tells what it is."""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest

from pipeline.pages.model import Glyphs
from pipeline.pages.source import source_of
from pipeline.pages.text import UNKNOWN
from pipeline.sheet.reader import sheet_of
from pipeline.values import SourceError


@pytest.mark.parametrize(("unknown", "code"), [(0, "not-this-form"), (5, "not-this-form"), (25, "no-unicode"), (40, "no-unicode")])
def test_what_is_said_of_letters_that_no_sheet_is_found_in(unknown: int, code: str) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((50, 100), "x" * 40)
    (page,) = source_of(document.tobytes()).pages
    glyphs = [glyph._replace(text=UNKNOWN) if k < unknown else glyph for k, glyph in enumerate(page.glyphs)]
    with pytest.raises(SourceError) as caught:
        sheet_of([replace(page, glyphs=Glyphs.of(glyphs))], document_id="a", source_sha256="")
    assert caught.value.defect.code == code
