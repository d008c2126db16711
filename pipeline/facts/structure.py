"""Which cells of a data table are headers: leading rows and columns, repeated header rows, section rows, labels beside numbers.

In come the cells of a table by position; out goes a ``Structure``. What counts is position, spans and what a cell holds; shading is
only a hint, for some programs print none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.facts import lexicon
from pipeline.facts.bare_periods import mark_bare_months, mark_bare_years, mark_years_of_eras
from pipeline.facts.grid import TableGrid, are_unique, are_words, column_kinds, have_numbers
from pipeline.facts.header_columns import header_columns, is_dated
from pipeline.facts.header_rows import continues_header, could_be_header, header_block
from pipeline.facts.headers import read_header
from pipeline.sheet.model import TableCell

_corner_word = lexicon.word_rule("corner")
_describing = lexicon.word_rule("describing")
_ranking = lexicon.word_rule("ranking")
_numbering = lexicon.word_rule("numbering")
_SET_OFF = re.compile(r"\s*[【<＜〈《■●◆▼○◎□◇]")


@dataclass(slots=True)
class HeaderBand:
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
    bands: list[HeaderBand]
    sections: dict[int, TableCell]
    label_cols: dict[int, Literal["beside", "block"]]
    repeats: set[int] = field(default_factory=set)


def _full_width(grid: TableGrid, row: int) -> TableCell | None:
    """The cell that alone fills a row: one across all columns, or one set off by 【】 or a mark beside empty cells."""
    cells = grid.starting_in(row)
    if len(cells) == grid.n_cols > 1 and all(k == "empty" for k in grid.kinds[row][1:]):
        return cells[0] if _SET_OFF.match(cells[0].text.text) else None
    return cells[0] if cells and cells[0].colspan >= grid.n_cols > 1 else None


def describing_columns(grid: TableGrid, structure: Structure) -> frozenset[int]:
    """The header columns that describe the row that a column before them names: each has a heading of its own, no row is
    named twice, and no name spans rows (then the columns are a hierarchy)."""
    if not structure.header_rows:
        return frozenset()
    rows = _body_rows(structure)
    names = next((c for c in range(structure.header_cols) if not is_dated(grid, c, rows) and not _counts_rows(grid, structure, c)), None)
    if names is None or not are_unique(grid, names, rows):
        return frozenset()
    if not all(_stands_alone(grid.at[r][names]) for r in rows):
        return frozenset()
    heads = {c: grid.at[structure.header_rows - 1][c] for c in range(names + 1, structure.header_cols)}
    return frozenset(c for c, head in heads.items() if head and head.colspan == 1 and head.text.text.strip())


def without_groups(cells: Sequence[TableCell], labels: Sequence[str]) -> list[str]:
    """The labels of a row without the names of groups of several before its own: under 内容 the rows 発達 and しつけ count."""
    return [label for n, (cell, label) in enumerate(zip(cells, labels, strict=True)) if cell.rowspan == 1 or not any(labels[n + 1 :])]


def _body_rows(structure: Structure) -> list[int]:
    rows = [r for band in structure.bands for r in range(band.first, band.end)]
    return [r for r in rows if r not in structure.sections and r not in structure.repeats]


def _stands_alone(cell: TableCell | None) -> bool:
    return cell is not None and cell.colspan == 1 and bool(cell.text.text.strip())


def _counts_rows(grid: TableGrid, structure: Structure, col: int) -> bool:
    """Whether a column numbers the rows or ranks them: the next one names them."""
    heading = grid.text(structure.header_rows - 1, col)
    return _numbering(heading) or _ranking(heading) or "number" in column_kinds(grid, col, _body_rows(structure))


def _repeats_header(grid: TableGrid, row: int, header: range, header_cols: int) -> bool:
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


def _filled(grid: TableGrid, row: int, first: int) -> list[TableCell]:
    """The cells of a row from a column on that say something."""
    return [cell for cell in grid.starting_in(row) if cell.col >= first and cell.text.text.strip()]


def _is_new_corner(grid: TableGrid, corner: str, header: range) -> bool:
    """Whether a corner stands in brackets, or is that of the header again."""
    if read_header(corner, caption=True).bracketed:
        return True
    return bool(header) and bool(corner.strip()) and lexicon.squeeze(corner) == lexicon.squeeze(grid.text(header[-1], 0))


def _says_again(grid: TableGrid, data: Sequence[TableCell], header: range) -> bool:
    """Whether all cells say what stands above them, or beside, in the header."""
    before = {lexicon.squeeze(grid.text(r, cell.col)) for r in header for cell in data}
    return all(lexicon.squeeze(cell.text.text) in before for cell in data)


def structure_of(grid: TableGrid) -> Structure:
    """The header cells of a table, from position, spans, content and (as a hint) shading."""
    mark_bare_years(grid)
    mark_bare_months(grid)
    mark_years_of_eras(grid)
    top = next((row for row in range(grid.n_rows - 1) if not _is_title(grid, row)), max(grid.n_rows - 1, 0))
    end = min(header_block(grid, top), grid.n_rows - 1)
    sections = {r: cell for r in range(end, grid.n_rows - 1) if (cell := _full_width(grid, r)) and grid.kinds[r][0] in _TITLES}
    rows = [r for r in range(end, grid.n_rows) if not _full_width(grid, r)]
    header_cols = header_columns(grid, top, end, [r for r in rows if not _all_periods(grid, r)] or rows)
    structure = Structure(list(range(top)), end, header_cols, [HeaderBand(list(range(top, end)), end, end)], sections, {})
    if any("number" in grid.kinds[r] for r in rows):
        _cut_into_bands(grid, structure)
    structure.bands[-1].end = grid.n_rows
    structure.label_cols.update(_label_columns(grid, top, end, header_cols, _body_rows(structure)))
    return structure


_TITLES = ("words", "period", "scale")
"""what a row across the whole width holds that stands over others"""


def _is_title(grid: TableGrid, row: int) -> bool:
    return _full_width(grid, row) is not None and grid.kinds[row][0] in _TITLES


def _cut_into_bands(grid: TableGrid, structure: Structure) -> None:
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
            structure.bands.append(HeaderBand(list(range(r, end)), end, end))
            r = end
        else:
            r += 1


def _is_same_header(grid: TableGrid, row: int, header: Sequence[int]) -> bool:
    """Whether the header rows of a band stand again from a row on."""
    return bool(header) and all(row + i < grid.n_rows and _same_row(grid, row + i, above) for i, above in enumerate(header))


def _header_end(grid: TableGrid, row: int, structure: Structure) -> int:
    """The row behind the header rows that begin in the middle of a table."""
    end = row + 1
    while end < grid.n_rows - 1 and end not in structure.sections:
        if not could_be_header(grid, end, first=False) or not continues_header(grid, row, end):
            break
        end += 1
    return end


def _same_row(grid: TableGrid, row: int, other: int) -> bool:
    """True where two rows print the same, cell by cell."""
    return all(lexicon.squeeze(grid.text(row, c)) == lexicon.squeeze(grid.text(other, c)) for c in range(grid.n_cols))


def _all_periods(grid: TableGrid, row: int) -> bool:
    kinds = {k for k in grid.kinds[row] if k != "empty"}
    return "period" in kinds and kinds <= {"period", "words"}


def _label_columns(grid: TableGrid, top: int, header_end: int, header_cols: int, rows: list[int]) -> dict[int, Literal["beside", "block"]]:
    columns = [column_kinds(grid, c, rows) for c in range(grid.n_cols)]
    numeric = [have_numbers(kinds) for kinds in columns]
    found: dict[int, Literal["beside", "block"]] = {}
    for col in range(header_cols, grid.n_cols - 1):
        if are_words(columns[col]) and any(numeric[col + 1 :]):
            if header_end == top:
                found[col] = "block"
            elif how := _label_under_header(grid, (top, header_end, header_cols), col, rows, numeric):
                found[col] = how
    return found


def _label_under_header(
    grid: TableGrid, header: tuple[int, int, int], col: int, rows: list[int], numeric: Sequence[bool]
) -> Literal["beside", "block"] | None:
    """How a column of words names the numbers to its right, under the header rows and behind the header columns (top, end, columns)."""
    top, end, header_cols = header
    reach = _widest(grid, range(top, end), col)
    if header_cols > 0 and not reach and not any(numeric[header_cols:col]) and are_words(column_kinds(grid, 0, rows)):
        return None  # it stands among the headers and describes
    if grid.kinds[top][col] == "period":
        reach = max(reach, 2)
    if any(numeric[col + 1 : col + reach]):
        return "beside"
    heading = grid.text(end - 1, col)
    if not header_cols:
        return None if heading.strip() else "beside"
    return "block" if _is_corner_again(heading, grid.text(end - 1, 0)) else None


def _widest(grid: TableGrid, header: range, col: int) -> int:
    """Over how many columns the widest header that begins in a column reaches; 0 where each is over this one or all."""
    cells = (grid.at[r][col] for r in header)
    return max((cell.colspan for cell in cells if cell and cell.col == col and 1 < cell.colspan < grid.n_cols), default=0)


def _is_corner_again(heading: str, first: str) -> bool:
    """Whether a heading is as the table's own corner: the same words, whatever they are, or, where it does not only describe, in
    brackets or a corner's word like it."""
    if lexicon.squeeze(heading) == lexicon.squeeze(first):
        return True
    if _describing(heading):
        return False
    return read_header(heading, caption=True).bracketed or bool(_corner_word(heading) and _corner_word(first))
