"""A stand-in for a disk that fails: the n-th call by which a run writes, or every write from the n-th on, is refused.

``python -m tests.faults.writes`` refuses each call of a publication in turn and prints what was found; the tests refuse a
few. The calls are those of the C library (write, fsync, rename, …), so that those of Arrow, DuckDB and SQLite count like
Python's; a small library, compiled here and loaded before it, stands between. After each refusal ``curated/`` must hold one
edition whole, the run must say so by its exit code, and a run on a sound disk must work.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults import kills
from tests.faults.kills import EDITIONS, ROOT, Collection

PUBLISHED, REFUSED = 0, 3

_STAND_IN = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long none, *seen = &none, fatal = -1;
static int stays;

void stand_in(const char *below, long call, int for_good) {
    snprintf(folder, sizeof folder, "%s", below);
    /* Shared with the forked process, so that this one learns how far it came. */
    if (seen == &none) seen = mmap(0, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (call >= 0) *seen = 0;
    fatal = call, stays = for_good;
}
long calls_seen(void) { return *seen; }

/* Whether this call is refused. What takes no room (fsync, rename) works on a full disk. */
static int refused(const char *path, int takes_room) {
    if (fatal < 0 || (path[0] == '/' && strncmp(path, folder, strlen(folder)) != 0)) return 0;
    long now = __atomic_add_fetch(seen, 1, __ATOMIC_SEQ_CST);
    if (now != fatal && !(stays && takes_room && now > fatal)) return 0;
    errno = ENOSPC;
    return 1;
}
static int refused_file(int file, int takes_room) {
    char link[64], path[PATH_MAX];
    if (fatal < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || path[0] != '/') return 0;
    path[length] = 0;
    return refused(path, takes_room);
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))
#define OF_FILE(type, name, room, parameters, arguments, ...) \
    type name parameters { return refused_file(file, room) ? -1 : REAL(type, name, __VA_ARGS__) arguments; }
OF_FILE(ssize_t, write, 1, (int file, const void *data, size_t size), (file, data, size), int, const void *, size_t)
OF_FILE(ssize_t, writev, 1, (int file, const struct iovec *parts, int count), (file, parts, count), int, const struct iovec *, int)
OF_FILE(ssize_t, pwrite, 1, (int file, const void *data, size_t size, off_t at), (file, data, size, at),
        int, const void *, size_t, off_t)
OF_FILE(ssize_t, pwrite64, 1, (int file, const void *data, size_t size, off64_t at), (file, data, size, at),
        int, const void *, size_t, off64_t)
OF_FILE(ssize_t, sendfile, 1, (int file, int from, off_t *at, size_t size), (file, from, at, size), int, int, off_t *, size_t)
OF_FILE(ssize_t, sendfile64, 1, (int file, int from, off64_t *at, size_t size), (file, from, at, size), int, int, off64_t *, size_t)
OF_FILE(int, ftruncate, 1, (int file, off_t size), (file, size), int, off_t)
OF_FILE(int, ftruncate64, 1, (int file, off64_t size), (file, size), int, off64_t)
OF_FILE(int, fsync, 0, (int file), (file), int)
OF_FILE(int, fdatasync, 0, (int file), (file), int)

int mkdir(const char *path, mode_t mode) { return refused(path, 1) ? -1 : REAL(int, mkdir, const char *, mode_t)(path, mode); }
int rename(const char *from, const char *to) {
    return refused(to, 0) ? -1 : REAL(int, rename, const char *, const char *)(from, to);
}
int renameat2(int there, const char *from, int here, const char *to, unsigned how) {
    return refused(to, 0) ? -1 : REAL(int, renameat2, int, const char *, int, const char *, unsigned)(there, from, here, to, how);
}
#define OPENS(name) \
    int name(const char *path, int how, ...) { \
        va_list rest; va_start(rest, how); mode_t mode = how & O_CREAT ? va_arg(rest, mode_t) : 0; va_end(rest); \
        return how & O_CREAT && refused(path, 1) ? -1 : REAL(int, name, const char *, int, ...)(path, how, mode); \
    }
#define OPENS_AT(name) \
    int name(int at, const char *path, int how, ...) { \
        va_list rest; va_start(rest, how); mode_t mode = how & O_CREAT ? va_arg(rest, mode_t) : 0; va_end(rest); \
        return how & O_CREAT && refused(path, 1) ? -1 : REAL(int, name, int, const char *, int, ...)(at, path, how, mode); \
    }
OPENS(open) OPENS(open64) OPENS_AT(openat) OPENS_AT(openat64)
"""


