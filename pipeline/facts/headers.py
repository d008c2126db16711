"""What one header, corner or caption says: its label, the period it names, the unit of its numbers, the two names of 回数(人数).

In comes the text of one cell or caption as printed; out goes a ``HeaderText``. Nothing here knows where the text stands in
its table. Labels keep the printed width; marks, ①, 【表1】, footnotes, periods and units are taken off as the data contract says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.facts import lexicon, marks, periods
from pipeline.facts.periods import Period
from pipeline.facts.units import unit_counted, unit_of
from pipeline.rules import any_of, load
from pipeline.rules.captions import NOTE_SIGNS, NUMBERED_WORDS, UNIT_WORDS, UNNUMBERED_WORDS
from pipeline.text import years

_P = lexicon.section("period")
_ENUMERATOR = re.compile(r"^\s*(?:[①-⑳㉑-㉟❶-❿⓫-⓴]|\(\d{1,2}\)|[⑴-⒇]|\d{1,2}[.)](?=\s?[^\d\s]))\s*")
_SET_OFF = re.compile(r"^(?:[0-9０-９]{1,2}|[ア-ンⅰ-ⅹ])\u3000(?=[^0-9０-９])")
"""a number or letter that counts captions, a whole character before the words: where less white is between, a number counts what they
say (3 か所)"""
_SIGNS = (*load("form")["marks"]["bullets"], *NOTE_SIGNS)
_BULLET = re.compile(rf"^\s*(?![-‐–−△▲▽▼]\s*\d){any_of(_SIGNS)}[\ufe0e\ufe0f]?\s*")
"""any sign of the form's lists, as text or in colour; what may be a minus is none before a digit"""
_BETWEEN_SIGNS = re.compile(rf"\s*({any_of(_SIGNS)})\s*(\w.*?)\s*\1(?=\s*(?:[(（【\[［<＜]|$))")
"""one sign before a caption and behind it (◇主な数値◇)"""
_NUMBERED = re.compile(
    rf"^\s*[【\[(<〈]?\s?{any_of(NUMBERED_WORDS)}\s?[-‐–ー―]?\s?\d{{1,2}}(?:[-‐–ー]\d{{1,2}})?(?![\d年月度])\s?[】\])>〉:.]?\s*"
)
_UNNUMBERED = re.compile(r"^\s*(?:[【\[(<〈]{0}[】\])>〉]|{0}(?::|(?=\s)))\s*".format(any_of(UNNUMBERED_WORDS)))
_WITHIN_ROUND = r"[^()]*(?:\([^()]*\)[^()]*)*"
_PAIRS = ("【】", "<>", "〈〉", "《》", "≪≫", "『』", "「」", "“”", "==", "~~", "――", "[]")
"""signs that stand around a caption, and are none of it"""
_WITHIN_PAIR = "|".join(rf"{re.escape(pair[0])}([^{re.escape(pair)}]*){re.escape(pair[1])}" for pair in _PAIRS)
_ENCLOSED = re.compile(rf"\s*(?:{_WITHIN_PAIR}|\(({_WITHIN_ROUND})\)(?=\s*(?:[(【\[<]|$)))\s*")
_ROUND = ("(", "（")
"""A corner in round brackets explains; in any others it names."""
_GROUP = re.compile(rf"\(({_WITHIN_ROUND})\)|【([^【】]*)】|\[([^\[\]]*)\]|<([^<>]*)>")
_STATED_UNIT = re.compile(rf"[、,/\s]*(?:{any_of(UNIT_WORDS)}\s?(?:は|:)\s?([^\s()、,】\]>]{{1,8}}))\s*$")
_SPREAD = re.compile(r"\s*[^\sA-Za-z](?:[\s　]+[^\sA-Za-z])+\s*")
_SPREAD_ERA = re.compile(r"\s*[RHSＲＨＳ](?:[\s　]+[\d元年度末]{1,2})+\s*")
_ITEMS = re.compile(r"\s?[、,/]\s?")
_NO_PERIOD_BEFORE = re.compile(r"\s?" + any_of(_P["no_period_before"]))
_SURVEY = re.compile(r"\s?の?\s?[^\s、()・\d]*" + any_of(_P["surveys"]) + r"(?=\Z|[\s、,:(]|" + any_of(_P["of_survey"]) + ")")
_AFTER_SHORT_YEAR = re.compile(any_of(_P["after_short_year"]))
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
    if group := _GROUP.match(folded, end + len(rest) - len(rest.lstrip())):
        named = unit_of(next(filter(None, group.groups()), ""))
        if not named and group[1] is not None:
            end = group.end()
        return _printed_period(period, printed[at:end]), end
    if re.match(r"\s?分\s*\Z", rest):
        return _printed_period(period, printed[at:]), len(folded)
    return (_printed_period(period, printed[at:end]), end) if _is_set_off(period, rest) else None


