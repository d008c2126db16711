"""Which cells of a data table are headers: leading rows and columns, repeated header rows, section rows, labels beside numbers.

In come the cells of a table; out goes a ``Grid`` of the cells by position and a ``Structure``. What counts is position, spans
and what a cell holds (a period, a number, a null mark, words); shading is only a hint, for some programs print none. Nothing is
known here of what the words mean beyond the word rules.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pipeline.facts import lexicon, numbers
from pipeline.facts.headers import read_header
from pipeline.sheet.model import DataTable, TableCell

CellKind = Literal["empty", "null", "period", "number", "scale", "words"]

_corner_word = lexicon.word_rule("corner")
_describing = lexicon.word_rule("describing")
_ranking = lexicon.word_rule("ranking")
_numbering = lexicon.word_rule("numbering")
_measure = lexicon.word_rule("measures")


@lru_cache(maxsize=16384)
def kind_of(text: str) -> CellKind:
    """What a cell holds, by its text alone. A bare 2021 is a number here; only its neighbours make it a year."""
    if not text.strip():
        return "empty"
    reading = numbers.read_cell(text)
    if reading.null_reason:
        return "null"
    if reading.values and (not reading.bare or reading.remark is not None):
        return "scale" if numbers.is_scale(text) else "number"
    if reading.unreadable:
        return "number"
    header = read_header(text)
    if header.period and (header.period.steps or text.lstrip().startswith(header.period.label[:2])):
        return "period"
    return "words"


def _kind_in(cell: TableCell) -> CellKind:
    """A slashed cell says that there is no number, but a slashed corner is as empty as any."""
    at_corner = cell.row == cell.col == 0
    return "null" if cell.is_slashed and not at_corner and not cell.text.text.strip() else kind_of(cell.text.text)


_SET_OFF = re.compile(r"\s*[【<＜〈《■●◆▼○◎□◇]")


class Grid:
    """A table's cells by position: ``at[row][col]`` is the cell that covers the place, None where the layout left none.

    ``bare_months`` are the places of months without 月, ``unit_rows`` the header rows that print units alone.
    """

    __slots__ = ("_starting", "at", "bare_months", "cells", "kinds", "n_cols", "n_rows", "unit_rows")

    def __init__(self, table: DataTable) -> None:
        self.n_rows, self.n_cols = table.n_rows, table.n_cols
        self.cells = table.cells
        self.bare_months: set[tuple[int, int]] = set()
        self.unit_rows: set[int] = set()
        self.at: list[list[TableCell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in table.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                row = self.at[r]
                for c in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                    row[c] = cell
        self._starting = [[cell for c, cell in enumerate(row) if cell and cell.row == r and cell.col == c] for r, row in enumerate(self.at)]
        self.kinds: list[list[CellKind]] = [[_kind_in(cell) if cell else "empty" for cell in row] for row in self.at]

    def starting_in(self, row: int) -> list[TableCell]:
        """The cells that begin in a row, from left to right."""
        return self._starting[row]

    def text(self, row: int, col: int) -> str:
        cell = self.at[row][col]
        return cell.text.text if cell else ""


@dataclass(slots=True)
class Band:
    """A run of body rows under one set of header rows. ``sections`` are rows across the whole width, by row number."""

    header_rows: list[int]
    first: int
    end: int


@dataclass(slots=True)
class Structure:
    """Leading header rows and columns, the rows across the whole width above them, and the bands that follow.

    ``label_cols`` are columns right of the header columns whose words name the numbers to their right; with ``blocks`` each of
    them begins a table beside the table, with its own corner. ``repeats`` are header rows printed again as they stand above (after a
    page break), which begin no band.
    """

    title_rows: list[int]
    header_rows: int
    header_cols: int
    bands: list[Band]
    sections: dict[int, TableCell]
    label_cols: dict[int, Literal["beside", "block"]]
    repeats: set[int] = field(default_factory=set)


def _full_width(grid: Grid, row: int) -> TableCell | None:
    """The cell that alone fills a row: one across all columns, or one set off by 【】 or a mark beside empty cells."""
    cells = grid.starting_in(row)
    if len(cells) == grid.n_cols > 1 and all(k == "empty" for k in grid.kinds[row][1:]):
        return cells[0] if _SET_OFF.match(cells[0].text.text) else None
    return cells[0] if cells and cells[0].colspan >= grid.n_cols > 1 else None


def _years_in_sequence(grid: Grid, places: list[tuple[int, int]]) -> bool:
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


_OTHER_DAYS = frozenset("火水木金")
"""of the week; 土 beside 平日 and 日祝 parts what months count"""


def _mark_bare_months(grid: Grid) -> None:
    """Marks 4 | 5 | 6 beside a corner 月 as months; with 火 or another day of the week it is one."""
    column = [lexicon.squeeze(grid.text(r, 0)) for r in range(grid.n_rows)]
    row = [lexicon.squeeze(grid.text(0, c)) for c in range(grid.n_cols)]
    if column[0] not in ("月", "月別") or _OTHER_DAYS.intersection((*column, *row)):
        return
    for places in ([(0, c) for c in range(1, grid.n_cols)], [(r, 0) for r in range(1, grid.n_rows)]):
        digits = [(place, int(t)) for place in places if (t := lexicon.squeeze(grid.text(*place))).isdecimal() and len(t) < 3]
        if _is_run_of_months([number for _, number in digits]):
            for place, _ in digits:
                grid.bare_months.add(place)
                grid.kinds[place[0]][place[1]] = "period"


def _mark_bare_years(grid: Grid) -> None:
    for r in range(min(_DEEPEST_YEARS, grid.n_rows - 1)):  # the last row heads nothing
        cells = grid.starting_in(r)
        years = [cell for cell in cells if grid.kinds[r][cell.col] == "number"]
        dated = r > 0 and "period" in grid.kinds[r - 1] and not _has_no_name(grid, r)
        if _may_have_bare_years(grid, r) and not dated and _years_in_sequence(grid, [(cell.row, cell.col) for cell in years]):
            for cell in years:
                end = min(cell.col + cell.colspan, grid.n_cols)
                grid.kinds[r][cell.col : end] = ["period"] * (end - cell.col)
    _mark_years_downwards(grid)


def _may_have_bare_years(grid: Grid, row: int) -> bool:
    """Whether beside its numbers a row has but a name or two from the left, or what stands beside years (計, 増減)."""
    others = [cell for cell in grid.starting_in(row) if grid.kinds[row][cell.col] not in ("number", "empty")]
    return all(lexicon.roles_of(cell.text.text) for cell in others) or len(others) <= 2 and others[0].col == 0


def _mark_years_downwards(grid: Grid) -> None:
    rows = [r for r in range(grid.n_rows) if grid.kinds[r][0] == "number"]
    if grid.n_cols > 1 and _years_in_sequence(grid, [(r, 0) for r in rows]):
        for r in rows:
            grid.kinds[r][0] = "period"


_DEEPEST_YEARS = 3
"""rows; bare years of a header stand no deeper"""


def _shading_tells(grid: Grid) -> bool:
    shaded = sum(cell.shaded for cell in grid.cells)
    return 0 < shaded < len(grid.cells)


def _counting_up(grid: Grid, row: int) -> bool:
    """A row of headers such as 1人 | 2人 | 3人以上: numbers that count up by one, each with a unit, over other numbers."""
    values = []
    for cell in grid.starting_in(row):
        reading = numbers.read_cell(cell.text.text)
        if grid.kinds[row][cell.col] == "number":
            if len(reading.values) != 1 or not reading.values[0].unit:
                return False
            values.append(reading.values[0].value)
    return len(values) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(values))


def _consecutive(grid: Grid, row: int) -> bool:
    """A row of bare 1 | 2 | 3."""
    readings = [numbers.read_cell(c.text.text).values for c in grid.starting_in(row) if grid.kinds[row][c.col] == "number"]
    values = [r[0].value for r in readings if len(r) == 1]
    return len(values) >= 3 and len(values) == len(readings) and all(b - a == 1 for a, b in itertools.pairwise(values))


def _scored(grid: Grid, row: int) -> bool:
    """A row of grades 5 | 4 | 3 | 2 | 1 over numbers with a unit (50%)."""
    if row + 1 >= grid.n_rows or grid.kinds[row][0] not in ("empty", "words"):
        return False
    above = [numbers.read_cell(grid.text(row, c)).values for c in range(1, grid.n_cols)]
    below = [numbers.read_cell(grid.text(row + 1, c)).values for c in range(1, grid.n_cols)]
    if not all(len(v) == 1 and not v[0].unit for v in above) or not all(len(v) == 1 and v[0].unit for v in below):
        return False
    steps = {b[0].value - a[0].value for a, b in itertools.pairwise(above)}
    return len(above) > 2 and steps in ({1.0}, {-1.0})


def _over_periods(grid: Grid, row: int) -> bool:
    """A row of headers such as 5人未満 | 5～9人 | 10人以上 over rows that are all periods."""
    below = [kinds[0] for kinds in grid.kinds[row + 1 :]]
    if len(below) < 2 or set(below) != {"period"} or grid.kinds[row][0] == "period":
        return False
    values = [q for cell in grid.starting_in(row) if cell.col for q in numbers.read_cell(cell.text.text).values]
    return all(q.unit for q in values) and any(q.qualifier or q.bound for q in values)


def _could_be_header(grid: Grid, row: int, *, first: bool) -> bool:
    cells = grid.starting_in(row)
    kinds = {grid.kinds[row][cell.col] for cell in cells if cell.col > 0 or grid.kinds[row][0] != "null"}
    if "null" in kinds:
        return False
    if "number" in kinds:
        return (first or _has_no_name(grid, row)) and _heads_numbers(grid, row)
    if kinds.isdisjoint(("words", "period", "scale")):
        return False
    return "scale" not in kinds or _heads_scale(grid, row)


def _heads_numbers(grid: Grid, row: int) -> bool:
    """Whether the numbers of a row are headers of those below."""
    if _counting_up(grid, row) or _over_periods(grid, row) or _scored(grid, row):
        return True
    return _shading_tells(grid) and all(cell.shaded for cell in grid.starting_in(row)) and _consecutive(grid, row)


def _has_no_name(grid: Grid, row: int) -> bool:
    """Whether the corner goes on beside a row, or stands empty: a row of data has a name."""
    return not any(cell.col == 0 and cell.text.text.strip() for cell in grid.starting_in(row))


def _heads_scale(grid: Grid, row: int) -> bool:
    """Whether a row of headers with grades of a scale stands over numbers."""
    body = [cell for cell in grid.starting_in(row) if cell.col > 0]
    return len(body) > 1 and row + 1 < grid.n_rows and any(grid.kinds[row + 1][cell.col] == "number" for cell in body)


def _key_value(grid: Grid, row: int) -> bool:
    """A first row of words beside words that is no header row: 開館日 | 火～土 over 利用者数 | 123人."""
    if grid.n_cols != 2 or row + 1 >= grid.n_rows or "period" in grid.kinds[row]:
        return False
    cells = grid.starting_in(row)
    if len(cells) < 2 or not all(cell.text.text.strip() for cell in cells):
        return False
    left, right = cells
    heading = read_header(right.text.text)
    if _measure(heading.label):
        return False
    if (tells := _shading_parts(grid, row, left, right)) is not None:
        return tells
    named = _corner_word(read_header(left.text.text, caption=True).label) or _describing(heading.label) or heading.unit
    kinds = {grid.kinds[r][1] for r in range(row + 1, grid.n_rows)}
    return not named and {"number", "words"} <= kinds


def _shading_parts(grid: Grid, row: int, left: TableCell, right: TableCell) -> bool | None:
    """By shading, whether two cells are a key and its value (true) or headers of columns (false); None where it does not tell."""
    below = {col for col, cell in enumerate(grid.at[row + 1]) if cell and cell.shaded}
    if not left.shaded:
        return None
    if right.shaded:
        return None if right.col in below else False
    return True if left.col in below else None


def _continues(grid: Grid, top: int, row: int) -> bool:
    """True where a header-like row belongs to the header rows above it, by the spans or the units that tie them."""
    if any(top <= cell.row < row for cell in grid.at[row] if cell):
        return True
    above, here = grid.starting_in(row - 1), grid.starting_in(row)
    if any(1 < cell.colspan < grid.n_cols for cell in above):
        return True
    texts = [cell.text.text for cell in here if cell.text.text.strip() and cell.col > 0]
    if texts and all(_is_unit(text) for text in texts):
        grid.unit_rows.add(row)
        return True
    return _names_months(texts) or len(texts) > 1 and _fills_gaps(grid, row) or _is_last_shaded(grid, row, [*above, *here])


def _is_unit(text: str) -> bool:
    header = read_header(text)
    return bool(numbers.unit_of(text) or header.unit and not header.label)


def _names_months(texts: Sequence[str]) -> bool:
    """Whether most headers of a row are months."""
    months = sum(bool((period := read_header(text).period) and (period.month or period.month_no)) for text in texts)
    return months > 1 and 2 * months >= len(texts)


def _fills_gaps(grid: Grid, row: int) -> bool:
    """Whether a row with an empty corner stands under periods, or under a row that leaves cells empty."""
    if grid.text(row, 0).strip():
        return False
    return "period" in grid.kinds[row - 1] or any(not cell.text.text.strip() and cell.col > 0 for cell in grid.starting_in(row - 1))


def _is_last_shaded(grid: Grid, row: int, cells: Sequence[TableCell]) -> bool:
    """Whether a row and the one above it are shaded, and nothing below is but names."""
    below = [cell for r in range(row + 1, grid.n_rows) for cell in grid.starting_in(r) if cell.col > 0]
    return bool(below) and all(cell.shaded for cell in cells) and not any(cell.shaded for cell in below)


def _header_block(grid: Grid, start: int) -> int:
    """The row after the header rows that begin at ``start``; ``start`` where none does."""
    if not _could_be_header(grid, start, first=True) or _key_value(grid, start):
        return start
    row = start + 1
    while row < grid.n_rows - 1 and _could_be_header(grid, row, first=False) and _continues(grid, start, row):
        row += 1
    return row


def _column_kinds(grid: Grid, col: int, rows: list[int]) -> list[CellKind]:
    return [grid.kinds[r][col] for r in rows if (cell := grid.at[r][col]) and cell.row == r]


def _is_words(kinds: list[CellKind]) -> bool:
    return not any(k in ("number", "null") for k in kinds) and any(k in ("words", "period", "scale") for k in kinds)


def _has_numbers(kinds: list[CellKind]) -> bool:
    return "number" in kinds


def _sequence_column(grid: Grid, rows: list[int]) -> bool:
    """True where the first column only counts its rows: 1, 2, 3 or 1人, 2人, 3人以上."""
    values = []
    for r in rows:
        reading = numbers.read_cell(grid.text(r, 0))
        if not reading.values:
            return False
        values.append(reading.values[0].value)
    return len(values) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(values))


def _header_columns(grid: Grid, top: int, header_end: int, rows: list[int]) -> int:
    """How many columns at the left name the rows."""
    if not rows or grid.n_cols < 2:
        return 0
    table = _Body(grid, top, header_end, rows)
    if not _is_words(table.columns[0]) and not _names_rows(table) and not _is_mostly_words(table):
        return 0
    if _heads_numbers_beside(table) or _is_one_of_years(table):
        return 0
    numeric = [col for col in table.numeric if col]  # a first column of numbers counts the rows, and what it counts may follow
    if not numeric:
        return 1
    count = 1
    while count < numeric[0] and _goes_on_naming(table, count):
        count += 1
    return count


class _Body:
    """The rows under the header rows, with what is asked of them again and again."""

    def __init__(self, grid: Grid, top: int, header_end: int, rows: list[int]) -> None:
        self.grid, self.top, self.header_end, self.rows = grid, top, header_end, rows
        self.is_headed = header_end > top
        self.columns = [_column_kinds(grid, c, rows) for c in range(grid.n_cols)]
        self.numeric = [c for c, kinds in enumerate(self.columns) if _has_numbers(kinds)]
        corner = grid.at[header_end - 1][0] if self.is_headed else None
        self.heading = corner.text.text if corner else ""
        self.top_left = grid.at[top][0] if self.is_headed else None
        self.is_ranked = bool(_ranking(self.heading) or _numbering(self.heading))
        self.is_under_period = self.is_headed and grid.kinds[header_end - 1][0] == "period"
        self.is_merged = any((cell := grid.at[r][0]) and cell.rowspan > 1 for r in rows)

    def spans(self, col: int) -> bool:
        """Whether the header over the first column reaches over this one."""
        return self.top_left is not None and self.top_left.col + self.top_left.colspan > col


def _names_rows(table: _Body) -> bool:
    """Whether a first column that is not of words names the rows all the same."""
    first = table.columns[0]
    if _counts_several(table) or table.is_ranked and "null" not in first:
        return True
    if _is_beside_periods(table) or len(table.numeric) > 1 and table.is_headed and _is_shaded(table.grid, table.rows):
        return True
    return not table.heading and table.grid.n_cols > 2 and set(first) <= {"empty"}


def _counts_several(table: _Body) -> bool:
    """Whether the first column counts rows of several numbers, under a heading that is no measure or under none."""
    if _measure(table.heading) and not _ends_open(table) or table.is_under_period:
        return False
    return len(table.numeric) > 1 and _sequence_column(table.grid, table.rows)


_UPWARDS = ("以上",)


def _ends_open(table: _Body) -> bool:
    """Whether the first column ends with what has no upper end: 1人, 2人, 3人以上 are no amounts, whatever their heading."""
    values = numbers.read_cell(table.grid.text(table.rows[-1], 0)).values
    return bool(values) and values[-1].qualifier in _UPWARDS


def _is_beside_periods(table: _Body) -> bool:
    """Whether a row of periods heads all columns but the first, which says something in every row."""
    others = table.grid.kinds[table.top][1:]
    dated = table.is_headed and not table.is_under_period and all(kind == "period" for kind in others)
    return dated and "empty" not in table.columns[0]


def _is_shaded(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether shading tells something, and the first column is shaded."""
    return _shading_tells(grid) and all((cell := grid.at[r][0]) and cell.shaded for r in rows)


