"""The work on dropped sheets: warm processes behind the wall, so that a verdict takes seconds, and what a sheet goes through.

In go a dropped sheet's bytes, out come its defects, its tables in its folder and the pictures of its pages. Two guarded processes
(one reads, one compares and draws) and the gate's process have imported everything before the first sheet is dropped. The gate's
never opens a source; it reads what was made here.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any, TypeVar

from pipeline import gate
from pipeline.proofreading import Slip
from pipeline.run.accepted import Acceptance
from pipeline.run.checking import Checked, verdict_on
from pipeline.run.kept import Due, Kept, KeptReading
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.sources import SourceFile, bytes_of
from pipeline.run.work.comparing import EngineComparison, compare
from pipeline.run.work.failures import reader_failed
from pipeline.run.work.guarded import WorkLimits, outcomes
from pipeline.run.work.pool import Pool
from pipeline.run.work.reading import Reading, Task, read_source
from pipeline.run.work.workers import unpacked_reading
from pipeline.sheet.staged import loads
from pipeline.values import Box, Defect

_TaskT = TypeVar("_TaskT")
_ResultT = TypeVar("_ResultT")
_Asked = tuple[Callable[[Any], Any], Any, "Future[Any]"]


class Lane:
    """One guarded process that stays warm between tasks, fed in the order of ``submit``; one that dies is replaced and warmed again."""

    def __init__(self, limits: WorkLimits) -> None:
        self._limits = limits
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self.submit(warm, None)

    def submit(self, work: Callable[[_TaskT], _ResultT], task: _TaskT) -> Future[_ResultT | Defect]:
        """Has a function of a module done with the task; the future gives its result, or the defect in its place."""
        future: Future[_ResultT | Defect] = Future()
        self._asked.put((work, task, future))
        return future

    def close(self) -> None:
        """Ends the process once what it is at is done; what waits is given up."""
        while True:
            try:
                asked = self._asked.get_nowait()
            except queue.Empty:
                break
            if asked:
                asked[2].cancel()
        self._asked.put(None)

    def _serve(self) -> None:
        under_way: deque[_Asked] = deque()
        for _, outcome in outcomes(_called, self._tasks(under_way), 1, self._limits):
            work, _, future = under_way.popleft()
            if isinstance(outcome, Defect) and work is not warm:
                self.submit(warm, None)
            future.set_result(outcome)

    def _tasks(self, under_way: deque[_Asked]) -> Iterator[tuple[Callable[[Any], Any], Any]]:
        while asked := self._asked.get():
            if asked[2].set_running_or_notify_cancel():
                under_way.append(asked)
                yield asked[:2]


def _called(asked: tuple[Callable[[Any], Any], Any]) -> Any:
    work, task = asked
    return work(task)


def warm(_: None) -> bool:
    """Imports what reading, comparing and drawing a sheet needs, and opens the dictionary; true, for a worker's word that it begins
    is none."""
    import pipeline.datasets.document
    import pipeline.narrative.viewpoints
    import pipeline.pages.pdfplumber_engine
    import pipeline.pages.render
    import pipeline.proof.document
    import pipeline.prose
    import pipeline.sheet.reader  # noqa: F401
    from pipeline.narrative.tokens import tokens_of

    return bool(tokens_of("事業"))


def proofread(task: tuple[Path, Path, Path | None]) -> tuple[Slip, ...]:
    """The slips of a source by its staged sheet, beside the one of the term before where there is one. Raises SourceError."""
    from pipeline.proofreading import narrowed, slips_of

    source, *staged = task
    sheet, former = (loads(path.read_text(encoding="utf-8")) if path else None for path in staged)
    return narrowed(slips_of(sheet, former), bytes_of(source)) if sheet else ()


def draw_page(task: tuple[Path, int, float]) -> bytes:
    """A whole page (from 1) as PNG. Raises SourceError."""
    from pipeline.pages.render import render_page

    path, number, scale = task
    return render_page(bytes_of(path), number, scale)


def draw_place(task: tuple[Path, int, Sequence[Box], float]) -> bytes:
    """The surroundings of the boxes as PNG, with each box framed. Raises SourceError."""
    from pipeline.pages.render import render_place

    path, page, boxes, scale = task
    return render_place(bytes_of(path), page, boxes, scale)


def draw_placeholder(defect: Defect) -> bytes:
    """The picture that stands where a page cannot be drawn."""
    from pipeline.pages.placeholder import placeholder

    return placeholder(defect)


class Work:
    """The processes; to be closed at the end. ``read`` and the others give futures that never fail but by a fault of the system."""

    def __init__(self, limits: WorkLimits) -> None:
        self._limits = limits
        self._reading, self._beside = Lane(limits), Lane(limits)
        self._gate = Pool(1)
        self._gate.submit(gate.warm_up)

    def close(self) -> None:
        for lane in (self._reading, self._beside):
            lane.close()
        self._gate.__exit__(None, None, None)

    def read(self, source: SourceFile) -> Future[Reading | Defect]:
        return self._reading.submit(read_source, Task(source.document_id, source.path))

    def compared(self, source: SourceFile) -> Future[tuple[Defect, ...] | Defect]:
        """Where the two engines read different characters."""
        return self._beside.submit(compare, EngineComparison(source.document_id, source.path, "pymupdf"))

    def judged(self, source: SourceFile, reading: KeptReading, entries: Sequence[Acceptance], folder: Path) -> Future[Checked]:
        """The verdict of the gate on one sheet; its tables lie in ``folder``/tables then."""
        try:
            return self._gate.submit(verdict_on, source, reading, entries, folder)
        except BrokenExecutor:  # the system killed it, for its memory perhaps
            self._gate = Pool(1)
            return self._gate.submit(verdict_on, source, reading, entries, folder)

    def proofread(self, source: Path, sheet: Path, former: Path | None) -> Future[tuple[Slip, ...] | Defect]:
        return self._beside.submit(proofread, (source, sheet, former))

    def page(self, path: Path, number: int, scale: float) -> Future[bytes | Defect]:
        return self._beside.submit(draw_page, (path, number, scale))

    def place(self, path: Path, page: int, boxes: Sequence[Box], scale: float) -> Future[bytes | Defect]:
        return self._beside.submit(draw_place, (path, page, boxes, scale))

    def placeholder(self, defect: Defect) -> Future[bytes | Defect]:
        return self._beside.submit(draw_placeholder, defect)

    def drawn(self, work: Callable[[_TaskT], _ResultT], tasks: Sequence[_TaskT]) -> Iterator[tuple[_TaskT, _ResultT | Defect]]:
        """Each task of drawing with its outcome, as the report asks for its pages."""
        return outcomes(work, tasks, 1, self._limits)


def kept(outcome: Reading | Defect, source: SourceFile, folder: Path) -> Reading | KeptReading:
    """The reading with its tables on the disk, below ``folder``; a refused one as it is."""
    if isinstance(outcome, Defect):
        return Reading(source.document_id, "", (outcome,), settled=False)
    store = Kept(LocalStorage(folder / "staged"), "pymupdf")
    return store.keep(unpacked_reading(outcome), Due())


def failed(error: BaseException) -> Defect:
    """What is said of a sheet where not it but the system failed."""
    return reader_failed(error if isinstance(error, Exception) else RuntimeError(type(error).__name__))
