"""Where a paragraph begins: rules for the seam between two lines, in the order in which they are asked.

In comes a line with what stands before it, out goes whether it begins a paragraph. The first rule that holds decides, and
``tests/outline/test_seams.py`` has an example for each that fails without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.form.marks import DASHES, JOINING, NUMBERED
from pipeline.outline.edges import MOST_SLACK, NO_LINE_END, SAME
from pipeline.outline.seams import Seam
from pipeline.outline.stretch import BEGUN, NAMED, PARTICLES
from pipeline.rules import load
from pipeline.text.folds import NO_LINE_START

MINUS = frozenset(load("facts")["number"]["minus"])
"""signs of items that make a number a minus"""
JOINED_SENTENCE = load("form").table("joined_sentences").pattern("patterns")
"""what joins a sentence to the one before: また、"""
LEAST_STEP = 1.5
"""em; baselines no further apart are those of one paragraph, whatever the pitch"""
FAR, FARTHER = 1.45, 1.9
"""of the usual distance of two baselines; a line that goes on with a sentence may stand lower, as under a formula or a ruby"""
OTHER_SIZE = 0.18
"""em; type that differs by more is other type"""
WITHIN_CLAUSE = frozenset("をが")
"""particles with which no text begins, and hardly a word"""
BEFORE_NOUN = frozenset("るたいなうくすつむぐぶぬ")
"""kana with which what stands before a noun ends, and a clause as well"""
HALF = 0.5
"""of its column; a line that hands have broken within a sentence is longer than this"""
ALMOST = 0.9
"""of its column; a line that is no longer may have room for a word"""
MOSTLY = 0.8
"""of the sentences; where more end a paragraph, one at the margin does too"""
SURE = 0.1
"""of the sentences; where fewer end a paragraph, or do not, one at the margin is like the others"""


def _begins_with_closing_sign(seam: Seam) -> bool:
    return seam.is_unmarked and seam.text[0] in NO_LINE_START


def _stands_far_below(seam: Seam) -> bool:
    if seam.step is None or seam.pitch is None or seam.step <= LEAST_STEP * seam.em:
        return False
    return seam.step > (FARTHER if seam.goes_on else FAR) * seam.pitch


def _stands_below_items(seam: Seam) -> bool:
    """Behind a sentence with room for a word, further below it than an item stands below another: lines of one text are closer."""
    return seam.is_unmarked and seam.is_ended and not seam.is_full and seam.is_below_items


def _stands_in_cell_beside(seam: Seam) -> bool:
    """Beside a heading in the cell left of it, however full that one's last line is."""
    return seam.is_in_cell_beside


def _is_other_type(seam: Seam) -> bool:
    """Under a full line only a name in brackets of its own: words of a sentence may be set in other type."""
    other_size = abs(seam.em - seam.em_before) > OTHER_SIZE * seam.em
    return (not seam.is_full or seam.is_enclosed) and (other_size or seam.is_unmarked and seam.is_bold != seam.was_bold)


def _is_bold_heading(seam: Seam) -> bool:
    """A bold line behind a sentence that fills its line, and not where wrapped lines of an item stand: an emphasised sentence would seldom
    begin just there."""
    return seam.turns_bold and seam.is_unmarked and seam.is_ended and not (seam.hangs and seam.is_at_wrap)


def _names_goals(seam: Seam) -> bool:
    """①～③ at the head of a wrapped line: a sentence about several goals."""
    return len(seam.mark.numbers) > 1 and seam.hangs and seam.is_nearly_full and seam.is_right_of(seam.head.x)


def _is_number_with_particle(seam: Seam) -> bool:
    """①に or ①～③の at the head of a wrapped line: no item begins with a particle. Where items are not numbered, several numbers do
    not begin one behind a full stop either, least of all where paragraphs are indented and the line is not."""
    behind = seam.text[len(seam.mark.text) :].lstrip()[:1]
    if seam.mark.kind not in ("circled", "number") or behind not in PARTICLES:
        return False
    is_within = seam.goes_on or not seam.is_ended and seam.hangs and seam.is_at_wrap
    is_wrapped = seam.is_full or seam.is_nearly_full and seam.is_indented_text and not seam.is_at(seam.first_x)
    return is_within or is_wrapped and len(seam.mark.numbers) > 1 and seam.head.kind not in NUMBERED


