"""What worker processes do, done in this one: where what is read is tested, not the wall around it (``tests/faults/test_guarded.py``).

A worker takes a second of processor time to start; a test that takes ``read_here`` has none, and no limits.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from pipeline.run import checking, verifying
from pipeline.run.work import collecting, guarded, workers
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.pool import Pool


def outcomes_here(
    work: Callable[[Any], Any], tasks: Iterable[Any], jobs: int, limits: WorkLimits | None = None, told: object = None
) -> Iterator[tuple[Any, Any]]:
    """Stands in for ``guarded.outcomes``; what goes to a worker and comes back is still made bytes of."""
    for task in tasks:
        given = pickle.loads(pickle.dumps(task))
        yield task, pickle.loads(pickle.dumps(guarded._tried(pickle.dumps(work), given, limits or WorkLimits())))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (guarded, workers, checking, verifying):
        monkeypatch.setattr(module, "outcomes", outcomes_here)
    monkeypatch.setattr(collecting, "Pool", lambda jobs: Pool(0))
