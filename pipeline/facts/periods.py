"""The periods that a ward prints in headers and captions: fiscal years in every era and spelling, year ends, months, ranges.

In comes a text in ``lexicon.fold`` form and a position; out goes a ``Period`` and where it ends. The grammar is written by
hand because the libraries for Japanese dates (japanera, jpdatetime) parse whole calendar dates by a given format; none knows
fiscal years, R6(2024).2, R3年度末(2021), part years, or two spellings of one year that contradict each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipeline.facts import lexicon
from pipeline.facts.model import PeriodKind
from pipeline.text import years
from pipeline.text.years import count_of, fiscal_year_of, month_code, printed_year, years_of_count

_P = lexicon.section("period")
_COUNT = r"(?:元|\d{1,2})"
_SUFFIXES = sorted([*_P["year_end"], *_P["fiscal"], *_P["calendar"]], key=len, reverse=True)
_SUFFIX = re.compile(r"\s?(?:" + "|".join(r"\s?".join(map(re.escape, word)) for word in _SUFFIXES) + ")")
_ALTERNATE = re.compile(rf"\s?\(\s?{years.year_pattern()}\s?(?:年度末?|年)?\s?\)")
_OTHER = re.compile(rf"\s?[/・(]\s?(?={years.era_pattern()}\s?[\d元一二三四五六七八九十])")
_MONTH = re.compile(r"(?:\s?(?P<a>1[0-2]|0?[1-9])月|\s?[./]\s?(?P<b>1[0-2]|0?[1-9])(?!\d)月?|-(?P<c>1[0-2]|0[1-9])(?!\d))")
_DAY = re.compile(r"\s?(?:[12]?\d|3[01])日|[./](?:[12]?\d|3[01])(?!\d)")
_AS_OF = re.compile(r"\s?(?:現在|時点|末|付|まで|[)~→-]|から)")
_TAIL = re.compile(r"\s?" + lexicon.alternatives(_P["tails"]))
_BRACKET = re.compile(r"\s?\(([^()]*)\)")
_JOIN = re.compile(r"\s?(?:(?P<arrow>→)|(?P<range>~|-|から)|(?P<list>[・、,/]))\s?")
_CLOSING = re.compile(r"\s?(?:年度末?|年)?\s?\)")
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
        if m and not re.fullmatch(r"\d{1,2}月?(?:[./]?\d{1,2}日?)?\s?(?:末日?|まで)?\s?(?:現在|時点|まで)?", rest):
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
    end, others = year.end, []

    def alternates(end: int) -> int:
        m = _ALTERNATE.match(text, end)
        if not m:
            return end
        start = text.index("(", end) + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        other = printed_year(text, start)
        if other:
            others.append((other.year, text[start : m.end() - 1].strip()))
        return m.end()

    end = alternates(end)
    found = _SUFFIX.match(text, end)
    suffix = lexicon.squeeze(found[0]) if found else ""
    end = alternates(found.end() if found else end)
    o = _OTHER.match(text, end)
    if o and suffix != "年":
        other = printed_year(text, o.end())
        if other and other.year == year.year and (text[o.start() : o.end()].strip() != "(" or _CLOSING.match(text, other.end)):
            s = _SUFFIX.match(text, other.end)
            suffix = suffix or (lexicon.squeeze(s[0]) if s else "")
            end = s.end() if s else other.end
            if text[o.start() : o.end()].strip() == "(" and text[end : end + 1] == ")":
                end += 1
                s = _SUFFIX.match(text, end)
                suffix, end = (suffix or lexicon.squeeze(s[0]), s.end()) if s else (suffix, end)
    month = _MONTH.match(text, end)
    if month and (month["b"] or month["c"]) and (suffix or (month["c"] and year.era)):
        month = None
    kind: PeriodKind = "fiscal_year"
    period: Period
    if month:
        number = int(month["a"] or month["b"] or month["c"])
        end = month.end()
        day = _DAY.match(text, end)
        if day:
            end = day.end()
            if not (joined or _AS_OF.match(text, end)):
                return None
        calendar = year.year + 1 if suffix in _P["fiscal"] and number < 4 else year.year
        period = Period("", fiscal_year_of(calendar, number), month_code(calendar, number), "month")
    else:
        if suffix in _P["year_end"]:
            kind = "fiscal_year_end"
        period = Period(
            "",
            year.year,
            None,
            kind,
            calendar_year=year.year if suffix in _P["calendar"] else None,
            bare_number=year.era is None and not suffix and not others,
            marked=bool(suffix or others),
        )
    tail = _TAIL.match(text, end)
    if tail and (month or suffix):
        end = tail.end()
        if not month and tail[0].strip().startswith("末"):
            period = replace(period, kind="fiscal_year_end")
        if month and suffix in _P["fiscal"] and tail[0].strip() not in ("分", "中"):
            whole: PeriodKind = "fiscal_year_end" if number == 3 else "fiscal_year_to_date"
            period = Period("", year.year, None, whole)
    problem = None
    for stated, as_printed in others:
        ends_next_year = period.kind == "fiscal_year_end" and stated == year.year + 1
        if stated != year.year and not ends_next_year:
            problem = Problem("era-contradiction", text[at:end].strip(), as_printed)
    if year.is_beyond and not problem:
        problem = Problem("era-contradiction", text[at:end].strip(), f"{year.year}年")
    return replace(period, label=text[at:end].strip(), problem=problem), end


def _joined(text: str, at: int, first: Period, end: int) -> tuple[Period, int]:
    """The period that begins with ``first`` and goes on over arrows (→), ranges (~) or lists (・)."""
    steps, how = [first], ""
    while len(steps) < _MOST_STEPS:
        join = _JOIN.match(text, end)
        if not join:
            break
        kind = "arrow" if join["arrow"] else "range" if join["range"] else "list"
        if how and kind != how:
            break
        nxt = _point(text, join.end(), joined=True)
        if not nxt and first.month and kind != "list" and (m := _MONTH.match(text, join.end())) and m["a"]:
            calendar = int((steps[-1].month or "")[:4])
            number = int(m["a"])
            calendar += number < int((steps[-1].month or "")[5:])
            nxt = Period(m[0].strip(), fiscal_year_of(calendar, number), month_code(calendar, number), "month"), m.end()
        if not nxt and not first.month and first.fiscal_year and (m := _LAST_COUNT.match(text, join.end())):
            later = [y for y in years_of_count(count_of(m["n"]) or 0) if y > (steps[-1].fiscal_year or 0)]
            if later:
                s = _SUFFIX.match(text, m.end())
                ending = s[0].strip() if s else ""
                nxt_kind: PeriodKind = "fiscal_year_end" if ending in _P["year_end"] else "fiscal_year"
                nxt = (
                    Period(text[m.start() : s.end() if s else m.end()].strip(), min(later), None, nxt_kind, marked=bool(s)),
                    s.end() if s else m.end(),
                )
        if not nxt:
            break
        how = kind
        steps.append(nxt[0])
        end = nxt[1]
    if len(steps) == 1:
        return first, end
    label = text[at:end].strip()
    problem = next((s.problem for s in steps if s.problem), None)
    marked = any(s.marked for s in steps)
    if how == "arrow":
        last = steps[-1].kind
        same = tuple(replace(s, kind=last) if s.kind == "fiscal_year" and not s.marked else s for s in steps)
        return Period(label, steps=same, problem=problem), end
    if how == "range" and all(s.month for s in steps):
        (a, b) = steps[0], steps[-1]
        if (a.month or "")[5:] == "04" and a.fiscal_year == b.fiscal_year:
            whole: PeriodKind = "fiscal_year" if (b.month or "").endswith("-03") else "fiscal_year_to_date"
            return Period(label, a.fiscal_year, None, whole, problem=problem), end
    if all(s.fiscal_year == steps[0].fiscal_year and not s.month for s in steps):
        return replace(steps[-1], label=label, problem=problem), end
    return Period(label, problem=problem, marked=marked), end


def period_at(text: str, at: int) -> tuple[Period, int] | None:
    """The longest period that begins at ``at`` in a folded text, and its end; None where none begins or it is open (R4年~)."""
    found = _point(text, at)
    if not found:
        m = _BARE_MONTH.match(text, at)
        if m and not re.match(r"\s?(?:~|-|から|\d)", text[m.end() :]):
            return Period(m[0], month_no=int(m[1])), m.end()
        m = _BARE_COUNT.match(text, at)
        if m and "年度" in m["suffix"]:
            kind: PeriodKind = "fiscal_year_end" if m["suffix"].endswith("末") else "fiscal_year"
            return Period(m[0], kind=kind, count=count_of(m["n"])), m.end()
        return None
    period, end = _joined(text, at, *found)
    if not period.steps and re.match(r"\s?(?:~|→)", text[end:]):
        return None
    noted = re.match(r"\s?※\s?(.+)\Z", text[end:])
    if noted and period.fiscal_year and not period.month and (part := _part_kind(noted[1])):
        return replace(period, kind=part, label=text[at:].strip(), calendar_year=None), len(text)
    bracket = _BRACKET.match(text, end)
    if bracket and period.fiscal_year and not period.month:
        part = _part_kind(bracket[1])
        if part:
            end = bracket.end()
            period = replace(period, kind=part, label=text[at:end].strip(), calendar_year=None)
    return period, end


@lru_cache(maxsize=4096)
def whole_period(text: str) -> Period | None:
    """The period that a folded text is from its first to its last sign, but for a closing 実績 or 分; None where it is none."""
    stripped = text.strip()
    found = period_at(stripped, 0)
    if found and re.fullmatch(r"\s?(?:の?実績|分)?", stripped[found[1] :]):
        return found[0]
    return None
