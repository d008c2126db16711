"""Sheets as a perfect reader would give them, built from the gold truth of a development sheet.

The gold has no places on a page, so each text gets a made-up box: one line each, top to bottom, 60 lines to a page of
A4. Kinds, levels, headings, goal numbers and reading order follow the data contract. Rooms behind the parser (facts,
narrative, datasets, report) are tested with these, whatever the parser can do.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.typeset.form import spread
from pipeline.sheet.model import (
    Accounting,
    DataTable,
    Goal,
    OverviewRow,
    PrintedFigure,
    PriorIssue,
    Project,
    Section,
    Sheet,
    Statement,
    TableCell,
    Viewpoint,
)
from pipeline.values import Box, Printed

SHEETS = Path(__file__).resolve().parents[2].parent / "shared" / "sheets"
GOLD_IDS = ("hoshikawa-r5", "midoridai-r7", "minatomi-r2", "nishi-r7")
PROJECT_CODES = ("ibasho", "sodan", "joho", "network", "jinzai", "support_system", "riyosha_shien")

_PAGE = (595.0, 842.0)
_LINES_A_PAGE = 60
_MARK = re.compile(r"^(?:[・･○〇●■□◆※⇒→-]|[(（]\d{1,2}[)）]|\d{1,2}[.．](?!\d)|[①-⑳])")


def gold_path(gold_id: str) -> Path:
    """The gold file of a development sheet; skips the test where the development sheets are absent."""
    path = SHEETS / f"{gold_id}.json"
    if not path.exists():
        pytest.skip(f"development sheet {gold_id} is not here")
    return path


@dataclass
class _Pen:
    """Hands out boxes line by line, and reading-order numbers for one project."""

    line: int = 0
    order: int = 0
    seqs: dict[str, int] = field(default_factory=dict)

    def box(self) -> Box:
        page, at = divmod(self.line, _LINES_A_PAGE)
        self.line += 1
        y = 60.0 + 12.0 * at
        return Box(page + 1, 60.0, y, 540.0, y + 10.0)

    def printed(self, text: str) -> Printed:
        return Printed(text, (self.box(),))

    def next_order(self) -> int:
        self.order += 1
        return self.order

    def next_seq(self, section: str) -> int:
        self.seqs[section] = self.seqs.get(section, 0) + 1
        return self.seqs[section]


def split_mark(text: str) -> tuple[str, str]:
    """("○", "…") of "○…"; an empty mark where there is none."""
    found = _MARK.match(text)
    return (found[0], text[found.end() :].lstrip()) if found else ("", text)


def _rating(raw: str | None) -> str | None:
    folded = unicodedata.normalize("NFKC", raw or "")
    return folded if folded in ("A", "B", "C", "D") else None


def _number(mark: str) -> int | None:
    found = re.search(r"\d+", unicodedata.normalize("NFKC", mark))
    return int(found[0]) if found else None


def _cells(pen: _Pen, rows: list[list[Any]]) -> tuple[tuple[TableCell, ...], int]:
    cells = spread(rows)
    made = (TableCell(r, c, rowspan, colspan, Printed(text, (pen.box(),))) for (r, c), (rowspan, colspan, text) in cells.items())
    return tuple(made), max(c + colspan for (_, c), (_, colspan, _) in cells.items())


def _box_a_page(boxes: list[Box]) -> tuple[Box, ...]:
    pages = sorted({b.page for b in boxes})
    return tuple(
        Box(
            page,
            min(b.x0 for b in boxes if b.page == page),
            min(b.y0 for b in boxes if b.page == page),
            max(b.x1 for b in boxes if b.page == page),
            max(b.y1 for b in boxes if b.page == page),
        )
        for page in pages
    )


@dataclass
class _Blocks:
    statements: list[Statement] = field(default_factory=list)
    tables: list[DataTable] = field(default_factory=list)
    figures: list[PrintedFigure] = field(default_factory=list)


def _operator_reason(pen: _Pen, blocks: list[dict[str, Any]], out: _Blocks) -> None:
    section: Section = "operator_reason"
    heading: str | None = None
    heading_no: int | None = None
    subheading: str | None = None
    parent: int | None = None

    def add(kind: Any, mark: str, text: str, level: int = 0) -> int:
        seq = pen.next_seq(section)
        out.statements.append(
            Statement(
                section=section,
                seq=seq,
                order_no=pen.next_order(),
                kind=kind,
                level=level,
                parent_seq=parent if level else None,
                mark=mark,
                text=pen.printed(text),
                heading=heading,
                heading_no=heading_no,
                subheading=subheading if kind != "heading" else None,
                goal_nos=(heading_no,) if heading_no else (),
            )
        )
        return seq

    for block in blocks:
        mark = block.get("mark") or ""
        match block["k"]:
            case "head":
                bare = block["text"]
                heading = bare[1:-1] if bare.startswith("【") and bare.endswith("】") else bare
                heading_no, subheading, parent = _number(mark), None, None
                add("heading", mark, heading)
            case "subhead":
                subheading = block["text"]
                add("subheading", mark, block["text"])
            case "note":
                add("note", "", block["text"])
            case "li":
                level = block.get("level", 0)
                seq = add("bullet" if mark else "paragraph", mark, block["text"], level)
                parent = seq if level == 0 else parent
            case "table":
                order_no = pen.next_order()
                caption = pen.printed(block["caption"]) if block.get("caption") else None
                cells, n_cols = _cells(pen, block["rows"])
                out.tables.append(
                    DataTable(
                        table_no=len(out.tables) + 1,
                        order_no=order_no,
                        section=section,
                        caption=caption,
                        caption_in_grid=False,
                        n_rows=len(block["rows"]),
                        n_cols=n_cols,
                        heading_no=heading_no,
                        goal_nos=(heading_no,) if heading_no else (),
                        cells=cells,
                        boxes=_box_a_page([b for c in cells for b in c.text.boxes]),
                    )
                )
            case "chart":
                text = " ".join(f"{bar['label']} {bar['value']}" for bar in block["bars"])
                out.figures.append(
                    PrintedFigure(
                        figure_no=len(out.figures) + 1,
                        order_no=pen.next_order(),
                        section=section,
                        text=pen.printed(text),
                        caption=pen.printed(block["caption"]) if block.get("caption") else None,
                    )
                )
            case other:
                raise ValueError(f"unknown block {other}")


def _plain(pen: _Pen, section: Section, mark: str, text: str, goal_nos: tuple[int, ...]) -> Statement:
    return Statement(
        section=section,
        seq=pen.next_seq(section),
        order_no=pen.next_order(),
        kind="bullet" if mark else "paragraph",
        level=0,
        parent_seq=None,
        mark=mark,
        text=pen.printed(text),
        heading=None,
        heading_no=None,
        subheading=None,
        goal_nos=goal_nos,
    )


def _project(pen: _Pen, gold: dict[str, Any]) -> Project:
    pen.order, pen.seqs = 0, {}
    out = _Blocks()
    title = pen.printed(gold["title"])
    goals = []
    for goal_no, g in enumerate(gold["goals"], 1):
        text = pen.printed(g["text"])
        box = text.boxes[0]
        goals.append(
            Goal(
                goal_no=goal_no,
                mark=g.get("mark") or "",
                text=text,
                rating_operator=_rating(g["operator"]),
                rating_ward=_rating(g["ward"]),
                rating_operator_raw=g["operator"],
                rating_ward_raw=g["ward"],
                boxes_operator=(box._replace(x0=541.0, x1=550.0),),
                boxes_ward=(box._replace(x0=551.0, x1=560.0),),
            )
        )
    split = [i for i, count in enumerate(gold.get("prior_split") or [], 1) for _ in range(count)]
    term = re.search(r"[0-9０-９]+期目?|前期", gold.get("prior_label") or "")
    prior_issues = []
    for i, issue in enumerate(gold["prior_issues"]):
        mark, said = split_mark(issue)
        prior_issues.append(
            PriorIssue(
                seq=i + 1,
                mark=mark,
                text=pen.printed(said),
                goal_no=split[i] if split else None,
                term=term[0] if term else None,
            )
        )
    _operator_reason(pen, gold["operator_reason"], out)
    for s in gold["ward_reason"]:
        out.statements.append(_plain(pen, "ward_reason", s["mark"] or "", s["text"], tuple(s["goals"])))
    sections: tuple[tuple[str, Section], ...] = (("outcomes", "outcome"), ("challenges", "challenge"))
    for key, section in sections:
        for statement in gold[key]:
            mark, said = split_mark(statement)
            out.statements.append(_plain(pen, section, mark, said, ()))
    viewpoints = tuple(Viewpoint(n, v["mark"], pen.printed(v["text"])) for n, v in enumerate(gold["viewpoints"], 1))
    return Project(
        project_no=gold["no"],
        project_code=PROJECT_CODES[gold["no"] - 1],
        title=title,
        goals=tuple(goals),
        prior_issues=tuple(prior_issues),
        statements=tuple(out.statements),
        tables=tuple(out.tables),
        figures=tuple(out.figures),
        viewpoints=viewpoints,
    )


def sheet_from_gold(path: Path, *, document_id: str | None = None) -> Sheet:
    """The sheet that a perfect parser gives for the gold file at ``path``; ``document_id`` defaults to the gold's id."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    pen = _Pen()
    overview: list[OverviewRow] = []
    for label, paragraphs in gold["overview"]:
        for text in paragraphs:
            overview.append(OverviewRow(len(overview) + 1, label, pen.printed(text)))
    projects = tuple(_project(pen, p) for p in gold["projects"])
    pages = (pen.line - 1) // _LINES_A_PAGE + 1
    term = re.search(r"\d+", unicodedata.normalize("NFKC", gold["term_label"]))
    text = json.dumps(gold, ensure_ascii=False)
    return Sheet(
        document_id=document_id or gold["id"],
        source_sha256=hashlib.sha256((document_id or gold["id"]).encode()).hexdigest(),
        page_count=pages,
        page_sizes=(_PAGE,) * pages,
        text_source="digital",
        form=gold["form"],
        form_title=gold["form_title"],
        title=gold["title"],
        ward=gold["ward"],
        sheet_kind="interim" if "中間" in gold["term_label"] else "final",
        term_no=int(term[0]) if term else None,
        period_start=gold["period"][0],
        period_end=gold["period"][1],
        operator=gold["operator"],
        ward_office=gold["ward_office"],
        conducted=gold["conducted"],
        overview=tuple(overview),
        projects=projects,
        accounting=Accounting(chars_total=len(text), chars_unaccounted=0, chars_hidden=0),
        pages=(),
        defects=(),
    )
