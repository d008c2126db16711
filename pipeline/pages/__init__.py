"""The PDF as printed pages: the only room that opens a PDF.

In goes the bytes of a file, out come frozen ``Page`` values, alike from both engines.
"""

from __future__ import annotations

from pipeline.pages.model import Page
from pipeline.pages.source import Engine, Limits, Source, source_of

__all__ = ["Engine", "Limits", "Page", "Source", "read_pages", "source_of"]


def read_pages(data: bytes, engine: Engine = "pymupdf") -> tuple[Page, ...]:
    """All pages of a PDF.

    Raises:
        SourceError: the file cannot be read; its defect says why.
    """
    return source_of(data, engine).pages
