"""Glyphs from what a recogniser read in a strip: each character in its em box, as a program that sets text would have put it.

A recogniser says about where along the line a character stands; the ink says exactly where. Full-width characters get the advance of
their line, half-width ones that of their ink; ink that no character stands for is given back, to be read by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np

from pipeline.pages.model import ABOVE
from pipeline.pages.ocr.alike import ReadCharacter, looks_like, settled_strip
from pipeline.pages.ocr.recogniser import Grey, Mask, RecognisedCharacter
from pipeline.pages.ocr.strips import INK, Strip

REACH = 0.72
"""em; a character's ink lies so near its middle"""
DASH_REACH = 1.05
"""em; … or that of a dash"""
OTHERS = 0.5
"""em; ink whose middle is so far from a character's is not its own"""
ECHO = 0.25
"""em; no digit is narrower and hardly a letter, so that the same one so near may be the same"""
UNREAD = 0.3
"""em; smaller ink that no character stands for is dust, or a part of one beside it"""
APART = 0.75
"""em; ink whose middle is so far from that of any character is one that was left out"""
ALIKE = 0.12
"""share; a line whose pitch differs by less from the body type is of that size"""
FEW, MANY = 3, 6
"""pitches; fewer than the first do not tell a line's em, as many as the second tell it exactly"""
UNLIKE = 0.3
"""share; a pitch that differs by more from the height of the ink is that of spaced letters"""
LARGE = 1.18
"""em of the body type; ink so high is of larger type"""
SMALL = 0.62
"""em of the body type; ink of ideographs that is lower is of smaller type"""
FILLS = 0.92
"""em; how large the ink of an ideograph is"""
DIGIT = 0.5
"""em; the advance of a half-width digit, however narrow its ink (1)"""
WIDE_PITCH = (0.85, 1.2)
"""em; digits whose middles stand so far apart are full-width ones; half-width ones stand half an em apart"""
FULL = 0.7
"""em; ink of an ideograph that is wider is all of it"""
UNEVEN = 0.22
"""em; by so much at most differs the distance of two ideographs from as many em as there are characters"""
WIDE_COMMA = 1.2
"""em; the comma between digits whose middles stand further apart is a full-width one"""
SIDE = 0.07
"""em; beside the ink of a glyph, within its advance"""
OPENING = frozenset("（「『【〔《〈［｛“‘(")
CLOSING = frozenset("）」』】〕》〉］｝”’、。，．,.)")
DASHES = frozenset("ー―—─－-–~～一…")
NARROWED = OPENING | CLOSING
"""what programs set narrower than an em"""
_COMMAS = frozenset(",，.．")
_NARROWEST = _COMMAS | frozenset("lIijft|!・･·。｡、､…‥:;'’‘\"”“")
"""letters and dots of which two stand nearer to each other than an echo"""
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = {wide: code for code, wide in _WIDE.items()}


class ReadStrip(NamedTuple):
    """A strip as it was read: its characters with their ink, the em and the baseline in pixels; ``unread`` are the columns (from, to)
    of ink that no character stands for."""

    read: tuple[ReadCharacter, ...]
    em: float
    baseline: float
    unread: tuple[tuple[int, int], ...]


def line_of(strip: Strip, characters: Sequence[RecognisedCharacter]) -> ReadStrip:
    """The characters of a strip, put on the ink that they stand for."""
    inked: Mask = strip.picture < np.uint8(255 - INK)
    columns: Mask = np.asarray(inked.any(axis=0))
    characters = list(_without_echoes(characters, columns, strip.em))
    claims = _claims(columns, characters, strip.em)
    read: list[ReadCharacter] = []
    for character, (first, last) in zip(characters, claims, strict=True):
        rows = np.flatnonzero(inked[:, first:last].any(axis=1))
        top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (strip.top - strip.y0, strip.bottom - strip.y0)
        fill = float(inked[top:bottom, first:last].mean()) if len(rows) else 0.0
        read.append(ReadCharacter(character, strip.x0 + first, strip.x0 + last, strip.y0 + top, strip.y0 + bottom, fill=fill))
    em = _em_of(read, strip)
    pitch = _pitch_of(read)
    read = _with_wide_digits(settled_strip(read, pitch or em, is_exact=pitch > 0), em)
    middles = [character.at * len(columns) for character in characters]
    unread = [(first, last) for first, last in _unread(columns, claims, strip.em) if _is_apart((first + last) / 2, middles, strip.em)]
    boxed = [one._replace(left=max(one.left, strip.wall)) for one in _boxed(read, em, pitch or em)]
    return ReadStrip(tuple(boxed), em, _baseline(read, em, strip), tuple(unread))


