"""Lines joined to the sentences that were printed: by marks, indentation and whether the line before was full.

A program breaks a sentence where the next word would not fit; so a line that follows a line with room to spare begins
something new, and one at the hanging indent of a bullet belongs to it. Page and cell breaks make no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.lines import extent_of
from pipeline.layout.model import Line, Rect
from pipeline.layout.spacing import is_latin, joined, spaced_text
from pipeline.sheet.flow import TextUnit
from pipeline.sheet.marks import DASHES, Mark, mark_of
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
NUMBER = re.compile(r"[0-9０-９]+|[①-⑳]")
SAME = 0.45
"""em; indents that differ by less are one"""
MOST_SLACK = 3.2
"""em; a line that leaves more room than this was not broken for want of it"""
APART = 3.5
"""em; lines of a list item are not further apart than this, with the widest leading and an empty line between them"""


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
                boxes.append(Box(page, x0, y0, x1, y1))
            page, (x0, y0, x1, y1) = line.page, r
        bottom = r[3]
    if page:
        boxes.append(Box(page, x0, y0, x1, y1))
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


def _first_word_width(line: Line) -> float:
    """Width in points of what cannot be parted from the line's first character."""
    texts, x0, x1 = line.glyphs.texts, line.glyphs.x0, line.glyphs.x1
    end = 1
    while end < len(texts) and texts[end - 1][0] in NO_LINE_END:
        end += 1
    if is_latin(texts[end - 1][0]):
        while (
            end < len(texts)
            and (is_latin(texts[end][0]) or _in_number(texts, end))
            and x0[end] - x1[end - 1] < 0.16 * line.glyphs.span_at(end).size
        ):
            end += 1
    while end < len(texts) and texts[end][0] in NO_LINE_START:
        end += 1
    return x1[end - 1] - x0[0]


def _in_number(texts: Sequence[str], k: int) -> bool:
    """Whether the comma or point at ``k`` stands between digits."""
    return texts[k] in ",.，．" and k + 1 < len(texts) and texts[k - 1].isdigit() and texts[k + 1].isdigit()


def _edges(units: Sequence[TextUnit]) -> dict[int, float]:
    """Right edge of the text, by unit number: how far lines of this column reach, at least near the cell's border."""
    columns = [(round(u.left / 3), round(u.right / 3)) for u in units]
    ends: dict[tuple[int, int], list[float]] = {}
    for key, u in zip(columns, units, strict=True):
        ends.setdefault(key, []).append(u.line.rect.x1)
    reach = {key: max(xs) for key, xs in ends.items()}
    together = {key: sum([x > reach[key] - 1.5 * units[0].line.size for x in xs]) for key, xs in ends.items()}
    edges: dict[int, float] = {}
    for k, (key, u) in enumerate(zip(columns, units, strict=True)):
        edge, em = reach[key], u.line.size
        if u.right - edge > 2 * em and (len(ends[key]) < 6 or together[key] < 2):
            edge = u.right - 0.6 * em
        edges[k] = edge
    return edges


def _pitches(units: Sequence[TextUnit]) -> dict[int, float]:
    """Usual distance of two baselines, by size class of the type; 0 where unknown."""
    seen: dict[int, Counter[int]] = {}
    for a, b in zip(units, units[1:], strict=False):
        if a.line.page == b.line.page and a.cell == b.cell:
            step = b.line.rect.y1 - a.line.rect.y1
            if 0 < step < 4 * b.line.size:
                seen.setdefault(round(b.line.size), Counter())[round(step * 2)] += 1
    pitches: dict[int, float] = {}
    for size, steps in seen.items():
        total = sum(steps.values())
        running = 0
        for step in sorted(steps):
            running += steps[step]
            if running * 3 >= total:
                pitches[size] = step / 2
                break
    return pitches


