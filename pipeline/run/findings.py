"""What a check found, in the forms that people and CI systems read: text, JSON, SARIF 2.1.0, GitHub annotations.

In go the defects of each file, out come lines. Names and quotes come from untrusted files: control characters are shown
as escapes, and each form's own escapes are applied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encoded

import pipeline
from pipeline.rules.defects import SEVERITIES_JA, Language, defect_catalogue, entry, message, severity, what, what_to_do, where
from pipeline.rules.shapes import Severity
from pipeline.run.accepted import ACCEPTED, Acceptance
from pipeline.run.progress import harmless, harmless_json
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.report.checklist import Checklist

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Findings:
    """Each file's defects by its name, with the entry that accepts them; ``paths`` are the files as they were named. ``checklists`` are the
    slips of each file that could be proofread, or why it could not; none where they were not asked for."""

    found: Mapping[str, Sequence[tuple[Defect, Acceptance | None]]]
    paths: Mapping[str, Path]
    stale: Sequence[Acceptance]
    raw: Path
    checklists: Mapping[str, Checklist | Defect] | None = None

    @property
    def errors(self) -> int:
        return self._count("error")

    @property
    def warnings(self) -> int:
        return self._count("warning") + len(self.stale)

    @property
    def accepted(self) -> int:
        return sum(by is not None for defects in self.found.values() for _, by in defects)

    def _count(self, wanted: Severity) -> int:
        return sum(severity(defect) == wanted and by is None for defects in self.found.values() for defect, by in defects)

    def located(self) -> Iterator[tuple[str, Defect, Acceptance | None]]:
        """Every defect with the path of its file; a stale entry stands in ``accepted.toml``."""
        for name, defects in self.found.items():
            for defect, by in defects:
                yield self.paths[name].as_posix(), defect, by
        for stale in self.stale:
            yield (self.raw / ACCEPTED).as_posix(), stale.as_defect(), None


def rendered(findings: Findings, form: str, language: Language) -> Iterator[str]:
    """The lines of the answer; ``form`` is "text", "json", "sarif" or "github"."""
    forms = {"text": _text, "json": _json, "sarif": _sarif, "github": _github}
    return forms[form](findings, language)


def _text(findings: Findings, language: Language) -> Iterator[str]:
    before = None
    for path, defect, by in findings.located():
        if by is not None:
            continue
        if path != before:
            yield harmless(path)
            before = path
        grave = SEVERITIES_JA[severity(defect)] if language == "ja" else severity(defect)
        place = where(defect, language)
        yield harmless(f"  {grave} [{defect.code}]{f' {place}' if place else ''}")
        yield harmless(f"      {message(defect, language)}")
    if findings.checklists is not None:
        from pipeline.run.slips import lines_of

        yield from lines_of(findings.checklists, findings.paths, language)
    files, errors, warnings, accepted = len(findings.found), findings.errors, findings.warnings, findings.accepted
    if language == "ja":
        yield f"{files}件のファイル: エラー{errors}件、警告{warnings}件" + (f"、了承済み{accepted}件" if accepted else "")
    else:
        counted = ((files, "file"), (errors, "error"), (warnings, "warning"))
        one, *rest = (f"{number} {noun}{'s' * (number != 1)}" for number, noun in counted)
        yield f"{one}: {', '.join(rest)}" + (f", {accepted} accepted" if accepted else "")


def _json(findings: Findings, language: Language) -> Iterator[str]:
    files: dict[str, list[dict[str, Any]]] = {path.as_posix(): [] for path in findings.paths.values()}
    for path, defect, by in findings.located():
        files.setdefault(path, []).append(
            {
                "code": defect.code,
                "severity": severity(defect),
                "page": defect.page,
                "box": [round(at, 2) for at in defect.box[1:]] if defect.box else None,
                "where": where(defect, language),
                "message": what(defect, language),
                "advice": what_to_do(defect, language),
                "quote": defect.quote,
                "accepted": {"reason": by.reason, "who": by.who, "when": by.when} if by else None,
            }
        )
    told: list[dict[str, Any]]
    if findings.checklists is None:
        told = [{"file": path, "defects": defects} for path, defects in files.items()]
    else:
        from pipeline.run.slips import as_json

        slips = {findings.paths[name].as_posix(): as_json(one, language) for name, one in findings.checklists.items()}
        told = [{"file": path, "defects": defects, "slips": slips.get(path)} for path, defects in files.items()]
    answer = {
        "files": told,
        "errors": findings.errors,
        "warnings": findings.warnings,
        "accepted": findings.accepted,
    }
    yield harmless_json(json.dumps(answer, ensure_ascii=False, indent=1))


def _github(findings: Findings, language: Language) -> Iterator[str]:
    for path, defect, by in findings.located():
        if by is not None:
            continue
        place = where(defect, language)
        properties = {"file": path, "title": f"{defect.code} {place}".strip()}
        if defect.page:
            properties["line"] = str(defect.page)
        said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        yield f"::{severity(defect)} {said}::{_data(message(defect, language))}"


def _data(text: str) -> str:
    encoded = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return encoded if encoded.isprintable() else harmless(encoded)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(findings: Findings, language: Language) -> Iterator[str]:
    codes = list(defect_catalogue())
    run = {
        "tool": {
            "driver": {
                "name": "kyoten",
                "version": pipeline.__version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(path, defect, by, codes, language) for path, defect, by in findings.located()],
    }
    yield harmless_json(json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1))


def _rule(code: str) -> dict[str, Any]:
    found = entry(code)
    bare = Defect(code)
    return {
        "id": code,
        "shortDescription": {"text": what(bare, "en")},
        "fullDescription": {"text": what(bare, "ja")},
        "help": {"text": f"{what_to_do(bare, 'en')}\n{what_to_do(bare, 'ja')}"},
        "defaultConfiguration": {"level": found.severity},
    }


def _result(path: str, defect: Defect, by: Acceptance | None, codes: Sequence[str], language: Language) -> dict[str, Any]:
    place = where(defect, language)
    # SARIF knows no pages: the page number stands as the line, and exactly, with the box in points, in the properties.
    region: dict[str, Any] = {"startLine": defect.page or 1}
    if defect.quote:
        region["snippet"] = {"text": defect.quote}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place}]
    result: dict[str, Any] = {
        "ruleId": defect.code,
        "level": severity(defect),
        "message": {"text": f"{place}: {message(defect, language)}" if place else message(defect, language)},
        "locations": [location],
    }
    if defect.code in codes:
        result["ruleIndex"] = codes.index(defect.code)
    if defect.page:
        box = {"box": [round(at, 2) for at in defect.box[1:]]} if defect.box else {}
        result["properties"] = {"page": defect.page, **box}
    # What tells a finding from others though pages and lines move, so that code scanning knows it again.
    told = "\x1f".join((path, defect.code, _unnumbered(place), "".join(defect.quote.split())))
    result["partialFingerprints"] = {"kyotenFinding/v1": hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest()[:32]}
    if by is not None:
        result["suppressions"] = [{"kind": "external", "justification": f"{by.reason} ({by.who}, {by.when})"}]
    return result


def _unnumbered(place: str) -> str:
    """The place without its page: 「7ページ ＞ 3 情報収集・提供事業」 is the same place when a page is put before it."""
    first, found, rest = place.partition(" ＞ " if " ＞ " in place else " > ")
    return rest if found else first


def _uri(path: str) -> str:
    return percent_encoded(path, safe="/", errors="surrogateescape")
