"""Where the system is not Linux: every module loads without what only Linux or macOS has, and a check works without a memory limit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONLY_UNIX = ("fcntl", "resource", "pwd", "grp", "termios", "posix_ipc")

PRETENDED = """
import os, sys
# Libraries choose by the platform too, so they are loaded before it changes its name.
import asyncio, ctypes, multiprocessing, multiprocessing.connection, pathlib, shutil, subprocess, tempfile, urllib.request
import duckdb, numpy, pandas, pdfplumber, pyarrow.parquet, pypdfium2.raw, rich.console, sudachipy, xlsxwriter
import pipeline.pages.mupdf  # PyMuPDF without its neural layout, which takes longer to load than all the others
{libraries}
for name in {missing!r}:
    sys.modules[name] = None
for name in ("fork", "sched_getaffinity", "wait4", "sysconf", "mkfifo"):
    if hasattr(os, name):
        delattr(os, name)
sys.platform = {platform!r}
"""

IMPORTED = """
import importlib, pkgutil, pipeline
for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
    importlib.import_module(found.name)
from pipeline.commands import parser
parser()
from pipeline.run.work.guarded import can_limit_memory
assert not can_limit_memory()
print("loaded")
"""

CHECKED = """
from pipeline.cli import main
if __name__ == "__main__":
    import pipeline.run.work.workers as workers
    # The worker process would not know of the pretence, so the work is done in this one.
    workers.outcomes = lambda work, tasks, jobs, limits, told=None: ((task, work(task)) for task in tasks)
    sys.exit(main(["check", "--fast", "--lang", "en", {file!r}]))
"""


def told(code: str, platform: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "pretended.py"
    script.write_text(PRETENDED.format(missing=ONLY_UNIX, platform=platform, libraries="import jinja2, PIL.Image, shtab") + code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, cwd=folder)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_every_module_loads_and_a_check_says_that_there_is_no_memory_limit(platform: str, tmp_path: Path) -> None:
    sheet = ROOT / "raw" / "minatomi-r2.wordlike-cid.pdf"
    found = told(IMPORTED + CHECKED.format(file=str(sheet)), platform, tmp_path)
    assert found.stdout.startswith("loaded\n"), found.stderr[-2000:]
    assert found.returncode == 0, found.stderr[-2000:]
    assert "this system has no memory limit for a process; the time limit holds" in found.stderr
    assert found.stdout.endswith("1 file: 0 errors, 4 warnings\n")
