"""What is a watermark, and what is a large heading or rating in its own white place: the evidence, and that it is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.typeset.paper import Ink, Text
from pipeline.layout import layouts_of
from pipeline.layout.assemble import all_lines
from pipeline.pages import Engine, read_pages
from pipeline.pages.watermarks import watermarks_apart
from tests.layout.pens import table, text
from tests.pages.drawing import pdf
from tests.sheet.small_form import one_project, read

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
ROWS = [["00", "01", "02"], ["10", "11", "12"], ["20", "21", "22"]]
PALE, DARK, GREY = (0.82,), (0,), (0.5,)


def set_apart(how: Callable[[Any], None], engine: Engine = "pymupdf", pages: int = 1) -> tuple[str, str]:
    """What is set apart on the first page, and what is read there."""

    def draw(page: Any, document: Any) -> None:
        for k in range(pages):
            here = page if not k else document.new_page(width=page.rect.width, height=page.rect.height)
            table(here, ROWS)
            how(here)

    (first, *_) = watermarks_apart(read_pages(pdf(draw), engine))
    return "".join(glyph.text for glyph in first.watermarks), "".join(line.text for line in all_lines(layouts_of([first])[0].items))


@ENGINES
@pytest.mark.parametrize(("color", "turn"), [(PALE, 0), (PALE, 270), (DARK, 0), (DARK, 90), (GREY, 0)])
def test_letters_on_the_ink_of_others_are_a_watermark(engine: Engine, color: tuple[float, ...], turn: int) -> None:
    x, y = {0: (60, 150), 90: (60, 40), 270: (150, 150)}[turn]
    found, rest = set_apart(lambda page: text(page, x, y, "案", size=120, color=color, turn=turn), engine)
    assert (found, rest) == ("案", "".join(cell for row in ROWS for cell in row))


@ENGINES
def test_a_pale_heading_in_its_own_place_is_text(engine: Engine) -> None:
    found, rest = set_apart(lambda page: text(page, 50, 40, "第１章", size=24, color=PALE), engine)
    assert not found and "第１章" in rest


@ENGINES
def test_a_large_rating_with_small_type_in_its_em_box_is_text(engine: Engine) -> None:
    def rating(page: Any) -> None:
        text(page, 60, 170, "Ａ", size=28)
        text(page, 62, 149, "前回Ｂ", size=6)
        text(page, 62, 173, "（区）", size=6)

    found, rest = set_apart(rating, engine)
    assert not found and "Ａ" in rest and "前回Ｂ" in rest and "（区）" in rest


@ENGINES
def test_a_pale_word_at_one_place_of_several_pages_is_a_watermark(engine: Engine) -> None:
    assert set_apart(lambda page: text(page, 100, 250, "見本", size=40, color=PALE), engine, pages=2)[0] == "見本"
    assert not set_apart(lambda page: text(page, 100, 250, "見本", size=40, color=PALE), engine, pages=1)[0]


@ENGINES
def test_what_is_pale_by_transparency_alone_is_pale(engine: Engine) -> None:
    def stamp(page: Any) -> None:
        page.insert_text((45, 120), "案", fontname="japan", fontsize=60, color=(0,), fill_opacity=0.2)

    assert set_apart(stamp, engine)[0] == "案"  # on two glyphs: no evidence were it dark
    assert not set_apart(lambda page: text(page, 45, 120, "案", size=60), engine)[0]


def test_a_watermark_is_named_with_its_text_and_nothing_is_read_into_the_rows() -> None:
    plain, _ = one_project()
    marked, _ = one_project()
    marked.behind.append(Text(120, 420, "公表用", Ink("gothic", 110, color=(0.9, 0.9, 0.9)), angle=45))
    before, after = read(plain), read(marked)
    assert before.projects == after.projects and not after.accounting.chars_unaccounted
    named = [(d.code, d.quote) for d in after.defects if d not in before.defects]
    assert named == [("watermark", "公表用")]
    assert after.accounting.chars_total == before.accounting.chars_total + 3


def shapes_left(
    engine: Engine, rows: list[tuple[float, float, str]], *, color: tuple[float, ...] = PALE, pages: int = 2, more: bool = False
) -> int:
    """How many shapes the first page keeps, of the stroke of a letter drawn as one and a dot beside it, under these rows of text."""

    def draw(page: Any, document: Any) -> None:
        for k in range(pages):
            here = page if not k else document.new_page(width=page.rect.width, height=page.rect.height)
            for points in ([(60, 40), (140, 60), (120, 140), (80, 120)], [(160, 100), (170, 90), (166, 104)]):
                shape = here.new_shape()
                shape.draw_polyline(points)
                shape.finish(fill=color * (3 // len(color)), color=None, closePath=True)
                shape.commit()
            if more and k:
                shape = here.new_shape()
                shape.draw_polyline([(20, 10), (30, 12), (26, 30)])
                shape.finish(fill=color * 3, color=None, closePath=True)
                shape.commit()
            for x, y, said in rows:
                text(here, x, y, said)

    (first, *rest) = watermarks_apart(read_pages(pdf(draw), engine))
    assert not more or len(rest[0].shapes) == 1
    return len(first.shapes)


OVER = [(30.0, 70.0, "庭の手入れを続けた声を集めた"), (30.0, 90.0, "庭の手入れを続けた声を集めた")]


@ENGINES
def test_a_watermark_of_drawn_letters_leaves_no_shape(engine: Engine) -> None:
    assert shapes_left(engine, OVER) == 0
    assert shapes_left(engine, OVER, more=True) == 0  # what stands on other pages than it is none of it


@pytest.mark.parametrize(
    ("rows", "color", "pages"),
    [
        ([(70.0, 70.0, "成果"), (70.0, 90.0, "課題")], PALE, 2),
        (OVER[:1], PALE, 2),
        (OVER, DARK, 2),
        (OVER, PALE, 1),
        ([(30.0, 20.0, OVER[0][2]), (30.0, 190.0, OVER[0][2])], PALE, 2),
    ],
    ids=["text within it", "one line over its edges", "dark", "on one page", "text above and below"],
)
def test_other_shapes_stay(rows: list[tuple[float, float, str]], color: tuple[float, ...], pages: int) -> None:
    assert shapes_left("pymupdf", rows, color=color, pages=pages) == 2


@ENGINES
@pytest.mark.parametrize(("size", "rings"), [(160, 1), (40, 0)])
def test_a_ring_on_the_ink_of_a_watermark_is_no_outline_of_its_letter(engine: Engine, size: float, rings: int) -> None:
    def draw(page: Any, _: Any) -> None:
        text(page, 30, 160, "案", size=size, color=PALE)
        shape = page.new_shape()
        shape.draw_oval((40, 130, 58, 148))
        shape.finish(color=(1, 0, 0), width=1)
        shape.commit()

    (page,) = read_pages(pdf(draw), engine)
    assert len(page.shapes) == rings
