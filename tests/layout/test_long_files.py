"""``kyoten tables`` reads files of any number of pages, some pages at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.commands.tables import _tables_in
from pipeline.pages.mupdf import pymupdf
from tests.pages.drawing import pdf


def table(page: Any, _: Any) -> None:
    for x in (40, 100, 160):
        page.draw_line((x, 50), (x, 90))
    for y in (50, 70, 90):
        page.draw_line((40, y), (160, y))
    page.insert_text((45, 64), f"p{page.number + 1}", fontsize=8)


def test_more_than_five_hundred_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    with pymupdf.open(stream=pdf(table, width=200, height=120), filetype="pdf") as document:
        for _ in range(509):
            document.fullcopy_page(0)
        path.write_bytes(document.tobytes())
    tables = _tables_in((path, "pymupdf"))
    assert [found.page for found in tables] == list(range(1, 511))
    assert {found.cells[0].text for found in tables} == {"p1"}
