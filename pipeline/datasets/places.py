"""``places.sqlite``: for every curated row the place where it stands, found in milliseconds and without a data frame.

In goes a folder of Parquet files, out comes the index beside them: for each table and document one packed block of rows, and
for each document its file. It says nothing that the tables do not say; loading a reader of Parquet takes ten times as long as
all that is asked here.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = "places.sqlite"
_PART = ".places.{}.sqlite"
PAGE, X0, Y0, X1, Y1 = range(5)
IndexValue = int | str | list[list[float]]
"""What is known of a row: its boxes (page and four edges each), its page where the whole page is meant, or the address of the row
that it comes from and that stands in its place."""

_VERSION = 1
_TABLES = """
CREATE TABLE places (name TEXT, part TEXT, document_id TEXT, entries BLOB, PRIMARY KEY (name, part, document_id)) WITHOUT ROWID;
CREATE TABLE files (document_id TEXT PRIMARY KEY, source_file TEXT, source_sha256 TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class SourceOf:
    """The file that a document was read from, below the raw folder."""

    source_file: str
    source_sha256: str


class Places:
    """The index of one curated folder. Raises FileNotFoundError where it has none, sqlite3.Error where it cannot be read."""

    def __init__(self, curated: Path) -> None:
        path = curated / PLACES
        if not path.is_file():
            raise FileNotFoundError(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            if connection.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                raise sqlite3.DatabaseError("it is of another version of kyoten")
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"

    def entry(self, row_id: str) -> tuple[str, IndexValue] | None:
        """The document of a row and what is known of its place; null where there is no such row.

        A part of the address is percent-encoded, but one pasted from a browser may no longer be.
        """
        name, _, rest = row_id.partition("/")
        part, _, key = unquote(rest).partition("/")
        asked = "SELECT document_id, entries FROM places WHERE name = ? AND part = ? ORDER BY document_id"
        for document_id, packed in self._found(asked, (name, part)):
            entries: Mapping[str, IndexValue] = json.loads(zlib.decompress(packed))
            if name == "tokens":
                statement, _, position = key.rpartition("/")
                count = entries.get(statement, 0)
                if isinstance(count, int) and position.isascii() and position.isdigit() and 1 <= int(position) <= count:
                    return document_id, f"statements/{quote(f'{part}/{statement}', safe='')}"
            elif key in entries:
                return document_id, entries[key]
        return None

    def source(self, document_id: str) -> SourceOf | None:
        for found in self._found("SELECT source_file, source_sha256 FROM files WHERE document_id = ?", (document_id,)):
            return SourceOf(*found)
        return None

    def documents(self) -> list[str]:
        return [found[0] for found in self._found("SELECT document_id FROM files ORDER BY document_id", ())]

    def _found(self, query: str, values: tuple[str, ...]) -> list[Any]:
        with closing(sqlite3.connect(self._uri, uri=True)) as connection:
            return connection.execute(query, values).fetchall()


def write_places_of(name: str, folder: Path) -> None:
    """Writes the part of one table, which ``join_places`` takes up. Raises OSError where the disk does not take it."""
    with _written(folder / _PART.format(name)) as connection:
        for part, document_id, entries in _blocks(name, folder):
            packed = zlib.compress(json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode())
            connection.execute("INSERT INTO places VALUES (?, ?, ?, ?)", (name, part, document_id, packed))


def join_places(folder: Path) -> None:
    """The parts of all tables as ``places.sqlite``. Raises OSError where the disk does not take it."""
    from pipeline.datasets.contract import OF_RELEASE, TABLES

    with _written(folder / PLACES) as connection:
        for table in (table for table in TABLES if table.name not in OF_RELEASE):
            part = folder / _PART.format(table.name)
            connection.execute("ATTACH ? AS part", (str(part),))
            connection.execute("INSERT INTO places SELECT * FROM part.places ORDER BY name, part, document_id")
            connection.commit()
            connection.execute("DETACH part")
            part.unlink()
        for batch in _batches("sources", ("document_id", "source_file", "source_sha256", "status"), folder):
            files = [tuple(row.values()) for row in batch.to_pylist() if row.pop("status") not in ("duplicate", "withdrawn")]
            connection.executemany("INSERT INTO files VALUES (?, ?, ?)", files)


@contextmanager
def _written(path: Path) -> Iterator[sqlite3.Connection]:
    """A new file with the tables of an index, for what the block inserts. Raises OSError where the disk does not take it."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")  # the whole folder is flushed before it is published
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            yield connection
            connection.commit()
    except sqlite3.Error as error:
        raise OSError(f"the index of places cannot be written: {error}") from error


def _blocks(name: str, folder: Path) -> Iterator[tuple[str, str, dict[str, IndexValue]]]:
    """The entries of a table by the first part of their address, which is the document but for ``sources``."""
    part, document_id, entries = "", "", dict[str, IndexValue]()
    rows: Iterable[tuple[str, str, IndexValue]] = _entries(name, folder)
    if name == "indicators":  # its rows go by indicator and ward first, and a ward's terms may overlap
        rows = sorted(rows, key=lambda row: (row[0].partition("/")[0], row[1]))
    for address, document, entry in rows:
        first, _, key = address.partition("/")
        if (first, document) != (part, document_id):
            if entries:
                yield part, document_id, entries
            part, document_id, entries = first, document, {}
        entries[key] = entry
    if entries:
        yield part, document_id, entries


def _entries(name: str, folder: Path) -> Iterator[tuple[str, str, IndexValue]]:
    """Every row as its address without the table's name, its document and its place, in the order of the table."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from pipeline.datasets.contract import spec

    if name == "tokens":
        yield from _token_counts(folder)
        return
    table = spec(name)
    if "document_id" not in table.column_names:
        return  # the catalogue of indicators stands on no page
    # A defect that has a statement has a place of its own.
    told = ("page", "box") if name == "defects" else ("statement_id", "prior_issue_seq", "fact_row_ids", "table_no", "page_first", "boxes")
    wanted = dict.fromkeys((*table.key, "document_id", *(column for column in told if column in table.column_names)))
    for batch in _batches(name, tuple(wanted), folder):
        keys = [batch.column(part).cast(pa.string()) for part in table.key]
        yield from zip(
            pc.binary_join_element_wise(*keys, "/").to_pylist(), batch.column("document_id").to_pylist(), _places(name, batch), strict=True
        )


def _places(name: str, batch: pa.RecordBatch) -> Iterable[IndexValue]:
    """The place of each row: that of the row which it comes from, its boxes, or its page."""
    rows = {column: _values(column, batch) for column in batch.schema.names}
    if name == "issue_links":
        return [_of_issue(*issue) for issue in zip(*(rows[column] for column in _OF_ISSUE), strict=True)]
    if name == "indicators":
        return [row_ids[0] for row_ids in rows["fact_row_ids"]]
    if name != "statements" and "statement_id" in rows:
        return list(map(_of_statement, rows["statement_id"]))
    boxes, pages = (_first_of(rows, names) or [None] * batch.num_rows for names in (("boxes", "box"), ("page_first", "page")))
    tables = _tables(rows) if "table_no" in rows else [1] * batch.num_rows
    return [found or page or otherwise for found, page, otherwise in zip(boxes, pages, tables, strict=True)]


def _tables(rows: Mapping[str, list[Any]]) -> list[IndexValue]:
    """The address of each row's table: where an empty cell stands, which no text gives a place of its own."""
    numbers = zip(rows["document_id"], rows["project_no"], rows["table_no"], strict=True)
    return [f"tables/{quote(document_id, safe='')}/{project_no}/{table_no}" for document_id, project_no, table_no in numbers]


def _first_of(rows: Mapping[str, list[Any]], names: Iterable[str]) -> list[Any]:
    return next((rows[name] for name in names if rows.get(name)), [])


def _values(column: str, batch: pa.RecordBatch) -> list[Any]:
    return list(_boxes(batch.column(column))) if column in ("boxes", "box") else batch.column(column).to_pylist()


_OF_ISSUE = ("document_id", "project_no", "prior_issue_seq", "statement_id")


def _of_statement(statement_id: str | None) -> IndexValue:
    return _statement(statement_id) if statement_id else 1


def _of_issue(document_id: str, project_no: int, seq: int | None, statement_id: str) -> IndexValue:
    return f"prior_issues/{quote(document_id, safe='')}/{project_no}/{seq}" if seq else _statement(statement_id)


@lru_cache(maxsize=1 << 12)
def _statement(statement_id: str) -> str:
    return f"statements/{quote(statement_id, safe='')}"


def _token_counts(folder: Path) -> Iterator[tuple[str, str, IndexValue]]:
    """A statement's tokens are numbered without a gap, so their number says which there are."""
    last, count = ("", ""), 0
    for batch in _batches("tokens", ("statement_id", "document_id"), folder):
        for of, more in _runs(batch):
            if of != last:
                if count:
                    yield *last, count
                last, count = of, 0
            count += more
    if count:
        yield *last, count


def _batches(name: str, columns: tuple[str, ...], folder: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        yield from file.iter_batches(columns=list(columns))


def _boxes(column: pa.Array) -> list[list[list[float]] | None]:
    """The boxes of each row as page and edges, None where it has none. A hundredth of a point is finer than any picture; whole
    columns at once, for these are most of what is read."""
    import numpy as np
    import pyarrow as pa

    single = not pa.types.is_list(column.type)
    flat = column.drop_null() if single else column.flatten()
    edges = [np.round(flat.field(edge).to_numpy(zero_copy_only=False).astype(float), 2).tolist() for edge in range(X0, Y1 + 1)]
    boxes = zip(flat.field(PAGE).to_pylist(), *edges, strict=True)
    sizes = column.is_valid().cast(pa.int32()) if single else column.value_lengths()
    return [[list(next(boxes)) for _ in range(size)] if size else None for size in sizes.to_pylist()]


def _runs(batch: pa.RecordBatch) -> Iterator[tuple[tuple[str, str], int]]:
    """The statement of equal neighbours with its document, and how many they are."""
    import pyarrow.compute as pc

    ends = pc.run_end_encode(batch.column(0))
    begin = 0
    for end, value in zip(ends.run_ends.to_pylist(), ends.values.to_pylist(), strict=True):
        yield (value, batch.column(1)[begin].as_py()), end - begin
        begin = end
