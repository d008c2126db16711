"""PyMuPDF without its neural page layout: ``from pipeline.pages.mupdf import pymupdf`` wherever the library is used."""

from __future__ import annotations

import sys
from typing import Any

# PyMuPDF 2 imports these (seconds of start-up) unless that import fails; nothing here uses them.
_kept_out = [name for name in ("pymupdf.layout", "pymupdf4llm") if name not in sys.modules]
for _name in _kept_out:
    sys.modules[_name] = None  # type: ignore[assignment]
try:
    import pymupdf
finally:
    for _name in _kept_out:
        del sys.modules[_name]

mupdf = pymupdf.mupdf
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

__all__ = ["NOWHERE", "mupdf", "play", "pymupdf"]

NOWHERE = mupdf.FzRect(-100_000, -100_000, 100_000, 100_000)
"""an area that cuts nothing off"""


def play(listed: Any, device: Any, scale: Any) -> Any:
    """Plays a page's display list to a device, closes it and gives it."""
    mupdf.fz_run_display_list(listed, device, scale, NOWHERE, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return device
