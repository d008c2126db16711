"""Which sheet of a ward holds: of the versions of one sheet the newest, and of a ward's sheets that of its newest term.

In go the documents of a collection with their days of publication, out come the ids of the current and of the latest ones, and of
the versions between which nothing decides: then a person is asked, for a copy without a date is not older than one with a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.datasets.contract import Row
from pipeline.datasets.identity import term_key, ward_key
from pipeline.rules import load
from pipeline.text.folds import squeeze

COLUMNS = ("document_id", "title", "form_title", "ward", "sheet_kind", "term_no", "period_start", "period_end", "conducted")
"""What is asked of a row of ``documents``."""


@dataclass(frozen=True, slots=True)
class Editions:
    """The ids of current and latest documents; ``others`` are the versions beside a document, ``undecided`` those of which none is
    known to be the newest."""

    current: frozenset[str]
    latest: frozenset[str]
    others: Mapping[str, tuple[str, ...]]
    undecided: Mapping[str, tuple[str, ...]]


def editions_of(documents: Iterable[Row], published_on: Mapping[str, str | None], superseded: Mapping[str, str] = {}) -> Editions:
    """Decides for all documents of some wards; ``published_on`` is their day of publication as YYYY-MM-DD, ``superseded`` the document
    that is recorded to be the version before."""
    rows = list(documents)
    by_term = _grouped(rows, _term)
    newest = {term: _unbeaten(versions, published_on, superseded) for term, versions in by_term.items()}
    current = [_held(versions, published_on) for versions in newest.values()]
    latest = [max(rivals, key=_age_among(rivals)) for rivals in _grouped(current, _ward).values()]
    return Editions(
        frozenset(_ids(current)),
        frozenset(_ids(latest)),
        {one: tuple(sorted({*_ids(versions)} - {one})) for versions in by_term.values() if len(versions) > 1 for one in _ids(versions)},
        {one: tuple(sorted(_ids(versions))) for versions in newest.values() if len(versions) > 1 for one in _ids(versions)},
    )


def is_corrected(document: Row) -> bool:
    """Whether the sheet says in its title that it is a corrected one."""
    title = squeeze(f"{document['title'] or ''}{document['form_title'] or ''}")
    return any(word in title for word in load("editions")["corrected"])


def _grouped(rows: Iterable[Row], key: Any) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _ids(rows: Iterable[Row]) -> Iterator[str]:
    return (row["document_id"] for row in rows)


def _term(row: Row) -> tuple[str, ...]:
    term = term_key(row["ward"], row["period_start"], row["period_end"], row["term_no"], row["sheet_kind"])
    return term or (row["document_id"],)


def _ward(row: Row) -> tuple[str, ...]:
    return (ward_key(row["ward"]),) if row["ward"] else ("", row["document_id"])


def _unbeaten(versions: Sequence[Row], published_on: Mapping[str, str | None], superseded: Mapping[str, str]) -> list[Row]:
    """The versions to which no other is known to be newer; all where each is newer than some other."""
    found = [one for one in versions if not any(_is_newer(other, one, published_on, superseded) for other in versions)]
    return found or list(versions)


def _is_newer(one: Row, other: Row, published_on: Mapping[str, str | None], superseded: Mapping[str, str]) -> bool:
    """By what is recorded, then the day of publication, then what the sheets say; what one of the two lacks decides nothing."""
    if other["document_id"] == superseded.get(one["document_id"]):
        return True
    if one["document_id"] == superseded.get(other["document_id"]):
        return False
    signs: tuple[tuple[Any, Any], ...] = (
        (published_on.get(one["document_id"]), published_on.get(other["document_id"])),
        (is_corrected(one), is_corrected(other)),
        (one["conducted"], other["conducted"]),
    )
    for mine, its in signs:
        if mine is not None and its is not None and mine != its:
            return bool(mine > its)
    return False


def _held(versions: Sequence[Row], published_on: Mapping[str, str | None]) -> Row:
    """The one that counts until somebody says which is newer: rather one without a date, which may be the correction."""
    return max(versions, key=lambda row: (published_on.get(row["document_id"]) is None, row["document_id"]))


def _age_among(rivals: Sequence[Row]) -> Any:
    """Orders a ward's sheets by term, final before interim: terms by the year in which they begin, or, where not all sheets
    print it and all print its number, by that."""
    by_number = any(row["period_start"] is None for row in rivals) and all(row["term_no"] is not None for row in rivals)
    term = ("term_no", "period_start") if by_number else ("period_start", "term_no")
    return lambda row: (
        *(row[part] or 0 for part in term),
        row["sheet_kind"] == "final",
        row["period_end"] or 0,
        row["conducted"] or "",
        row["document_id"],
    )
