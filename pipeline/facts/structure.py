"""Which cells of a data table are headers: leading rows and columns, repeated header rows, section rows, labels beside numbers.

In come the cells of a table; out goes a ``Grid`` of the cells by position and a ``Structure``. What counts is position, spans
and what a cell holds (a period, a number, a null mark, words); shading is only a hint, for some programs print none. Nothing is
known here of what the words mean beyond the word rules.
"""

from __future__ import annotations

import itertools
import re
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
    if header.period and not header.partial:
        return "period"
    if header.period and (header.period.steps or text.lstrip().startswith(header.period.label[:2])):
        return "period"
    return "words"


def _kind_in(cell: TableCell) -> CellKind:
    """A slashed cell says that there is no number, but a slashed corner is as empty as any."""
    at_corner = cell.row == 0 and cell.col == 0
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
    if len(cells) == grid.n_cols > 1 and all(k == "empty" for k in grid.kinds[row][1:]) and grid.kinds[row][0] == "words":
        return cells[0] if _SET_OFF.match(cells[0].text.text) else None
    if len(cells) == 1 and cells[0].colspan >= grid.n_cols > 1 and cells[0].rowspan == 1 and cells[0].text.text.strip():
        return cells[0]
    return None


def _years_in_sequence(grid: Grid, places: list[tuple[int, int]]) -> bool:
    """True where bare numbers are years that run in order: 2021 | 2022 | 2023."""
    values = []
    for r, c in places:
        text = lexicon.squeeze(grid.text(r, c))
        if not (len(text) == 4 and text.isascii() and text.isdigit() and 1989 <= int(text) <= 2060):
            return False
        values.append(int(text))
    steps = {b - a for a, b in itertools.pairwise(values)}
    return bool(steps) and (steps <= {1, 2, 3, 4, 5} or (steps == {-1} and len(values) > 2))


_FISCAL_MONTHS = [*range(4, 13), 1, 2, 3]


def _mark_bare_months(grid: Grid) -> None:
    """Marks 4 | 5 | 6 beside a corner 月 as months."""
    if not grid.n_rows or lexicon.squeeze(grid.text(0, 0)) not in ("月", "月別"):
        return
    for places in ([(0, c) for c in range(1, grid.n_cols)], [(r, 0) for r in range(1, grid.n_rows)]):
        digits = [(place, int(t)) for place in places if (t := lexicon.squeeze(grid.text(*place))).isdecimal() and len(t) < 3]
        values = [v for _, v in digits]
        if len(values) >= 3 and any(values == months[: len(values)] for months in (_FISCAL_MONTHS, sorted(_FISCAL_MONTHS))):
            for place, _ in digits:
                grid.bare_months.add(place)
                grid.kinds[place[0]][place[1]] = "period"


def _mark_bare_years(grid: Grid) -> None:
    for r in range(min(3, grid.n_rows)):
        places = [(cell.row, cell.col) for cell in grid.starting_in(r) if grid.kinds[r][cell.col] == "number"]
        others = [cell for cell in grid.starting_in(r) if grid.kinds[r][cell.col] not in ("number", "empty")]
        if places and len(others) <= 2 and (not others or others[0].col == 0) and _years_in_sequence(grid, places):
            for _, c in places:
                span = grid.at[r][c]
                for j in range(c, c + (span.colspan if span else 1)):
                    if j < grid.n_cols:
                        grid.kinds[r][j] = "period"
    rows = [r for r in range(grid.n_rows) if grid.kinds[r][0] == "number"]
    if (len(rows) >= 2 and rows[-1] == grid.n_rows - 1) or len(rows) >= 3:
        places = [(r, 0) for r in rows if grid.at[r][0] is not None]
        if grid.n_cols > 1 and _years_in_sequence(grid, places):
            for r in rows:
                grid.kinds[r][0] = "period"


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
    return len(values) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(values)) and row + 1 < grid.n_rows


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
    below = [cell for r in range(row + 1, grid.n_rows) if (cell := grid.at[r][0]) and cell.row == r]
    dated = len(below) > 1 and all(grid.kinds[cell.row][0] == "period" for cell in below)
    if not dated or grid.kinds[row][0] == "period" or grid.at[row][0] in below:
        return False
    values = [q for c in grid.starting_in(row) if c.col for q in numbers.read_cell(c.text.text).values]
    return bool(values) and all(q.unit for q in values) and any(q.qualifier or q.bound for q in values)


