"""The slips that proofreading found, as a check says them: a room apart, for a check that was not asked to proofread loads none of it.

In go the checklists by the names of their files, out come lines or what is to be JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.proofreading import Slip, advice_of, place_of, reason_of, title_of
from pipeline.report.checklist import Checklist
from pipeline.rules.defects import Language
from pipeline.run.progress import harmless
from pipeline.run.sentences import text
from pipeline.values import Defect


def lines_of(checklists: Mapping[str, Checklist | Defect], paths: Mapping[str, Path], language: Language) -> Iterator[str]:
    """What proofreading found, but for what was said as a defect already; how much that is all in all."""
    for name, one in checklists.items():
        if isinstance(one, Defect):
            yield harmless(text("check.not-proofread", language, name=name, code=one.code))
        elif one.is_picture:
            yield harmless(text("check.picture", language, name=name))
        new = [] if isinstance(one, Defect) else [finding for finding in one.findings if finding.defect is None]
        if new:
            yield harmless(paths[name].as_posix())
        for finding in new:
            yield harmless(f"  {text('check.slip', language)} [{finding.rule}] {place_of(finding, language)}")
            yield harmless(f"      {_sentence(finding, language)}")
    count = sum(len(one.findings) for one in checklists.values() if not isinstance(one, Defect))
    yield text("check.slips", language, count=count) if count else text("check.no-slips", language)


def _sentence(finding: Slip, language: Language) -> str:
    parts = (finding.quote, reason_of(finding, language), advice_of(finding, language))
    return "「{}」{}。{}。".format(*parts) if language == "ja" else "“{}”: {}. {}.".format(*parts)


def as_json(checklist: Checklist | Defect | None, language: Language) -> list[dict[str, Any]] | None:
    """The slips of one file; None where it was not looked at."""
    if not isinstance(checklist, Checklist) or checklist.is_picture:
        return None
    return [
        {
            "rule": finding.rule,
            "title": title_of(finding, language),
            "page": finding.page,
            "box": [round(at, 2) for at in finding.box[1:]] if finding.box else None,
            "where": place_of(finding, language),
            "quote": finding.quote,
            "reason": reason_of(finding, language),
            "advice": advice_of(finding, language),
            "defect": finding.defect.code if finding.defect else None,
        }
        for finding in checklist.findings
    ]
