"""The rules of an edition of the form, compiled: ``rules/form.toml`` or another file of its kind becomes a ``Form``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pipeline import rules
from pipeline.form.words import ANY_SIGN, BETWEEN_RATERS, Form, ProjectRule, plain
from pipeline.rules import Table, any_of
from pipeline.rules.sections import sections_of

LEGEND_HEAD, LEGEND_WORDS = 16, 40
"""characters, at most: on either side of the word that heads a legend of the ratings, and what is said of one of them"""
RATER_WORDS = 16
"""characters of the name of a rater, or of ratings, at most"""
SCALE_WORDS = 12
"""characters between the first and the last letter of the scale, at most, where a header names it: (A:十分 ~ D)"""


def form_rules(name: str = "form") -> Form:
    """The rules of ``rules/{name}.toml``, compiled once. Raises RulesError."""
    return _form(name)


@cache
def _form(name: str) -> Form:
    data = rules.load(name)
    words = {name: _any_of(spellings) for name, spellings in data["words"].items()}
    words["sign"] = ANY_SIGN
    words["scale"] = _scale(data["rating"]["scale"])
    projects = tuple(_project_rule(**project) for project in data["projects"])
    titles = any_of(title for project in projects for title in project.titles)
    notes = data.table("notes")
    return Form(
        sections=sections_of(name),
        section_labels=_named(data.table("sections"), words),
        column_labels=_named(data.table("columns"), words),
        column_roles={column: entry["holds"] for column, entry in data["columns"].items()},
        overview=tuple((name, frozenset(plain(t) for t in labels)) for name, labels in data["overview"].items()),
        overview_heads=tuple(frozenset(plain(t) for t in data["overview_heads"][side]) for side in ("labels", "texts")),
        over_overview=frozenset(plain(t) for t in data["overview_heads"]["table"]),
        projects=projects,
        heading=data.table("project_heading").pattern("pattern", {"title": titles}),
        heading_of_any=data.table("project_heading").pattern("pattern", {"title": data["project_heading"]["any"]}),
        numbered=data["project_heading"]["numbered"],
        prior_term=data.table("prior_term").pattern("patterns"),
        past=data.table("past_ratings").pattern("patterns", words),
        operator=plain(data["words"]["operator"][0]),
        operator_name=data.table("operator_name").pattern("patterns", words),
        scale={letter: letter for letter in data["rating"]["scale"]} | data["rating"].get("spellings", {}),
        ratings=data.table("rating").pattern("patterns"),
        named_pair=_named_pair(data["rating"]),
        bare_pair=re.compile(f"{_letter(data['rating'])}[{BETWEEN_RATERS}]{_letter(data['rating'])}"),
        unrated=frozenset(map(plain, data["rating"]["unrated"])),
        overall=frozenset(map(plain, data["rating"]["overall"])),
        same_rating=frozenset(map(plain, data["rating"]["same"])),
        legend=_legend(data.table("rating")),
        corners=frozenset(map(plain, data["rating"]["corners"])),
        choices=frozenset(map(plain, data["rating"]["choices"])),
        introductions=data.table("introductions").pattern("patterns", words),
        notes=notes.pattern("patterns", words),
        note_marks=tuple(notes["leading"]),
        empty=re.compile(f"{ANY_SIGN}?{_any_of(notes['empty'])}[。.]?(?:\\(.*\\))?[。.]?"),
        behind_numbers=re.compile(_any_of(notes["behind_numbers"])),
        kind=re.compile(rf"^\({words['kind']}\)(?=.)"),
        contact=data.table("contact").pattern("patterns", words),
        page_turns=data.table("page_turns").pattern("patterns"),
        going_on=re.compile(f"(?:{data.table('page_turns').pattern('behind_labels').pattern})$"),
        contents=data.table("contents").pattern("patterns"),
        further=data.table("further_parts").pattern("patterns"),
        seals=data.table("seals").pattern("patterns", words),
        to_be_signed=data.table("seals").pattern("blank"),
        title=data.table("title").pattern("pattern"),
        no_ward=data.table("no_ward").pattern("patterns"),
        subject=data.table("title").pattern("subject"),
        form=data.table("title").pattern("form"),
        form_title=data.table("title").pattern("form_title"),
        interim=tuple(data["title"]["interim"]),
        term_no=data.table("title").pattern("term_no"),
        office=data.table("implementer").pattern("office"),
        office_ward=data.table("implementer").pattern("ward"),
        office_part=data.table("implementer").pattern("part"),
        office_whole=data.table("implementer").pattern("whole"),
        office_begins=data.table("implementer").pattern("begins"),
        name_end=data.table("implementer").pattern("between"),
        role=_role(data["implementer"]["roles"], data["implementer"]["heads"]),
        legal_forms=frozenset(plain(name) for name in data["implementer"]["legal_forms"]),
        operators=(),
    )


def _any_of(spellings: Iterable[str]) -> str:
    return any_of(map(plain, spellings))


def _named(entries: Table, words: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern whose named groups are the entries, the first that matches wins."""
    return re.compile("|".join(f"(?P<{name}>{entry.pattern('patterns', words).pattern})" for name, entry in entries.tables()))


