"""The viewpoints that a statement names by their marks: 「エ」に当たる, 視点ウ, （視点ア～ウ）, ….

A text and the marks of the project's viewpoints go in; out come the numbers of those that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import normalize

# After a mark in brackets, what makes it the name of a viewpoint and no other quotation.
_REFERS = r"(?:の?視点|に当た|にあた|に該当|に相当|に関|に係|に対応|に沿|について|につき|として|の項|の取組)"
_OPEN, _CLOSE = r"[「『(\[〈【]", r"[」』)\]〉】]"
_AND = r"(?:[、,・]|及び|および|並びに|ならびに|と|や)"
_TO = r"[~〜～\-ー–]"


@lru_cache(maxsize=4096)
def named_viewpoints(text: str, marks: tuple[str, ...]) -> tuple[int, ...]:
    """The places, from 0, of the marks that the text names as viewpoints, in its order."""
    places = _places_of(marks)
    pattern = _pattern(tuple(sorted(places, key=len, reverse=True)))
    if pattern is None or not text:
        return ()
    folded = normalize("NFKC", text)
    found = [place for match in pattern.finditer(folded) for place in _places(match[0], places)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _places_of(marks: tuple[str, ...]) -> Mapping[str, int]:
    """Each mark without its brackets, with its first place."""
    return {mark: place for place, mark in reversed(list(enumerate(map(_bare, marks)))) if mark}


def _places(named: str, places: Mapping[str, int]) -> Iterator[int]:
    last: int | None = None
    for between, mark in re.findall(f"({_TO}?)[「『(\\[〈【]?({'|'.join(map(re.escape, sorted(places, key=len, reverse=True)))})", named):
        here = places[mark]
        yield from range(last + 1, here) if between and last is not None and last < here else ()
        yield here
        last = here


@lru_cache(maxsize=64)
def _pattern(marks: tuple[str, ...]) -> re.Pattern[str] | None:
    if not marks:
        return None
    # ア is no mark in アンケート, nor 1 in 12.
    one = rf"(?:{'|'.join(map(re.escape, marks))})(?![ァ-ヶ0-9])"
    several = rf"{_OPEN}?{one}{_CLOSE}?(?:(?:{_AND}|{_TO}|(?<={_CLOSE})(?={_OPEN}))(?:視点)?{_OPEN}?{one}{_CLOSE}?)*"
    bracketed = rf"{_OPEN}{one}(?:(?:{_AND}|{_TO}){one})*{_CLOSE}(?:{_AND}?{_OPEN}{one}{_CLOSE})*"
    # At the end of a sentence a number in brackets may be a footnote's.
    letter = rf"(?:{'|'.join(mark for mark in marks if not mark.isdigit()) or '(?!)'})"
    last = rf"{_OPEN}{letter}(?:{_AND}{letter})*{_CLOSE}。?$"
    return re.compile(rf"視点の?{several}|{bracketed}{_REFERS}|(?<![ァ-ヶー0-9]){one}の視点|{last}")


def _bare(mark: str) -> str:
    return re.sub(r"[^0-9A-Za-zぁ-んァ-ヶ一-鿿]", "", normalize("NFKC", mark))
