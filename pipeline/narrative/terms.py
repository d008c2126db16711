"""The terms that mark what a sheet writes about, section by section.

A term is a noun, or a compound: neighbouring nouns that the page prints without a break (巡回入園説明会), or a name that the sheet
itself puts between 「 and 」 (ふわっとサロン), whole wherever it stands. Terms are counted by their normalised form and shown as printed.
How characteristic it is, is measured against the same section of the same project in the other sheets, by Dunning's
log-likelihood ratio G2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from pipeline.narrative.model import Pos, Token
from pipeline.prose.model import StatementKey
from pipeline.rules import load
from pipeline.sheet.model import Section, Sheet

_PROPER_NOUN: Pos = ("名詞", "固有名詞", "一般", "*", "*", "*")
_LONGEST_COMPOUND = 6  # morphemes
_QUOTED = re.compile(r"「([^「」、。！？!?\s]{3,15})」")
_OF_SENTENCES = frozenset("をがはもね") | {"よ", "から", "ので", "って"}
"""particles of a sentence that is quoted, not of a name"""


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term stands in one section of one project of one document.

    ``first`` is the seq of the statement in which each term stands first, ``spelling`` the printed form that most of its places have,
    no two alike; both by the normalised form.
    """

    document_id: str
    project_no: int
    section: Section
    counts: Mapping[str, int]
    first: Mapping[str, int] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)


Tokens = Mapping[StatementKey, Sequence[Token]]


class TermUse(NamedTuple):
    """A term where it stands: its normalised and its printed form."""

    norm: str
    printed: str


def tokens_in(sheet: Sheet) -> Tokens:
    """The tokens of every statement, with each of the sheet's own names as one."""
    # Whoever only compares counts needs no dictionary.
    from pipeline.narrative.tokens import tokens_of

    names = _own_names(sheet)
    return {
        (project.project_no, statement.section, statement.seq): with_names(tokens_of(statement.text.text), names)
        for project in sheet.projects
        for statement in project.statements
    }


def _own_names(sheet: Sheet) -> frozenset[str]:
    return quoted_names(statement.text.text for project in sheet.projects for statement in project.statements)


def term_counts_of(sheet: Sheet, tokens: Tokens | None = None) -> tuple[TermCounts, ...]:
    """The counts of one sheet, over its bullets and paragraphs, in the order of project and section; ``tokens`` are those of
    ``tokens_in``, where they are known."""
    from pipeline.sheet.model import LINKED_KINDS

    names, tokens = _own_names(sheet), tokens or tokens_in(sheet)
    used: dict[tuple[int, Section], list[tuple[TermUse, int]]] = {}
    for project in sheet.projects:
        for statement in project.statements:
            if statement.kind in LINKED_KINDS:
                found = terms_in(tokens[project.project_no, statement.section, statement.seq], names)
                used.setdefault((project.project_no, statement.section), []).extend((use, statement.seq) for use in found)
    return tuple(_counts(sheet.document_id, *key, found) for key, found in sorted(used.items()))


def _counts(document_id: str, project_no: int, section: Section, used: Sequence[tuple[TermUse, int]]) -> TermCounts:
    spelling = _spellings(Counter(use for use, _ in used))
    counts = Counter(use.norm for use, _ in used if use.norm in spelling)
    first = {use.norm: seq for use, seq in reversed(used) if use.norm in spelling}
    return TermCounts(document_id, project_no, section, dict(sorted(counts.items(), key=lambda item: spelling[item[0]])), first, spelling)


def _spellings(uses: Counter[TermUse]) -> dict[str, str]:
    """For each term its most frequent spelling that no more frequent term has; a term without one is left out."""
    taken: dict[str, str] = {}
    for use, _ in sorted(uses.items(), key=lambda item: (-item[1], item[0])):
        if use.printed not in taken and use.norm not in taken.values():
            taken[use.printed] = use.norm
    return {norm: printed for printed, norm in taken.items()}


