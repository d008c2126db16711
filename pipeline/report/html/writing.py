"""The report put together and written: the page with its views, each sheet compressed, the search index, the charts.

A sheet's texts pass through Jinja's escaping, and the page forbids every script but its own and every address but that of
its pictures, so a sheet can neither run anything nor call anywhere.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import corrected_rows
from pipeline.files import write_whole
from pipeline.releases.panel import missing_lines, panel_of
from pipeline.report.comparison.lines import relation_of
from pipeline.report.html.about import About, about_of
from pipeline.report.html.charts import libraries
from pipeline.report.html.overlays import Overlay, overlays_of
from pipeline.report.html.pictures import PagePictures, Pictures, Workers, draw, in_this_process
from pipeline.report.html.ratings import rating_grids
from pipeline.report.html.rows import OF_RELEASE, DocumentRows, documents_of, sure_of
from pipeline.report.html.series import indicator_series
from pipeline.report.html.sheet import sheet_view
from pipeline.report.html.steps import Step, steps_of
from pipeline.report.templates import environment
from pipeline.rules.defects import section_name
from pipeline.rules.sections import SECTIONS
from pipeline.rules.spoken import Sentence
from pipeline.text.years import day_of_era, year_of_era
from pipeline.values import Defect

if TYPE_CHECKING:
    import jinja2

FOLDER_SUFFIX = "-pages"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file and its size, the folder of pictures if there is one, and which pictures are missing and why."""

    path: Path
    size: int
    documents: int
    folder: Path | None
    faults: tuple[Sentence, ...]
    undrawn: tuple[tuple[str, Defect], ...] = ()
    """Pages with a placeholder in place of their picture, each with the file that it is of."""


def write_report(
    tables: Mapping[str, pa.Table],
    raw: Path,
    output: Path,
    pictures: Pictures = "auto",
    workers: Workers = in_this_process,
    made_on: str = "",
) -> Written:
    """Writes the report on the curated tables; ``workers`` draw the pages, ``made_on`` is the day that it names (YYYY-MM-DD). Raises
    OSError where the disk does not take it."""
    documents = documents_of(tables)
    output.parent.mkdir(parents=True, exist_ok=True)
    beside = output.parent / f"{output.stem}{FOLDER_SUFFIX}"
    drawn = draw(documents, raw, beside, pictures, workers)
    of_release = {name: tables[name].to_pylist() for name in OF_RELEASE}
    indicators = corrected_rows("indicators", tables["indicators"].to_pylist(), of_release["corrections"])
    catalogue = tables["indicator_catalogue"].to_pylist()
    about = about_of(documents, tables["sources"].to_pylist(), made_on)
    text = as_html(about, drawn, of_release, overlays_of(documents, indicators, catalogue), steps_of(documents, indicators, catalogue))
    write_whole(output, text)
    in_folder = any(found.folder for found in drawn)
    faults = tuple(found.fault for found in drawn if found.fault)
    names = {document.document_id: (document.source or {}).get("source_file", "") for document in documents}
    undrawn = tuple((names[found.document_id], defect) for found in drawn for defect in found.undrawn)
    return Written(output, len(text.encode()), len(documents), beside if in_folder else None, faults, undrawn)


def as_html(
    about: About, drawn: Sequence[PagePictures], of_release: Mapping[str, Sequence[Row]], overlays: Sequence[Overlay], steps: Sequence[Step]
) -> str:
    """The whole page. ``of_release`` are the rows of coverage and decisions."""
    documents, covered = about.documents, of_release.get("coverage", ())
    scripts = [libraries(), _file("report.js")]
    return _template("report.html.j2").render(
        about=about,
        documents=documents,
        terms=_terms(documents),
        chunks=[_Chunk(_packed(_sheet_html(document)), _packed(_search(document))) for document in documents],
        facts=[(no, title, _packed(text)) for no, title, text in _facts(documents)],
        overlays=[(no, _packed(text)) for no, text in _overlays(overlays)],
        steps=[(step, _packed(_template("step.html.j2").render(step=step))) for step in steps],
        drawn=drawn,
        index=_as_json(_index(documents, drawn)),
        grids=rating_grids(documents),
        coverage=panel_of(covered, "ja") if covered else None,
        missing=list(missing_lines(covered, "ja")),
        decisions=of_release.get("decisions", ()),
        style=_file("style.css"),
        scripts=scripts,
        hashes=[_hash(script) for script in scripts],
        chart=_as_json(json.loads(_file("chart.json"))),
    )


