"""The numbers that sentences say: 年8回, 令和2年度24件→令和4年度57件, 41%, 700円→600円, with their years and what they count.

In comes a statement's printed text, out come its mentions without links to any table. A number without a unit, a date, an age, a
rank or a span of time is none. A year is a number's only where nothing stands between the two that turns to something else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from pipeline import rules
from pipeline.facts import lexicon
from pipeline.facts.model import Bound
from pipeline.facts.periods import Period, period_at
from pipeline.facts.quantities import amount_at
from pipeline.facts.units import unit_at
from pipeline.prose.model import Mention
from pipeline.prose.rules import content, pattern_of
from pipeline.text import years

_Q = lexicon.section("qualifiers")
_N, _Y = content()["numbers"], content()["years"]
_NOT_COUNTS = frozenset(_N["not_counts"])
_BEFORE = re.compile(rf"(?<![前同昨翌本対])(?:{rules.any_of([*_Q['before'], *_N['before']])}\s?)+\Z")
_AFTER = re.compile(rules.any_of(_Q["after"]))
_BOUNDS: dict[str, Bound] = {**dict.fromkeys(_Q["least"], "low"), **dict.fromkeys(_Q["most"], "high")}
_NOT_A_YEARS = pattern_of([*_N["rounded"], *_N["not_a_years"]])
_STARTS = re.compile(r"(?<![\d.,A-Za-z第])[▲△]?\d")
_NO_QUANTITY = re.compile(r"[制版型]|日間?の(?:間|うち)|(?<=日)[(（付]")
_NOT_BEFORE_DAYS = ("月", "/", "・", "、")
"""before a number of days: then it is a date"""
_JOINT = re.compile(r"\s?(?P<sign>[~→])\s?")
_CHANGE = re.compile(r"[のがもずつ]{0,2}" + pattern_of(_N["change_behind"]).pattern)
_EXACT_BEHIND = re.compile(rf"\s*(?:{pattern_of(_N['exact_behind']).pattern}|\Z)")
_NO_YEAR_BEHIND = re.compile(r"末?[のは]?" + pattern_of(_Y["not_behind"]).pattern)
_ENDS = re.compile(r"[。\n]|[しりきいちみびぎえけせてねべめれげじ]、|" + pattern_of(_Y["ends"]).pattern)
_SENTENCE = re.compile(r"[。\n]")
_CLAUSE = re.compile(r"[。、,;\n()「」『』→:]|(?<=[\d人件回組校部%所])・")
_BESIDE = pattern_of(_N["not_of_the_thing"]).pattern
_PARTICLE = re.compile(rf"(?:について|において|としては|として|には|では|[はがもをのにでと]|{_BESIDE})?\s?\Z")
_LEADING = re.compile(r"\A(?:また|なお|さらに|特に|その|この|うち|年度|の|には|では|は|も|に|で|[とや](?=[^ぁ-ん])|\s)+")
_TOPIC_SIGN = r"(?<=[^ぁ-ん])(?:には|では|とは|は)"
_PREDICATE = re.compile(rf"(?:した|する|して|いる|れる|った|ない|たい|なり|から|まで|より|など|や|た|{_TOPIC_SIGN})(?=[^ぁ-ん])")
_NO_NOUN = re.compile(r"\Aという|\A\d+[年月日].{0,2}\Z|(?:[しっいけれめえき]た|する|いる|れる|(?<!育)て)\Z")
"""what is joined to other words, or says what was done"""
_NOUN_BEHIND = re.compile(r"の?(?P<noun>[一-龥々ァ-ヶー]{2,12})")
_OBJECT = re.compile(r"(?:[にでへと]|には|では|として|から|まで)\s?\Z")
_SUCH = r"(?:程度|以上|ほど|余)?の|(?:であった|だった)(?=[一-龥々ァ-ヶーA-Za-z])"
_OF_NOUN = re.compile(rf"(?:{_SUCH})(?P<noun>[一-龥々ァ-ヶーぁ-んA-Za-z]{{2,14}}?)(?=[をがはにでと、。へも])")
_PART_OF = re.compile(r"(?:うち|内|中)\s?\Z")
_DURATION = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:年間?|[かカヶケ]年|[かカヶケ]月間?|週間)(?:で|のうちに|の間に)\s?\Z")
_SHARED_BY = re.compile(r"の(?:うち|内|中)\s?\Z")
_SHARES = frozenset(_N["shares"])
_WHO_DOES = re.compile(r"(?:程度|以上|ほど|余り)?が(?P<noun>[一-龥々]{2,6})(?=(?:し|す|さ)(?![ぁ-ん]*さ))")
_SOMEBODY = re.compile(r"(?:.*(?:では|には|は|、))?(?P<words>(?![とをがにでのもへ])[^はも、]{1,28}[ぁ-ん](?:人|方|者))", re.DOTALL)
_DONE_TO = re.compile(r"を\Z")
_YEAR_PARTICLE = re.compile(r"(?:末|中)?(?:には|では|[はのにもで])?")
_BEHIND_YEAR = re.compile(rf"から|より|{_YEAR_PARTICLE.pattern}")
_TOPIC = re.compile(r"(?P<noun>[^はがも]{2,24}?)(?<![でに])は(?=[^ぁ-ん]|\Z)")
_SUBJECT = re.compile(r"(?P<noun>[^はがも]{2,24}?)[はが](?=[^ぁ-ん]|\Z)")
_QUOTED_LAST = re.compile(r"[「『](?P<name>[^「」『』]+)[」』](?:[はがもをの]|など|では)?\s?\Z")
_QUOTED = re.compile(r"[「『][^「」『』]*[」』]")
_OPENING = {"」": "「", "』": "『"}
_NOTHING_COUNTED = frozenset((*_N["nothing_counted"], *_N["done"]))
_NOTHING_BEHIND = frozenset(_N["nothing_counted"])
_LONGEST_COUNTED = 30
"""characters; longer words before a number are a sentence of their own"""
_CONJUNCTION = pattern_of(_N["conjunctions"]).pattern
_LONGEST_OPENING = 2 * _LONGEST_COUNTED
"""characters of a statement before its first number: a conjunction, a year and the counted words"""
_WINDOW = 160
"""characters of a clause that are looked at on either side: the counted words, the periods in them and a quoted name"""
_MOST_DIGITS = 40
"""characters of a number, its commas and points among them"""
_MOST_JOINED = 12
"""numbers that ~ or → joins to one run: a year each"""
_SIGNS_OF_YEAR = re.compile(r"\s?\((?P<inner>[^()]{2,24})\)")


_Dated = tuple[int, int, Period]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement's printed and folded text, its periods as start, end and reading, and where its clauses begin behind their signs: read
    once, so that each number asks no more than what stands about it."""

    text: str
    folded: str
    dated: tuple[_Dated, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    clauses: tuple[int, ...]

    def period_around(self, at: int) -> _Dated | None:
        """The period within which a place lies."""
        last = bisect_right(self.begins, at) - 1
        return self.dated[last] if last >= 0 and at < self.ends[last] else None

    def period_before(self, at: int) -> _Dated | None:
        """The last period that ends at a place or before."""
        last = bisect_right(self.ends, at) - 1
        return self.dated[last] if last >= 0 else None

    def periods_within(self, start: int, end: int) -> tuple[_Dated, ...]:
        """The periods that lie from one place to the other."""
        return self.dated[bisect_left(self.begins, start) : bisect_right(self.ends, end)]

    def clause_at(self, at: int) -> int:
        """Where the clause begins that holds the words before a place."""
        last = bisect_right(self.clauses, at) - 1
        return self.clauses[last] if last >= 0 else 0


@dataclass(frozen=True, slots=True)
class _Said:
    """One number with its unit where it stands in a folded text; ``joined`` is the sign that joins it to the number before, ``run_end``
    where the last one that is joined ends."""

    begin: int
    end: int
    value: float
    unit: str
    bound: Bound | None
    joined: str
    run_end: int


class _Part(NamedTuple):
    """One number of a run as it is printed; ``joined`` is the sign before it."""

    begin: int
    end: int
    value: float
    unit: str | None
    joined: str


def said_numbers(text: str) -> tuple[Mention, ...]:
    """The mentions of a statement's printed text, in order."""
    if not any(char.isdigit() for char in text):
        return ()
    statement = _statement(text)
    found: list[Mention] = []
    for said in _numbers_of(statement):
        found.append(_mention(statement, said, found))
    return tuple(found)


def _statement(text: str) -> _Statement:
    folded = lexicon.fold(text)
    dated = tuple(_periods_of(folded))
    clauses = tuple(found.end() for found in _CLAUSE.finditer(folded))
    return _Statement(text, folded, dated, tuple(begin for begin, *_ in dated), tuple(end for _, end, _ in dated), clauses)


def _periods_of(folded: str) -> list[_Dated]:
    """Every period that is printed, as start, end and reading; none reaches into the next."""
    found: list[_Dated] = []
    for start in years.year_starts(folded):
        if found and start < found[-1][1]:
            continue
        here = period_at(folded, start)
        if here:
            found.append((start, here[1], here[0]))
        elif (day := years.year_point(folded, start)) is not None:
            found.append((start, day.end, Period(folded[start : day.end])))
    return found


def _numbers_of(statement: _Statement) -> Iterator[_Said]:
    folded, at = statement.folded, 0
    while start := _STARTS.search(folded, at):
        within = statement.period_around(start.start())
        if within is not None:
            at = max(within[1], start.start() + 1)
            continue
        at = _digits_end(folded, start.end())
        here = list(_run_at(folded, start.start())) if at - start.start() < _MOST_DIGITS else []
        yield from here
        at = max(here[-1].end if here else 0, at)


def _digits_end(folded: str, at: int) -> int:
    while at < len(folded) and (folded[at].isdigit() or folded[at] in ".,"):
        at += 1
    return at


def _run_at(folded: str, at: int) -> Iterator[_Said]:
    """The number at ``at``, and those that ~ or → joins to it: the last one's unit is that of those without."""
    parts = list(islice(_parts_at(folded, at), _MOST_JOINED))
    common = parts[-1].unit if parts else None
    if common is None or common in _NOT_COUNTS or {part.unit for part in parts} - {None, common}:
        return
    for part, following in zip(parts, [*(part.joined for part in parts[1:]), ""], strict=True):
        bound: Bound | None = "low" if following == "~" else "high" if part.joined == "~" else None
        before = _BEFORE.search(folded, max(0, part.begin - 8), part.begin)
        begin = before.start() if before and not part.joined else part.begin
        after = _AFTER.match(folded, part.end)
        end, behind = (after.end(), _BOUNDS.get(after[0])) if after else (part.end, None)
        yield _Said(begin, end, part.value, common, bound or behind, part.joined, parts[-1].end)


def _parts_at(folded: str, at: int) -> Iterator[_Part]:
    """The numbers of a run with their units, up to the first that is no quantity."""
    sign = ""
    while (number := amount_at(folded[at : at + _MOST_DIGITS], 0)) and number[1] < _MOST_DIGITS:
        unit = unit_at(folded, at + number[1])
        if unit is None or _NO_QUANTITY.match(folded, unit[1]) or _is_of_a_date(unit[0], folded[at - 1 : at]):
            return
        yield _Part(at, unit[1], number[0], unit[0], sign)
        joint = _JOINT.match(folded, unit[1])
        if not joint or not folded[joint.end() : joint.end() + 1].isdigit():
            return
        sign, at = joint["sign"], joint.end()


def _is_of_a_date(unit: str | None, before: str) -> bool:
    """Whether a number of days is the day of a date, by the character before it."""
    return unit == "日" and before in _NOT_BEFORE_DAYS


def _mention(statement: _Statement, said: _Said, before: Sequence[Mention]) -> Mention:
    raw = statement.text[said.begin : said.end]
    year = _period_of(statement, said, before)
    counted = _counted(statement, said, before)
    return Mention(
        said.begin,
        said.end,
        raw,
        said.value,
        said.unit,
        year.fiscal_year if year else None,
        year.month if year else None,
        year.kind if year else None,
        said.bound,
        counted,
        counted is not None and _is_exact(statement.folded, said) and _is_of_all(statement, said.begin, counted),
    )


def _is_exact(folded: str, said: _Said) -> bool:
    """Whether a number is just itself: nothing joined to it, and behind it only that it was so, or its year in brackets."""
    raw = folded[said.begin : said.end]
    if said.bound or said.joined or not raw[0].isdigit() or _NOT_A_YEARS.search(raw) or _AFTER.search(raw):
        return False
    year = _SIGNS_OF_YEAR.match(folded, said.end)
    dated = year is not None and (found := period_at(folded, year.start("inner"))) is not None and found[1] == year.end("inner")
    return _EXACT_BEHIND.match(folded, year.end() if year and dated else said.end) is not None


def _is_of_all(statement: _Statement, at: int, counted: str) -> bool:
    """Whether a statement begins with no more than a year and the counted words: any other may say of what place, kind or case
    they speak."""
    if at > _LONGEST_OPENING:
        return False
    before = statement.folded[:at]
    for begin, end, _ in reversed(statement.periods_within(0, at)):
        before = before[:begin] + "\0" + before[end:]
    year = rf"(?:\0{_YEAR_PARTICLE.pattern}、?)?"
    plain = rf"(?:{_CONJUNCTION}、?)?{year}{re.escape(lexicon.squeeze(lexicon.fold(counted)))}[」』]?[はがも]?、?{year}"
    return before.count("\0") <= 1 and re.fullmatch(plain, lexicon.squeeze(before)) is not None


def _period_of(statement: _Statement, said: _Said, before: Sequence[Mention]) -> Period | None:
    """The period that a number belongs to: one in brackets behind it, or the last one before it with nothing between that turns
    to something else."""
    folded = statement.folded
    behind = _SIGNS_OF_YEAR.match(folded, said.end)
    inside = statement.period_around(behind.start("inner")) if behind else None
    if behind and inside and inside[:2] == behind.span("inner"):
        return _single(inside[2])
    last = statement.period_before(said.begin)
    if last is None or (before and before[-1].begin >= last[1]):
        return None
    between = folded[last[1] : said.begin]
    if any(char.isdigit() for char in between) or said.joined or _NO_YEAR_BEHIND.match(between) or _ENDS.search(between):
        return None
    return _single(last[2])


def _single(period: Period) -> Period | None:
    return period if period.fiscal_year and not period.steps and not period.problem else None


def _counted(statement: _Statement, said: _Said, before: Sequence[Mention]) -> str | None:
    """The words for what a number counts: 月1回の定例会, 相談は12件, 12回の講座; carried on from the number before it in a row of them."""
    text, folded = statement.text, statement.folded
    if said.joined and before:
        return before[-1].counted
    if (noun := _noun_of(_OF_NOUN.match(folded, said.run_end), text)) is not None:
        return noun
    last = before[-1] if before and not _SENTENCE.search(folded, before[-1].end, said.begin) else None
    start = max(_clause_start(statement, said.begin), last.end if last else 0)
    words = _DURATION.sub("", _words(statement, max(start, said.begin - _WINDOW), said.begin))
    if _PART_OF.search(words):
        return _bare(_SHARED_BY.sub("", words)) if lexicon.squeeze(said.unit) in _SHARES else None
    if not _OBJECT.search(words) and (found := _bare(words)) is not None:
        return found
    return _counted_elsewhere(statement, said, last, None if words.strip() else start)


def _counted_elsewhere(statement: _Statement, said: _Said, last: Mention | None, topic_at: int | None) -> str | None:
    """What a number counts where no words before it say so: the noun behind it, what the number before it counts, what the clause
    is about (asked only where nothing stands between), who does something."""
    text, folded = statement.text, statement.folded
    if not _CHANGE.match(folded, said.end) and (noun := _noun_of(_NOUN_BEHIND.match(folded, said.end), text)) is not None:
        return noun
    if last and last.unit == said.unit and last.counted:
        return last.counted
    topic = None if topic_at is None else _topic(statement, topic_at)
    return topic if topic is not None else _who_does(statement, said.end)


def _who_does(statement: _Statement, at: int) -> str | None:
    """Who does something behind a number: 12件が相談した."""
    doing = _WHO_DOES.match(statement.folded, at)
    return statement.text[slice(*doing.span("noun"))] if doing else None


def _noun_of(found: re.Match[str] | None, text: str) -> str | None:
    """The noun of a match as it is printed; none where it counts nothing."""
    return text[slice(*found.span("noun"))] if found and found["noun"] not in _NOTHING_BEHIND else None


def _bare(words: str) -> str | None:
    """Words without particles at their end, and without what a verb or a subject before them says; a quoted name as it is."""
    bare, shorter = "", words.strip()
    while bare != shorter:
        bare = shorter
        if quoted := _QUOTED_LAST.search(bare):
            return quoted["name"] if _is_short(quoted["name"]) else None
        shorter = _LEADING.sub("", _PARTICLE.sub("", bare)).strip(" 　・[]")
    bare = _last_phrase(bare)
    return bare if _is_short(bare) and not _NO_NOUN.search(bare) else None


def _is_short(name: str) -> bool:
    return 1 < len(name) <= _LONGEST_COUNTED and name not in _NOTHING_COUNTED


def _last_phrase(words: str) -> str:
    """What stands behind the last verb or subject of some words; people whom a clause tells (知っている人) are so with it."""
    if somebody := _SOMEBODY.fullmatch(words):
        return somebody["words"]
    outside = _QUOTED.sub(lambda found: "\0" * len(found[0]), words)
    return words[max((found.end() for found in _PREDICATE.finditer(outside)), default=0) :].lstrip("」』 ")


def _clause_start(statement: _Statement, end: int) -> int:
    """Where the clause before a place begins: a quoted name is one with what stands behind it."""
    start, folded = statement.clause_at(end), statement.folded
    closed = _OPENING.get(folded[start - 1 : start])
    opening = folded.rfind(closed, max(0, start - _WINDOW), start) if closed else -1
    return opening if opening >= 0 else start


def _words(statement: _Statement, start: int, end: int) -> str:
    """The printed words from one place to another, without the periods in it and their particles."""
    words, at = "", start
    for begin, stop, _ in statement.periods_within(start, end):
        words, at = words + statement.text[at:begin], stop + len(_BEHIND_YEAR.match(statement.folded, stop)[0])  # type: ignore[index]
    return words + statement.text[at:end]


def _topic(statement: _Statement, end: int) -> str | None:
    """What the clause before one in brackets, or before a comma, speaks of: the words before its は or が."""
    folded = statement.folded
    in_brackets = folded[end - 1 : end] == "("
    while end > 0 and folded[end - 1] in "、。,()→ ":
        end -= 1
    start = _clause_start(statement, end)
    topic = (_SUBJECT if in_brackets else _TOPIC).match(_words(statement, start, min(end, start + _WINDOW)))
    if topic is not None:
        return _bare(topic["noun"])
    words = _words(statement, max(start, end - _WINDOW), end)
    return _bare(words) if in_brackets or _DONE_TO.search(words) else None
