"""Times of the subjects, fairly: a process per subject, one at work at a time, sheet by sheet in turn, the best of some rounds.

Counted is processor time, of all threads, so that what else the machine does weighs little; wall time stands beside it.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Timed:
    """The best of a subject's rounds on one sheet, in seconds; ``peak`` is the process's so far, in bytes."""

    cpu: float
    wall: float
    peak: int


@dataclass(frozen=True, slots=True)
class Lap:
    """One sheet, with its pages and what each subject took."""

    sheet: str
    pages: int
    times: Mapping[str, Timed]


def laps(paths: Sequence[Path], names: Sequence[str], rounds: int, slow_rounds: int) -> Iterator[Lap]:
    """Every subject's time for every sheet. A sheet that a subject cannot take is told on the standard error and left out."""
    with _processes(names) as asked:
        for path in paths:
            best: dict[str, Timed] = {}
            try:
                for name in names:
                    asked[name].send(("take", str(path)))
                    _answer(asked[name])
                for turn in range(rounds):
                    for name in names:
                        if turn < (slow_rounds if SUBJECTS[name].slow else rounds):
                            asked[name].send(("work", ""))
                            cpu, wall, peak = _answer(asked[name])
                            old = best.get(name, Timed(cpu, wall, peak))
                            best[name] = Timed(min(cpu, old.cpu), min(wall, old.wall), peak)
            except _CannotError as reason:
                sys.stderr.write(f"{path.name} is left out: {reason}\n")
                continue
            yield Lap(path.stem, _page_count(path), best)


class _CannotError(Exception):
    pass


def _answer(connection: Connection) -> Any:
    done, said = connection.recv()
    if not done:
        raise _CannotError(said)
    return said


@contextmanager
def _processes(names: Sequence[str]) -> Iterator[dict[str, Connection]]:
    context = multiprocessing.get_context("spawn")
    started = []
    connections: dict[str, Connection] = {}
    for name in names:
        connections[name], theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, name), daemon=True)
        process.start()
        theirs.close()
        started.append(process)
    try:
        yield connections
    finally:
        for connection in connections.values():
            connection.close()
        for process in started:
            process.join()


def _serve(connection: Connection, name: str) -> None:
    """A subject's process: takes a sheet, works on it as often as asked, says what it took."""
    subject = SUBJECTS[name]
    taken: Any = None
    warm = False
    while True:
        try:
            order, path = connection.recv()
        except EOFError:
            return
        try:
            if order == "take":
                taken = subject.prepared(Path(path).read_bytes())
                if not warm:
                    subject.work(taken)
                    warm = True
                connection.send((True, None))
                continue
            wall, cpu = time.perf_counter(), time.process_time()
            subject.work(taken)
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            connection.send((True, (cpu, wall, peak_memory())))
        except Exception as error:
            connection.send((False, f"{name}: {error!r}"))


def peak_memory() -> int:
    """The most memory that this process ever held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _page_count(path: Path) -> int:
    from pipeline.pages.mupdf import pymupdf

    with pymupdf.open(path) as document:
        return int(document.page_count)
