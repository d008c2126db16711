"""``kyoten register``: what it can tell of a file or a page is recorded, and what contradicts the sheet is said."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.run.work import workers
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import unpacked_reading
from pipeline.values import Defect
from tests.support.small_sheet import small_reading, small_sheet


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder with a sheet of 青区 and a scan, read in no time."""

    def readings_of(tasks: Iterable[Task], jobs: int, limits: object = None) -> Iterator[Reading]:
        for task in tasks:
            if "scan" in task.document_id:
                yield Reading(task.document_id, "", (Defect("not-pdf"),))
            else:
                yield unpacked_reading(small_reading(small_sheet("x", "青区")))

    monkeypatch.setattr(workers, "readings_from", readings_of)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    for name in ("ao.pdf", "scan.pdf"):
        (tmp_path / "raw" / name).write_bytes(name.encode())
    return tmp_path / "raw"


def registry(raw: Path) -> dict[str, Any]:
    return tomllib.loads((raw / "sources.toml").read_text(encoding="utf-8"))


def test_a_file_is_recorded_with_what_its_sheet_says(raw: Path) -> None:
    assert main(["register", "raw/ao.pdf", "--url", "https://example.org/ao.pdf", "--published-on", "2025-11-28"]) == 0
    (record,) = registry(raw)["source"]
    assert {key: record[key] for key in ("file", "ward", "period", "kind", "url", "published_on")} == {
        "file": "ao.pdf",
        "ward": "青区",
        "period": "2021-2025",
        "kind": "final",
        "url": "https://example.org/ao.pdf",
        "published_on": "2025-11-28",
    }
    assert len(record["sha256"]) == 64


def test_what_is_recorded_stays_and_is_completed(raw: Path) -> None:
    (raw / "sources.toml").write_text(
        '# ours\n[[source]]\nfile = "ao.pdf"\nlicence = "CC BY 4.0"\nperiod = "2016-2020"\n', encoding="utf-8"
    )
    assert main(["register", "raw/ao.pdf"]) == 0
    (record,) = registry(raw)["source"]
    assert (record["licence"], record["period"], record["ward"]) == ("CC BY 4.0", "2016-2020", "青区")
    assert (raw / "sources.toml").read_text(encoding="utf-8").startswith("# ours\n")


def test_a_ward_that_contradicts_the_sheet_is_said_and_not_recorded(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "raw/ao.pdf", "raw/scan.pdf", "--ward", "赤区"]) == 1
    said = capsys.readouterr().out
    assert "ao.pdf: the sheet says 青区, and 赤区 was recorded or given" in said and "cannot be read (not-pdf)" in said
    assert [record["file"] for record in registry(raw)["source"]] == ["scan.pdf"]


def test_a_page_is_registered_once_and_may_be_changed(raw: Path) -> None:
    url = "https://example.org/"
    assert main(["register", url, "--ward", "青区"]) == 0 and main(["register", url, "--pattern", "評価"]) == 0
    assert registry(raw)["page"] == [{"url": url, "ward": "青区", "pattern": "評価"}]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ftp://example.org/",), "no address of the web"),
        (("https://",), "no address of the web"),
        (("raw/ao.pdf", "--url", "example.org"), "no address of the web"),
        (("raw/none.pdf",), "there is no file raw/none.pdf"),
        (("https://example.org/", "--pattern", "("), "cannot be searched for"),
        (("elsewhere.pdf",), "does not lie in raw"),
    ],
)
def test_what_cannot_be_registered_is_said(arguments: tuple[str, ...], says: str, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw.with_name("elsewhere.pdf").touch()
    assert main(["register", *arguments]) == 2
    assert says in capsys.readouterr().err and not (raw / "sources.toml").exists()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('[[page]]\nurl = "https://example.org/"\npatern = "x"\n', "patern is no key"),
        ('[[page]]\nurl = "example.org"\n', "no address of the web"),
        ('[[source]]\nfile = "ao.pdf"\nperiod = "R3-R7"\n', "no two fiscal years such as 2021-2025"),
        ('[[source]]\nfile = "ao.pdf"\nkind = "last"\n', "it is one of final, interim"),
    ],
)
def test_a_registry_that_cannot_be_meant_is_said(written: str, says: str, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "sources.toml").write_text(written, encoding="utf-8")
    assert main(["register", "raw/ao.pdf"]) == 2 and says in capsys.readouterr().err
