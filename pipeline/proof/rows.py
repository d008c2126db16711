"""Every row read again from the page by the witness: its text from its boxes, in its order, and the mark before it.

In go the claims of one document's rows and the witness of its file, out come ``Finding``s. A text is proved where the witness
gives it back in the order in which the page prints it, or, where a file prints in another order than people read, by its place.
What PDFium is known to leave out of its text is held against nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from typing import Any

from pipeline.form.kinds import form_of
from pipeline.form.marks import mark_rules
from pipeline.form.series import kana
from pipeline.form.words import Form
from pipeline.geometry.rect import meet
from pipeline.geometry.tolerances import BODY
from pipeline.layout.lines import columns_of
from pipeline.pages.agreement import NOTHING, SHOWN, middle
from pipeline.pages.compared import as_compared
from pipeline.pages.model import Glyph, Glyphs, Style
from pipeline.pages.pdfium import Witness
from pipeline.pages.settle import single
from pipeline.pages.text import UNKNOWN
from pipeline.pages.turning import QUARTERS, turn_of
from pipeline.pages.watermarks import LARGE
from pipeline.proof.claims import Claim, ClaimKind
from pipeline.proof.model import Finding
from pipeline.sheet.reread import PlacedText, difference, gives_back, is_ruby
from pipeline.text.folds import stands_in_order
from pipeline.values import Box, Defect

FAR = 10_000.0
"""points; wider and higher than any page"""
_REACH = 3.0
"""em; a mark ends no further left of its text"""
_BEGINNING = 3
"""characters by which the beginning of a text is found in its line"""
_ONE_LINE = 2.0
"""times as high as a character is wide, at most, is a text of one line"""
_PITCH = 1.5
"""em from line to line, as most sheets are set"""
_LEVEL = 0.5
"""em; letters whose middles are no further apart stand on one line"""
_BASELINE = 0.25
"""em; a mark stands on the line of its text, its middle no further off"""
_CLOSE = 0.35
"""em; Japanese letters of one line do not begin closer to each other, however they are narrowed"""
_NARROW = 0.5
"""em; about as wide are the letters that are not Japanese"""
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_BRAID = 2
"""Where so many of them do, two lines stand there."""


@dataclass(slots=True)
class Reader:
    """One document's pages as the witness reads them box by box. ``struck`` are the places of text that is struck out, ``turned`` the pages
    that lie on their side; ``is_scan`` says that the text is the invisible one of a scanner."""

    witness: Witness
    struck: Sequence[Box] = ()
    is_scan: bool = False
    turned: Collection[int] = ()
    pages: dict[tuple[int, bool], PlacedText] = field(default_factory=dict)
    texts: dict[int, list[Glyph]] = field(default_factory=dict)
    ems: dict[int, float] = field(default_factory=dict)
    edition: Form | None = None

    @property
    def form(self) -> Form:
        """The edition of the form that the document is on."""
        if self.edition is None:
            whole = (Box(number, 0.0, 0.0, FAR, FAR) for number in range(1, self.witness.pages + 1))
            self.edition = form_of((line for page in whole for line in self.lines(page)), scanned=False)
        return self.edition

    def printed(self, boxes: Iterable[Box]) -> str:
        """What stands in boxes in the order in which the pages print it."""
        return "".join([self.witness.page(box.page).text_in(box) for box in boxes if 0 < box.page <= self.witness.pages])

    def lines(self, box: Box) -> list[str]:
        """The lines in a box, as the page prints them."""
        return self.witness.page(box.page).lines_in(box) if 0 < box.page <= self.witness.pages else []

    def placed(self, boxes: Sequence[Box], *, seen: bool) -> str:
        """What stands in boxes in the order of its places, ``seen``: without what nobody sees; nothing where two lines stand over
        each other."""
        found: list[str] = []
        for box in boxes:
            if not 0 < box.page <= self.witness.pages:
                return ""
            glyphs = self._placed(box.page, seen).glyphs_in(box)
            if _are_braided(glyphs):
                return ""
            found += [glyph.text for glyph in glyphs]
        return as_compared("".join(found))

    def in_columns(self, boxes: Sequence[Box]) -> str:
        """What is written from top to bottom in boxes, in columns from the right to the left, by the order in which it is drawn; nothing
        where anything is not."""
        found: list[Glyph] = []
        for box in boxes:
            glyphs = self.witness.page(box.page).as_drawn(self.glyphs_in(box)) if 0 < box.page <= self.witness.pages else []
            columns = columns_of(glyphs)
            if not columns:
                return ""
            found += [glyph for column in columns for glyph in column]
        return as_compared("".join([glyph.text for glyph in found]))

    def is_blank(self, boxes: Sequence[Box]) -> bool:
        """Whether nobody sees anything in some boxes but what lies over the text, as a watermark does."""
        return not any(self._placed(box.page, seen=True).glyphs_in(box) for box in boxes if 0 < box.page <= self.witness.pages)

    def glyphs_in(self, box: Box) -> list[Glyph]:
        """The glyphs that stand in a box."""
        return self._placed(box.page, seen=False).glyphs_in(box) if 0 < box.page <= self.witness.pages else []

    def _placed(self, number: int, seen: bool) -> PlacedText:
        if (number, seen) not in self.pages:
            page, glyphs = self.witness.page(number), self._of_the_text(number)
            if seen:
                glyphs = [glyph for glyph in glyphs if not (self._is_struck(number, glyph) or not self.is_scan and page.is_hidden(glyph))]
                glyphs += self._on_annotations(number)
                glyphs = [glyph for glyph in glyphs if not is_ruby(glyph, self.em_of(number))]
            self.pages[number, seen] = PlacedText(page.as_read(number, glyphs))
        return self.pages[number, seen]

    def _on_annotations(self, number: int) -> list[Glyph]:
        """The glyphs that annotations of a page show, beside those of the page itself."""
        page = self.witness.page(number)
        if not page.has_annotations:
            return []
        own = {_spot(glyph) for glyph in page.glyphs()}
        return [glyph for glyph in self.witness.flattened(number) if _spot(glyph) not in own]

    def _of_the_text(self, number: int) -> list[Glyph]:
        """The glyphs of a page without those of watermarks and what fake bold prints again, each as wide as its kind is: PDFium tells
        where a letter begins, not where it ends."""
        if number not in self.texts:
            largest = LARGE * self.em_of(number)
            once = single(Glyphs.of([glyph for glyph in self.witness.page(number).glyphs() if glyph.size < largest]))
            self.texts[number] = [glyph if _is_wide(glyph.text) else _narrowed(glyph) for glyph in once]
        return self.texts[number]

    def _is_struck(self, number: int, glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, middle(glyph)
        return any(box.page == number and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in self.struck)

    def em_of(self, number: int) -> float:
        """The size of a page's type, in points."""
        if number not in self.ems:
            self.ems[number] = self.witness.page(number).type_size() or BODY
        return self.ems[number]

    def leaves_out(self, boxes: Sequence[Box]) -> bool:
        """Whether a text object that PDFium keeps out of its text stands in one of the boxes."""
        for box in boxes:
            for place in self.witness.page(box.page).left_out() if 0 < box.page <= self.witness.pages else ():
                if meet(place, box):
                    return True
        return False


