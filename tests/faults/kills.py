"""Whole runs of ``kyoten run`` killed with ``kill -9`` at seeded moments, and what they leave behind.

``python -m tests.faults.kills --points 200`` does it as often and prints what was found; the tests do it a few times. A small
collection has two editions, which differ in what ``sources.toml`` says; each run is to turn the published one into the
other. Some are killed at a moment of their time, some at a line of the work that writes and publishes the tables; the
victim is the whole process group, the main process alone, or one worker. After each kill ``curated/`` must hold one edition
and nothing else, byte for byte (of the database: row for row), no process may live on, and the next run must publish the
other edition and leave nothing lying about.

The runs are forked off one process that has loaded the libraries, so that their time is work and not loading; ``plain``
runs start from the command line instead. Where a run is killed after its gate, or is only to follow a killed one, the gate's
verdict, which takes most of its time and writes nothing, is taken as given.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from pipeline.run.publish.record import spoiled_files

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw" / "midoridai-r7.writer-plain.pdf"
EDITIONS = ("one", "two")
STEPS = ("fresh_candidate", "put_in_place")
PATIENCE = 300.0
_WATCHED = tuple(str(Path("pipeline") / part) for part in ("run/publish/exchange.py", "run/work/collecting.py", "datasets/products.py",
                                                            "datasets/database.py", "datasets/parquet.py")) + ("shutil.py",)  # fmt: skip

_OF_HISTORY = ("CHANGES.md", "changes.parquet", "datapackage.json", "kyoten.manifest", "kyoten.duckdb.sha256")
State = dict[str, str]
"""A name and a digest for every file of ``curated/``."""


@dataclass(frozen=True)
class Kill:
    """Who is killed, and when: after ``seconds``, or by its own hand after so many ``lines`` of the work that begins with a
    ``step`` of publishing ("fresh_candidate", before the first table is written, or "put_in_place", when all are).
    ``reading`` runs find no kept results, ``first`` ones no published edition; ``plain`` ones start from the command line."""

    victim: str
    seconds: float = 0.0
    lines: int = 0
    step: str = "fresh_candidate"
    reading: bool = False
    first: bool = False
    plain: bool = False


@dataclass
class Collection:
    """A folder with one short sheet, of which two editions are known."""

    folder: Path
    known: dict[str, State] = field(default_factory=dict)
    seconds: dict[bool, float] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    gated: bool = True
    """Whether the gate is asked in runs that are killed at a moment of their time."""

    @property
    def curated(self) -> Path:
        return self.folder / "curated"

    def edit(self, edition: str) -> None:
        said = f'[[source]]\nfile = "sheet.pdf"\nlicence = "{edition}"\n'
        (self.folder / "raw" / "sources.toml").write_text(said, encoding="utf-8")

    def state(self) -> str:
        """The edition that is published, whole and unmixed; "absent" where there is no folder, "mixed" for anything else."""
        if not self.curated.is_dir():
            return "absent"
        found = state_of(self.curated)
        return next((edition for edition, state in self.known.items() if state == found), "mixed")

    def leftovers(self) -> list[str]:
        """What lies about beside what a finished run leaves."""
        beside = {path.name for path in self.folder.iterdir()} - {"raw", "staged", "curated", ".staged.lock", ".curated.lock"}
        halves = {str(path.relative_to(self.folder)) for path in (self.folder / "staged").rglob("*") if ".half" in path.name}
        kept = [path for path in (self.folder / "staged").rglob("*") if path.is_file() and path.name != ".kyoten.half"]
        return sorted(beside | halves) + ([f"{len(kept)} files in staged"] if len(kept) > 5 else [])


def state_of(curated: Path) -> State:
    """Every file by its digest. The database's bytes are DuckDB's own affair, so its rows stand for it. What tells of the publication
    before differs with that; of these files the manifest says that they are as they were written."""
    files = [path for path in curated.iterdir() if path.suffix != ".duckdb" and path.name not in _OF_HISTORY]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    for path in curated.glob("*.duckdb"):
        found[path.name] = _rows(path)
    found["not as written"] = ", ".join(spoiled_files(curated))
    return found


def _rows(database: Path) -> str:
    import duckdb

    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            names = [
                name
                for (name,) in connection.sql("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'changes' ORDER BY 1").fetchall()
            ]
            said = [(name, connection.table(name).fetchall()) for name in names]
    except duckdb.Error as error:
        return f"unreadable: {error}"
    return hashlib.sha256(repr(said).encode()).hexdigest()


def unread(folder: Path) -> Collection:
    """The short sheet alone, of which no edition is known yet."""
    import pymupdf

    (folder / "raw").mkdir(parents=True)
    with pymupdf.open(SAMPLE) as document:
        document.select(range(2))
        document.save(folder / "raw" / "sheet.pdf", garbage=3, deflate=True)
    return Collection(folder)


def known(folder: Path, *, gated: bool = False) -> Collection:
    """A collection of which both editions are known, how long they took undisturbed, and the second is published."""
    made = unread(folder)
    made.gated = gated
    for edition in EDITIONS:
        made.edit(edition)
        began = time.monotonic()
        if run_forked(made, gated=gated) != 0:
            raise RuntimeError("the undisturbed run failed: " + made.folder.with_name("log.txt").read_text(encoding="utf-8"))
        made.seconds[edition == EDITIONS[0]] = time.monotonic() - began
        made.known[edition] = state_of(made.curated)
    return made


@cache
def _known_once() -> Collection:
    folder = Path(tempfile.mkdtemp(prefix="kyoten-known-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return known(folder / "collection")


def another(folder: Path) -> Collection:
    """What ``known`` makes, as a copy of one that this process has made once: nothing in it says where it lies."""
    made = _known_once()
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    return replace(made, folder=folder, known=dict(made.known), seconds=dict(made.seconds), lines={})


def counted(made: Collection) -> Collection:
    """The collection with the number of lines that each step of a run has."""
    for step, edition in zip(STEPS, EDITIONS, strict=True):
        made.edit(edition)
        report, said = os.pipe()
        run_forked(made, lines=10**9, step=step, report=said, gated=False)
        os.close(said)
        with os.fdopen(report) as reading:
            made.lines[step] = int(reading.read())
    if made.state() != EDITIONS[1] or made.known[EDITIONS[0]] == made.known[EDITIONS[1]]:
        raise RuntimeError("an edition is not made again byte for byte, or both are the same")
    return made


def preload(*, gated: bool = True) -> None:
    """Loads and compiles what every run does, so that a forked one need not; without its gate where that is taken as given."""
    import duckdb  # noqa: F401
    import pandas  # noqa: F401 - Arrow asks for it

    import pipeline.datasets.products
    import pipeline.narrative.dictionary
    import pipeline.run.whole
    import pipeline.run.work.collecting  # noqa: F401
    from pipeline import gate
    from pipeline.commands import parser
    from pipeline.facts.indicators import indicator_rules
    from pipeline.run.plan import made_by
    from pipeline.run.stages import STAGES, stage_digest

    parser()  # which looks for every command
    indicator_rules(), made_by(), [*map(stage_digest, STAGES)]
    if gated:
        gate.warm_up()


def run_forked(made: Collection, *, lines: int = 0, step: str = STEPS[0], report: int | None = None, gated: bool = True) -> int:
    """The exit code of a whole run; minus the signal's number where it was killed."""
    return ended(start(made, lines=lines, step=step, report=report, gated=gated))


