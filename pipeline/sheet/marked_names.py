"""Names of tables that begin with what elsewhere begins an item or a heading: ・利用実績, (1)　利用実績.

In come the blocks of a section; out come the paragraphs that name the table right below, by their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.form.marks import NUMBERED
from pipeline.form.words import is_remark, plain
from pipeline.outline.paragraphs import Paragraph
from pipeline.rules.captions import IS_OF_TABLE, is_sentence_without_stop
from pipeline.sheet.blocks import Block
from pipeline.sheet.tables import TablePart
from pipeline.text.folds import STOPS

CIRCLED = "①"
CAPTION_LENGTH = 60
"""characters; what is longer before a table is a sentence"""


def is_short_name(paragraph: Paragraph) -> bool:
    """Whether a paragraph is as long as a name, and no sentence; a mark alone is no name."""
    return paragraph.text[-1:] not in ("", *STOPS, "、") and len(paragraph.whole) <= CAPTION_LENGTH


def is_plain_name(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a short name, and says nothing (広報に載せた) either."""
    return is_short_name(paragraph) and not is_sentence_without_stop(paragraph.text)


def marked_names(blocks: Sequence[Block]) -> Mapping[int, Paragraph]:
    """The items and numbered lines that name the table right below them."""
    over = _over_tables(blocks)
    listed = signs_of_lists(blocks)
    items = {n: block for n, block in over.items() if block.mark.kind == "bullet" and block.mark.text not in listed}
    return {n: block for n, block in items.items() if is_plain_name(block)} | _numbered(blocks, over)


def _numbered(blocks: Sequence[Block], over: Mapping[int, Paragraph]) -> dict[int, Paragraph]:
    """The numbered lines, where each that is numbered so stands over a table, and none has text of its own behind that, or they count on
    from before the section, as no headings do, or one of them is a name whatever the others are. Such a one shows that a goal's number
    names tables here, and so does another shape of such that heads text."""
    heading = _heading_shapes(blocks)
    told = _told_names(blocks, over, heading)
    shown = {shape_of(line.mark.text) for line in told.values()}
    of_goals = {shape for shape in heading if CIRCLED in shape}
    alike: dict[str, list[int]] = defaultdict(list)
    numbered = _numbered_lines(blocks)
    for n, line in numbered.items():
        shape = shape_of(line.mark.text)
        if line.mark.kind == "number" or shape in shown or of_goals - {shape}:
            alike[shape].append(n)
    sure = shown | {shape for shape, places in alike.items() if 1 not in numbered[places[0]].mark.numbers}
    names = [
        n
        for shape, places in alike.items()
        if _are_names(blocks, over, places, may_have_text=shape in sure and CIRCLED not in shape)
        for n in places
    ]
    return {n: over[n] for n in names} | told


def _told_names(blocks: Sequence[Block], over: Mapping[int, Paragraph], heading: Mapping[str, int]) -> dict[int, Paragraph]:
    """The numbered lines that are names whatever the others are."""
    names = {n: line for n, line in over.items() if line.mark.kind in NUMBERED and is_plain_name(line)}
    return {n: line for n, line in names.items() if _is_told(blocks, n, line, heading)}


def _is_told(blocks: Sequence[Block], at: int, line: Paragraph, heading: Mapping[str, int]) -> bool:
    """Whether a line tells a table's unit, or parts the items of a list."""
    return IS_OF_TABLE.search(plain(line.whole)) is not None or _parts_items(blocks, at, line, heading)


def _numbered_lines(blocks: Sequence[Block]) -> dict[int, Paragraph]:
    return {n: block for n, block in enumerate(blocks) if isinstance(block, Paragraph) and block.mark.kind in NUMBERED}


def _heading_shapes(blocks: Sequence[Block]) -> dict[str, int]:
    """How the numbers are printed that head text, and where the first of each does."""
    return {shape_of(line.mark.text): n for n, line in reversed(_numbered_lines(blocks).items()) if _is_text(blocks[n + 1 :])}


