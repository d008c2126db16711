"""Names for several rows that a page's end cuts: a spreadsheet prints the text of a merged cell where it would stand on one long page, so
that it is on either page alone, its one line half on each, or some of its lines on either.

In come the cells of a table so far and those of its next part; out come the same, each name that the break cut once, for all its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.layout.model import Cell, Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import boxes_of, text_of
from pipeline.outline.previous import are_same_columns
from pipeline.outline.raised import raised_in
from pipeline.outline.units import TableUnit, deep_lines
from pipeline.sheet.model import TableCell
from pipeline.values import Printed

CENTRED = 0.35
"""em; a name that stands for several rows has its middle this near theirs"""
OFF = 0.1
"""em; what stands in the middle of its own cell is nearer to it than this"""
NEXT = 1.0
"""em; lines of one name stand no further apart"""


@dataclass(frozen=True, slots=True)
class Break:
    """A page's end in a table: the cells before it, of how many rows, those behind it, and the parts on both pages as they are laid out."""

    before: Sequence[TableCell]
    n_rows: int
    behind: Sequence[TableCell]
    last: TableUnit
    unit: TableUnit


def is_name_alone(at: Break) -> bool:
    """Whether the last row before a break says its name alone, and the first one behind it all the rest: a browser cut the row between its
    name and the numbers, which stand lower."""
    last = {c.col: c.text.text for c in at.before if c.row == at.n_rows - 1}
    first = {c.col: c.text.text for c in at.behind if c.row == 0}
    name, rest = ([col for col, text in row.items() if text] for row in (last, first))
    return name == [0] and last.keys() == first.keys() == {0, *rest} and 0 not in rest


def spans_joined(at: Break, ledger: Ledger, again: int = 0) -> tuple[list[TableCell], list[TableCell]]:
    """The cells before and behind a break, the merged ones that it cut as one before it: such a cell comes again behind it, empty or with
    what of its text stands there. ``again`` is how many of its rows there are the rest of the last row."""
    heads = {(c.col, c.colspan): c for c in at.behind if c.row == 0}
    gone: list[TableCell] = []
    out = []
    for c in at.before:
        more = heads.get((c.col, c.colspan)) if c.row + c.rowspan == at.n_rows else None
        if more is not None and (one := _one_of(at, c, more, ledger)):
            gone.append(more)
            c = one._replace(row=c.row, rowspan=c.rowspan + more.rowspan - again)
        out.append(c)
    return out, [c for c in at.behind if c not in gone]


def _one_of(at: Break, cell: TableCell, more: TableCell, ledger: Ledger) -> TableCell | None:
    """The cell, with its whole text, of which two are the parts; None where they are two. A table's first row has no name above it."""
    is_of_several = max(cell.rowspan, more.rowspan) > 1 or _is_merged_in_all_rows(cell.col, [*at.before, *at.behind], (cell, more))
    if not more.text.text:
        return cell if cell.text.text and is_of_several else None
    head = next(c for c in at.unit.cells if boxes_of(deep_lines(c)) == more.text.boxes)
    foot = next((c for c in _last_row(at.last) if are_same_columns((c.rect.x0, c.rect.x1), (head.rect.x0, head.rect.x1))), None)
    lines = name_over_break(foot, head, is_of_several=is_of_several) if cell.row and foot else ()
    if not lines:
        return None
    ledger.claim_lines([line for line in deep_lines(head) if line not in lines], "label")
    text = text_of([line.text for line in lines])
    return more._replace(text=Printed(text, boxes_of(lines)), raised=raised_in(lines, text))


def _is_merged_in_all_rows(col: int, cells: Iterable[TableCell], parts: Sequence[TableCell]) -> bool:
    """Whether all other names of a column, below its header, stand for as many rows as the two parts of one do together."""
    others = [c for c in cells if c.col == col and c.row > 0 and c not in parts and c.text.text]
    return {c.rowspan for c in others} == {sum(part.rowspan for part in parts)}


def _last_row(unit: TableUnit) -> list[Cell]:
    bottom = max(c.row + c.rowspan for c in unit.cells)
    return [c for c in unit.cells if c.row + c.rowspan == bottom]


def name_over_break(foot: Cell, head: Cell, *, is_of_several: bool) -> Sequence[Line]:
    """The lines of a name by where they stand: one is printed again overleaf, over the end of its cell; or, where the cells are of several
    rows, they are in the middle of both together and in that of neither, or all overleaf, nearer to the middle of both than to their
    cell's."""
    above, below = deep_lines(foot), deep_lines(head)
    if not above:
        is_one = abs(_off(foot, head, below, below)) < abs(_middle(below) - _middle_of(head))
        return below if is_one and (is_of_several or _crosses_head(head, below)) else ()
    if _crosses_head(head, below) and above[-1].text == below[0].text:
        return (*above, *below[1:])
    return (*above, *below) if is_of_several and _is_parted(foot, head, above, below) else ()


def _crosses_head(head: Cell, lines: Sequence[Line]) -> bool:
    return lines[0].rect.y0 < head.rect.y0


def _is_parted(foot: Cell, head: Cell, above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the lines of two cells are of one name, each on its side of the break."""
    em = below[0].size
    is_next = foot.rect.y1 - above[-1].rect.y1 + below[0].rect.y0 - head.rect.y0 <= NEXT * em
    is_at_end = _middle(above) - _middle_of(foot) > OFF * em and _middle_of(head) - _middle(below) > OFF * em
    return is_next and is_at_end and abs(_off(foot, head, above, below)) <= CENTRED * em


def _off(foot: Cell, head: Cell, above: Sequence[Line], below: Sequence[Line]) -> float:
    """How far the middle of a name is below that of both cells, as on one long page; its first line is in ``above``."""
    shift = foot.rect.y1 - head.rect.y0
    top = above[0].rect.y0 + (shift if above is below else 0.0)
    return (top + below[-1].rect.y1 + shift - foot.rect.y0 - head.rect.y1 - shift) / 2


def _middle(lines: Sequence[Line]) -> float:
    return (lines[0].rect.y0 + lines[-1].rect.y1) / 2


def _middle_of(cell: Cell) -> float:
    return (cell.rect.y0 + cell.rect.y1) / 2
