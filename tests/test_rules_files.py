"""A file of the rules that somebody mended wrongly: one sentence names the file and the place, whatever command meets it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import rules
from pipeline.narrative.weights import weights_of
from pipeline.rules import RulesError, load
from pipeline.run.work.guarded import outcomes

WRITTEN = """\
[column.a]
type = "text"
title = {ja = "い", en = "a"}
[[list]]
[[list]]
[plain]
title = "い"
"""


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def written(text: str) -> None:
        monkeypatch.setattr(rules, "text", lambda name: text)
        load.cache_clear()

    return written


@pytest.fixture(autouse=True)
def read_anew() -> Any:
    yield
    load.cache_clear()


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        (lambda table: table["colum"], "written.toml: lacks colum;"),
        (lambda table: table["column"]["a"]["unit"], "written.toml [column.a]: lacks unit;"),
        (lambda table: table["list"][1]["name"], "written.toml [list#2]: lacks name;"),
        (lambda table: table["column"]["a"].one_of("type", {"string": 1}), "[column.a]: type says 'text', and there are string;"),
        (lambda table: table["plain"].table("title"), "[plain]: title is 'い', and no table;"),
        (lambda table: list(table["plain"].tables()), "[plain]: title is 'い', and no table;"),
    ],
    ids=["top", "within", "in a list", "no such name", "no table", "not all tables"],
)
def test_what_a_table_lacks_is_told_by_its_place(write: Callable[[str], None], ask: Callable[[Any], Any], place: str) -> None:
    write(WRITTEN)
    with pytest.raises(RulesError) as raised:
        ask(load("written"))
    assert place in str(raised.value) and "pipeline/rules/written.toml" in raised.value.said("ja")


def test_a_table_holds_what_is_written(write: Callable[[str], None]) -> None:
    write(WRITTEN)
    table = load("written")
    assert table.table("column").table("a").one_of("type", {"text": 1}) == 1
    assert [key for key, _ in table.table("column").tables()] == ["a"]
    assert rules.laid_over({"title": 1, "unit": "人"}, table.table("plain")) == {"title": "い", "unit": "人"}


@pytest.mark.parametrize(
    ("text", "place"),
    [("a = 1\nb = = 2\n", "written.toml, line 2, is no TOML"), ("a = 1\nb =", "written.toml, at its end, is no TOML")],
)
def test_what_is_no_toml_is_told_by_its_line(write: Callable[[str], None], text: str, place: str) -> None:
    write(text)
    with pytest.raises(RulesError, match=place):
        load("written")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# ward\ncode,feature,weight,linked,statements\nibasho.v1,theme:father,much,1,2\n", "line 3: it needs code, feature, weight"),
        ("code,feature,weight\nibasho.v1,theme:father,1\n", "line 2: it needs code"),
        ("# nothing\n", "is empty"),
    ],
    ids=["no number", "no column", "empty"],
)
def test_what_is_no_row_is_told_by_its_line(write: Callable[[str], None], text: str, place: str) -> None:
    write(text)
    with pytest.raises(RulesError, match=place):
        weights_of()


def fails(_: int) -> int:
    raise RulesError("checks.toml", ": lacks labels", ": labels がありません")


def test_no_source_is_blamed_for_the_rules() -> None:
    with pytest.raises(RulesError, match=r"checks\.toml: lacks labels"):
        list(outcomes(fails, [1], 1))


COMMANDS = """\
import sys
from pipeline import rules
whole = rules.text
rules.text = lambda name: whole(name) + ("a = = 1" if name == sys.argv[1] else "")
from pipeline.cli import main
for command in sys.argv[2:]:
    print(main(command.split()))
"""


@pytest.mark.parametrize(
    ("file", "commands"),
    [
        ("usage.toml", ["run --help", "check"]),
        ("form.toml", ["check x.pdf", "run --raw .", "report", "compare x.pdf y.pdf"]),
        ("contract.toml", ["check x.pdf", "run --raw .", "report", "compare x.pdf y.pdf", "indicators", "coverage"]),
    ],
)
def test_every_command_says_it_in_the_reader_s_language(file: str, commands: list[str], tmp_path: Path) -> None:
    for name in ("x.pdf", "y.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    told = subprocess.run(
        [sys.executable, "-c", COMMANDS, file, *(f"{command} --lang ja" for command in commands)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(rules.__file__).parents[2]), "PATH": "", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.stdout.split() == ["2"] * len(commands), told.stderr
    assert all(f"kyoten: pipeline/rules/{file} の" in line and "行目がTOMLになっていません" in line for line in told.stderr.splitlines())
    assert len(told.stderr.splitlines()) == len(commands)


def test_the_command_line_is_there_before_any_rule() -> None:
    asked = "import pipeline.cli, pipeline.rules; print(pipeline.rules.load.cache_info().currsize)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0"
