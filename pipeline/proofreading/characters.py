"""Characters that look like another: 力 for カ, 一 for ー, へ for ヘ, O for 0.

In comes a passage, out come the findings. A kana or kanji is a slip only where the word with its look-alike is one of the dictionary
and the word as printed is none: サポート力 stays, おやこ力フェ does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline import rules
from pipeline.narrative.tokens import tokens_of
from pipeline.proofreading.model import Passage, Slip
from pipeline.proofreading.wording import words
from pipeline.rules import load

_RULE = "lookalike"
_LIKE = load("lookalikes")
_TO_KANJI = dict(_LIKE["kanji"])
_TO_KATAKANA = {other: kana for kana, other in (*_LIKE["kanji"], *_LIKE["hiragana"])} | dict.fromkeys(
    _LIKE["dashes"] + _LIKE["hyphens"], "ー"
)
_DIGITS_BY_LETTER = {letter: digit for digit, letters in _LIKE["letters"].items() for letter in letters}
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_DIGIT_OF = _DIGITS_BY_LETTER | {letter.translate(_WIDE): digit.translate(_WIDE) for letter, digit in _DIGITS_BY_LETTER.items()}
_KATAKANA = "ァ-ヴー"
_NOT_KATAKANA = re.escape("".join(_TO_KATAKANA))
_AMID = re.compile(rf"(?<=[{_KATAKANA}])[{_NOT_KATAKANA}]|[{_NOT_KATAKANA}](?=[{_KATAKANA}])")
_AMONG_KANJI = re.compile(
    rf"(?<=[一-龥])[{''.join(_TO_KANJI)}](?![{_KATAKANA}])|(?<![{_KATAKANA}])[{''.join(_TO_KANJI)}](?=[一-龥])(?![月年国所条])"
)
_NUMERAL = re.compile("一" + rules.any_of(words("counters")))
_RUN = re.compile(rf"[{_KATAKANA}]+")
_KANJI = re.compile(r"[一-龥]+")
_PARTICLE = re.compile(rf"(?<=[一-龥ぁ-ん」）)])ヘ(?=[一-龥ぁ-ん])(?![{_KATAKANA}])")
_DIGITS = re.compile(
    rf"(?<![A-Za-zＡ-Ｚａ-ｚ\d０-９])[0-9０-９][0-9０-９,，]*(?P<letter>[{''.join(_DIGIT_OF)}])[0-9０-９,，]*(?![A-Za-zＡ-Ｚａ-ｚ])"
)
_LITRE = re.compile(r"[lｌ](?![0-9０-９か%％一-龥])|[lｌ](?=入|の)")
_LETTERS = re.compile(r"(?<=[A-ZＡ-Ｚ]{2})[0０](?=[A-ZＡ-Ｚ])|(?<![A-Za-zＡ-Ｚａ-ｚ])(?<=[NＮ])[0０](?=[.．][0-9０-９])")
_SHORTEST = 2
"""characters of a word that tells: a single kana is one by chance"""


def lookalikes_in(passage: Passage) -> Iterator[Slip]:
    """The look-alikes of a passage, in order of their kinds."""
    kana = list(_kana(passage.text))
    beside = {at + step for at, _ in kana for step in (-1, 1)}  # what stands beside a slip was judged by it
    for at, right in (*kana, *(found for found in _kanji(passage.text) if found[0] not in beside), *_figures(passage.text)):
        yield passage.marked(_RULE, at, at + 1, found=passage.text[at], right=right)


def _kana(text: str) -> Iterator[tuple[int, str]]:
    for found in _AMID.finditer(text):
        at, right = found.start(), _TO_KATAKANA[found[0]]
        if not _NUMERAL.match(text, at) and _mends(text, at, right, _RUN):
            yield at, right
    for found in _PARTICLE.finditer(text):
        yield found.start(), "へ"


def _kanji(text: str) -> Iterator[tuple[int, str]]:
    for found in _AMONG_KANJI.finditer(text):
        at, right = found.start(), _TO_KANJI[found[0]]
        if _mends(text, at, right, _KANJI):
            yield at, right


def _mends(text: str, at: int, right: str, script: re.Pattern[str]) -> bool:
    """Whether the look-alike makes a word of the dictionary with what stands around it, where as printed there is none."""
    mended = text[:at] + right + text[at + 1 :]
    run = next((run for run in script.finditer(mended) if run.start() <= at < run.end()), None)
    if run is None or run.end() - run.start() < _SHORTEST:
        return False
    return bool(_word_over(run[0], at - run.start())) and not _is_word_at(text, at)


@lru_cache(maxsize=4096)
def _word_over(run: str, at: int) -> str:
    """The word of the dictionary of at least two characters that covers a place of a run of one script; empty where none does."""
    for token in tokens_of(run):
        if token.begin <= at < token.end and token.end - token.begin >= _SHORTEST and not token.is_oov:
            return token.surface
    return ""


def _is_word_at(text: str, at: int) -> bool:
    """Whether the character as printed is part of a longer word of the dictionary: 口コミ, 一人."""
    token = next(token for token in tokens_of(text) if token.begin <= at < token.end)
    return token.end - token.begin >= _SHORTEST and not token.is_oov


def _figures(text: str) -> Iterator[tuple[int, str]]:
    for found in _DIGITS.finditer(text):
        if not _LITRE.match(text, found.start("letter")):
            yield found.start("letter"), _DIGIT_OF[found["letter"]]
    for found in _LETTERS.finditer(text):
        yield found.start(), "O" if found[0] == "0" else "Ｏ"
