"""What makes the curated folder explain itself: the data package, the dictionary and the database beside the Parquet files.

In go the tables that were written to a folder, out come ``datapackage.json``, ``DICTIONARY.md`` and ``kyoten.duckdb`` in it. The first
two have the same bytes for the same tables; the database has the same content.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.database import DATABASE, write_database
from pipeline.datasets.dictionary import DICTIONARY, dictionary
from pipeline.datasets.package import PACKAGE, write_package

PRODUCTS = (PACKAGE, DICTIONARY, DATABASE)


def write_products(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes the products beside the Parquet files of ``tables``. Raises OSError where the disk does not take them."""
    (folder / DICTIONARY).write_text(dictionary(), encoding="utf-8", newline="\n")
    write_package(tables, folder)
    write_database(folder, tables)
