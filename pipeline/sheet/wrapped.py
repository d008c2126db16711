"""Captions of several lines: those that wrap at the width of their table, short for the cell they stand in, yet full for the table, and
those that have the unit on a line of its own.

In come the blocks of a section; out they come with the lines of each such caption as one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.marks import MarkKind
from pipeline.form.words import is_remark
from pipeline.outline.edges import SENTENCE_END
from pipeline.outline.paragraphs import Paragraph, finish
from pipeline.sheet.blocks import Block
from pipeline.sheet.marked_names import is_plain_name, numbers_of_names, shape_of, signs_of_lists
from pipeline.sheet.tables import TablePart

FULL = (1.2, 3.0)
"""em; a full line of such a caption ends so little before the right side of the table, or beyond it (by the padding of a cell)"""
TIGHT = 1.9
"""em; its baselines are no further apart, at the widest leading"""
INDENT = 1.2
"""em; a wrapped line begins no further right than the first, by the width of a mark"""


def with_whole_captions(blocks: Sequence[Block], signs: frozenset[str]) -> list[Block]:
    """The blocks, where each caption above a table that begins with one of these signs is one paragraph."""
    out: list[Block] = []
    listed = signs_of_lists(blocks)
    numbers = numbers_of_names(blocks)
    for block in blocks:
        out.append(block)
        first = _first_line(out, signs, listed, numbers)
        if first is not None:
            whole, *rest = [part for part in out[first:-1] if isinstance(part, Paragraph)]
            whole.units.extend(unit for part in rest for unit in part.units)
            finish(whole)
            out[first:] = [whole, block]
    return out


def _first_line(blocks: Sequence[Block], signs: frozenset[str], listed: frozenset[str], numbers: frozenset[str]) -> int | None:
    """The place of the paragraph that begins the caption right above the last block, a table; None where it is one paragraph, or none.
    ``listed``: the signs of items that are no sentences and name nothing; ``numbers``: how those of names are printed."""
    table = blocks[-1]
    for n in range(len(blocks) - 2, 0, -1):
        lower, upper = blocks[n], blocks[n - 1]
        if not isinstance(lower, Paragraph) or not isinstance(upper, Paragraph) or not isinstance(table, TablePart):
            return None
        if _is_remark_on(upper, lower, listed, numbers):
            return n - 1
        if lower.mark.kind != "none" or not _wraps(upper, lower, table.boxes[0].x1):
            return None
        if upper.mark.text[:1] in signs or upper.text[:1] in signs:
            return n - 1
    return None


NAMING: frozenset[MarkKind] = frozenset({"none", "bullet", "arrow"})
"""marks of names; a number is that of a heading, where it heads more than a table"""


def _is_remark_on(upper: Paragraph, lower: Paragraph, listed: frozenset[str], numbers: frozenset[str]) -> bool:
    """Whether a line tells the unit of what the line above it names; a heading of a goal names no table, nor does an item of a list."""
    is_item = upper.mark.kind == "bullet" and upper.mark.text in listed
    can_name = upper.mark.kind in NAMING or shape_of(upper.mark.text) in numbers
    return is_remark(lower.whole) and can_name and not is_item and is_plain_name(upper)


def _wraps(upper: Paragraph, lower: Paragraph, side: float) -> bool:
    """Whether one paragraph goes on in the next at the width of a table whose right side is given."""
    above, below = upper.units[-1].line, lower.first
    early, late = (share * below.size for share in FULL)
    full = side - early <= above.rect.x1 <= side + late
    tight = above.page == below.page and 0 < below.rect.y1 - above.rect.y1 <= TIGHT * below.size
    aligned = abs(below.rect.x0 - upper.first.rect.x0) <= INDENT * below.size
    return full and tight and aligned and upper.bold == lower.bold and upper.text[-1:] not in SENTENCE_END
