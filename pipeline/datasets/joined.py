"""The joined sheets that people open first: goals with their ratings, indicators by ward and year, statements with their viewpoints.

In go the curated tables, out come sheets of texts and numbers as officials write them, of the current documents alone and with the
values that people corrected. A goal's row has the ratings of the term before and the project's challenges with what became of them; of two
sheets that tell of one year the indicators are those of the newer term. Where somebody corrected what a row shows, a last column says what
is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import NOTE, corrected_rows
from pipeline.datasets.indicators import indicator_rows
from pipeline.datasets.links import consecutive_terms, is_challenge, links_between
from pipeline.form.kinds import kinds
from pipeline.rules.defects import section_name
from pipeline.rules.sections import CHALLENGES
from pipeline.text.years import era_year, term_of

SheetValue = str | float | int | None
CORRECTED = "訂正した年度"
CORRECTED_PARTS = "訂正した欄"
SECTIONS_SHOWN = ("bullet", "paragraph", "note")
"""kinds of statements that are rows; a heading stands beside what is below it"""
_SHEET_KINDS = {"final": "", "interim": "中間"}
_HOLDING = ("confirmed", "asserted")


@dataclass(frozen=True, slots=True)
class FrontColumn:
    """A column by its title; ``width`` is in Excel's half-width characters, a narrow one is set in its middle."""

    title: str
    width: int
    is_narrow: bool = False


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """A sheet by its title in a workbook and the name of its CSV file; the first ``pinned`` columns stay when it is scrolled."""

    title: str
    file: str
    columns: tuple[FrontColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]
    pinned: int


def front_sheets(tables: Mapping[str, pa.Table]) -> tuple[FrontSheet, ...]:
    """The three sheets, in the order in which they are shown."""
    read = _Read(tables)
    return goals_with_ratings(read), indicators_by_ward_and_year(tables), statements_with_viewpoints(read)


class _Read:
    """The rows of the tables that the sheets are made of, corrected, by document and project."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self.documents = [row for row in tables["documents"].to_pylist() if row["is_current"]]
        self.documents.sort(key=lambda row: (row["ward"] or "", row["period_start"] or 0, row["document_id"]))
        current = {row["document_id"] for row in self.documents}
        corrections = tables["corrections"].to_pylist()
        self._rows: dict[str, dict[tuple[str, int], list[Row]]] = {}
        for name in ("projects", "goals", "prior_issues", "statements", "viewpoints", "statement_viewpoints", "issue_links"):
            of = self._rows[name] = defaultdict(list)
            for row in corrected_rows(name, tables[name].to_pylist(), corrections):
                if row["document_id"] in current:
                    of[row["document_id"], row["project_no"]].append(row)
        pairs = list(consecutive_terms(self.documents))
        self.before = {document["document_id"]: before["document_id"] for document, before in pairs}
        pairs.sort(key=lambda pair: pair[0]["sheet_kind"] == "final")  # of the sheets that look back to one, the final one tells more
        self.after = {before["document_id"]: document["document_id"] for document, before in pairs}

    def of(self, name: str, document_id: str, project_no: int) -> list[Row]:
        return self._rows[name].get((document_id, project_no), [])

    def projects(self) -> Iterator[tuple[Row, Row, tuple[SheetValue, ...]]]:
        """Every project with its document, and the columns that all sheets begin with: ward, term, project."""
        for document in self.documents:
            for (document_id, no), (project, *_) in sorted(self._rows["projects"].items()):
                if document_id == document["document_id"]:
                    yield document, project, (document["ward"], term_label(document), f"{no} {project['title'] or ''}".strip())


def term_label(document: Row) -> str:
    """第3期 令和3～7年度, with 中間 where it is no final sheet; as much of it as the sheet prints."""
    number = f"第{document['term_no']}期" if document["term_no"] else ""
    years = term_of(document["period_start"], document["period_end"]) if document["period_start"] and document["period_end"] else ""
    return " ".join(part for part in (number, years, _SHEET_KINDS.get(document["sheet_kind"], "")) if part)


_Lines = tuple[tuple[FrontColumn, ...], tuple[tuple[SheetValue, ...], ...]]
_CORRECTED_PARTS = FrontColumn(CORRECTED_PARTS, 34)
_OPENING = (FrontColumn("区", 9), FrontColumn("期", 17), FrontColumn("事業", 15))


def _marked(columns: tuple[FrontColumn, ...], rows: Sequence[tuple[SheetValue, ...]], marks: Sequence[str], last: FrontColumn) -> _Lines:
    """The columns and rows with the marks as a last column, or as they are where nothing is marked."""
    if not any(marks):
        return columns, tuple(rows)
    return (*columns, last), tuple((*row, mark) for row, mark in zip(rows, marks, strict=True))


def _notes(*rows: Row) -> str:
    return "\n".join(row[NOTE] for row in rows if NOTE in row)


def goals_with_ratings(read: _Read) -> FrontSheet:
    """A row a goal."""
    columns: tuple[FrontColumn, ...] = (
        *_OPENING,
        FrontColumn("番号", 5, True),
        FrontColumn("目指す拠点の姿", 28),
        *(FrontColumn(title, 6, True) for title in ("評価 法人", "評価 区", "前期 法人", "前期 区")),
        FrontColumn("前期の課題", 34),
        FrontColumn("今期の課題とその後", 56),
    )
    rows, marks = [], []
    for document, project, opening in read.projects():
        key = (document["document_id"], project["project_no"])
        before = _goals_before(read, *key)
        challenges = "\n".join(_challenges(read, *key))
        for goal in read.of("goals", *key):
            issues = [row for row in read.of("prior_issues", *key) if row["goal_no"] in (None, goal["goal_no"])]
            former = before.get(goal["goal_no"], {})
            ratings = (goal["rating_operator"], goal["rating_ward"], former.get("rating_operator"), former.get("rating_ward"))
            told = "\n".join(f"{row['mark']}{row['text']}" for row in issues)
            rows.append((*opening, goal["mark"] or str(goal["goal_no"]), goal["text"], *ratings, told, challenges))
            said = [row for row in read.of("statements", *key) if row["section"] in CHALLENGES]
            earlier = f"前期 {former[NOTE]}" if NOTE in former else ""
            marks.append("\n".join(note for note in (_notes(project, goal), earlier, _notes(*issues, *said)) if note))
    columns, lines = _marked(columns, rows, marks, _CORRECTED_PARTS)
    return FrontSheet("目指す姿と評価", "00_goals_with_ratings.csv", columns, lines, 3)


def _goals_before(read: _Read, document_id: str, project_no: int) -> dict[int, Row]:
    """Each goal's row of the term before, by its number now."""
    old, new = read.of("goals", read.before.get(document_id, ""), project_no), read.of("goals", document_id, project_no)
    links = links_between([row["text"] for row in old], [row["text"] for row in new], merged=False)
    return {new[link.issue]["goal_no"]: old[link.challenge] for link in links if link.issue is not None and link.challenge is not None}


