"""Goal tables whose header no rule ties to their rows: set without rules, or with a line under each row only.

In come a page's items, out go the same with such a table made a grid, as if it had been ruled. It is known by the words of
its header between the heading of a project and the first label of a section; its columns are where its text leaves gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines
from pipeline.layout.lines import line_of, runs_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.pages.model import Glyph
from pipeline.sheet.form import Form
from pipeline.sheet.marks import mark_of
from pipeline.sheet.units import STRONG, around

GUTTER = 0.45
"""em; columns of text are parted by at least this much where no line goes on"""
HEADER = 5.0
"""em; the words of a header stand within this of the word over the goals"""
NAMES = ("goal", "prior", "operator", "ward")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the header: which column it names, its lines and their extent."""

    name: str
    lines: tuple[Line, ...]

    @property
    def rect(self) -> Rect:
        return around([line.rect for line in self.lines])

    @property
    def middle(self) -> float:
        return (self.rect.x0 + self.rect.x1) / 2


def with_goal_tables(layout: PageLayout, form: Form) -> PageLayout:
    """The page with its goal tables as grids; the same page where all of them are."""
    items: list[Item] = []
    k, changed = 0, False
    while k < len(layout.items):
        item = layout.items[k]
        items.append(item)
        k += 1
        if isinstance(item, Line) and form.project_of(item.text):
            end = next((n for n in range(k, len(layout.items)) if _ends(layout.items[n], form)), len(layout.items))
            region = layout.items[k:end]
            if region and not any(isinstance(i, Grid) and _has_header(i, form) for i in region):
                above, grid = _goal_grid(layout.number, all_lines(region), form)
                if grid is not None:
                    items += [*above, grid]
                    k, changed = end, True
    return replace(layout, items=tuple(items)) if changed else layout


def _ends(item: Item, form: Form) -> bool:
    """Whether a section or another project begins with this."""
    if isinstance(item, Line):
        return form.section_of(item.text) in STRONG or form.project_of(item.text) is not None
    return isinstance(item, Grid) and any(
        form.section_of(cell.text) in STRONG or any(form.section_of(line.text) in STRONG for line in cell.lines[:2]) for cell in item.cells
    )


def _has_header(grid: Grid, form: Form) -> bool:
    """Whether cells of one row name the goals and another column."""
    for row in grid.rows:
        named = {form.column_of(cell.text) for cell in row}
        if "goal" in named and named & {"rating", "operator", "prior"}:
            return True
    return any(_has_header(inner, form) for cell in grid.cells for inner in cell.grids)


def _goal_grid(page: int, lines: Sequence[Line], form: Form) -> tuple[list[Line], Grid | None]:
    """The lines above the header; and header and goals as a grid, a cell a column below the header. None where they are none."""
    runs = [line_of(page, run) for line in lines if not line.vertical for run in runs_of(line.glyphs)]
    runs.sort(key=lambda run: (run.rect.y0, run.rect.x0))
    words = _header(runs, form)
    by_name = {word.name: word for word in words}
    if not {"goal", "operator", "ward"} <= by_name.keys():
        return [], None
    bottom = max(word.rect.y1 for word in words)
    top = min(word.rect.y0 for word in words)
    body = [run for run in runs if run.rect.y0 + run.rect.y1 > 2 * bottom]
    head = sorted((by_name[name] for name in NAMES if name in by_name), key=lambda word: word.middle)
    spans = _columns([glyph for run in body for glyph in run.glyphs], head)
    if spans is None:
        return [], None
    edges = [spans[0][0] - 2, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1] + 2]
    rows = [top - 1, (top + bottom) / 2, bottom + 0.5, max(run.rect.y1 for run in body) + 1]

    def cell(row: int, rowspan: int, col: int, colspan: int, lines: Iterable[Line]) -> Cell:
        return Cell(row, col, rowspan, colspan, Rect(edges[col], rows[row], edges[col + colspan], rows[row + rowspan]), tuple(lines))

    cells: list[Cell] = []
    raters = [n for n, word in enumerate(head) if word.name in ("operator", "ward")]
    over = by_name.get("rating") if raters[1] == raters[0] + 1 else None
    if over is not None:
        cells.append(cell(0, 1, raters[0], 2, over.lines))
    for n, word in enumerate(head):
        cells.append(cell(1, 1, n, 1, word.lines) if over is not None and n in raters else cell(0, 2, n, 1, word.lines))
    for n in range(len(head)):
        parts = ([g for g in line.glyphs if edges[n] <= (g.x0 + g.x1) / 2 < edges[n + 1]] for line in _lines_of(page, body))
        cells.append(cell(2, 1, n, 1, [line_of(page, glyphs) for glyphs in parts if glyphs]))
    goals = next(c for c in cells if c.row == 2 and head[c.col].name == "goal")
    if not any(mark_of(line).kind != "none" for line in goals.lines):
        return [], None
    cells.sort(key=lambda c: (c.row, c.col))
    grid = Grid(page, Rect(edges[0], rows[0], edges[-1], rows[-1]), 3, len(head), tuple(cells), tuple(edges), tuple(rows), ruled="none")
    return [line for line in lines if line.rect.y1 <= top], grid


