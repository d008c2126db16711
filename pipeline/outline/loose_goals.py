"""Goal tables whose header no rule ties to their rows: set without rules, or with a line under each row only.

In come a page's items, out go the same with such a table made a grid, as if it had been ruled. It is known by the words of
its header between the heading of a project and the first label of a section; its columns are where its text leaves gaps,
and the rows of a column are between the rules that cross it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.geometry.rect import Rect, around
from pipeline.layout.assemble import all_lines
from pipeline.layout.lines import line_of, runs_of
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout
from pipeline.layout.segments import Segment, level_segments
from pipeline.outline.goal_cards import heads_cards
from pipeline.outline.listed_goals import with_goal_list, with_rated_list
from pipeline.outline.units import text_in
from pipeline.pages.model import Glyph, Ruling
from pipeline.rules.shapes import RATED, ColumnRole

GUTTER = 0.45
"""em; columns of text are parted by at least this much where no line goes on"""
HEADER = 5.0
"""em; the words of a header stand within this of the word over the goals"""
ROLES: tuple[ColumnRole, ...] = ("goals", "prior_issues", *RATED.values(), "unread")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the header: what the column holds that it names, its lines and their extent."""

    role: ColumnRole
    lines: tuple[Line, ...]

    @property
    def rect(self) -> Rect:
        return around(*(line.rect for line in self.lines))

    @property
    def middle(self) -> float:
        return (self.rect.x0 + self.rect.x1) / 2


def with_goal_tables(layout: PageLayout, rulings: Iterable[Ruling], form: Form) -> PageLayout:
    """The page with its goal tables as grids, by the rules drawn on it."""
    items: list[Item] = []
    k = 0
    while k < len(layout.items):
        item = layout.items[k]
        items.append(item)
        k += 1
        if form.project_of(_said_alone(item)):
            end = next((n for n in range(k, len(layout.items)) if _ends(layout.items[n], form)), len(layout.items))
            region = layout.items[k:end]
            if listed := with_rated_list(layout.number, region, form):
                items += listed
                k = end
            elif not any(isinstance(i, Grid) and _has_header(i, form) for i in region):
                above, grid = _goal_grid(layout.number, all_lines(region), form, rulings)
                items += [*above, grid] if grid is not None else with_goal_list(layout.number, region, form)
                k = end
    return replace(layout, items=tuple(items))


def _said_alone(item: Item) -> str:
    """What a line says, or a box or a frame of one cell around it."""
    if isinstance(item, Grid):
        return item.cells[0].text if len(item.cells) == 1 and not item.cells[0].grids else ""
    return item.text if isinstance(item, Line) else text_in(item)


def _ends(item: Item, form: Form) -> bool:
    """Whether a section or another project begins with this."""
    if isinstance(item, Line):
        return form.is_label(item.text) or form.project_of(item.text) is not None
    if isinstance(item, Figure):
        return form.is_label(text_in(item))
    return any(form.is_label(cell.text) or any(form.is_label(line.text) for line in cell.lines[:2]) for cell in item.cells)


def _has_header(grid: Grid, form: Form) -> bool:
    """Whether cells of one row name the goals and another column, or the goals over cards of them."""
    if any(form.heads_goals(cell.text for cell in row) or heads_cards(grid, n, form) for n, row in enumerate(grid.rows)):
        return True
    return any(_has_header(inner, form) for cell in grid.cells for inner in cell.grids)


def _goal_grid(page: int, lines: Sequence[Line], form: Form, rulings: Iterable[Ruling]) -> tuple[list[Line], Grid | None]:
    """The lines above the header; and header and goals as a grid. None where they are none."""
    runs = [line_of(page, run) for line in lines if not line.vertical for run in runs_of(line.glyphs)]
    runs.sort(key=lambda run: (run.rect.y0, run.rect.x0))
    by_role = {word.role: word for word in _header(runs, form)}
    if not {"goals", *RATED.values()} <= by_role.keys():
        return [], None
    head = around(*(word.rect for word in by_role.values()))
    level = level_segments(rulings)
    grid = _grid_of(by_role, head, [run for run in runs if run.rect.y0 + run.rect.y1 > 2 * head.y1], level)
    return [line for line in lines if line.rect.y1 <= head.y0], grid


