"""The verdict on candidate tables: every declared expectation is asked, and counted.

DuckDB walks through the tables (``evidence``) and shows Great Expectations the values of each column once, and of pairs those that
differ; where nothing is to be published these are judged here, and Great Expectations is asked only where something is against them
(``predicates``). Where an expectation fails, it is asked of each table by itself which of them are unexpected; the rows that hold these say
which documents are to blame, and only what no document can be the cause of is against the tables as a whole.

Great Expectations can pass on nothing: a misspelt expectation is dropped with a log line, and one that raised counts as
failed without a reason. So unknown types are refused before, and the verdict is "passed" only if as many expectations ran
as the suites declare and each of them held.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pipeline.datasets.contract import OF_RELEASE
from pipeline.gate.predicates import holds, is_judged
from pipeline.gate.rows import UnexpectedRow
from pipeline.gate.suites import COLUMN_KEYS, EVERY, Expectation, GateError, Suites, suites
from pipeline.rules.defects import Language
from pipeline.rules.spoken import Joined, Sentence, Words, sentence
from pipeline.values import Defect

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.gate.evidence import Evidence

__all__ = ["Failure", "GateError", "Verdict", "check", "warm_up"]

EXAMPLES = 5
"""Values and rows that one message names."""
_LIKENESS = "expect_column_kl_divergence_to_be_less_than"
"""The expectation that is not to be had here: it compares distributions, with SciPy, and draws them."""
_NOBODYS = frozenset({"sources", "defects", "indicator_catalogue", *OF_RELEASE})
"""Tables that are made of all documents: whatever is wrong with a row there, no document is the cause."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that did not hold: how many values were against it, some of them as examples, and the rows that hold them,
    the first few of each document. ``blames`` is the code that these documents are refused with; empty where none is the cause."""

    table: str
    rule: str
    says: str
    unexpected: int
    examples: tuple[str, ...]
    rows: tuple[UnexpectedRow, ...] = ()
    blames: str = ""
    says_ja: str = ""

    def reason(self) -> Sentence:
        """What was expected, and what was found instead."""
        named = [sentence("{row}, page {page}" if row.page else "{row}", row=row.address, page=row.page) for row in self.rows[:EXAMPLES]]
        examples = {"count": self.unexpected, "examples": "; ".join(self.examples)}
        shown = sentence(" ({count} unexpected, such as {examples})", **examples) if self.examples else ""
        rows = sentence(": {rows}", rows=Joined(tuple(named))) if named else ""
        says = Words(self.says, self.says_ja or self.says)
        return sentence("{table}: {says}{shown}{rows}", table=self.table, says=says, shown=shown, rows=rows)

    def blamed(self, published: Collection[str]) -> Mapping[str, list[Defect]]:
        """The published documents whose rows are against it, each with its defects; none where a row is nobody's."""
        found: dict[str, list[Defect]] = {}
        for row in self.rows if self.blames else ():
            if row.document_id not in published:
                return {}
            found.setdefault(row.document_id, []).append(row.as_defect(self.blames, self.says, self.says_ja or self.says))
        return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """``declared`` and ``ran`` count expectations; ``faults`` are breaches of the contract's structure."""

    declared: int
    ran: int
    faults: tuple[Sentence, ...]
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        return self.ran == self.declared and not self.faults and not self.failures

    def blamed(self, published: Collection[str]) -> dict[str, tuple[Defect, ...]]:
        """The defects with which documents are refused, by document_id."""
        found: dict[str, dict[Defect, None]] = {}
        for failure in self.failures:
            for document_id, defects in failure.blamed(published).items():
                found.setdefault(document_id, {}).update(dict.fromkeys(defects))
        return {document_id: tuple(defects) for document_id, defects in sorted(found.items())}

    def against_all(self, published: Collection[str]) -> list[Sentence]:
        """Why nothing may be published whatever is left out, one reason a line: what no document can be blamed for."""
        reasons = [*self.faults, *(failure.reason() for failure in self.failures if not failure.blamed(published))]
        if self.ran != self.declared:
            reasons.append(sentence("only {ran} of {declared} declared expectations ran", ran=self.ran, declared=self.declared))
        return reasons

    def lines(self, language: Language = "en") -> list[str]:
        """All that is against the tables, one reason a line; empty where they passed."""
        return [reason.said(language) for reason in self.against_all(())] if not self.passed else []

    def as_json(self) -> dict[str, Any]:
        return {
            "passed": self.passed,
            "declared": self.declared,
            "ran": self.ran,
            "faults": [fault.said("en") for fault in self.faults],
            "failures": [
                {
                    "table": f.table,
                    "rule": f.rule,
                    "says": f.says,
                    "unexpected": f.unexpected,
                    "examples": list(f.examples),
                    "rows": [row.as_json() for row in f.rows],
                }
                for f in self.failures
            ],
        }


