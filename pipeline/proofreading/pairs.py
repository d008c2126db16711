"""Which of several sheets is the one of the term before.

In come sheets, out comes for one of them the newest of the same ward and kind whose term ended before this one's began.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.facts import lexicon
from pipeline.sheet.model import Sheet


def former_of(sheet: Sheet, others: Iterable[Sheet]) -> Sheet | None:
    """The sheet of the term before among the others; none where there is none, or where sheets do not say their ward and term."""
    if not sheet.ward or not sheet.period_start:
        return None
    earlier = [
        (other.period_end, other.sheet_kind == sheet.sheet_kind, at, other)
        for at, other in enumerate(others)
        if other.ward and lexicon.squeeze(other.ward) == lexicon.squeeze(sheet.ward)
        if other.period_end and other.period_end < sheet.period_start
    ]
    return max(earlier)[3] if earlier else None
