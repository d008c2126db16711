"""Words and particles that stand twice, and brackets without their counterpart.

In come passages, out come the findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pipeline.narrative.model import Token
from pipeline.narrative.tokens import tokens_of
from pipeline.proofreading.model import Passage, Slip
from pipeline.proofreading.wording import words

_WORD = re.compile(
    r"(?P<word>[一-龥]{2,6}|[ァ-ヴー]{3,12})"
    r"(?:(?P<particle>[をにがはでも])(?P=word)(?P=particle)|(?P=word)(?![一-龥々ァ-ヴー]))"
)
_BEGUN_TWICE = re.compile(r"(?P<word>[一-龥]{2,4})(?P=word)(?=[一-龥])")
_OBJECTS = re.compile(r"をを|(?<=[一-龥ァ-ヴー」）)])(?:を[がにはで]|[がにはで]を|がは|はが)(?=[一-龥ァ-ヴ「])")
_TWICE = re.compile(r"(?<=[一-龥ァ-ヴー」）)])([がはにでとの])\1(?=[一-龥ァ-ヴ「])")
_CASES = ("格助詞", "係助詞")
_PAIRS = {"「": "」", "『": "』", "(": ")", "（": "）", "【": "】", "〔": "〕", "［": "］", "〈": "〉", "《": "》"}
_SAME = {"（": "(", "）": ")"}
_NUMBER = r"(?:[0-9０-９a-zA-Zａ-ｚＡ-Ｚァ-ヴｱ-ﾝ]{1,2}|[①-⑳])[)）]"
_ENUMERATOR = (
    rf"(?:^|(?<=[\s　、。，・,及ぁ-ん(（])|{'|'.join(f'(?<={label})' for label in map(re.escape, words('labels')))}){_NUMBER}|[①-⑳][)）]"
)
_FACE = r"[(（][\^＾;；:][^()（）]{0,4}[)）]"
_READINGS = tuple(
    re.compile(pattern)
    for pattern in (rf"{_FACE}|(?:^|(?<=[\s　、。，・,及ぁ-ん標]))[(（]{_NUMBER}|{_ENUMERATOR}", rf"{_FACE}|{_ENUMERATOR}", _FACE)
)
"""what needs no counterpart: (1) or 1) as an enumerator; 1) within brackets that are open, （1)周知、2)相談）; nothing but a face"""


def doubled_in(passage: Passage) -> Iterator[Slip]:
    """What stands twice in a passage."""
    text, at = passage.text, 0
    for begin, end in sorted({*_doubled_words(text), *_doubled_particles(text)}):
        if begin >= at:
            yield passage.marked("doubled-word", begin, end)
            at = end


@cache
def _may_double() -> frozenset[str]:
    return frozenset(words("may_double"))


def _doubled_words(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_WORD, _BEGUN_TWICE):
        for found in pattern.finditer(text):
            begins_a_name = pattern is _BEGUN_TWICE and found["word"].endswith(words("areas"))
            if found["word"] not in _may_double() and len(set(found["word"])) > 1 and not begins_a_name:
                yield found.span()


def _doubled_particles(text: str) -> Iterator[tuple[int, int]]:
    for found in (*_OBJECTS.finditer(text), *_TWICE.finditer(text)):
        if text[found.start() : found.end() + 1] not in _may_double():
            yield found.span()
    tokens = tokens_of(text)
    for one, other in zip(tokens, tokens[1:], strict=False):
        if (
            one.surface == other.surface
            and _is_particle(one)
            and _is_particle(other)
            and text[one.begin : other.end + 1] not in _may_double()
        ):
            yield one.begin, other.end
    for k in range(len(tokens) - 3):
        first, second = tokens[k : k + 2], tokens[k + 2 : k + 4]
        if [t.surface for t in first] == [t.surface for t in second] and first[1].pos[0] == "助動詞":
            yield first[0].begin, second[-1].end


def _is_particle(token: Token) -> bool:
    return token.pos[0] == "助詞" and token.pos[1] in _CASES


def brackets_in(passages: Sequence[Passage]) -> Iterator[Slip]:
    """Brackets without a counterpart in the passages of a section; one that the next passage closes was cut in two with its text."""
    closed = {k + n for k in range(len(passages) - 1) if is_closed_by(passages[k], passages[k + 1]) for n in (0, 1)}
    for k, passage in enumerate(passages):
        for at in _unpaired(passage.text) if k not in closed else ():
            yield passage.marked("bracket-unclosed", at, at + 1, found=passage.text[at])


def is_closed_by(passage: Passage, following: Passage) -> bool:
    """Whether a passage leaves one bracket open, and the next one closes it."""
    opened, closed = _unpaired(passage.text), _unpaired(following.text)
    if len(opened) != 1 or len(closed) != 1:
        return False
    one, other = passage.text[opened[0]], following.text[closed[0]]
    return one in _PAIRS and other not in _PAIRS and _fits(one, other)


@lru_cache(maxsize=4096)
def _unpaired(text: str) -> tuple[int, ...]:
    """Where brackets of a text have no counterpart, as it is read with the fewest; a number with a bracket behind it (1), ア）) needs
    none."""
    return min((_unpaired_but(text, reading) for reading in _READINGS), key=len)


def _unpaired_but(text: str, needless: re.Pattern[str]) -> tuple[int, ...]:
    """Where brackets have no counterpart but for those of what needs none."""
    counted = {at for found in needless.finditer(text) for at in range(*found.span())}
    opened: list[int] = []
    alone: list[int] = []
    for at, char in enumerate(text):
        if at in counted or (at == 0 and char in _OF_MARK):
            continue
        if char in _PAIRS:
            opened.append(at)
        elif char in _PAIRS.values():
            fitting = next((k for k in reversed(range(len(opened))) if _fits(text[opened[k]], char)), None)
            alone += [at] if fitting is None else opened[fitting + 1 :]
            del opened[len(opened) if fitting is None else fitting :]
    return tuple(sorted([*alone, *opened]))


_OF_MARK = ")）"
"""at the head of a text they close its mark"""


def _fits(opening: str, closing: str) -> bool:
    end = _PAIRS[opening]
    return _SAME.get(end, end) == _SAME.get(closing, closing)
