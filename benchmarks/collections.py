"""Collections of any size: N evaluation sheets of invented wards, no two alike, in layouts of many kinds.

    python -m benchmarks.collections 400 FOLDER        writes FOLDER/typeset-00000.pdf …; what is there already is kept

In goes a number, out come typeset PDFs: each seed has content of its own, and one of ``LOOKS`` layouts that the parser
reads whole. The same seed gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from functools import partial
from pathlib import Path

from benchmarks.typeset import Look, contents, looks, typeset

LOOKS = 30
_CHANGE = 0.08
"""Share of a look's fields that differ from the plain one: ordinary layouts, not the trials of ``variations``."""


def look_of(seed: int) -> Look:
    return looks(seed % LOOKS, _CHANGE)


def made(seed: int, folder: Path) -> bool:
    """Writes the sheet of a seed; False where it is there already."""
    path = folder / f"typeset-{seed:05d}.pdf"
    if path.exists():
        return False
    half = path.with_suffix(".half")
    half.write_bytes(typeset(contents(seed), look_of(seed), seed).pdf)
    half.replace(path)
    return True


def make(count: int, folder: Path, jobs: int) -> int:
    """Writes the first ``count`` sheets and says how many were new."""
    folder.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return sum(pool.imap_unordered(partial(made, folder=folder), range(count), chunksize=4))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.collections", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    sys.stdout.write(f"{make(chosen.count, chosen.folder, chosen.jobs)} sheets made in {chosen.folder}\n")
