"""``kyoten indicators``: what the rules of the indicators match among the published numbers, what they do not, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.commands import add_command, add_curated, add_reporting, numbers
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.datasets.worklist import FactExplanation, FactGroup, Worklist
    from pipeline.facts.indicators import Conflict, IndicatorValue, Mismatch
    from pipeline.rules.defects import Language

_EXAMPLES = """\
  kyoten indicators                                what is an indicator, and the commonest measures that are none
  kyoten indicators --lang ja --measures 100       in Japanese, with more of the measures
  kyoten indicators --explain facts/midoridai-r7.writer-plain/1/1/1/1/1
                                                   which rule takes this number, or why none does
  kyoten indicators --format json > indicators.json   everything, for programs

The rules are applied as they stand in pipeline/rules/indicators.toml: an edit shows here before kyoten run publishes it."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "indicators", "list which numbers are indicators, which are not, and why", _EXAMPLES)
    parser.add_argument("--explain", metavar="ROW_ID", help="this row of facts only: which rule takes it, or which conditions fail")
    parser.add_argument(
        "--measures", type=numbers(int, 0, 1_000_000), default=20, metavar="N", help="list so many of what is not matched (20)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or everything for programs (text)")
    add_curated(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.datasets.identity import address_of
    from pipeline.datasets.worklist import NEEDED, explanation_of, worklist_of
    from pipeline.run.curated import published_tables

    row_id = address_of(arguments.explain or "")
    tables = published_tables(arguments.curated, NEEDED)
    texts = _Texts(arguments.lang)
    if arguments.explain is None:
        worklist = worklist_of(tables)
        _write(arguments.format, worklist_json(worklist), _listed(worklist, arguments.measures, texts))
        return 0
    try:
        explanation = explanation_of(tables, row_id)
    except KeyError as error:
        raise UsageError(
            "{curated} has no fact {row_id}; the column row_id of facts.parquet has the addresses", curated=arguments.curated, row_id=row_id
        ) from error
    _write(arguments.format, explanation_json(explanation), _explained(explanation, texts))
    return 0


def _write(form: str, content: Mapping[str, Any], lines: Iterator[str]) -> None:
    from pipeline.run.progress import say, say_json

    if form == "json":
        say_json(content)
        return
    for line in lines:
        say(line)


def worklist_json(worklist: Worklist) -> dict[str, Any]:
    """All that is matched and not matched, in no language."""
    from dataclasses import asdict

    from pipeline.datasets.worklist import titles

    of = titles()
    groups = [(group, asdict(group)) for group in worklist.matched]
    return {
        "counts": dict(worklist.counts),
        "is_stale": worklist.is_stale,
        "matched": [
            {"indicator_code": row.pop("name"), "title_ja": of[g.name]["title_ja"], "title_en": of[g.name]["title_en"], **row}
            for g, row in groups
        ],
        "conflicts": [{"ward": c.ward, "document_id": c.document_id, **asdict(c.conflict)} for c in worklist.conflicts],
        "unmatched": [{"measure_norm": row.pop("name"), **row} for row in map(asdict, worklist.unmatched)],
    }


def explanation_json(explanation: FactExplanation) -> dict[str, Any]:
    """What the rules make of one fact, in no language."""
    from dataclasses import asdict

    return asdict(explanation)


class _Texts:
    """The sentences of ``rules/matching.toml`` in one language."""

    def __init__(self, language: Language) -> None:
        from pipeline import rules
        from pipeline.datasets.worklist import titles

        self._rules, self._language, self._titles = rules.load("matching"), language, titles()

    def text(self, name: str, **values: object) -> str:
        said: str = self._rules["texts"][name][self._language]
        return said.format(**values)

    def title(self, code: str) -> str:
        return str(self._titles[code][f"title_{self._language}"])

    def mismatch(self, mismatch: Mismatch) -> str:
        none = self.text("none")
        found, expected = (" / ".join(value or none for value in values) or none for values in (mismatch.found, mismatch.expected))
        said: str = self._rules["conditions"][mismatch.condition][self._language]
        return said.format(found=found, expected=expected)

    def value(self, value: IndicatorValue) -> str:
        given = {"code": value.code, "title": self.title(value.code), "unit": value.unit, "rule": value.rule}
        return self.text(value.method, year=value.fiscal_year, value=f"{value.value:,.15g}", **given)

    def conflict(self, name: str, conflict: Conflict, **values: str) -> str:
        said = " / ".join(dict.fromkeys(f"{value.value:,.15g}" for value in conflict.values))
        return self.text(name, code=conflict.code, title=self.title(conflict.code), year=conflict.fiscal_year, values=said, **values)


def _listed(worklist: Worklist, measures: int, texts: _Texts) -> Iterator[str]:
    yield texts.text("summary", **worklist.counts)
    if worklist.is_stale:
        yield texts.text("stale")
    yield from ("", texts.text("matched"))
    yield from (f"{_counts(group)}  {group.name}  {texts.title(group.name)} [{group.unit}]" for group in worklist.matched)
    if worklist.conflicts:
        yield from ("", texts.text("conflicts"))
    for of in worklist.conflicts:
        yield "  " + texts.conflict("conflict", of.conflict, ward=of.ward, document_id=of.document_id)
    shown = worklist.unmatched[:measures]
    yield from ("", texts.text("unmatched", measures=len(worklist.unmatched), listed=len(shown)))
    yield from (f"{_counts(group)}  {group.name} [{group.unit or texts.text('none')}]  {group.example_row_id}" for group in shown)


def _counts(group: FactGroup) -> str:
    return f"{group.facts:7}  {len(group.wards):3}  {_span(group.fiscal_years)}"


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}-{years[-1]}" if years[0] != years[-1] else f"{years[0]}     "


def _explained(explanation: FactExplanation, texts: _Texts) -> Iterator[str]:
    e = explanation
    yield texts.text("fact", row_id=e.row_id, measure=e.measure, raw=e.raw)
    yield from (texts.value(value) for value in e.values)
    yield from (texts.conflict("differs", conflict) for conflict in e.conflicts)
    if not (e.values or e.conflicts):
        yield from _refused(e, texts)


def _refused(explanation: FactExplanation, texts: _Texts) -> Iterator[str]:
    if explanation.obstacles:
        yield texts.text("obstacles")
        yield from (f"  {texts.mismatch(found)}" for found in explanation.obstacles)
    if explanation.close_rules:
        yield texts.text("close")
    elif not explanation.obstacles:
        yield texts.text("no_rule")
    for rule in explanation.close_rules:
        yield f"  {rule.code}  {texts.title(rule.code)}"
        yield from (f"    {said}" for said in [texts.mismatch(found) for found in rule.mismatches] or [texts.text("all_else")])
