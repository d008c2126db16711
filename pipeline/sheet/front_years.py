"""Years of the front page that are printed twice, of an era and of the Gregorian calendar, and are not the same: 令和3年度（2020年度）.

In comes a sheet, out come defects of code ``era-contradiction``, as data tables have them; the era's year is the one that is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.sheet.model import Sheet
from pipeline.text.restated_years import contradictory_years
from pipeline.text.years import folded
from pipeline.values import Defect, Printed


def year_contradictions(sheet: Sheet) -> Iterator[Defect]:
    """The rows of the overview, and the title, in which a year contradicts itself."""
    for said in (*([Printed(sheet.title)] if sheet.title else ()), *(row.text for row in sheet.overview)):
        for printed, other in contradictory_years(folded(said.text)):
            box = said.boxes[0] if said.boxes else None
            yield Defect("era-contradiction", box.page if box else 1, box, said.text[:80], values=(("printed", printed), ("other", other)))