def quoted_names(texts: Iterable[str]) -> frozenset[str]:
    """What the texts put between 「 and 」 as a name: short, ending in a noun, and no sentence."""
    quoted = {name for text in texts for name in _QUOTED.findall(text)}
    return frozenset(name for name in quoted if _is_name(name))


def _is_name(quoted: str) -> bool:
    from pipeline.narrative.tokens import tokens_of

    tokens = tokens_of(quoted)
    speaks = any(token.pos[0] == "助動詞" or (token.pos[0] == "助詞" and token.surface in _OF_SENTENCES) for token in tokens)
    return tokens[-1].pos[0] in ("名詞", "接尾辞") and not speaks


def terms_in(tokens: Sequence[Token], names: Collection[str] = ()) -> Iterator[TermUse]:
    """The terms of one text: its nouns, the compounds that neighbouring nouns form, and the given names, each of which is one of the
    tokens (``with_names``)."""
    run: list[Token] = []
    counted = False
    for token in tokens:
        if token.surface in names:
            yield from _terms_of_run(run)
            yield TermUse(normalize("NFKC", token.surface), token.surface)
            run, counted = [], False
            continue
        # 10組, 50代: a counter belongs to its number, not to the words around it.
        if _joins(token) and not (counted and (token.pos[0] == "接尾辞" or token.pos[2] == "助数詞可能")):
            run.append(token)
        else:
            yield from _terms_of_run(run)
            run = []
        counted = token.pos[1] == "数詞"
    yield from _terms_of_run(run)


def with_names(tokens: Sequence[Token], names: Collection[str]) -> tuple[Token, ...]:
    """The tokens of a text with each of the sheet's own names as one: a proper noun that the sheet itself makes known, its parts'
    shortest units beside it."""
    whole = _names_in(tokens, names)
    if not whole:
        return tuple(tokens)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        name = whole.get(tokens[at].begin, "")
        parts = [token for token in tokens[at : at + len(name)] if token.end <= tokens[at].begin + len(name)] or [tokens[at]]
        token = parts[0] if len(parts) == 1 else _name_of(name, parts)
        found.append(token._replace(position=len(found) + 1))
        at += len(parts)
    return tuple(found)


def _name_of(name: str, parts: Sequence[Token]) -> Token:
    reading, units = "".join(part.reading for part in parts), tuple(unit for part in parts for unit in part.units)
    return Token(0, name, name, normalize("NFKC", name), reading, _PROPER_NOUN, False, parts[0].begin, parts[-1].end, units)


def _names_in(tokens: Sequence[Token], names: Collection[str]) -> dict[int, str]:
    """Where each name begins that stands in the tokens and is cut by none; of two that begin together the longer."""
    if not tokens or not names:
        return {}
    text, start = "".join(token.surface for token in tokens), tokens[0].begin
    ends = {token.end for token in tokens}
    found: dict[int, str] = {}
    for name in sorted((name for name in names if name in text), key=lambda name: (len(name), name)):
        found |= {t.begin: name for t in tokens if t.begin + len(name) in ends and text.startswith(name, t.begin - start)}
    return found


def _terms_of_run(run: list[Token]) -> Iterator[TermUse]:
    for token in run:
        if token.pos[0] == "名詞" and len(token.normalized_form) > 1 and token.normalized_form not in _stop_words():
            yield TermUse(token.normalized_form, token.surface)
    if 1 < len(run) <= _LONGEST_COMPOUND and run[0].pos[0] != "接尾辞" and run[-1].pos[0] != "接頭辞":
        compound = TermUse("".join(token.normalized_form for token in run), "".join(token.surface for token in run))
        if compound.norm not in _stop_words():
            yield compound


def _joins(token: Token) -> bool:
    first, second = token.pos[0], token.pos[1]
    if first == "名詞":
        return second in ("普通名詞", "固有名詞")
    return first == "接頭辞" or (first == "接尾辞" and second == "名詞的")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load("terms")["stop"])
