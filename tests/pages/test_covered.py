"""A correction laid over the sheet: what a viewer shows is read, and that something lies under it is named."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.pages import Engine, source_of
from tests.layout.pens import text
from tests.pages.drawing import append, pdf

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
UNDER = (100, 100)


def note(page: Any, x: float = 98.0) -> None:
    page.add_freetext_annot((x, 90, x + 23, 103), "A", fontsize=9, fill_color=(1, 1, 1))


def retyped(page: Any) -> None:
    page.draw_rect((95, 88, 130, 104), color=None, fill=(1, 1, 1))
    text(page, 99, 100, "A")


@ENGINES
@pytest.mark.parametrize("x", [90.0, 94.0, 98.0])
def test_a_note_that_covers_a_letter_is_read_in_its_place(engine: Engine, x: float) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text(UNDER, "B", fontname="helv", fontsize=9)
        note(page, x)

    source = source_of(pdf(draw), engine)
    assert ["".join(page.glyphs.texts) for page in source.pages] == ["A"]
    assert [(defect.code, defect.quote, dict(defect.values)) for defect in source.defects] == [("text-covered", "B", {"other": "A"})]


@ENGINES
def test_so_is_text_typed_over_a_white_box(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        text(page, *UNDER, "令和")
        retyped(page)

    source = source_of(pdf(draw), engine)
    assert "".join(source.pages[0].glyphs.texts) == "A"
    assert [(defect.code, defect.quote) for defect in source.defects] == [("text-covered", "令和")]


@ENGINES
def test_the_same_text_printed_again_on_its_shade_is_no_correction(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        text(page, *UNDER, "令和")
        page.draw_rect((95, 88, 130, 104), color=None, fill=(0.9, 0.9, 0.9))
        text(page, *UNDER, "令和")

    source = source_of(pdf(draw), engine)
    assert "".join(source.pages[0].glyphs.texts) == "令和" and not source.defects


@ENGINES
def test_a_note_without_ground_beside_a_letter_covers_nothing(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text(UNDER, "B", fontname="helv", fontsize=9)
        page.add_freetext_annot((80, 90, 98, 103), "A", fontsize=9)

    source = source_of(pdf(draw), engine)
    assert sorted(source.pages[0].glyphs.texts) == ["A", "B"] and not source.defects


@ENGINES
@pytest.mark.parametrize("size", ["0", "0.01"])
def test_type_of_no_size_is_hidden_and_breaks_nothing(engine: Engine, size: str) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text(UNDER, "seen", fontname="helv", fontsize=9)
        append(page, document, f"q BT /helv {size} Tf 100 250 Td (1 a) Tj ET Q".encode())

    (page,) = source_of(pdf(draw), engine).pages
    assert "".join(glyph.text for glyph in page.glyphs) == "seen" and all(glyph.size >= 0.1 for glyph in page.glyphs)


@ENGINES
def test_text_above_the_page_under_a_later_box_is_hidden_and_breaks_nothing(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text(UNDER, "seen", fontname="helv", fontsize=9)
        append(page, document, b"q BT /helv 9 Tf 50 420 Td (off) Tj ET 0.8 g 20 300 200 200 re f Q")

    (page,) = source_of(pdf(draw), engine).pages
    assert {glyph.text for glyph in page.glyphs} == set("seen")


@ENGINES
@pytest.mark.parametrize("turn", ["1 0 0 1", ".7 .7 -.7 .7"])
def test_a_stroked_box_of_no_size_breaks_nothing(engine: Engine, turn: str) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text(UNDER, "seen", fontname="helv", fontsize=9)
        append(page, document, f"q {turn} 50 250 cm 0 0 0 0 re S Q".encode())

    (page,) = source_of(pdf(draw), engine).pages
    assert "".join(glyph.text for glyph in page.glyphs) == "seen"
