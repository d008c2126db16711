"""Years that are printed twice, of an era and of the Gregorian calendar, the second in brackets: 令和3年度（2021年度）, 2021年（令和3年）.

In comes a folded text (``years.folded``), out come those of which the two are not the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.text.years import printed_year, year_starts

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
