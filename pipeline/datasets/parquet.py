"""Curated tables on disk: the same rows give the same bytes, whoever wrote them.

In go Arrow tables by the contract's names, out come ``{table}.parquet`` files; ``structural_faults`` says where a table
is not what the contract declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.datasets.contract import TABLES, spec

ROWS_A_GROUP = 65_536


def write_tables(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes each table into ``folder``, which has to exist. Raises OSError where the disk does not take it."""
    for name, table in tables.items():
        write_batches(name, table.schema, [table], folder)


def write_batches(name: str, schema: pa.Schema, batches: Iterable[pa.Table], folder: Path) -> int:
    """Writes the table ``name`` from its rows in order, however they are cut into batches: the same rows give the same bytes.

    Gives the number of rows. Raises OSError where the disk does not take it.
    """
    written = 0
    with pq.ParquetWriter(
        folder / f"{name}.parquet",
        schema,
        compression="zstd",
        version="2.6",
        use_dictionary=True,
        write_statistics=True,
        store_schema=True,
    ) as writer:
        waiting, rows = [schema.empty_table()], 0
        for batch in batches:
            waiting.append(batch.cast(schema) if batch.schema.metadata != schema.metadata else batch)
            rows += batch.num_rows
            while rows >= ROWS_A_GROUP:
                whole = pa.concat_tables(waiting)
                writer.write_table(whole.slice(0, ROWS_A_GROUP).combine_chunks(), row_group_size=ROWS_A_GROUP)
                waiting, rows = [whole.slice(ROWS_A_GROUP)], rows - ROWS_A_GROUP
                written += ROWS_A_GROUP
        if rows:
            writer.write_table(pa.concat_tables(waiting).combine_chunks(), row_group_size=ROWS_A_GROUP)
        return written + rows


def read_tables(folder: Path, names: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables of those names from ``folder``, or all of the contract's. Raises FileNotFoundError where one is missing."""
    return {name: pq.read_table(folder / f"{name}.parquet") for name in names or [table.name for table in TABLES]}


def structural_faults(tables: Mapping[str, pa.Table]) -> list[str]:
    """What the contract declares and the tables do not hold: missing tables, columns, types, nulls, keys out of order."""
    faults = [f"{table.name}: the table is missing" for table in TABLES if table.name not in tables]
    for name, table in tables.items():
        declared = spec(name)
        if table.schema.names != list(declared.column_names):
            faults.append(f"{name}: its columns are not those of the contract")
            continue
        for column in declared.columns:
            values = table[column.name]
            if values.type != column.type:
                faults.append(f"{name}.{column.name}: {values.type}, declared {column.type}")
            if not column.nullable and values.null_count:
                faults.append(f"{name}.{column.name}: {values.null_count} nulls in a column that has none")
        keys = list(zip(*(table[part].to_pylist() for part in declared.key), strict=True))
        if any(None in key for key in keys):
            continue
        if keys != sorted(keys):
            faults.append(f"{name}: rows are not sorted by {', '.join(declared.key)}")
        if len(set(keys)) != len(keys):
            faults.append(f"{name}: the key {', '.join(declared.key)} is not unique")
        for key in declared.foreign_keys:
            if key.to in tables:
                faults += _dangling(name, table, key.columns, tables[key.to], key.to, key.to_columns)
    return faults


def _dangling(name: str, table: pa.Table, columns: tuple[str, ...], to: pa.Table, to_name: str, to_columns: tuple[str, ...]) -> list[str]:
    known = set(zip(*(to[column].to_pylist() for column in to_columns), strict=True))
    asked = zip(*(table[column].to_pylist() for column in columns), strict=True)
    lost = sorted({key for key in asked if None not in key and key not in known})
    return [f"{name}: {len(lost)} of ({', '.join(columns)}) not in {to_name}, such as {lost[0]}"] if lost else []


def row_counts(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    return {name: int(pc.count(table[0], mode="all").as_py()) for name, table in tables.items()}
