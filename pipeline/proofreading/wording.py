"""The rules of ``rules/proofreading.toml`` and their sentences, in Japanese or English.

In goes a finding, out come what its rule is called, why the place is marked, what to do, and where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline import rules
from pipeline.proofreading.model import Slip
from pipeline.rules.defects import Language, what, what_to_do, where
from pipeline.values import Defect

_HOLE = re.compile(r"\{(\w+)\}")
_NO_RULE = ("words", "checklist")


@cache
def rule_codes() -> tuple[str, ...]:
    """The codes of all rules, in the order of the file."""
    return tuple(code for code in rules.load("proofreading") if code not in _NO_RULE)


def rule(code: str) -> Mapping[str, Any]:
    """A rule as it stands in the file. Raises KeyError for a code that is none."""
    found: Mapping[str, Any] = rules.load("proofreading")[code]
    return found


def words(name: str) -> tuple[str, ...]:
    """A list of words that the rules look at."""
    return tuple(rules.load("proofreading")["words"][name])


def checklist_words(language: Language) -> dict[str, str]:
    """What stands around the findings in the printed checklist."""
    return {name: said[language] for name, said in rules.load("proofreading")["checklist"].items()}


@cache
def rule_of_defect() -> Mapping[str, str]:
    """The rule that marks what the check of a sheet found, by the defect's code."""
    return {defect: code for code in rule_codes() for defect in rule(code).get("defects", ())}


def title_of(finding: Slip, language: Language) -> str:
    return str(rule(finding.rule)["title"][language])


def reason_of(finding: Slip, language: Language) -> str:
    """Why the place is marked, without a full stop."""
    return what(finding.defect, language) if finding.defect else _filled(finding, "reason", language)


def advice_of(finding: Slip, language: Language) -> str:
    """What to do, without a full stop."""
    return what_to_do(finding.defect, language) if finding.defect else _filled(finding, "advice", language)


def place_of(finding: Slip, language: Language) -> str:
    """Page, project, section and mark, as the messages on defects say it."""
    return where(Defect(finding.rule, finding.page, finding.box, finding.quote, finding.place), language)


def _filled(finding: Slip, sentence: str, language: Language) -> str:
    values = {"quote": finding.quote, **dict(finding.values)}
    return _HOLE.sub(lambda hole: values.get(hole[1], ""), str(rule(finding.rule)[sentence][language]))
