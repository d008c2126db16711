"""What a command costs before it does anything: whole processes timed from start to exit, the best of some rounds, and the
modules that each may not import."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("great_expectations", "sudachipy", "pandas", "pyarrow", "duckdb", "pymupdf", "pdfplumber", "numpy", "distributed")
_IMPORTS = "import runpy, sys; sys.argv = ['kyoten', *sys.argv[1:]]\ntry: runpy.run_module('pipeline.cli', run_name='__main__')\n"
_IMPORTS += "except SystemExit: pass\nfinally: sys.stderr.write('imports ' + ' '.join(sys.modules))"


def environment() -> dict[str, str]:
    """As a user has it: what was compiled once is kept."""
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**rest, "PYTHONPATH": str(ROOT), "GX_ANALYTICS_ENABLED": "false"}


def process_times(command: Sequence[str], rounds: int, folder: Path | None = None) -> dict[str, Any]:
    """Processor and wall seconds of a whole process with its children, the best of ``rounds``, and its exit code."""
    best: dict[str, Any] = {}
    for _ in range(rounds):
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
        wall = time.perf_counter() - wall
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = {
            "wall": round(min(wall, best.get("wall", wall)), 3),
            "cpu": round(min(cpu, best.get("cpu", cpu)), 3),
            "exit": done.returncode,
        }
    return best


def imported(arguments: Sequence[str], folder: Path | None = None) -> list[str]:
    """Which of the heavy libraries a command imports in its own process."""
    command = [sys.executable, "-c", _IMPORTS, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    names = set(done.stderr.rpartition("imports ")[2].split())
    return [name for name in HEAVY if name in names]


def kyoten(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", *arguments]


def measured(sheet: Path, rounds: int) -> dict[str, Any]:
    """Start-up of the commands on one sheet."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "kyoten --help": kyoten("--help"),
        "kyoten run --help": kyoten("run", "--help"),
        "kyoten check --fast SHEET": kyoten("check", "--fast", str(sheet)),
        "kyoten check SHEET": kyoten("check", str(sheet)),
        "pdfplumber characters of SHEET": [sys.executable, "-m", "benchmarks.startup", str(sheet)],
    }
    figures: dict[str, Any] = {name: process_times(command, rounds, ROOT) for name, command in commands.items()}
    for name, arguments in (("kyoten --help", ["--help"]), ("kyoten check --fast SHEET", ["check", "--fast", str(sheet)])):
        figures[name]["imports"] = imported(arguments, ROOT)
    return figures


def lines(figures: dict[str, Any]) -> list[str]:
    out = ["| command | wall s | processor s | imports, of the heavy ones |", "|---|---:|---:|---|"]
    for name, one in figures.items():
        out.append(f"| {name} | {one['wall']:.2f} | {one['cpu']:.2f} | {', '.join(one['imports']) or 'none' if 'imports' in one else ''} |")
    return out


if __name__ == "__main__":
    from benchmarks.subjects import SUBJECTS

    SUBJECTS["pdfplumber chars"].work(Path(sys.argv[1]).read_bytes())
