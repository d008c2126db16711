"""What lines of one level have in common to the eye, and what the order of looks in a section tells of a level.

In come the paragraphs of a section, out goes whether the numbers of one look count the items of lists: they begin anew below the lines
that these stand under, or nothing stands below them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile, pairwise
from typing import NamedTuple

from pipeline.outline.paragraphs import Paragraph
from pipeline.sheet.heading_places import ENDED, style_of_mark

FEWEST_LISTS = 2
"""lists; where so many begin with 1 they are no headings, which are counted once in a section"""


class LineLook(NamedTuple):
    """``style`` is that of the mark; lines without one look alike where they are sentences, or names in the same brackets or none."""

    style: str
    is_bold: bool
    is_sentence: bool = False
    brackets: str = ""


BRACKETS = frozenset("【】〈〉《》［］[]＜＞<>〔〕≪≫（）()「」")
"""with which a name without mark begins and ends"""


def look_of(paragraph: Paragraph) -> LineLook:
    if paragraph.mark.kind != "none":
        return LineLook(style_of_mark(paragraph), paragraph.bold)
    first, last = paragraph.text[0], paragraph.text[-1]
    brackets = first + last if {first, last} <= BRACKETS else ""
    return LineLook("", paragraph.bold, ENDED.search(paragraph.text) is not None, brackets)


def count_items(blocks: Mapping[int, Paragraph], style: str, run: Sequence[int]) -> bool:
    """Whether the lines numbered in a style, of which ``run`` might be headings, are the items of lists; ``blocks`` are the paragraphs of
    the section by their place."""
    return _begin_anew(list(blocks.values()), style) or _head_nothing(blocks, style, run)


def _begin_anew(blocks: Sequence[Paragraph], style: str) -> bool:
    """Whether several lists begin with 1, each right below a line of one and the same other look."""
    firsts = [n for n, block in enumerate(blocks) if style_of_mark(block) == style and block.mark.numbers[:1] == (1,)]
    if len(firsts) < FEWEST_LISTS or firsts[0] == 0:
        return False
    above = {look_of(blocks[n - 1]) for n in firsts}
    return len(above) == 1 and all(look.style != style for look in above)


def _head_nothing(blocks: Mapping[int, Paragraph], style: str, run: Sequence[int]) -> bool:
    """Whether plain numbered lines stand over nothing: below each the next one stands, or a line of the level above, or nothing."""
    if not run or any(blocks[k].bold for k in run):
        return False
    upper = upper_look(list(blocks.values()))
    return not any(_stands_over(blocks, k, style, upper) for k in run)


def upper_look(blocks: Sequence[Paragraph]) -> LineLook | None:
    """The look of the lines that open a section, or stand behind its first sentences, and come again, each over lines of other looks; None
    where there are no such."""
    looks = [look_of(block) for block in dropwhile(_is_plain_sentence, blocks) if block.mark.kind != "note"]
    below = [lower for look, lower in pairwise([*looks, *looks[:1]]) if look == looks[0]]
    return looks[0] if len(below) > 1 and looks[0] not in below else None


def _is_plain_sentence(block: Paragraph) -> bool:
    return block.mark.kind == "none" and look_of(block).is_sentence


def _stands_over(blocks: Mapping[int, Paragraph], at: int, style: str, upper: LineLook | None) -> bool:
    """Whether something else than the next numbered line, or one of the level above, stands below one: a table or a figure does too."""
    behind = min((k for k in blocks if k > at), default=None)
    if behind is None:
        return False
    return behind > at + 1 or style_of_mark(blocks[behind]) != style and look_of(blocks[behind]) != upper


def looks_again(headings: Iterable[Paragraph]) -> frozenset[LineLook]:
    """The looks that several of a section's headings have."""
    return frozenset(look for look, many in Counter(map(look_of, headings)).items() if many > 1)
