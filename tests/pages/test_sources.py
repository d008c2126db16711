"""Files that must be refused by name, and files that must not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.pages import Engine, Limits, read_pages, source_of
from pipeline.pages.mupdf import pymupdf
from pipeline.rules.defects import catalogue
from pipeline.values import SourceError
from tests.pages.drawing import add_font, append, japanese_font, pdf

SHEETS = Path(__file__).parents[3] / "shared" / "sheets"
AES_256 = 5  # PyMuPDF makes its name for it only at run time
ENGINES: tuple[Engine, ...] = ("pymupdf", "pdfplumber")


def text(page: Any, _: Any) -> None:
    page.insert_text((50, 100), "目指す拠点の姿", fontname="japan")


def code_of(data: bytes, engine: Engine = "pymupdf", limits: Limits | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        source_of(data, engine, limits)
    assert caught.value.defect.code in catalogue()
    return caught.value.defect.code


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n \0", "empty"),
        (b"<!DOCTYPE html><html><body>404 Not Found</body></html>", "not-pdf"),
        (docx(), "not-pdf"),
        (b"%PDF-1.7\n", "truncated"),
        (b"%PDF-1.7\nnothing of a PDF follows\n%%EOF\n", "damaged"),
    ],
    ids=["no bytes", "blank", "error page", "docx", "header only", "no objects"],
)
def test_what_is_no_pdf(engine: Engine, data: bytes, code: str) -> None:
    assert code_of(data, engine) == code


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cut_download_is_truncated(engine: Engine) -> None:
    data = pdf(text, text)
    assert code_of(data[: len(data) * 2 // 3], engine) == "truncated"


def test_a_broken_cross_reference_is_damaged() -> None:
    data = pdf(text)
    at = data.rindex(b"startxref")
    assert code_of(data[:at] + b"startxref\n7\n%%EOF\n") == "damaged"


def test_a_broken_content_stream_is_damaged() -> None:
    document = pymupdf.open(stream=pdf(text))
    page = document[0]
    for line in range(60):
        page.insert_text((50, 110 + 4 * line), f"line {line} of a page")
    data = bytearray(document.tobytes(deflate=True, garbage=3))
    contents = document[0].get_contents()
    start = data.index(b"stream\n", data.index(f"{contents[-1]} 0 obj".encode())) + 40
    data[start : start + 8] = b"\0" * 8
    assert code_of(bytes(data)) == "damaged"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_password_refuses_and_an_owner_password_does_not(engine: Engine) -> None:
    document = pymupdf.open(stream=pdf(text))
    locked = document.tobytes(encryption=AES_256, user_pw="u", owner_pw="o")
    assert code_of(locked, engine) == "encrypted"
    restricted = document.tobytes(encryption=AES_256, user_pw="", owner_pw="o")
    assert len(read_pages(restricted, engine)) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_limits(engine: Engine) -> None:
    data = pdf(text, text)
    assert code_of(data, engine, Limits(max_bytes=100)) == "too-large"
    assert code_of(data, engine, Limits(max_pages=1)) == "too-large"
    assert code_of(data, engine, Limits(max_glyphs_a_page=3)) == "too-large"
    assert len(source_of(data, engine).pages) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_without_text(engine: Engine) -> None:
    assert code_of(pdf(lambda page, _: page.draw_rect((20, 20, 100, 100))), engine) == "no-text"


@pytest.mark.parametrize("engine", ENGINES)
def test_glyphs_without_unicode(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "G", japanese_font("Identity-H").replace("(Japan1)", "(Identity)"))
        append(page, document, b"BT /G 20 Tf 50 300 Td <00010002000300040005> Tj ET")

    assert code_of(pdf(draw), engine) == "no-unicode"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("encoding", "codes"), [("90ms-RKSJ-H", b"90bc8be6"), ("UniJIS-UTF16-H", b"897f533a"), ("UniJIS-UCS2-H", b"897f533a")]
)
def test_predefined_encodings_are_readable(engine: Engine, encoding: str, codes: bytes) -> None:
    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "J", japanese_font(encoding))
        append(page, document, b"BT /J 20 Tf 50 300 Td <" + codes + b"> Tj ET")

    page = read_pages(pdf(draw), engine)[0]
    assert "".join(glyph.text for glyph in page.glyphs) == "西区"


needs_sheets = pytest.mark.skipif(not SHEETS.is_dir(), reason="the development sheets are not here")


@needs_sheets
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "code"), [("midoridai-r7.wordlike-nounicode", "no-unicode"), ("midoridai-r7.scan-image", "no-text")])
def test_development_sheets_to_refuse(engine: Engine, name: str, code: str) -> None:
    assert code_of((SHEETS / f"{name}.pdf").read_bytes(), engine) == code


@needs_sheets
def test_scan_with_a_text_layer() -> None:
    source = source_of((SHEETS / "midoridai-r7.scan-ocr.pdf").read_bytes())
    assert source.text_source == "ocr_layer"
    assert [defect.code for defect in source.defects] == ["ocr-layer"]
    assert sum(len(page.glyphs) for page in source.pages) > 19_000
