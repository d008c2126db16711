"""Characters that look alike, settled by what stands beside them and by the size of their ink.

A recogniser sees 力 in シ一卜 and スタッフ alike. In go the characters of a strip with their ink, out come the same with the
character that their surroundings leave: カ within a word in katakana, 力 between ideographs, っ where the ink is small, ○ for a
ring as large as an ideograph. Where the surroundings leave both, the character stays as it was recognised.
What looks alike stands in ``rules/lookalikes.toml`` and ``rules/scan.toml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.pages.ocr.recogniser import RecognisedCharacter
from pipeline.rules import load
from pipeline.text.words import longest_word

WORD_GAP = 0.6
"""em; ink further apart belongs to two words"""
MARK_PITCH = 1.15
"""em; from the middle of the first character of a line to that of the next is more where the first is a mark (ア)"""
HALF = 0.62
"""em; a digit or letter whose ink is narrower has half an advance"""
SURE = 0.8
"""probability; whether a kana is a small one, the recogniser says by itself where it is so sure"""
RING = 0.62
"""em; a ring whose ink is larger each way is a mark (○), a smaller one a letter, a nought or a full stop"""
CLEARLY = 0.045
"""em; ink that is smaller or larger by more than this is told by its size, however sure the recogniser is"""
MORE = 0.1
"""em; by so much may a small kana be larger where it is likely"""
ROUND = 0.85
"""of its longer side is the shorter of a square"""
SOLID = (0.88, 0.35)
"""a square (■) is filled to this share, and larger each way than the second (em), as no character is"""
STOP = 0.45
"""em; the ink of 。 is smaller"""
FLAT = 1.35
"""times as wide as high is a dash, at least"""
SHORT_DASH = 0.62
"""em; a dash that is shorter is a hyphen"""


class ReadCharacter(NamedTuple):
    """A character of a strip: its ink in pixels of the page's picture, and from where to where its advance reaches."""

    character: RecognisedCharacter
    x0: float
    x1: float
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0
    fill: float = 0.0
    """the share of the box of its ink that is ink"""
    is_settled: bool = False
    """another character was settled on than was recognised; of another width is the same character"""


@dataclass(frozen=True, slots=True)
class Alike:
    """What looks alike: by character its katakana, and what else that may be; ``particles`` are katakana whose hiragana follows words
    in katakana (ボランティアへ); small by large kana with the largest size (em) of its ink; kana alike in both scripts; variants of
    ideographs; what ideographs stand behind before katakana; words in two scripts; large kana that stand not behind others, nor before
    others, and what is large before others; ``glides`` (ヤ) are those that are small behind others (チャ); what follows
    the numeral 一; what follows 0; rings; dots; dashes; brackets by their pair; digits with the letters that look like them."""

    katakana: dict[str, str]
    others: dict[str, str]
    particles: frozenset[str]
    small: dict[str, tuple[str, float]]
    same_sound: frozenset[str]
    variants: dict[str, str]
    ideograph_after: dict[str, str]
    words: tuple[str, ...]
    small_behind: dict[str, str]
    small_before: dict[str, str]
    large_before: dict[str, str]
    glides: frozenset[str]
    before_glides: frozenset[str]
    counted: frozenset[str]
    units: frozenset[str]
    rings: frozenset[str]
    dots: frozenset[str]
    dashes: frozenset[str]
    closing: dict[str, str]
    digits: tuple[frozenset[str], ...]


@cache
def alike() -> Alike:
    data, same_look = load("scan")["context"], load("lookalikes")
    pairs = [*same_look["kanji"], *same_look["in_pictures"], *same_look["hiragana"]]
    katakana = {char: pair[0] for pair in pairs for char in pair} | dict.fromkeys(same_look["dashes"], "ー")
    others = dict(pairs)
    small = {pair[0]: (pair[1], int(size) / 100) for size, pairs in data["small"].items() for pair in pairs}
    closing = dict(data["brackets"])
    variants = {pair[0]: pair[1] for pair in data["variants"]}
    lists = ("ideograph_after", "small_behind", "small_before", "large_before")
    after, behind_others, before_others, large = ({group[0]: group[1:] for group in data[name]} for name in lists)
    names = ("particles", "same_sound", "glides", "before_glides", "counted", "units", "rings", "dots", "dashes")
    particles, same_sound, glides, behind, counted, units, rings, dots, dashes = (frozenset(data[name]) for name in names)
    words = tuple(data["words"])
    scripts = (katakana, others, particles, small, same_sound, variants, after, words, behind_others, before_others, large)
    digits = tuple([frozenset((digit, *letters)) for digit, letters in same_look["letters"].items()])
    return Alike(*scripts, glides, behind, counted, units, rings, dots, dashes, closing, digits)


