"""``python -m benchmarks``: every figure of the README side by side, as a table and as JSON.

    python -m benchmarks                     speed against the floor, start-up
    python -m benchmarks speed --rounds 7    the subjects on the development sheets
    python -m benchmarks startup             whole commands
    python -m benchmarks scale --counts 400 2000 10000 --jobs 2 --scratch FOLDER
                                             whole runs on typeset collections, then unchanged, then one sheet changed; broken off, it
                                             goes on where it was when the same command is given again

Shown is the table; ``--json FILE`` keeps all figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import collections, scale, speed, startup
from benchmarks.subjects import SUBJECTS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="speed, startup (these two), scale")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the best counts (5)")
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of the slow subjects (1)")
    parser.add_argument("--subjects", nargs="*", choices=SUBJECTS, default=list(SUBJECTS), help="only these")
    parser.add_argument("--sheets", nargs="*", type=Path, help="PDFs in place of the development sheets")
    parser.add_argument("--counts", nargs="*", type=int, default=[400], help="sizes of the collections (400)")
    parser.add_argument("--jobs", nargs="*", type=int, default=[2], help="workers (2)")
    parser.add_argument("--scratch", type=Path, default=Path("build/benchmarks"), metavar="FOLDER", help="where collections and runs go")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures here")
    chosen = parser.parse_args()
    parts = chosen.parts or ["speed", "startup"]
    if unknown := set(parts) - {"speed", "startup", "scale"}:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    sheets = chosen.sheets or speed.development_sheets()
    figures: dict[str, Any] = {"machine": machine()}
    show([f"{figures['machine']}", ""])
    if "speed" in parts:
        figures["speed"] = speed.measured(sheets, chosen.subjects, chosen.rounds, chosen.slow_rounds)
        show([*speed.lines(figures["speed"]), ""])
    if "startup" in parts:
        figures["startup"] = startup.measured(next((s for s in sheets if "writer-plain" in s.name), sheets[0]), chosen.rounds)
        show(startup.lines(figures["startup"]))
    if "scale" in parts:
        scratch = chosen.scratch.resolve()
        for count in chosen.counts:
            new, seconds = collections.make(count, scratch / "raw", max(chosen.jobs))
            show([f"{count} sheets: {new} made anew, {seconds:.0f} s of processor time"])
            for jobs in chosen.jobs:
                scale.measured(scratch / "raw", count, jobs, scratch / "runs", lambda line: show([line]))
        figures["scale"] = scale.known(scratch / "runs")
        show(["", *scale.lines(figures["scale"])])
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def machine() -> dict[str, Any]:
    """What the figures were taken on; ratios travel, seconds do not."""
    return {
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
        **{name: version(name) for name in ("pymupdf", "pdfplumber")},
    }


def show(lines: list[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
