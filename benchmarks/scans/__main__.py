"""How well pictures of sheets are read: each sheet scanned in some kinds, read, and held against what the PDF itself says.

    python -m benchmarks.scans raw/*.pdf --kinds 300 200-askew [--json FILE] [--show 5]
    python -m benchmarks.scans raw/midoridai-r7.writer-plain.pdf --kinds stamped --keep FOLDER     the scan as a file, not read

The truth is the reading of the PDF, of which the acceptance scorer knows that it is right; so a sheet that is misread as a PDF proves
nothing here. Texts are compared after NFKC and without white space, statements by their characters as well; marks that NFKC folds to others
(①, Ⅱ, ㎏) are compared as they are. A wrong number is one that is published with a value that the PDF does not print there.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.scans.glass import KINDS, scanned
from benchmarks.variations import norm, records_of_sheet
from pipeline.facts.model import Fact, TableReading
from pipeline.narrative.asked import recognised
from pipeline.sheet.model import Sheet
from pipeline.values import SourceError

RECORDS = (
    "documents",
    "document_fields",
    "overview",
    "projects",
    "goals",
    "ratings",
    "viewpoints",
    "prior_issues",
    "statements",
    "order",
    "cells",
    "captions",
)
COUNTED = (*RECORDS, "marks", "goal_codes", "viewpoint_codes", "facts", "fact_values")
MEBI = 1024
"""KiB, in which the system tells of memory"""


class Count(NamedTuple):
    """How many records the PDF has, how many were read from its picture, and how many of them alike."""

    gold: int = 0
    found: int = 0
    hit: int = 0

    def __add__(self, other: object) -> Count:
        return Count(*[one + two for one, two in zip(self, other, strict=True)]) if isinstance(other, Count) else NotImplemented

    @property
    def f1(self) -> float:
        return 200 * self.hit / (self.gold + self.found) if self.gold + self.found else 100.0


@dataclass
class Outcome:
    """One scan, read: ``characters`` are the statements' (printed, wrong), ``wrong_numbers`` values that are not printed so."""

    sheet: str
    kind: str
    seconds_a_page: float = 0.0
    memory_mib: int = 0
    refused: str = ""
    counts: dict[str, Count] = field(default_factory=dict)
    characters: tuple[int, int] = (0, 0)
    wrong_numbers: list[str] = field(default_factory=list)
    uncertain: int = 0
    defects: dict[str, int] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)
    extra: dict[str, list[str]] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scans", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sheets", nargs="+", type=Path, metavar="PDF")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS), metavar="KIND", help=f"of {', '.join(KINDS)} (all)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="put the scans there and read nothing")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add the outcomes to this file, a line each")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="records that were missed and read instead, so many of each type")
    chosen = parser.parse_args()
    outcomes: list[Outcome] = []
    for path in chosen.sheets:
        for kind in chosen.kinds:
            data = scanned(path.read_bytes(), KINDS[kind])
            if chosen.keep:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                (chosen.keep / f"{path.stem}-{kind}.pdf").write_bytes(data)
                continue
            outcomes.append(outcome_of(path, kind, data))
            _show(outcomes[-1], chosen.show)
            if chosen.json:
                with chosen.json.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(outcomes[-1]), ensure_ascii=False) + "\n")
    sys.stdout.write("\n".join(table_of(outcomes)) + "\n")
    return 0


def outcome_of(path: Path, kind: str, data: bytes) -> Outcome:
    """What is read from a scan of a sheet, against the sheet."""
    from pipeline.facts.readings import readings_of
    from pipeline.sheet.reader import read_sheet

    printed = read_sheet(path.read_bytes(), document_id=path.stem)
    outcome, start = Outcome(path.stem, kind), time.process_time()
    try:
        sheet = read_sheet(data, document_id=path.stem)
    except SourceError as error:
        outcome.refused = error.defect.code
        return outcome
    outcome.seconds_a_page = (time.process_time() - start) / max(len(sheet.pages), 1)
    outcome.memory_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBI
    tables = readings_of(sheet)
    _compare(outcome, _records(printed, readings_of(printed)), _records(sheet, tables))
    outcome.characters = _characters(printed, sheet)
    outcome.wrong_numbers = _wrong_numbers(printed, sheet)
    defects = [*sheet.defects, *[defect for reading in tables.values() for defect in reading.defects]]
    outcome.defects = dict(Counter(defect.code for defect in defects))
    outcome.uncertain = outcome.defects.get("ocr-uncertain", 0)
    return outcome


def _records(sheet: Sheet, tables: dict[tuple[int, int], TableReading]) -> dict[str, Counter[Any]]:
    found = {kind: rows for kind, rows in records_of_sheet(sheet).items() if kind in RECORDS}
    codes: dict[str, Counter[Any]] = {"goal_codes": Counter(), "viewpoint_codes": Counter(), "facts": Counter(), "fact_values": Counter()}
    for project in sheet.projects:
        goals = recognised([goal.text.text for goal in project.goals], project.project_code, "goal")
        viewpoints = recognised([viewpoint.text.text for viewpoint in project.viewpoints], project.project_code, "viewpoint")
        codes["goal_codes"].update((project.project_no, k, one and one.code) for k, one in enumerate(goals, 1))
        codes["viewpoint_codes"].update((project.project_no, k, one and one.code) for k, one in enumerate(viewpoints, 1))
    for (project_no, _), reading in tables.items():
        for fact in reading.facts:
            if fact.value is not None:
                core = _core(project_no, fact)
                codes["fact_values"][core] += 1
                codes["facts"][*core, tuple(sorted(map(norm, fact.labels)))] += 1
    return found | codes | {"marks": marks_of(sheet)}


