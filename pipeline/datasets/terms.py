"""The table ``terms`` for many documents at once, from the term counts that each document keeps.

In go the tables "term_counts" of documents, out come their totals over a collection and, against these, the rows of ``terms``. The
measure is that of ``narrative.terms`` (Dunning's G2), over columns in place of one term at a time: a collection has millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import schema

_PLACE = ["project_no", "section", "term"]
_TOTALS = pa.schema([("project_no", pa.int32()), ("section", pa.string()), ("term", pa.string()), ("count", pa.int64())])
_DIGITS = 4
_ADDED_AT_ONCE = 1 << 18
"""rows"""


def whole(table: pa.Table, name: str) -> pa.Array:
    """A column in one piece."""
    column = table[name]
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays([pa.array([], column.type), *column.chunks])


def totals(counted: Iterable[pa.Table]) -> pa.Table:
    """How often each term stands in each section of each project of all these documents. Holds no more of them than the total has."""
    total, waiting, rows = _TOTALS.empty_table(), list[pa.Table](), 0
    for table in counted:
        waiting.append(table.select(_TOTALS.names).cast(_TOTALS))
        rows += table.num_rows
        if rows > max(total.num_rows, _ADDED_AT_ONCE):
            total, waiting, rows = _added([total, *waiting]), [], 0
    return _added([total, *waiting])


def _added(tables: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(tables).group_by(_PLACE, use_threads=False).aggregate([("count", "sum")]).rename_columns(_TOTALS.names)


def term_table(total: pa.Table, counted: Mapping[str, pa.Table]) -> pa.Table:
    """The rows of ``terms`` for the documents by id, in the order of its key."""
    ids = [name for name in sorted(counted) if counted[name].num_rows]
    if not ids:
        return schema("terms").empty_table()
    rows = pa.concat_tables([counted[name] for name in ids]).combine_chunks()
    document = np.repeat(np.arange(len(ids)), [counted[name].num_rows for name in ids])
    section, sections = _section_codes(rows, total)
    there, _ = _section_codes(total, total)
    words = whole(total, "term").dictionary_encode()
    place = there * len(words.dictionary) + words.indices.to_numpy()
    order = np.argsort(place)
    asked = section * len(words.dictionary) + pc.index_in(whole(rows, "term"), value_set=words.dictionary).to_numpy()
    count = rows["count"].to_numpy().astype(np.float64)
    other = whole(total, "count").to_numpy()[order][np.searchsorted(place[order], asked)] - count
    group = document * sections + section
    size = np.bincount(group, weights=count)[group]
    other_size = np.bincount(there, weights=total["count"].to_numpy(), minlength=sections)[section] - size
    key = _keyness(count, size, other, other_size)
    kept = np.flatnonzero(np.isnan(key) | (key > 0))
    key, count, group = key[kept], count[kept], group[kept]
    # The terms of a section come in their own order, which decides between equals.
    ranked = np.lexsort((-count, -np.nan_to_num(key), group))
    begins = np.flatnonzero(np.diff(group[ranked], prepend=-1))
    rank = np.empty(len(kept), dtype=np.int32)
    rank[ranked] = np.arange(len(kept)) - np.repeat(begins, np.diff(np.append(begins, len(kept)))) + 1
    taken = rows.take(pa.array(kept))
    columns = {
        "document_id": pa.array(ids, pa.string()).take(pa.array(document[kept])),
        "project_no": taken["project_no"],
        "section": taken["section"],
        "term": taken["spelling"],
        "term_norm": taken["term"],
        "count": taken["count"],
        "keyness": pa.array(key, pa.float64(), from_pandas=True),
        "rank": pa.array(rank, pa.int32()),
    }
    parts = [columns["document_id"], *(pc.cast(taken[name], pa.string()) for name in ("project_no", "section", "first_seq"))]
    columns["statement_id"] = pc.binary_join_element_wise(*parts, "/")
    declared = schema("terms")
    return pa.Table.from_arrays([columns[column.name] for column in declared], schema=declared).combine_chunks()


def _section_codes(table: pa.Table, total: pa.Table) -> tuple[np.ndarray, int]:
    """A number for each row's section of its project, and how many there are."""
    names = pc.unique(total["section"])
    numbers = whole(table, "project_no").to_numpy().astype(np.int64)
    return numbers * len(names) + pc.index_in(whole(table, "section"), value_set=names).to_numpy(), (numbers.max(initial=0) + 10) * len(
        names
    )


def _keyness(count: np.ndarray, size: np.ndarray, other: np.ndarray, other_size: np.ndarray) -> np.ndarray:
    """Signed G2, rounded; not a number where there is no other sheet to compare with."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (count + other) / (size + other_size)
        g2 = count * np.log(count / (size * share)) + np.where(
            other > 0, other * np.log(np.where(other > 0, other, 1) / (other_size * share)), 0.0
        )
        signed = np.copysign(2 * np.maximum(g2, 0.0), count * other_size - other * size)
    return np.where(other_size > 0, np.round(signed, _DIGITS), np.nan)
