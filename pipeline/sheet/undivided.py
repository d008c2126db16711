"""What stands under 成果と課題 where neither of the two has a label: which of them a sentence is, nobody can tell, so it is in no row.

In come the units under the label of both, out go defects of code ``results-undivided`` that name each place; the rest of the sheet is
read, and the text, which the defect quotes whole, is accounted as no row's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.geometry.rect import bounds_of
from pipeline.sheet.form import Form, looks_like_label
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.marks import mark_of
from pipeline.sheet.parts import Part, lines_of
from pipeline.sheet.units import UNLISTED, ContentUnit, TextUnit
from pipeline.values import Box, Defect, Place


def is_undivided(part: Part, section: str, form: Form) -> bool:
    """Whether a section should stand apart in others, as 成果 and 課題, and none of these has a label, nor a line that may be one."""
    divided = form.sections.divided_into(section)
    lines = [unit.line for unit in part.sections[section] if isinstance(unit, TextUnit)]
    has_labels = not part.sections.keys().isdisjoint((*divided, UNLISTED))
    return bool(divided) and not has_labels and not any(looks_like_label(line.text) and mark_of(line).kind == "none" for line in lines)


def name_undivided(section: str, units: Sequence[ContentUnit], ledger: Ledger) -> Iterator[Defect]:
    """A defect for each page on which such text stands: it quotes all of it, for nothing else does, and the gate counts it by that."""
    lines = [line for unit in units for line in lines_of(unit)]
    ledger.claim_lines(lines, "named")
    for page, here in groupby(lines, key=lambda line: line.page):
        on_page = list(here)
        count = sum(len(line.glyphs) for line in on_page)
        box = Box(page, *bounds_of([line.rect for line in on_page]))
        yield Defect(
            "results-undivided", page, box, " ".join(line.text for line in on_page), Place(section=section), (("count", str(count)),)
        )
