"""The names of tables and figures that stand below them, as some sheets have them.

In come the blocks of a section and its tables and figures, each with the lines beside it that may name it; out come those that have their
name below. A line below a table may be anything; a sheet shows by its other tables, or by the words of the line, that it names it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.form.marks import NUMBERED
from pipeline.form.words import plain
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.outline.paragraphs import Paragraph
from pipeline.outline.units import FigureUnit
from pipeline.rules.captions import CAPTION_SIGNS, IS_OF_TABLE, NAMES_FIGURE, NOTE_SIGNS
from pipeline.sheet.blocks import Block
from pipeline.sheet.tables import TablePart
from pipeline.values import Box

NEARER = 0.8
"""of the white below a name; it stands so near to what it names, and one in the middle of two as near"""
AS_NEAR = 1.0
CENTRED = TOLERANCES.over_side
"""what is set in the middle has its own within this of the other's, and does not begin where that does; right below it stands no further"""
LEAST_NAMES = 2
"""names of tables; one alone may stand below its table by chance"""


NameLook = tuple[str, bool, str, int]
"""sign, weight, brackets and size in points of a line"""


@dataclass(slots=True)
class Habits:
    """What the sections of a sheet read so far have shown of it: how names of tables right over them look, the signs of those that stand
    below, whether names without a sign do, and whether ＊ is that of its bullets."""

    looks: set[NameLook] = field(default_factory=set)
    below: set[str] = field(default_factory=set)
    has_plain_names_below: bool = False
    has_starred_bullets: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Tables or figures by number, those side by side together, and the numbers of the paragraphs right above and right below that may
    name them; ``signed`` is one below that begins with a sign of names, ``plain`` one without."""

    members: Sequence[int]
    are_figures: bool
    above: int | None
    signed: int | None
    plain: int | None


def group_of(blocks: Sequence[Block], members: Sequence[int], naming: Iterable[int]) -> Group:
    """``naming``: the numbers of the paragraphs that may name something."""
    above, below = ((at if at in naming else None) for at in (members[0] - 1, members[-1] + 1))
    has_sign = below is not None and sign_of(blocks[below]) in CAPTION_SIGNS
    are_figures = all(isinstance(blocks[n], FigureUnit) for n in members)
    return Group(members, are_figures, above, below if has_sign else None, None if has_sign else below)


def names_below(blocks: Sequence[Block], groups: Sequence[Group], habits: Habits) -> dict[int, int]:
    """The number of the name of each group that has it below, by the group's first member; what that shows is kept in ``habits``. A figure
    may have its own below where tables have theirs above: by its words, or in the middle under it."""
    tables = [group for group in groups if not group.are_figures]
    of_tables, of_all = _signed(tables), _signed(groups)
    found = {first: at for first, at in of_all.items() if first not in of_tables and NAMES_FIGURE.match(printed(blocks[at]))}
    found |= {first: at for first, at in _below_figures(groups) if _is_centred_under(blocks, first, at)}
    if not any(_is_named_above(table, of_all.values()) for table in tables):
        found |= _signed_names(blocks, of_tables, habits)
    return found | _plain_names(blocks, tables, habits)


def _signed(groups: Sequence[Group]) -> dict[int, int]:
    return {group.members[0]: group.signed for group in groups if group.signed is not None}


def _below_figures(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Each figure that stands alone and has a line that may name it below, with that."""
    for group in groups:
        at = group.plain if group.signed is None else group.signed
        if group.are_figures and len(group.members) == 1 and at is not None:
            yield group.members[0], at


def _is_centred_under(blocks: Sequence[Block], figure: int, at: int) -> bool:
    """Whether a line stands between the sides of a figure, away from them, with its middle under that of the figure, and right below it or
    as near to it as to what follows."""
    over, below = box_of(blocks[figure]), box_of(blocks[at])
    is_within = over.x0 + CENTRED < below.x0 and below.x1 < over.x1 - CENTRED
    is_centred = abs(below.x0 + below.x1 - over.x0 - over.x1) <= 2 * CENTRED
    is_near = over.page == below.page and 0 <= below.y0 - over.y1 <= CENTRED
    return is_within and is_centred and (is_near or is_nearer_above(blocks, at, AS_NEAR))


