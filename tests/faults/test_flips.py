"""A bit that flips in what is kept from run to run is not believed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("runs are forked", allow_module_level=True)

from tests.faults import flips, kills


def test_a_flipped_bit_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYOTEN_CACHE", os.environ.get("KYOTEN_CACHE", ""))  # put back afterwards
    kills.preload(gated=False)
    made = flips.known(tmp_path / "collection")
    kinds = {flips.kind_of(made, path).split("/")[0] for path in flips.kept_files(made)}
    assert kinds == {"staged", "curated", "cache"}
    found = [outcome for _, outcome in flips.outcomes(made, 20, seed=3)]
    assert not [outcome for outcome in found if outcome.startswith("believed")]
