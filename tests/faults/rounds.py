"""Rounds of mutants: each numbered mutant of a round is made, read and judged in a guarded worker process.

``python -m tests.faults.rounds --mutants 10000`` runs a long round and prints its figures; the tests run a short one.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from pipeline.run.guarded import MIB, WorkLimits, outcomes
from pipeline.values import Defect
from tests.faults.mutations import MUTATIONS, excerpt
from tests.faults.oracle import Reading, Verdict, judged

SAMPLES = tuple(sorted((Path(__file__).parents[2] / "raw").glob("*.pdf")))
EXCERPTS = (4, 4, 4, 6, 99)
"""Pages of the samples that are mutated; most mutants are short, to have many."""
LIMITS = WorkLimits(60.0, 1024 * MIB)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mutant by its number; the same number gives the same mutant wherever it is made."""

    number: int
    seed: int

    @property
    def random(self) -> Random:
        return Random(f"{self.seed}/{self.number}")

    @property
    def mutation(self) -> str:
        return list(MUTATIONS)[self.number % len(MUTATIONS)]

    @property
    def sample(self) -> tuple[Path, int]:
        random = Random(f"sample {self.seed}/{self.number}")
        return random.choice(SAMPLES), random.choice(EXCERPTS)

    def data(self) -> bytes:
        return MUTATIONS[self.mutation](_original(*self.sample).data, self.random)


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: Verdict
    seconds: float
    peak: int


@cache
def _original(path: Path, pages: int) -> Reading:
    return Reading(excerpt(path.read_bytes(), pages))


def judge(mutant: Mutant) -> Judged:
    original = _original(*mutant.sample)
    try:
        data = mutant.data()
    except (RuntimeError, ValueError, IndexError) as error:
        # The tool that makes mutants could not make this one; it is no mutant.
        return Judged(Verdict("unmade", type(error).__name__), 0.0, 0)
    began = time.monotonic()
    verdict = judged(original, data)
    return Judged(verdict, time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def verdicts(mutants: Sequence[Mutant], jobs: int) -> Iterator[tuple[Mutant, Judged]]:
    """Every mutant with its verdict; "crash" and "hang" where the worker died or ran out of its limits."""
    for mutant, outcome in outcomes(judge, mutants, jobs, LIMITS):
        if isinstance(outcome, Defect):
            kind = {"out-of-time": "hang", "out-of-memory": "memory"}.get(outcome.code, "crash")
            yield mutant, Judged(Verdict(kind, " ".join(value for _, value in outcome.values)), 0.0, 0)
        else:
            yield mutant, outcome


GOOD = frozenset({"refused", "equal", "changed", "spacing", "warned", "unmade"})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="a long round of mutants")
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=sorted(MUTATIONS), help="one kind of mutation")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end the round after this time")
    chosen = parser.parse_args(arguments)
    wanted = [Mutant(number, chosen.seed) for number in range(chosen.first, chosen.first + chosen.mutants)]
    wanted = [mutant for mutant in wanted if chosen.only in (None, mutant.mutation)]
    counted: Counter[tuple[str, str]] = Counter()
    details: Counter[tuple[str, str]] = Counter()
    slowest, peak, began = 0.0, 0, time.monotonic()
    for mutant, found in verdicts(wanted, chosen.jobs):
        counted[mutant.mutation, found.verdict.outcome] += 1
        if found.verdict.outcome in ("refused", "warned"):
            details[found.verdict.outcome, found.verdict.detail] += 1
        slowest, peak = max(slowest, found.seconds), max(peak, found.peak)
        if found.verdict.outcome not in GOOD:
            line = (mutant.number, mutant.mutation, mutant.sample[0].name, mutant.sample[1], found.verdict.outcome, found.verdict.detail)
            print(*line, flush=True)
        if time.monotonic() - began > chosen.seconds:
            break
    outcomes_seen = sorted({outcome for _, outcome in counted})
    print("mutation".ljust(20), *(outcome.rjust(8) for outcome in outcomes_seen))
    for mutation in MUTATIONS:
        print(mutation.ljust(20), *(str(counted[mutation, outcome]).rjust(8) for outcome in outcomes_seen))
    totals = {outcome: sum(counted[mutation, outcome] for mutation in MUTATIONS) for outcome in outcomes_seen}
    print("all".ljust(20), *(str(totals[outcome]).rjust(8) for outcome in outcomes_seen))
    print(json.dumps({" ".join(key): count for key, count in details.most_common()}))
    print(f"{sum(totals.values())} mutants in {time.monotonic() - began:.0f} s, slowest {slowest:.1f} s, peak memory {peak // MIB} MiB")
    return 0 if totals.keys() <= GOOD else 1


if __name__ == "__main__":
    sys.exit(main())
