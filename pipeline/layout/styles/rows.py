"""Tables whose rows are parted by horizontal rules only."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawCell, RawGrid, all_cells, innermost
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.runs import Run, holds_middle, text_lines
from pipeline.layout.styles.ground import Ground
from pipeline.pages.model import Ruling

EDGES = 2
"""edges of a row or a column"""
LEAST_SPREAD = 8
"""letters apart in a line; the days of a week are seven"""


def find(ground: Ground) -> Ground:
    """The ground with the tables without upright rules, each within one cell or outside all, and all tables in the cells that hold them."""
    return ground.with_more(_found(ground))


def _found(ground: Ground) -> list[RawGrid]:
    cells = [c for g in ground.tables for c in all_cells(g)]
    homes = _several_by_home(ground.rules, cells)
    if not homes:
        return []
    painted = [(f, innermost(cells, Rect(f.x0, f.y0, f.x1, f.y1))) for f in ground.shades]
    placed = [(run, innermost(cells, _middle(run))) for run in ground.runs]
    out: list[RawGrid] = []
    for home, members in homes.items():
        here = [run for run, cell in placed if cell is home]
        own_fills = [f for f, cell in painted if cell is None or cell is home]
        found = hairline_grids(members, here, own_fills, may_go_on=home is None or home.rows[0] == 0)
        out.extend(found if home is None else _without_headings(found, home, here))
    return out


def _without_headings(grids: Iterable[RawGrid], home: RawCell, runs: Sequence[Run]) -> Iterator[RawGrid]:
    """The tables in a cell without those whose rules are headings'."""
    for grid in grids:
        if not (_holds_table(grid, home) or _holds_spread_line(grid, runs)):
            yield grid


def _holds_table(grid: RawGrid, home: RawCell) -> bool:
    """Whether a table that rules close, of several rows and columns, stands between the rules: they are those of headings then."""
    return any(min(len(inner.xs), len(inner.ys)) > EDGES and holds(grid.rect, inner.rect) for inner in home.nested)


def _holds_spread_line(grid: RawGrid, runs: Iterable[Run]) -> bool:
    """Whether a line between the rules is a sentence whose letters a program set apart over the whole width, as it does before a line's end
    typed within a paragraph that is even at both sides. The letters of names that are written downwards stand below each other."""
    letters = [_letters(line) for line in text_lines(run for run in runs if holds_middle(grid.rect, run))]
    return any(_is_spread(line) and not any(_are_columns(line, other) for other in letters if other is not line) for line in letters)


def _letters(line: Iterable[Run]) -> list[Run]:
    return [run for run in line if len(run.text) == 1 and not run.text.isdigit()]


def _is_spread(letters: Sequence[Run]) -> bool:
    return len(letters) >= LEAST_SPREAD and sum(_joins_words(run.text) for run in letters) > 1


def _are_columns(letters: Sequence[Run], others: Sequence[Run]) -> bool:
    """Whether most letters of a line have one of another below or above them."""
    places = {round(run.x) for run in others}
    return 2 * sum(round(run.x) in places for run in letters) > len(letters)


def _joins_words(letter: str) -> bool:
    """Whether a letter alone is a kana or a comma, as in a sentence; names and signs in narrow columns are none."""
    return "HIRAGANA" in unicodedata.name(letter, "") or letter in "、，"


def _several_by_home(rules: Sequence[Ruling], cells: Sequence[RawCell]) -> dict[RawCell | None, list[Ruling]]:
    """The rules by the cell in which they lie, or outside all, where several do."""
    homes: dict[RawCell | None, list[Ruling]] = defaultdict(list)
    for rule in rules:
        homes[_home_of(rule, cells, rules)].append(rule)
    return {home: members for home, members in homes.items() if len(members) > 1}


def _home_of(rule: Ruling, cells: Sequence[RawCell], rules: Sequence[Ruling]) -> RawCell | None:
    """The cell in which a rule lies: of two above each other at whose wall it is, that with more rules as wide, of which it may be the
    first or the last."""
    line = Rect(rule.x0, rule.y0, rule.x1, rule.y1)
    home = innermost(cells, line)
    walls = () if home is None else [y for y in (home.rect.y0, home.rect.y1) if abs(y - rule.y0) <= TOLERANCES.touch]
    beyond = innermost((cell for cell in cells for y in walls if cell is not home and y in (cell.rect.y0, cell.rect.y1)), line)
    if home is None or beyond is None:
        return home
    alike = [other.y0 for other in rules if other is not rule and _is_as_wide(other, rule)]
    return max((home, beyond), key=lambda cell: sum(cell.rect.y0 < y < cell.rect.y1 for y in alike))


def _is_as_wide(one: Ruling, other: Ruling) -> bool:
    return abs(one.x0 - other.x0) <= TOLERANCES.same_edge and abs(one.x1 - other.x1) <= TOLERANCES.same_edge


def _middle(run: Run) -> Rect:
    """The middle of a run, as a rectangle; the run itself goes over the walls of narrow cells."""
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return Rect(x, y, x, y)
