"""The captions of tables and figures: the short line that names one, above it or, where a sheet has them so, below.

In come the blocks of a section; out come the lines of each caption by the block that they name. A heading with a table before its text is
set as those are that stand right over theirs, and names no table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from pipeline.form.words import Form, plain
from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.outline.paragraphs import Paragraph, boxes_of
from pipeline.outline.side_by_side import BESIDE
from pipeline.outline.stretch import NAMED
from pipeline.rules.captions import CAPTION_SIGNS, IS_OF_TABLE, names_counts
from pipeline.sheet.blocks import Block
from pipeline.sheet.glued_numbers import glued_number
from pipeline.sheet.marked_names import is_plain_name, is_short_name, marked_names
from pipeline.sheet.names_below import Habits, NameLook, box_of, group_of, is_nearer_above, last_box_of, names_below
from pipeline.sheet.tables import TablePart
from pipeline.values import Printed


def _is_caption(paragraph: Paragraph, form: Form) -> bool:
    return paragraph.mark.text in ("", *CAPTION_SIGNS) and is_short_name(paragraph) and not form.is_note(paragraph.whole)


def _goes_on_with_list(blocks: Sequence[Block], at: int, paragraph: Paragraph) -> bool:
    """Whether a line goes on with a list of names behind its sign, two at least, or says what was done, where its sign stands before an
    item over no table; what tells a table's unit names that."""
    if not paragraph.mark.text or IS_OF_TABLE.search(plain(paragraph.whole)):
        return False
    if not is_plain_name(paragraph):
        return any(_is_item(one, below, paragraph.mark.text) for one, below in zip_longest(blocks, blocks[1:]))
    listed = _names_with(paragraph.mark.text, blocks[max(at - FEWEST_LISTED, 0) : at])
    return paragraph.mark.text in LISTING and len(listed) == FEWEST_LISTED and all(map(is_plain_name, listed))


def _is_item(block: Block, below: Block | None, sign: str) -> bool:
    """Whether a line has a sign and stands over no table or figure."""
    return isinstance(block, Paragraph) and block.mark.text == sign and (below is None or isinstance(below, Paragraph))


def _names_with(mark: str, blocks: Sequence[Block]) -> list[Paragraph]:
    """The lines behind a sign that are as long as names."""
    return [one for one in blocks if isinstance(one, Paragraph) and one.mark.text == mark and is_short_name(one)]


LISTING = frozenset("○〇◯")
"""signs of items; the others that may stand before a name head what is below them"""
FEWEST_LISTED = 2
"""names; one alone above a name is a heading over the names of tables"""


def captions_of(blocks: Sequence[Block], form: Form, habits: Habits) -> dict[int, tuple[Line, ...]]:
    """Caption lines by block number of the table or figure that they name, and the paragraphs used up (by negative number).

    A caption over tables that stand side by side goes to the one under it.
    """
    naming = _naming(blocks, form)
    naming |= _introducing(blocks, naming, form, habits)
    groups = [group_of(blocks, members, naming) for members in _groups(blocks)]
    below = names_below(blocks, groups, habits)
    captions: dict[int, tuple[Line, ...]] = {}
    for group in groups:
        at = below.get(group.members[0], None if group.above in below.values() else group.above)
        if at is not None:
            middle = sum(naming[at].first.rect[::2]) / 2
            captions[min(group.members, key=lambda n: _sideways(blocks[n], middle))] = tuple(unit.line for unit in naming[at].units)
            captions[-1 - at] = ()
    return captions


def _naming(blocks: Sequence[Block], form: Form) -> dict[int, Paragraph]:
    """The paragraphs that may name what is beside them by their number."""
    paragraphs = {n: block for n, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_caption(block, form)}
    paragraphs = {n: name for n, name in paragraphs.items() if not (heads_text_behind_table(blocks, n) or _heads_by_its_sign(blocks, n))}
    plain_names = {n: name for n, name in paragraphs.items() if not _goes_on_with_list(blocks, n, name)}
    marked = {n: name for n, name in marked_names(blocks).items() if name.mark.kind != "bullet" or not _is_below_a_table(blocks, n)}
    return plain_names | marked


