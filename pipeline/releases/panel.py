"""Coverage for people: a line per ward, a column per term and kind, and what is missing in words.

In go the rows of the table ``coverage``, out come texts for a terminal or the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import rules
from pipeline.datasets.contract import Row
from pipeline.releases.notes import kind, years
from pipeline.rules import defects as catalogue
from pipeline.rules.defects import Language
from pipeline.values import Defect

STATES = ("published", "refused", "not_found", "withdrawn")


@dataclass(frozen=True, slots=True)
class Panel:
    """``columns`` are terms and kinds; each of the ``lines`` has the ward and what became of its sheet in each, "" where none is due."""

    columns: Sequence[str]
    lines: Sequence[tuple[str, Sequence[str]]]
    counts: str


def panel_of(rows: Sequence[Row], language: Language) -> Panel:
    """The whole table at a glance."""
    terms = sorted({(row["period_start"], row["sheet_kind"]) for row in rows})
    wards = {row["ward_code"]: row["ward"] for row in sorted(rows, key=lambda row: row["ward_code"])}
    by_place = {(row["ward_code"], row["period_start"], row["sheet_kind"]): state(row, language) for row in rows}
    counted = {name: sum(row["state"] == name for row in rows) for name in STATES}
    return Panel(
        [f"{years(start, None, language)} {kind(of, language)}" if start else years(None, None, language) for start, of in terms],
        [(ward, [by_place.get((code, *term), "") for term in terms]) for code, ward in wards.items()],
        str(rules.load("releases")["counts"][language]).format(**counted),
    )


def missing_lines(rows: Sequence[Row], language: Language) -> Iterator[str]:
    """What is not published, a line each: ward, term, kind, state, and of what was refused why."""
    for row in rows:
        if row["state"] != "published":
            named = f"{row['ward']} {years(row['period_start'], None, language)} {kind(row['sheet_kind'], language)}"
            said = ": ".join(part for part in (state(row, language), row["document_id"] or "", reason_of_refusal(row, language)) if part)
            yield f"{named} {said}"


def state(row: Row, language: Language) -> str:
    """The state in words."""
    return str(rules.load("releases")["states"][row["state"]][language])


def reason_of_refusal(row: Row, language: Language) -> str:
    """Why it was refused, in the words of the catalogue of defects."""
    codes = (row["reason"] or "").split(", ")
    return " ".join(f"[{code}] {catalogue.what(Defect(code), language)}" for code in codes if code)
