"""Hostile files are refused by name within their limits, through the command that people use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.faults.hostile import HOSTILE, LARGE


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - set(LARGE)))
def test_a_hostile_file_is_refused_by_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(HOSTILE[name]())
    assert main(["check", "--timeout", "10", "--format", "json", "--lang", "en", str(path)]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    codes = [defect["code"] for defect in file["defects"]]
    assert codes
    assert "reader-failed" not in codes, file["defects"]