def _lines_of(page: int, runs: Iterable[Line]) -> list[Line]:
    """The runs of each baseline as one line again."""
    rows: list[list[Glyph]] = []
    bottom = -1e9
    for run in sorted(runs, key=lambda run: (run.rect.y1, run.rect.x0)):
        if run.rect.y1 - bottom > 0.4 * run.size:
            rows.append([])
            bottom = run.rect.y1
        rows[-1] += run.glyphs
    return [line_of(page, sorted(row)) for row in rows]


def _header(runs: Sequence[Line], form: Form) -> list[_Word]:
    """The words of the header, each once; one may be set on two lines."""
    found: dict[str, _Word] = {}
    used: set[int] = set()
    for k, run in enumerate(runs):
        if id(run) in used or len(run.text) > 40:
            continue
        for parts in ([run], *([run, below] for below in _below(run, runs[k + 1 :]))):
            name = form.column_of("".join(part.text for part in parts))
            goal = found.get("goal")
            near = goal is None or abs(run.rect.y0 - goal.rect.y0) < HEADER * run.size
            if name is not None and name not in found and near:
                found[name] = _Word(name, tuple(parts))
                used.update(map(id, parts))
                break
    return list(found.values())


def _below(run: Line, others: Sequence[Line]) -> list[Line]:
    """The runs of the next line under this one."""
    return [
        o for o in others if 0 < o.rect.y0 - run.rect.y0 < 2 * run.size and min(o.rect.x1, run.rect.x1) - max(o.rect.x0, run.rect.x0) > 0
    ]


def _columns(glyphs: Sequence[Glyph], head: Sequence[_Word]) -> list[tuple[float, float]] | None:
    """What the text under each word of the header extends over; None where it does not stand in so many columns."""
    blocks: list[list[float]] = []
    texts: list[str] = []
    for glyph in sorted(glyphs):
        if blocks and glyph.x0 <= blocks[-1][1] + GUTTER * glyph.size:
            blocks[-1][1] = max(blocks[-1][1], glyph.x1)
            texts[-1] += glyph.text
        else:
            blocks.append([glyph.x0, glyph.x1])
            texts.append(glyph.text)
    spans: list[tuple[float, float] | None] = [None] * len(head)
    start: float | None = None
    for (x0, x1), text in zip(blocks, texts, strict=True):
        start = x0 if start is None else start
        if not any(char.isalpha() for char in text):  # a column of marks belongs to the text at its right
            continue
        middle = (start + x1) / 2
        n = min(range(len(head)), key=lambda k: abs(head[k].middle - middle))
        known = spans[n]
        spans[n] = (min(start, known[0]), max(x1, known[1])) if known else (start, x1)
        start = None
    whole = [span for span in spans if span is not None]
    return whole if len(whole) == len(head) and all(a[1] <= b[0] for a, b in pairwise(whole)) else None
