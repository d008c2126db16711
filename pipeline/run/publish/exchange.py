"""Publication: a complete folder of candidate tables becomes ``curated/`` in one step, or nothing changes.

The candidates are written beside the published folder, on the same file system, flushed to the disk and then exchanged
with it: in one atomic step where the system has one (Linux, macOS), else by two renames of which the next run repairs
whichever was cut short. A lock that the system drops with the process keeps a second run out. Only what the manifest of a
folder names is ever removed; whatever else lies in it is refused before any work, or goes with the published folder.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pipeline.datasets.contract import TABLES
from pipeline.datasets.database import DATABASE
from pipeline.datasets.products import PRODUCTS
from pipeline.releases.notes import CHANGES
from pipeline.run.manifest import MANIFEST, recorded_files, write_manifest
from pipeline.run.usage import UsageError

OF_VERSION_1 = frozenset({*(f"{table.name}.parquet" for table in TABLES), *PRODUCTS, CHANGES, "run.json", "validation.json"})
"""What is taken for kyoten's in a folder that was written before there was a manifest: one with a record of its run."""
_BESIDE = frozenset({MANIFEST, f"{DATABASE}.wal", f"{DATABASE}.sha256"})
"""Ours though no manifest names them; DuckDB keeps the .wal while somebody has the database open for writing."""
_RECORDS = ("run.json", "validation.json")
"""What tells a folder of a run from any other where there is no manifest: of a published one, and of one put aside."""
_UNFINISHED = ".unfinished"
"""Lies in a candidate from its first to its last file: all that is beside it was written by the run that was cut short."""
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
    """Raises UsageError where the folder holds anything that kyoten did not write; hidden files and folders stay in it."""
    if curated.is_dir():
        own = _own(curated, _RECORDS[:1])
        foreign = sorted(entry.name for entry in curated.iterdir() if not _is_of(own, entry) and not entry.name.startswith("."))
        if foreign:
            raise UsageError(
                "{curated} holds files that are not kyoten's ({names}); move them, or name another folder",
                curated=curated,
                names=", ".join(foreign[:3]),
            )
    elif os.path.lexists(curated):
        raise UsageError("{curated} is no folder", curated=curated)


def _own(folder: Path, records: Sequence[str] = _RECORDS) -> frozenset[str]:
    """The names of what kyoten wrote into a folder: those of its manifest, or the known ones where there is only a record of a run."""
    recorded = recorded_files(folder)
    if recorded is not None:
        return _BESIDE | recorded.keys()
    return _BESIDE | OF_VERSION_1 if any((folder / name).is_file() for name in records) else _BESIDE


def _is_of(own: frozenset[str], entry: Path) -> bool:
    return entry.name in own and (entry.is_symlink() or not entry.is_dir())


@contextlib.contextmanager
def locked(folder: Path, *, leaves_nothing: bool = False) -> Iterator[None]:
    """Keeps other runs away from ``folder`` until the block ends or the process dies. The file of the lock stays, for taking it away is
    only worth its while where somebody would wonder at it (``leaves_nothing``). Raises UsageError if another run is at the folder."""
    with _held(folder) as file:
        path = Path(file.name)
        try:
            yield
        finally:
            if leaves_nothing and sys.platform != "win32":
                path.unlink(missing_ok=True)
    if leaves_nothing and sys.platform == "win32":  # which removes no file that is open, not even another's
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _held(folder: Path) -> BinaryIO:
    """The file of the lock, locked: the one that lies there now, for a run that ended may have taken away the one that was opened."""
    while True:
        file = _lock_file(folder)
        if not _lock(file.fileno()):
            file.close()
            raise UsageError("another run is working on {folder}; wait for it to end", folder=folder)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), Path(file.name).stat()):
                return file
        file.close()


