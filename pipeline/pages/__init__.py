"""The PDF as printed pages: the only room that opens a PDF.

In goes the bytes of a file, out come frozen ``Page`` values, alike from both engines.
"""

from __future__ import annotations

from typing import Literal

from pipeline.pages.model import Page

Engine = Literal["pymupdf", "pdfplumber"]


def read_pages(data: bytes, engine: Engine = "pymupdf") -> tuple[Page, ...]:
    """All pages of a PDF.

    Raises:
        SourceError: the file cannot be read; its defect says why.
    """
    if engine == "pymupdf":
        from pipeline.pages.pymupdf_engine import pages_of
    else:
        from pipeline.pages.pdfplumber_engine import pages_of
    return tuple(pages_of(data))
