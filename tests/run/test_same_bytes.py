"""The same sources give the same bytes: whoever read them, in whatever order, gated in one piece or in many."""

from __future__ import annotations

import hashlib
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.gate
from benchmarks.typeset import contents, excerpt, looks, typeset
from pipeline.datasets.collection import Source
from pipeline.gate import Verdict
from pipeline.run import collecting
from pipeline.run.reading import Reading, Task, read_source
from pipeline.run.workers import readings_of, unpacked_reading
from tests.support.small_sheet import small_reading, small_sheet

SHEETS = 5


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short sheets of invented wards."""
    folder = tmp_path_factory.mktemp("raw")
    for seed in range(SHEETS):
        sheet = typeset(excerpt(contents(seed), (1, 3), 2), looks(seed, 0.0), seed)
        (folder / f"s{seed}.pdf").write_bytes(sheet.pdf)
    return folder


@pytest.fixture(scope="module")
def expected(raw: Path) -> dict[str, str]:
    """What reading in this very process gives, in order."""
    return {task.document_id: fingerprint(read_source(task)) for task in tasks_of(raw)}


def tasks_of(raw: Path) -> list[Task]:
    return [Task(path.stem, path) for path in sorted(raw.glob("*.pdf"))]


def fingerprint(reading: Reading) -> str:
    """Of the staged sheet and all rows, as they will be written."""
    assert reading.staged and reading.packed.keys() == {"facts", "words"}, reading.defects
    return hashlib.sha256(reading.staged.encode() + reading.packed["facts"] + reading.packed["words"]).hexdigest()


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_any_number_of_workers_in_any_order_gives_the_same_bytes(jobs: int, raw: Path, expected: dict[str, str]) -> None:
    tasks = tasks_of(raw)
    random.Random(jobs).shuffle(tasks)
    assert {reading.document_id: fingerprint(reading) for reading in readings_of(tasks, jobs)} == expected


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A scheduler and two worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local:
        yield local.scheduler_address


def test_a_cluster_gives_the_same_bytes(cluster: str, raw: Path, expected: dict[str, str]) -> None:
    from pipeline.run.cluster import readings_on

    tasks = tasks_of(raw)
    random.Random(7).shuffle(tasks)
    assert {reading.document_id: fingerprint(reading) for reading in readings_on(cluster, iter(tasks))} == expected


def test_a_lost_worker_takes_nothing_with_it(cluster: str, raw: Path, expected: dict[str, str]) -> None:
    from distributed import Client

    from pipeline.run.cluster import readings_on

    with Client(cluster, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    readings = readings_on(cluster, iter(tasks_of(raw)))
    found = {}
    for n, reading in enumerate(readings):
        found[reading.document_id] = fingerprint(reading)
        if n == 0:
            os.kill(pids[0], signal.SIGKILL)
    assert found == expected


def test_no_scheduler_is_wrong_usage(tmp_path: Path, raw: Path) -> None:
    pytest.importorskip("distributed")
    from pipeline.run import cluster as module
    from pipeline.run.sources import UsageError

    before, module._CONNECT = module._CONNECT, 1
    try:
        with pytest.raises(UsageError, match="no Dask scheduler answers"):
            list(module.readings_on("tcp://127.0.0.1:9", iter(tasks_of(raw))))
    finally:
        module._CONNECT = before


@pytest.mark.parametrize(("size", "jobs"), [(1, 0), (2, 0), (3, 0), (2, 2)])
def test_partitions_give_the_same_bytes_as_one_piece(size: int, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.gate, "verdict_on", lambda parts, explain: Verdict(1, 1, (), ()))
    wards = {"a": "青区", "a-2": "赤区", "b": "青区", "c": "白区", "d": "赤区", "e": "青区"}
    readings = {name: unpacked_reading(small_reading(small_sheet(name, ward))) for name, ward in wards.items()}
    sources = [Source(f"{name}.pdf", reading.sha256 + name, name, "published", reading.defects) for name, reading in readings.items()]
    sources.append(Source("bad.pdf", "", "bad", "refused"))
    for folder, order, workers, at_most in (("whole", sorted(readings), 0, 100), ("parts", sorted(readings, reverse=True), jobs, size)):
        (tmp_path / folder).mkdir()
        collecting.collected({name: readings[name] for name in order}, sources, {}, "mark", tmp_path / folder, workers, at_most)
    groups = collecting.partitions(readings, size)
    assert all(len({wards[name] for name in group}) == 1 or len(group) <= size for group in groups)
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (tmp_path / "parts" / path.name).read_bytes(), path.name
