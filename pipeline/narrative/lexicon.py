"""The ideas that 振り返りの視点 ask about, as ``rules/viewpoints.toml`` lists them.

A concept recognises itself in two kinds of text: in a viewpoint (or a goal), by how such a question is put, and in a
statement, by the words that answer it. Spelling variants are folded first, in the texts as in the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from unicodedata import normalize

from pipeline.rules import load


@dataclass(frozen=True, slots=True)
class Examples:
    """What the rule must and must not match; a test runs them."""

    statements: tuple[str, ...]
    not_statements: tuple[str, ...]
    viewpoints: tuple[str, ...]
    not_viewpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """One idea. ``origin`` are the project codes whose texts it was written from; a ``broad`` one stands in for lack of a nearer one.

    ``like`` are other ways to ask the same, to which an unknown viewpoint is likened.
    """

    id: str
    name: str
    origin: frozenset[str]
    viewpoint: re.Pattern[str]
    viewpoint_not: re.Pattern[str] | None
    words: re.Pattern[str]
    hints: re.Pattern[str] | None
    against: re.Pattern[str] | None
    broad: bool
    like: tuple[str, ...]
    examples: Examples

    def asked_in(self, folded: str) -> bool:
        """Whether a viewpoint or goal (folded) asks about this idea."""
        return self.viewpoint.search(folded) is not None and not (self.viewpoint_not and self.viewpoint_not.search(folded))


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All concepts, in the order of the file, and the folding of spelling variants."""

    concepts: tuple[Concept, ...]
    folds: tuple[tuple[re.Pattern[str], str], ...]
    foldable: re.Pattern[str]

    def fold(self, text: str) -> str:
        folded = normalize("NFKC", text)
        if self.foldable.search(folded) is None:
            return folded
        for pattern, to in self.folds:
            folded = pattern.sub(to, folded)
        return folded

    def without_origin(self, project_code: str) -> Lexicon:
        """The lexicon less every concept that was written from this project alone."""
        return replace(self, concepts=tuple(c for c in self.concepts if c.origin - {project_code}))


@cache
def lexicon() -> Lexicon:
    """The lexicon of ``rules/viewpoints.toml``; ValueError names an entry that is malformed."""
    return lexicon_of(load("viewpoints"))


def lexicon_of(rules: Mapping[str, Any]) -> Lexicon:
    """The lexicon that a parsed rules file declares."""
    folds = tuple((re.compile(rule["from"]), rule["to"]) for rule in rules.get("fold", ()))
    concepts = tuple(_concept_of(rule) for rule in rules.get("concept", ()))
    ids = [concept.id for concept in concepts]
    if len(ids) != len(set(ids)):
        raise ValueError(f"viewpoints.toml: an id occurs twice: {sorted(i for i in set(ids) if ids.count(i) > 1)}")
    return Lexicon(concepts, folds, re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in folds) or "(?!)"))


_KEYS = {"id", "name", "origin", "viewpoint", "viewpoint_not", "words", "hints", "against", "broad", "like", "examples"}
_EXAMPLE_KEYS = {"for", "against", "viewpoints", "not_viewpoints"}


def _concept_of(rule: Mapping[str, Any]) -> Concept:
    examples: Mapping[str, Any] = rule.get("examples", {})
    unknown = (set(rule) - _KEYS) | (set(examples) - _EXAMPLE_KEYS)
    missing = {"id", "name", "origin", "viewpoint", "words"} - set(rule)
    if unknown or missing:
        raise ValueError(f"viewpoints.toml: {rule.get('id', '?')}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    if not rule["origin"]:
        raise ValueError(f"viewpoints.toml: {rule['id']}: no origin")
    try:
        return Concept(
            id=rule["id"],
            name=rule["name"],
            origin=frozenset(rule["origin"]),
            viewpoint=_any_of(rule["viewpoint"]),
            viewpoint_not=_any_of(rule["viewpoint_not"]) if rule.get("viewpoint_not") else None,
            words=_any_of(rule["words"]),
            hints=_any_of(rule["hints"]) if rule.get("hints") else None,
            against=_any_of(rule["against"]) if rule.get("against") else None,
            broad=bool(rule.get("broad", False)),
            like=tuple(rule.get("like", ())),
            examples=Examples(
                statements=tuple(examples.get("for", ())),
                not_statements=tuple(examples.get("against", ())),
                viewpoints=tuple(examples.get("viewpoints", ())),
                not_viewpoints=tuple(examples.get("not_viewpoints", ())),
            ),
        )
    except re.error as error:
        raise ValueError(f"viewpoints.toml: {rule['id']}: {error}") from error


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    made = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    if made.groups:
        raise re.error("write (?:…) in place of (…)")
    return made
