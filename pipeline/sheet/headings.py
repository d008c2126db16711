"""Headings of the goals within a section: which of its paragraphs head what follows.

In come the blocks of a section, out come the places of its headings: by their numbers where they have some, else by weight, box,
brackets or by breaking off over what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from pipeline.form.words import Form, as_goal
from pipeline.layout.model import Line
from pipeline.outline.edges import NO_LINE_END, SENTENCE_END
from pipeline.outline.paragraphs import Paragraph
from pipeline.outline.stretch import BEGUN, NAMED
from pipeline.sheet.blocks import Block
from pipeline.sheet.heading_places import BOLD_INDENT, BRACKETED, INDENT, LIKE, REMARK, HeadingPlace, Heads, likeness_to
from pipeline.sheet.model import Goal
from pipeline.sheet.numbered_headings import numbered_headings, signs_of_numbers, with_number
from pipeline.sheet.signed_headings import signed_headings


def heads_of(blocks: list[Block], captions: Mapping[int, tuple[Line, ...]], goals: Sequence[Goal], form: Form) -> Mapping[int, Heads]:
    """The headings by their places, and those that stand under one: short lines without mark that break off over a part of its list
    (【本館】 under ①)."""
    free = [(k, b) for k, b in enumerate(blocks) if isinstance(b, Paragraph) and -1 - k not in captions]
    bullets = [b for _, b in free if b.mark.kind == "bullet"]
    left = min((b.x for b in bullets), default=None)
    bold_bullets = sum(b.bold for b in bullets) > len(bullets) / 2
    headings = _headings(blocks, free, left, bold_bullets, goals, form)
    able = _able_places(free, left, False, form)
    parts = {k for k in able if k > min(headings, default=k) and headings.isdisjoint((k, k + 1)) and _heads_part(able[k], blocks[k + 1])}
    closing = _closing(blocks, parts, headings, bold_bullets)
    return {**dict.fromkeys(parts, "part"), **dict.fromkeys(headings | closing, "all")}


def _closing(blocks: Sequence[Block], parts: Set[int], headings: Set[int], bold_bullets: bool) -> Set[int]:
    """The headings of parts if all of them close the section behind its last heading, not right below that: they head no part of it."""
    is_closed = not bold_bullets and all(_closes(blocks, k, max(headings)) and k - 1 not in headings for k in parts)
    return parts if is_closed else set()


def heads_among_counted(blocks: Sequence[Block], said: Iterable[str], goals: Sequence[Goal], form: Form) -> Mapping[int, Heads]:
    """The headings of a section that counts the goals: names in bold over what is not, and what the operator's headings or the goals say;
    ``said`` are those headings."""
    free = [(k, b) for k, b in enumerate(blocks) if isinstance(b, Paragraph)]
    able = _able_places(free, None, False, form)
    weighty = {k for k, place in able.items() if _is_set_off(place)}
    return dict.fromkeys(weighty | _saying(able, words_of(goals).union(map(as_goal, said))), "all")


def _is_set_off(place: HeadingPlace) -> bool:
    """Whether a name, with a number or alone, is bold over what is not."""
    block, following = place.block, place.following
    is_name = block.mark.kind not in ("bullet", "arrow") and not place.is_ended
    return is_name and block.bold and following is not None and not following.bold


def _closes(blocks: Sequence[Block], at: int, last: int) -> bool:
    """Whether a bold line without mark, behind the last heading or number, is a name in brackets."""
    block = blocks[at]
    if at <= last or not isinstance(block, Paragraph) or not block.bold or block.mark.kind != "none":
        return False
    return block.text[0] + block.text[-1] in IN_BRACKETS and block.text.find(block.text[-1]) == len(block.text) - 1


IN_BRACKETS = NAMED | {"（）", "()"}


def _headings(
    blocks: list[Block],
    free: Sequence[tuple[int, Paragraph]],
    left: float | None,
    bold_bullets: bool,
    goals: Sequence[Goal],
    form: Form,
) -> Set[int]:
    signs = signs_of_numbers([b for _, b in free])
    numbered = numbered_headings(free, signs, left, bold_bullets, goals)
    if not numbered:
        return _unnumbered_headings(free, left, bold_bullets, goals, form)
    enclosed = {k for k, b in free if not bold_bullets and b.mark.kind == "none" and b.bold and BRACKETED.match(b.text) is not None}
    for k in numbered:
        blocks[k] = with_number(dict(free)[k], signs)
    return numbered | enclosed


def _heads_part(place: HeadingPlace, below: Block) -> bool:
    """Whether a line is a name, no sentence and no part of one, and stands right over a list."""
    text, block = place.text, place.block
    is_name = block.mark.kind == "none" and len(block.units) == 1 and len(text) <= SHORT and text[-1] not in NO_HEADING_END
    return is_name and place.is_over_list and below is place.following


LONGEST_HEADING = 80
"""characters; a longer paragraph is no heading"""
SHORT = 30
"""characters; a longer line over text without marks is a sentence"""


def _can_be_heading(place: HeadingPlace, form: Form) -> bool:
    whole = place.block.whole
    said = len(place.text) > LONGEST_HEADING or form.is_note(whole) or form.is_empty(whole) or form.is_legend([whole.strip("（）()")])
    room = BOLD_INDENT if place.is_set_off_by_weight or place.is_boxed else INDENT
    return not said and (place.is_over_list or place.is_over_text) and not place.is_right_of_bullets(room)


def _is_unnumbered(place: HeadingPlace, goals: Sequence[Goal]) -> bool:
    """A heading by its weight, its box, or by breaking off (or repeating a goal) over a list."""
    if place.is_set_off_by_weight or place.is_boxed and not place.is_ended:
        return True
    return place.is_over_list and (not place.is_ended or likeness_to(place.text, goals) >= LIKE)


def _saying(able: Mapping[int, HeadingPlace], words: Set[str]) -> set[int]:
    """The lines behind any sign that say only a goal, or another heading, in bold or without a full stop, over what has another sign or
    none."""
    said = {k: (place, place.following) for k, place in able.items() if place.following is not None and as_goal(place.text) in words}
    return {k for k, (place, below) in said.items() if _heads_as_goal(place, below)}


def _heads_as_goal(place: HeadingPlace, below: Paragraph) -> bool:
    is_name = not place.is_ended or place.block.bold and not below.bold
    return is_name and below.mark.text != place.block.mark.text


def _ends_sentence(text: str) -> bool:
    """Whether a text ends with a whole sentence, with a remark in brackets or the sign of a footnote behind it or not."""
    return text[-1:] in SENTENCE_END or REMARK.search(text) is not None


def _stands_over_next(place: HeadingPlace) -> bool:
    """Whether a line stands nearer to what it is over than to what it follows, on one page."""
    before, block, following = place.before, place.block, place.following
    if before is None or following is None:
        return False
    above, first, last, below = before.units[-1].line, block.first, block.units[-1].line, following.first
    if not above.page == first.page == below.page:
        return False
    return first.rect.y0 - above.rect.y1 > below.rect.y0 - last.rect.y1 + NEARER * block.size


NEARER = 0.25
"""em; by so much, at least, is the gap over a heading wider than the one under it"""


def _breaks_off_over_text(place: HeadingPlace) -> bool:
    """A short line, or a name in brackets, that ends no sentence and follows a whole one, over text that does end."""
    text, before, following = place.text, place.before, place.following
    is_short = len(text) <= SHORT or text[0] + text[-1] in NAMED
    if following is None or not is_short or text[-1] in NO_HEADING_END or _ends_sentence(text):
        return False
    return (before is None or _ends_sentence(before.text)) and _ends_sentence(following.text)


NO_HEADING_END = SENTENCE_END | NO_LINE_END | BEGUN | frozenset("：:")


def _neighbours(free: Sequence[tuple[int, Paragraph]], n: int, form: Form) -> tuple[Paragraph | None, Paragraph | None]:
    """The paragraph before one and the one behind it; what stands before a table, or introduces one, is not before it, and a note under a
    table is of that."""
    k = free[n][0]
    before = free[n - 1][1] if free[n - 1][0] == k - 1 else None
    following = next((block for m, block in free[n + 1 :] if m == k + 1 or block.mark.kind != "note"), None)
    introduces = before is not None and form.is_note(before.whole)
    return None if introduces else before, following


def _able_places(free: Sequence[tuple[int, Paragraph]], bullets_x: float | None, bold: bool, form: Form) -> dict[int, HeadingPlace]:
    """The paragraphs that can be headings between their neighbours."""
    places = {k: HeadingPlace(block, *_neighbours(free, n, form), bullets_x, bold) for n, (k, block) in enumerate(free)}
    return {k: place for k, place in places.items() if _can_be_heading(place, form)}


def _unnumbered_headings(
    free: Sequence[tuple[int, Paragraph]], bullets_x: float | None, bold: bool, goals: Sequence[Goal], form: Form
) -> set[int]:
    """The headings of a section that has no numbered ones."""
    able = _able_places(free, bullets_x, bold, form)
    places = {k: place for k, place in able.items() if place.block.mark.kind in ("none", "letter")}
    found = {k for k, place in places.items() if _is_unnumbered(place, goals)} | _saying(able, words_of(goals))
    found |= signed_headings(free, able, found, words_of(goals))
    short = {k for k, place in places.items() if _breaks_off_over_text(place)}
    # where short lines follow each other or end the section they are a list, and none of them is a heading unless it is set off
    if sum(_is_listed(block, form) for _, block in free) <= len(short | found):
        return found | short
    set_off = {k for k in short if _stands_over_next(places[k])}
    return found | set_off | {k for k in short if set_off and places[k].before is None}


def _is_listed(block: Paragraph, form: Form) -> bool:
    """Whether a paragraph is a line without mark that ends no sentence and introduces nothing."""
    return block.mark.kind == "none" and len(block.units) == 1 and not _ends_sentence(block.text) and not form.is_note(block.text)


def words_of(goals: Iterable[Goal]) -> frozenset[str]:
    """What the goals of a project say, as it is compared with lines that may repeat it."""
    return frozenset(as_goal(goal.text.text) for goal in goals)
