"""Years without 年 and months without 月 in a table's headers: 2021 | 2022 | 2023, 4 | 5 | 6 beside a corner 月, and under 令和."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.facts import lexicon
from pipeline.facts.grid import TableGrid
from pipeline.facts.header_rows import has_no_name
from pipeline.facts.headers import read_header
from pipeline.sheet.model import TableCell
from pipeline.text.years import eras


def _years_in_sequence(grid: TableGrid, places: list[tuple[int, int]]) -> bool:
    """True where bare numbers are years that run in order: 2021 | 2022 | 2023."""
    values = []
    for r, c in places:
        text = lexicon.squeeze(grid.text(r, c))
        if not (text.isdecimal() and 1989 <= int(text) <= 2060):
            return False
        values.append(int(text))
    steps = {b - a for a, b in itertools.pairwise(values)}
    return bool(steps) and (steps <= {1, 2, 3, 4, 5} or (steps == {-1} and len(values) > 2))


_MONTHS_OF_YEAR = 12
_FIRST_MONTHS = (4, 1)
"""of a fiscal year and of a calendar's: where months begin with another, as those of a half year do, there are some in order"""
_FEWEST_MONTHS = 3
"""numbers in order beside a corner 月 that are months wherever they begin"""


def _is_run_of_months(numbers_in_order: Sequence[int]) -> bool:
    """Whether numbers are months that follow each other, 1 after 12."""
    if not numbers_in_order or not all(1 <= number <= _MONTHS_OF_YEAR for number in numbers_in_order):
        return False
    follow = all(after == before % _MONTHS_OF_YEAR + 1 for before, after in itertools.pairwise(numbers_in_order))
    return follow and (numbers_in_order[0] in _FIRST_MONTHS or len(numbers_in_order) >= _FEWEST_MONTHS)


_P = lexicon.section("period")
_OTHER_DAYS = frozenset(_P["weekdays"])
_MONTH_CORNERS = frozenset(_P["month_corners"])


def mark_bare_months(grid: TableGrid) -> None:
    """Marks 4 | 5 | 6 beside a corner 月 as months; with 火 or another day of the week it is one."""
    column = [lexicon.squeeze(grid.text(r, 0)) for r in range(grid.n_rows)]
    row = [lexicon.squeeze(grid.text(0, c)) for c in range(grid.n_cols)]
    if column[0] not in _MONTH_CORNERS or _OTHER_DAYS.intersection((*column, *row)):
        return
    for places in ([(0, c) for c in range(1, grid.n_cols)], [(r, 0) for r in range(1, grid.n_rows)]):
        digits = [(place, int(t)) for place in places if (t := lexicon.squeeze(grid.text(*place))).isdecimal() and len(t) < 3]
        if _is_run_of_months([number for _, number in digits]):
            for place, _ in digits:
                grid.bare_months.add(place)
                grid.kinds[place[0]][place[1]] = "period"


def mark_bare_years(grid: TableGrid) -> None:
    for r in range(min(_DEEPEST_YEARS, grid.n_rows - 1)):  # the last row heads nothing
        cells = grid.starting_in(r)
        years = [cell for cell in cells if grid.kinds[r][cell.col] == "number"]
        dated = r > 0 and "period" in grid.kinds[r - 1] and not has_no_name(grid, r)
        if _may_have_bare_years(grid, r) and not dated and _years_in_sequence(grid, [(cell.row, cell.col) for cell in years]):
            for cell in years:
                end = min(cell.col + cell.colspan, grid.n_cols)
                grid.kinds[r][cell.col : end] = ["period"] * (end - cell.col)
    _mark_years_downwards(grid)


def _may_have_bare_years(grid: TableGrid, row: int) -> bool:
    """Whether beside its numbers a row has but a name or two from the left, or what stands beside years (計, 増減)."""
    others = [cell for cell in grid.starting_in(row) if grid.kinds[row][cell.col] not in ("number", "empty")]
    return all(lexicon.roles_of(cell.text.text) for cell in others) or len(others) <= 2 and others[0].col == 0


def _mark_years_downwards(grid: TableGrid) -> None:
    rows = [r for r in range(grid.n_rows) if grid.kinds[r][0] == "number"]
    if grid.n_cols > 1 and _years_in_sequence(grid, [(r, 0) for r in rows]):
        for r in rows:
            grid.kinds[r][0] = "period"


_DEEPEST_YEARS = 3
"""rows; bare years of a header stand no deeper"""


def mark_years_of_eras(grid: TableGrid) -> None:
    """Marks 4 | 5 | 6 and 4年度 | 5年度 under a header 令和, or beside one over several rows, as years of that era."""
    for cell in grid.cells:
        era = lexicon.squeeze(cell.text.text)
        if era not in eras():
            continue
        years = _years_of(grid, cell)
        if years and all(read_header(f"{era}{year.text.text.strip()}").period for year in years):
            grid.eras |= {(year.row, year.col): era for year in years} | {(cell.row, cell.col): era}
            for year in years:
                grid.kinds[year.row][year.col : year.col + year.colspan] = ["period"] * year.colspan


def _years_of(grid: TableGrid, era: TableCell) -> list[TableCell]:
    """The cells under a header or, where it is over several rows alone, those behind it."""
    below, behind = era.row + era.rowspan, era.col + era.colspan
    if era.rowspan > 1 and era.colspan == 1:
        places = [(r, behind) for r in range(era.row, below)] if behind < grid.n_cols else []
    else:
        places = [(below, c) for c in range(era.col, behind)] if below < grid.n_rows - 1 else []
    found = [(place, grid.at[place[0]][place[1]]) for place in places]
    return [cell for (r, c), cell in found if cell and (cell.row, cell.col) == (r, c)]
