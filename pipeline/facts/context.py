"""What surrounds a number in its table, put together: captions above, headers of both sides, and the one period that follows.

In come header texts already read (``headers``); out go a cell's ``When`` and unit. The rules for totals beside months and years,
for differences and for part years are those of the data contract.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.facts import lexicon
from pipeline.facts.headers import HeaderText
from pipeline.facts.model import PeriodKind, Role
from pipeline.facts.periods import Period
from pipeline.sheet.model import TableCell
from pipeline.text.years import fiscal_year_of, month_code

_UNITS = lexicon.section("units")
RATIO_UNITS = frozenset(_UNITS["shares"])
RATIO_OR_NONE = RATIO_UNITS.union(_UNITS["multiples"], _UNITS["points"], [None])


@dataclass(frozen=True, slots=True)
class When:
    """The period that a number of a cell belongs to."""

    fiscal_year: int | None = None
    month: str | None = None
    kind: PeriodKind | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What captions, title rows, corners and section rows above a cell say of it, the outermost first."""

    labels: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    units: tuple[str, ...] = ()
    each_year_end: bool = False

    def with_text(self, header: HeaderText, *, label: bool = True) -> Context:
        return Context(
            (*self.labels, header.label) if label and header.label else self.labels,
            (*self.periods, header.period) if header.period else self.periods,
            (*self.units, header.unit) if header.unit else self.units,
            self.each_year_end or header.each_year_end,
        )


@dataclass(slots=True)
class Beside:
    """The periods that stand beside a header: whether there are years, and which months, each with its year where known."""

    years: bool = False
    months: list[When] = field(default_factory=list)

    def add(self, line: list[Period]) -> None:
        """Takes the periods of one row or column beside the header."""
        year = next((p for p in reversed(line) if p.fiscal_year and not p.month), None)
        month = next((p for p in reversed(line) if p.month or p.month_no), None)
        if month:
            self.months.append(When(month.fiscal_year, month.month, "month") if month.month else of_month(month, year))
        elif year or any(p.steps for p in line):
            self.years = True


def of_year(year: Period, context: Context) -> When:
    kind: PeriodKind | None = "fiscal_year_end" if context.each_year_end and year.kind == "fiscal_year" else year.kind
    return When(year.fiscal_year, None, kind, year.label)


def of_month(month: Period, year: Period | None) -> When:
    number = month.month_no or 0
    if not year or not year.fiscal_year:
        return When(label=month.label)
    calendar = year.calendar_year or year.fiscal_year + (number < 4)
    label = f"{year.label} {month.label}"
    return When(fiscal_year_of(calendar, number), month_code(calendar, number), "month", label)


@dataclass(frozen=True, slots=True)
class HeaderSide:
    """What the headers of one side (the rows' or the columns') say of a cell.

    ``lost`` says that the covered headers differ in their period, so that none of theirs is the cell's.
    """

    cells: tuple[TableCell, ...]
    labels: tuple[str, ...]
    periods: tuple[Period, ...]
    roles: frozenset[Role]
    unit: str | None
    counted: frozenset[str]
    lost: bool
    beside_years: bool
    beside_months: tuple[When, ...]
    describes: bool


def when_of(rows: HeaderSide, cols: HeaderSide, context: Context) -> When:
    """The single period of a cell, from its own headers, else from the captions above."""
    own = (*rows.periods, *cols.periods)
    beside_years = rows.beside_years or cols.beside_years or rows.lost or cols.lost
    year = _last_year(own) or (None if beside_years else _last_year(context.periods))
    if months := cols.beside_months or rows.beside_months:
        return _of_months(months, year, context)
    if own:
        return _of_last(own, year, context)
    return When() if beside_years or not context.periods else _of_last(context.periods[-1:], None, context)


def _last_year(periods: Sequence[Period]) -> Period | None:
    return next((period for period in reversed(periods) if period.fiscal_year and not period.month), None)


def _of_months(months: Sequence[When], year: Period | None, context: Context) -> When:
    """The year of a total beside twelve months; none beside fewer."""
    if len({when.month or when.label for when in months}) != 12:
        return When()
    common = {when.fiscal_year for when in months if when.month}
    if not year and len(common) == 1:
        return When(common.pop(), None, "fiscal_year", None)
    return of_year(year, context) if year else When()


def _of_last(periods: Sequence[Period], year: Period | None, context: Context) -> When:
    """The last of several periods: a month rather than the number of one, this rather than a year."""
    if month := next((period for period in reversed(periods) if period.month), None):
        return When(month.fiscal_year, month.month, "month", month.label)
    if numbered := next((period for period in reversed(periods) if period.month_no), None):
        return of_month(numbered, year)
    if own := _last_year(periods):
        return of_year(own, context)
    return When(label=periods[-1].label)


def unit_from(rows: HeaderSide, cols: HeaderSide, context: Context, roles: frozenset[Role]) -> str | None:
    """The unit that headers give, the nearest first, but 人 to no share; a caption's unit not to numbers that by their label count
    otherwise."""
    for side, other in ((cols, rows), (rows, cols)):
        if side.unit and (side.unit in RATIO_OR_NONE or "ratio" not in other.roles or "ratio" in side.roles):
            return side.unit
    return _of_caption(context.units[-1], rows.counted | cols.counted, roles) if context.units else None


def _of_caption(unit: str, counted: frozenset[str], roles: frozenset[Role]) -> str | None:
    """A caption's unit; of several that one in which the label counts."""
    choices = [one for one in unit.replace("・", "、").replace(",", "、").split("、") if one]
    if counted:
        return next((one for one in choices if one in counted), None)
    return None if len(choices) > 1 or ("ratio" in roles and unit not in RATIO_UNITS) else unit
