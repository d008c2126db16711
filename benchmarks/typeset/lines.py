"""Lines of Japanese text as office programs break them: what fits a width, with or without the rules of line ends.

In come a text, a size in points and the widths of the first and the following lines; out come the lines.
"""

from __future__ import annotations

import re
from itertools import accumulate

from benchmarks.typeset.paper import STAND_INS_HALF, width_of

NOT_FIRST = frozenset("、。，．,.・：；？！ー」』】〕〉》）)］］%％々ぁぃぅぇぉっゃゅょァィゥェォッャュョ～〜")
NOT_LAST = frozenset("「『【〔〈《（(［")
_IN_WORD = f"A-Za-z0-9{STAND_INS_HALF[0]}-{STAND_INS_HALF[-1]}"
_WORD = re.compile(rf"[{_IN_WORD}][{_IN_WORD}.,:/_-]*[{_IN_WORD}]|[\s\S]")


def measure(text: str, size: float, latin: str = "half") -> float:
    """The width of a text in points."""
    return sum([width_of(ch, latin) for ch in text]) * size / 1000


def broken(text: str, size: float, first: float, rest: float, kinsoku: bool = True, latin: str = "half") -> list[str]:
    """The lines of ``text``; with ``kinsoku`` no line begins with 、 or ends with 「, and Latin words stay whole."""
    lines: list[str] = []
    width, start, x = first, 0, 0.0
    scale = size / 1000
    units = _WORD.findall(text) if kinsoku else list(text)
    wide = [width_of(u, latin) * scale if len(u) == 1 else measure(u, size, latin) for u in units]
    begins = list(accumulate(map(len, units), initial=0))
    i = 0
    while i < len(units):
        if x + wide[i] > width + 0.01 and begins[i] > start:
            cut = i
            if kinsoku:
                while (
                    cut > 0 and begins[cut] > start + 1 and i - cut < 4 and (units[cut][0] in NOT_FIRST or units[cut - 1][-1] in NOT_LAST)
                ):
                    cut -= 1
                if units[cut][0] in NOT_FIRST or begins[cut] <= start:
                    cut = i
            lines.append(text[start : begins[cut]])
            start, i, x, width = begins[cut], cut, 0.0, rest
        elif wide[i] > width and len(units[i]) > 1:  # a word longer than the line is cut anywhere
            word = units[i]
            units[i : i + 1] = list(word)
            wide[i : i + 1] = [width_of(ch, latin) * scale for ch in word]
            begins[i : i + 1] = [begins[i] + k for k in range(len(word))]
        else:
            x += wide[i]
            i += 1
    lines.append(text[start:])
    return [line for line in lines if line] or [""]
