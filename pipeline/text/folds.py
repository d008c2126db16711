"""Forms of Japanese text in which spellings of the same are equal; what is compared, never what is shown."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_MARKS_OF_KANA = re.compile("[\u3099\u309a]")
SMALL_KANA = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ")
"""from small kana to large ones"""


STOPS = ("。", "．")
"""with which a sentence ends; a point, and signs of exclamation, end other things too"""
NO_LINE_START = frozenset("、。，．,.」』）)】］]〉》！？!?ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；:;％%")
"""what programs put at the beginning of no line: they break it a character earlier"""


def squeeze(text: str) -> str:
    """``text`` in NFKC without white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def stands_in_order(part: str, whole: str) -> bool:
    """Whether the characters of one text stand in the other, in this order, whatever stands between them."""
    rest = iter(whole)
    return all(char in rest for char in part)


def differences(one: str, other: str) -> list[int]:
    """Where two texts of one length differ."""
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def are_turned(one: str, other: str) -> bool:
    """Whether two texts of one length are the same but for two characters side by side that changed places."""
    at = differences(one, other)
    return len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


def skeleton(text: str) -> str:
    """``text`` without the marks of its kana and with large kana for small ones."""
    return _MARKS_OF_KANA.sub("", unicodedata.normalize("NFD", text)).translate(SMALL_KANA)
