"""Small pages drawn as text and read back: blocks below each other, parted by ==, each with the ways in which it is set, ``::``, and what
it says. A block is a sentence (``say``), one in a shade (``label``), a rule as long as told (``rule``), or a table (``list``: it looks
like one without rules and is none). Rows of a table are parted by //, its cells are written as for the facts (``text*`` is shaded,
``<2x1>`` spans), and ``^`` breaks a line.

Ways of setting: a kind of border, a rule ``under`` or ``over`` each cell, or ``three`` rules or the first ``two`` of these (``three2``,
``two2``: with a header of two lines), ``one`` rule under a header of a line alone, ``one2`` under one of two, ``last`` in pieces under the
second of these,
``right`` (numbers end at one place), ``middle`` (all is centred), ``wide`` and ``narrow`` columns, ``high`` rows, ``heavy`` outline,
``even80`` columns of so many points each,
``head`` (a first row in another colour), ``gap9`` above it so many points, ``at90`` so far from the left; ``in`` alone before all blocks
sets them into a cell of a frame.
"""

from __future__ import annotations

from benchmarks.typeset.grid import Border, Color, DataCell, DataTable, Run, Strip
from benchmarks.typeset.paper import Sheet, width_of
from pipeline.layout.model import Grid
from pipeline.sheet.model import TableCell
from tests.facts.drawn import drawn
from tests.layout.drawing import INK, LINE, Cells, cells_of, grids, layout_of, page, rule, say, texts

KINDS = (
    *("stroke", "rect", "sides", "dash", "dot", "hair", "split", "double", "open", "none"),
    *("framed", "sided", "walls", "boxed", "headed", "crossed"),
)
RULES = {"three": (0, 1, None), "three2": (0, 2, None), "two": (0, 1), "two2": (0, 2), "one": (1,), "one2": (2,)}
LEFT, TOP, PAD = 70.0, 120.0, 4.0
SHADE, HEAD = (0.87, 0.9, 0.95), (0.8, 0.8, 0.8)
GAP = 14.0


def wide(text: str) -> float:
    return sum(width_of(ch) for ch in text) * INK.size / 1000


def lines(cell: TableCell) -> list[str]:
    return cell.text.text.split("^") if cell.text.text else []


def edges(cells: tuple[TableCell, ...], n: int, spare: float, even: float | None) -> list[float]:
    if even is not None:
        return [even * c for c in range(n + 1)]
    xs = [0.0]
    for c in range(n):
        own = [wide(line) for cell in cells if cell.col == c and cell.colspan == 1 for line in lines(cell)]
        xs.append(xs[-1] + max([18.0, *own]) + 2 * PAD + spare)
    return xs


def placed(cell: TableCell, room: float, ways: set[str]) -> list[Strip]:
    strips = []
    for line in lines(cell):
        is_number = line[:1].isdigit() or line[:1] == "－"
        spare = room - wide(line)
        dx = spare / 2 if "middle" in ways or cell.colspan > 1 else spare - PAD if "right" in ways and is_number else PAD
        strips.append(Strip(LINE, (Run(dx, 9.0, line, INK),)))
    return strips


def shade_of(cell: TableCell, ways: set[str]) -> Color | None:
    return (HEAD if "head" in ways and not cell.row else SHADE) if cell.shaded else None


def table_of(ways: set[str], rows: str) -> tuple[DataTable, Cells]:
    """The table to be drawn, and what is to be read of it."""
    table = drawn(rows.replace("//", "\n"))
    even = next((float(way[4:]) for way in ways if way[:4] == "even"), None)
    xs = edges(table.cells, table.n_cols, 22.0 if "wide" in ways else 0.0 if "narrow" in ways else 8.0, even)
    deep = [max([1, *(len(lines(c)) for c in table.cells if c.row == r and c.rowspan == 1)]) for r in range(table.n_rows)]
    heights = [LINE * n + (12.0 if "high" in ways else 4.0) for n in deep]
    cells = [
        DataCell(c.row, c.col, c.rowspan, c.colspan, placed(c, xs[c.col + c.colspan] - xs[c.col], ways), shade_of(c, ways))
        for c in table.cells
    ]
    kind = next((kind for kind in KINDS if kind in ways), "none")
    border = Border(kind, outer_width=1.5 if "heavy" in ways else 0.0)
    truth = {(c.row, c.col): (c.rowspan, c.colspan, "\n".join(lines(c))) for c in table.cells}
    return DataTable(xs, heights, cells, border), truth


def page_of(text: str) -> tuple[Sheet, list[Cells], list[str]]:
    """The page, the cells of its tables, and the sentences around them."""
    sheet, tables, around, y = page(), [], [], TOP
    blocks = [block.strip() for block in text.split("==")]
    framed = blocks[0] == "in"
    for block in blocks[framed:]:
        said, _, content = (block + " ").partition(":: ")
        ways = set(said.split())
        y += next((float(way[3:]) for way in ways if way[:3] == "gap"), GAP)
        x = next((float(way[2:]) for way in ways if way[:2] == "at"), LEFT)
        if ways & {"say", "label"}:
            if "label" in ways:
                sheet.fill(x - PAD, y - 2, x + wide(content) + PAD, y + LINE, SHADE)
            say(sheet, x, y + 9, content.strip())
            around.append(content.strip())
            y += LINE
        elif "rule" in ways:
            rule(sheet, x, y, x + float(content), y)
        else:
            table, cells = table_of(ways, content)
            table.draw(sheet, x, y, 0, len(table.heights) - 1, True, True)
            for way, tops in (
                ("three", (0, 1, None)),
                ("three2", (0, 2, None)),
                ("two", (0, 1)),
                ("two2", (0, 2)),
                ("one", (1,)),
                ("one2", (2,)),
            ):
                for top in tops if way in ways else ():
                    rule(sheet, x, y + sum(table.heights[:top]), x + table.xs[-1], y + sum(table.heights[:top]))
            for cell in [cell for cell in table.cells if ways & {"under", "over"} or "last" in ways and cell.row == 1]:
                at = y + sum(table.heights[: cell.row + (cell.rowspan if ways & {"under", "last"} else 0)])
                rule(sheet, x + table.xs[cell.col], at, x + table.xs[cell.col + cell.colspan], at)
            if "list" in ways:
                around += ["\u3000".join(cells[n, c][2] for c in range(len(table.xs) - 1)) for n in range(len(table.heights))]
            else:
                tables.append(cells)
            y += sum(table.heights)
    if framed:
        frame(sheet, y + 20)
    return sheet, tables, around


def frame(sheet: Sheet, bottom: float) -> None:
    """A label, and a cell around all from there to ``bottom``."""
    left, right = LEFT - 12, 520.0
    for y in (80, 98, bottom):
        rule(sheet, left, y, right, y)
    for x in (left, right):
        rule(sheet, x, 80, x, bottom)
    say(sheet, LEFT, 93, "評価の理由")


def read_back(text: str) -> tuple[list[Cells], list[str]]:
    """The tables as read, and the lines around them."""
    sheet, _, _ = page_of(text)
    items = layout_of(sheet)[0].items
    if text.startswith("in "):
        items = tuple(item for grid in grids(items) for cell in grid.cells if cell.row for item in cell.items)
    return [cells_of(item) for item in items if isinstance(item, Grid)], texts(items)


def right(text: str) -> tuple[list[Cells], list[str]]:
    """What is to be read."""
    _, tables, around = page_of(text)
    return tables, around
