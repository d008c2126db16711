"""What kyoten did not write is never replaced or removed; what it wrote is not believed where it differs from what was written."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.run.manifest import MANIFEST, digest, files_of, recorded_files, sealed, unsealed
from pipeline.run.publish import exchange
from pipeline.sheet.staged import staged_name
from tests.run.test_run import folder, products, published, put, put_and_run, state, statuses

__all__ = ["folder", "products"]

Said = pytest.CaptureFixture[str]


def flipped(path: Path, at: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 4
    path.write_bytes(bytes(data))


def everything(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def test_a_manifest_names_all_that_was_written_and_nothing_of_this_machine(folder: Path) -> None:
    put(folder, a="青", b="赤")
    assert main(["run"]) == 0
    names = {path.name for path in Path("curated").iterdir()}
    assert (recorded_files(Path("curated")) or {}).keys() | {MANIFEST} == names
    assert files_of(Path("staged", MANIFEST).read_bytes()).keys() == {"a.json", "b.json"}
    for place in ("curated", "staged"):
        text = Path(place, MANIFEST).read_text(encoding="utf-8")
        assert str(folder) not in text and "kyoten" in text + MANIFEST


def test_a_manifest_knows_when_it_was_spoiled() -> None:
    data = sealed({"files": {"a": "1"}})
    assert unsealed(data) == {"files": {"a": "1"}}
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        try:
            assert unsealed(bytes(changed)) == {"files": {"a": "1"}}, "only white space may differ unseen"
        except ValueError:
            continue


@pytest.mark.usefixtures("products")
@pytest.mark.parametrize("names", [("goals.parquet", "kyoten.duckdb", "places.sqlite", "datapackage.json"), ("run.json",)], ids=len)
def test_a_published_file_that_was_spoiled_is_made_anew_and_named(folder: Path, names: tuple[str, ...], capsys: Said) -> None:
    put_and_run(folder, a="青")
    before = state(Path("curated"))
    for name in names:
        with Path("curated", name).open("ab") as file:
            file.write(b" ")
    assert main(["run"]) == 0
    said = capsys.readouterr().out
    assert "Nothing changed" not in said
    for name in names:
        assert name == "run.json" or f"curated/{name} is not as it was written; it is made anew" in said
    for one in before.keys() - {"kyoten.duckdb", "kyoten.duckdb.sha256"}:
        assert Path("curated", one).read_bytes() == before[one], one
    assert main(["run"]) == 0
    assert "Nothing changed" in capsys.readouterr().out


@pytest.mark.usefixtures("products")
def test_commands_refuse_a_spoiled_table_by_name(folder: Path, capsys: Said) -> None:
    put_and_run(folder, a="青")
    flipped(Path("curated/goals.parquet"))
    flipped(Path("curated/places.sqlite"))
    for command in (["export", "--csv", "out"], ["report"], ["source", "goals/a/1/1"]):
        assert main(command) == 2, command
        said = capsys.readouterr().err
        assert ("curated/places.sqlite" if command[0] == "source" else "curated/goals.parquet") in said and "run kyoten run" in said


def test_kept_results_that_were_spoiled_are_made_anew(folder: Path, capsys: Said) -> None:
    put_and_run(folder, a="青")
    goals, staged = pq.read_table("curated/goals.parquet"), everything(Path("staged"))
    for number, name in enumerate(sorted(staged)):
        flipped(Path("staged", name), 0.4)
        Path("raw/sources.toml").write_text(f'[[source]]\nfile = "a.pdf"\nlicence = "{number}"\n', encoding="utf-8")
        assert main(["run"]) == 0
        said = capsys.readouterr().out
        assert name == MANIFEST or f"{Path('staged') / name} is not as it was written; it is made anew" in said
        assert everything(Path("staged")) == staged, name
        assert pq.read_table("curated/goals.parquet").equals(goals), name


def test_a_staged_sheet_that_was_edited_is_noticed_where_nothing_else_changed(folder: Path, capsys: Said) -> None:
    put_and_run(folder, a="青")
    before = Path("staged/a.json").read_bytes()
    Path("staged/a.json").write_bytes(before.replace(b'"rating_operator": "A"', b'"rating_operator": "D"') + b" ")
    assert main(["show", "staged/a.json"]) == 2
    assert "is not as kyoten wrote it" in capsys.readouterr().err
    assert main(["run"]) == 0
    said = capsys.readouterr().out
    assert "Nothing changed" not in said and "a.json is not as it was written; it is made anew" in said
    assert Path("staged/a.json").read_bytes() == before
    assert main(["show", "staged/a.json"]) == 0


def test_files_of_others_in_the_staged_folder_stay(folder: Path, capsys: Said) -> None:
    put(folder, a="青", b="赤")
    foreign = {"settings.json": "{}", ".cache/sheets/mine.json": "{}", ".cache/rows/mine.rows": "x", "x.txt": "x"}
    for name, said in foreign.items():
        path = Path("staged", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert main(["run"]) == 0
    Path("raw/b.pdf").unlink()
    assert main(["run", "--drop-refused"]) == 0
    assert {name: Path("staged", name).read_text(encoding="utf-8") for name in foreign} == foreign
    assert not Path("staged/b.json").exists()
    put(folder, settings="白")
    capsys.readouterr()
    assert main(["run"]) == 2
    assert "settings.json, not written by kyoten" in capsys.readouterr().err
    assert Path("staged/settings.json").read_text(encoding="utf-8") == "{}"


def test_what_lies_hidden_in_the_published_folder_goes_with_it(folder: Path) -> None:
    put(folder, a="青")
    Path("curated/.git").mkdir(parents=True)
    Path("curated/.git/HEAD").write_text("ref", encoding="utf-8")
    Path("curated/.gitkeep").touch()
    Path("curated/.link").symlink_to("nowhere")
    assert main(["run"]) == 0
    put(folder, b="赤")
    assert main(["run"]) == 0
    assert Path("curated/.git/HEAD").read_text(encoding="utf-8") == "ref"
    assert Path("curated/.gitkeep").exists() and Path("curated/.link").is_symlink()
    assert published() == {"a", "b"}
    assert sorted(path.name for path in folder.iterdir()) == [".curated.lock", ".staged.lock", "curated", "raw", "staged"]


@pytest.mark.parametrize("name", ["notes.xlsx", "goals.parquet", "DICTIONARY.md", "run"])
def test_a_folder_that_kyoten_did_not_write_is_refused_before_any_work(folder: Path, name: str, capsys: Said) -> None:
    put(folder, a="青")
    Path("curated").mkdir()
    Path("curated", name).write_text("precious", encoding="utf-8")
    assert main(["run"]) == 2
    assert name in capsys.readouterr().err and not Path("staged").exists()
    assert Path("curated", name).read_text(encoding="utf-8") == "precious"


def test_what_is_put_into_the_folder_meanwhile_is_not_lost(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    put_and_run(folder, a="青")
    real = exchange._finish

    def finished(candidate: Path) -> None:
        real(candidate)
        Path("curated/notes.txt").write_text("precious", encoding="utf-8")

    monkeypatch.setattr(exchange, "_finish", finished)
    put(folder, b="赤")
    assert main(["run"]) == 0
    assert Path("curated/notes.txt").read_text(encoding="utf-8") == "precious"
    assert main(["run"]) == 2
    assert "notes.txt" in capsys.readouterr().err


def test_what_a_killed_publication_left_behind_gives_back_what_is_not_ours(folder: Path) -> None:
    put_and_run(folder, a="青")
    shutil.copytree("curated", ".curated.candidate")
    Path(".curated.candidate/.git").mkdir()
    Path(".curated.candidate/notes.txt").write_text("precious", encoding="utf-8")
    exchange.recover(Path("curated"))
    assert not Path(".curated.candidate").exists()
    assert Path("curated/.git").is_dir() and Path("curated/notes.txt").read_text(encoding="utf-8") == "precious"


def test_a_folder_beside_that_no_run_left_behind_is_refused(folder: Path, capsys: Said) -> None:
    put(folder, a="青")
    Path(".curated.candidate").mkdir()
    Path("curated").mkdir()
    for place in (".curated.candidate", "curated"):
        Path(place, ".mine").write_text(place, encoding="utf-8")
    assert main(["run"]) == 2
    assert ".curated.candidate holds files that are not kyoten's" in capsys.readouterr().err
    assert Path(".curated.candidate/.mine").exists()


def as_version_1_wrote(folder: Path) -> None:
    """Takes away what the version before knew nothing of."""
    for name in (f"curated/{MANIFEST}", "curated/kyoten.duckdb.sha256", f"staged/{MANIFEST}"):
        Path(name).unlink()
    for path in Path("staged/.cache/sheets").iterdir():
        content = unsealed(path.read_bytes())
        content.pop("rows", None)
        path.write_text(json.dumps(content), encoding="utf-8")
    record = json.loads(Path("curated/run.json").read_text(encoding="utf-8"))
    del record["sources"]
    Path("curated/run.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.usefixtures("products")
def test_folders_of_the_version_before_are_taken_over(folder: Path, capsys: Said) -> None:
    put_and_run(folder, a="青", b="赤")
    as_version_1_wrote(folder)
    Path("staged/copy-of-a.json").write_bytes(Path("staged/a.json").read_bytes())
    Path("staged/other.json").write_text("[]", encoding="utf-8")
    Path("raw/b.pdf").unlink()
    assert main(["run"]) == 1
    assert "the file is gone: b (b.pdf)" in capsys.readouterr().out
    assert main(["run", "--drop-refused"]) == 0
    assert published() == {"a"} and statuses() == {"a.pdf": "published", "b.pdf": "withdrawn"}
    assert {path.name for path in Path("staged").glob("*.json")} == {"a.json", "copy-of-a.json", "other.json"}
    assert Path("curated", MANIFEST).exists() and Path("staged", MANIFEST).exists()


@pytest.mark.parametrize("spoil", ["junk", "gone"])
def test_a_safeguard_that_cannot_look_fails_closed(folder: Path, spoil: str, capsys: Said) -> None:
    put_and_run(folder, a="青", b="赤")
    if spoil == "junk":
        Path("curated/documents.parquet").write_bytes(b"junk")
    else:
        Path("curated/documents.parquet").unlink()
    before = state(Path("curated"))
    put(folder, b="bad")
    assert main(["run"]) == 1
    said = capsys.readouterr().out
    why = {"junk": "the file is spoiled", "gone": "No such file or directory"}[spoil]
    assert (
        f"documents.parquet cannot be read ({why}): it cannot be known" in said
        and "Nothing was published" in said
        and "--drop-refused" in said
    )
    assert state(Path("curated")) == before
    assert main(["run", "--drop-refused"]) == 1
    assert published() == {"a"}


def test_a_renamed_file_keeps_its_record(folder: Path, capsys: Said) -> None:
    put(folder, a="青", b="赤")
    record = '[[source]]\nfile = "a.pdf"\nurl = "https://example.com/a"\npublished_on = 2025-11-28\n'
    Path("raw/sources.toml").write_text(record, encoding="utf-8")
    assert main(["run"]) == 0
    Path("raw/a.pdf").rename("raw/R7.pdf")
    assert main(["run"]) == 0
    assert "sources.toml records a.pdf, which is R7.pdf now, by its SHA-256" in capsys.readouterr().out
    assert statuses() == {"R7.pdf": "published", "b.pdf": "published"}, "a file that has another name is not gone"
    row = next(row for row in pq.read_table("curated/sources.parquet").to_pylist() if row["document_id"] == "R7")
    assert (row["url"], row["published_on"]) == ("https://example.com/a", "2025-11-28")


def test_a_renamed_file_is_known_by_the_digest_that_is_recorded(folder: Path) -> None:
    put(folder, a="青")
    sha256 = digest(Path("raw/a.pdf"))
    Path("raw/sources.toml").write_text(f'[[source]]\nfile = "old.pdf"\nurl = "u"\nsha256 = "{sha256}"\n', encoding="utf-8")
    assert main(["run"]) == 0
    assert pq.read_table("curated/sources.parquet")["url"].to_pylist() == ["u"]


def test_a_link_publishes_into_its_target(folder: Path) -> None:
    put(folder, a="青")
    Path("nas/published").mkdir(parents=True)
    Path("curated").symlink_to("nas/published")
    Path("staged").symlink_to("nas/staged")
    for said in ("赤", "白"):
        put(folder, b=said)
        assert main(["run"]) == 0
    assert Path("curated").is_symlink() and Path("staged").is_symlink()
    assert published(Path("nas/published")) == {"a", "b"} and Path("nas/staged/a.json").exists()
    assert sorted(path.name for path in Path("nas").iterdir()) == [".published.lock", ".staged.lock", "published", "staged"]


def test_a_linked_folder_is_named(folder: Path, capsys: Said) -> None:
    put(folder, a="青")
    Path("elsewhere").mkdir()
    Path("elsewhere/b.pdf").write_text("赤", encoding="utf-8")
    Path("raw/2026").symlink_to(Path("elsewhere").absolute(), target_is_directory=True)
    Path("raw/again").symlink_to(Path("raw").absolute(), target_is_directory=True)
    assert main(["run"]) == 1
    assert "Refused 2026: [outside-raw]" in capsys.readouterr().out
    assert published() == {"a"} and statuses() == {"a.pdf": "published", "2026": "refused"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--staged", "."], "--staged . is the folder you are in"),
        (["--curated", "."], "--curated . is the folder you are in"),
        (["--staged", ".."], "--staged .. is the folder you are in, or holds it"),
        (["--staged", "raw/.."], "is the folder you are in"),
        (["--staged", "curated/staged"], "cannot lie in --curated curated"),
    ],
)
def test_places_that_cannot_be_meant_are_wrong_usage(folder: Path, arguments: list[str], says: str, capsys: Said) -> None:
    put(folder, a="青")
    assert main(["run", *arguments]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("stem", ["長" * 83 + "ab", "が" * 83 + "ab", "x" * 251])
def test_names_as_long_as_a_file_system_takes_them(folder: Path, stem: str) -> None:
    put(folder, **{stem: "青", "a": "赤"})
    assert main(["run"]) == 0
    assert published() == {stem, "a"}
    name = staged_name(stem)
    assert len(name.encode()) <= 255 and Path("staged", name).exists() and name != staged_name(stem + "c")


def test_names_from_a_mac_are_those_that_people_type(folder: Path) -> None:
    nfd = unicodedata.normalize("NFD", "が.pdf")
    (folder / "raw" / nfd).write_text("青", encoding="utf-8")
    Path("raw/sources.toml").write_text('[[source]]\nfile = "が.pdf"\nurl = "u"\n', encoding="utf-8")
    assert main(["run"]) == 0
    assert published() == {"が"} and pq.read_table("curated/sources.parquet")["url"].to_pylist() == ["u"]


def test_a_check_takes_files_of_one_name_in_two_folders(folder: Path, capsys: Said) -> None:
    for place in ("x", "y"):
        Path(place).mkdir()
        Path(place, "a.pdf").write_text(f"no PDF {place}", encoding="utf-8")
    assert main(["check", "--lang", "en", "x", "y"]) == 1
    said = capsys.readouterr().out
    assert "x/a.pdf\n" in said and "y/a.pdf\n" in said and said.count("[not-pdf]") == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may write everything is not refused")
def test_a_folder_that_may_not_be_written_says_what_to_name(folder: Path, capsys: Said) -> None:
    put(folder, a="青")
    folder.chmod(0o500)
    try:
        assert main(["run"]) == 3
    finally:
        folder.chmod(0o700)
    assert "--staged and --curated" in capsys.readouterr().err


def test_two_versions_of_which_none_is_known_to_be_newer_are_asked_about(folder: Path, capsys: Said) -> None:
    put(folder, a="青", b="青 ")
    Path("raw/sources.toml").write_text('[[source]]\nfile = "a.pdf"\npublished_on = 2030-11-28\n', encoding="utf-8")
    assert main(["run", "--lang", "en"]) == 0
    assert "Which of these versions of one sheet is the newest? Nothing tells: a, b" in capsys.readouterr().out
    Path("raw/sources.toml").write_text(
        '[[source]]\nfile = "a.pdf"\npublished_on = 2030-11-28\n[[source]]\nfile = "b.pdf"\npublished_on = 2030-11-29\n', encoding="utf-8"
    )
    assert main(["run", "--lang", "en"]) == 0
    assert "Nothing tells" not in capsys.readouterr().out
    documents = {row["document_id"]: row for row in pq.read_table("curated/documents.parquet").to_pylist()}
    assert {name: (row["is_current"], row["is_latest"]) for name, row in documents.items()} == {"a": (False, False), "b": (True, True)}
