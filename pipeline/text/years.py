"""Years and periods as Japanese prints them: eras and Gregorian years, fiscal years, months and days, from one to another.

In comes a printed text, out come Gregorian years. A fiscal year (年度) runs from April to March and has the number of the year
in which it begins, so 令和３年４月１日～令和８年３月31日 are the fiscal years 2021 to 2025. The eras are those of ``rules/facts.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import rules

APRIL = 4
"""the month in which a fiscal year begins"""
KANJI_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}

_KANJI_COUNT = "[〇一二三四五六七八九十]{1,4}"
_COUNT = rf"(?:元|[0-9]{{1,2}}(?![0-9])|{_KANJI_COUNT})"
_GREGORIAN = r"(?:(?:19|20)[0-9]{2}(?![0-9,])|(?:二〇|一九)[〇一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[0-9]{1,2}|[一二三十][一二三四五六七八九十]{0,2})"
_JOIN = re.compile(r"(?:まで)?(?:~|-|ー|→|から|より|至:?|及び|[、,・/])")
_LENGTH = re.compile(rf"(?:~|-|から|より)?の?(?P<years>{_COUNT})(?:[かカヶヵケ箇]年|年間)")
_SAID_LENGTH = re.compile(rf"\s?(?:の|\((?:第?{_COUNT}期[:・]?)?)?(?P<years>{_COUNT})(?:[かカヶヵケ箇]年|年間)(?=\)|$)")
_SPAN_END = re.compile(rf"(?:まで)?(?:の?\(?{_COUNT}(?:[かカヶヵケ箇]年間?|年間)\)?)?$")
_MONTH_IN_BRACKETS = re.compile(rf"(?<=年度)\(({_MONTH}月)\)")
_FIRST_OF_MONTHS = re.compile(rf"(年\s?{_MONTH})(?=\s?[~・-][^月]{{0,8}}月)")
_REMARK = re.compile(r"\([^()]*\d[^()]*\)")
_ERA_NAME = 2
"""characters of a modern era's name"""
_TWO_DIGITS = 10
_MOST_OF_AN_ERA = 99
"""years; 令和2021年度 is no year of an era"""


@dataclass(frozen=True, slots=True)
class Era:
    """An era by its names: the Gregorian ``first`` year, the ``last`` number that it has and the highest that was ``foreseen``
    before it ended (平成32年度)."""

    first: int
    last: int
    foreseen: int


@cache
def eras() -> dict[str, Era]:
    """Every era of ``rules/facts.toml`` by each of its names, the present one first."""
    found: dict[str, Era] = {}
    for entry in rules.load("facts")["eras"]:
        last = entry.get("last", _MOST_OF_AN_ERA)
        found |= dict.fromkeys(entry["names"], Era(entry["first"], last, entry.get("foreseen", last)))
    return found


@cache
def era_pattern() -> str:
    """A pattern for the name of an era: 令和, R, r, R."""
    latin = "".join(name for name in eras() if name.isascii())
    names = rules.any_of(name for name in eras() if not name.isascii())
    return rf"(?:{names}|(?<![A-Za-z])[{latin}{latin.lower()}])\.?"


@cache
def _year() -> re.Pattern[str]:
    """One year, in the groups ``era`` and ``count``, or ``gregorian``: the latter is none right behind the name of an era."""
    behind = "".join(f"(?<!{re.escape(name + gap)})" for name in eras() for gap in ("", " ", "."))
    return re.compile(rf"(?P<era>{era_pattern()})\s?(?P<count>{_COUNT})|(?<![0-9]){behind}(?P<gregorian>{_GREGORIAN})")


@cache
def year_pattern() -> str:
    """A pattern without groups for a year of an era or a Gregorian one, without 年度."""
    return "(?:" + re.sub(r"\?P<\w+>", "?:", _year().pattern) + ")"


@cache
def _set_like_a_year() -> re.Pattern[str]:
    """What is set as a year of an era, whether it names one or not: 令和0年, 令和2021年度, R〇年度."""
    written = rules.any_of(name for name in eras() if len(name) > 1)
    return re.compile(rf"{era_pattern()}\s?[^\sA-Za-z()年]{{0,2}}年度|(?:{written}|(?<![A-Za-z])[A-Z])\s?[0-9]{{1,4}}年度?")


