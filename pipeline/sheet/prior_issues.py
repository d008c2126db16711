"""The issues of the term before beside the goals: 前期振り返りの課題."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.form.words import Form, plain
from pipeline.outline.edges import SENTENCE_END
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, claim_paragraph, marked_paragraphs, paragraphs_of, unsure
from pipeline.outline.stretch import PARTICLES, Stretch
from pipeline.outline.units import TextUnit
from pipeline.sheet.lettered import list_series
from pipeline.sheet.model import PriorIssue
from pipeline.text.words import is_within_word
from pipeline.values import Defect, Place


def issues_of(
    cells: Sequence[tuple[list[TextUnit], set[int]]],
    spans_all: bool,
    n_goals: int,
    header: str,
    form: Form,
    ledger: Ledger,
    defects: list[Defect],
    place: Place,
) -> tuple[PriorIssue, ...]:
    """The issues of the cells that hold them, each with the goals that it covers; ``place``: the project in which they stand."""
    found = form.prior_term.search(plain(header))
    term = _as_printed(header, found[0]) if found else None
    out: list[PriorIssue] = []
    single = not spans_all and n_goals > 1 and all(len(covered) == 1 for _, covered in cells)
    for texts, covered in cells:
        for paragraph in issues_in(texts):
            claim_paragraph(paragraph, ledger)
            if not paragraph.text:
                continue
            goal_no = next(iter(covered)) if single else None
            out.append(PriorIssue(len(out) + 1, paragraph.mark.text, paragraph.printed, goal_no, term))
            defects += unsure(paragraph, replace(place, section="goals"))
    return tuple(out)


def issues_in(texts: Sequence[TextUnit]) -> list[Paragraph]:
    """The issues of one cell; without marks and with one sentence each (none ends within a line), each sentence is one; so does one that
    is polite without a full stop. Where none ends at all, they are a list of phrases."""
    paragraphs = marked_paragraphs(texts, series=list_series(texts))
    lines = [unit.line.text for unit in texts]
    ended = frozenset(k for k, (line, below) in enumerate(pairwise(lines), 1) if line[-1] in SENTENCE_END or _ends_politely(line, below))
    if any(p.mark.kind != "none" for p in paragraphs) or any(sign in line[:-1] for line in lines for sign in SENTENCE_END):
        return paragraphs
    return paragraphs_of(texts, breaks=ended) if ended else _phrases(texts, paragraphs)


def _ends_politely(line: str, below: str) -> bool:
    """Whether a line ends a sentence with です or ます, which go before no noun, and the next one does not go on behind that (ます｜が)."""
    return POLITE.search(line) is not None and below[0] not in BEHIND_POLITE


POLITE = re.compile("(?:です|ます|でした|ました|ません)$")
BEHIND_POLITE = PARTICLES | frozenset("ねよし、，")
"""what may stand behind a polite verb within a sentence"""


def _phrases(texts: Sequence[TextUnit], paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A list of phrases. Where some lines surely begin one, so do those that only just would have fit on the line before; where none
    does, words meet at the end of a full line among phrases of one line each, or such a line ends as other phrases do, nobody can tell. No
    phrase begins inside a word."""
    stretch = Stretch(texts, series=None)
    meeting = {k for k in range(1, len(texts)) if IDEOGRAPHS.fullmatch(stretch.last[k - 1] + stretch.texts[k][0])}
    wrapped_words = {k for k in meeting if is_within_word(stretch.texts[k - 1], stretch.texts[k])}
    breaks = frozenset(k for k in range(1, len(texts)) if stretch.would_fit(k) and stretch.last[k - 1] not in PARTICLES) - wrapped_words
    if len(paragraphs) > 1:
        paragraphs = paragraphs_of(texts, breaks=breaks)
    wrapped = [paragraph for paragraph in paragraphs if len(paragraph.units) > 1]
    unsure_of = breaks | (meeting - wrapped_words) if len(wrapped) == 1 < len(paragraphs) else breaks
    unsure_of |= _behind_endings(stretch.texts, paragraphs)
    for paragraph in wrapped:
        paragraph.is_unsure = any(texts[k] in paragraph.units[1:] for k in unsure_of)
    return paragraphs


def _behind_endings(lines: Sequence[str], phrases: Sequence[Paragraph]) -> set[int]:
    """The lines behind one that ends as some phrase does."""
    ends = {phrase.text[-ENDING:] for phrase in phrases}
    return {k for k, line in enumerate(lines, 1) if line[-ENDING:] in ends and k < len(lines)}


ENDING = 2
"""characters with which phrases of one list end alike: への対応"""
IDEOGRAPHS = re.compile("[\u3400-\u9fff]{2}")
"""words that meet, or the inside of one"""


@lru_cache(maxsize=64)
def _as_printed(text: str, wanted: str) -> str:
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            if plain(text[start:end]) == wanted:
                return text[start:end].strip()
    return wanted