def paragraphs_of(
    units: Sequence[TextUnit], *, kana: bool = False, breaks: frozenset[int] = frozenset(), headed: bool = False
) -> list[Paragraph]:
    """The paragraphs of lines in order. ``kana``: whether ア, イ, … are marks; ``breaks``: lines before which a table stands;
    ``headed``: whether there may be numbered headings."""
    signs = _signs(units)
    edges = _edges(units)
    pitches = _pitches(units)
    marks = [mark_of(u.line, kana=kana, signs=signs) for u in units]
    hanging = _hanging(units, marks)
    indented = _indented(units, marks)
    rooms = [0.0, *[_room(before, unit.line, edges[k]) for k, (before, unit) in enumerate(pairwise(units))]]
    slack = _slack(units, marks, rooms)
    if headed:
        breaks |= _below_headings(units, marks, edges)
    out: list[Paragraph] = []
    expected = 1
    for k, unit in enumerate(units):
        line = unit.line
        mark = mark_of(line, kana=True, expected=expected, signs=signs) if kana else marks[k]
        before = units[max(k - 1, 0)]
        pitch = pitches.get(round(line.size), 0.0)
        joins = bool(out) and k not in breaks
        if joins and not _begins(out[-1], unit, mark, before, rooms[k], slack, pitch, hanging, indented):
            out[-1].units.append(unit)
            continue
        if mark.kind == "kana":
            expected = mark.numbers[0] + 1
        out.append(Paragraph(mark, [unit], line.bold, line.size))
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


def _signs(units: Sequence[TextUnit]) -> frozenset[str]:
    """Dashes and stars that stand as bullets before words here, so that they are bullets before digits too."""
    heads = {u.line.glyphs.texts[0] for u in units if len(u.line.glyphs.texts) > 1 and not u.line.glyphs.texts[1].isdigit()}
    return frozenset(h for h in heads if h in DASHES)


def _room(before: TextUnit, line: Line, edge: float) -> float:
    """em; how much room the line before would have left after the first word of ``line`` (negative: it did not fit)."""
    return (edge - before.line.rect.x1 - _first_word_width(line)) / line.size


def _slack(units: Sequence[TextUnit], marks: Sequence[Mark], rooms: Sequence[float]) -> float:
    """em; the room that lines surely broken by the program leave here: none where type is set to the margin."""
    broken = sorted(
        room
        for before, unit, mark, room in zip(units, units[1:], marks[1:], rooms[1:], strict=False)
        if room < MOST_SLACK
        and mark.kind == "none"
        and before.line.text[-1] not in ENDS
        and unit.cell == before.cell
        and not unit.line.bold
    )
    if len(broken) < 4:
        return 0.0
    return max(broken[int(len(broken) * 0.92)], -0.4) + 0.1


def _hanging(units: Sequence[TextUnit], marks: Sequence[Mark]) -> bool:
    """Whether lines wrapped under a marked one stand at the indent of its text (and not at the margin or left of it)."""
    votes = 0
    before: Mark | None = None
    for u, mark in zip(units, marks, strict=True):
        if mark.kind == "none" and before is not None:
            em = u.line.size
            if u.line.rect.x0 > before.x + SAME * em:
                votes += 1
            else:
                votes -= 1
        before = mark if mark.kind not in ("none", "number") else None
    return votes >= 0


def _indented(units: Sequence[TextUnit], marks: Sequence[Mark]) -> bool:
    """Whether lines wrapped under an unmarked one stand left of it, so that a line at its indent begins a paragraph."""
    votes = 0
    for k in range(1, len(units)):
        before, line = units[k - 1].line, units[k].line
        if marks[k].kind == marks[k - 1].kind == "none" and units[k].cell == units[k - 1].cell and before.page == line.page:
            if before.text[-1] not in ENDS:
                shift = (line.rect.x0 - before.rect.x0) / line.size
                votes += (shift < -SAME) - (shift > SAME)
    return votes > 1


def _below_headings(units: Sequence[TextUnit], marks: Sequence[Mark], edges: dict[int, float]) -> frozenset[int]:
    """The lines without a mark under numbered lines of one kind that all break off, with room to spare and no sentence ended, as
    headings do; a sentence that hands have broken ends where it pauses, or fills its line here and there."""
    kinds: dict[str, list[int]] = {}
    for k, mark in enumerate(marks):
        if mark.kind in ("circled", "number") and len(mark.numbers) == 1 and mark.length < len(units[k].line.glyphs):
            kinds.setdefault(NUMBER.sub("1", mark.text), []).append(k)
    out: set[int] = set()
    for numbered in kinds.values():
        below = [k + 1 for k in numbered if k + 1 < len(units) and marks[k + 1].kind == "none"]
        if len(numbered) > 1 and 2 * len(below) > len(numbered) and all(_breaks_off(units, k, edges) for k in numbered):
            out.update(below)
    return frozenset(out)


