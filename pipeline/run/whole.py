"""One run: every source read, its tables gated, and published as a whole or not at all.

In go the folders and files of the command line, out come ``staged/`` and ``curated/`` and an exit code: 0 published,
1 a source or the gate refused. Wrong usage raises ``UsageError``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline import gate
from pipeline.pages import Engine
from pipeline.rules import defects as catalogue
from pipeline.run import publishing
from pipeline.run.accepted import Acceptance, acceptances, sorted_out
from pipeline.run.guarded import WorkLimits, can_limit_memory
from pipeline.run.kept import Due, Kept, KeptReading, staged_name
from pipeline.run.progress import documents as shown_documents
from pipeline.run.progress import say
from pipeline.run.reading import Reading, Task, digest
from pipeline.run.sources import RECORDS, SourceFile, records_of, source_files
from pipeline.run.storage import LocalStorage, Storage
from pipeline.run.usage import UsageError
from pipeline.run.workers import default_jobs, readings_of
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.datasets.collection import Source
    from pipeline.run.remote import Release, Urls

PUBLISHED, REFUSED = 0, 1
RUN_RECORD = "run.json"
_LIBRARIES = ("pymupdf", "pdfplumber", "sudachipy", "sudachidict-core", "pyarrow", "pandas", "great-expectations")


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
class _Where:
    """Where kept results lie, the release to publish where curated is no folder of this machine, and curated as people know it."""

    kept: Storage
    shown: object
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class _Readings:
    """What came of the sources, by document_id."""

    published: dict[str, KeptReading]
    refused: dict[str, Reading]

    def take(self, found: KeptReading | Reading) -> None:
        if isinstance(found, KeptReading):
            self.published[found.document_id] = found
        else:
            self.refused[found.document_id] = found


def run(options: Options) -> int:
    """Reads, gates and publishes. Raises UsageError where the folders or files given cannot work."""
    began = time.monotonic()
    if not can_limit_memory():
        say("This system has no memory limit for a process; the time limit holds.")
    if options.urls is None:
        code = _run_locked(options, _Where(LocalStorage(options.staged), options.curated), {})
    else:
        code = _run_far(options, options.urls)
    say(f"{time.monotonic() - began:.1f} s")
    return code


def _run_far(options: Options, urls: Urls) -> int:
    from pipeline.run.remote import mirrored

    with contextlib.ExitStack() as stack:
        places = stack.enter_context(mirrored(urls, options.paths))
        near = replace(
            options,
            raw=places.raw or options.raw,
            staged=places.staged or options.staged,
            curated=places.curated or options.curated,
        )
        shown = places.release.url if places.release else options.curated
        return _run_locked(near, _Where(places.kept or LocalStorage(near.staged), shown, places.release), places.refused)


def _run_locked(options: Options, where: _Where, refused: Mapping[str, Defect]) -> int:
    if options.staged.resolve() == options.curated.resolve():
        raise UsageError("--staged and --curated cannot be one place")
    sources = source_files(options.raw, options.paths, refused)
    publishing.require_own(options.curated)
    with publishing.locked(options.staged), publishing.locked(options.curated):
        publishing.recover(options.curated)
        with publishing.undone_on_failure(options.curated, where.shown):
            return _run(options, where, sources, refused)


def _run(options: Options, where: _Where, sources: Sequence[SourceFile], unread: Mapping[str, Defect]) -> int:
    acceptances(options.raw)  # one that cannot be understood is said before any work
    if not options.paths:
        for name in sorted(records_of(options.raw).keys() - {source.name for source in sources}):
            say(f"{options.raw / RECORDS} records {name}, which is not there; correct the name, or take the entry out")
    digests = {source.document_id: "" if source.refusal in unread.values() else digest(source.path) for source in sources}
    originals = _originals(sources, digests)
    mark = _fingerprint(options, sources, digests)
    known = _record(options.curated)
    if known.get("fingerprint") == mark and _all_there(options, where, known):
        for line in known["refused"]:
            say(line)
        documents = len(known["published"])
        say(f"Nothing changed since the last run: {_documents(documents)} {'is' if documents == 1 else 'are'} published in {where.shown}")
        return REFUSED if known["refused"] else PUBLISHED
    readings = _read(options, Kept(where.kept, options.engine), sources, originals, digests)
    refused = _refused_lines(sources, readings.refused, options.language)
    for line in refused:
        say(line)
    if not readings.published:
        say("No source could be read. Nothing was published.")
        return REFUSED
    vanishing = _published_today(options.curated) & readings.refused.keys()
    if vanishing and not options.drop_refused:
        say(f"Published today, but refused now: {', '.join(sorted(vanishing))}. Nothing was published, {where.shown} is as it was.")
        say("Repair these sources, or give --drop-refused to publish without them.")
        return REFUSED
    rows = _source_rows(sources, digests, originals, readings)
    record = {"fingerprint": mark, "published": sorted(readings.published), "refused": refused}
    return _gate_and_publish(options, where, rows, readings.published, record)


def _originals(sources: Sequence[SourceFile], digests: Mapping[str, str]) -> set[str]:
    """The documents to read: of files with the same bytes the first by name."""
    first: dict[str, str] = {}
    for source in sources:
        first.setdefault(digests[source.document_id] or source.document_id, source.document_id)
    return set(first.values())


def _read(options: Options, kept: Kept, sources: Sequence[SourceFile], originals: set[str], digests: Mapping[str, str]) -> _Readings:
    options.staged.mkdir(parents=True, exist_ok=True)
    readings = _Readings({}, {})
    due: dict[str, Due] = {}
    for source in sources:
        if source.document_id not in originals:
            continue
        found = kept.found(source.document_id, "" if source.refusal else digests[source.document_id])
        if isinstance(found, Due):
            due[source.document_id] = found
        else:
            readings.take(found)
    if unchanged := len(readings.published) + len(readings.refused):
        say(f"Unchanged since an earlier run: {_documents(unchanged)}")
    if due:
        # While the workers read, this process has nothing to do but wait: it loads what the gate will need.
        loading = threading.Thread(target=gate.warm_up)
        loading.start()
        tasks = _tasks(options, kept, [source for source in sources if source.document_id in due], due)
        with shown_documents(len(due)) as done:
            for reading in _readings(options, tasks):
                found = kept.keep(reading, due[reading.document_id])
                readings.take(found)
                codes = ", ".join(sorted({defect.code for defect in reading.defects}))
                done(f"{reading.document_id}: {found().summary if isinstance(found, KeptReading) else f'refused ({codes})'}")
        loading.join()
    if not options.paths:
        kept.forget_others(source.document_id for source in sources)
    return readings


def _readings(options: Options, tasks: Iterator[Task]) -> Iterator[Reading]:
    if not options.scheduler:
        return readings_of(tasks, options.jobs, options.limits)
    from pipeline.run.cluster import readings_on

    return readings_on(options.scheduler, tasks, options.limits)


def _tasks(options: Options, kept: Kept, sources: Sequence[SourceFile], due: Mapping[str, Due]) -> Iterator[Task]:
    """The largest first, so that none is left over for a single worker at the end."""
    for source in sorted(sources, key=lambda source: -_size(source.path)):
        todo = due[source.document_id]
        staged = kept.staged_text(source.document_id) if todo.staged_sha256 else None
        yield Task(source.document_id, source.path, options.engine, source.refusal, staged=staged, groups=todo.groups)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _refused_lines(sources: Sequence[SourceFile], refused: Mapping[str, Reading], language: catalogue.Language) -> list[str]:
    lines = []
    for source in sources:
        reading = refused.get(source.document_id)
        for defect in reading.defects if reading else ():
            if catalogue.severity(defect) == "error":
                where = catalogue.where(defect, language)
                place = f" ({where})" if where else ""
                lines.append(f"Refused {source.name}: [{defect.code}] {catalogue.message(defect, language)}{place}")
    return lines


def _published_today(curated: Path) -> set[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return set(pq.read_table(curated / "documents.parquet", columns=["document_id"])["document_id"].to_pylist())
    except (OSError, pa.ArrowException):
        return set()


def _source_rows(sources: Sequence[SourceFile], digests: Mapping[str, str], originals: set[str], readings: _Readings) -> list[Source]:
    """Each source with the defects that are not in what is kept of it."""
    first = {digests[document_id]: document_id for document_id in originals}
    return [_source(source, digests, first, readings) for source in sources]


def _source(source: SourceFile, digests: Mapping[str, str], first: Mapping[str, str], readings: _Readings) -> Source:
    from pipeline.datasets.collection import Source

    sha256 = digests[source.document_id]
    published, refused = readings.published.get(source.document_id), readings.refused.get(source.document_id)
    defects: tuple[Defect, ...] = ()
    if refused:
        defects = refused.defects
    elif not published:
        defects = (Defect("duplicate-source", values=(("other", first[sha256]),)),)
    if source.record.sha256 and source.record.sha256 != sha256:
        defects = (*defects, Defect("source-changed"))
    return Source(
        source_file=source.name,
        source_sha256=reading.sha256 if (reading := published or refused) else sha256,
        document_id=source.document_id,
        status="published" if published else "refused" if refused else "duplicate",
        defects=defects,
        ward=source.record.ward,
        url=source.record.url,
        published_on=source.record.published_on,
        licence=source.record.licence,
    )


def _gate_and_publish(
    options: Options, where: _Where, sources: Sequence[Source], readings: Mapping[str, KeptReading], record: Mapping[str, Any]
) -> int:
    from pipeline.datasets.contract import TABLES
    from pipeline.narrative.dictionary import dictionary_version
    from pipeline.run import collecting

    # The same in each file, so that who opened one before and one after a publication can tell.
    said = [
        options.engine,
        pipeline.__version__,
        [(s.source_sha256, s.source_file, s.status, s.ward, s.url, s.published_on, s.licence) for s in sources],
    ]
    mark = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    folder = publishing.fresh_candidate(options.curated)
    warnings = _Warnings(acceptances(options.raw))
    tokens = {"tokens": dictionary_version().metadata()}
    gated = collecting.collected(readings, sources, tokens, mark, folder, options.jobs, tell=warnings.count)
    verdict = gated.verdict
    if not verdict.passed:
        _write_json(folder / "validation.json", verdict.as_json())
        for line in verdict.lines():
            say(f"Gate: {line}")
        refused = publishing.refuse(options.curated)
        aside = where.release.put_aside(refused) if where.release else str(refused)
        say(f"The gate refused the tables. Nothing was published, {where.shown} is as it was.")
        say(f"The refused candidate lies in {aside}, the result of the validation in {aside}/validation.json.")
        return REFUSED
    _write_json(folder / RUN_RECORD, {**record, "tables": _table_digests(folder)})
    publishing.publish(options.curated)
    if where.release:
        where.release.publish(options.curated)
    for entry in warnings.stale():
        say(catalogue.message(entry.as_defect(), options.language))
    say(
        f"Published {_documents(len(record['published']))} in {where.shown}: {len(TABLES)} tables, {gated.rows} rows, "
        f"{verdict.ran} expectations met, {warnings.open} warnings (see the table defects)"
        f"{f', {warnings.accepted} accepted' if warnings.accepted else ''}"
    )
    return REFUSED if record["refused"] else PUBLISHED


class _Warnings:
    """How many warnings of a collection are open and how many accepted, counted some sources at a time."""

    def __init__(self, entries: Sequence[Acceptance]) -> None:
        self._entries = entries
        self._stale: set[Acceptance] = set()
        self.open = 0
        self.accepted = 0

    def count(self, sources: Sequence[Source]) -> None:
        found, stale = sorted_out({source.source_file: source.defects for source in sources}, self._entries)
        doubtful = [by for defects in found.values() for defect, by in defects if catalogue.severity(defect) == "warning"]
        accepted = sum(by is not None for by in doubtful)
        self.open += len(doubtful) - accepted
        self.accepted += accepted
        self._stale.update(stale)

    def stale(self) -> list[Acceptance]:
        return [entry for entry in self._entries if entry in self._stale]


def _documents(count: int) -> str:
    return f"{count} document{'s' * (count != 1)}"


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _record(curated: Path) -> dict[str, Any]:
    try:
        found = json.loads((curated / RUN_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _all_there(options: Options, where: _Where, known: Mapping[str, Any]) -> bool:
    from pipeline.datasets.contract import TABLES
    from pipeline.datasets.products import PRODUCTS

    published = where.release or LocalStorage(options.curated)
    return (
        # A table that somebody wrote into, or a disk spoiled, is made anew; the pointer of a release knows that of its own files.
        (where.release is not None or known.get("tables") == _table_digests(options.curated))
        and all(published.holds(name) for name in (*(f"{table.name}.parquet" for table in TABLES), *PRODUCTS))
        and all(where.kept.holds(staged_name(document_id)) for document_id in known["published"])
    )


def _table_digests(folder: Path) -> dict[str, str]:
    from pipeline.datasets.contract import TABLES

    return {table.name: digest(folder / f"{table.name}.parquet") for table in TABLES}


def _fingerprint(options: Options, sources: Sequence[SourceFile], digests: Mapping[str, str]) -> str:
    """All that a run's output depends on: the sources and what is recorded of them, the engine, the code, the libraries."""
    said: list[Any] = [options.engine, [metadata.version(library) for library in _LIBRARIES], _code()]
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
