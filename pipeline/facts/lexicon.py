"""The words of ``rules/facts.toml``, compiled once into the forms in which the readers of periods, numbers and headers use them.

Words are compared after NFKC and without white space; ``squeeze`` gives that form, ``fold`` a form of equal length in which
positions still index the printed text. The width conversion is the standard library's: the kana converters (jaconv,
mojimoji) add nothing to it here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, get_args

from pipeline import rules
from pipeline.facts.model import Role
from pipeline.rules import any_of
from pipeline.text import folds

_RULES: Mapping[str, Any] = rules.load("facts")

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= str.maketrans("　〜∼〔〕［］｛｝⇒➡⇨➝➔⟶⟹▶►→", " ~~()[]()→→→→→→→→→→")


squeeze = lru_cache(maxsize=8192)(folds.squeeze)
"""The words of tables come again and again, those of documents do not: what is kept is of facts alone."""


def fold(text: str) -> str:
    """``text`` with full-width ASCII, wave dashes, brackets and arrows made one kind; the length stays the same."""
    return text.translate(_FOLD)


def _matcher(rule: Mapping[str, Any]) -> Callable[[str], bool]:
    parts = []
    if "is" in rule:
        parts.append(any_of(rule["is"]) + r"\Z")
    if "begins" in rule:
        parts.append(any_of(rule["begins"]))
    if "ends" in rule:
        parts.append(".*" + any_of(rule["ends"]) + r"(?:\([^()]*\))?\Z")
    if "contains" in rule:
        parts.append(".*" + any_of(rule["contains"]))
    pattern = re.compile("|".join(parts), re.DOTALL)
    but = re.compile(any_of(rule["but"])) if "but" in rule else None

    @lru_cache(maxsize=4096)
    def matches(label: str) -> bool:
        word = squeeze(label)
        return bool(pattern.match(word)) and not (but and but.search(word))

    return matches


@cache
def word_rule(name: str) -> Callable[[str], bool]:
    """A test of labels against the word rule ``name`` of the rules file: ``word_rule("corner")("区分")``."""
    return _matcher(_RULES[name])


def _role_rules() -> tuple[tuple[Role, Callable[[str], bool]], ...]:
    known = {role: role for role in get_args(Role)}
    return tuple((known[rule["role"]], _matcher(rule)) for rule in _RULES["roles"])


_ROLE_RULES = _role_rules()


@lru_cache(maxsize=4096)
def roles_of(label: str) -> frozenset[Role]:
    """Every role that the words of one label name."""
    return frozenset(role for role, matches in _ROLE_RULES if matches(label))


ROLE_ORDER: tuple[Role, ...] = tuple(role for role, _ in _ROLE_RULES)


def section(name: str) -> Mapping[str, Any]:
    """A section of the rules file as it stands there."""
    found: Mapping[str, Any] = _RULES[name]
    return found
