"""How a curated value is written where a cell holds nothing but text or a number: in CSV files and in spreadsheets.

In go values as Arrow gives them, out come texts. A text that a spreadsheet would take for a formula gets an apostrophe in front in
CSV files, and so does one that begins with an apostrophe: who reads the file takes one leading apostrophe away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

# What OWASP's note on CSV injection names, and the full-width signs that Japanese spreadsheets take for the same.
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n'")
_SPECIAL = re.compile(r"([\\;])")
Spell = Callable[[Any], str]


def safe(text: str) -> str:
    """The text as no spreadsheet runs it."""
    return f"'{text}" if text[:1] in _FORMULA and text else text


def speller(kind: pa.DataType) -> Spell:
    """What writes values of that type: null is empty, a list ``1;2`` (a ; within a text is ``\\;``), a box ``page x0 y0 x1 y1``, a
    page size ``width height``."""
    spell = _speller(kind)
    return lambda value: "" if value is None else spell(value)


def _speller(kind: pa.DataType) -> Spell:
    if pa.types.is_list(kind):
        item = speller(kind.value_type)
        return lambda values: ";".join([_SPECIAL.sub(r"\\\1", item(value)) for value in values])
    if pa.types.is_struct(kind):
        parts = [(part.name, speller(part.type)) for part in kind]
        return lambda value: " ".join([spell(value[name]) for name, spell in parts])
    if pa.types.is_boolean(kind):
        return lambda value: "true" if value else "false"
    if pa.types.is_float32(kind):
        return lambda value: _number(np.float32(value))
    if pa.types.is_floating(kind):
        return lambda value: _number(np.float64(value))
    return str


def _number(value: np.floating[Any]) -> str:
    """The shortest digits that give the number back, without an exponent; a whole number without a point."""
    return np.format_float_positional(value, trim="-")
