"""The same sources give the same bytes: whoever read them, in whatever order, gated in one piece or in many."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
import pytest

import pipeline.gate
import pipeline.run.whole as run_module
from benchmarks.typeset import contents, excerpt, looks, typeset
from pipeline.datasets.collection import GivenFile
from pipeline.datasets.contract import TABLES
from pipeline.datasets.database import DATABASE
from pipeline.datasets.products import PRODUCTS
from pipeline.run.plan import Options
from pipeline.run.publish.remote import Urls
from pipeline.run.work import collecting, due
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import unpacked_reading
from tests.support.gated import decided
from tests.support.here import work_here
from tests.support.small_sheet import small_reading, small_sheet

SHEETS = 4


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short sheets of invented wards."""
    folder = tmp_path_factory.mktemp("raw")
    for seed in range(SHEETS):
        sheet = typeset(excerpt(contents(seed), (1, 3), 2), looks(seed, 0.0), seed)
        (folder / f"s{seed}.pdf").write_bytes(sheet.pdf)
    return folder


def tasks_of(raw: Path) -> list[Task]:
    return [Task(path.stem, path) for path in sorted(raw.glob("*.pdf"))]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A scheduler and two worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    import dask

    from pipeline.run.work import cluster as module

    # However busy the machine is: nothing here is about time.
    patient = dask.config.set({f"distributed.comm.timeouts.{name}": "300s" for name in ("connect", "tcp")})
    with pytest.MonkeyPatch.context() as monkeypatch, patient:
        monkeypatch.setattr(module, "_CONNECT", 300)
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local:
            yield local.scheduler_address


def whole_run(raw: Path, folder: Path, order: random.Random, monkeypatch: pytest.MonkeyPatch, **options: Any) -> dict[str, bytes]:
    """The Parquet files and staged sheets of a whole run that is given its tasks in some order; its gate, which writes nothing, passes."""
    monkeypatch.setattr(pipeline.gate, "check", decided())
    monkeypatch.setattr(pipeline.gate, "warm_up", lambda: None)
    in_order = due._tasks

    def shuffled(*given: Any) -> Iterator[Task]:
        tasks = list(in_order(*given))
        order.shuffle(tasks)
        return iter(tasks)

    monkeypatch.setattr(due, "_tasks", shuffled)
    chosen = Options(raw=raw, staged=folder / "staged", curated=folder / "curated", **options)
    assert run_module.run(chosen) == 0
    made = (*(folder / "curated").glob("*.parquet"), *(folder / "staged").glob("*.json"))
    return {path.name: path.read_bytes() for path in made}


@pytest.fixture(scope="module")
def published(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run publishes whose work is done in this process."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        work_here(monkeypatch)
        found = whole_run(raw, tmp_path_factory.mktemp("one"), random.Random(1), monkeypatch, jobs=1)
    assert found.keys() == {f"{table.name}.parquet" for table in TABLES} | {f"s{seed}.json" for seed in range(SHEETS)}
    return found


def test_a_whole_run_publishes_the_same_bytes_for_any_number_of_workers(
    raw: Path, published: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = whole_run(raw, tmp_path, random.Random(3), monkeypatch, jobs=2)
    assert {name for name in published.keys() | found.keys() if published.get(name) != found.get(name)} == set()


def test_a_whole_run_publishes_the_same_bytes_though_a_worker_of_the_cluster_is_lost(
    cluster: str, raw: Path, published: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    from pipeline.run.work import cluster as module

    with Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(2)
        pids = list(client.run(os.getpid).values())
    undisturbed = module.readings_on
    killed: list[int] = []

    def disturbed(*given: Any) -> Iterator[Reading]:
        for reading in undisturbed(*given):
            if not killed:
                os.kill(pids[0], signal.SIGKILL)
                killed.append(pids[0])
            yield reading

    monkeypatch.setattr(module, "readings_on", disturbed)
    found = whole_run(raw, tmp_path, random.Random(7), monkeypatch, jobs=2, scheduler=cluster)
    assert killed
    assert {name for name in published.keys() | found.keys() if published.get(name) != found.get(name)} == set()


def test_a_cluster_works_for_a_collection_behind_urls(
    cluster: str, raw: Path, published: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tasks carry the bytes, so the workers need no access to the URLs."""
    monkeypatch.setattr(pipeline.gate, "check", decided())
    monkeypatch.setattr(pipeline.gate, "warm_up", lambda: None)
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    try:
        for path in raw.glob("*.pdf"):
            memory.pipe_file(f"/k/raw/{path.name}", path.read_bytes())
        urls = Urls("memory://k/raw", "memory://k/staged", "memory://k/curated")
        assert run_module.run(Options(raw=tmp_path, staged=tmp_path, curated=tmp_path, urls=urls, jobs=2, scheduler=cluster)) == 0
        folder = json.loads(memory.cat_file("/k/curated/current.json"))["folder"]
        tables = [name for name in published if name.endswith(".parquet")]
        found = {name: memory.cat_file(f"/k/curated/{folder}/{name}") for name in tables}
    finally:
        memory.store.clear()
    assert {name for name in tables if published[name] != found[name]} == set()


def test_no_scheduler_is_wrong_usage(tmp_path: Path, raw: Path) -> None:
    pytest.importorskip("distributed")
    from pipeline.run.usage import UsageError
    from pipeline.run.work import cluster as module

    before, module._CONNECT = module._CONNECT, 1
    try:
        with pytest.raises(UsageError, match="no Dask scheduler answers"):
            list(module.readings_on("tcp://127.0.0.1:9", iter(tasks_of(raw))))
    finally:
        module._CONNECT = before


WARDS = {"a": "青区", "a-2": "赤区", "b": "青区", "c": "白区", "d": "赤区", "e": "青区"}


def collected(folder: Path, names: Sequence[str], jobs: int, at_most: int) -> dict[str, bytes]:
    """What is written of small sheets of these names, so many of which are a part at most; but for the database, whose bytes are
    DuckDB's own affair."""
    openings = {name: partial(unpacked_reading, small_reading(small_sheet(name, WARDS[name]))) for name in names}
    sources = [GivenFile(f"{name}.pdf", openings[name]().sha256 + name, name, "published") for name in WARDS]
    sources.append(GivenFile("bad.pdf", "", "bad", "refused"))
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(pipeline.gate, "check", decided())
        with collecting.Collecting(openings, {}, folder, jobs, at_most) as tables:
            tables.gated(openings, sources, "mark")
            tables.make_products()
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != DATABASE}


@pytest.fixture(scope="module")
def in_one_piece(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return collected(tmp_path_factory.mktemp("whole"), sorted(WARDS), 0, 100)


@pytest.mark.parametrize(("size", "jobs"), [(1, 0), (3, 0), (2, 2)])
def test_partitions_give_the_same_bytes_as_one_piece(size: int, jobs: int, in_one_piece: dict[str, bytes], tmp_path: Path) -> None:
    groups = collecting.partitions(WARDS, size)
    assert all(len({WARDS[name] for name in group}) == 1 or len(group) <= size for group in groups)
    found = collected(tmp_path, sorted(WARDS, reverse=True), jobs, size)
    assert len(in_one_piece) == len(TABLES) + len(PRODUCTS) - 1
    assert {name for name in in_one_piece if found.get(name) != in_one_piece[name]} == set()
