"""One source all the way from its bytes to its part of the curated tables: the work that worker processes do.

In goes a ``Task``, out comes a ``Reading``: the staged sheet's text, its Arrow tables and the defects met. A source that
cannot be read gives a reading without tables; no error of a source leaves this module. Nothing is written here, so the
same work can be done by a process on this machine or on another.
"""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.pages import Engine
from pipeline.rules import RulesError, load
from pipeline.rules.defects import is_refused
from pipeline.run.sources import bytes_of
from pipeline.run.stages import GROUPS, StageGroup
from pipeline.run.work.failures import reader_failed
from pipeline.sheet.model import Sheet
from pipeline.sheet.staged import dumps, loads, plain, value_of
from pipeline.values import Defect, SourceError, meet

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.datasets.document import Document
    from pipeline.datasets.packed import Packed
    from pipeline.pages.pdfium import Witness


_DIGITS = 12
"""of a file's SHA-256, by which one knows it again"""


@dataclass(frozen=True, slots=True)
class Task:
    """One source to read, by its ``path`` or by its ``data`` where it is no file of this machine. A ``refusal`` says why it
    must not even be opened. Where its ``staged`` text is given, the work starts from there; ``groups`` are the rows wanted.
    ``ward`` is what ``sources.toml`` says, which is believed where the sheet itself does not tell."""

    document_id: str
    path: Path | None = None
    engine: Engine = "pymupdf"
    refusal: Defect | None = None
    data: bytes | None = None
    staged: str | None = None
    groups: tuple[StageGroup, ...] = GROUPS
    ward: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one source. ``tables`` is null where it is refused; ``implied`` counts the rows its sheet implies.
    ``staged`` is the sheet's text and ``packed`` its new rows by group, as a worker hands them over. ``settled`` is false
    where not the source but the worker's limits or its death decided."""

    document_id: str
    sha256: str
    defects: tuple[Defect, ...]
    summary: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, pa.Table] | None = None
    implied: Mapping[str, int] = field(default_factory=dict)
    staged: str = ""
    packed: Mapping[StageGroup, bytes] = field(default_factory=dict)
    settled: bool = True


def read_source(task: Task) -> Reading:
    """Reads one source, makes its staged sheet and its tables, and has the witness prove them."""
    try:
        data = _bytes_for(task)
    except SourceError as error:
        return Reading(task.document_id, "", (error.defect,), settled=False)
    from pipeline.pages.source import without_collecting

    with without_collecting():
        return _tried(task, hashlib.sha256(data).hexdigest() if task.staged is None else "", data)


def _bytes_for(task: Task) -> bytes:
    """The bytes of a task's file, where its work needs them. Raises SourceError where they are not to be had."""
    if not needs_bytes(task):
        return b""
    if task.refusal is not None:
        raise SourceError(task.refusal)
    return task.data if task.data is not None else bytes_of(task.path or Path())


def needs_bytes(task: Task) -> bool:
    """Whether a task's work takes its file: words are made of the staged sheet alone, other rows are proved by the file."""
    return task.staged is None or "facts" in task.groups


def _tried(task: Task, sha256: str, data: bytes) -> Reading:
    from pipeline.pages.pdfium import Witness

    try:
        with Witness(data) as witness:
            staged = task.staged if task.staged is not None else _staged_text(data, task, witness)
            sheet = loads(staged)
            if is_refused(sheet.defects):
                return Reading(task.document_id, sha256, sheet.defects)
            return _reading_of(sheet, staged, task.groups, witness)
    except SourceError as error:
        return Reading(task.document_id, sha256, (error.defect,))
    except (MemoryError, RulesError):
        raise
    except Exception as error:  # whatever a source does to the reader is that source's defect
        return Reading(task.document_id, sha256, (reader_failed(error),), settled=False)


def staged_text(task: Task) -> str:
    """The sheet of a task's file as its staged file holds it, whatever defects it has. Raises SourceError where there is none."""
    from pipeline.pages.pdfium import Witness

    data = bytes_of(task.path or Path())
    with Witness(data) as witness:
        return _staged_text(data, task, witness)


def _staged_text(data: bytes, task: Task, witness: Witness) -> str:
    from pipeline.sheet.reader import read_sheet

    sheet = read_sheet(data, document_id=task.document_id, engine=task.engine, witness=witness)
    return dumps(with_ward(sheet, task.ward))


def with_ward(sheet: Sheet, ward: str | None) -> Sheet:
    """The sheet, of that ward where it does not tell its own; a warning then says where the name is from."""
    if sheet.ward or not ward:
        return sheet
    name = load("places")["fields"]["ward"]["en"]
    told = [defect for defect in sheet.defects if not (defect.code == "field-missing" and ("field_en", name) in defect.values)]
    return replace(sheet, ward=ward, defects=(Defect("ward-from-sources", 1, values=(("ward", ward),)), *told))


def document_of(sheet: Sheet) -> Document:
    """The sheet with its tables read, and its statements cut into tokens and linked to viewpoints."""
    facts, words = _with_facts(sheet), _with_words(sheet)
    return replace(facts, tokens=words.tokens, links=words.links)


