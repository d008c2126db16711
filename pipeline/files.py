"""Files that are there as a whole or not at all: written aside, flushed to the disk, and put in place at the end.

Whatever stops the writing (a full disk, a signal, an error), what stood at the place before stands there still.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


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


def _half(folder: Path) -> Path:
    """A name for what one process writes there, one file after the other."""
    return folder / f".kyoten-{os.getpid()}.half"


def _flush(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
