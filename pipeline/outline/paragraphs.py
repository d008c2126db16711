"""Lines joined to the sentences that were printed, each with its mark, its text and its places.

Which lines begin a paragraph is told by the rules of ``seams``; page and cell breaks make no difference.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.form.marks import Mark, mark_of, text_behind
from pipeline.form.series import Series
from pipeline.geometry.rect import Rect, around
from pipeline.layout.lines import extent_of
from pipeline.layout.model import Line
from pipeline.layout.spacing import joined
from pipeline.outline.edges import SENTENCE_END
from pipeline.outline.ledger import Ledger
from pipeline.outline.seam_rules import begins, is_unsure
from pipeline.outline.seams import Seam
from pipeline.outline.stretch import Stretch
from pipeline.outline.units import TextUnit
from pipeline.values import Box, Defect, Place, Printed

APART = 3.5
"""em; lines of a list item are not further apart than this, with the widest leading and an empty line between them"""


@dataclass(slots=True)
class Paragraph:
    """One sentence group with its mark; ``units`` are its lines in order, ``x`` and ``text_x`` its indents in points; ``is_unsure``:
    nobody could tell whether it goes on from the one before, or is two."""

    mark: Mark
    units: list[TextUnit]
    bold: bool
    size: float
    text: str = ""
    boxes: tuple[Box, ...] = ()
    is_unsure: bool = False

    @property
    def x(self) -> float:
        return self.mark.x

    @property
    def first(self) -> Line:
        return self.units[0].line

    @property
    def whole(self) -> str:
        """The text with its mark."""
        return self.mark.text + self.text

    @property
    def printed(self) -> Printed:
        return Printed(self.text, self.boxes)


def boxes_of(lines: Sequence[Line], mark_length: int = 0) -> tuple[Box, ...]:
    """One box per page (and per column, where the text moves back up), around the lines in order, without the glyphs of a
    mark at the head of the first."""
    columns: list[tuple[int, list[Rect]]] = []
    for k, line in enumerate(lines):
        rect = extent_of(line.glyphs.part(mark_length, len(line.glyphs))) if k == 0 < mark_length else line.rect
        if columns and line.page == columns[-1][0] and rect.y1 > columns[-1][1][-1].y1 - 2 * line.size:
            columns[-1][1].append(rect)
        else:
            columns.append((line.page, [rect]))
    return tuple([Box(page, *around(*rects)) for page, rects in columns])


def paragraphs_of(
    units: Sequence[TextUnit], *, series: Series | None = None, breaks: frozenset[int] = frozenset(), goal_words: Set[str] | None = None
) -> list[Paragraph]:
    """The paragraphs of lines in order. ``series``: whose letters are marks; ``breaks``: lines before which a table stands;
    ``goal_words``: what the goals say (as ``as_goal`` gives it), where numbers or these words may head what follows."""
    if not units:
        return []
    stretch = Stretch(units, series=series)
    if goal_words is not None:
        breaks |= stretch.below_headings(goal_words)
    out: list[Paragraph] = []
    expected = 1
    for k, unit in enumerate(units):
        mark = stretch.marks[k]
        if series is not None:
            mark = mark_of(unit.line, series=series, expected=expected, signs=stretch.signs).shifted(unit.shift)
        seam = Seam(stretch, k, mark, out[-1].mark, len(out[-1].units)) if out and k not in breaks else None
        unsure = seam is not None and is_unsure(seam)
        if seam is not None and not begins(seam):
            out[-1].units.append(unit)
            out[-1].is_unsure |= unsure
            continue
        if mark.kind == "letter":
            expected = mark.numbers[0] + 1
        out.append(Paragraph(mark, [unit], stretch.bolds[k], stretch.sizes[k], is_unsure=unsure))
    for paragraph in out:
        finish(paragraph)
    return out


def marked_paragraphs(units: Sequence[TextUnit], *, series: Series | None = None) -> list[Paragraph]:
    """The paragraphs of a list whose every item has a mark: what has none belongs to the item before, unless it stands far below
    that. Others as they are."""
    paragraphs = paragraphs_of(units, series=series)
    if not paragraphs or paragraphs[0].mark.kind == "none":
        return paragraphs
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.mark.kind == "none" and not _stands_apart(out[-1].units[-1], paragraph.units[0]):
            out[-1].units.extend(paragraph.units)
            finish(out[-1])
        else:
            out.append(paragraph)
    return out


def _stands_apart(above: TextUnit, below: TextUnit) -> bool:
    """Whether a line is in another cell of the page, or so far below that more than two lines could stand between, or another page
    begins behind a whole sentence."""
    if above.line.page != below.line.page:
        return above.line.text[-1:] in SENTENCE_END
    return above.place != below.place or below.line.rect.y1 - above.line.rect.y1 > APART * above.line.size


def unsure(paragraph: Paragraph, place: Place) -> list[Defect]:
    """The warning for a paragraph of which nobody could tell whether it is one; none for any other."""
    if not paragraph.is_unsure:
        return []
    box = paragraph.boxes[0]
    return [Defect("paragraphs-unsure", box.page, box, paragraph.text[:QUOTED], place)]


QUOTED = 80
"""characters of a text that a message quotes"""


def finish(paragraph: Paragraph) -> None:
    mark = paragraph.mark
    lines = [unit[0] for unit in paragraph.units]
    if len(lines) > 1 and mark.length >= len(lines[0].glyphs):  # the mark has a line of its own
        del lines[0]
        mark = mark._replace(length=0)
    first = lines[0]
    texts = [line.text for line in lines]
    texts[0] = text_behind(first, mark.length)
    paragraph.text = text_of(texts)
    paragraph.boxes = boxes_of(lines, mark.length if mark.length < len(first.glyphs) else 0)


def text_of(texts: Sequence[str]) -> str:
    """Lines of one sentence as one text."""
    text = texts[0]
    for following in texts[1:]:
        text = joined(text, following)
    return text


def claim_paragraph(paragraph: Paragraph, ledger: Ledger) -> None:
    """A paragraph's text and its mark. A mark without text, as clerks leave them in an empty cell, is accounted for but no row."""
    ledger.claim_lines([u.line for u in paragraph.units])
