"""What people decided about the curated rows: ``raw/corrections.toml`` and ``raw/links.toml``, of the form of ``accepted.toml``.

In go the files, out come ``Correction``s and ``LinkDecision``s; what cannot be meant raises UsageError, with the entry's number.
"""

from __future__ import annotations

import argparse
import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.datasets.contract import OF_RELEASE, TABLES, Column, TableSpec, spec
from pipeline.datasets.decisions import CONTENT_ID, Correction, LinkDecision
from pipeline.facts.lexicon import fold
from pipeline.rules.spoken import sentence
from pipeline.run.entries import DECIDED, EntryForm, WrongEntryError, entries_of, entry_error

CORRECTIONS, LINKS = "corrections.toml", "links.toml"
CORRECTION = EntryForm("correction", ("row", "column", "printed", "corrected", *DECIDED), ("row", "column", *DECIDED))
LINK = EntryForm("link", ("statement", "viewpoint", "issue", "verdict", *DECIDED), ("statement", "verdict", *DECIDED))
VIEWPOINT_CODE = re.compile(r"[a-z_]+\.v\d+")
VERDICTS = ("confirmed", "rejected")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""A number with commas between its thousands."""
_WITH_CONTENT = tuple(table.name for table in TABLES if "content_id" in table.column_names)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything decided, in the files' order."""

    corrections: tuple[Correction, ...] = ()
    links: tuple[LinkDecision, ...] = ()


def decisions_of(raw: Path) -> Decisions:
    """What is decided in the folder; nothing where there is no file. Raises UsageError where one cannot be understood."""
    return Decisions(corrections_of(raw), link_decisions(raw))


def corrections_of(raw: Path) -> tuple[Correction, ...]:
    """The entries of ``corrections.toml``. Raises UsageError where the file cannot be understood."""
    path, seen = raw / CORRECTIONS, set()
    found = []
    for number, entry in enumerate(entries_of(path, CORRECTION), 1):
        said = {"printed": "", "corrected": "", **{key: str(value) for key, value in entry.items()}}
        try:
            correction = correctable(Correction(**said))
        except WrongEntryError as error:
            raise entry_error(path, CORRECTION, number, error) from error
        if (cell := (correction.row, correction.column)) in seen:
            raise entry_error(
                path, CORRECTION, number, sentence("{column} of {row} has an entry already", column=correction.column, row=correction.row)
            )
        seen.add(cell)
        found.append(correction)
    return tuple(found)


def link_decisions(raw: Path) -> tuple[LinkDecision, ...]:
    """The entries of ``links.toml``. Raises UsageError where the file cannot be understood."""
    path = raw / LINKS
    return tuple(_link(path, number, entry) for number, entry in enumerate(entries_of(path, LINK), 1))


def _link(path: Path, number: int, entry: Mapping[str, Any]) -> LinkDecision:
    said = {key: str(value) for key, value in entry.items()}
    if said["verdict"] not in VERDICTS:
        raise entry_error(
            path, LINK, number, sentence("verdict is {said}; it is one of {names}", said=said["verdict"], names=", ".join(VERDICTS))
        )
    if bool(said.get("viewpoint")) == bool(said.get("issue")):
        raise entry_error(path, LINK, number, sentence("it names one of viewpoint (its viewpoint_code) and issue (its content_id)"))
    return LinkDecision(**said)  # type: ignore[arg-type]


def correctable(correction: Correction) -> Correction:
    """The correction with its values as their column spells them: １，２３４ is 1234, Ｃ is C. Raises WrongEntryError where the row is no
    address, or the column is none that a person may correct, or not to that value."""
    columns = [column for table in _tables_of(correction.row) for column in table.columns if column.name == correction.column]
    if not columns or not all(is_correctable(correction.row, column) for column in columns):
        raise WrongEntryError("{column} of {row} is no column that can be corrected", column=correction.column, row=correction.row)
    printed, corrected = (_spelt(columns[0], said) for said in (correction.printed, correction.corrected))
    for said in (printed, corrected):
        if not all(_fits(column, said) for column in columns):
            raise WrongEntryError("{value} is no value of {column}", value=said, column=correction.column)
    return replace(correction, printed=printed, corrected=corrected)


def _spelt(column: Column, said: str) -> str:
    """What a person wrote as the column has it; a text stays as it is."""
    if said in column.values or not (column.values or pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        return said
    plain = fold(said).strip()
    return plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain


def _tables_of(row: str) -> list[TableSpec]:
    """The tables that the row may be of. Raises WrongEntryError where it is no address."""
    if re.fullmatch(CONTENT_ID, row):
        return [spec(name) for name in _WITH_CONTENT]
    name = row.partition("/")[0]
    if name not in {table.name for table in TABLES if "row_id" in table.column_names} - {*OF_RELEASE}:
        raise WrongEntryError("{row} is no row_id and no content_id", row=row)
    return [spec(name)]


def is_correctable(row: str, column: Column) -> bool:
    """Whether a person may correct the column: what is printed, none by which rows find each other or their places."""
    keys = {part for table in _tables_of(row) for part in table.key}
    is_address = column.name in ("row_id", "content_id", "document_id") or column.name in keys
    return not is_address and not pa.types.is_nested(column.type)


def _fits(column: Column, said: str) -> bool:
    if not said:
        return True
    if column.values:
        return said in column.values
    try:
        value = pa.scalar(said).cast(column.type).as_py()
    except pa.ArrowInvalid:
        return False
    return not isinstance(value, float) or math.isfinite(value)


def decided(arguments: argparse.Namespace) -> dict[str, str]:
    """What the command line says of who decided; the day is today's where the person names none."""
    return {"reason": arguments.reason, "who": arguments.who, "when": arguments.when or today()}


def today() -> str:
    """The person's own day, YYYY-MM-DD."""
    return datetime.date.today().isoformat()