def _is_mostly_words(table: _Body) -> bool:
    """Whether most of the first column is words under a header, and what is not is no number."""
    first = table.columns[0]
    return table.is_headed and "number" not in first and 2 * first.count("words") > len(first)


def _heads_numbers_beside(table: _Body) -> bool:
    """Whether the first header reaches over columns of numbers: what it heads is no name of a row."""
    cell = table.top_left
    if cell is None or not 1 < cell.colspan < table.grid.n_cols or table.grid.kinds[table.top][0] == "empty":
        return False
    return any(_has_numbers(table.columns[c]) for c in range(cell.col, min(cell.col + cell.colspan, table.grid.n_cols)))


def _is_one_of_years(table: _Body) -> bool:
    """Whether the first header is one of several periods side by side."""
    grid, top = table.grid, table.top
    if not table.top_left or grid.kinds[top][0] != "period" or not table.numeric or grid.n_cols == 2:
        return False
    return not grid.text(top, 1).strip() or _years_beside(grid, top)


def _goes_on_naming(table: _Body, col: int) -> bool:
    """Whether a further column names the rows too."""
    kinds, spanned = table.columns[col], table.spans(col)
    over = table.grid.at[table.header_end - 1][col] if table.is_headed else None
    label = over.text.text.strip() if over and over.col == col else ""
    if set(kinds) <= {"empty"}:
        if label and not spanned:
            return False
    elif not _is_words(kinds) or not spanned and _describes(table, col, label):
        return False
    return table.is_headed or table.is_merged or not _is_told_apart(table, kinds)


