"""Japanese eras and fiscal years as the sheet's head prints them (令和3年度～7年度, 平成28年度～令和２年度, 令和７年８月)."""

from __future__ import annotations

import re
import unicodedata

from pipeline import rules

ERAS = {name: era["first"] - 1 for era in rules.load("facts")["eras"] for name in era["names"]}
"""Gregorian year before an era's first year, by every name of the era in ``rules/facts.toml``"""

_ERA = "|".join(re.escape(name) for name in sorted(ERAS, key=len, reverse=True))
_BRACKET = r"(?:\(\d{4}(?:年度?)?\))?"
_YEAR = rf"(?:{_ERA})?(?:元|\d{{1,4}})"
YEAR = re.compile(rf"(?P<era>{_ERA})?(?P<year>元|\d{{1,4}})")
SPAN = re.compile(rf"(?P<first>{_YEAR}){_BRACKET}年?度?{_BRACKET}(?:~|-|から|、)(?P<last>{_YEAR}){_BRACKET}年度?")
MONTH = re.compile(rf"(?P<year>(?:{_ERA})(?:元|\d{{1,2}})|\d{{4}}){_BRACKET}年{_BRACKET}(?P<month>\d{{1,2}})月")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", text.replace("〜", "~").replace("～", "~").replace("−", "-").replace("―", "-").replace("–", "-"))


def gregorian(text: str, era_before: str | None = None) -> tuple[int, str | None] | None:
    """The Gregorian year that a printed year names, with its era; a year without era takes ``era_before``. None if unreadable."""
    found = YEAR.match(_plain(text))
    if found is None:
        return None
    year = 1 if found["year"] == "元" else int(found["year"])
    era = found["era"] or (era_before if year < 100 else None)
    if era is not None:
        return ERAS[era] + year, era
    return (year, None) if year >= 1900 else None


def period_of(text: str) -> tuple[int, int] | None:
    """First and last fiscal year of a printed period; None if none is printed."""
    found = SPAN.search(_plain(text))
    if found is None:
        return None
    first = gregorian(found["first"])
    if first is None:
        return None
    last = gregorian(found["last"], first[1])
    return (first[0], last[0]) if last is not None and last[0] >= first[0] else None


def month_of(text: str) -> str | None:
    """The month as "YYYY-MM"; None if no year and month are printed."""
    found = MONTH.search(_plain(text))
    if found is None:
        return None
    year = gregorian(found["year"])
    month = int(found["month"])
    return f"{year[0]:04d}-{month:02d}" if year is not None and 1 <= month <= 12 else None
