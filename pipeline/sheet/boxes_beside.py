"""A box of words that stands beside running text, as a writer lets text run around it: ※８月末現在 in a frame at the right.

In come the units of a section in order, out they come with the words of each such box behind the sentence that it would part, and a note
beside the lines over a table behind that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise, takewhile

from pipeline.rules.captions import NOTE_SIGNS
from pipeline.sheet.edges import ENDS
from pipeline.sheet.marks import mark_of
from pipeline.sheet.units import ContentUnit, TableUnit, TextUnit


def with_boxes_behind(units: Sequence[ContentUnit]) -> list[ContentUnit]:
    """The units, where a box at the right of a line that breaks off comes behind what goes on with that."""
    out = list(units)
    for k in range(1, len(out)):
        if _begins_box(out[k - 1], out[k]):
            end = k + sum(1 for _ in takewhile(partial(_is_in, out[k]), out[k:]))
            behind = end + _lines_going_on(out[k - 1], out[end:])
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


def _begins_box(line: ContentUnit, unit: ContentUnit) -> bool:
    """Whether a unit is the first line of a box at the right of a line that ends no sentence."""
    if not isinstance(line, TextUnit) or not isinstance(unit, TextUnit) or line.line.text[-1] in ENDS:
        return False
    return line.line.page == unit.line.page and unit.left >= line.line.rect.x1 and unit.place != line.place


def _is_in(first: ContentUnit, unit: ContentUnit) -> bool:
    return isinstance(first, TextUnit) and isinstance(unit, TextUnit) and unit.place == first.place


def _lines_going_on(line: ContentUnit, units: Sequence[ContentUnit]) -> int:
    """How many of the units go on with a line in its own cell: none has a mark, nor does the one before end a sentence."""
    pairs = enumerate(pairwise([line, *units]))
    return next((k for k, (above, unit) in pairs if not _goes_on(above, unit)), len(units))


def _goes_on(above: ContentUnit, unit: ContentUnit) -> bool:
    if not isinstance(above, TextUnit) or not isinstance(unit, TextUnit) or unit.place != above.place:
        return False
    return above.line.text[-1] not in ENDS and mark_of(unit.line).kind == "none"
