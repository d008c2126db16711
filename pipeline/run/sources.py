"""The files that a run is given: the PDFs under ``raw/`` or the paths named instead, with what ``sources.toml`` says.

In goes a folder or a list of paths, out come ``SourceFile``s in a fixed order, each with the document_id it will have.
"""

from __future__ import annotations

import datetime
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from pipeline.rules.spoken import Sentence, sentence
from pipeline.run.entries import EntryForm, WrongEntryError, entries_of, entry_error
from pipeline.run.folders import readable
from pipeline.run.usage import UsageError
from pipeline.values import Defect, SourceError

RECORDS = "sources.toml"
KINDS = ("final", "interim")
_TOLD = ("ward", "url", "published_on", "licence", "sha256", "period", "kind", "supersedes")
_FETCHED = ("fetched_on", "etag", "last_modified", "gone_on")
"""What only ``kyoten fetch`` asks for; a run does not depend on it."""
SOURCE = EntryForm("source", ("file", *_TOLD, *_FETCHED), needed=("file",), beside=("page",))
PAGE = EntryForm("page", ("url", "ward", "pattern", "note", "etag", "last_modified"), needed=("url",), beside=("source",))


@dataclass(frozen=True, slots=True)
class Record:
    """What ``sources.toml`` says of one file; null where it says nothing. ``period`` are the first and the last fiscal year,
    ``supersedes`` is the file of the version before, ``gone_on`` the day from which its url leads nowhere."""

    ward: str | None = None
    url: str | None = None
    published_on: str | None = None
    licence: str | None = None
    sha256: str | None = None
    period: tuple[int, int] | None = None
    kind: str | None = None
    supersedes: str | None = None
    fetched_on: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    gone_on: str | None = None

    def told(self) -> tuple[Any, ...]:
        """All that a run depends on."""
        return tuple(getattr(self, name) for name in _TOLD)


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page that lists a ward's sheets, or a sheet's own address. Of its links those count whose address or text ``pattern`` is
    found in, without one all that lead to a PDF."""

    url: str
    ward: str | None = None
    pattern: str | None = None
    note: str | None = None
    etag: str | None = None
    last_modified: str | None = None


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


def source_files(
    raw: Path, paths: Sequence[Path] = (), refused: Mapping[str, Defect] = {}, *, own_stems: bool = True
) -> tuple[SourceFile, ...]:
    """Every PDF under ``raw``, or of ``paths`` where any is given, sorted by name. ``refused`` are names that must not be read, with why.

    Raises UsageError where a path is missing or may not be read, nothing is found, or two files have one stem (``own_stems``).
    """
    if not paths and not raw.is_dir():
        raise UsageError("there is no folder {raw}; put the PDFs into it, or name another with --raw", raw=raw)
    records = records_of(raw)
    refusals = {readable(name): defect for name, defect in refused.items()}
    found = []
    try:
        pdfs = sorted(dict(_pdfs(paths or [raw])).items())
    except OSError as error:
        # A folder that is passed over would take its sheets out of the collection, and nobody would be told.
        raise UsageError("{filename} cannot be opened ({error}); see that you may read it", filename=error.filename, error=error) from error
    names = _names([path for path, _ in pdfs], raw)
    for path, refusal in pdfs:
        name = names[path]
        # A linked folder is no document, and no stem holds a slash.
        document_id = readable(path.stem if _is_pdf(path.name) or not path.is_dir() else f"{path.name}/")
        found.append(SourceFile(path, name, document_id, records.get(name, Record()), refusal or refusals.get(name)))
    if not found:
        where = ", ".join(str(path) for path in paths) or f"{raw}"
        raise UsageError("there is no PDF in {where}; put PDFs there, or name files or folders", where=where)
    if own_stems:
        _require_own_stems(found)
    return tuple(sorted(found, key=lambda source: source.name))


def _names(paths: Sequence[Path], raw: Path) -> dict[Path, str]:
    """Each file's path relative to raw; of one outside raw its name, or, where another has that name too, its path as given."""
    short = {path: _name(path, raw) for path in paths}
    counted = Counter(short.values())
    return {path: name if counted[name] == 1 else readable(path.as_posix()) for path, name in short.items()}


def _name(path: Path, raw: Path) -> str:
    try:
        return readable(path.absolute().relative_to(raw.absolute()).as_posix())
    except ValueError:
        return readable(path.name)


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")