def _without_echoes(characters: Sequence[RecognisedCharacter], columns: Mask, em: float) -> Iterator[RecognisedCharacter]:
    """The characters without those that repeat the one before in its very place: the two strokes of り are read as one each."""
    before = None
    for character in characters:
        if before is None or not _is_echo(before, character, columns, em):
            yield character
        before = character


def _is_echo(one: RecognisedCharacter, other: RecognisedCharacter, columns: Mask, em: float) -> bool:
    """Whether a character is the one before it again: the strokes of a full-width one may stand apart, all others are one run of ink.
    The narrowest letters and dots stand so near to their like where both are printed."""
    wide = len(columns)
    if (other.at - one.at) * wide >= ECHO * em or not looks_like(one.text, other.text) or _NARROWEST & {one.text, other.text}:
        return False
    between = columns[min(int(one.at * wide), wide - 1) : int(other.at * wide) + 1]
    return is_wide(one.text) and is_wide(other.text) or bool(between.all())


def _is_apart(middle: float, middles: Sequence[float], em: float) -> bool:
    """Whether ink is no part of a character that was read."""
    return all(abs(middle - other) >= APART * em for other in middles)


def _claims(columns: Mask, characters: Sequence[RecognisedCharacter], em: float) -> list[tuple[int, int]]:
    """The columns of ink of each character: to the thinnest place between it and the next."""
    wide = len(columns)
    middles = [character.at * wide for character in characters]
    weight = np.convolve(columns.astype(float), np.ones(3), "same")
    cuts = [0]
    for one, other in zip(middles, middles[1:], strict=False):
        first, last = round(one), max(round(other), round(one) + 1)
        off = np.abs(np.arange(first, last) - (one + other) / 2) / max(other - one, 1.0)
        cuts.append(first + int((weight[first:last] + 2 * off).argmin()) if last > first else first)
    cuts.append(wide)
    runs = runs_of(columns)
    claims: list[tuple[int, int]] = []
    for k, middle in enumerate(middles):
        reach = (DASH_REACH if characters[k].text in DASHES else REACH) * em
        low, high = max(cuts[k], round(middle - reach)), min(cuts[k + 1], round(middle + reach))
        low, high = _within(runs, low, high, middle, em)
        inked = np.flatnonzero(columns[low:high])
        claims.append((low + int(inked[0]), low + int(inked[-1]) + 1) if len(inked) else (round(middle), round(middle) + 1))
    return claims


def _within(runs: Sequence[tuple[int, int]], low: int, high: int, middle: float, em: float) -> tuple[int, int]:
    """The reach of a character without the ink of another that reaches into it."""
    for first, last in runs:
        if first <= middle < last:
            continue
        centre = (first + last) / 2
        if first < low < last and centre < middle - OTHERS * em:
            low = last
        elif first < high < last and centre > middle + OTHERS * em:
            high = first
    return low, max(high, low + 1)


