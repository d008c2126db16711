"""What a front page says twice and differently: the ward in its title, subject and office, the period in title, row and length, and a year
of an era and of the Gregorian calendar, 令和3年度（2020年度）.

In comes a sheet, out come the defects. A sheet may be made from another ward's, or from that of the term before, and keep parts of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.form.words import Form
from pipeline.sheet.model import OverviewRow, Sheet
from pipeline.text.years import contradictory_years, folded, length_of, period_of, span_in, year_points
from pipeline.values import Defect, Printed

_SPAN = "{}–{}"
"""how a defect names the fiscal years of a period as they were read"""


def front_contradictions(sheet: Sheet, form: Form) -> Iterator[Defect]:
    """The rows of the overview that contradict the title or what else the front page tells. Of an evaluation made within the term only
    the wards are compared: its dates may be those of the part that is over."""
    for row in sheet.overview:
        other = _other_ward(row, sheet, form) or (_other_period(row, sheet, form) if sheet.sheet_kind == "final" else None)
        if other is not None:
            box = row.text.boxes[0]
            yield Defect("front-contradicts", box.page, box, row.text.text[:80], values=(("other", other),))


def _other_ward(row: OverviewRow, sheet: Sheet, form: Form) -> str | None:
    """The ward of the title, where a row names another one's subject or office."""
    label, text = form.overview_of(row.label), unicodedata.normalize("NFKC", row.text.text)
    titled = form.title.search(unicodedata.normalize("NFKC", sheet.title or ""))
    found = form.title.search(text) if label == "subject" else None
    if sheet.ward_office and sheet.ward_office in row.text.text:
        found = form.office_ward.match(unicodedata.normalize("NFKC", sheet.ward_office))
    if titled is None or found is None:
        return None
    one, other = titled["ward"], found["ward"]
    are_named = form.names_ward(one) and form.names_ward(other)
    return one if are_named and not one.endswith(other) and not other.endswith(one) else None


def _other_period(row: OverviewRow, sheet: Sheet, form: Form) -> str | None:
    """What a row's period contradicts: that of the title, or its own length; or the period, where a row says that the evaluation was made
    before it."""
    label, text = form.overview_of(row.label), row.text.text
    if sheet.period_start is None or sheet.period_end is None:
        return None
    period = sheet.period_start, sheet.period_end
    if label == "conducted":
        return _SPAN.format(*period) if _is_made_before(text, period[0]) else None
    return _against(text, period, sheet.title or "") if label == "period" and period_of(text) == period else None


def _is_made_before(text: str, start: int) -> bool:
    """Whether all years that a text names, some with a month, lie before a fiscal year."""
    points = list(year_points(folded(text)))
    return any(point.month for point in points) and max(point.fiscal_year for point in points) < start


def _against(text: str, period: tuple[int, int], title: str) -> str | None:
    """The years that a period has, where its text says another number of them, or the title, where that names another period."""
    years, titled = period[1] - period[0] + 1, span_in(title)
    if length_of(text) not in (None, years):
        return _SPAN.format(*period)
    return title if titled not in (None, period) else None


def year_contradictions(sheet: Sheet) -> Iterator[Defect]:
    """The rows of the overview, and the title, in which a year contradicts itself; the era's is the one that is read, as in data tables."""
    for said in (*([Printed(sheet.title)] if sheet.title else ()), *(row.text for row in sheet.overview)):
        for printed, other in contradictory_years(folded(said.text)):
            box = said.boxes[0] if said.boxes else None
            yield Defect("era-contradiction", box.page if box else 1, box, said.text[:80], values=(("printed", printed), ("other", other)))
