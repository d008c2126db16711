"""Which sides of a cell are ruled, in the ways in which data tables are: the same for every producer."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.typeset.office.sheets import Cell, Table

THIN, DOUBLE, DOTTED, HEAVY = "0.5pt solid #000000", "1.5pt double #000000", "0.75pt dotted #000000", "1pt solid #000000"
SHADE, BAND = "#e2e2e2", "#eef2f8"
SIDES = ("top", "right", "bottom", "left")


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            yield r, c, cell
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.cols)}
            c += cell.cols


def ruled(table: Table, r: int, c: int, cell: Cell, frame: str) -> dict[str, str]:
    """The border of each side of a cell that is ruled."""
    last = {"top": r == 0, "left": c == 0, "bottom": r + cell.rows == len(table.rows), "right": c + cell.cols == len(table.widths)}
    level = ("top", "bottom")
    inner = {
        "frame": dict.fromkeys(SIDES, frame),
        "grid": dict.fromkeys(SIDES, THIN),
        "dots": dict.fromkeys(SIDES, DOTTED),
        "rows": dict.fromkeys(level, THIN),
        "open": {side: THIN for side in SIDES if side in level or not last[side]},
        "double": {side: DOUBLE if last[side] else THIN for side in SIDES},
        "heads": {side: HEAVY for side in level if last[side] or side == "bottom" and r + cell.rows == table.head_rows},
        "zebra": {},
    }
    return inner[table.rules]


def shaded(table: Table, r: int, cell: Cell, shade: bool) -> str:
    """The colour behind a cell; empty for none."""
    if table.rules == "zebra":
        return SHADE if r < table.head_rows else BAND if r % 2 else ""
    return SHADE if cell.head and shade else ""
