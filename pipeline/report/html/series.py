"""Facts over time: the numbers of one measure of one table, year by year or month by month, for the small multiples.

In go the rows of ``facts``, out come the series that have at least two points. A missing number stays a gap with the
printed sign for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.datasets.contract import Row

LEAST = 2


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A number under a fiscal year (or a month, YYYY-MM); ``is_part`` where the year was not over; ``raw`` as printed."""

    period: str
    label: str
    value: float | None
    raw: str
    is_part: bool
    row_id: str


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    measure: str
    unit: str
    table_row_id: str
    points: tuple[SeriesPoint, ...]

    @property
    def spoken(self) -> str:
        """The numbers as a sentence, for those who cannot see the chart."""
        return "、".join(f"{point.label} {point.raw or '空欄'}" for point in self.points)


def indicator_series(facts: Iterable[Row]) -> list[IndicatorSeries]:
    """In the order of the table. A measure that has two numbers for one year (a range, a qualifier) gives a series for each."""
    points: dict[tuple[str | None, ...], dict[str, SeriesPoint]] = {}
    names: dict[tuple[str | None, ...], Row] = {}
    for fact in facts:
        period = fact["month"] or (str(fact["fiscal_year"]) if fact["fiscal_year"] else "")
        if not period:
            continue
        base: tuple[str | None, ...] = (
            fact["measure_norm"],
            fact["role"],
            fact["bound"],
            fact["qualifier"],
            "month" if fact["month"] else "year",
        )
        key = base
        turn = 1
        while period in points.get(key, {}):
            turn += 1
            key = (*base, str(turn))
        names.setdefault(key, fact)
        label = fact["period_label"] or period
        part = fact["period_kind"] == "fiscal_year_to_date"
        points.setdefault(key, {})[period] = SeriesPoint(period, label, fact["value"], fact["raw"] or "", part, fact["row_id"])
    return [
        IndicatorSeries(
            _measure(names[key]), names[key]["unit"] or "", _table_row_id(names[key]), tuple(found[period] for period in sorted(found))
        )
        for key, found in points.items()
        if sum(point.value is not None for point in found.values()) >= LEAST
    ]


def _measure(fact: Row) -> str:
    bound = {"low": "下限", "high": "上限"}.get(fact["bound"] or "", "")
    return "、".join(part for part in (fact["measure"] or "", bound) if part)


def _table_row_id(fact: Row) -> str:
    return "/".join(["tables", *fact["row_id"].split("/")[1:4]])
