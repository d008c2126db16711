"""All readings of a run as one collection: its tables written to files, made again only as far as documents are left out.

A part holds all sheets of some wards, for what is said across documents (which sheet of a term is current, what became of the
challenges of the term before) is said within a ward; the last part has the sources that are no documents. Parts and tables are worked
on by a pool of processes, each of which holds one part or one batch; what they make of a part, and what is made of all parts, lies in
files. This process holds what finds the documents again; the gate looks at the tables on the disk.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import gate
from pipeline.datasets.collection import Collection as Collected
from pipeline.datasets.collection import GivenFile, collect
from pipeline.datasets.contract import OF_RELEASE, TABLES, schema, spec
from pipeline.datasets.decisions import Correction
from pipeline.datasets.identity import ward_key
from pipeline.datasets.package import UNNAMED, Named
from pipeline.datasets.packed import counts_table
from pipeline.datasets.parquet import write_batches
from pipeline.datasets.products import begin_products
from pipeline.datasets.terms import term_table, totals
from pipeline.gate import Verdict
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
_IMPLIED = pa.schema([("document_id", pa.string()), ("table_name", pa.string()), ("rows", pa.int64())])

Metadata = Mapping[str, Mapping[str, str]]
Opening = Callable[[], Reading]
"""Gives a reading with tables. It is sent to the processes, and there is one for each document: nothing of the reading is in it."""
OfRelease = Callable[[Path], Mapping[str, pa.Table]]
"""Makes the tables that are made of all the others, which are in the folder."""
Tell = Callable[[int, Sequence[GivenFile]], None]
"""Is given the sources of the part of that number with all their defects, whenever they are made; the last part's are no documents."""
_Q = TypeVar("_Q")
_A = TypeVar("_A")
_Given = tuple[tuple[str, ...], tuple[GivenFile, ...]]


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate said of the collection, and the number of its rows."""

    verdict: Verdict
    rows: int


class Collecting:
    """The tables of a collection in a folder; to be used in a ``with`` block. Raises OSError where the disk does not take them.

    ``metadata`` stands in the file of a table, such as the dictionary that cut the tokens. ``of_release`` makes the tables ``OF_RELEASE``
    when all others are written, and says that they are to be published; of a check there is none, and they are empty. Indicators are made
    from facts as people corrected them (``corrections``).
    """

    def __init__(
        self,
        readings: Mapping[str, Opening],
        metadata: Metadata,
        folder: Path,
        jobs: int = 0,
        size: int = PART,
        of_release: OfRelease | None = None,
        corrections: Sequence[Correction] = (),
    ) -> None:
        self._readings = readings
        self._of_release = of_release
        self._corrections = tuple(corrections)
        self._metadata = metadata
        self._folder = folder
        self._most = jobs + 2
        self._size = size
        self._batches = list(_batched(sorted(readings)))
        self._parts: list[list[str]] = []
        self._written: tuple[frozenset[str], str] | None = None
        self._counted: dict[int, list[str]] = {}
        self._given: dict[int, _Given] = {}
        self._rows: dict[str, int] = {}
        self._stack = ExitStack()
        self._pool = self._stack.enter_context(Pool(jobs))

    def __enter__(self) -> Collecting:
        # On the disk that takes the tables, for elsewhere it may be memory.
        self._scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory(dir=self._folder, prefix=".")))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, trace)

    def gated(self, left: Collection[str], sources: Sequence[GivenFile], mark: str, tell: Tell = lambda at, some: None) -> Gated:
        """The tables of these documents, and the gate's verdict on them. Raises GateError, see ``gate.check``.

        ``sources`` have the defects that their readings do not say. ``mark`` stands in each file's metadata. What was made for a
        call before is kept where it still holds.
        """
        names = frozenset(left)
        before, self._written = self._written, (names, mark)
        if before is None or before[0] != names:
            self._add_up(names)
        writing = {} if before == self._written else self._write(names, mark, before[0] - names if before else None)
        fresh = self._make_parts(names, sources, tell)
        if fresh or writing:
            writing |= {name: self._pool.submit(_join, name, self._schema(name, mark), self._scratch, len(self._given), self._folder)
                        for name in _OF_COLLECTION}  # fmt: skip
        self._rows |= {name: done.result() for name, done in writing.items()}
        released = {name: schema(name).empty_table() for name in OF_RELEASE}
        if self._of_release:
            released |= self._of_release(self._folder)
        self._rows |= {name: write_batches(name, self._schema(name, mark), [released[name]], self._folder) for name in OF_RELEASE}
        implied = [_file(self._scratch, "implied", at) for at in self._given]
        return Gated(gate.check(self._folder, implied, publishing=self._of_release is not None), sum(self._rows.values()))

    def make_products(self, release: Named = UNNAMED) -> None:
        """What explains the tables, beside them."""
        begin_products(_for_products(self._folder), self._folder, self._pool.submit, release)()

    def _add_up(self, names: Collection[str]) -> None:
        """The totals of the terms; on the way, once, the ward of each document, which says its part."""

        def count(at: int) -> Future[list[str | None]]:
            self._counted[at] = [name for name in self._batches[at] if name in names]
            return self._pool.submit(_counted, self._opened(self._counted[at]), _file(self._scratch, "counts", at))

        due = [at for at, batch in enumerate(self._batches) if self._counted.get(at) != [name for name in batch if name in names]]
        wards = [ward for some in _ahead(count, due, self._most) for ward in some]
        if not self._parts:
            self._parts = partitions(dict(zip(sorted(self._readings), wards, strict=True)), self._size)
        # A file that the processes map into their memory, all the same pages.
        self._pool.submit(_add, [_file(self._scratch, "counts", at) for at in self._counted], self._total).result()

    def _write(self, names: Collection[str], mark: str, gone: Collection[str] | None) -> dict[str, Future[int]]:
        """Has the documents' tables written, or the rows of those documents that are ``gone`` taken out of what was written."""
        writing = {}
        for name in sorted(_documents_tables(), key=lambda name: (name not in _LARGE, _LARGE.index(name) if name in _LARGE else 0)):
            if gone is None or (name == "terms" and gone):
                given = self._opened(_in_order(name, names))
                writing[name] = self._pool.submit(_write, name, self._schema(name, mark), given, self._total, self._folder)
            else:
                writing[name] = self._pool.submit(_leave_out, name, self._schema(name, mark), sorted(gone), self._folder, self._scratch)
        return writing

    def _make_parts(self, names: Collection[str], sources: Sequence[GivenFile], tell: Tell) -> bool:
        """Has those parts made that were not yet made of these documents and sources; whether there were any."""
        by_id = {source.document_id: source for source in sources if source.status == "published"}
        kept = [tuple(name for name in part if name in names) for part in self._parts]
        given = [(some, tuple(by_id[name] for name in some)) for some in kept]
        given.append(((), tuple(source for source in sources if source.status != "published")))
        due = [at for at, of_it in enumerate(given) if self._given.get(at) != of_it]

        def make(at: int) -> Future[tuple[GivenFile, ...]]:
            self._given[at] = given[at]
            return self._pool.submit(_part, self._opened(given[at][0]), self._total, given[at][1], self._corrections, self._scratch, at)

        for at, some in zip(due, _ahead(make, due, self._most), strict=True):
            tell(at, some)
        return bool(due)

    @property
    def _total(self) -> Path:
        return self._scratch / "totals.arrow"

    def _opened(self, names: Iterable[str]) -> list[Opening]:
        return [self._readings[name] for name in names]

    def _schema(self, name: str, mark: str) -> pa.Schema:
        declared = schema(name)
        return declared.with_metadata({**(declared.metadata or {}), **self._metadata.get(name, {}), "collection": mark})


