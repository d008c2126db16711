"""Whether every condition has its case: each is made always true and always false, and what no test of the room notices survives.

``make mutants ROOM=layout`` takes a room, ``FILE="grids.py rows.py"`` some files of it, ``LIMIT=100`` so many mutants at most,
``SAMPLE=200`` so many drawn at random by the number ``SEED=1``, from which the share of all that survive is told with its interval. The
tests are imported once; each mutant is a fork of that process, in which those tests run whose conditions it would change, those first that
noticed other mutants of the file in little time, until one fails. What was found is kept as lines of ``.mutants/ROOM.jsonl``, so that a run
that was broken off goes on where it stopped and only what was changed is tried again. Where another choice of tests is given behind ``--``,
it is run in place of the room's, and ``--survivors-of`` that log tries what nothing noticed there.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import signal
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import _lru_cache_wrapper
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.conditions import Forced, Mutant, Watch, forced, mutants_of, put_in

ROOMS = {
    "geometry": ("pipeline/geometry", ("tests/layout",)),
    "pages": ("pipeline/pages", ("tests/pages",)),
    "layout": ("pipeline/layout", ("tests/layout", "tests/outline", "tests/sheet")),
    "form": ("pipeline/form", ("tests/form", "tests/outline", "tests/sheet")),
    "outline": ("pipeline/outline", ("tests/outline", "tests/sheet")),
    "sheet": ("pipeline/sheet", ("tests/sheet",)),
    "facts": ("pipeline/facts", ("tests/facts",)),
}
"""The modules of a room, and the tests whose business they are."""
QUICK = 2.0
"""seconds of processor time, whatever else the machine does; a slower test decides about no single condition if not said"""
PATIENCE = 10.0
"""seconds and so many times its usual time: a test that takes longer has noticed"""
SURVIVED = ""


Timed = tuple[float, pytest.Item]
"""A test and the seconds that it takes."""


class Trial:
    """A plugin of pytest that runs the tests collected once as they are, and then again for each mutant."""

    def __init__(self, mutants: Sequence[Mutant], log: Path, quick: float, budget: float) -> None:
        self.mutants, self.log, self.quick, self.budget = mutants, log, quick, budget
        self.caches: Sequence[_lru_cache_wrapper[Any]] = ()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.caches = caches_at_hand()
        reaching = self._tests_by_mutant(session)
        noticing: Counter[tuple[Path, str]] = Counter()
        gc.freeze()  # what the tests made until now, too: what a fork never collects, it need not copy
        with self.log.open("a", encoding="utf-8") as log:
            for mutant in self.mutants:
                order = sorted(reaching[forced(mutant)], key=lambda one: one[0] / (1 + noticing[mutant.file, one[1].nodeid]))
                noticed_by = noticed(mutant, self._within_budget(order), self.caches)
                noticing[mutant.file, noticed_by] += 1
                log.write(json.dumps({"mutant": mutant.key, "noticed_by": noticed_by}) + "\n")
                log.flush()
        return True

    def _within_budget(self, order: Sequence[Timed]) -> list[Timed]:
        spent = list(accumulate(seconds for seconds, _ in order))
        return list(order[: bisect_right(spent, self.budget)])

    def _tests_by_mutant(self, session: pytest.Session) -> dict[Forced, list[Timed]]:
        """For each mutant the tests in which its condition is what the mutant makes it not, and which pass as long as nothing is
        changed."""
        watch = Watch(sorted({mutant.file for mutant in self.mutants}))
        reaching: dict[Forced, list[Timed]] = defaultdict(list)
        for item in session.items:
            forget(self.caches)
            began = time.process_time()
            passed = passes(item)
            otherwise = watch.otherwise()
            if passed and (seconds := time.process_time() - began) <= self.quick:
                for mutant in otherwise:
                    reaching[mutant].append((seconds, item))
        watch.end()
        return reaching


def caches_at_hand() -> list[_lru_cache_wrapper[Any]]:
    """By what the house's functions remember. What is frozen, as all is that the collection of the tests loaded, is in no list of
    objects."""
    gc.unfreeze()
    objects = gc.get_objects()
    gc.freeze()
    return [found for found in objects if isinstance(found, _lru_cache_wrapper) and found.__module__.startswith("pipeline.")]


def forget(caches: Sequence[_lru_cache_wrapper[Any]]) -> None:
    """What the house remembers of earlier tests: with it a changed function would not be asked again."""
    for cache in caches:
        cache.cache_clear()


def passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def noticed(mutant: Mutant, tests: Sequence[Timed], caches: Sequence[_lru_cache_wrapper[Any]]) -> str:
    """The name of the first test that fails with the mutant, run in a process of its own; ``SURVIVED`` where none does."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            put_in(mutant)
            forget(caches)
            for seconds, item in tests:
                os.write(sending, f"{item.nodeid}\n".encode())
                signal.setitimer(signal.ITIMER_PROF, PATIENCE * (1 + seconds))
                if not passes(item):
                    os._exit(status)
            status = 0
        finally:
            os._exit(status)
    os.close(sending)
    with os.fdopen(receiving, encoding="utf-8") as names:
        begun = names.read().splitlines()
    _, status = os.waitpid(child, 0)
    return (begun or ["the module itself"])[-1] if status else SURVIVED


