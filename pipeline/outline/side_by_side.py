"""Tables and figures that stand side by side, with the lines over them in columns too: read column by column, each under its own lines.

In come the units of a section in order, out they come with lines that hold the words of two columns cut where the white between
them is. So no sentence is made of two captions, two bullets or two headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import line_of
from pipeline.outline.units import ContentUnit, FigureUnit, TableUnit, TextUnit

BESIDE = 0.3
"""of the lower one's height; tables that share so much of it stand side by side"""
APART = 1.8
"""em; so wide a gap parts the lines over tables that stand side by side, …"""
BEGINS = (0.3, 1.0)
"""em; … and a gap so wide where what follows begins so near the left side of the next table"""
LEVEL = 0.5
"""em; lines of one row begin no further apart in height"""
TIGHT = 1.9
"""em; the rows of one caption begin no further below each other, at the widest leading"""
ROWS = 4
"""of lines at most; what goes on for longer is text in columns"""


def by_columns(units: Sequence[ContentUnit], signs: frozenset[str]) -> list[ContentUnit]:
    """The units, where lines stand in columns over tables side by side: the lines over each table, and then that table; where a line
    below names each in its column, each table with its name. ``signs`` are those that a name begins with."""
    out = list(units)
    for places in reversed(_groups(out)):
        first, end = places[0], places[-1] + 1
        tables = [out[n] for n in places]
        head = first - 1 if _goes_on_from(out[first - 1] if first else None, out[first]) else first
        begin, columns = _lines_above(out[:head], tables)
        if columns:
            starts = [head, *(n - len(_over_next(out[:n], out[n])) for n in places[1:])]
            parts = [out[n:behind] for n, behind in pairwise([*starts, end])]
            out[begin:end] = [unit for column, part in zip(columns, parts, strict=True) for unit in (*column, *part)]
        elif len(tables) == end - first and (names := _names_below(out[end : end + 1], tables, signs)):
            out[first : end + 1] = [unit for pair in zip(tables, names, strict=True) for unit in pair]
    return out


def _goes_on_from(before: ContentUnit | None, table: ContentUnit) -> bool:
    """Whether the first of tables side by side goes on from the page before, whose end left no room for the next: the lines over both
    stand there."""
    if not isinstance(before, TableUnit) or not isinstance(table, TableUnit) or before.grid.page + 1 != table.grid.page:
        return False
    return max(abs(before.rect.x0 - table.rect.x0), abs(before.rect.x1 - table.rect.x1)) <= TOLERANCES.column_edge


def _lines_above(above: Sequence[ContentUnit], tables: Sequence[ContentUnit]) -> tuple[int, list[list[TextUnit]]]:
    """Where the lines begin that stand in columns right above tables side by side, and the lines over each; empty if there are none."""
    rows = _rows_above(above)
    parted = [[part for unit in row for part in _parts(unit, tables)] for row in rows]
    top = next((n for n, row in enumerate(parted) if len({of for of, _ in row}) > 1), len(rows))
    columns = [[part for row in parted[top:] for of, part in row if of == k] for k in range(len(tables))] if top < len(rows) else []
    return len(above) - sum(map(len, rows[top:])), columns


def _names_below(below: Sequence[ContentUnit], tables: Sequence[ContentUnit], signs: frozenset[str]) -> list[ContentUnit]:
    """The parts of the line under tables side by side, one under each, where each begins as a name does; else empty."""
    parts = [part for unit in below if isinstance(unit, TextUnit) for part in _parts(unit, tables)]
    is_whole = [of for of, _ in parts] == list(range(len(tables)))
    return [unit for _, unit in parts] if is_whole and all(unit.line.text[0] in signs for _, unit in parts) else []


def _groups(units: Sequence[ContentUnit]) -> list[list[int]]:
    """The runs of tables and figures, two at least, of which each stands beside the one before, by number; between them stand notes under
    the one alone and the rest of the name over the other."""
    places = [n for n, unit in enumerate(units) if not isinstance(unit, TextUnit)]
    beside = [((n, m), _stand_beside(units[n : m + 1])) for n, m in pairwise(places)]
    runs = [[pair for pair, _ in run] for are_beside, run in groupby(beside, key=lambda pair: pair[1]) if are_beside]
    return [[run[0][0], *(m for _, m in run)] for run in runs]


