"""Every curated text read again by the other engine: what is no disagreement."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.pages import Engine, read_pages
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.reread import disagreements
from tests.layout.drawing import page, say
from tests.sheet.small_form import one_project, told


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
def test_ruby_is_no_content_that_the_other_engine_would_miss(engine: Engine) -> None:
    project, _ = one_project()
    plain = sheet_of(read_pages(written([page(), project], Press()), engine), document_id="x", source_sha256="")
    box = plain.projects[0].statements[0].text.boxes[0]
    say(project, box.x0, box.y0 + 0.9, "ひろま", 4.0)
    data = written([page(), project], Press())
    sheet = sheet_of(read_pages(data, engine), document_id="x", source_sha256="")
    assert told(sheet) == told(plain)
    other: Engine = "pdfplumber" if engine == "pymupdf" else "pymupdf"
    assert not disagreements(sheet, read_pages(data, engine), read_pages(data, other))