def _is_number_in_sentence(seam: Seam) -> bool:
    if seam.mark.kind not in NUMBERED or seam.is_ended or not seam.is_under_mark or seam.turns_bold:
        return False
    if seam.is_hanging_list:
        nearly_full = seam.room < MOST_SLACK and seam.is_at_wrap
        return seam.is_right_of(seam.head.x) and (seam.is_full or nearly_full)
    return seam.is_full and not (seam.is_at(seam.first_x) and seam.head.kind == seam.mark.kind)


def _is_sign_in_sentence(seam: Seam) -> bool:
    """A ・ or △ at the head of a wrapped line, or an arrow that stands within lines here (声→対応→結果). What stands under a heading in
    brackets, which has another sign or none, begins."""
    if not seam.goes_on or seam.sign_before == "】" and "【" not in seam.text and seam.head.text != seam.mark.text:
        return False
    return _is_within_item(seam) if seam.mark.kind in ("bullet", "note") else seam.joins_words


def _is_within_item(seam: Seam) -> bool:
    """A sign at the indent of wrapped lines, if items do not stand there under a number or another sign; nearer to the line above than
    items are; joining words; or, where items have another sign or none, between two words, around one, or before a number that it makes a
    minus."""
    at_wrap = seam.is_at_wrap and not seam.is_at(seam.first_x) and not _is_item_of_list_below(seam)
    joins = seam.is_lone and seam.mark.text in JOINING and not seam.is_under_mark
    is_minus = seam.mark.text in MINUS and seam.text[len(seam.mark.text) :][:1].isdecimal() and seam.head.text != seam.mark.text
    return at_wrap or seam.is_near or seam.joins_words or joins or is_minus or _encloses_name(seam)


def _is_item_of_list_below(seam: Seam) -> bool:
    """A sign where items with it surely open, under a number, or under another sign unless the line before must go on."""
    is_other = seam.head.text != seam.mark.text and seam.sign_before not in BEGUN
    return seam.is_item_place and (seam.head.kind in NUMBERED or is_other)


def _encloses_name(seam: Seam) -> bool:
    """A sign that stands again behind a name (♪リズムで遊ぼう♪を開いた), where items have another or none."""
    sign = seam.mark.text
    return sign in seam.text[len(sign) :] and sign not in JOINING | DASHES and sign != seam.head.text


def _counts_within_line(seam: Seam) -> bool:
    """A number where wrapped lines stand, under a full line, that counts the first of several things in its line: ①受付、②案内."""
    return seam.is_at_wrap and seam.is_full and seam.has_next_number and seam.head.kind != seam.mark.kind


def _has_mark(seam: Seam) -> bool:
    return not seam.is_unmarked


def _is_name_in_brackets(seam: Seam) -> bool:
    """A name in its own brackets under what may end there: at the margin, as headings here stand in them, however full that line is
    (〈交流〉 below a list of names), or anywhere, where that has room to spare."""
    is_name = seam.text[0] + seam.text[-1] in NAMED and seam.sign_before not in BEGUN | NO_LINE_END
    is_heading = seam.is_as_headings and not seam.is_right_of(seam.first_x)
    return is_name and (is_heading or seam.room > MOST_SLACK)


def _follows_last_line(seam: Seam) -> bool:
    """Where lines that go on are stretched and the one before, which ends a sentence, is not."""
    return seam.falls_short


def _opens_indented(seam: Seam) -> bool:
    """Behind a sentence, a line whose own next line stands left of it: the lines that go on stand there."""
    return seam.is_ended and seam.is_outdented_below


def _opens_under_heading(seam: Seam) -> bool:
    """Under a marked line that ends no sentence, at its text, where paragraphs are indented as this one is by its own next line."""
    is_second = seam.wrapped_x is None and seam.is_at(seam.head.text_x) and not seam.is_ended
    return seam.is_under_mark and is_second and seam.is_indented_text and seam.is_outdented_below


def _opens_as_indented(seam: Seam) -> bool:
    """Where paragraphs are indented, at the indent of one with a line so far that says what was done: its next line would stand left."""
    is_next = not seam.is_under_mark and seam.wrapped_x is None and seam.is_at(seam.first_x)
    return is_next and seam.is_indented_text and seam.says_done_before


