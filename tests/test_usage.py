"""Help for who types: shell completion in each shell's own language, and where to read on after a mistake."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.commands import parser

ROOT = Path(__file__).parents[1]
SHELLS = ("bash", "fish", "tcsh", "zsh")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_commands_and_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(command in script for command in ("run", "export", "compare", "completion"))
    assert "--xlsx" in script or shell == "fish" and "-l xlsx" in script


def test_bash_completes_a_command_and_its_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    main(["completion", "bash"])
    script = tmp_path / "kyoten.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    asked = 'source "$1"; COMP_WORDS=(kyoten exp); COMP_CWORD=1; _shtab_kyoten; echo "${COMPREPLY[@]}"; '
    asked += 'COMP_WORDS=(kyoten export --c); COMP_CWORD=2; _shtab_kyoten; echo "${COMPREPLY[@]}"'
    done = subprocess.run([bash, "-c", asked, "bash", str(script)], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()[:2]
    assert "export" in first.split() and set(second.split()) == {"--csv", "--curated"}


def test_an_unknown_shell_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["completion", "cmd"])
    assert ended.value.code == 2


def test_wrong_usage_says_where_to_read_on(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in ((["exprt"], "kyoten --help"), (["compare", "a"], "kyoten compare --help shows what it takes, with examples")):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert said in capsys.readouterr().err


def helps() -> dict[str, str]:
    """What stands below the options in the help of every command, and of kyoten itself."""
    whole = parser()
    commands = next(action for action in whole._actions if isinstance(action, argparse._SubParsersAction)).choices
    return {name: command.epilog or "" for name, command in {"": whole, **commands}.items()}


def examples() -> list[list[str]]:
    """The arguments of each example, without its remark and without where the shell sends what is written."""
    found = [line for epilog in helps().values() for line in re.findall(r"^  kyoten (.+)$", epilog, re.M)]
    return [shlex.split(re.split(r" {2,}| > ", line)[0]) for line in found if "COMMAND" not in line]


def test_every_help_has_examples() -> None:
    assert all("examples:\n  kyoten " in epilog for epilog in helps().values())


@pytest.mark.parametrize("arguments", examples(), ids=" ".join)
def test_an_example_is_what_its_command_takes_and_names_sheets_that_there_are(arguments: list[str]) -> None:
    parser().parse_args(arguments)
    samples = {path.stem for path in (ROOT / "raw").glob("*.pdf")}
    named = {part for argument in arguments for part in re.findall(r"[a-z]+-r\d[a-z0-9.-]*", argument)}
    assert {re.sub(r"\.(?:pdf|json)$", "", name) for name in named} <= samples


PDF = b"%PDF-1.4\nnothing %%EOF"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--fast", "--html", "a.pdf", "b.pdf"], "a.pdf needs the ending .html"),
        (["check", "--fast", "--html", "mine.HTML", "b.pdf"], "mine.HTML is a PDF"),
        (["check", "--fast", "--html", "list.html", "b.pdf", "list.html"], "list.html is a file that is read"),
        (["compare", "a.pdf", "b.pdf", "--html", "b.pdf"], "b.pdf needs the ending .html"),
        (["compare", "a.pdf", "b.pdf", "--json", "c.pdf"], "c.pdf needs the ending .json"),
        (["compare", "old.json", "b.pdf", "--json", "./link.json"], "link.json is a file that is read"),
        (["tables", "b.pdf", "-o", "b.pdf"], "b.pdf needs the ending .json"),
        (["tables", "b.pdf", "--format", "html", "-o", "mine.HTML"], "mine.HTML is a PDF"),
        (["source", "goals/a/1/1", "-o", "b.pdf"], "b.pdf needs the ending .png"),
        (["export", "--csv", "."], ". is a folder of sources (a.pdf, b.pdf)"),
        (["tables", "b.pdf", "--format", "csv", "-o", "."], ". is a folder of sources"),
        (["trace", "b.pdf", "-o", "."], ". is a folder of sources"),
        (["report", "-o", "mine.HTML"], "mine.HTML is a PDF"),
        (["export", "--xlsx", "b.pdf"], "b.pdf needs the ending .xlsx"),
    ],
)
def test_no_output_takes_the_place_of_a_pdf_or_of_what_is_read(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.pdf", "b.pdf", "mine.HTML"):
        Path(name).write_bytes(PDF)
    Path("old.json").write_text("{}", encoding="utf-8")
    Path("list.html").write_text("mine", encoding="utf-8")
    os.link("old.json", "link.json")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert main([*arguments, "--lang", "en"]) == 2
    assert says in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
