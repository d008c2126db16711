"""The captions of tables and figures: the short line that names one, above it or, where a sheet has them so, below.

In come the blocks of a section; out come the lines of each caption by the block that they name.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.rules.captions import CAPTION_SIGNS, IS_OF_TABLE, NAMES_FIGURE, NOTE_SIGNS
from pipeline.sheet.blocks import Block
from pipeline.sheet.form import Form, plain
from pipeline.sheet.marked_names import is_plain_name, is_short_name, marked_names
from pipeline.sheet.paragraphs import Paragraph, boxes_of
from pipeline.sheet.seams import NUMBERED
from pipeline.sheet.side_by_side import BESIDE
from pipeline.sheet.tables import TablePart
from pipeline.sheet.units import FigureUnit
from pipeline.values import Box, Printed

NEARER = 0.8
"""of the white below a name; it stands so near to what it names, and one in the middle of two as near"""
AS_NEAR = 1.0


def _is_caption(paragraph: Paragraph, form: Form) -> bool:
    return paragraph.mark.text in ("", *CAPTION_SIGNS) and is_short_name(paragraph) and not form.is_note(paragraph.whole)


def _is_listed(above: Sequence[Block], paragraph: Paragraph) -> bool:
    """Whether a line goes on with a list of names behind its sign, two at least, or says what was done as the line ``above`` it does; what
    tells a table's unit names that."""
    if not paragraph.mark.text or IS_OF_TABLE.search(plain(paragraph.whole)):
        return False
    if not is_plain_name(paragraph):
        return bool(_names_with(paragraph.mark.text, above[-1:]))
    listed = _names_with(paragraph.mark.text, above[-FEWEST_LISTED:])
    return paragraph.mark.text in LISTING and len(listed) == FEWEST_LISTED and all(map(is_plain_name, listed))


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
    naming = {
        n: block
        for n, block in enumerate(blocks)
        if isinstance(block, Paragraph) and _is_caption(block, form) and not _is_listed(blocks[max(n - FEWEST_LISTED, 0) : n], block)
    }
    naming |= {n: name for n, name in marked_names(blocks).items() if name.mark.kind != "bullet" or not _is_below_a_table(blocks, n, name)}
    names = [_names_of(blocks, group, naming) for group in _groups(blocks)]
    below = _named_below(blocks, names, naming, habits) | _plain_names_below(blocks, names, naming, habits)
    captions: dict[int, tuple[Line, ...]] = {}
    for name in names:
        at = below.get(name.group[0], None if name.above in below.values() else name.above)
        if at in naming:
            first = naming[at].first.rect
            captions[min(name.group, key=lambda n: _sideways(blocks[n], (first.x0 + first.x1) / 2))] = tuple(
                unit.line for unit in naming[at].units
            )
            captions[-1 - at] = ()
    return captions


@dataclass(slots=True)
class Habits:
    """What the sections of a sheet read so far have shown of it: the signs of names of tables that stand below them, whether names without
    a sign do, and whether ＊ is that of its bullets."""

    below: set[str] = field(default_factory=set)
    has_plain_names_below: bool = False
    has_starred_bullets: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """A group of tables or figures by number, and the numbers of the paragraphs right above and right below that may name it; ``plain`` is
    one below without a sign."""

    group: Sequence[int]
    is_of_figures: bool
    above: int | None
    below: int | None
    plain: int | None


def _names_of(blocks: Sequence[Block], group: Sequence[int], naming: Mapping[int, Paragraph]) -> _Names:
    """A line below a table may be anything; one that names it begins with a sign."""
    above, below = group[0] - 1, group[-1] + 1
    has_sign = below in naming and _sign(naming[below]) in CAPTION_SIGNS
    is_of_figures = all(isinstance(blocks[n], FigureUnit) for n in group)
    is_plain = below in naming and not has_sign
    return _Names(group, is_of_figures, above if above in naming else None, below if has_sign else None, below if is_plain else None)


def _named_below(blocks: Sequence[Block], names: Sequence[_Names], naming: Mapping[int, Paragraph], habits: Habits) -> dict[int, int]:
    """The name below each group that has it there, by the group's first block: all tables of a section that have a name or none,
    but a figure may have its own below where tables have theirs above."""
    figures, tables = (_with_names_below([name for name in names if name.is_of_figures == kind]) for kind in (True, False))
    found = {first: at for first, at in figures.items() if NAMES_FIGURE.match(_printed(naming[at]))}
    below = {*figures.values(), *tables.values()}
    if any(_is_named_above(name, below) for name in names if not name.is_of_figures):
        return found
    if _show_names_below(blocks, list(tables.values()), naming):
        habits.below |= {_sign(naming[at]) for at in tables.values()}
    return found | {first: at for first, at in tables.items() if _sign(naming[at]) in habits.below}


