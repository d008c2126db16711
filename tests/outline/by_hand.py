"""Lines of text and parts of tables as the layout gives them, made by hand in type of ten points."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.outline.units import TableUnit
from pipeline.pages.model import Glyph, Glyphs, Style

EM = 10.0


def line(y: float, *parts: tuple[float, str], page: int = 1, em: float = EM) -> Line:
    """A line of texts, each from its own place in em, ``em`` points each; white space is no glyph, but told of the one behind it. Each
    glyph has its own number."""
    placed = [(x * EM + k * em, text[:k][-1:].isspace(), ch) for x, text in parts for k, ch in enumerate(text) if not ch.isspace()]
    glyphs = [
        Glyph(x0, y, x0 + em, y + em, ch, em, Style.SPACED if is_spaced else 0, 0, int(1000 * y + x0)) for x0, is_spaced, ch in placed
    ]
    text = "　".join(text for _, text in parts)
    return Line(page, Rect(glyphs[0].x0, y, glyphs[-1].x1, y + em), Glyphs.of(glyphs), em, text, False)


ROW = 20.0
"""points"""
SPAN = re.compile(r"<(\d)x(\d)>$")
SHADES = {"灰": 0xDDDDDD, "青": 0xDDEEFF}
"""of cells that begin with these signs"""
THREE = (0.0, 10.0, 20.0, 30.0)
"""em; the edges of columns"""


def part(
    page: int,
    text: str,
    *,
    edges: Sequence[float] = THREE,
    y: float = 60.0,
    open_top: bool = False,
    open_bottom: bool = False,
    ruled: Literal["full", "rows", "none", "text"] = "full",
    heavy: tuple[int, ...] = (),
    cut: float = 0.0,
    within: Mapping[str, Sequence[Item]] = {},
) -> TableUnit:
    """A page's part of a table: rows parted by //, cells by |, lines of a cell by ¶, with <rows x columns> behind what spans several;
    the last row is lower than the others by ``cut``, and a cell is shaded behind 灰 or 青. A cell has the items that ``within`` has for
    the last of its lines."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = text.split("//")
    for row, cols in enumerate(rows):
        col = 0
        for said in cols.split("|"):
            while (row, col) in taken:
                col += 1
            found = SPAN.search(said.strip())
            high, wide = (int(found[1]), int(found[2])) if found else (1, 1)
            words = SPAN.sub("", said.strip())
            fill = SHADES.get(words[:1])
            words = words if fill is None else words[1:]
            taken |= {(row + i, col + j) for i in range(high) for j in range(wide)}
            bottom = y + ROW * (row + high) - (cut if row + high == len(rows) else 0.0)
            rect = Rect(edges[col] * EM, y + ROW * row, edges[col + wide] * EM, bottom)
            items: list[Item] = []
            for k, text in enumerate(words.split("¶") if words else ()):
                items += within.get(text) or [line(rect.y0 + 4 + k * EM, (edges[col] + 0.5, text), page=page)]
            cells.append(Cell(row, col, high, wide, rect, tuple(items), fill))
    rect = Rect(edges[0] * EM, y, edges[-1] * EM, y + ROW * len(rows))
    places = tuple(x * EM for x in edges), tuple(y + ROW * k for k in range(len(rows) + 1))
    grid = Grid(page, rect, len(rows), len(edges) - 1, tuple(cells), *places, open_top, open_bottom, ruled, 0, heavy)
    return TableUnit(grid, grid.cells, rect)


Drawn = str | tuple[str, Sequence[float]] | tuple[str, Sequence[float], Literal["text"]]
"""A line of text, or a grid's cells and the edges of its columns in em, and whether it is text in columns"""


def layouts_of(pages: Sequence[Sequence[Drawn]], within: Mapping[str, Sequence[Item]] = {}) -> list[PageLayout]:
    """The pages of these lines and grids, one below the other; ``within`` has what stands in place of a line or of a cell's."""
    layouts = []
    for no, drawn in enumerate(pages, 1):
        items: list[Item] = []
        y = 60.0
        for one in drawn:
            if isinstance(one, str):
                items += within.get(one) or [line(y, (0, one), page=no)]
            else:
                items.append(part(no, one[0], edges=one[1], y=y, ruled=one[2] if len(one) > 2 else "full", within=within).grid)
            y = items[-1].rect.y1 + EM
        layouts.append(PageLayout(no, 400.0, 800.0, tuple(items), (), ()))
    return layouts
