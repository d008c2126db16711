"""``kyoten check``: what it says, in every form, of good sheets, bad files, odd names and accepted defects; and its exit codes."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from pipeline.cli import main
from pipeline.rules.defects import defect_catalogue
from pipeline.run.sources import bytes_of, source_files
from tests.proof.small import data as small_pdf
from tests.support.here import read_here as read_here

RAW = Path(__file__).parents[2] / "raw"
GOOD, RATED = "midoridai-r2.typeset.pdf", "minatomi-r2.wordlike-cid.pdf"
SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0-part.json").read_text(encoding="utf-8"))
OFFICIAL = os.environ.get("KYOTEN_SARIF_SCHEMA", "")
"""The schema of the standard itself, which no package on PyPI installs; the part above is as strict in all that is used here."""
Output = pytest.CaptureFixture[str]


@pytest.fixture
def raw(read_here: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


def test_a_good_sheet_passes_with_both_engines(capsys: Output) -> None:
    assert main(["check", "--strict", "--lang", "en", str(RAW / GOOD)]) == 0
    assert capsys.readouterr().out == "1 file: 0 errors, 0 warnings\n"


def test_a_record_that_contradicts_the_sheet_is_said_as_a_run_says_it(raw: Path, capsys: Output) -> None:
    (raw / "small.pdf").write_bytes(small_pdf())
    (raw / "sources.toml").write_text('[[source]]\nfile = "small.pdf"\nward = "どこにもない区"\n', encoding="utf-8")
    main(["check", "--lang", "en", "raw"])
    assert "warning [record-contradicts]" in capsys.readouterr().out


def test_warnings_fail_only_a_strict_check(raw: Path, capsys: Output) -> None:
    shutil.copy(RAW / RATED, raw)
    assert main(["check", "--fast", "--lang", "ja", "raw"]) == 0
    said = capsys.readouterr().out
    assert "警告 [rating-missing] 2ページ ＞ 1 親子の居場所事業 ＞ 自己評価(区) ④" in said
    assert main(["check", "--fast", "--strict", "raw"]) == 1


def test_an_error_is_named_with_what_to_do(raw: Path, capsys: Output) -> None:
    (raw / "error page.pdf").write_text("<!DOCTYPE html><html><title>404</title></html>", encoding="utf-8")
    assert main(["check", "--lang", "ja", "raw"]) == 1
    said = capsys.readouterr().out
    assert "エラー [not-pdf]" in said and "PDFを入手し直してください" in said and "1件のファイル: エラー1件、警告0件" in said


def test_sarif_is_what_the_standard_demands(raw: Path, capsys: Output) -> None:
    shutil.copy(RAW / RATED, raw)
    (raw / "空 の,ファイル\n.pdf").write_bytes(b"")
    accept(raw, RATED, "rating-missing", "2ページ")
    assert main(["check", "--fast", "--format", "sarif", "--lang", "ja", "raw"]) == 1
    log = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(defect_catalogue())
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    empty, rating, *_ = sorted(run["results"], key=lambda result: str(result["ruleId"]))
    assert empty["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("%0A.pdf")
    assert rating["properties"]["page"] == 2 and len(rating["properties"]["box"]) == 4
    assert [result["level"] for result in run["results"] if "suppressions" in result] == ["warning"]


@pytest.mark.skipif(not OFFICIAL, reason="KYOTEN_SARIF_SCHEMA names no copy of the official schema")
def test_sarif_is_valid_by_the_official_schema(raw: Path, capsys: Output) -> None:
    shutil.copy(RAW / RATED, raw)
    (raw / "空.pdf").write_bytes(b"")
    accept(raw, RATED, "rating-missing", "2ページ")
    accept(raw, RATED, "text-unaccounted", "3ページ")
    main(["check", "--fast", "--format", "sarif", "raw"])
    log = json.loads(capsys.readouterr().out)
    schema = json.loads(Path(OFFICIAL).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert "SARIF" in schema["title"] and not list(validator.iter_errors(log))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(validator.iter_errors(log))


def test_annotations_escape_what_the_file_says(raw: Path, capsys: Output) -> None:
    (raw / "a,b:c%\n::error::x.pdf").write_bytes(b"")
    assert main(["check", "--format", "github", "--lang", "en", "raw"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=raw/a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.pdf,title=empty")


def accept(raw: Path, source: str, defect: str, place: str, **more: str) -> None:
    entry = {
        "source": source,
        "defect": defect,
        "place": place,
        "reason": "確認済み",
        "who": "区こども家庭支援課",
        "when": "2026-04-01",
        **more,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items()]
    with (raw / "accepted.toml").open("a", encoding="utf-8") as file:
        file.write("[[accepted]]\n" + "\n".join(lines) + "\n")


def test_accepted_defects_are_quiet_and_stale_entries_are_not(raw: Path, capsys: Output) -> None:
    shutil.copy(RAW / RATED, raw)
    for page in (2, 6, 9, 18):
        accept(raw, RATED, "rating-missing", f"{page}ページ")
    assert main(["check", "--fast", "--strict", "--lang", "en", "raw"]) == 0
    assert capsys.readouterr().out == "1 file: 0 errors, 0 warnings, 4 accepted\n"
    accept(raw, RATED, "text-unaccounted", "3ページ")
    assert main(["check", "--fast", "--strict", "--lang", "en", "raw"]) == 1
    assert "raw/accepted.toml\n  warning [acceptance-stale]" in capsys.readouterr().out


def test_an_entry_without_a_reason_is_refused(raw: Path, capsys: Output) -> None:
    shutil.copy(RAW / RATED, raw)
    accept(raw, RATED, "rating-missing", "2ページ", reason="")
    assert main(["check", "--fast", "raw"]) == 2
    assert "lacks reason" in capsys.readouterr().err


def test_the_same_sheet_twice_is_said(raw: Path, capsys: Output) -> None:
    for name, more in (("a", b"\n"), ("b", b""), ("c", b"")):
        (raw / f"{name}.pdf").write_bytes(small_pdf() + more)

    def found() -> dict[str, list[str]]:
        main(["check", "--fast", "--format", "json", "raw"])
        told = {Path(file["file"]).stem: [d["code"] for d in file["defects"]] for file in json.loads(capsys.readouterr().out)["files"]}
        return {name: [code for code in codes if code != "project-missing"] for name, codes in told.items()}  # of a sheet of two projects

    assert found() == {"a": ["newest-unknown"], "b": ["newest-unknown"], "c": ["duplicate-source"]}
    days = "".join(f'[[source]]\nfile = "{name}.pdf"\npublished_on = 2026-04-0{day}\n' for day, name in enumerate("ab", 1))
    (raw / "sources.toml").write_text(days, encoding="utf-8")
    assert found() == {"a": ["same-term-twice"], "b": ["same-term-twice"], "c": ["duplicate-source"]}


ODD_NAMES = [
    "普通.pdf",
    "ｶﾅ と 空白.pdf",
    "new\nline.pdf",
    "-leading-dash.pdf",
    "..pdf",
    "e\u0301.pdf",
    "\u202ereversed.pdf",
    "a'b\"c`$(x).pdf",
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_odd_names_are_read_and_shown_without_harm(raw: Path, capsys: Output) -> None:
    for name in ODD_NAMES:
        (raw / name).write_bytes(b"")
    assert main(["check", "--lang", "en", "raw"]) == 1
    said = capsys.readouterr().out
    assert said.count("[empty]") == len(ODD_NAMES)
    assert "\u202e" not in said and "new\\nline.pdf" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has names that are no text")
def test_a_name_that_is_no_text_is_written_with_escapes(raw: Path) -> None:
    (raw / os.fsdecode(b"\xff e\xcc\x81.pdf")).write_bytes(b"")
    (source,) = source_files(raw)
    assert (source.name, source.document_id) == ("\\xff \u00e9.pdf", "\\xff \u00e9")
    assert bytes_of(source.path) == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_of_the_folder_is_refused(raw: Path, capsys: Output) -> None:
    outside = raw.parent / "outside.pdf"
    shutil.copy(RAW / GOOD, outside)
    (raw / "link.pdf").symlink_to(outside)
    (raw / "gone.pdf").symlink_to(raw / "nothing.pdf")
    (raw / "loop.pdf").symlink_to(raw / "loop.pdf")
    os.mkfifo(raw / "pipe.pdf")
    (raw / "folder.pdf").mkdir()
    (raw / "folder.pdf" / "inside.pdf").write_bytes(b"")
    assert main(["check", "--format", "json", "raw"]) == 1
    found = {Path(file["file"]).stem: [d["code"] for d in file["defects"]] for file in json.loads(capsys.readouterr().out)["files"]}
    assert found == {"link": ["outside-raw"], "gone": ["unreadable"], "loop": ["outside-raw"], "pipe": ["not-a-file"], "inside": ["empty"]}


def test_a_folder_that_may_not_be_read_is_said(raw: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passed over, its sheets would be missing from the collection without a word."""
    shutil.copy(RAW / GOOD, raw)
    (raw / "2025").mkdir()
    scan = os.scandir

    def scandir(path: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "2025":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert main(["check", "--fast", "raw"]) == 2
    assert f"{raw.name}/2025 cannot be opened (Permission denied); see that you may read it" in capsys.readouterr().err.replace("\\", "/")


@pytest.mark.parametrize(
    ("option", "number"),
    [(option, number) for option in ("--timeout", "--memory", "--jobs") for number in ("0", "inf", "nan", "x", "9" * 20)],
)
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_number_that_cannot_work_is_wrong_usage(command: str, option: str, number: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, str(RAW / GOOD), option, number])
    assert ended.value.code == 2
    assert f"argument {option}: {number} is no number from " in capsys.readouterr().err


