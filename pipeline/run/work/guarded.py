"""Work on untrusted files behind a wall: each task runs in a worker process with a time limit and a memory limit.

In go a function and its tasks, out come their results as they are done. A task that outlasts its limits, or takes its
worker with it, gives a ``Defect`` in place of a result; the worker is replaced and the rest goes on. The parent process
never opens a source.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from pipeline.pages.ocr.progress import PageRead, listen
from pipeline.rules import RulesError
from pipeline.run.work.failures import reader_failed
from pipeline.values import Defect, SourceError

MIB = 1 << 20
_SPENT = 0.85
"""A worker that died having used this share of its memory limit died of it."""
WALL = 5.0
"""So many times its limit of processor time may a task take by the clock: it sleeps, or others leave it no more than a fifth."""
_LOOK = 0.2
"""seconds between two looks at a task's processor time, at least"""
_START = 60.0
"""Seconds that a worker process may take to start before its first task."""
_BEGUN = None
"""What a worker sends when it turns to a task, from where its time counts."""
_PR_SET_PDEATHSIG = 1
TASKS = 250
"""So many tasks a worker does before it is replaced by a fresh one: what libraries keep of each document is given back."""
_RETIRE = 3
"""A worker that holds this fraction of its limit between two tasks is replaced by a fresh one."""

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one task may take: ``seconds`` of its worker's processor time, so that a busy machine refuses nobody, and ``WALL`` times
    as many by the clock for one that sleeps; ``memory`` in bytes of its worker's own data."""

    seconds: float = 60.0
    memory: int = 1024 * MIB


def can_limit_memory() -> bool:
    """Whether this system holds a process to a memory limit: Linux does, macOS and Windows do not."""
    return sys.platform.startswith("linux")


def outcomes(
    work: Callable[[TaskT], ResultT],
    tasks: Iterable[TaskT],
    jobs: int,
    limits: WorkLimits | None = None,
    told: Callable[[TaskT, PageRead], None] | None = None,
) -> Iterator[tuple[TaskT, ResultT | Defect]]:
    """Each task with its result, or with the defect "out-of-time", "out-of-memory" or "reader-failed"; in the order in
    which they are done. ``work`` is a function of a module; what it raises is a defect too. Tasks are taken up when a worker
    is free for them, so they may be made on the way. A page that is read from its picture has the time of a task to itself; ``told``
    is called when it is read."""
    limits = limits or WorkLimits()
    left, more = iter(tasks), True
    idle: list[_Worker] = []
    busy: dict[_Worker, tuple[TaskT, _Clock]] = {}
    try:
        while more or busy:
            while more and len(busy) < max(1, jobs):
                if more := bool(taken := list(itertools.islice(left, 1))):
                    worker = _taking(taken[0], idle, work, limits)
                    busy[worker] = taken[0], worker.clock(_START)
            for worker, outcome, stays in _came(busy, limits):
                task, _ = busy[worker]
                if outcome is _BEGUN or isinstance(outcome, PageRead):
                    busy[worker] = task, worker.clock()
                    if told and outcome is not _BEGUN:
                        told(task, outcome)
                    continue
                del busy[worker]
                if stays:
                    idle.append(worker)
                else:
                    worker.end()
                yield task, outcome
    finally:
        for worker in (*idle, *busy):
            worker.end()


def _taking(task: TaskT, idle: list[_Worker], work: Callable[[TaskT], Any], limits: WorkLimits) -> _Worker:
    """The worker that took the task: an idle one that still lives, or a new one."""
    while not (worker := idle.pop() if idle else _Worker(work, limits)).takes(task):
        pass
    return worker


def _came(busy: Mapping[_Worker, tuple[Any, _Clock]], limits: WorkLimits) -> Iterator[tuple[_Worker, Any, bool]]:
    """What came, of each worker, before the first task's time can be over, or the defect of its time; and whether the worker goes on."""
    if not busy:
        return
    first_look = min(clock.next_look for _, clock in busy.values())
    ready = wait([worker.connection for worker in busy], max(0.0, first_look - time.monotonic()))
    for worker, (_, clock) in list(busy.items()):
        if worker.connection in ready:
            yield worker, *worker.outcome()
        elif clock.has_run_out():
            yield worker, Defect("out-of-time", values=(("limit", f"{limits.seconds:g} s"),)), False


def outcome_of(work: Callable[[TaskT], ResultT], task: TaskT, limits: WorkLimits | None = None) -> ResultT:
    """The result of one task. Raises SourceError with the defect that there is instead."""
    ((_, outcome),) = outcomes(work, [task], 1, limits)
    if isinstance(outcome, Defect):
        raise SourceError(outcome)
    return outcome


class _Clock:
    """The time that a task has left: its worker's processor time, and more of it by the clock."""

    def __init__(self, pid: int | None, seconds: float, more: float) -> None:
        self._pid = pid
        self._seconds = seconds
        self._used_before = _processor_time(pid)
        self._end = time.monotonic() + more + WALL * seconds
        self.next_look = time.monotonic() + more + seconds

    def has_run_out(self) -> bool:
        """Whether the time is over; where not, ``next_look`` is when it can be at the earliest."""
        now = time.monotonic()
        if now < self.next_look:
            return False
        if self._used_before is None or (used := _processor_time(self._pid)) is None:
            return True
        left = self._seconds - (used - self._used_before)
        self.next_look = min(now + max(left, _LOOK), self._end)
        return left <= 0 or now >= self._end


