"""Numbers of a table that was read from a picture: one that may be another is no value.

In goes a table as it was read, with the characters that the recogniser doubted; out comes the same reading in which a number with a
doubtful digit, one that cannot be read as any, one whose other reading makes a total add up that does not, or one with three digits
behind a point that may be a comma, has no value; the defect "ocr-uncertain" names both readings, and no total is judged by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.facts.context import RATIO_OR_NONE
from pipeline.facts.model import Fact, TableReading
from pipeline.sheet.model import DataTable, TableCell, Uncertain
from pipeline.values import Box, Defect

SURE = 0.9
"""probability; a number with a digit that is less sure is no value"""
MOST_TRIED = 40
"""other readings of digits that are tried in a table whose totals do not add up"""
_OF_NUMBERS = frozenset("0123456789０１２３４５６７８９,，.．-－△▲%％")
_MISMATCH = "total-mismatch"
_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})\s?\.\s?(\d{3})(?![\d.,])")
"""a point and three digits: in a picture 1,873 looks much like 1.873"""
_SPACED = re.compile(r"\d(?:\s\d){2,}(?:\s?[^\d\s]{1,3})?")
"""the wide digits of one number, each read by itself: 2 8 6人"""
_UNKNOWN = "?"
"""stands for a reading that the recogniser does not name"""


class Read(Protocol):
    """What reads a table, of which some cells (row, column) may say something else."""

    def __call__(self, table: DataTable, *, unsure: Collection[tuple[int, int]] = ()) -> TableReading: ...


Doubts = Callable[[Sequence[Box]], list[Uncertain]]


def without_uncertain(table: DataTable, read: Read, doubts: Doubts) -> TableReading:
    """The reading of a table without the numbers that may be others; ``read`` reads a table."""
    printed = {(cell.row, cell.col): cell.text.text for cell in table.cells}
    joined = tuple([replaced(cell, "".join(cell.text.text.split())) if _SPACED.fullmatch(cell.text.text) else cell for cell in table.cells])
    reading = _sure(replace(table, cells=joined), read, doubts)
    return replace(reading, facts=tuple([replace(fact, raw=printed[fact.row, fact.col]) for fact in reading.facts]))


def _sure(table: DataTable, read: Read, doubts: Doubts) -> TableReading:
    first = read(table)
    uncertain = dict(_points(first)) | dict(_uncertain(table, doubts))
    if any(defect.code == _MISMATCH for defect in first.defects):
        uncertain |= _that_add_up(table, read, doubts)
    reading = read(table, unsure=uncertain) if uncertain else first
    lost = {(fact.row, fact.col): fact for fact in reading.facts if _is_lost(fact, uncertain)}
    if not lost:
        return reading
    facts = tuple([_without_value(fact) if (fact.row, fact.col) in lost else fact for fact in reading.facts])
    named = [_defect(fact, uncertain.get(place, _UNKNOWN)) for place, fact in lost.items()]
    return replace(reading, facts=facts, defects=(*_still_told(reading.defects, lost.values()), *named))


def _still_told(defects: Sequence[Defect], lost: Iterable[Fact]) -> list[Defect]:
    """The defects without those of numbers that cannot be read and are told as uncertain now."""
    told = {box for fact in lost if fact.null_reason == "unreadable" for box in fact.boxes}
    return [defect for defect in defects if defect.code != "number-unreadable" or defect.box not in told]


def _is_lost(fact: Fact, uncertain: Collection[tuple[int, int]]) -> bool:
    """Whether a fact is no value since its cell may say another number, or says none though it has digits."""
    if fact.null_reason == "unreadable":
        return any(char.isdigit() for char in fact.raw)
    return fact.value is not None and (fact.row, fact.col) in uncertain


def _points(reading: TableReading) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with a count whose decimal point may be the comma of its thousands, with what they are with that."""
    for fact in reading.facts:
        raw = unicodedata.normalize("NFKC", fact.raw)
        is_share = fact.role == "ratio" or fact.unit is not None and fact.unit in RATIO_OR_NONE
        if fact.value is not None and not is_share and _THOUSANDS.search(raw):
            yield (fact.row, fact.col), _THOUSANDS.sub(r"\1,\2", raw)


def _uncertain(table: DataTable, doubts: Doubts) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with a digit of which the recogniser was not sure, with what they are if it is another."""
    for cell in table.cells:
        if found := [doubt for doubt in _doubts_of(cell, doubts) if doubt.confidence < SURE]:
            least = min(found, key=lambda doubt: doubt.confidence)
            yield (cell.row, cell.col), _with_other(cell, least)


def _doubts_of(cell: TableCell, doubts: Doubts) -> list[Uncertain]:
    return [doubt for doubt in doubts(cell.text.boxes) if doubt.text in _OF_NUMBERS or doubt.other in _OF_NUMBERS]


def _with_other(cell: TableCell, doubt: Uncertain) -> str:
    return cell.text.text.replace(doubt.text, doubt.other or _UNKNOWN, 1)


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
    return replace(fact, value=None, null_reason=fact.null_reason or "unreadable")


def _defect(fact: Fact, other: str) -> Defect:
    box = fact.boxes[0] if fact.boxes else None
    return Defect("ocr-uncertain", box.page if box else None, box, fact.raw, values=(("other", other),))
