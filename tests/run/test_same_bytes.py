"""The same sources give the same bytes: whoever read them, in whatever order, gated in one piece or in many."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
import pytest

import pipeline.gate
import pipeline.run.whole as run_module
from benchmarks.typeset import contents, excerpt, looks, typeset
from pipeline.datasets.collection import Source
from pipeline.datasets.contract import TABLES
from pipeline.datasets.database import DATABASE
from pipeline.datasets.products import PRODUCTS
from pipeline.run.plan import Options
from pipeline.run.publish.remote import Urls
from pipeline.run.work import collecting, due
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import unpacked_reading
from tests.support.gated import decided
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
    """What a run with one worker publishes."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        found = whole_run(raw, tmp_path_factory.mktemp("one"), random.Random(1), monkeypatch, jobs=1)
    assert found.keys() == {f"{table.name}.parquet" for table in TABLES} | {f"s{seed}.json" for seed in range(SHEETS)}
    return found


def test_a_whole_run_publishes_the_same_bytes_for_any_number_of_workers(
    raw: Path, published: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = whole_run(raw, tmp_path, random.Random(3), monkeypatch, jobs=3)
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


@pytest.mark.parametrize(("size", "jobs"), [(1, 0), (3, 0), (2, 2)])
def test_partitions_give_the_same_bytes_as_one_piece(size: int, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.gate, "check", decided())
    wards = {"a": "青区", "a-2": "赤区", "b": "青区", "c": "白区", "d": "赤区", "e": "青区"}
    openings = {name: partial(unpacked_reading, small_reading(small_sheet(name, ward))) for name, ward in wards.items()}
    sources = [Source(f"{name}.pdf", opened().sha256 + name, name, "published") for name, opened in openings.items()]
    sources.append(Source("bad.pdf", "", "bad", "refused"))
    for folder, order, workers, at_most in (("whole", sorted(wards), 0, 100), ("parts", sorted(wards, reverse=True), jobs, size)):
        (tmp_path / folder).mkdir()
        given = {name: openings[name] for name in order}
        with collecting.Collecting(given, {}, tmp_path / folder, workers, at_most) as tables:
            tables.gated(given, sources, "mark")
            tables.make_products()
    groups = collecting.partitions(wards, size)
    assert all(len({wards[name] for name in group}) == 1 or len(group) <= size for group in groups)
    made = {path for path in (tmp_path / "whole").iterdir() if path.name != DATABASE}  # its bytes are DuckDB's own affair
    assert len(made) == len(TABLES) + len(PRODUCTS) - 1
    for path in made:
        assert path.read_bytes() == (tmp_path / "parts" / path.name).read_bytes(), path.name
