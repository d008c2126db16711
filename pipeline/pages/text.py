"""The characters of a page as every room after this one sees them: control characters gone, code points folded.

``CLEAN[c]`` gives the text of one character as extracted: "" where it prints nothing (white space, controls), the
ideograph for a radical, or the character itself.
"""

from __future__ import annotations

import unicodedata

_PRINTS_NOTHING = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class Clean(dict[str, str]):
    """A table that fills itself: each character is looked at once per process."""

    def __missing__(self, char: str) -> str:
        text = "".join(c for c in char if unicodedata.category(c) not in _PRINTS_NOTHING)
        self[char] = text
        return text


CLEAN = Clean()
