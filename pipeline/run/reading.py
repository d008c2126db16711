"""One source all the way from its bytes to its part of the curated tables: the work that worker processes do.

In goes a path, out comes a ``Reading``: the parsed sheet's summary, its Arrow tables and the defects met. A source that
cannot be read gives a reading without tables; no error of a source leaves this module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.pages import Engine
from pipeline.rules.defects import is_refused
from pipeline.run.sources import bytes_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.staged import dumps, loads
from pipeline.values import Defect, SourceError

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.datasets.document import Document, StatementKey
    from pipeline.narrative.model import Token
    from pipeline.narrative.terms import TermCounts


@dataclass(frozen=True, slots=True)
class Task:
    """One source to read; the staged sheet goes to ``staged``. A ``refusal`` says why it must not even be opened."""

    path: Path
    document_id: str
    staged: Path
    engine: Engine
    refusal: Defect | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one source. ``tables`` is null where it is refused; ``implied`` counts the rows its sheet implies,
    ``terms`` are the counts from which the terms of the whole collection are worked out."""

    document_id: str
    sha256: str
    defects: tuple[Defect, ...]
    summary: str = ""
    tables: Mapping[str, pa.Table] | None = None
    implied: Mapping[str, int] = field(default_factory=dict)
    terms: tuple[TermCounts, ...] = ()


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty where it cannot be opened, or is no ordinary file."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def read_source(task: Task) -> Reading:
    """Reads one source, writes its staged sheet and makes its tables."""
    try:
        if task.refusal is not None:
            raise SourceError(task.refusal)
        data = bytes_of(task.path)
    except SourceError as error:
        task.staged.unlink(missing_ok=True)
        return Reading(task.document_id, "", (error.defect,))
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        sheet = staged_sheet(data, document_id=task.document_id, engine=task.engine)
        if is_refused(sheet.defects):
            raise _RefusedError(sheet.defects)
        document = document_of(sheet)
        reading = _reading(document)
    except SourceError as error:
        reading = Reading(task.document_id, sha256, (error.defect,))
    except _RefusedError as refused:
        reading = Reading(task.document_id, sha256, refused.defects)
    except MemoryError:
        task.staged.unlink(missing_ok=True)
        raise
    except Exception as error:  # whatever a source does to the reader is that source's defect
        reading = Reading(task.document_id, sha256, (Defect("reader-failed", values=(("reason", type(error).__name__),)),))
    if reading.tables is None:
        task.staged.unlink(missing_ok=True)
    else:
        write_whole(task.staged, dumps(document.sheet))
    return reading


class _RefusedError(Exception):
    def __init__(self, defects: tuple[Defect, ...]) -> None:
        super().__init__()
        self.defects = defects


def staged_sheet(data: bytes, *, document_id: str, engine: Engine = "pymupdf") -> Sheet:
    """The sheet in a PDF's bytes as its staged file holds it. Raises SourceError where there is none."""
    from pipeline.sheet.reader import read_sheet

    return loads(dumps(read_sheet(data, document_id=document_id, engine=engine)))


def document_of(sheet: Sheet) -> Document:
    """The sheet with its tables read, and its statements cut into tokens and linked to viewpoints."""
    from pipeline.datasets.document import Document
    from pipeline.facts import read_table
    from pipeline.narrative.tokens import tokens_of
    from pipeline.narrative.viewpoints import links_of

    period = (sheet.period_start, sheet.period_end) if sheet.period_start and sheet.period_end else None
    tables = {
        (project.project_no, table.table_no): read_table(table, document_period=period)
        for project in sheet.projects
        for table in project.tables
    }
    tokens: dict[StatementKey, Sequence[Token]] = {
        (project.project_no, statement.section, statement.seq): tokens_of(statement.text.text)
        for project in sheet.projects
        for statement in project.statements
    }
    links = {project.project_no: links_of(project) for project in sheet.projects}
    return Document(sheet, tables, tokens, links)


def _reading(document: Document) -> Reading:
    from pipeline.datasets.document import document_tables, implied_rows
    from pipeline.narrative.terms import term_counts_of

    sheet = document.sheet
    tables = document_tables(document)
    defects = (*sheet.defects, *(_placed(sheet, key[0], defect) for key, read in document.tables.items() for defect in read.defects))
    return Reading(
        document_id=sheet.document_id,
        sha256=sheet.source_sha256,
        defects=defects,
        summary=_summary(sheet, tables, len(defects)),
        tables=tables,
        implied=implied_rows(sheet),
        terms=term_counts_of(sheet),
    )


def _placed(sheet: Sheet, project_no: int, defect: Defect) -> Defect:
    """A table knows no project; where its defect names none, the project that it stands in is added."""
    if defect.place.project_no is not None:
        return defect
    title = next(project.title.text for project in sheet.projects if project.project_no == project_no)
    return replace(defect, place=replace(defect.place, project_no=project_no, project_title=title))


def _summary(sheet: Sheet, tables: Mapping[str, pa.Table], defects: int) -> str:
    period = f"{sheet.period_start or '?'}-{sheet.period_end or '?'}"
    counted = ", ".join(f"{tables[name].num_rows} {name}" for name in ("projects", "goals", "statements", "tables", "facts"))
    lost = f", {sheet.accounting.chars_unaccounted} characters unaccounted for" if sheet.accounting.chars_unaccounted else ""
    warned = f", {defects} warning{'s' * (defects != 1)}" if defects else ""
    return f"{sheet.ward or '?'} {period} {sheet.sheet_kind}, {sheet.page_count} pages: {counted}{lost}{warned}"


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that a reader sees all of it or the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.write_text(text, encoding="utf-8", newline="\n")
    half.replace(path)
