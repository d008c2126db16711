"""The verdict on candidate tables: every declared expectation is run by Great Expectations, and counted.

Where one fails, Great Expectations is asked for the rows that are against it, and these say which documents are to blame; only
what no document can be the cause of is against the tables as a whole.

Great Expectations can pass on nothing: a misspelt expectation is dropped with a log line, and one that raised counts as
failed without a reason. So unknown types are refused before, and the verdict is "passed" only if as many expectations ran
as the suites declare and each of them held.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.gate.rows import UnexpectedRow
from pipeline.gate.suites import Expectation, GateError, suites
from pipeline.values import Defect

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from pipeline.gate.seen import Seen

__all__ = ["Failure", "GateError", "Hearing", "Shown", "Verdict", "check", "explained", "failures_in", "shown", "verdict_on", "warm_up"]

Implied = Mapping[str, Mapping[str, int]]

EXAMPLES = 5
"""Values and rows that one message names."""
HEARD_BYTES = 6 << 20
"""What the parts may show of one table before it is judged; judging takes some twenty times as much memory."""
WAITING_BYTES = 20 << 20
"""What they may show of all tables together before the one that has shown most is judged."""


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

    def line(self) -> str:
        named = "; ".join(f"{row.address}{f', page {row.page}' if row.page else ''}" for row in self.rows[:EXAMPLES])
        shown = f" ({self.unexpected} unexpected, such as {'; '.join(self.examples)})" if self.examples else ""
        return f"{self.table}: {self.says}{shown}{f': {named}' if named else ''}"

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
    faults: tuple[str, ...]
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

    def against_all(self, published: Collection[str]) -> list[str]:
        """Why nothing may be published whatever is left out, one reason a line: what no document can be blamed for."""
        reasons = [*self.faults, *(failure.line() for failure in self.failures if not failure.blamed(published))]
        if self.ran != self.declared:
            reasons.append(f"only {self.ran} of {self.declared} declared expectations ran")
        return reasons

    def lines(self) -> list[str]:
        """All that is against the tables, one reason a line; empty where they passed."""
        return self.against_all(()) if not self.passed else []

    def as_json(self) -> dict[str, Any]:
        return {
            "passed": self.passed,
            "declared": self.declared,
            "ran": self.ran,
            "faults": list(self.faults),
            "failures": [
                {
                    "table": f.table,
                    "rule": f.rule,
                    "says": f.says,
                    "unexpected": f.unexpected,
                    "examples": list(f.examples),
                    "rows": [{"document_id": row.document_id, "row_id": row.address, "page": row.page} for row in f.rows],
                }
                for f in self.failures
            ],
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """What a part of a collection shows to the gate: breaches of the contract's structure, and by table what the suites look at."""

    faults: tuple[str, ...]
    seen: Mapping[str, Seen]

    def without_rows_of(self, names: Collection[str]) -> Shown:
        """The same where another part has shown these tables already, which each part has whole."""
        emptied = {name: tuple(frame.head(0) for frame in seen) for name, seen in self.seen.items() if name in names}
        return replace(self, seen={**self.seen, **emptied})


def check(tables: Mapping[str, pa.Table], implied: Implied) -> Verdict:
    """Whether the candidate tables may be published.

    ``implied`` says, by document_id and table, how many rows the parsed sheets imply. Raises GateError where a suite is
    missing, empty or names an unknown expectation.
    """
    return verdict_on([shown(tables, implied)], lambda part, name, rules: explained(tables, implied, name, rules))


def shown(tables: Mapping[str, pa.Table], implied: Implied) -> Shown:
    """What the tables show to the gate; needs no Great Expectations. Raises GateError, see ``check``."""
    from pipeline.datasets.parquet import declared_faults
    from pipeline.gate.frames import frame_of
    from pipeline.gate.seen import seen_of

    declared = suites()
    faults = tuple(declared_faults(tables))
    if any(name not in tables for name in declared):
        return Shown(faults, {})
    return Shown(faults, {name: seen_of(frame_of(name, tables, implied), suite) for name, suite in declared.items()})


Explain = Callable[[int, str, Collection[str]], Sequence[Failure]]
"""The failures of a table's rules in the part of that number, with their counts and examples."""


def verdict_on(parts: Iterable[Shown], explain: Explain) -> Verdict:
    """The verdict on a collection that was shown in parts; where an expectation fails, ``explain`` is asked about the parts.
    Raises GateError, see ``check``."""
    hearing = Hearing()
    for part in parts:
        hearing.hear(part)
    return hearing.verdict(explain)


