"""The witness sees what the reading engine sees, whatever is drawn; what only one of them sees is named with its place."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
import pytest

from pipeline.pages import mupdf_text, rawdict, source_of
from pipeline.pages.model import Glyphs, Page
from pipeline.pages.mupdf import pymupdf
from pipeline.pages.pdfium import Witness
from pipeline.pages.witness import disagreements
from pipeline.run.work.reading import Task, read_source
from pipeline.values import Defect
from tests.faults.hostile import one_page, stream
from tests.pages.drawing import Pen, add_font, append, japanese_font, pdf
from tests.proof.small import data as small_pdf

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SHEETS = sorted([*(ROOT / "raw").glob("*.pdf"), *(SHARED / "sheets").glob("*.pdf"), *(SHARED / "more").glob("*writer*.pdf")])
UNREADABLE = ("nounicode", "scan-image")


def level(page: Any, _: Any) -> None:
    page.insert_text((50, 60), "評価の理由 (法人) 令和5年度", fontname="japan", fontsize=10)
    page.insert_text((50, 90), "Visitors 1,234 - 2021", fontsize=8)


def fake_bold(page: Any, _: Any) -> None:
    for dx, dy in ((0.0, 0.0), (0.2, 0.0), (0.0, 0.2)):
        page.insert_text((50 + dx, 100 + dy), "区区々々「「11", fontname="japan", fontsize=10)


def neighbours(page: Any, _: Any) -> None:
    for k in range(4):
        page.insert_text((50 + 10 * k, 100), "区", fontname="japan", fontsize=10)


def one_by_one(page: Any, document: Any) -> None:
    add_font(page, document, "J", japanese_font("UniJIS-UCS2-H"))
    codes = b"".join(b"1 0 0 1 %d 300 Tm <%s> Tj " % (50 + 12 * k, code) for k, code in enumerate((b"897f", b"533a", b"30fb", b"2460")))
    append(page, document, b"BT /J 10 Tf " + codes + b"ET")


def turned(page: Any, document: Any) -> None:
    page.insert_text((100, 200), "turned", rotate=90)
    page.insert_text((150, 200), "上下左右", fontname="japan", rotate=270)
    add_font(page, document, "J", japanese_font("UniJIS-UCS2-H"))
    append(page, document, b"BT /J 9 Tf 0 1 -1 0 60 60 Tm <958b50ac3057305f56de6570> Tj ET")


def vertical(page: Any, document: Any) -> None:
    add_font(page, document, "V", japanese_font("UniJIS-UCS2-V"))
    append(page, document, b"BT /V 12 Tf 200 300 Td <8A554FA130FC30FB> Tj ET")


def rotated(page: Any, document: Any) -> None:
    level(page, document)
    page.set_cropbox(pymupdf.Rect(20, 30, 280, 380))
    page.set_rotation(90)


def unseen(page: Any, document: Any) -> None:
    level(page, document)
    page.insert_text((50, 150), "invisible", fontsize=8, render_mode=3)
    page.insert_text((50, 180), "white", fontsize=8, color=(1, 1, 1))
    append(page, document, b"q 0 0 40 40 re W n BT /helv 9 Tf 150 150 Td (outside) Tj ET Q")
    append(page, document, b"BT /helv 9 Tf 400 150 Td (off the page) Tj ET")


def annotated(page: Any, document: Any) -> None:
    level(page, document)
    page.add_freetext_annot((50, 200, 200, 230), "typed onto it", fontsize=9)
    page.add_highlight_annot((50, 50, 120, 62))


def composed(page: Any, document: Any) -> None:
    page.insert_text((50, 60), "が ガ Ā é", fontname="japan", fontsize=10)
    add_font(page, document, "J", japanese_font("UniJIS-UTF16-H"))
    append(page, document, b"BT /J 10 Tf 50 200 Td <304b3099845bdb40dd00d842dfb7> Tj ET")


PENS: list[Pen] = [level, fake_bold, neighbours, one_by_one, turned, vertical, rotated, unseen, annotated, composed]


@pytest.mark.parametrize("pen", PENS)
def test_the_engines_agree(pen: Pen) -> None:
    data = pdf(pen)
    pages = source_of(data).pages
    assert pages[0].glyphs
    assert disagreements(data, pages) == ()


@pytest.mark.parametrize("path", [path for path in SHEETS if not any(word in path.stem for word in UNREADABLE)], ids=lambda path: path.stem)
def test_no_false_alarm_on_sheets(path: Path) -> None:
    data = path.read_bytes()
    assert disagreements(data, source_of(data).pages) == ()


def changed(pages: tuple[Page, ...], change: Callable[[Page], Page]) -> tuple[Page, ...]:
    return tuple(change(page) for page in pages)


def only(found: tuple[Defect, ...]) -> tuple[str, int | None, str, str]:
    (defect,) = found
    assert defect.box is not None
    return defect.code, defect.page, defect.quote, dict(defect.values)["other"]


def test_a_character_that_is_read_as_another_is_named_with_its_place() -> None:
    data = pdf(level)
    pages = changed(
        source_of(data).pages,
        lambda page: replace(page, glyphs=Glyphs.of([g._replace(text={"5": "8"}.get(g.text, g.text)) for g in page.glyphs])),
    )
    assert only(disagreements(data, pages)) == ("engines-disagree", 1, "8", "5")


def test_a_line_that_is_lost_is_named_with_its_place() -> None:
    data = pdf(level)
    pages = changed(source_of(data).pages, lambda page: replace(page, glyphs=Glyphs.of([g for g in page.glyphs if g.y0 < 75])))
    assert only(disagreements(data, pages)) == ("engines-disagree", 1, "－", "Visitors1,234-2021")


def test_what_is_made_up_is_named_with_its_place() -> None:
    data = pdf(level)
    added = [
        source_of(data).pages[0].glyphs[0]._replace(text=text, x0=50.0 + 12 * k, x1=60.0 + 12 * k, y0=300.0, y1=310.0)
        for k, text in enumerate("虚言")
    ]
    pages = changed(source_of(data).pages, lambda page: replace(page, glyphs=Glyphs.of([*page.glyphs, *added])))
    assert only(disagreements(data, pages)) == ("engines-disagree", 1, "虚言", "－")


def test_a_page_that_is_lost_is_named() -> None:
    data = pdf(level, level)
    found = disagreements(data, source_of(data).pages[:1])
    assert {(defect.page, defect.quote) for defect in found} == {(2, "－")}
    assert "評価の理由" in "".join(dict(defect.values)["other"] for defect in found)


def test_what_the_witness_cannot_open_is_named() -> None:
    data = pdf(level)
    (defect,) = disagreements(b"%PDF-1.7 nothing", source_of(data).pages)
    assert defect.quote.startswith("評価の理由")


def test_every_run_hears_the_witness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine loses a line of a sheet: what the run keeps and publishes of it says so, at its place in the form."""
    path = tmp_path / "small.pdf"
    path.write_bytes(small_pdf())
    told = rawdict.characters_of

    def forgetful(page: Any) -> Any:
        found = told(page)
        return found._replace(lines=[line for k, line in enumerate(found.lines) if k != 9])

    assert not [defect for defect in read_source(Task("x", path)).defects if defect.code == "engines-disagree"]
    monkeypatch.setattr(mupdf_text, "characters_of", forgetful)
    reading = read_source(Task("x", path))
    found = [defect for defect in reading.defects if defect.code == "engines-disagree"]
    assert found
    assert {defect.page for defect in found} == set(range(1, len(source_of(path.read_bytes()).pages) + 1))
    assert '"engines-disagree"' in reading.staged


