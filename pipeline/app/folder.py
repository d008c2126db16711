"""The folder of a desk: one of our own within the folder that a person named, known by a mark, and removed without touching anything else.

In goes the place, out comes the folder to work in; what lies there and is not ours is refused before any work.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.run.usage import UsageError, writing

NAME = "kyoten-desk"
_MARK = "kyoten-desk.txt"
_MARKED = "What was dropped on the page of kyoten app; it is removed when the app ends.\n"
ADDRESS, SHEETS, SCRATCH = "address.json", "sheets", "scratch"
_OWN = frozenset({_MARK, ADDRESS, SHEETS, SCRATCH})
SHEET_ID = re.compile("[0-9a-f]{16}")
PART = ".part"


def claimed(place: Path) -> Path:
    """The desk's folder within the place, made and marked. Raises UsageError where something of that name is not ours or the place cannot
    be one, OSError where the system refuses."""
    folder = place / NAME
    if foreign := sorted(_foreign(folder)):
        raise UsageError(
            "{folder} holds files that are not kyoten's ({names}); move them, or name another folder with --desk DIR",
            folder=folder,
            names=", ".join(foreign[:3]),
        )
    with writing(folder, "name another folder with --desk DIR"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _MARK).write_text(_MARKED, encoding="utf-8")
    return folder


def _foreign(folder: Path) -> Iterator[str]:
    """What lies in the folder and was not made by a server; all of it where there is no mark."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        yield folder.name
    elif folder.is_dir():
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".kyoten-")}
        yield from names if _MARK not in names else names - _OWN


def clear(folder: Path) -> None:
    """Removes what a server made in its folder, and the folder where nothing else is left; raises nothing."""
    with suppress(OSError):
        for entry in (folder / SHEETS).iterdir():
            if SHEET_ID.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.suffix == PART:
                entry.unlink(missing_ok=True)
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    for name in (ADDRESS, _MARK):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    for own in (folder / SHEETS, folder):
        with suppress(OSError):
            own.rmdir()