class NoCompilerError(Exception):
    """The stand-in cannot be made on this machine."""


def stand_in(folder: Path) -> Path:
    """The library that stands between, compiled into the folder. Raises NoCompilerError."""
    source, made = folder / "stand_in.c", folder / "stand_in.so"
    source.write_text(_STAND_IN, encoding="ascii")
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or not sys.platform.startswith("linux"):
        raise NoCompilerError
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-w", "-o", str(made), str(source), "-ldl"], capture_output=True, text=True)
    if done.returncode:
        raise NoCompilerError(done.stderr)
    return made


def found(made: Collection, points: int, seed: int) -> Iterator[tuple[int, str, str]]:
    """For each refused call its number, "once" or "for good", and what became of the run: "refused", "published", or what went
    wrong. ``points`` calls are chosen by the seed, all where it is 0. To be called where the stand-in is loaded."""
    chosen = range(1, _calls_of(made) + 1)
    for call in sorted(random.Random(seed).sample(chosen, points)) if points else chosen:
        for for_good in (False, True):
            yield call, "for good" if for_good else "once", _outcome(made, call, for_good=for_good)


def _turned(made: Collection, call: int, *, for_good: bool) -> tuple[str, str, int]:
    """The edition that was published, the one that the run was to publish, and its exit code."""
    old = made.state()
    new = EDITIONS[1] if old == EDITIONS[0] else EDITIONS[0]
    made.edit(new)
    # A forked process has what it is forked from: the run is refused the call, not this process.
    library = ctypes.CDLL(None)
    library.stand_in(os.fsencode(f"{made.folder}/"), ctypes.c_long(call), int(for_good))
    try:
        return old, new, kills.run_forked(made, gated=False)
    finally:
        library.stand_in(b"/", ctypes.c_long(-1), 0)


def _calls_of(made: Collection) -> int:
    """By how many calls a run writes that publishes the other edition."""
    _turned(made, 10**9, for_good=False)
    return int(ctypes.CDLL(None).calls_seen())


def _outcome(made: Collection, call: int, *, for_good: bool) -> str:
    old, new, code = _turned(made, call, for_good=for_good)
    state, left = made.state(), made.leftovers()
    if (code, state) == (REFUSED, old) and not left:
        return "refused"
    if (code, state) == (PUBLISHED, new) and not left:
        return "published"
    said = made.folder.with_name("log.txt").read_text(encoding="utf-8", errors="replace")[-600:]
    return f"failed: code {code}, {state} in place of {old} or {new}, {left} lie about: {said}"


def run_with_stand_in(points: int, seed: int = 1) -> list[tuple[int, str, str]]:
    """All that was found, in a process that has the stand-in loaded. Raises NoCompilerError."""
    with tempfile.TemporaryDirectory(prefix="kyoten-writes-") as place:
        folder = Path(place)
        environment = {**os.environ, "LD_PRELOAD": str(stand_in(folder)), "PYTHONPATH": str(ROOT)}
        kills.preload(gated=False)
        (folder / "known.json").write_text(json.dumps(kills.another(folder / "collection").known), encoding="utf-8")
        command = [sys.executable, "-m", __name__ if __name__ != "__main__" else "tests.faults.writes", "--below", place]
        command += ["--points", str(points), "--seed", str(seed)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        return [tuple(line) for line in json.loads(done.stdout)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="runs of which each call that writes is refused in turn")
    parser.add_argument("--points", type=int, default=0, help="how many calls, chosen by the seed; 0 for all (0)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--below", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.below:
        kills.preload(gated=False)
        made = kills.Collection(chosen.below / "collection", json.loads((chosen.below / "known.json").read_text(encoding="utf-8")))
        print(json.dumps(list(found(made, chosen.points, chosen.seed))))
        return 0
    outcomes = run_with_stand_in(chosen.points, chosen.seed)
    print(f"{len({call for call, _, _ in outcomes})} calls")
    for (how, outcome), count in sorted(Counter((how, outcome) for _, how, outcome in outcomes).items()):
        print(f"{count:5} {how}: {outcome}")
    return int(any(outcome.startswith("failed") for _, _, outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
