"""A sheet of two projects (an invented ward), and its rows as curated tables, to make faults in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.datasets.contract import schema
from pipeline.datasets.document import document_tables
from pipeline.pages.pdfium import Witness
from pipeline.proof.document import findings_of
from pipeline.proof.model import Proof
from pipeline.run.work.reading import document_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import read_sheet
from tests.faults.mutations import excerpt

SAMPLE = Path(__file__).parents[2] / "raw" / "midoridai-r2.typeset.pdf"
PAGES = 5
"""The front page and the first two projects."""
Row = dict[str, Any]
Tables = Mapping[str, pa.Table]


@cache
def data() -> bytes:
    return excerpt(SAMPLE.read_bytes(), PAGES)


@cache
def sheet() -> Sheet:
    with Witness(data()) as witness:
        return read_sheet(data(), document_id="small", witness=witness)


@cache
def tables() -> Tables:
    return document_tables(document_of(sheet()))


def put(name: str, change: Callable[[list[Row]], object], of: Tables | None = None) -> dict[str, pa.Table]:
    """The tables with the rows of one changed."""
    of = of or tables()
    rows = of[name].to_pylist()
    change(rows)
    return {**of, name: pa.Table.from_pylist(rows, schema=schema(name))}


def proof_of(of: Tables) -> Proof:
    with Witness(data()) as witness:
        return findings_of(of, witness)