def _joins_sentence(seam: Seam) -> bool:
    """A sentence that また、 joins to the one before, behind a line with room to spare that ends it without a full stop: within a paragraph
    there would be one."""
    is_end = not seam.is_ended and seam.sign_before not in BEGUN | NO_LINE_END
    return is_end and seam.room > MOST_SLACK and JOINED_SENTENCE.fullmatch(seam.text) is not None


def _follows_unstopped(seam: Seam) -> bool:
    """Behind a clause with room to spare, where items are set without full stops: nothing else could end it."""
    may_end = not seam.is_ended and seam.sign_before not in BEGUN | NO_LINE_END
    is_clause = seam.wrapped_x is not None or seam.is_clause_before or seam.has_pause_before
    return seam.are_items_unstopped and may_end and is_clause and seam.room > MOST_SLACK and seam.text[0] not in PARTICLES


def _goes_on_near(seam: Seam) -> bool:
    """Under a full line of an item, nearer to it than any such item stands to the line above, where its second line stands."""
    is_in_line = seam.wrapped_x is None or seam.is_at(seam.wrapped_x)
    is_near = seam.is_near_in_item if seam.head.kind in NUMBERED else seam.is_near
    return seam.is_under_mark and seam.is_full and is_near and is_in_line


def _is_wrapped_item(seam: Seam) -> bool:
    """At the indent of an item's text; that the line before ends a sentence near its margin tells nothing."""
    at_indent = seam.is_at(seam.wrapped_x) if seam.wrapped_x is not None else seam.is_at(seam.head.text_x)
    return seam.hangs and at_indent and not (seam.is_ended and (seam.room > MOST_SLACK or seam.had_room))


def _stands_within_count(seam: Seam) -> bool:
    """Under the number of an item that fills its line, before the item that is counted next, where no wrapped line shows where such stand:
    between the items of one list there is seldom anything else."""
    return seam.is_under_mark and seam.is_full and seam.is_at(seam.head.x) and seam.is_before_next_item and not seam.is_wrap_seen


def _stands_under_mark(seam: Seam) -> bool:
    """Under an item's mark, left of its text: behind a full line that ends no sentence only where it is set as a heading, in brackets, in
    bold, or left of the mark and further below than items are."""
    is_apart = seam.is_below_items and not seam.is_at(seam.head.x) and seam.sign_before not in BEGUN
    may_begin = seam.is_enclosed or seam.turns_bold or not seam.goes_on or is_apart
    return seam.hangs and not seam.is_right_of(seam.head.x) and may_begin


def _is_item_elsewhere(seam: Seam) -> bool:
    """Right of an item's mark, but not where its lines stand: it goes on unless a sentence ended there, or the item is a name and what is
    said of it stands deeper than its own text would."""
    ended = seam.is_ended and (seam.wrapped_x is not None or not seam.is_full)
    return seam.hangs and not ended and not (_is_behind_name(seam) and seam.is_right_of(seam.head.text_x))


def _is_behind_name(seam: Seam) -> bool:
    """Under an item's first line that takes less than half of its column, with room for the next word, and is a name: it is more than its
    mark, no clause (・園庭を開き), and ends with no pause or particle; nor does what follows begin with one."""
    is_short = seam.wrapped_x is None and seam.reach < HALF and seam.room > MOST_SLACK
    is_name = seam.sign_before not in BEGUN and not seam.head.text.endswith(seam.sign_before) and not seam.is_clause_before
    return is_short and is_name and seam.text[0] not in WITHIN_CLAUSE


def _follows_item(seam: Seam) -> bool:
    return seam.hangs


def _stands_near_in_paragraph(seam: Seam) -> bool:
    """Nearer to a line that leaves little room than any paragraph here stands to the one above it, where these are set apart by white."""
    is_in_line = seam.is_at(seam.first_x) if seam.wrapped_x is None else seam.is_at(seam.wrapped_x)
    return not seam.is_under_mark and is_in_line and seam.room < MOST_SLACK and seam.is_near_in_text


def _is_broken_by_hand(seam: Seam) -> bool:
    """Spreadsheet users break lines within sentences, far from the margin but not in the first half of the line."""
    return seam.is_under_mark and not seam.is_full and not seam.is_ended and not seam.is_bold and seam.reach > HALF


