"""A box of words that stands beside running text, as a writer lets text run around it: ※８月末現在 in a frame at the right.

In come the units of a section in order, out they come with the words of each such box behind the sentence that it would part, and a note
beside the lines over a table behind that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.form.marks import mark_of
from pipeline.outline.edges import ENDS
from pipeline.outline.units import ContentUnit, TableUnit, TextUnit
from pipeline.rules.captions import NOTE_SIGNS


def with_boxes_behind(units: Sequence[ContentUnit]) -> list[ContentUnit]:
    """The units, where a box at the right of a line that breaks off comes behind what goes on with that."""
    out = list(units)
    for k in range(1, len(out)):
        line, box = out[k - 1], out[k]
        if isinstance(line, TextUnit) and isinstance(box, TextUnit) and line.line.page == box.line.page and box.left >= line.line.rect.x1:
            end = k + len(_in_cell_of(box, out[k:]))
            behind = end + _lines_going_on(line, out[end:])
            out[k:behind] = [*out[end:behind], *out[k:end]]
    for k, table in enumerate(out):
        above = slice(max(0, k - MOST_OVER), k)
        if isinstance(table, TableUnit) and (notes := _notes_beside(table, out[above])):
            out[above.start : k + 1] = [*(unit for unit in out[above] if unit not in notes), table, *notes]
    return out


MOST_OVER = 4
"""lines; a table's name, its unit and the note between them are no more"""


def _notes_beside(table: TableUnit, over: Sequence[ContentUnit]) -> list[ContentUnit]:
    """The lines of a note in a box among those over a table, at the right of it and behind its name."""
    lines = [unit for unit in over if isinstance(unit, TextUnit)]
    boxed = [unit for unit in lines[1:] if unit.place != lines[0].place and unit.left >= table.rect.x1]
    is_note = len(lines) == len(over) and bool(boxed) and boxed[0].line.text.startswith(NOTE_SIGNS)
    return [*boxed] if is_note else []


def _in_cell_of(first: TextUnit, units: Sequence[ContentUnit]) -> list[TextUnit]:
    """The lines that stand in one cell with another, as far as nothing else comes between them."""
    own: list[TextUnit] = []
    for unit in units:
        if not isinstance(unit, TextUnit) or unit.place != first.place:
            break
        own.append(unit)
    return own


def _lines_going_on(line: TextUnit, units: Sequence[ContentUnit]) -> int:
    """How many of the units go on with a line in its own cell: none has a mark, nor does the one before end a sentence."""
    own = _in_cell_of(line, units)
    pairs = enumerate(pairwise([line, *own]))
    return next((k for k, (above, unit) in pairs if above.line.text[-1] in ENDS or mark_of(unit.line).kind != "none"), len(own))
