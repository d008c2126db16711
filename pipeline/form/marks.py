"""Marks at the head of a line: bullets, arrows, numbers, circled numbers, kana; alone, glued to the text or before a gap.

In comes a line of glyphs, out goes the mark as printed, what kind it is, the numbers it names and where the text after it
begins; the characters come from ``rules/form.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline import rules
from pipeline.form.series import Series, all_series, kana
from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.pages.model import Glyphs
from pipeline.pages.text import UNNAMED

MarkKind = Literal["bullet", "arrow", "note", "circled", "number", "letter", "none"]
NUMBERED: frozenset[MarkKind] = frozenset({"circled", "number", "letter"})

LONG_DASHES = frozenset("ー―—─")
"""bullets only where no word goes on with them: ー is written for － and is also the long vowel of a word that a line's end parts"""
DASHES = frozenset("-‐–－−*＊") | LONG_DASHES
"""bullets that may also be a minus or a line of dashes"""
GAP = 0.24
"""em; a bare number or letter is a mark only before a gap at least this wide (programs widen kanji beside digits by up to that), or
before a space that is printed, however narrow"""
POINT_OF_OTHER_WIDTH = r"(?:(?<=[0-9])\.(?=[０-９])|(?<=[０-９])．(?=[0-9]))"
"""behind a number and before digits of the other width; of a decimal (1．５倍, ２.5%) the point is as wide as those behind it"""


class Mark(NamedTuple):
    """``length`` counts the glyphs of the mark; ``text_x`` is where the text after it begins, in points."""

    text: str
    kind: MarkKind
    numbers: tuple[int, ...]
    length: int
    x: float
    text_x: float
    weak: bool = False

    def shifted(self, by: float) -> Mark:
        """The mark as much further left, in points."""
        return self._replace(x=self.x - by, text_x=self.text_x - by)


@dataclass(frozen=True, slots=True)
class MarkRules:
    bullets: frozenset[str]
    signs: dict[str, MarkKind]
    notes: tuple[str, ...]
    circled: re.Pattern[str]
    bracketed: re.Pattern[str]
    pointed: re.Pattern[str]
    bare: re.Pattern[str]
    named: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def mark_rules() -> MarkRules:
    data = rules.load("form").table("marks")
    one, roman = data.one_character("circled"), data.one_character("roman")
    join = "[~～〜\\-－ー―・､、,，と及び]{1,2}"
    digits = f"(?:[0-9０-９]{{1,2}}|{roman})"
    any_number = f"(?:{digits}|{one})"
    words = data.pattern("words").pattern
    counted = "[~～〜・､、,，と及び]{1,2}"  # 1-2. is the second part of the first
    signs: dict[str, MarkKind] = dict.fromkeys(data["bullets"], "bullet")
    signs.update(dict.fromkeys(data["arrows"], "arrow"))
    for note in data["notes"]:
        signs.setdefault(note[0], "note")
    return MarkRules(
        frozenset(data["bullets"]),
        signs,
        tuple(data["notes"]),
        re.compile(f"(?:[〈<＜《]{one}(?:(?:{join})?{one})*[〉>＞》]|[【\\[［（(〔]?{one}(?:(?:{join})?{one})*[】\\]］）)〕]?)[.．、:：]?"),
        re.compile(f"[（(【\\[［〔〈<＜《]{digits}(?:{join}[（(]?{digits}[）)]?)*[）)】\\]］〕〉>＞》](?:(?:{join})?[（(]{digits}[）)])*"),
        re.compile(
            f"{digits}(?:[.．]?{counted}{digits}){{1,{MORE_NAMED}}}(?:[.．](?![0-9０-９])|{POINT_OF_OTHER_WIDTH})|{digits}(?:[.．:：/／](?![0-9０-９])|[）)](?=.)|、(?=[^0-9０-９]))"
        ),
        re.compile(f"{digits}(?:{join}{digits})*"),
        re.compile(f"[（(【\\[［〔〈<]?(?P<word>{words}){any_number}(?:{counted}(?:{words})?{any_number})*[）)】\\]］〕〉>]?[:：.．]?"),
        re.compile(f"[【\\[［（(〔〈<＜《0-9０-９]|{roman}|{one}|{rules.any_of(data['word_heads'])}"),
    )


