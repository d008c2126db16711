"""Worker processes: each source is read in a process of its own kind, so that none can harm the run.

In go tasks, out come readings as they are finished. A worker that dies, or outlasts its limits, takes its source with
it, never the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from pipeline.pages.ocr.progress import PageRead
from pipeline.run.manifest import digest
from pipeline.run.work.guarded import WorkLimits, outcomes
from pipeline.run.work.reading import Reading, Task, read_source, with_rows
from pipeline.values import Defect


def default_jobs() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def readings_from(
    tasks: Iterable[Task], jobs: int, limits: WorkLimits | None = None, told: Callable[[Task, PageRead], None] | None = None
) -> Iterator[Reading]:
    """A reading for every task, in the order in which they are done; ``told`` is called for each page read from its picture."""
    for task, outcome in outcomes(read_source, tasks, jobs, limits, told):
        if isinstance(outcome, Defect):
            yield Reading(task.document_id, digest(task.path) if task.path else "", (outcome,), settled=False)
        else:
            yield unpacked_reading(outcome)


def unpacked_reading(reading: Reading) -> Reading:
    """The reading as a worker sent it, with its tables."""
    from pipeline.datasets.packed import unpacked

    return with_rows(reading, [unpacked(data) for data in reading.packed.values()]) if reading.packed else reading
