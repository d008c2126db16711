"""Lines in reading order with what holds of all of them together: where they end, how much room they left, how they are spaced.

A program breaks a sentence where the next word would not fit; so how much room a line would have left after the first word
of the next one tells whether it was broken for want of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import pairwise
from operator import sub

from pipeline.form.marks import DASHES, JOINING, SIGN, Mark, marks_of, signs_of, text_behind
from pipeline.form.series import Series
from pipeline.form.words import as_goal
from pipeline.geometry.intervals import Interval
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Line
from pipeline.outline.edges import ENDS, EVEN, MOST_SLACK, NO_LINE_END, SAME, SENTENCE_END, broken_in, edge_of, first_word_width
from pipeline.outline.item_signs import FEWEST_ITEMS, ItemSigns
from pipeline.outline.line_ends import sign_at_end
from pipeline.outline.units import TextUnit
from pipeline.pages.model import Glyphs

PARTICLES = frozenset("をのにはがでともへや")
"""a line that ends with one is no heading"""
BEGUN = PARTICLES | frozenset("、，,")
"""with which no text ends"""
NUMBER = re.compile(rf"[0-9０-９]+|{SIGN.pattern}")
WITHIN = re.compile(r"[。！？](?![」』）)】。！？※*]|$)")
"""the end of a sentence within a line"""
STOP = re.compile(r"[。、，]")
"""what running text has, and a name or heading seldom"""
NEXT_LINE = 1.25
"""of the usual distance of two baselines; a line further below is set apart"""
FITS = 0.1
"""em; a word fits with so much room to spare"""
FEWEST_NEAR = 3
"""so many lines that end within a word of each other were broken at one column"""
OFF_WALL = 2.0
"""em; lines that all end further from the wall of their cell were not broken there"""
ENCLOSED = frozenset(("〈〉", "《》", "［］", "[]", "＜＞", "<>", "〔〕", "≪≫"))
"""signs that enclose a heading; what 「」 and （） enclose stands in sentences as well"""
NAMED = ENCLOSED | {"【】"}
"""brackets around a whole line that make a name of it"""
NAME_OPENS = frozenset(pair[0] for pair in NAMED)
"""with what such a name begins, though more stands behind it: 【月別利用者】（単位：人）"""
ENCLOSING = frozenset(("（）", "()", "「」", "『』", "――", "——", "～～", "--", "－－"))
"""signs that enclose a heading where an office has its headings so; they stand in sentences as well"""


MOST_ENDED = 0.6
"""where so great a share of the items end, a line that does not is no sentence of theirs"""


FEWEST_UNSTOPPED = 3
"""so many texts without a full stop are no oversight"""


def _usual(steps: Sequence[float]) -> float:
    """Points, to a half; the least of the steps, in order, that several lines have: in a list of paragraphs set apart most are more."""
    usual = steps[(len(steps) - 1) // 3]
    for k, step in enumerate(steps[:-1]):
        if sum(other - step < SAME_STEP for other in steps[k:]) >= max(2, USUAL * len(steps)):
            usual = step
            break
    return round(usual * 2) / 2


SAME_STEP = TOLERANCES.same_step
USUAL = 0.15
"""of the steps; so many are no chance"""


def _shifted(places: Sequence[float], shifts: Sequence[float]) -> tuple[float, ...]:
    return tuple(map(sub, places, shifts))


def counts_on(mark: Mark, following: Mark) -> bool:
    """Whether a mark counts the item behind that of another, in the same dress: (2) behind (1)."""
    is_next = len(mark.numbers) == 1 and following.numbers == (mark.numbers[0] + 1,) and mark.kind != "letter"
    return is_next and NUMBER.sub("1", mark.text) == NUMBER.sub("1", following.text)


class Stretch:
    """Lines in order, by column, with what holds of all of them together; lengths in points, or in em where it is said."""

    lines: tuple[Line, ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    cells: tuple[int, ...]
    pages: tuple[int, ...]
    glyphs: tuple[Glyphs, ...]
    sizes: tuple[float, ...]
    texts: tuple[str, ...]
    bolds: tuple[bool, ...]
    x0: tuple[float, ...]
    x1: tuple[float, ...]
    y1: tuple[float, ...]
    column_edges: tuple[Interval | None, ...]
    filled: tuple[float | None, ...]

    def __init__(self, units: Sequence[TextUnit], *, series: Series | None) -> None:
        self.units = units
        self.lines, lefts, rights, self.cells, _, _, self.column_edges, shifts, self.filled, *_ = zip(*units, strict=True)
        self.lefts, self.rights = _shifted(lefts, shifts), _shifted(rights, shifts)
        self.pages = tuple([line.page for line in self.lines])
        self.glyphs = tuple([line.glyphs for line in self.lines])
        self.sizes = tuple([line.size for line in self.lines])
        self.texts = tuple([line.text for line in self.lines])
        self.bolds = tuple([line.bold for line in self.lines])
        x0, _, x1, self.y1 = zip(*[line.rect for line in self.lines], strict=True)
        self.x0, self.x1 = _shifted(x0, shifts), _shifted(x1, shifts)
        self.signs = signs_of(self.lines)
        marks = marks_of(self.lines, series=series, signs=self.signs)
        self.marks = [mark.shifted(shift) if shift else mark for mark, shift in zip(marks, shifts, strict=True)]
        self.kinds = [mark[1] for mark in self.marks]
        self.last = [sign_at_end(text) for text in self.texts]
        self.words = [first_word_width(glyphs) for glyphs in self.glyphs]
        """points; the width of each line's first word"""
        self.is_cut_by_hand = False
        self.edges = self._edges()
        self.rooms = [0.0, *map(self._room, range(len(units) - 1))]
        self.slack = self._slack()
        self.items = ItemSigns(self.marks, self.texts, self.last, self.rooms)

    def _room(self, k: int) -> float:
        """em; how much room line ``k`` would have left after the first word of the next one (negative: it did not fit)."""
        return (self.edges[k] - self.x1[k] - self.words[k + 1]) / self.sizes[k + 1]

    def _edges(self) -> list[float]:
        """Right edge of the text, by line: how far lines of this column reach, at least near the cell's border. Where sentences happen
        to end tells of no edge."""
        sides = list(zip(self.lefts, self.rights, strict=True))
        columns: dict[tuple[int, int], list[int]] = {}
        for k, (left, right) in enumerate(sides):
            columns.setdefault((round(left / 3), round(right / 3)), []).append(k)
        edges = [0.0] * len(sides)
        near = 1.5 * self.sizes[0]
        for members in columns.values():
            within = [self.x1[k] for k in members if self.x1[k] < self.rights[k] + SAME * self.sizes[k]]
            reach = max(within, default=self.rights[members[0]])
            ragged = len(members) < 6 or not self._go_on_from(reach - near, members)
            if ragged and self._ends_lines_at(reach, members):
                ragged, self.is_cut_by_hand = False, True
            for k in members:
                right, em = self.rights[k], self.sizes[k]
                edges[k] = right - 0.6 * em if ragged and right - reach > OFF_WALL * em else reach
        return edges

    def _ends_lines_at(self, reach: float, members: Sequence[int]) -> bool:
        """Whether hands broke the lines of a column where the next word would have passed the longest of them: all that surely go on, in
        running text, and others beside them."""
        first = members[0]
        if self.rights[first] - reach <= OFF_WALL * self.sizes[first]:
            return False
        near = sum(self.x1[k] > reach - (1 + FITS) * self.sizes[k] for k in members)
        broken = [k for k in members if self._is_cut(k)]
        return near >= FEWEST_NEAR and bool(broken) and all(self._has_no_room_to(reach, k) for k in broken)

    def _has_no_room_to(self, reach: float, k: int) -> bool:
        """Whether the first word of the line below would have passed a place, had it stood in line ``k``."""
        return self.x1[k] + self.words[k + 1] > reach - FITS * self.sizes[k]

    def _go_on_from(self, near: float, members: Sequence[int]) -> bool:
        """Whether lines of a column that end beyond a place ``near`` its edge go on in the next one: several surely, or all that may."""
        may = [k for k in members if self._may_go_on(k)]
        at_edge = [k for k in may if self.x1[k] > near]
        return sum(map(self._surely_goes_on, at_edge)) > 1 or FEWEST_NEAR <= len(at_edge) == len(may)

    def _may_go_on(self, k: int) -> bool:
        return k + 1 < len(self.lines) and self.kinds[k + 1] == "none" and self.last[k] not in SENTENCE_END

    def _surely_goes_on(self, k: int) -> bool:
        """Whether line ``k``, which may go on, has a stop or pause, ends with a particle, or stands over one at its text: no name does."""
        hangs = self.kinds[k] != "none" and self.x0[k + 1] > self.x0[k] + SAME * self.sizes[k]
        return hangs or self.last[k] in BEGUN or STOP.search(self.texts[k]) is not None

    def _is_cut(self, k: int) -> bool:
        """Whether line ``k``, of running text with a stop or a pause in it, was broken within a sentence."""
        if k + 1 >= len(self.lines) or self.kinds[k + 1] != "none" or self.last[k] in ENDS or not self.are_together(k + 1):
            return False
        return self.bolds[k + 1] == self.bolds[k] and STOP.search(self.texts[k]) is not None

    @cached_property
    def pitches(self) -> dict[int, float]:
        """Usual distance of two baselines, by size class of the type."""
        seen: dict[int, list[float]] = {}
        for k, (page, cell, y1, em) in enumerate(zip(self.pages[1:], self.cells[1:], self.y1[1:], self.sizes[1:], strict=True)):
            if page == self.pages[k] and cell == self.cells[k] and 0 < (step := y1 - self.y1[k]) < 4 * em:
                seen.setdefault(round(em), []).append(step)
        return {size: _usual(sorted(steps)) for size, steps in seen.items()}

    def _slack(self) -> float:
        """em; the room that lines surely broken by the program leave here: none where type is set to the margin."""
        broken = sorted(
            [
                self.rooms[k]
                for k in range(1, len(self.rooms))
                if self.rooms[k] < MOST_SLACK
                and self.kinds[k] == "none"
                and self.last[k - 1] not in ENDS
                and self.cells[k] == self.cells[k - 1]
                and not self.bolds[k]
            ]
        )
        if len(broken) < 4:
            return 0.0
        return max(broken[int(len(broken) * 0.92)], -0.4) + 0.1

    @cached_property
    def justified_edge(self) -> Interval | None:
        """Where lines that the program stretches end, as all lines of the column tell, or else these; None where it stretches none."""
        if len(set(self.column_edges)) > 1:
            return None
        return self.column_edges[0] if self.column_edges[0] is not None else edge_of(broken_in(self.units))

    def falls_short(self, k: int) -> bool:
        """Whether line ``k`` ends short of where lines that go on are stretched to: it is the last of its paragraph."""
        edge = self.justified_edge
        return edge is not None and self.x1[k] < edge[0] - EVEN * self.sizes[k]

    def sticks_out(self, k: int) -> bool:
        """Whether line ``k`` ends a little beyond where any line that goes on does."""
        edge = self.justified_edge
        return edge is not None and EVEN * self.sizes[k] < self.x1[k] - edge[1] < SAME * self.sizes[k]

    @cached_property
    def hanging(self) -> bool:
        """Whether lines wrapped under a marked one stand at the indent of its text (and not at the margin or left of it). Where no line is
        wrapped, those elsewhere in the sheet tell."""
        votes = self.votes_of_hanging
        if not votes and self.is_cut_by_hand:
            return not any(map(self._goes_on_at_mark, range(len(self.lines))))
        if not votes and self.units[0].hangs is not None:
            return self.units[0].hangs
        return sum(votes) >= 0 and (bool(votes) or not self.indented)

    @property
    def is_flat(self) -> bool:
        """Whether lines wrapped under a marked one surely stand at its mark or left of it, here or elsewhere in the sheet."""
        return sum(self.votes_of_hanging) < 0 if self.votes_of_hanging else self.units[0].hangs is False

    @cached_property
    def votes_of_hanging(self) -> Sequence[int]:
        """1 for each line wrapped under a marked one that stands at the indent of its text, -1 for each at the margin or left of it. Behind
        a sentence at the margin a heading stands, no wrapped line; where paragraphs are indented, those under a line with room to spare
        begin so."""
        votes = []
        for k, (before, kind) in enumerate(pairwise(self.kinds), 1):
            if kind == "none" and before not in ("none", "number") and self.last[k - 1] not in SENTENCE_END:
                if not self.indented or self.rooms[k] < MOST_SLACK:
                    votes.append(1 if self.x0[k] > self.marks[k - 1].x + SAME * self.sizes[k] else -1)
        return votes

    def _goes_on_at_mark(self, k: int) -> bool:
        """Whether a line was broken within a sentence and stands, as the next one does, where the marks above it do."""
        marked = next((n for n in range(k - 1, -1, -1) if self.kinds[n] != "none"), None)
        if marked is None or not self._is_cut(k):
            return False
        return all(abs(self.x0[n] - self.marks[marked].x) < SAME * self.sizes[n] for n in (k, k + 1))

    @cached_property
    def indented(self) -> bool:
        """Whether lines wrapped under an unmarked one stand left of it, so that a line at its indent begins a paragraph; where no line is
        wrapped, whether white is printed before each that opens one."""
        votes = 0
        for k, (before, kind) in enumerate(pairwise(self.kinds), 1):
            if before == kind == "none" and self.last[k - 1] not in ENDS and self.rooms[k] < MOST_SLACK:
                if self.are_together(k) and self.bolds[k] == self.bolds[k - 1]:
                    shift = (self.x0[k] - self.x0[k - 1]) / self.sizes[k]
                    votes += (shift < -SAME) - (shift > SAME)
        return votes > 0 or not votes and self._opens_behind_white

    @property
    def _opens_behind_white(self) -> bool:
        """Whether white is printed (a 　) before the lines without mark that stand behind whole sentences, two at least, and no others."""
        lines = [k for k, kind in enumerate(self.kinds) if kind == "none"]
        spaced = [k for k in lines if 0 in self.glyphs[k].spaced]
        return len(spaced) > 1 and spaced == [k for k in lines if k == 0 or self.last[k - 1] in SENTENCE_END]

    @cached_property
    def are_items_sentences(self) -> bool:
        """Whether what stands before the items here ends a sentence, nearly everywhere."""
        before = [sign in ENDS for sign, kind in zip(self.last, self.kinds[1:], strict=False) if kind != "none"]
        return len(before) >= FEWEST_ITEMS and sum(before) >= MOST_ENDED * len(before)

    @cached_property
    def are_items_unstopped(self) -> bool:
        """Whether nothing that stands before an item here, nor the last line, ends with a full stop: items are set without, as these tell
        where they are several, or those elsewhere in the sheet."""
        ends = [sign in SENTENCE_END for sign, kind in zip(self.last, (*self.kinds[1:], "end"), strict=True) if kind != "none"]
        return not any(ends) and (len(ends) >= FEWEST_UNSTOPPED or self.units[0].unstopped)

    @cached_property
    def share_of_paragraphs(self) -> float | None:
        """Of the sentences of running text whose end is seen, and one more that may do otherwise, the share that surely ends a paragraph,
        with no more room below it than within one; None where no such paragraph is seen."""
        ends = [k for k in range(1, len(self.lines)) if self._ends_paragraph(k)]
        return len(ends) / (len(ends) + self.ends_within + 1) if ends else None

    @cached_property
    def share_across(self) -> float | None:
        """The same share where a column, cell or page ends, and white with it: paragraphs set apart by white count too."""
        ends = [k for k in range(1, len(self.lines)) if self._ends_paragraph(k, white=True)]
        return len(ends) / (len(ends) + self.ends_within + 1) if ends else None

    @cached_property
    def ends_within(self) -> int:
        """How many sentences of running text end within a line, so that others surely go on behind them."""
        return sum(len(WITHIN.findall(text)) for text, kind in zip(self.texts, self.kinds, strict=True) if kind == "none")

    def _ends_paragraph(self, k: int, *, white: bool = False) -> bool:
        """Whether a paragraph without mark ends before line ``k``, at its left side, that has none either, by nothing but the room left, or
        by the white between."""
        if not self.kinds[k - 1] == self.kinds[k] == "none" or not self.are_together(k):
            return False
        em, step = self.sizes[k], self.y1[k] - self.y1[k - 1]
        is_next = step < NEXT_LINE * self.pitches.get(round(em), step)
        is_flush = abs(self.x0[k] - self.x0[k - 1]) < SAME * em and (is_next or white)
        return is_flush and self.last[k - 1] in SENTENCE_END and (self.rooms[k] > MOST_SLACK or not is_next)

    def are_together(self, k: int) -> bool:
        """Whether line ``k`` stands in one cell and on one page with the line before."""
        return self.cells[k] == self.cells[k - 1] and self.pages[k] == self.pages[k - 1]

    def had_room(self, k: int) -> bool:
        """Whether the first word of line ``k`` had room on the line before: the program fills others of its column further, and hands have
        not broken most of the lines here."""
        return self._left_room(k) and not self.leaves_room

    @cached_property
    def leaves_room(self) -> bool:
        """Whether most lines here that surely go on left room that the program fills elsewhere."""
        cut = [k + 1 for k in range(len(self.lines)) if self._is_cut(k)]
        return 2 * sum(map(self._left_room, cut)) > len(cut)

    def _left_room(self, k: int) -> bool:
        filled, line = self.filled[k - 1], self.lines[k - 1]
        return filled is not None and filled - line.rect.x1 - self.words[k] > FITS * self.sizes[k]

    def would_fit(self, k: int) -> bool:
        """Whether the first word of line ``k`` would have fit on the line before, if the cell is padded at both sides alike."""
        padding = self.x0[k - 1] - self.lefts[k - 1]
        return self.rooms[k] + (self.rights[k - 1] - padding - self.edges[k - 1]) / self.sizes[k] > FITS

    @cached_property
    def step_to_items(self) -> float:
        """Points; the least distance of an item's baseline from the one above, where the line above left room; 0 where none did."""
        return self._least_step({"bullet"})

    @cached_property
    def step_to_numbered(self) -> float:
        """The same of items that are numbered or lettered."""
        return self._least_step({"circled", "number", "letter"})

    @cached_property
    def step_to_paragraphs(self) -> float:
        """Points; the least distance of a line's baseline from the one above, where a sentence ended there with room to spare; 0 where
        fewer than two did."""
        ended = [k for k in range(1, len(self.lines)) if self.last[k - 1] in SENTENCE_END and self.rooms[k] > MOST_SLACK]
        steps = [self.y1[k] - self.y1[k - 1] for k in ended if self.are_together(k)]
        return min(steps) if len(steps) > 1 else 0.0

    def mark_below(self, k: int) -> Mark | None:
        """The next mark below line ``k``."""
        return next((mark for mark in self.marks[k + 1 :] if mark.kind != "none"), None)

    def _least_step(self, kinds: Set[str]) -> float:
        steps = [
            self.y1[k] - self.y1[k - 1]
            for k in range(1, len(self.lines))
            if self.kinds[k] in kinds and self.rooms[k] > MOST_SLACK and self.are_together(k)
        ]
        return min(steps, default=0.0)

    def is_outdented_below(self, k: int) -> bool:
        """Whether line ``k``, broken within a sentence, goes on in a line that stands left of it, and is no name in brackets."""
        if k + 1 >= len(self.lines) or self.kinds[k + 1] != "none" or not self.are_together(k + 1):
            return False
        is_broken = self.last[k] not in ENDS and self.rooms[k + 1] < MOST_SLACK and self.bolds[k + 1] == self.bolds[k]
        return is_broken and self.texts[k + 1][0] not in NAME_OPENS and self.x0[k + 1] < self.x0[k] - SAME * self.sizes[k]

    @cached_property
    def heading_signs(self) -> frozenset[str]:
        """The pairs of brackets that surely enclose a heading here: a line alone, behind a line with room to spare, over an item, or with
        room to spare itself."""
        behind_room = [k for k, kind in enumerate(self.kinds) if kind == "none" and (k == 0 or self.rooms[k] > MOST_SLACK)]
        alone = [k for k in behind_room if self.kinds[k + 1 : k + 2] != ["none"] or self.rooms[k + 1] > MOST_SLACK]
        pairs = frozenset(self.texts[k][0] + self.texts[k][-1] for k in alone)
        return pairs & (ENCLOSING | NAMED)

    def heads_items(self, k: int) -> bool:
        """Whether line ``k`` alone, short and no sentence, stands between a full stop and an item, where items are sentences."""
        if k + 1 >= len(self.lines) or self.kinds[k] != "none" or self.kinds[k + 1] == "none":
            return False
        is_short = self.rooms[k + 1] > MOST_SLACK and self.last[k] not in ENDS | NO_LINE_END | PARTICLES
        return is_short and self.last[k - 1] in SENTENCE_END and self.are_items_sentences

    def below_headings(self, words: Set[str]) -> frozenset[int]:
        """The lines under headings that nothing else sets off: under ``words`` of goals as a whole (as ``as_goal`` gives them), and those
        without a mark under numbered lines that all break off."""
        said = [text_behind(line, mark.length) for mark, line in zip(self.marks, self.lines, strict=True)]
        below = {k + 1 for k, text in enumerate(said) if as_goal(text) in words}
        below |= {k + 2 for k, (text, rest) in enumerate(zip(said, self.texts[1:], strict=False)) if as_goal(text + rest) in words}
        return frozenset(below) | self._below_numbered()

    def _below_numbered(self) -> frozenset[int]:
        """The lines without a mark under numbered lines of one kind, or with one sign that is not that of every list, that all break off,
        with room to spare and no sentence ended, as headings do; a sentence that hands have broken ends where it pauses, or fills its line
        here and there."""
        alike: dict[str, list[int]] = {}
        for k, mark in enumerate(self.marks):
            counts = mark.kind in ("circled", "number") and len(mark.numbers) == 1
            may_head = counts or mark.kind == "bullet" and mark.text not in JOINING | DASHES
            if may_head and mark.length < len(self.glyphs[k]):
                alike.setdefault(NUMBER.sub("1", mark.text), []).append(k)
        out: set[int] = set()
        for numbered in alike.values():
            below = [k + 1 for k in numbered if k + 1 < len(self.lines) and self.kinds[k + 1] == "none"]
            if len(numbered) > 1 and 2 * len(below) > len(numbered) and all(map(self._breaks_off, numbered)):
                out.update(below)
        return frozenset(out)

    def _breaks_off(self, k: int) -> bool:
        if self.last[k] in SENTENCE_END | NO_LINE_END | BEGUN:
            return False
        return k + 1 == len(self.lines) or self.rooms[k + 1] > MOST_SLACK or self.indented and self.is_outdented_below(k + 1)