def _ahead(ask: Callable[[_Q], Future[_A]], questions: Iterable[_Q], most: int) -> Iterator[_A]:
    """The answers to all questions, in order; at most ``most`` are under way or wait."""
    asked: deque[Future[_A]] = deque()
    for question in questions:
        asked.append(ask(question))
        if len(asked) >= most:
            yield asked.popleft().result()
    while asked:
        yield asked.popleft().result()


def processes_for(documents: int, jobs: int) -> int:
    """How many of the processes that there may be so many documents are worth: none where they are one part, for to start one takes
    more time than it saves."""
    return jobs if documents > PART else 0


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


def _part(
    documents: Sequence[Opening], total: Path, sources: Sequence[GivenFile], corrections: Sequence[Correction], scratch: Path, at: int
) -> tuple[GivenFile, ...]:
    """What a part adds to the tables of the collection, in files of that number, and its sources with all their defects."""
    readings = [opening() for opening in documents]
    collection = _collection(readings, total, sources, corrections)
    for name in _OF_COLLECTION:
        _save(collection.tables[name], _file(scratch, name, at))
    rows = [(reading.document_id, name, count) for reading in readings for name, count in reading.implied.items()]
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    pq.write_table(pa.table([pa.array(list(column)) for column in columns], schema=_IMPLIED), _file(scratch, "implied", at))
    return collection.sources


