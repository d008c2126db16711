"""``kyoten verify``: tables that somebody received with the PDFs are judged row by row, whoever changed them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import gate
from pipeline.cli import main
from pipeline.datasets.collection import GivenFile, collect
from pipeline.datasets.contract import OF_RELEASE, schema
from pipeline.datasets.parquet import read_tables
from pipeline.narrative.terms import term_counts_of
from pipeline.run.manifest import write_manifest
from tests.proof.small import Row, data, put, sheet, tables
from tests.support.curated import write_tables
from tests.support.gated import decided
from tests.support.here import read_here as read_here
from tests.support.terms import terms_of

pytestmark = pytest.mark.usefixtures("read_here")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def gate_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "check", decided())


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of a sheet and, in ``raw``, its PDF."""
    folder = tmp_path_factory.mktemp("received")
    (folder / "raw").mkdir()
    (folder / "raw" / "small.pdf").write_bytes(data())
    source = GivenFile("small.pdf", hashlib.sha256(data()).hexdigest(), "small", "published")
    made = dict(collect({"small": tables()}, [source], terms_of(term_counts_of(sheet()))).tables)
    (folder / "curated").mkdir()
    write_tables(made | {name: schema(name).empty_table() for name in OF_RELEASE if name not in made}, folder / "curated")
    write_manifest(folder / "curated")
    return folder


def verify(folder: Path, capsys: Capture, *more: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", "--curated", str(folder / "curated"), "--raw", str(folder / "raw"), "--format", "json", "--jobs", "1", *more])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(answer) == {"rows", "findings", "unverified"}
    for finding in answer["findings"]:
        assert set(finding) == {"code", "table", "row_id", "document_id", "column", "page", "says"} and finding["says"]
    return code, answer


def changed(folder: Path, name: str, change: Callable[[list[Row]], object]) -> None:
    before = read_tables(folder / "curated", [name])
    write_tables({name: put(name, change, before)[name]}, folder / "curated")


def test_tables_as_they_were_published_are_verified(received: Path, capsys: Capture) -> None:
    code, answer = verify(received, capsys)
    assert (code, answer["findings"], answer["unverified"]) == (0, [], [])
    assert answer["rows"] > 150


@pytest.mark.usefixtures("gate_passes")
def test_a_scan_that_nothing_reads_again_is_named_with_its_rows(received: Path, capsys: Capture) -> None:
    before = {name: (received / "curated" / f"{name}.parquet").read_bytes() for name in ("documents", "pages")}
    try:
        changed(received, "documents", lambda rows: [row.update(text_source="ocr", confidence=0.9) for row in rows])
        changed(received, "pages", lambda rows: [row.update(confidence=0.9) for row in rows])
        _, answer = verify(received, capsys)
        main(["verify", "--curated", str(received / "curated"), "--raw", str(received / "raw"), "--jobs", "1", "--lang", "en"])
        said = capsys.readouterr().out
    finally:
        for name, content in before.items():
            (received / "curated" / f"{name}.parquet").write_bytes(content)
    ((named, rows),) = [tuple(one.values()) for one in answer["unverified"]]
    assert (answer["rows"], named) == (0, "small") and rows > 150
    assert f"small: {rows} rows could not be verified" in said


def test_a_table_that_was_changed_is_judged_row_by_row(received: Path, capsys: Capture) -> None:
    original = (received / "curated" / "statements.parquet").read_bytes()
    try:
        changed(received, "statements", lambda rows: rows[7].update(text=rows[7]["text"].replace("し", "ん")))
        code, answer = verify(received, capsys, "--lang", "ja")
    finally:
        (received / "curated" / "statements.parquet").write_bytes(original)
    told = {(found["code"], found["table"], found["row_id"]) for found in answer["findings"]}
    row_id = tables()["statements"]["row_id"][7].as_py()
    assert code == 1
    assert {("file-changed", "statements", ""), ("row-unproven", "statements", row_id)} <= told
    assert any(found["page"] and "読み直した" in found["says"] for found in answer["findings"] if found["row_id"] == row_id)


@pytest.mark.usefixtures("gate_passes")
def test_a_pdf_that_is_gone_or_another_one_is_named(received: Path, capsys: Capture) -> None:
    file = received / "raw" / "small.pdf"
    for code, content in (("source-differs", data() + b"\n"), ("source-missing", None)):
        file.unlink()
        if content:
            file.write_bytes(content)
        status, answer = verify(received, capsys)
        assert status == 1 and answer["rows"] == 0
        assert [(found["code"], found["document_id"]) for found in answer["findings"]] == [(code, "small")]
        file.write_bytes(data())


def test_a_table_that_is_gone_is_named_and_nothing_else_stops(received: Path, capsys: Capture) -> None:
    path = received / "curated" / "viewpoints.parquet"
    original = path.read_bytes()
    path.unlink()
    code, answer = verify(received, capsys)
    path.write_bytes(original)
    assert code == 1 and answer["rows"] > 100
    told = {(found["code"], found["table"]) for found in answer["findings"]}
    assert {("table-missing", "viewpoints"), ("contract-broken", "viewpoints")} <= told
