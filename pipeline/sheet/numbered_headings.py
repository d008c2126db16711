"""Headings of the goals by number: the run 1, 2, 3, … among the paragraphs of a section that have one kind of mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from pipeline.form.marks import NUMBERED, Mark, mark_in
from pipeline.layout.model import Line
from pipeline.outline.paragraphs import Paragraph, finish
from pipeline.sheet.blocks import Block
from pipeline.sheet.glued_numbers import glued_number
from pipeline.sheet.goal_numbers import counted, counted_before
from pipeline.sheet.heading_places import BOLD_INDENT, INDENT, LIKE, HeadingPlace, likeness_to, style_of_mark
from pipeline.sheet.looks import count_items, upper_look
from pipeline.sheet.model import Goal
from pipeline.text.folds import STOPS


def numbered_headings(
    free: Sequence[tuple[int, Paragraph]], signs: Set[str], left: float | None, bold_bullets: bool, goals: Sequence[Goal]
) -> set[int]:
    """Headings by number: the run 1, 2, 3, … of one kind of mark, not right of the bullets (bold ones by no more than a sign); ``signs``
    are those behind which a number stands."""
    glued = {k: with_number(b, signs) for k, b in free}
    found = _numbered_places(glued, left, bold_bullets, goals)
    runs = {style: _run(found, style, max(len(goals), MOST_GOALS)) for style in sorted({_style(b) for b in found.values()})}
    upper = upper_look(list(glued.values()))
    under = {style for style in runs if upper is not None and upper.style != style}
    named = {
        style: run for style, run in runs.items() if not (_are_items(found, style, run, style in under) or count_items(glued, style, run))
    }
    likely = [run for style, run in named.items() if len(run) > 1 or style not in BARE or _score(found, run) >= SURE]
    best = max(likely, key=lambda run: _score(found, run), default=[])
    return set() if _is_list(list(glued.values()), len(best)) else set(best)


BRACKETS = dict(zip("＜<〈《≪【［[〔（(「", "＞>〉》≫】］]〕）)」", strict=True))
"""that enclose a heading as a whole, with its number: ＜① 居場所の工夫＞"""
SEVERAL = re.compile(f"([{re.escape(''.join(BRACKETS))}]?)(.{{1,8}}?)(?:[、,，・･～~〜－-]?\\2)++")
"""a bracket that is not closed, and the style of each of several numbers"""
BARE = ("1", "１")
FEWEST_SEVERAL = 2
"""numbers of a mark"""


def _numbered_places(
    blocks: Mapping[int, Paragraph], left: float | None, bold_bullets: bool, goals: Sequence[Goal]
) -> dict[int, NumberedPlace]:
    """The paragraphs with a number, or with several that may stand over a list, each with the goals that these count to."""
    past = counted_before(goals)
    found: dict[int, NumberedPlace] = {}
    for (k, block), following in zip(blocks.items(), [*list(blocks.values())[1:], None], strict=False):
        if _counts(block):
            number, last = (counted(no, past) for no in (block.mark.numbers[0], block.mark.numbers[-1]))
            found[k] = NumberedPlace(block, None, following, left, bold_bullets, number, last, goals[max(number - 1, 0) : last])
    alone = {place.number for place in found.values() if place.number == place.last}
    return {k: place for k, place in found.items() if place.number == place.last or _heads_several(place, alone)}


MOST_GOALS = 9
"""a project without goals may have headings up to this number"""
SURE = 1.6
"""score; one bare number alone is a heading from here on: where it repeats its goal"""
BOLD_SCORE, ENDED_SCORE = 0.5, 0.3
"""what weight adds to the score of a heading, and what the end of a sentence takes off"""


def _score(found: Mapping[int, NumberedPlace], run: Sequence[int]) -> float:
    """How surely a run of numbers is one of headings: their number and likeness to the goals."""
    return sum(1 + found[k].likeness + (BOLD_SCORE if found[k].block.bold else 0) - (ENDED_SCORE if found[k].is_ended else 0) for k in run)


def _is_list(blocks: Sequence[Paragraph], headings: int) -> bool:
    """Whether a section is nothing but numbered lines in plain type: then they are no headings."""
    said = sum(block.mark.kind != "note" for block in blocks)
    return headings == said and not any(block.bold for block in blocks)


def _are_items(found: Mapping[int, NumberedPlace], style: str, run: Sequence[int], is_under: bool) -> bool:
    """Whether what might be headings are sentences in plain type that repeat no goal, and as many items at least have their style, or they
    stand under lines that come again: then they are items with a list under them."""
    alike = sum(_style(place) == style for place in found.values())
    return (is_under or 2 * len(run) <= alike) and all(
        found[k].is_sentence and not found[k].block.bold and not found[k].is_like_goal for k in run
    )


def _run(found: Mapping[int, NumberedPlace], style: str, most: int) -> list[int]:
    """The headings among the numbered paragraphs of one style, up to a number."""
    run: list[int] = []
    expected = 1
    alike = {k: place for k, place in found.items() if _style(place) == style and place.number <= most}
    for k, place in alike.items():
        is_slip = _is_slip(place, expected, {other.number for n, other in alike.items() if n > k})
        if _is_next_heading(place, expected, is_slip=is_slip) and not (run and _goes_on(found, k, run)):
            run.append(k)
            expected = expected + 1 if is_slip else place.last + 1
    return run


def _counts(block: Paragraph) -> bool:
    """Whether a mark has one number, or several that each are enclosed: ②③, (2)、(3); 2-3 and (2-3) have two parts."""
    if len(block.mark.numbers) < FEWEST_SEVERAL:
        return bool(block.mark.numbers)
    several = SEVERAL.fullmatch(style_of_mark(block))
    return several is not None and not several[2][0].isdecimal()


def _heads_several(place: NumberedPlace, alone: Set[int]) -> bool:
    """Whether a line with several numbers stands over a list, ends no sentence and none of its numbers has a line of its own."""
    return place.is_over_list and not place.is_ended and alone.isdisjoint(range(place.number, place.last + 1))


def _style(place: NumberedPlace) -> str:
    """The style of a mark, or of each of several: ②③ and (2)、(3) stand among ① and (1), ＜②③ among ＜①."""
    style = style_of_mark(place.block)
    return style if len(place.block.mark.numbers) < FEWEST_SEVERAL else SEVERAL.sub(r"\1\2", style)


def _goes_on(found: Mapping[int, NumberedPlace], k: int, headings: Sequence[int]) -> bool:
    """Whether a numbered paragraph is the next item of a list, right below one with the number before that is no heading."""
    above = found.get(k - 1)
    if above is None or k - 1 in headings or _style(above) != _style(found[k]):
        return False
    return above.last + 1 == found[k].number and not found[k].is_like_goal


def _is_next_heading(place: NumberedPlace, expected: int, *, is_slip: bool) -> bool:
    return _stands_as_heading(place, expected) and (is_slip or _is_in_turn(place, expected)) and _reads_as_heading(place)


def _stands_as_heading(place: NumberedPlace, expected: int) -> bool:
    """Not right of the bullets. Behind a bar or in a box one stands deeper by a sign: it is bold, repeats its goal, or bullets follow
    it where an enumeration would go on."""
    if not place.is_right_of_bullets(INDENT):
        return True
    opens = place.is_over_list and place.number == expected and not place.is_ended
    return not place.is_right_of_bullets(BOLD_INDENT) and (place.is_set_off_by_weight or opens or place.is_like_goal)


def _is_in_turn(place: NumberedPlace, expected: int) -> bool:
    """The number comes after the one before; more are left out only where it repeats its goal."""
    return expected <= place.number and (place.number <= expected + LEFT_OUT or place.is_like_goal)


def _is_slip(place: NumberedPlace, expected: int, behind: Set[int]) -> bool:
    """Whether a number that leaves out more stands, behind several headings, in place of the expected one, over a list: that is printed
    nowhere behind it."""
    leaves_out = place.number > expected + LEFT_OUT and not place.is_like_goal
    return leaves_out and expected > SEVERAL_BEFORE and expected not in behind and place.is_over_list and not place.is_ended


def _reads_as_heading(place: NumberedPlace) -> bool:
    """No long text, and no sentence in plain type over text, unless it repeats its goal."""
    is_sentence = place.is_sentence and not place.block.bold and not place.is_over_list
    return len(place.text) <= LONGEST_NUMBERED and (not is_sentence or place.is_like_goal)


LEFT_OUT = 2
"""numbers that a run may leave out"""
SEVERAL_BEFORE = 2
"""numbers; behind so many a heading's is known by its place whatever it is"""
LONGEST_NUMBERED = 90
"""characters; a longer paragraph is no heading, whatever its number"""


