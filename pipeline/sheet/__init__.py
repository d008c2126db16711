"""The form 様式1-1: from pages to a typed sheet."""

from __future__ import annotations

from pipeline.sheet.reader import read_sheet, sheet_of

__all__ = ["read_sheet", "sheet_of"]
