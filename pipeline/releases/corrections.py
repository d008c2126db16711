"""The table ``corrections``: what a person corrected, row by row, and whether the value that was printed is still there.

In go the entries and the folder of the tables, out comes the table. An entry by content_id corrects every row with that content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.contract import TABLES, Row
from pipeline.datasets.decisions import CONTENT_ID, Correction
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.spelling import speller


def corrections_table(entries: Sequence[Correction], folder: Path) -> pa.Table:
    """A row for every corrected value; of two entries for one the later counts."""
    rows = {(row["row_id"], row["column_name"]): row for entry in entries for row in _rows(entry, folder)}
    return arrow_table("corrections", sorted_by_key("corrections", rows.values()))


def _rows(entry: Correction, folder: Path) -> Iterator[Row]:
    found = [row_id for row_id, printed in printed_values(entry.row, entry.column, folder) if printed == entry.printed]
    for row_id in found or [entry.row]:
        yield {
            "row_id": row_id,
            "column_name": entry.column,
            "printed": entry.printed or None,
            "corrected": entry.corrected or None,
            "reason": entry.reason,
            "decided_by": entry.who,
            "decided_on": entry.when,
            "state": "applied" if found else "stale",
        }


def printed_values(row: str, column: str, folder: Path) -> list[tuple[str, str]]:
    """The row_id and the printed value, spelt, of each row of that row_id or content_id."""
    by_content = re.fullmatch(CONTENT_ID, row)
    names = [t.name for t in TABLES if {"content_id", column} <= {*t.column_names}] if by_content else [row.partition("/")[0]]
    wanted = [("content_id" if by_content else "row_id", "=", row)]
    found = []
    for name in names:
        table = pq.read_table(folder / f"{name}.parquet", columns=["row_id", column], filters=wanted)
        spell = speller(table.schema.field(column).type)
        found += [(at["row_id"], spell(at[column])) for at in table.to_pylist()]
    return found
