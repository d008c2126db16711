"""Texts of two cells that stand so near each other that they are one run, where the rules over and under them are cut between the two.

Browsers draw a rule cell by cell: where it is cut over a row and under it, a column ends. In come runs and rules, out come the runs,
parted there if there is more white than between their other glyphs: a text that goes on over a cut is that of a merged cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.geometry.intervals import reaches
from pipeline.layout.rules import TOUCH, Rule
from pipeline.layout.runs import CELL_GAP, Run


def parted_at_cuts(runs: Sequence[Run], rules: Sequence[Rule]) -> list[Run]:
    """The runs, parted where the nearest rules over and under them, from the top down, are cut."""
    return [part for run in runs for part in _parts(run, rules)]


def _parts(run: Run, rules: Sequence[Rule]) -> Iterator[Run]:
    wide = _wide_gaps(run)
    if not wide:
        yield run
        return
    walls = _walls_at(run, rules)
    first, *others = run.cut_at([k for k in wide if any(_is_between(run, k, wall) for wall in walls)])
    yield replace(first, least=run.least)
    yield from (replace(part, least=CELL_GAP) for part in others)


def _wide_gaps(run: Run) -> list[int]:
    """The positions of glyphs before which there is more white than between most, by as much as the texts of two cells stand apart."""
    gaps = [start - end for end, start in zip(run.glyphs.x1, run.glyphs.x0[1:], strict=False)]
    least = CELL_GAP * run.size + max(sorted(gaps)[len(gaps) // 2], 0.0) if gaps else 0.0
    return [k for k, gap in enumerate(gaps, 1) if gap > least]


def _walls_at(run: Run, rules: Sequence[Rule]) -> list[float]:
    """Where both the nearest rule over a run and the nearest under it are cut."""
    around = [rule for rule in rules if reaches(rule.extent, (run.x0, run.x1), TOUCH)]
    over = next((rule for rule in reversed(around) if rule.y < run.y), None)
    under = next((rule for rule in around if rule.y > run.y), None)
    if over is None or under is None:
        return []
    return [x for x in over.cuts if any(abs(x - other) <= TOUCH for other in under.cuts)]


def _is_between(run: Run, k: int, wall: float) -> bool:
    """Whether a wall stands in the white before a glyph."""
    return run.glyphs.x1[k - 1] - TOUCH <= wall <= run.glyphs.x0[k] + TOUCH
