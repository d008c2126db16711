"""A project's title as a running header or footer, or as a row that a spreadsheet repeats on every page: furniture, wherever a program
puts the name of a worksheet.

In come layouts, out go the layouts in which these lines are furniture. Such a line is the first or the last of its page and says the
title of a project whose goals stand under another one; over the rest of its goals it is left to their table. Names of worksheets in
any words are known by their place, which is the same on nearly all pages, and by what comes back there: the name, or the page's number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeGuard

from pipeline.form.words import LONGEST_LABEL, Form
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.furniture import DIGITS, MARGIN
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.rules import any_of, load

_PAGE = any_of(load("checks")["page_numbers"]["words"])
_BEFORE = r"[\s(（\-－―]"
PAGE_TAIL = re.compile(rf"(?<!{_BEFORE}){_BEFORE}*[0-9０-９]{{1,3}}(?:\s?[/／]\s?[0-9０-９]{{1,3}})?\s?{_PAGE}?[)）\-－―]?$")
"""a page's number behind the title, with all that stands before it: tried from within, a line of spaces takes time by its square"""
SAME_HEIGHT = TOLERANCES.same_height
LAST_NUMBER = re.compile(r"([0-9０-９]{1,3})(?:\s?[/／]\s?[0-9０-９]{1,3})?[^0-9０-９]{0,4}$")
"""a page's number behind a name, of so many pages or not"""
SAME_PLACE = TOLERANCES.same_place
MOSTLY, FEWEST_NAMES = 0.75, 3
"""of the pages, or of what stands at one place of them; and so many pages at least"""
FEWEST = 2
"""pages; where so many have a running title, another name at its place is the one of another worksheet"""


