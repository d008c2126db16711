"""Tables of the contract, as a release has them on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.parquet import write_batches


def write_tables(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes each table into a folder, which has to exist."""
    for name, table in tables.items():
        write_batches(name, table.schema, [table], folder)
