"""What makes the curated folder explain itself: the data package, the dictionary, the database and the index of places.

In go the tables that were written to a folder, out come ``datapackage.json``, ``DICTIONARY.md``, ``kyoten.duckdb`` and
``places.sqlite`` in it. All but the database, which has the same content, have the same bytes for the same tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

import pyarrow as pa

from pipeline.datasets.contract import OF_RELEASE, TABLES
from pipeline.datasets.database import DATABASE, write_database
from pipeline.datasets.dictionary import DICTIONARY, dictionary
from pipeline.datasets.package import PACKAGE, UNNAMED, Named, write_package
from pipeline.datasets.parquet import read_tables
from pipeline.datasets.places import PLACES, join_places, write_places_of

PRODUCTS = (PACKAGE, DICTIONARY, DATABASE, PLACES)

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Submit(Protocol):
    """Has work done, in a thread or a process of its own; the future holds what came of it."""

    def __call__(self, work: Callable[_P, _T], /, *given: _P.args, **named: _P.kwargs) -> Future[_T]: ...


def begin_products(tables: Mapping[str, pa.Table], folder: Path, submit: Submit, named: Named = UNNAMED) -> Callable[[], None]:
    """Sets the writing of the products beside the Parquet files of ``tables`` going; what it gives waits until they are there. Both raise
    OSError where the disk does not take them. Of ``tables`` only the years of ``facts`` and the numbers of ``goals`` are looked at, each
    of which may stand there once."""
    making: list[Future[None]] = [submit(write_database, folder, {name: tables[name] for name in ("facts", "goals")})]
    making += [submit(write_places_of, table.name, folder) for table in TABLES if table.name not in OF_RELEASE]
    making.append(submit(_write_package_of, folder, named))
    (folder / DICTIONARY).write_text(dictionary(), encoding="utf-8", newline="\n")

    def finish() -> None:
        for one in making:
            one.result()
        join_places(folder)

    return finish


def _write_package_of(folder: Path, named: Named) -> None:
    write_package(read_tables(folder, ["sources"]), folder, named=named)