def marks_of(sheet: Sheet) -> Counter[Any]:
    """The characters of a sheet that NFKC folds to others than their own in another width, by project and where they stand."""
    marks: Counter[Any] = Counter()
    for project in sheet.projects:
        texts = [("goals", goal.text.text) for goal in project.goals]
        texts += [(statement.section, statement.text.text) for statement in project.statements]
        texts += [(f"table {table.table_no}", cell.text.text) for table in project.tables for cell in table.cells]
        marks.update((project.project_no, place, char) for place, text in texts for char in text if is_mark(char))
    return marks


def is_mark(char: str) -> bool:
    """Whether a character is no other width of the one that NFKC makes of it: ① is a mark, １ a digit."""
    kind = unicodedata.decomposition(char).partition(" ")[0]
    return kind.startswith("<") and kind not in ("<wide>", "<narrow>") and not char.isspace()


def _core(project_no: int, fact: Fact) -> tuple[Any, ...]:
    return project_no, fact.fiscal_year, fact.month, fact.value, norm(fact.unit) or None


def _compare(outcome: Outcome, gold: dict[str, Counter[Any]], found: dict[str, Counter[Any]]) -> None:
    for kind in COUNTED:
        outcome.counts[kind] = Count(gold[kind].total(), found[kind].total(), (gold[kind] & found[kind]).total())
        outcome.missed[kind] = [str(row) for row in (gold[kind] - found[kind]).elements()]
        outcome.extra[kind] = [str(row) for row in (found[kind] - gold[kind]).elements()]


def _characters(printed: Sheet, read: Sheet) -> tuple[int, int]:
    """How many characters the statements of each section have, and how many of them were read otherwise or not at all."""
    gold, found = _sections(printed), _sections(read)
    wrong = 0
    for key, text in gold.items():
        blocks = SequenceMatcher(None, text, found.get(key, ""), autojunk=False).get_matching_blocks()
        wrong += max(len(text), len(found.get(key, ""))) - sum(block.size for block in blocks)
    return sum(map(len, gold.values())), wrong


def _sections(sheet: Sheet) -> dict[tuple[int, str], str]:
    texts: dict[tuple[int, str], str] = {}
    for project in sheet.projects:
        for statement in project.statements:
            key = project.project_no, statement.section
            texts[key] = texts.get(key, "") + norm(statement.text.text)
    return texts


def _wrong_numbers(printed: Sheet, read: Sheet) -> list[str]:
    """The numbers that are published with a value, a year or a unit that the PDF does not print there, beside what it prints there."""
    from pipeline.facts.readings import readings_of

    gold, found = readings_of(printed), readings_of(read)
    return [line for key, reading in found.items() for line in _wrong_of(key, reading, gold.get(key))]


def _wrong_of(key: tuple[int, int], reading: TableReading, gold: TableReading | None) -> Iterator[str]:
    right = {(fact.row, fact.col, fact.fact_no): fact for fact in gold.facts} if gold else {}
    left = Counter(_core(key[0], fact) for fact in right.values())
    for fact in reading.facts:
        core = _core(key[0], fact)
        if fact.value is None:
            continue
        if left[core]:
            left[core] -= 1
            continue
        there = right.get((fact.row, fact.col, fact.fact_no))
        shown = f"{there.raw!r} {_core(key[0], there)[1:]} {'/'.join(there.labels)}" if there else "nothing"
        yield f"{key} row {fact.row} col {fact.col}: {fact.raw!r} {core[1:]} {'/'.join(fact.labels)} for {shown}"


def _show(outcome: Outcome, many: int) -> None:
    parts = [f"{kind} {count.f1:.1f}" for kind, count in outcome.counts.items() if count.f1 < 100]
    lines = [f"{outcome.sheet} {outcome.kind}: {outcome.refused or ', '.join(parts) or 'all right'}; {outcome.uncertain} ocr-uncertain"]
    lines += [f"    ! {line}" for line in outcome.wrong_numbers]
    for kind in COUNTED if many else ():
        lines += [
            f"    {sign} {kind} {row}" for sign, rows in (("-", outcome.missed), ("+", outcome.extra)) for row in rows.get(kind, ())[:many]
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def table_of(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each kind of scan: F1 by record type over its sheets, and what else is asked of scans."""
    head = ["scan", "sheets", "refused", *COUNTED, "precision", "recall", "characters", "wrong", "uncertain", "s/page", "MiB"]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for kind in dict.fromkeys(outcome.kind for outcome in outcomes):
        of_kind = [outcome for outcome in outcomes if outcome.kind == kind]
        read = [outcome for outcome in of_kind if not outcome.refused]
        cells = [kind, f"{len(of_kind)}", f"{len(of_kind) - len(read)}", *(_cells_of(read) if read else ())]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _cells_of(read: Sequence[Outcome]) -> list[str]:
    counts = {kind: sum((outcome.counts[kind] for outcome in read), Count()) for kind in COUNTED}
    values, printed = counts["fact_values"], sum(outcome.characters[0] for outcome in read)
    return [
        *[f"{count.f1:.1f}" for count in counts.values()],
        f"{100 * values.hit / max(values.found, 1):.2f}",
        f"{100 * values.hit / max(values.gold, 1):.1f}",
        f"{100 * (1 - sum(outcome.characters[1] for outcome in read) / max(printed, 1)):.2f}",
        f"{sum(len(outcome.wrong_numbers) for outcome in read)}",
        f"{sum(outcome.uncertain for outcome in read)}",
        f"{sum(outcome.seconds_a_page for outcome in read) / len(read):.1f}",
        f"{max(outcome.memory_mib for outcome in read)}",
    ]


if __name__ == "__main__":
    sys.exit(main())