def _pdfs(paths: Iterable[Path]) -> Iterator[tuple[Path, Defect | None]]:
    """The PDFs of files and folders. Only a link named on purpose may lead out of its folder."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path, onerror=_raise):
                yield from (_inside(Path(folder) / name, path) for name in names if _is_pdf(name))
                # A linked folder is not gone into; what it holds elsewhere would be missed without a word.
                linked = (Path(folder) / name for name in folders if (Path(folder) / name).is_symlink())
                yield from ((link, refusal) for link, refusal in (_inside(link, path) for link in linked) if refusal)
        elif path.exists() or path.is_symlink():
            yield path, None
        else:
            raise UsageError("there is no file {path}; see how its name is written and in which folder you are", path=path)


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
            raise UsageError('the files {names} would both be the document "{stem}"; rename one of them', names=", ".join(names), stem=stem)


def first_of_same_bytes(digests: Mapping[str, str]) -> dict[str, str]:
    """The first file, in the order of ``digests``, that has the bytes of each; itself where there is no digest of it."""
    first: dict[str, str] = {}
    return {name: first.setdefault(sha256, name) if sha256 else name for name, sha256 in digests.items()}


def with_moved_records(
    sources: Sequence[SourceFile], digests: Mapping[str, str], records: Mapping[str, Record], former_name: Callable[[str], str | None]
) -> tuple[SourceFile, ...]:
    """The sources, with the record of a renamed file found again by its SHA-256: that of the record, or that which ``former_name``
    knows the recorded name by. ``digests`` are by document_id."""
    left = {name: record for name, record in records.items() if name not in {source.name for source in sources}}
    by_digest = {record.sha256: record for record in left.values() if record.sha256}
    moved = []
    for source in sources:
        sha256 = digests[source.document_id]
        found = None if source.name in records or not sha256 else by_digest.get(sha256) or left.get(former_name(sha256) or "")
        moved.append(replace(source, record=found) if found else source)
    return tuple(moved)


def records_of(raw: Path) -> Mapping[str, Record]:
    """What ``sources.toml`` says, by the file's name relative to raw. Raises UsageError where it cannot be understood."""
    path = raw / RECORDS
    records: dict[str, Record] = {}
    for number, entry in enumerate(entries_of(path, SOURCE), 1):
        name = unicodedata.normalize("NFC", str(entry["file"]))
        if name in records:
            raise entry_error(path, SOURCE, number, sentence("{name} has an entry already", name=name))
        try:
            records[name] = _record(entry)
        except WrongEntryError as error:
            raise entry_error(path, SOURCE, number, error) from error
    return records


def _record(entry: Mapping[str, Any]) -> Record:
    said: dict[str, Any] = {key: str(value) for key, value in entry.items() if key != "file" and value != ""}
    if day := said.get("published_on"):
        try:
            datetime.date.fromisoformat(day)
        except ValueError as error:
            raise WrongEntryError("published_on is {day}, and no day such as 2025-11-28", day=day) from error
    if "sha256" in said:
        said["sha256"] = said["sha256"].lower()
    if said.get("kind", KINDS[0]) not in KINDS:
        raise WrongEntryError("kind is {said}; it is one of {names}", said=said["kind"], names=", ".join(KINDS))
    return replace(Record(**{**said, "period": None}), period=_period(said.get("period")))


def _period(said: str | None) -> tuple[int, int] | None:
    if said is None:
        return None
    years = re.fullmatch(r"(\d{4})-(\d{4})", said)
    if not years:
        raise WrongEntryError("period is {said}, and no two fiscal years such as 2021-2025", said=said)
    return int(years[1]), int(years[2])


def web_pages(raw: Path) -> tuple[WebPage, ...]:
    """The pages that ``sources.toml`` registers. Raises UsageError where it cannot be understood."""
    path, found = raw / RECORDS, []
    for number, entry in enumerate(entries_of(path, PAGE), 1):
        page = WebPage(**{key: str(value) for key, value in entry.items() if value != ""})
        if wrong := _wrong(page):
            raise entry_error(path, PAGE, number, wrong)
        found.append(page)
    return tuple(found)


def searched_for(pattern: str) -> re.Pattern[str]:
    """The pattern that somebody wrote for a page's links. Raises re.error where it is none."""
    return re.compile(pattern)


def _wrong(page: WebPage) -> Sentence | None:
    if not is_web_address(page.url):
        return sentence("url is {url}, and no address of the web such as https://www.example.org/sheets.html", url=page.url)
    try:
        searched_for(page.pattern or "")
    except re.error as error:
        return sentence("pattern is {pattern}, which cannot be searched for: {error}", pattern=page.pattern, error=error)
    return None


def is_web_address(url: str) -> bool:
    """Whether it is a whole http or https address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(char.isspace() for char in url)
