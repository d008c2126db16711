"""A document's tables in one string of bytes: what a worker hands over and what a run keeps for the next one.

In go Arrow tables by the contract's names with a few plain facts about them, out comes ``bytes`` and back. A table is read
when it is asked for and not before, so that a collection of any size can be walked through one document at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.datasets.contract import schema

if TYPE_CHECKING:
    from pipeline.narrative.terms import TermCounts

_MAGIC = b"kyoten packed 1\n"
_LENGTH = 12
_CODEC = "zstd"
_OWN: Mapping[str, pa.Schema] = {
    "term_counts": pa.schema(
        [
            *(("project_no", pa.int32()), ("section", pa.string()), ("term", pa.string()), ("count", pa.int32())),
            *(("first_seq", pa.int32()), ("spelling", pa.string())),
        ]
    )
}
"""Tables that stay between the rooms: from these counts the terms of the whole collection are worked out."""

ReadRange = Callable[[int, int], bytes]
"""Gives the bytes from a begin to an end."""


class Packed(Mapping[str, pa.Table]):
    """Packed tables by name. ``about`` holds what was packed along with them."""

    def __init__(self, read: ReadRange) -> None:
        self._read = read
        size = len(_MAGIC) + _LENGTH
        head = read(0, size)
        if len(head) < size or not head.startswith(_MAGIC):
            raise ValueError("no packed tables")
        self._start = size + int(head[-_LENGTH:])
        header = json.loads(read(size, self._start))
        self.about: Mapping[str, Any] = header["about"]
        self._index: Mapping[str, tuple[int, int, int]] = {name: tuple(at) for name, at in header["tables"].items()}

    def __getitem__(self, name: str) -> pa.Table:
        begin, stored, size = self._index[name]
        declared = _schema(name)
        packed = self._read(self._start + begin, self._start + begin + stored)
        batch = pa.ipc.read_record_batch(pa.Codec(_CODEC).decompress(packed, size), declared.remove_metadata())
        return pa.Table.from_arrays(batch.columns, schema=declared)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


def packed(tables: Mapping[str, pa.Table], about: Mapping[str, Any] | None = None) -> bytes:
    """The tables as bytes, the same for the same rows; ``about`` is any JSON."""
    codec = pa.Codec(_CODEC)
    parts: list[bytes] = []
    index: dict[str, tuple[int, int, int]] = {}
    begin = 0
    for name, table in tables.items():
        arrays = [column.combine_chunks() if column.num_chunks != 1 else column.chunk(0) for column in table.columns]
        whole = pa.RecordBatch.from_arrays(arrays, schema=_schema(name).remove_metadata()).serialize()
        part = codec.compress(whole, asbytes=True)
        index[name] = (begin, len(part), whole.size)
        begin += len(part)
        parts.append(part)
    said = {"about": dict(about or {}), "tables": index}
    header = json.dumps(said, ensure_ascii=False).encode()
    return b"".join((_MAGIC, b"%0*d" % (_LENGTH, len(header)), header, *parts))


def unpacked(data: bytes) -> Packed:
    """The packed tables of these bytes. Raises ValueError where they are none."""
    return Packed(partial(_slice, data))


def _slice(data: bytes, begin: int, end: int) -> bytes:
    return data[begin:end]


def counts_table(counted: Iterable[TermCounts]) -> pa.Table:
    """The term counts of one document as the table "term_counts"."""
    rows = [
        (one.project_no, one.section, term, count, one.first.get(term), one.spelling.get(term, term))
        for one in counted
        for term, count in one.counts.items()
    ]
    columns = zip(*rows, strict=True) if rows else ([],) * len(_OWN["term_counts"])
    return pa.Table.from_arrays(
        [pa.array(list(v), f.type) for v, f in zip(columns, _OWN["term_counts"], strict=True)], schema=_OWN["term_counts"]
    )


def _schema(name: str) -> pa.Schema:
    return _OWN[name] if name in _OWN else schema(name)
