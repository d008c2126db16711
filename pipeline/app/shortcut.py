"""An icon that opens the page, made by one command: a .desktop file, a .command or, on Windows, a shortcut.

In goes the folder where it is wanted, out comes the file written. It starts the Python of this very installation, so it works without
a terminal and without anything on the search path.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.files import write_whole
from pipeline.run.usage import UsageError, writing

NAME = "kyoten 評価シートの点検"
_SYSTEMS = {"win32": ".lnk", "darwin": ".command"}
_START = "from pipeline.cli import window; raise SystemExit(window())"


def write_shortcut(folder: Path, raw: Path, curated: Path, language: str, system: str = sys.platform) -> Path:
    """Writes the icon for a system (as ``sys.platform`` names it) into the folder. Raises UsageError where there is no such folder, or
    Windows does not make it."""
    folder = folder.expanduser()
    if not folder.is_dir():
        raise UsageError("there is no folder {folder}; name one that is there, such as your desktop", folder=folder)
    path = folder / f"{NAME}{_SYSTEMS.get(system, '.desktop')}"
    started = ["-c", _START, "--raw", str(raw.absolute()), "--curated", str(curated.absolute()), "--lang", language]
    if system == "win32":
        _make_link(path, started)
        return path
    with writing(path, "name another folder with --shortcut DIR"):
        write_whole(path, f"#!/bin/sh\nexec {shlex.join([sys.executable, *started])}\n" if system == "darwin" else _desktop(started))
        path.chmod(0o755)
    return path


def _desktop(started: Sequence[str]) -> str:
    """A desktop entry; in its command line a few signs have meanings of their own."""
    signs = str.maketrans({"\\": "\\\\\\\\", '"': '\\\\"', "`": "\\\\`", "$": "\\\\$", "%": "%%"})
    line = " ".join(f'"{part.translate(signs)}"' for part in (sys.executable, *started))
    entry = ("Type=Application", f"Name={NAME}", f"Exec={line}", "Terminal=false", "Categories=Office;")
    return "\n".join(["[Desktop Entry]", *entry, ""])


def link_script(path: Path, started: Sequence[str]) -> str:
    """What PowerShell does to make a shortcut: Windows itself writes the file. No console opens with it."""
    python = Path(sys.executable).with_name("pythonw.exe")
    quoted = {name: _quoted(value) for name, value in (("path", str(path)), ("python", str(python)))}
    arguments = _quoted(subprocess.list2cmdline(started))
    return (
        f"$s = (New-Object -ComObject WScript.Shell).CreateShortcut({quoted['path']}); $s.TargetPath = {quoted['python']}; "
        f"$s.Arguments = {arguments}; $s.Save()"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _make_link(path: Path, started: Sequence[str]) -> None:
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", link_script(path, started)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError("Windows did not make {path} ({error}); make a shortcut to kyoten-app by hand", path=path, error=error) from error
