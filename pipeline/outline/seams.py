"""A seam: two lines of running text, one below the other, and what tells whether the lower one begins a paragraph.

In come the lines of a stretch with the paragraph so far, out comes a value that the rules of ``seam_rules`` are asked about.
"""

from __future__ import annotations

import re

from pipeline.form.marks import SIGN, Mark
from pipeline.outline.edges import EVEN, NO_LINE_END, SAME, SENTENCE_END
from pipeline.outline.stretch import ENCLOSED, NEXT_LINE, STOP, Stretch, counts_on
from pipeline.rules.captions import is_sentence_without_stop

LEAST_ROOM = 0.6
"""em; a line within a sentence that leaves less was full, however tightly others are set"""
HUNG = 0.5
"""em; so much of an opening bracket is white, and left out where a line begins with it"""
DATED_REMARK = re.compile(r"[（(][^（）()]*[0-9０-９][^（）()]*[）)].{0,2}")
"""a line that is a remark with a year or number in brackets, and a mark or full stop behind it at most"""
REMARK_BEHIND = re.compile(r"(?<=[^（(])[（(][^（）()]+[）)]$")
"""（令和６年度） behind other words"""
OBJECT = "を"
"""behind what something is done to: it stands in sentences"""


class Seam:
    """The seam before line ``k`` of a stretch, whose paragraph has ``lines`` lines so far and the mark ``head``: the line, its paragraph so
    far, the line before it, and what lines elsewhere show of both; places in points, room in em.

    What takes more than a look at the two lines is found when a rule first asks it: the first rules decide of most lines.
    """

    def __init__(self, stretch: Stretch, k: int, mark: Mark, head: Mark, lines: int) -> None:
        before, first = k - 1, k - lines
        self._stretch = stretch
        self._line = k
        self.mark = mark
        self.text = stretch.texts[k]
        self.x = stretch.x0[k]
        self.em = stretch.sizes[k]
        self.is_bold = stretch.bolds[k]
        self.room = stretch.rooms[k]
        """what the line before would have left behind the first word of this one; less than 0 where it did not fit"""
        self.slack = stretch.slack
        """what lines surely broken by the program leave here"""
        self.step = stretch.y1[k] - stretch.y1[before] if stretch.are_together(k) else None
        """how far it stands below the line before; None across a page or cell"""
        self.pitch = stretch.pitches.get(round(self.em))
        """what two baselines of its size are apart here; None where no two are"""
        self.head = head
        """that of the paragraph"""
        self.first_x = stretch.x0[first]
        self.wrapped_x = stretch.x0[first + 1] if lines > 1 else None
        """where the paragraph's second line begins; None where it has one so far"""
        self.sign_before = stretch.last[before]
        """what the line before ends with"""
        self.em_before = stretch.sizes[before]
        self.was_bold = stretch.bolds[before]

    @property
    def had_room(self) -> bool:
        """The first word had room on the line before, as other lines of the column show."""
        return self._stretch.had_room(self._line)

    @property
    def is_in_cell_beside(self) -> bool:
        """The line stands in a cell right of the one before, on one page, or on the page before if that is the rest of a goal's words, of
        another width: columns that a text goes down are alike."""
        whole, k = self._stretch, self._line
        widths = [whole.rights[n] - whole.lefts[n] for n in (k - 1, k)]
        is_right = whole.pages[k] <= whole.pages[k - 1] and whole.lefts[k] >= whole.rights[k - 1] - SAME * self.em
        return is_right and abs(widths[1] - widths[0]) > self.em

    @property
    def reach(self) -> float:
        """How much of its column the line before takes."""
        left, right = self._stretch.lefts[self._line], self._stretch.rights[self._line]
        return (self._stretch.x1[self._line - 1] - left) / (right - left) if right - left else 0.0

    @property
    def falls_short(self) -> bool:
        """The line before, which ends a sentence, is not stretched as lines that go on are."""
        return self.sign_before in SENTENCE_END and self._stretch.falls_short(self._line - 1)

    @property
    def sticks_out(self) -> bool:
        """The line before ends beyond where lines that go on do."""
        return self._stretch.sticks_out(self._line - 1)

    @property
    def is_clause_before(self) -> bool:
        """The line before has を, which no name has."""
        return OBJECT in self._stretch.texts[self._line - 1]

    @property
    def has_pause_before(self) -> bool:
        """The line before has a pause or stop, as a name seldom has."""
        return STOP.search(self._stretch.texts[self._line - 1]) is not None

    @property
    def says_done_before(self) -> bool:
        """The line before says what was or is done, with no full stop behind it."""
        return is_sentence_without_stop(self._stretch.texts[self._line - 1])

    @property
    def are_items_unstopped(self) -> bool:
        """Items here are set without a full stop."""
        return self._stretch.are_items_unstopped

    @property
    def is_hanging_list(self) -> bool:
        """Lines wrapped under a mark stand at the text of their items here."""
        return self._stretch.hanging

    @property
    def is_flat_list(self) -> bool:
        """Lines wrapped under a mark surely stand at it, or left of it."""
        return self._stretch.is_flat

    @property
    def is_indented_text(self) -> bool:
        """Paragraphs without mark begin further right than they go on."""
        return self._stretch.indented

    @property
    def share(self) -> float | None:
        """Of the sentences here, how many end a paragraph."""
        return self._stretch.share_across if self.step is None else self._stretch.share_of_paragraphs

    @property
    def is_seen_within(self) -> bool:
        """Some sentences surely end within a paragraph."""
        return self._stretch.ends_within > 0

    @property
    def heads_items(self) -> bool:
        """The line stands between a full stop and an item, like a heading."""
        return self._stretch.heads_items(self._line)

    @property
    def is_near(self) -> bool:
        """It stands nearer to the one before than any item here does."""
        return self.step is not None and NEXT_LINE * self.step < self._stretch.step_to_items

    @property
    def is_near_in_item(self) -> bool:
        """It stands nearer to the one before than any numbered item here does."""
        return self.step is not None and NEXT_LINE * self.step < self._stretch.step_to_numbered

    @property
    def is_near_in_text(self) -> bool:
        """It stands nearer to the one before than any paragraph here does."""
        return self.step is not None and NEXT_LINE * self.step < self._stretch.step_to_paragraphs

    @property
    def has_next_number(self) -> bool:
        """The number after its mark's, ② for ①, stands within the line."""
        return SIGN.fullmatch(self.mark.text) is not None and chr(ord(self.mark.text) + 1) in self.text

    @property
    def is_before_next_item(self) -> bool:
        """The next mark below is the one that follows the paragraph's in its count."""
        below = self._stretch.mark_below(self._line)
        return below is not None and counts_on(self.head, below)

    @property
    def is_wrap_seen(self) -> bool:
        """Wrapped lines show here where they stand under a mark."""
        return bool(self._stretch.votes_of_hanging)

    @property
    def is_below_items(self) -> bool:
        """It stands further below the one before than some item here does below the line above it."""
        least = min(filter(None, (self._stretch.step_to_items, self._stretch.step_to_numbered)), default=None)
        return self.step is not None and least is not None and self.step > NEXT_LINE * least

    @property
    def is_outdented_below(self) -> bool:
        """Its own next line stands left of it."""
        return self._stretch.is_outdented_below(self._line)

    @property
    def is_lone(self) -> bool:
        """No other line here has its sign."""
        return self.mark.text in self._stretch.items.lone

    @property
    def is_as_headings(self) -> bool:
        """The line is enclosed as headings here are."""
        return self.text[0] + self.text[-1] in self._stretch.heading_signs

    @property
    def joins_words(self) -> bool:
        """Its sign joins words here (子ども・子育て, 声→対応)."""
        return self._stretch.items.joins_words(self._line)

    @property
    def is_item_place(self) -> bool:
        """Items with its mark surely open where it stands."""
        return self._stretch.items.open_at(self._stretch.marks[self._line])

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
