"""What a publication says of itself over the years: named, made anew, and after another one."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.datasets.contract import OF_RELEASE, schema
from pipeline.datasets.package import UNNAMED, Named, descriptor
from pipeline.releases.comparison import Made
from pipeline.run.decisions import Decisions
from pipeline.run.manifest import write_manifest
from pipeline.run.publish.record import RUN_RECORD, write_json
from pipeline.run.publish.release import Publication
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection

FIRST = Named("2025.1", "2025-12-01")


def published(folder: Path, named: Named, rating: str = "B") -> tuple[list[str], str]:
    """Publishes the small collection in ``curated``, and says which changes there are and what is told of them."""
    tables = good_collection().tables
    goals = tables["goals"].to_pylist()
    goals[0]["rating_ward"] = rating
    tables["goals"] = pa.Table.from_pylist(goals, schema=schema("goals"))
    candidate, curated = folder / "candidate", folder / "curated"
    candidate.mkdir()
    write_tables({name: table for name, table in tables.items() if name not in OF_RELEASE}, candidate)
    made = Publication(curated, named, Made("code", "rules"), Decisions(), {}).tables(candidate)
    write_tables(made, candidate)
    write_json(candidate / RUN_RECORD, {"release": asdict(named), "made": asdict(Made("code", "rules"))})
    write_manifest(candidate)
    shutil.rmtree(curated, ignore_errors=True)
    candidate.rename(curated)
    changes = [f"{row['change']} {row['row_id']}" for row in made["changes"].to_pylist()]
    return changes, (curated / "CHANGES.md").read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("## ")]


def test_the_first_publication_is_of_sheets_that_came(tmp_path: Path) -> None:
    changes, told = published(tmp_path, FIRST)
    assert "added documents/aoi-r7" in changes and not any("goals/" in change for change in changes)
    assert headings(told) == ["## 2025.1 (2025-12-01)"] and "加わったシート (3)" in told and "Sheets added (3)" in told


def test_a_publication_after_another_tells_of_what_changed_above_what_was_told(tmp_path: Path) -> None:
    published(tmp_path, FIRST)
    changes, told = published(tmp_path, Named("2026.1"), "C")
    assert changes == ["changed goals/aoi-r7/1/1"] and headings(told) == ["## 2026.1", "## 2025.1 (2025-12-01)"]


def test_a_publication_that_is_named_afterwards_keeps_its_changes(tmp_path: Path) -> None:
    """Somebody runs, looks, and then gives the release its name."""
    published(tmp_path, FIRST)
    looked_at, _ = published(tmp_path, UNNAMED, "C")
    changes, told = published(tmp_path, Named("2026.1"), "C")
    assert changes == looked_at and headings(told) == ["## 2026.1", "## 2025.1 (2025-12-01)"]
    assert published(tmp_path, Named("2026.1"), "C") == (changes, told)


def test_a_spoiled_publication_is_compared_with_nothing(tmp_path: Path) -> None:
    published(tmp_path, FIRST)
    (tmp_path / "curated" / "goals.parquet").write_bytes(b"spoiled")
    changes, _ = published(tmp_path, UNNAMED)
    assert "added documents/aoi-r7" in changes


def test_the_data_package_has_the_release_and_no_clock(tmp_path: Path) -> None:
    tables = good_collection().tables
    write_tables(tables, tmp_path)
    named, unnamed = (descriptor(tables, tmp_path, "parquet", of) for of in (FIRST, UNNAMED))
    assert (named["version"], named["created"]) == ("2025.1", "2025-12-01T00:00:00Z") and "created" not in unnamed
    assert pq.read_table(tmp_path / "documents.parquet").num_rows == 3


@pytest.mark.parametrize("said", ["", "@2026-01-01", "2026@yesterday", "2026@2026-1-1", "a\nb"])
def test_a_release_that_cannot_be_meant_is_said(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", "--release", said])
    assert ended.value.code == 2 and "VERSION[@DATE]" in capsys.readouterr().err
