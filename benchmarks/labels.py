"""The sheets whose statements people linked to viewpoints: in go lines of labels, out come projects with the marks that are wanted."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.sheet.model import Project
from tests.support.gold_sheets import sheet_from_gold

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("KYOTEN_SHARED", HERE.parents[1] / "shared"))
OWN_LABELS = HERE / "viewpoint_labels"
OWN_SHEETS = HERE / "typeset" / "wards"


def labelled_projects(labels: Path) -> Iterator[tuple[Project, dict[tuple[str, int], tuple[str, ...]]]]:
    """Each project of the labelled sheet with the marks wanted for its statements by section and seq.

    Raises OSError where the sheet is not at hand; a labelled statement that it has not is named on the error stream.
    """
    rows: list[dict[str, Any]] = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    places = [folder / f"{labels.stem}.json" for folder in (OWN_SHEETS, SHARED / "sheets", SHARED / "more")]
    sheet = sheet_from_gold(next((place for place in places if place.exists()), places[-1]))
    projects = {project.project_no: project for project in sheet.projects}
    for project_no, wanted in groupby(rows, key=lambda row: row["project_no"]):
        of_text = {(s.section, s.text.text): (s.section, s.seq) for s in reversed(projects[project_no].statements)}
        found = {of_text.get((row["section"], row["text"])): tuple(row["viewpoints"]) for row in wanted}
        if None in found:
            print(f"{labels.name}: project {project_no} lacks labelled statements, which are left out", file=sys.stderr)
        yield projects[project_no], {key: marks for key, marks in found.items() if key}
