"""Worker processes: each source is read in a process of its own kind, so that none can harm the run.

In go tasks, out come readings as they are finished. A worker that dies, or outlasts its limits, takes its source with
it, never the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from pipeline.run.guarded import WorkLimits, outcomes
from pipeline.run.reading import Reading, Task, digest, read_source
from pipeline.values import Defect


def default_jobs() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def readings_of(tasks: Sequence[Task], jobs: int, limits: WorkLimits | None = None) -> Iterator[Reading]:
    """A reading for every task, in the order in which they are done."""
    for task, outcome in outcomes(read_source, tasks, jobs, limits):
        if isinstance(outcome, Defect):
            task.staged.unlink(missing_ok=True)
            yield Reading(task.document_id, digest(task.path), (outcome,))
        else:
            yield outcome
