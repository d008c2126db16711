"""The names that a sheet calls: programmes, materials, places in 「」 or 『』, and organisations by how they end.

In comes a sheet, out come its entities, one for each name whatever its width, spaces and dots. What is said or thought in brackets is
no name: one is known by its ending, or by what is done with it (を開催, を発行). What tells neither is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.facts import lexicon
from pipeline.prose.model import Entity, EntityType, StatementKey
from pipeline.prose.rules import content, pattern_of
from pipeline.sheet.model import Sheet, Statement

_QUOTED = re.compile(r"[「『](?P<name>[^「」『』]{1,60})[」』](?P<behind>[^「」『』。]{0,12})")
_ORGANISATION = re.compile(rf"{pattern_of(content()['organisations']['begins']).pattern}?[一-龥々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9]{{1,20}}")
_SENTENCE = re.compile(r"[。?？]|(?:ます|です|した|ない|たい|いる|れる|った|する|できる|てほしい|しい|らない|えない)[!！。]?\Z")
_APART = re.compile(r"[・･\s「」『』!！?？&＆、,.~～－\-]")


_SIGNS = re.compile(r"[!！?？・]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed in one place."""

    name: str
    entity_type: EntityType
    statement: StatementKey


def name_key(name: str) -> str:
    """The same for all spellings of one name: NFKC without spaces, dots, signs and a remark in brackets."""
    word = re.sub(r"\([^()]*\)\Z", "", lexicon.squeeze(name)) or lexicon.squeeze(name)
    return _APART.sub("", word)


def entities_of(sheet: Sheet) -> tuple[Entity, ...]:
    """The entities of a sheet, by name."""
    statements = {(p.project_no, s.section, s.seq): s for p in sheet.projects for s in p.statements}
    found: dict[str, list[Name]] = defaultdict(list)
    for key, statement in statements.items():
        for name in names_in(statement, key):
            found[name_key(name.name)].append(name)
    return tuple(sorted((_entity(names, statements) for key, names in found.items() if key), key=lambda entity: entity.name))


def _entity(names: list[Name], statements: dict[StatementKey, Statement]) -> Entity:
    spellings = Counter(name.name for name in names)
    name = max(spellings, key=lambda spelling: (spellings[spelling], -names.index(next(n for n in names if n.name == spelling))))
    types = Counter(n.entity_type for n in names)
    keys = tuple(dict.fromkeys(n.statement for n in names))
    variants = tuple(sorted(set(spellings) - {name}))
    return Entity(name, types.most_common(1)[0][0], variants, keys, statements[keys[0]].text.boxes)


def names_in(statement: Statement, key: StatementKey) -> Iterator[Name]:
    """The names that a statement calls, in order."""
    text = statement.text.text
    for quoted in _QUOTED.finditer(text):
        name = quoted["name"].strip()
        kind = _type_in_brackets(lexicon.squeeze(name), lexicon.squeeze(quoted["behind"]))
        if kind:
            yield Name(name, kind, key)
    free = _QUOTED.sub(lambda m: "\0" * len(m[0]), text)
    for run in _ORGANISATION.finditer(free):
        if _is_organisation(lexicon.squeeze(run[0])):
            yield Name(run[0], "organisation", key)


@cache
def _contexts() -> tuple[tuple[EntityType, re.Pattern[str]], ...]:
    return tuple((entry["type"], pattern_of(entry["behind"])) for entry in content()["contexts"])


@cache
def _said_behind() -> re.Pattern[str]:
    rule = content()["brackets"]
    return pattern_of([*rule["said_behind"], *(f"と{word}" for word in rule["said_behind_to"])])


def _type_in_brackets(name: str, behind: str) -> EntityType | None:
    """What a text in brackets names; None where it is no name, or nothing tells."""
    rule = content()["brackets"]
    if not rule["shortest"] <= len(name) <= rule["longest"] or name in rule["no_names"] or _SENTENCE.search(name) or name.isdigit():
        return None
    ending = type_of(name)
    if _all_endings().fullmatch(name) or (ending == "organisation" and _SIGNS.search(name)):
        return None
    if _said_behind().match(behind) and not (ending and behind.startswith(tuple(rule["named_behind"]))):
        return None
    return ending or next((kind for kind, words in _contexts() if words.match(behind)), None)


@cache
def _all_endings() -> re.Pattern[str]:
    return re.compile(
        "(?:" + pattern_of([end for entry in content()["types"] for end in entry["ends"]]).pattern + "|の){1,4}", re.IGNORECASE
    )


def type_of(name: str) -> EntityType | None:
    """What a name is by its ending; the longest ending decides. None where none is known."""
    word = re.sub(r"\([^()]*\)\Z", "", name)
    ends = ((end, entry["type"]) for entry in content()["types"] for end in entry["ends"] if word.lower().endswith(end.lower()))
    return max(ends, key=lambda found: len(found[0]), default=("", None))[1]


@cache
def _organisation_ends() -> re.Pattern[str]:
    return re.compile("(?P<own>.*?)" + pattern_of(content()["organisations"]["ends"]).pattern)


def _is_organisation(word: str) -> bool:
    """Whether a run of kanji and katakana is an organisation's name: it has a word of its own before the ending."""
    found = _organisation_ends().fullmatch(word)
    return found is not None and len(found["own"]) > 1 and found["own"] not in _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon.squeeze(word) for word in content()["organisations"]["generic"])