def _processor_time(pid: int | None) -> float | None:
    """Seconds of processor time that a process has taken; none where the system does not say, and the clock has to do."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123 - no file of ours
            user, system = file.read().rpartition(")")[2].split()[11:13]
    except (OSError, ValueError):
        return None
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class _Worker:
    """The parent's side of one worker process."""

    def __init__(self, work: Callable[[Any], Any], limits: WorkLimits) -> None:
        self._limits = limits
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, pickle.dumps(work), limits.memory), daemon=True)
        self._process.start()
        self._inherited = _peak()
        theirs.close()

    def clock(self, more: float = 0.0) -> _Clock:
        """The time that a task has from now on, and ``more`` seconds in which to begin."""
        return _Clock(self._process.pid, self._limits.seconds, more)

    def takes(self, task: Any) -> bool:
        """Hands the task over; False where the worker is gone."""
        try:
            self.connection.send(task)
        except OSError:
            self.end()
            return False
        return True

    def outcome(self) -> tuple[Any, bool]:
        """What the worker sent, and whether it goes on; the defect of its death where it sent nothing. Raises RulesError."""
        try:
            outcome, stays = self.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._death(), False
        if isinstance(outcome, RulesError):  # no source is to blame
            raise outcome
        return outcome, stays

    def _death(self) -> Defect:
        peak = 0
        if sys.platform.startswith("linux") and self._process.pid is not None:
            with contextlib.suppress(ChildProcessError):
                _, status, usage = os.wait4(self._process.pid, 0)
                peak = usage.ru_maxrss * 1024
                reason = signal.Signals(status & 0x7F).name if status & 0x7F else f"exit {status >> 8}"
                # Linux counts what the parent held when it started the worker as the worker's own peak.
                spent = peak > self._inherited and peak >= _SPENT * self._limits.memory
                return out_of_memory(self._limits) if spent else _failed(reason)
        self._process.join()
        return _failed(f"exit {self._process.exitcode}")

    def end(self) -> None:
        self.connection.close()
        self._process.kill()
        self._process.join()


def out_of_memory(limits: WorkLimits) -> Defect:
    return Defect("out-of-memory", values=(("limit", f"{limits.memory // MIB} MiB"),))


def _failed(reason: str) -> Defect:
    return Defect("reader-failed", values=(("reason", reason),))


def _serve(connection: Connection, work: bytes, memory: int) -> None:
    """A worker's life: a task in, its outcome out, until the parent has no more or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin_worker()
    if can_limit_memory():
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    listen(lambda read: connection.send((read, True)))
    with contextlib.suppress(EOFError, OSError):
        for count in itertools.count(1):
            task = connection.recv()
            connection.send((_BEGUN, True))
            outcome = _tried(work, task, WorkLimits(memory=memory))
            spent = isinstance(outcome, Defect) and outcome.code == "out-of-memory"
            stays = not spent and count < TASKS and _own_memory() * _RETIRE < memory
            connection.send((outcome, stays))
            if not stays:
                return


class _WithoutPandas(MetaPathFinder):
    """Arrow imports pandas, if it is there, to ask whether a list is one of its series: half a second and 40 MiB that no worker
    needs, nor what is done in its place. Another thread may have it: the gate is loaded in one."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname == "pandas" and threading.get_ident() == self._thread:
            raise ModuleNotFoundError("a worker does without pandas", name=fullname)


@contextlib.contextmanager
def without_pandas() -> Iterator[None]:
    """What this thread does within is a worker's work: it does without pandas too, unless it is loaded already."""
    finder = _WithoutPandas()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def begin_worker() -> None:
    """What a worker process does before it imports what its work needs."""
    _end_with_parent()
    sys.meta_path.insert(0, _WithoutPandas())
    # Arrow's own allocator reserves a gigabyte that it never touches, and BLAS a stack per core; the workers share the cores.
    os.environ.update(ARROW_DEFAULT_MEMORY_POOL="system", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")


def _end_with_parent() -> None:
    """A worker whose parent was killed would finish its task first, and a task that hangs never ends: Linux kills it at
    once, elsewhere it ends when it has something to say."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        os._exit(1)


def _tried(work: bytes, task: Any, limits: WorkLimits) -> Any:
    try:
        # To name the function is to import what it needs, which may already take more than the limit.
        return pickle.loads(work)(task)  # noqa: S301 - it comes from the parent
    except SourceError as error:
        return error.defect
    except MemoryError:
        return out_of_memory(limits)
    except RulesError as error:
        return error
    except Exception as error:
        return out_of_memory(limits) if "malloc" in str(error) or "calloc" in str(error) else reader_failed(error)


def _peak() -> int:
    """The most bytes that this process has ever held in memory; 0 where there is no telling."""
    if not sys.platform.startswith("linux"):
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _own_memory() -> int:
    """Bytes that this process holds in memory now, without the files mapped into it (the dictionary), which cost nothing
    to anybody; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of ours
            resident, shared = file.read().split()[1:3]
            return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
