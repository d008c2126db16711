"""ActualText that contradicts its glyphs: the text that a file tells readers in place of the glyphs that it prints.

Most of it is honest: browsers tell 西 where a font says ⻄, or ― where one glyph is also that of —, and a glyph without a character
needs it. Only where both are readable and differ in more than their spelling is one of them wrong.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

from pipeline.pages.model import ABOVE, BELOW, Contradiction, Glyph
from pipeline.pages.text import CLEAN, ONE_GLYPH, UNNAMED, clean

Character = tuple[str, float, float, float]
"""A character, where it begins, its baseline, and its size, in points."""

_Stretch = tuple[float, float, float, float]
"""Where a stretch of a line begins and ends, its baseline, and the size of its type, in points."""

EDGE = 0.1
"""pt; places this close are the same"""
LEVEL = 0.1
"""em; baselines this close are one"""
STRUCK = 0.1
"""em; a character that is struck again for bold type lies no further beside itself than twice that"""
NEXT = 2.0
"""em; characters that begin within this of each other are of one text"""


def is_doubtful(told: str) -> bool:
    """Whether a text is looked at: single signs are what browsers mend; a number or a word is none."""
    return len(told) > 1 or told.isascii() and told.isalnum()


def contradicts(told: str, printed: str) -> bool:
    """Whether two texts of one place differ in more than their spelling, both being readable."""
    return bool(_plain(told) and _plain(printed)) and UNNAMED.isdisjoint(printed) and _plain(told) != _plain(printed)


def _plain(text: str) -> str:
    alike = "".join([ONE_GLYPH.get(char, char) for char in clean(text)])
    return "".join(unicodedata.normalize("NFKC", alike).split())


class ActualTextCheck(NamedTuple):
    """Where a page tells another text than it prints, and whether some of it is told once for what is struck several times: a reader of
    the file spreads it over all that is struck, and the places of its characters tell nothing."""

    contradictions: tuple[Contradiction, ...]
    is_spread: bool


def checked_text(told: Iterable[Character], printed: Iterable[Character]) -> ActualTextCheck:
    """What the characters told and those printed on a page have to do with each other."""
    told, struck = _once(_composed(told)), _composed(printed)
    printed = _once(struck)
    alike = {_key(character) for character in told}
    found: list[Contradiction] = []
    is_spread = False
    for run in _runs([character for character in printed if _key(character) not in alike and clean(character[0])]):
        left, right, base, size = run[0][1], run[-1][1], run[0][2], run[0][3]
        here, shown = (_between(characters, left, right, base, size) for characters in (told, printed))
        if _is_struck_of_same(told, printed, struck, (-inf, inf, base, size)):
            is_spread = True
        elif contradicts(here, shown) and not _is_spelt_out(shown, told, (left, inf, base, size)):
            found.append(Contradiction(left, base - ABOVE * size, right + size, base + BELOW * size, here, shown))
    return ActualTextCheck(tuple(found), is_spread)


def told_for(text: str, glyphs: Sequence[Glyph], number: int) -> list[Glyph]:
    """The glyphs of a marked sequence under the text that it stands for, one by one; what is more of it is numbered from ``number`` on and
    has a part of the last glyph's room."""
    chars = [char for char in map(CLEAN.__getitem__, text) if char]
    if len(chars) <= len(glyphs) or not glyphs:
        return [glyph._replace(text=char) for glyph, char in zip(glyphs, chars, strict=False)]
    *others, last = glyphs
    rest = chars[len(others) :]
    part = (last.x1 - last.x0) / len(rest)
    indexes = [last.index, *range(number, number + len(rest) - 1)]
    starts = [last.x0 + rank * part for rank in range(len(rest))]
    told = [last._replace(text=char, x0=x, x1=x + part, index=index) for char, x, index in zip(rest, starts, indexes, strict=True)]
    return [glyph._replace(text=char) for glyph, char in zip(others, chars, strict=False)] + told


def is_told_for_strikes(told: str, glyphs: Iterable[Glyph]) -> bool:
    """Whether glyphs are struck several times, and what is told in place of all of them is each of them once."""
    struck = [(glyph.text, glyph.x0, glyph.y1, glyph.size) for glyph in glyphs]
    once = _once(struck)
    return len(once) < len(struck) and Counter(_plain(told)) == Counter(_plain("".join([text for text, *_ in once])))


def _is_spelt_out(shown: str, told: Sequence[Character], line: _Stretch) -> bool:
    """Whether what is told from a place on is what is shown there in more characters, as 令和 is of ㋿."""
    return len(_plain(shown)) > len(shown) and _plain(_between(told, *line)).startswith(_plain(shown))


def _is_struck_of_same(told: Sequence[Character], printed: Sequence[Character], struck: Sequence[Character], line: _Stretch) -> bool:
    """Whether characters of a line are struck several times, and it says what is told, each of them once."""
    once = _between(printed, *line)
    return len(_between(struck, *line)) > len(once) and Counter(_plain(_between(told, *line))) == Counter(_plain(once))


def _composed(characters: Iterable[Character]) -> list[Character]:
    """The characters with the combining marks that follow them: か and U+3099 are told where が is printed."""
    found: list[Character] = []
    for character in characters:
        if found and unicodedata.combining(character[0][:1]):
            base, x, y, size = found[-1]
            found[-1] = base + character[0], x, y, size
        else:
            found.append(character)
    return found


def _once(characters: Iterable[Character]) -> list[Character]:
    """The characters without those that are struck once more beside themselves, as programs do for bold type."""
    found: list[Character] = []
    places: set[tuple[str, int, int]] = set()
    for character in characters:
        text, x, y, size = character
        across, down = round(x / (STRUCK * size)), round(y / (STRUCK * size))
        if not any((text, across + dx, down + dy) in places for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            found.append(character)
            places.add((text, across, down))
    return found


def _key(character: Character) -> tuple[str, int, int]:
    text, x, y, _ = character
    return _plain(text), round(2 * x), round(2 * y)


def _between(characters: Iterable[Character], left: float, right: float, base: float, size: float) -> str:
    """What is set on a baseline from one place to another."""
    return "".join([text for text, x, y, _ in characters if left - EDGE <= x <= right + EDGE and abs(y - base) < LEVEL * size])


def _runs(characters: Sequence[Character]) -> list[list[Character]]:
    """The characters that follow each other on one baseline."""
    runs: list[list[Character]] = []
    for character in characters:
        last = runs[-1][-1] if runs else None
        if last and abs(last[2] - character[2]) < LEVEL * last[3] and 0 < character[1] - last[1] < NEXT * last[3]:
            runs[-1].append(character)
        else:
            runs.append([character])
    return runs