def _stand_beside(units: Sequence[ContentUnit]) -> bool:
    """Whether the first and the last of some units are tables side by side, and what is between them stands under the one or over the
    other."""
    one, *between, other = units
    if isinstance(one, TextUnit) or isinstance(other, TextUnit) or _page(one) != _page(other):
        return False
    a, b = _rect(one), _rect(other)
    notes = [unit for unit in between[: len(between) - len(_over_next(between, other))] if isinstance(unit, TextUnit)]
    if not all(a.y1 <= unit.line.rect.y0 and unit.line.rect.x1 <= b.x0 for unit in notes):
        return False
    return min(a.y1, b.y1) - max(a.y0, b.y0) > BESIDE * min(a.y1 - a.y0, b.y1 - b.y0)


def _over_next(before: Sequence[ContentUnit], table: ContentUnit) -> list[ContentUnit]:
    """The last of the units before a table that stand over it, and beside what is before them."""
    rect = _rect(table) if not isinstance(table, TextUnit) else table.line.rect
    over = takewhile(
        lambda unit: isinstance(unit, TextUnit) and unit.line.rect.y1 <= rect.y0 and unit.line.rect.x1 > rect.x0, reversed(before)
    )
    return list(over)


def _page(unit: TableUnit | FigureUnit) -> int:
    return unit.grid.page if isinstance(unit, TableUnit) else unit.figure.page


def _rect(unit: TableUnit | FigureUnit) -> Rect:
    return unit.rect if isinstance(unit, TableUnit) else unit.figure.rect


def _rows_above(units: Sequence[ContentUnit]) -> list[list[TextUnit]]:
    """The last lines of the units in rows from top to bottom, as many as may belong together."""
    rows: list[list[TextUnit]] = []
    for unit in reversed(units):
        if not isinstance(unit, TextUnit) or rows and not _are_near(unit, rows[0][0], TIGHT):
            break
        if rows and _are_near(unit, rows[0][0], LEVEL):
            rows[0].insert(0, unit)
        elif len(rows) == ROWS:
            break
        else:
            rows.insert(0, [unit])
    return rows


def _are_near(one: TextUnit, other: TextUnit, reach: float) -> bool:
    return one.line.page == other.line.page and abs(one.line.rect.y0 - other.line.rect.y0) <= reach * other.line.size


def _parts(unit: TextUnit, tables: Sequence[ContentUnit]) -> list[tuple[int, TextUnit]]:
    """The line's parts, each with the number of the table that it stands over; the line itself where it does not stand in columns."""
    rects = [_rect(table) for table in tables if not isinstance(table, TextUnit)]
    line, least, near = unit.line, *[share * unit.line.size for share in BEGINS]
    cuts = [0]
    for n, (end, begin) in enumerate(zip(line.glyphs.x1, line.glyphs.x0[1:], strict=False), 1):
        is_at_table = any(abs(begin - rect.x0) <= near for rect in rects[1:])
        if begin - end > APART * line.size or begin - end > least and is_at_table:
            cuts.append(n)
    found: dict[int, list[int]] = {}
    for start, stop in pairwise([*cuts, len(line.glyphs.x0)]):
        found.setdefault(_table_under(line.glyphs.x0[start], line.glyphs.x1[stop - 1], rects), []).extend(range(start, stop))
    return [(of, _part(unit, glyphs, rects, of)) for of, glyphs in found.items()] if len(found) > 1 else [(next(iter(found), 0), unit)]


def _table_under(begin: float, end: float, rects: Sequence[Rect]) -> int:
    """The number of the table under the middle of a stretch, or of the nearest."""
    middle = (begin + end) / 2
    return min(range(len(rects)), key=lambda k: max(rects[k].x0 - middle, middle - rects[k].x1, 0.0))


def _part(unit: TextUnit, glyphs: Sequence[int], rects: Sequence[Rect], of: int) -> TextUnit:
    """Some of a line's glyphs as a line of their own, which has the room between the tables beside its own."""
    line = line_of(unit.line.page, [unit.line.glyphs[n] for n in glyphs], unit.line.vertical)
    left = rects[of - 1].x1 if of else unit.left
    right = rects[of + 1].x0 if of + 1 < len(rects) else unit.right
    return unit._replace(line=line, left=max(unit.left, left), right=min(unit.right, right))
