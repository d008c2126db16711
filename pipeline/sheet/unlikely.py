"""Rows that are unlikely to be the statements that they were read as: a name amid sentences, an item that counts on from a heading, words
that ran together out of columns, an item or a sentence that begins within another.

In come the statements of a section, each with its paragraph, out come the defects that name the places. Nothing is read otherwise for
it: what holds of nearly every office is no rule to read by, but where it does not hold a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from pipeline.form.marks import DASHES, mark_rules
from pipeline.geometry.intervals import Interval
from pipeline.layout.lines import white_cuts
from pipeline.layout.model import Cell, Line
from pipeline.outline.edges import SENTENCE_END
from pipeline.outline.paragraphs import QUOTED, Paragraph
from pipeline.outline.seam_rules import JOINED_SENTENCE
from pipeline.outline.stretch import BEGUN, STOP
from pipeline.outline.units import TextUnit
from pipeline.rules.captions import is_sentence_without_stop
from pipeline.sheet.heading_places import style_of_mark
from pipeline.sheet.model import Statement, StatementKind
from pipeline.sheet.tables import TablePart
from pipeline.text.folds import STOPS
from pipeline.values import Defect, Place

StatementRead = tuple[Statement, Paragraph]

LONGEST_NAME = 24
"""characters; the names of headings and of rows are no longer, and few sentences are as short"""
LONGEST_ENTRY = 40
"""characters; what is longer is a sentence, which has no row of a table to itself"""
FEWEST_SENTENCES = 4
"""statements beside a name; of fewer nobody could tell how the office ends its sentences"""
COLUMN, WIDE = 0.9, 1.2
"""em; white that parts columns: a space as wide as a sign where two lines have it at one place, else more than that"""
FEWEST_GAPS = 2
"""in one line; a single one may stand behind a word that the line is about"""
BEHIND_MARK = 3.0
"""em; white so near the beginning of a paragraph stands behind its mark or its first word"""
ROOM = 2.5
"""em; a line that leaves so much was not broken for want of room for a sign or the half of a word"""
_PAUSES = frozenset("。、，．！？」』）)］】・…：:；")
"""signs that are white themselves, at their end"""
_WORD_AT_END = re.compile(r"[^\W\dぁ-ん]$")
"""no verb ends so, and hardly a clause"""


def unlikely_in(said: Sequence[StatementRead], place: Place, is_empty: Callable[[str], bool], *, is_headed: bool) -> Iterator[Defect]:
    """The defects of a section's statements; ``is_empty``: whether a text says that there is nothing to say; ``is_headed``: whether the
    section has headings."""
    signs = {statement.mark for statement, _ in said if statement.kind == "bullet"} & mark_rules().signs.keys() - DASHES
    doubtful = [*_names_amid_sentences(said, is_empty), *_count_on_from_headings(said)] if is_headed else []
    for one in said:
        statement, paragraph = one
        if one in doubtful or _is_under_nothing(statement) or _is_out_of_columns(statement, paragraph):
            yield _at("statement-doubtful", statement, place)
        elif any(_begins_within(upper, lower, signs) for upper, lower in pairwise(paragraph.units)):
            yield _at("paragraphs-unsure", statement, place)


def unlikely_rows(table: TablePart, place: Place) -> Iterator[Defect]:
    """The defect of a table that holds running text, as the only row or several items of it in a cell: what stands beside its label in a
    form was read as cells."""
    said = [cell.text for cell in table.cells if len(cell.text.text) > LONGEST_ENTRY]
    if said and (table.n_rows == 1 or any(_holds_items(cell) for unit in table.units for cell in unit.cells)):
        box = said[0].boxes[0]
        yield Defect("table-suspected", box.page, box, said[0].text[:QUOTED], place)


def _holds_items(cell: Cell) -> bool:
    """Whether a cell holds several items of a list that are no mere names."""
    items = [line for line in cell.lines if line.text[0] in mark_rules().bullets - DASHES]
    return len(items) > 1 and len(cell.text) > LONGEST_ENTRY and STOP.search(cell.text) is not None


def _at(code: str, statement: Statement, place: Place) -> Defect:
    box = statement.text.boxes[0]
    return Defect(code, box.page, box, statement.text.text[:QUOTED], place)


def _names_amid_sentences(said: Sequence[StatementRead], is_empty: Callable[[str], bool]) -> list[StatementRead]:
    """The short paragraphs without mark and full stop where most of what is said has one."""
    told = [one for one in said if one[0].kind in ("bullet", "paragraph")]
    ended = sum(_has_stop(statement.text.text) for statement, _ in told)
    if len(told) <= FEWEST_SENTENCES or 2 * ended < len(told) - 1:
        return []
    return [one for one in told if one[0].kind == "paragraph" and _is_name(one[0], is_empty)]


def _is_name(statement: Statement, is_empty: Callable[[str], bool]) -> bool:
    text = statement.text.text
    says = _has_stop(text) or is_sentence_without_stop(text) or is_empty(text)
    return not statement.mark and len(text) <= LONGEST_NAME and not says


def _count_on_from_headings(said: Sequence[StatementRead]) -> Iterator[StatementRead]:
    """The items whose number is the next one of a heading's, in the same dress: (2) behind the heading (1)."""
    last: dict[str, tuple[StatementKind, int]] = {}
    for statement, paragraph in said:
        if statement.kind in ("heading", "bullet") and len(paragraph.mark.numbers) == 1:
            dress, number = style_of_mark(paragraph), paragraph.mark.numbers[0]
            if statement.kind == "bullet" and last.get(dress) == ("heading", number - 1):
                yield statement, paragraph
            last[dress] = statement.kind, number


