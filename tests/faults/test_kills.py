"""Runs and publications killed at seeded points leave what was published, old or new, whole; two runs at once do not meet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no kill -9 and no fork", allow_module_level=True)

from tests.faults import kills
from tests.faults.kills import Collection, Kill
from tests.faults.publications import lines_of_a_publication, outcome_of_kill

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells which processes a run has")


@pytest.mark.parametrize("atomic", [True, False], ids=["exchange", "renames"])
def test_a_killed_publication_is_whole(tmp_path: Path, atomic: bool) -> None:
    random, total = Random(1), lines_of_a_publication(tmp_path, atomic=atomic)
    found = {outcome_of_kill(tmp_path, random.randint(1, total), atomic=atomic) for _ in range(25)}
    assert found <= {"old", "new", "restored"}
    assert outcome_of_kill(tmp_path, total - 1, atomic=atomic) == "new"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    kills.preload(gated=False)
    return kills.counted(kills.another(tmp_path_factory.mktemp("kills") / "collection"))


@linux
def test_a_killed_run_leaves_one_edition_and_the_next_one_works(collection: Collection) -> None:
    last = collection.lines["put_in_place"]
    half = collection.seconds[True] / 2
    found = [
        kills.outcome_of(collection, kill)
        for kill in (
            Kill("main", half, reading=True),
            Kill("worker", 0.2, reading=True),
            Kill("group", lines=collection.lines["fresh_candidate"] // 3, first=True),
            Kill("group", lines=last - 1, step="put_in_place"),
        )
    ]
    assert not [outcome for outcome in found if outcome.startswith("failed")]
    assert found[2] == "absent" and found[-1] == "new"


@linux
def test_a_second_run_says_so(collection: Collection) -> None:
    collection.edit(kills.EDITIONS[0] if collection.state() == kills.EDITIONS[1] else kills.EDITIONS[1])
    first = kills.start(collection, gated=False)
    try:
        assert kills.wait_until(lambda: (collection.folder / ".curated.candidate").exists(), kills.PATIENCE)
        os.kill(first, signal.SIGSTOP)
        command = [sys.executable, "-m", "pipeline.cli", "run", "--lang", "en"]
        second = subprocess.run(command, cwd=collection.folder, env={**os.environ, "PYTHONPATH": str(kills.ROOT)}, capture_output=True)
        before = collection.state()
    finally:
        os.kill(first, signal.SIGCONT)
    assert second.returncode == 2
    assert second.stderr.decode() == "kyoten: another run is working on staged; wait for it to end\n"
    assert before in kills.EDITIONS and kills.ended(first) == 0 and collection.state() != before
