"""Numbers of a table that was read from a picture: one that may be another is no value.

In goes a table as it was read, with the characters that the recogniser doubted; out comes the same reading in which a number with a
doubtful digit, or one whose other reading makes a total add up that does not, has no value; the defect "ocr-uncertain" names both
readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.facts.model import Fact, TableReading
from pipeline.sheet.model import DataTable, TableCell, Uncertain
from pipeline.values import Box, Defect

SURE = 0.9
"""probability; a number with a digit that is less sure is no value"""
MOST_TRIED = 40
"""other readings of digits that are tried in a table whose totals do not add up"""
_OF_NUMBERS = frozenset("0123456789０１２３４５６７８９,，.．-－△▲%％")
_MISMATCH = "total-mismatch"
Read = Callable[[DataTable], TableReading]
Doubts = Callable[[Sequence[Box]], list[Uncertain]]


def without_uncertain(table: DataTable, read: Read, doubts: Doubts) -> TableReading:
    """The reading of a table without the numbers that may be others; ``read`` reads a table."""
    reading = read(table)
    uncertain = dict(_uncertain(table, doubts))
    if any(defect.code == _MISMATCH for defect in reading.defects):
        uncertain |= _that_add_up(table, read, doubts)
    if not uncertain:
        return reading
    facts = tuple(
        [_without_value(fact) if (fact.row, fact.col) in uncertain and fact.value is not None else fact for fact in reading.facts]
    )
    lost = {(fact.row, fact.col): fact for fact, before in zip(facts, reading.facts, strict=True) if fact is not before}
    named = tuple([_defect(fact, uncertain[place]) for place, fact in lost.items()])
    return replace(reading, facts=facts, defects=(*reading.defects, *named))


def _uncertain(table: DataTable, doubts: Doubts) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with a digit of which the recogniser was not sure, with what they are if it is another."""
    for cell in table.cells:
        if found := [doubt for doubt in _doubts_of(cell, doubts) if doubt.confidence < SURE]:
            least = min(found, key=lambda doubt: doubt.confidence)
            yield (cell.row, cell.col), _with_other(cell, least)


def _doubts_of(cell: TableCell, doubts: Doubts) -> list[Uncertain]:
    return [doubt for doubt in doubts(cell.text.boxes) if doubt.text in _OF_NUMBERS or doubt.other in _OF_NUMBERS]


def _with_other(cell: TableCell, doubt: Uncertain) -> str:
    return cell.text.text.replace(doubt.text, doubt.other, 1)


def _that_add_up(table: DataTable, read: Read, doubts: Doubts) -> dict[tuple[int, int], str]:
    """The cells of which another reading makes a total add up, with that reading."""
    found: dict[tuple[int, int], str] = {}
    tried = [(cell, doubt) for cell in table.cells for doubt in _doubts_of(cell, doubts) if doubt.other.isdecimal()]
    before = _mismatches(read(table))
    for cell, doubt in tried[:MOST_TRIED]:
        for at, char in enumerate(cell.text.text):
            if char != doubt.text:
                continue
            other = cell.text.text[:at] + doubt.other + cell.text.text[at + 1 :]
            cells = tuple([replaced(one, other) if one is cell else one for one in table.cells])
            if _mismatches(read(replace(table, cells=cells))) < before:
                found[cell.row, cell.col] = other
    return found


def replaced(cell: TableCell, text: str) -> TableCell:
    return cell._replace(text=cell.text._replace(text=text))


def _mismatches(reading: TableReading) -> int:
    return sum(defect.code == _MISMATCH for defect in reading.defects)


def _without_value(fact: Fact) -> Fact:
    return replace(fact, value=None, null_reason="unreadable")


def _defect(fact: Fact, other: str) -> Defect:
    box = fact.boxes[0] if fact.boxes else None
    return Defect("ocr-uncertain", box.page if box else None, box, fact.raw, values=(("other", other),))
