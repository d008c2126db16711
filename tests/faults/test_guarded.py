"""Workers with limits: whatever a task does to its worker, the others get their results and the run goes on."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow
import pytest

from pipeline.rules.defects import message
from pipeline.run.work.guarded import MIB, TASKS, WorkLimits, can_limit_memory, outcomes
from pipeline.values import Defect, SourceError

LIMITS = WorkLimits(seconds=1, memory=400 * MIB)
UNHURRIED = WorkLimits(memory=LIMITS.memory)
"""Where the memory is to decide, on a machine that may be busy with other things."""


def act(task: str) -> str:
    if task == "hang":
        time.sleep(60)
    if task == "spin":
        while True:
            pass
    if task == "wait a little":
        time.sleep(3)
    if task == "eat":
        bytearray(1024 * MIB)
    if task == "eat slowly":
        kept = []
        while True:
            kept.append(b"x" * (8 * MIB))
    if task == "raise":
        raise ValueError("no")
    if task == "refuse":
        raise SourceError(Defect("not-pdf"))
    if task == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "exit":
        os._exit(3)
    return task.upper()


def test_every_task_has_an_outcome_and_the_innocent_a_result() -> None:
    tasks = ["one", "hang", "two", "raise", "refuse", "die", "exit", "three"]
    found = dict(outcomes(act, tasks, 2, WorkLimits(seconds=1.0, memory=LIMITS.memory)))  # what hangs is waited for five times as long
    codes = {task: outcome.code if isinstance(outcome, Defect) else outcome for task, outcome in found.items()}
    assert codes == {
        "one": "ONE", "two": "TWO", "three": "THREE", "hang": "out-of-time", "raise": "reader-failed", "refuse": "not-pdf",
        "die": "reader-failed", "exit": "reader-failed",
    }  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell a process's processor time")
def test_time_is_processor_time_so_that_a_busy_machine_refuses_nobody() -> None:
    """A task that is kept waiting for longer than its limit has its result; one that computes for as long has none."""
    limits = WorkLimits(seconds=1, memory=LIMITS.memory)
    found = dict(outcomes(act, ["wait a little", "spin"], 2, limits))
    assert found["wait a little"] == "WAIT A LITTLE"
    assert isinstance(found["spin"], Defect) and found["spin"].code == "out-of-time"


def test_an_error_of_our_own_leaves_its_traceback_in_a_file_that_the_message_names() -> None:
    ((_, outcome),) = outcomes(act, ["raise"], 1, LIMITS)
    assert isinstance(outcome, Defect) and outcome.code == "reader-failed"
    path = Path(dict(outcome.values)["traceback"])
    said = path.read_text(encoding="utf-8")
    assert "ValueError: no" in said and "in act" in said
    assert all(str(path) in message(outcome, language) for language in ("ja", "en"))


@pytest.mark.skipif(not can_limit_memory(), reason="this system has no memory limit for a process")
@pytest.mark.parametrize("task", ["eat", "eat slowly"])
def test_a_task_that_eats_memory_is_stopped(task: str) -> None:
    (_, outcome), (_, after) = outcomes(act, [task, "after"], 1, UNHURRIED)
    assert isinstance(outcome, Defect) and outcome.code == "out-of-memory"
    assert after == "AFTER"


class Needy:
    """Work that takes more than its limit before it can begin, as what imports large libraries does."""

    def __call__(self, task: str) -> str:
        return task

    def __reduce__(self) -> tuple[type[bytearray], tuple[int]]:
        return bytearray, (1024 * MIB,)


@pytest.mark.skipif(not can_limit_memory(), reason="this system has no memory limit for a process")
def test_work_that_does_not_fit_is_out_of_memory(capfd: pytest.CaptureFixture[str]) -> None:
    ((_, outcome),) = outcomes(Needy(), ["task"], 1, UNHURRIED)
    assert isinstance(outcome, Defect) and outcome.code == "out-of-memory"
    assert "Traceback" not in capfd.readouterr().err


def test_nothing_to_do_starts_no_worker() -> None:
    assert list(outcomes(act, [], 2)) == []


def imports_of(task: int) -> bool:
    pyarrow.array([{"number": task}])
    return "pandas" in sys.modules


def test_a_worker_does_without_pandas() -> None:
    assert list(outcomes(imports_of, [1], 1)) == [(1, False)]
    assert imports_of(1), "Arrow asks pandas no more: the worker need not be kept from it"


def process_of(task: int) -> int:
    return os.getpid()


def test_a_worker_is_replaced_after_so_many_tasks() -> None:
    found = Counter(pid for _, pid in outcomes(process_of, range(TASKS + 5), 1, LIMITS))
    assert sorted(found.values()) == [5, TASKS]
