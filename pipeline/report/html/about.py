"""What the report says of itself: when it was made and from what, what A to D stand for, which files were refused and why.

In go the documents and the rows of ``sources``, out come values for the templates.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.datasets.contract import Row
from pipeline.report.html.rows import DocumentRows
from pipeline.rules.defects import entry, what, what_to_do
from pipeline.text.years import day_of_era
from pipeline.values import Defect

_LETTER = 1
"""characters of a rating that is printed without words"""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, with a reason and an advice for each error."""

    file: str
    ward: str
    why: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class About:
    """``made_on`` is a day in words, "" where it is not told; ``meanings`` are ratings as printed together with what they mean, each
    with the number of its goals; ``published`` the first and last day on which sheets were published."""

    made_on: str
    documents: Sequence[DocumentRows]
    wards: int
    pages: int
    verified: int
    versions: Sequence[str]
    licences: Sequence[str]
    published: Sequence[str]
    meanings: Sequence[tuple[str, int]]
    refused: Sequence[Refused]


def about_of(documents: Sequence[DocumentRows], sources: Iterable[Row], made_on: str = "") -> About:
    """``made_on`` is YYYY-MM-DD or empty."""
    rows = [document.row for document in documents]
    told = [document.source or {} for document in documents]
    days = _each(told, "published_on")
    return About(
        day_of_era(made_on),
        documents,
        len({document.ward for document in documents}),
        sum(row["page_count"] for row in rows),
        sum(bool(row["verified_by"]) for row in rows),
        _each(rows, "pipeline_version"),
        _each(told, "licence"),
        [day_of_era(day) for day in dict.fromkeys((days[0], days[-1]))] if days else [],
        _meanings(documents),
        [_refused(source) for source in sources if source["status"] == "refused"],
    )


def _each(rows: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    """What the rows say under a key, each once and in order."""
    return sorted({str(row[key]) for row in rows if row.get(key)})


def _meanings(documents: Iterable[DocumentRows]) -> list[tuple[str, int]]:
    """The ratings that are printed with words beside the letter, each once."""
    printed = (row[f"rating_{party}_raw"] for document in documents for row in document.tables["goals"] for party in ("operator", "ward")
               if row[f"rating_{party}"])  # fmt: skip
    said = Counter(unicodedata.normalize("NFKC", raw).strip() for raw in printed if raw)
    return sorted((raw, count) for raw, count in said.items() if len(raw) > _LETTER and any(char > "z" for char in raw))


def _refused(source: Row) -> Refused:
    errors = [Defect(code) for code in source["defect_codes"] or () if entry(code).severity == "error"]
    why = [(defect.code, what(defect, "ja"), what_to_do(defect, "ja")) for defect in errors]
    return Refused(source["source_file"], source["ward"] or "", why)
