"""The PDF as printed pages: the only room that opens a PDF.

In goes the bytes of a file, out come frozen ``Page`` values, alike from both engines. What reads is loaded when it is asked for:
who only draws a page needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.pages.limits import Limits
    from pipeline.pages.model import Page
    from pipeline.pages.source import Engine, Source, source_of

__all__ = ["Engine", "Limits", "Page", "Source", "read_pages", "source_of"]


def read_pages(data: bytes, engine: Engine = "pymupdf") -> tuple[Page, ...]:
    """All pages of a PDF.

    Raises:
        SourceError: the file cannot be read; its defect says why.
    """
    from pipeline.pages.source import source_of

    return source_of(data, engine).pages


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.pages import model, source

    return getattr(model if name == "Page" else source, name)
