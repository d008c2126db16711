"""One name in two spellings: はじめまてしひろば beside はじめましてひろば.

In comes the text of a sheet, out come the findings: a name in brackets that is another one but for one kana too many or too few, two
characters that changed places, a mark or the size of a kana. What tells two things apart (a number, 北 and 南, パパ and ママ) is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from pipeline import rules
from pipeline.narrative.tokens import tokens_of
from pipeline.proofreading.model import Passage, Slip
from pipeline.proofreading.wording import words
from pipeline.text.folds import are_turned, skeleton, squeeze

_QUOTED = re.compile(r"[「『](?P<name>[^「」『』。\n]{4,24})[」』]")
_UTTERED = re.compile(rules.any_of(words("uttered")) + r"[!！。]?\Z")
_TELLING = re.compile(rf"[0-9０-９{''.join(words('telling'))}]")
_KANJI = re.compile("[一-龥]")
_LEAST_WORD = 2
"""characters of the words that a kanji can stand between"""
_SHORTEST = 5
"""characters: shorter names are like each other by chance"""
_LONGEST = 24
"""characters: a longer text in a cell is no name"""
_MOST_NAMES = 400
"""of a sheet; with more every pair would take long, and none is looked at"""


def spellings_of(passages: Sequence[Passage], cells: Sequence[str]) -> Iterator[Slip]:
    """A finding where a name stands in its rarer spelling; ``cells`` are the texts of the tables, which may have the other."""
    places = [(found["name"].strip(), passage, found.start("name")) for passage in passages for found in _QUOTED.finditer(passage.text)]
    quoted = dict.fromkeys(name for name, *_ in places)
    names = dict.fromkeys([*quoted, *(cell for cell in cells if _SHORTEST <= len(cell) <= _LONGEST)])
    whole = "\n".join([*(passage.text for passage in passages), *cells])
    pairs = combinations(names, 2) if len(names) <= _MOST_NAMES else ()
    for one, other in pairs:
        if (one in quoted or other in quoted) and _is_slip(squeeze(one), squeeze(other)):
            shown, right = _rarer(one, other, quoted, whole)
            passage, begin = next((passage, begin) for name, passage, begin in places if name == shown)
            yield passage.marked("name-spelling", begin, begin + len(shown), shown=shown, other=right)


def _rarer(one: str, other: str, quoted: Collection[str], whole: str) -> tuple[str, str]:
    """The name that stands more rarely in a text, of those that stand in brackets, and the other one."""
    first = (_count(whole, one, other), one in quoted) <= (_count(whole, other, one), other in quoted)
    rare, usual = (one, other) if first else (other, one)
    return (rare, usual) if rare in quoted else (usual, rare)


def _count(text: str, name: str, other: str) -> int:
    """How often a name stands in a text, but within the other."""
    return text.count(name) - (text.count(other) if name in other else 0)


def _is_slip(one: str, other: str) -> bool:
    """Whether two names are one; two things that people say are that only where characters changed places."""
    if _UTTERED.search(one) and _UTTERED.search(other):
        return len(one) == len(other) and are_turned(one, other)
    return is_respelt(one, other)


def is_respelt(one: str, other: str) -> bool:
    """Whether two names are one with a slip of the hand."""
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    if len(long) == len(short):
        return len(long) >= _SHORTEST and (are_turned(short, long) or _is_remarked(short, long))
    return len(long) == len(short) + 1 and len(long) >= _SHORTEST and _lacks_one(short, long)


def _lacks_one(short: str, long: str) -> bool:
    """Whether a name is the longer one without one character that makes no other name of it."""
    at = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    gone = long[at]
    inside = 0 < at < len(long) - 1 or gone in "ー・"
    return inside and short[at:] == long[at + 1 :] and not _TELLING.match(gone) and not _is_morpheme(short, long, at)


def _is_morpheme(short: str, long: str, at: int) -> bool:
    """Whether the kanji that one name has more stands between whole words, which makes another name: 支援者会場 is not 支援会場."""
    around = [token for token in tokens_of(short) if at in (token.begin, token.end)]
    are_words = all(token.end - token.begin >= _LEAST_WORD and not token.is_oov for token in around)
    return len(around) == 2 and are_words and _KANJI.match(long, at) is not None


def _is_remarked(one: str, other: str) -> bool:
    """Whether one kana of a name has another mark or size; two that have make another word: ハイハイ and バイバイ."""
    return skeleton(one) == skeleton(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
