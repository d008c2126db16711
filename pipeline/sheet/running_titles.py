"""A project's title as a running header or footer, or as a row that a spreadsheet repeats on every page: furniture, wherever a program
puts the name of a worksheet.

In come layouts, out go the layouts in which these lines are furniture. Such a line is the first or the last of its page and says the
title of a project that has begun, on a page before or elsewhere on its own; over the rest of its goals it is left to their table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.sheet.form import LONGEST_LABEL, Form

PAGE_TAIL = re.compile(r"[\s(（\-－―]*[0-9０-９]{1,3}(?:\s?[/／]\s?[0-9０-９]{1,3})?\s?(?:ページ|頁)?[)）\-－―]?$")
"""a page's number behind the title"""
SAME_HEIGHT = TOLERANCES.same_height
FEWEST = 2
"""pages; where so many have a running title, another name at its place is the one of another worksheet"""


def without_running_titles(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with running titles, and other names at their places, as furniture."""
    running: list[Line] = []
    begun: set[int] = set()
    for layout in layouts:
        running += [line for line in _at_ends(layout) if _is_running(line, layout, begun, form)]
        begun |= {no for line in all_lines(layout.items) if line not in running and (no := _project_of(line, form))}
    if not running:
        return list(layouts)
    names = [line for layout in layouts for line in _at_ends(layout) if _is_other_name(line, running, form)]
    gone = {*running, *names}
    return [_without(layout, gone) for layout in layouts]


def _at_ends(layout: PageLayout) -> list[Line]:
    """The first and the last thing on a page, where they are lines."""
    ends = dict.fromkeys([*layout.items[:1], *layout.items[-1:]])
    return [item for item in ends if isinstance(item, Line) and len(item.text) <= LONGEST_LABEL]


def _is_running(line: Line, layout: PageLayout, begun: set[int], form: Form) -> bool:
    """Whether a line is the title of a project that begins elsewhere."""
    no = _project_of(line, form)
    if no is None or line is layout.items[0] and _heads_goals(layout.items[1:2], form):
        return False
    return no in begun or any(other is not line and _project_of(other, form) == no for other in all_lines(layout.items))


def _project_of(line: Line, form: Form) -> int | None:
    found = form.project_of(line.text) or form.project_of(PAGE_TAIL.sub("", line.text))
    return found[0] if found else None


def _heads_goals(items: Sequence[Item], form: Form) -> bool:
    return any(isinstance(item, Grid) and any(form.heads_goals(cell.text for cell in row) for row in item.rows) for item in items)


def _is_other_name(line: Line, running: Sequence[Line], form: Form) -> bool:
    """Whether a line that is no project's title stands where running titles do on other pages."""
    pages = {
        other.page for other in running if abs(other.rect.y0 - line.rect.y0) < SAME_HEIGHT and abs(other.size - line.size) < SAME_HEIGHT
    }
    return len(pages - {line.page}) >= FEWEST and _project_of(line, form) is None


def _without(layout: PageLayout, gone: set[Line]) -> PageLayout:
    here = [item for item in layout.items if isinstance(item, Line) and item in gone]
    if not here:
        return layout
    items = tuple([item for item in layout.items if item not in here])
    return replace(layout, items=items, furniture=(*layout.furniture, *here))