def _challenges(read: _Read, document_id: str, project_no: int) -> Iterator[str]:
    """The challenges of a project, each with what the sheet of the next term made of it."""
    following = read.after.get(document_id, "")
    issues = {row["seq"]: row["text"] for row in read.of("prior_issues", following, project_no)}
    links = defaultdict(list)
    for row in read.of("issue_links", following, project_no):
        links[row["statement_id"]].append(row)
    for row in read.of("statements", document_id, project_no):
        if is_challenge(row):
            yield f"{row['mark']}{row['text']}"
            told = () if any(kind.form(scanned=False).is_empty(row["text"]) for kind in kinds()) else links[row["statement_id"]]
            yield from (f"　→ {said}" for link in told if (said := _became(link, issues)))


def _became(link: Row, issues: Mapping[int, str]) -> str:
    """What the next term's sheet made of a challenge; empty where a person said that the two have nothing to do with each other."""
    if link["status"] == "rejected":
        return ""
    if link["relation"] == "unmatched_challenge":
        return "次期のシートに対応する課題は見つかりませんでした"
    if link["relation"] == "verbatim":
        return "次期のシートに同じ文で引き継がれています"
    return f"次期{'' if link['status'] in _HOLDING else '(候補)'}:「{issues.get(link['prior_issue_seq'], '')}」"


def indicators_by_ward_and_year(tables: Mapping[str, pa.Table]) -> FrontSheet:
    """A row an indicator and ward, a column a year; a year that no sheet tells of is empty. Where a value is made from a number that
    somebody corrected, or is there no more since then, a last column names the years."""
    titles = {row["indicator_code"]: row for row in tables["indicator_catalogue"].to_pylist()}
    current = {row["document_id"]: row for row in tables["documents"].to_pylist() if row["is_current"]}
    rows = corrected_rows("indicators", tables["indicators"].to_pylist(), tables["corrections"].to_pylist())
    found = [row for row in rows if row["document_id"] in current]
    found.sort(key=lambda row: _age(current[row["document_id"]], row))
    cells: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for row in found:
        cells[row["indicator_code"], row["ward"]][row["fiscal_year"]] = row
    gone = _corrected_away(tables, cells)
    years = sorted({year for of in (*cells.values(), *gone.values()) for year in of})
    lines, marks = [], []
    for key in sorted({*cells, *gone}):
        of, (code, ward) = cells.get(key, {}), key
        values = (of[year]["value"] if year in of else None for year in years)
        lines.append((titles[code]["title_ja"], titles[code]["unit"], ward, *values))
        marks.append("、".join(map(_year_title, sorted(_corrected_years(of) | gone.get(key, set())))))
    of_years = (FrontColumn(_year_title(year), 11) for year in years)
    columns: tuple[FrontColumn, ...] = (FrontColumn("指標", 34), FrontColumn("単位", 9, True), FrontColumn("区", 10), *of_years)
    columns, marked = _marked(columns, lines, marks, FrontColumn(CORRECTED, 16))
    return FrontSheet("指標(区と年度)", "00_indicators_by_ward_and_year.csv", columns, marked, 3)


