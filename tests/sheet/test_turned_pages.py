"""Sheets whose pages lie on their side, and two pages on one sheet of paper: read as the plain sheet, told on the page as displayed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.pages import Engine, read_pages
from pipeline.pages.model import Page
from pipeline.pages.mupdf import pymupdf
from pipeline.pages.views import views_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.reread import disagreements
from pipeline.values import Box
from tests.layout.drawing import page, say
from tests.layout.pens import sideways
from tests.sheet.contents import contents
from tests.sheet.small_form import one_project

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])


@cache
def plain() -> bytes:
    front = page()
    say(front, 100, 80, "みほん区地域子育て支援拠点事業　５か年のまとめ", 13)
    say(front, 60, 120, "５か年の取組を振り返り、次の期に生かすためにまとめた。")
    project, _ = one_project()
    for number, sheet in enumerate((front, project), 1):
        say(sheet, 290, 820, f"- {number} -")
    return written([front, project], Press())


@cache
def pages_of(data: bytes, engine: Engine) -> tuple[Page, ...]:
    """The pages; each document is asked about by tests of both engines."""
    return read_pages(data, engine)


@cache
def read(data: bytes, engine: Engine) -> Sheet:
    return sheet_of(pages_of(data, engine), document_id="x", source_sha256="")


def two_up(data: bytes, *, blank_front: bool = False) -> bytes:
    """Its pages by two on one sheet of paper, the left one first."""
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    result: Any = pymupdf.open()
    for place, number in enumerate(range(document.page_count), 1 if blank_front else 0):
        paper = result.new_page(width=1190, height=842) if place % 2 == 0 or not result.page_count else result[-1]
        left = 595 * (place % 2)
        paper.show_pdf_page(pymupdf.Rect(left, 0, left + 595, 842), document, number)
    return bytes(result.tobytes(no_new_id=True))


@ENGINES
@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("by_rotate", [False, True])
def test_a_sheet_on_its_side_reads_the_same(engine: Engine, turn: int, by_rotate: bool) -> None:
    upright = plain()
    data = sideways(upright, turn, by_rotate=by_rotate)
    sheet = read(data, engine)
    assert contents(sheet) == contents(read(upright, engine))
    assert sheet.page_sizes[0] == pytest.approx((595, 842) if turn == 180 else (842, 595))
    other: Engine = "pdfplumber" if engine == "pymupdf" else "pymupdf"
    assert not disagreements(sheet, pages_of(data, engine), pages_of(data, other))
    assert {view.page.turned_by for view in views_of(pages_of(data, engine))} == {360 - turn}


@ENGINES
@pytest.mark.parametrize("turn", [0, 90])
def test_two_pages_on_one_sheet_of_paper_read_as_two(engine: Engine, turn: int) -> None:
    data = two_up(plain())
    sheet = read(sideways(data, turn) if turn else data, engine)
    assert contents(sheet) == contents(read(plain(), engine))
    assert sheet.page_count == 1
    box, alone = sheet.projects[0].goals[0].text.boxes[0], read(plain(), engine).projects[0].goals[0].text.boxes[0]
    assert box.page == 1
    if not turn:
        assert box[1:] == pytest.approx((alone.x0 + 595, alone.y0, alone.x1 + 595, alone.y1), abs=0.1)


def test_a_last_page_alone_on_its_paper_is_a_page_too() -> None:
    data = two_up(plain(), blank_front=True)  # the front page at the right, the project at the left of the next
    document: Any = pymupdf.open(stream=two_up(plain()), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=data, filetype="pdf"))
    views = views_of(read_pages(bytes(document.tobytes(no_new_id=True))))
    assert [(view.number, view.left) for view in views] == [(1, 0.0), (1, 595.0), (2, 595.0), (3, 0.0)]


@ENGINES
def test_a_page_of_pictures_beside_another_is_a_page_too(engine: Engine) -> None:
    document: Any = pymupdf.open(stream=two_up(plain()), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=two_up(plain(), blank_front=True), filetype="pdf"))
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 4, 4))
    pixels.clear_with(90)
    document[2].insert_image((700, 100, 1000, 400), pixmap=pixels)
    views = views_of(read_pages(bytes(document.tobytes(no_new_id=True)), engine))
    assert [(view.number, view.left) for view in views] == [(1, 0.0), (1, 595.0), (2, 595.0), (3, 0.0), (3, 595.0)]
    (picture,) = views[-1].page.pictures
    assert views[-1].as_displayed(Box(5, *picture[:4]))[1:] == pytest.approx((700, 100, 1000, 400), abs=0.1)


def test_a_page_in_landscape_is_one_page() -> None:
    sheet = page(1190, 842)
    for k in range(4):
        say(sheet, 60, 100 + 20 * k, "左の欄の文である。" * 4)
        say(sheet, 520, 100 + 20 * k, "右の欄の文である。" * 4)
    assert len(views_of(read_pages(written([sheet], Press())))) == 1


def annotated(data: bytes, box: tuple[float, float, float, float], text: str, number: int = 0) -> bytes:
    """A text typed onto a page by a program for annotations."""
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    document[number].add_freetext_annot(box, text, fontsize=8)
    return bytes(document.tobytes(no_new_id=True))


MARGIN, IN_THE_TEXT = (8, 6, 150, 20), (300, 236, 420, 250)
"""of a page as displayed; the second is beside lines of the project that stand in no frame"""


@ENGINES
@pytest.mark.parametrize("made", [plain, lambda: sideways(plain(), 90), lambda: sideways(plain(), 270), lambda: two_up(plain())])
@pytest.mark.parametrize("where", [MARGIN, IN_THE_TEXT])
def test_a_note_typed_onto_a_page_is_no_text_of_the_section(engine: Engine, made: Any, where: tuple[float, float, float, float]) -> None:
    data = made()
    last = pymupdf.open(stream=data, filetype="pdf").page_count - 1
    sheet, own = read(annotated(data, where, "checked", last), engine), read(data, engine)
    assert contents(sheet) == contents(own)
    assert {(d.code, d.quote) for d in sheet.defects} - {(d.code, d.quote) for d in own.defects} == {("text-unaccounted", "checked")}


@ENGINES
def test_a_letter_typed_into_a_cell_fills_the_form_in(engine: Engine) -> None:
    data = written([one_project(ratings=("", "B"))[0]], Press())
    goal = read(annotated(data, (480, 131, 500, 149), "A"), engine).projects[0].goals[0]
    assert (goal.rating_operator, goal.rating_ward) == ("A", "B")