def _could_be_header(grid: Grid, row: int, *, first: bool) -> bool:
    cells = grid.starting_in(row)
    kinds = [grid.kinds[row][cell.col] for cell in cells if cell.col > 0 or grid.kinds[row][0] != "null"]
    named = any(k in ("words", "period", "scale") for k in kinds)
    if not named and not (first and (_counting_up(grid, row) or _over_periods(grid, row) or _scored(grid, row))):
        return False
    if "null" in kinds:
        return False
    if "number" in kinds:
        return first and (
            _counting_up(grid, row)
            or _over_periods(grid, row)
            or _scored(grid, row)
            or (_shading_tells(grid) and all(cell.shaded for cell in cells) and _consecutive(grid, row))
        )
    if "scale" in kinds:
        body = [cell for cell in cells if cell.col > 0]
        below = [grid.kinds[row + 1][cell.col] for cell in body if row + 1 < grid.n_rows]
        return (
            all(grid.kinds[row][cell.col] in ("scale", "words", "period", "empty") for cell in body) and "number" in below and len(body) > 1
        )
    return True


def _key_value(grid: Grid, row: int) -> bool:
    """A first row of words beside words that is no header row: 開館日 | 火～土 over 利用者数 | 123人."""
    if grid.n_cols != 2 or row + 1 >= grid.n_rows:
        return False
    left, right = grid.at[row][0], grid.at[row][1]
    if not left or not right or left is right or "period" in (grid.kinds[row][0], grid.kinds[row][1]):
        return False
    heading = read_header(right.text.text)
    if not left.text.text.strip() or not right.text.text.strip() or _measure(heading.label):
        return False
    below, beside = grid.at[row + 1][0], grid.at[row + 1][1]
    if _shading_tells(grid):
        if left.shaded and right.shaded and not (beside and beside.shaded):
            return False
        if left.shaded and below and below.shaded and not right.shaded:
            return True
    named = _corner_word(read_header(left.text.text, caption=True).label) or _describing(heading.label) or heading.unit
    kinds = [grid.kinds[r][1] for r in range(row + 1, grid.n_rows)]
    return not named and "number" in kinds and "words" in kinds


def _continues(grid: Grid, top: int, row: int) -> bool:
    """True where a header-like row belongs to the header rows above it, by the spans or the units that tie them."""
    if any(cell.row < row and cell.row >= top for cell in grid.at[row] if cell):
        return True
    above = grid.starting_in(row - 1)
    if any(cell.colspan > 1 and cell.colspan < grid.n_cols for cell in above):
        return True
    here = grid.starting_in(row)
    texts = [cell.text.text for cell in here if cell.text.text.strip() and cell.col > 0]
    if texts and all(numbers.unit_of(t) or ((h := read_header(t)).unit and not h.label) for t in texts):
        grid.unit_rows.add(row)
        return True
    months = sum(1 for t in texts if (p := read_header(t).period) and (p.month or p.month_no))
    if texts and months >= len(texts) / 2 and months > 1:
        return True
    first = grid.at[row][0]
    empty_corner = bool(first and first.row == row and not first.text.text.strip())
    gaps = any(not cell.text.text.strip() and cell.col > 0 for cell in above)
    if empty_corner and (gaps or any(k == "period" for k in grid.kinds[row - 1])) and len(texts) > 1:
        return True
    if _shading_tells(grid) and all(cell.shaded for cell in [*above, *here]):
        below = [cell for r in range(row + 1, grid.n_rows) for cell in grid.starting_in(r) if cell.col > 0]
        return bool(below) and not any(cell.shaded for cell in below)
    return False


