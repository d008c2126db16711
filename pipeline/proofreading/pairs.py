"""Which of several sheets is the one of the term before.

In come sheets, out comes for one of them the newest of the same ward whose term ended before this one's began, the final one before
the interim one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from pipeline.facts import lexicon
from pipeline.sheet.model import SheetKind


class OfTerm(Protocol):
    """What tells of which ward, term and kind a sheet is."""

    @property
    def ward(self) -> str | None: ...
    @property
    def period_start(self) -> int | None: ...
    @property
    def period_end(self) -> int | None: ...
    @property
    def sheet_kind(self) -> SheetKind: ...


SheetT = TypeVar("SheetT", bound=OfTerm)


def sheet_before(sheet: OfTerm, others: Iterable[SheetT]) -> SheetT | None:
    """The sheet of the term before among the others; none where there is none, or where sheets do not say their ward and term."""
    if not sheet.ward or not sheet.period_start:
        return None
    earlier = [
        (other.period_end, other.sheet_kind == "final", at, other)
        for at, other in enumerate(others)
        if other.ward and lexicon.squeeze(other.ward) == lexicon.squeeze(sheet.ward)
        if other.period_end and other.period_end < sheet.period_start
    ]
    return max(earlier)[3] if earlier else None
