"""How a curated value is written where a cell holds nothing but text or a number: in CSV files and in spreadsheets.

In go values as Arrow gives them, out come texts. A text that a spreadsheet would take for a formula gets an apostrophe in front in
CSV files, and so does one that begins with an apostrophe: who reads the file takes one leading apostrophe away.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyarrow as pa

# What OWASP's note on CSV injection names, and the full-width signs that Japanese spreadsheets take for the same.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n']")
_SPECIAL = re.compile(r"([\\;])")


def safe(text: str) -> str:
    """The text as no spreadsheet runs it."""
    return f"'{text}" if _FORMULA.match(text) else text


def spelled(value: Any, kind: pa.DataType) -> str:
    """Null is empty; a list is ``1;2`` (a ; within a text is ``\\;``), a box ``page x0 y0 x1 y1``, a page size ``width height``."""
    if value is None:
        return ""
    if pa.types.is_list(kind):
        return ";".join(_SPECIAL.sub(r"\\\1", spelled(item, kind.value_type)) for item in value)
    if pa.types.is_struct(kind):
        return " ".join(spelled(value[part.name], part.type) for part in kind)
    if pa.types.is_boolean(kind):
        return "true" if value else "false"
    if pa.types.is_floating(kind):
        return _number(np.float32(value) if pa.types.is_float32(kind) else np.float64(value))
    return str(value)


def _number(value: np.floating[Any]) -> str:
    """The shortest digits that give the number back, without an exponent; a whole number without a point."""
    return np.format_float_positional(value, trim="-")