def _header_block(grid: Grid, start: int) -> int:
    """The row after the header rows that begin at ``start``; ``start`` where none does."""
    if start >= grid.n_rows or not _could_be_header(grid, start, first=True) or _key_value(grid, start):
        return start
    row = start + 1
    while row < grid.n_rows - 1 and _could_be_header(grid, row, first=False) and _continues(grid, start, row):
        row += 1
    deepest = max(
        (cell.row + cell.rowspan for r in range(start, row) for cell in grid.starting_in(r) if cell.rowspan < grid.n_rows - start),
        default=row,
    )
    while row < min(deepest, grid.n_rows - 1) and _could_be_header(grid, row, first=False):
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
    if not rows or grid.n_cols < 2:
        return 0
    columns = [_column_kinds(grid, c, rows) for c in range(grid.n_cols)]
    numeric = [c for c in range(grid.n_cols) if _has_numbers(columns[c]) or ("scale" in columns[c] and not _is_words(columns[c]))]
    corner = grid.at[header_end - 1][0] if header_end > top else None
    top_left = grid.at[top][0] if header_end > top else None
    heading = corner.text.text if corner else ""
    if not _is_words(columns[0]):
        shaded = _shading_tells(grid) and all((cell := grid.at[r][0]) and cell.shaded for r in rows)
        named = bool(corner) and (
            _ranking(heading)
            or _numbering(heading)
            or (bool(heading) and not _measure(heading) and corner is not None and grid.kinds[header_end - 1][0] != "period")
        )
        counts = _sequence_column(grid, rows) and (named or not heading) and len(numeric) > 1
        all_empty = all(k == "empty" for k in columns[0])
        periods = header_end > top and grid.kinds[header_end - 1][0] != "period" and all(k == "period" for k in grid.kinds[top][1:])
        numbered = bool(heading) and (_ranking(heading) or _numbering(heading)) and "null" not in columns[0]
        if not (
            counts
            or numbered
            or (periods and "empty" not in columns[0])
            or (shaded and len(numeric) > 1 and header_end > top)
            or (all_empty and not heading and grid.n_cols > 2)
        ):
            if "number" in columns[0] or columns[0].count("words") <= len(columns[0]) / 2:
                return 0
            if "null" in columns[0] and "number" not in columns[0] and not heading and header_end == top:
                return 0
    if top_left and top_left.colspan > 1 and grid.kinds[top][0] != "empty" and top_left.colspan < grid.n_cols:
        covered = range(top_left.col, min(top_left.col + top_left.colspan, grid.n_cols))
        if any(_has_numbers(columns[c]) for c in covered):
            return 0
    if top_left and grid.kinds[top][0] == "period" and len(numeric) > 0 and grid.n_cols != 2:
        right = grid.at[top][1]
        if right is None or not right.text.text.strip() or _years_beside(grid, top):
            return 0
    if not numeric:
        return 1
    count = 1
    rank = (bool(heading) and (_ranking(heading) or _numbering(heading) or _describing(heading))) or _is_dated(grid, 0, rows)
    merged = any((cell := grid.at[r][0]) and cell.rowspan > 1 for r in rows)
    while count < min(numeric):
        kinds = columns[count]
        over = grid.at[header_end - 1][count] if header_end > top else None
        label = over.text.text if over and over.col == count else ""
        spanned = bool(top_left and top_left.col + top_left.colspan > count)
        if all(k == "empty" for k in kinds):
            if not spanned and label.strip():
                break
        elif not _is_words(kinds) or not (spanned or merged or rank or not label.strip() or not _describing(label)):
            break
        if (
            header_end == top
            and not merged
            and not spanned
            and count >= 1
            and columns[0].count("empty") == 0
            and _unique(grid, 0, rows)
            and "empty" not in kinds
        ):
            break
        count += 1
        rank = False
    return count


def _is_dated(grid: Grid, col: int, rows: list[int]) -> bool:
    """True for a column of periods or dates, which name no row: the next text column does."""
    cells = [cell for r in rows if (cell := grid.at[r][col]) and cell.row == r and cell.text.text.strip()]
    return bool(cells) and all(grid.kinds[c.row][c.col] == "period" or numbers.is_day(c.text.text) for c in cells)


