"""The pages of the sample sheet, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.pages import source_of
from pipeline.pages.model import Page

SAMPLE = Path(__file__).parents[2] / "raw" / "midoridai-r7.writer-plain.pdf"


@cache
def pages() -> tuple[Page, ...]:
    """The pages; whoever changes one makes another."""
    return source_of(SAMPLE.read_bytes()).pages
