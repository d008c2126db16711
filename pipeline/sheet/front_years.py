"""Years of the front page that are printed twice, of an era and of the Gregorian calendar, and are not the same: 令和3年度（2020年度）.

In comes a sheet, out come defects of code ``era-contradiction``, as data tables have them; the era's year is the one that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.sheet.model import Sheet
from pipeline.text.years import folded, printed_year, year_starts
from pipeline.values import Defect, Printed

_OPENS = re.compile(r"(?P<kind>年度|年)?\(")
_CLOSES = re.compile(r"(?P<kind>年度|年)?\)(?P<behind>年度|年)?")


def contradictory_years(sheet: Sheet) -> Iterator[Defect]:
    """The rows of the overview, and the title, in which a year contradicts itself."""
    for said in (*([Printed(sheet.title)] if sheet.title else ()), *(row.text for row in sheet.overview)):
        for printed, other in _contradictions(folded(said.text)):
            box = said.boxes[0] if said.boxes else None
            yield Defect("era-contradiction", box.page if box else 1, box, said.text[:80], values=(("printed", printed), ("other", other)))


def _contradictions(line: str) -> Iterator[tuple[str, str]]:
    """Each year of a folded text with another one in the brackets behind it that restate it: both as printed. A calendar year restates no
    fiscal one, and of two years of eras or of none the second may be another thing."""
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
