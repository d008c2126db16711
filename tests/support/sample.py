"""The sample sheet, and other sheets that several tests look at, each read once."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from pipeline.pages import Engine, source_of
from pipeline.pages.model import Page
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import read_sheet, sheet_of

SAMPLE = Path(__file__).parents[2] / "raw" / "midoridai-r7.writer-plain.pdf"
_AT_HAND = 32
"""sheets; all samples and development sheets, which several tests look at, and some more"""


@cache
def pages() -> tuple[Page, ...]:
    """The pages; whoever changes one makes another."""
    return source_of(SAMPLE.read_bytes()).pages


@cache
def sheet() -> Sheet:
    """What is read of the pages as they are."""
    return sheet_of(pages(), document_id="x", source_sha256="", text_source="digital")


@lru_cache(_AT_HAND)
def sheet_in(path: Path, engine: Engine = "pymupdf") -> Sheet:
    """What is read of a file, under its own name."""
    return read_sheet(path.read_bytes(), document_id=path.stem, engine=engine)