def _spot(glyph: Glyph) -> tuple[str, int, int]:
    """What a glyph says where, to the point."""
    return glyph.text, round(glyph.x0), round(glyph.y0)


def _narrowed(glyph: Glyph) -> Glyph:
    """A glyph half as wide as its em, in the direction in which it is written; vertical writing as it is."""
    if glyph.style & ~(Style.TURNED | QUARTERS):
        return glyph
    reach = _NARROW * glyph.size
    narrower: dict[int | None, dict[str, Any]] = {
        0: {"x1": glyph.x0 + reach},
        90: {"y1": glyph.y0 + reach},
        180: {"x0": glyph.x1 - reach},
        270: {"y0": glyph.y1 - reach},
    }
    return glyph._replace(**narrower.get(turn_of(glyph.style), {}))


def unproved(claims: Iterable[Claim], reader: Reader) -> Iterator[Finding]:
    """A finding for each claim that the witness does not give back."""
    proved: set[tuple[object, ...]] = set()
    for claim in claims:
        key = (claim.text, claim.mark, claim.boxes, claim.kind == "figure")
        if key in proved or claim.column == "caption" and not claim.boxes:
            continue
        wanted, mark = as_compared(claim.text), as_compared(claim.mark)
        found = reader.printed(claim.boxes)
        if not _is_given_back(claim, wanted, mark, found, reader):
            yield _finding(claim, "row-unproven", *difference(wanted, found))
        elif not _has_mark(claim, mark, wanted, reader):
            yield _finding(claim, "mark-unproven", claim.mark or NOTHING, reader.printed([_first_line(claim)])[:SHOWN] or NOTHING)
        else:
            proved.add(key)


def _is_given_back(claim: Claim, wanted: str, mark: str, found: str, reader: Reader) -> bool:
    if _fits(found, wanted, mark, claim.kind) or not wanted and reader.is_blank(claim.boxes):
        return True
    for seen in (False, True):
        placed = reader.placed(claim.boxes, seen=seen)
        if placed and _fits(placed, wanted, mark, claim.kind):
            return True
    if sorted(found) == sorted(wanted) and reader.in_columns(claim.boxes) == wanted:
        return True
    return (reader.is_scan and claim.kind == "figure") or _is_all_but_left_out(claim, wanted, found, reader)


def _is_all_but_left_out(claim: Claim, wanted: str, found: str, reader: Reader) -> bool:
    """Whether all that is found, in the order of the page or of its places, is wanted, and PDFium keeps something there out of its text."""
    placed = reader.placed(claim.boxes, seen=False)
    is_in_order = stands_in_order(found, wanted) or bool(placed) and stands_in_order(placed, wanted)
    return is_in_order and reader.leaves_out(claim.boxes)