def settled_strip(read: Sequence[ReadCharacter], em: float, *, is_exact: bool = False) -> list[ReadCharacter]:
    """The characters of a strip with those that look like others settled; ``is_exact``: its em is known by its pitch."""
    said = [r.character.text for r in read]
    texts = [_by_ink(r, em, left, right, is_exact=is_exact) for r, left, right in zip(read, ["", *said], [*said[1:], ""], strict=False)]
    if len(texts) == 1 and _is_dash(read[0]):
        texts = ["-" if read[0].x1 - read[0].x0 < SHORT_DASH * em else "―"]
    is_close = [after.x0 - before.x1 <= WORD_GAP * em for before, after in zip(read, read[1:], strict=False)]
    if is_exact and len(read) > 1 and _middle(read[1]) - _middle(read[0]) > MARK_PITCH * em:
        is_close[0] = False
    texts = _with_pairs(_with_words(_by_neighbours(texts, is_close)))
    return [_with_text(r, text) for r, text in zip(read, texts, strict=True)]


def _by_neighbours(texts: Sequence[str], is_close: Sequence[bool]) -> list[str]:
    """The characters settled by those beside them, from the left and then from the right; ``is_close``: whether each has the next
    one in its word."""
    found, before = list(texts), [False, *is_close]
    after = [*is_close, False]
    for order in (range(len(found)), reversed(range(len(found)))):
        for k in order:
            left, right = found[k - 1] if before[k] else "", found[k + 1] if after[k] else ""
            if _is_hiragana(left) and (kana := alike().katakana.get(found[k], "")) in alike().same_sound - alike().particles:
                found[k] = _at_border(kana, _word_from(found, after, k + 1))
            elif alike().katakana.get(found[k]) == "ー" and _is_end(_word_before(found, before, k)):
                found[k] = "ー"
            else:
                found[k] = _by_context(found[k], left, right, stands_apart=not k and not right and len(found) > 1)
    return found


def _word_from(texts: Sequence[str], is_close: Sequence[bool], first: int) -> str:
    """The katakana, and what may be, that stand together from there on."""
    word = ""
    for k in range(first, len(texts)):
        kana = texts[k] if _is_hiragana(texts[k]) else alike().katakana.get(texts[k], texts[k])
        if not is_close[k - 1] or not _is_katakana(kana):
            break
        word += kana
    return word


def _word_before(texts: Sequence[str], before: Sequence[bool], end: int) -> str:
    """The katakana that stand together up to there."""
    first = end
    while before[first] and _is_katakana(texts[first - 1]):
        first -= 1
    return "".join(texts[first:end])


def _is_end(word: str) -> bool:
    """Whether katakana are a word with a long vowel behind them alone (シルバー人材, but スタッフ一人)."""
    return longest_word(word) < len(word) < longest_word(word + "ー")


def _at_border(kana: str, word: str) -> str:
    """What stands between hiragana and katakana: the katakana where a longer word begins with it than without (リフレッシュ), else the
    hiragana (よりスムーズ)."""
    return kana if word and longest_word(kana + word) > max(longest_word(word), 1) else alike().others[kana]


def _middle(r: ReadCharacter) -> float:
    return (r.x0 + r.x1) / 2


def _is_dash(r: ReadCharacter) -> bool:
    """Whether a character that stands alone is a dash, which is taken for 一 or ・ too."""
    rules = alike()
    return r.character.text in rules.dashes or r.character.text in rules.dots and r.x1 - r.x0 > FLAT * (r.bottom - r.top)


def _by_ink(r: ReadCharacter, em: float, left: str, right: str, *, is_exact: bool) -> str:
    """The character that the size of its ink leaves between those beside it."""
    text, rules = r.character.text, alike()
    wide, high = (r.x1 - r.x0) / em, (r.bottom - r.top) / em
    if r.fill >= SOLID[0] and min(wide, high) >= max(SOLID[1], ROUND * max(wide, high)):
        return "■"
    if text in rules.dots:
        return "・"
    ring = _ring(text, wide, high, right) if not _half_width(left) else ""
    half = _half_width(text) if wide < HALF else ""
    return ring or half or _kana_by_size(r.character, max(wide, high), left, right, is_exact=is_exact) or rules.variants.get(text, text)


def _ring(text: str, wide: float, high: float, right: str) -> str:
    """The mark or the full stop that a ring is by its size; empty for another character, for the nought of a number, and for an open
    one that nothing follows: a rating."""
    is_nought = text == "0" and right in alike().units
    if text == "C" and not right:
        return ""
    if text in alike().rings and min(wide, high) >= RING and not is_nought:
        return "○"
    return "。" if text in ("o", "O", "°") and max(wide, high) < STOP else ""


def _half_width(text: str) -> str:
    """The digit or letter of ASCII for a digit or letter; empty for another."""
    plain = unicodedata.normalize("NFKC", text) if text.isdecimal() or text.isalpha() else ""
    return plain if len(plain) == 1 and plain.isascii() else ""