def _corrected_years(rows: Mapping[int, Row]) -> set[int]:
    return {year for year, row in rows.items() if row["is_corrected"] or NOTE in row}


def _year_title(year: int) -> str:
    return f"{era_year(year)}年度"


def _corrected_away(tables: Mapping[str, pa.Table], cells: Mapping[tuple[str, str], Mapping[int, Row]]) -> dict[tuple[str, str], set[int]]:
    """The years of each indicator and ward for which the sheets print a value, and that have none since a number was corrected."""
    applied = {row["row_id"] for row in tables["corrections"].to_pylist() if row["state"] == "applied"}
    named = {row_id.split("/")[1] for row_id in applied if row_id.startswith("facts/")}
    current = {row["document_id"] for row in tables["documents"].to_pylist() if row["is_current"]} & named
    gone: dict[tuple[str, str], set[int]] = defaultdict(set)
    if current:
        facts = tables["facts"].filter(pc.is_in(tables["facts"]["document_id"], pa.array(sorted(current))))
        for row in indicator_rows(tables["documents"], tables["projects"], facts)[0]:
            key = (row["indicator_code"], row["ward"])
            if row["fiscal_year"] not in cells.get(key, {}):
                gone[key].add(row["fiscal_year"])
    return dict(gone)


def _age(document: Row, row: Row) -> tuple[Any, ...]:
    """The newest last: of one term the final sheet behind the interim one, and the year's end before the year."""
    return document["period_start"] or 0, document["sheet_kind"] == "final", row["period_kind"] == "fiscal_year", row["document_id"]


def statements_with_viewpoints(read: _Read) -> FrontSheet:
    """A row a statement; beside it the viewpoints that it is sure to answer, and the marks of those that it may."""
    columns: tuple[FrontColumn, ...] = (
        *_OPENING,
        FrontColumn("欄", 13),
        FrontColumn("見出し", 20),
        FrontColumn("記号", 5, True),
        FrontColumn("記述", 60),
        FrontColumn("姿の番号", 6, True),
        FrontColumn("振り返りの視点", 36),
        FrontColumn("視点の候補", 9, True),
    )
    rows, marks = [], []
    for document, project, opening in read.projects():
        key = (document["document_id"], project["project_no"])
        viewpoints = {row["viewpoint_no"]: row for row in read.of("viewpoints", *key)}
        links = defaultdict(list)
        for link in sorted(read.of("statement_viewpoints", *key), key=lambda row: row["rank"]):
            links[link["statement_id"]].append(link)
        for row in sorted(read.of("statements", *key), key=lambda row: row["order_no"]):
            if row["kind"] in SECTIONS_SHOWN:
                own = links[row["statement_id"]]
                sure = _viewpoints(own, viewpoints, lambda status: status in _HOLDING, "{mark} {text}", "\n")
                maybe = _viewpoints(own, viewpoints, lambda status: status == "suggested", "{mark}", "、")
                numbers = "、".join(map(str, row["goal_nos"]))
                said = (section_name(row["section"], "ja"), row["heading"], row["mark"], row["text"])
                rows.append((*opening, *said, numbers, sure, maybe))
                marks.append(_notes(project, row))
    columns, lines = _marked(columns, rows, marks, _CORRECTED_PARTS)
    return FrontSheet("記述(視点つき)", "00_statements_with_viewpoints.csv", columns, lines, 3)


def _viewpoints(links: Iterable[Row], of: Mapping[int, Row], is_meant: Callable[[str], bool], form: str, between: str) -> str:
    meant: Sequence[Row] = [of[link["viewpoint_no"]] for link in links if is_meant(link["status"]) and link["viewpoint_no"] in of]
    return between.join(form.format(mark=row["mark"], text=row["text"]).strip() for row in meant)
