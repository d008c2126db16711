"""What a collection costs as it grows: ``kyoten run`` as a whole, its processes watched from outside.

In goes a folder of PDFs and a number of workers, out come time, pages a second, memory of main process and workers, and
bytes out; for a first run, a run where nothing changed, and one with one sheet changed.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.startup import environment

_EVERY = 0.25  # seconds between two looks at the processes
_TOLD = 50  # sheets from one line of progress to the next
_READER = "multiprocessing.spawn"

Say = Callable[[str], None]


@dataclass(slots=True)
class Watched:
    """The most that processes were seen to hold, in bytes: ``whole`` with the files mapped into them, which workers share
    (the dictionary, libraries), ``own`` without, ``share`` with each shared page divided among those who share it."""

    main: int = 0
    main_own: int = 0
    worker: int = 0
    worker_own: int = 0
    worker_share: int = 0
    workers: set[int] = field(default_factory=set)


def run(arguments: Sequence[str], folder: Path, say: Say = lambda line: None) -> dict[str, Any]:
    """One ``kyoten run`` in ``folder``: times in seconds, memory in MiB, its last lines."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "run", *arguments],
        cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    watched = Watched()
    watching = threading.Thread(target=_watch, args=(process, watched), daemon=True)
    watching.start()
    last: list[str] = []
    pages = read = 0
    read_wall = 0.0
    for line in process.stdout or ():
        last = [*last[-5:], line.rstrip()]
        found = re.search(r", (\d+) pages: ", line)
        if found:
            pages, read, read_wall = pages + int(found[1]), read + 1, time.perf_counter() - began
            if read % _TOLD == 0:
                worker = f"{watched.worker >> 20} MiB ({watched.worker_own >> 20}, {watched.worker_share >> 20})"
                held = f"main {watched.main >> 20} MiB, worker {worker}"
                say(f"    {read} sheets, {pages} pages, {pages / read_wall:.1f} pages/s, {held}")
    process.wait()
    wall = time.perf_counter() - began
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "exit": process.returncode,
        "wall": round(wall, 2),
        "cpu": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
        "read_wall": round(read_wall, 2),
        "main_mib": watched.main >> 20,
        "main_own_mib": watched.main_own >> 20,
        "worker_mib": watched.worker >> 20,
        "worker_own_mib": watched.worker_own >> 20,
        "worker_share_mib": watched.worker_share >> 20,
        "workers": len(watched.workers),
        "load": [round(one, 1) for one in os.getloadavg()],
        "said": last[-3:],
        "pages": pages,
        "read": read,
    }


def measured(source: Path, count: int, jobs: int, scratch: Path, say: Say = lambda line: None) -> dict[str, Any]:
    """The first ``count`` sheets of ``source`` read by ``jobs`` workers, and the runs after. What was measured before is not
    measured again; a first run that was broken off goes on, and its figures say that it was (``resumed``)."""
    kept = scratch / f"{count}-{jobs}.json"
    if kept.is_file():
        say(f"  {count} sheets, {jobs} workers: measured before, see {kept}")
        return dict(json.loads(kept.read_text(encoding="utf-8")))
    folder = scratch / f"{count}-{jobs}"
    raw = folder / "raw"
    resumed = raw.is_dir()
    raw.mkdir(parents=True, exist_ok=True)
    sheets = sorted(source.glob("*.pdf"))[:count]
    for sheet in sheets:
        if not (raw / sheet.name).exists():
            shutil.copyfile(sheet, raw / sheet.name)
    arguments = ["--jobs", str(jobs), "--timeout", "600"]
    say(f"  {count} sheets, {jobs} workers: first run")
    figures: dict[str, Any] = {"count": len(sheets), "jobs": jobs, "resumed": resumed, "bytes_in": _size(sheets)}
    figures["first"] = run(arguments, folder, say)
    if not (folder / "curated").is_dir():
        raise RuntimeError(f"nothing was published: {figures['first']['said']}")
    figures["staged_bytes"] = _size((folder / "staged").glob("*.json"))
    figures["kept_bytes"] = _size((folder / "staged" / ".cache").rglob("*"))
    figures["curated_bytes"] = _size((folder / "curated").iterdir())
    figures["parquet_bytes"] = _size((folder / "curated").glob("*.parquet"))
    say(f"  {figures['first']}")
    figures["unchanged"] = min((run(arguments, folder) for _ in range(3)), key=lambda one: one["cpu"])
    say(f"  nothing changed: {figures['unchanged']['wall']} s, {figures['unchanged']['cpu']} s of processor time")
    changed = raw / sheets[len(sheets) // 2].name
    with changed.open("ab") as file:
        file.write(b"\n%changed\n")
    figures["one_changed"] = run(arguments, folder)
    say(f"  one sheet changed: {figures['one_changed']['wall']} s, {figures['one_changed']['cpu']} s of processor time")
    kept.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return figures


def known(scratch: Path) -> list[dict[str, Any]]:
    """All figures that were kept, smallest collection first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in scratch.glob("*-*.json")]
    return sorted(found, key=lambda one: (one["count"], one["jobs"]))


def lines(all_figures: Iterable[dict[str, Any]]) -> list[str]:
    out = [
        "| sheets | workers | wall s | processor s | a sheet | pages/s | worker MiB (own, share) | main MiB (own) | PDF MB | Parquet MB | "
        "unchanged s | one changed s (sheets read) |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in all_figures:
        first = one["first"]
        out.append(
            f"| {one['count']} | {one['jobs']} | {first['wall']:.0f} | {first['cpu']:.0f} | {first['cpu'] / one['count']:.3f} | "
            f"{first['pages'] / first['wall']:.1f} | "
            f"{first['worker_mib']} ({first['worker_own_mib']}, {first.get('worker_share_mib', '?')}) | "
            f"{first['main_mib']} ({first['main_own_mib']}) | "
            f"{one['bytes_in'] / 1e6:.0f} | {one['parquet_bytes'] / 1e6:.0f} | {one['unchanged']['wall']:.2f} | "
            f"{one['one_changed']['wall']:.1f} ({one['one_changed']['read']}) |"
        )
    return out


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _watch(process: subprocess.Popen[str], watched: Watched) -> None:
    """Looks at the process and its workers until it ends; on systems without /proc nothing is seen."""
    while process.poll() is None:
        whole, own, _ = _held(process.pid)
        watched.main, watched.main_own = max(watched.main, whole), max(watched.main_own, own)
        for child in _children(process.pid):
            whole, own, command = _held(child)
            if _READER in command:
                watched.workers.add(child)
                watched.worker, watched.worker_own = max(watched.worker, whole), max(watched.worker_own, own)
                watched.worker_share = max(watched.worker_share, _share(child))
        time.sleep(_EVERY)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []


def _share(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _held(pid: int) -> tuple[int, int, str]:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return 0, 0, ""
    kib = {name: int(value) for name, value in re.findall(r"^(VmHWM|RssAnon):\s+(\d+) kB", status, re.M)}
    return kib.get("VmHWM", 0) * 1024, kib.get("RssAnon", 0) * 1024, command
