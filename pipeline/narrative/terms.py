"""The terms that mark what a sheet writes about, section by section.

A term is a noun in its normalised form, or a compound: neighbouring nouns that the page prints without a break (出張入会説明会).
How characteristic it is, is measured against the same section of the same project in the other sheets, by Dunning's
log-likelihood ratio G2.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.narrative.model import Term, Token
from pipeline.rules import load
from pipeline.sheet.model import Section, Sheet

_LONGEST_COMPOUND = 6  # morphemes


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term stands in one section of one project of one document; ``nouns`` is the number of term places.

    ``first`` is the seq of the statement in which each term stands first.
    """

    document_id: str
    project_no: int
    section: Section
    counts: Mapping[str, int]
    first: Mapping[str, int] = field(default_factory=dict)

    @property
    def nouns(self) -> int:
        return sum(self.counts.values())


Whole = Mapping[tuple[int, Section], tuple[Mapping[str, int], int]]
"""How often each term stands in each section of each project, and the number of its term places."""


def term_counts_of(sheet: Sheet) -> tuple[TermCounts, ...]:
    """The counts of one sheet, over its bullets and paragraphs, in the order of project and section."""
    # Whoever only compares counts needs no dictionary.
    from pipeline.narrative.tokens import tokens_of
    from pipeline.narrative.viewpoints import LINKED_KINDS

    counts: dict[tuple[int, Section], Counter[str]] = {}
    first: dict[tuple[int, Section], dict[str, int]] = {}
    for project in sheet.projects:
        for statement in project.statements:
            if statement.kind in LINKED_KINDS:
                key = (project.project_no, statement.section)
                found = list(terms_in(tokens_of(statement.text.text)))
                counts.setdefault(key, Counter()).update(found)
                for term in found:
                    first.setdefault(key, {}).setdefault(term, statement.seq)
    return tuple(
        TermCounts(sheet.document_id, *key, dict(sorted(found.items())), first.get(key, {})) for key, found in sorted(counts.items())
    )


def terms_of(counted: Iterable[TermCounts]) -> tuple[Term, ...]:
    """The terms that each section uses more than the same section of the other sheets does, most telling first.

    Where there is no other sheet to compare with, keyness is null and the terms are ranked by count.
    """
    sections = list(counted)
    return terms_against(whole_of(sections), sections)


def whole_of(counted: Iterable[TermCounts]) -> Whole:
    """What all sheets together count in each section of each project."""
    whole: dict[tuple[int, Section], Counter[str]] = {}
    for section in counted:
        whole.setdefault((section.project_no, section.section), Counter()).update(section.counts)
    return {key: (counts, counts.total()) for key, counts in whole.items()}


def terms_against(whole: Whole, counted: Iterable[TermCounts]) -> tuple[Term, ...]:
    """The terms of some of the sheets that ``whole`` counts."""
    sections = sorted(counted, key=lambda c: (c.document_id, c.project_no, c.section))
    return tuple(term for section in sections for term in _terms_of_section(section, *whole[section.project_no, section.section]))


def terms_in(tokens: Iterable[Token]) -> Iterator[str]:
    """The terms of one text: its nouns, and the compounds that neighbouring nouns form."""
    run: list[Token] = []
    counted = False
    for token in tokens:
        # 10組, 50代: a counter belongs to its number, not to the words around it.
        if _joins(token) and not (counted and (token.pos[0] == "接尾辞" or token.pos[2] == "助数詞可能")):
            run.append(token)
        else:
            yield from _terms_of_run(run)
            run = []
        counted = token.pos[1] == "数詞"
    yield from _terms_of_run(run)


def keyness(count: int, size: int, other_count: int, other_size: int) -> float:
    """Signed log-likelihood G2 of ``count`` in ``size`` places against ``other_count`` in ``other_size``; negative if rarer here."""
    share = (count + other_count) / (size + other_size)
    g2 = 0.0
    for observed, expected in ((count, size * share), (other_count, other_size * share)):
        if observed:
            g2 += observed * math.log(observed / expected)
    return math.copysign(2 * max(g2, 0.0), count * other_size - other_count * size)


def _terms_of_section(section: TermCounts, whole: Mapping[str, int], whole_size: int) -> Iterator[Term]:
    size = section.nouns
    other_size = whole_size - size
    weighed = []
    for term, count in section.counts.items():
        key = round(keyness(count, size, whole[term] - count, other_size), 4) if other_size else None
        if key is None or key > 0:
            weighed.append((-(key or 0.0), -count, term, key))
    weighed.sort(key=lambda item: item[:3])
    for rank, (_, less, term, key) in enumerate(weighed, start=1):
        yield Term(section.document_id, section.project_no, section.section, term, -less, key, rank, section.first.get(term))


def _terms_of_run(run: list[Token]) -> Iterator[str]:
    for token in run:
        if token.pos[0] == "名詞" and len(token.normalized_form) > 1 and token.normalized_form not in _stop_words():
            yield token.normalized_form
    if 1 < len(run) <= _LONGEST_COMPOUND and run[0].pos[0] != "接尾辞" and run[-1].pos[0] != "接頭辞":
        compound = "".join(token.normalized_form for token in run)
        if compound not in _stop_words():
            yield compound


def _joins(token: Token) -> bool:
    first, second = token.pos[0], token.pos[1]
    if first == "名詞":
        return second in ("普通名詞", "固有名詞")
    return first == "接頭辞" or (first == "接尾辞" and second == "名詞的")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load("terms")["stop"])