MORE_NAMED = 9
"""numbers that a mark names behind its first, at most: no project of the form has more goals, and a text of nothing but numbers is
searched from each of them"""
_MARKS = rules.load("form").table("marks")
SIGN = re.compile(f"{_MARKS.one_character('circled')}|{_MARKS.one_character('roman')}")
"""a number that is one character: ①, Ⅳ"""
ADJACENT = re.compile(f"(?<={SIGN.pattern})(?={SIGN.pattern})")
"""between two such numbers"""


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers that a mark names; a range names all between its ends."""
    spelt = SIGN.sub(lambda sign: str(int(unicodedata.numeric(sign[0]))), ADJACENT.sub(" ", text))
    plain = unicodedata.normalize("NFKC", spelt).replace("〜", "~").replace("ー", "~").replace("―", "~")
    found = [int(n) for n in re.findall(r"\d+", plain)]
    if len(found) == 2 and re.search(r"\d[)\]】]?[~\-][(\[【]?\d", plain) and found[0] < found[1] <= found[0] + 20:
        return tuple(range(found[0], found[1] + 1))
    return tuple(dict.fromkeys(found))


def number_within(mark: str, outer: int | None) -> int | None:
    """The second number of a mark that counts within a project's ``outer`` number: 3 of 2-3 in the second; None for any other. 1-3 may be
    all from 1 to 3 as well, which the marks around it tell."""
    found = _WITHIN.fullmatch(unicodedata.normalize("NFKC", mark))
    return int(found[2]) if found and int(found[1]) == outer else None


_WITHIN = re.compile(r"[(]?([0-9]{1,2})-([0-9]{1,2})[)]?")


def signs_of(lines: Iterable[Line]) -> frozenset[str]:
    """Dashes and stars that stand as bullets before words here, so that they are bullets before digits too; and glyphs of no known
    character that begin several lines and stand within none, so that they are bullets without a gap too."""
    texts = [line.glyphs.texts for line in lines]
    able = DASHES - _going_on(texts)
    dashes = [head[0] for head in texts if head[0] in able and len(head) > 1 and not head[1].isdigit()]
    unnamed = Counter([head[0] for head in texts if head[0] in UNNAMED])
    within = {text for line in texts for text in line[1:]} if unnamed else set()
    return frozenset([*dashes, *(sign for sign, times in unnamed.items() if times > 1 and sign not in within)])


def _going_on(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Long dashes with which a word of the line before goes on, in lines that follow each other."""
    return frozenset([below[0] for above, below in pairwise(texts) if below[0] in LONG_DASHES and _KANA.fullmatch(above[-1])])


_KANA = re.compile("[ぁ-ゖァ-ヺー]")


def marks_of(lines: Sequence[Line], *, series: Series | None, signs: frozenset[str]) -> list[Mark]:
    """The mark at the head of each line, as ``mark_of`` tells it."""
    return [mark_of(line, series=series, signs=signs) for line in lines]


def mark_of(line: Line, *, series: Series | None = None, expected: int | None = None, signs: frozenset[str] = frozenset()) -> Mark:
    """The mark at the head of ``line``; kind "none" where there is none, and a bullet without a character where a dot is drawn before it.

    ``series`` asks for its letters as marks (ア, イ, …); ``expected`` is the place in it that would come next, so that a
    mark glued to its text is known by its turn; ``signs`` are dashes that are known to be bullets, so before a digit too.
    """
    mark = _mark_at(line.glyphs, line.text[0], series, expected, signs)
    return mark if line.dot_x is None or mark.kind != "none" else mark._replace(kind="bullet", x=line.dot_x)


def mark_in(glyphs: Glyphs) -> Mark:
    """The mark at the head of some glyphs, a part of a line; kind "none" where there is none."""
    return _mark_at(glyphs, glyphs.texts[0][0], None, None, frozenset())


def text_behind(line: Line, length: int) -> str:
    """What a line says behind a mark of so many glyphs, without the gap between the two."""
    return spaced_text(line.glyphs.part(length, len(line.glyphs))) if length else line.text


def _mark_at(glyphs: Glyphs, head: str, series: Series | None, expected: int | None, signs: frozenset[str]) -> Mark:
    kind = "bullet" if head in LONG_DASHES & signs else mark_rules().signs.get(head)
    if kind is not None:
        found = _sign(glyphs, head, kind, signs)
    elif head in UNNAMED:
        found = _unnamed_sign(glyphs, head, signs)
    else:
        found = _numbering(glyphs, series, expected) if _opens_number(head, series) else None
    return found or Mark("", "none", (), 0, glyphs.x0[0], glyphs.x0[0])


def _text_x(glyphs: Glyphs, length: int) -> float:
    """Where the text begins behind a mark of so many glyphs; at the mark's end, where there is none."""
    return next(iter(glyphs.x0[length : length + 1]), glyphs.x1[0])


