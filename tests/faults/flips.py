"""Single bits flipped in what a run keeps for the next, and whether the next one believes it.

``python -m tests.faults.flips --flips 300`` does it as often and prints what was found; the tests do it a few times. Of all kept files
(staged sheets, rows, records, the user dictionary, published tables, database, index of places, package, manifests) some are chosen at
random, and of each one bit. Then a run follows in which nothing else changed, and one that reads back what was kept. After each of
them ``curated/`` must hold an edition whole, byte for byte (of the database: row for row), or the run must have refused to publish
or to touch what nothing says to be its own any more; after both, what is kept must be what was kept before.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.narrative.dictionary import compiled_dictionary
from tests.faults import kills
from tests.faults.kills import EDITIONS, Collection

REFUSED, NOT_OURS = 1, 2
AT_ONCE = 20
"""Bits that are flipped before a run, each in another file: a run takes seconds, and looks at all of them."""


def known(folder: Path) -> Collection:
    """A collection of which both editions are known and the second is published; its user dictionary lies in it too."""
    made, compiled = kills.another(folder), compiled_dictionary()
    kept = folder / "cache" / compiled.parent.parent.name / compiled.parent.name
    kept.mkdir(parents=True)
    shutil.copy(compiled, kept)
    os.environ["KYOTEN_CACHE"] = str(folder / "cache")
    return made


def kept_files(made: Collection) -> list[Path]:
    """All that a run wrote and a later one may read, in a fixed order."""
    places = (made.folder / "staged", made.curated, made.folder / "cache")
    found = (path for place in places for path in sorted(place.rglob("*")) if path.is_file() and path.name != "lock")
    return [path for path in found if path.stat().st_size]


def kind_of(made: Collection, path: Path) -> str:
    parts = path.relative_to(made.folder).parts
    return "/".join(parts[:-1]) if parts[0] != "curated" else str(Path(*parts))


def flipped(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(data))


def outcome_of(made: Collection, flips: Sequence[tuple[Path, int]]) -> str:
    """What became of the flipped bits: "made anew", "refused" until a file was put back, or "believed" with what differs."""
    before = {name: (made.folder / name).read_bytes() for name in _names(made)}
    edition = made.state()
    for path, bit in flips:
        flipped(path, bit)
    where = ", ".join(f"{path.relative_to(made.folder).as_posix()} bit {bit}" for path, bit in flips)
    if any(kind_of(made, path).startswith("cache") for path, _ in flips):
        shutil.rmtree(made.folder / "staged")  # else nobody asks for the dictionary
    refused = False
    for wanted in (edition, EDITIONS[edition == EDITIONS[0]]):
        made.edit(wanted)
        code = kills.run_forked(made, gated=False)
        if code == REFUSED and "it cannot be known whether" in made.folder.with_name("log.txt").read_text(encoding="utf-8"):
            refused = True
            for name in ("documents.parquet", "sources.parquet"):
                made.curated.joinpath(name).write_bytes(before[f"curated/{name}"])
            code = kills.run_forked(made, gated=False)
        if code == NOT_OURS and "not written by kyoten" in made.folder.with_name("log.txt").read_text(encoding="utf-8"):
            refused = True  # a sheet and the manifest that said whose it is, both at once
            for path in made.folder.joinpath("staged").glob("*.json"):
                path.unlink()
            code = kills.run_forked(made, gated=False)
        if code != 0 or made.state() != wanted:
            return f"believed: code {code}, {made.state()} after {where}"
    now = {name: (made.folder / name).read_bytes() for name in _names(made)}
    if changed := sorted(name for name in before.keys() | now.keys() if name.startswith("staged") and before.get(name) != now.get(name)):
        return f"believed: {', '.join(changed)} after {where}"
    return "refused" if refused else "made anew"


def _names(made: Collection) -> dict[str, None]:
    return dict.fromkeys(path.relative_to(made.folder).as_posix() for path in kept_files(made))


def outcomes(made: Collection, flips: int, seed: int) -> Iterator[tuple[list[str], str]]:
    """The kinds of files whose bits were flipped before a run, and what became of them, for so many bits."""
    chance = random.Random(seed)
    while flips > 0:
        chosen = chance.sample(kept_files(made), min(AT_ONCE, flips))
        flips -= len(chosen)
        bits = [(path, chance.randrange(path.stat().st_size * 8)) for path in chosen]
        yield [kind_of(made, path) for path, _ in bits], outcome_of(made, bits)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="bits flipped in what runs keep")
    parser.add_argument("--flips", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    kills.preload(gated=False)
    found: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for kinds, outcome in outcomes(known(Path(name) / "collection"), chosen.flips, chosen.seed):
            found.update((kind, outcome) for kind in kinds)
            print(f"{found.total()}/{chosen.flips} {', '.join(kinds)}: {outcome}", file=sys.stderr, flush=True)
    for (kind, outcome), times in sorted(found.items()):
        print(f"{times:5} {kind}: {outcome}")
    return 1 if any(outcome.startswith("believed") for _, outcome in found) else 0


if __name__ == "__main__":
    sys.exit(main())
