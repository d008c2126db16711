"""Worker processes for what is made of a whole collection: the gate's look at its parts and the writing of its tables.

In goes what is to be done, by name of a function and its arguments; out come futures. These processes read what this program made
itself, never a source, so they need no wall of limits; they hold one part at a time. With no jobs the work is done at once, here.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import ParamSpec, TypeVar

from pipeline.run.work.guarded import begin_worker, without_pandas

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Pool:
    """``jobs`` processes that start when there is work for them; to be used in a ``with`` block."""

    def __init__(self, jobs: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin) if jobs else None

    def submit(self, work: Callable[_P, _T], /, *given: _P.args, **named: _P.kwargs) -> Future[_T]:
        """Does the work, a function of a module, in one of the processes."""
        if self._executor:
            return self._executor.submit(work, *given, **named)
        done: Future[_T] = Future()
        try:
            with without_pandas():
                done.set_result(work(*given, **named))
        except Exception as error:
            done.set_exception(error)
        return done

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    begin_worker()
    import pyarrow as pa

    pa.set_cpu_count(1)
