"""The walls of each row of a table whose columns are seen by text and shades alone: one at each column's edge, unless something tells that
a cell spans it.

In come the heights between which rows stand, the columns' edges and the text and shades there; out come upright segments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.intervals import Interval, overlap, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP
from pipeline.layout.row_edges import are_names_beside
from pipeline.layout.rules import SAME_EDGE
from pipeline.layout.runs import (
    Run,
    are_names,
    are_typed,
    between,
    crosses,
    has_number,
    is_number,
    is_on_shade,
    joined,
    mostly_numbers,
    names_of_groups,
    text_lines,
    texts_between,
)
from pipeline.layout.segments import Segment
from pipeline.pages.model import Area

LEAST_CELLS = 2
"""texts; a row of one alone is under no name of the table"""
UNLIKE = 2
"""lengths of other texts; those of a column that begin at one place are not set in its middle"""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A column's edge in one row, with the columns beside it: what tells whether a wall stands there.

    ``row`` is the text of the row, ``painted`` what is shaded over all its height, ``rules`` are those over it, ``under`` those under
    it, ``words`` what stands left and right of the edge; ``is_name`` where the column at its right has names, no numbers; ``end`` is
    the table's, ``text`` all of it.
    """

    left: float
    x: float
    right: float
    row: Sequence[Run]
    painted: Sequence[Area]
    rules: Sequence[Interval]
    under: Sequence[Interval]
    words: tuple[str, str]
    is_name: bool
    end: float
    text: Sequence[Run]

    def is_side_of_shade(self) -> bool:
        return any(abs(x - self.x) < TOLERANCES.at_wall for fill in self.painted for x in (fill.x0, fill.x1))

    def is_behind_name(self) -> bool:
        """A rule over or under the row begins here and goes on to the table's end: the name before it goes on from above or on below, and
        a cell begins."""
        rules = (*self.rules, *self.under)
        return any(abs(x0 - self.x) <= SAME_EDGE < self.end - self.x and abs(x1 - self.end) <= SAME_EDGE for x0, x1 in rules)

    def is_shaded_over(self) -> bool:
        """A shaded cell is as wide as the columns that it spans."""
        return any(fill.x0 < self.x < fill.x1 for fill in self.painted)

    def is_written_over(self) -> bool:
        """A good part of the lines go on over the edge, or some do and nothing begins behind it."""
        beside = [run for run in self.row if overlap((run.x0, run.x1), (self.left, self.right)) > 0]
        crossing = sum(crosses(run, self.x) for run in beside)
        return crossing * 3 > len(text_lines(beside)) or crossing > 0 and all(run.x0 < self.x for run in beside)

    def is_rest_of_a_name(self) -> bool:
        """The column at the right is empty in this row, and this one is not."""
        return self.is_name and bool(self.words[0]) and not self.words[1]

    def is_under_centred(self) -> bool:
        """One run alone stands over both columns, in their middle and not in that of its own, and not where others of this begin."""
        here = [run for run in self.row if self.left <= run.x < self.right]
        return len(here) == 1 and is_over_all(here[0], (self.left, self.x, self.right)) and not self._begins_as_others(here[0])

    def is_under_corner(self) -> bool:
        """The corner of a header stands in the middle of the columns of names before it, and does not begin where names do."""
        here = [run for run in self.row if self.left <= run.x < self.right]
        if not self.is_name or len(here) != 1 or here[0].x0 < self.x or not are_names(self.row):
            return False
        names = [run for run in self.text if self.x <= run.x < self.right and run is not here[0]]
        begins_as_names = any(abs(run.x0 - here[0].x0) < TOLERANCES.at_wall for run in names)
        return not begins_as_names and self._is_in_the_middle(here[0], names)

    def _is_in_the_middle(self, corner: Run, names: Sequence[Run]) -> bool:
        """Whether a text is in the middle of both columns up to some place in the white behind the names of the second, and of that column
        alone up to none."""
        last = max((run.x1 for run in names), default=self.right)
        first = min((run.x0 for run in self.text if run.x >= self.right), default=self.end)
        of_both, of_own = (2 * corner.x - side for side in (self.left, self.x))
        return of_own < last - TOLERANCES.centred and last <= of_both <= first

    def _begins_as_others(self, run: Run) -> bool:
        """Whether a text before numbers begins where several of unlike length do in the column at the right: it is set so, not in the
        middle."""
        if run.x0 < self.x or not any(is_number(other.text) for other in self.row):
            return False
        ends = {round(other.x1) for other in self.text if abs(other.x0 - run.x0) < TOLERANCES.hair and other.x1 < self.right}
        return len(ends - {round(run.x1)}) >= UNLIKE

    def has_wall(self) -> bool:
        return self.is_side_of_shade() or self.is_behind_name() or not any(spans(self) for spans in SPANNING)


SPANNING = (_Edge.is_shaded_over, _Edge.is_written_over, _Edge.is_rest_of_a_name, _Edge.is_under_centred, _Edge.is_under_corner)
"""Why a cell spans a column's edge, unless a shaded cell ends there or a rule begins."""


