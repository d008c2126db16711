"""Files that must be refused by name, and files that must not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.pages import Engine, Limits, read_pages, source_of
from pipeline.pages.fonts import is_language
from pipeline.pages.mupdf import pymupdf
from pipeline.rules.defects import defect_catalogue
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
    assert caught.value.defect.code in defect_catalogue()
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
    """The scan: where no recogniser is installed."""
    assert code_of((SHEETS / f"{name}.pdf").read_bytes(), engine) == code


@needs_sheets
def test_scan_with_a_text_layer() -> None:
    source = source_of((SHEETS / "midoridai-r7.scan-ocr.pdf").read_bytes())
    assert source.text_source == "ocr_layer"
    assert [defect.code for defect in source.defects] == ["ocr-layer"]
    assert sum(len(page.glyphs) for page in source.pages) > 19_000


def encoded(encoding: str, words: bytes) -> bytes:
    """Words in an embedded font whose encoding is told by an object of its own, if at all."""

    def draw(page: Any, document: Any) -> None:
        page.insert_text((40, 40), "目指す拠点の姿", fontname="japan", fontsize=9)
        font = document.get_new_xref()
        document.update_object(font, encoding)
        add_font(page, document, "W", f"<</Type/Font/Subtype/TrueType/BaseFont/Old/Encoding {font} 0 R>>")
        append(page, document, b"BT /W 9 Tf 40 300 Td (" + words + b") Tj ET")

    return pdf(draw)


def test_an_encoding_that_is_named_by_an_object_of_its_own_is_readable() -> None:
    source = source_of(encoded("/WinAnsiEncoding", b"Visitors 1,234"))
    assert "".join(source.pages[0].glyphs.texts).endswith("Visitors1,234")
    assert not source.defects


ITEMS = range(60, 380, 20)


@pytest.mark.parametrize(
    ("x", "glyphs", "text", "is_refused"),
    [
        (39, 1, "利用者数の推移", False),
        (20, 1, "利用者数の推移", False),
        (29, 2, "利用者数の推移", True),
        (10, 1, "利用者数の推移", True),
        (260, 1, "利用者数の推移", True),
        (39, 1, "人が利用した", True),
    ],
)
def test_signs_of_items_without_characters_refuse_no_sheet(x: float, glyphs: int, text: str, is_refused: bool) -> None:
    """A symbol font without a table of characters: its dots stand before text that can be read, right before it or before a gap."""

    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "G", japanese_font("Identity-H").replace("(Japan1)", "(Identity)"))
        for y in ITEMS:
            append(page, document, b"BT /G 10 Tf %d %d Td <%s> Tj ET" % (x, 400 - y, b"0001" * glyphs))
            page.insert_text((50, y), text, fontname="japan", fontsize=10)

    data = pdf(draw)
    if is_refused:
        assert code_of(data, "pymupdf") == "no-unicode"
    else:
        assert [defect.code for defect in source_of(data).defects] == ["glyph-unknown"]


@pytest.mark.parametrize("engine", ENGINES)
def test_one_glyph_without_a_character_is_named_and_refuses_nothing(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text((50, 100), "利用者数の推移", fontname="japan")
        add_font(page, document, "G", japanese_font("Identity-H").replace("(Japan1)", "(Identity)"))
        append(page, document, b"BT /G 9 Tf 50 300 Td <0001> Tj ET")

    assert [defect.code for defect in source_of(pdf(draw), engine).defects] == ["glyph-unknown"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("地域子育て支援拠点では、親子が気軽に立ち寄れる場としてひろばを開き、相談を受けて必要なところにつないでいる。", True),
        ("The quick report of the ward office on the use of the space for parents and children shows more visits.", True),
        ("ばぬぁぶばずずでどさあやるよなろざ" * 4, False),
        ("Uif rvjdl sfqpsu pg uif xbse pggjdf po uif vtf pg uif tqbdf gps qbsfout boe dijmesfo tipxt npsf wjtjut.", False),
        ("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmno" * 2, False),
        ("12", False),
    ],
)
def test_words_are_told_from_what_is_read_through_the_wrong_table(text: str, is_one: bool) -> None:
    assert is_language(text) is is_one