def signs_of_numbers(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """The signs behind which a number stands wherever they are: ■① … ■② beside ・."""
    signed = [(b.mark.text, _number_behind(b)) for b in paragraphs if b.mark.kind == "bullet"]
    return frozenset(sign for sign, _ in signed) - {sign for sign, number in signed if number is None}


def _number_behind(paragraph: Paragraph) -> Mark | None:
    """The sign and the number behind it as one mark."""
    mark = paragraph.mark
    number = _mark_behind(paragraph.first, mark.length)
    if number is None or number.kind not in NUMBERED:
        return None
    return number._replace(text=mark.text + number.text, length=mark.length + number.length, x=mark.x)


def _mark_behind(line: Line, length: int) -> Mark | None:
    """What mark stands behind so many glyphs of a line; None where nothing does."""
    return mark_in(line.glyphs[length:]) if length < len(line.glyphs) else None


def with_numbers_of_goals(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a section that counts goals, where these numbers stand behind a sign (・① … ・②、③) and none before a text."""
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    signs = frozenset[str]() if any(b.mark.kind in NUMBERED for b in paragraphs) else signs_of_numbers(paragraphs)
    return [with_number(b, signs) if isinstance(b, Paragraph) and b.mark.text in signs else b for b in blocks]


def with_number(paragraph: Paragraph, signs: Set[str]) -> Paragraph:
    """The paragraph with a number as its mark: one behind a sign, one in the brackets around all of it, which are no part of its text,
    or a bare one before its text, where a short line begins with it."""
    enclosed = _number_in_brackets(paragraph)
    mark = _number_behind(paragraph) if paragraph.mark.text in signs else enclosed or _glued_number(paragraph)
    if mark is None:
        return paragraph
    made = Paragraph(mark, paragraph.units, paragraph.bold, paragraph.size)
    finish(made)
    if enclosed is not None:
        made.text = made.text[:-1]
    return made


def _number_in_brackets(paragraph: Paragraph) -> Mark | None:
    """The opening bracket and the number behind it as one mark, where the bracket is closed at the end of the paragraph and not before."""
    mark = paragraph.mark
    opening = paragraph.first.text[0]
    closing = BRACKETS.get(opening)
    if closing is None or paragraph.text.find(closing) != len(paragraph.text) - 1 or closing in mark.text:
        return None
    number = _mark_behind(paragraph.first, 1)
    if number is None:
        return None
    return number._replace(text=opening + number.text, length=1 + number.length, x=mark.x)


def _glued_number(paragraph: Paragraph) -> Mark | None:
    return None if paragraph.text.endswith(STOPS) else glued_number(paragraph)


@dataclass(frozen=True)
class NumberedPlace(HeadingPlace):
    """A paragraph with a number or several, the first and the last, and the goals of these, where there are any."""

    number: int
    last: int
    goals: Sequence[Goal]

    @cached_property
    def likeness(self) -> float:
        return likeness_to(self.text, self.goals)

    @property
    def is_like_goal(self) -> bool:
        return self.likeness >= LIKE