def _describes(table: _Body, col: int, label: str) -> bool:
    """Whether a column's label describes what a column before it names; names that are merged, ranked or dated go on."""
    return bool(_describing(label)) and not table.is_merged and not _follows_rank(table, col)


def _follows_rank(table: _Body, col: int) -> bool:
    """Whether the column stands behind a first one that only ranks, counts, describes or dates the rows."""
    if col != 1:
        return False
    return table.is_ranked or bool(_describing(table.heading)) or _is_dated(table.grid, 0, table.rows)


def _is_told_apart(table: _Body, kinds: Sequence[CellKind]) -> bool:
    """Whether the first column alone names every row, and the next says something in each."""
    return "empty" not in table.columns[0] and _unique(table.grid, 0, table.rows) and "empty" not in kinds


def _is_dated(grid: Grid, col: int, rows: list[int]) -> bool:
    """True for a column of periods or dates, which name no row: the next text column does."""
    cells = [cell for r in rows if (cell := grid.at[r][col]) and cell.text.text.strip()]
    return bool(cells) and all(grid.kinds[c.row][c.col] == "period" or numbers.is_day(c.text.text) for c in cells)


def describing_columns(grid: Grid, structure: Structure) -> frozenset[int]:
    """The header columns that describe the row that a column before them names: each has a heading of its own, no row is
    named twice, and no name spans rows (then the columns are a hierarchy)."""
    if not structure.header_rows:
        return frozenset()
    rows = _body_rows(structure)
    names = next((c for c in range(structure.header_cols) if not _is_dated(grid, c, rows) and not _counts_rows(grid, structure, c)), None)
    if names is None or not _unique(grid, names, rows):
        return frozenset()
    if not all(_stands_alone(grid.at[r][names]) for r in rows):
        return frozenset()
    heads = {c: grid.at[structure.header_rows - 1][c] for c in range(names + 1, structure.header_cols)}
    return frozenset(c for c, head in heads.items() if head and head.colspan == 1 and head.text.text.strip())


