"""An icon that opens the page: what is written for each system starts this very installation, whatever its path is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.app import shortcut
from pipeline.app.server import desk_folder
from pipeline.run.usage import UsageError

HARD = Path('/data/It\'s 100% "mine" $HOME `x` \\ 評価')


def _words(line: str) -> list[str]:
    """The line as a shell takes it apart."""
    script = f"set -- {line}; printf '%s\\n' \"$@\""
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, encoding="utf-8", check=True).stdout.splitlines()


def test_a_desktop_entry_starts_this_python_with_the_folders(tmp_path: Path) -> None:
    path = shortcut.write_shortcut(tmp_path, HARD / "raw", HARD / "curated", "ja", "linux")
    entry = dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines()[1:])
    # The entry's own escapes for strings, then those of its command line, which quotes as a shell does but for %%.
    command = _words(entry["Exec"].replace("\\\\", "\\").replace("%%", "%"))
    assert command[0] == sys.executable and command[4] == str(HARD / "raw") and command[6] == str(HARD / "curated")
    assert path.stat().st_mode & 0o111 and entry["Terminal"] == "false"


def test_a_command_of_macos_starts_it_too(tmp_path: Path) -> None:
    path = shortcut.write_shortcut(tmp_path, HARD / "raw", HARD / "curated", "en", "darwin")
    told = _words(path.read_text("utf-8").splitlines()[1].removeprefix("exec "))
    assert told[0] == sys.executable and told[-5:] == [str(HARD / "raw"), "--curated", str(HARD / "curated"), "--lang", "en"]


def test_windows_is_asked_to_make_a_shortcut_without_a_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: asked.append(command))
    shortcut.write_shortcut(tmp_path, HARD / "raw", HARD / "curated", "ja", "win32")
    ((*_, script),) = asked
    assert "pythonw.exe" in script and "It''s 100%" in script and script.count("'") % 2 == 0


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        shortcut.write_shortcut(tmp_path / "none", HARD, HARD, "ja")


def test_the_gui_script_is_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(cli, "main", lambda arguments: asked.append(arguments))
    monkeypatch.setattr(sys, "argv", ["kyoten-app", "--lang", "ja"])
    monkeypatch.setattr(sys, "stdout", None)
    cli.window()
    assert asked == [["app", "--lang", "ja"]]


def test_each_collection_has_a_desk_of_its_own() -> None:
    assert desk_folder(Path("a"), Path("b")) == desk_folder(Path("a").absolute(), Path("b")) != desk_folder(Path("a"), Path("c"))
