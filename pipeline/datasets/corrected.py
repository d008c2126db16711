"""Rows as people read them: with the values that somebody corrected, each with what is printed.

In go the rows of a table and those of ``corrections``, out come the rows with the corrected values; the tables keep the printed ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.datasets.contract import spec

Row = Mapping[str, Any]
NOTE = "correction_note"
"""What a corrected row has besides its columns: the column's name, what is printed there, and why it was corrected."""


def corrected_rows(name: str, rows: Iterable[Row], corrections: Sequence[Row]) -> list[Row]:
    """The rows of the table ``name``, those that are corrected with their ``NOTE``."""
    of: dict[str, list[Row]] = {}
    for correction in corrections:
        if correction["state"] == "applied" and correction["row_id"].partition("/")[0] == name:
            of.setdefault(correction["row_id"], []).append(correction)
    return [_corrected(name, row, of[row["row_id"]]) if of and row["row_id"] in of else row for row in rows]


def _corrected(name: str, row: Row, corrections: Sequence[Row]) -> Row:
    values, notes = {}, []
    for correction in corrections:
        column = spec(name).column(correction["column_name"])
        values[column.name] = value_of(correction["corrected"], column.type)
        notes.append(f"{column.title_ja} 印刷:「{correction['printed'] or ''}」 {correction['reason']}({correction['decided_by']})")
    return {**row, **values, NOTE: "、".join(notes)}


def value_of(said: str | None, kind: pa.DataType) -> Any:
    """A corrected value as its column holds it."""
    return None if said is None else pa.scalar(said).cast(kind).as_py()