def _fits(found: str, wanted: str, mark: str, kind: ClaimKind) -> bool:
    """Whether what is found is what is wanted; a glyph that has no character may be any."""
    if found == wanted or gives_back(found, wanted, mark, kind):
        return True
    if UNKNOWN not in wanted or len(found) != len(wanted):
        return False
    return all(UNKNOWN in (one, other) or one == other for one, other in zip(wanted, found, strict=True))


def _are_braided(glyphs: Sequence[Glyph]) -> bool:
    """Whether letters lie over each other on one line, as they do where two lines are taken for one."""
    over = 0
    for one, other in pairwise([glyph for glyph in glyphs if not unicodedata.combining(glyph.text[0])]):
        is_close = abs(middle(one) - middle(other)) < _LEVEL * one.size and other.x0 - one.x0 < _CLOSE * min(one.size, other.size)
        over += is_close and one.text != other.text and _is_wide(one.text) and _is_wide(other.text)
    return over >= _BRAID


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in "WF"


def _has_mark(claim: Claim, mark: str, wanted: str, reader: Reader) -> bool:
    """Whether the mark stands before the text; where none is claimed, whether none does. On a page that lies on its side, and where
    nothing has marks, there is nothing to ask; nor is there of a mark that is a glyph of no known character."""
    if not claim.is_marked or not wanted or mark == UNKNOWN or claim.boxes[0].page in reader.turned:
        return True
    near = _first_line(claim)
    if _is_marked(reader.printed([near]), mark, wanted) or _is_marked(reader.placed([near], seen=False), mark, wanted):
        return True
    if not mark:
        return _is_another_texts(near, claim.boxes[0].x0, reader)
    # a mark may stand in a cell of its own, further left, and halfway down its text
    first = claim.boxes[0]
    return mark in reader.printed([first._replace(x0=0.0)]) or _is_wrapped(mark, near, first, reader) or _is_over(mark, near, first, reader)


def _is_over(mark: str, near: Box, first: Box, reader: Reader) -> bool:
    """Whether a mark is all that stands on the line over its text: ① over the name that it counts."""
    high = near.y1 - near.y0
    return reader.printed([near._replace(y0=first.y0 - high, y1=first.y0)]) == mark


def _is_wrapped(mark: str, near: Box, first: Box, reader: Reader) -> bool:
    """Whether a mark of several characters (①～②) stands left of its text in a cell so narrow that it takes more lines than that."""
    reach = _PITCH * (near.y1 - near.y0) * (len(mark) - 1) / 2
    return mark in reader.placed([Box(near.page, 0.0, first.y0 - reach, first.x0, first.y1 + reach)], seen=False)


def _is_another_texts(near: Box, begin: float, reader: Reader) -> bool:
    """Whether the sign before a text that begins at ``begin`` is none of its mark: on another line, as in a label that runs down
    beside it, or the end of a word that goes on further left."""
    glyphs = reader.glyphs_in(near._replace(x0=near.x0 - (near.y1 - near.y0)))
    own, before = ([glyph for glyph in glyphs if (glyph.x0 >= begin - _CLOSE * glyph.size) is is_own] for is_own in (True, False))
    if not own or not before:
        return False
    first, sign = min(own, key=lambda glyph: glyph.x0), max(before, key=lambda glyph: glyph.x1)
    if abs(middle(sign) - middle(first)) > _BASELINE * first.size:
        return True
    word = [glyph for glyph in before if glyph is not sign and abs(middle(glyph) - middle(sign)) <= _BASELINE * sign.size]
    return bool(_KANA.fullmatch(sign.text)) and any(0 <= sign.x0 - glyph.x1 < _CLOSE * sign.size and glyph.text.isalpha() for glyph in word)


def _is_marked(line: str, mark: str, wanted: str) -> bool:
    """Whether a text stands in a line behind its mark; behind none, where it has none."""
    before, begins, _ = line.partition(wanted[:_BEGINNING])
    if mark or not begins:
        return mark in before or mark in line
    return not before or before[-1] not in mark_rules().signs and not any(kind.fullmatch(before) for kind in _kinds())


def _kinds() -> Iterable[re.Pattern[str]]:
    rules = mark_rules()
    return rules.circled, rules.bracketed, rules.pointed, kana().pattern


def _first_line(claim: Claim) -> Box:
    """Where the line stands in which a text begins, from as far left as its mark may stand."""
    box = claim.boxes[0]
    width, height, length = box.x1 - box.x0, box.y1 - box.y0, max(len(claim.text), 1)
    em = height if height * length <= width * _ONE_LINE else min(height, sqrt(width * height / (_PITCH * length)))
    left = box.x0 - (len(claim.mark) + _REACH) * em
    return Box(box.page, left, box.y0, box.x1, min(box.y1, box.y0 + _PITCH * em))


def _finding(claim: Claim, code: str, one: str, other: str) -> Finding:
    box = claim.boxes[0] if claim.boxes else None
    defect = Defect(code, box.page if box else None, box, one, values=(("row", claim.row_id), ("other", other)))
    return Finding(claim.table, claim.row_id, claim.document_id, claim.column, defect)
