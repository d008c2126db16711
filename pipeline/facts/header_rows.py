"""Which rows at the head of a table are headers: by what their cells hold, by spans and units that tie them, and by shading."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.facts import lexicon, numbers
from pipeline.facts.grid import TableGrid, shading_tells
from pipeline.facts.headers import read_header
from pipeline.facts.units import unit_of
from pipeline.sheet.model import TableCell

_corner_word = lexicon.word_rule("corner")
_describing = lexicon.word_rule("describing")
_measure = lexicon.word_rule("measures")


def _counting_up(grid: TableGrid, row: int) -> bool:
    """A row of headers such as 1人 | 2人 | 3人以上: numbers that count up by one, each with a unit, over other numbers."""
    values = []
    for cell in grid.starting_in(row):
        reading = numbers.read_cell(cell.text.text)
        if grid.kinds[row][cell.col] == "number":
            if len(reading.values) != 1 or not reading.values[0].unit:
                return False
            values.append(reading.values[0].value)
    return len(values) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(values))


def _consecutive(grid: TableGrid, row: int) -> bool:
    """A row of bare 1 | 2 | 3."""
    readings = [numbers.read_cell(c.text.text).values for c in grid.starting_in(row) if grid.kinds[row][c.col] == "number"]
    values = [r[0].value for r in readings if len(r) == 1]
    return len(values) >= 3 and len(values) == len(readings) and all(b - a == 1 for a, b in itertools.pairwise(values))


def _scored(grid: TableGrid, row: int) -> bool:
    """A row of grades 5 | 4 | 3 | 2 | 1 over numbers with a unit (50%)."""
    if row + 1 >= grid.n_rows or grid.kinds[row][0] not in ("empty", "words"):
        return False
    above = [numbers.read_cell(grid.text(row, c)).values for c in range(1, grid.n_cols)]
    below = [numbers.read_cell(grid.text(row + 1, c)).values for c in range(1, grid.n_cols)]
    if not all(len(v) == 1 and not v[0].unit for v in above) or not all(len(v) == 1 and v[0].unit for v in below):
        return False
    steps = {b[0].value - a[0].value for a, b in itertools.pairwise(above)}
    return len(above) > 2 and steps in ({1.0}, {-1.0})


def _over_periods(grid: TableGrid, row: int) -> bool:
    """A row of headers such as 5人未満 | 5～9人 | 10人以上 over rows that are all periods."""
    below = [kinds[0] for kinds in grid.kinds[row + 1 :]]
    if len(below) < 2 or set(below) != {"period"} or grid.kinds[row][0] == "period":
        return False
    values = [q for cell in grid.starting_in(row) if cell.col for q in numbers.read_cell(cell.text.text).values]
    return all(q.unit for q in values) and any(q.qualifier or q.bound for q in values)


def could_be_header(grid: TableGrid, row: int, *, first: bool) -> bool:
    cells = grid.starting_in(row)
    kinds = {grid.kinds[row][cell.col] for cell in cells if cell.col > 0 or grid.kinds[row][0] != "null"}
    if "null" in kinds:
        return False
    if "number" in kinds:
        return (first or has_no_name(grid, row)) and _heads_numbers(grid, row)
    if kinds.isdisjoint(("words", "period", "scale")):
        return False
    return "scale" not in kinds or _heads_scale(grid, row)


def _heads_numbers(grid: TableGrid, row: int) -> bool:
    """Whether the numbers of a row are headers of those below."""
    if _counting_up(grid, row) or _over_periods(grid, row) or _scored(grid, row):
        return True
    return shading_tells(grid) and all(cell.shaded for cell in grid.starting_in(row)) and _consecutive(grid, row)


def has_no_name(grid: TableGrid, row: int) -> bool:
    """Whether the corner goes on beside a row, or stands empty: a row of data has a name."""
    return not any(cell.col == 0 and cell.text.text.strip() for cell in grid.starting_in(row))


def _heads_scale(grid: TableGrid, row: int) -> bool:
    """Whether a row of headers with grades of a scale stands over numbers."""
    body = [cell for cell in grid.starting_in(row) if cell.col > 0]
    return len(body) > 1 and row + 1 < grid.n_rows and any(grid.kinds[row + 1][cell.col] == "number" for cell in body)


def _key_value(grid: TableGrid, row: int) -> bool:
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


def _shading_parts(grid: TableGrid, row: int, left: TableCell, right: TableCell) -> bool | None:
    """By shading, whether two cells are a key and its value (true) or headers of columns (false); None where it does not tell."""
    below = {col for col, cell in enumerate(grid.at[row + 1]) if cell and cell.shaded}
    if not left.shaded:
        return None
    if right.shaded:
        return None if right.col in below else False
    return True if left.col in below else None


def continues_header(grid: TableGrid, top: int, row: int) -> bool:
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
    return bool(unit_of(text) or header.unit and not header.label)


def _names_months(texts: Sequence[str]) -> bool:
    """Whether most headers of a row are months."""
    months = sum(bool((period := read_header(text).period) and (period.month or period.month_no)) for text in texts)
    return months > 1 and 2 * months >= len(texts)


def _fills_gaps(grid: TableGrid, row: int) -> bool:
    """Whether a row with an empty corner stands under periods, or under a row that leaves cells empty."""
    if grid.text(row, 0).strip():
        return False
    return "period" in grid.kinds[row - 1] or any(not cell.text.text.strip() and cell.col > 0 for cell in grid.starting_in(row - 1))


def _is_last_shaded(grid: TableGrid, row: int, cells: Sequence[TableCell]) -> bool:
    """Whether a row and the one above it are shaded, and nothing below is but names: what is said across a row heads those below it, and
    so does the first of such rows."""
    below = [cell for r in range(row + 1, grid.n_rows) for cell in grid.starting_in(r) if cell.col > 0 or cell.colspan == grid.n_cols]
    return bool(below) and all(cell.shaded for cell in cells) and not any(cell.shaded for cell in below)


def header_block(grid: TableGrid, start: int) -> int:
    """The row after the header rows that begin at ``start``; ``start`` where none does."""
    if not could_be_header(grid, start, first=True) or _key_value(grid, start):
        return start
    row = start + 1
    while row < grid.n_rows - 1 and could_be_header(grid, row, first=False) and continues_header(grid, start, row):
        row += 1
    return row
