"""Numbers of a table that was read from a picture: one that may be another is no value.

In goes a table as it was read, with the characters that the recogniser doubted; out comes the same reading in which a number with a
doubtful digit, or under a header with one, one that cannot be read as any, one whose other reading makes a total add up that does not,
or one with three digits behind a point that may be a comma, has no value; the defect "ocr-uncertain" names both readings, and no total
is judged by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.facts.context import RATIO_OR_NONE
from pipeline.facts.headings import defect_at
from pipeline.facts.model import Fact, TableReading
from pipeline.sheet.model import DataTable, TableCell, Uncertain
from pipeline.values import Box, Defect, Printed

SURE = 0.9
"""probability; a number with a digit that is less sure is no value"""
MOST_TRIED = 40
"""other readings of digits that are tried in a table whose totals do not add up"""
_OF_NUMBERS = frozenset("0123456789０１２３４５６７８９,，.．-－△▲%％")
_MISMATCH = "total-mismatch"
_SHARES = RATIO_OR_NONE - {None}
_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})\s?\.\s?(\d{3})(?![\d.,])")
"""a point and three digits: in a picture 1,873 looks much like 1.873"""
_SPACED = re.compile(r"\d(?:\s\d){2,}(?:\s?[^\d\s]{1,3})?")
"""the wide digits of one number, each read by itself: 2 8 6人"""
_GROUPED = re.compile(r"\D{0,2}[1-9]\d{0,2}(,\d{3})+\D*")
"""a number with commas before each three digits"""
_POINTS = frozenset(",，.．")
_BARE = re.compile(r"[△▲－-]?\d[\d,，.． ]*")
"""a number alone, or digits that stand apart"""
_NUMBER = re.compile(rf"{_BARE.pattern}[^\d\s]{{0,2}}")
"""… with its unit"""
_UNKNOWN = "?"
"""stands for a reading that the recogniser does not name"""


class TableReader(Protocol):
    """What reads a table, of which some cells (row, column) may say something else."""

    def __call__(self, table: DataTable, *, unsure: Collection[tuple[int, int]] = ()) -> TableReading: ...


Doubts = Callable[[Sequence[Box]], list[Uncertain]]


def without_uncertain(table: DataTable, read: TableReader, doubts: Doubts) -> TableReading:
    """The reading of a table without the numbers that may be others; ``read`` reads a table."""
    printed = {(cell.row, cell.col): cell.text.text for cell in table.cells}
    joined = tuple([replaced(cell, "".join(cell.text.text.split())) if _SPACED.fullmatch(cell.text.text) else cell for cell in table.cells])
    reading = _sure(replace(table, cells=joined), read, doubts)
    return replace(reading, facts=tuple([replace(fact, raw=printed[fact.row, fact.col]) for fact in reading.facts]))


def _sure(table: DataTable, read: TableReader, doubts: Doubts) -> TableReading:
    first = read(table)
    uncertain = dict(_points(first)) | dict(_uncertain(table, doubts))
    if before := _mismatches(first):
        uncertain |= _that_add_up(table, read, doubts, before)
    reading = read(table, unsure=uncertain)
    headers = dict(_uncertain_headers(table, doubts))
    lost = {(fact.row, fact.col): fact for fact in reading.facts if _is_lost(fact, uncertain) or _is_under(fact, headers)}
    facts = tuple([_without_value(fact) if (fact.row, fact.col) in lost else fact for fact in reading.facts])
    named = [
        _of(Printed(fact.raw, fact.boxes), uncertain.get(place, _UNKNOWN)) for place, fact in lost.items() if not _is_under(fact, headers)
    ]
    named += dict.fromkeys(_named(*headers[box]) for fact in lost.values() for box in fact.boxes_labels if box in headers)
    named += [_named(cell, _UNKNOWN) for cell in _unread(table, reading)]
    return replace(reading, facts=facts, defects=(*_still_told(reading.defects, lost.values()), *named))


def _still_told(defects: Sequence[Defect], lost: Iterable[Fact]) -> list[Defect]:
    """The defects without those of numbers that cannot be read and are told as uncertain now."""
    told = {box for fact in lost for box in fact.boxes}
    return [defect for defect in defects if defect.code != "number-unreadable" or defect.box not in told]


def _is_lost(fact: Fact, uncertain: Collection[tuple[int, int]]) -> bool:
    """Whether a fact is no value since its cell may say another number, or says none though it has digits."""
    if fact.null_reason == "unreadable":
        return any(char.isdigit() for char in fact.raw)
    return fact.value is not None and (fact.row, fact.col) in uncertain


def _uncertain_headers(table: DataTable, doubts: Doubts) -> Iterator[tuple[Box, tuple[TableCell, str]]]:
    """The cells of which a digit may be another, by their boxes, with what they are then: some give facts their years and names."""
    for cell in table.cells:
        if found := _unsure(cell, doubts):
            yield from ((box, (cell, _with_other(cell, found))) for box in cell.text.boxes)


def _is_under(fact: Fact, headers: Collection[Box]) -> bool:
    """Whether a number has its year or its name from one of these headers."""
    return fact.value is not None and any(box in headers for box in fact.boxes_labels)


def _unread(table: DataTable, reading: TableReading) -> Iterator[TableCell]:
    """The numbers of which no fact was made: in a picture a column with one number looks like names."""
    read = {(fact.row, fact.col) for fact in reading.facts}
    for cell in table.cells:
        place = cell.row, cell.col
        if place in read or cell.row < reading.header_rows or not cell.col:
            continue
        kind = _BARE if place in reading.header_cells else _NUMBER
        if kind.fullmatch(cell.text.text):
            yield cell


def _points(reading: TableReading) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with a count whose decimal point may be the comma of its thousands, with what they are with that."""
    for fact in reading.facts:
        raw = unicodedata.normalize("NFKC", fact.raw)
        is_share = fact.role == "ratio" or fact.unit in _SHARES
        if fact.value is not None and not is_share and _THOUSANDS.search(raw):
            yield (fact.row, fact.col), _THOUSANDS.sub(r"\1,\2", raw)


