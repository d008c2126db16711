"""The defect catalogue as values: what a code means, how grave it is and what to do, in Japanese and English.

In goes a ``Defect`` with its code and place, out come the sentences for the person who must act. The wording stands in
``defects.toml``; a code that is not there is shown by its bare name and counts as an error, never swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.rules import load
from pipeline.values import Defect

Severity = Literal["error", "warning"]
Language = Literal["ja", "en"]
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of defect of the catalogue; the sentences may have holes such as ``{quote}``."""

    code: str
    severity: Severity
    message_ja: str
    message_en: str
    advice_ja: str
    advice_en: str


@cache
def catalogue() -> dict[str, Entry]:
    """All kinds of defects by their code, in the catalogue's order."""
    return {
        code: Entry(
            code,
            "error" if rule["severity"] == "error" else "warning",
            rule["message"]["ja"],
            rule["message"]["en"],
            rule["advice"]["ja"],
            rule["advice"]["en"],
        )
        for code, rule in load("defects").items()
    }


def entry(code: str) -> Entry:
    """The catalogue's entry of ``code``; for an unknown code one that names it and refuses the source."""
    return catalogue().get(code) or Entry(code, "error", code, code, "", "")


def severity(defect: Defect) -> Severity:
    return entry(defect.code).severity


def is_refused(defects: Iterable[Defect]) -> bool:
    """Whether a source with these defects is refused: one error is enough."""
    return any(severity(defect) == "error" for defect in defects)


def message(defect: Defect, language: Language) -> str:
    """What is wrong and what to do, as one or two sentences, with the holes filled."""
    found = entry(defect.code)
    values = {"quote": defect.quote, "page": str(defect.page or ""), **dict(defect.values)}

    def filled(sentence: str) -> str:
        return _HOLE.sub(lambda hole: values.get(hole[1], ""), sentence).rstrip(" :")

    if language == "ja":
        return "。".join(part for part in (filled(found.message_ja), filled(found.advice_ja)) if part) + "。"
    return ". ".join(part for part in (filled(found.message_en), filled(found.advice_en)) if part) + "."


def where_ja(defect: Defect) -> str:
    """「7ページ ＞ 3 情報収集・提供事業 ＞ 評価の理由(区) ②」; as much of it as is known."""
    place = defect.place
    project = " ".join(part for part in (str(place.project_no or ""), place.project_title) if part)
    section = " ".join(part for part in (place.section, place.mark) if part)
    page = f"{defect.page}ページ" if defect.page else ""
    return " ＞ ".join(part for part in (page, project, section) if part)
