"""An error of our own while a source was read: named as such, with its traceback in a file for the developers.

In goes the exception, out comes the defect "reader-failed" with its kind and the file's name. A source is never called
damaged for what this program gets wrong.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import traceback
from pathlib import Path

from pipeline.values import Defect


def reader_failed(error: BaseException) -> Defect:
    """The defect of an error; its traceback is written to the system's folder for temporary files, once for each that is alike."""
    said = "".join(traceback.format_exception(error))
    name = f"kyoten-reader-failed-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:12]}.txt"
    path = Path(tempfile.gettempdir()) / name
    values = (("reason", type(error).__name__),)
    try:
        with contextlib.suppress(FileExistsError):
            # Never through a link that somebody else has put there.
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8", errors="replace") as file:
                file.write(said)
    except OSError:
        return Defect("reader-failed", values=values)
    return Defect("reader-failed", values=(*values, ("traceback", str(path))))