def describing_columns(grid: Grid, structure: Structure) -> frozenset[int]:
    """The header columns that describe the row that a column before them names: each has a heading of its own, no row is
    named twice, and no name spans rows (then the columns are a hierarchy)."""
    rows = [
        r for band in structure.bands for r in range(band.first, band.end) if r not in structure.sections and r not in structure.repeats
    ]
    names = next((c for c in range(structure.header_cols) if not _is_dated(grid, c, rows) and not _counts_rows(grid, structure, c)), None)
    if names is None or not structure.header_rows:
        return frozenset()
    cells = [grid.at[r][names] for r in rows]
    alone = all(cell and cell.rowspan == 1 and cell.colspan == 1 and cell.text.text.strip() for cell in cells) and _unique(
        grid, names, rows
    )
    heads = {c: grid.at[structure.header_rows - 1][c] for c in range(names, structure.header_cols)}
    own = [c for c, head in heads.items() if c > names and head and head.col == c and head.colspan == 1 and head.text.text.strip()]
    return frozenset(own) if alone else frozenset()


def _counts_rows(grid: Grid, structure: Structure, col: int) -> bool:
    heading = grid.text(structure.header_rows - 1, col) if structure.header_rows else ""
    return bool(heading) and (_numbering(heading) or _ranking(heading))


def _years_beside(grid: Grid, row: int) -> bool:
    """True where the first cell of a header row is one period of several, and no corner that dates the table."""
    own = read_header(grid.text(row, 0)).period
    others = [read_header(cell.text.text).period for cell in grid.starting_in(row) if cell.col > 0]
    return bool(own) and any(p and (p.month_no is None) == (own.month_no is None) for p in others if own)


def _unique(grid: Grid, col: int, rows: list[int]) -> bool:
    texts = [grid.text(r, col) for r in rows]
    return len(set(texts)) == len(texts)


def _repeats_header(grid: Grid, row: int, header: range, header_cols: int) -> bool:
    """True for a header row in the middle: all periods, the words of a header row above, or a corner in 【】."""
    cells = grid.starting_in(row)
    data = [cell for cell in cells if cell.col >= header_cols and cell.text.text.strip()]
    kinds = [grid.kinds[row][cell.col] for cell in data]
    if not data or any(k in ("null", "number") for k in kinds):
        return False
    before = {lexicon.squeeze(grid.text(r, cell.col)) for r in header for cell in data}
    if before and all(lexicon.squeeze(cell.text.text) in before for cell in data):
        return True
    corner = grid.text(row, 0) if header_cols else ""
    renamed = not corner.strip() or read_header(corner, caption=True).bracketed or _corner_word(corner)
    if header_cols == 0:
        return any(k == "period" for k in kinds)
    same_corner = bool(header) and lexicon.squeeze(corner) == lexicon.squeeze(grid.text(header[-1], 0)) and bool(corner.strip())
    if not (renamed or same_corner):
        return False
    if "period" in kinds and len(data) >= (grid.n_cols - header_cols) / 2:
        return True
    if not (read_header(corner, caption=True).bracketed or same_corner) or "scale" in kinds:
        return False
    return row + 1 < grid.n_rows and any(k in ("number", "null") for k in grid.kinds[row + 1])


