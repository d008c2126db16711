"""What one header, corner or caption says: its label, the period it names, the unit of its numbers, the two names of 回数(人数).

In comes the text of one cell or caption as printed; out goes a ``HeaderText``. Nothing here knows where the text stands in
its table. Labels keep the printed width; marks, ①, 【表1】, footnotes, periods and units are taken off as the data contract says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.facts import lexicon, marks, numbers, periods
from pipeline.facts.periods import Period
from pipeline.text import years

_P = lexicon.section("period")
_C = lexicon.section("caption")
_ENUMERATOR = re.compile(r"^\s*(?:[①-⑳㉑-㉟❶-❿⓫-⓴]|\(\d{1,2}\)|[⑴-⒇]|\d{1,2}[.)](?=\s?[^\d\s]))\s*")
_BULLET = re.compile(r"^\s*" + lexicon.alternatives(_C["marks"]) + r"\s*")
_NUMBERED = re.compile(
    rf"^\s*[【\[(<〈]?\s?{lexicon.alternatives(_C['numbered'])}\s?\d{{1,2}}(?:[-‐–ー]\d{{1,2}})?(?![\d年月度])\s?[】\])>〉:.]?\s*"
)
_ENCLOSED = re.compile(r"\s*(?:【([^【】]*)】|<([^<>]*)>|〈([^〈〉]*)〉|《([^《》]*)》|\[([^\[\]]*)\])\s*")
_GROUP = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)|【([^【】]*)】|\[([^\[\]]*)\]|<([^<>]*)>")
_STATED_UNIT = re.compile(r"[、,\s]*(?:単位\s?(?:は|:)\s?([^\s()、,】\]>]{1,8}))\s*$")
_STATED = re.compile(r"\s?単位\s?(?:は|:)?\s?")
_SPREAD = re.compile(r"\s*[^\sA-Za-z](?:[\s　]+[^\sA-Za-z])+\s*")
_SPREAD_ERA = re.compile(r"\s*[RHSＲＨＳ](?:[\s　]+[\d元年度末]{1,2})+\s*")
_ITEMS = re.compile(r"\s?[、,/]\s?")
_NO_PERIOD_BEFORE = re.compile(r"\s?" + lexicon.alternatives(_P["no_period_before"]))
_AFTER_SHORT_YEAR = re.compile(lexicon.alternatives(_P["after_short_year"]))
_NO_PERIOD_AFTER = tuple(_P["no_period_after"])
_EACH_YEAR_END = frozenset(lexicon.squeeze(w) for w in _P["each_year_end"])
_CONNECTIVE = re.compile(r"^\s?(?:における|の|:)\s?")
_TWO_NAMES = re.compile(r"\s*([^()\s](?:[^()]*[^()\s])?)\s*\(([^()]+)\)\s*")
_NAMES = re.compile(r"\s?[・/、]\s?")
_LONGEST = 300
"""A longer text is no header; the bound keeps the time spent on a hostile file small."""
_measure = lexicon.word_rule("measures")


@dataclass(frozen=True, slots=True)
class HeaderText:
    """``label`` is "" where the text is all period or unit. ``partial`` says that the period stands beside other words.

    ``whole`` is the label with such a period left in it; ``names`` are the two names of 回数(人数) or 件数・人数;
    ``each_year_end`` says that the year columns below are figures of the year's end; ``bracketed`` is a corner or section
    set in 【】.
    """

    label: str
    whole: str
    period: Period | None = None
    partial: bool = False
    unit: str | None = None
    names: tuple[str, ...] = ()
    bracketed: bool = False
    each_year_end: bool = False
    unreadable: str | None = None


def _cut(printed: str, folded: str, start: int, end: int) -> tuple[str, str]:
    return printed[:start] + printed[end:], folded[:start] + folded[end:]


def _printed_period(period: Period, printed: str) -> Period:
    return replace(period, label=re.sub(r"\s+", " ", printed).strip())


def _leading_period(printed: str, folded: str) -> tuple[Period, int] | None:
    """A period with which the text begins, and its end; not where a sentence begins with one (R4年度から実施)."""
    at = len(folded) - len(folded.lstrip())
    found = periods.period_at(folded, at)
    if not found:
        return None
    period, end = found
    rest = folded[end:]
    if not rest.strip():
        return _printed_period(period, printed[at:end]), len(folded)
    if _NO_PERIOD_BEFORE.match(rest) or (period.bare_number and not rest.startswith("(")):
        return None
    group = _GROUP.match(folded, end + len(rest) - len(rest.lstrip()))
    if group:
        unit = numbers.unit_of(group[1] or group[2] or group[3] or group[4] or "")
        if not unit and group[1] is not None:
            end = group.end()
        return _printed_period(period, printed[at:end]), end
    tail = re.match(r"\s?(?:実績|分)\s*\Z", rest)
    if tail and tail[0].strip() == "分":
        return _printed_period(period, printed[at:]), len(folded)
    spaced = rest[0] in " 、,:" or rest.startswith("の")
    if period.month_no and not spaced:
        return None
    if not (spaced or period.marked or period.steps or period.month or _AFTER_SHORT_YEAR.match(rest)):
        return None
    return _printed_period(period, printed[at:end]), end


def _closing_period(printed: str, folded: str) -> tuple[Period, int] | None:
    """A period with which the text ends (回数 R3年度→R6年度), and where it begins."""
    body = folded.rstrip()
    starts = [m for m in years.year_starts(folded) if m > 0]
    starts += [m.start() + 1 for m in re.finditer(r"\s(?=\d{1,2}月)", folded)]
    for start in sorted(starts):
        found = periods.period_at(folded, start)
        if not found:
            continue
        period, end = found
        before = folded[:start].rstrip()
        if end < len(body):
            group = _GROUP.match(folded, end)
            if not group or group.end() < len(body) or group[1] is None:
                continue
        if not before or before.endswith(_NO_PERIOD_AFTER) or (period.bare_number and not period.steps):
            continue
        spaced = folded[start - 1] in " 、:"
        if not spaced and not (period.marked or period.steps or period.month):
            continue
        if before[-1] in "(~-・/":
            continue
        return _printed_period(period, printed[start:]), start
    return None


def _inside(content: str) -> tuple[Period | None, str | None, bool, list[str] | None]:
    """What a bracket says: its period, unit (several joined by 、), whether the figures are year-end ones, and its other items.

    The last is None where the bracket as a whole stays in the label.
    """
    stated = _STATED.match(content)
    listed = content[stated.end() :] if stated else content
    items = [content] if periods.whole_period(content) else [x for x in _ITEMS.split(listed) if x.strip()]
    if len(items) == 1 and "・" in content and not periods.whole_period(content):
        by_dots = listed.split("・")
        if any(_dates(x) for x in by_dots) or all(numbers.unit_of(x) for x in by_dots):
            items = by_dots
    period: Period | None = None
    units: list[str] = []
    kept: list[str] = []
    year_end = False
    for item in items:
        unit = numbers.unit_of(item)
        if not unit and stated and item is items[0]:
            unit = numbers.unit_of("単位:" + item)
        if unit:
            units.append(unit)
        elif not period and _dates(item):
            period = periods.whole_period(item)
        elif lexicon.squeeze(item) in _EACH_YEAR_END:
            year_end = True
        else:
            kept.append(item)
    if len(kept) == len(items):
        return None, None, False, None
    return period, "、".join(units) or None, year_end, kept


def _dates(item: str) -> bool:
    period = periods.whole_period(item)
    return bool(period and not period.bare_number and not period.month_no)


def _stripped(text: str, *, caption: bool) -> tuple[str, bool]:
    printed = marks.without_footnotes(text).strip()
    if _SPREAD.fullmatch(printed) or _SPREAD_ERA.fullmatch(printed):
        printed = re.sub(r"\s+", "", printed)
    bracketed = False
    while True:
        folded = lexicon.fold(printed)
        for pattern in (_ENUMERATOR, _BULLET, _NUMBERED) if caption else (_ENUMERATOR, _BULLET):
            m = pattern.match(folded)
            if m and m.end() < len(folded):
                bracketed = bracketed or pattern is _NUMBERED
                printed = printed[m.end() :]
                break
        else:
            return printed, bracketed


@lru_cache(maxsize=8192)
def read_header(text: str, *, caption: bool = False) -> HeaderText:
    """The reading of a header's printed text, or of a caption's, corner's or section row's with ``caption``."""
    if len(text) > _LONGEST:
        return HeaderText(label=text, whole=text)
    printed, bracketed = _stripped(text, caption=caption)
    folded = lexicon.fold(printed)
    if caption:
        enclosed = _ENCLOSED.match(folded)
        if enclosed and (enclosed.end() == len(folded) or folded[enclosed.end()] in "( "):
            kind = enclosed.lastindex or 1
            core, rest = slice(*enclosed.span(kind)), slice(enclosed.end(), None)
            bracketed = True
            if not numbers.unit_of(folded[core]):
                printed, folded = printed[core] + printed[rest], folded[core] + folded[rest]
                printed, _ = _stripped(printed, caption=True)
                folded = lexicon.fold(printed)
    whole = printed
    period: Period | None = None
    unit: str | None = None
    year_end = False
    unreadable = years.unreadable_year(folded)

    stated = _STATED_UNIT.search(folded)
    if stated:
        unit = lexicon.squeeze(stated[1])
        printed, folded = _cut(printed, folded, stated.start(), stated.end())
        whole = printed
    leading = _leading_period(printed, folded)
    if leading:
        period, end = leading
        printed, folded = _cut(printed, folded, 0, end)
        connective = _CONNECTIVE.match(folded)
        if connective:
            printed, folded = printed[connective.end() :], folded[connective.end() :]
    at = 0
    while group := _GROUP.search(folded, at):
        content = folded[group.start() + 1 : group.end() - 1]
        found, named, at_year_end, kept = _inside(content)
        if kept is None:
            at = group.end()
            continue
        if found and not period:
            where = content.find(found.label)
            within = group.start() + 1 + where if where >= 0 else -1
            period = _printed_period(found, printed[within : within + len(found.label)] if within >= 0 else found.label)
        if named and not unit:
            unit = named
            whole_group = _GROUP.search(lexicon.fold(whole))
            if whole_group and not kept and not found and whole.endswith(printed[group.start() : group.end()]):
                whole = whole[: len(whole) - (group.end() - group.start())]
        year_end = year_end or at_year_end
        if kept:
            inner = printed[group.start() + 1 : group.end() - 1]
            starts = [(content.find(x), len(x)) for x in kept]
            remaining = "、".join(inner[i : i + n] for i, n in starts)
            left, right = printed[group.start()], printed[group.end() - 1]
            printed = printed[: group.start()] + left + remaining + right + printed[group.end() :]
            folded = lexicon.fold(printed)
            at = group.start() + len(remaining) + 2
        else:
            printed, folded = _cut(printed, folded, group.start(), group.end())
            at = group.start()
    if not period:
        closing = _closing_period(printed, folded)
        if closing:
            period, start = closing
            printed = printed[:start]
    label = printed.strip(" 　、,:：")
    partial = bool(period and label)
    if year_end and period and period.kind == "fiscal_year":
        period = replace(period, kind="fiscal_year_end")
    return HeaderText(
        label=label,
        whole=whole.strip(" 　、,:："),
        period=period,
        partial=partial,
        unit=unit,
        names=_names(lexicon.fold(label), label),
        bracketed=bracketed,
        each_year_end=year_end and not period,
        unreadable=unreadable if not period else None,
    )


def _names(folded: str, label: str) -> tuple[str, ...]:
    two = _TWO_NAMES.fullmatch(folded)
    if two and (_measure(two[2]) or "of_which" in lexicon.roles_of(two[2])):
        return label[two.start(1) : two.end(1)], label[two.start(2) : two.end(2)]
    pieces = _NAMES.split(folded)
    if len(pieces) > 1 and all(_measure(p) for p in pieces):
        return tuple(p.strip() for p in re.split(r"\s?[・/／、]\s?", label))
    return ()
