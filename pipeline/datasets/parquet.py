"""Curated tables on disk: the same rows give the same bytes, whoever wrote them.

In go Arrow tables by the contract's names, out come ``{table}.parquet`` files; ``structural_faults`` says where a table
is not what the contract declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.contract import TABLES, spec
from pipeline.datasets.keys import addressed, belonging, in_order, known

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
        write_page_checksum=True,
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
    """The tables of those names from ``folder``, or all of the contract's, each page held against its checksum. Raises
    FileNotFoundError where one is missing, another OSError where one is spoiled."""
    wanted = names or [table.name for table in TABLES]
    return {name: pq.read_table(folder / f"{name}.parquet", page_checksum_verification=True) for name in wanted}


def structural_faults(tables: Mapping[str, pa.Table]) -> list[str]:
    """What the contract declares and the tables do not hold: missing tables, columns, types, nulls, keys out of order."""
    faults = declared_faults(tables)
    for name, table in tables.items():
        declared = spec(name)
        if table.schema.names != list(declared.column_names):
            continue
        for column in declared.columns:
            if not column.nullable and table[column.name].null_count:
                faults.append(f"{name}.{column.name}: {table[column.name].null_count} nulls in a column that has none")
        if _repeated(table, declared.key):
            faults.append(f"{name}: the key {', '.join(declared.key)} is not unique")
        for key in declared.foreign_keys:
            if key.to in tables:
                faults += _dangling(name, table, key.columns, tables[key.to], key.to, key.to_columns)
    return faults


def declared_faults(tables: Mapping[str, pa.Table]) -> list[str]:
    """Those faults of the structure that lie in no row of any one document: missing tables, columns, types, the order of rows."""
    faults = [f"{table.name}: the table is missing" for table in TABLES if table.name not in tables]
    for name, table in tables.items():
        declared = spec(name)
        if table.schema.names != list(declared.column_names):
            faults.append(f"{name}: its columns are not those of the contract")
            continue
        faults += [
            f"{name}.{column.name}: {table[column.name].type}, declared {column.type}"
            for column in declared.columns
            if table[column.name].type != column.type
        ]
        if any(table[part].null_count for part in declared.key):
            continue
        if not in_order(table, declared.key) and _unsorted(table, declared.key):
            faults.append(f"{name}: rows are not sorted by {', '.join(declared.key)}")
        if "row_id" in table.schema.names and "row_id" not in declared.key and not addressed(name, table):
            faults.append(f"{name}: a row_id is not that of its document")
        if "statement_id" in declared.key and not belonging(table):
            faults.append(f"{name}: a statement_id is not of its document")
    return faults


def _keys(table: pa.Table, key: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(table[part].to_pylist() for part in key), strict=True))


def _unsorted(table: pa.Table, key: Sequence[str]) -> bool:
    return (keys := _keys(table, key)) != sorted(keys)


def _repeated(table: pa.Table, key: Sequence[str]) -> bool:
    if any(table[part].null_count for part in key) or in_order(table, key):
        return False
    return len(set(keys := _keys(table, key))) != len(keys)


def _dangling(name: str, table: pa.Table, columns: tuple[str, ...], to: pa.Table, to_name: str, to_columns: tuple[str, ...]) -> list[str]:
    there = known(table, columns, to, to_columns)
    if there.all():
        return []
    lost = sorted(
        map(tuple, pa.Table.from_arrays([table[column] for column in columns], columns).filter(~there).to_pandas().to_numpy().tolist())
    )
    return [f"{name}: {len(set(lost))} of ({', '.join(columns)}) not in {to_name}, such as {lost[0]}"]