def walls_of(
    bands: Sequence[Interval],
    edges: Sequence[float],
    runs: Sequence[Run],
    fills: Sequence[Area],
    over: Sequence[Segment],
    wide: Sequence[Area] = (),
) -> list[Segment]:
    """The walls of each row; ``over`` are the rules and rows' edges that a cell may stand under or over, ``wide`` the shades that go over
    all columns."""
    words = [texts_between(runs, *heights, edges) for heights in bands]
    rows = [between(runs, heights) for heights in bands]
    first_number = _first_number(words, first=2 if _are_names_in_groups(rows[1:], edges) else 1)
    walls: list[Segment] = []
    whole = _of_one_cell(rows, edges, fills) | _titles_on_shades(rows[:2], bands[0], wide)
    for n, (heights, texts, row) in enumerate(zip(bands, words, rows, strict=True)):
        if n in whole:
            continue
        painted = [fill for fill in fills if reaches((fill.y0, fill.y1), heights, SAME_EDGE)]
        rules, under = ([(rule.lo, rule.hi) for rule in over if abs(rule.at - y) <= SNAP] for y in heights)
        for c, place in enumerate(zip(edges, edges[1:], edges[2:], strict=False)):
            beside = texts[c], texts[c + 1]
            if _Edge(*place, row, painted, rules, under, beside, c + 1 < first_number, edges[-1], runs).has_wall():
                walls.append(Segment(edges[c + 1], *heights))
    return walls


def _first_number(words: Sequence[Sequence[str]], first: int) -> int:
    """Number of the first column of numbers, from one on; 1 where there is none."""
    return next((c for c, column in enumerate(zip(*words, strict=True)) if c >= first and _are_values(column)), 1)


def _are_names_in_groups(rows: Iterable[Sequence[Run]], edges: Sequence[float]) -> bool:
    """Whether the second column has the names of rows, as ages are, beside those of groups of them."""
    first, *behind = ([run for row in rows for run in row if left <= run.x < right] for left, right in pairwise(edges))
    return any(len(first) < len(second) and are_names_beside(second) for second in behind[:1])


def _are_values(texts: Sequence[str]) -> bool:
    """Whether a column has numbers, most of it, or beside one word alone that comes again below its head (中止), as no names do."""
    words = Counter(text for text in texts if text and not has_number(text))
    said_again = max(words.values(), default=0)
    return mostly_numbers(texts) or any(map(has_number, texts)) and said_again > 1 and words.total() - said_again <= 1


def _of_one_cell(rows: Sequence[Sequence[Run]], edges: Sequence[float], fills: Sequence[Area]) -> set[int]:
    """The rows in which one text is that of all columns, on no shade (``fills``) of its own; the first may have a typed space in it."""
    alone = {n: joined(row) for n, row in enumerate(rows) if len(row) == 1 or n == 0 and row and are_typed([row])}
    said = {n: run for n, run in alone.items() if not is_on_shade(run, fills)}
    return names_of_groups(rows) | {n for n, run in said.items() if is_over_all(run, edges) or n == 0 and _is_title(run, rows[1:], edges)}


def _titles_on_shades(rows: Sequence[Sequence[Run]], heights: Interval, wide: Sequence[Area]) -> set[int]:
    """The first of two rows, between these heights, if it is one text above several on a shade over all columns that ends with the row."""
    is_over_others = len(rows) > 1 and len(rows[0]) == 1 and len(rows[1]) >= LEAST_CELLS
    return (
        {0}
        if is_over_others
        and any(reaches((fill.y0, fill.y1), heights, SAME_EDGE) and abs(fill.y1 - heights[1]) <= SAME_EDGE for fill in wide)
        else set()
    )


def _is_title(run: Run, below: Sequence[Sequence[Run]], edges: Sequence[float]) -> bool:
    """Whether the only text of the first row is the table's name: above a row of several columns it goes on over the first one's end, or
    it stands in that, above a header of numbers."""
    if not below or len(below[0]) < LEAST_CELLS:
        return False
    heads_numbers = are_names(below[0]) and not all(map(are_names, below[1:]))
    return crosses(run, edges[1]) or run.x < edges[1] and heads_numbers


def is_over_all(run: Run, edges: Sequence[float]) -> bool:
    """Whether the only text of a row stands in the middle of all the columns between these edges, and goes on over one of them or is
    not in the middle of its own. One with a gap at each edge that it goes over is the text of several cells."""
    if abs(run.x - (edges[0] + edges[-1]) / 2) >= TOLERANCES.centred:
        return False
    over = [edge for edge in edges[1:-1] if run.x0 < edge < run.x1]
    if over:
        return any(crosses(run, edge) for edge in over)
    own = next(((a + b) / 2 for a, b in pairwise(edges) if a <= run.x < b), run.x)
    return abs(run.x - own) > TOLERANCES.own_column
