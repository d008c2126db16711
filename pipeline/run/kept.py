"""Results kept from run to run, in the staged folder: staged sheets, and under ``.cache`` the rows made from them.

In goes a source's digest, out comes its reading as an earlier run made it, or what of it is still to be done. Every result
is named by the digest of all that it was made from (``stages``), so one that is found fits, whoever made it; and it is
compared with the digest of what was written, so one that was spoiled or edited is made anew. The manifest of the folder names
the sheets that are kyoten's; no other file of a person is touched.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from pipeline.datasets.packed import Packed
from pipeline.run.manifest import MANIFEST, files_of, manifest, sealed, unsealed
from pipeline.run.publish.storage import LocalStorage, Storage
from pipeline.run.stages import GROUPS, StageGroup, rows_key, sheet_key
from pipeline.run.usage import UsageError
from pipeline.run.work.reading import Reading, with_rows
from pipeline.sheet.staged import plain, staged_name, value_of
from pipeline.values import Defect

CACHE = ".cache"
_KEY = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be done for a source: all of it, or with its staged sheet at hand the rows of some groups; ``rows`` are the
    digests of those that need not be done, by their names, ``ward`` is the one that ``sources.toml`` names."""

    groups: tuple[StageGroup, ...] = GROUPS
    staged_sha256: str = ""
    ward: str | None = None
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptReading:
    """The reading of a published document as a run holds it from the reading of its source to the publication: ``rows`` are the
    names of what was kept of it. A run holds as many of these as there are sheets, so none holds anything that is in a sheet."""

    document_id: str
    sha256: str
    rows: tuple[str, ...]
    storage: LocalStorage

    def __call__(self) -> Reading:
        """The reading, with tables that are read when they are asked for. Raises OSError or ValueError where it is gone."""
        parts = [Packed(partial(self.storage.read_range, name)) for name in self.rows]
        return with_rows(Reading(self.document_id, self.sha256, ()), parts)


