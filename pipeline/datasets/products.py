"""What makes the curated folder explain itself: the data package, the dictionary, the database and the index of places.

In go the tables that were written to a folder, out come ``datapackage.json``, ``DICTIONARY.md``, ``kyoten.duckdb`` and
``places.sqlite`` in it. All but the database, which has the same content, have the same bytes for the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.database import DATABASE, write_database
from pipeline.datasets.dictionary import DICTIONARY, dictionary
from pipeline.datasets.package import PACKAGE, write_package
from pipeline.datasets.places import PLACES, write_places

PRODUCTS = (PACKAGE, DICTIONARY, DATABASE, PLACES)


def write_products(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes the products beside the Parquet files of ``tables``. Raises OSError where the disk does not take them."""
    (folder / DICTIONARY).write_text(dictionary(), encoding="utf-8", newline="\n")
    # DuckDB works without holding up Python: its thread needs a second core, not a second process.
    with ThreadPoolExecutor(1) as beside:
        database = beside.submit(write_database, folder, tables)
        write_package(tables, folder)
        write_places(folder)
        database.result()
