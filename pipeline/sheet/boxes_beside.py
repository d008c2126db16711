"""A box of words that stands beside running text, as a writer lets text run around it: ※８月末現在 in a frame at the right.

In come the units of a section in order, out they come with the words of each such box behind the sentence that it would part.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise, takewhile

from pipeline.sheet.edges import ENDS
from pipeline.sheet.marks import mark_of
from pipeline.sheet.units import ContentUnit, TextUnit


def with_boxes_behind(units: Sequence[ContentUnit]) -> list[ContentUnit]:
    """The units, where a box at the right of a line that breaks off comes behind what goes on with that."""
    out = list(units)
    for k in range(1, len(out)):
        if _begins_box(out[k - 1], out[k]):
            end = k + sum(1 for _ in takewhile(partial(_is_in, out[k]), out[k:]))
            behind = end + _lines_going_on(out[k - 1], out[end:])
            out[k:behind] = [*out[end:behind], *out[k:end]]
    return out


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