@cache
def _behind_year() -> re.Pattern[str]:
    """What restates a year, 年度 or 年, and the month and day that may follow."""
    restated = rf"(?:\((?:{era_pattern()})?(?:{_COUNT}|{_GREGORIAN})(?:年度|年)?\))?"
    dotted = rf"[./](?P<dotted>{_MONTH})(?:[./]{_DAY})?(?![0-9])"
    written = rf"(?P<suffix>年度|年(?!間)){restated}(?:(?P<month>{_MONTH})月(?:{_DAY}日)?)?"
    return re.compile(rf"{restated}(?:{written}|{dotted})?")


@dataclass(frozen=True, slots=True)
class PrintedYear:
    """A year and no more: Gregorian ``year``, the ``era`` that it is counted in, whether it lies behind the era's end (平成32), and
    where it ends in the text."""

    year: int
    era: Era | None
    is_beyond: bool
    end: int


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One printed year: Gregorian ``year``, the ``era`` it is counted in, ``month`` (1 to 12) where one follows, whether it is a
    fiscal year (年度), and where it ends in the folded text."""

    year: int
    era: Era | None
    month: int | None
    is_fiscal: bool
    end: int

    @property
    def fiscal_year(self) -> int:
        """The fiscal year that the point names or lies in."""
        return self.year if self.is_fiscal or self.month is None else fiscal_year_of(self.year, self.month)

    @property
    def calendar_month(self) -> str | None:
        """ "YYYY-MM"; None where no month is printed."""
        if self.month is None:
            return None
        return month_code(self.year + (self.is_fiscal and self.month < APRIL), self.month)


@cache
def _dashes() -> dict[int, str]:
    dashes = rules.load("facts")["dashes"]
    return str.maketrans(dict.fromkeys(dashes["level"], "-") | dict.fromkeys(dashes["waves"], "~"))


def folded(text: str) -> str:
    """The text as years are looked for: NFKC, no white space, one sign for "to"."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_dashes()).split())


def year_of_era(year: int, *, short: bool = False) -> str:
    """A Gregorian year as officials write it, without 年度: 令和３, 平成30, 令和元; ``short`` R3, H30, R1."""
    names, era = next((names, era) for names, era in _eras_by_first() if era.first <= year)
    count = year - era.first + 1
    if short:
        return f"{next(name for name in names if name.isascii())}{count}"
    return names[0] + ("元" if count == 1 else _full_width(count))


def years_of_era(start: int | None, end: int | None) -> str:
    """A period of fiscal years as officials write it: 令和３～７年度, 平成28～令和２年度, 令和３年度から; "" where nothing is known."""
    first, last = (year_of_era(year) if year else "" for year in (start, end))
    if not start or not end:
        return f"{first}年度から" if start else f"{last}年度まで" if end else ""
    return f"{first}年度" if start == end else f"{first}～{last.removeprefix(first[:_ERA_NAME])}年度"


def day_of_era(day: str) -> str:
    """A day, or a month, as officials write it: 2026-11-28 is 令和８年11月28日, 2025-09 令和７年９月; "" stays ""."""
    if not day:
        return ""
    year, *rest = (int(part) for part in day.split("-"))
    return f"{year_of_era(year)}年" + "".join(f"{_full_width(count)}{unit}" for count, unit in zip(rest, "月日", strict=False))


def _full_width(count: int) -> str:
    """One digit in full width, two in half width: 令和３, 平成30."""
    return str(count) if count >= _TWO_DIGITS else chr(ord("０") + count)


@cache
def _eras_by_first() -> list[tuple[list[str], Era]]:
    known = [(entry["names"], eras()[entry["names"][0]]) for entry in rules.load("facts")["eras"]]
    return sorted(known, key=lambda named: -named[1].first)


def fiscal_year_of(calendar_year: int, month: int) -> int:
    """The fiscal year (April to March) in which a calendar month falls."""
    return calendar_year if month >= APRIL else calendar_year - 1


