"""All readings of a run as one collection: gated in partitions, written in batches, however many documents there are.

A partition holds all sheets of some wards, for what the gate asks across documents (which sheet of a term is current, what
became of the challenges of the term before) it asks within a ward. Everything else it asks within a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import gate
from pipeline.datasets.collection import Source, collect, term_rows
from pipeline.datasets.contract import TABLES, schema, spec
from pipeline.datasets.links import ward_key
from pipeline.datasets.packed import term_counts_in
from pipeline.datasets.parquet import write_batches
from pipeline.gate import Verdict
from pipeline.narrative.terms import TermCounts, Whole, terms_against, whole_of
from pipeline.run.reading import Reading

PARTITION = 100
"""Documents that a partition has at most, unless one ward has more."""
_OF_COLLECTION = ("sources", "documents", "issue_links", "defects")
"""Tables that the collection makes; all others are the documents' tables one after the other."""

Metadata = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate said of all partitions, with the sources and the tables that only the collection makes."""

    verdict: Verdict
    sources: tuple[Source, ...]
    tables: Mapping[str, pa.Table]
    whole: Whole


def gated(readings: Mapping[str, Reading], sources: Sequence[Source], size: int = PARTITION) -> Gated:
    """The verdict on the collection of the readings that have tables. Raises GateError, see ``gate.check``."""
    published = {name: reading for name, reading in readings.items() if reading.tables is not None}
    whole = whole_of(chain.from_iterable(_counts(reading) for reading in published.values()))
    verdicts: list[Verdict] = []
    found: list[Source] = []
    made: dict[str, list[pa.Table]] = {name: [] for name in _OF_COLLECTION}
    rest = [source for source in sources if source.status != "published"]
    by_id = {source.document_id: source for source in sources if source.status == "published"}
    for names in partitions(published, size):
        tables = {name: published[name].tables or {} for name in names}
        terms = terms_against(whole, chain.from_iterable(_counts(published[name]) for name in names))
        part = collect(tables, [*(by_id[name] for name in names), *rest], terms)
        rest = []
        verdicts.append(gate.check(part.tables, {name: published[name].implied for name in names}))
        found += part.sources
        for name in _OF_COLLECTION:
            made[name].append(part.tables[name])
    return Gated(merged(verdicts), tuple(sorted(found, key=lambda s: (s.source_sha256, s.source_file))), _joined(made), whole)


def partitions(readings: Mapping[str, Reading], size: int) -> list[list[str]]:
    """The documents, ward by ward, in groups of at most ``size`` where no ward has more."""
    if len(readings) <= size:
        return [sorted(readings)]
    of_ward: dict[str, list[str]] = {}
    for name in sorted(readings):
        ward = (readings[name].tables or {})["documents"]["ward"].to_pylist()[0]
        of_ward.setdefault(ward_key(ward) if ward else f"\0{name}", []).append(name)
    groups: list[list[str]] = [[]]
    for _, names in sorted(of_ward.items()):
        if groups[-1] and len(groups[-1]) + len(names) > size:
            groups.append([])
        groups[-1] += names
    return groups


def merged(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict on all partitions: an expectation ran where it ran on each, and failed where it failed on one."""
    failures: dict[tuple[str, str], gate.Failure] = {}
    for failure in chain.from_iterable(verdict.failures for verdict in verdicts):
        known = failures.get((failure.table, failure.rule))
        if known:
            examples = tuple(dict.fromkeys((*known.examples, *failure.examples)))[:5]
            failure = replace(known, unexpected=known.unexpected + failure.unexpected, examples=examples)
        failures[failure.table, failure.rule] = failure
    faults = tuple(dict.fromkeys(chain.from_iterable(verdict.faults for verdict in verdicts)))
    return Verdict(max(v.declared for v in verdicts), min(v.ran for v in verdicts), faults, tuple(failures.values()))


def write(gated: Gated, readings: Mapping[str, Reading], metadata: Metadata, mark: str, folder: Path) -> int:
    """Writes every table into ``folder`` and gives the number of rows. ``mark`` stands in each file's metadata, beside
    what ``metadata`` says of a table."""
    rows = 0
    for table in TABLES:
        declared = schema(table.name)
        said = {**(declared.metadata or {}), **metadata.get(table.name, {}), "collection": mark}
        batches = [gated.tables[table.name]] if table.name in gated.tables else _batches(table.name, gated.whole, readings)
        rows += write_batches(table.name, declared.with_metadata(said), batches, folder)
    return rows


def for_products(gated: Gated, folder: Path) -> dict[str, pa.Table]:
    """What of the written tables the products ask for."""
    of_facts = pq.read_table(folder / "facts.parquet", columns=["fiscal_year"])
    return {**gated.tables, "facts": of_facts, "goals": pq.read_table(folder / "goals.parquet", columns=["goal_no"])}


def _batches(name: str, whole: Whole, readings: Mapping[str, Reading]) -> Iterator[pa.Table]:
    # The slash makes the order that of statement_id too, where one document's name begins with another's.
    key: Callable[[str], str] = (lambda one: f"{one}/") if spec(name).key[0] == "statement_id" else str
    for document_id in sorted(readings, key=key):
        reading = readings[document_id]
        if reading.tables is not None:
            yield term_rows(terms_against(whole, _counts(reading))) if name == "terms" else reading.tables[name]


def _counts(reading: Reading) -> tuple[TermCounts, ...]:
    return term_counts_in(reading.document_id, reading.tables or {})


def _joined(made: Mapping[str, Iterable[pa.Table]]) -> dict[str, pa.Table]:
    return {
        name: pa.concat_tables(parts)
        .sort_by([(part, "ascending") for part in spec(name).key])
        .replace_schema_metadata(schema(name).metadata)
        for name, parts in made.items()
    }


def mark_of(gated: Gated, said: Iterable[Any]) -> list[Any]:
    """What tells one collection from another: what is said of the run, and every row of ``sources``."""
    return [*said, gated.tables["sources"].to_pylist()]
