"""Where a paragraph begins: rules for the seam between two lines, in the order in which they are asked.

In comes a line with what stands before it, out goes whether it begins a paragraph. The first rule that holds decides, and
``tests/sheet/test_seams.py`` has an example for each that fails without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.rules import load
from pipeline.sheet.edges import EVEN, MOST_SLACK, NO_LINE_END, NO_LINE_START, SAME, SENTENCE_END
from pipeline.sheet.marks import JOINING, Mark, MarkKind
from pipeline.sheet.stretch import BEGUN, ENCLOSED, NAMED, NEXT_LINE, PARTICLES, Stretch

NUMBERED: frozenset[MarkKind] = frozenset({"circled", "number", "letter"})
MINUS = frozenset(load("facts")["number"]["minus"])
"""signs of items that make a number a minus"""
LEAST_ROOM = 0.6
"""em; a line within a sentence that leaves less was full, however tightly others are set"""
LEAST_STEP = 1.5
"""em; baselines no further apart are those of one paragraph, whatever the pitch"""
FAR, FARTHER = 1.45, 1.9
"""of the usual distance of two baselines; a line that goes on with a sentence may stand lower, as under a formula or a ruby"""
OTHER_SIZE = 0.18
"""em; type that differs by more is other type"""
HUNG = 0.5
"""em; so much of an opening bracket is white, and left out where a line begins with it"""
DATED_REMARK = re.compile(r"[（(][^（）()]*[0-9０-９][^（）()]*[）)].{0,2}")
"""a line that is a remark with a year or number in brackets, and a mark or full stop behind it at most"""
REMARK_BEHIND = re.compile(r"(?<=[^（(])[（(][^（）()]+[）)]$")
"""（令和６年度） behind other words"""
OBJECT = "を"
"""behind what something is done to: it stands in sentences"""
WITHIN_CLAUSE = frozenset("をが")
"""particles with which no text begins, and hardly a word"""
HALF = 0.5
"""of its column; a line that hands have broken within a sentence is longer than this"""
ALMOST = 0.9
"""of its column; a line that is no longer may have room for a word"""
MOSTLY = 0.8
"""of the sentences; where more end a paragraph, one at the margin does too"""
SURE = 0.1
"""of the sentences; where fewer end a paragraph, or do not, one at the margin is like the others"""


@dataclass(frozen=True, slots=True)
class Seam:
    """A line, its paragraph so far, the line before it, and what lines elsewhere show of both; places in points, room in em."""

    mark: Mark
    text: str
    x: float
    em: float
    is_bold: bool
    room: float
    """what the line before would have left behind the first word of this one; less than 0 where it did not fit"""
    slack: float
    """what lines surely broken by the program leave here"""
    had_room: bool
    """the first word had room on the line before, as other lines of the column show"""
    step: float | None
    """how far it stands below the line before; None across a page or cell"""
    pitch: float | None
    """what two baselines of its size are apart here; None where no two are"""

    head: Mark
    """that of the paragraph"""
    first_x: float
    wrapped_x: float | None
    """where the paragraph's second line begins; None where it has one so far"""

    sign_before: str
    """what the line before ends with"""
    em_before: float
    was_bold: bool
    reach: float
    """how much of its column the line before takes"""
    falls_short: bool
    """the line before, which ends a sentence, is not stretched as lines that go on are"""
    sticks_out: bool
    """it ends beyond where they do"""
    is_clause_before: bool
    """it has を, which no name has"""

    is_hanging_list: bool
    """lines wrapped under a mark stand at the text of their items here"""
    is_indented_text: bool
    """paragraphs without mark begin further right than they go on"""
    share: float | None
    """of the sentences here, how many end a paragraph"""
    is_seen_within: bool
    """some sentences surely end within a paragraph"""

    heads_items: bool
    """the line stands between a full stop and an item, like a heading"""
    is_near: bool
    """it stands nearer to the one before than any item here does"""
    is_near_in_item: bool
    """nearer than any numbered one"""
    is_outdented_below: bool
    """its own next line stands left of it"""
    is_lone: bool
    """no other line here has its sign"""
    is_as_headings: bool
    """it is enclosed as headings here are"""
    joins_words: bool
    """its sign joins words here (子ども・子育て, 声→対応)"""
    is_item_place: bool
    """items with its mark surely open where it stands"""

    @property
    def is_unmarked(self) -> bool:
        return self.mark.kind == "none"

    @property
    def is_under_mark(self) -> bool:
        return self.head.kind != "none"

    @property
    def hangs(self) -> bool:
        """Whether the paragraph is an item whose wrapped lines stand at its text."""
        return self.is_under_mark and self.is_hanging_list

    @property
    def turns_bold(self) -> bool:
        return self.is_bold and not self.was_bold

    @property
    def is_ended(self) -> bool:
        """Whether the line before ends a sentence."""
        return self.sign_before in SENTENCE_END

    @property
    def is_enclosed(self) -> bool:
        """Whether the line is a heading in its own brackets, with a remark in round ones behind them or none."""
        name = REMARK_BEHIND.sub("", self.text)
        return self.text[0] == "【" or name[0] + name[-1] in ENCLOSED or self.is_as_headings

    @property
    def is_full(self) -> bool:
        """Whether the line before had no room for the first word of this one."""
        return self.room < self.slack and not self.had_room if self.is_ended else self.is_nearly_full

    @property
    def is_nearly_full(self) -> bool:
        """Whether the line before left no more room than a full one may."""
        return self.room < max(self.slack, LEAST_ROOM)

    @property
    def goes_on(self) -> bool:
        """Whether the line before was broken within a sentence."""
        return self.is_full and not self.is_ended

    def is_at(self, x: float | None) -> bool:
        """Whether the line stands there; an opening bracket may hang out by the half of it that is white: within a sentence, and behind one
        where it holds a year or number, as no name of a table (【利用実績】) and no note (（主なデータ）) does."""
        if x is None:
            return False
        is_remark = self.text[0] in NO_LINE_END and (not self.is_ended or bool(DATED_REMARK.fullmatch(self.text)))
        hangs_out = is_remark and abs(x - self.x - HUNG * self.em) < EVEN * self.em
        return hangs_out or abs(self.x - x) < SAME * self.em

    def is_right_of(self, x: float | None) -> bool:
        return x is not None and self.x > x + SAME * self.em

    @property
    def could_be_either(self) -> bool:
        """Whether the line stands as one that goes on and as one that begins do here: flush, unmarked, under a full line that ends a
        sentence."""
        flush = self.is_at(self.first_x) and (self.wrapped_x is None or self.is_at(self.wrapped_x))
        return flush and self.is_ended and self.is_full and not self.is_under_mark and not self.is_indented_text

    @property
    def is_at_wrap(self) -> bool:
        """Whether the line stands where lines of the paragraph's text do, behind its mark or under its second line."""
        return self.is_at(self.wrapped_x) or self.is_at(self.head.text_x)


