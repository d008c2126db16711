"""What a text is about: the themes of ``rules/themes.toml``, each known by any of its words.

A text goes in as it is printed, out come the themes that it has with the words that show them. Words are looked for as parts of
the text, so that no tokenizer is needed; full and half width are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from pipeline.rules import load

_START = 2
"""letters by which words are looked up"""


@dataclass(frozen=True, slots=True)
class Theme:
    """``words`` show the theme, except as a part of those in ``without``; all in NFKC."""

    id: str
    name: str
    words: tuple[str, ...]
    without: tuple[str, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """The themes in the order of the rules; ValueError where two have one id or one has no words."""
    found = tuple(
        Theme(rule["id"], rule["name"], tuple(map(_norm, rule["words"])), tuple(map(_norm, rule.get("without", ()))))
        for rule in load("themes")["theme"]
    )
    ids = [theme.id for theme in found]
    if len(set(ids)) != len(ids) or not all(theme.words for theme in found):
        raise ValueError(f"themes.toml: an id occurs twice or a theme has no words: {sorted({i for i in ids if ids.count(i) > 1})}")
    return found


@lru_cache(maxsize=4096)
def themes_in(text: str) -> dict[str, tuple[str, ...]]:
    """The ids of the themes that the text has, each with the words that show it, in the order of the text."""
    folded = _norm(text)
    found: dict[str, dict[str, None]] = {}
    for word in _words_in(folded):
        for theme in _themes_by_word()[word]:
            if not theme.without or word in _without(folded, theme.without):
                found.setdefault(theme.id, {})[word] = None
    return {theme: tuple(words) for theme, words in found.items()}


def theme_names(text: str) -> list[str]:
    """The names of the themes that the text has, in the order of the rules."""
    found = themes_in(text)
    return [theme.name for theme in themes() if theme.id in found]


def _words_in(text: str) -> dict[str, None]:
    """The words of any theme that the text has."""
    by_start = _words_by_start()
    found: dict[str, None] = {}
    for at in range(len(text)):
        for start in (text[at], text[at : at + _START]):
            for word in by_start.get(start, ()):
                if text.startswith(word, at):
                    found[word] = None
    return found


@cache
def _words_by_start() -> dict[str, tuple[str, ...]]:
    """The words of all themes by their first letters, so that a text is looked through once and not word by word."""
    found: dict[str, tuple[str, ...]] = {}
    for word in _themes_by_word():
        found[word[:_START]] = (*found.get(word[:_START], ()), word)
    return found


@cache
def _themes_by_word() -> dict[str, tuple[Theme, ...]]:
    found: dict[str, tuple[Theme, ...]] = {}
    for theme in themes():
        for word in theme.words:
            found[word] = (*found.get(word, ()), theme)
    return found


def _without(text: str, others: tuple[str, ...]) -> str:
    for other in others:
        text = text.replace(other, "\n")
    return text


def _norm(text: str) -> str:
    return normalize("NFKC", text)