def check(folder: Path, implied: Sequence[Path] = (), *, publishing: bool = False) -> Verdict:
    """Whether the candidate tables in ``folder`` may be published.

    ``implied`` are Parquet files that say how many rows the parsed sheets imply (document_id, table_name, rows), where they are
    known. Before tables are published Great Expectations is asked whatever they hold. Raises GateError where a suite is missing, empty
    or names an unknown expectation, or where the tables cannot be looked at.
    """
    from pipeline.datasets.parquet import declared_faults
    from pipeline.gate.evidence import evidence_of

    declared = suites()
    total = sum(len(suite) for suite in declared.values())
    if faults := declared_faults(folder):
        return Verdict(total, 0, tuple(faults), ())
    with evidence_of(folder, implied) as evidence:
        asked = {table: _asked_of(table, evidence.common[table], declared) for table in evidence.tables}
        cases: dict[tuple[str, str], list[Any]] = {(name, e.rule): [] for name, suite in declared.items() for e in suite}
        for table, some in asked.items():
            for (name, expectation), found in zip(some, evidence.in_brief(table, [e for _, e in some]), strict=True):
                cases[name, expectation.rule] += found
        ran, failed = _judged(declared, cases, publishing)
        failures = [
            failure
            for name, expectation in failed
            for failure in _explained(evidence, expectation, [table for table, some in asked.items() if (name, expectation) in some])
        ]
    return Verdict(total, ran, (), tuple(failures))


def _asked_of(table: str, columns: Collection[str], declared: Suites) -> list[tuple[str, Expectation]]:
    """What is expected of the table: its own suite, and of that of every table what it has the columns for; each with the suite's name."""
    common = [(EVERY, expectation) for expectation in declared.get(EVERY, ()) if set(expectation.columns) <= set(columns)]
    return [*common, *((table, expectation) for expectation in declared.get(table, ()))]


def _judged(declared: Suites, cases: Mapping[tuple[str, str], list[Any]], publishing: bool) -> tuple[int, list[tuple[str, Expectation]]]:
    """How many of the expectations were judged, and those that did not hold. Great Expectations is asked of what may not hold, for that
    refuses the tables whatever the others say; where it does hold, and before a publication, of all."""
    doubted = {name: tuple(e for e in suite if not (is_judged(e) and holds(e, cases[name, e.rule]))) for name, suite in declared.items()}
    left = sum(map(len, doubted.values()))
    if left or publishing:
        _require_known(declared)
    ran, failed = _held(doubted, cases) if left else (0, [])
    if publishing and not failed:
        return _held(declared, cases)
    return sum(map(len, declared.values())) - left + ran, failed


