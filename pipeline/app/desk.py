"""The desk: what was dropped, each sheet in a folder named by an id made here, and what became of it.

In go files as they arrive, out come ``Dropped`` records, whose state moves from "waiting" to "read" (the reader's own defects are
known) to "done" (the verdict that a run would give). Every change is on the disk before anybody is told, so that a server that is
killed loses nothing: the next one that is started takes the desk over as it was. A server that ends removes the desk.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar

from pipeline.app import work
from pipeline.app.folder import PART, SHEET_ID
from pipeline.files import write_whole
from pipeline.proofreading import Slip, sheet_before
from pipeline.rules.defects import severity
from pipeline.run.accepted import Acceptance, accepted_of, refuses
from pipeline.run.checking import compared_defects, in_order
from pipeline.run.kept import KeptReading
from pipeline.run.sources import SourceFile
from pipeline.sheet.model import SheetKind
from pipeline.sheet.staged import plain, staged_name, value_of
from pipeline.values import Defect

DeskState = Literal["waiting", "read", "done"]
DeskVerdict = Literal["waiting", "refused", "warned", "clean"]
MOST_FILES = 20
"""in one drop"""
MOST_BYTES = 30 << 20
"""of one file"""
MOST_SHEETS = 60
"""on the desk at once"""
_LONGEST_NAME, _LONGEST_STEM = 150, 80
"""letters of a file's name that are shown, and that make the document_id"""
_RECORD, _SOURCE, _TABLES = "record.json", "source.pdf", "tables"
_EDITION = ["ward", "period_start", "period_end", "sheet_kind"]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Dropped:
    """One file. ``name`` is its name with the person who dropped it, for reading only; ``has_tables`` where it was read whole enough
    to have rows. ``order`` counts from 1 in the order of arrival. ``findings`` are the slips that proofreading found beside the sheet
    ``former_id`` of the term before ("" where none is here, null where nothing was proofread yet)."""

    sheet_id: str
    order: int
    name: str
    document_id: str
    sha256: str
    size: int
    state: DeskState = "waiting"
    defects: tuple[Defect, ...] = ()
    has_tables: bool = False
    revision: int = 0
    ward: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    sheet_kind: SheetKind = "final"
    findings: tuple[Slip, ...] = ()
    former_id: str | None = None

    @property
    def is_busy(self) -> bool:
        """Whether more will be said of it."""
        return self.state != "done" or (self.has_tables and self.former_id is None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sheet with its defects, each with the entry of ``accepted.toml`` that covers it."""

    dropped: Dropped
    sorted: tuple[tuple[Defect, Acceptance | None], ...]

    @property
    def verdict(self) -> DeskVerdict:
        if self.dropped.state != "done":
            return "waiting"
        if refuses(self.sorted):
            return "refused"
        return "warned" if any(by is None for _, by in self.sorted) else "clean"

    def count(self, grave: str) -> int:
        return sum(severity(defect) == grave and by is None for defect, by in self.sorted)

    @property
    def slips(self) -> list[tuple[int, Slip]]:
        """What proofreading found, but for what the defects say, each with its number."""
        found = enumerate(self.dropped.findings)
        return [(number, finding) for number, finding in found if finding.defect not in self.dropped.defects]

    @property
    def accepted(self) -> int:
        return sum(by is not None for _, by in self.sorted)


class Desk:
    """The dropped sheets of one server. ``entries`` gives what is accepted at the moment, ``hand`` does the work."""

    def __init__(self, folder: Path, hand: work.Work, entries: Callable[[], tuple[Acceptance, ...]]) -> None:
        self._folder = folder
        self._hand = hand
        self._entries = entries
        self._lock = threading.RLock()
        self._concluding = threading.RLock()
        """held, before the other, while what a worker gave is written, and while a sheet is taken away: never both at once"""
        self._sheets: dict[str, Dropped] = {}
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._take_over()

    def _take_over(self) -> None:
        """Puts back on the desk what a killed server left there, and removes what it was in the middle of."""
        found = []
        for half in self._folder.glob(f"*{PART}"):
            half.unlink()
        for folder in self._folder.iterdir():
            if not SHEET_ID.fullmatch(folder.name):
                continue
            try:
                found.append(_loaded((folder / _RECORD).read_text(encoding="utf-8")))
            except (OSError, ValueError, KeyError, TypeError):
                shutil.rmtree(folder, ignore_errors=True)
        for dropped in sorted(found, key=lambda one: one.order):
            self._sheets[dropped.sheet_id] = dropped
            if dropped.state != "done":
                self._begin(dropped)
        self._proofread()

    def sheets(self) -> list[Dropped]:
        """What lies on the desk, the newest first."""
        with self._lock:
            return sorted(self._sheets.values(), key=lambda one: -one.order)

    def sheet(self, sheet_id: str) -> Dropped | None:
        with self._lock:
            return self._sheets.get(sheet_id)

    def room(self) -> int:
        """How many more sheets there is room for."""
        with self._lock:
            return max(0, MOST_SHEETS - len(self._sheets))

    def judgement(self, dropped: Dropped) -> Judgement:
        return Judgement(dropped, tuple(accepted_of(dropped.name, dropped.defects, self._entries())))

    def source(self, dropped: Dropped) -> Path:
        return self._folder / dropped.sheet_id / _SOURCE

    def tables(self, dropped: Dropped) -> Path:
        """The folder of the sheet's curated tables."""
        return self._folder / dropped.sheet_id / _TABLES

    @contextmanager
    def arriving(self) -> Iterator[tuple[BinaryIO, Path]]:
        """A file to write what arrives into; what is not handed to ``add`` in the block is removed."""
        path = self._folder / f"{secrets.token_hex(8)}{PART}"
        try:
            with path.open("xb") as file:
                yield file, path
        finally:
            path.unlink(missing_ok=True)

    def add(self, name: str, arrived: Path | None, sha256: str, size: int, refusal: Defect | None = None) -> Dropped:
        """Puts a file on the desk and has it read; one with the bytes and name of another is that one. With a ``refusal`` it is
        only named."""
        shown = shown_name(name)
        with self._lock:
            for known in self._sheets.values():
                if (known.sha256, known.name) == (sha256, shown) and refusal is None:
                    return known
            order = max((one.order for one in self._sheets.values()), default=0) + 1
            sheet_id = secrets.token_hex(8)
            dropped = Dropped(sheet_id, order, shown, document_id_of(shown), sha256, size)
            folder = self._folder / sheet_id
            folder.mkdir(mode=0o700)
            if arrived is not None and refusal is None:
                arrived.replace(folder / _SOURCE)
            if refusal is not None:
                dropped = replace(dropped, state="done", defects=(refusal,))
            self._save(dropped)
        if dropped.state != "done":
            self._begin(dropped)
        return dropped

    def remove(self, sheet_id: str) -> None:
        with self._concluding, self._lock:
            if self._sheets.pop(sheet_id, None):
                shutil.rmtree(self._folder / sheet_id, ignore_errors=True)
        self._proofread()

    def close(self) -> None:
        """Forgets all sheets: whatever the workers still give, nothing more is written."""
        with self._concluding, self._lock:
            self._sheets.clear()

    def kept(self, dropped: Dropped, name: str, make: Callable[[Path], object]) -> Path:
        """A file made of the sheet, made when it is first asked for; ``name`` is one of ours."""
        path = self._folder / dropped.sheet_id / name
        if not path.is_file():
            made_aside(path, make)
        return path

    def _save(self, dropped: Dropped) -> None:
        dropped = replace(dropped, revision=dropped.revision + 1)
        self._sheets[dropped.sheet_id] = dropped
        write_whole(self._folder / dropped.sheet_id / _RECORD, _spelled(dropped))

    def _change(self, sheet_id: str, **changed: Any) -> Dropped | None:
        """The sheet as changed; none where somebody took it off the desk meanwhile."""
        with self._lock:
            if (dropped := self._sheets.get(sheet_id)) is None:
                return None
            self._save(replace(dropped, **changed))
            return self._sheets[sheet_id]

    def _begin(self, dropped: Dropped) -> None:
        source = SourceFile(self.source(dropped), dropped.name, dropped.document_id)
        self._then(dropped, self._hand.read(source), partial(self._was_read, dropped, source))

    def _then(self, dropped: Dropped, future: Future[_T], go_on: Callable[[_T], None]) -> None:
        """Goes on with what the future gives; where the system fails, the sheet says so."""

        def done(done: Future[_T]) -> None:
            with suppress(CancelledError), self._concluding:
                if self.sheet(dropped.sheet_id) is None:
                    return
                try:
                    go_on(done.result())
                except Exception as error:
                    self._change(dropped.sheet_id, state="done", defects=(work.failed(error),))

        future.add_done_callback(done)

    def _was_read(self, dropped: Dropped, source: SourceFile, outcome: Any) -> None:
        folder = self._folder / dropped.sheet_id
        reading = work.kept(outcome, source, folder)
        if not isinstance(reading, KeptReading):
            self._change(dropped.sheet_id, state="done", defects=in_order(reading.defects))
            return
        whole = reading()
        (edition,) = (whole.tables or {})["documents"].select(_EDITION).to_pylist()
        if self._change(dropped.sheet_id, state="read", defects=in_order(whole.defects), **edition) is None:
            return
        shutil.rmtree(folder / _TABLES, ignore_errors=True)
        compared = self._hand.compared(source)
        judged = self._hand.judged(source, reading, self._entries(), folder)

        def conclude(checked: Any) -> None:
            self._then(dropped, compared, lambda more: self._conclude(dropped, (*checked.defects, *compared_defects(more))))

        self._then(dropped, judged, conclude)

    def _conclude(self, dropped: Dropped, defects: tuple[Defect, ...]) -> None:
        self._change(dropped.sheet_id, state="done", defects=in_order(defects), has_tables=self.tables(dropped).is_dir())
        self._proofread()

    def _proofread(self) -> None:
        """Has each sheet proofread beside the one of the term before, as far as both are here, again where that is another now."""
        with self._lock:
            whole = [dropped for dropped in self._sheets.values() if dropped.state == "done" and dropped.has_tables]
        for dropped in whole:
            former = sheet_before(dropped, whole)
            former_id = former.sheet_id if former else ""
            if dropped.former_id != former_id:
                future = self._hand.proofread(self.source(dropped), self._staged(dropped), self._staged(former) if former else None)
                self._then(dropped, future, partial(self._was_proofread, dropped, former_id))

    def _was_proofread(self, dropped: Dropped, former_id: str, outcome: tuple[Slip, ...] | Defect) -> None:
        """Notes the findings; a sheet that cannot be proofread in time has none."""
        self._change(dropped.sheet_id, findings=() if isinstance(outcome, Defect) else outcome, former_id=former_id)

    def _staged(self, dropped: Dropped) -> Path:
        return self._folder / dropped.sheet_id / "staged" / staged_name(dropped.document_id)


def made_aside(path: Path, make: Callable[[Path], object]) -> None:
    """Has a file made in a folder of its own and then puts it in place, for others may be making the same."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="half-") as folder:
        half = Path(folder) / path.name
        make(half)
        half.replace(path)


def store(path: Path, content: bytes) -> None:
    """Writes a picture, its folder too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made_aside(path, lambda half: half.write_bytes(content))


def shown_name(given: str) -> str:
    """The last part of a file's name as the browser gave it, in NFC, without what cannot be seen."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] not in "CZ" or letter == " ").strip()
    if len(seen) > _LONGEST_NAME:
        seen = f"{seen[: _LONGEST_NAME - 5]}….pdf"
    return seen or "sheet.pdf"


def document_id_of(name: str) -> str:
    """The document_id of a dropped file: its stem, of letters, digits, - and . alone."""
    stem = re.sub(r"\.pdf$", "", name, flags=re.IGNORECASE)
    return re.sub(r"[^\w.-]+", "_", stem).strip("._")[:_LONGEST_STEM] or "sheet"


def _spelled(dropped: Dropped) -> str:
    lists = {"defects": plain(dropped.defects), "findings": plain(dropped.findings)}
    record = asdict(replace(dropped, defects=(), findings=())) | lists
    return json.dumps(record, ensure_ascii=False)


def _loaded(text: str) -> Dropped:
    record = json.loads(text)
    lists = {"defects": value_of(tuple[Defect, ...], record["defects"]), "findings": value_of(tuple[Slip, ...], record["findings"])}
    return Dropped(**record | lists)
