"""Goals as cards: a box for each, with its text and beside it both ratings by the names of who gave them, 法人 A　区 B.

In come the items of all pages, out go the same with the boxes under the label 目指す拠点の姿 as one goal table with it, and those
between the same edges at the head of the next page as more of its rows. What stands beside a card's text is nothing but its ratings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import BODY
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout
from pipeline.outline.frame_rows import band_of, rows_of
from pipeline.outline.goal_columns import is_number
from pipeline.outline.previous import are_same_columns
from pipeline.outline.ratings_apart import ratings_in
from pipeline.rules.shapes import RATED

BLANK = BODY
"""pt; so wide is the column of each rater beside the cards, which is blank: without them a card were a row of one cell, as the form's
other parts are"""


@dataclass(frozen=True, slots=True)
class _Card:
    """The lines of a goal, and its ratings as one line; none where they are a line of the goal's own cell."""

    rect: Rect
    goal: Sequence[Line]
    ratings: Line | None


def with_goal_cards(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The pages with their cards as goal tables."""
    out: list[PageLayout] = []
    edges: tuple[float, ...] = ()
    for layout in layouts:
        items = _with_tables(layout.items, edges, form)
        last = items[-1] if items else None
        edges = last.xs[:2] if isinstance(last, Grid) and last not in layout.items else ()
        out.append(replace(layout, items=tuple(items)))
    return out


def heads_cards(grid: Grid, row: int, form: Form) -> bool:
    """Whether the one text of a row is the label over goals, and a card stands right below it."""
    members, behind = band_of(grid, row)
    texts = [cell.text for cell in members if cell.text]
    return [form.column_of(text) for text in texts] == ["goals"] and bool(_cards_from(grid, behind, form)[0])


def _with_tables(items: Sequence[Item], edges: Sequence[float], form: Form) -> list[Item]:
    """The items with cards as goal tables: those under the label, and those that go on between ``edges`` at the head of a page."""
    first = next((k for k, item in enumerate(items) if isinstance(item, Grid)), len(items))
    out: list[Item] = []
    k = 0
    while k < len(items):
        label = _label_of(items[k], form)
        run = _run_from(items, k, label, form) if label or k == first and edges else None
        if run is not None and run.cards and (label or _are_between(run.cards, edges)):
            out += [_as_table(label, run.cards), *run.rest]
            k = run.end
        else:
            out.append(items[k])
            k += 1
    return out


@dataclass(frozen=True, slots=True)
class _Run:
    """Cards one below the other, the item behind them, and what follows them in the grid of the last."""

    cards: Sequence[_Card]
    end: int
    rest: Sequence[Grid] = ()


def _run_from(items: Sequence[Item], start: int, label: Sequence[Line], form: Form) -> _Run:
    """The cards from an item on, under the ``label`` that begins it, if there is one."""
    cards: list[_Card] = []
    for k in range(start + _is_all_label(items[start], label), len(items)):
        grid = items[k]
        if not isinstance(grid, Grid):
            return _Run(cards, k)
        row = int(bool(label) and k == start)
        found, behind = _cards_from(grid, row, form)
        cards += found
        if behind < grid.n_rows:
            return _Run(cards, k + 1, (rows_of(grid, behind, grid.n_rows),)) if found else _Run(cards, k)
    return _Run(cards, len(items))


def _label_of(item: Item, form: Form) -> Sequence[Line]:
    """The lines of the label over goals that an item is, or that its first row is; none where it is anything else."""
    if isinstance(item, Line):
        lines: Sequence[Line] = (item,)
    elif isinstance(item, Figure):
        lines = item.lines
    else:
        members, _ = band_of(item, 0)
        lines = members[0].lines if len(members) == 1 else ()
    return lines if form.column_of("".join(line.text for line in lines)) == "goals" else ()


def _is_all_label(item: Item, label: Sequence[Line]) -> bool:
    return bool(label) and not (isinstance(item, Grid) and item.n_rows > 1)


def _cards_from(grid: Grid, row: int, form: Form) -> tuple[list[_Card], int]:
    """The cards that the rows of a grid are from ``row`` on, and the first row that is none."""
    cards: list[_Card] = []
    while row < grid.n_rows:
        members, behind = band_of(grid, row)
        card = _card(members, form)
        if card is None:
            break
        cards.append(card)
        row = behind
    return cards, row


def _card(members: Sequence[Cell], form: Form) -> _Card | None:
    """A row as a card: one cell of text, a number before it or not, and the ratings in what follows it or on a line below it."""
    cells = [cell for cell in members if cell.items]
    text = next((n for n, cell in enumerate(cells) if not is_number(cell)), None)
    if text is None or any(cell.grids for cell in cells):
        return None
    goal, beside = _lines_of(cells[: text + 1]), _lines_of(cells[text + 1 :])
    rated = line_of(beside[0].page, [glyph for line in beside for glyph in line.glyphs]) if beside else None
    is_rated = any(ratings_in([line], "", form) for line in ([rated] if rated else goal))
    return _Card(around(*(cell.rect for cell in members)), goal, rated) if is_rated else None


def _lines_of(cells: Sequence[Cell]) -> list[Line]:
    return [line for cell in cells for line in cell.lines]


def _are_between(cards: Sequence[_Card], edges: Sequence[float]) -> bool:
    rect = around(*(card.rect for card in cards))
    return are_same_columns((rect.x0, rect.x1), edges)


def _as_table(label: Sequence[Line], cards: Sequence[_Card]) -> Grid:
    """A goal table under its label, if it has one: a row a card."""
    rects = [card.rect for card in cards]
    left, right, top = min(rect.x0 for rect in rects), max(rect.x1 for rect in rects), rects[0].y0
    xs = (left, right, *(right + BLANK * n for n, _ in enumerate(RATED, 1)))
    rows = [(card.rect.y0, card.rect.y1, (*card.goal, *((card.ratings,) if card.ratings else ()))) for card in cards]
    if label:
        rows.insert(0, (min(line.rect.y0 for line in label), top, tuple(label)))
    cells = [
        Cell(n, col, 1, 1, Rect(x0, y0, x1, y1), () if col else lines)
        for n, (y0, y1, lines) in enumerate(rows)
        for col, (x0, x1) in enumerate(pairwise(xs))
    ]
    ys = (*(y0 for y0, _, _ in rows), rows[-1][1])
    return Grid(cards[0].goal[0].page, Rect(xs[0], ys[0], xs[-1], ys[-1]), len(rows), len(xs) - 1, tuple(cells), xs, ys, ruled="none")