def runs_of(columns: Mask) -> list[tuple[int, int]]:
    """The runs (from, to) of columns that are inked."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _unread(columns: Mask, claims: Sequence[tuple[int, int]], em: float) -> Iterator[tuple[int, int]]:
    left = columns.copy()
    for first, last in claims:
        left[first:last] = False
    groups: list[list[int]] = []
    for first, last in runs_of(left):
        if groups and first - groups[-1][1] < SIDE * em and not any(groups[-1][1] <= claim[0] < first for claim in claims):
            groups[-1][1] = last
        else:
            groups.append([first, last])
    for first, last in groups:
        if last - first >= UNREAD * em:
            yield first, last


def is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in "WFA"


def _is_ideograph(text: str) -> bool:
    return "\u4e00" <= text[0] <= "\u9fff" and text not in DASHES


def _pitches(read: Sequence[ReadCharacter]) -> list[float]:
    """The distances, in characters, of ideographs between which full-width characters stand, a distance for each of these."""
    found: list[float] = []
    places = [k for k, r in enumerate(read) if _is_ideograph(r.character.text)]
    for i, j in pairwise(places):
        if all(is_wide(r.character.text) and r.character.text not in NARROWED for r in read[i:j]):
            found += (j - i) * [(_middle(read[j]) - _middle(read[i])) / (j - i)]
    return found


def _pitch_of(read: Sequence[ReadCharacter]) -> float:
    """The em of a line by its pitch; 0 where it has too few ideographs to tell."""
    pitches = _pitches(read)
    return median(pitches) if len(pitches) >= MANY else 0.0


def _em_of(read: Sequence[ReadCharacter], strip: Strip) -> float:
    """The em of a strip: by the pitch of its full-width characters, or by its height."""
    pitches = _pitches(read)
    heights = [r.bottom - r.top for r in read if _is_ideograph(r.character.text)]
    if len(pitches) >= FEW:
        em = median(pitches)
        if abs(max(heights) / FILLS / em - 1) < UNLIKE:
            return strip.em if abs(em / strip.em - 1) < ALIKE else em
    high = max(heights, default=0.0) or (strip.bottom - strip.top if strip.bottom - strip.top > LARGE * strip.em else 0.0)
    if high > LARGE * strip.em or 0 < high < SMALL * strip.em:
        return high / FILLS
    return strip.em


def _with_wide_digits(read: Sequence[ReadCharacter], em: float) -> list[ReadCharacter]:
    """The characters with full-width digits, letters and commas where they stand so far apart: a recogniser tells no widths."""
    found = list(read)
    for first, last in _latin(read):
        commas = [k for k in range(first, last) if read[k].character.text in _COMMAS]
        groups = list(pairwise([first - 1, *commas, last]))
        if any(_are_wide(read[before + 1 : after], em) for before, after in groups) and not _is_narrow_beside(read, first, last, em):
            wide = set(range(first, last))
        else:
            wide = {k for k in commas if _middle(read[k + 1]) - _middle(read[k - 1]) > WIDE_COMMA * em}
        for k in wide:
            text = read[k].character.text.translate(_WIDE)
            found[k] = read[k]._replace(character=read[k].character._replace(text=text))
    return found


def _latin(read: Sequence[ReadCharacter]) -> Iterator[tuple[int, int]]:
    """From where to where digits or letters stand, with single commas between them."""
    kinds = "".join("," if r.character.text in _COMMAS else "0" if _is_latin(r.character.text) else " " for r in read)
    yield from (found.span() for found in re.finditer(r"0+(?:,0+)*", kinds))


def _is_latin(text: str) -> bool:
    """Whether a character is a digit or a letter of ASCII or its full-width twin: ① and Ⅰ are marks, ㎏ is one character."""
    code = ord(text[0])
    return chr(_NARROW.get(code, code)).isascii() and chr(_NARROW.get(code, code)).isalnum()


def _are_wide(read: Sequence[ReadCharacter], em: float) -> bool:
    """Whether all of some characters stand a full width apart; one alone does not tell."""
    pitches = [_middle(other) - _middle(one) for one, other in pairwise(read)]
    return bool(pitches) and all(WIDE_PITCH[0] * em <= pitch <= WIDE_PITCH[1] * em for pitch in pitches)


def _is_narrow_beside(read: Sequence[ReadCharacter], first: int, last: int, em: float) -> bool:
    """Whether the full-width character beside digits stands as near as to half-width ones: a mark and a number (1 5年間); of
    two at the beginning of a text the first may be a mark."""
    if first == 0 and last == 2 < len(read):
        return True
    beside = [(k, j) for k, j in ((first - 1, first), (last - 1, last)) if k >= 0 and j < len(read)]
    outer = [(k, j) for k, j in beside if all(_is_latin(one.character.text) or is_wide(one.character.text) for one in (read[k], read[j]))]
    return any(_middle(read[j]) - _middle(read[k]) < WIDE_PITCH[0] * em for k, j in outer)


def _middle(r: ReadCharacter) -> float:
    return (r.x0 + r.x1) / 2


def _baseline(read: Sequence[ReadCharacter], em: float, strip: Strip) -> float:
    down = ABOVE - 0.5
    sure = [(r.top + r.bottom) / 2 + down * em for r in read if _is_ideograph(r.character.text) and r.bottom - r.top > SMALL * em]
    sure += [r.bottom for r in read if r.character.text.isascii() and r.character.text.isalnum()]
    if sure:
        return median(sure)
    kana = [(r.top + r.bottom) / 2 + down * em for r in read if r.bottom - r.top > SMALL * em]
    return median(kana) if kana else (strip.top + strip.bottom) / 2 + down * em


def _boxed(read: Sequence[ReadCharacter], em: float, pitch: float) -> Iterator[ReadCharacter]:
    """The characters with their advances in place of their ink across; ``pitch`` is that of the line's full-width ones."""
    boxes = [_advance(r, em) for r in read]
    for k, (one, other) in enumerate(zip(boxes, boxes[1:], strict=False)):
        if one[1] > other[0]:
            between = (min(one[1], read[k].x1 + SIDE * em) + max(other[0], read[k + 1].x0 - SIDE * em)) / 2
            between = min(max(between, boxes[k][0] + 1), boxes[k + 1][1] - 1)
            boxes[k], boxes[k + 1] = (one[0], between), (between, other[1])
    _set_evenly(boxes, read, pitch)
    for r, (x0, x1) in zip(read, boxes, strict=True):
        yield r._replace(left=x0, right=x1)