def _introducing(blocks: Sequence[Block], naming: Mapping[int, Paragraph], form: Form, habits: Habits) -> dict[int, Paragraph]:
    """The lines that elsewhere introduce data (主な実績) and stand right over a table, set as the names of the sheet's other tables,
    where all tables of the section have such lines: over several without, it introduces them all."""
    over = {n - 1: blocks[n - 1] if n else None for n, block in enumerate(blocks) if isinstance(block, TablePart)}
    habits.looks |= {_look_of(naming[at]) for at in over if at in naming}
    lines = {at: line for at, line in over.items() if isinstance(line, Paragraph) and form.introduces_data(line.whole)}
    alike = {at: line for at, line in lines.items() if _look_of(line) in habits.looks}
    return alike if over.keys() <= naming.keys() | alike.keys() else {}


def _look_of(line: Paragraph) -> NameLook:
    brackets = _brackets_of(line)
    return line.mark.text, line.bold, brackets if brackets in ENCLOSING else "", round(line.size)


ENCLOSING = NAMED | {"（）", "()"}
"""brackets around a whole line"""


def _is_below_a_table(blocks: Sequence[Block], at: int) -> bool:
    """Whether an item stands close below a table, not beside it, and further from the next."""
    before = blocks[at - 1] if at else None
    return isinstance(before, TablePart) and last_box_of(before).y1 <= box_of(blocks[at]).y0 and is_nearer_above(blocks, at)


def _groups(blocks: Sequence[Block]) -> list[list[int]]:
    """The tables and figures by number, those that stand side by side together."""
    groups: list[list[int]] = []
    for n, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        if groups and groups[-1][-1] == n - 1 and _beside(blocks[n - 1], block):
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _beside(a: Block, b: Block) -> bool:
    one, other = box_of(a), box_of(b)
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return one.page == other.page and overlap > BESIDE * min(one.y1 - one.y0, other.y1 - other.y0)


def _sideways(block: Block, x: float) -> float:
    """How far a block stands to the side of a place, in points."""
    box = box_of(block)
    return max(box.x0 - x, x - box.x1, 0.0)


def caption_of(lines: Sequence[Line]) -> Printed | None:
    if not lines:
        return None
    return Printed("".join(spaced_text(line.glyphs) for line in lines), boxes_of(lines))


_Style = tuple[bool, str, int]
"""weight, brackets and size in points of a line"""


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


def _heads_by_its_sign(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line with a sign (■) stands over a table and then items, and another name with that sign and weight right over items: it
    heads them too, unless it alone of these is named as tables are."""
    line = blocks[at]
    if not isinstance(line, Paragraph) or not line.mark.text or IS_OF_TABLE.search(plain(line.whole)):
        return False
    behind = next((n for n in range(at + 1, len(blocks)) if isinstance(blocks[n], Paragraph)), at + 1)
    if behind == at + 1 or not _is_over_items(line, blocks[behind : behind + 1]):
        return False
    alike = _names_over_items(line, blocks)
    return bool(alike) and (not names_counts(line.text) or any(names_counts(other.text) for other in alike))


def _names_over_items(line: Paragraph, blocks: Sequence[Block]) -> list[Paragraph]:
    """The names with the sign and weight of a line that stand right over items."""
    lines = ((n, block) for n, block in enumerate(blocks) if isinstance(block, Paragraph) and block.mark.text == line.mark.text)
    alike = [(n, one) for n, one in lines if one.bold == line.bold and is_plain_name(one)]
    return [one for n, one in alike if _is_over_items(one, blocks[n + 1 : n + 2])]


def _is_over_items(line: Paragraph, below: Sequence[Block]) -> bool:
    """Whether a line stands over an item with another mark."""
    return any(isinstance(item, Paragraph) and item.mark.kind == "bullet" and item.mark.text != line.mark.text for item in below)


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