def _is_set_off(period: Period, rest: str) -> bool:
    """Whether a period is one before words that follow it: by a gap, or because it is more than a number."""
    if rest[0] in " 、,:の":
        return True
    return bool(period.marked or _AFTER_SHORT_YEAR.match(rest)) and not period.month_no


def _closing_period(printed: str, folded: str) -> tuple[Period, int] | None:
    """A period with which the text ends (回数 R3年度→R6年度), and where it begins."""
    starts = [*years.year_starts(folded)]
    starts += [m.start() + 1 for m in re.finditer(r"\s(?=\d{1,2}月)", folded)]
    for start in sorted(starts):
        found = periods.period_at(folded, start)
        if found and _ends_with(folded, found[1]) and _closes(found[0], folded[:start]):
            return _printed_period(found[0], printed[start:]), start
    return None


def _ends_with(folded: str, end: int) -> bool:
    """Whether a text ends here, or with one round bracket behind it."""
    length = len(folded.rstrip())
    group = _GROUP.match(folded, end)
    return end >= length or group is not None and group.end() >= length and group[1] is not None


def _closes(period: Period, before: str) -> bool:
    """Whether a period closes the words before it."""
    words = before.rstrip()
    if not words or words.endswith(_NO_PERIOD_AFTER) or period.bare_number:
        return False
    return (before[-1] in " 、:" or period.marked) and words[-1] not in "(~-・/"


def _inside(content: str, label: str = "") -> tuple[Period | None, str | None, bool, list[str] | None]:
    """What a bracket behind a label says: period, unit (several joined by 、), whether the figures are year-end ones, its other items.

    The last is None where the bracket as a whole stays in the label.
    """
    items = _items(content)
    period: Period | None = None
    units: list[str] = []
    kept: list[str] = []
    year_end = False
    for item in items:
        if unit := unit_of(item) or unit_counted(item, label):
            units.append(unit)
        elif not period and _dates(item):
            period = periods.whole_period(item)
        elif not period and (survey := _survey(item)):
            period, words = survey
            kept.append(words)
        elif lexicon.squeeze(item) in _EACH_YEAR_END:
            year_end = True
        else:
            kept.append(item)
    if len(kept) == len(items) and not period:
        return None, None, False, None
    return period, "、".join(units) or None, year_end, kept


def _survey(item: str) -> tuple[Period, str] | None:
    """The period of a survey (令和6年度アンケート 複数回答) and what else is said of it: its figures are of that period."""
    leading = _leading_period(item, item)
    if not leading or leading[0].month_no or not _SURVEY.match(item, leading[1]):
        return None
    period, end = leading
    return period, item[end:].lstrip("の ")


def _items(content: str) -> list[str]:
    """The items of a bracket's content: a period is one, and a dot parts dates and units."""
    if periods.whole_period(content):
        return [content]
    items = [item for item in _ITEMS.split(content) if item.strip()]
    by_dots = content.split("・")
    if len(items) == 1 and (any(map(_dates, by_dots)) or all(map(unit_of, by_dots))):
        return by_dots
    return items


def _dates(item: str) -> bool:
    period = periods.whole_period(item)
    return bool(period and not period.bare_number and not period.month_no)


def _stripped(text: str, *, caption: bool) -> tuple[str, bool]:
    printed = marks.without_footnotes(text).strip()
    if _SPREAD.fullmatch(printed) or _SPREAD_ERA.fullmatch(printed):
        printed = re.sub(r"\s+", "", printed)
    bracketed = False
    if caption:
        printed = _SET_OFF.sub("", printed)
        printed = _BETWEEN_SIGNS.sub(r"\2", printed, count=1) if _BETWEEN_SIGNS.match(printed) else printed
    while True:
        folded = lexicon.fold(printed)
        for pattern in (_ENUMERATOR, _BULLET, _NUMBERED, _UNNUMBERED) if caption else (_ENUMERATOR, _BULLET):
            # ▶ is folded to an arrow, which marks nothing
            m = pattern.match(folded) or pattern.match(printed)
            if m and m.end() < len(folded):
                bracketed = bracketed or pattern in (_NUMBERED, _UNNUMBERED)
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
    if caption and (core := _within_brackets(printed)) is not None:
        printed, bracketed = core, not printed.startswith(_ROUND)
    return _Header(printed).read(bracketed=bracketed)


def is_marked(text: str) -> bool:
    """Whether a mark or a number stands before words, as before the name of a table (■来館の手段, （1）来館の手段)."""
    spellings = text.strip(), lexicon.fold(text.strip())
    return any((mark := pattern.match(one)) and mark.end() < len(one) for pattern in (_ENUMERATOR, _BULLET) for one in spellings)


def _within_brackets(printed: str) -> str | None:
    """A caption without the brackets around it or around its head, as it is where these hold a unit; None where it has none."""
    folded = lexicon.fold(printed)
    enclosed = _ENCLOSED.match(folded)
    if not enclosed or not _may_follow(folded[enclosed.end() :]):
        return None
    core = slice(*enclosed.span(enclosed.lastindex or 1))
    _, unit, year_end, kept = _inside(folded[core])
    if (unit or year_end) and not kept:
        return printed
    return _stripped(printed[core] + printed[enclosed.end() :], caption=True)[0]


