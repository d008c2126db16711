"""The periods that a ward prints in headers and captions: fiscal years in every era and spelling, year ends, months, ranges.

In comes a text in ``lexicon.fold`` form and a position; out goes a ``Period`` and where it ends. The grammar is written by
hand because the libraries for Japanese dates (japanera, jpdatetime) parse whole calendar dates by a given format; none knows
fiscal years, R6(2024).2, R3年度末(2021), part years, or two spellings of one year that contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipeline.facts import lexicon
from pipeline.facts.model import PeriodKind
from pipeline.rules import any_of
from pipeline.text import years
from pipeline.text.years import PrintedYear, count_of, fiscal_year_of, month_code, printed_year, years_of_count

_P = lexicon.section("period")
_COUNT = r"(?:元|\d{1,2})"
_SUFFIXES = sorted([*_P["year_end"], *_P["fiscal"], *_P["calendar"]], key=len, reverse=True)
_SUFFIX = re.compile(r"\s?(?:" + "|".join(r"\s?".join(map(re.escape, word)) for word in _SUFFIXES) + ")")
_ALTERNATE = re.compile(rf"\s?\(\s?{years.year_pattern()}\s?(?:年度末?|年)?\s?\)")
_MONTH = re.compile(r"(?:\s?(?P<a>1[0-2]|0?[1-9])月|\s?[./]\s?(?P<b>1[0-2]|0?[1-9])(?!\d)月?|-(?P<c>1[0-2]|0[1-9])(?!\d))")
_NEXT_MONTH = re.compile(r"\s?(1[0-2]|0?[1-9])月")
_DAY = re.compile(r"\s?(?:[12]?\d|3[01])日|[./](?:[12]?\d|3[01])(?!\d)")
_AS_OF = re.compile(r"\s?(?:現在|時点|末|付|まで|[)~→-]|から)")
_TAIL = re.compile(r"\s?" + any_of(_P["tails"]))
_BRACKET = re.compile(r"\s?\(([^()]*)\)")
_SLASH = re.compile(r"\s?/\s?")
_JOIN = re.compile(r"\s?(?:(?P<arrow>→)|(?P<range>~|-|から)|(?P<list>[・、,/]))\s?")
_BARE_COUNT = re.compile(rf"(?P<n>{_COUNT})(?P<suffix>年度末?|年)")
_LAST_COUNT = re.compile(rf"(?P<n>{_COUNT})\s?(?=年度|年|\Z|[\s)】])")
_BARE_MONTH = re.compile(r"(1[0-2]|0?[1-9])月(?:分|中|末)?")
_PART = re.compile(
    r"(?:\d{1,2}月?\s?(?:~|-|から)\s?)?(1[0-2]|0?[1-9])月(?:\d{1,2}日)?\s?(?:末日?|まで|分まで|分)?\s?(?:まで|現在|時点|の実績|実績)?"
)
_PART_WORDS = frozenset(lexicon.squeeze(w) for w in _P["part_year"])

ProblemKind = Literal["era-contradiction", "era-unreadable"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A period that contradicts itself or names a year that no era has: what is printed and the reading it collides with."""

    code: ProblemKind
    printed: str
    other: str


@dataclass(frozen=True, slots=True)
class Period:
    """One period header. ``fiscal_year`` and ``month`` are null where none follows (a range, a month that needs a year).

    ``month_no`` is a month without a year, ``calendar_year`` a year without 度 (months beneath are the calendar's),
    ``count`` a year without era (3年度), ``steps`` the single periods of an arrow, ``words`` says that no more than a bare
    Gregorian number was printed when False.
    """

    label: str
    fiscal_year: int | None = None
    month: str | None = None
    kind: PeriodKind | None = None
    month_no: int | None = None
    calendar_year: int | None = None
    count: int | None = None
    steps: tuple[Period, ...] = ()
    problem: Problem | None = None
    bare_number: bool = False
    marked: bool = True


_MOST_STEPS = 8


def _part_kind(bracket: str) -> PeriodKind | None:
    """What a bracket behind a fiscal year says of it: (7月末) a part year, (3月末) its end; None where it says neither."""
    inner = bracket.strip()
    if lexicon.squeeze(inner) in _PART_WORDS:
        return "fiscal_year_to_date"
    start = printed_year(inner)
    if start:
        s = _SUFFIX.match(inner, start.end)
        rest = inner[s.end() if s else start.end :].lstrip(" ./")
        m = re.match(r"(1[0-2]|0?[1-9])(?!\d)", rest)
        month = int(m[1]) if m else None
        if not re.fullmatch(r"\d{1,2}月?(?:[./]?\d{1,2}日?)?\s?(?:末日?|まで)?\s?(?:現在|時点|まで)?", rest):
            return None
    else:
        m = _PART.fullmatch(inner)
        month = int(m[1]) if m else None
        if m and re.match(r"4月?\s?(?:~|-|から)\s?(?:翌年?)?3月", inner):
            return "fiscal_year"
    if month is None:
        return None
    return "fiscal_year_end" if month == 3 else "fiscal_year_to_date"


