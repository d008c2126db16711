"""Results kept from run to run, in the staged folder: staged sheets, and under ``.cache`` the rows made from them.

In goes a source's digest, out comes its reading as an earlier run made it, or what of it is still to be done. Every result
is named by the digest of all that it was made from (``stages``), so one that is found fits, whoever made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from pipeline.datasets.packed import Packed
from pipeline.run.publish.storage import LocalStorage, Storage
from pipeline.run.stages import GROUPS, Group, rows_key, sheet_key
from pipeline.run.work.reading import Reading, with_rows
from pipeline.sheet.staged import plain, value_of
from pipeline.values import Defect

CACHE = ".cache"


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be done for a source: all of it, or with its staged sheet at hand the rows of some groups; ``ward`` is the
    one that ``sources.toml`` names."""

    groups: tuple[Group, ...] = GROUPS
    staged_sha256: str = ""
    ward: str | None = None


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
    """The kept results of one staged folder, for one engine."""

    def __init__(self, staged: Storage, engine: str) -> None:
        self._staged = staged
        self._engine = engine
        self._used: set[str] = set()

    def found(self, document_id: str, sha256: str, ward: str | None = None) -> KeptReading | Reading | Due:
        """The reading of a source with these bytes, itself where the source is refused; or what is still to be done for it."""
        due_whole = Due(ward=ward)
        if not sha256:
            return due_whole
        key = sheet_key(sha256, document_id, self._engine, ward)
        try:
            said = json.loads(self._staged.read(_sheet_name(key)))
            if "refused" in said:
                self._used.add(_sheet_name(key))
                return Reading(document_id, sha256, value_of(tuple[Defect, ...], said["refused"]))
            staged_sha256 = said["staged"]
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return due_whole
        if self._staged.digest(staged_name(document_id)) != staged_sha256:
            return due_whole
        self._used.add(_sheet_name(key))
        due = tuple(group for group in GROUPS if not self._has_rows(rows_key(group, staged_sha256)))
        return Due(due, staged_sha256, ward) if due else self._kept(document_id, sha256, staged_sha256)

    def staged_text(self, document_id: str) -> str:
        """The text of a staged sheet. Raises OSError where there is none."""
        return self._staged.read(staged_name(document_id)).decode()

    def keep(self, reading: Reading, due: Due) -> KeptReading | Reading:
        """Writes what a worker made, and gives it as ``found`` will."""
        key = sheet_key(reading.sha256, reading.document_id, self._engine, due.ward)
        if reading.tables is None:
            self._staged.remove(staged_name(reading.document_id))
            if reading.settled:
                self._say(key, {"refused": plain(reading.defects)})
            return reading
        staged_sha256 = due.staged_sha256
        if not staged_sha256:
            text = reading.staged.encode()
            staged_sha256 = hashlib.sha256(text).hexdigest()
            self._staged.write(staged_name(reading.document_id), text)
        for group, data in reading.packed.items():
            self._staged.write(_rows_name(rows_key(group, staged_sha256)), data)
        self._say(key, {"staged": staged_sha256})
        return self._kept(reading.document_id, reading.sha256, staged_sha256)

    def forget_others(self, documents: Iterable[str]) -> None:
        """Removes the staged sheets of other documents, which describe nothing any more, and results that nobody asked for."""
        staying = {staged_name(document_id) for document_id in documents}
        for name in list(self._staged.names("", ".json")):
            if name not in staying:
                self._staged.remove(name)
        for folder, ending in ((f"{CACHE}/sheets", ".json"), (f"{CACHE}/rows", ".rows")):
            for name in list(self._staged.names(folder, ending)):
                if name not in self._used:
                    self._staged.remove(name)

    def _say(self, key: str, said: object) -> None:
        self._used.add(_sheet_name(key))
        self._staged.write(_sheet_name(key), json.dumps(said, ensure_ascii=False).encode())

    def _has_rows(self, key: str) -> bool:
        try:
            Packed(partial(self._staged.read_range, _rows_name(key)))
        except (OSError, ValueError):
            return False
        self._used.add(_rows_name(key))
        return True

    def _kept(self, document_id: str, sha256: str, staged_sha256: str) -> KeptReading:
        rows = tuple(_rows_name(rows_key(group, staged_sha256)) for group in GROUPS)
        self._used.update(rows)
        return KeptReading(document_id, sha256, rows, self._staged.near)


def staged_name(document_id: str) -> str:
    return f"{document_id}.json"


def _sheet_name(key: str) -> str:
    return f"{CACHE}/sheets/{key}.json"


def _rows_name(key: str) -> str:
    return f"{CACHE}/rows/{key}.rows"
