"""The published tables as a command takes them up: complete, as they were published, or a sentence on what to do first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.rules.spoken import sentence
from pipeline.run.manifest import MANIFEST, recorded_files, spoiled
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

_ANEW = sentence("run kyoten run to publish it anew")


def published_tables(curated: Path, names: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables of those names in ``curated``, or all. Raises UsageError where the folder does not hold them as they were published."""
    import pyarrow as pa

    from pipeline.datasets.contract import TABLES, spec
    from pipeline.datasets.parquet import read_tables

    wanted = names or [table.name for table in TABLES]
    require_published(curated, [f"{name}.parquet" for name in wanted])
    try:
        tables = read_tables(curated, wanted)
    except (OSError, pa.ArrowException) as error:
        raise UsageError("{curated} cannot be read ({error}); {remedy}", curated=curated, error=error, remedy=_ANEW) from error
    for name, table in tables.items():
        if table.schema.names != list(spec(name).column_names):
            raise UsageError("{curated}/{name}.parquet is of another version of kyoten; {remedy}", curated=curated, name=name, remedy=_ANEW)
    return tables


def require_published(curated: Path, files: Sequence[str]) -> None:
    """Raises UsageError where one of the files is missing in ``curated``, or is not as it was published, by its recorded digest."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", curated.as_posix()):
        raise UsageError("only kyoten run works on a URL; copy the release that current.json names to a folder, and name that folder")
    if not (curated / "documents.parquet").is_file():
        raise UsageError("nothing is published in {curated}; run kyoten run first, or name the folder with --curated DIR", curated=curated)
    for name in files:
        if not (curated / name).is_file():
            raise UsageError("{curated} lacks {name}; {remedy}", curated=curated, name=name, remedy=_ANEW)
    recorded = recorded_files(curated)
    if recorded is None and not (curated / MANIFEST).exists():
        return  # tables that somebody copied without it: nothing is recorded to compare them with but the checksums of their pages
    wrong = [MANIFEST] if recorded is None else spoiled(curated, recorded, files)
    if wrong:
        said = ", ".join(f"{curated}/{name}" for name in wrong)
        raise UsageError("not as published (the recorded SHA-256 differs): {names}; {remedy}", names=said, remedy=_ANEW)
