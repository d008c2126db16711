"""A project's heading that goes on on the lines below: 6 横浜子育てサポートシステム区支部事 over 務局運営事業.

In come layouts, out go the layouts in which the lines of such a heading are one line; each layout without any as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.form.words import Form, plain
from pipeline.geometry.rect import around
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.pages.model import Glyphs

MOST_LINES = 3
"""a title is wrapped onto no more, however large its type"""
LEADING = 1.5
"""em; the next line of a heading begins no further below the one before, and no higher than it by as much as it may overlap"""
OVERLAP = 0.3


def with_whole_headings(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with the lines of each wrapped heading as one line."""
    return [replace(layout, items=items) if (items := _items(layout.items, form)) else layout for layout in layouts]


def _items(items: Sequence[Item], form: Form) -> tuple[Item, ...]:
    """The items with wrapped headings whole; empty where there are none."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        item = items[k]
        parts = _heading_at(items[k : k + MOST_LINES], form)
        out.append(as_one_line(parts) if parts else _grid(item, form) if isinstance(item, Grid) else item)
        k += max(len(parts), 1)
    return tuple(out) if any(new is not old for new, old in zip(out, items, strict=False)) else ()


def _grid(grid: Grid, form: Form) -> Grid:
    cells = tuple([_cell(cell, form) for cell in grid.cells])
    return replace(grid, cells=cells) if any(new is not old for new, old in zip(cells, grid.cells, strict=True)) else grid


def _cell(cell: Cell, form: Form) -> Cell:
    items = _items(cell.items, form) if cell.grids or len(cell.items) > 1 else ()
    return replace(cell, items=items) if items else cell


def _heading_at(items: Sequence[Item], form: Form) -> list[Line]:
    """The lines at the head of the items that are a heading together; the longest there is, empty where the first is none or all of it."""
    parts: list[Line] = []
    found: list[Line] = []
    for item in items:
        if not isinstance(item, Line) or parts and not _goes_on(parts[-1], item, form):
            break
        parts.append(item)
        if len(parts) > 1 and _is_heading(parts, form) and not any(_is_heading(parts[k:], form) for k in range(1, len(parts))):
            found = parts.copy()  # what is a heading without its first line stands below a number, 事業名
    return found


def _goes_on(above: Line, line: Line, form: Form) -> bool:
    """Whether a line stands right below another and says nothing but what a heading may."""
    is_below = -OVERLAP * above.size <= line.rect.y0 - above.rect.y1 <= LEADING * above.size
    return is_below and _letters(form).issuperset(plain(line.text))


def _is_heading(parts: Sequence[Line], form: Form) -> bool:
    return form.project_of("".join(part.text for part in parts)) is not None


@lru_cache(maxsize=4)
def _letters(form: Form) -> frozenset[str]:
    """All that a heading may be written with: told at once, where its pattern takes its time for each two lines of a sheet."""
    return frozenset(form.heading.pattern) | frozenset("0123456789")


def as_one_line(parts: Sequence[Line]) -> Line:
    """One line with the glyphs of all: what is one to a reader of the form has one owner."""
    glyphs = Glyphs.together([part.glyphs for part in parts])
    return replace(parts[0], rect=around(*(part.rect for part in parts)), glyphs=glyphs, text="".join(part.text for part in parts))
