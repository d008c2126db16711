"""What the ratings mean, as a form explains it near its front table or its goals: ※評価の基準　Ａ：達成できている　Ｂ：おおむね….

In come the lines that no part of the form holds; out come those of a legend. They say nothing of the ward, so they belong to the form as
its labels do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.layout.model import Line

MOST_LINES = 6
"""lines; a legend has a head, a line for each rating and not much more"""


def legend_lines(left: Sequence[Line], form: Form) -> list[Line]:
    """The lines, in reading order, that together say what each rating of the scale means."""
    found: list[Line] = []
    for run in _runs(left):
        found += next((run[: end + 1] for end in range(len(run)) if form.is_legend([line.text for line in run[: end + 1]])), ())
    return list(dict.fromkeys(found))


def _runs(left: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """From each line the next ones of its page, as many as a legend may have."""
    for k, line in enumerate(left):
        run = left[k : k + MOST_LINES]
        cut = next((n for n, (_, after) in enumerate(pairwise(run), 1) if after.page != line.page), len(run))
        yield run[:cut]
