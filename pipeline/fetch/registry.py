"""The registry ``sources.toml`` as commands write it: records of files and pages added and changed, all else left as it stands.

In go records, out comes the file, whole or as it was.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.files import fitting_name
from pipeline.run.entries import EntryForm, change_entries
from pipeline.run.sources import PAGE, RECORDS, SOURCE, Record
from pipeline.run.work.reading import Reading

_UNFIT = re.compile(r"[^\w.\-]+")
_LONGEST_STEM = 120
"""Bytes of a name that is made of an address; what a file system takes leaves room for the version behind it."""


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What a sheet says of itself; null where it does not."""

    ward: str | None = None
    period: tuple[int, int] | None = None
    kind: str | None = None

    @property
    def term(self) -> tuple[str, tuple[int, int], str] | None:
        return (self.ward, self.period, self.kind) if self.ward and self.period and self.kind else None


def told_by(reading: Reading) -> SelfDescription:
    """What the sheet says, if it could be read."""
    if reading.tables is None:
        return SelfDescription()
    (row,) = reading.tables["documents"].to_pylist()
    start, end = row["period_start"], row["period_end"]
    return SelfDescription(row["ward"], (start, end) if start and end else None, row["sheet_kind"])


def stable_stem(told: SelfDescription, url: str) -> str:
    """A file's name without its ending: ward, term and kind, or where the term is not known what the address calls it."""
    term = f"{told.period[0]}-{told.period[1]}" if told.period else Path(unquote(urlsplit(url).path)).stem
    parts = [part for part in (told.ward, term, told.kind if told.period else None) if part]
    stem = _UNFIT.sub("_", unicodedata.normalize("NFC", "-".join(parts))).strip("._") or "sheet"
    return stem.encode()[:_LONGEST_STEM].decode(errors="ignore")


def free_name(raw: Path, stem: str, taken: Iterable[str]) -> str:
    """The first name of this stem that no file in any folder of raw and no record has: it is to be a document's own."""
    stems = {Path(name).stem for name in (*taken, *pdfs_under(raw))}
    names = (fitting_name(stem if version == 1 else f"{stem}.v{version}", ".pdf") for version in itertools.count(1))
    return next(name for name in names if Path(name).stem not in stems)


def pdfs_under(raw: Path) -> Iterator[str]:
    """The names, relative to raw, of all PDFs in it and its folders."""
    for path in raw.rglob("*.[pP][dD][fF]"):
        yield unicodedata.normalize("NFC", path.relative_to(raw).as_posix())


def add_record(raw: Path, name: str, record: Record) -> None:
    """Writes a new record. Raises OSError, and nothing has changed."""
    change_entries(raw / RECORDS, SOURCE, lambda entries: entries.append({"file": name, **_written(record)}))


def update_record(raw: Path, name: str, /, **values: str | None) -> None:
    """Changes some keys of a file's record; one with a null is taken out. Raises OSError, and nothing has changed."""
    _update(raw, SOURCE, "file", name, values)


def add_page(raw: Path, **values: str | None) -> None:
    """Registers a page. Raises OSError, and nothing has changed."""
    change_entries(raw / RECORDS, PAGE, lambda entries: entries.append({key: value for key, value in values.items() if value}))


def update_page(raw: Path, page: str, /, **values: str | None) -> None:
    """Changes some keys of a page, as ``update_record``."""
    _update(raw, PAGE, "url", page, values)


def _update(raw: Path, form: EntryForm, key: str, wanted: str, values: Mapping[str, str | None]) -> None:
    def change(entries: list[Any]) -> None:
        for entry in entries:
            if unicodedata.normalize("NFC", str(entry.get(key))) == wanted:
                for name, value in values.items():
                    if value is None:
                        entry.pop(name, None)
                    else:
                        entry[name] = value

    change_entries(raw / RECORDS, form, change)


def _written(record: Record) -> dict[str, str]:
    said: dict[str, Any] = {name: getattr(record, name) for name in SOURCE.keys if name != "file"}
    if record.period:
        said["period"] = f"{record.period[0]}-{record.period[1]}"
    return {name: str(value) for name, value in said.items() if value}