def start(made: Collection, *, lines: int = 0, step: str = STEPS[0], report: int | None = None, gated: bool = True) -> int:
    """Starts a whole run in a process group of its own, and gives its process number."""
    child = os.fork()
    if child:
        with contextlib.suppress(OSError):
            os.setpgid(child, child)
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        os.chdir(made.folder)
        log = os.open(made.folder.with_name("log.txt"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        if lines:
            _end_after(lines, step)
        from pipeline.cli import main

        if not gated:
            from tests.support.gated import pass_all

            pass_all()
        code = main(["run", "--jobs", "1", "--timeout", "600"])
        sys.stdout.flush()
        sys.stderr.flush()
        if report is not None:
            os.write(report, str(_ran[0]).encode())
    except BaseException as error:
        os.write(2, repr(error).encode())
    os._exit(code)


_ran = [0]


def _end_after(lines: int, step: str) -> None:
    """Lets this process kill its group when so many lines of the watched modules have run, from this step on."""
    from pipeline.run.publish import exchange

    begins = getattr(exchange, step)

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if not frame.f_code.co_filename.endswith(_WATCHED):
            return None
        if event == "line":
            _ran[0] += 1
            if _ran[0] == lines:
                os.killpg(0, signal.SIGKILL)
        return trace

    def traced(curated: Path) -> Any:
        sys.settrace(trace)
        return begins(curated)

    setattr(exchange, step, traced)


def _started_plain(made: Collection) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli", "run", "--jobs", "1"]
    with made.folder.with_name("log.txt").open("w") as log:
        process = subprocess.Popen(command, cwd=made.folder, env=environment, stdout=log, stderr=log, process_group=0)
    process.returncode = 0  # this module waits for it
    return process.pid


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def workers_of(process: int) -> list[int]:
    """The reading processes of a run."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except OSError:
        return []


def alive(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                state, _, of_group, *_ = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                if int(of_group) == group and state != "Z":
                    found.append(int(entry.name))
    return found


def wait_until(holds: Callable[[], Any], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def outcome_of(made: Collection, kill: Kill) -> str:
    """What a killed run left published: "old", "new" or, before anything was published, "absent"; else what went wrong."""
    old = made.state()
    new = EDITIONS[1] if old == EDITIONS[0] else EDITIONS[0]
    if old not in EDITIONS:
        return f"failed: {old} before the kill"
    if kill.first:
        shutil.rmtree(made.curated)
        old = "absent"
    if kill.reading:
        shutil.rmtree(made.folder / "staged")
    made.edit(new)
    child = _started_plain(made) if kill.plain else start(made, lines=kill.lines, step=kill.step, gated=made.gated and not kill.lines)
    _killed(child, kill)
    if not wait_until(lambda: not alive(child), 30):
        for process in alive(child):
            os.kill(process, signal.SIGKILL)
        return f"failed: a process lived on after {kill}"
    after = made.state()
    if after not in (old, new):
        return f"failed: {after} after {kill}"
    if (code := run_forked(made, gated=False)) != 0 or made.state() != new:
        said = made.folder.with_name("log.txt").read_text(encoding="utf-8", errors="replace")[-500:]
        return f"failed: the next run gave {code} and {made.state()} after {kill}: {said}"
    if left := made.leftovers():
        return f"failed: {', '.join(left)} lie about after {kill}"
    return "absent" if after == "absent" else "old" if after == old else "new"


def _killed(child: int, kill: Kill) -> None:
    if not kill.lines:
        moment = time.monotonic() + kill.seconds
        while time.monotonic() < moment:
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                break
            time.sleep(0.005)
        with contextlib.suppress(ProcessLookupError):
            if kill.victim == "group":
                os.killpg(child, signal.SIGKILL)
            elif kill.victim == "main":
                os.kill(child, signal.SIGKILL)
            else:
                wait_until(lambda: workers_of(child) or not alive(child), PATIENCE)
                time.sleep(kill.seconds / 10)
                for worker in workers_of(child)[:1]:
                    os.kill(worker, signal.SIGKILL)
    ended(child)


def kills(made: Collection, points: int, seed: int) -> Iterator[Kill]:
    """Three of five at a line of the tables' writing or, as often, of their publication; the rest at a moment of the whole run,
    one of twenty started from the command line."""
    chance = random.Random(seed)
    for point in range(points):
        first = chance.random() < 0.1
        if point % 5 < 3:
            step = chance.choice(STEPS)
            yield Kill("group", lines=chance.randint(1, made.lines[step]), step=step, first=first)
            continue
        reading = chance.random() < 0.5
        victim = chance.choice(("group", "main", "worker") if reading else ("group", "main"))
        plain = point % 20 == 4
        # A worker is killed within its reading; a plain run also loads.
        seconds = chance.uniform(0, made.seconds[reading] * (3 if plain else 1)) if victim != "worker" else chance.uniform(0, 3)
        yield Kill(victim, seconds, reading=reading, first=first, plain=plain)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="whole runs killed at seeded moments")
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    preload()
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        made = counted(known(Path(name) / "collection", gated=True))
        for number, kill in enumerate(kills(made, chosen.points, chosen.seed), 1):
            outcome = outcome_of(made, kill)
            how = (
                f"line of {kill.step}"
                if kill.lines
                else f"{kill.victim}{' reading' if kill.reading else ''}{' plain' if kill.plain else ''}"
            )
            print(f"{number}/{chosen.points} {how}: {outcome}", file=sys.stderr, flush=True)
            found[f"{how}: {outcome}"] += 1
    for what, times in sorted(found.items()):
        print(f"{times:5} {what}")
    return 1 if any("failed" in what for what in found) else 0


if __name__ == "__main__":
    sys.exit(main())
