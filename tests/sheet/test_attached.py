"""A file whose own pages are no sheet and to which PDFs are attached (a portfolio) says where the sheet is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.pages.mupdf import pymupdf
from pipeline.sheet.reader import read_sheet
from pipeline.values import SourceError
from tests.pages.drawing import pdf

CASES = Path(__file__).parents[3] / "shared" / "cases" / "values"


def cover(page: Any, _: Any) -> None:
    page.insert_text((40, 60), "This is a portfolio; open it in another program.")


def empty(page: Any, _: Any) -> None:
    page.draw_rect((20, 20, 100, 100))


def attached(pen: Any, *names: str) -> bytes:
    document = pymupdf.open(stream=pdf(pen), filetype="pdf")
    for name in names:
        document.embfile_add(name, b"%PDF-1.7 the sheet", filename=name, ufilename=name)
    return bytes(document.tobytes())


@pytest.mark.parametrize("pen", [cover, empty])
def test_a_portfolio_names_the_sheet_that_is_attached(pen: Any) -> None:
    with pytest.raises(SourceError) as caught:
        read_sheet(attached(pen, "notes.txt", "みどり台区.pdf"), document_id="x")
    assert (caught.value.defect.code, caught.value.defect.quote) == ("sheet-attached", "みどり台区.pdf")


def test_a_file_with_other_things_attached_is_just_no_sheet() -> None:
    with pytest.raises(SourceError) as caught:
        read_sheet(attached(cover, "notes.txt"), document_id="x")
    assert caught.value.defect.code == "not-this-form"


def test_what_is_no_pdf_has_nothing_attached() -> None:
    with pytest.raises(SourceError) as caught:
        read_sheet(b"<html><title>404</title></html>", document_id="x")
    assert caught.value.defect.code == "not-pdf"


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")
def test_the_case() -> None:
    with pytest.raises(SourceError) as caught:
        read_sheet((CASES / "portfolio.pdf").read_bytes(), document_id="x")
    assert caught.value.defect.code == "sheet-attached"
