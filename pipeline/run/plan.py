"""What a run is asked to do, and what of it is due: its sources, which of them are the same, and whether anything changed at all.

In go the command line's ``Options`` and the files found, out comes a ``Plan``; its fingerprint is the name of all that the
run's output depends on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.pages import Engine
from pipeline.rules import defects as catalogue
from pipeline.run.accepted import acceptances
from pipeline.run.publish.former import Former, Row
from pipeline.run.sources import SourceFile, records_of, with_moved_records
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.reading import digest
from pipeline.run.work.workers import default_jobs
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.run.publish.remote import Urls

_LIBRARIES = ("pymupdf", "pdfplumber", "pypdfium2", "sudachipy", "sudachidict-core", "pyarrow", "pandas", "great-expectations")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. ``paths`` stand in place of everything under ``raw``; ``jobs`` are worker processes;
    ``scheduler`` is the address of a Dask cluster that does their work. ``urls`` stand in place of the folders."""

    paths: tuple[Path, ...] = ()
    raw: Path = Path("raw")
    staged: Path = Path("staged")
    curated: Path = Path("curated")
    engine: Engine = "pymupdf"
    jobs: int = field(default_factory=default_jobs)
    drop_refused: bool = False
    limits: WorkLimits = field(default_factory=WorkLimits)
    scheduler: str = ""
    language: catalogue.Language = "en"
    urls: Urls | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources of a run with the digests of their bytes by document_id, empty where one cannot be opened; ``originals`` are
    the documents to read, of files with the same bytes the first by name; ``withdrawn`` are the rows of ``sources`` that were published
    once and whose file is gone."""

    sources: tuple[SourceFile, ...]
    digests: Mapping[str, str]
    originals: frozenset[str]
    fingerprint: str
    withdrawn: Sequence[Row] = ()


def plan_of(
    options: Options,
    given: Sequence[SourceFile],
    unread: Mapping[str, Defect],
    former: Former,
) -> Plan:
    """The plan for the sources given; those of ``unread`` could not be fetched, and there is nothing to take a digest of.
    ``former`` is what is published today."""
    digests = {source.document_id: "" if source.refusal in unread.values() else digest(source.path) for source in given}
    sources = with_moved_records(given, digests, records_of(options.raw), former.file_of)
    return Plan(tuple(sources), digests, _originals(sources, digests), _fingerprint(options, sources, digests), former.withdrawn(digests))


def _originals(sources: Sequence[SourceFile], digests: Mapping[str, str]) -> frozenset[str]:
    first: dict[str, str] = {}
    for source in sources:
        first.setdefault(digests[source.document_id] or source.document_id, source.document_id)
    return frozenset(first.values())


def _fingerprint(options: Options, sources: Sequence[SourceFile], digests: Mapping[str, str]) -> str:
    """All that a run's output depends on: the sources, what is recorded and accepted of them, the engine, the code, the libraries."""
    said: list[Any] = [options.engine, [metadata.version(library) for library in _LIBRARIES], _code()]
    said += [astuple(entry) for entry in acceptances(options.raw)]
    said += [(source.name, digests[source.document_id], astuple(source.record)) for source in sources]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _code() -> str:
    from pipeline.gate.suites import suites_folder

    package = Path(pipeline.__file__).parent
    digested = hashlib.sha256()
    for path in (*_files(package, (".py", ".toml", ".csv", ".sql")), *_files(Path(str(suites_folder())), (".json",))):
        digested.update(path.read_bytes())
    return digested.hexdigest()


def _files(folder: Path, endings: Iterable[str]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)
