"""What counts the items of a list besides numbers: ア, イ; あ, い; a, b; i, ii; 一, 二; その１. A list has one of them, from its first on.

In comes the head of a line, out goes how much of it is a mark and which place it counts; the letters come from ``rules/form.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from pipeline import rules
from pipeline.rules import any_of

_SIGNS = [chr(c) for c in chain(range(0x2460, 0x2500), range(0x3200, 0x3300), range(0xFF21, 0xFF5B), range(0xFF66, 0xFF9E))]
"""letters in rings and brackets, and those of other widths"""
_WIDE = {narrow: narrow + 0xFEE0 for narrow in range(ord("!"), ord("~") + 1)}
"""letters and signs of ASCII by their wide form"""
_HIRAGANA = "ぁ-ん"
"""と、 and し、 at the head of a line end a word of the line before"""
_HIRAGANA_OF = {ord("ァ") + k: ord("ぁ") + k for k in range(ord("ん") - ord("ぁ") + 1)}
_LAST = re.compile(r"(?:\d+|[ア-コ])$")
"""what a word or a number before it does not count"""
_ENCLOSED = re.compile("[\u2460-\u24ff\u3200-\u32ff]")


class Lettered(NamedTuple):
    """The mark at the head of a text: its length in characters, the place it counts, from 1, and whether its form shows that it is one."""

    length: int
    place: int
    is_closed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """``counts_glued``: a letter in its turn is a mark before its text without a gap too."""

    letters: tuple[str, ...]
    pattern: re.Pattern[str]
    opening: re.Pattern[str]
    counts_glued: bool = False

    def read(self, text: str) -> Lettered | None:
        """What of this series a text begins with."""
        found = self.pattern.match(text)
        if found is None:
            return None
        return Lettered(found.end(), self.place(found[0]), found["bare"] is None)

    def place(self, mark: str) -> int:
        """The place that a mark counts; 0 where it is none of this series."""
        bare = unicodedata.normalize("NFKC", mark).strip("()<>[]【】.．、: ").lower()
        if self.letters:
            return self.letters.index(bare) + 1 if bare in self.letters else 0
        last = _LAST.search(bare)
        return 0 if last is None else int(last[0]) if last[0].isdecimal() else kana().place(last[0])


@cache
def all_series() -> tuple[Series, ...]:
    """The series that the rules list, ア, イ, … first; then words that stand before a number, and numbers of two parts (1-1, (1)-①)."""
    data = rules.load("form").table("marks")
    circled = data.one_character("circled")
    listed = [_series(tuple(letters.split()), counts_glued=n == 0) for n, letters in enumerate(data["series"])]
    return *listed, _worded(data["list_words"], circled), _of_two_parts(circled)


def letter_series() -> tuple[Series, ...]:
    """Those that count by letters."""
    return tuple(series for series in all_series() if series.letters)


def kana() -> Series:
    return all_series()[0]


def series_of_mark(mark: str) -> Series | None:
    """The series that a mark is of: where it may be of several, the one that begins with it."""
    found = [series for series in all_series() if series.pattern.fullmatch(mark) and series.place(mark)]
    return next((series for series in found if series.place(mark) == 1), next(iter(found), None))


@cache
def place_in_series(mark: str) -> tuple[str, int] | None:
    """The kind and place in its sequence of a mark that counts: ウ and (ウ) are 3; none for one of two parts, whose last may begin
    anew."""
    found = [(series, series.place(mark)) for series in all_series()[:-1] if series.pattern.fullmatch(mark)]
    return next(((series.letters[0] if series.letters else "word", place) for series, place in found if place), None)


def are_in_turn(marks: Sequence[str]) -> bool:
    """Whether marks count a list from its first item on by letters of one series, in hiragana or katakana: イ, ロ, ハ are い, ろ, は. One
    alone counts nothing."""
    told = [mark.translate(_HIRAGANA_OF) for mark in marks]
    return len(told) > 1 and any([series.place(mark) for mark in told] == [*range(1, len(told) + 1)] for series in letter_series())


def _series(letters: tuple[str, ...], *, counts_glued: bool) -> Series:
    spellings = {letter: {letter, letter.upper(), *(_wide(one) for one in (letter, letter.upper()))} for letter in letters}
    enclosed = []
    for sign in _SIGNS:
        letter = unicodedata.normalize("NFKC", sign).strip("()").lower()
        if letter in spellings and _ENCLOSED.fullmatch(sign):
            enclosed.append(sign)
        elif letter in spellings:
            spellings[letter].add(sign)
    one = any_of(chain.from_iterable(spellings.values()))
    ringed = f"|{any_of(enclosed)}[.．、:：]?" if enclosed else ""
    return Series(letters, _pattern(one, ringed), re.compile(f"[（(]|{one}{ringed}"), counts_glued)


def _worded(words: Sequence[str], circled: str) -> Series:
    """Words with a number or kana behind them."""
    word = any_of(words)
    one = f"{word}[.．]?(?:[0-9０-９]{{1,2}}|[ア-コ])"
    return Series((), _pattern(one, f"|{word}{circled}[.．、:：]?"), re.compile(f"[（(【]|{any_of({w[0] for w in words})}"))


def _of_two_parts(circled: str) -> Series:
    digits = "[0-9０-９]{1,2}"
    head = f"(?:{digits}|{circled}|[（(]{digits}[）)])[-－‐–―ー−]"
    return Series(
        (), _pattern(f"{head}(?:{digits}|[ア-コ])", f"|{head}(?:{circled}|[（(]{digits}[）)])"), re.compile(f"[0-9０-９（(]|{circled}")
    )


def _pattern(one: str, ringed: str) -> re.Pattern[str]:
    comma = f"(?<![{_HIRAGANA}])、(?!{one})"
    closed = f"[（(【]{one}[）)】][.．、:：]?|{one}(?:[）)][.．、:：]?|[.．:：](?![0-9０-９A-Za-zＡ-Ｚ])|{comma}){ringed}"
    return re.compile(f"{closed}|(?P<bare>{one}[.．:：]?)")


def _wide(text: str) -> str:
    return text.translate(_WIDE)
