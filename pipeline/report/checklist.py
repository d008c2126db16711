"""点検表: what proofreading found in a sheet, as one HTML file that needs nothing else: a line a finding, with a box to tick, on A4.

In go sheets with their findings, out comes the page; the words around them stand in ``rules/proofreading.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.proofreading import Slip, advice_of, place_of, reason_of, title_of
from pipeline.proofreading.wording import checklist_words
from pipeline.report.templates import environment
from pipeline.rules.defects import Language

if TYPE_CHECKING:
    from pipeline.sheet.model import Sheet


@dataclass(frozen=True, slots=True)
class Checklist:
    """One sheet's findings: ``name`` is its file's, ``former`` that of the sheet of the term before, empty where there was none."""

    name: str
    title: str
    findings: tuple[Slip, ...]
    former: str = ""
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A finding in the words of one language."""

    page: int | None
    where: str
    quote: str
    title: str
    reason: str
    advice: str


def checklist_of(name: str, sheet: Sheet, findings: Sequence[Slip], former: str) -> Checklist:
    """The checklist of a sheet and its findings."""
    return Checklist(name, sheet.title or sheet.ward or name, tuple(findings), former, sheet.text_source != "digital")


def lines_of(findings: Sequence[Slip], language: Language) -> Iterator[ChecklistLine]:
    """The findings as a person reads them; where a finding stands is told without its page, which has its own column."""
    for finding in findings:
        where = place_of(replace(finding, page=None), language)
        said = (title_of(finding, language), reason_of(finding, language), advice_of(finding, language))
        yield ChecklistLine(finding.page, where, finding.quote, *said)


def checklist_html(checklists: Sequence[Checklist], language: Language) -> str:
    """The whole page, each sheet beginning on a new one; every text of a sheet is escaped."""
    sheets = [
        {
            "number": number,
            "name": one.name,
            "title": one.title,
            "former": one.former,
            "is_picture": one.is_picture,
            "lines": list(lines_of(one.findings, language)),
        }
        for number, one in enumerate(checklists, 1)
    ]
    template = environment("pipeline.report").get_template("checklist.html.j2")
    return template.render(sheets=sheets, words=checklist_words(language), language=language)
