"""Small and read-only disks: real file systems in memory where this process may mount them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoMountError(Exception):
    """This process may mount nothing."""


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A file system of its own at the folder, as large as it likes to be. Raises NoMountError."""
    folder.mkdir(parents=True, exist_ok=True)
    if not sys.platform.startswith("linux") or not _done("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)):
        raise NoMountError
    try:
        yield folder
    finally:
        _done("umount", "--lazy", str(folder))


def leave(folder: Path, free: int) -> None:
    """Shrinks the disk until so many bytes are free."""
    stood = int(subprocess.run(["df", "-B1", "--output=used", folder], capture_output=True, text=True, check=True).stdout.split()[1])
    if not _done("mount", "-o", f"remount,size={stood + free}", str(folder)):
        raise NoMountError


def read_only(folder: Path, *, on: bool) -> None:
    if not _done("mount", "-o", f"remount,{'ro' if on else 'rw'}", str(folder)):
        raise NoMountError


def _done(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False
