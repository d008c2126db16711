"""The account of pages, and what of a page cannot be read: each is told by its page and place, and nobody is blamed for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.lines import line_of
from pipeline.layout.model import Figure, Line, PageLayout
from pipeline.outline.ledger import Ledger, unowned
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Recognition, Ruling
from pipeline.pages.pdfium import Witness
from pipeline.rules.defects import severity
from pipeline.sheet.account import accounts_of, picture_share, pictures_without_text
from pipeline.sheet.confidence import lowest_in, with_confidence
from pipeline.sheet.model import OverviewRow, PageAccount, Sheet
from pipeline.sheet.reader import read_sheet
from pipeline.sheet.unread import drawn_defects
from pipeline.values import Box, Printed
from tests.outline.by_hand import line
from tests.support.small_sheet import small_sheet

SHEET = Path(__file__).parents[2] / "raw" / "midoridai-r7.writer-plain.pdf"
LEFT_OUT = {"section-missing", "goals-missing", "viewpoints-missing", "project-missing"}
Change = Callable[[pymupdf.Document, int], None]


def read(data: bytes) -> Sheet:
    with Witness(data) as witness:
        return read_sheet(data, document_id="x", witness=witness)


@cache
def good() -> Sheet:
    return read(SHEET.read_bytes())


def changed(change: Change, number: int) -> Sheet:
    with pymupdf.open(SHEET) as document:
        change(document, number - 1)
        return read(document.tobytes())


def blank(document: pymupdf.Document, at: int) -> None:
    size = document[at].rect
    document.delete_page(at)
    document.new_page(at, width=size.width, height=size.height)


def pictured(document: pymupdf.Document, at: int) -> None:
    picture = document[at].get_pixmap(dpi=30)
    blank(document, at)
    document[at].insert_image(document[at].rect, pixmap=picture)


def lying(document: pymupdf.Document, at: int) -> None:
    document[at].set_rotation(90)


def test_every_printed_character_has_one_home_and_the_witness_sees_as_many() -> None:
    sheet = good()
    assert [page.page for page in sheet.pages] == list(range(1, sheet.page_count + 1))
    for page in sheet.pages:
        parts = (page.chars_in_rows, page.chars_marks, page.chars_labels, page.chars_furniture, page.chars_figures)
        assert page.chars_total == sum(parts) + page.chars_decoration + page.chars_struck + page.chars_unaccounted
        assert page.chars_witness == page.chars_total > 0
        assert page.state == "read" and page.chars_in_rows > page.chars_marks and page.chars_furniture > 0
    assert sum(page.chars_total for page in sheet.pages) == sheet.accounting.chars_total


@pytest.mark.parametrize("change", [blank, pictured])
def test_a_page_without_text_is_named_and_what_it_held_is_no_ones_fault(change: Change) -> None:
    number = good().projects[1].title.boxes[0].page
    sheet = changed(change, number)
    told = {defect.code: defect for defect in sheet.defects}
    assert not LEFT_OUT & told.keys()
    assert told["part-unread"].page == told["page-without-text"].page == number
    assert severity(told["part-unread"]) == "error" and severity(told["page-without-text"]) == "warning"
    assert ("picture-without-text" in told) == (change is pictured)
    page = sheet.pages[number - 1]
    assert (page.state, page.picture_share) == (("no_text", 1.0) if change is pictured else ("blank", 0.0))


@pytest.mark.parametrize(("number", "expected"), [("", ["page-without-text"]), ("5", [])])
def test_a_page_in_the_midst_of_a_section_is_a_warning(number: str, expected: list[str]) -> None:
    """All parts of the form are there before it and behind it: whether something is lost, a person has to see; not where the page is
    printed with its number alone."""
    sheet = good()
    starts = {page.page for page in sheet.pages} - {project.title.boxes[0].page for project in sheet.projects}
    with pymupdf.open(SHEET) as document:
        at = min(starts - {1}) - 1
        page = document.new_page(at)
        page.insert_text((page.rect.width / 2, page.rect.height - 20), number)
        sheet = read(document.tobytes())
    assert [defect.code for defect in sheet.defects if defect.code != "page-sequence"] == expected
    assert sheet.pages[at].state == "blank"


def test_a_turned_page_is_accounted_for_as_displayed() -> None:
    sheet = changed(lying, 3)
    page, before = sheet.pages[2], good().pages[2]
    assert not sheet.defects
    assert (page.width, page.height, page.turned_by) == (before.height, before.width, 270)
    assert replace(page, width=before.width, height=before.height, turned_by=0) == before


def glyph(x: float, y: float, text: str = "字", size: float = 10.0, index: int = 0) -> Glyph:
    return Glyph(x, y, x + size, y + size, text, size, 0, 0, index)


def page_of(glyphs: list[Glyph], rulings: tuple[Ruling, ...] = (), pictures: tuple[Area, ...] = ()) -> Page:
    return Page(1, 500.0, 800.0, Glyphs.of(glyphs), (), rulings, (), pictures, ())


def account(number: int) -> PageAccount:
    return PageAccount(number, 500.0, 800.0, 0, "read", 0.0, *[0] * 9)


def test_of_a_line_whose_mark_alone_has_an_owner_the_rest_is_left() -> None:
    whole, ledger = line(100, (0, "①広間")), Ledger()
    ledger.claim_lines([line_of(1, whole.glyphs[:1])])
    layout = PageLayout(1, 500.0, 800.0, (whole, line(200, (0, "庭"))), (), ())
    assert ["".join(glyphs.texts) for _, glyphs in unowned(ledger, [layout])] == ["広間", "庭"]


def test_a_line_that_was_taken_for_a_row_s_and_stands_in_none_is_lost_on_its_page_alone() -> None:
    """Also on a page that has no row at all."""
    lines = [
        line(100, (0, "広間を開いた。")),
        line(200, (0, "庭を開いた。")),
        line(100, (0, "園を開いた。"), page=2),
        line(100, (0, "堂を開いた。"), page=3),
    ]
    ledger = Ledger()
    ledger.claim_lines(lines)
    pages = [replace(page_of([g for one in lines if one.page == no for g in one.glyphs]), number=no) for no in (1, 2, 3)]
    rows = tuple(OverviewRow(no, "", Printed(one.text, (Box(one.page, *one.rect),))) for no, one in enumerate((lines[0], lines[3]), 1))
    _, lost = accounts_of(pages, ledger, (), (), replace(small_sheet(), projects=(), overview=rows))
    assert [found.text for found, _ in lost] == ["庭を開いた。", "園を開いた。"]


def test_a_recogniser_s_doubts_are_those_of_the_pages_that_it_read() -> None:
    glyphs = [glyph(20, 100, "広", index=0), glyph(40, 100, "問", index=1)]
    read_page = replace(page_of(glyphs), recognised=(Recognition(0.998, "", 0.0), Recognition(0.8, "間", 0.1)))
    pages = [read_page, replace(page_of(glyphs), number=2)]
    sheet = with_confidence(replace(small_sheet(), pages=(account(1), account(2))), pages)
    assert [page.confidence for page in sheet.pages] == [pytest.approx(0.899), None]
    assert [(doubt.text, doubt.other) for doubt in sheet.uncertain] == [("問", "間")]
    lowest = lowest_in(sheet)
    sure, doubted, printed = Box(1, 19, 99, 31, 111), Box(1, 39, 99, 51, 111), Box(2, 39, 99, 51, 111)
    assert [lowest([box]) for box in (sure, doubted, printed)] == [1.0, 0.8, None]
    assert lowest([printed, doubted]) == 0.8


def test_pictures_are_measured_once_where_they_overlap_and_not_where_text_stands_on_them() -> None:
    text = [glyph(20 * k, 700, index=k) for k in range(20)]
    pictures = (Area(125, 0, 250, 400, -1), Area(125, 0, 250, 400, -1), Area(250, 0, 900, 400, -1), Area(0, 600, 500, 800, -1))
    assert picture_share(page_of(text, pictures=pictures)) == pytest.approx(0.375, abs=0.02)


@pytest.mark.parametrize(
    ("pictures", "told"),
    [
        ([(0, 240)], ["picture-without-text"]),
        ([(0, 120), (120, 240)], ["picture-without-text"]),
        ([(0, 120), (300, 420)], []),
        ([(0, 120)], []),
    ],
    ids=["one", "a scan in strips", "two small ones", "a small one"],
)
def test_a_picture_that_may_be_the_text_itself_is_told(pictures: list[tuple[float, float]], told: list[str]) -> None:
    page = page_of([glyph(20 * k, 700, index=k) for k in range(9)], pictures=tuple(Area(0, y0, 500, y1, -1) for y0, y1 in pictures))
    assert [defect.code for defect in drawn_defects([page], [PageLayout(1, 500.0, 800.0, (), (), ())])] == told


def test_pictures_beside_the_page_and_below_it_are_none_of_it() -> None:
    assert pictures_without_text(page_of([], pictures=(Area(510, 0, 900, 400, -1), Area(0, 810, 500, 900, -1)))) == []


@pytest.mark.parametrize(
    ("columns", "foot", "told"),
    [(2, 160.0, ["figure-over-cells"]), (1, 160.0, []), (2, 400.0, [])],
    ids=["cells", "grid lines", "walls that run on below the figure"],
)
def test_a_figure_that_holds_ruled_cells_is_told_and_the_grid_lines_of_a_chart_are_none(columns: int, foot: float, told: list[str]) -> None:
    glyphs = [glyph(105 + 60 * column, 105 + 20 * row, index=2 * row + column) for row in range(3) for column in range(2)]
    level = [Ruling(100, 100 + 20 * row, 220, 100 + 20 * row, 0.5, 0) for row in range(4)]
    walls = [Ruling(100 + 120 * k / columns, 100, 100 + 120 * k / columns, foot, 0.5, 0) for k in range(columns + 1)]
    lines = tuple(Line(1, Rect(*g[:4]), Glyphs.of([g]), 10.0, g.text, False) for g in glyphs)
    layout = PageLayout(1, 500.0, 800.0, (Figure(1, Rect(90, 90, 230, 170), lines),), (), ())
    page = page_of(glyphs, (*level, *walls))
    assert [defect.code for defect in drawn_defects([page], [layout])] == told


@pytest.mark.parametrize(("size", "told"), [(12.0, ["text-as-decoration"]), (60.0, []), (5.0, [])])
def test_decoration_in_the_size_of_the_text_is_told(size: float, told: list[str]) -> None:
    mark = glyph(200, 300, "案", size, 9)
    page = page_of([*(glyph(20 * k, 700, index=k) for k in range(9)), mark])
    assert [defect.code for defect in drawn_defects([page], [PageLayout(1, 500.0, 800.0, (), (), (mark,))])] == told