def _plain_names_below(blocks: Sequence[Block], names: Sequence[_Names], naming: Mapping[int, Paragraph], habits: Habits) -> dict[int, int]:
    """The names without a sign below all tables of a section, where they are sure: none stands over the first table, and each stands nearer
    to the table above it than to what follows, which is the next table in a section that first shows such names."""
    tables = [name for name in names if not name.is_of_figures]
    found = {name.group[0]: name.plain for name in tables if name.plain is not None}
    is_shown = habits.has_plain_names_below or len(tables) > 1 and all(a.plain == b.above for a, b in pairwise(tables))
    is_all = is_shown and len(found) == len(tables) and not any(name.above is not None for name in tables[:1])
    if not is_all or not all(_is_nearer_above(blocks, at, naming[at]) for at in found.values()):
        return {}
    habits.has_plain_names_below |= bool(found)
    return found


def _printed(block: Block) -> str:
    return block.whole if isinstance(block, Paragraph) else ""


def _sign(block: Block) -> str:
    """What a name begins with: ■, 表."""
    return _printed(block)[:1]


def _is_numbered(block: Block) -> bool:
    """Whether a block begins with a number, if in the brackets that names begin with: 【①】 is no sign as 【 is."""
    return isinstance(block, Paragraph) and block.mark.kind in NUMBERED


def _with_names_below(names: Iterable[_Names]) -> dict[int, int]:
    return {name.group[0]: name.below for name in names if name.below is not None}


def _is_named_above(name: _Names, below: Collection[int]) -> bool:
    """Whether the paragraph above a group is its name, as far as its place tells: no name of the table before stands there."""
    return name.above is not None and (name.below is None or name.above not in below)


def _is_note(block: Block) -> bool:
    return _printed(block).startswith(NOTE_SIGNS)


def _show_names_below(blocks: Sequence[Block], names: Sequence[int], naming: Mapping[int, Paragraph]) -> bool:
    """Whether lines right below tables, none of which has a name above, are their names: each numbers a table or says its unit, or
    there are several, with a sign of their own, and each stands nearer to the table above it than to what follows; or no further, where
    the last says its unit behind the last table: it would be the name of none."""
    if all(IS_OF_TABLE.search(plain(_printed(naming[n]))) for n in names):
        return True
    others = {_sign(block) for n, block in enumerate(blocks) if n not in names and not _is_numbered(block)}
    if len(names) < LEAST_NAMES or not others.isdisjoint(_sign(naming[n]) for n in names):
        return False
    *before, last = names
    is_left = IS_OF_TABLE.search(plain(_printed(naming[last]))) and all(isinstance(block, Paragraph) for block in blocks[last:])
    if is_left and all(_is_nearer_above(blocks, n, naming[n], AS_NEAR) for n in before):
        return True
    return all(_is_nearer_above(blocks, n, naming[n]) for n in names)


LEAST_NAMES = 2
"""names of tables; one alone may stand below its table by chance"""


def _is_below_a_table(blocks: Sequence[Block], at: int, name: Paragraph) -> bool:
    """Whether an item stands close below a table, not beside it, and further from the next."""
    before = blocks[at - 1] if at else None
    return isinstance(before, TablePart) and before.boxes[-1].y1 <= name.first.rect.y0 and _is_nearer_above(blocks, at, name)


def _is_nearer_above(blocks: Sequence[Block], at: int, name: Paragraph, share: float = NEARER) -> bool:
    """Whether a name stands nearer to the table above, by a share, than to the next block below, but a note; at a page's or a column's
    end it has only that above."""
    table, first, end = blocks[at - 1], name.first, name.units[-1].line.rect.y1
    above = table.boxes[-1] if isinstance(table, TablePart) else _box(table)
    below = [_box(block) for block in blocks[at + 1 :] if not _is_note(block)]
    after = next((box.y0 for box in below if box.page == first.page and box.y0 >= end), math.inf)
    return above.page == first.page and first.rect.y0 - above.y1 <= share * (after - end)


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


def _box(block: Block) -> Box:
    """Where a block begins: a table on its first page, a paragraph with its first line."""
    if isinstance(block, TablePart):
        return block.boxes[0]
    if isinstance(block, FigureUnit):
        return Box(block.figure.page, *block.figure.rect)
    return Box(block.first.page, *block.first.rect)


def _beside(a: Block, b: Block) -> bool:
    one, other = _box(a), _box(b)
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return one.page == other.page and overlap > BESIDE * min(one.y1 - one.y0, other.y1 - other.y0)


def _sideways(block: Block, x: float) -> float:
    """How far a block stands to the side of a place, in points."""
    box = _box(block)
    return max(box.x0 - x, x - box.x1, 0.0)


def caption_of(lines: Sequence[Line]) -> Printed | None:
    if not lines:
        return None
    return Printed("".join(spaced_text(line.glyphs) for line in lines), boxes_of(lines))
