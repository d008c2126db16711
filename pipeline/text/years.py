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
GREGORIAN_FROM = 1900
"""a year without an era is Gregorian from here on; a smaller number counts within an era"""
KANJI_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}

_DASHES = str.maketrans({"〜": "~", "～": "~", "−": "-", "―": "-", "–": "-"})
_NUMERAL = r"(?:元|[0-9]{1,4}|[〇一二三四五六七八九十]{1,4})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[0-9]{1,2}|[一二三十][一二三四五六七八九十]{0,2})"
_JOIN = re.compile(r"(?:まで)?(?:~|-|→|から|より|至|及び|[、,・/])")
_LENGTH = re.compile(rf"(?:~|-|から|より)?の?(?P<years>{_NUMERAL})(?:[かカヶヵケ箇]年|年間)")
_REMARK = re.compile(r"\([^()]*\d[^()]*\)")


@cache
def era_starts() -> dict[str, int]:
    """The Gregorian year in which each era's first year falls, by every name of the era."""
    return {name: era["first"] for era in rules.load("facts")["eras"] for name in era["names"]}


@cache
def _point() -> re.Pattern[str]:
    """The pattern of one year with what restates it, and the month and day that may follow."""
    era = "(?:" + "|".join(re.escape(name) for name in sorted(era_starts(), key=len, reverse=True)) + ")"
    restated = rf"(?:\({era}?{_NUMERAL}(?:年度|年)?\))?"
    dotted = rf"[./](?P<dotted>{_MONTH})(?:[./]{_DAY})?(?![0-9])"
    written = rf"(?P<suffix>年度|年(?!間)){restated}(?:(?P<month>{_MONTH})月(?:{_DAY}日)?)?"
    return re.compile(rf"(?P<era>{era})?\.?(?P<number>{_NUMERAL}){restated}(?:{written}|{dotted})?")


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One printed year: Gregorian ``year``, the ``era`` it is counted in, ``month`` (1 to 12) where one follows, whether it is a
    fiscal year (年度), and where it ends in the folded text."""

    year: int
    era: str | None
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
        return f"{self.year + (self.is_fiscal and self.month < APRIL):04d}-{self.month:02d}"


def folded(text: str) -> str:
    """The text as years are looked for: NFKC, no white space, one sign for "to"."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES).split())


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


def year_point(text: str, at: int = 0, era_before: str | None = None) -> YearPoint | None:
    """The year printed at ``at`` of a folded text; one without an era counts in ``era_before``. None where there is none."""
    found = _point().match(text, at)
    number = count_of(found["number"]) if found else None
    if found is None or not number:
        return None
    era = found["era"] or (era_before if number < GREGORIAN_FROM else None)
    if era is None and number < GREGORIAN_FROM:
        return None
    year = era_starts()[era] + number - 1 if era else number
    month = found["month"] or found["dotted"]
    return YearPoint(year, era, count_of(month) if month else None, found["suffix"] == "年度", found.end())


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
    line = folded(text)
    for first in year_points(line):
        last = _last_of(line, first)
        if last is not None and last >= first.fiscal_year:
            return first.fiscal_year, last
    return None


def _last_of(line: str, first: YearPoint) -> int | None:
    """The last fiscal year of the period that begins with ``first``: that of the last year joined to it, or told by its length."""
    last = first
    while (join := _JOIN.match(line, last.end)) and (point := year_point(line, join.end(), last.era)) and _stands(line, point):
        last = point
    if last is not first:
        return last.fiscal_year
    length = _LENGTH.match(line, first.end)
    years = count_of(length["years"]) if length else None
    return first.fiscal_year + years - 1 if years else None


def _stands(line: str, point: YearPoint) -> bool:
    """Whether a year that may lack an era and 年度 is one: no word for what it counts stands behind it (から５年間)."""
    written = line[point.end - 1] in "年度月日)" or point.month is not None
    return written or point.end == len(line) or line[point.end] in "()、,~-"


def month_of(text: str) -> str | None:
    """The first month of a text as "YYYY-MM"; None where no year and month are printed."""
    return next((point.calendar_month for point in year_points(folded(text)) if point.month), None)


def without_dated_remarks(text: str) -> str:
    """The folded text without brackets that name another date: （中間評価：令和５年度） behind a period is not the period's."""
    return _REMARK.sub("", folded(text))
