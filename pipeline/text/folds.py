"""Forms of Japanese text in which spellings of the same are equal; what is compared, never what is shown."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_MARKS_OF_KANA = re.compile("[\u3099\u309a]")
SMALL_KANA = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ")
"""from small kana to large ones"""


def squeeze(text: str) -> str:
    """``text`` in NFKC without white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def skeleton(text: str) -> str:
    """``text`` without the marks of its kana and with large kana for small ones."""
    return _MARKS_OF_KANA.sub("", unicodedata.normalize("NFD", text)).translate(SMALL_KANA)
