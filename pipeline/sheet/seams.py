"""A seam: two lines of running text, one below the other, and what tells whether the lower one begins a paragraph.

In come the lines of a stretch with the paragraph so far, out comes a value that the rules of ``seam_rules`` are asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.sheet.edges import EVEN, NO_LINE_END, SAME, SENTENCE_END
from pipeline.sheet.marks import Mark
from pipeline.sheet.stretch import ENCLOSED, NEXT_LINE, Stretch

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