def count_of(numeral: str) -> int | None:
    """The number that digits, 元 or kanji numerals name: 元 is 1, 二十八 is 28, 二〇二一 is 2021; None where they name none."""
    if numeral == "元":
        return 1
    if numeral.isdecimal():
        return int(numeral)
    if "十" not in numeral:
        digits = [KANJI_DIGITS.get(char) for char in numeral]
        return None if None in digits or not digits else int("".join(map(str, digits)))
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return 10 * KANJI_DIGITS.get(tens, 1) + KANJI_DIGITS.get(ones, 0)


def month_code(calendar_year: int, month: int) -> str:
    """ "YYYY-MM"."""
    return f"{calendar_year:04d}-{month:02d}"


def printed_year(text: str, at: int = 0) -> PrintedYear | None:
    """The year of an era or of the Gregorian calendar that is printed at ``at``; None where there is none, or none that the era has."""
    found = _year().match(text, at)
    if found is None:
        return None
    if found["gregorian"]:
        year = count_of(found["gregorian"])
        return PrintedYear(year, None, False, found.end()) if year else None
    name = found["era"].rstrip(".")
    return _in_era(eras().get(name) or eras()[name.upper()], count_of(found["count"]), found.end())


def _in_era(era: Era, count: int | None, end: int) -> PrintedYear | None:
    return PrintedYear(era.first + count - 1, era, count > era.last, end) if count and count <= era.foreseen else None


def years_of_count(count: int) -> tuple[int, ...]:
    """The Gregorian years that a year number without an era may mean, the present era first."""
    return tuple(dict.fromkeys(era.first + count - 1 for era in eras().values() if count <= era.last))


def year_starts(text: str) -> list[int]:
    """Where years may begin in a text."""
    return [found.start() for found in _year().finditer(text)]


def unreadable_year(text: str) -> str | None:
    """The part of a text that is set like a year of an era but names none (令和年度, R〇年度, 令和2021年度); None where there is none."""
    return next((found[0] for found in _set_like_a_year().finditer(text) if printed_year(text, found.start()) is None), None)


_BARE_COUNT = re.compile(_COUNT)


def _counted_on(text: str, at: int, era: Era) -> PrintedYear | None:
    """A number at ``at`` as a year of the era that the year before it names."""
    found = _BARE_COUNT.match(text, at)
    return _in_era(era, count_of(found[0]), found.end()) if found else None


def year_point(text: str, at: int = 0, era_before: Era | None = None) -> YearPoint | None:
    """The year printed at ``at`` of a folded text; one without an era counts in ``era_before``. None where there is none."""
    year = printed_year(text, at) or (_counted_on(text, at, era_before) if era_before else None)
    behind = _behind_year().match(text, year.end) if year else None
    if year is None or behind is None:
        return None
    month = behind["month"] or behind["dotted"]
    return YearPoint(year.year, year.era, count_of(month) if month else None, behind["suffix"] == "年度", behind.end())


def year_points(text: str) -> Iterator[YearPoint]:
    """Every year of a folded text that says its era or is Gregorian, in order."""
    at = 0
    while at < len(text):
        point = year_point(text, at)
        if point is not None:
            yield point
        at = point.end if point is not None else at + 1


def period_of(text: str) -> tuple[int, int] | None:
    """First and last fiscal year of a printed period; None where none is printed."""
    line = _with_months_bare(folded(text))
    for first in year_points(line):
        last = _last_of(line, first)
        if last is not None and last >= first.fiscal_year:
            return first.fiscal_year, last
    return None


def span_in(text: str) -> tuple[int, int] | None:
    """First and last fiscal year of a period that is printed from one year to another; None where none is, as where one year stands before
    a length: in 令和７年度　５か年のまとめ it is that of the summary."""
    line = _with_months_bare(folded(text))
    found = ((first.fiscal_year, _last_joined(line, first).fiscal_year) for first in year_points(line))
    return next(((first, last) for first, last in found if last > first), None)


