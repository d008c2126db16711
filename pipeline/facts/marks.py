"""Footnote marks on numbers and labels: ①, ※1, *, †, 注, (注2), raised digits. They refer to a note and are no part of what is said.

In comes a printed text; out goes the text without its marks. Marks go before anything is folded to a compatible form, for
NFKC makes digits of ② and ²; whatever else would become a digit that way is no spelling of a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴⓵-⓾➀-➓"
_SUPERSCRIPT = re.compile(r"(?<![mM])[¹²³⁰⁴-⁹⁽⁾]+(?![,，]?\d)")
_NUMBER = r"\d{1,2}(?!\d)"
"""of a footnote: no sheet has a hundred of them; 345 behind a sign is the rest of a number"""
_NUMBERS = rf"{_NUMBER}(?:\s*[,、]\s*{_NUMBER})*(?![,，、]\d)"
_FOOTNOTE = re.compile(
    rf"(?:(?<!\s)\s+)?(?:[(（]\s*(?:[※＊*]\s*(?:{_NUMBERS}\s*)?|注\s*(?:{_NUMBER}\s*)?)[)）]|[※＊]\s*{_NUMBERS}(?![月日年時回件人組名か.])|[※＊]++(?=\s*(?:\Z|[\s(（\[【)）]))|\*{_NUMBERS}|注{_NUMBERS}[)）]?)\s*"
)
_LEADING = re.compile(rf"^\s*[{_CIRCLED}]\s*")
_AT_END = re.compile(rf"(?:(?<!\s)\s+)?(?:[{_CIRCLED}㊟†‡*＊※]++|(?<=[\w\s])注)(?:(?=[(（])|\s*\Z)")
_RAISED_MARKS = frozenset("0123456789０１２３４５６７８９*＊†‡※注()（）[]［］,，、.-～~ab")
_EXPONENT = re.compile(r"[mMｍ]")
_MOST_KINDS_OF_MARKS = 3
"""one behind the other: 12※1①*"""
_LEFT = frozenset("㊟†‡*＊")
_POWER = re.compile(r"(?<=[mM])[²³]")


def without_footnotes(text: str) -> str:
    """``text`` without ※1, (注2), *1 and raised numbers."""
    return _FOOTNOTE.sub(lambda m: " " if m.start() and m.end() < len(text) else "", _SUPERSCRIPT.sub("", text))


def _without_own(text: str) -> str:
    """``text`` without the footnote marks behind its numbers: ※12 before a number, or amid one, is no mark of it."""

    def kept(mark: re.Match[str]) -> str:
        follows = text[mark.end() : mark.end() + 1]
        apart = mark[0][-1].isspace() and not follows.isdigit()
        if not mark.start() or (not apart and follows not in "(（"):
            return mark[0]
        return " " if follows else ""

    return _FOOTNOTE.sub(kept, text)


def without_raised(text: str, raised: Collection[int]) -> str:
    """``text`` without the raised glyphs at the positions given that are a footnote's; the 2 of a raised m2 stays."""
    kept = []
    for at, char in enumerate(text):
        exponent = bool(_EXPONENT.fullmatch(text[max(at - 1, 0) : at])) and char in "23"
        if at not in raised or char not in _RAISED_MARKS or exponent:
            kept.append(char)
    return "".join(kept).rstrip() if raised else text


@lru_cache(maxsize=16384)
def unmarked(text: str) -> str:
    """A cell's text without the mark before it and the marks behind its number; a mark alone stays."""
    cleaned = _SUPERSCRIPT.sub("", _LEADING.sub("", text))
    for _ in range(_MOST_KINDS_OF_MARKS):
        cleaned = _AT_END.sub("", _without_own(cleaned))
    cleaned = _POWER.sub(lambda m: str("²³".index(m[0]) + 2), cleaned)
    return cleaned if cleaned.strip() else text


def has_odd_signs(text: str) -> bool:
    """True where a mark is left, a sign that is no digit would become one by folding (⑫, ½, ₂), or a digit is of another script."""
    return any(char in _LEFT or (char > "~" and _hides_digits(char)) for char in text)


@lru_cache(maxsize=4096)
def _hides_digits(char: str) -> bool:
    folded = unicodedata.normalize("NFKC", char)
    return not "０" <= char <= "９" and (unicodedata.category(char) in ("Nd", "No") or folded[:1].isdigit())
