"""A collection's sheets differ in bytes and words, and each reads back as what was put into it."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.collections import BASES, base_of, make, name_of
from benchmarks.typeset.paper import STAND_INS_FULL, STAND_INS_HALF
from benchmarks.variations import f1, measured


def test_sheets_of_one_base_differ_and_say_nothing_left_open() -> None:
    seeds = (3, 3 + len(BASES))
    one, other = (base_of(seed).filled(seed) for seed in seeds)
    assert one.pdf != other.pdf
    for a, b in zip(one.truth["projects"], other.truth["projects"], strict=True):
        assert not {text for text in a["outcomes"] if len(text) > 12} & set(b["outcomes"])
    said = json.dumps([one.truth, other.truth], ensure_ascii=False)
    assert not set(said) & {*STAND_INS_FULL, *STAND_INS_HALF}
    assert one.truth["ward"] != other.truth["ward"]


def test_a_filled_sheet_reads_back_exactly() -> None:
    seed = 5 + 7 * len(BASES)
    base = base_of(seed)
    outcome = measured("sheet", base.look, base.filled(seed))
    assert not outcome.broken
    assert {kind: outcome.missed[kind] for kind, counts in outcome.counts.items() if f1(*counts) < 1} == {}


def test_a_collection_is_made_once_and_the_same_whoever_makes_it(tmp_path: Path) -> None:
    assert make(2, tmp_path, 1)[0] == 2
    assert (tmp_path / name_of(1)).read_bytes() == base_of(1).filled(1).pdf
    (tmp_path / name_of(0)).unlink()
    assert make(2, tmp_path, 1)[0] == 1
