"""Who catches a fault: the witness, the account, or the gate. ``python -m tests.proof.judging`` prints the table of the catalogue."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pyarrow as pa

from pipeline import gate
from pipeline.datasets.collection import GivenFile, collect
from pipeline.datasets.contract import OF_RELEASE, schema
from pipeline.datasets.document import document_tables
from pipeline.facts.readings import defects_of, readings_of
from pipeline.pages import source_of
from pipeline.pages.model import Page
from pipeline.pages.pdfium import Witness
from pipeline.pages.witness import seen_by
from pipeline.proof.document import findings_of
from pipeline.run.work.reading import document_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.values import Defect, SourceError
from tests.proof.faults import FAULTS, Fault
from tests.proof.small import data
from tests.support.curated import write_tables

WITNESS = {"engines-disagree", "row-unproven", "mark-unproven", "rating-unproven", "place-unproven", "fact-unproven"}
"""What the second engine says; all other defects are the account's and the form's own."""


@dataclass
class Caught:
    """What was said of a fault that was not said before it: codes of defects, and rules of expectations with their rows."""

    witness: set[str] = field(default_factory=set)
    account: set[str] = field(default_factory=set)
    gate: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)

    @property
    def by(self) -> str:
        return next((name for name in ("witness", "account", "gate") if getattr(self, name)), "nobody")


@cache
def pages() -> tuple[Page, ...]:
    return source_of(data()).pages


def read(of: tuple[Page, ...]) -> Sheet:
    return sheet_of(of, document_id="good", source_sha256="", text_source="digital")


@cache
def good() -> Sheet:
    return read(pages())


def made(fault: Fault | None, name: str) -> tuple[dict[str, pa.Table], tuple[Defect, ...]]:
    """The rows of the sample's document with a fault made at its seam, and the defects met on the way. Raises SourceError."""
    fault = fault or Fault("", "pages", lambda found: found)
    seen = pages() if fault.seam != "pages" else fault.change(pages())
    sheet = replace(good() if seen is pages() else read(seen), document_id=name)
    sheet = fault.change(sheet) if fault.seam == "outline" else sheet
    reads = readings_of(sheet)
    told = tuple(defects_of(sheet, reads))
    reads = fault.change(reads) if fault.seam == "facts" else reads
    tables = document_tables(replace(document_of(sheet), tables=reads))
    if fault.seam == "datasets":
        rows = {table: found.to_pylist() for table, found in tables.items()}
        fault.change(rows)
        tables = {table: pa.Table.from_pylist(found, schema=schema(table)) for table, found in rows.items()}
    with Witness(data()) as witness:
        proof = [finding.defect for finding in findings_of(tables, witness).findings]
        seen_defects = seen_by(witness, seen).defects if fault.seam == "pages" else ()
    return tables, (*sheet.defects, *told, *seen_defects, *proof)


def judged(faults: Iterable[Fault] = FAULTS) -> dict[str, Caught]:
    """What was said of each fault, by its name. The gate sees all documents at once."""
    tables, told = made(None, "good")
    before = Counter(defect.code for defect in told)
    found: dict[str, Caught] = {}
    documents = {"good": tables}
    for at, fault in enumerate(faults):
        caught, name = found.setdefault(fault.name, Caught()), f"f{at:03}"
        try:
            tables, told = made(fault, name)
        except (SourceError, ValueError) as error:  # refused, by name or because no file can hold it
            caught.account.add(error.defect.code if isinstance(error, SourceError) else "refused")
            continue
        more = Counter(defect.code for defect in told) - before
        caught.witness |= more.keys() & WITNESS
        caught.account |= more.keys() - WITNESS
        caught.rows |= {dict(defect.values)["row"] for defect in told if "row" in dict(defect.values)}
        documents[name] = tables
    names = {f"f{at:03}": fault.name for at, fault in enumerate(faults)}
    for name, rules in _against(documents).items():
        if name in names:
            found[names[name]].gate |= rules
    return found


def _against(documents: Mapping[str, dict[str, pa.Table]]) -> dict[str, set[str]]:
    """The expectations that each document's rows are against, but for those that the good one's are against too."""
    sources = [GivenFile(f"{name}.pdf", f"{at:064x}", name, "published") for at, name in enumerate(documents)]
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        tables = dict(collect(documents, sources).tables)
        tables |= {name: schema(name).empty_table() for name in OF_RELEASE if name not in tables}
        write_tables(tables, folder)
        verdict = gate.check(folder)
    against: dict[str, set[str]] = {}
    for failure in verdict.failures:
        for row in failure.rows:
            against.setdefault(row.document_id, set()).add(f"{failure.table}.{failure.rule}")
    assert not verdict.faults, verdict.faults
    good_ones = against.get("good", set())
    return {name: rules - good_ones for name, rules in against.items()}


def main() -> None:
    found = judged()
    for fault in FAULTS:
        caught = found[fault.name]
        said = "; ".join(sorted((*caught.witness, *caught.account, *caught.gate))[:4])
        sys.stdout.write(f"{fault.seam:9} {fault.name:45} {caught.by:8} {said}\n")
    counted = Counter(caught.by for caught in found.values())
    sys.stdout.write(f"{len(found)} faults: {dict(counted)}\n")


if __name__ == "__main__":
    main()