def _sign(glyphs: Glyphs, head: str, kind: MarkKind, signs: frozenset[str]) -> Mark | None:
    """The mark that one sign is. A sign that is repeated or closed again belongs to the text (○△□の会, ------)."""
    x0, texts = glyphs.x0, glyphs.texts
    weak = False
    if length := _note_at(glyphs):
        return Mark("".join(texts[:length]), "note", (), length, x0[0], _text_x(glyphs, length))
    if kind == "note":  # no more than the first sign of one: 注目
        return None
    if kind == "bullet" and len(texts) > 1:
        following = texts[1][0]
        if texts[-1] == head and len(texts) > FEWEST_CLOSED and head not in JOINING:
            return None
        if head in DASHES and (following.isdigit() and head not in signs or following in DASHES) or _stands_for_name(texts):
            return None
        weak = following in mark_rules().bullets
    return Mark(head, kind, (), 1, x0[0], _text_x(glyphs, 1), weak)


def _unnamed_sign(glyphs: Glyphs, head: str, signs: frozenset[str]) -> Mark | None:
    """The bullet that a glyph of no known character is: it stands before a gap, or is known for one. One of a name (外字) does not."""
    if len(glyphs) < 2 or head not in signs and 1 not in glyphs.spaced and glyphs.x0[1] - glyphs.x1[0] < GAP * glyphs.spans[0].size:
        return None
    return Mark(head, "bullet", (), 1, glyphs.x0[0], glyphs.x0[1])


def _note_at(glyphs: Glyphs) -> int:
    """How many glyphs the sign of a note has (※, ※1, 注1, 注）); 0 where the line begins with none."""
    head = "".join(glyphs.texts[:LONGEST_NOTE])
    notes = mark_rules().notes
    if not head.startswith(tuple(note[0] for note in notes)):
        return 0
    return _number_behind(glyphs) or max([len(note) for note in notes if head.startswith(note)], default=0)


def _number_behind(glyphs: Glyphs) -> int:
    """How many glyphs the sign of a note has with its number (※1), which stands before a gap or is raised; 0 where it has none."""
    length = 1
    while length < min(len(glyphs.texts) - 1, LONGEST_NOTE) and glyphs.texts[length].isdecimal():
        length += 1
    if length == 1:
        return 0
    size = glyphs.span_at(length).size
    gap = glyphs.x0[length] - glyphs.x1[length - 1]
    is_apart = gap >= GAP * size or length in glyphs.spaced or glyphs.texts[length] in "：:）)．." or glyphs.span_at(length - 1).size < size
    return length if is_apart else 0


def _stands_for_name(texts: Sequence[str]) -> bool:
    """Whether a sign stands twice before words, in place of a name that is not said: ○○小学校."""
    return len(texts) > 2 and texts[0] == texts[1] != texts[2] and texts[0] not in JOINING


FEWEST_CLOSED = 3
"""glyphs of a line that a sign opens and closes: ◆声を聞く会◆ is a heading, ○○ no more than two signs"""
JOINING = frozenset("・･")
"""signs of items that join words as well"""
JOINED = tuple(word.partition("・")[::2] for word in _MARKS["joined_words"])
"""the words on both sides of such a sign that make one"""
LONGEST_NOTE = 3
"""glyphs of a note's sign with its number"""


def _numbering(glyphs: Glyphs, series: Series | None, expected: int | None) -> Mark | None:
    """The mark that a number or letter is, or several numbers."""
    r, x0, x1 = mark_rules(), glyphs.x0, glyphs.x1
    text = "".join([text[0] for text in glyphs.texts[:LONGEST_NUMBER]])

    def made(length: int, kind: MarkKind, numbers: tuple[int, ...], weak: bool = False) -> Mark:
        return Mark(text[:length], kind, numbers, length, x0[0], _text_x(glyphs, length), weak)

    def gap_after(length: int) -> float:
        return (x0[length] - x1[length - 1]) / glyphs.spans[0].size if length < len(x0) else 0.0

    if series is not None and (letter := series.read(text)) is not None:
        is_apart = letter.is_closed or _is_apart(glyphs.spaced, letter.length, gap_after)
        if is_apart or series.counts_glued and letter.place == expected:
            return made(letter.length, "letter", (letter.place,), weak=not is_apart)
    if (found := r.circled.match(text)) is not None:
        return made(_balanced(found[0]), "circled", numbers_in(found[0]))
    named = r.named.match(text)
    is_named = _is_named(named, gap_after(named.end()), text[named.end() :][:1]) if named else False
    if (found := named if is_named else _enclosed_or_pointed(text)) is not None:
        return made(found.end(), "number", numbers_in(found[0]))
    found = _bare(text, gap_after, glyphs.spaced)
    return made(found.end(), "number", numbers_in(found[0]), weak=True) if found else None


