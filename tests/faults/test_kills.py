"""A publication killed at seeded points leaves what was published, old or new, whole; two runs at once do not meet."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no kill -9 and no fork", allow_module_level=True)

from pipeline.run import publishing
from pipeline.run.sources import UsageError
from tests.faults.kills import lines_of_a_publication, outcome_of_kill


@pytest.mark.parametrize("atomic", [True, False], ids=["exchange", "renames"])
def test_a_killed_publication_is_whole(tmp_path: Path, atomic: bool) -> None:
    random, total = Random(1), lines_of_a_publication(tmp_path, atomic=atomic)
    found = {outcome_of_kill(tmp_path, random.randint(1, total), atomic=atomic) for _ in range(25)}
    assert found <= {"old", "new", "restored"}
    assert outcome_of_kill(tmp_path, total - 1, atomic=atomic) == "new"


def test_a_second_run_says_so(tmp_path: Path) -> None:
    with publishing.locked(tmp_path / "curated"), pytest.raises(UsageError, match="another run"), publishing.locked(tmp_path / "curated"):
        pass