class Hearing:
    """The parts of a collection are heard one by one, and what they show is judged as soon as it fills memory.

    A table's expectations are asked of so many parts at a time as show ``HEARD_BYTES``, or fewer where all tables together show
    ``WAITING_BYTES``; they hold for the collection where they hold each time. Raises GateError, see ``check``.
    """

    def __init__(self) -> None:
        self._suites = suites()
        for name, suite in self._suites.items():
            _require_known(name, suite)
        self._parts = 0
        self._whole = True
        self._faults: dict[str, None] = {}
        self._waiting: dict[str, list[Seen]] = {name: [] for name in self._suites}
        self._bytes = dict.fromkeys(self._suites, 0)
        self._ran: dict[str, int] = {}
        self._failed: dict[str, dict[str, Failure]] = {name: {} for name in self._suites}

    def hear(self, part: Shown) -> None:
        self._parts += 1
        self._faults |= dict.fromkeys(part.faults)
        self._whole &= all(name in part.seen for name in self._suites)
        for name, seen in part.seen.items():
            self._waiting[name].append(seen)
            self._bytes[name] += sum(int(frame.memory_usage(deep=True).sum()) for frame in seen)
            if self._bytes[name] >= HEARD_BYTES:
                self._judge(name)
        while sum(self._bytes.values()) >= WAITING_BYTES:
            self._judge(max(self._bytes, key=self._bytes.__getitem__))

    def verdict(self, explain: Explain) -> Verdict:
        """What the parts together are worth."""
        total = sum(len(suite) for suite in self._suites.values())
        if not self._whole:
            return Verdict(total, 0, tuple(self._faults), ())
        failures = []
        for name, failed in self._failed.items():
            if self._waiting[name]:
                self._judge(name)
            if failed:
                told = _merged(failure for at in range(self._parts) for failure in explain(at, name, failed))
                failures += [told.get(rule, failure) for rule, failure in failed.items()]
        return Verdict(total, sum(self._ran.values()), tuple(self._faults), tuple(failures))

    def _judge(self, name: str) -> None:
        from pipeline.gate.seen import together

        ran, found = failures_in(name, *together(self._suites[name], self._waiting[name]))
        self._ran[name] = min(ran, self._ran.get(name, ran))
        for failure in found:
            self._failed[name].setdefault(failure.rule, failure)
        self._waiting[name], self._bytes[name] = [], 0


def explained(tables: Mapping[str, pa.Table], implied: Implied, name: str, rules: Collection[str]) -> list[Failure]:
    """The failures of these rules of a table, looked for in all its rows, with those that are against them."""
    from pipeline.gate.frames import frame_of
    from pipeline.gate.rows import ROW, rows_at

    suite = [expectation for expectation in suites()[name] if expectation.rule in rules]
    frame = frame_of(name, tables, implied)
    frame[ROW] = range(len(frame))
    found = {failure.rule: failure for failure in failures_in(name, frame, suite)[1]}
    told = _validated(name, frame, [e for e in suite if e.rule in found], "COMPLETE", ROW) if found else []
    for result in told:
        rule = result.expectation_config.meta["rule"]
        at = [int(named[ROW]) for named in (result.result or {}).get("unexpected_index_list") or ()]
        found[rule] = replace(found[rule], rows=rows_at(name, at, tables))
    return list(found.values())


def _merged(failures: Iterable[Failure]) -> dict[str, Failure]:
    found: dict[str, Failure] = {}
    for failure in failures:
        known = found.get(failure.rule)
        if known:
            examples = tuple(dict.fromkeys((*known.examples, *failure.examples)))[:EXAMPLES]
            rows = (*known.rows, *failure.rows)
            failure = replace(known, unexpected=known.unexpected + failure.unexpected, examples=examples, rows=rows)
        found[failure.rule] = failure
    return found


def warm_up() -> None:
    """Loads Great Expectations, so that ``check`` need not."""
    _whole_frame()


def failures_in(name: str, frame: pd.DataFrame, suite: Sequence[Expectation]) -> tuple[int, list[Failure]]:
    """How many of the suite's expectations ran on the frame, and those that failed. Raises GateError, see ``check``."""
    _require_known(name, suite)
    results = _validated(name, frame, suite, "BOOLEAN_ONLY")
    failed = {result.expectation_config.meta["rule"] for result in results if not result.success}
    # What was unexpected costs thrice the bare yes or no: it is asked of those that failed alone.
    told = _validated(name, frame, [e for e in suite if e.rule in failed], "SUMMARY") if failed else []
    by_rule = {expectation.rule: expectation for expectation in suite}
    return len(results), [_failure(name, by_rule[result.expectation_config.meta["rule"]], result) for result in told]


def _validated(name: str, frame: pd.DataFrame, suite: Sequence[Expectation], result_format: str, index: str = "") -> list[Any]:
    """The results of the suite; where ``index`` is given, they name the unexpected rows by that column."""
    configured = _great_expectations().ExpectationSuite(
        name=name,
        expectations=[{"type": e.type, "kwargs": dict(e.kwargs), "meta": {"rule": e.rule}} for e in suite],
    )
    batch = _whole_frame().get_batch({"dataframe": frame})
    wanted: dict[str, Any] = {"result_format": result_format, "partial_unexpected_count": EXAMPLES}
    if index:
        wanted["unexpected_index_column_names"] = [index]
    return list(batch.validate(configured, result_format=wanted).results)


def _failure(name: str, expectation: Expectation, result: Any) -> Failure:
    found = result.result or {}
    examples = [str(value)[:80] for value in found.get("partial_unexpected_list") or ()]
    if result.exception_info and "raised_exception" not in result.exception_info:
        examples = [str(info["exception_message"])[:200] for info in result.exception_info.values()][:1]
    elif "observed_value" in found and not examples:
        examples = [str(found["observed_value"])]
    unexpected, told = int(found.get("unexpected_count") or 0), tuple(dict.fromkeys(examples))
    return Failure(name, expectation.rule, expectation.says, unexpected, told, (), expectation.blames, expectation.says_ja)


def _require_known(name: str, suite: Sequence[Expectation]) -> None:
    _great_expectations()
    from great_expectations.expectations.registry import list_registered_expectation_implementations

    known = set(list_registered_expectation_implementations())
    for expectation in suite:
        if expectation.type not in known:
            raise GateError(f"expectations/{name}.json: there is no expectation of type {expectation.type}")


@cache
def _great_expectations() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations

    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    return great_expectations


@cache
def _whole_frame() -> Any:
    """One batch definition for all frames: each new asset costs Great Expectations a write of its whole configuration."""
    gx = _great_expectations()
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context.data_sources.add_pandas("candidate").add_dataframe_asset("table").add_batch_definition_whole_dataframe("all")
