"""Keys of whole tables at once: whether rows stand in the order of their key, and whether what they refer to is there.

In go Arrow tables and names of columns, out come truths, one for the table or one a row; no row becomes a Python object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import spec


def whole(table: pa.Table, name: str) -> pa.Array:
    """A column in one piece."""
    column = table[name]
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays([pa.array([], column.type), *column.chunks])


def in_order(table: pa.Table, key: Sequence[str]) -> bool:
    """Whether every row's key is greater than that of the row above, so that none is there twice; texts by code point."""
    rows = table.num_rows
    if rows < 2:
        return True
    above, same = np.zeros(rows - 1, dtype=bool), np.ones(rows - 1, dtype=bool)
    for part in key:
        column = whole(table, part)
        upper, lower = column.slice(0, rows - 1), column.slice(1)
        above |= same & pc.less(upper, lower).to_numpy(zero_copy_only=False)
        same &= pc.equal(upper, lower).to_numpy(zero_copy_only=False)
        if not same.any():
            break
    return bool(above.all())


def known(table: pa.Table, columns: Sequence[str], there: pa.Table, there_columns: Sequence[str]) -> np.ndarray:
    """Per row whether its values stand together in one row of ``there``; true where one of them is null."""
    asked, given = np.zeros(table.num_rows, dtype=np.int64), np.zeros(there.num_rows, dtype=np.int64)
    lost, null = np.zeros(table.num_rows, dtype=bool), np.zeros(table.num_rows, dtype=bool)
    absent = np.zeros(there.num_rows, dtype=bool)
    for name, there_name in zip(columns, there_columns, strict=True):
        encoded = whole(there, there_name).dictionary_encode()
        values, column = encoded.dictionary, whole(table, name)
        at = pc.index_in(column, value_set=values)
        lost |= at.is_null().to_numpy(zero_copy_only=False)
        null |= column.is_null().to_numpy(zero_copy_only=False)
        absent |= encoded.is_null().to_numpy(zero_copy_only=False)
        asked = asked * (len(values) + 1) + at.fill_null(len(values)).to_numpy()
        given = given * (len(values) + 1) + encoded.indices.fill_null(len(values)).to_numpy()
    return np.isin(asked, np.unique(given[~absent])) & ~lost | null


def addressed(name: str, table: pa.Table) -> bool:
    """Whether every row's ``row_id`` begins with the table and the row's own document, as no other document's can; with the first
    part of its key where that is no document (indicators)."""
    first = spec(name).key[0]
    of = "document_id" if first in ("document_id", "statement_id") else first
    prefixes = {part: f"{name}/{quote(part, safe='')}" for part in pc.unique(table[of]).to_pylist()}
    return _begin(table, "row_id", prefixes if len(spec(name).key) == 1 else {part: f"{prefix}/" for part, prefix in prefixes.items()}, of)


def belonging(table: pa.Table) -> bool:
    """Whether every row's ``statement_id`` begins with the row's own document."""
    return _begin(table, "statement_id", {document_id: f"{document_id}/" for document_id in pc.unique(table["document_id"]).to_pylist()})


def _begin(table: pa.Table, name: str, prefixes: Mapping[str, str], of: str = "document_id") -> bool:
    documents, values = whole(table, of), whole(table, name)
    runs = pc.run_end_encode(documents)
    begin = 0
    for document_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        if not pc.all(pc.starts_with(values.slice(begin, end - begin), prefixes[document_id]), min_count=0).as_py():
            return False
        begin = end
    return True
