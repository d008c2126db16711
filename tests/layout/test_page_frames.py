"""A frame around every page with the page's number in it is furniture; a table as high as the page is none."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.layout import layouts_of
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Line, PageLayout
from pipeline.pages import Engine, read_pages
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
