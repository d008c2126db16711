"""Curated tables on disk: the same rows give the same bytes, whoever wrote them.

In go Arrow tables by the contract's names, out come ``{table}.parquet`` files; ``declared_faults`` says where
they are not what the contract declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.contract import TABLES
from pipeline.rules.spoken import Sentence, sentence

ROWS_A_GROUP = 65_536


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
    return {name: table_in(folder / f"{name}.parquet") for name in wanted}


def table_in(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The table in one file, whole or some of its columns. ``pq.read_table`` gives the same, and loads pandas for it. Raises as
    ``read_tables``."""
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read(columns)


def declared_faults(folder: Path) -> list[Sentence]:
    """What the contract declares and the files in ``folder`` do not have: tables, columns, types. No row is looked at."""
    faults = []
    for declared in TABLES:
        path = folder / f"{declared.name}.parquet"
        if not path.is_file():
            faults.append(sentence("{table}: the table is missing", table=declared.name))
            continue
        found = pq.read_schema(path)
        if found.names != list(declared.column_names):
            faults.append(sentence("{table}: its columns are not those of the contract", table=declared.name))
            continue
        types = zip(declared.columns, found.types, strict=True)
        faults += [
            sentence(
                "{table}.{column}: {found}, declared {wanted}", table=declared.name, column=column.name, found=type_, wanted=column.type
            )
            for column, type_ in types
            if type_ != column.type
        ]
    return faults