def _body_rows(structure: Structure) -> list[int]:
    rows = [r for band in structure.bands for r in range(band.first, band.end)]
    return [r for r in rows if r not in structure.sections and r not in structure.repeats]


def _stands_alone(cell: TableCell | None) -> bool:
    return cell is not None and cell.colspan == 1 and bool(cell.text.text.strip())


def _counts_rows(grid: Grid, structure: Structure, col: int) -> bool:
    """Whether a column numbers the rows or ranks them: the next one names them."""
    heading = grid.text(structure.header_rows - 1, col)
    return _numbering(heading) or _ranking(heading) or "number" in _column_kinds(grid, col, _body_rows(structure))


def _years_beside(grid: Grid, row: int) -> bool:
    """True where the first cell of a header row is one period of several, and no corner that dates the table."""
    own = read_header(grid.text(row, 0)).period
    if own is None:
        return False
    counts_years = own.month_no is None
    others = (read_header(cell.text.text).period for cell in grid.starting_in(row) if cell.col > 0)
    return any(other and (other.month_no is None) == counts_years for other in others)


def _unique(grid: Grid, col: int, rows: list[int]) -> bool:
    texts = [grid.text(r, col) for r in rows]
    return len(set(texts)) == len(texts)


def _repeats_header(grid: Grid, row: int, header: range, header_cols: int) -> bool:
    """True for a header row in the middle: all periods, the words of a header row above, or a corner in 【】."""
    data = _filled(grid, row, header_cols)
    kinds = {grid.kinds[row][cell.col] for cell in data}
    if not data or kinds & {"null", "number"}:
        return False
    if _says_again(grid, data, header):
        return True
    if header_cols == 0:
        return "period" in kinds
    corner = grid.text(row, 0)
    same = _is_new_corner(grid, corner, header)
    if "period" in kinds and 2 * len(data) >= grid.n_cols - header_cols:
        if same or not corner.strip() or _corner_word(corner):
            return True
    return same and "scale" not in kinds and not {"number", "null"}.isdisjoint(grid.kinds[row + 1])