def test_what_the_witness_sees_depends_on_no_font_of_the_machine() -> None:
    """Text whose own font the file does not hold is set in the font that PyMuPDF brings along, whatever else is installed."""
    data = pdf(one_by_one)
    with Witness(data):
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        page = pdfium.FPDF_LoadPage(document, 0)
        tops = [pdfium.FPDFPage_GetObject(page, k) for k in range(pdfium.FPDFPage_CountObjects(page))]
        texts = [one for one in tops if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_TEXT]
        size = ctypes.c_size_t()
        pdfium.FPDFFont_GetFontData(pdfium.FPDFTextObj_GetFont(texts[-1]), None, 0, size)
        assert size.value == len(pymupdf.Font("cjk").buffer)


def test_files_that_are_attached_are_named() -> None:
    document = pymupdf.open(stream=pdf(level), filetype="pdf")
    document.embfile_add("x", b"", filename="みどり台区.pdf", ufilename="みどり台区.pdf")
    with Witness(bytes(document.tobytes())) as witness:
        assert [name for name in witness.attachments if name.endswith(".pdf")] or witness.attachments == ("x",)


def test_the_size_of_a_page_s_type_is_that_of_most_of_its_characters() -> None:
    document = pymupdf.open()
    for size in (8, 12):
        page = document.new_page()
        page.insert_text((50, 80), "heading", fontsize=40)
        page.insert_text((50, 120), "what the page says " * 3, fontsize=size)
    document.new_page()
    with Witness(document.tobytes()) as witness:
        assert [witness.page(number).type_size() for number in (1, 2, 3)] == pytest.approx([8.0, 12.0, 0.0])


def test_what_a_file_gives_for_glyphs_on_a_page_that_is_drawn_on_another_stands_where_they_are_printed() -> None:
    """PDFium tells the place of ActualText in the coordinates of the inner page."""
    told = b"BT /F 9 Tf 1 0 0 1 50 700 Tm (12) Tj ET /Span <</ActualText (3)>> BDC BT /F 9 Tf 1 0 0 1 50 600 Tm (4) Tj ET EMC"
    inner, outer = pymupdf.open(stream=one_page(stream(told))), pymupdf.open()
    width, height = inner[0].rect.width / 2, inner[0].rect.height / 2
    outer.new_page(width=800, height=600).show_pdf_page(pymupdf.Rect(400, 100, 400 + width, 100 + height), inner)
    with Witness(inner.tobytes()) as plain, Witness(outer.tobytes()) as drawn:
        expected = [(g.text, 400 + g.x0 / 2, 100 + g.y0 / 2, g.size / 2) for g in plain.page(1).glyphs()]
        assert [(g.text, *map(pytest.approx, (g.x0, g.y0, g.size))) for g in drawn.page(1).glyphs()] == expected
    assert [text for text, *_ in expected] == ["1", "2", "3"]
