"""Boxes for signatures and seals (決裁欄, 確認印): an office's own, in which nothing of the sheet is said.

In come layouts, out go the layouts in which what is printed in such a box is furniture. It is a ruled one in which all words name who
signs (係長, 区担当者) or that it is done (承認), and some cells are blank but for 印 or a day to be filled in.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from pipeline.form.words import Form
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Grid, Item, PageLayout

_RATERS = frozenset({"rating_operator", "rating_ward"})


def without_seal_boxes(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with what is printed in boxes for seals as furniture."""
    grids = [item for layout in layouts for item in layout.items if isinstance(item, Grid)]
    first = next((n for n, grid in enumerate(grids) if _has_goals(grid, form)), len(grids))
    boxes = {grid for n, grid in enumerate(grids) if _is_for_seals(grid, form, has_goals=n > first)}
    return [_without(layout, boxes) for layout in layouts] if boxes else list(layouts)


def _without(layout: PageLayout, boxes: Set[Item]) -> PageLayout:
    here = [item for item in layout.items if item in boxes]
    items = tuple([item for item in layout.items if item not in boxes])
    return replace(layout, items=items, furniture=(*layout.furniture, *all_lines(here)))


def _is_for_seals(grid: Grid, form: Form, *, has_goals: bool) -> bool:
    """Whether a grid is a box for seals. What names no more than who rates (区, 法人) heads the ratings, once there are goals."""
    if any(len(cell.items) > len(cell.lines) for cell in grid.cells):
        return False
    words = [cell.text for cell in grid.cells if not form.is_to_be_signed(cell.text)]
    if not 0 < len(words) < len(grid.cells):
        return False
    signing = [word for word in words if form.is_of_seals(word)]
    return bool(signing or not has_goals) and all(word in signing or form.column_of(word) in _RATERS for word in words)


def _has_goals(grid: Grid, form: Form) -> bool:
    """Whether a grid is a table of goals, or a frame around one."""
    inner = (inside for cell in grid.cells for inside in cell.grids)
    return any(form.heads_goals(cell.text for cell in row) for row in grid.rows) or any(_has_goals(inside, form) for inside in inner)