def without_running_titles(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with running titles, and other names at their places, as furniture."""
    ends = [line for layout in layouts for line in _at_ends(layout)]
    heads = _over_goals(layouts, form)
    running = [line for line in ends if line not in heads and _is_of_page(line, heads, form)]
    names = [line for line in ends if _is_other_name(line, running, heads, form)]
    gone = {*running, *names, *_names_of_worksheets(layouts, heads, form), *_over_titles(layouts, heads, form)}
    return [_without(layout, gone) for layout in layouts]


def _is_of_page(line: Line, heads: Mapping[Line, int], form: Form) -> bool:
    """Whether a line says the title of a project that stands on its page, from its goals on or from the page before: a front may list what
    comes, and a text may name another."""
    before = [no for head, no in heads.items() if head.page < line.page]
    here = [no for head, no in heads.items() if head.page == line.page]
    return _project_of(line, form) in (*before[-1:], *here)


def _over_goals(layouts: Sequence[PageLayout], form: Form) -> dict[Line, int]:
    """The titles over goals, with the number of their project: the last one before these, but none at the foot of a page where its
    project has begun. A list of all projects stands over none."""
    heads: dict[Line, int] = {}
    last: tuple[Line, int] | None = None
    for layout in layouts:
        for found in _titles_and_goals(layout.items, form):
            if found is None:
                heads |= [last] if last else []
            elif found[0] is not layout.items[-1] or found[1] not in heads.values():
                last = found
    return heads


def _at_ends(layout: PageLayout) -> list[Line]:
    """The first and the last thing on a page, where they are lines."""
    ends = dict.fromkeys([*layout.items[:1], *layout.items[-1:]])
    return [item for item in ends if isinstance(item, Line) and len(item.text) <= LONGEST_LABEL]


def _project_of(line: Line, form: Form) -> int | None:
    found = form.project_of(line.text) or form.project_of(PAGE_TAIL.sub("", line.text))
    return found[0] if found else None


def _titles_and_goals(items: Iterable[Item], form: Form) -> Iterator[tuple[Line, int] | None]:
    """The titles of projects in reading order, with their numbers, and None where the header of goals stands."""
    for item in items:
        if isinstance(item, Line) and (no := _project_of(item, form)):
            yield item, no
        for row in item.rows if isinstance(item, Grid) else ():
            for cell in row:
                yield from _titles_and_goals(cell.items, form)
            if form.heads_goals(cell.text for cell in row):
                yield None


def _is_other_name(line: Line, running: Sequence[Line], heads: Iterable[Line], form: Form) -> bool:
    """Whether a line that is no project's title stands where a running title does on several pages, those of titles over goals all among
    them: a row that is repeated where a project goes on leaves the place to text elsewhere."""
    pages = {
        other.page for other in running if abs(other.rect.y0 - line.rect.y0) < SAME_HEIGHT and abs(other.size - line.size) < SAME_HEIGHT
    }
    is_header = len(pages - {line.page}) >= FEWEST and pages.issuperset(head.page for head in heads)
    return is_header and _project_of(line, form) is None


def _over_titles(layouts: Sequence[PageLayout], heads: Container[Line], form: Form) -> list[Line]:
    """The lines that pages begin with right above a project's title, where several pages do with the same words: the ward's or the form's
    name, on the first page of each project."""
    tops = [first for layout in layouts for first, _ in _first(layout) if _heads_page(layout.items[1:2], heads, form)]
    said = Counter(line.text for line in tops)
    return [line for line in tops if said[line.text] >= FEWEST]


def _heads_page(items: Sequence[Item], heads: Container[Line], form: Form) -> bool:
    """Whether the first of some items is, or begins with, the title over a project's goals."""
    title = next(_titles_and_goals(items, form), None)
    return title is not None and title[0] in heads


def _names_of_worksheets(layouts: Sequence[PageLayout], heads: Container[Line], form: Form) -> Iterator[Line]:
    """The lines that stand at one place of nearly all pages, if most of them come back on another page or end with the page's number. The
    title over a project's goals and a label over what goes on may be repeated at the head of pages as well; the document's own title
    stands there once."""
    for of_page in (_first, _last):
        ends = {line: at for layout in layouts for line, at in of_page(layout) if form.section_of(line.text) is None}
        for place in {round(at / SAME_PLACE) for at in ends.values()}:
            lines = [line for line, at in ends.items() if abs(at - place * SAME_PLACE) < SAME_PLACE]
            if len(lines) >= max(FEWEST_NAMES, MOSTLY * len(layouts)) and not any(line in heads for line in lines):
                yield from _names_among(lines, form)


def _names_among(lines: Sequence[Line], form: Form) -> list[Line]:
    """The names among lines of one place, if most of these come back."""
    back = _coming_back(lines)
    names = [line for line in lines if line in back or not form.title.search(line.text)]
    return names if MOSTLY * len(lines) <= len(back) else []


def _first(layout: PageLayout) -> list[tuple[Line, float]]:
    """The first thing on a page if it is a line in a margin, with its distance from the page's edge."""
    return [(item, item.rect.y0) for item in layout.items[:1] if _is_in_margin(item, layout)]


def _last(layout: PageLayout) -> list[tuple[Line, float]]:
    return [(item, layout.height - item.rect.y1) for item in layout.items[-1:] if _is_in_margin(item, layout)]


def _is_in_margin(item: Item, layout: PageLayout) -> TypeGuard[Line]:
    edge = min(item.rect.y0, layout.height - item.rect.y1)
    return isinstance(item, Line) and len(item.text) <= LONGEST_LABEL and edge < MARGIN * layout.height


def _coming_back(lines: Sequence[Line]) -> list[Line]:
    """The lines whose text, but for its numbers, is that of another one, and those whose last number rises with the pages."""
    texts = Counter(_without_numbers(line) for line in lines)
    found = {line: int(number[1]) - line.page for line in lines if (number := LAST_NUMBER.search(line.text))}
    behind = Counter(found.values()).most_common(1)
    return [line for line in lines if texts[_without_numbers(line)] > 1 or behind and found.get(line) == behind[0][0] and behind[0][1] > 1]


def _without_numbers(line: Line) -> str:
    return DIGITS.sub("#", line.text)


def _without(layout: PageLayout, gone: set[Line]) -> PageLayout:
    here = [item for item in layout.items if isinstance(item, Line) and item in gone]
    if not here:
        return layout
    items = tuple([item for item in layout.items if item not in here])
    return replace(layout, items=items, furniture=(*layout.furniture, *here))
