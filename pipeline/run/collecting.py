"""All readings of a run as one collection: shown to the gate in parts, written in batches, however many documents there are.

A part holds all sheets of some wards, for what the gate asks across documents (which sheet of a term is current, what
became of the challenges of the term before) it asks within a ward. Everything else it asks within a document. Parts and
tables are worked on by a pool of processes, each of which holds one part or one batch.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import gate
from pipeline.datasets.collection import Collection, Source, collect
from pipeline.datasets.contract import TABLES, schema, spec
from pipeline.datasets.links import ward_key
from pipeline.datasets.packed import counts_table
from pipeline.datasets.parquet import write_batches
from pipeline.datasets.products import begin_products
from pipeline.datasets.terms import term_table, totals
from pipeline.gate import Failure, Shown, Verdict
from pipeline.run.pool import Pool
from pipeline.run.reading import Reading

PART = 32
"""Documents that a part has at most, unless one ward has more."""
_BATCH = 32
"""Documents whose rows are written at once."""
_OF_COLLECTION = ("sources", "documents", "issue_links", "defects")
"""Tables that the collection makes; all others are the documents' tables one after the other."""
_LARGE = ("tokens", "terms", "table_cells", "facts", "statement_viewpoints", "statements")
"""Tables that are written first, for they take longest."""

