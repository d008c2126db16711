"""Word processors set the marks before items in a symbol font and name them by its letters: § is printed as ▪, l as ●."""

from __future__ import annotations

import pytest

from pipeline.pages import Engine, source_of
from pipeline.pages.witness import disagreements
from tests.faults.hostile import one_page, stream

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])


def drawn(font: str, codes: str) -> bytes:
    """A page of text with some letters in a font of its own, which no program embeds here."""
    described = f"/FontDescriptor << /Type /FontDescriptor /FontName /{font} /Flags 4 >>"
    own = f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /Encoding /WinAnsiEncoding {described} >>"
    text = b"BT /F 9 Tf 1 0 0 1 50 700 Tm (Items of text before them) Tj ET BT /G 9 Tf 1 0 0 1 50 600 Tm (%s) Tj ET" % codes.encode(
        "cp1252"
    )
    return one_page(stream(text), b"<< /Font << /F 5 0 R /G 6 0 R >> >>", (own.encode(),))


@ENGINES
@pytest.mark.parametrize(
    ("font", "codes", "signs"),
    [
        ("Wingdings", "lnu§Øü·", "●■◆▪➢✔•"),
        ("ABCDEF+Wingdings-Regular", "lq", "●❑"),
        ("Wingdings", "•", "•"),
        ("Wingdings", "P", "\uf050"),
        ("SymbolMT", "·", "•"),
        ("SymbolMT", "l", "l"),
        ("Wingdings2", "l", "l"),
        ("Arial", "l§", "l§"),
    ],
)
def test_a_letter_of_a_symbol_font_is_the_sign_that_it_prints(engine: Engine, font: str, codes: str, signs: str) -> None:
    data = drawn(font, codes)
    source = source_of(data, engine)
    assert "".join(source.pages[0].glyphs.texts).removeprefix("Itemsoftextbeforethem") == signs
    assert disagreements(data, source.pages) == ()
    assert [defect.code for defect in source.defects] == (["glyph-unknown"] if signs == "\uf050" else [])
