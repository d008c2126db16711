"""Tables of the contract and what is made of them, as a release has them on disk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.parquet import write_batches
from pipeline.datasets.products import begin_products


def write_tables(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes each table into a folder, which has to exist."""
    for name, table in tables.items():
        write_batches(name, table.schema, [table], folder)


def write_products(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes the products beside the Parquet files of the tables."""
    with ThreadPoolExecutor(2) as threads:  # DuckDB works without holding up Python
        begin_products(tables, folder, threads.submit)()
