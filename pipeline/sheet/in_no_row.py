"""Text under 成果 and 課題 of which the form does not say what it is, so that it is in no row: which of the two a sentence is where neither
has a label, and parts that the form does not have (今後の方向性).

In come the units or lines of a section, out go defects that name each place and quote what stands there; the rest of the sheet is read,
and the text is accounted as no row's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.geometry.rect import bounds_of
from pipeline.layout.model import Line
from pipeline.sheet.form import Form, looks_like_label
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.marks import mark_of
from pipeline.sheet.parts import Part
from pipeline.sheet.units import UNLISTED, ContentUnit, TextUnit
from pipeline.values import Box, Defect, Place


def is_undivided(part: Part, section: str, form: Form) -> bool:
    """Whether a section should stand apart in others, as 成果 and 課題, and none of these has a label, nor a line that may be one."""
    divided = form.sections.divided_into(section)
    lines = [unit.line for unit in part.sections[section] if isinstance(unit, TextUnit)]
    has_labels = not part.sections.keys().isdisjoint((*divided, UNLISTED))
    return bool(divided) and not has_labels and not any(looks_like_label(line.text) and mark_of(line).kind == "none" for line in lines)


def without_further(part: Part, section: str, form: Form) -> tuple[Sequence[ContentUnit], Sequence[ContentUnit]]:
    """What 成果 or 課題 says, and what follows from the label of a part on that the form does not have; one that is among the words of the
    section's own label (課題と今後の方向性) is a heading in it."""
    units = part.sections[section]
    if section not in form.sections.weak or form.names_further(part.labels.get(section, "")):
        return units, ()
    heads = (k for k, unit in enumerate(units[:-1]) if isinstance(unit, TextUnit) and form.is_further(unit.line.text))
    first = next(heads, len(units))
    return units[:first], units[first:]


def name_in_no_row(code: str, section: str, lines: Sequence[Line], ledger: Ledger) -> Iterator[Defect]:
    """A defect for each page on which such text stands: it quotes all of it, for nothing else does, and the gate counts it by that."""
    ledger.claim_lines(lines, "named")
    for page, here in groupby(lines, key=lambda line: line.page):
        on_page = list(here)
        count = sum(len(line.glyphs) for line in on_page)
        box = Box(page, *bounds_of([line.rect for line in on_page]))
        values = (("count", str(count)), ("label", lines[0].text))
        yield Defect(code, page, box, " ".join(line.text for line in on_page), Place(section=section), values)
