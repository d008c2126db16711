"""The command line: quick to start, every command with help and examples, a sheet as a readable tree."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import commands
from pipeline.cli import main
from pipeline.sheet.staged import dumps
from tests.support.small_sheet import small_sheet

COMMANDS = sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))
HEAVY = ("pymupdf", "pdfplumber", "pandas", "pyarrow", "great_expectations", "sudachipy", "rich", "duckdb", "numpy")


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    asked = "import sys\nfrom pipeline.commands import parser\nprint(parser().format_help())\nprint('LOADED', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    text, loaded = done.stdout.split("LOADED")
    for command in COMMANDS:
        assert f"    {command.replace('_', '-')}" in text
    assert not set(HEAVY) & set(loaded.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command.replace("_", "-"), "--help"])
    assert ended.value.code == 0
    assert f"kyoten {command.replace('_', '-')}" in capsys.readouterr().out.split("examples:")[1]


def test_workers_that_draw_or_compare_load_no_tables_for_it() -> None:
    asked = "import sys, pipeline.report.drawing, pipeline.pages.render, pipeline.run.work.comparing\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert not set(HEAVY) & set(done.stdout.split())


def test_without_a_command_the_commands_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("usage: kyoten") and not said.out
    assert all(f"    {command.replace('_', '-')}" in said.err for command in COMMANDS)


def test_show_prints_a_sheet_as_a_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staged = tmp_path / "aoi-r7.json"
    staged.write_text(dumps(small_sheet()), encoding="utf-8")
    assert main(["show", str(staged)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("aoi-r7 青葉が原区")
    assert "│ │ ├ ① 親子が安心して過ごせる。 〔法人 A / 区 B〕" in lines
    assert any("〔表 1〕●利用の状況" in line for line in lines)
    assert any("利用者数 | 1,234人 | ―" in line for line in lines)
    assert any("[rating-missing]" in line for line in lines)


@pytest.mark.parametrize(("name", "content", "code"), [("x.json", "{", 2), ("x.pdf", "<html>not found</html>", 1), (None, "", 2)])
def test_show_tells_what_it_cannot_read(
    tmp_path: Path, name: str | None, content: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / (name or "missing.pdf")
    if name:
        path.write_text(content, encoding="utf-8")
    assert main(["show", str(path)]) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.err and (said.err or said.out)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("run",), "put PDFs there"),
        (("check", "none.pdf"), "see how its name is written"),
        (("show", "none.pdf"), "see how its name is written"),
        (("trace", "none.pdf"), "see how its name is written"),
        (("tables", "none.pdf"), "see how its name is written"),
        (("compare", "none.pdf", "none.pdf"), "or a document_id of curated/"),
        (("report",), "run kyoten run first"),
        (("source", "goals/x/1/1"), "run kyoten run first"),
        (("export", "--csv", "out"), "run kyoten run first"),
        (("indicators",), "run kyoten run first"),
        (("explain", "x/1/challenge/1"), "run kyoten run first"),
    ],
)
def test_what_is_not_there_is_said_with_the_next_step(
    asked: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    assert main(list(asked)) == 2
    said = capsys.readouterr()
    assert says in said.err and not said.out