def structure_of(grid: Grid) -> Structure:
    """The header cells of a table, from position, spans, content and (as a hint) shading."""
    _mark_bare_years(grid)
    _mark_bare_months(grid)
    titles: list[int] = []
    row = 0
    while row < grid.n_rows - 1 and _full_width(grid, row) and grid.kinds[row][0] in ("words", "period", "scale"):
        titles.append(row)
        row += 1
    top = row
    header_end = _header_block(grid, top)
    if header_end >= grid.n_rows:
        header_end = top if top else min(top + 1, grid.n_rows - 1)
    sections: dict[int, TableCell] = {}
    candidates = []
    for r in range(header_end, grid.n_rows):
        full = _full_width(grid, r)
        if full and grid.kinds[r][0] in ("words", "period", "scale") and r < grid.n_rows - 1:
            sections[r] = full
        elif not full:
            candidates.append(r)
    plain = [r for r in candidates if not _all_periods(grid, r)] or candidates
    header_cols = _header_columns(grid, top, header_end, plain)
    if header_end == top and titles and not header_cols and grid.n_rows - top == 1:
        header_cols = 0
    bands: list[Band] = []
    current = Band(list(range(top, header_end)), header_end, header_end)
    repeats: set[int] = set()
    body_has_numbers = any("number" in grid.kinds[r] for r in candidates)
    r = header_end
    while r < grid.n_rows:
        if r > header_end and r not in sections and body_has_numbers and r < grid.n_rows - 1:
            last = current.header_rows
            if last and _same_row(grid, r, last[0]) and all(r + i < grid.n_rows and _same_row(grid, r + i, x) for i, x in enumerate(last)):
                repeats |= {r + i for i in range(len(last))}
                r += len(last)
                continue
            if _repeats_header(grid, r, range(last[0], last[-1] + 1) if last else range(0), header_cols):
                current.end = r
                bands.append(current)
                end = r + 1
                while (
                    end < grid.n_rows - 1 and end not in sections and _could_be_header(grid, end, first=False) and _continues(grid, r, end)
                ):
                    end += 1
                current = Band(list(range(r, end)), end, end)
                r = end
                continue
        r += 1
    current.end = grid.n_rows
    bands.append(current)
    body = [x for b in bands for x in range(b.first, b.end) if x not in sections and x not in repeats]
    labels = _label_columns(grid, top, header_end, header_cols, body)
    return Structure(titles, header_end, header_cols, bands, sections, labels, repeats)


def _same_row(grid: Grid, row: int, other: int) -> bool:
    """True where two rows print the same, cell by cell, and something."""
    texts = [lexicon.squeeze(grid.text(row, c)) for c in range(grid.n_cols)]
    return any(texts) and texts == [lexicon.squeeze(grid.text(other, c)) for c in range(grid.n_cols)]


def _all_periods(grid: Grid, row: int) -> bool:
    kinds = {k for k in grid.kinds[row] if k != "empty"}
    return "period" in kinds and kinds <= {"period", "words"} and "number" not in kinds


def _label_columns(grid: Grid, top: int, header_end: int, header_cols: int, rows: list[int]) -> dict[int, Literal["beside", "block"]]:
    found: dict[int, Literal["beside", "block"]] = {}
    first = grid.text(header_end - 1, 0) if header_end > top else ""
    named = header_cols > 0 and _is_words(_column_kinds(grid, 0, rows)) and not _is_dated(grid, 0, rows) and not _numbering(first)
    for col in range(header_cols, grid.n_cols - 1):
        kinds = _column_kinds(grid, col, rows)
        if not kinds or not _is_words(kinds) or not any(_has_numbers(_column_kinds(grid, c, rows)) for c in range(col + 1, grid.n_cols)):
            continue
        if header_end == top:
            found[col] = "block"
            continue
        above = [grid.at[r][col] for r in range(top, header_end)]
        spans = [cell for cell in above if cell and cell.colspan > 1 and cell.col == col and cell.colspan < grid.n_cols]
        covers_numbers = any(
            _has_numbers(_column_kinds(grid, c, rows)) for cell in spans for c in range(col + 1, min(cell.col + cell.colspan, grid.n_cols))
        )
        if named and not spans and not any(_has_numbers(_column_kinds(grid, c, rows)) for c in range(header_cols, col)):
            continue  # it stands among the headers and describes
        heading = grid.text(header_end - 1, col)
        nearest = grid.at[top][col]
        over_period = bool(nearest and grid.kinds[top][col] == "period")
        if covers_numbers or (over_period and _has_numbers(_column_kinds(grid, col + 1, rows))):
            found[col] = "beside"
        elif (
            header_cols
            and not _describing(heading)
            and (
                lexicon.squeeze(heading) == lexicon.squeeze(first)
                or read_header(heading, caption=True).bracketed
                or (_corner_word(heading) and _corner_word(first))
            )
        ):
            found[col] = "block"
        elif not header_cols and not heading.strip():
            found[col] = "beside"
    return found