def _breaks_off(units: Sequence[TextUnit], k: int, edges: dict[int, float]) -> bool:
    line = units[k].line
    sign = line.text[-1]
    if sign in SENTENCE_END | NO_LINE_END | PARTICLES or sign in "、，,":
        return False
    return k + 1 == len(units) or _room(units[k], units[k + 1].line, edges[k]) > MOST_SLACK


def _begins(
    current: Paragraph,
    unit: TextUnit,
    mark: Mark,
    before: TextUnit,
    room: float,
    slack: float,
    pitch: float,
    hanging: bool,
    indented: bool,
) -> bool:
    """Whether ``unit`` begins a new paragraph after ``current``; ``room`` and ``slack`` in em."""
    line, last = unit.line, before.line
    em = line.size
    x = line.rect.x0
    same_column = last.page == line.page and unit.cell == before.cell
    step = line.rect.y1 - last.rect.y1 if same_column else 0.0
    sign = last.text[-1]
    ended = sign in SENTENCE_END or sign in CLOSING and room > MOST_SLACK and line.text[0] not in PARTICLES
    full = room < (slack if ended else max(slack, 0.6))
    if unit.line.vertical != last.vertical:
        return True
    if line.text[0] in NO_LINE_START and mark.kind == "none":
        return False
    if sign == "】" and last.text[current.mark.length if before is current.units[0] else 0 :].lstrip().startswith("【"):
        return True
    if pitch and step > (1.45 if ended or not full else 1.9) * pitch and step > 1.5 * em:
        return True
    if abs(line.size - last.size) > 0.18 * em and not full:
        return True
    head = current.mark
    first_x = current.units[0].line.rect.x0
    wrapped_x = current.units[1].line.rect.x0 if len(current.units) > 1 else None
    at_hang = head.kind != "none" and abs(x - head.text_x) < SAME * em
    at_wrap = wrapped_x is not None and abs(x - wrapped_x) < SAME * em
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
    if line.bold != last.bold and not full:
        return True
    if head.kind == "none":
        if current.bold != line.bold and len(current.units) == 1 and not full:
            return True
        if full:
            again = indented and wrapped_x is None and abs(x - first_x) < SAME * em
            return ended and (line.glyphs.texts[0] == "【" or again or wrapped_x is not None and x > wrapped_x + SAME * em)
        if not ended and x < first_x - SAME * em and wrapped_x is None:
            return False
        return True
    if hanging:
        if at_wrap or (wrapped_x is None and at_hang):
            return ended and not full and line.glyphs.texts[0] not in OPENING
        if x < head.x - SAME * em:
            return not (full and not ended)
        if abs(x - head.x) < SAME * em and head.text_x - head.x > SAME * em:
            return not (full and not ended and wrapped_x is None)
        if wrapped_x is not None:
            return ended
        return not full and ended
    if full:
        return wrapped_x is not None and x > wrapped_x + SAME * em and ended
    if sign not in SENTENCE_END and not line.bold and last.rect.x1 - unit.left > 0.5 * (unit.right - unit.left):
        return False
    return ended or x > head.text_x + SAME * em or not (x < head.x - SAME * em)


def finish(paragraph: Paragraph) -> None:
    mark = paragraph.mark
    first, *others = [u.line for u in paragraph.units]
    text = _text_after(first, mark.length) if mark.length and not first.vertical else first.text
    for line in others:
        text = joined(text, line.text)
    paragraph.text = text
    paragraph.boxes = boxes_of([first, *others], mark.length if mark.length < len(first.glyphs) else 0)


def _text_after(line: Line, length: int) -> str:
    """The line's text behind the mark of so many glyphs, without the gap between the two."""
    if length >= len(line.glyphs):
        return ""
    if line.text.startswith(mark := "".join(line.glyphs.texts[:length])):
        return line.text[len(mark) :].lstrip(" \u3000")
    begun = spaced_text(line.glyphs.part(0, length + 1))
    return line.text[len(begun) - len(line.glyphs.texts[length]) :]
