"""Both engines give the same sheet: texts, numbers and structure alike, boxes half a point apart at most.

The samples of raw/ are compared always, all development sheets where KYOTEN_PARITY is set (make parity).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.values import Box
from tests.support.gold_sheets import SHEETS
from tests.support.sample import sheet_in

NEAR = 0.5
"""points"""
RAW = Path(__file__).parents[2] / "raw"
PATHS = sorted(RAW.glob("*.pdf"))
if os.environ.get("KYOTEN_PARITY") and SHEETS.is_dir():
    PATHS += sorted(path for path in SHEETS.glob("*.pdf") if not path.stem.endswith(("scan-image", "nounicode")))


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Where two values differ, by the names of the fields that lead there."""
    if isinstance(one, Box) and isinstance(other, Box):
        if one.page != other.page or max(abs(a - b) for a, b in zip(one[1:], other[1:], strict=True)) > NEAR:
            yield f"{place}: {one} {other}"
    elif is_dataclass(one) and type(one) is type(other):
        for field in fields(one):
            yield from differences(getattr(one, field.name), getattr(other, field.name), f"{place}.{field.name}")
    elif isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            yield f"{place}: {len(one)} and {len(other)}"
        for k, (a, b) in enumerate(zip(one, other, strict=False)):
            yield from differences(a, b, f"{place}[{k}]")
    elif isinstance(one, float) and isinstance(other, float):
        if abs(one - other) > NEAR:
            yield f"{place}: {one} {other}"
    elif one != other:
        yield f"{place}: {one!r} {other!r}"


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in PATHS])
def test_both_engines_give_the_same_sheet(path: Path) -> None:
    assert list(differences(sheet_in(path), sheet_in(path, "pdfplumber")))[:10] == []


def test_differences_are_seen() -> None:
    one = ((Box(1, 0.0, 0.0, 9.0, 9.0), "課題"), 1)
    assert list(differences(one, ((Box(1, 0.4, 0.0, 9.0, 9.0), "課題"), 1))) == []
    assert len(list(differences(one, ((Box(1, 0.6, 0.0, 9.0, 9.0), "課頴"), 2)))) == 3