def _legend(rating: Table) -> re.Pattern[str]:
    """A pattern for each rating of the scale with some words behind it, in order, behind a head that says that ratings are meant."""
    letters, spellings = rating["scale"], rating.get("spellings", {})
    printed = [_any_of([letter, *(spelt for spelt, meant in spellings.items() if meant == letter)]) for letter in letters]
    other = f"[^{re.escape(''.join([*letters, *spellings]))}]"
    head = f"(?P<head>{other}{{0,{LEGEND_HEAD}}}?{_any_of(rating['legend_heads'])}{other}{{0,{LEGEND_HEAD}}}|[^\\w]{{0,3}})"
    return re.compile(head + "".join(f"{letter}[^\\w]{other}{{1,{LEGEND_WORDS}}}" for letter in printed))


def _letter(rating: Table) -> str:
    """A pattern for one letter of the scale, as the form or an edition of it prints it."""
    return "[" + re.escape("".join([*rating["scale"], *rating.get("spellings", {})])) + "]"


def _named_pair(rating: Table) -> re.Pattern[str]:
    """Two letters, each behind the name of who rates so, and a word in brackets before them: （自己評価）法人：A／区：B. In place of one
    may stand what says that there is none: 区：－."""
    letter = _letter(rating)
    signs = [re.escape(sign) for sign in map(plain, rating["unrated"]) if sign and sign not in BETWEEN_RATERS]
    one = f"([^{letter[1:]}{{1,{RATER_WORDS}}}?):?[(]?({'|'.join([letter, *sorted(signs, key=len, reverse=True)])})[)]?"
    return re.compile(f"(?:[(]([^()]{{1,{RATER_WORDS}}})[)])?{one}[{BETWEEN_RATERS};]?{one}")


def _scale(letters: Sequence[str]) -> str:
    """A pattern for what a header says of the ratings, or nothing: (A~D), A・B・C・D."""
    return f"(?:\\(?{letters[0]}.{{0,{SCALE_WORDS}}}{letters[-1]}\\)?)?"


def _role(roles: list[str], heads: list[str]) -> re.Pattern[str]:
    """A pattern for the mark of a list and what tells who is named: before the name, behind it in brackets, or alone; and for who heads
    it."""
    word = "(?:" + "|".join(sorted(roles, key=len, reverse=True)) + ")"
    mark = rf"(?:{ANY_SIGN}|[①-⑳]|[(（]?[0-9０-９][)）.．]|[0-9０-９](?=\s))?\s*"
    head = rf"\s+{_any_of(heads)}(?:\s.*)?$|(?<=[課係])長(?:\s.*)?$"
    return re.compile(rf"^{mark}(?:[(（【\[]{word}[)）】\]][:：\s]*|{word}(?:[:：]|\s|$)\s*)?|\s*[(（]{word}[)）]$|{head}")


def _project_rule(no: int, code: str, titles: list[str], since: int = 0) -> ProjectRule:
    return ProjectRule(no, code, titles[0], tuple(plain(title) for title in titles), since)
