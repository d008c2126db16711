"""The files that a run is given: the PDFs under ``raw/`` or the paths named instead, with what ``sources.toml`` says.

In goes a folder or a list of paths, out come ``SourceFile``s in a fixed order, each with the document_id it will have.
"""

from __future__ import annotations

import datetime
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from pipeline.run.entries import Form, entries_of, entry_error
from pipeline.run.usage import UsageError
from pipeline.values import Defect, SourceError

RECORDS = "sources.toml"
_FORM = Form("source", ("file", "ward", "url", "published_on", "licence", "sha256"), needed=("file",))


@dataclass(frozen=True, slots=True)
class Record:
    """What ``sources.toml`` says of one file; null where it says nothing."""

    ward: str | None = None
    url: str | None = None
    published_on: str | None = None
    licence: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read; ``name`` is its path relative to raw, with / between folders. A ``refusal`` says why it must not
    even be opened: it is a link that leads out of the folder in which it was found."""

    path: Path
    name: str
    document_id: str
    record: Record = field(default_factory=Record)
    refusal: Defect | None = None


def bytes_of(path: Path) -> bytes:
    """A file's bytes. Raises SourceError "not-a-file" or "unreadable"; opens nothing that is no ordinary file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(Defect("not-a-file"))
        return path.read_bytes()
    except OSError as error:
        raise SourceError(Defect("unreadable", quote=error.strerror or type(error).__name__)) from error


def source_files(raw: Path, paths: Sequence[Path] = (), refused: Mapping[str, Defect] = {}) -> tuple[SourceFile, ...]:
    """Every PDF under ``raw``, or of ``paths`` where any is given, sorted by name. ``refused`` are names that must not be read, with why.

    Raises UsageError where a path is missing or may not be read, nothing is found, or two files have one stem.
    """
    if not paths and not raw.is_dir():
        raise UsageError(f"there is no folder {raw}; put the PDFs into it, or name another with --raw")
    records = records_of(raw)
    refusals = {_readable(name): defect for name, defect in refused.items()}
    found = []
    try:
        pdfs = sorted(dict(_pdfs(paths or [raw])).items())
    except OSError as error:
        # A folder that is passed over would take its sheets out of the collection, and nobody would be told.
        raise UsageError(f"{error.filename} cannot be opened ({error.strerror}); see that you may read it") from error
    for path, refusal in pdfs:
        name = _name(path, raw)
        document_id = _readable(path.stem)
        found.append(SourceFile(path, name, document_id, records.get(name, Record()), refusal or refusals.get(name)))
    if not found:
        where = ", ".join(str(path) for path in paths) or f"{raw}"
        raise UsageError(f"there is no PDF in {where}; put PDFs there, or name files or folders")
    _require_own_stems(found)
    return tuple(sorted(found, key=lambda source: source.name))


def _name(path: Path, raw: Path) -> str:
    try:
        return _readable(path.absolute().relative_to(raw.absolute()).as_posix())
    except ValueError:
        return _readable(path.name)


def _readable(name: str) -> str:
    """A file's name in NFC; bytes of it that are no UTF-8 as escapes, for no table could hold them."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def _pdfs(paths: Iterable[Path]) -> Iterator[tuple[Path, Defect | None]]:
    """The PDFs of files and folders. Only a link named on purpose may lead out of its folder."""
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path, onerror=_raise):
                yield from (_inside(Path(folder) / name, path) for name in names if name.lower().endswith(".pdf"))
        elif path.exists() or path.is_symlink():
            yield path, None
        else:
            raise UsageError(f"there is no file {path}; see how its name is written and in which folder you are")


def _raise(error: OSError) -> NoReturn:
    raise error


def _inside(path: Path, folder: Path) -> tuple[Path, Defect | None]:
    try:
        leads_out = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        leads_out = True
    return path, Defect("outside-raw") if leads_out else None


def _require_own_stems(sources: Sequence[SourceFile]) -> None:
    by_stem: dict[str, list[str]] = {}
    for source in sources:
        by_stem.setdefault(source.document_id, []).append(source.name)
    for stem, names in by_stem.items():
        if len(names) > 1:
            raise UsageError(f'the files {" and ".join(names)} would both be the document "{stem}"; rename one of them')


def records_of(raw: Path) -> Mapping[str, Record]:
    """What ``sources.toml`` says, by the file's name relative to raw. Raises UsageError where it cannot be understood."""
    path = raw / RECORDS
    records: dict[str, Record] = {}
    for number, entry in enumerate(entries_of(path, _FORM), 1):
        name = unicodedata.normalize("NFC", str(entry["file"]))
        if name in records:
            raise entry_error(path, _FORM, number, f"{name} has an entry already")
        try:
            records[name] = _record(entry)
        except ValueError as error:
            raise entry_error(path, _FORM, number, str(error)) from error
    return records


def _record(entry: Mapping[str, Any]) -> Record:
    said = {key: str(value) for key, value in entry.items() if key != "file" and value != ""}
    if day := said.get("published_on"):
        try:
            datetime.date.fromisoformat(day)
        except ValueError as error:
            raise ValueError(f"published_on is {day}, and no day such as 2025-11-28") from error
    if "sha256" in said:
        said["sha256"] = said["sha256"].lower()
    return Record(**said)
