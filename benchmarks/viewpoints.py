"""How well statements are linked to viewpoints: ``python -m benchmarks.viewpoints [LABELS.jsonl …]``.

Label files hold a statement a line: project_no, section, text, and the marks of its viewpoints, most relevant first. Those
of a published sheet stay outside the project (``../shared/acceptance/viewpoints``), those of the invented wards, one
reader's, lie in ``benchmarks/viewpoint_labels`` and served to write the rules; a file's stem names its sheet. For each
project: top-1 (our first is the label's first), top-1 among (our first is any of the labels), and precision, recall and
F1 of the sets of viewpoints over all statements. ``left out`` repeats this without the lexicon entries whose only origin
is the project itself. What each statement got is compared with the last recorded run, kept by digest and not by its text;
``--record`` records this one. ``--misses`` shows where links and labels differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.narrative import tokens, viewpoints
from pipeline.narrative.lexicon import Lexicon, lexicon
from pipeline.narrative.viewpoints import weighed_statements
from pipeline.sheet.model import Project, Sheet
from tests.support.gold_sheets import sheet_from_gold

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
OWN_LABELS = HERE / "viewpoint_labels"
RECORD = HERE / "viewpoints.record.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled statement with the marks that it should have and those that it got, best first."""

    sheet: str
    project_no: int
    key: str
    text: str
    wanted: tuple[str, ...]
    got: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    statements: int
    first: float
    first_among: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0

    def line(self) -> str:
        return f"{self.statements:5d}  {self.first:6.3f} {self.first_among:6.3f}  {self.precision:6.3f} {self.recall:6.3f} {self.f1:6.3f}"


def score_of(judged: Iterable[Judged]) -> Score:
    """The figures over all statements; precision and recall count links, not statements."""
    rows = list(judged)
    right = sum(len(set(row.got) & set(row.wanted)) for row in rows)
    return Score(
        statements=len(rows),
        first=sum(row.got[:1] == row.wanted[:1] for row in rows) / max(1, len(rows)),
        first_among=sum(bool(set(row.got[:1]) & set(row.wanted)) for row in rows) / max(1, len(rows)),
        precision=right / max(1, sum(len(row.got) for row in rows)),
        recall=right / max(1, sum(len(row.wanted) for row in rows)),
    )


