"""The expectation suites as files: what must be true of each curated table, hand-ordered, one JSON file per table.

In go the files of ``expectations/``, beside the code in a clone and inside the package in an installed wheel; out come typed
suites. ``every_table.json`` is asked of every table, so that one of which nothing else is expected needs no file of its own. A file
that names no rule or an empty suite is an error: such a gate lets all pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pipeline.datasets.contract import TABLES
from pipeline.rules.spoken import SpokenError

EVERY = "every_table"
"""The suite that is asked of every table that has the columns which it names."""
_OPTIONAL = ("overview", "indicator_catalogue")
"""Tables of which nothing is expected but what is of every table."""


class GateError(SpokenError):
    """The gate itself cannot be trusted: a suite is missing, empty or names an expectation that does not exist."""


COLUMN_KEYS = ("column", "column_A", "column_B")
"""what Great Expectations calls the columns that an expectation looks at"""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must be true; ``rule`` names it within its suite, ``says`` is the sentence shown where it fails.

    ``says_ja`` is the same in Japanese, for the messages about documents. ``blames`` is the defect of the documents whose rows are
    against it; empty where no document can be the cause."""

    rule: str
    says: str
    type: str
    kwargs: Mapping[str, Any]
    blames: str = "expectation-failed"
    says_ja: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are looked at: one, or a pair."""
        named = (self.kwargs.get(key) for key in COLUMN_KEYS)
        return tuple(column for column in named if column)


_DECLARED = "contract"
"""stands in an expectation for the values that the contract declares of its column"""
_VALUES = {(table.name, column.name): column.values for table in TABLES for column in table.columns if column.values}

Suites = Mapping[str, tuple[Expectation, ...]]


def suites_folder() -> Traversable:
    inside = files("pipeline") / "expectations"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "expectations"


def suites() -> Suites:
    """The suites by table, that of every table first. Raises GateError where one is missing, empty or malformed."""
    return {name: _suite(name) for name in (EVERY, *(table.name for table in TABLES)) if name not in _OPTIONAL}


def _suite(name: str) -> tuple[Expectation, ...]:
    path = suites_folder() / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        suite = tuple(_expectation(e["type"], _spelled_out(name, e["kwargs"]), **e["meta"]) for e in content["expectations"])
    except FileNotFoundError as error:
        raise GateError("expectations/{name}.json is missing", name=name) from error
    except (KeyError, TypeError, ValueError) as error:
        raise GateError("expectations/{name}.json is malformed: {error}", name=name, error=repr(error)) from error
    if not suite:
        raise GateError("expectations/{name}.json declares no expectation", name=name)
    if len({expectation.rule for expectation in suite}) != len(suite):
        raise GateError("expectations/{name}.json names a rule twice", name=name)
    return suite


def _spelled_out(table: str, kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an expectation with the values that the contract declares of the column, where they are to be that set."""
    return {**kwargs, "value_set": list(_VALUES[table, kwargs["column"]])} if kwargs.get("value_set") == _DECLARED else kwargs


def _expectation(
    type: str, kwargs: Mapping[str, Any], *, rule: str, says: str, blames: str = "expectation-failed", says_ja: str = ""
) -> Expectation:
    return Expectation(rule, says, type, kwargs, blames, says_ja or says)
