"""Rounds of mutants: each numbered mutant of a round is made, read and judged in a guarded worker process.

``python -m tests.faults.rounds --mutants 10000`` runs a long round and prints its figures; the tests run a short one. With
``--log FILE`` every verdict is kept as a line of that file, and a round that was broken off goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from pipeline.run.stages import stage_digest
from pipeline.run.work.guarded import MIB, WorkLimits, outcomes
from pipeline.values import Defect
from tests.faults.mutations import MUTATIONS
from tests.faults.oracle import Reading, Verdict, judged
from tests.faults.originals import Original, drawn

READING_SECONDS = 60.0
"""Processor time that a mutant may take, as the pipeline's default limit is; longer is a hang."""
LIMITS = WorkLimits(5 * READING_SECONDS, 1024 * MIB)
"""Wall time is wider, for a round runs on what other work leaves of a machine."""
TOGETHER = 2_500
GOOD = frozenset({"refused", "equal", "changed", "spacing", "warned", "unmade"})


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
    def original(self) -> Original:
        return drawn(Random(f"original {self.seed}/{self.number}"))

    def data(self) -> bytes:
        return MUTATIONS[self.mutation](self.original.data, self.random)


@dataclass(frozen=True, slots=True)
class Judged:
    """``seconds`` of processor time; ``peak`` in bytes is the worker's, which holds an original or two as well; ``digest`` of
    the mutant's bytes, for some mutations come to the same."""

    verdict: Verdict
    seconds: float = 0.0
    peak: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a round's log; ``code`` names the state of the code that reads a sheet."""

    number: int
    seed: int
    mutation: str
    original: str
    outcome: str
    detail: str
    seconds: float
    peak: int
    digest: str
    code: str


@lru_cache(maxsize=2)
def _read(original: Original) -> Reading:
    return Reading(original.data)


_known: dict[tuple[Original, str], Judged] = {}


def judge(mutant: Mutant) -> Judged:
    original = _read(mutant.original)
    try:
        data = mutant.data()
    except (RuntimeError, ValueError, IndexError) as error:
        # The tool that makes mutants could not make this one; it is no mutant.
        return Judged(Verdict("unmade", type(error).__name__))
    digest = hashlib.sha256(data).hexdigest()[:16]
    if (mutant.original, digest) not in _known:
        began = time.process_time()
        verdict = judged(original, data)
        seconds = time.process_time() - began
        if seconds > READING_SECONDS:
            verdict = Verdict("hang", f"{seconds:.0f} s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        _known[mutant.original, digest] = Judged(verdict, seconds, peak, digest)
    return _known[mutant.original, digest]


def verdicts(mutants: Iterable[Mutant], jobs: int) -> Iterator[tuple[Mutant, Judged]]:
    """Every mutant with its verdict; "crash" and "hang" where the worker died or ran out of its limits."""
    for mutant, outcome in outcomes(judge, mutants, jobs, LIMITS):
        if isinstance(outcome, Defect):
            kind = {"out-of-time": "hang", "out-of-memory": "memory"}.get(outcome.code, "crash")
            yield mutant, Judged(Verdict(kind, " ".join(value for _, value in outcome.values)))
        else:
            yield mutant, outcome


def in_turn(mutants: Sequence[Mutant]) -> list[Mutant]:
    """The mutants so that, within each ``TOGETHER`` of them, those of one original follow one another: it is then read once."""
    blocks = (mutants[start : start + TOGETHER] for start in range(0, len(mutants), TOGETHER))
    return [mutant for block in blocks for mutant in sorted(block, key=lambda mutant: (str(mutant.original), mutant.number))]


def entry_of(mutant: Mutant, found: Judged) -> Entry:
    return Entry(
        mutant.number,
        mutant.seed,
        mutant.mutation,
        str(mutant.original),
        found.verdict.outcome,
        found.verdict.detail,
        round(found.seconds, 3),
        found.peak,
        found.digest,
        stage_digest("sheet")[:8],
    )


def logged(log: Path) -> dict[tuple[int, int], Entry]:
    """The last entry of each mutant, by seed and number."""
    if not log.exists():
        return {}
    entries = (Entry(**json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines())
    return {(entry.seed, entry.number): entry for entry in entries}


def figures(entries: Sequence[Entry]) -> Iterator[str]:
    """What came of a round, as lines to print."""
    counted = Counter((entry.mutation, entry.outcome) for entry in entries)
    seen = sorted({entry.outcome for entry in entries})
    yield " ".join(["mutation".ljust(20), *(outcome.rjust(8) for outcome in seen)])
    for mutation in MUTATIONS:
        yield " ".join([mutation.ljust(20), *(str(counted[mutation, outcome]).rjust(8) for outcome in seen)])
    totals = Counter(entry.outcome for entry in entries)
    yield " ".join(["all".ljust(20), *(str(totals[outcome]).rjust(8) for outcome in seen)])
    for outcome in ("refused", "warned"):
        codes = Counter(entry.detail for entry in entries if entry.outcome == outcome)
        yield f"{outcome}: " + ", ".join(f"{code} {count}" for code, count in codes.most_common())
    yield "states of the code: " + ", ".join(f"{code} {count}" for code, count in Counter(entry.code for entry in entries).most_common())
    slowest, peak = max((entry.seconds for entry in entries), default=0.0), max((entry.peak for entry in entries), default=0)
    distinct = len({(entry.original, entry.digest) for entry in entries if entry.digest})
    yield f"{len(entries)} mutants ({distinct} distinct), slowest {slowest:.1f} s of processor time, peak memory {peak // MIB} MiB"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="a long round of mutants")
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=sorted(MUTATIONS), help="one kind of mutation")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end the round after this time")
    parser.add_argument("--log", type=Path, help="file of verdicts; what passed there with the code as it is now is not run again")
    parser.add_argument("--keep", action="store_true", help="what passed with another state of the code is not run again either")
    chosen = parser.parse_args(arguments)
    wanted = [Mutant(number, chosen.seed) for number in range(chosen.first, chosen.first + chosen.mutants)]
    wanted = [mutant for mutant in wanted if chosen.only in (None, mutant.mutation)]
    code = stage_digest("sheet")[:8]
    before = logged(chosen.log) if chosen.log else {}
    known = {key: entry for key, entry in before.items() if entry.outcome in GOOD and (chosen.keep or entry.code == code)}
    entries = [known[mutant.seed, mutant.number] for mutant in wanted if (mutant.seed, mutant.number) in known]
    began = time.monotonic()
    due = in_turn([mutant for mutant in wanted if (mutant.seed, mutant.number) not in known])
    for mutant, found in verdicts(due, chosen.jobs):
        entry = entry_of(mutant, found)
        entries.append(entry)
        if chosen.log:
            with chosen.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        if entry.outcome not in GOOD:
            print(entry.number, entry.mutation, entry.original, entry.outcome, entry.detail, flush=True)
        if time.monotonic() - began > chosen.seconds:
            break
    print(*figures(entries), sep="\n")
    return 0 if all(entry.outcome in GOOD for entry in entries) else 1


if __name__ == "__main__":
    sys.exit(main())
