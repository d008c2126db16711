"""Mentions beside the facts of their project: which number of a table says the same, and which says another for the same thing.

In come a sheet and its tables as read, out come the mentions of every statement. The same is said by a fact of the same value, unit
and year under words that have the counted ones in common. Another is said only where one fact alone bears the counted words, whole,
in that year and unit, and the statement begins with them and their exact number: an accusation must be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.facts import Fact, TableReading, lexicon, norms
from pipeline.facts.model import TableKey
from pipeline.prose.mentions import said_numbers
from pipeline.prose.model import FactKey, Mention, StatementKey
from pipeline.prose.rules import content, pattern_of
from pipeline.sheet.model import Project, Sheet, Statement
from pipeline.values import Defect, Place

_N = content()["numbers"]
_PREFIX = re.compile(rf"\A{pattern_of(_N['counted_begins']).pattern}+")
_SUFFIX = re.compile(rf"(?:延べ)?の?{pattern_of(_N['counted_ends']).pattern}\Z")
_JOINTS = re.compile(r"[の・「」『』（）()、\s]")
_LEAST_COMMON = 0.5
"""share of the counted words' pairs of characters that the labels have too"""
_DISTINCT = 10
"""a smaller number stands in many places by chance"""
_SCOPE = pattern_of(_N["scope"])
_OFTEN = pattern_of(_N["often"])
_TOTALS: frozenset[str] = frozenset(lexicon.section("checks")["total"])


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a project that a sentence may repeat: one number of this ward, of no range."""

    key: FactKey
    fact: Fact
    value: float
    unit: str | None
    path: tuple[str, ...]


def mentions_of(sheet: Sheet, tables: Mapping[TableKey, TableReading]) -> dict[StatementKey, tuple[Mention, ...]]:
    """The mentions of every statement that has some."""
    found: dict[StatementKey, tuple[Mention, ...]] = {}
    for project in sheet.projects:
        told = list(told_in(project, tables))
        for statement in project.statements:
            said = said_numbers(statement.text.text)
            if said:
                found[project.project_no, statement.section, statement.seq] = tuple(_linked(m, statement, told) for m in said)
    return found


def contradictions_of(
    sheet: Sheet, tables: Mapping[TableKey, TableReading], mentions: Mapping[StatementKey, Sequence[Mention]]
) -> tuple[Defect, ...]:
    """A defect for each sentence that says another number than the table for the same thing and year."""
    facts = {FactKey(*key, f.row, f.col, f.fact_no): f for key, read in tables.items() for f in read.facts}
    found = []
    for project in sheet.projects:
        for statement in project.statements:
            place = Place(project.project_no, project.title.text, statement.section, statement.mark)
            for mention in mentions.get((project.project_no, statement.section, statement.seq), ()):
                if mention.relation == "contradicts" and mention.fact is not None:
                    found.append(_defect(mention, facts[mention.fact], statement, place))
    return tuple(found)


def _defect(mention: Mention, fact: Fact, statement: Statement, place: Place) -> Defect:
    box = statement.text.boxes[0] if statement.text.boxes else None
    values = (("year", str(mention.fiscal_year)), ("counted", mention.counted or ""), ("said", mention.raw), ("told", fact.raw))
    return Defect("text-contradicts-table", box.page if box else None, box, mention.raw, place, values)


def told_in(project: Project, tables: Mapping[TableKey, TableReading]) -> Iterator[Told]:
    for table in project.tables:
        read = tables.get((project.project_no, table.table_no))
        for fact in read.facts if read else ():
            value = norms.normal_value(fact.value, fact.unit)
            if value is not None and fact.bound is None and norms.revision_of(fact.labels) != "before":
                key = FactKey(project.project_no, table.table_no, fact.row, fact.col, fact.fact_no)
                path = tuple(word for label in fact.labels if (word := core_of(label)) and label not in _TOTALS)
                yield Told(key, fact, value, norms.normal_unit(fact.unit)[0], path)


def core_of(words: str) -> str:
    """What words name, without how it is counted: 年間延べ利用者数 and 利用者数 are 利用."""
    return _SUFFIX.sub("", _PREFIX.sub("", _JOINTS.sub("", lexicon.squeeze(words))))


def _linked(mention: Mention, statement: Statement, told: Sequence[Told]) -> Mention:
    unit, by = norms.normal_unit(mention.unit)
    value = mention.value * by
    same = [fact for fact in told if fact.value == value and _fits(mention, unit, fact) and _is_about(mention, fact, value)]
    if same and (len(same) == 1 or value >= _DISTINCT or mention.fiscal_year):
        return replace(mention, fact=max(same, key=lambda fact: _common(mention, fact)).key, relation="same")
    other = _contradicted(mention, unit, statement, told)
    return replace(mention, fact=other.key, relation="contradicts") if other else mention


def _fits(mention: Mention, unit: str | None, told: Told) -> bool:
    """Whether unit and period do not tell a number of a sentence and one of a table apart."""
    fact = told.fact
    units = told.unit == unit or told.unit is None
    often = _OFTEN.match(mention.raw)
    return (
        units
        and (not often or often[0] in (fact.qualifier or ""))
        and (mention.fiscal_year is None or (mention.fiscal_year, mention.month) == (fact.fiscal_year, fact.month))
    )


def _is_about(mention: Mention, told: Told, value: float) -> bool:
    """Whether the labels have the counted words in common; where a sentence names the year of a distinct number, it may leave them out."""
    if mention.counted is None:
        return mention.fiscal_year is not None and value >= _DISTINCT and told.unit is not None
    return _common(mention, told) >= _LEAST_COMMON


def _common(mention: Mention, told: Told) -> float:
    """Share of the counted words' pairs of characters that stand in the labels."""
    words, labels = core_of(mention.counted or ""), "".join(told.path)
    pairs = {words[k : k + 2] for k in range(max(1, len(words) - 1))} - {""}
    return sum(pair in labels for pair in pairs) / len(pairs) if pairs else 0.0