def seam_of(stretch: Stretch, k: int, mark: Mark, head: Mark, lines: int) -> Seam:
    """The seam before line ``k`` of the stretch, whose paragraph has ``lines`` lines so far and the mark ``head``."""
    before, first = k - 1, k - lines
    text, last = stretch.texts[k], stretch.last[before]
    step = stretch.y1[k] - stretch.y1[before] if stretch.are_together(k) else None
    width = stretch.rights[k] - stretch.lefts[k]
    return Seam(
        mark=mark,
        text=text,
        x=stretch.x0[k],
        em=stretch.sizes[k],
        is_bold=stretch.bolds[k],
        room=stretch.rooms[k],
        slack=stretch.slack,
        had_room=stretch.had_room(k),
        step=step,
        pitch=stretch.pitches.get(round(stretch.sizes[k])),
        head=head,
        first_x=stretch.x0[first],
        wrapped_x=stretch.x0[first + 1] if lines > 1 else None,
        sign_before=last,
        em_before=stretch.sizes[before],
        was_bold=stretch.bolds[before],
        reach=(stretch.x1[before] - stretch.lefts[k]) / width if width else 0.0,
        falls_short=last in SENTENCE_END and stretch.falls_short(before),
        sticks_out=stretch.sticks_out(before),
        is_clause_before=OBJECT in stretch.texts[before],
        is_hanging_list=stretch.hanging,
        is_indented_text=stretch.indented,
        share=stretch.share_across if step is None else stretch.share_of_paragraphs,
        is_seen_within=stretch.ends_within > 0,
        heads_items=stretch.heads_items(k),
        is_near=step is not None and NEXT_LINE * step < stretch.step_to_items,
        is_near_in_item=step is not None and NEXT_LINE * step < stretch.step_to_numbered,
        is_outdented_below=stretch.is_outdented_below(k),
        is_lone=mark.text in stretch.items.lone,
        is_as_headings=text[0] + text[-1] in stretch.heading_signs,
        joins_words=stretch.items.joins_words(k),
        is_item_place=stretch.items.open_at(stretch.marks[k]),
    )


def _begins_with_closing_sign(seam: Seam) -> bool:
    return seam.is_unmarked and seam.text[0] in NO_LINE_START


def _stands_far_below(seam: Seam) -> bool:
    if seam.step is None or seam.pitch is None or seam.step <= LEAST_STEP * seam.em:
        return False
    return seam.step > (FARTHER if seam.goes_on else FAR) * seam.pitch


def _is_other_type(seam: Seam) -> bool:
    other_size = abs(seam.em - seam.em_before) > OTHER_SIZE * seam.em
    return not seam.is_full and (other_size or seam.is_unmarked and seam.is_bold != seam.was_bold)


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
    if seam.sign_before == "】" and "【" not in seam.text and seam.head.text != seam.mark.text:
        return False
    is_within = _is_within_item(seam) if seam.mark.kind in ("bullet", "note") else seam.joins_words
    return is_within and seam.goes_on


