"""Each subject against the floor and against pdfplumber, sheet by sheet; the median sheet's ratio is the result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.subjects import SUBJECTS
from benchmarks.timing import Lap, laps

ROOT = Path(__file__).resolve().parents[1]
SHEETS = ROOT.parent / "shared" / "sheets"
SAMPLES = ROOT / "raw"


def development_sheets() -> list[Path]:
    """The development sheets beside the project; where they are not, the project's samples."""
    return sorted(SHEETS.glob("*.pdf")) or sorted(SAMPLES.glob("*.pdf"))


def measured(paths: Sequence[Path], names: Sequence[str], rounds: int, slow_rounds: int) -> dict[str, Any]:
    """The figures of all subjects that are there."""
    there = [name for name in names if SUBJECTS[name].is_there]
    timed = list(laps(paths, there, rounds, slow_rounds))
    return {
        "sheets": len(timed),
        "pages": sum(lap.pages for lap in timed),
        "subjects": {name: _figures(name, timed) for name in there},
        "missing": [name for name in names if name not in there],
        "laps": [
            {"sheet": lap.sheet, "pages": lap.pages, "cpu_ms": {name: round(one.cpu * 1000, 1) for name, one in lap.times.items()}}
            for lap in timed
        ],
    }


def _figures(name: str, timed: Sequence[Lap]) -> dict[str, Any]:
    def ratio(other: str) -> float | None:
        of = [lap.times[name].cpu / lap.times[other].cpu for lap in timed if other in lap.times]
        return round(median(of), 3) if of else None

    total = sum(lap.times[name].cpu for lap in timed)
    of_floor = [lap.times[name].cpu / lap.times["floor"].cpu for lap in timed if "floor" in lap.times]
    return {
        "says": SUBJECTS[name].says,
        "of_floor": ratio("floor"),
        "of_floor_range": [round(min(of_floor), 3), round(max(of_floor), 3)] if of_floor else None,
        "of_pdfplumber": ratio("pdfplumber"),
        "of_pdfplumber_chars": ratio("pdfplumber chars"),
        "pages_a_second": round(sum(lap.pages for lap in timed) / total, 1),
        "wall_of_cpu": round(sum(lap.times[name].wall for lap in timed) / total, 2),
        "peak_mib": round(max(lap.times[name].peak for lap in timed) / 2**20),
    }


def lines(figures: dict[str, Any]) -> list[str]:
    """The figures as a table in Markdown."""
    out = [
        f"{figures['sheets']} sheets, {figures['pages']} pages. Ratios of processor time on the median sheet; range over all sheets.",
        "",
        "| subject | of the floor | range | pdfplumber / subject | of pdfplumber's characters | pages/s | peak MiB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, one in figures["subjects"].items():
        low, high = one["of_floor_range"] or ("", "")
        faster = f"{1 / one['of_pdfplumber']:.1f}x" if one["of_pdfplumber"] else ""
        chars = f"{one['of_pdfplumber_chars']:.2f}" if one["of_pdfplumber_chars"] else ""
        floor = f"{one['of_floor']:.2f}" if one["of_floor"] else ""
        out.append(f"| {name}: {one['says']} | {floor} | {low}–{high} | {faster} | {chars} | {one['pages_a_second']} | {one['peak_mib']} |")
    if figures["missing"]:
        out += ["", f"Not installed, so not measured: {', '.join(figures['missing'])}."]
    return out