def _terms(documents: Sequence[DocumentRows]) -> list[str]:
    """The periods and kinds to filter by, the newest first."""
    current = [document for document in documents if document.is_current]
    ordered = sorted(current, key=lambda document: (document.row["period_end"] or 0, document.row["period_start"] or 0, document.kind))
    return list(dict.fromkeys(document.term for document in reversed(ordered)))


def _overlays(overlays: Sequence[Overlay]) -> Iterator[tuple[int, str]]:
    """For each project the charts and numbers of its indicators, as HTML."""
    for project_no in sorted({overlay.project_no for overlay in overlays}):
        own = [overlay for overlay in overlays if overlay.project_no == project_no]
        yield project_no, _template("overlays.html.j2").render(overlays=own)


@dataclass(frozen=True, slots=True)
class _Chunk:
    sheet: str
    search: str


def _sheet_html(document: DocumentRows) -> str:
    return _template("sheet.html.j2").render(sheet=sheet_view(document))


def _search(document: DocumentRows) -> str:
    """The index of one sheet: what can be found, as ``[row_id, project_no, section, mark, text, how surely read]``."""
    found = []
    for name in ("statements", "goals", "prior_issues"):
        for row in document.tables[name]:
            section = row["section"] if name == "statements" else name
            found.append([row["row_id"], row["project_no"], section, row["mark"], row["text"], sure_of(row)])
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _facts(documents: Sequence[DocumentRows]) -> Iterator[tuple[int, str, str]]:
    """For each project the small multiples of all current sheets, as HTML."""
    current = [document for document in documents if document.is_current]
    for project_no in sorted({row["project_no"] for document in current for row in document.tables["facts"]}):
        wards = [(document, indicator_series(document.of("facts", project_no))) for document in current]
        titles = [row["title"] for document in current for row in document.of("projects", project_no) if row["title"]]
        html = _template("facts.html.j2").render(wards=[ward for ward in wards if ward[1]])
        yield project_no, titles[-1] if titles else "", html


def _index(documents: Sequence[DocumentRows], drawn: Sequence[PagePictures]) -> dict[str, Any]:
    return {
        document.document_id: {
            "n": number,
            "name": document.name,
            "current": document.is_current,
            "ward": document.ward,
            "term": document.term,
            "latest": "1" if document.row["is_latest"] else "",
            "file": (document.source or {}).get("source_file", ""),
            "sizes": [[round(size["width"], 2), round(size["height"], 2)] for size in document.row["page_sizes"] or ()],
            "folder": pictures.folder,
            "url": document.url,
            "projects": {row["project_no"]: row["title"] or "" for row in document.tables["projects"]},
        }
        for number, (document, pictures) in enumerate(zip(documents, drawn, strict=True))
    }


def _as_json(value: Any) -> str:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _boxes(boxes: Sequence[Row] | None) -> str:
    """``page x0 y0 x1 y1`` for each box, to a point: the frame is drawn two points outside it."""
    edges = ("x0", "y0", "x1", "y1")
    return ";".join(" ".join([str(box["page"]), *(f"{box[edge]:.0f}" for edge in edges)]) for box in boxes or () if box)


def _rating_boxes(goal: Row) -> str:
    """The boxes of both ratings, each behind whose it is."""
    parties = (("法人", goal["boxes_operator"]), ("区", goal["boxes_ward"]))
    return "|".join(f"{who}:{_boxes(boxes)}" for who, boxes in parties if boxes)


def _points(series: Any) -> str:
    return json.dumps(
        [[point.label, point.value, point.raw, point.is_part, point.row_id] for point in series.points],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _file(name: str) -> str:
    return files("pipeline.report.html").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    made = environment("pipeline.report.html", "templates")
    made.filters["boxes"] = _boxes
    made.filters["points"] = _points
    made.filters["sure"] = sure_of
    made.filters["ratings"] = _rating_boxes
    made.filters["as_json"] = lambda value: json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))
    made.filters["era"] = lambda year, short=False: year_of_era(year, short=short)
    made.filters["day"] = lambda day: day_of_era(day or "")
    made.filters["relation"] = lambda row: relation_of(row["relation"], row["status"])
    made.globals["sections"] = SECTIONS
    made.filters["section"] = lambda code: section_name(code, "ja")
    return made


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


def _packed(text: str) -> str:
    """A text in gzip and base64, a quarter of its size, which the browser unpacks when it is wanted; the same text gives the same."""
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")
