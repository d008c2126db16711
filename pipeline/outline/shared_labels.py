"""A label that two sections share, with what parts them below it: 評価の理由 over （法人） and （区）.

In come layouts, out go the layouts in which each of these lines says the whole label, so that it is read as any other; the label over
both says that of the first, which begins right below it. The glyphs stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.form.words import Form, plain
from pipeline.layout.model import Cell, Figure, Item, Line, PageLayout
from pipeline.rules.shapes import RATED


def with_whole_labels(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with such labels whole; each layout without any as it is."""
    names = _whole_labels([line for layout in layouts for line in _lines_of(layout.items)], form)
    pages = {line.page for line in names}
    return [replace(layout, items=renamed(layout.items, names)) if layout.number in pages else layout for layout in layouts]


def _whole_labels(lines: Sequence[tuple[Line, bool]], form: Form) -> dict[Line, str]:
    """What each line of a shared label says with its other part; ``lines`` in reading order, each with whether nothing stands beside."""
    names: dict[Line, str] = {}
    found: set[str] = set()
    shared = ""
    for (above, is_alone), (line, _) in pairwise(lines):
        if shared and (form.is_label(line.text) or form.project_of(line.text) is not None):
            shared = ""
        if not (shared or is_alone) or form.column_of(line.text) not in RATED.values():
            continue
        if is_alone and _section_of_both(above.text, line, form):
            shared, found = above.text, set()
            names[above] = _both(shared, line)
        section = _section_of_both(shared, line, form)
        if section is not None and section not in found:
            found.add(section)
            names[line] = _both(shared, line)
    return names


def _section_of_both(shared: str, line: Line, form: Form) -> str | None:
    """The section of raters' reasons that a shared label names together with a line below it."""
    section = form.section_of(_both(shared, line))
    rule = form.sections.rules.get(section or "")
    return section if rule is not None and rule.reasons_of is not None else None


def _both(shared: str, line: Line) -> str:
    return f"{shared}({plain(line.text).strip('()■□●○◆◇:')})"


def _lines_of(items: Sequence[Item]) -> Iterator[tuple[Line, bool]]:
    """The lines in reading order, each with whether nothing stands beside it."""
    for item in items:
        if isinstance(item, Line):
            yield item, not item.vertical
        elif isinstance(item, Figure):
            yield from ((line, len(item.lines) == 1) for line in item.lines)
        else:
            for cell in item.cells:
                is_whole = cell.colspan == item.n_cols
                yield from ((line, is_alone and is_whole) for line, is_alone in _lines_of(cell.items))


def renamed(items: Sequence[Item], names: Mapping[Line, str]) -> tuple[Item, ...]:
    """Items with the lines that have another name saying that."""
    return tuple([_item(item, names) for item in items])


def _item(item: Item, names: Mapping[Line, str]) -> Item:
    if isinstance(item, Line):
        return _line(item, names)
    if isinstance(item, Figure):
        return replace(item, lines=tuple([_line(line, names) for line in item.lines]))
    return replace(item, cells=tuple([_cell(cell, names) for cell in item.cells]))


def _line(line: Line, names: Mapping[Line, str]) -> Line:
    return replace(line, text=names[line]) if line in names else line


def _cell(cell: Cell, names: Mapping[Line, str]) -> Cell:
    return replace(cell, items=renamed(cell.items, names))
