"""To where a program stretches the lines that it breaks: justified text tells so where its paragraphs end, for their last lines are not.

In come the lines of a column, out comes its edge; every line that stands in the column, on whatever page, is a witness.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.form.marks import mark_of
from pipeline.geometry.intervals import Interval
from pipeline.layout.model import Line
from pipeline.layout.spacing import is_latin
from pipeline.outline.units import TextUnit
from pipeline.pages.model import Glyphs
from pipeline.text.folds import NO_LINE_START, STOPS

NO_LINE_END = frozenset("「『（(【［[〈《")
SENTENCE_END = frozenset((*STOPS, *".！？!?"))
CLOSING = frozenset("）)」』")
"""signs that may end a sentence; where a line is broken by hand, they may as well stand within one"""
ENDS = SENTENCE_END | CLOSING
MOST_SLACK = 3.2
"""em; a line that leaves more room than this was not broken for want of it"""
FEWEST_FILLED = 4
"""so many lines that the program broke show how far it fills them"""
FEWEST_BROKEN, FEWEST_TELLING = 3, 2
"""so many lines that the program broke, and of those so many that would have ended elsewhere, show whether it stretches them"""
MOST = 0.9
"""of the lines that the program broke; hands break some too"""
CHANCE = 0.02
"""lines that are not stretched leave anything up to an em; that they end so near each other all the same is no likelier"""
NEAR = 0.3
"""em; stretched lines end no further apart, however exactly the program sets its signs"""
WIDER = 0.25
"""em; a line of signs one em wide that is wider than they are by more was stretched"""
EVEN = 0.08
"""em; a line that ends further from where stretched ones do is none; nearer to each other even, …"""
FEWEST_OF_SHEET = 10
"""so many items show how those of a sheet end"""
SELDOM = 0.1
"""of the items of a sheet; an oversight"""
SAME = 0.45
"""em; indents that differ by less are one"""
NARROW = re.compile(r"[!-~｡-ﾟ]")
"""… lines with signs narrower than the type is large show that they are stretched"""


def first_word_width(glyphs: Glyphs) -> float:
    """Width in points of what cannot be parted from the first character."""
    texts, x0, x1 = glyphs.texts, glyphs.x0, glyphs.x1
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


def at_edges(units: Iterable[TextUnit]) -> Callable[[TextUnit], TextUnit]:
    """What gives a line of text of these with the edge to which those of its column are stretched, to where they are filled, and, of all
    columns, whether lines wrapped under a mark stand at its text and whether items are set without full stops."""
    columns: dict[tuple[int, int], list[TextUnit]] = {}
    for unit in units:
        columns.setdefault(_column(unit), []).append(unit)
    broken = {column: broken_in(members) for column, members in columns.items()}
    edges = {column: edge_of(lines) for column, lines in broken.items()}
    filled = {column: filled_to(lines) for column, lines in broken.items() if len(lines) >= FEWEST_FILLED}
    every = [line for lines in broken.values() for line in lines]
    most = most_left(every)
    votes = sum(line.hung for line in every)
    hangs = votes > 0 if votes else None
    unstopped = _are_unstopped(columns.values())

    def at_edge(unit: TextUnit) -> TextUnit:
        column = _column(unit)
        reach = filled[column] if column in filled else filled_as_elsewhere(unit, most)
        return unit._replace(edge=edges[column], filled=reach, hangs=hangs, unstopped=unstopped)

    return at_edge


def _are_unstopped(columns: Iterable[Sequence[TextUnit]]) -> bool:
    """Whether what stands before the items of a sheet, in any column, ends with a full stop nearly nowhere."""
    pairs = [pair for column in columns for pair in pairwise(column)]
    ends = [upper.line.text[-1] in SENTENCE_END for upper, lower in pairs if mark_of(lower.line).kind in ("bullet", "circled")]
    return len(ends) >= FEWEST_OF_SHEET and sum(ends) < SELDOM * len(ends)


def most_left(broken: Iterable[Broken]) -> float | None:
    """em; the most that the program leaves before the wall, without the next word, where it breaks a line; None where it breaks none."""
    return max([(line.unit.right - _end(line.unit) - line.word) / line.em for line in broken], default=None)


def filled_as_elsewhere(unit: TextUnit, most: float | None) -> float | None:
    """To where the program fills the column of a line at least, if it leaves a sign more before the wall than before any where it broke a
    line: ``most``, in em; None where it broke none."""
    return None if most is None else unit.right - (most + 1) * unit.line.size


def filled_to(broken: Sequence[Broken]) -> float | None:
    """To where the program fills lines at least before it breaks them; None where more than one in ten are broken earlier: hands break
    some, and programs that keep phrases together all."""
    furthest = max(_end(line.unit) for line in broken)
    full = sum(furthest - _end(line.unit) - line.word < EVEN * line.em for line in broken)
    return furthest if full >= MOST * len(broken) else None


def _column(unit: TextUnit) -> tuple[int, int]:
    """Where the column of a line begins and ends, to the point."""
    return round(unit.left), round(unit.right)


def edge_of(lines: Iterable[Broken]) -> Interval | None:
    """Between which places the program ends every line that it breaks and stretches; None where it stretches none, or too few tell.

    That lines of equal signs end at one place tells nothing; one with other narrow signs than most does, or one set wider than its signs.
    The last place is that of the signs which some programs let hang out of the column.
    """
    broken = sorted((line.unit for line in lines), key=_end)
    if len(broken) < FEWEST_BROKEN:
        return None
    most = math.ceil(MOST * len(broken))
    near = min((broken[k : k + most] for k in range(len(broken) - most + 1)), key=lambda some: _end(some[-1]) - _end(some[0]))
    apart = (_end(near[-1]) - _end(near[0])) / near[0].line.size
    is_even = apart < 2 * EVEN
    would_differ = is_even and _would_end_apart(near)
    telling = sum(_is_stretched(unit, is_even=is_even) or would_differ and _narrow(unit) > 0 for unit in near)
    is_chance = apart > NEAR or telling < FEWEST_TELLING or telling * apart ** (telling - 1) > CHANCE
    return None if is_chance else (_end(near[0]), _end(broken[-1]))


def _end(unit: TextUnit) -> float:
    return unit.line.rect.x1


class Broken(NamedTuple):
    """A line that the program broke for want of room; ``word`` is the width of the first word of the next one, in points, ``em`` the
    size of its type, and ``hung`` whether it stands at the text (1) or left of it (-1) of the mark over it, if there is one (else 0)."""

    unit: TextUnit
    word: float
    em: float
    hung: int


def broken_in(units: Iterable[TextUnit]) -> list[Broken]:
    """The lines among these that the program broke, in order."""
    return [broken for upper, lower in pairwise(units) if (broken := _broken(upper, lower)) is not None]


def _broken(upper: TextUnit, lower: TextUnit) -> Broken | None:
    """The upper of two lines, where the program broke a paragraph between them for want of room."""
    a, b = upper.line, lower.line
    if upper.place != lower.place or a.page != b.page or a.text[-1] in ENDS or not b.rect.y1 - a.rect.y1 > 0:
        return None
    word = first_word_width(b.glyphs)
    is_broken = (upper.right - a.rect.x1 - word) / b.size < MOST_SLACK and mark_of(b).kind == "none"
    return Broken(upper, word, b.size, _hung(a, b)) if is_broken else None


def _hung(upper: Line, lower: Line) -> int:
    mark = mark_of(upper)
    if mark.kind in ("none", "number"):
        return 0
    return 1 if lower.rect.x0 > mark.x + SAME * lower.size else -1


def _would_end_apart(units: Sequence[TextUnit]) -> bool:
    """Whether lines would not all end at one place if none was stretched: their narrow signs leave other parts of an em. One digit in each
    leaves half an em in all, and two are as wide as one sign; a space may be of any width."""
    parts = [_narrow(unit) for unit in units if not any(map(str.isspace, unit.line.text))]
    return any(2 * EVEN < (part - parts[0]) % 1 < 1 - 2 * EVEN for part in parts)


def _narrow(unit: TextUnit) -> float:
    """em; how wide the signs of a line are together that are not one em wide."""
    glyphs = unit.line.glyphs
    return sum(b - a for text, a, b in zip(glyphs.texts, glyphs.x0, glyphs.x1, strict=True) if NARROW.fullmatch(text)) / unit.line.size


def _is_stretched(unit: TextUnit, *, is_even: bool) -> bool:
    """Whether a line is wider than its signs: these are one em wide, or others, where the lines end so evenly."""
    text = unit.line.text
    if not is_even and NARROW.search(text) or any(map(str.isspace, text)):
        return False
    return sum(unit.line.glyphs.gaps) > WIDER * unit.line.size