def test_a_missing_file_is_wrong_usage(raw: Path, capsys: Output) -> None:
    assert main(["check", "nowhere.pdf"]) == 2
    assert "nowhere.pdf" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "show", "tables", "trace"])
def test_every_command_that_reads_a_file_keeps_to_limits(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([command, str(RAW / GOOD), "--timeout", "0.001", "--lang", "en"]) == 1
    assert "[out-of-time]" in "".join(capsys.readouterr())
    assert not list(tmp_path.glob("*.png"))


def test_an_acceptance_for_what_could_not_be_read_is_not_stale(raw: Path, capsys: Output) -> None:
    (raw / RATED).write_text("<html>", encoding="utf-8")
    accept(raw, RATED, "rating-missing", "2ページ")
    assert main(["check", "--lang", "en", "raw"]) == 1
    said = capsys.readouterr().out
    assert "[not-pdf]" in said and "acceptance-stale" not in said


@pytest.mark.parametrize(("spoken", "said"), [("en", "This is not a PDF"), ("ja", "PDFではありません")])
@pytest.mark.parametrize("command", ["check FILE", "show FILE", "trace FILE", "tables FILE", "compare FILE FILE", "run FILE --curated out"])
def test_every_command_that_reports_defects_speaks_both_languages(
    command: str, spoken: str, said: str, raw: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "bad.pdf").write_text("<html>", encoding="utf-8")
    words = [str(raw / "bad.pdf") if word == "FILE" else word for word in command.split()]
    assert main([*words, "--lang", spoken]) == 1
    assert said in "".join(capsys.readouterr())
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8" if spoken == "ja" else "C")
    assert main(words) == 1
    assert said in "".join(capsys.readouterr())
