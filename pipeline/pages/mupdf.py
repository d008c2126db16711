"""PyMuPDF without its neural page layout: ``from pipeline.pages.mupdf import pymupdf`` wherever the library is used."""

from __future__ import annotations

import sys

if "pymupdf.layout" in sys.modules:
    import pymupdf
else:
    # PyMuPDF 2 imports the layout package (a second and more of start-up) unless that import fails; nothing here uses it.
    sys.modules["pymupdf.layout"] = None  # type: ignore[assignment]
    try:
        import pymupdf
    finally:
        del sys.modules["pymupdf.layout"]
from pymupdf import mupdf

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

__all__ = ["mupdf", "pymupdf"]
