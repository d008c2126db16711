"""Goal tables whose header a page's end cuts between its rows, or off its table, right under the heading of their project.

Spreadsheets break a page anywhere: 自己評価 stands on one page, 目指す拠点の姿 in the middle of its merged cell and 法人, 区 on the next;
or all of the header stands on the one, and the goals on the next, in columns that what follows there parts further. Where rows may break
over pages, the names of a header's other cells stand at the foot of the one page, and 自己評価, which needs two lines, on the next.
Where the page end cuts a name itself, a spreadsheet prints it on both pages: the first is a running word there.
In come layouts, out go the layouts with such a header at the head of the second page, as if it had been printed whole there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.form.words import Form
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import line_of, runs_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout


def with_whole_goal_headers(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts, the rows of a cut header on the page where the table goes on."""
    out = list(layouts)
    for n, (before, after) in enumerate(pairwise(layouts)):
        foot = _foot_under_heading(before, form)
        torn = _with_names(after.items[0], foot, form) if after.items else None
        if torn is not None:
            out[n] = replace(out[n], items=out[n].items[: -len(foot)])
            out[n + 1] = replace(out[n + 1], items=(torn, *out[n + 1].items[1:]))
        upper, lower = before.items[-1:], after.items[:1]
        for head, table in zip(upper, lower, strict=False):
            if isinstance(head, Grid) and isinstance(table, Grid) and _is_cut_header(head, table, before, form):
                again = _printed_again(head, table)
                rest = replace(head, cells=tuple([replace(cell, items=()) if cell in again else cell for cell in head.cells]))
                whole = _above(rest, table) if _is_over_goals(rest, table, form) else _as_one(rest, table)
                twice = [line for cell in again for line in cell.lines]
                out[n] = replace(out[n], items=out[n].items[:-1], furniture=(*out[n].furniture, *twice))
                out[n + 1] = replace(out[n + 1], items=(whole, *out[n + 1].items[1:]))
    return out


def _foot_under_heading(page: PageLayout, form: Form) -> Sequence[Item]:
    """What stands between a project's heading and the foot of the page, where that is lines and grids without a word: what the page
    end left of the rules around them."""
    for n, item in enumerate(reversed(page.items)):
        if isinstance(item, Line) and form.project_of(item.text):
            return page.items[len(page.items) - n :]
        if not isinstance(item, Line) and (not isinstance(item, Grid) or any(cell.items for cell in item.cells)):
            break
    return ()


def _with_names(table: Item, foot: Sequence[Item], form: Form) -> Grid | None:
    """The table at the head of a page with the words at the foot of the one before in the blank cells of its first row, under which they
    stand; None where that is no header of goals, or a word stands under no blank cell."""
    runs = _runs_of(foot)
    if not isinstance(table, Grid) or not runs:
        return None
    named = {cell: tuple(run for run in runs if _is_under(run, cell)) for cell in table.rows[0] if not cell.items}
    cells = [replace(cell, items=named.get(cell, cell.items)) for cell in table.cells]
    is_whole = sum(map(len, named.values())) == len(runs)
    is_header = _are_names([cell for cell in cells if cell.row == 0 and cell.items], form)
    return replace(table, cells=tuple(cells)) if is_whole and is_header else None


def _runs_of(items: Sequence[Item]) -> list[Line]:
    """The words of lines, each a line of its own."""
    return [line_of(line.page, run) for line in items if isinstance(line, Line) for run in runs_of(line.glyphs)]


def _is_under(run: Line, cell: Cell) -> bool:
    return cell.rect.x0 < (run.rect.x0 + run.rect.x1) / 2 < cell.rect.x1


def _is_over_goals(head: Grid, table: Grid, form: Form) -> bool:
    """Whether a whole header stands over a row of goals: that has words below the goals' name, and names no columns."""
    goals = next((cell.col for cell in head.cells if form.column_of(cell.text) == "goals"), 0)
    wall = table.walls_at(head.xs, TOLERANCES.column_edge)[goals]
    is_goal = any(cell.items for cell in table.rows[0] if cell.col == wall)
    return is_goal and _are_names(head.cells, form) and not any(form.column_of(cell.text) for cell in table.rows[0])


def _are_names(cells: Sequence[Cell], form: Form) -> bool:
    """Whether each cell of a header names its column, and one of them the goals."""
    texts = [cell.text for cell in cells]
    return all(form.column_of(text) for text in texts) and form.heads_goals(texts)


def _is_cut_header(head: Grid, table: Grid, page: PageLayout, form: Form) -> bool:
    """Whether a row under a project's heading, or a whole header, ends a page and names columns of the goals, as the row with which the
    next page begins, in the same columns or parts of them."""
    named = [cell.text for cell in head.cells if cell.items]
    is_header = (head.n_rows == 1 or _are_names(head.cells, form)) and all(form.column_of(text) for text in named)
    fits = table.walls_at(head.xs, TOLERANCES.column_edge)
    heads = form.heads_goals([*named, *(cell.text for cell in table.rows[0])])
    return _is_headed(page.items[:-1], form) and is_header and bool(fits) and heads


def _is_headed(items: Sequence[Item], form: Form) -> bool:
    """Whether these end with a project's heading, or with one and the issues that the term before left, under their label."""
    lines = [item.text for item in takewhile(lambda item: isinstance(item, Line), reversed(items)) if isinstance(item, Line)]
    since = list(takewhile(lambda text: form.project_of(text) is None, lines))
    return len(since) < len(lines) and all(map(form.heads_prior_issues, since[-1:]))


def _printed_again(head: Grid, table: Grid) -> list[Cell]:
    """The cells of a header whose name stands in the first row overleaf too, in the same columns."""
    walls = table.walls_at(head.xs, TOLERANCES.column_edge)
    overleaf = {(cell.col, cell.col + cell.colspan, cell.text) for cell in table.rows[0]}
    return [c for c in head.cells if (walls[c.col], walls[c.col + c.colspan], c.text) in overleaf]


def _above(head: Grid, table: Grid) -> Grid:
    """The table with the rows of its header above its own."""
    high, walls = head.n_rows, table.walls_at(head.xs, TOLERANCES.column_edge)
    over = [replace(c, col=walls[c.col], colspan=walls[c.col + c.colspan] - walls[c.col]) for c in head.cells]
    cells = [*over, *(replace(cell, row=cell.row + high) for cell in table.cells)]
    ys = (*(y - head.ys[-1] + table.ys[0] for y in head.ys[:-1]), *table.ys)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    return replace(table, n_rows=table.n_rows + high, ys=ys, cells=ordered, heavy=())


def _as_one(head: Grid, table: Grid) -> Grid:
    """The table with the row over its first one; cells of the same columns are one."""
    cells = [replace(cell, row=cell.row + 1) for cell in table.cells]
    walls = table.walls_at(head.xs, TOLERANCES.column_edge)
    for over in head.cells:
        first, last = walls[over.col], walls[over.col + over.colspan]
        under = next((cell for cell in cells if cell.row == 1 and (cell.col, cell.col + cell.colspan) == (first, last)), None)
        if under is not None:
            cells.remove(under)
        rowspan, items = (under.rowspan + 1, under.items) if under is not None else (1, ())
        cells.append(Cell(0, first, rowspan, last - first, under.rect if under else over.rect, (*over.items, *items)))
    ys = (table.ys[0] - (head.ys[-1] - head.ys[0]), *table.ys)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    return replace(table, n_rows=table.n_rows + 1, ys=ys, cells=ordered, heavy=())
