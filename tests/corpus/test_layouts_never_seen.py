"""The parser reads a sheet exactly, whichever thing about its layout a ward, a clerk or a program does differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.typeset import Look, contents, every_single, excerpt, looks, typeset, ward
from benchmarks.typeset.habits import habits, typeset_with
from benchmarks.typeset.look import possible
from benchmarks.variations import Outcome, measured

SMALL = excerpt(ward("minatomi-r2"), (2,), 2)
"""One project with data tables, prior issues split by goal, numbered headings: two or three pages."""


def problems(outcome: Outcome) -> dict[str, Any]:
    """What was missed and what was invented, by record type; empty for an exact reading."""
    found: dict[str, Any] = {"broken": outcome.broken} if outcome.broken else {}
    for kind in outcome.counts:
        if outcome.missed[kind] or outcome.extra[kind]:
            found[kind] = {"missed": outcome.missed[kind][:2], "extra": outcome.extra[kind][:2]}
    return found


def test_the_plain_look_is_read_exactly() -> None:
    for name in ("hoshikawa-r5", "midoridai-r7", "minatomi-r2"):
        assert not problems(measured(name, Look(), typeset(ward(name), Look())))


def every_pair() -> Iterator[tuple[str, Look]]:
    """Each value of each field of a look once, two to a sheet that have nothing to do with each other: one of its paper, type, rules and
    order, and one of its words, marks, data tables and furniture."""
    singles = [(name, value) for name, value, _ in every_single()]
    half = (len(singles) + 1) // 2
    for at in range(half):
        pair: dict[str, Any] = dict(singles[at::half])
        yield ", ".join(f"{name}={value}" for name, value in pair.items()), possible(replace(Look(), **pair))


def test_every_thing_is_set_differently_once() -> None:
    made = [name for said, _ in every_pair() for name in said.split(", ")]
    assert sorted(made) == sorted(f"{name}={value}" for name, value, _ in every_single())
    for said, look in every_pair():
        assert said == ", ".join(f"{name}={getattr(look, name)}" for name in (pair.partition("=")[0] for pair in said.split(", ")))


@pytest.mark.parametrize("look", [pytest.param(look, id=said) for said, look in every_pair()])
def test_things_set_differently(look: Look) -> None:
    assert not problems(measured("small", look, typeset(SMALL, look)))


@pytest.mark.parametrize("seed", range(8))
def test_habits_of_offices_in_any_combination(seed: int) -> None:
    """Of the slashes, borders, shapes, struck and clipped text, turned and paired pages, each sheet has about two in five."""
    look, had = looks(seed, 0.1), habits(seed, 0.4)
    sheet = typeset_with(excerpt(contents(seed), (2, 6), 3), look, had, seed)
    assert not problems(measured(f"seed {seed}", look, sheet, had=had))


@pytest.mark.parametrize("seed", range(6))
def test_mildly_different_sheets_of_other_wards(seed: int) -> None:
    look = looks(seed, 0.05)
    content = excerpt(contents(seed), (1, 6), 3)
    assert not problems(measured(f"seed {seed}", look, typeset(content, look, seed)))