def _set_evenly(boxes: list[tuple[float, float]], read: Sequence[ReadCharacter], pitch: float) -> None:
    """Gives each character its em between two ideographs that stand as many em apart as there are characters: where a recogniser
    tells a place wrongly (い、) a stroke falls to the character beside its own."""
    sure = [k for k, r in enumerate(read) if _is_ideograph(r.character.text) and r.x1 - r.x0 >= FULL * pitch]
    for i, j in pairwise(sure):
        apart = _middle(read[j]) - _middle(read[i])
        if abs(apart - (j - i) * pitch) > UNEVEN * pitch or not all(is_wide(r.character.text) for r in read[i:j]):
            continue
        edges = [_middle(read[i]) + (k + 0.5) * apart / (j - i) for k in range(j - i)]
        boxes[i : j + 1] = pairwise([boxes[i][0], *edges, boxes[j][1]])


def _advance(r: ReadCharacter, em: float) -> tuple[float, float]:
    text, middle = r.character.text, (r.x0 + r.x1) / 2
    if not is_wide(text):
        half = max((r.x1 - r.x0) / 2 + SIDE * em, DIGIT * em / 2 if text.isdecimal() else 0.0)
        return middle - half, middle + half
    if text in OPENING:
        return r.x1 + SIDE * em - em, r.x1 + SIDE * em
    if text in CLOSING:
        return r.x0 - SIDE * em, r.x0 - SIDE * em + em
    half = max(em, r.x1 - r.x0) / 2
    return middle - half, middle + half


def part_of(strip: Strip, columns: tuple[int, int]) -> Strip:
    """The part of a strip in these columns, as a strip of its own."""
    room = round(0.08 * strip.em)
    first, last = columns
    high = strip.picture.shape[0]
    picture: Grey = np.full((high, last - first + 2 * room), 255, dtype=np.uint8)
    picture[:, room : room + last - first] = strip.picture[:, first:last]
    rows = np.flatnonzero((picture < 255 - INK).any(axis=1))
    top, bottom = (strip.y0 + int(rows[0]), strip.y0 + int(rows[-1]) + 1) if len(rows) else (strip.top, strip.bottom)
    return Strip(strip.x0 + first - room, strip.y0, strip.x0 + last + room, strip.y1, top, bottom, strip.em, picture)