def _filled(grid: Grid, row: int, first: int) -> list[TableCell]:
    """The cells of a row from a column on that say something."""
    return [cell for cell in grid.starting_in(row) if cell.col >= first and cell.text.text.strip()]


def _is_new_corner(grid: Grid, corner: str, header: range) -> bool:
    """Whether a corner stands in brackets, or is that of the header again."""
    if read_header(corner, caption=True).bracketed:
        return True
    return bool(header) and bool(corner.strip()) and lexicon.squeeze(corner) == lexicon.squeeze(grid.text(header[-1], 0))


def _says_again(grid: Grid, data: Sequence[TableCell], header: range) -> bool:
    """Whether all cells say what stands above them, or beside, in the header."""
    before = {lexicon.squeeze(grid.text(r, cell.col)) for r in header for cell in data}
    return all(lexicon.squeeze(cell.text.text) in before for cell in data)


def structure_of(grid: Grid) -> Structure:
    """The header cells of a table, from position, spans, content and (as a hint) shading."""
    _mark_bare_years(grid)
    _mark_bare_months(grid)
    top = next((row for row in range(grid.n_rows - 1) if not _is_title(grid, row)), max(grid.n_rows - 1, 0))
    end = min(_header_block(grid, top), grid.n_rows - 1)
    sections = {r: cell for r in range(end, grid.n_rows - 1) if (cell := _full_width(grid, r)) and grid.kinds[r][0] in _TITLES}
    rows = [r for r in range(end, grid.n_rows) if not _full_width(grid, r)]
    header_cols = _header_columns(grid, top, end, [r for r in rows if not _all_periods(grid, r)] or rows)
    structure = Structure(list(range(top)), end, header_cols, [Band(list(range(top, end)), end, end)], sections, {})
    if any("number" in grid.kinds[r] for r in rows):
        _cut_into_bands(grid, structure)
    structure.bands[-1].end = grid.n_rows
    structure.label_cols.update(_label_columns(grid, top, end, header_cols, _body_rows(structure)))
    return structure