class Kept:
    """The kept results of one staged folder, for one engine. ``spoiled`` are the names of those that were found to be no longer as
    they were written."""

    def __init__(self, staged: Storage, engine: str) -> None:
        self._staged = staged
        self._engine = engine
        self._used: set[str] = set()
        self._sheets = recorded_sheets(staged)
        self.spoiled: list[str] = []

    def claim(self, documents: Iterable[str]) -> None:
        """Records that the staged sheets of these documents are kyoten's, before any of them is written. Raises UsageError where
        a file of that name is there that is not."""
        names = {staged_name(document_id) for document_id in documents}
        if foreign := [name for name in sorted(names - self._sheets.keys()) if self._staged.holds(name)]:
            raise UsageError(
                "the staged folder holds {names}, not written by kyoten; move it, or name another with --staged",
                names=", ".join(foreign[:3]),
            )
        if names - self._sheets.keys():
            self._sheets |= dict.fromkeys(names - self._sheets.keys(), "")
            self._staged.write(MANIFEST, manifest(self._sheets))

    def found(self, document_id: str, sha256: str, ward: str | None = None) -> KeptReading | Reading | Due:
        """The reading of a source with these bytes, itself where the source is refused; or what is still to be done for it."""
        due_whole = Due(ward=ward)
        if not sha256:
            return due_whole
        record = _sheet_name(sheet_key(sha256, document_id, self._engine, ward))
        try:
            said = unsealed(self._staged.read(record))
        except FileNotFoundError:
            return due_whole
        except (OSError, ValueError):
            self.spoiled.append(record)
            return due_whole
        self._used.add(record)
        if "refused" in said:
            return Reading(document_id, sha256, value_of(tuple[Defect, ...], said["refused"]))
        staged_sha256, rows = said["staged"], said["rows"]
        if not self._is_as_written(staged_name(document_id), staged_sha256):
            return due_whole
        self._sheets[staged_name(document_id)] = staged_sha256
        wanted = {group: _rows_name(rows_key(group, staged_sha256)) for group in GROUPS}
        due = tuple(group for group, name in wanted.items() if name not in rows or not self._is_as_written(name, rows[name]))
        self._used.update(name for group, name in wanted.items() if group not in due)
        if not due:
            return self._kept(document_id, sha256, staged_sha256)
        return Due(due, staged_sha256, ward, {name: rows[name] for group, name in wanted.items() if group not in due})

    def staged_text(self, document_id: str) -> str:
        """The text of a staged sheet. Raises OSError where there is none."""
        return self._staged.read(staged_name(document_id)).decode()

    def keep(self, reading: Reading, due: Due) -> KeptReading | Reading:
        """Writes what a worker made, and gives it as ``found`` will."""
        record, name = _sheet_name(sheet_key(reading.sha256, reading.document_id, self._engine, due.ward)), staged_name(reading.document_id)
        if reading.tables is None:
            if self._sheets.pop(name, None) is not None:
                self._staged.remove(name)
            if reading.settled:
                self._record(record, {"refused": plain(reading.defects)})
            return reading
        staged_sha256, rows = due.staged_sha256, dict(due.rows)
        if not staged_sha256:
            text = reading.staged.encode()
            staged_sha256 = hashlib.sha256(text).hexdigest()
            self._staged.write(name, text)
        self._sheets[name] = staged_sha256
        for group, data in reading.packed.items():
            rows_name = _rows_name(rows_key(group, staged_sha256))
            rows[rows_name] = hashlib.sha256(data).hexdigest()
            self._staged.write(rows_name, data)
        self._record(record, {"staged": staged_sha256, "rows": dict(sorted(rows.items()))})
        return self._kept(reading.document_id, reading.sha256, staged_sha256)

    def forget_others(self, documents: Iterable[str]) -> None:
        """Removes the staged sheets of other documents, which describe nothing any more, and results that nobody asked for."""
        staying = {staged_name(document_id) for document_id in documents}
        for name in sorted(self._sheets.keys() - staying):
            self._staged.remove(name)
            del self._sheets[name]
        for folder, ending in ((f"{CACHE}/sheets", ".json"), (f"{CACHE}/rows", ".rows")):
            for name in list(self._staged.names(folder, ending)):
                if name not in self._used and _KEY.fullmatch(name.removeprefix(f"{folder}/").removesuffix(ending)):
                    self._staged.remove(name)

    def close(self) -> None:
        """Records the staged sheets with their digests, for the next run and for whoever reads one."""
        text = manifest({name: sha256 for name, sha256 in self._sheets.items() if self._staged.holds(name)})
        if not self._staged.holds(MANIFEST) or self._staged.read(MANIFEST) != text:
            self._staged.write(MANIFEST, text)

    def _is_as_written(self, name: str, sha256: str) -> bool:
        found = self._staged.digest(name)
        if found and found != sha256:
            self.spoiled.append(name)
        return found == sha256

    def _record(self, name: str, content: Mapping[str, object]) -> None:
        self._used.add(name)
        self._staged.write(name, sealed(content))

    def _kept(self, document_id: str, sha256: str, staged_sha256: str) -> KeptReading:
        rows = tuple(_rows_name(rows_key(group, staged_sha256)) for group in GROUPS)
        self._used.update(rows)
        return KeptReading(document_id, sha256, rows, self._staged.near)


def recorded_sheets(staged: Storage) -> dict[str, str]:
    """The staged sheets that are kyoten's, with their digests: those of the manifest, or in a folder without one those that say so."""
    try:
        return files_of(staged.read(MANIFEST))
    except (OSError, ValueError):
        return {name: "" for name in staged.names("", ".json") if _is_sheet(staged, name)}


def edited_sheets(staged: Storage, documents: Iterable[str]) -> list[str]:
    """Those of the documents' staged sheets that are gone or no longer as they were written."""
    recorded = recorded_sheets(staged)
    names = [staged_name(document_id) for document_id in documents]
    return [name for name in names if not recorded.get(name) or not staged.is_unchanged(name, recorded[name])]


def _is_sheet(staged: Storage, name: str) -> bool:
    try:
        content = json.loads(staged.read(name))
        return bool(content["staged_version"] and staged_name(content["sheet"]["document_id"]) == name)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sheet_name(key: str) -> str:
    return f"{CACHE}/sheets/{key}.json"


def _rows_name(key: str) -> str:
    return f"{CACHE}/rows/{key}.rows"
