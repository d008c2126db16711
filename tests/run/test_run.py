"""Write, audit, publish: what a run leaves behind, whatever its sources are and wherever it is cut short."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import pipeline.gate
from pipeline.cli import main
from pipeline.datasets.contract import TABLES
from pipeline.datasets.products import begin_products
from pipeline.gate import Failure
from pipeline.run.manifest import digest
from pipeline.run.publish import exchange
from pipeline.run.work import collecting, due
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.pool import Pool
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import unpacked_reading
from pipeline.values import Defect
from tests.support.gated import decided
from tests.support.small_sheet import small_reading, small_sheet

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "raw"


def fake_reading(task: Task) -> Reading:
    """A file that says "bad" is refused; any other is a small sheet of the ward that it names."""
    assert task.path is not None
    if task.refusal:
        return Reading(task.document_id, "", (task.refusal,), settled=False)
    said = task.path.read_text(encoding="utf-8")
    if said.startswith("bad"):
        return Reading(task.document_id, digest(task.path), (Defect("not-pdf"),))
    sheet = replace(small_sheet(task.document_id, f"{said}区"), source_sha256=digest(task.path))
    return unpacked_reading(small_reading(sheet))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder in which reading is quick, the gate passes, and what only explains the tables is not made."""

    def readings_of(tasks: Iterable[Task], jobs: int, limits: WorkLimits | None = None, told: object = None) -> Iterator[Reading]:
        yield from (fake_reading(task) for task in tasks)

    monkeypatch.setattr(due, "readings_from", readings_of)
    monkeypatch.setattr(collecting, "Pool", lambda jobs: Pool(0))
    monkeypatch.setattr(collecting, "begin_products", lambda *given: lambda: None)
    monkeypatch.setattr(pipeline.gate, "check", decided())
    monkeypatch.setattr(pipeline.gate, "warm_up", lambda: None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    return tmp_path


@pytest.fixture
def products(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Database, package and places are made after all: they are most of such a run's work."""
    monkeypatch.setattr(collecting, "begin_products", begin_products)


def put(folder: Path, **files: str) -> None:
    for name, said in files.items():
        (folder / "raw" / f"{name}.pdf").write_text(said, encoding="utf-8")


_RUN: dict[tuple[object, ...], Path] = {}
"""Working folders after such a run, by what is made and the files."""


def put_and_run(folder: Path, **files: str) -> None:
    """Publishes the files. What a run makes of the same files is run once and then copied, for it says nowhere where it lies."""
    key = (vars(collecting)["begin_products"] is begin_products, *files.items())
    if key in _RUN:
        shutil.copytree(_RUN[key], folder, dirs_exist_ok=True)
        return
    put(folder, **files)
    assert main(["run"]) == 0
    kept = Path(tempfile.mkdtemp(prefix="kyoten-run-"))
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    _RUN[key] = shutil.copytree(folder, kept, dirs_exist_ok=True)


def published(curated: Path = Path("curated")) -> set[str]:
    return set(pq.read_table(curated / "documents.parquet")["document_id"].to_pylist())


def statuses() -> dict[str, str]:
    table = pq.read_table("curated/sources.parquet")
    return dict(zip(table["source_file"].to_pylist(), table["status"].to_pylist(), strict=True))


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_everything_under_raw_is_published(folder: Path) -> None:
    put(folder, a="青", b="赤")
    (folder / "raw" / "R7").mkdir()
    (folder / "raw" / "R7" / "c.PDF").write_text("白", encoding="utf-8")
    assert main(["run"]) == 0
    assert published() == {"a", "b", "c"}
    assert statuses() == {"a.pdf": "published", "b.pdf": "published", "R7/c.PDF": "published"}
    assert {path.name for path in Path("curated").glob("*.parquet")} == {f"{table.name}.parquet" for table in TABLES}
    assert {path.name for path in Path("staged").glob("*.json")} == {"a.json", "b.json", "c.json"}


def test_a_refused_source_is_left_out_and_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青", b="bad")
    assert main(["run"]) == 1
    assert published() == {"a"}
    assert statuses()["b.pdf"] == "refused"
    assert "Refused b.pdf: [not-pdf] This is not a PDF" in capsys.readouterr().out
    assert pq.read_table("curated/defects.parquet")["code"].to_pylist().count("not-pdf") == 1


def test_a_published_document_never_vanishes_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_and_run(folder, a="青", b="赤")
    before = state(Path("curated"))
    put(folder, b="bad", c="白")
    assert main(["run"]) == 1
    assert state(Path("curated")) == before
    assert "--drop-refused" in capsys.readouterr().out
    assert main(["run", "--drop-refused"]) == 1
    assert published() == {"a", "c"}


def test_a_removed_source_leaves_the_collection_when_somebody_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_and_run(folder, a="青", b="赤")
    before = state(Path("curated"))
    (folder / "raw" / "b.pdf").unlink()
    assert main(["run"]) == 1
    assert "Published today, but the file is gone: b (b.pdf)." in capsys.readouterr().out
    assert state(Path("curated")) == before and Path("staged/b.json").exists()
    assert main(["run", "--drop-refused"]) == 0
    assert published() == {"a"}
    assert statuses() == {"a.pdf": "published", "b.pdf": "withdrawn"}
    assert not Path("staged/b.json").exists()
    put(folder, c="白")
    assert main(["run"]) == 0
    assert statuses() == {"a.pdf": "published", "b.pdf": "withdrawn", "c.pdf": "published"}, "it is not forgotten"
    put(folder, b="赤")
    assert main(["run"]) == 0
    assert statuses() == {"a.pdf": "published", "b.pdf": "published", "c.pdf": "published"}


def test_nothing_is_published_where_no_source_can_be_read(folder: Path) -> None:
    put(folder, a="bad")
    assert main(["run"]) == 1
    assert not Path("curated").exists()


def test_a_gate_failure_publishes_nothing_and_says_where_to_look(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put_and_run(folder, a="青")
    before = state(Path("curated"))
    failure = Failure("goals", "text-form", "Text is not blank", 1, (" ",))
    monkeypatch.setattr(pipeline.gate, "check", decided(failure))
    put(folder, b="赤")
    assert main(["run"]) == 1
    assert state(Path("curated")) == before
    said = capsys.readouterr().out
    assert "goals: Text is not blank" in said
    assert "curated.refused/validation.json" in said.replace(os.sep, "/")
    assert '"rule": "text-form"' in Path("curated.refused/validation.json").read_text(encoding="utf-8")
    assert published(Path("curated.refused")) == {"a", "b"}


def test_paths_need_a_folder_of_their_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青", b="赤")
    assert main(["run", "raw/a.pdf"]) == 2
    assert "--curated" in capsys.readouterr().err
    assert main(["run", "raw/a.pdf", "--curated", "trial"]) == 0
    assert published(Path("trial")) == {"a"}
    assert not Path("curated").exists()


def test_the_same_bytes_twice_are_one_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青", copy="青", b="赤")
    assert main(["run", "--lang", "en"]) == 0
    assert "copy.pdf has the same bytes as a.pdf and is not read" in capsys.readouterr().out
    assert published() == {"a", "b"}
    assert statuses() == {"a.pdf": "published", "copy.pdf": "duplicate", "b.pdf": "published"}


def test_a_copy_of_a_refused_file_is_refused_as_that_is(folder: Path) -> None:
    put(folder, a="青", bad="bad", copy="bad")
    assert main(["run"]) == 1
    assert statuses() == {"a.pdf": "published", "bad.pdf": "refused", "copy.pdf": "refused"}
    codes = {row["source_file"]: row["defect_codes"] for row in pq.read_table("curated/sources.parquet").to_pylist()}
    assert codes["copy.pdf"] == ["duplicate-source", "not-pdf"]


def test_files_that_cannot_be_opened_are_no_copies_of_each_other(folder: Path) -> None:
    put(folder, a="青")
    for name in ("gone", "lost"):
        Path(f"raw/{name}.pdf").symlink_to(Path(f"{name}-elsewhere.pdf").absolute())
    assert main(["run"]) == 1
    codes = {row["source_file"]: row["defect_codes"] for row in pq.read_table("curated/sources.parquet").to_pylist()}
    assert "duplicate-source" not in codes["gone.pdf"] + codes["lost.pdf"]


def test_two_files_of_one_stem_are_an_error_before_any_work(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青")
    (folder / "raw" / "R7").mkdir()
    (folder / "raw" / "R7" / "a.pdf").write_text("赤", encoding="utf-8")
    assert main(["run"]) == 2
    assert 'R7/a.pdf, a.pdf would both be the document "a"' in capsys.readouterr().err
    assert not Path("staged").exists()


@pytest.mark.parametrize("arguments", [["run", "--raw", "nowhere"], ["run", "missing.pdf", "--curated", "x"], ["run"]])
def test_wrong_usage_exits_with_2_and_a_sentence(folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("kyoten: ")


def test_a_folder_of_other_files_is_never_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青")
    (folder / "curated").mkdir()
    (folder / "curated" / "my-notes.xlsx").write_text("precious", encoding="utf-8")
    assert main(["run"]) == 2
    assert "my-notes.xlsx" in capsys.readouterr().err
    assert (folder / "curated" / "my-notes.xlsx").exists()


def test_hidden_files_of_the_published_folder_stay(folder: Path) -> None:
    put(folder, a="青")
    (folder / "curated").mkdir()
    (folder / "curated" / ".gitkeep").touch()
    assert main(["run"]) == 0
    put(folder, b="赤")
    assert main(["run"]) == 0
    assert (folder / "curated" / ".gitkeep").exists()
    assert published() == {"a", "b"}


def test_a_run_without_changes_does_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青", b="bad")
    assert main(["run"]) == 1
    before = state(Path("curated"))

    def never(tasks: Iterable[Task], jobs: int, limits: WorkLimits | None = None) -> Iterator[Reading]:
        raise AssertionError("nothing should be read")

    monkeypatch.setattr(due, "readings_from", never)
    assert main(["run"]) == 1, "a refused source stays refused"
    assert "Nothing changed" in capsys.readouterr().out
    assert state(Path("curated")) == before


def test_the_record_of_a_source_is_carried_and_checked(folder: Path) -> None:
    put(folder, a="青")
    Path("raw/sources.toml").write_text(
        '[[source]]\nfile = "a.pdf"\nward = "青区"\nurl = ""\npublished_on = 2025-11-28\nlicence = "CC BY 4.0"\nsha256 = "00"\n',
        encoding="utf-8",
    )
    assert main(["run"]) == 0
    row = pq.read_table("curated/sources.parquet").to_pylist()[0]
    assert (row["ward"], row["url"], row["published_on"], row["licence"]) == ("青区", None, "2025-11-28", "CC BY 4.0")
    assert "source-changed" in row["defect_codes"]


@pytest.mark.parametrize(
    "content", ["[[source]\n", '[[source]]\nward = "x"\n', '[[source]]\nfile = "a.pdf"\npublished_on = "soon"\n', "source = 3\n"]
)
def test_a_record_that_cannot_be_understood_stops_the_run(folder: Path, content: str) -> None:
    put(folder, a="青")
    Path("raw/sources.toml").write_text(content, encoding="utf-8")
    assert main(["run"]) == 2


def test_a_record_of_a_file_that_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青")
    Path("raw/sources.toml").write_text('[[source]]\nfile = "A.pdf"\nward = "青区"\n', encoding="utf-8")
    assert main(["run"]) == 0
    assert f"{Path('raw/sources.toml')} records A.pdf, which is not there; correct the name" in capsys.readouterr().out
    assert main(["run", "raw/a.pdf", "--curated", "out"]) == 0, "who names files does not mean the others"
    assert "which is not there" not in capsys.readouterr().out


def test_a_published_table_that_was_changed_is_published_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the commands say of a table that they cannot use, "run kyoten run to publish it anew", is then true."""
    put_and_run(folder, a="青")
    before = Path("curated/goals.parquet").read_bytes()
    Path("curated/goals.parquet").write_bytes(before[:-1] + b"?")
    assert main(["run"]) == 0
    assert "Nothing changed" not in capsys.readouterr().out
    assert Path("curated/goals.parquet").read_bytes() == before


def test_one_place_for_staged_and_curated_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青")
    assert main(["run", "--staged", "out", "--curated", "./out"]) == 2
    assert "--staged and --curated cannot be one place" in capsys.readouterr().err


def test_a_run_cut_short_between_the_two_renames_is_repaired(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_and_run(folder, a="青")
    before = state(Path("curated"))
    Path("curated").rename(".curated.former")
    Path(".curated.candidate").mkdir()
    exchange.recover(Path("curated"))
    assert state(Path("curated")) == before
    assert not Path(".curated.former").exists() and not Path(".curated.candidate").exists()


def test_what_a_killed_run_left_is_cleared_though_nothing_changed_since(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_and_run(folder, a="青")
    left = exchange.fresh_candidate(Path("curated"))
    (left / "goals.parquet").touch()
    assert main(["run"]) == 0 and "Nothing changed" in capsys.readouterr().out
    assert not left.exists()


@pytest.mark.parametrize("atomic", [True, False])
def test_publishing_replaces_the_folder_whole(folder: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool) -> None:
    put_and_run(folder, a="青")
    if not atomic:
        monkeypatch.setattr(exchange, "_exchanged", lambda one, other: False)
    put(folder, b="赤")
    assert main(["run"]) == 0
    assert published() == {"a", "b"}
    assert sorted(path.name for path in folder.iterdir()) == [".curated.lock", ".staged.lock", "curated", "raw", "staged"]
    marks = {pq.read_schema(path).metadata[b"collection"] for path in Path("curated").glob("*.parquet")}
    assert len(marks) == 1


def test_a_second_run_at_once_is_told_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青")
    with exchange.locked(Path("curated")):
        assert main(["run"]) == 2
    assert "another run is working on curated" in capsys.readouterr().err


def test_file_names_are_shown_and_never_interpreted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "-r\n[red]\x1b[31m.pdf"
    try:
        (folder / "raw" / name).write_text("bad", encoding="utf-8")
    except OSError:
        pytest.skip("the file system does not take the name")
    assert main(["run"]) == 1
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "-r\\n[red]\\x1b[31m" in said


def kyoten_run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it: worker processes, the whole gate, tables on the disk."""
    command = [sys.executable, "-m", "pipeline.cli", "run", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_samples_go_all_the_way(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "raw")
    done = kyoten_run(tmp_path, "--jobs", "1")  # a worker of each kind: each takes longer to start than its sheets to read
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    documents = pq.read_table(tmp_path / "curated" / "documents.parquet").to_pylist()
    assert len(documents) == len(list(SAMPLES.glob("*.pdf"))) >= 3
    assert {row["chars_unaccounted"] for row in documents} == {0}
    assert len({row["period_end"] for row in documents}) >= 2
    # links join two terms of one ward, and the samples are of three wards; nobody has decided anything of them
    without = {"issue_links", "corrections", "decisions"}
    for table in TABLES:
        rows = pq.read_metadata(tmp_path / "curated" / f"{table.name}.parquet").num_rows
        assert rows > 0 or table.name in without, table.name
    code = (
        "import sys; from pipeline.cli import main; main(['run']); print({'great_expectations', 'sudachipy', 'pymupdf'} & {*sys.modules})"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    again = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "Nothing changed" in again.stdout and again.stdout.endswith("set()\n")