def _is_apart(spaced: Set[int], length: int, gap_after: Callable[[int], float]) -> bool:
    """Whether a letter stands before a gap or a space, and not as those of words do that are set apart all along the line."""
    spread = max(gap_after(length + 1), 0.0)
    is_spaced = length in spaced and length + 1 not in spaced and spread < GAP
    return is_spaced or gap_after(length) - spread >= GAP


def _bare(text: str, gap_after: Callable[[int], float], spaced: Set[int]) -> re.Match[str] | None:
    """The number alone that a text begins with, before a gap or a space, or before digits of the other width; ``gap_after`` so many
    characters, in em."""
    found = mark_rules().bare.match(text)
    if found is not None:
        spread = max(gap_after(found.end() + 1), 0.0)  # of a line that is set to its full width
        if found.end() in spaced or gap_after(found.end()) - spread >= GAP:
            return found
    found = BEFORE_DIGIT.match(text)
    return found if found is not None and (gap_after(found.end()) >= GAP or OTHER_WIDTH.match(text)) else None


BEFORE_DIGIT = re.compile(r"[0-9０-９][.．]?(?=[0-9０-９])(?![0-9]{3}(?![0-9]))")
"""a number that counts what begins with one (１　０歳児の利用); where it is set apart from three digits it may be their thousands"""
OTHER_WIDTH = re.compile(rf"[0-9０-９]{POINT_OF_OTHER_WIDTH}")
"""a number with its point before digits of the other width"""


def _enclosed_or_pointed(text: str) -> re.Match[str] | None:
    """The number that a text begins with, in brackets or before a point: (1), 1.; the rest of （表⏎3）。 is none."""
    r = mark_rules()
    found = r.bracketed.match(text) or r.pointed.match(text)
    return None if found is not None and text[found.end() :].startswith(ENDING) else found


def _is_named(found: re.Match[str], gap: float, behind: str) -> bool:
    """Whether a word with a number is a mark: enclosed, before a colon, point or gap, or 姿１ right before the goal's words."""
    is_apart = found[0][-1] in CLOSING or gap >= GAP or not behind
    return is_apart or found["word"].endswith("姿") and behind not in WITHIN_SENTENCE


CLOSING = frozenset("）)】]］〕〉>:：.．")
ENDING = ("。", "、", "」", "』")
"""signs with which nothing begins that a number counts"""
WITHIN_SENTENCE = frozenset("をのにはがでともへやつ、。，・及")
"""what stands behind a word with a number within a sentence (姿１と２では)"""
LONGEST_NUMBER = 16
"""characters; a mark with its word is no longer"""


@lru_cache(maxsize=4096)
def _opens_number(char: str, series: Series | None) -> bool:
    """Whether a number or, where they are asked for, a letter as a mark may begin with this character."""
    return bool(mark_rules().opening.match(char) or series is not None and series.opening.match(char))


def is_cut_at_joint(above: str, below: str) -> bool:
    """Whether a line ends, and the next begins, within a word that ・ joins: 子ども, ・子育て支援."""
    return below[0] in JOINING and any(above.endswith(first) and below.startswith(second, 1) for first, second in JOINED)


def series_of(lines: Sequence[Line]) -> Series:
    """What counts a list with these lines: the series whose first letter stands before the first line with a mark, and another before
    one below; else ア, イ, …. Ａ：できた　Ｂ：… over a list says what its ticks mean."""
    opening: Series | None = None
    for k, line in enumerate(lines):
        found = next((s for s in all_series() if _place(line, s) == 1), None)
        if found is not None and any(_place(below, found) > 1 for below in lines[k + 1 :]):
            return found
        if found is None and mark_of(line).kind != "none":
            return kana()
        opening = opening or found
    return opening or kana()


def _place(line: Line, series: Series) -> int:
    """Which place the letter at the head of a line surely counts; 0 where there is none."""
    mark = mark_of(line, series=series)
    return mark.numbers[0] if mark.kind == "letter" else 0


def _balanced(text: str) -> int:
    """Length of the mark without a closing bracket or point that its opening does not ask for."""
    if text[0] in "【[［（(〔〈<＜《":
        return len(text)
    closed = text.rstrip(".．、:：")
    if closed[-1] in "】]］）)〕":
        return len(closed) - 1
    return len(text) - (text[-1] == "、")
