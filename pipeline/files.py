"""Files that are there as a whole or not at all: written aside, flushed to the disk, and put in place at the end.

Whatever stops the writing (a full disk, a signal, an error), what stood at the place before stands there still.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_LONGEST_NAME = 255
"""Bytes that file systems take for a file's name."""
_HALF = re.compile(r"\.kyoten-(.*)-([0-9]+)\.half")
"""How files are called that are being written, or were when their process was killed: by the machine and the number of the process."""
_HOST = re.sub(r"[^\w.-]", "_", platform.node())[:64]
"""This machine as a part of a file's name: a folder may be several machines' own."""
_TAIL = 16
"""Hex digits that tell two names apart that are cut to the same beginning."""


@contextlib.contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Where the block is to write the file, which then takes its place; its folder is made. A pipe or a device is written as it is.
    Raises OSError where the disk does not take it, and nothing has changed."""
    if path.exists() and not path.is_file():
        yield path
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    half = _half(target.parent)
    try:
        yield half
        _flush(half)
        if target.exists():
            shutil.copymode(target, half)
        half.replace(target)
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_written_aside(folder: Path) -> Iterator[Path]:
    """An empty folder for the block to fill; its files then take their places in ``folder``, beside what else is there. Raises
    OSError where the disk does not take them, and nothing has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    half = _half(folder)
    half.mkdir()
    try:
        yield half
        files = sorted(half.iterdir())
        for file in files:
            _flush(file)
        for file in files:
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def write_whole(path: Path, content: bytes | str) -> None:
    """Writes the file; a text in UTF-8 with its line ends as they are. Raises OSError, and nothing has changed."""
    with written_aside(path) as half:
        half.write_bytes(content.encode() if isinstance(content, str) else content)


def fitting_name(stem: str, ending: str) -> str:
    """A file's name of these parts; where file systems would not take it, the stem is cut, and its digest tells it from others."""
    name = f"{stem}{ending}"
    if len(os.fsencode(name)) <= _LONGEST_NAME:
        return name
    tail = f"~{hashlib.sha256(os.fsencode(stem)).hexdigest()[:_TAIL]}{ending}"
    return os.fsencode(stem)[: _LONGEST_NAME - len(os.fsencode(tail))].decode(errors="ignore") + tail


def cache_folder(part: str) -> Path | None:
    """Where that part of what takes long to make is kept for the person (``KYOTEN_CACHE`` overrides the system's place); None where
    nobody is at home."""
    chosen = os.environ.get("KYOTEN_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(chosen).expanduser() / "kyoten" / part
    except RuntimeError:
        return None


def sound_file(folder: Path, key: str, ending: str) -> Path | None:
    """The file KEY-DIGEST of that ending in the folder whose bytes are those that its name tells."""
    return next((path for path in sorted(folder.glob(f"{key}-*{ending}")) if path.stem.rpartition("-")[2] == digest_of(path)), None)


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _half(folder: Path) -> Path:
    """A name for what one process writes there, one file after the other. What processes of this machine were writing there when they
    were killed is removed."""
    for entry in folder.iterdir():
        owner = _HALF.fullmatch(entry.name)
        if owner and owner[1] == _HOST and not _is_another_at_work(int(owner[2])):
            with contextlib.suppress(OSError):
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    return folder / f".kyoten-{_HOST}-{os.getpid()}.half"


def _is_another_at_work(process: int) -> bool:
    """Whether a process of this machine, other than this one, may still be running."""
    if process == os.getpid():
        return False
    if sys.platform == "win32":  # where to ask is to interrupt it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _flush(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
