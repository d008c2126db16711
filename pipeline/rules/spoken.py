"""What the commands say of wrong usage and in their help, in the reader's language: the English sentence stands where it is said, its
Japanese in ``usage.toml`` under the English one.

In goes a sentence with holes and its values, out comes a text. A sentence that ``usage.toml`` lacks is said in English; a test names it.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.rules import load
from pipeline.rules.defects import Language


@dataclass(frozen=True)
class Sentence:
    """An English sentence with ``{holes}`` and what fills them: texts, numbers, paths, errors, or other sentences."""

    english: str
    values: Mapping[str, object]

    def said(self, language: Language) -> str:
        """The sentence in that language."""
        filled = {name: value if isinstance(value, int | float) else _said(value, language) for name, value in self.values.items()}
        return translated(self.english, language).format(**filled)


@dataclass(frozen=True)
class Words:
    """What is said in both languages where it is written down, such as what is expected of a table."""

    english: str
    japanese: str

    def said(self, language: Language) -> str:
        return self.japanese if language == "ja" else self.english


def sentence(english: str, /, **values: object) -> Sentence:
    """A sentence to be said later, when the language is known."""
    return Sentence(english, values)


@dataclass(frozen=True)
class Joined:
    """Sentences one after the other."""

    sentences: tuple[Sentence, ...]

    def said(self, language: Language) -> str:
        return "; ".join(one.said(language) for one in self.sentences)


class SpokenError(Exception):
    """An error whose message is a sentence; as text it is English."""

    def __init__(self, english: str, /, **values: object) -> None:
        super().__init__(english)
        self.sentence = Sentence(english, values)

    def said(self, language: Language) -> str:
        """The message in that language."""
        return self.sentence.said(language)

    def __str__(self) -> str:
        return self.said("en")


@cache
def _japanese() -> Mapping[str, str]:
    return {english: japanese for part in load("usage").values() for english, japanese in part.items()}


def translated(english: str, language: Language) -> str:
    """A sentence, holes and all; the English one where there is no other."""
    return _japanese().get(english, english) if language == "ja" else english


def system_reason(error: OSError, language: Language) -> str:
    """What the system says of a file, without the file's name."""
    english = error.strerror or str(error) or type(error).__name__
    name = errno.errorcode.get(error.errno or 0, "")
    return str(load("usage")["system"].get(name, english)) if language == "ja" else english


def _said(value: object, language: Language) -> str:
    if isinstance(value, Sentence | Words | Joined | SpokenError):
        return value.said(language)
    return system_reason(value, language) if isinstance(value, OSError) else str(value)
