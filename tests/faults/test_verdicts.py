"""``check`` refuses exactly what ``run`` refuses: over samples, broken copies of them, and the shared cases where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from tests.faults.mutations import excerpt
from tests.support.here import read_here as read_here

ROOT = Path(__file__).parents[2]
SAMPLES = ("midoridai-r2.typeset.pdf", "hoshikawa-r5.calc-hogan.pdf")
PAGES = 3
"""of each sample: the front page and the first project"""
SHARED = ROOT.parent / "shared" / "cases"
CASES = ("sheet/diagonal.pdf", "sheet/plain.pdf", "sheet/two-up.pdf", "pages/one-unknown-glyph.pdf")


def mutants(data: bytes) -> dict[str, bytes]:
    """A file cut short, one with a page's stream spoiled, one with nothing but its head, and a page of errors."""
    half = len(data) // 2
    at = data.find(b"stream", half)
    spoiled = data[: at + 40] + bytes(byte ^ 0x5A for byte in data[at + 40 : at + 140]) + data[at + 140 :]
    return {"cut": data[:half], "spoiled": spoiled, "head": data[:64], "page": b"<!DOCTYPE html><title>404</title>"}


@pytest.mark.usefixtures("read_here")
def test_check_ends_with_an_error_exactly_where_a_run_refuses_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    samples = {name: excerpt((ROOT / "raw" / name).read_bytes(), PAGES) for name in SAMPLES}
    for name, data in samples.items():
        (raw / name).write_bytes(data)
    for case in CASES:
        if (SHARED / case).is_file():
            (raw / Path(case).name).write_bytes((SHARED / case).read_bytes())
    for name, data in mutants(samples[SAMPLES[0]]).items():
        (raw / f"mutant-{name}.pdf").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    checked = main(["check", "--format", "json", "raw"])
    answer = json.loads(capsys.readouterr().out)["files"]
    errors = {Path(file["file"]).name for file in answer if any(defect["severity"] == "error" for defect in file["defects"])}
    assert (checked, main(["run"])) == (1, 1), capsys.readouterr()
    rows = pq.read_table(tmp_path / "curated" / "sources.parquet").to_pylist()
    assert errors == {row["source_file"] for row in rows if row["status"] == "refused"}
    assert {row["source_file"] for row in rows if row["status"] == "published"} >= set(SAMPLES)