def _is_within_item(seam: Seam) -> bool:
    """A sign at the indent of wrapped lines, if items do not stand there under numbered headings; nearer to the line above than items are;
    joining words; or, where items have another sign or none, between two words or before a number that it makes a minus."""
    is_under_heading = seam.is_item_place and seam.head.kind in NUMBERED
    at_wrap = seam.is_at_wrap and not seam.is_at(seam.first_x) and not is_under_heading
    joins = seam.is_lone and seam.mark.text in JOINING and not seam.is_under_mark
    is_minus = seam.mark.text in MINUS and seam.text[len(seam.mark.text) :][:1].isdecimal() and seam.head.text != seam.mark.text
    return at_wrap or seam.is_near or seam.joins_words or joins or is_minus


def _has_mark(seam: Seam) -> bool:
    return not seam.is_unmarked


def _is_name_in_brackets(seam: Seam) -> bool:
    """A name in its own brackets at the margin, as headings here stand in them, under what may end there, however full that line is:
    〈交流〉 below a list of names."""
    is_name = seam.is_as_headings and seam.text[0] + seam.text[-1] in NAMED and seam.sign_before not in BEGUN | NO_LINE_END
    return is_name and not seam.is_right_of(seam.first_x)


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


def _goes_on_near(seam: Seam) -> bool:
    """Under a full line of an item, nearer to it than any such item stands to the line above, where its second line stands."""
    is_in_line = seam.wrapped_x is None or seam.is_at(seam.wrapped_x)
    is_near = seam.is_near_in_item if seam.head.kind in NUMBERED else seam.is_near
    return seam.is_under_mark and seam.is_full and is_near and is_in_line


def _is_wrapped_item(seam: Seam) -> bool:
    """At the indent of an item's text; that the line before ends a sentence near its margin tells nothing."""
    at_indent = seam.is_at(seam.wrapped_x) if seam.wrapped_x is not None else seam.is_at(seam.head.text_x)
    return seam.hangs and at_indent and not (seam.is_ended and (seam.room > MOST_SLACK or seam.had_room))


def _stands_under_mark(seam: Seam) -> bool:
    """Under an item's mark, left of its text: behind a full line that ends no sentence only where it is set as a heading."""
    may_begin = seam.is_enclosed or seam.turns_bold or not seam.goes_on
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


def _is_broken_by_hand(seam: Seam) -> bool:
    """Spreadsheet users break lines within sentences, far from the margin but not in the first half of the line."""
    return seam.is_under_mark and not seam.is_full and not seam.is_ended and not seam.is_bold and seam.reach > HALF


def _goes_on_flush(seam: Seam) -> bool:
    """Under a full line, unless a sentence ended there and the line is set off: enclosed, indented as paragraphs are here, or the line
    before ends beyond where lines that go on do, or it is short and heads items."""
    indented = seam.is_right_of(seam.wrapped_x)
    again = seam.is_indented_text and seam.wrapped_x is None and seam.is_at(seam.first_x) and not seam.is_under_mark
    set_off = seam.is_enclosed or indented or again or seam.sticks_out or seam.heads_items
    return seam.is_full and not (seam.is_ended and (set_off or seam.could_be_either and (seam.share or 0.0) > MOSTLY))


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
    SeamRule(_is_other_type, begins=True),
    SeamRule(_is_bold_heading, begins=True),
    SeamRule(_names_goals, begins=False),
    SeamRule(_is_number_with_particle, begins=False),
    SeamRule(_is_number_in_sentence, begins=False),
    SeamRule(_is_sign_in_sentence, begins=False),
    SeamRule(_has_mark, begins=True),
    SeamRule(_is_name_in_brackets, begins=True),
    SeamRule(_follows_last_line, begins=True),
    SeamRule(_opens_indented, begins=True),
    SeamRule(_opens_under_heading, begins=True),
    SeamRule(_goes_on_near, begins=False),
    SeamRule(_is_wrapped_item, begins=False),
    SeamRule(_stands_under_mark, begins=True),
    SeamRule(_is_item_elsewhere, begins=False),
    SeamRule(_follows_item, begins=True),
    SeamRule(_is_broken_by_hand, begins=False),
    SeamRule(_goes_on_flush, begins=False),
    SeamRule(_is_left_within_sentence, begins=False),
    SeamRule(_begins_with_particle, begins=False),
)


def begins(seam: Seam) -> bool:
    """Whether the line begins a paragraph; one that no rule knows does, for the line before left room for it."""
    return next((rule.begins for rule in RULES if rule.holds(seam)), True)


def is_unsure(seam: Seam) -> bool:
    """Whether nobody could tell: nothing sets the line off, and of the sentences here some end a paragraph and some do not."""
    if not seam.is_unmarked or not seam.could_be_either or _begins_with_closing_sign(seam) or _stands_far_below(seam):
        return False
    set_off = seam.is_enclosed or seam.falls_short or seam.sticks_out or seam.heads_items
    return not set_off and seam.is_seen_within and SURE < (seam.share or 0.0) < 1 - SURE