def judged_of(labels: Path, sheet: Sheet, *, left_out: bool = False) -> Iterator[Judged]:
    """Each labelled statement of the file with what the rules give it; ValueError where the sheet has no such statement."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    projects = {project.project_no: project for project in sheet.projects}
    for project_no, wanted in groupby(rows, key=lambda row: row["project_no"]):
        project = projects[project_no]
        words = lexicon().without_origin(project.project_code) if left_out else lexicon()
        got = _marks_of(project, words)
        for row in wanted:
            key = (row["section"], row["text"])
            if key not in got:
                raise ValueError(f"{labels.name}: {sheet.document_id} has no statement {row['text'][:20]}…")
            yield Judged(
                labels.stem, project_no, _digest(sheet.document_id, project_no, *key), row["text"], tuple(row["viewpoints"]), got[key]
            )


def _marks_of(project: Project, words: Lexicon) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (statement.section, statement.text.text): tuple(c.viewpoint.mark for c in candidates if c.rank is not None)
        for statement, candidates in weighed_statements(project, words)
    }


def _digest(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def _report(title: str, judged: list[Judged]) -> None:
    print(f"\n{title}\n{'':24s}  count   top-1  among    prec.  recall     F1")
    by_sheet = sorted(judged, key=lambda row: (row.sheet, row.project_no))
    for (sheet, project_no), rows in groupby(by_sheet, key=lambda row: (row.sheet, row.project_no)):
        print(f"{sheet:16s} project {project_no}{score_of(rows).line()}".replace(f"project {project_no}", f"proj. {project_no} "))
    for sheet, rows in groupby(by_sheet, key=lambda row: row.sheet):
        print(f"{sheet:24s}{score_of(rows).line()}")
    by_project = sorted(judged, key=lambda row: row.project_no)
    if len({row.sheet for row in judged}) > 1:
        for project_no, rows in groupby(by_project, key=lambda row: row.project_no):
            print(f"{'all sheets':16s} proj. {project_no} {score_of(rows).line()}")
        print(f"{'all sheets':24s}{score_of(judged).line()}")


def _compare(judged: list[Judged], recorded: dict[str, list[str]]) -> None:
    known = [row for row in judged if row.key in recorded]
    if not known:
        print("\nno recorded run to compare with")
        return
    gains, losses = [], []
    for row in known:
        before, now, wanted = set(recorded[row.key]), set(row.got), set(row.wanted)
        gains += [(row, f"+{mark}") for mark in sorted((now - before) & wanted)] + [(row, f"-{m}") for m in sorted((before - now) - wanted)]
        losses += [(row, f"-{mark}") for mark in sorted((before - now) & wanted)] + [
            (row, f"+{m}") for m in sorted((now - before) - wanted)
        ]
    print(f"\nagainst the last recorded run ({len(known)} statements): {len(gains)} gains, {len(losses)} losses")
    for name, changes in (("gain", gains), ("loss", losses)):
        for row, change in changes:
            print(f"  {name} {change} {row.sheet} {row.project_no} [{''.join(row.wanted)}] {row.text[:60]}")


def _speed(sheets: Iterable[Sheet]) -> float:
    """Statements tokenised and linked per second of one core, the dictionary loaded and nothing remembered."""
    sheets = list(sheets)
    tokens.tokens_of("拠点")
    count, best = 0, float("inf")
    for _ in range(5):
        tokens.tokens_of.cache_clear()
        viewpoints.content_words.cache_clear()
        count = 0
        began = time.process_time()
        for sheet in sheets:
            for project in sheet.projects:
                count += len([tokens.tokens_of(statement.text.text) for statement in project.statements])
                viewpoints.links_of(project)
        best = min(best, time.process_time() - began)
    return count / best


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewpoints", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("labels", nargs="*", type=Path, help="label files (those of the invented wards and ../shared)")
    parser.add_argument("--sheets", type=Path, default=SHARED / "sheets", help="folder of the sheets' gold JSON (../shared/sheets)")
    parser.add_argument("--record", action="store_true", help="record this run as the one to compare with")
    parser.add_argument("--misses", action="store_true", help="show every statement whose links differ from its labels")
    arguments = parser.parse_args()
    files = arguments.labels or [*sorted((SHARED / "acceptance" / "viewpoints").glob("*.jsonl")), *sorted(OWN_LABELS.glob("*.jsonl"))]
    sheets = {path: sheet_from_gold(arguments.sheets / f"{path.stem}.json") for path in files}
    groups = {
        "agreed labels": [path for path in files if path.parent != OWN_LABELS],
        "development labels (one reader, invented wards)": [path for path in files if path.parent == OWN_LABELS],
    }
    everything: list[Judged] = []
    for name, paths in groups.items():
        if not paths:
            continue
        judged = [row for path in paths for row in judged_of(path, sheets[path])]
        everything += judged
        _report(name, judged)
        _report(f"{name}, left out", [row for path in paths for row in judged_of(path, sheets[path], left_out=True)])
        if arguments.misses:
            for row in judged:
                if set(row.got) != set(row.wanted):
                    print(f"  {row.sheet} {row.project_no} wanted {''.join(row.wanted)} got {''.join(row.got)}: {row.text}")
    _compare(everything, json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {})
    if arguments.record:
        lines = [f"{json.dumps(row.key)}: {json.dumps(row.got, ensure_ascii=False)}" for row in sorted(everything, key=lambda row: row.key)]
        RECORD.write_text("{\n" + ",\n".join(dict.fromkeys(lines)) + "\n}\n", encoding="utf-8")
    print(f"\n{_speed(sheets.values()):.0f} statements/s tokenised and linked on one core (processor time)")


if __name__ == "__main__":
    main()
