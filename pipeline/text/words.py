"""Whether letters are a word of Japanese, or lie inside one, by Sudachi's core dictionary.

In a picture リ of リフレッシュ and り of よりスムーズ look alike; a line that ends with 構 goes on with 築. Loaded with the first question,
which takes a third of a second; no user dictionary is asked.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import Any

_NAME = "人名"
"""the part of speech of persons' names, which are short and begin almost anything"""


@cache
def longest_word(text: str) -> int:
    """How many characters the longest word has with which a text begins; 0 where it begins with none."""
    return next((end for end in range(len(text), 0, -1) if _is_word(text[:end])), 0)


def _is_word(text: str) -> bool:
    return any(_NAME not in word.part_of_speech() for word in _dictionary().lookup(text))


def is_within_word(before: str, after: str) -> bool:
    """Whether the place where two texts meet lies inside a word of both together, of the shortest that there are."""
    ends = accumulate(len(word.surface()) for word in _tokenizer().tokenize(before + after))
    return len(before) not in ends


@cache
def _tokenizer() -> Any:
    from sudachipy import SplitMode

    return _dictionary().tokenizer(mode=SplitMode.A)


@cache
def _dictionary() -> Any:
    from sudachipy import Config, Dictionary

    return Dictionary(config=Config(system="core"))
