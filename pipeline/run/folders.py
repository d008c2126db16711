"""The folders that a person names: a link stands for its target, and none may be one that holds what it is not for.

In go paths as they were given, out come those to work in; what cannot be meant raises UsageError, before any work.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from pipeline.run.usage import UsageError


def own_folder(folder: Path, option: str) -> Path:
    """The folder behind the path, which locks and candidates lie beside. Raises UsageError where it is, or holds, the folder that
    the person is in, or where a link leads nowhere."""
    try:
        target = folder.resolve()
    except (OSError, RuntimeError) as error:
        raise UsageError(
            "{option} {folder} leads nowhere; correct the link, or name another folder", option=option, folder=folder
        ) from error
    if Path.cwd().is_relative_to(target):
        raise UsageError(
            "{option} {folder} is the folder you are in, or holds it; name a folder of its own, such as {option} out",
            option=option,
            folder=folder,
        )
    return target if folder.is_symlink() or folder.name in ("", "..") else folder


def require_apart(staged: Path, curated: Path) -> None:
    """Raises UsageError where what is staged would lie in what is published, which is replaced as a whole."""
    if staged.resolve() == curated.resolve():
        raise UsageError("--staged and --curated cannot be one place")
    if staged.resolve().is_relative_to(curated.resolve()):
        raise UsageError(
            "--staged {staged} cannot lie in --curated {curated}, which is replaced as a whole", staged=staged, curated=curated
        )


def readable(name: str) -> str:
    """A file's name in NFC, as people type it; bytes of it that are no UTF-8 as escapes, for no table could hold them."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))