def _collection(readings: Sequence[Reading], total: Path, sources: Sequence[GivenFile], corrections: Sequence[Correction]) -> Collected:
    tables = {reading.document_id: reading.tables or {} for reading in readings}
    said = {reading.document_id: reading.defects for reading in readings}
    met = [replace(source, defects=(*said.get(source.document_id, ()), *source.defects)) for source in sources]
    terms = term_table(_mapped(total), {reading.document_id: _counts(reading) for reading in readings})
    return collect(tables, met, terms, corrections=corrections)


def _write(name: str, declared: pa.Schema, documents: Sequence[Opening], total: Path, folder: Path) -> int:
    return write_batches(name, declared, _rows(name, documents, total), folder)


def _leave_out(name: str, declared: pa.Schema, gone: Sequence[str], folder: Path, scratch: Path) -> int:
    """Writes a table again without the rows of these documents; gives the number of the others."""
    former = (folder / f"{name}.parquet").replace(scratch / f"{name}.parquet")
    with pq.ParquetFile(former, page_checksum_verification=True) as file:
        whole = (pa.Table.from_batches([batch]) for batch in file.iter_batches())
        left = (some.filter(pc.invert(pc.is_in(some["document_id"], pa.array(gone, pa.string())))) for some in whole)
        rows = write_batches(name, declared, left, folder)
    former.unlink()
    return rows


def _rows(name: str, documents: Sequence[Opening], total: Path) -> Iterator[pa.Table]:
    for some in _batched(documents):
        readings = [opening() for opening in some]
        if name == "terms":
            yield term_table(_mapped(total), {reading.document_id: _counts(reading) for reading in readings})
        else:
            yield pa.concat_tables([(reading.tables or {})[name] for reading in readings])


def _in_order(name: str, documents: Iterable[str]) -> list[str]:
    # The slash makes the order that of statement_id too, where one document's name begins with another's.
    slash = "/" if spec(name).key[0] == "statement_id" else ""
    return sorted(documents, key=lambda document_id: document_id + slash)


def _join(name: str, declared: pa.Schema, scratch: Path, parts: int, folder: Path) -> int:
    """Writes a table of the collection from what the parts added to it; gives the number of its rows."""
    whole = pa.concat_tables([_mapped(_file(scratch, name, at)) for at in range(1 if name in _OF_NO_DOCUMENT else parts)])
    return write_batches(name, declared, [whole.sort_by([(part, "ascending") for part in spec(name).key])], folder)


def _file(scratch: Path, name: str, at: int) -> Path:
    return scratch / f"{name}-{at}.{'parquet' if name == 'implied' else 'arrow'}"


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


def _batched(things: Sequence) -> Iterator[Sequence]:  # type: ignore[type-arg]
    for at in range(0, len(things), _BATCH):
        yield things[at : at + _BATCH]
