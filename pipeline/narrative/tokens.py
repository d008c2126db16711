"""The morphemes of a printed text, with their places in it.

A text goes in as it is printed (full and half width, old and new forms); the offsets of what comes out index that text.
Mode C keeps a term such as 地域子育て支援拠点 whole, its shortest units (mode A) stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from sudachipy import SplitMode

from pipeline.narrative.dictionary import dictionary_version, tokenizer
from pipeline.narrative.model import Pos, Token

__all__ = ["dictionary_version", "tokens_of"]

# The tokenizer takes 49,149 bytes a call, counted on the text and again after its own NFKC.
_LIMIT_BYTES = 48_000
_ALWAYS_SHORT = 1_400  # code points: NFKC makes at most 33 bytes of one
_SENTENCE_ENDS = "。\n！？!?"
_KEPT_WORDS = 100_000
_UNKNOWN = 0xF0000000  # ids from here on are of words that no dictionary holds

_Word = tuple[tuple[str, str, str, str, Pos, bool], tuple[str, ...]]
_words: dict[tuple[str, int, str], _Word] = {}


@lru_cache(maxsize=1024)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The morphemes of ``text`` in reading order; every code point belongs to exactly one."""
    cut = tokenizer()
    found: list[Token] = []
    start = begin = 0
    for part in _parts_of(text):
        for morpheme in cut.tokenize(part):
            end = start + morpheme.end()
            if end == begin:
                # One sign that NFKC makes several words of (㍿): the first of them has it whole.
                continue
            surface = text[begin:end]
            # The id of an unknown word holds its part of speech, so the pair decides all that is kept.
            # A numeral joined from its digits is read as its neighbours want: 17 is イチシチ here, イチナナ there.
            word_id = morpheme.word_id()
            key = (surface, word_id, morpheme.reading_form() if word_id >= _UNKNOWN else "")
            word = _words.get(key)
            if word is None:
                if len(_words) >= _KEPT_WORDS:
                    _words.clear()
                units = tuple(unit.surface() for unit in morpheme.split(SplitMode.A) if unit.surface()) or (surface,)
                pos: Pos = morpheme.part_of_speech()
                head = (
                    surface,
                    morpheme.dictionary_form(),
                    morpheme.normalized_form(),
                    morpheme.reading_form(),
                    pos,
                    # A number is no word that a dictionary could lack.
                    morpheme.is_oov() and pos[1] != "数詞",
                )
                word = _words[key] = (head, units)
            head, units = word
            found.append(Token(len(found) + 1, *head, begin, end, units, "C"))
            begin = end
        start = begin = start + len(part)
    return tuple(found)


def _parts_of(text: str) -> Iterator[str]:
    """The text in stretches that the tokenizer takes, cut after a sentence where there is one."""
    while not _fits(text):
        size = _largest_fitting(text)
        cut = max((text.rfind(mark, 0, size) for mark in _SENTENCE_ENDS), default=-1) + 1 or size
        yield text[:cut]
        text = text[cut:]
    yield text


def _fits(text: str) -> bool:
    if len(text) <= _ALWAYS_SHORT:
        return True
    return max(len(text.encode()), len(normalize("NFKC", text).encode())) <= _LIMIT_BYTES


def _largest_fitting(text: str) -> int:
    low, high = _ALWAYS_SHORT, min(len(text), _LIMIT_BYTES)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _fits(text[:middle]) else (low, middle)
    return low
