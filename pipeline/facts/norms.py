"""What a fact's printed words come to beside what is printed: parts of a year, year ends, units of one name, whose number it is.

In come labels, units and periods as read; out go the values of the columns ``period_kind``, ``unit_norm``, ``value_norm``,
``subject`` and ``revision``. The words are in ``rules/facts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pipeline.facts import lexicon
from pipeline.facts.model import PeriodKind
from pipeline.rules import any_of

Revision = Literal["before", "after"]

_P = lexicon.section("period")
_BEHIND = rf"(?:の?{any_of(_P['behind_part'])})?"
_HALF = re.compile(any_of([lexicon.squeeze(w) for w in _P["half_year"]]) + _BEHIND)
_QUARTER = re.compile(any_of([lexicon.squeeze(w) for w in _P["quarter"]]) + _BEHIND)
_YEAR_END = re.compile(any_of(_P["stock"]))
_NO_STOCK = re.compile(any_of(_P["no_stock"]))
_ONLY_YEAR_END = frozenset(lexicon.squeeze(w) for w in _P["each_year_end"])
_NORMS = lexicon.section("unit_norms")
_SAME = {lexicon.squeeze(spelling): unit for unit, spellings in _NORMS["same"].items() for spelling in spellings}
_SCALED: dict[str, tuple[str, int]] = {lexicon.squeeze(name): (unit, by) for name, (unit, by) in _NORMS["scaled"].items()}
_S = lexicon.section("subjects")
_CITY: str = _S["city"]
_OTHERS = re.compile(any_of([lexicon.squeeze(w) for w in _S["others"]]))
_OWN = frozenset(lexicon.squeeze(w) for w in _S["own"])
_AMBIGUOUS = frozenset(lexicon.squeeze(w) for w in _S["ambiguous"])
_DISTRICT = re.compile(any_of(_S["districts"]) + "|.+" + any_of(_S["districts_end"]))
_REMARK = re.compile(r"\([^()]*\)\Z")
_BEFORE = re.compile(any_of(_S["before"]))
_AFTER = re.compile(any_of(_S["after"]))


def is_year_end(label: str) -> bool:
    """True for a label that is no more than 年度末 or 各年度末現在: it goes to the period."""
    return lexicon.squeeze(label) in _ONLY_YEAR_END


def kind_in_year(kind: PeriodKind | None, labels: Sequence[str]) -> PeriodKind | None:
    """The kind of a period by the labels of a number: half a year, a quarter, or a stock under 年度末."""
    if kind != "fiscal_year":
        return kind
    words = [lexicon.squeeze(label) for label in labels]
    if any(_HALF.fullmatch(word) for word in words):
        return "half_year"
    if any(_QUARTER.fullmatch(word) for word in words):
        return "quarter"
    return "fiscal_year_end" if any(_YEAR_END.search(word) and not _NO_STOCK.search(word) for word in words) else kind


@lru_cache(maxsize=1024)
def normal_unit(unit: str | None) -> tuple[str | None, int]:
    """A unit's one name and by how much its numbers are multiplied: 千円 is 円 by 1000, ヶ所 is か所 by 1."""
    if unit is None:
        return None, 1
    word = lexicon.squeeze(unit)
    return _SCALED.get(word) or (_SAME.get(word, word), 1)


def normal_value(value: float | None, unit: str | None) -> float | None:
    """A number in its unit's one name, exactly: 1.2千円 is 1200 (円)."""
    by = normal_unit(unit)[1]
    return None if value is None else float(Decimal(repr(value)) * by)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whose numbers those of one table are: ``own_ward`` is the sheet's ward, ``labels`` are all labels of the table."""

    own_ward: str
    wards: Collection[str]
    labels: frozenset[str]

    def of(self, labels: Sequence[str]) -> str:
        """ "own", or the label that names another ward, all wards (18区平均) or the city, in NFKC."""
        return next((named for label in labels if (named := self._named(_bare(label)))), "own")

    def _named(self, word: str) -> str | None:
        ward = word.removeprefix(_CITY)
        if self._is_own(word):
            return None
        if word in _AMBIGUOUS:
            return None if self._is_by_district else word
        return ward if ward in self.wards else word if _OTHERS.fullmatch(word) else None

    def _is_own(self, word: str) -> bool:
        return word in _OWN or bool(self.own_ward and word.removeprefix(_CITY) == lexicon.squeeze(self.own_ward))

    @property
    def _is_by_district(self) -> bool:
        """Whether the table tells this ward's districts apart and sets it beside no other: then 全区 is this ward."""
        words = {_bare(label) for label in self.labels}
        others = any(self._is_own(w) or w.removeprefix(_CITY) in self.wards or _OTHERS.fullmatch(w) for w in words)
        return not others and any(_DISTRICT.fullmatch(w) for w in words)


def _bare(label: str) -> str:
    return _REMARK.sub("", lexicon.squeeze(label))


def revision_of(labels: Sequence[str]) -> Revision | None:
    """Whether a number stands under 訂正前 or 訂正後."""
    words = [lexicon.squeeze(label) for label in labels]
    if any(_AFTER.search(word) for word in words):
        return "after"
    return "before" if any(_BEFORE.search(word) for word in words) else None
