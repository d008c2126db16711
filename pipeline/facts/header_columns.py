"""How many columns at the left of a table name its rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.facts import lexicon, numbers
from pipeline.facts.grid import TableGrid, are_words, column_kinds, have_numbers, shading_tells
from pipeline.facts.headers import read_header

_describing = lexicon.word_rule("describing")
_ranking = lexicon.word_rule("ranking")
_numbering = lexicon.word_rule("numbering")
_measure = lexicon.word_rule("measures")


def _sequence_column(grid: TableGrid, rows: list[int]) -> bool:
    """True where the first column only counts its rows: 1, 2, 3 or 1人, 2人, 3人以上."""
    values = []
    for r in rows:
        reading = numbers.read_cell(grid.text(r, 0))
        if not reading.values:
            return False
        values.append(reading.values[0].value)
    return len(values) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(values))


def header_columns(grid: TableGrid, top: int, header_end: int, rows: list[int]) -> int:
    """How many columns at the left name the rows."""
    if not rows or grid.n_cols < 2:
        return 0
    table = _Body(grid, top, header_end, rows)
    if not are_words(table.columns[0]) and not _names_rows(table) and not _is_mostly_words(table):
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

    def __init__(self, grid: TableGrid, top: int, header_end: int, rows: list[int]) -> None:
        self.grid, self.top, self.header_end, self.rows = grid, top, header_end, rows
        self.is_headed = header_end > top
        self.columns = [column_kinds(grid, c, rows) for c in range(grid.n_cols)]
        self.numeric = [c for c, kinds in enumerate(self.columns) if have_numbers(kinds)]
        corner = grid.at[header_end - 1][0] if self.is_headed else None
        self.heading = corner.text.text if corner else ""
        self.top_left = grid.at[top][0] if self.is_headed else None
        self.is_ranked = bool(_ranking(self.heading) or _numbering(self.heading))
        self.is_under_period = self.is_headed and grid.kinds[header_end - 1][0] == "period"
        self.is_merged = any((cell := grid.at[r][0]) and cell.rowspan > 1 for r in rows)

    def reach(self, col: int) -> int:
        """The column behind the widest header that begins over this one."""
        cells = (self.grid.at[r][col] for r in range(self.top, self.header_end))
        return max((cell.col + cell.colspan for cell in cells if cell and cell.col == col), default=col + 1)

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
    """Whether the first column counts rows of several numbers, or from a bare 1 on rows of several words, under a heading that is no
    measure or under none."""
    if _measure(table.heading) and not _ends_open(table) or table.is_under_period:
        return False
    is_from_one = table.grid.n_cols > 2 and lexicon.squeeze(table.grid.text(table.rows[0], 0)) == "1"
    return (len(table.numeric) > 1 or is_from_one) and _sequence_column(table.grid, table.rows)


_UPWARDS = frozenset(lexicon.section("qualifiers")["least"])


def _ends_open(table: _Body) -> bool:
    """Whether the first column ends with what has no upper end: 1人, 2人, 3人以上 are no amounts, whatever their heading."""
    values = numbers.read_cell(table.grid.text(table.rows[-1], 0)).values
    return bool(values) and values[-1].qualifier in _UPWARDS


def _is_beside_periods(table: _Body) -> bool:
    """Whether a row of periods heads all columns but the first, which says something in every row."""
    others = table.grid.kinds[table.top][1:]
    dated = table.is_headed and not table.is_under_period and all(kind == "period" for kind in others)
    return dated and "empty" not in table.columns[0]


def _is_shaded(grid: TableGrid, rows: Sequence[int]) -> bool:
    """Whether shading tells something, and the first column is shaded."""
    return shading_tells(grid) and all((cell := grid.at[r][0]) and cell.shaded for r in rows)


def _is_mostly_words(table: _Body) -> bool:
    """Whether most of the first column is words under a header, and what is not is no number."""
    first = table.columns[0]
    return table.is_headed and "number" not in first and 2 * first.count("words") > len(first)


def _heads_numbers_beside(table: _Body) -> bool:
    """Whether the first header reaches over columns of numbers: what it heads is no name of a row."""
    cell = table.top_left
    if cell is None or not 1 < cell.colspan < table.grid.n_cols or table.grid.kinds[table.top][0] == "empty":
        return False
    return any(have_numbers(table.columns[c]) for c in range(cell.col, min(cell.col + cell.colspan, table.grid.n_cols)))


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
    if _names_only_beside(table, col):
        return False
    if set(kinds) <= {"empty"}:
        return spanned or not label
    return are_words(kinds) and (spanned or not _describes(table, col, label))


def _names_only_beside(table: _Body, col: int) -> bool:
    """Whether a column stands with numbers under one header, and behind these are words again: R5年度 (内容, 件数), R6年度 (内容, 件数)."""
    end = table.reach(col)
    return any(c in table.numeric for c in range(col, end)) and any(are_words(kinds) for kinds in table.columns[end:-1])


def _describes(table: _Body, col: int, label: str) -> bool:
    """Whether a column's label describes what a column before it names; names that are merged, ranked or dated go on."""
    return bool(_describing(label)) and not table.is_merged and not _follows_rank(table, col)


def _follows_rank(table: _Body, col: int) -> bool:
    """Whether the column stands behind a first one that only ranks, counts, describes or dates the rows."""
    if col != 1:
        return False
    return table.is_ranked or bool(_describing(table.heading)) or is_dated(table.grid, 0, table.rows)


def is_dated(grid: TableGrid, col: int, rows: list[int]) -> bool:
    """True for a column of periods or dates, which name no row: the next text column does."""
    cells = [cell for r in rows if (cell := grid.at[r][col]) and cell.text.text.strip()]
    return bool(cells) and all(grid.kinds[c.row][c.col] == "period" or numbers.is_day(c.text.text) for c in cells)


def _years_beside(grid: TableGrid, row: int) -> bool:
    """True where the first cell of a header row is one period of several, and no corner that dates the table."""
    own = read_header(grid.text(row, 0)).period
    if own is None:
        return False
    counts_years = own.month_no is None
    others = (read_header(cell.text.text).period for cell in grid.starting_in(row) if cell.col > 0)
    return any(other and (other.month_no is None) == counts_years for other in others)
