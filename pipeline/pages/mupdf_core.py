"""MuPDF's own functions without PyMuPDF around them: ``from pipeline.pages.mupdf_core import mupdf`` where pages are only drawn.

The package takes three times as long to load as its module ``mupdf``, and a picture of one place should come at once.
Whoever imports the package afterwards gets the same module.
"""

from __future__ import annotations

import atexit
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any


def _core() -> Any:
    found = None if "pymupdf" in sys.modules else find_spec("pymupdf")
    if found is None or not found.submodule_search_locations:
        from pipeline.pages import mupdf as whole

        return whole.mupdf
    package = ModuleType("pymupdf")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules["pymupdf"] = package
    try:
        import pymupdf.mupdf

        core = pymupdf.mupdf
    finally:
        del sys.modules["pymupdf"]
    core.reinit_singlethreaded()
    # The package does so too when it is loaded, and must not do it to a context that is in use.
    core.reinit_singlethreaded = _unneeded
    core.fz_set_warning_callback(_unsaid)
    core.fz_set_error_callback(_unsaid)
    atexit.register(_part_from, core)
    return core


def _unneeded() -> None:
    """Stands in for what has been done already."""


def _unsaid(text: str) -> None:
    """What MuPDF would write to the standard error; what matters of it is raised too."""


def _part_from(core: Any) -> None:
    # A warning that is still pending when Python is gone would call into it.
    core.fz_flush_warnings()
    core.fz_set_warning_callback(None)
    core.fz_set_error_callback(None)


mupdf = _core()

__all__ = ["mupdf"]