def _lock_file(folder: Path) -> BinaryIO:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return folder.with_name(f".{folder.name}.lock").open("a+b")
    except OSError as error:
        said = f"{error.strerror or error}: {error.filename or folder}. Name folders that may be written with --staged and --curated"
        raise OSError(error.errno, said) from error


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
    """Puts right what a run that was cut short left behind; what was published last stays published.

    Raises UsageError where something lies there that no run left behind.
    """
    former, candidate = _former_folder(curated), candidate_folder(curated)
    if former.exists() and not curated.exists():
        former.rename(curated)
    for leftover in (former, candidate):
        if leftover.exists():
            _clear(leftover, curated)


def _clear(leftover: Path, curated: Path) -> None:
    """Removes a candidate that was never finished, or a folder that is no longer the published one."""
    if (leftover / _UNFINISHED).exists() or _is_of_version_1(leftover):
        shutil.rmtree(leftover)
        return
    _discard(leftover, curated)
    if leftover.exists():
        raise UsageError(
            "{leftover} holds files that are not kyoten's, and so does {curated}; move those of one of the two",
            leftover=leftover,
            curated=curated,
        )


def _is_of_version_1(leftover: Path) -> bool:
    """Whether a folder without a manifest holds what a run wrote aside before there was one: tables, and files to work with."""
    entries = list(leftover.iterdir())
    return (
        recorded_files(leftover) is None and bool(entries) and all(_is_of(OF_VERSION_1, entry) or _is_scratch(entry) for entry in entries)
    )


def _is_scratch(entry: Path) -> bool:
    if entry.is_dir():
        return entry.name.startswith(".") and all(part.suffix == ".arrow" for part in entry.iterdir())
    return entry.name.startswith(".places.") and entry.suffix == ".sqlite"


def fresh_candidate(curated: Path) -> Path:
    """An empty folder for the tables of this run."""
    folder = candidate_folder(curated)
    if folder.exists():
        _clear(folder, curated)
    folder.mkdir(parents=True)
    (folder / _UNFINISHED).touch()
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


def put_in_place(curated: Path) -> None:
    """Makes the candidate folder the published one; what kyoten did not write, such as .gitkeep or .git, goes over to it. Raises
    OSError, and then the folder of before is in place, whole, or ``recover`` puts it there."""
    candidate, former = candidate_folder(curated), _former_folder(curated)
    _finish(candidate)
    if not curated.exists():
        candidate.rename(curated)
    elif not _exchanged(candidate, curated):
        curated.rename(former)
        candidate.rename(curated)
    # The new tables are in place; what cannot be tidied up now is tidied up by the next run.
    with contextlib.suppress(OSError):
        _flush_entry(curated.parent)
        _discard(candidate, curated)
        _discard(former, curated)


def fresh_refused(curated: Path) -> Path:
    """An empty folder for what a run has to say of documents that it refused, while the others are published."""
    aside = refused_folder(curated)
    _discard(aside, aside)
    aside.mkdir(parents=True, exist_ok=True)
    return aside


def refuse(curated: Path) -> Path:
    """Puts the candidate folder aside for people to look at, and says where."""
    candidate, aside = candidate_folder(curated), refused_folder(curated)
    _finish(candidate)
    _discard(aside, candidate)
    candidate.rename(aside)
    return aside


def _finish(candidate: Path) -> None:
    """Records what the candidate holds, and has the disk take it."""
    write_manifest(candidate, apart=(DATABASE,))
    (candidate / _UNFINISHED).unlink()
    _flush(candidate)


def _discard(folder: Path, heir: Path) -> None:
    """Removes what kyoten wrote into a folder, its manifest last; all else goes to ``heir``, or stays where it has one of that name."""
    if not folder.exists():
        return
    own = _own(folder)
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.name == MANIFEST, entry.name in _RECORDS)):
        if _is_of(own, entry):
            entry.unlink()
        elif not os.path.lexists(heir / entry.name):
            heir.mkdir(exist_ok=True)
            entry.rename(heir / entry.name)
    with contextlib.suppress(OSError):
        folder.rmdir()


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
