"""A disk that is full, or may not be written, at any moment of a run: what was published stays, the run says so, the next one works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("runs are forked, and disks mounted, on Linux", allow_module_level=True)

from pipeline.cli import main
from tests.faults import disks, kills
from tests.faults.kills import EDITIONS, Collection
from tests.report.site import site


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    kills.preload(gated=False)
    folder = tmp_path_factory.mktemp("disk") / "collection"
    try:
        with disks.disk(folder):
            yield kills.another(folder)
    except disks.NoMountError:
        pytest.skip("this process may mount nothing")


def turned(made: Collection) -> str:
    """Sets the collection to be turned into the edition that is not published, and names the published one."""
    old = made.state()
    made.edit(EDITIONS[1] if old == EDITIONS[0] else EDITIONS[0])
    return old


def said(made: Collection) -> str:
    return made.folder.with_name("log.txt").read_text(encoding="utf-8")


def test_a_full_disk_leaves_what_was_published(collection: Collection) -> None:
    need, chance, refused = 2_000_000, Random(1), 0
    for free in (0, *(chance.randrange(need) for _ in range(2))):
        old = turned(collection)
        disks.leave(collection.folder, free)
        code = kills.run_forked(collection, gated=False)
        disks.leave(collection.folder, 32_000_000)
        if code == 0:
            assert collection.state() not in (old, "mixed")
            continue
        refused += 1
        assert code == 3 and collection.state() == old, said(collection)
        assert "No space left on device" in said(collection) and "Nothing was published" in said(collection)
        assert not collection.leftovers()
        assert kills.run_forked(collection, gated=False) == 0 and collection.state() not in (old, "mixed")
    assert refused >= 2


def test_a_full_disk_leaves_kept_results_that_fit(collection: Collection) -> None:
    for free in (0, 30_000):
        turned(collection)
        for path in (collection.folder / "staged").rglob("*.*"):
            if path.is_file():
                path.unlink()
        disks.leave(collection.folder, free)
        assert kills.run_forked(collection, gated=False) == 3, said(collection)
        disks.leave(collection.folder, 32_000_000)
        assert kills.run_forked(collection, gated=False) == 0 and collection.state() in EDITIONS
        assert not collection.leftovers()


def test_a_folder_that_may_not_be_written_is_named(collection: Collection) -> None:
    old = turned(collection)
    disks.read_only(collection.folder, on=True)
    code = kills.run_forked(collection, gated=False)
    disks.read_only(collection.folder, on=False)
    assert code == 3 and collection.state() == old
    assert said(collection).startswith("kyoten: Read-only file system: ") and ".lock" in said(collection)


def test_what_a_command_wrote_before_stands_when_the_disk_is_full(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made, disk = site(tmp_path), tmp_path / "disk"
    published = ["--curated", str(made.curated)]
    csv, book = ["export", "--csv", str(disk / "csv"), *published], ["export", "--xlsx", str(disk / "k.xlsx"), *published]
    report = ["report", "-o", str(disk / "r.html"), "--pictures", "none", "--raw", str(made.raw), *published]
    try:
        with disks.disk(disk):
            assert [main(command) for command in (csv, book, report)] == [0, 0, 0]
            before = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
            disks.leave(disk, 8192)
            for command in (csv, book, report):
                capfd.readouterr()
                assert main(command) == 3
                said = capfd.readouterr().err.splitlines()
                assert len(said) == 1 and "No space left on device" in said[0], said
                assert {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()} == before
    except disks.NoMountError:
        pytest.skip("this process may mount nothing")
