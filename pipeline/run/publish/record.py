"""``run.json``: what a published folder was made from, so that a run in which nothing changed is known before any work.

In goes a folder, out comes what its last run recorded, and whether all of it is still there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.run.kept import staged_name
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.work.reading import digest

if TYPE_CHECKING:
    from pipeline.run.publish.candidate import Target

RUN_RECORD = "run.json"
VALIDATION = "validation.json"


def recorded(curated: Path) -> dict[str, Any]:
    """What the last run recorded in the folder; nothing where it cannot be understood."""
    try:
        found = json.loads((curated / RUN_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def all_there(curated: Path, where: Target, known: Mapping[str, Any]) -> bool:
    """Whether every table, product and staged sheet of that record is still as it was written."""
    from pipeline.datasets.contract import TABLES
    from pipeline.datasets.products import PRODUCTS

    published = where.release or LocalStorage(curated)
    return (
        # A table that somebody wrote into, or a disk spoiled, is made anew; the pointer of a release knows that of its own files.
        (where.release is not None or known.get("tables") == table_digests(curated))
        and all(published.holds(name) for name in (*(f"{table.name}.parquet" for table in TABLES), *PRODUCTS))
        and all(where.kept.holds(staged_name(document_id)) for document_id in known["published"])
    )


def table_digests(folder: Path) -> dict[str, str]:
    from pipeline.datasets.contract import TABLES

    return {table.name: digest(folder / f"{table.name}.parquet") for table in TABLES}


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
