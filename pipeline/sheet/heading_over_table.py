"""Headings with a table before their text: they are set as those are that stand right over theirs, and name no table.

In come the blocks of a section and the number of a line that may name the table below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.rules.captions import IS_OF_TABLE, names_counts
from pipeline.sheet.blocks import Block
from pipeline.sheet.form import plain
from pipeline.sheet.glued_numbers import glued_number
from pipeline.sheet.paragraphs import Paragraph
from pipeline.sheet.stretch import NAMED

_Style = tuple[bool, str, int]
"""weight, brackets and size in points of a line without mark"""


def heads_text_behind_table(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line without mark, bold over items that are not, in brackets of its own or with a number that counts on from one here,
    stands over tables and then items, and is set as another that stands right over items; its words are not those with which tables are
    named. A note under a table is of that."""
    line = blocks[at]
    if not isinstance(line, Paragraph) or names_counts(line.text) or IS_OF_TABLE.search(plain(line.whole)):
        return False
    style = _style_of(line)
    text = [block for block in blocks[at + 2 :] if isinstance(block, Paragraph) and block.mark.kind != "note"]
    is_over_table = not any(isinstance(block, Paragraph) for block in blocks[at + 1 : at + 2])
    is_heading = is_over_table and _is_set_off(line, text[:1]) and _counts_on(line, blocks)
    return is_heading and any(_heads_as(style, blocks, n) for n in range(len(blocks)) if n != at)


def _counts_on(line: Paragraph, blocks: Sequence[Block]) -> bool:
    """Whether the number glued to a line is the next of those glued to others, from one on; no number counts nothing."""
    last = _number_of(line)
    return {_number_of(block) for block in blocks if isinstance(block, Paragraph)}.issuperset(range(1, last))


def _number_of(line: Paragraph) -> int:
    """The number glued to a line without mark; 0 for none."""
    mark = glued_number(line)
    return mark.numbers[0] if mark else 0


def _heads_as(style: _Style, blocks: Sequence[Block], at: int) -> bool:
    line = blocks[at]
    return isinstance(line, Paragraph) and _style_of(line) == style and _is_set_off(line, blocks[at + 1 : at + 2])


def _is_set_off(line: Paragraph, below: Sequence[Block]) -> bool:
    """Whether a line without mark has an item below, and is bold where that is not, in brackets or with a number glued to it."""
    item = below[0] if below else None
    if not isinstance(item, Paragraph) or item.mark.kind != "bullet" or line.mark.kind != "none":
        return False
    return line.bold and not item.bold or _brackets_of(line) in NAMED or _number_of(line) > 0


def _brackets_of(line: Paragraph) -> str:
    return line.text[:1] + line.text[-1:]


def _style_of(line: Paragraph) -> _Style:
    brackets = _brackets_of(line)
    return line.bold, brackets if brackets in NAMED else "", round(line.size)
