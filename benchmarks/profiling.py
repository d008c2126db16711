"""Where the time goes on the way from a PDF to its staged sheet and on to its rows: a profile of each, as text.

    python -m benchmarks.profiling SHEET.pdf [FOLDER]       writes FOLDER/staged.txt and FOLDER/tables.txt (benchmarks/profiles)

Shown are the functions by their own time, as shares of the whole: a profiler slows calls down, so the shares are a guide and
the ratios of ``python -m benchmarks`` the measure.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from pathlib import Path
from typing import Any

from benchmarks.subjects import SUBJECTS

_ROUNDS = 3
_SHOWN = 45


def profile_of(name: str, data: bytes) -> list[str]:
    """The subject's functions, most costly first, with their share of all time and of all calls' time beneath them."""
    subject = SUBJECTS[name]
    prepared = subject.prepared(data)
    subject.work(prepared)
    profiler = cProfile.Profile()
    for _ in range(_ROUNDS):
        profiler.runcall(subject.work, prepared)
    stats: Any = pstats.Stats(profiler)
    rows = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:_SHOWN]
    out = [f"{subject.says}; own share, share with all called, calls a round", ""]
    for (file, line, function), (_, calls, own, total, _) in rows:
        out.append(f"{own / stats.total_tt:6.1%} {total / stats.total_tt:6.1%} {calls // _ROUNDS:8d}  {_place(file, line)}{function}")
    return out


def _place(file: str, line: int) -> str:
    """Without the machine's own folders."""
    parts = Path(file).parts
    for anchor in ("pipeline", "site-packages", "benchmarks"):
        if anchor in parts:
            return "/".join(parts[parts.index(anchor) + (anchor == "site-packages") :]) + f":{line} "
    return "" if file.startswith(("~", "<")) else f"{parts[-1]}:{line} "


if __name__ == "__main__":
    sheet = Path(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / "profiles"
    folder.mkdir(exist_ok=True)
    for subject_name in ("staged", "tables"):
        lines = [f"python -m benchmarks.profiling {sheet.name}", *profile_of(subject_name, sheet.read_bytes())]
        (folder / f"{subject_name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
