"""Rows as people read them: with the values that somebody corrected, each with what is printed.

In go the rows of a table and those of ``corrections``, out come the rows with the corrected values; the tables keep the printed ones.
Facts are also given as they are corrected, for what is made from them: the indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import Row, spec
from pipeline.datasets.decisions import Correction
from pipeline.datasets.spelling import speller
from pipeline.facts import norms

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
        values[column.name] = corrected_value(correction["corrected"], column.type)
        notes.append(f"{column.title_ja} 印刷:「{correction['printed'] or ''}」 {correction['reason']}({correction['decided_by']})")
    return {**row, **values, NOTE: "、".join(notes)}


def facts_as_corrected(facts: pa.Table, corrections: Iterable[Correction]) -> tuple[pa.Table, frozenset[str]]:
    """The table ``facts`` with the values that people corrected, normalised anew, and the row_ids of those facts; a correction of
    what is not printed there is passed over."""
    of: dict[str, list[Correction]] = {}
    for correction in corrections:
        of.setdefault(correction.row, []).append(correction)
    meant = pc.is_in(facts["row_id"], pa.array(of, pa.string()))
    found = [_fact(row, of[row["row_id"]]) for row in facts.filter(meant).to_pylist()] if of else []
    made = [row for row in found if row]
    if not made:
        return facts, frozenset()
    ids = frozenset(row["row_id"] for row in made)
    others = facts.filter(pc.invert(pc.is_in(facts["row_id"], pa.array(sorted(ids)))))
    return pa.concat_tables([others, pa.Table.from_pylist(made, facts.schema)]), ids


def _fact(row: Row, corrections: Iterable[Correction]) -> dict[str, Any]:
    """A fact as it is corrected; nothing where it is not."""
    values = {}
    for correction in corrections:
        kind = spec("facts").column(correction.column).type
        if speller(kind)(row[correction.column]) == correction.printed:
            values[correction.column] = corrected_value(correction.corrected or None, kind)
    said = {**row, **values}
    normal = {"unit_norm": norms.normal_unit(said["unit"])[0], "value_norm": norms.normal_value(said["value"], said["unit"])}
    return {**said, **normal, **values} if values else {}


def corrected_value(said: str | None, kind: pa.DataType) -> Any:
    """A corrected value as its column holds it."""
    return None if said is None else pa.scalar(said).cast(kind).as_py()