def is_span(text: str) -> bool:
    """Whether a text is a period from one year to another, with its length or without, and no more."""
    line = _with_months_bare(folded(text))
    first = year_point(line)
    last = _last_joined(line, first) if first else None
    return bool(first and last and last.fiscal_year > first.fiscal_year and _SPAN_END.match(line, last.end))


def length_of(text: str) -> int | None:
    """How many fiscal years a printed period is said to be right behind its last one, （5か年）; None where that is not said, or of what
    is not told (うち2年間), or the text has months: those of a year and a half are in three."""
    line = folded(text)
    points = list(year_points(line))
    said = next((found for first in points if (found := _SAID_LENGTH.match(line, _last_joined(line, first).end))), None)
    return count_of(said["years"]) if said and not any(point.month is not None for point in points) else None


def _last_of(line: str, first: YearPoint) -> int | None:
    """The last fiscal year of the period that begins with ``first``: that of the last year joined to it, or told by its length."""
    last = _last_joined(line, first)
    if last is not first:
        return last.fiscal_year
    length = _LENGTH.match(line, first.end)
    years = count_of(length["years"]) if length else None
    return first.fiscal_year + years - 1 if years else None


def _last_joined(line: str, first: YearPoint) -> YearPoint:
    """The last of the years that are joined to one, from one to the next."""
    last = first
    while (join := _JOIN.match(line, last.end)) and (point := year_point(line, join.end(), last.era)) and _stands(line, point):
        last = point
    return last


def _stands(line: str, point: YearPoint) -> bool:
    """Whether a year that may lack an era and 年度 is one: no word for what it counts stands behind it (から５年間)."""
    written = line[point.end - 1] in "年度月日)" or point.month is not None
    return written or point.end == len(line) or line[point.end] in "()、,~-・/"


def month_of(text: str) -> str | None:
    """The first month of a text as "YYYY-MM"; None where no year and month are printed."""
    return next((point.calendar_month for point in year_points(_with_months_bare(folded(text))) if point.month), None)


def _with_months_bare(line: str) -> str:
    """A folded line where the month in brackets behind a fiscal year stands without them, 令和3年度(9月), and one before another with its
    own 月: 令和7年9~10月."""
    return _FIRST_OF_MONTHS.sub(r"\1月", _MONTH_IN_BRACKETS.sub(r"\1", line))


def without_dated_remarks(text: str) -> str:
    """The folded text without brackets that name another date: （中間評価：令和５年度） behind a period is not the period's."""
    return _REMARK.sub("", folded(text))


def era_year(year: int) -> str:
    """A Gregorian year as officials write it, by the newest era that has it: 2019 is 令和元, 2021 令和3; before all eras as it is."""
    name, era = next(((name, era) for name, era in eras().items() if era.first <= year), ("", None))
    if era is None:
        return str(year)
    return f"{name}{'元' if year == era.first else year - era.first + 1}"


def term_of(first: int, last: int) -> str:
    """The fiscal years of a term: 令和3～7年度, 平成28～令和2年度, 令和3年度."""
    begin, end = era_year(first), era_year(last)
    if first == last:
        return f"{begin}年度"
    same = begin[:2] == end[:2] and not begin[:2].isdecimal()
    return f"{begin}～{end[2:] if same else end}年度"


_OPENS = re.compile(r"(?P<kind>年度|年)?\(")
_CLOSES = re.compile(r"(?P<kind>年度|年)?\)(?P<behind>年度|年)?")


def contradictory_years(line: str) -> Iterator[tuple[str, str]]:
    """Each year with another one in the brackets behind it that restate it: both as printed. A calendar year restates no fiscal one, and
    of two years of eras, or of none, the second may be another thing."""
    for start in year_starts(line):
        year = printed_year(line, start)
        opens = _OPENS.match(line, year.end) if year else None
        other = printed_year(line, opens.end()) if opens else None
        closes = _CLOSES.match(line, other.end) if other else None
        if year is None or opens is None or other is None or closes is None:
            continue
        kind = opens["kind"] or closes["behind"]
        is_restated = (year.era is None) != (other.era is None) and closes["kind"] in (None, kind)
        if is_restated and year.year != other.year:
            yield line[start : closes.end()], line[opens.end() : max(other.end, closes.end("kind"))]
