"""The facts of one cell: each of its quantities with what the headers say of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.facts import lexicon, norms
from pipeline.facts.context import RATIO_OR_NONE, RATIO_UNITS, Context, When
from pipeline.facts.model import Fact, NullReason, Role
from pipeline.facts.periods import Period
from pipeline.facts.quantities import CellReading, Quantity
from pipeline.sheet.model import TableCell
from pipeline.values import Box


def with_remark(quantity: Quantity, remark: str | None) -> Quantity:
    return replace(quantity, qualifier="、".join(filter(None, (quantity.qualifier, remark))) or None)


def arrow_steps(periods: Sequence[Period]) -> Sequence[Period]:
    """The steps of the innermost arrow of periods."""
    return next((period.steps for period in reversed(periods) if period.steps), ())


def one_by_one(make: FactMaker, reading: CellReading, steps: Sequence[Period], names: tuple[str, tuple[str, ...]] | None) -> list[Fact]:
    """A fact for each of a cell's numbers, with the name that the header gives it."""
    facts = []
    for n, (quantity, at) in enumerate(zip(reading.values, _whens(make.when, reading, steps), strict=True)):
        if not make.unit and _has_unit_of_first(quantity):
            quantity = replace(quantity, unit=reading.values[0].unit)
        facts.append(make.fact(n + 1, quantity, when=at, names=(names[0], names[1][n]) if names else None))
    return facts


def _whens(when: When, reading: CellReading, steps: Sequence[Period]) -> list[When]:
    """The period of each of a cell's numbers: those of an arrow take its steps, where there are as many."""
    if not reading.arrow:
        return [when] * len(reading.values)
    if len(steps) != len(reading.values):
        return [When(label=when.label)] * len(reading.values)
    return [When(step.fiscal_year, step.month, step.kind, step.label) for step in steps]


def _has_unit_of_first(quantity: Quantity) -> bool:
    """Whether a further number of a cell, with a name but no unit, counts what the first does."""
    return bool(quantity.term) and not quantity.unit and "ratio" not in lexicon.roles_of(quantity.term or "")


def _once(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels without those that say what the one before says."""
    return tuple(label for n, label in enumerate(labels) if not n or label != labels[n - 1])


@dataclass(frozen=True, slots=True)
class FactMaker:
    """What all facts of one cell share."""

    cell: TableCell
    raw: str
    context: Context
    labels: tuple[str, ...]
    boxes_labels: tuple[Box, ...]
    roles: frozenset[Role]
    unit: str | None
    when: When

    def fact(
        self,
        number: int,
        quantity: Quantity,
        *,
        when: When | None = None,
        names: tuple[str, str] | None = None,
        null: bool = False,
        reason: NullReason | None = None,
    ) -> Fact:
        at = when or self.when
        own = [names[1] if names and label == names[0] else label for label in self.labels]
        labels = [label for label in (*self.context.labels, *own, quantity.term) if label]
        unit = quantity.unit or self.unit
        roles = frozenset().union(*map(lexicon.roles_of, filter(None, own))) if names else self.roles
        role = _role(roles | (lexicon.roles_of(quantity.term) if quantity.term else frozenset()), unit, quantity)
        kind = at.kind if role in ("difference", "ratio") else norms.kind_in_year(at.kind, labels)
        return Fact(
            row=self.cell.row,
            col=self.cell.col,
            fact_no=number,
            raw=self.raw,
            labels=_once([label for label in labels if not norms.is_year_end(label)]),
            fiscal_year=at.fiscal_year,
            month=at.month,
            period_kind=kind,
            period_label=at.label,
            value=None if null else quantity.value,
            unit=unit,
            qualifier=quantity.qualifier,
            role=role,
            bound=quantity.bound,
            null_reason=reason,
            boxes=self.cell.text.boxes,
            boxes_labels=self.boxes_labels,
        )


def _role(roles: frozenset[Role], unit: str | None, quantity: Quantity) -> Role:
    if not roles:
        return "ratio" if unit in RATIO_UNITS else "value"
    role = next(r for r in lexicon.ROLE_ORDER if r in roles)
    if role == "ratio" and (unit not in RATIO_OR_NONE or (unit is None and quantity.signed)):
        return "difference"
    return role