Metadata = Mapping[str, Mapping[str, str]]
_Q = TypeVar("_Q")
_A = TypeVar("_A")


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate said of the collection, with its sources and the number of its rows."""

    verdict: Verdict
    sources: tuple[Source, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class _Part:
    shown: Shown
    sources: tuple[Source, ...]
    tables: Mapping[str, pa.Table]


def collected(
    readings: Mapping[str, Reading], sources: Sequence[Source], metadata: Metadata, mark: str, folder: Path, jobs: int = 0, size: int = PART
) -> Gated:
    """The collection of the readings that have tables, written into ``folder`` with its products, and the gate's verdict on it.

    ``mark`` stands in each file's metadata, beside what ``metadata`` says of a table. Raises GateError, see ``gate.check``,
    and OSError where the disk does not take the tables.
    """
    published = {name: readings[name] for name in sorted(readings) if readings[name].tables is not None}
    names = list(published)
    by_id = {source.document_id: source for source in sources if source.status == "published"}
    rest = [source for source in sources if source.status != "published"]
    parts = partitions(published, size)
    most = 2 * jobs + 1
    with Pool(jobs) as pool, tempfile.TemporaryDirectory() as scratch:

        def count(some: Sequence[str]) -> Future[pa.Table]:
            return pool.submit(_totals, [published[name] for name in some])

        # A file that the processes map into their memory, all the same pages.
        total = Path(scratch) / "totals.arrow"
        with pa.ipc.new_file(total, (added := totals(_ahead(count, _batched(names), most))).schema) as file:
            file.write_table(added.combine_chunks())
        writing = [
            pool.submit(_write, name, _schema(name, metadata, mark), list(published.values()), total, folder)
            for name in sorted(_documents_tables(), key=lambda name: (name not in _LARGE, _LARGE.index(name) if name in _LARGE else 0))
        ]
        given = [[*(by_id[name] for name in some), *(rest if not at else [])] for at, some in enumerate(parts)]

        def look(at: int) -> Future[_Part]:
            return pool.submit(_looked_at, [published[name] for name in parts[at]], total, given[at])

        def explain(at: int, name: str, rules: Iterable[str]) -> Sequence[Failure]:
            return pool.submit(_explained, [published[n] for n in parts[at]], total, given[at], name, tuple(rules)).result()

        hearing = gate.Hearing()
        made: list[Mapping[str, pa.Table]] = []
        looked: list[Source] = []
        for part in _ahead(look, range(len(parts)), most):
            hearing.hear(part.shown)
            made.append(part.tables)
            looked += part.sources
        tables = {name: _joined(name, [some[name] for some in made]) for name in _OF_COLLECTION}
        rows = sum(write_batches(name, _schema(name, metadata, mark), [table], folder) for name, table in tables.items())
        rows += sum(done.result() for done in writing)
        # The gate is rarely against it: what explains the tables is made while this process hears the last of it.
        finish = begin_products({**tables, **_for_products(folder)}, folder, pool.submit)
        verdict = hearing.verdict(explain)
        finish()
    found = tuple(sorted(looked, key=lambda s: (s.source_sha256, s.source_file)))
    return Gated(verdict, found, rows)


def _ahead(ask: Callable[[_Q], Future[_A]], questions: Iterable[_Q], most: int) -> Iterator[_A]:
    """The answers to all questions, in order; at most ``most`` are under way or wait."""
    asked: deque[Future[_A]] = deque()
    for question in questions:
        asked.append(ask(question))
        if len(asked) >= most:
            yield asked.popleft().result()
    while asked:
        yield asked.popleft().result()


def partitions(readings: Mapping[str, Reading], size: int) -> list[list[str]]:
    """The documents, ward by ward, in groups of at most ``size`` where no ward has more."""
    if len(readings) <= size:
        return [sorted(readings)]
    of_ward: dict[str, list[str]] = {}
    for name in sorted(readings):
        ward = (readings[name].tables or {})["documents"]["ward"].to_pylist()[0]
        of_ward.setdefault(ward_key(ward) if ward else f"\0{name}", []).append(name)
    groups: list[list[str]] = [[]]
    for _, names in sorted(of_ward.items()):
        if groups[-1] and len(groups[-1]) + len(names) > size:
            groups.append([])
        groups[-1] += names
    return groups


def _for_products(folder: Path) -> dict[str, pa.Table]:
    """What of the written tables the products ask for: fiscal years and numbers of goals, each once."""
    return {"facts": _distinct(folder, "facts", "fiscal_year"), "goals": _distinct(folder, "goals", "goal_no")}


def _distinct(folder: Path, name: str, column: str) -> pa.Table:
    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        found = [pc.unique(batch[column]) for batch in file.iter_batches(columns=[column])]
    return pa.table({column: pc.unique(pa.concat_arrays([pa.array([], spec(name).column(column).type), *found]))})


def _totals(readings: Sequence[Reading]) -> pa.Table:
    return totals(_counts(reading) for reading in readings)


def _looked_at(readings: Sequence[Reading], total: Path, sources: Sequence[Source]) -> _Part:
    collection = _collection(readings, total, sources)
    shown = gate.shown(collection.tables, {reading.document_id: reading.implied for reading in readings})
    return _Part(shown, collection.sources, {name: collection.tables[name] for name in _OF_COLLECTION})


def _explained(readings: Sequence[Reading], total: Path, sources: Sequence[Source], name: str, rules: Sequence[str]) -> list[Failure]:
    tables = _collection(readings, total, sources).tables
    return gate.explained(tables, {reading.document_id: reading.implied for reading in readings}, name, rules)


def _collection(readings: Sequence[Reading], total: Path, sources: Sequence[Source]) -> Collection:
    tables = {reading.document_id: reading.tables or {} for reading in readings}
    return collect(tables, sources, term_table(_mapped(total), {reading.document_id: _counts(reading) for reading in readings}))


def _write(name: str, declared: pa.Schema, readings: Sequence[Reading], total: Path, folder: Path) -> int:
    return write_batches(name, declared, _rows(name, readings, total), folder)


def _rows(name: str, readings: Sequence[Reading], total: Path) -> Iterator[pa.Table]:
    # The slash makes the order that of statement_id too, where one document's name begins with another's.
    slash = "/" if spec(name).key[0] == "statement_id" else ""
    for some in _batched(sorted(readings, key=lambda reading: reading.document_id + slash)):
        if name == "terms":
            yield term_table(_mapped(total), {reading.document_id: _counts(reading) for reading in some})
        else:
            yield pa.concat_tables([(reading.tables or {})[name] for reading in some])


def _mapped(total: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(total))).read_all()


def _counts(reading: Reading) -> pa.Table:
    tables = reading.tables or {}
    return tables["term_counts"] if "term_counts" in tables else counts_table([])


def _documents_tables() -> list[str]:
    return [table.name for table in TABLES if table.name not in _OF_COLLECTION]


def _schema(name: str, metadata: Metadata, mark: str) -> pa.Schema:
    declared = schema(name)
    return declared.with_metadata({**(declared.metadata or {}), **metadata.get(name, {}), "collection": mark})


def _batched(things: Sequence) -> Iterator[Sequence]:  # type: ignore[type-arg]
    for at in range(0, len(things), _BATCH):
        yield things[at : at + _BATCH]


def _joined(name: str, made: Sequence[pa.Table]) -> pa.Table:
    whole = pa.concat_tables(made).sort_by([(part, "ascending") for part in spec(name).key])
    return whole.replace_schema_metadata(schema(name).metadata).combine_chunks()