_TITLES = ("words", "period", "scale")
"""what a row across the whole width holds that stands over others"""


def _is_title(grid: Grid, row: int) -> bool:
    return _full_width(grid, row) is not None and grid.kinds[row][0] in _TITLES


def _cut_into_bands(grid: Grid, structure: Structure) -> None:
    """Finds the header rows in the middle of a table: a band begins under each of them, unless they are those above again."""
    r = structure.header_rows + 1
    while r < grid.n_rows - 1:
        header = structure.bands[-1].header_rows
        if r in structure.sections:
            r += 1
        elif _is_same_header(grid, r, header):
            structure.repeats.update(range(r, r + len(header)))
            r += len(header)
        elif _repeats_header(grid, r, range(header[0], header[-1] + 1) if header else range(0), structure.header_cols):
            structure.bands[-1].end = r
            end = _header_end(grid, r, structure)
            structure.bands.append(Band(list(range(r, end)), end, end))
            r = end
        else:
            r += 1


def _is_same_header(grid: Grid, row: int, header: Sequence[int]) -> bool:
    """Whether the header rows of a band stand again from a row on."""
    return bool(header) and all(row + i < grid.n_rows and _same_row(grid, row + i, above) for i, above in enumerate(header))


def _header_end(grid: Grid, row: int, structure: Structure) -> int:
    """The row behind the header rows that begin in the middle of a table."""
    end = row + 1
    while end < grid.n_rows - 1 and end not in structure.sections:
        if not _could_be_header(grid, end, first=False) or not _continues(grid, row, end):
            break
        end += 1
    return end


