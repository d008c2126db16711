"""``kyoten.manifest``: what kyoten wrote into a folder, and the SHA-256 of each file as it was written.

In go a folder's files, out comes JSON that is the same for the same files and holds its own digest. Only what a manifest names is
ever replaced or removed, and nothing that an earlier run wrote is believed where it differs. The database's bytes differ from
run to run, so its digest lies beside it, in the form that ``sha256sum`` checks.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.run.usage import MANIFEST as MANIFEST
from pipeline.run.usage import UsageError

_APART = ".sha256"
_VERSION = 1
_HEX = re.compile("[0-9a-f]{64}")


def sealed(content: Mapping[str, Any]) -> bytes:
    """The content as JSON that holds its own digest."""
    return _json({**content, "sha256": _sealing(content)})


def unsealed(data: bytes) -> dict[str, Any]:
    """The content of a sealed text. Raises ValueError where it is not as it was sealed."""
    content = json.loads(data)
    if not isinstance(content, dict) or content.pop("sha256", None) != _sealing(content):
        raise ValueError("it is not as it was written")
    return content


def manifest(files: Mapping[str, str]) -> bytes:
    """The manifest of these files: names relative to the folder, and digests, empty for a file that is still to be written."""
    return sealed({"manifest_version": _VERSION, "files": dict(sorted(files.items()))})


def files_of(data: bytes) -> dict[str, str]:
    """The files that a manifest names, with their digests. Raises ValueError where it is spoiled or of another version."""
    content = unsealed(data)
    if content.get("manifest_version") != _VERSION:
        raise ValueError("it is of another version of kyoten")
    return {str(name): str(digest) for name, digest in content["files"].items()}


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty where it cannot be read, or is no ordinary file."""
    with contextlib.suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def write_manifest(folder: Path, names: Collection[str] = (), apart: Collection[str] = ()) -> None:
    """Writes the manifest of the files named, or of everything but hidden files in a folder in which all was written by kyoten; the
    digests of the files ``apart`` lie beside them. Raises OSError."""
    for name in apart:
        if (folder / name).is_file():
            (folder / f"{name}{_APART}").write_text(_line(name, digest(folder / name)), encoding="ascii", newline="\n")
    beside = {*apart, *(f"{name}{_APART}" for name in apart)}
    names = names or [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    (folder / MANIFEST).write_bytes(manifest({name: "" if name in beside else digest(folder / name) for name in names}))


def recorded_files(folder: Path) -> dict[str, str] | None:
    """What the folder's manifest names, with the digests recorded; null where it has none, or a spoiled one."""
    try:
        found = files_of((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return {name: found[name] or _beside(folder, name) for name in found}


def spoiled(folder: Path, recorded: Mapping[str, str], names: Iterable[str] = ()) -> list[str]:
    """Those of the names, or of all that are recorded, whose files are gone or not as they were written."""
    return [name for name in names or recorded if not recorded.get(name) or digest(folder / name) != recorded[name]]


def require_as_written(path: Path) -> None:
    """Raises UsageError where the manifest of the file's folder says that it was written otherwise."""
    recorded = (recorded_files(path.parent) or {}).get(path.name)
    if recorded and digest(path) != recorded:
        raise UsageError("{path} is not as kyoten wrote it; run kyoten run to make it anew, or copy it elsewhere to look at it", path=path)


def _beside(folder: Path, name: str) -> str:
    """The digest of a file whose digest lies beside it, and of the file that says so; empty where they do not fit."""
    if name.endswith(_APART):
        of = name.removesuffix(_APART)
        return hashlib.sha256(_line(of, digest(folder / of)).encode()).hexdigest()
    with contextlib.suppress(OSError, ValueError):
        said = (folder / f"{name}{_APART}").read_text(encoding="ascii").partition(" ")[0]
        return said if _HEX.fullmatch(said) else ""
    return ""


def _line(name: str, sha256: str) -> str:
    return f"{sha256}  {name}\n"


def _sealing(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_json(content)).hexdigest()


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
