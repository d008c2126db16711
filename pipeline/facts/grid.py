"""The cells of a data table by position, with what each of them holds: a period, a number, a null mark, words.

Nothing is known here of what the words mean beyond the word rules.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pipeline.facts import lexicon, numbers
from pipeline.facts.headers import read_header
from pipeline.sheet.model import DataTable, TableCell

CellKind = Literal["empty", "null", "period", "number", "scale", "words"]


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


_NAMES = ("words", "period")
"""what a cell holds that may name a row, and that 〃 under it says again; under a number it is a value not told"""
_DITTO = frozenset(lexicon.squeeze(mark) for mark in lexicon.section("nulls")["ditto_above"])


def is_ditto(text: str) -> bool:
    """Whether a cell's text says that it is the one above (〃)."""
    return lexicon.squeeze(text) in _DITTO


class TableGrid:
    """A table's cells by position: ``at[row][col]`` is the cell that covers the place, None where the layout left none.

    ``bare_months`` are the places of months without 月, ``eras`` those of an era and of the years printed under it without one,
    ``unit_rows`` the header rows that print units alone.
    """

    __slots__ = ("_starting", "at", "bare_months", "cells", "eras", "kinds", "n_cols", "n_rows", "unit_rows")

    def __init__(self, table: DataTable) -> None:
        self.n_rows, self.n_cols = table.n_rows, table.n_cols
        self.cells = table.cells
        self.bare_months: set[tuple[int, int]] = set()
        self.eras: dict[tuple[int, int], str] = {}
        self.unit_rows: set[int] = set()
        self.at: list[list[TableCell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in table.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                row = self.at[r]
                for c in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                    row[c] = cell
        self._starting = [[cell for c, cell in enumerate(row) if cell and cell.row == r and cell.col == c] for r, row in enumerate(self.at)]
        self.kinds: list[list[CellKind]] = [[self._kind_at(r, c) for c in range(self.n_cols)] for r in range(self.n_rows)]
        self._resolve_dittos()

    def _kind_at(self, row: int, col: int) -> CellKind:
        """What the cell at a place holds: a slashed one says that there is no number, but a slashed corner is as empty as any, also where
        the line goes through several cells."""
        cell = self.at[row][col]
        if not self._is_slashed(row, col):
            return kind_of(cell.text.text) if cell else "empty"
        at_corner = all(self._is_slashed(r, c) for r in range(row + 1) for c in range(col + 1))
        return "empty" if at_corner else "null"

    def _is_slashed(self, row: int, col: int) -> bool:
        cell = self.at[row][col]
        return cell is not None and cell.is_slashed and not cell.text.text.strip()

    def _resolve_dittos(self) -> None:
        """Gives 〃 the kind of the name above it."""
        for r, (above, kinds) in enumerate(pairwise(self.kinds), 1):
            kinds[:] = [
                up if up in _NAMES and is_ditto(self.text(r, c)) else kind for c, (up, kind) in enumerate(zip(above, kinds, strict=True))
            ]

    def starting_in(self, row: int) -> list[TableCell]:
        """The cells that begin in a row, from left to right."""
        return self._starting[row]

    def text(self, row: int, col: int) -> str:
        cell = self.at[row][col]
        return cell.text.text if cell else ""


def shading_tells(grid: TableGrid) -> bool:
    shaded = sum(cell.shaded for cell in grid.cells)
    return 0 < shaded < len(grid.cells)


def column_kinds(grid: TableGrid, col: int, rows: list[int]) -> list[CellKind]:
    return [grid.kinds[r][col] for r in rows if (cell := grid.at[r][col]) and cell.row == r]


def are_words(kinds: list[CellKind]) -> bool:
    return not any(k in ("number", "null") for k in kinds) and any(k in ("words", "period", "scale") for k in kinds)


def have_numbers(kinds: list[CellKind]) -> bool:
    return "number" in kinds


def are_unique(grid: TableGrid, col: int, rows: list[int]) -> bool:
    """Whether no two rows say the same in a column, by its words or by 〃."""
    texts = [grid.text(r, col) for r in rows]
    return len(set(texts)) == len(texts) and not any(map(is_ditto, texts))