def _point(text: str, at: int, *, joined: bool = False) -> tuple[Period, int] | None:
    """One year, year end or month at ``at``, with the brackets that restate or qualify it."""
    year = printed_year(text, at)
    if not year:
        return None
    printed = _with_suffix(text, year)
    month = _MONTH.match(text, printed.end)
    if month and (month["b"] or month["c"]) and (printed.suffix or (month["c"] and year.era)):
        month = None
    found = _month_of(text, year, printed.suffix, month, joined=joined) if month else (_year_of(year, printed), printed.end)
    if found is None:
        return None
    period, end = found
    tail = _TAIL.match(text, end)
    if tail and (month or printed.suffix or _is_end_of(year, tail[0])):
        end = tail.end()
        period = _with_tail(period, tail[0].strip(), year.year, printed.suffix)
    label = text[at:end].strip()
    return replace(period, label=label, problem=_contradiction(period, year, printed.others, label)), end


def _is_end_of(year: PrintedYear, tail: str) -> bool:
    """Whether a tail behind a year without 年 makes it that year's end: R3末."""
    return year.era is not None and tail.lstrip().startswith("末")


@dataclass(frozen=True, slots=True)
class _Printed:
    """What stands behind a year: its suffix (年度, 年度末, …), the years that restate it with their print, and where it ends."""

    suffix: str
    others: tuple[tuple[int, str], ...]
    end: int


def _with_suffix(text: str, year: PrintedYear) -> _Printed:
    """A year with the suffix before or behind the years in brackets, or behind a slash, that restate it."""
    others, end = _alternate(text, year.end)
    found = _SUFFIX.match(text, end)
    suffix = lexicon.squeeze(found[0]) if found else ""
    more, end = _alternate(text, found.end() if found else end)
    first = _Printed(suffix, (*others, *more), end)
    return _told_again(text, year, first) or first


def _told_again(text: str, year: PrintedYear, first: _Printed) -> _Printed | None:
    """The same year behind a slash, with its suffix (2024/R6年4月); None where it is another, or of another kind."""
    slash = _SLASH.match(text, first.end)
    again = printed_year(text, slash.end()) if slash else None
    if not again or again.is_beyond or again.year != year.year:
        return None
    second = _with_suffix(text, again)
    others = (*first.others, (again.year, text[first.end : again.end].strip()), *second.others)
    return _Printed(second.suffix, others, second.end) if first.suffix in ("", second.suffix) else None


def _alternate(text: str, at: int) -> tuple[list[tuple[int, str]], int]:
    """A year in brackets with its print, and where the bracket ends."""
    found = _ALTERNATE.match(text, at)
    if not found:
        return [], at
    start = text.index("(", at) + 1
    start += len(text[start:]) - len(text[start:].lstrip())
    other = printed_year(text, start)
    return [(other.year, text[start : found.end() - 1].strip())] if other else [], found.end()


def _month_of(text: str, year: PrintedYear, suffix: str, month: re.Match[str], *, joined: bool) -> tuple[Period, int] | None:
    """A month of a year, without its day; None where the day stands alone."""
    number, end = int(month["a"] or month["b"] or month["c"]), month.end()
    if day := _DAY.match(text, end):
        end = day.end()
        if not (joined or _AS_OF.match(text, end)):
            return None
    calendar = year.year + 1 if suffix in _P["fiscal"] and number < _FIRST_MONTH else year.year
    return Period("", fiscal_year_of(calendar, number), month_code(calendar, number), "month"), end


_FIRST_MONTH = 4
"""of a fiscal year"""


def _year_of(year: PrintedYear, printed: _Printed) -> Period:
    is_marked = bool(printed.suffix or printed.others)
    return Period(
        "",
        year.year,
        None,
        "fiscal_year_end" if printed.suffix in _P["year_end"] else "fiscal_year",
        calendar_year=year.year if printed.suffix in _P["calendar"] else None,
        bare_number=year.era is None and not is_marked,
        marked=is_marked,
    )


def _with_tail(period: Period, tail: str, year: int, suffix: str) -> Period:
    """A year with 末 behind it, or a fiscal year with a month behind it: that up to this month."""
    if not period.month:
        return replace(period, kind="fiscal_year_end") if tail.startswith("末") else period
    if suffix not in _P["fiscal"] or tail in ("分", "中"):
        return period
    return Period("", year, None, "fiscal_year_end" if period.month.endswith("-03") else "fiscal_year_to_date")


def _contradiction(period: Period, year: PrintedYear, others: Sequence[tuple[int, str]], label: str) -> Problem | None:
    """What of a year collides: one that restates it is another (a year's end may lie in the next), or its era has no such year."""
    allowed = {year.year, year.year + 1} if period.kind == "fiscal_year_end" else {year.year}
    wrong = [printed for stated, printed in others if stated not in allowed]
    if wrong:
        return Problem("era-contradiction", label, wrong[-1])
    return Problem("era-contradiction", label, f"{year.year}年") if year.is_beyond else None