def _is_named_above(table: Group, below: Collection[int]) -> bool:
    """Whether the paragraph above a table is its name, as far as its place tells: no name of what is before stands there."""
    return table.above is not None and (table.signed is None or table.above not in below)


def _signed_names(blocks: Sequence[Block], lines: Mapping[int, int], habits: Habits) -> dict[int, int]:
    """Those of the lines below tables that are names: they show it, or the sections before have shown it of their sign."""
    if _are_names(blocks, list(lines.values())):
        habits.below |= {sign_of(blocks[at]) for at in lines.values()}
    return {first: at for first, at in lines.items() if sign_of(blocks[at]) in habits.below}


def _are_names(blocks: Sequence[Block], lines: Sequence[int]) -> bool:
    """Whether lines right below tables, none of which has a name above, are their names: each numbers a table or says its unit, or
    there are several, with a sign of their own, and each stands nearer to the table above it than to what follows; or no further, where
    the last says its unit behind the last table: it would be the name of none."""
    if all(_says_table(blocks[n]) for n in lines):
        return True
    others = {sign_of(block) for n, block in enumerate(blocks) if n not in lines and not _is_numbered(block)}
    if len(lines) < LEAST_NAMES or not others.isdisjoint(sign_of(blocks[n]) for n in lines):
        return False
    *before, last = lines
    is_left = _says_table(blocks[last]) and all(isinstance(block, Paragraph) for block in blocks[last:])
    return is_left and all(is_nearer_above(blocks, n, AS_NEAR) for n in before) or all(is_nearer_above(blocks, n) for n in lines)


def _plain_names(blocks: Sequence[Block], tables: Sequence[Group], habits: Habits) -> dict[int, int]:
    """The names without a sign below all tables of a section, where they are sure: none stands over the first table, and each stands nearer
    to the table above it than to what follows, which is the next table in a section that first shows such names."""
    found = {table.members[0]: table.plain for table in tables if table.plain is not None}
    is_shown = habits.has_plain_names_below or len(tables) > 1 and all(a.plain == b.above for a, b in pairwise(tables))
    is_all = is_shown and len(found) == len(tables) and all(table.above is None for table in tables[:1])
    if not is_all or not all(is_nearer_above(blocks, at) for at in found.values()):
        return {}
    habits.has_plain_names_below |= bool(found)
    return found


def is_nearer_above(blocks: Sequence[Block], at: int, share: float = NEARER) -> bool:
    """Whether a paragraph stands nearer to the table above, by a share, than to the next block below, but a note; at a page's or a
    column's end it has only that above."""
    table, first, last = blocks[at - 1], box_of(blocks[at]), last_box_of(blocks[at])
    above = last_box_of(table)
    below = [box_of(block) for block in blocks[at + 1 :] if not printed(block).startswith(NOTE_SIGNS)]
    after = next((box.y0 for box in below if box.page == first.page and box.y0 >= last.y1), math.inf)
    return above.page == first.page and first.y0 - above.y1 <= share * (after - last.y1)


def _says_table(block: Block) -> bool:
    return IS_OF_TABLE.search(plain(printed(block))) is not None


def printed(block: Block) -> str:
    return block.whole if isinstance(block, Paragraph) else ""


def sign_of(block: Block) -> str:
    """What a name begins with: ■, 表."""
    return printed(block)[:1]


def _is_numbered(block: Block) -> bool:
    """Whether a block begins with a number, if in the brackets that names begin with: 【①】 is no sign as 【 is."""
    return isinstance(block, Paragraph) and block.mark.kind in NUMBERED


def box_of(block: Block) -> Box:
    """Where a block begins: a table on its first page, a paragraph with its first line."""
    return _boxes_of(block)[0]


def last_box_of(block: Block) -> Box:
    return _boxes_of(block)[-1]


def _boxes_of(block: Block) -> Sequence[Box]:
    if isinstance(block, TablePart):
        return block.boxes
    if isinstance(block, FigureUnit):
        return [Box(block.figure.page, *block.figure.rect)]
    return [Box(unit.line.page, *unit.line.rect) for unit in block.units]