def _kana_by_size(character: RecognisedCharacter, size: float, left: str, right: str, *, is_exact: bool) -> str:
    """The small or the large one of a kana, by what it stands behind or by the longer side (em) of its ink; empty where the recogniser
    is sure by itself and the ink does not clearly say otherwise, and for other characters."""
    text, rules = character.text, alike()
    large = {small: large for large, (small, _) in rules.small.items()}.get(text, text)
    if large in rules.small_behind.get(left, ""):
        return rules.small[large][0]
    if large not in rules.small:
        return ""
    if right and right in rules.large_before.get(large, ""):
        return large
    small, most = rules.small[large]
    most += MORE if right in rules.small_before.get(large, ()) else 0.0
    is_clear = is_exact and abs(size - most) > CLEARLY
    is_doubted = character.confidence < SURE or large in rules.glides and left in rules.before_glides
    return (small if size < most else large) if is_clear or is_doubted else ""


def _by_context(text: str, left: str, right: str, *, stands_apart: bool) -> str:
    """The character that those beside it on the line leave ("" for none close by)."""
    rules = alike()
    kana = rules.katakana.get(text)
    if kana is None:
        return text
    if stands_apart:
        return kana if _is_katakana(kana) and kana != "ー" else text
    if _is_within_katakana(kana, left, right):
        return kana
    if kana in rules.particles:
        return rules.others[kana] if right and not _is_katakana(right) else text
    if kana in rules.same_sound and _is_katakana(left):
        return kana
    if _is_katakana(left) or _is_katakana(right):
        return _beside_katakana(text, kana, left, right)
    return _not_katakana(text, kana, left, right)


def _is_within_katakana(kana: str, left: str, right: str) -> bool:
    """Whether katakana, or what may be, stands on both sides, or the mark of a long vowel follows."""
    likely = alike().katakana
    if _is_katakana(left) and (_is_katakana(right) or right in likely) or right == "ー":
        return True
    return kana == "ー" and _is_katakana(right) and left in likely


def _beside_katakana(text: str, kana: str, left: str, right: str) -> str:
    """What stands at the end or the beginning of a word in katakana: part of it, or the numeral or ideograph beside it."""
    rules, is_behind = alike(), _is_katakana(left)
    if is_behind and kana == "ー":
        return rules.others[kana] if right in rules.counted else kana
    if _is_katakana(right) and text in rules.ideograph_after:
        return text if left in rules.ideograph_after[text] else kana
    return kana if not _is_ideograph(right if is_behind else left) else text


def _not_katakana(text: str, kana: str, left: str, right: str) -> str:
    """What stands between no katakana: the ideograph beside another, the hiragana within a sentence."""
    other = alike().others[kana]
    if kana == "ー" and _is_hiragana(left) and _is_hiragana(right) and right not in alike().counted:
        return kana
    if _is_ideograph(other):
        return other if _is_ideograph(left) or _is_ideograph(right) else text
    return other if left else text


def _with_words(texts: Sequence[str]) -> list[str]:
    """The words in two scripts that look like these."""
    plain, found = "".join(_plain(text) if len(text) == 1 else "?" for text in texts), list(texts)
    for word in alike().words:
        at = plain.find("".join(map(_plain, word)))
        if at >= 0:
            found[at : at + len(word)] = word
    return found


def _plain(char: str) -> str:
    """The character that stands for all that look like it, whatever their size."""
    rules = alike()
    large = next((large for large, (small, _) in rules.small.items() if small == char), char)
    return rules.katakana.get(large, large)


def _with_pairs(texts: Sequence[str]) -> list[str]:
    """The brackets closed as they were opened, where both kinds look alike."""
    closing = alike().closing
    found, opened = list(texts), ""
    for k, text in enumerate(found):
        if text in closing:
            opened = text
        elif opened and text in closing.values():
            found[k], opened = closing[opened], ""
    return found


def _with_text(r: ReadCharacter, text: str) -> ReadCharacter:
    """The character with the text settled on; what would have been read instead is none where it is the same or looks alike."""
    character = r.character
    confidence = character.confidence
    if character.other and (looks_like(character.other, text) or looks_like(character.other, character.text)):
        character = character._replace(other="", other_confidence=0.0, confidence=min(confidence + character.other_confidence, 1.0))
    is_other = unicodedata.normalize("NFKC", text) != unicodedata.normalize("NFKC", r.character.text)
    return r._replace(character=character._replace(text=text), is_settled=is_other)


def looks_like(one: str, other: str) -> bool:
    """Whether two characters are the same, or taken for one another by a recogniser."""
    rules = alike()
    if unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other):
        return True
    groups = (rules.dots, rules.dashes, rules.rings, *rules.digits)
    return (
        rules.katakana.get(one, one) == rules.katakana.get(other, other)
        or rules.small.get(one, ("",))[0] == other
        or rules.small.get(other, ("",))[0] == one
        or any(one in group and other in group for group in groups)
    )


def _is_katakana(text: str) -> bool:
    return bool(text) and ("ァ" <= text <= "ヺ" or text == "ー")


def _is_hiragana(text: str) -> bool:
    return bool(text) and "ぁ" <= text <= "ん"


def _is_ideograph(text: str) -> bool:
    return bool(text) and "一" <= text <= "鿿"