def _grid_of(by_role: Mapping[ColumnRole, _Word], head: Rect, body: Sequence[Line], level: Sequence[Segment]) -> Grid | None:
    """The goal table, given its header and the runs of text below; None where these stand in no columns, or no goal has a mark."""
    words = sorted((by_role[role] for role in ROLES if role in by_role), key=lambda word: word.middle)
    spans = _columns([glyph for run in body for glyph in run.glyphs], words)
    if spans is None:
        return None
    xs = (spans[0][0] - ROOM, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1] + ROOM)
    page, top, bottom = body[0].page, head.y1 + UNDER, max(run.rect.y1 for run in body) + OVER
    crossing = _crossing(level, body, spans)
    ys = (head.y0 - OVER, (head.y0 + head.y1) / 2, top, *sorted({at for column in crossing for at in column}), bottom)
    over = [by_role[role] for role in by_role if role == "ratings"]
    rows = list(_body_cells(page, _lines_of(page, body), xs, ys, crossing))
    if not any(_has_mark(cell) for cell in rows if words[cell.col].role == "goals"):
        return None
    cells = sorted((*_head_cells(words, over, xs, ys), *rows), key=lambda c: (c.row, c.col))
    return Grid(page, Rect(xs[0], ys[0], xs[-1], ys[-1]), len(ys) - 1, len(words), tuple(cells), xs, ys, ruled="none")


def _crossing(level: Sequence[Segment], body: Sequence[Line], spans: Sequence[tuple[float, float]]) -> list[list[float]]:
    """The heights of the rules between the goals, column by column."""
    top, bottom = min(run.rect.y1 for run in body), max(run.rect.y0 for run in body)
    within = [one for one in level if top < one.at < bottom]
    return [[one.at for one in within if one.lo <= x0 and x1 <= one.hi] for x0, x1 in spans]


def _has_mark(cell: Cell) -> bool:
    return any(mark_of(line).kind != "none" for line in cell.lines)


ROOM, OVER, UNDER = 2.0, 1.0, 0.5
"""pt; so far the table reaches beyond its text at the sides and over and under it, and its header under its words"""
GOALS_FROM = 2
"""the first row of the goals, under the two of the header"""


def _cell(row: int, rowspan: int, col: int, colspan: int, lines: Iterable[Line], xs: Sequence[float], ys: Sequence[float]) -> Cell:
    return Cell(row, col, rowspan, colspan, Rect(xs[col], ys[row], xs[col + colspan], ys[row + rowspan]), tuple(lines))


def _head_cells(words: Sequence[_Word], ratings: Sequence[_Word], xs: Sequence[float], ys: Sequence[float]) -> Iterator[Cell]:
    """A cell a word; where the raters stand side by side, the word for their ratings stands over them, if there is one."""
    raters = [n for n, word in enumerate(words) if word.role in RATED.values()]
    over = ratings if raters[1] == raters[0] + 1 else ()
    yield from (_cell(0, 1, raters[0], len(raters), word.lines, xs, ys) for word in over)
    for n, word in enumerate(words):
        yield _cell(1, 1, n, 1, word.lines, xs, ys) if over and n in raters else _cell(0, GOALS_FROM, n, 1, word.lines, xs, ys)


def _body_cells(
    page: int, lines: Sequence[Line], xs: Sequence[float], ys: Sequence[float], crossing: Sequence[Sequence[float]]
) -> Iterator[Cell]:
    """The cells of each column, between the heights where rules cross it, with what of each line stands in them."""
    for n, ((x0, x1), heights) in enumerate(zip(pairwise(xs), crossing, strict=True)):
        parts = ([g for g in line.glyphs if x0 <= (g.x0 + g.x1) / 2 < x1] for line in lines)
        own = [line_of(page, glyphs) for glyphs in parts if glyphs]
        for above, below in pairwise(sorted({ys[GOALS_FROM], *heights, ys[-1]})):
            row, end = ys.index(above), ys.index(below)
            yield _cell(row, end - row, n, 1, [line for line in own if 2 * above <= line.rect.y0 + line.rect.y1 < 2 * below], xs, ys)


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
    found: dict[ColumnRole, _Word] = {}
    for k, run in enumerate(runs):
        for parts in ([run], *([run, below] for below in _below(run, runs[k + 1 :]))):
            role = form.column_of("".join(part.text for part in parts))
            goal = found.get("goals")
            near = goal is None or abs(run.rect.y0 - goal.rect.y0) < HEADER * run.size
            if role is not None and role not in found and near:
                found[role] = _Word(role, tuple(parts))
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
    return whole if len(whole) == len(head) else None