def _is_under_nothing(statement: Statement) -> bool:
    """Whether a row is a heading under a heading, and there is none over it."""
    return statement.kind == "subheading" and statement.heading is None and statement.heading_no is None


def _has_stop(text: str) -> bool:
    return any(stop in text for stop in STOPS)


def _is_out_of_columns(statement: Statement, paragraph: Paragraph) -> bool:
    """Whether a text is words of a table: lines with white at one place, a line of several columns, or lines without pause or verb."""
    if statement.kind not in ("bullet", "paragraph"):
        return False
    white = [_white(unit.line, is_first=k == 0) for k, unit in enumerate(paragraph.units)]
    if len(white) == 1:
        wide = [gap for gap in white[0] if gap[1] - gap[0] > WIDE * paragraph.size]
        return len(wide) >= FEWEST_GAPS and not _has_stop(statement.text.text)
    if any(_share_white(upper, lower, COLUMN * paragraph.size) for upper, lower in pairwise(white)):
        return True
    text = statement.text.text
    return not statement.mark and not STOP.search(text) and _WORD_AT_END.search(text) is not None


def _white(line: Line, *, is_first: bool) -> list[Interval]:
    """From where to where a line is white within words; not behind a pause, nor at the beginning of a paragraph."""
    glyphs = line.glyphs
    begin = glyphs.x0[0] + (BEHIND_MARK * line.size if is_first else 0.0)
    gaps = [(glyphs.texts[k - 1], glyphs.x1[k - 1], glyphs.x0[k]) for k in white_cuts(line, COLUMN)]
    return [(x1, x0) for text, x1, x0 in gaps if x1 > begin and text not in _PAUSES]


def _share_white(upper: Sequence[Interval], lower: Sequence[Interval], least: float) -> bool:
    return any(min(a[1], b[1]) - max(a[0], b[0]) > least for a in upper for b in lower)


def _begins_within(upper: TextUnit, lower: TextUnit, signs: Set[str]) -> bool:
    """Whether a line that was joined to the one before begins with the sign of the items here, or as a new sentence does behind one
    without full stop, though the line before had room, or stands in another cell of the page."""
    before, text = upper.line.text, lower.line.text
    has_room = upper.right - upper.line.rect.x1 > ROOM * upper.line.size
    if text[0] in signs:
        return has_room or upper.place != lower.place and upper.line.page == lower.line.page
    return has_room and JOINED_SENTENCE.fullmatch(text) is not None and before[-1] not in BEGUN | SENTENCE_END
