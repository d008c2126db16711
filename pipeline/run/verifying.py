"""Published tables judged by whoever received them with the PDFs: digests, expectations, and every row read again from its page.

In go a folder of tables and one of PDFs, out come ``Finding``s by row. Nothing is written, and nothing that an earlier step says is
believed: a table that somebody changed is named as changed, and its rows are judged all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import gate
from pipeline.proof.model import Finding, Proof
from pipeline.rules.spoken import Sentence, SpokenError
from pipeline.run.manifest import digest, recorded_files, spoiled
from pipeline.run.sources import bytes_of
from pipeline.run.usage import UsageError
from pipeline.run.work.guarded import WorkLimits, outcomes
from pipeline.values import Box, Defect, SourceError, meet

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Verified:
    """What is against the tables, how many rows were read again from their pages, and of which documents how many nothing could
    read again: those of pictures."""

    rows: int
    findings: tuple[Finding, ...]
    unverified: Mapping[str, int]


def verified(curated: Path, raw: Path, jobs: int, limits: WorkLimits | None = None) -> Verified:
    """The tables in ``curated`` against themselves and against the PDFs in ``raw``. Raises UsageError where nothing is published
    there."""
    from pipeline.datasets.contract import TABLES

    if not any((curated / f"{table.name}.parquet").is_file() for table in TABLES):
        raise UsageError("nothing is published in {curated}; run kyoten run first, or name the folder with --curated DIR", curated=curated)
    found = list(_files(curated))
    documents, missing = _documents(curated, raw)
    proofs = list(outcomes(proof_of, documents, jobs, limits))
    told = [finding for task, outcome in proofs for finding in _told(task, outcome)]
    rows = sum(outcome.rows + _judged(outcome) for _, outcome in proofs if isinstance(outcome, Proof))
    unverified = {task.document_id: outcome.unread for task, outcome in proofs if isinstance(outcome, Proof) and outcome.unread}
    return Verified(rows, tuple(dict.fromkeys((*found, *missing, *_expectations(curated), *told))), unverified)


def _judged(proof: Proof) -> int:
    return len({finding.row_id for finding in proof.findings if finding.table != "pages"})


def _files(curated: Path) -> Iterator[Finding]:
    """A finding for each table that is gone, and for each file that is not as it was published."""
    from pipeline.datasets.contract import TABLES

    recorded = recorded_files(curated) or {}
    gone = [f"{table.name}.parquet" for table in TABLES if not (curated / f"{table.name}.parquet").is_file()]
    yield from (_of_file("table-missing", name) for name in gone)
    yield from (_of_file("file-changed", name) for name in sorted(spoiled(curated, recorded) if recorded else ()) if name not in gone)


def _of_file(code: str, name: str) -> Finding:
    return Finding(name.removesuffix(".parquet"), "", "", "", Defect(code, values=(("file", name),)))


def _expectations(curated: Path) -> Iterator[Finding]:
    """A finding for each row that an expectation is against, and for what is against the tables as a whole."""
    try:
        verdict = gate.check(curated)
    except gate.GateError as error:
        yield _of_tables("", error)
        return
    for fault in verdict.faults:
        yield _of_tables(str(fault.values["table"]), fault)
    for failure in verdict.failures:
        for row in failure.rows:
            defect = row.as_defect("expectation-failed", failure.says, failure.says_ja or failure.says)
            yield Finding(failure.table, row.address, row.document_id, "", defect)
        if not failure.rows:
            yield _of_tables(failure.table, failure.reason())


def _of_tables(table: str, fault: Sentence | SpokenError) -> Finding:
    return Finding(table, "", "", "", Defect("contract-broken", values=(("says", fault.said("en")), ("says_ja", fault.said("ja")))))


@dataclass(frozen=True, slots=True)
class VerifyingTask:
    """One document of the tables in ``curated``, and its file."""

    document_id: str
    path: Path
    curated: Path


def _documents(curated: Path, raw: Path) -> tuple[list[VerifyingTask], list[Finding]]:
    """The published documents whose file is there as it was read, and a finding for each other."""
    tasks, missing = [], []
    for row in _rows(curated, "sources"):
        if row["status"] != "published":
            continue
        path = raw / row["source_file"]
        found = digest(path)
        if found == row["source_sha256"]:
            tasks.append(VerifyingTask(row["document_id"], path, curated))
        else:
            code = "source-differs" if found else "source-missing"
            defect = Defect(code, values=(("file", str(row["source_file"])),))
            missing.append(Finding("sources", "", row["document_id"], "source_sha256", defect))
    return tasks, missing


def _rows(curated: Path, name: str) -> list[dict[str, Any]]:
    found = declared_table(curated, name, None)
    return found.to_pylist() if found is not None else []


def declared_table(curated: Path, name: str, document_id: str | None) -> pa.Table | None:
    """A table as the contract declares it, of one document or whole; None where it is not there or of another form."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from pipeline.datasets.contract import schema
    from pipeline.datasets.parquet import table_in

    try:
        table = table_in(curated / f"{name}.parquet").select(schema(name).names).cast(schema(name))
        return table if document_id is None else table.filter(pc.equal(table["document_id"], document_id))
    except (OSError, KeyError, ValueError, pa.ArrowException):
        return None


def proof_of(task: VerifyingTask) -> Proof:
    """The proof of one document's rows as they stand in the tables. Raises SourceError where its file cannot be opened."""
    from pipeline.datasets.contract import schema
    from pipeline.pages.pdfium import Witness
    from pipeline.proof.document import NEEDED, findings_of

    read = {name: declared_table(task.curated, name, task.document_id) for name in NEEDED}
    tables = {name: table if table is not None else schema(name).empty_table() for name, table in read.items()}
    said = declared_table(task.curated, "defects", task.document_id)
    struck, doubtful = _boxes(said, "struck-text"), _boxes(said, "engines-disagree")
    data = bytes_of(task.path)
    with Witness(data) as witness:
        if not witness.pages:
            raise SourceError(Defect("damaged"))
        proof = findings_of(tables, witness, struck)
    kept = [one for one in proof.findings if not any(meet(one.defect.box, box) for box in doubtful)]
    return proof._replace(findings=[one for one in kept if read.get(one.table) is not None])


def _boxes(defects: pa.Table | None, code: str) -> list[Box]:
    rows = defects.to_pylist() if defects is not None else []
    return [Box(**row["box"]) for row in rows if row["code"] == code and row["box"]]


def _told(task: VerifyingTask, outcome: Proof | Defect) -> Sequence[Finding]:
    if isinstance(outcome, Defect):
        return [Finding("sources", "", task.document_id, "", outcome)]
    return outcome.findings


def as_json(found: Verified, says: Mapping[Finding, str]) -> dict[str, Any]:
    """The answer for programs; ``says`` are the sentences of the findings."""
    return {
        "rows": found.rows,
        "unverified": [{"document_id": name, "rows": rows} for name, rows in sorted(found.unverified.items())],
        "findings": [
            {
                "code": one.defect.code,
                "table": one.table,
                "row_id": one.row_id,
                "document_id": one.document_id,
                "column": one.column,
                "page": one.defect.page,
                "says": says[one],
            }
            for one in found.findings
        ],
    }
