"""How large the type of a Type 3 font is: its glyphs are drawn in units of its own, and the size in which text is set counts these.

Ghostscript writes such a font with units ten times as large and sets its text in a tenth of the size: type of 10.5 points is said to be of
1.05. In come characters with their advances in sizes of their font, out goes how many of these sizes are an em.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from statistics import median
from typing import TypeVar

Font = TypeVar("Font", bound=Hashable)

TYPE_3 = "Type3 ("
"""how MuPDF begins the name of such a font"""
OTHER_UNIT = 2.0
"""ems; full-width characters are set no wider, so where they seem to be, the size is told in another unit"""


def ems_of(advances: Iterable[tuple[Font, str, float]]) -> Mapping[Font, float]:
    """How many sizes of each font an em is, by the advances of its full-width characters; one that has none is as most others are."""
    wide: dict[Font, list[float]] = defaultdict(list)
    for font, char, advance in advances:
        wide[font] += [advance] if advance > 0 and unicodedata.east_asian_width(char) in "WF" else []
    ems = {font: median(found) for font, found in wide.items() if found}
    usual = median(ems.values()) if ems else 1.0
    return {font: em if (em := ems.get(font, usual)) > OTHER_UNIT else 1.0 for font in wide}