def _joined(text: str, at: int, first: Period, end: int) -> tuple[Period, int]:
    """The period that begins with ``first`` and goes on over arrows (→), ranges (~) or lists (・)."""
    steps, how = [first], ""
    while len(steps) < _MOST_STEPS:
        join = _JOIN.match(text, end)
        kind = (join.lastgroup or "") if join else ""
        following = _next(text, join.end(), first, steps[-1], kind) if join and kind == (how or kind) else None
        if not following:
            break
        how = kind
        steps.append(following[0])
        end = following[1]
    return (first if len(steps) == 1 else _as_one(steps, how, text[at:end].strip())), end


def _next(text: str, at: int, first: Period, last: Period, how: str) -> tuple[Period, int] | None:
    """The next period of several: a whole one, a month of the year before (4月), or a year of its era (5年)."""
    if found := _point(text, at, joined=True):
        return found
    if first.month:
        return _next_month(text, at, last.month or "") if how != "list" else None
    return _next_year(text, at, last.fiscal_year or 0)


def _next_month(text: str, at: int, last: str) -> tuple[Period, int] | None:
    found = _NEXT_MONTH.match(text, at)
    if not found or not last:
        return None
    number = int(found[1])
    calendar = int(last[:4]) + (number < int(last[5:]))
    return Period(found[0].strip(), fiscal_year_of(calendar, number), month_code(calendar, number), "month"), found.end()


def _next_year(text: str, at: int, last: int) -> tuple[Period, int] | None:
    found = _LAST_COUNT.match(text, at)
    if not found:
        return None
    later = [year for year in years_of_count(count_of(found["n"]) or 0) if year > last]
    if not later:
        return None
    suffix = _SUFFIX.match(text, found.end())
    end = suffix.end() if suffix else found.end()
    kind: PeriodKind = "fiscal_year_end" if suffix and suffix[0].strip() in _P["year_end"] else "fiscal_year"
    return Period(text[at:end].strip(), min(later), None, kind, marked=bool(suffix)), end


def _as_one(steps: Sequence[Period], how: str, label: str) -> Period:
    """Several periods as one: the steps of an arrow, a range of months within a year, or the same year in two spellings."""
    first, last = steps[0], steps[-1]
    problem = next((step.problem for step in steps if step.problem), None)
    if how == "arrow":
        same = tuple(step if step.marked else replace(step, kind=last.kind) for step in steps)
        return Period(label, steps=same, problem=problem)
    if how == "range" and _are_months_from_april(steps):
        whole: PeriodKind = "fiscal_year" if (last.month or "").endswith("-03") else "fiscal_year_to_date"
        return Period(label, first.fiscal_year, None, whole, problem=problem)
    if {(step.fiscal_year, step.month) for step in steps} == {(first.fiscal_year, None)}:
        return replace(last, label=label, problem=problem)
    return Period(label, problem=problem, marked=any(step.marked for step in steps))


def _are_months_from_april(steps: Sequence[Period]) -> bool:
    first, last = steps[0], steps[-1]
    return all(step.month for step in steps) and (first.month or "").endswith("-04") and first.fiscal_year == last.fiscal_year


def period_at(text: str, at: int) -> tuple[Period, int] | None:
    """The longest period that begins at ``at`` in a folded text, and its end; None where none begins or it is open (R4年~)."""
    found = _point(text, at)
    if not found:
        return _without_year(text, at)
    period, end = _joined(text, at, *found)
    if re.match(r"\s?(?:~|→)", text[end:]):
        return None
    if not period.fiscal_year or period.month:
        return period, end
    noted = re.match(r"\s?※\s?(.+)\Z", text[end:])
    if noted and (part := _part_kind(noted[1])):
        end = len(text)
    else:
        bracket = _BRACKET.match(text, end)
        part = _part_kind(bracket[1]) if bracket else None
        end = bracket.end() if bracket and part else end
    return (replace(period, kind=part, label=text[at:end].strip(), calendar_year=None) if part else period), end


def _without_year(text: str, at: int) -> tuple[Period, int] | None:
    """A month alone (4月), or a year without its era (3年度)."""
    month = _BARE_MONTH.match(text, at)
    if month and not re.match(r"\s?(?:~|-|から|\d)", text[month.end() :]):
        return Period(month[0], month_no=int(month[1])), month.end()
    count = _BARE_COUNT.match(text, at)
    if not count or "年度" not in count["suffix"]:
        return None
    kind: PeriodKind = "fiscal_year_end" if count["suffix"].endswith("末") else "fiscal_year"
    return Period(count[0], kind=kind, count=count_of(count["n"])), count.end()


@lru_cache(maxsize=4096)
def whole_period(text: str) -> Period | None:
    """The period that a folded text is from its first to its last sign, but for a closing 実績 or 分; None where it is none."""
    stripped = text.strip()
    found = period_at(stripped, 0)
    if found and re.fullmatch(r"\s?(?:の?実績|分)?", stripped[found[1] :]):
        return found[0]
    return None
