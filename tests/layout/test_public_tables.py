"""Real files that nobody here made, where they lie beside the project: each is read, and no worse than by pdfplumber."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.commands.tables import json_of
from pipeline.layout.tables import tables_on
from pipeline.pages.limits import Limits
from pipeline.pages.source import pages_in

FOLDER = Path(__file__).parents[3] / "shared" / "tables"
ICDAR = sorted((FOLDER / "icdar2013").glob("*.pdf"))
LEAST = 0.97
"""F1 of adjacent cells (Göbel et al. 2012) in the worst document with rules or shades; pdfplumber's mean over all is 0.656"""
WITHOUT_TABLES = {"eu-026"}
"""documents whose tables neither rules nor shades show: pdfplumber finds none there too"""


SAME = 0.99
"""of the letters that pdfplumber finds"""
PDFPLUMBER = [
    ("mhlw-clinics-1", 1, 5592),
    ("mhlw-clinics-2", 16, 33495),
    ("mhlw-daily", 2, 1890),
    ("nankoku-carryover-excel", 5, 3624),
    ("nankoku-continuing-excel", 3, 3176),
    ("nankoku-new-projects-excel", 2, 2158),
    ("nankoku-obligations-word", 4, 223),
    ("nankoku-sewerage-ichitaro", 8, 1223),
    ("nankoku-tax-excel", 2, 2219),
]
"""papers, the number of their tables, and of the letters in these, by ``extract_tables`` of pdfplumber 0.11"""
BESIDE = "the outside files lie beside the project, not in it"


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    """The competition's measure, as the folder's own script has it."""
    sys.path.insert(0, str(FOLDER))
    try:
        return import_module("icdar_score")
    finally:
        sys.path.remove(str(FOLDER))


def tables_in(file: Path) -> list[dict[str, Any]]:
    pages = list(pages_in(file.read_bytes(), "pymupdf", Limits(max_pages=None)))
    found: list[dict[str, Any]] = json.loads(json_of(file.stem, tables_on(pages)))[file.stem]
    return found


@pytest.mark.skipif(not ICDAR, reason=BESIDE)
@pytest.mark.parametrize("file", ICDAR, ids=lambda file: file.stem)
def test_tables_of_the_competition(file: Path, scoring: ModuleType) -> None:
    true = scoring.gold(file.with_name(f"{file.stem}-str.xml"))
    found = scoring.found(tables_in(file))
    f1 = 2 * sum((true & found).values()) / (sum(true.values()) + sum(found.values()))
    assert f1 >= (0 if file.stem in WITHOUT_TABLES else LEAST)


@pytest.mark.parametrize(("name", "tables", "letters"), PDFPLUMBER)
def test_tables_of_councils_and_ministries(name: str, tables: int, letters: int) -> None:
    """As many tables as pdfplumber finds, with as many letters, but for some of the words over a table's side."""
    file = FOLDER / "japan" / f"{name}.pdf"
    if not file.exists():
        pytest.skip(BESIDE)
    found = tables_in(file)
    assert len(found) == tables
    assert sum(len("".join(cell["text"].split())) for table in found for cell in table["cells"]) >= SAME * letters