def _may_follow(folded: str) -> bool:
    """Whether what stands behind a name in brackets leaves these to the name: a remark, its unit in words, or in another pair its period
    or unit alone."""
    if not folded or folded[0] == "(" or _STATED_UNIT.fullmatch(folded):
        return True
    behind = _GROUP.match(folded)
    if behind is None:
        return False
    period, unit, _, kept = _inside(behind[behind.lastindex or 1])
    return bool(period or unit) and kept == []


class _Header:
    """A header's text, from which period and unit are taken piece by piece; ``whole`` keeps its period."""

    def __init__(self, printed: str) -> None:
        self.printed, self.folded, self.whole = printed, lexicon.fold(printed), printed
        self.period: Period | None = None
        self.unit: str | None = None
        self.year_end = False

    def read(self, *, bracketed: bool) -> HeaderText:
        unreadable = years.unreadable_year(self.folded)
        self._take_stated_unit()
        self._take_leading_period()
        self._take_closing_arrow()
        at: int | None = 0
        while at is not None:
            at = self._take_bracket(at)
        if not self.period and (closing := _closing_period(self.printed, self.folded)):
            self.period, start = closing
            self.printed = self.printed[:start]
        period, label = self.period, self.printed.strip(_AROUND)
        if self.year_end and period and period.kind == "fiscal_year":
            period = replace(period, kind="fiscal_year_end")
        return HeaderText(
            label=label,
            whole=self.whole.strip(_AROUND),
            period=period,
            partial=bool(period and label),
            unit=self.unit,
            names=_names(lexicon.fold(label), label),
            bracketed=bracketed,
            each_year_end=self.year_end and not period,
            unreadable=unreadable if not period else None,
        )

    def _take_stated_unit(self) -> None:
        if stated := _STATED_UNIT.search(self.folded):
            self.unit = lexicon.squeeze(stated[1])
            self.printed, self.folded = _cut(self.printed, self.folded, stated.start(), stated.end())
            self.whole = self.printed

    def _take_closing_arrow(self) -> None:
        """The steps of an arrow that end the text, each with its year said again in brackets: 回数 2020年度(R2)→2022年度(R4)."""
        closing = _closing_period(self.printed, self.folded) if not self.period else None
        if closing is None or not closing[0].steps:
            return
        last = closing[0].steps[-1].label
        if last.endswith(")") and self.folded.rstrip().endswith(last):
            self.period, start = closing
            self.printed, self.folded = self.printed[:start], self.folded[:start]

    def _take_leading_period(self) -> None:
        if leading := _leading_period(self.printed, self.folded):
            self.period, end = leading
            self.printed, self.folded = _cut(self.printed, self.folded, 0, end)
            if connective := _CONNECTIVE.match(self.folded):
                self.printed, self.folded = self.printed[connective.end() :], self.folded[connective.end() :]

    def _take_bracket(self, at: int) -> int | None:
        """Takes what the next bracket says, but for what stays in the label; where to go on, None where there is none."""
        group = _GROUP.search(self.folded, at)
        if not group:
            return None
        start, end = group.span()
        content = self.folded[start + 1 : end - 1]
        found, named, at_year_end, kept = _inside(content, self.folded[:start])
        if kept is None:
            return end
        if found and not self.period:
            where = start + 1 + content.find(found.label)
            self.period = _printed_period(found, self.printed[where : where + len(found.label)])
        if named and not self.unit:
            self.unit = named
            if not kept and not found and self.whole.endswith(self.printed[start:end]):
                self.whole = self.whole[: len(self.whole) - (end - start)]
        self.year_end = self.year_end or at_year_end
        return self._without(start, end, content, kept)

    def _without(self, start: int, end: int, content: str, kept: Sequence[str]) -> int:
        """Leaves in a bracket what is kept of it, and where to go on behind it."""
        if not kept:
            self.printed, self.folded = _cut(self.printed, self.folded, start, end)
            return start
        inner = self.printed[start + 1 : end - 1]
        remaining = "、".join(inner[at : at + len(item)] for item in kept for at in (content.find(item),))
        self.printed = f"{self.printed[: start + 1]}{remaining}{self.printed[end - 1 :]}"
        self.folded = lexicon.fold(self.printed)
        return start + len(remaining) + 2


_AROUND = " 　、,:："
"""what stands around a label and is none of it"""


def _names(folded: str, label: str) -> tuple[str, ...]:
    two = _TWO_NAMES.fullmatch(folded)
    if two and (_measure(two[2]) or "of_which" in lexicon.roles_of(two[2])):
        return label[two.start(1) : two.end(1)], label[two.start(2) : two.end(2)]
    pieces = _NAMES.split(folded)
    if len(pieces) > 1 and all(_measure(p) for p in pieces):
        return tuple(p.strip() for p in re.split(r"\s?[・/／、]\s?", label))
    return ()