def _held(declared: Suites, cases: Mapping[tuple[str, str], list[Any]]) -> tuple[int, list[tuple[str, Expectation]]]:
    """How many of the expectations ran on their cases, and those that did not hold. All are asked at once, each of columns of its own,
    for a suite of its own costs Great Expectations more than what is asked in it."""
    import pandas as pd

    longest = max((len(found) for found in cases.values()), default=0) or 1
    expected = [(name, expectation) for name, suite in declared.items() for expectation in suite]
    columns: dict[str, Any] = {}
    configured = []
    for name, expectation in expected:
        found = cases[name, expectation.rule] or [None]
        # Below fewer cases the last is repeated, which changes nothing.
        found = found + found[-1:] * (longest - len(found))
        kwargs = dict(expectation.kwargs)
        for at, key in enumerate(key for key in COLUMN_KEYS if key in kwargs):
            kwargs[key] = f"{name}.{expectation.rule}.{kwargs[key]}"
            columns[kwargs[key]] = pd.Series([_value(case, at) for case in found])
        configured.append({"type": expectation.type, "kwargs": kwargs, "meta": {"suite": name, "rule": expectation.rule}})
    results = _validated(pd.DataFrame(columns), configured, {"result_format": "BOOLEAN_ONLY"})
    met = {tuple(result.expectation_config.meta[key] for key in ("suite", "rule")): result.success for result in results}
    return len(met), [(name, e) for name, e in expected if not met.get((name, e.rule), True)]


def _value(case: Any, at: int) -> Any:
    """One value of a pair; of a single value, itself."""
    return case[at] if isinstance(case, tuple) else case


def _explained(evidence: Evidence, expectation: Expectation, tables: Iterable[str]) -> Iterator[Failure]:
    """What of each table is against the expectation. Where Great Expectations names no case, it says why it could not be asked."""
    from pipeline.gate.evidence import CASE

    configured = [{"type": expectation.type, "kwargs": dict(expectation.kwargs), "meta": {}}]
    wanted = {"result_format": "COMPLETE", "unexpected_index_column_names": [CASE], "partial_unexpected_count": EXAMPLES}
    for table in tables:
        told = _validated(evidence.cases(table, expectation), configured, wanted)[0]
        found = told.result or {}
        numbers = [int(case[CASE]) for case in found.get("unexpected_index_list") or ()]
        count, rows = evidence.rows(table, expectation.columns, numbers) if numbers else (0, ())
        examples = [str(value)[:80] for value in found.get("partial_unexpected_list") or ()]
        if not told.success and not numbers:
            examples = [str(info["exception_message"])[:200] for info in told.exception_info.values() if isinstance(info, dict)][:1]
        if not told.success:
            blames = "" if table in _NOBODYS else expectation.blames
            told_once = tuple(dict.fromkeys(examples))
            yield Failure(table, expectation.rule, expectation.says, count, told_once, rows, blames, expectation.says_ja)


def warm_up() -> None:
    """Loads Great Expectations, so that ``check`` of what is to be published need not."""
    _whole_frame()


def _validated(frame: pd.DataFrame, expectations: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]) -> list[Any]:
    suite = _great_expectations().ExpectationSuite(name="expected", expectations=list(expectations))
    return list(_whole_frame().get_batch({"dataframe": frame}).validate(suite, result_format=dict(wanted)).results)


def _require_known(declared: Suites) -> None:
    _great_expectations()
    from great_expectations.expectations.registry import list_registered_expectation_implementations

    known = {*list_registered_expectation_implementations()} - {_LIKENESS}
    for name, suite in declared.items():
        for expectation in suite:
            if expectation.type not in known:
                raise GateError("expectations/{name}.json: there is no expectation of type {type}", name=name, type=expectation.type)


@cache
def _great_expectations() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with _kept_out("altair", "scipy", "scipy.stats"):
        import great_expectations

    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    return great_expectations


@contextmanager
def _kept_out(*names: str) -> Iterator[None]:
    """Empty modules of these names in place of libraries that take a second to load: Great Expectations loads them for ``_LIKENESS``
    alone. Who imports them afterwards gets the libraries."""
    held = {name: ModuleType(name) for name in names if name not in sys.modules}
    for name, module in held.items():
        sys.modules[name] = module
        package, _, part = name.rpartition(".")
        if package in held:
            setattr(held[package], part, module)
    try:
        yield
    finally:
        for name in held:
            del sys.modules[name]


@cache
def _whole_frame() -> Any:
    """One batch definition for all frames: each new asset costs Great Expectations a write of its whole configuration."""
    gx = _great_expectations()
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context.data_sources.add_pandas("candidate").add_dataframe_asset("table").add_batch_definition_whole_dataframe("all")