def kept(log: Path) -> dict[str, str]:
    if not log.is_file():
        return {}
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    return {line["mutant"]: line["noticed_by"] for line in lines}


def survivors(mutants: Sequence[Mutant], known: dict[str, str]) -> Iterator[str]:
    for mutant in mutants:
        if known.get(mutant.key) == SURVIVED:
            yield f"{mutant.file}:{mutant.line}: in {mutant.function}, always {mutant.value}: {mutant.text}"


def interval(survived: int, tried: int) -> tuple[float, float]:
    """Between which shares of all mutants 95 in 100 samples of which so many survived are drawn (Wilson's interval)."""
    share, squared = survived / tried, NORMAL_95**2
    middle = share + squared / (2 * tried)
    reach = NORMAL_95 * math.sqrt(share * (1 - share) / tried + squared / (4 * tried**2))
    return max(0.0, (middle - reach) / (1 + squared / tried)), min(1.0, (middle + reach) / (1 + squared / tried))


NORMAL_95 = 1.96
"""standard deviations around the mean that hold 95 % of a normal distribution"""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="make mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--room", choices=sorted(ROOMS), default="layout")
    parser.add_argument("--file", action="append", help="a file of the room, such as grids.py; may be said more than once")
    parser.add_argument("--limit", type=int, help="try so many at most")
    parser.add_argument("--sample", type=int, help="draw so many of all at random")
    parser.add_argument("--seed", type=int, default=0, help="which sample is drawn")
    parser.add_argument("--quick", type=float, default=QUICK, help="seconds of processor time; slower tests decide nothing")
    parser.add_argument("--budget", type=float, default=math.inf, help="seconds of tests that a mutant meets at most")
    parser.add_argument("--survivors-of", type=Path, help="the log of another run; only what survived it")
    parser.add_argument("--log", type=Path, help="where findings are kept; .mutants/ROOM.jsonl if not said")
    parser.add_argument("tests", nargs="*", help="what pytest is to run in place of the room's tests")
    chosen = parser.parse_args(arguments)
    folder, tests = ROOMS[chosen.room]
    log = chosen.log or Path(".mutants") / f"{chosen.room}.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    files = [file for file in sorted(Path(folder).rglob("*.py")) if not chosen.file or file.name in chosen.file]
    mutants = [mutant for file in files for mutant in mutants_of(file)]
    if chosen.sample is not None and chosen.sample < len(mutants):
        mutants = sorted(random.Random(chosen.seed).sample(mutants, chosen.sample), key=lambda mutant: (mutant.file, mutant.line))
    if chosen.survivors_of:
        before = kept(chosen.survivors_of)
        mutants = [mutant for mutant in mutants if before.get(mutant.key) == SURVIVED]
    known = kept(log)
    due = [mutant for mutant in mutants if mutant.key not in known][: chosen.limit]
    if due:
        pytest.main(["-q", "-p", "no:cacheprovider", *(chosen.tests or tests)], plugins=[Trial(due, log, chosen.quick, chosen.budget)])
    known = kept(log)
    for line in survivors(mutants, known):
        print(line)
    tried = [known[mutant.key] for mutant in mutants if mutant.key in known]
    if tried and chosen.sample is not None:
        low, high = interval(tried.count(SURVIVED), len(tried))
        print(f"{tried.count(SURVIVED) / len(tried):.1%} of the sample survive: of all, most likely {low:.1%} to {high:.1%}")
    print(f"{tried.count(SURVIVED)} of {len(tried)} mutants tried survive; {len(mutants) - len(tried)} are still to be tried")


if __name__ == "__main__":
    main()
