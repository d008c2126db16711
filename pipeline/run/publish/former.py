"""What is published today, so that nothing vanishes unasked: its documents, with the files that they were read from.

In goes the published folder, out comes a ``Former``, or an error that says why it cannot be known: a safeguard that cannot look
does not take that for nothing to be guarded.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.datasets.contract import Row
from pipeline.rules.spoken import SpokenError, sentence
from pipeline.run.manifest import recorded_files, spoiled
from pipeline.run.publish.record import RUN_RECORD, recorded

COLUMNS = ("source_file", "source_sha256", "document_id", "status", "ward", "url", "published_on", "licence")


class FormerUnknownError(SpokenError):
    """It cannot be known what is published today; the message says why."""


@dataclass(frozen=True, slots=True)
class Former:
    """The published documents, and the rows of ``sources`` that are published, or were withdrawn before, in ``COLUMNS``."""

    published: frozenset[str] = frozenset()
    sources: Sequence[Row] = field(default=())

    def file_of(self, sha256: str) -> str | None:
        """The name that a published file with these bytes had."""
        return next((row["source_file"] for row in self.sources if row["source_sha256"] == sha256 and row["status"] == "published"), None)

    def vanishing(self, documents: Mapping[str, str]) -> list[Row]:
        """The published sources that are not among the documents, by their ids and digests: not even under another name."""
        bytes_of = set(documents.values())
        rows = {row["document_id"]: row for row in self.sources if row["status"] == "published"}
        unseen = [rows.get(name, {"document_id": name, "source_file": "", "source_sha256": ""}) for name in sorted(self.published)]
        return [row for row in unseen if row["document_id"] not in documents and row["source_sha256"] not in bytes_of]

    def withdrawn(self, present: Mapping[str, str]) -> list[Row]:
        """The sources that were published once and whose file is gone; ``present`` are the documents of this run with their digests."""
        bytes_of = set(present.values())
        gone = [row for row in self.sources if row["document_id"] not in present and row["source_sha256"] not in bytes_of]
        return [{**row, "status": "withdrawn"} for row in gone]


def former_of(curated: Path) -> Former:
    """What is published in the folder. Raises FormerUnknownError where that cannot be read."""
    if not any((curated / name).exists() for name in ("documents.parquet", RUN_RECORD)):
        return Former()
    published = {row["document_id"] for row in _rows(curated / "documents.parquet", ("document_id",))}
    known = recorded(curated)
    if "sources" in known:
        return Former(frozenset(published | set(known["published"])), known["sources"])
    files = recorded_files(curated)
    if files is not None and spoiled(curated, files, ["sources.parquet"]):
        raise FormerUnknownError(
            "{path} and {path2} are not as they were published", path=curated / RUN_RECORD, path2=curated / "sources.parquet"
        )
    rows = _rows(curated / "sources.parquet", COLUMNS)
    return Former(frozenset(published), [row for row in rows if row["status"] in ("published", "withdrawn")])


def _rows(path: Path, columns: Sequence[str]) -> list[dict[str, Any]]:
    import pyarrow as pa

    from pipeline.datasets.parquet import table_in

    try:
        rows: list[dict[str, Any]] = table_in(path, columns).to_pylist()
    except (OSError, pa.ArrowException) as error:
        # Arrow's own words name the file again.
        number = error.errno if isinstance(error, OSError) else None
        why = OSError(number, os.strerror(number)) if number else sentence("the file is spoiled")
        raise FormerUnknownError("{path} cannot be read ({why})", path=path, why=why) from error
    return rows
