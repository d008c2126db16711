"""The work on each document done by a Dask cluster: the same function, the same limits, the same bytes.

In go the scheduler's address and tasks, out come readings as they are done. A task carries its source's bytes and a reading
its rows, so the cluster's machines need kyoten and nothing else: no folder in common, no credentials. A worker that is lost
takes nothing with it; Dask gives its documents to another.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pipeline.run.sources import bytes_of
from pipeline.run.stages import STAGES, stage_digest
from pipeline.run.usage import UsageError
from pipeline.run.work.guarded import WorkLimits, outcomes
from pipeline.run.work.reading import Reading, Task, needs_bytes, read_source
from pipeline.run.work.workers import unpacked_reading
from pipeline.values import Defect, SourceError

_AHEAD = 2
"""Tasks that are on their way for each thread of the cluster: enough to keep all busy, and no more in memory here."""
_CONNECT = 20
"""Seconds in which the scheduler must answer."""


def readings_on(address: str, tasks: Iterator[Task], limits: WorkLimits | None = None) -> Iterator[Reading]:
    """A reading for every task, in the order in which they are done. Raises UsageError where there is no such cluster,
    or where its workers have another version of the code or the rules."""
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise UsageError("--scheduler needs Dask; install kyoten[dask]") from error
    limits = limits or WorkLimits()
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError("no Dask scheduler answers at {address} ({error})", address=address, error=error) from error
    with client:
        threads = sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())
        if not threads:
            raise UsageError("the scheduler at {address} has no workers yet; start some with: dask worker {address}", address=address)
        _require_same_code(client)
        documents: dict[Any, Task] = {}

        def submit(task: Task) -> Any:
            # Two attempts at one document are two pieces of work to Dask, whatever it has seen before.
            future = client.submit(_work, _Carried(_loaded(task), limits), pure=False, retries=1)
            documents[future.key] = replace(task, data=None)
            return future

        done = as_completed([submit(task) for task in islice(tasks, threads * _AHEAD)], loop=client.loop)
        for future in done:
            task = documents.pop(future.key)
            outcome = future.result() if future.status == "finished" else Defect("reader-failed", values=(("reason", str(future.status)),))
            for following in islice(tasks, 1):
                done.add(submit(following))
            yield _reading(task, outcome)


@dataclass(frozen=True, slots=True)
class _Carried:
    task: Task
    limits: WorkLimits


def _loaded(task: Task) -> Task:
    """The task with its bytes, as another machine needs it."""
    if task.refusal is not None or not needs_bytes(task) or task.data is not None or task.path is None:
        return replace(task, path=None)
    try:
        return replace(task, path=None, data=bytes_of(task.path))
    except SourceError as error:
        return replace(task, path=None, refusal=error.defect)


def _reading(task: Task, outcome: Reading | Defect) -> Reading:
    if isinstance(outcome, Reading):
        return unpacked_reading(outcome)
    try:
        sha256 = hashlib.sha256(bytes_of(task.path)).hexdigest() if task.path else ""
    except SourceError:
        sha256 = ""
    return Reading(task.document_id, sha256, (outcome,), settled=False)


def _digests() -> dict[str, str]:
    return {name: stage_digest(name) for name in STAGES}


def _require_same_code(client: Any) -> None:
    mine = _digests()
    try:
        others = client.run(_digests)
    except Exception as error:  # whatever a worker without kyoten raises
        raise UsageError(
            "the cluster's workers cannot run kyoten ({error}); install the same version on each", error=repr(error)
        ) from error
    different = sorted(worker for worker, theirs in others.items() if theirs != mine)
    if different:
        raise UsageError("these workers have another version of kyoten, its rules or its libraries: {names}", names=", ".join(different))


_own = threading.local()


def _work(carried: _Carried) -> Reading | Defect:
    """On the cluster: the task in a guarded process that this thread keeps from task to task."""
    if getattr(_own, "limits", None) != carried.limits:
        _own.limits, _own.tasks = carried.limits, queue.SimpleQueue()
        _own.outcomes = outcomes(read_source, iter(_own.tasks.get, None), 1, carried.limits)
    _own.tasks.put(carried.task)
    with _may_have_children():
        _, outcome = next(_own.outcomes)
    result: Reading | Defect = outcome
    return result


@contextlib.contextmanager
def _may_have_children() -> Iterator[None]:
    """Dask's workers are daemons, which Python forbids children; those of ``guarded`` end with their parent all the same."""
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    before = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = before