def _same_row(grid: Grid, row: int, other: int) -> bool:
    """True where two rows print the same, cell by cell."""
    return all(lexicon.squeeze(grid.text(row, c)) == lexicon.squeeze(grid.text(other, c)) for c in range(grid.n_cols))


def _all_periods(grid: Grid, row: int) -> bool:
    kinds = {k for k in grid.kinds[row] if k != "empty"}
    return "period" in kinds and kinds <= {"period", "words"}


def _label_columns(grid: Grid, top: int, header_end: int, header_cols: int, rows: list[int]) -> dict[int, Literal["beside", "block"]]:
    columns = [_column_kinds(grid, c, rows) for c in range(grid.n_cols)]
    numeric = [_has_numbers(kinds) for kinds in columns]
    found: dict[int, Literal["beside", "block"]] = {}
    for col in range(header_cols, grid.n_cols - 1):
        if _is_words(columns[col]) and any(numeric[col + 1 :]):
            if header_end == top:
                found[col] = "block"
            elif how := _label_under_header(grid, (top, header_end, header_cols), col, rows, numeric):
                found[col] = how
    return found


def _label_under_header(
    grid: Grid, header: tuple[int, int, int], col: int, rows: list[int], numeric: Sequence[bool]
) -> Literal["beside", "block"] | None:
    """How a column of words names the numbers to its right, under the header rows and behind the header columns (top, end, columns)."""
    top, end, header_cols = header
    reach = _widest(grid, range(top, end), col)
    if header_cols > 0 and not reach and not any(numeric[header_cols:col]) and _is_words(_column_kinds(grid, 0, rows)):
        return None  # it stands among the headers and describes
    if grid.kinds[top][col] == "period":
        reach = max(reach, 2)
    if any(numeric[col + 1 : col + reach]):
        return "beside"
    heading = grid.text(end - 1, col)
    if not header_cols:
        return None if heading.strip() else "beside"
    return "block" if not _describing(heading) and _is_corner_again(heading, grid.text(end - 1, 0)) else None


def _widest(grid: Grid, header: range, col: int) -> int:
    """Over how many columns the widest header that begins in a column reaches; 0 where each is over this one or all."""
    cells = (grid.at[r][col] for r in header)
    return max((cell.colspan for cell in cells if cell and cell.col == col and 1 < cell.colspan < grid.n_cols), default=0)


def _is_corner_again(heading: str, first: str) -> bool:
    """Whether a heading is as the table's own corner: the same words, in brackets, or a corner's word like it."""
    if lexicon.squeeze(heading) == lexicon.squeeze(first) or read_header(heading, caption=True).bracketed:
        return True
    return bool(_corner_word(heading) and _corner_word(first))
