"""Sentences: one that breaks off, and one in another style (です・ます, である) than the rest of its section.

In come the passages of a section in order, out come the findings. What stands in brackets is another's words and not asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline import rules
from pipeline.narrative.model import Token
from pipeline.narrative.tokens import tokens_of
from pipeline.proofreading.model import Passage, Slip
from pipeline.proofreading.wording import words
from pipeline.proofreading.words import is_closed_by

SentenceStyle = Literal["polite", "plain"]
STYLES_JA: dict[SentenceStyle, str] = {"polite": "です・ます", "plain": "である"}
_ENDED = re.compile(r"[。．.!?！？」』）)】〉》…：:～〜※*＊→]\s*\Z")
_STOPPED = re.compile(r"[。．!?！？][」』）)]?\s*\Z")
_IN_BRACKETS = re.compile(r"「[^「」]*」|『[^『』]*』|（[^（）]*）|\([^()]*\)")
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]")
_POLITE = re.compile(rules.any_of(words("polite")) + r"(?:か|ね|よ)?[。！？!?]\Z")
_ASKING = re.compile(rules.any_of(words("asking")) + r"(?:ね|よ)?[。！？!?]\Z")
_VERBAL = ("動詞", "助動詞", "形容詞")
_DANGLING = frozenset({"格助詞", "係助詞", "接続助詞", "副助詞", "準体助詞"})
_CONNECTIVES = ("連用形", "未然形", "仮定形", "語幹")
_LEAST_STOPPED = 2
"""passages of a section that end in a full stop, before one that dangles is a slip"""
_SURE = 5
"""as many, and all but one: then one that ends in a noun breaks off too"""
_MANY = 20
"""as many of a sheet tell its habit"""
_NEARLY_ALL = 0.9
"""share of the statements that does too"""
_ONLY = 1
"""open statements of a sheet: of more, some may be lists"""
_LONG = 25
"""characters: a shorter passage may be a headline of a list"""
_SHORT = 10
"""characters: so short a passage may be a headline even where it is the only one"""


def broken_in(passages: Sequence[Passage], habit: Habit) -> Iterator[Slip]:
    """Statements of a section that end in the middle of a sentence, where the others end in a full stop: in a form that something
    follows, or in any where the sheet's or the section's ``habit`` leaves no doubt."""
    said = [passage for passage in passages if passage.is_statement]
    here = habit_of(said)
    marks = Counter(passage.place.mark for passage in said)
    for at, passage in enumerate(said):
        if not _is_open(passage.text) or _goes_on(passage, said[at + 1 : at + 2]):
            continue
        is_of_list = marks[passage.place.mark] == max(marks.values())
        if _breaks_off(passage.text, here, len(said), habit.is_to_stop) or (is_of_list and _is_alone(passage.text, here, habit)):
            yield passage.marked("sentence-broken", len(passage.text), len(passage.text))


def _breaks_off(text: str, here: Habit, count: int, always: bool) -> bool:
    """Whether a text ends in a form that something follows, where others of its section end in a full stop."""
    return _dangles(text) and here.stopped >= (1 if always else max(_LEAST_STOPPED, count // 2))


def _is_alone(text: str, here: Habit, habit: Habit) -> bool:
    """Whether a text is the only one of its section, or of the sheet, without a full stop, and no headline."""
    in_section = here.left_open == 1 and here.stopped > 0 and (habit.is_to_stop or here.stopped >= _SURE)
    in_sheet = habit.is_to_stop and habit.left_open <= _ONLY
    return (in_section and len(text) >= _LONG) or (in_sheet and len(text) >= _SHORT and _says(text))


def _says(text: str) -> bool:
    """Whether a text says something of something, as no headline in the noun form does."""
    return any(token.surface in words("binding") and token.pos[0] == "助詞" for token in tokens_of(text))


@dataclass(frozen=True, slots=True)
class Habit:
    """How many statements end in a full stop, and how many in neither that nor a bracket."""

    stopped: int
    left_open: int

    @property
    def is_to_stop(self) -> bool:
        """Whether there are many statements, and nearly all end in a full stop."""
        return self.stopped >= max(_MANY, _NEARLY_ALL * (self.stopped + self.left_open))


def habit_of(passages: Sequence[Passage]) -> Habit:
    said = [passage.text for passage in passages if passage.is_statement]
    return Habit(sum(_STOPPED.search(text) is not None for text in said), sum(map(_is_open, said)))


def _is_open(text: str) -> bool:
    return bool(text) and not _ENDED.search(text) and text.strip() not in words("whole")


def _goes_on(passage: Passage, following: Sequence[Passage]) -> bool:
    """Whether the passage behind is the rest of the sentence, set as a row of its own: it has no mark, or closes a bracket."""
    return any(not other.place.mark or is_closed_by(passage, other) for other in following)


def _dangles(text: str) -> bool:
    """Whether a text ends in a comma, a particle or a form of a verb that something follows."""
    if text.rstrip()[-1] in "、,，・「『（(":
        return True
    if len(text) < _LONG and text.rstrip().endswith(words("headline_ends")):
        return False
    tokens = tokens_of(text.rstrip())
    last = tokens[-1]
    if last.pos[0] == "助詞":
        return last.pos[1] in _DANGLING
    if last.pos[0] not in _VERBAL or not last.pos[5].startswith(_CONNECTIVES):
        return False
    return len(text) >= _LONG or last.surface in words("no_noun") or last.pos[0] == "助動詞" or _has_object(tokens)


def _has_object(tokens: Sequence[Token]) -> bool:
    """Whether the last particle binds a verb: 声を聞き goes on, 地域の見守り is a headline."""
    particles = [token.surface for token in tokens if token.pos[0] == "助詞"]
    return bool(particles) and particles[-1] in words("binding")


def styles_in(passages: Sequence[Passage], usual: SentenceStyle | None) -> Iterator[Slip]:
    """Sentences of a section in the style that is rarer there; where both are as many, in that which is not the sheet's ``usual``."""
    found = [(passage, *one) for passage in passages if not passage.is_heading for one in sentences_of(passage.text)]
    counts = {style: sum(one[-1] == style for one in found) for style in STYLES_JA}
    if not all(counts.values()):
        return
    most = max(counts.values())
    common = next(iter(style for style in STYLES_JA if counts[style] == most and (style == usual or min(counts.values()) < most)), None)
    for passage, _, end, style in found:
        if common and style != common:
            yield passage.marked("style-mixed", max(0, end - _ENDING), end, other=STYLES_JA[common])


_ENDING = 6
"""characters of a sentence's end that show its style"""


def sentences_of(text: str) -> Iterator[tuple[int, int, SentenceStyle]]:
    """The sentences of a text that end in one of the two styles: begin, end, style."""
    blanked = _IN_BRACKETS.sub(lambda found: "\0" * len(found[0]), text)
    for found in _SENTENCE.finditer(blanked):
        style = sentence_style(found[0])
        if style:
            yield found.start(), found.end(), style


def sentence_style(sentence: str) -> SentenceStyle | None:
    """The style of a sentence by its end; none for one that ends in a noun or asks the reader."""
    if _ASKING.search(sentence):
        return None
    if _POLITE.search(sentence):
        return "polite"
    words_of = tokens_of(sentence.rstrip("。！？!?"))
    return "plain" if words_of and words_of[-1].pos[0] in _VERBAL and not words_of[-1].pos[5].startswith(_CONNECTIVES) else None


def usual_style(passages: Sequence[Passage]) -> SentenceStyle | None:
    """The style of most sentences; none where both are as many."""
    found = [style for passage in passages for _, _, style in sentences_of(passage.text)]
    polite = found.count("polite")
    if 2 * polite == len(found):
        return None
    return "polite" if 2 * polite > len(found) else "plain"
