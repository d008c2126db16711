"""Worker processes: each source is read in a process of its own kind, so that none can harm the run.

In go tasks, out come readings as they are finished. A worker that dies takes its source with it, never the others.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from pipeline.run.reading import Reading, Task, digest, read_source
from pipeline.values import Defect


def default_jobs() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def readings_of(tasks: Sequence[Task], jobs: int) -> Iterator[Reading]:
    """A reading for every task, in the order in which they are done."""
    left = list(tasks)
    for reading in _attempt(left, jobs):
        left = [task for task in left if task.document_id != reading.document_id]
        yield reading
    # A dead worker breaks its pool: whoever was in it is tried again, each alone, so that only the culprit is blamed.
    for task in left:
        tried = list(_attempt([task], 1))
        yield from tried or [Reading(task.document_id, digest(task.path), (Defect("reader-failed", values=(("reason", "crash"),)),))]


def _attempt(tasks: Sequence[Task], jobs: int) -> Iterator[Reading]:
    with ProcessPoolExecutor(max(1, min(jobs, len(tasks))), mp_context=multiprocessing.get_context("spawn")) as pool:
        futures: list[Future[Reading]] = [pool.submit(read_source, task) for task in tasks]
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue
