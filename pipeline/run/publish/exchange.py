"""Publication: a complete folder of candidate tables becomes ``curated/`` in one step, or nothing changes.

The candidates are written beside the published folder, on the same file system, flushed to the disk and then exchanged
with it: in one atomic step where the system has one (Linux, macOS), else by two renames of which the next run repairs
whichever was cut short. A lock that the system drops with the process keeps a second run out.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.datasets.contract import TABLES
from pipeline.datasets.products import PRODUCTS
from pipeline.run.usage import UsageError

# DuckDB keeps the .wal beside its database while somebody has it open for writing.
OWN_FILES = frozenset({*(f"{table.name}.parquet" for table in TABLES), *PRODUCTS, "kyoten.duckdb.wal", "run.json"})
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def candidate_folder(curated: Path) -> Path:
    """Where the tables of a run are written before they are published."""
    return curated.with_name(f".{curated.name}.candidate")


def refused_folder(curated: Path) -> Path:
    """Where the tables and the verdict of a refused run lie."""
    return curated.with_name(f"{curated.name}.refused")


def _former_folder(curated: Path) -> Path:
    return curated.with_name(f".{curated.name}.former")


def require_own(curated: Path) -> None:
    """Raises UsageError where the folder holds anything that publishing into it would destroy."""
    if curated.is_dir():
        foreign = sorted(entry.name for entry in curated.iterdir() if entry.name not in OWN_FILES and not entry.name.startswith("."))
        if foreign:
            raise UsageError(f"{curated} holds files that are not kyoten's ({', '.join(foreign[:3])}); move them, or name another folder")
    elif curated.exists():
        raise UsageError(f"{curated} is no folder")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other runs away from ``folder`` until the block ends or the process dies. Raises UsageError if one is at it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f".{folder.name}.lock").open("a+b") as file:
        if not _lock(file.fileno()):
            raise UsageError(f"another run is working on {folder}; wait for it to end")
        yield


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def recover(curated: Path) -> None:
    """Puts right what a run that was cut short left behind; what was published last stays published."""
    former, candidate = _former_folder(curated), candidate_folder(curated)
    if former.exists() and not curated.exists():
        former.rename(curated)
    for leftover in (former, candidate):
        _remove(leftover)


def fresh_candidate(curated: Path) -> Path:
    """An empty folder for the tables of this run."""
    folder = candidate_folder(curated)
    _remove(folder)
    folder.mkdir(parents=True)
    return folder


@contextlib.contextmanager
def undone_on_failure(curated: Path, shown: object) -> Iterator[None]:
    """Where the block cannot write, the candidate goes, for it would fill the disk that the next run needs. Raises the
    OSError on, with what stands; ``shown`` is the place as people know it."""
    try:
        yield
    except OSError as error:
        with contextlib.suppress(OSError):
            recover(curated)
        said = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        raise OSError(error.errno, f"{said}. Nothing was published, {shown} is as it was") from error


def publish(curated: Path) -> None:
    """Makes the candidate folder the published one; hidden files such as .gitkeep stay. Raises OSError, and then the
    folder of before is in place, whole, or ``recover`` puts it there."""
    candidate, former = candidate_folder(curated), _former_folder(curated)
    if curated.is_dir():
        for entry in curated.iterdir():
            if entry.name.startswith(".") and entry.is_file():
                shutil.copy2(entry, candidate / entry.name)
    _flush(candidate)
    if not curated.exists():
        candidate.rename(curated)
    elif not _exchanged(candidate, curated):
        curated.rename(former)
        candidate.rename(curated)
    # The new tables are in place; what cannot be tidied up now is tidied up by the next run.
    with contextlib.suppress(OSError):
        _flush_entry(curated.parent)
        _remove(candidate)
        _remove(former)


def fresh_refused(curated: Path) -> Path:
    """An empty folder for what a run has to say of documents that it refused, while the others are published."""
    aside = refused_folder(curated)
    _remove(aside)
    aside.mkdir(parents=True)
    return aside


def refuse(curated: Path) -> Path:
    """Puts the candidate folder aside for people to look at, and says where."""
    aside = refused_folder(curated)
    _remove(aside)
    candidate_folder(curated).rename(aside)
    return aside


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders were exchanged in one atomic step."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_EXCHANGE) == 0)
        return bool(libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _flush(folder: Path) -> None:
    for entry in folder.iterdir():
        with entry.open("rb+") as file:
            os.fsync(file.fileno())
    _flush_entry(folder)


def _flush_entry(folder: Path) -> None:
    """Flushes the folder's own list of names, where the system knows such a thing."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
