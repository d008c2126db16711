"""Lines joined to the sentences that were printed: by marks, indentation and whether the line before was full.

A program breaks a sentence where the next word would not fit; so a line that follows a line with room to spare begins
something new, and one at the hanging indent of a bullet belongs to it. Page and cell breaks make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.layout.lines import extent_of
from pipeline.layout.model import Line, Rect
from pipeline.layout.spacing import is_latin, joined, spaced_text
from pipeline.pages.model import Glyphs
from pipeline.sheet.flow import TextUnit
from pipeline.sheet.marks import Mark, mark_of, marks_of, signs_of
from pipeline.values import Box, Printed

NO_LINE_START = frozenset("、。，．,.」』）)】］]〉》！？!?ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；:;％%")
NO_LINE_END = frozenset("「『（(【［[〈《")
SENTENCE_END = frozenset("。．.！？!?")
PARTICLES = frozenset("をのにはがでともへや")
"""a line that begins with one goes on with the sentence before, unless that one ended"""
CLOSING = frozenset("）)」』")
"""signs that may end a sentence; where a line is broken by hand, they may as well stand within one"""
ENDS = SENTENCE_END | CLOSING
OPENING = frozenset("(（")
BEYOND_LATIN = "\u3000"
"""no character behind this one needs a space before it"""
NUMBER = re.compile(r"[0-9０-９]+|[①-⑳]")
SAME = 0.45
"""em; indents that differ by less are one"""
MOST_SLACK = 3.2
"""em; a line that leaves more room than this was not broken for want of it"""
APART = 3.5
"""em; lines of a list item are not further apart than this, with the widest leading and an empty line between them"""


_new = tuple.__new__


@dataclass(slots=True)
class Paragraph:
    """One sentence group with its mark; ``units`` are its lines in order, ``x`` and ``text_x`` its indents in points."""

    mark: Mark
    units: list[TextUnit]
    bold: bool
    size: float
    text: str = ""
    boxes: tuple[Box, ...] = ()

    @property
    def x(self) -> float:
        return self.mark.x

    @property
    def first(self) -> Line:
        return self.units[0].line

    @property
    def printed(self) -> Printed:
        return Printed(self.text, self.boxes)


def boxes_of(lines: Sequence[Line], mark_length: int = 0) -> tuple[Box, ...]:
    """One box per page (and per column, where the text moves back up), around the lines in order, without the glyphs of a
    mark at the head of the first."""
    if len(lines) == 1:
        (line,) = lines
        return (_new(Box, (line.page, *(_without_head(line, mark_length) if mark_length else line.rect))),)
    boxes: list[Box] = []
    page, bottom = 0, 0.0
    x0 = y0 = x1 = y1 = 0.0
    for k, line in enumerate(lines):
        r = _without_head(line, mark_length) if mark_length and k == 0 else line.rect
        if line.page == page and r[1] > bottom - 2 * line.size:
            left, top, right, low = r
            x0, y0 = left if left < x0 else x0, top if top < y0 else y0
            x1, y1 = right if right > x1 else x1, low if low > y1 else y1
        else:
            if page:
                boxes.append(_new(Box, (page, x0, y0, x1, y1)))
            page, (x0, y0, x1, y1) = line.page, r
        bottom = r[3]
    if page:
        boxes.append(_new(Box, (page, x0, y0, x1, y1)))
    return tuple(boxes)


def _without_head(line: Line, length: int) -> Rect:
    """The extent of a line's glyphs but for the first ones."""
    glyphs = line.glyphs
    if len(glyphs.spans) == 1 and not line.vertical and max(glyphs.x1[:length]) <= glyphs.x1[length]:
        return Rect(glyphs.x0[length], *line.rect[1:])
    rest, mark = glyphs.span_at(length), glyphs.part(0, length)
    if not line.vertical and all(rest.y0 <= span.y0 and span.y1 <= rest.y1 for span in mark.spans) and max(mark.x1) <= glyphs.x1[length]:
        return Rect(glyphs.x0[length], *line.rect[1:])
    return extent_of(glyphs.part(length, len(glyphs)))


