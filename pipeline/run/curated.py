"""The published tables as a command takes them up: complete, of this contract, or a sentence on what to do first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    import pyarrow as pa


def published_tables(curated: Path, names: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables of those names in ``curated``, or all. Raises UsageError where the folder does not hold them."""
    import pyarrow as pa

    from pipeline.datasets.contract import spec
    from pipeline.datasets.parquet import read_tables

    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", curated.as_posix()):
        raise UsageError("only kyoten run works on a URL; copy the release that current.json names to a folder, and name that folder")
    if not (curated / "documents.parquet").is_file():
        raise UsageError(f"nothing is published in {curated}; run kyoten run first, or name the folder with --curated DIR")
    try:
        tables = read_tables(curated, names)
    except FileNotFoundError as error:
        raise UsageError(f"{curated} lacks {Path(error.filename or str(error)).name}; run kyoten run to publish it anew") from error
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{curated} cannot be read ({error}); run kyoten run to publish it anew") from error
    for name, table in tables.items():
        if table.schema.names != list(spec(name).column_names):
            raise UsageError(f"{curated}/{name}.parquet is of another version of kyoten; run kyoten run to publish it anew")
    return tables
