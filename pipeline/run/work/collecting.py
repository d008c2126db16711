"""All readings of a run as one collection: shown to the gate in parts, written in batches, however many documents there are.

A part holds all sheets of some wards, for what the gate asks across documents (which sheet of a term is current, what
became of the challenges of the term before) it asks within a ward. Everything else it asks within a document. Parts and
tables are worked on by a pool of processes, each of which holds one part or one batch; what they make of a part, and what is
made of all parts, lies in files. This process holds what finds the documents again, and what the gate has seen last.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import gate
from pipeline.datasets.collection import Collection, Source, collect
from pipeline.datasets.contract import OF_RELEASE, TABLES, schema, spec
from pipeline.datasets.identity import ward_key
from pipeline.datasets.package import UNNAMED, Named
from pipeline.datasets.packed import counts_table
from pipeline.datasets.parquet import write_batches
from pipeline.datasets.products import begin_products
from pipeline.datasets.terms import term_table, totals
from pipeline.gate import Failure, Shown, Verdict
from pipeline.run.work.pool import Pool
from pipeline.run.work.reading import Reading

PART = 32
"""Documents that a part has at most, unless one ward has more."""
_BATCH = 32
"""Documents whose rows are written at once."""
_OF_COLLECTION = ("sources", "documents", "issue_links", "indicators", "indicator_catalogue", "defects")
"""Tables that the collection makes; all others are the documents' tables one after the other."""
_OF_NO_DOCUMENT = frozenset({"indicator_catalogue"})
"""Tables of the collection that every part has whole: the first one's counts."""
_LARGE = ("tokens", "terms", "table_cells", "facts", "statement_viewpoints", "statements")
"""Tables that are written first, for they take longest."""

