"""What a person decides, written into the folder of the PDFs: the one writer of accepted.toml, links.toml and corrections.toml.

In goes what the person names, in the command line or in the browser, out comes what was written; what cannot be meant raises
UsageError, and nothing is written.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline.datasets.decisions import Correction
from pipeline.datasets.identity import address_of
from pipeline.releases.corrections import printed_values
from pipeline.run.accepted import ACCEPTED, FORM, acceptance, acceptances
from pipeline.run.curated import published_tables, require_published
from pipeline.run.decisions import CORRECTION, CORRECTIONS, LINK, LINKS, VIEWPOINT_CODE, correctable, corrections_of, link_decisions
from pipeline.run.entries import add_entry
from pipeline.run.sources import bytes_of
from pipeline.run.usage import UsageError
from pipeline.values import SourceError

_WRITING = threading.Lock()
"""One process may be asked by several people's pages at once."""


def accept(raw: Path, source: str, code: str, place: str, quote: str, by: Mapping[str, str]) -> int:
    """Writes that a defect of a source is all right, and gives the number of the entry. ``by`` has reason, who and when."""
    try:
        bytes_of(raw / source)
    except SourceError as error:
        raise UsageError("there is no file {source} in {raw}; name it as under that folder", source=source, raw=raw) from error
    said = {"source": source, "defect": code, "place": place, "quote": quote}
    entry = {key: value for key, value in said.items() if value} | dict(by)
    with _WRITING:
        number = len(acceptances(raw)) + 1
        acceptance(raw / ACCEPTED, number, entry)
        add_entry(raw / ACCEPTED, FORM, entry)
    return number


def confirm(raw: Path, curated: Path, statement: str, answers: str, verdict: str, by: Mapping[str, str]) -> tuple[str, str]:
    """Writes that a statement answers a viewpoint (its viewpoint_code), or comes back as a prior issue (its row_id), or that it does
    not: ``verdict`` is "confirmed" or "rejected". Gives the content_id of the statement, and the other side as it is written."""
    tables = published_tables(curated, ("statements", "prior_issues"))
    content = _content(statement, tables["statements"].to_pylist(), curated)
    other = answers.rpartition("#")[2]
    is_viewpoint = VIEWPOINT_CODE.fullmatch(other) is not None
    side = "viewpoint" if is_viewpoint else "issue"
    other = other if is_viewpoint else _content(other, tables["prior_issues"].to_pylist(), curated)
    with _WRITING:
        if any((link.statement, link.viewpoint or link.issue) == (content, other) for link in link_decisions(raw)):
            raise UsageError(
                "{path} decides on {content} with {other} already; change that entry", path=raw / LINKS, content=content, other=other
            )
        add_entry(raw / LINKS, LINK, {"statement": content, side: other, "verdict": verdict, **by})
    return content, other


def _content(said: str, rows: Sequence[Mapping[str, Any]], curated: Path) -> str:
    """The content_id of the row that the person named in one of these ways."""
    named = unquote(said.rpartition("#")[2].partition("?")[0])
    for row in rows:
        if named in (row["content_id"], unquote(row["row_id"]), row.get("statement_id")):
            return str(row["content_id"])
    raise UsageError("{curated} has no row {said}; the columns row_id and content_id have the addresses", curated=curated, said=said)


def correct(raw: Path, curated: Path, named: str, column: str, corrected: str, by: Mapping[str, str]) -> Correction:
    """Writes that a printed value is wrong and what is right. Gives the entry as it was written, its values spelt as their column has
    them."""
    row = address_of(named)
    try:
        corrected = correctable(Correction(row, column, "", corrected, *by.values())).corrected
    except ValueError as error:
        raise UsageError("{error}; {curated}/DICTIONARY.md has the columns", error=error, curated=curated) from error
    require_published(curated, ["documents.parquet"])
    values = sorted({printed for _, printed in printed_values(row, column, curated)})
    if not values:
        raise UsageError("{curated} has no row {row}; the column row_id has the addresses", curated=curated, row=row)
    if len(values) > 1:
        raise UsageError(
            "{row} has the values {names} in {column}; name one row by its row_id", row=row, names=" and ".join(values), column=column
        )
    with _WRITING:
        if any((entry.row, entry.column) == (row, column) for entry in corrections_of(raw)):
            raise UsageError("{path} corrects {column} of {row} already; change that entry", path=raw / CORRECTIONS, column=column, row=row)
        entry = Correction(row, column, values[0], corrected, *by.values())
        add_entry(raw / CORRECTIONS, CORRECTION, asdict(entry))
    return entry
