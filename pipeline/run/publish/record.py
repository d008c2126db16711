"""``run.json``: what a published folder was made from, so that a run in which nothing changed is known before any work.

In goes a folder, out comes what its last run recorded, and which of its files are no longer as they were written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.run.manifest import MANIFEST, recorded_files, spoiled

RUN_RECORD = "run.json"
VALIDATION = "validation.json"


def recorded(curated: Path) -> dict[str, Any]:
    """What the last run recorded in the folder; nothing where it is not as it was written."""
    files = recorded_files(curated)
    if files is None or spoiled(curated, files, [RUN_RECORD]):
        return {}
    found = json.loads((curated / RUN_RECORD).read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def spoiled_files(curated: Path) -> list[str]:
    """The files of a published folder that are gone or no longer as they were published."""
    if not curated.is_dir():
        return []
    files = recorded_files(curated)
    if files is None:
        return [MANIFEST] if (curated / MANIFEST).exists() else []
    return spoiled(curated, files)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
