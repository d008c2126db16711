"""What worker processes do, done in this one: where what is read is tested, not the wall around it (``tests/faults/test_guarded.py``).

A worker takes a second of processor time to start; a test that takes ``read_here`` has none, and no limits. What is made of a source
depends on nothing but its task and its bytes: where several tests, or several commands of one, read the same file, it is read once.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline.run import checking, verifying
from pipeline.run.manifest import digest
from pipeline.run.work import collecting, guarded, workers
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.pool import Pool
from pipeline.run.work.reading import Task

_READ: dict[tuple[object, ...], bytes] = {}
"""What was made of a source, by the work, its task and its bytes."""


def outcomes_here(
    work: Callable[[Any], Any], tasks: Iterable[Any], jobs: int, limits: WorkLimits | None = None, told: object = None
) -> Iterator[tuple[Any, Any]]:
    """Stands in for ``guarded.outcomes``; what goes to a worker and comes back is still made bytes of."""
    for task in tasks:
        key = (pickle.dumps(work), pickle.dumps(replace(task, path=None)), digest(task.path), limits) if _is_of_a_file(task) else ()
        if not key or key not in _READ:
            given = pickle.loads(pickle.dumps(task))
            _READ[key] = pickle.dumps(guarded._tried(pickle.dumps(work), given, limits or WorkLimits()))
        yield task, pickle.loads(_READ[key])


def _is_of_a_file(task: Any) -> bool:
    return isinstance(task, Task) and task.path is not None and task.path.is_file()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    work_here(monkeypatch)


def work_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``read_here`` does, for as long as a fixture that outlives a test wants."""
    for module in (guarded, workers, checking, verifying):
        monkeypatch.setattr(module, "outcomes", outcomes_here)
    monkeypatch.setattr(collecting, "Pool", lambda jobs: Pool(0))