def _contradicted(mention: Mention, unit: str | None, statement: Statement, told: Sequence[Told]) -> Told | None:
    """A fact that says another number for the thing and the year that a sentence names; None where anything is in doubt, or where
    tables say several."""
    if not mention.is_exact or mention.fiscal_year is None or mention.counted is None or mention.month:
        return None
    in_year = [fact for fact in told if fact.unit == unit and fact.fact.fiscal_year == mention.fiscal_year]
    if any(_is_rounded(mention.value, fact.value) for fact in in_year):
        return None
    bearing = _bearing(core_of(mention.counted), in_year)
    return bearing[0] if len({fact.value for fact in bearing}) == 1 and _is_of_all(statement) else None


def _bearing(words: str, told: Sequence[Told]) -> list[Told]:
    """The facts of a thing by its name; none where this is short."""
    return [fact for fact in told if _bears(words, fact)] if len(words) >= _SHORTEST_NAME else []


_SHORTEST_NAME = 2
"""characters of a thing's name without how it is counted: 相談"""


def _is_rounded(said: float, told: float) -> bool:
    """Whether a table has the number, or one that it may be rounded from."""
    return abs(said - told) < 1 or (told >= _DISTINCT and said == round(told, -len(str(int(told))) + 2))


def _bears(words: str, told: Told) -> bool:
    """Whether the innermost label of a plain number of a whole year is just what the sentence names, under no more than a caption."""
    fact = told.fact
    plain = (
        fact.role in ("value", "total") and not (fact.qualifier or fact.month) and fact.period_kind in ("fiscal_year", "fiscal_year_end")
    )
    return plain and 1 <= len(told.path) <= _DEEPEST and told.path[-1] == words


_DEEPEST = 2
"""labels: a caption and the row's name"""


def _is_of_all(statement: Statement) -> bool:
    """Whether the statement stands under no other, and under no heading that speaks of a part."""
    over = lexicon.squeeze((statement.heading or "") + (statement.subheading or ""))
    return statement.parent_seq is None and not _SCOPE.search(over)
