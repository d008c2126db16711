"""A sheet printed at another size, as a PDF: what is a rule, what is near and what is thin is told in em of its type."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.pages import Engine
from pipeline.pages.mupdf import pymupdf
from pipeline.sheet.reader import read_sheet
from tests.sheet.contents import Record, contents
from tests.support.gold_sheets import SHEETS
from tests.support.sample import sheet_in

RAW = Path(__file__).parents[2] / "raw"


def printed_at(data: bytes, percent: int) -> bytes:
    """The document printed at a percentage of its size."""
    original: Any = pymupdf.open(stream=data)
    other: Any = pymupdf.open()
    for page in original:
        width, height = page.rect.width * percent / 100, page.rect.height * percent / 100
        other.new_page(width=width, height=height).show_pdf_page(pymupdf.Rect(0, 0, width, height), original, page.number)
    return bytes(other.tobytes())


@cache
def at_full_size(file: Path, engine: Engine) -> dict[str, Counter[Record]]:
    return contents(sheet_in(file, engine))


def assert_the_same(file: Path, percent: int, engine: Engine = "pymupdf") -> None:
    if not file.is_file():
        pytest.skip("the development sheets are not here")
    other = read_sheet(printed_at(file.read_bytes(), percent), document_id="x", engine=engine)
    assert contents(other) == at_full_size(file, engine)


@pytest.mark.parametrize("percent", [70, 110, 140])
def test_samples(percent: int) -> None:
    assert_the_same(RAW / "midoridai-r2.typeset.pdf", percent)


@pytest.mark.parametrize(
    ("name", "percent"),
    [
        ("minatomi-r2.chrome-twotone", 110),
        ("hoshikawa-r5.chrome-borderless", 90),
        ("hoshikawa-r5.writer-dense", 70),
        ("midoridai-r7.wordlike-charts", 80),
        ("midoridai-r7.wordlike-charts", 125),
    ],
)
def test_development_sheets(name: str, percent: int) -> None:
    assert_the_same(SHEETS / f"{name}.pdf", percent)
