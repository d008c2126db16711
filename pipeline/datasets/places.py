"""``places.sqlite``: for every curated row the place where it stands, found in milliseconds and without a data frame.

In goes a folder of Parquet files, out comes the index beside them: for each table and document one packed block of rows, and
for each document its file. It says nothing that the tables do not say; loading a reader of Parquet takes ten times as long as
all that is asked here.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = "places.sqlite"
PAGE, X0, Y0, X1, Y1 = range(5)
Entry = int | str | list[list[float]]
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

    def entry(self, row_id: str) -> tuple[str, Entry] | None:
        """The document of a row and what is known of its place; null where there is no such row.

        A part of the address is percent-encoded, but one pasted from a browser may no longer be.
        """
        name, _, rest = row_id.partition("/")
        part, _, key = unquote(rest).partition("/")
        asked = "SELECT document_id, entries FROM places WHERE name = ? AND part = ? ORDER BY document_id"
        for document_id, packed in self._found(asked, (name, part)):
            entries: Mapping[str, Entry] = json.loads(zlib.decompress(packed))
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


def write_places(folder: Path) -> None:
    """Writes ``places.sqlite`` into ``folder`` from the Parquet files there. Raises OSError where the disk does not take it."""
    path = folder / PLACES
    path.unlink(missing_ok=True)
    try:
        _write(path, folder)
    except sqlite3.Error as error:
        raise OSError(f"the index of places cannot be written: {error}") from error


def _write(path: Path, folder: Path) -> None:
    from pipeline.datasets.contract import TABLES

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # the whole folder is flushed before it is published
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        for table in TABLES:
            for part, document_id, entries in _blocks(table.name, folder):
                packed = zlib.compress(json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode())
                connection.execute("INSERT INTO places VALUES (?, ?, ?, ?)", (table.name, part, document_id, packed))
        for row in _rows("sources", ("document_id", "source_file", "source_sha256", "status"), folder):
            if row.pop("status") != "duplicate":
                connection.execute("INSERT INTO files VALUES (:document_id, :source_file, :source_sha256)", row)
        connection.commit()


def _blocks(name: str, folder: Path) -> Iterator[tuple[str, str, dict[str, Entry]]]:
    """The entries of a table by the first part of their address, which is the document but for ``sources``."""
    part, document_id, entries = "", "", dict[str, Entry]()
    for address, document, entry in _entries(name, folder):
        first, _, key = address.partition("/")
        if (first, document) != (part, document_id):
            if entries:
                yield part, document_id, entries
            part, document_id, entries = first, document, {}
        entries[key] = entry
    if entries:
        yield part, document_id, entries


def _entries(name: str, folder: Path) -> Iterator[tuple[str, str, Entry]]:
    """Every row as its address without the table's name, its document and its place, in the order of the table."""
    from pipeline.datasets.contract import spec

    if name == "tokens":
        yield from _token_counts(folder)
        return
    table = spec(name)
    columns = {"issue_links": ("statement_id", "prior_issue_seq"), "defects": ("page", "box")}
    wanted = columns.get(name) or tuple(column for column in ("statement_id", "page_first", "boxes") if column in table.column_names)
    for row in _rows(name, tuple(dict.fromkeys((*table.key, "document_id", *wanted))), folder):
        address = "/".join(str(row[part]) for part in table.key)
        if row.get("prior_issue_seq"):
            issue = f"{quote(row['document_id'], safe='')}/{row['project_no']}/{row['prior_issue_seq']}"
            yield address, row["document_id"], f"prior_issues/{issue}"
        elif name != "statements" and row.get("statement_id"):
            yield address, row["document_id"], _statement(row)
        else:
            boxes = row.get("boxes") or ([row["box"]] if row.get("box") else None)
            yield address, row["document_id"], boxes or row.get("page") or row.get("page_first") or 1


def _statement(row: Mapping[str, Any]) -> str:
    return f"statements/{quote(row['statement_id'], safe='')}"


def _token_counts(folder: Path) -> Iterator[tuple[str, str, Entry]]:
    """A statement's tokens are numbered without a gap, so their number says which there are."""
    for row in _rows("tokens", ("statement_id", "document_id"), folder, counted=True):
        yield row["statement_id"], row["document_id"], row["count"]


def _rows(name: str, columns: tuple[str, ...], folder: Path, *, counted: bool = False) -> Iterator[dict[str, Any]]:
    """The rows with those columns; boxes as lists of page and edges. If ``counted``, equal neighbours are one row with ``count``."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        last: dict[str, Any] = {}
        for batch in file.iter_batches(columns=list(columns)):
            if not counted:
                yield from _as_rows(batch, columns)
                continue
            for row in _runs(batch, columns):
                if last and all(row[column] == last[column] for column in columns):
                    last["count"] += row["count"]
                    continue
                if last:
                    yield last
                last = row
        if last:
            yield last


def _as_rows(batch: pa.RecordBatch, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    values = [_boxes(batch.column(name)) if name == "boxes" else _plain(batch.column(name), name) for name in columns]
    return (dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))


def _plain(column: pa.Array, name: str) -> list[Any]:
    if name != "box":
        return list(column.to_pylist())
    return [box and [box["page"], *(round(box[edge], 2) for edge in ("x0", "y0", "x1", "y1"))] for box in column.to_pylist()]


def _boxes(column: pa.Array) -> Iterator[list[list[float]]]:
    """A hundredth of a point is finer than any picture; whole columns at once, for these are most of what is read."""
    import numpy as np

    flat = column.flatten()
    edges = [np.round(flat.field(edge).to_numpy(zero_copy_only=False).astype(float), 2).tolist() for edge in range(X0, Y1 + 1)]
    boxes = zip(flat.field(PAGE).to_pylist(), *edges, strict=True)
    return ([list(next(boxes)) for _ in range(size or 0)] for size in column.value_lengths().to_pylist())


def _runs(batch: pa.RecordBatch, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    import pyarrow.compute as pc

    ends = pc.run_end_encode(batch.column(columns[0]))
    begin = 0
    for end, value in zip(ends.run_ends.to_pylist(), ends.values.to_pylist(), strict=True):
        row = {columns[0]: value, "count": end - begin}
        row |= {name: batch.column(name)[begin].as_py() for name in columns[1:]}
        yield row
        begin = end