def _with_facts(sheet: Sheet) -> Document:
    from pipeline.datasets.document import Document
    from pipeline.facts.readings import readings_of
    from pipeline.prose import entities_of, mentions_of

    tables = readings_of(sheet)
    return Document(sheet, tables, mentions_of(sheet, tables), entities_of(sheet))


def _with_words(sheet: Sheet) -> Document:
    from pipeline.datasets.document import Document
    from pipeline.narrative.terms import tokens_in
    from pipeline.narrative.viewpoints import viewpoint_links

    return Document(sheet, tokens=tokens_in(sheet), links={project.project_no: viewpoint_links(project) for project in sheet.projects})


def _reading_of(sheet: Sheet, staged: str, groups: Sequence[StageGroup], witness: Witness) -> Reading:
    """The reading of a sheet with the rows of the groups packed; its tables are still to be unpacked."""
    made: dict[StageGroup, bytes] = {}
    if "facts" in groups:
        made["facts"] = _facts_of(sheet, witness)
    if "words" in groups:
        made["words"] = _words_of(sheet)
    return Reading(sheet.document_id, sheet.source_sha256, sheet.defects, staged=staged, packed=made)


def with_rows(reading: Reading, parts: Sequence[Packed]) -> Reading:
    """The reading with the tables of its groups, and what was packed along with them."""
    about: dict[str, Any] = {}
    for part in parts:
        about |= part.about
    if "defects" not in about:
        return replace(reading, tables=ChainMap(*parts))  # type: ignore[arg-type]
    return replace(
        reading,
        defects=value_of(tuple[Defect, ...], about["defects"]),
        summary=about["summary"],
        implied=about["implied"],
        tables=ChainMap(*parts),  # type: ignore[arg-type]
    )


def _facts_of(sheet: Sheet, witness: Witness) -> bytes:
    from pipeline.datasets.document import PRINTED_TABLES, document_tables, implied_rows
    from pipeline.datasets.packed import packed
    from pipeline.facts.readings import defects_of
    from pipeline.prose import contradictions_of, lookalikes_of

    document = _with_facts(sheet)
    tables = document_tables(document, PRINTED_TABLES)
    _require_values(tables)
    tables, not_proved = _proved(sheet, tables, witness)
    said = (*contradictions_of(sheet, document.tables, document.mentions), *lookalikes_of(sheet, document.entities))
    defects = (*sheet.defects, *defects_of(sheet, document.tables), *said, *not_proved)
    about = {"defects": plain(defects), "summary": summary_of(sheet, tables, len(defects)), "implied": implied_rows(sheet)}
    return packed(tables, about)


def _proved(sheet: Sheet, tables: dict[str, pa.Table], witness: Witness) -> tuple[dict[str, pa.Table], tuple[Defect, ...]]:
    """The tables with what verified them, and what of their rows the witness does not prove, but for what is said of the same place
    already."""
    from pipeline.datasets.document import with_verification
    from pipeline.pages.pdfium import version
    from pipeline.proof.document import findings_of
    from pipeline.sheet.places import placed

    if not witness.pages:
        return tables, ()
    told = [defect.box for defect in sheet.defects if defect.code == "engines-disagree" and defect.box]
    struck = [defect.box for defect in sheet.defects if defect.code == "struck-text" and defect.box]
    proof = findings_of(tables, witness, struck)
    if proof.rows:
        tables = with_verification(tables, f"{version()}, sha256 {sheet.source_sha256[:_DIGITS]}", proof.rows)
    found = [finding.defect for finding in proof.findings if not any(meet(finding.defect.box, box) for box in told)]
    return tables, tuple(placed(sheet, defect) for defect in found)


def _require_values(tables: Mapping[str, pa.Table]) -> None:
    """Raises ValueError where a column has a null that may have none: no file could be written with it."""
    for name, table in tables.items():
        for column in table.schema:
            if not column.nullable and table[column.name].null_count:
                raise ValueError(f"{name}.{column.name} has no value in a row")


def _words_of(sheet: Sheet) -> bytes:
    from pipeline.datasets.document import WORD_TABLES, document_tables
    from pipeline.datasets.packed import counts_table, packed
    from pipeline.narrative.terms import term_counts_of

    document = _with_words(sheet)
    counts = counts_table(term_counts_of(sheet, document.tokens))
    return packed({**document_tables(document, WORD_TABLES), "term_counts": counts})


def summary_of(sheet: Sheet, tables: Mapping[str, pa.Table], defects: int) -> dict[str, object]:
    """What a run says of a sheet that it read: the values of the sentence "run.document" of ``rules/said.toml``."""
    return {
        "ward": sheet.ward or "?",
        "period": f"{sheet.period_start or '?'}-{sheet.period_end or '?'}",
        "kind": sheet.sheet_kind,
        "pages": sheet.page_count,
        **{name: tables[name].num_rows for name in ("projects", "goals", "statements", "tables", "facts")},
        "lost": sheet.accounting.chars_unaccounted,
        "warned": defects,
    }
