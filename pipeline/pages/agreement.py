"""Where two engines see different characters on one page.

In go the glyphs that each of them sees, out come the runs that one sees and the other does not, each as a defect
"engines-disagree" with its place, what stands there for the one and what for the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from pipeline.geometry.rect import bounds_of
from pipeline.pages.model import Glyph
from pipeline.pages.text import UNKNOWN
from pipeline.values import Box, Defect

NOTHING = "－"
"""Shown where an engine reads nothing."""
SLACK = 1.0
"""points; a glyph this far outside a run's box still stands in it"""
_SAME_LINE = 0.5
"""em; glyphs whose middles are no further apart stand on one line"""
_NEAR = 0.5
"""em; a glyph of the same text this near is the same glyph: engines place it by different widths"""
_BESIDE = 2.0
"""em; glyphs with no wider gap between them are one run"""
SHOWN = 40
"""characters of a quote"""
_MANY = 100
"""Where the engines differ in more characters of a page than this, the page as a whole is named."""


def unlike(page: Box, mine: Sequence[Glyph], theirs: Sequence[Glyph]) -> Iterator[Defect]:
    """The runs of characters that one engine sees on a page and the other does not; ``page`` is its box."""
    here, there = Counter([glyph.text for glyph in mine]), Counter([glyph.text for glyph in theirs])
    if here == there:
        return
    unknown = abs(here[UNKNOWN] - there[UNKNOWN])
    if (here - there).total() + (there - here).total() - 2 * unknown > _MANY:
        missed, added = ("".join((one - two).elements())[:SHOWN] or NOTHING for one, two in ((here, there), (there, here)))
        yield Defect("engines-disagree", page.page, page, missed, values=(("other", added),))
        return
    suspects = {text for text in here.keys() | there.keys() if here[text] != there[text]}
    mine, theirs = ([glyph for glyph in of if glyph.text in suspects] for of in (mine, theirs))
    only_mine, only_theirs = alone(mine, theirs), alone(theirs, mine)
    unseen = [glyph for glyph in only_theirs if glyph.text == UNKNOWN and _nearest(glyph, only_mine) is None]
    yield from named(page.page, _but_for(only_mine, only_theirs), [*_but_for(only_theirs, only_mine), *unseen])


def _but_for(glyphs: Sequence[Glyph], others: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs that have a character, without those that stand where the other engine sees one that has none: which glyphs have none is
    told once (glyph-unknown), and what they are is nothing to disagree on."""
    left = [glyph for glyph in glyphs if glyph.text != UNKNOWN]
    for unknown in [glyph for glyph in others if glyph.text == UNKNOWN]:
        at = _nearest(unknown, left)
        if at is not None:
            left.remove(at)
    return left


def _nearest(glyph: Glyph, others: Iterable[Glyph]) -> Glyph | None:
    """Of other glyphs the one that stands where a glyph does; None where none does."""
    near = [other for other in others if _is_at(glyph, other)]
    return min(near, key=lambda other: abs(other.x0 - glyph.x0) + abs(middle(other) - middle(glyph)), default=None)


def _is_at(glyph: Glyph, other: Glyph) -> bool:
    reach = _NEAR * glyph.size
    return abs(other.x0 - glyph.x0) <= reach and abs(middle(other) - middle(glyph)) <= reach


def named(page: int, only_mine: Sequence[Glyph], only_theirs: Sequence[Glyph]) -> Iterator[Defect]:
    """A defect for each run of glyphs that one of the engines sees alone."""
    boxes = []
    for run in _runs(only_mine):
        box = _box(page, run)
        boxes.append(box)
        yield Defect("engines-disagree", page, box, text_of(run), values=(("other", text_of(_inside(box, only_theirs)) or NOTHING),))
    rest = [glyph for glyph in only_theirs if not any(_inside(box, [glyph]) for box in boxes)]
    for run in _runs(rest):
        yield Defect("engines-disagree", page, _box(page, run), NOTHING, values=(("other", text_of(run)),))


def alone(glyphs: Sequence[Glyph], others: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without a partner of the same text nearby; each partner serves once."""
    free: dict[str, list[Glyph]] = {}
    for glyph in others:
        free.setdefault(glyph.text, []).append(glyph)
    found = []
    for glyph in glyphs:
        partner = _nearest(glyph, free.get(glyph.text, ()))
        if partner is None:
            found.append(glyph)
        else:
            free[glyph.text].remove(partner)
    return found


def in_lines(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Glyphs that are sorted by height, in reading order: lines from top to bottom, each from left to right."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and middle(glyph) - middle(line[0]) > _SAME_LINE * max(glyph.size, line[0].size):
            yield from sorted(line, key=itemgetter(0))
            line = []
        line.append(glyph)
    yield from sorted(line, key=itemgetter(0))


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand beside one another on a line."""
    runs: list[list[Glyph]] = []
    for glyph in in_lines(sorted(glyphs, key=middle)):
        last = runs[-1][-1] if runs else None
        if last and abs(middle(last) - middle(glyph)) <= _SAME_LINE * glyph.size and glyph.x0 - last.x1 <= _BESIDE * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _box(page: int, run: Sequence[Glyph]) -> Box:
    return Box(page, *bounds_of(run))


def _inside(box: Box, glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [g for g in glyphs if box.x0 - SLACK <= (g.x0 + g.x1) / 2 <= box.x1 + SLACK and box.y0 - SLACK <= middle(g) <= box.y1 + SLACK]


def text_of(glyphs: Iterable[Glyph]) -> str:
    """What a quote shows of glyphs."""
    return "".join([glyph.text for glyph in glyphs])[:SHOWN]


def middle(glyph: Glyph) -> float:
    """The height at which a glyph's middle stands."""
    return (glyph.y0 + glyph.y1) / 2