def _uncertain(table: DataTable, doubts: Doubts) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with a digit of which the recogniser was not sure, with what they are if it is another."""
    for cell in table.cells:
        if least := _unsure(cell, doubts):
            yield (cell.row, cell.col), _with_other(cell, least)


def _unsure(cell: TableCell, doubts: Doubts) -> Uncertain | None:
    """The digit of a cell of which the recogniser was least sure, where it was not sure."""
    found = [doubt for doubt in _doubts_of(cell, doubts) if doubt.confidence < SURE and not _is_comma(cell, doubt)]
    return min(found, key=lambda doubt: doubt.confidence, default=None)


def _is_comma(cell: TableCell, doubt: Uncertain) -> bool:
    """Whether a comma that may be a point stands before the thousands: no decimal point does."""
    return {doubt.text, doubt.other} <= _POINTS and bool(_GROUPED.fullmatch(unicodedata.normalize("NFKC", cell.text.text)))


def _doubts_of(cell: TableCell, doubts: Doubts) -> list[Uncertain]:
    return [doubt for doubt in doubts(cell.text.boxes) if doubt.text in _OF_NUMBERS or doubt.other in _OF_NUMBERS]


def _with_other(cell: TableCell, doubt: Uncertain) -> str:
    return cell.text.text.replace(doubt.text, doubt.other or _UNKNOWN, 1)


def _that_add_up(table: DataTable, read: TableReader, doubts: Doubts, before: int) -> dict[tuple[int, int], str]:
    """The cells of which another reading makes one of the totals add up that do not, ``before`` in number, with that reading."""
    found: dict[tuple[int, int], str] = {}
    tried = [(cell, doubt) for cell in table.cells for doubt in _doubts_of(cell, doubts) if doubt.other.isdecimal()]
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


def _named(cell: TableCell, other: str) -> Defect:
    return _of(cell.text, other)


def _of(printed: Printed, other: str) -> Defect:
    return defect_at("ocr-uncertain", printed, printed.text, (("other", other),))