def _goes_on_flush(seam: Seam) -> bool:
    """Under a full line, unless a sentence ended there and the line is set off: enclosed, indented as paragraphs are here, or the line
    before ends beyond where lines that go on do, or it is short and heads items."""
    set_off = seam.is_enclosed or _is_indented(seam) or seam.sticks_out or seam.heads_items
    return seam.is_full and not (seam.is_ended and (set_off or seam.could_be_either and (seam.share or 0.0) > MOSTLY))


def _is_indented(seam: Seam) -> bool:
    """Right of where the paragraph goes on; where it has one line so far, and paragraphs are indented here, at its own indent, or right of
    its mark, at which wrapped lines stand, as they do all over the sheet."""
    if seam.wrapped_x is not None or not (seam.is_indented_text or seam.is_under_mark and seam.is_flat_list):
        return seam.is_right_of(seam.wrapped_x)
    return seam.is_right_of(seam.first_x) if seam.is_under_mark else seam.is_at(seam.first_x)


def _is_left_within_sentence(seam: Seam) -> bool:
    """Left of an indented first line, if that is no short one as a heading's is."""
    return not seam.is_ended and seam.reach > HALF and seam.x < seam.first_x - SAME * seam.em


def _begins_with_particle(seam: Seam) -> bool:
    """A particle at the head of a line under one that takes all but a little of its column and ends no sentence: white that all lines leave
    before the wall is no room. のびのび may begin a paragraph, but not there."""
    is_wide = seam.reach > ALMOST and not seam.is_ended
    return is_wide and seam.is_unmarked and seam.text[0] in PARTICLES and (seam.is_at(seam.first_x) or seam.is_at(seam.wrapped_x))


@dataclass(frozen=True, slots=True)
class SeamRule:
    """``begins`` is what the line does where the rule holds."""

    holds: Callable[[Seam], bool]
    begins: bool


RULES = (
    SeamRule(_begins_with_closing_sign, begins=False),
    SeamRule(_stands_far_below, begins=True),
    SeamRule(_stands_below_items, begins=True),
    SeamRule(_stands_in_cell_beside, begins=True),
    SeamRule(_is_other_type, begins=True),
    SeamRule(_is_bold_heading, begins=True),
    SeamRule(_names_goals, begins=False),
    SeamRule(_is_number_with_particle, begins=False),
    SeamRule(_is_number_in_sentence, begins=False),
    SeamRule(_is_sign_in_sentence, begins=False),
    SeamRule(_counts_within_line, begins=False),
    SeamRule(_has_mark, begins=True),
    SeamRule(_is_name_in_brackets, begins=True),
    SeamRule(_follows_last_line, begins=True),
    SeamRule(_opens_indented, begins=True),
    SeamRule(_opens_under_heading, begins=True),
    SeamRule(_opens_as_indented, begins=True),
    SeamRule(_joins_sentence, begins=True),
    SeamRule(_follows_unstopped, begins=True),
    SeamRule(_goes_on_near, begins=False),
    SeamRule(_is_wrapped_item, begins=False),
    SeamRule(_stands_within_count, begins=False),
    SeamRule(_stands_under_mark, begins=True),
    SeamRule(_is_item_elsewhere, begins=False),
    SeamRule(_follows_item, begins=True),
    SeamRule(_stands_near_in_paragraph, begins=False),
    SeamRule(_is_broken_by_hand, begins=False),
    SeamRule(_goes_on_flush, begins=False),
    SeamRule(_is_left_within_sentence, begins=False),
    SeamRule(_begins_with_particle, begins=False),
)


def begins(seam: Seam) -> bool:
    """Whether the line begins a paragraph; one that no rule knows does, for the line before left room for it."""
    return next((rule.begins for rule in RULES if rule.holds(seam)), True)


def is_unsure(seam: Seam) -> bool:
    """Whether nobody could tell: nothing sets the line off, and of the sentences here some end a paragraph and some do not; or it follows
    a verb that may end a text without a full stop and may as well go before a noun."""
    if _follows_unstopped(seam) and seam.sign_before in BEFORE_NOUN:
        return seam.is_unmarked
    if not seam.is_unmarked or not seam.could_be_either or _begins_with_closing_sign(seam) or _stands_far_below(seam):
        return False
    set_off = seam.is_enclosed or seam.falls_short or seam.sticks_out or seam.heads_items
    return not set_off and seam.is_seen_within and SURE < (seam.share or 0.0) < 1 - SURE
