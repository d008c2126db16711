"""Whether a table has all the rows and columns that its totals add up, and each with its name: only then may a total be called wrong.

In comes the grid of a table with its structure; out goes a yes or no. A table that was cut at a page's end or under its header, whose
labels run into its numbers or whose rows have none, says nothing of what the ward added up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from pipeline.facts.grid import TableGrid
from pipeline.facts.model import TableKey
from pipeline.facts.numbers import read_cell
from pipeline.facts.structure import HeaderBand, Structure
from pipeline.sheet.model import DataTable, Sheet

_AMOUNT = r"(?<!\d)[▲△-]?\d[\d,.]{0,14}(?!か?[歳月年時日期])[^\W\d]{1,3}"
_RUN_TOGETHER = re.compile(rf"(?:{_AMOUNT}\s?){{2,}}\Z|(?>.*?{_AMOUNT}){{3}}")
"""amounts in a header, alone or more than a span's two (2人～3人): rows that were not parted, and what they add up to is not known"""
_RUN_INTO = re.compile(r".*(?![A-Z](?:19|20)\d\d\b)[^\W\d][\d,]{3,}(?!年)[^\W\d]{0,2}")
"""the first number of a column in its header's cell: 午前2,215; FY2021 is a year"""
_JOINED = re.compile(r"([^\W\d].*)\s[▲△-]?\d[\d,.]{0,14}[^\W\d]{0,2}")
"""a label and the first number of its row in one cell: 面談　2,037件"""


def is_whole(grid: TableGrid, structure: Structure, *, has_one_period: bool) -> bool:
    """Whether all that the totals of a table add up stands in it. ``has_one_period`` says that what stands above dates it as one."""
    has_header = bool(structure.bands[0].header_rows) or has_one_period and _columns_of_numbers(grid, structure) == 1
    bands = structure.bands
    return has_header and not any(_is_joined(grid, band) or _begins_in_group(grid, structure, band) for band in bands)


def _columns_of_numbers(grid: TableGrid, structure: Structure) -> int:
    rows = [r for band in structure.bands for r in range(band.first, band.end)]
    return sum(any(grid.kinds[r][c] == "number" for r in rows) for c in range(structure.header_cols, grid.n_cols))


def _is_joined(grid: TableGrid, band: HeaderBand) -> bool:
    """Whether rows or columns run together: amounts in a header, or a number behind the label of a row; ひろば 1 and ひろば 2 are names."""
    over = [unicodedata.normalize("NFKC", cell.text.text) for r in band.header_rows for cell in grid.starting_in(r)]
    labels = (unicodedata.normalize("NFKC", grid.text(r, 0)) for r in range(band.first, band.end))
    named = Counter(found[1] for label in labels if (found := _JOINED.fullmatch(label)))
    is_run_together = any(_RUN_TOGETHER.match(text) or _RUN_INTO.fullmatch(text) for text in over)
    return is_run_together or 1 in named.values() or _has_numbers_above(grid, band)


def _has_numbers_above(grid: TableGrid, band: HeaderBand) -> bool:
    """Whether a row of numbers was taken for a header: what stood above it is lost. 1人, 2人, 3人以上 are headers."""
    return any("number" in grid.kinds[r] and not _counts_from_one(grid, r) for r in band.header_rows)


def _counts_from_one(grid: TableGrid, row: int) -> bool:
    found = (read_cell(cell.text.text).values for cell in grid.starting_in(row))
    return any(values[0].value == 1 for values in found if values)


def _begins_in_group(grid: TableGrid, structure: Structure, band: HeaderBand) -> bool:
    """Whether a row's name is not there: the first has none of its group's, which stands overleaf, or a row says nothing but the name of
    several, or only numbers."""
    rows = range(band.first, band.end)
    outer = any(not grid.text(r, 0).strip() for r in rows[:1])
    return outer or any(_is_name_alone(grid, r) or _is_unnamed(grid, structure, r) for r in rows)


def _is_name_alone(grid: TableGrid, row: int) -> bool:
    said = [cell for cell in grid.starting_in(row) if cell.text.text.strip()]
    return len(said) == 1 and said[0].rowspan > 1


def _is_unnamed(grid: TableGrid, structure: Structure, row: int) -> bool:
    names = range(structure.header_cols)
    return bool(names) and "number" in grid.kinds[row] and not any(grid.text(row, c).strip() for c in names)


def parts_of_tables(sheet: Sheet) -> frozenset[TableKey]:
    """The tables that may be parts of one: the second follows at once overleaf, in as many columns, and without a caption."""
    pairs = ((project.project_no, pair) for project in sheet.projects for pair in pairwise(project.tables))
    return frozenset((no, table.table_no) for no, (one, other) in pairs if _goes_on(one, other) for table in (one, other))


def _goes_on(one: DataTable, other: DataTable) -> bool:
    follows = one.section == other.section and one.order_no + 1 == other.order_no and other.caption is None
    return follows and bool(one.boxes) and bool(other.boxes) and one.boxes[-1].page + 1 == other.boxes[0].page