Metadata = Mapping[str, Mapping[str, str]]
Opening = Callable[[], Reading]
"""Gives a reading with tables. It is sent to the processes, and there is one for each document: nothing of the reading is in it."""
OfRelease = Callable[[Path], Mapping[str, pa.Table]]
"""Makes the tables that are made of all the others, which are in the folder."""
_Q = TypeVar("_Q")
_A = TypeVar("_A")


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate said of the collection, and the number of its rows."""

    verdict: Verdict
    rows: int


@dataclass(frozen=True, slots=True)
class _Part:
    shown: Shown
    sources: tuple[Source, ...]


def collected(
    readings: Mapping[str, Opening],
    sources: Sequence[Source],
    metadata: Metadata,
    mark: str,
    folder: Path,
    jobs: int = 0,
    size: int = PART,
    tell: Callable[[Sequence[Source]], None] = lambda sources: None,
    products: bool = True,
    of_release: OfRelease = lambda folder: {},
    release: Named = UNNAMED,
) -> Gated:
    """The collection of the readings, written into ``folder`` with its ``products`` if they are wanted, and the gate's verdict on it.

    ``sources`` have the defects that their readings do not say; ``tell`` is given them with all of theirs, some at a time.
    ``of_release`` makes the tables ``OF_RELEASE`` when all others are written; without it they are empty, and so they are of a check.
    ``mark`` stands in each file's metadata, beside what ``metadata`` says of a table. Raises GateError, see ``gate.check``,
    and OSError where the disk does not take the tables.
    """
    names = sorted(readings)
    by_id = {source.document_id: source for source in sources if source.status == "published"}
    rest = [source for source in sources if source.status != "published"]
    most = jobs + 2
    # On the disk that takes the tables, for elsewhere it may be memory.
    with Pool(jobs) as pool, tempfile.TemporaryDirectory(dir=folder, prefix=".") as named:
        scratch = Path(named)

        def opened(some: Iterable[str]) -> list[Opening]:
            return [readings[name] for name in some]

        def count(at: int) -> Future[list[str | None]]:
            return pool.submit(_counted, opened(batches[at]), _file(scratch, "counts", at))

        batches = list(_batched(names))
        wards = [ward for some in _ahead(count, range(len(batches)), most) for ward in some]
        parts = partitions(dict(zip(names, wards, strict=True)), size)
        # A file that the processes map into their memory, all the same pages.
        total = scratch / "totals.arrow"
        pool.submit(_add, [_file(scratch, "counts", at) for at in range(len(batches))], total).result()
        writing = [
            pool.submit(_write, name, _schema(name, metadata, mark), opened(_in_order(name, names)), total, folder)
            for name in sorted(_documents_tables(), key=lambda name: (name not in _LARGE, _LARGE.index(name) if name in _LARGE else 0))
        ]
        given = [[*(by_id[name] for name in some), *(rest if not at else [])] for at, some in enumerate(parts)]

        def look(at: int) -> Future[_Part]:
            return pool.submit(_looked_at, opened(parts[at]), total, given[at], scratch, at)

        def explain(at: int, name: str, rules: Iterable[str]) -> Sequence[Failure]:
            return pool.submit(_explained, opened(parts[at]), total, given[at], name, tuple(rules)).result()

        hearing = gate.Hearing()
        for part in _ahead(look, range(len(parts)), most):
            hearing.hear(part.shown)
            tell(part.sources)
        writing += [pool.submit(_join, name, _schema(name, metadata, mark), scratch, len(parts), folder) for name in _OF_COLLECTION]
        rows = sum(done.result() for done in writing)
        released = {name: schema(name).empty_table() for name in OF_RELEASE} | dict(of_release(folder))
        rows += sum(write_batches(name, _schema(name, metadata, mark), [released[name]], folder) for name in OF_RELEASE)
        # The gate is rarely against it: what explains the tables is made while this process hears the last of it.
        finish = begin_products(_for_products(folder), folder, pool.submit, release) if products else _nothing
        verdict = hearing.verdict(explain)
        finish()
    return Gated(verdict, rows)


def _nothing() -> None:
    """Has nothing to wait for."""


def _ahead(ask: Callable[[_Q], Future[_A]], questions: Iterable[_Q], most: int) -> Iterator[_A]:
    """The answers to all questions, in order; at most ``most`` are under way or wait."""
    asked: deque[Future[_A]] = deque()
    for question in questions:
        asked.append(ask(question))
        if len(asked) >= most:
            yield asked.popleft().result()
    while asked:
        yield asked.popleft().result()


def partitions(wards: Mapping[str, str | None], size: int) -> list[list[str]]:
    """The documents, of which each has its ward, ward by ward, in groups of at most ``size`` where no ward has more."""
    if len(wards) <= size:
        return [sorted(wards)]
    of_ward: dict[str, list[str]] = {}
    for name, ward in sorted(wards.items()):
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


def _counted(documents: Sequence[Opening], into: Path) -> list[str | None]:
    """The totals of some documents in a file, and the ward of each."""
    readings = [opening() for opening in documents]
    _save(totals(_counts(reading) for reading in readings), into)
    return [(reading.tables or {})["documents"]["ward"][0].as_py() for reading in readings]


def _add(counts: Sequence[Path], into: Path) -> None:
    _save(totals(_mapped(path) for path in counts), into)


def _looked_at(documents: Sequence[Opening], total: Path, sources: Sequence[Source], scratch: Path, at: int) -> _Part:
    """What the gate sees of a part, and in files of that number what the part adds to the tables of the collection."""
    readings = [opening() for opening in documents]
    collection = _collection(readings, total, sources)
    for name in _OF_COLLECTION:
        _save(collection.tables[name], _file(scratch, name, at))
    shown = gate.shown(collection.tables, _implied(readings))
    return _Part(shown.without_rows_of(_OF_NO_DOCUMENT) if at else shown, collection.sources)


def _explained(documents: Sequence[Opening], total: Path, sources: Sequence[Source], name: str, rules: Sequence[str]) -> list[Failure]:
    readings = [opening() for opening in documents]
    return gate.explained(_collection(readings, total, sources).tables, _implied(readings), name, rules)


def _collection(readings: Sequence[Reading], total: Path, sources: Sequence[Source]) -> Collection:
    tables = {reading.document_id: reading.tables or {} for reading in readings}
    said = {reading.document_id: reading.defects for reading in readings}
    met = [replace(source, defects=(*said.get(source.document_id, ()), *source.defects)) for source in sources]
    return collect(tables, met, term_table(_mapped(total), {reading.document_id: _counts(reading) for reading in readings}))


def _implied(readings: Sequence[Reading]) -> dict[str, Mapping[str, int]]:
    return {reading.document_id: reading.implied for reading in readings}


def _write(name: str, declared: pa.Schema, documents: Sequence[Opening], total: Path, folder: Path) -> int:
    return write_batches(name, declared, _rows(name, documents, total), folder)


def _rows(name: str, documents: Sequence[Opening], total: Path) -> Iterator[pa.Table]:
    for some in _batched(documents):
        readings = [opening() for opening in some]
        if name == "terms":
            yield term_table(_mapped(total), {reading.document_id: _counts(reading) for reading in readings})
        else:
            yield pa.concat_tables([(reading.tables or {})[name] for reading in readings])


def _in_order(name: str, documents: Sequence[str]) -> list[str]:
    # The slash makes the order that of statement_id too, where one document's name begins with another's.
    slash = "/" if spec(name).key[0] == "statement_id" else ""
    return sorted(documents, key=lambda document_id: document_id + slash)


def _join(name: str, declared: pa.Schema, scratch: Path, parts: int, folder: Path) -> int:
    """Writes a table of the collection from what the parts added to it; gives the number of its rows."""
    whole = pa.concat_tables([_mapped(_file(scratch, name, at)) for at in range(1 if name in _OF_NO_DOCUMENT else parts)])
    return write_batches(name, declared, [whole.sort_by([(part, "ascending") for part in spec(name).key])], folder)


def _file(scratch: Path, name: str, at: int) -> Path:
    return scratch / f"{name}-{at}.arrow"


def _save(table: pa.Table, path: Path) -> None:
    with pa.ipc.new_file(path, table.schema) as file:
        file.write_table(table.combine_chunks())


def _mapped(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _counts(reading: Reading) -> pa.Table:
    tables = reading.tables or {}
    return tables["term_counts"] if "term_counts" in tables else counts_table([])


def _documents_tables() -> list[str]:
    return [table.name for table in TABLES if table.name not in (*_OF_COLLECTION, *OF_RELEASE)]


def _schema(name: str, metadata: Metadata, mark: str) -> pa.Schema:
    declared = schema(name)
    return declared.with_metadata({**(declared.metadata or {}), **metadata.get(name, {}), "collection": mark})


def _batched(things: Sequence) -> Iterator[Sequence]:  # type: ignore[type-arg]
    for at in range(0, len(things), _BATCH):
        yield things[at : at + _BATCH]
