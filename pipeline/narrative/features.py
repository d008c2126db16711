"""What speaks in a statement: its themes, its words, what it stands under and where, each with the printed words that show it.

The names of the features are those of the column ``feature`` in ``rules/viewpoint_weights.csv``: ``theme:`` and ``word:`` of the
statement, ``heading-theme:`` and ``heading:`` of what it stands under, ``goal:`` and ``section:``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.narrative.themes import themes_in
from pipeline.narrative.tokens import tokens_of
from pipeline.sheet.model import Statement


class Feature(NamedTuple):
    """``value`` is 1, or the share of one of several goals; ``words`` are printed words."""

    value: float
    words: tuple[str, ...]


def features_of(statement: Statement, goal_codes: Mapping[int, str]) -> dict[str, Feature]:
    """The statement's features; ``goal_codes`` has the city's code ("ibasho.g3") for each goal of the project that is known."""
    found = {name: Feature(1.0, words) for name, words in text_features(statement.text.text).items()}
    for heading in dict.fromkeys(filter(None, (statement.heading, statement.subheading))):
        for name, words in text_features(heading).items():
            kind, _, value = name.partition(":")
            found[f"heading-theme:{value}" if kind == "theme" else f"heading:{value}"] = Feature(1.0, words)
    codes = [goal_codes[no] for no in statement.goal_nos if no in goal_codes]
    for code in codes:
        found[f"goal:{code.rpartition('.')[2]}"] = Feature(1 / len(codes), ())
    found[f"section:{statement.section}"] = Feature(1.0, ())
    return found


@lru_cache(maxsize=4096)
def text_features(text: str) -> dict[str, tuple[str, ...]]:
    """The themes and words of a text, each with the printed words that show it."""
    found = {f"theme:{theme}": words for theme, words in themes_in(text).items()}
    for word, surface in content_words(text):
        found[f"word:{word}"] = (surface,)
    return found


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[tuple[str, str], ...]:
    """The words that carry meaning, normalised, each with its first spelling: nouns in their shortest units, verbs, adjectives;
    no numbers, no する."""
    words: dict[str, str] = {}
    for normal, surface in _content_words(text):
        words.setdefault(normal, surface)
    return tuple(words.items())


def _content_words(text: str) -> Iterable[tuple[str, str]]:
    for token in tokens_of(text):
        first, second = token.pos[0], token.pos[1]
        if first == "名詞" and second != "数詞":
            yield from zip(token.units, token.units, strict=True) if len(token.units) > 1 else ((token.normalized_form, token.surface),)
        elif first in ("動詞", "形容詞", "形状詞") and second not in ("非自立可能", "助動詞語幹"):
            yield token.normalized_form, token.surface
