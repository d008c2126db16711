"""The defect catalogue as values: what a code means, how grave it is and what to do, in Japanese and English.

In goes a ``Defect`` with its code and place, out come the sentences for the person who must act. The wording stands in
``defects.toml`` and ``places.toml``; a code that is not there is shown by its bare name and counts as an error, never
swallowed.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.rules import load
from pipeline.rules.shapes import Severity
from pipeline.values import BETWEEN, Defect

Language = Literal["ja", "en"]
SEVERITIES_JA: Mapping[Severity, str] = {"error": "エラー", "warning": "警告"}
_HOLE = re.compile(r"\{(\w+)\}")
_NOTHING = re.compile(r"(?:[:：]\s*|(?<![:：\s])\s+)?(?:「」|“”|\(\))")


@dataclass(frozen=True, slots=True)
class DefectEntry:
    """One kind of defect of the catalogue; the sentences may have holes such as ``{quote}``. An ``is_acceptable`` error refuses a
    source unless a person accepts it; any other refuses it for good."""

    code: str
    severity: Severity
    message_ja: str
    message_en: str
    advice_ja: str
    advice_en: str
    is_acceptable: bool = False


@cache
def defect_catalogue() -> dict[str, DefectEntry]:
    """All kinds of defects by their code, in the catalogue's order."""
    return {
        code: DefectEntry(
            code,
            rule["severity"],
            rule.table("message")["ja"],
            rule.table("message")["en"],
            rule.table("advice")["ja"],
            rule.table("advice")["en"],
            rule.get("acceptable", False),
        )
        for code, rule in load("defects").tables()
    }


def entry(code: str) -> DefectEntry:
    """The catalogue's entry of ``code``; for an unknown code one that names it and refuses the source."""
    return defect_catalogue().get(code) or DefectEntry(code, "error", code, code, "", "")


def severity(defect: Defect) -> Severity:
    return entry(defect.code).severity


def is_refused(defects: Iterable[Defect]) -> bool:
    """Whether a source with these defects is refused: one error is enough."""
    return any(severity(defect) == "error" for defect in defects)


def language(environment: Mapping[str, str] | None = None) -> Language:
    """The language of messages by the locale of the environment: Japanese where it says so, else English."""
    environment = os.environ if environment is None else environment
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    if named is None:
        named = locale.getlocale()[0] or ""
    return "ja" if named.lower().startswith("ja") else "en"


def message(defect: Defect, language: Language) -> str:
    """What is wrong and what to do, as one or two sentences, with the holes filled."""
    problem, advice = what(defect, language), what_to_do(defect, language)
    if language == "ja":
        return "。".join(part for part in (problem, advice) if part) + "。"
    return ". ".join(part for part in (problem, advice) if part) + "."


def what(defect: Defect, language: Language) -> str:
    """What is wrong, without a full stop."""
    found = entry(defect.code)
    return _filled(found.message_ja if language == "ja" else found.message_en, defect, language)


def what_to_do(defect: Defect, language: Language) -> str:
    """What the person who reads it should do, without a full stop; empty for a code that the catalogue lacks."""
    found = entry(defect.code)
    return _filled(found.advice_ja if language == "ja" else found.advice_en, defect, language)


def _filled(sentence: str, defect: Defect, language: Language) -> str:
    between = "、" if language == "ja" else ", "
    listed = {name: value.replace(BETWEEN, between) for name, value in defect.values}
    values = {"quote": defect.quote, "page": str(defect.page or ""), **listed}
    return _NOTHING.sub("", _HOLE.sub(lambda hole: values.get(hole[1], ""), sentence)).rstrip(" :")


def where(defect: Defect, language: Language) -> str:
    """「7ページ ＞ 3 情報収集・提供事業 ＞ 評価の理由(区) ②」; as much of it as is known, "" where nothing is.

    Projects and marks are shown as printed in either language; sections by the names of ``form.toml``.
    """
    place = defect.place
    page = load("places")["page"][language].format(page=defect.page) if defect.page else ""
    project = " ".join(part for part in (str(place.project_no or ""), place.project_title) if part)
    section = " ".join(part for part in (section_name(place.section, language), place.mark) if part)
    return (" ＞ " if language == "ja" else " > ").join(part for part in (page, project, section) if part)


def where_ja(defect: Defect) -> str:
    return where(defect, "ja")


def section_name(section: str, language: Language) -> str:
    """What a part of the form is called; one that no rule names is shown as it is printed."""
    from pipeline.rules.sections import SECTION_RULES  # what is wrong with the form's rules is said by who asks for them

    if rule := SECTION_RULES.get(section):
        return rule.ja if language == "ja" else rule.en
    known = load("places")["parts"].get(section)
    return str(known[language]) if known else section


def table(language: Language) -> Iterator[str]:
    """The catalogue as the lines of a Markdown table, for ``docs/defects.md``."""
    yield "| コード | 程度 | 何が問題か | どうすればよいか |" if language == "ja" else "| code | severity | what is wrong | what to do |"
    yield "|---|---|---|---|"
    for found in defect_catalogue().values():
        if language == "ja":
            cells = (SEVERITIES_JA[found.severity], found.message_ja, found.advice_ja)
        else:
            cells = (found.severity, found.message_en, found.advice_en)
        yield f"| `{found.code}` | {' | '.join(_HOLE.sub('…', cell).replace('|', '&#124;') for cell in cells)} |"
