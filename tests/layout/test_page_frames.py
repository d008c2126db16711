"""A frame around every page with the page's number in it is furniture; a table as high as the page is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.layout import layouts_of
from pipeline.layout.assemble import all_lines
from pipeline.layout.furniture import without_page_frames
from pipeline.layout.model import Line, PageLayout
from pipeline.pages import Engine, read_pages
from pipeline.pages.model import Glyph, Glyphs, Page, Ruling
from tests.layout.pens import frame, rule, text
from tests.pages.drawing import pdf

WIDTH, HEIGHT = 300.0, 400.0


def read(form: str, engine: Engine = "pymupdf", *, rows: bool = False) -> tuple[PageLayout, ...]:
    def pen(number: int) -> Any:
        def draw(page: Any, _: Any) -> None:
            frame(page, 1, 1, x=20, y=20, wide=WIDTH - 40, high=HEIGHT - 40)
            if rows:
                rule(page, 20, 200, WIDTH - 20, 200)
            text(page, 40, 60, f"{'一二三四'[number]}つ目の取組を記す。")
            text(page, 40, 120, "工夫をした。" * (number + 1))
            text(page, 140, HEIGHT - 26, form.format(number + 1))

        return draw

    return layouts_of(read_pages(pdf(*[pen(number) for number in range(4)], width=WIDTH, height=HEIGHT), engine))


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
@pytest.mark.parametrize("form", ["{}", "- {} -", "{} / 4", "{}ページ"])
def test_the_number_in_a_page_s_frame(engine: Engine, form: str) -> None:
    for number, layout in enumerate(read(form, engine), 1):
        assert ["".join(line.text.split()) for line in layout.furniture] == ["".join(form.format(number).split())]
        assert all(isinstance(item, Line) for item in layout.items)  # what goes on from page to page stands in no cell of it


def test_a_number_in_a_table_as_high_as_the_page_is_text() -> None:
    for layout in read("{}", rows=True):
        assert not layout.furniture and len(all_lines(layout.items)) == 3


SIDES = ((20, 20, 20, 380), (280, 20, 280, 380))
ENDS = ((20, 20, 280, 20), (20, 380, 280, 380))
WITHIN = (150, 200)
WITHIN_SIDES, WITHIN_ENDS = ((22, 22, 22, 378), (278, 22, 278, 378)), ((22, 22, 278, 22), (22, 378, 278, 378))
"""what a double frame has besides"""


def framed(rules: Sequence[tuple[float, float, float, float]], *places: tuple[float, float]) -> Page:
    """A page with rules, and a letter at each place."""
    glyphs = Glyphs.of([Glyph(x, y - 5, x + 10, y + 5, "字", 10.0, 0, 0, k) for k, (x, y) in enumerate(places)])
    return Page(1, WIDTH, HEIGHT, glyphs, (), tuple(Ruling(*rule, 0.5, 0) for rule in rules), (), (), ())


@pytest.mark.parametrize(
    ("rules", "places", "left"),
    [
        ((*SIDES, *ENDS), [WITHIN], ()),
        ((*SIDES, *ENDS, (40, 100, 40, 150)), [WITHIN], ((40, 100, 40, 150),)),
        ((*SIDES, *ENDS, (20, 20, 150, 20)), [WITHIN], ((20, 20, 150, 20),)),
        ((*SIDES, *ENDS, (150, 380, 280, 380)), [WITHIN], ((150, 380, 280, 380),)),
        ((*SIDES, *ENDS, (20, 200, 280, 200)), [WITHIN], ((20, 200, 280, 200),)),
        ((*SIDES, *ENDS), [], (*SIDES, *ENDS)),
        ((SIDES[0], *ENDS), [WITHIN], (SIDES[0], *ENDS)),
        ((*SIDES, *ENDS), [WITHIN, (150, 10)], ()),
        ((*SIDES, *ENDS), [WITHIN, (150, 390)], ()),
    ],
    ids=[
        "frame",
        "a rule within",
        "at its left corner",
        "at its right corner",
        "across it",
        "bare page",
        "one side",
        "a stamp over it",
        "a stamp under it",
    ],
)
def test_a_page_without_the_frame_of_all_pages(
    rules: Sequence[tuple[float, float, float, float]], places: Sequence[tuple[float, float]], left: Sequence[tuple[float, ...]]
) -> None:
    others = [framed((*SIDES, *ENDS), WITHIN)] * 4
    *_, last = without_page_frames([*others, framed(rules, *places)])
    assert [(rule.x0, rule.y0, rule.x1, rule.y1) for rule in last.rulings] == list(left)


@pytest.mark.parametrize(
    ("pages", "is_frame"),
    [
        ([SIDES] * 5, True),
        ([SIDES], False),
        ([SIDES] * 3 + [()] * 2, False),
        ([(*SIDES, *ENDS, *WITHIN_SIDES, *WITHIN_ENDS)] * 5, True),
        ([(*SIDES, *ENDS, (20, 30, 280, 30))] * 5, False),
        ([((20, 20, 20, 300), (280, 20, 280, 300))] * 5, False),
        ([(*SIDES, (20, 200, 280, 200))] * 5, False),
        ([(*SIDES, (100, 200, 200, 200))] * 5, True),
    ],
    ids=[
        "on every page",
        "one page",
        "on few pages",
        "double",
        "with a row at its top",
        "not as high as the page",
        "with rows",
        "with a rule of its own within",
    ],
)
def test_a_frame_stands_around_every_page(pages: Sequence[Sequence[tuple[float, float, float, float]]], is_frame: bool) -> None:
    found = without_page_frames([framed(rules, WITHIN) for rules in pages])
    assert (not any(rule.y1 - rule.y0 > 100 for page in found for rule in page.rulings)) is is_frame


def test_both_lines_of_a_double_frame_are_gone() -> None:
    (*_, last) = without_page_frames([framed((*SIDES, *ENDS, *WITHIN_SIDES, *WITHIN_ENDS), WITHIN)] * 5)
    assert not last.rulings


@pytest.mark.parametrize("height", [10, 390], ids=["over it", "under it"])
@pytest.mark.parametrize("pages", [2, 5])
def test_a_frame_with_text_outside_it_on_more_than_a_page_is_a_table(height: float, pages: int) -> None:
    found = without_page_frames([framed((*SIDES, *ENDS), WITHIN)] * (5 - pages) + [framed((*SIDES, *ENDS), WITHIN, (150, height))] * pages)
    assert all(len(page.rulings) == len((*SIDES, *ENDS)) for page in found)
