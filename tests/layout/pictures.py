"""Tables without upright rules as pictures: a line of text is its glyphs at their columns, a line of dashes is a rule over those columns,
cut at each plus (of ``=``, in another colour), a line of ``#`` is a shade behind the line of text below it.
A column is 10 points wide, a line of text 14 high."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.layout.grids import RawGrid
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.lines import runs_of
from pipeline.layout.runs import Run, run_of
from pipeline.pages.model import Area, Glyph, Glyphs, Ruling

Finder = Callable[[Sequence[Ruling], Sequence[Run], Sequence[Area]], list[RawGrid]]
SIZE, STEP, LEFT, TOP = 10.0, 14.0, 60.0, 200.0


def pieces(line: str, sign: str) -> Iterator[tuple[float, float]]:
    """From where to where a sign, or a cut, is drawn."""
    for is_drawn, columns in groupby(range(len(line)), lambda k: line[k] in (sign, "+")):
        drawn = list(columns)
        if is_drawn:
            cuts = [LEFT + SIZE * k + SIZE / 2 for k in drawn if line[k] == "+"]
            yield from pairwise([LEFT + SIZE * drawn[0], *cuts, LEFT + SIZE * (drawn[-1] + 1)])


def runs_at(line: str, y: float) -> list[Run]:
    glyphs = [Glyph(LEFT + SIZE * k, y, LEFT + SIZE * (k + 1), y + SIZE, char, SIZE, 0, 0, k) for k, char in enumerate(line) if char != " "]
    return [run_of(run) for run in runs_of(Glyphs.of(glyphs))]


def told(grid: RawGrid, runs: list[Run]) -> list[str]:
    """The rows of a grid: what is in each cell, with ``>`` for each column more that it has and ``v`` for each row."""
    rows: list[list[str]] = [[] for _ in grid.ys[1:]]
    for cell in sorted(grid.cells, key=lambda cell: (cell.rows, cell.cols)):
        x0, y0, x1, y1 = cell.rect
        text = "".join(run.text for run in runs if x0 < run.x < x1 and y0 < run.y < y1)
        rows[cell.rows[0]].append(text + ">" * (cell.cols[1] - cell.cols[0] - 1) + "v" * (cell.rows[1] - cell.rows[0] - 1))
    return ["|".join(row) for row in rows]


def read(picture: str, grids_in: Finder = hairline_grids) -> list[list[str]]:
    """The tables found in a picture."""
    rulings: list[Ruling] = []
    runs: list[Run] = []
    fills: list[Area] = []
    y = TOP
    for line in picture.strip("\n").split("\n"):
        if line.strip() and set(line) <= {"-", "+", "=", " "}:
            rulings += [Ruling(x0, y, x1, y, 0.5, "-=".index(sign)) for sign in set("-=") & set(line) for x0, x1 in pieces(line, sign)]
        elif "#" in line:
            fills += [Area(x0, y, x1, y + STEP, 0xDDDDDD) for x0, x1 in pieces(line, "#")]
        else:
            runs += runs_at(line, y + 2)
            y += STEP
    return [told(grid, runs) for grid in grids_in(rulings, runs, fills)]