def _first_word_width(glyphs: Glyphs) -> float:
    """Width in points of what cannot be parted from the first character."""
    texts, x0, x1 = glyphs.texts, glyphs.x0, glyphs.x1
    head = texts[0][0]
    if head > BEYOND_LATIN and head not in NO_LINE_END and (len(texts) == 1 or texts[1][0] not in NO_LINE_START):
        return x1[0] - x0[0]
    end = 1
    while end < len(texts) and texts[end - 1][0] in NO_LINE_END:
        end += 1
    if is_latin(texts[end - 1][0]):
        while (
            end < len(texts)
            and (is_latin(texts[end][0]) or _in_number(texts, end))
            and x0[end] - x1[end - 1] < 0.16 * glyphs.span_at(end).size
        ):
            end += 1
    while end < len(texts) and texts[end][0] in NO_LINE_START:
        end += 1
    return x1[end - 1] - x0[0]


def _in_number(texts: Sequence[str], k: int) -> bool:
    """Whether the comma or point at ``k`` stands between digits."""
    return texts[k] in ",.，．" and k + 1 < len(texts) and texts[k - 1].isdigit() and texts[k + 1].isdigit()


class _Stretch:
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
    verticals: tuple[bool, ...]
    x0: tuple[float, ...]
    x1: tuple[float, ...]
    y1: tuple[float, ...]

    def __init__(self, units: Sequence[TextUnit], *, kana: bool) -> None:
        self.lines, self.lefts, self.rights, self.cells, *_ = zip(*units, strict=True)
        self.pages, rects, self.glyphs, self.sizes, self.texts, self.bolds, self.verticals = zip(*self.lines, strict=True)
        self.x0, _, self.x1, self.y1 = zip(*rects, strict=True)
        self.signs = signs_of(self.lines)
        self.marks = marks_of(self.lines, kana=kana, signs=self.signs)
        self.kinds = [mark[1] for mark in self.marks]
        self.last = [text[-1] for text in self.texts]
        self.edges = self._edges()
        self.rooms = [0.0, *map(self._room, range(len(units) - 1))]
        self.slack = self._slack() if len(units) > 4 else 0.0

    def _room(self, k: int) -> float:
        """em; how much room line ``k`` would have left after the first word of the next one (negative: it did not fit)."""
        return (self.edges[k] - self.x1[k] - _first_word_width(self.glyphs[k + 1])) / self.sizes[k + 1]

    def _edges(self) -> list[float]:
        """Right edge of the text, by line: how far lines of this column reach, at least near the cell's border."""
        sides = list(zip(self.lefts, self.rights, strict=True))
        columns: dict[tuple[int, int], list[int]] = {}
        if len(set(sides)) == 1:
            columns[0, 0] = list(range(len(sides)))
        else:
            for k, (left, right) in enumerate(sides):
                columns.setdefault((round(left / 3), round(right / 3)), []).append(k)
        edges = [0.0] * len(sides)
        near = 1.5 * self.sizes[0]
        for members in columns.values():
            ends = [self.x1[k] for k in members]
            reach = max(ends)
            ragged = len(ends) < 6 or sum([x1 > reach - near for x1 in ends]) < 2
            for k in members:
                right, em = self.rights[k], self.sizes[k]
                edges[k] = right - 0.6 * em if ragged and right - reach > 2 * em else reach
        return edges

    @cached_property
    def pitches(self) -> dict[int, float]:
        """Usual distance of two baselines, by size class of the type."""
        seen: dict[int, list[float]] = {}
        for k, (page, cell, y1, em) in enumerate(zip(self.pages[1:], self.cells[1:], self.y1[1:], self.sizes[1:], strict=True)):
            if page == self.pages[k] and cell == self.cells[k] and 0 < (step := y1 - self.y1[k]) < 4 * em:
                seen.setdefault(round(em), []).append(step)
        return {size: round(sorted(steps)[(len(steps) - 1) // 3] * 2) / 2 for size, steps in seen.items()}

    def _slack(self) -> float:
        """em; the room that lines surely broken by the program leave here: none where type is set to the margin."""
        broken = sorted(
            [
                room
                for k, room in enumerate(self.rooms)
                if k
                and room < MOST_SLACK
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
    def hanging(self) -> bool:
        """Whether lines wrapped under a marked one stand at the indent of its text (and not at the margin or left of it)."""
        votes = 0
        for k, (before, kind) in enumerate(pairwise(self.kinds), 1):
            if kind == "none" and before not in ("none", "number"):
                votes += 1 if self.x0[k] > self.marks[k - 1].x + SAME * self.sizes[k] else -1
        return votes >= 0

    @cached_property
    def indented(self) -> bool:
        """Whether lines wrapped under an unmarked one stand left of it, so that a line at its indent begins a paragraph."""
        votes = 0
        for k, (before, kind) in enumerate(pairwise(self.kinds), 1):
            if before == kind == "none" and self.last[k - 1] not in ENDS:
                if self.cells[k] == self.cells[k - 1] and self.pages[k] == self.pages[k - 1]:
                    shift = (self.x0[k] - self.x0[k - 1]) / self.sizes[k]
                    votes += (shift < -SAME) - (shift > SAME)
        return votes > 1

    def below_headings(self) -> frozenset[int]:
        """The lines without a mark under numbered lines of one kind that all break off, with room to spare and no sentence ended, as
        headings do; a sentence that hands have broken ends where it pauses, or fills its line here and there."""
        alike: dict[str, list[int]] = {}
        for k, mark in enumerate(self.marks):
            if mark.kind in ("circled", "number") and len(mark.numbers) == 1 and mark.length < len(self.glyphs[k]):
                alike.setdefault(NUMBER.sub("1", mark.text), []).append(k)
        out: set[int] = set()
        for numbered in alike.values():
            below = [k + 1 for k in numbered if k + 1 < len(self.lines) and self.kinds[k + 1] == "none"]
            if len(numbered) > 1 and 2 * len(below) > len(numbered) and all(map(self._breaks_off, numbered)):
                out.update(below)
        return frozenset(out)

    def _breaks_off(self, k: int) -> bool:
        if self.last[k] in SENTENCE_END | NO_LINE_END | PARTICLES or self.last[k] in "、，,":
            return False
        return k + 1 == len(self.lines) or self.rooms[k + 1] > MOST_SLACK


def paragraphs_of(
    units: Sequence[TextUnit], *, kana: bool = False, breaks: frozenset[int] = frozenset(), headed: bool = False
) -> list[Paragraph]:
    """The paragraphs of lines in order. ``kana``: whether ア, イ, … are marks; ``breaks``: lines before which a table stands;
    ``headed``: whether there may be numbered headings."""
    if not units:
        return []
    stretch = _Stretch(units, kana=kana)
    if headed:
        breaks |= stretch.below_headings()
    out: list[Paragraph] = []
    expected = 1
    for k, unit in enumerate(units):
        mark = stretch.marks[k]
        if kana and mark.kind == "none":
            mark = mark_of(unit.line, kana=True, expected=expected, signs=stretch.signs)
        if out and k not in breaks and not _begins(out[-1], stretch, k, mark):
            out[-1].units.append(unit)
            continue
        if mark.kind == "kana":
            expected = mark.numbers[0] + 1
        out.append(Paragraph(mark, [unit], stretch.bolds[k], stretch.sizes[k]))
    for paragraph in out:
        finish(paragraph)
    return out


def marked_paragraphs(units: Sequence[TextUnit], *, kana: bool = False) -> list[Paragraph]:
    """The paragraphs of a list whose every item has a mark: what has none belongs to the item before, unless it stands far below
    that. Others as they are."""
    paragraphs = paragraphs_of(units, kana=kana)
    if not paragraphs or paragraphs[0].mark.kind == "none":
        return paragraphs
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        if out and paragraph.mark.kind == "none" and not _far_below(out[-1].units[-1].line, paragraph.first):
            out[-1].units.extend(paragraph.units)
            finish(out[-1])
        else:
            out.append(paragraph)
    return out


def _far_below(above: Line, line: Line) -> bool:
    """Whether more than two lines could stand between two lines of a page, or another page begins behind a whole sentence."""
    if above.page != line.page:
        return above.text[-1:] in SENTENCE_END
    return line.rect.y1 - above.rect.y1 > APART * above.size


def _begins(current: Paragraph, stretch: _Stretch, k: int, mark: Mark) -> bool:
    """Whether line ``k`` of the stretch, with this mark, begins a new paragraph after ``current``."""
    text, em, room, sign = stretch.texts[k], stretch.sizes[k], stretch.rooms[k], stretch.last[k - 1]
    ended = sign in SENTENCE_END or sign in CLOSING and room > MOST_SLACK and text[0] not in PARTICLES
    full = room < (stretch.slack if ended else max(stretch.slack, 0.6))
    if stretch.verticals[k] != stretch.verticals[k - 1]:
        return True
    if mark.kind == "none" and text[0] in NO_LINE_START:
        return False
    if sign == "】" and stretch.texts[k - 1][0 if len(current.units) > 1 else current.mark.length :].lstrip().startswith("【"):
        return True
    same_column = stretch.cells[k] == stretch.cells[k - 1] and stretch.pages[k] == stretch.pages[k - 1]
    if same_column and (step := stretch.y1[k] - stretch.y1[k - 1]) > 1.5 * em:
        pitch = stretch.pitches.get(round(em))
        if pitch and step > (1.45 if ended or not full else 1.9) * pitch:
            return True
    if abs(em - stretch.sizes[k - 1]) > 0.18 * em and not full:
        return True
    head, x, bold = current.mark, stretch.x0[k], stretch.bolds[k]
    if mark.kind == "none" and bold != stretch.bolds[k - 1] and not full:
        return True
    first_x = current.units[0].line.rect.x0
    wrapped_x = current.units[1].line.rect.x0 if len(current.units) > 1 else None
    if mark.kind == head.kind == "none":
        if current.bold != bold and len(current.units) == 1 and not full:
            return True
        if full:
            again = stretch.indented and wrapped_x is None and abs(x - first_x) < SAME * em
            return ended and (stretch.glyphs[k].texts[0] == "【" or again or wrapped_x is not None and x > wrapped_x + SAME * em)
        return ended or x >= first_x - SAME * em or wrapped_x is not None
    at_hang = head.kind != "none" and abs(x - head.text_x) < SAME * em
    at_wrap = wrapped_x is not None and abs(x - wrapped_x) < SAME * em
    hanging = stretch.hanging
    if mark.kind in ("bullet", "arrow", "note"):
        if mark.weak and full and not ended:
            return False
        if (at_wrap or at_hang) and full and not ended and abs(x - first_x) >= SAME * em:
            return mark.text in "⇒→"
        return True
    if mark.kind in ("circled", "number", "kana"):
        deeper = head.kind != "none" and x > head.x + SAME * em
        if hanging and deeper and full and (at_hang or at_wrap) and head.kind == "bullet" and len(mark.numbers) > 1:
            return False
        if hanging and deeper and not ended and (full or room < MOST_SLACK and (at_hang or at_wrap)):
            return False
        if not hanging and full and not ended:
            return abs(x - first_x) < SAME * em and not mark.weak and head.kind == mark.kind
        if mark.weak and mark.kind == "number" and deeper and (at_hang or at_wrap) and full:
            return False
        if mark.weak and full and not ended and abs(x - first_x) >= SAME * em:
            return False
        return True
    if hanging:
        if at_wrap or (wrapped_x is None and at_hang):
            return ended and not full and stretch.glyphs[k].texts[0] not in OPENING
        if x < head.x - SAME * em:
            return not (full and not ended)
        if abs(x - head.x) < SAME * em and head.text_x - head.x > SAME * em:
            return not (full and not ended and wrapped_x is None)
        if wrapped_x is not None:
            return ended
        return not full and ended
    if full:
        return wrapped_x is not None and x > wrapped_x + SAME * em and ended
    if sign not in SENTENCE_END and not bold and stretch.x1[k - 1] - stretch.lefts[k] > 0.5 * (stretch.rights[k] - stretch.lefts[k]):
        return False
    return ended or x > head.text_x + SAME * em or not (x < head.x - SAME * em)


def finish(paragraph: Paragraph) -> None:
    mark = paragraph.mark
    lines = [unit[0] for unit in paragraph.units]
    first = lines[0]
    texts = [line.text for line in lines]
    if mark.length and not first.vertical:
        texts[0] = _text_after(first, mark.length)
    paragraph.text = text_of(texts)
    paragraph.boxes = boxes_of(lines, mark.length if mark.length < len(first.glyphs) else 0)


def text_of(texts: Sequence[str]) -> str:
    """Lines of one sentence as one text."""
    text = texts[0]
    for following in texts[1:]:
        text = text + following if following[0] > BEYOND_LATIN else joined(text, following)
    return text


def _text_after(line: Line, length: int) -> str:
    """The line's text behind the mark of so many glyphs, without the gap between the two."""
    if length >= len(line.glyphs):
        return ""
    if line.text.startswith(mark := "".join(line.glyphs.texts[:length])):
        return line.text[len(mark) :].lstrip(" \u3000")
    begun = spaced_text(line.glyphs.part(0, length + 1))
    return line.text[len(begun) - len(line.glyphs.texts[length]) :]
