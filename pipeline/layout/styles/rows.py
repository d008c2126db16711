"""Tables whose rows are parted by horizontal rules only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawCell, RawGrid, all_cells, innermost
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.runs import Run
from pipeline.layout.styles.ground import Ground
from pipeline.pages.model import Ruling


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
        out.extend(hairline_grids(members, here, own_fills, may_go_on=home is None or home.rows[0] == 0))
    return out


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
