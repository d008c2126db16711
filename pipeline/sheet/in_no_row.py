"""Text of which the form does not say what it is, so that it is in no row: under 成果 and 課題, which of the two a sentence is where
neither has a label, and parts that the form does not have (今後の方向性); a rating of all goals together; how far each viewpoint was done.

In come the units or lines of a section, out go defects that name each place and quote what stands there; the rest of the sheet is read,
and the text is accounted as no row's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.form.marks import mark_of
from pipeline.form.words import SIGNS, Form, looks_like_label, plain
from pipeline.geometry.rect import bounds_of
from pipeline.layout.model import Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.parts import Part
from pipeline.outline.stretch import BEGUN
from pipeline.outline.units import UNLISTED, ContentUnit, TextUnit
from pipeline.values import Box, Defect, Place


def is_undivided(part: Part, section: str, form: Form) -> bool:
    """Whether a section should stand apart in others, as 成果 and 課題, and none of these has a label, nor a line that may be one."""
    divided = form.sections.divided_into(section)
    lines = [unit.line for unit in part.sections[section] if isinstance(unit, TextUnit)]
    has_labels = not part.sections.keys().isdisjoint((*divided, UNLISTED))
    return bool(divided) and not has_labels and not any(looks_like_label(line.text) and mark_of(line).kind == "none" for line in lines)


def without_further(part: Part, section: str, form: Form) -> tuple[Sequence[ContentUnit], list[Sequence[ContentUnit]]]:
    """What 成果 or 課題 says, and the parts in it that the form does not have, each from its label on. One that is among the words of the
    section's own label (課題と今後の方向性), or is said right under that, is a heading in it."""
    units = part.sections[section]
    if section not in form.sections.weak or form.names_further(part.labels.get(section, "")):
        return units, []
    own: list[ContentUnit] = []
    further: list[Sequence[ContentUnit]] = []
    done = 0
    for k in range(1, len(units) - 1):
        if k >= done and _is_label_of_further(units[k - 1], units[k], form):
            own += units[done:k]
            done = next((n for n in range(k + 1, len(units)) if _ends_further(units[n], units[:k], units[k])), len(units))
            further.append(units[k:done])
    return [*own, *units[done:]], further


def _is_label_of_further(above: ContentUnit, unit: ContentUnit, form: Form) -> bool:
    """Whether a line is such a label, and not the rest of the one above."""
    if not isinstance(unit, TextUnit) or not form.is_further(unit.line.text):
        return False
    return not isinstance(above, TextUnit) or above.line.text[-1:] not in BEGUN


def _ends_further(unit: ContentUnit, before: Sequence[ContentUnit], label: ContentUnit) -> bool:
    """Whether a line goes on with what stands before such a part: its number is the next one (②, where ① stood before), or it is set off
    as the label is, by the same sign or bracket."""
    if not isinstance(unit, TextUnit) or not isinstance(label, TextUnit):
        return False
    text, begins = unit.line.text, label.line.text[0]
    is_alike = not begins.isalnum() and text[0] == begins and (begins in SIGNS or plain(text)[-1] == ")")
    numbers = [numbers for above in before if isinstance(above, TextUnit) and (numbers := mark_of(above.line).numbers)]
    return is_alike or bool(numbers) and mark_of(unit.line).numbers == (numbers[-1][-1] + 1,)


def name_in_no_row(code: str, section: str, lines: Sequence[Line], ledger: Ledger) -> Iterator[Defect]:
    """A defect for each page on which such text stands: it quotes all of it, for nothing else does, and the gate counts it by that."""
    ledger.claim_lines(lines, "named")
    for page, here in groupby(lines, key=lambda line: line.page):
        on_page = list(here)
        count = sum(len(line.glyphs) for line in on_page)
        box = Box(page, *bounds_of([line.rect for line in on_page]))
        values = (("count", str(count)), ("label", lines[0].text))
        yield Defect(code, page, box, " ".join(line.text for line in on_page), Place(section=section), values)
