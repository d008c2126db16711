"""The witness: PDFium reads every page beside the engine that the sheet is read by, and each run hears what it sees.

In go a PDF's bytes and the pages as the reading engine gives them, out comes a defect "engines-disagree" for every run of
characters that only one of the two sees. White space is left out. What PDFium is known to leave out of its text is no
disagreement: a character that is printed beside its like in an object of its own (taken for fake bold), one whose
substitute font has no outline for it, and text of annotations unless they are flattened.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.geometry.rect import bounds_of
from pipeline.pages.agreement import NOTHING, alone, middle, named, unlike
from pipeline.pages.compared import counts_of, folded_glyphs
from pipeline.pages.model import Glyph, Page
from pipeline.pages.pdfium import Witness, WitnessPage
from pipeline.pages.settle import DOUBLE_EM
from pipeline.pages.text import UNKNOWN
from pipeline.values import Box, Defect

_NEAR = 0.5
"""em; what two engines see no further apart stands in one place"""
_OVERLAP = 0.5
"""em; a like character nearer than this is printed over the other one …"""
_BESIDE = 1.1
"""em; … and one no further off than this stands right beside it"""


class Seen(NamedTuple):
    """What the witness says of a document: where it sees other characters, and how many it sees on each page."""

    defects: tuple[Defect, ...]
    chars: Mapping[int, int]


def disagreements(data: bytes, pages: Sequence[Page]) -> tuple[Defect, ...]:
    """A defect "engines-disagree" for every place where PDFium sees other characters than these pages hold."""
    with Witness(data) as witness:
        return seen_by(witness, pages).defects


def seen_by(witness: Witness, pages: Sequence[Page]) -> Seen:
    """What the witness sees of these pages, and of those that they lack."""
    if not witness.pages:
        return Seen((Defect("engines-disagree", quote=_beginning(pages), values=(("other", NOTHING),)),), {})
    told = {page.number: _of_page(witness, page) for page in pages}
    unread = [defect for number in range(len(pages) + 1, witness.pages + 1) for defect in _unread(witness, number)]
    defects = [defect for found, _ in told.values() for defect in found]
    return Seen((*defects, *unread), {number: chars for number, (_, chars) in told.items()})


def _beginning(pages: Sequence[Page]) -> str:
    return "".join(next((page.glyphs.texts for page in pages if page.glyphs), ())[:20])


def _unread(witness: Witness, number: int) -> Iterator[Defect]:
    """What PDFium sees on a page that the reading engine does not have."""
    if glyphs := witness.page(number).glyphs():
        around = Box(number, *bounds_of(glyphs))
        yield from unlike(around, (), glyphs)


def _of_page(witness: Witness, page: Page) -> tuple[list[Defect], int]:
    """Where the two engines differ on a page, and how many printed characters PDFium sees there; of what was read from a picture it
    sees nothing, which is no disagreement."""
    if page.recognised:
        return [], len(witness.page(page.number).glyphs())
    seen = witness.page(page.number)
    printed = len(page.glyphs) + len(page.struck) + len(page.watermarks)
    mine = counts_of(page.glyphs.texts)
    theirs = _counted(seen, mine)
    if mine == theirs and not page.struck:
        return [], printed
    aside = counts_of(glyph.text for glyph in _set_aside(page))
    missed, added = mine - theirs, theirs - mine - aside
    struck = counts_of(glyph.text for glyph in page.struck)
    chars = max(printed + _length(added) - _length(missed) - _length(struck - theirs), 0)
    if not missed and not added:
        return [], chars
    glyphs, left_out = seen.glyphs(), seen.left_out()
    only_theirs = [glyph for glyph in _only_theirs(page, _of_texts(glyphs, added)) if not seen.outside_its_clip(glyph)]
    there = _by_text(glyphs)
    only_mine = [
        glyph for glyph in alone(_of_texts(folded_glyphs(page.glyphs), missed), glyphs) if not _is_explained(glyph, there, left_out)
    ]
    if only_mine and seen.has_annotations:
        only_mine = alone(only_mine, witness.flattened(page.number))
    return list(named(page.number, only_mine, only_theirs)), chars


def _counted(seen: WitnessPage, mine: Counter[str]) -> Counter[str]:
    """How often PDFium sees each character on a page; which letters of it are signs of a symbol font is asked where its count is another
    than ``mine``."""
    theirs = counts_of(seen.characters)
    if mine == theirs or not seen.signs:
        return theirs
    letters, signs = zip(*seen.signs.values(), strict=True)
    return theirs - counts_of(letters) + counts_of(signs)


def _length(parts: Counter[str]) -> int:
    """How many characters parts are: a mark is none of its own."""
    return sum(times for part, times in parts.items() if not unicodedata.combining(part))


def _only_theirs(page: Page, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs that PDFium sees and the reading engine does not, under any name, nor as printed over its like."""
    there = folded_glyphs((*page.glyphs, *_set_aside(page)))
    alike = _by_text(there)
    return [glyph for glyph in alone(glyphs, there) if not _stands_in(glyph, alike[UNKNOWN]) and not _is_double(glyph, alike[glyph.text])]


def _by_text(glyphs: Iterable[Glyph]) -> Mapping[str, Sequence[Glyph]]:
    """Glyphs by their text; none for a text that no glyph has."""
    found: dict[str, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        found[glyph.text].append(glyph)
    return found


def _set_aside(page: Page) -> tuple[Glyph, ...]:
    """What the reading engine sees and does not take for printed text."""
    return (*page.hidden, *page.struck)


def _of_texts(glyphs: Iterable[Glyph], texts: Counter[str]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.text in texts and glyph.text != UNKNOWN]


def _is_explained(glyph: Glyph, seen: Mapping[str, Sequence[Glyph]], left_out: Sequence[Glyph]) -> bool:
    """Whether PDFium, which sees these glyphs by their text, sees one without naming it, or left it out of its text as it does."""
    is_seen = _stands_in(glyph, seen[UNKNOWN]) or any(_is_beside(glyph, other) for other in seen[glyph.text])
    return is_seen or any(_holds(place, glyph) for place in left_out)


def _holds(place: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph's middle stands in the box of a text object, or at its very edge."""
    x, y, slack = (glyph.x0 + glyph.x1) / 2, middle(glyph), _NEAR * glyph.size
    return place.x0 - slack <= x <= place.x1 + slack and place.y0 - slack <= y <= place.y1 + slack


def _is_beside(glyph: Glyph, other: Glyph) -> bool:
    """Whether a glyph stands right beside another, and not over it."""
    return _OVERLAP <= _apart(glyph, other) <= _BESIDE


def _is_double(glyph: Glyph, alike: Iterable[Glyph]) -> bool:
    """Whether a glyph is printed over its like, as fake bold is, of which the reading engine keeps one."""
    return any(_apart(glyph, other) <= DOUBLE_EM for other in alike)


def _stands_in(glyph: Glyph, others: Iterable[Glyph]) -> bool:
    return any(_apart(glyph, other) <= _NEAR for other in others)


def _apart(glyph: Glyph, other: Glyph) -> float:
    """How far apart two glyphs begin, or stand on their lines, in em of the first."""
    return max(abs(other.x0 - glyph.x0), abs(middle(other) - middle(glyph))) / (glyph.size or 1.0)
