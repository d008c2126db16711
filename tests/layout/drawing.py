"""Small pages for the layout tests: tables with known cells, drawn as producers draw them and printed to a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.typeset.grid import Border, DataCell, DataTable, Run, Strip
from benchmarks.typeset.paper import Ink, Press, Sheet, Text, width_of, written
from pipeline.layout import layouts_of
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.pages import read_pages

Cells = dict[tuple[int, int], tuple[int, int, str]]
"""{(row, col): (rowspan, colspan, text)}"""

INK = Ink("gothic", 9)
LINE = 12.0


@dataclass(frozen=True)
class Drawn:
    """A table to be drawn: its cells, the widths of its columns and the heights of its rows, in points."""

    cells: Cells
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    border: Border = field(default_factory=Border)

    def table(self) -> DataTable:
        xs = [0.0]
        for width in self.widths:
            xs.append(xs[-1] + width)
        cells = []
        for (r, c), (rs, cs, text) in self.cells.items():
            # a span of columns is seen by its centred text where no rule shows it
            room = xs[c + cs] - xs[c] if cs > 1 and self.border.kind in ("hair", "split") else 0.0
            parts = [part for part in text.split("\n") if part]
            dx = [max(3.0, (room - sum(width_of(ch) for ch in part) * INK.size / 1000) / 2) for part in parts]
            cells.append(DataCell(r, c, rs, cs, [Strip(LINE, (Run(x, 9.0, part, INK),)) for x, part in zip(dx, parts, strict=True)]))
        return DataTable(xs, list(self.heights), cells, self.border)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        self.table().draw(sheet, x, y, 0, len(self.heights) - 1, True, True)


def plain_table(rows: list[list[str]], width: float = 50.0, height: float = 16.0, border: Border | None = None) -> Drawn:
    """A table without spans, all columns and rows alike."""
    cells = {(r, c): (1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)}
    return Drawn(cells, (width,) * len(rows[0]), (height,) * len(rows), border or Border())


def page(width: float = 595.0, height: float = 842.0) -> Sheet:
    return Sheet(width, height)


def say(sheet: Sheet, x: float, y: float, text: str, size: float = 9.0, *, spacing: float = 0.0, vertical: bool = False) -> float:
    """Print a text from ``x`` on the baseline ``y``; the x where it ends."""
    sheet.texts.append(Text(x, y, text, Ink("gothic", size), spacing, vertical=vertical))
    return x + sum(width_of(ch) * size / 1000 + spacing for ch in text)


def rule(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    sheet.line(x0, y0, x1, y1, 0.5, (0, 0, 0))


def layout_of(*sheets: Sheet, press: Press | None = None) -> tuple[PageLayout, ...]:
    """What the layout room sees of the drawn pages."""
    return layouts_of(read_pages(written(list(sheets), press or Press())))


def grids(items: tuple[Item, ...]) -> list[Grid]:
    return [item for item in items if isinstance(item, Grid)]


def texts(items: tuple[Item, ...]) -> list[str]:
    return [item.text for item in items if isinstance(item, Line)]


def cells_of(grid: Grid) -> Cells:
    """The grid as read, in the shape it was drawn from."""
    return {(c.row, c.col): (c.rowspan, c.colspan, "\n".join(line.text for line in c.lines)) for c in grid.cells}


def table_on(sheet: Sheet) -> Grid:
    """The only table of a page."""
    (table,) = grids(layout_of(sheet)[0].items)
    return table


def words(grid: Grid) -> list[list[str]]:
    """What the cells of a table say, row by row."""
    return [[cell.text for cell in row] for row in grid.rows]
