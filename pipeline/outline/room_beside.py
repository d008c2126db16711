"""The room of lines beside a picture or a floating table, as word processors let text run around it: they end before it, or begin behind
it further right than the lines above and below.

In come the units of a sheet in order, out they come with the sides of such lines at what stands beside them; a picture beside the name
of a table comes behind that table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.form.marks import MarkKind, mark_of
from pipeline.geometry.rect import Rect
from pipeline.outline.units import FigureUnit, TableUnit, TextUnit, Unit

FEWEST = 2
"""lines beside a picture or table; one alone may be its name or its unit"""
LEADING = 0.3
"""em; half of what lines are apart at the widest leading: a line gives way to what reaches into that"""

NumberedLines = Mapping[int, TextUnit]
"""lines of text by their numbers among the units"""


def with_room_beside(units: Sequence[Unit]) -> list[Unit]:
    """The units, where lines left of a picture end at it, and those of a list right of a picture or table begin there."""
    out = list(units)
    pages: dict[int, dict[int, TextUnit]] = defaultdict(dict)
    for k, unit in enumerate(units):
        if isinstance(unit, TextUnit):
            pages[unit.line.page][k] = unit
    for unit in units:
        if isinstance(unit, TableUnit):
            pages[unit.grid.page] |= _behind(pages[unit.grid.page], unit.rect)
        elif isinstance(unit, FigureUnit):
            page, rect = pages[unit.figure.page], unit.figure.rect
            page |= _before(page, rect)
            page |= _behind(page, rect)
    for page in pages.values():
        for k, unit in page.items():
            out[k] = unit
    return _with_names_at_tables(out)


def _level(lines: NumberedLines, rect: Rect) -> NumberedLines:
    """The lines at the height of a rectangle, in a place that reaches around it."""
    return {k: unit for k, unit in lines.items() if unit.left < rect.x1 and rect.x0 < unit.right and _is_level(unit, rect)}


def _is_level(unit: TextUnit, rect: Rect) -> bool:
    white = LEADING * unit.line.size
    return unit.line.rect.y0 - white < rect.y1 and rect.y0 < unit.line.rect.y1 + white


def _before(lines: NumberedLines, rect: Rect) -> NumberedLines:
    """The lines left of a rectangle, which bounds them."""
    before = {k: unit._replace(right=rect.x0) for k, unit in _level(lines, rect).items() if unit.line.rect.x1 <= rect.x0}
    return before if len(before) >= FEWEST else {}


def _behind(lines: NumberedLines, rect: Rect) -> NumberedLines:
    """The lines right of a rectangle, shifted by as much as their marks stand from those of their kind elsewhere in the same place; none
    where none has such a mark."""
    behind = {k: unit for k, unit in _level(lines, rect).items() if rect.x1 <= unit.line.rect.x0}
    places = {unit.place for unit in behind.values()}
    here, there = _marks(behind.values()), _marks(unit for k, unit in lines.items() if unit.place in places and k not in behind)
    shift = min((here[kind] - there[kind] for kind in here.keys() & there.keys()), default=0.0)
    is_shifted = shift > 0 and len(behind) >= FEWEST
    return {k: unit._replace(left=rect.x1, shift=shift) for k, unit in behind.items()} if is_shifted else {}


def _marks(units: Iterable[TextUnit]) -> dict[MarkKind, float]:
    """Where the leftmost mark of each kind stands."""
    marks = sorted((mark_of(unit.line) for unit in units), key=lambda mark: -mark.x)
    return {mark.kind: mark.x for mark in marks if mark.kind != "none"}


def _with_names_at_tables(units: Sequence[Unit]) -> list[Unit]:
    """The units, where a picture beside the lines right over a table comes behind the table; not where that goes on in the next."""
    out = list(units)
    for k in range(len(out) - 2):
        line, picture, table, *following = out[k : k + 4]
        if isinstance(line, TextUnit) and isinstance(picture, FigureUnit) and isinstance(table, TableUnit):
            if line.right == picture.figure.rect.x0 and not any(isinstance(unit, TableUnit) for unit in following):
                out[k + 1 : k + 3] = table, picture
    return out
