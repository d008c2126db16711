"""The words of ``rules/prose.toml``, compiled once; compared in NFKC without white space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pipeline import rules
from pipeline.facts import lexicon


@cache
def content() -> Mapping[str, Any]:
    """The rules file as it stands."""
    return rules.load("prose")


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words."""
    return re.compile(rules.any_of([lexicon.squeeze(word) for word in words]))