def _is_below_others(line: Paragraph, at: int, heading: Mapping[str, int]) -> bool:
    """Whether a number is printed as none that heads text is, and stands behind one that does."""
    return shape_of(line.mark.text) not in heading and any(first < at for first in heading.values())


def _parts_items(blocks: Sequence[Block], at: int, line: Paragraph, heading: Mapping[str, int]) -> bool:
    """Whether a list goes on below the table under such a line as above it: what parts it is no heading of its rest."""
    around = [block for block in (*blocks[max(at - 1, 0) : at], *blocks[at + 2 : at + 3]) if isinstance(block, Paragraph)]
    items = [block.mark.text for block in around if block.mark.kind == "bullet"]
    return len(items) > 1 and items[0] == items[1] and _is_below_others(line, at, heading)


def _are_names(blocks: Sequence[Block], over: Mapping[int, Paragraph], places: Sequence[int], *, may_have_text: bool) -> bool:
    """Whether numbered lines stand right above tables, and none has text of its own behind that; what stands behind the last of several
    may have a heading of its own."""
    with_text = [n for n in places if n + 2 not in over and _is_text(blocks[n + 2 :])]
    is_headed = with_text == places[1:][-1:] and _begins_with_heading(blocks[places[-1] + 2 :])
    return (may_have_text or not with_text or is_headed) and all(n in over and is_plain_name(over[n]) for n in places)


def _begins_with_heading(blocks: Sequence[Block]) -> bool:
    """Whether a name stands over items that begin otherwise: ■話しやすさ over ・items."""
    two = [block for block in blocks[:2] if isinstance(block, Paragraph)]
    return len(two) > 1 and is_plain_name(two[0]) and two[1].mark.kind == "bullet" and two[1].mark.text != two[0].mark.text


def shape_of(mark: str) -> str:
    """How a number is printed, whichever it is: (1) for (12), １ for ３, ① for ⑤."""
    digits = ((ch, "1" if ch.isascii() else "１" if ch.isdecimal() else "①") for ch in mark)
    return "".join(dict.fromkeys(digit if ch.isnumeric() else ch for ch, digit in digits))


def numbers_of_names(blocks: Sequence[Block]) -> frozenset[str]:
    """How the numbers are printed, whichever they are, whose lines name the tables below them, from which a line with the unit may part
    them: all such lines are names, or stand over tables among the text of headings that are numbered otherwise."""
    without = [block for block in blocks if not (isinstance(block, Paragraph) and is_remark(block.whole))]
    over, heading = _over_tables(without), _heading_shapes(without)
    below = [line for n, line in over.items() if line.mark.kind in NUMBERED and _is_below_others(line, n, heading)]
    return frozenset(shape_of(name.mark.text) for name in [*_numbered(without, over).values(), *below])


def _over_tables(blocks: Sequence[Block]) -> dict[int, Paragraph]:
    """The paragraphs right above a table by their number."""
    return {n: block for n, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_table(blocks[n + 1 : n + 2])}


def _is_table(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, TablePart) for block in blocks)


def signs_of_lists(blocks: Sequence[Block]) -> frozenset[str]:
    """The signs of items that are no sentences, though some stand over no table: among sentences a line that is none names the table,
    and here it is one more item."""
    texts = [block for n, block in enumerate(blocks) if isinstance(block, Paragraph) and not _are_of_table(blocks[n + 1 : n + 3])]
    return frozenset(block.mark.text for block in texts if not any(stop in block.text for stop in STOPS))


def _are_of_table(below: Sequence[Block]) -> bool:
    """Whether two blocks begin with a table, or are one and the line above it that tells its unit."""
    if not _is_table(below):
        return False
    return _is_table(below[:1]) or isinstance(below[0], Paragraph) and is_remark(below[0].whole)


def _is_text(blocks: Sequence[Block]) -> bool:
    """Whether blocks begin with text: below a number and its table, the number's line heads that too."""
    return any(isinstance(block, Paragraph) and block.mark.kind in ("none", "bullet", "arrow") for block in blocks[:1])
