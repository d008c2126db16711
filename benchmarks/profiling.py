"""Where the time goes on the way from a PDF to its staged sheet and on to its rows: a profile of each, as text.

    python -m benchmarks.profiling SHEET.pdf [FOLDER]       writes staged.txt, tables.txt and bytecodes.txt (benchmarks/profiles)

Shown are the functions by their own time, as shares of the whole: a profiler slows calls down, so the shares are a guide and
the ratios of ``python -m benchmarks`` the measure. Bytecodes are counted, not timed: the same on every machine of one version of
Python and however busy it is, so a change of a hundredth shows; but what C does for them is not among them.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
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


def bytecodes_of(name: str, data: bytes) -> list[str]:
    """How many bytecodes the subject's functions run in one round, most first, and how often they are called."""
    subject = SUBJECTS[name]
    prepared = subject.prepared(data)
    subject.work(prepared)
    run: Counter[CodeType] = Counter()
    calls: Counter[CodeType] = Counter()

    def within(frame: FrameType, event: str, _: Any) -> Any:
        run[frame.f_code] += event == "opcode"
        return within

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        calls[frame.f_code] += 1
        return within

    sys.settrace(entered)
    try:
        subject.work(prepared)
    finally:
        sys.settrace(None)
    out = [f"{subject.says}; bytecodes of a round {run.total()}: share, count, calls", ""]
    for code, count in run.most_common(_SHOWN):
        place = _place(code.co_filename, code.co_firstlineno)
        out.append(f"{count / run.total():6.1%} {count:9d} {calls[code]:8d}  {place}{code.co_qualname}")
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
    content = sheet.read_bytes()
    shown = {
        "staged": profile_of("staged", content),
        "tables": profile_of("tables", content),
        "bytecodes": bytecodes_of("staged", content),
    }
    for kind, rows_shown in shown.items():
        lines = [f"python -m benchmarks.profiling {sheet.name}", *rows_shown]
        (folder / f"{kind}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
