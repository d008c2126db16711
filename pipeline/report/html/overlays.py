"""Indicators over wards and years: all wards in one chart, the sheets of a ward's terms joined to one line.

In go the rows of ``indicators`` with the facts that they were made from, out come the overlays of the indicators that have at least
two numbers. Of two sheets that tell of one year the newer one counts. Coordinates are the chart's own units, top left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import NOTE
from pipeline.report.html.rows import DocumentRows

LEAST = 2
WIDTH, HEIGHT, MARGIN = 640, 200, 30
"""of a chart, and the room around it for the years and the wards' names"""
COLOURS = ("#1f5f8b", "#b35806", "#1b7837", "#762a83", "#b2182b", "#01665e", "#7f6000", "#4d4d4d", "#c51b7d")
DASHES = ("", "6 3", "2 3")
"""beside the colours, for who cannot tell these apart: 27 wards differ in one or the other"""


@dataclass(frozen=True, slots=True)
class WardNumber:
    """One ward's number of a year: where it stands in the chart, ``raw`` as the sheet prints it, the facts' address, and its sheet."""

    year: int
    value: float
    raw: str
    row_id: str
    document: DocumentRows
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class WardLine:
    """A ward's numbers over its terms; ``runs`` are the stretches of years without a gap, as points of an SVG line."""

    ward: str
    colour: str
    dash: str
    numbers: Mapping[int, WardNumber]

    @property
    def runs(self) -> list[str]:
        found: list[list[WardNumber]] = [[]]
        for before, number in pairwise([None, *self.numbers.values()]):
            if before is not None and number is not None and number.year > before.year + 1:
                found.append([])
            if number is not None:
                found[-1].append(number)
        return [" ".join(f"{number.x:g},{number.y:g}" for number in run) for run in found if len(run) > 1]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One indicator: its years from the first to the last, and a line for each ward."""

    code: str
    title: str
    unit: str
    years: Sequence[int]
    lines: Sequence[WardLine]
    most: float
    least: float

    @property
    def count(self) -> int:
        """How many numbers are shown."""
        return sum(len(line.numbers) for line in self.lines)

    @property
    def project_no(self) -> int:
        """The project in whose tables its numbers stand."""
        return int(next(iter(self.lines[0].numbers.values())).row_id.split("/")[2])

    @property
    def foot(self) -> float:
        """Where the zero stands."""
        return _y(0.0, self.least, self.most)

    def x(self, year: int) -> float:
        return _x(year, self.years)


def overlays_of(documents: Sequence[DocumentRows], indicators: Iterable[Row], catalogue: Iterable[Row]) -> list[Overlay]:
    """The overlays by project and title, over the current sheets."""
    current = {document.document_id: document for document in documents if document.is_current}
    facts = {fact["row_id"]: fact for document in current.values() for fact in document.tables["facts"]}
    known = [row for row in indicators if row["document_id"] in current and row["value"] is not None]
    of: dict[str, list[Row]] = defaultdict(list)
    for row in known:
        of[row["indicator_code"]].append(row)
    known.sort(key=lambda row: current[row["document_id"]].order)
    wards = list(dict.fromkeys(row["ward"] for row in known))
    entries = sorted((entry for entry in catalogue if entry["indicator_code"] in of), key=_place_in_form)
    made = [_overlay(entry, of[entry["indicator_code"]], current, wards, facts) for entry in entries]
    return [overlay for overlay in made if overlay.count >= LEAST]


def _place_in_form(entry: Row) -> tuple[str, str]:
    return entry["project_code"] or "", entry["indicator_code"]


def _overlay(
    entry: Row, rows: Sequence[Row], documents: Mapping[str, DocumentRows], wards: Sequence[str], facts: Mapping[str, Row]
) -> Overlay:
    years = range(min(row["fiscal_year"] for row in rows), max(row["fiscal_year"] for row in rows) + 1)
    most, least = max(max(row["value"] for row in rows), 0.0) or 1.0, min(min(row["value"] for row in rows), 0.0)
    by_ward: dict[str, dict[int, WardNumber]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row["fiscal_year"], documents[row["document_id"]].order)):
        document = documents[row["document_id"]]
        x, y = _x(row["fiscal_year"], years), _y(row["value"], least, most)
        number = WardNumber(row["fiscal_year"], row["value"], _raw(row, facts), row["fact_row_ids"][0], document, x, y)
        by_ward[row["ward"]][row["fiscal_year"]] = number
    lines = [
        WardLine(ward, COLOURS[at % len(COLOURS)], DASHES[at // len(COLOURS) % len(DASHES)], by_ward[ward])
        for at, ward in enumerate(wards)
        if ward in by_ward
    ]
    return Overlay(entry["indicator_code"], entry["title_ja"], entry["unit"], list(years), lines, most, least)


def _y(value: float, least: float, most: float) -> float:
    """The axis holds zero always, or a small change would look like a large one."""
    return round(HEIGHT - MARGIN - (value - least) / (most - least) * (HEIGHT - 2 * MARGIN), 1)


def _x(year: int, years: Sequence[int]) -> float:
    return round(MARGIN + (year - years[0]) / max(1, len(years) - 1) * (WIDTH - 2 * MARGIN), 1)


def _raw(row: Row, facts: Mapping[str, Row]) -> str:
    """What is printed of each fact, and how somebody corrected it."""
    named = [facts[row_id] for row_id in row["fact_row_ids"] if row_id in facts]
    return "＋".join((fact["raw"] or "") + (f"({fact[NOTE]})" if NOTE in fact else "") for fact in named)
