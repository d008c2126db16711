"""Hostile files are refused by name within their limits, through the command that people use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.faults.hostile import HOSTILE, LARGE


def test_hostile_files_are_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All in one command, which starts its workers once: what one of them does to its worker is nothing to the next. The limits are
    far below those of a run, so that what would exhaust them is stopped soon."""
    names = sorted(HOSTILE.keys() - set(LARGE))
    for name in names:
        (tmp_path / f"{name}.pdf").write_bytes(HOSTILE[name]())
    assert main(["check", "--timeout", "0.5", "--memory", "320", "--format", "json", "--lang", "en", str(tmp_path)]) == 1
    files = {Path(file["file"]).stem: file["defects"] for file in json.loads(capsys.readouterr().out)["files"]}
    assert files.keys() == set(names)
    codes = {name: {defect["code"] for defect in defects} for name, defects in files.items()}
    refused = {name for name, defects in files.items() if any(defect["severity"] == "error" for defect in defects)}
    assert refused == set(names), codes
    assert not {name: files[name] for name in names if "reader-failed" in codes[name]}
