"""Labels that stand in the line of their text, before it: 【成果】来館が増えた。, 評価の理由（区）　①　広報に載せた。

In comes a line of text, out come the section that it opens, the label, and the text by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.form.marks import mark_of
from pipeline.form.series import all_series
from pipeline.form.words import ALIKE, LONGEST_LABEL, Form
from pipeline.layout.lines import line_of, white_cuts
from pipeline.layout.model import Line
from pipeline.outline.stretch import PARTICLES
from pipeline.outline.units import TextUnit

WITHIN = PARTICLES | frozenset("、，")
"""with which no text begins: (課題)は and 成果　を are words of a sentence"""
ENDING = frozenset(")）:：")
"""with which a label in brackets ends, or one before its text; other brackets are like these"""
ANY_ENDING = ENDING | {sign for sign, alike in ALIKE.items() if alike in ENDING}
APART = 0.7
"""em; white so wide parts a label from its text"""
BELOW = 0.5
"""em; a label begins as far left as the one above, but for so much"""


def label_before_text(unit: TextUnit, form: Form, section: str, run_in: float | None) -> tuple[str, Line, TextUnit] | None:
    """The section that a label opens in the line of its text, with the label, and the text by itself; ``section``: where the line stands,
    ``run_in``: where such labels begin above it. Under the label of both, 成果 or 課題 stand so in brackets, before a colon or white.
    Where the first label of a project is unmistakable and stands before white and the mark of a statement, the others below it do;
    among labels on lines of their own such a line is a heading (振り返りの視点　ア). Labels side by side are the heads of columns."""
    line, weak = unit.line, form.sections.weak
    is_in_both = form.sections.holds(section) == "sections" or section in weak
    is_below = run_in is not None and abs(line.rect.x0 - run_in) <= BELOW * line.size
    for end, opened, is_before_white in _labels_of(line, form, in_brackets=is_in_both):
        label, text = line_of(line.page, line.glyphs[:end]), line_of(line.page, line.glyphs[end:])
        if is_in_both and opened in weak:
            return None if _is_word_before(text, form) else (opened, label, unit._replace(line=text))
        may_open = form.sections.holds(opened) != "sections" and (is_below or not section and opened not in weak)
        if is_before_white and may_open and _begins_list(text):
            return opened, label, unit._replace(line=text)
    return None


def _labels_of(line: Line, form: Form, *, in_brackets: bool) -> Iterator[tuple[int, str, bool]]:
    """The labels with which a line may begin, the longest first: the glyph behind each, its section, and whether white follows; those
    that nothing but brackets or a colon part from the text only where asked for."""
    glyphs = line.glyphs
    cuts = set(white_cuts(line, APART))
    texts = glyphs.texts[:LONGEST_LABEL] if in_brackets else ()
    ends = {end for end, text in enumerate(texts, 1) if text in ANY_ENDING}
    for end in sorted((cuts | ends) - {len(glyphs)}, reverse=True):
        section = form.section_of("".join(glyphs.texts[:end]))
        if section:
            yield end, section, end in cuts


def _is_word_before(text: Line, form: Form) -> bool:
    """Whether 成果 before a text is a word of the same sentence, or the head of a column beside another."""
    return text.text[:1] in WITHIN or form.section_of(text.text) is not None


def _begins_list(line: Line) -> bool:
    """Whether a line begins with a mark: a bullet, a number, or the first letter of a series (ア)."""
    is_first = any(mark_of(line, series=series).numbers == (1,) for series in all_series())
    return is_first or mark_of(line).kind != "none"
