"""Publications of stand-in files, killed after any line of their work, in one step and as two renames: quick enough for many
points in the tests. Whole runs are killed by ``kills``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

FILES = 12
MANIFEST = "kyoten.manifest"
_WATCHED = (str(Path("run") / "publish" / "exchange.py"), "shutil.py", "pathlib.py", "contextlib.py")


def publish_version(curated: Path, version: str) -> None:
    """What a run does at its end: the candidate written, then put in place of what was published."""
    from pipeline.run.publish import exchange

    with exchange.locked(curated):
        exchange.recover(curated)
        folder = exchange.fresh_candidate(curated)
        for name in sorted(exchange.OF_VERSION_1 - {"kyoten.duckdb"})[:FILES]:
            with (folder / name).open("w", encoding="utf-8") as file:
                file.write(version)
        exchange.put_in_place(curated)


def state_of(curated: Path) -> str:
    """The version that is published whole; "lost" or "mixed" where there is none."""
    if not curated.is_dir():
        return "lost"
    files = [path for path in curated.iterdir() if not path.name.startswith(".") and path.name != MANIFEST]
    said = {path.read_text(encoding="utf-8") for path in files}
    whole = len(files) == FILES and (curated / MANIFEST).is_file()
    return said.pop() if len(said) == 1 and whole else "mixed"


def _killed_after(lines: int, curated: Path, version: str, *, atomic: bool) -> int:
    """Publishes, and kills itself when so many lines of the watched modules have run; gives the lines that ran."""
    left = lines

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.endswith(_WATCHED):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    if not atomic:
        from pipeline.run.publish import exchange

        exchange._exchanged = lambda one, other: False
    sys.settrace(trace)
    publish_version(curated, version)
    sys.settrace(None)
    return lines - left


def lines_of_a_publication(folder: Path, *, atomic: bool) -> int:
    """How many points there are to kill at."""
    publish_version(folder / "curated", "first")
    reading, writing = os.pipe()
    _in_child(10**9, folder / "curated", "second", atomic=atomic, report=writing)
    os.close(writing)
    with os.fdopen(reading) as said:
        return int(said.read())


def _in_child(lines: int, curated: Path, version: str, *, atomic: bool, report: int | None = None) -> None:
    child = os.fork()
    if child == 0:
        done = _killed_after(lines, curated, version, atomic=atomic)
        if report is not None:
            os.write(report, str(done).encode())
        os._exit(0)
    os.waitpid(child, 0)


def outcome_of_kill(folder: Path, point: int, *, atomic: bool) -> str:
    """What is published after a kill at this point, "old" or "new"; "lost" and "mixed" are failures, "stuck" too."""
    curated = folder / "curated"
    publish_version(curated, "old")
    _in_child(point, curated, "new", atomic=atomic)
    after = state_of(curated)
    if not atomic and after == "lost":
        # Between two renames the next run's first step restores what was published.
        from pipeline.run.publish import exchange

        exchange.recover(curated)
        after = {"old": "restored"}.get(state_of(curated), "lost")
    publish_version(curated, "next")
    return after if state_of(curated) == "next" else "stuck"
