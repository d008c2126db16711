"""The rows of the curated tables as the report takes them: by document, in the contract's order.

In go the Arrow tables, out come the documents' rows as dictionaries by column name; only what the report shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import corrected_rows
from pipeline.rules.sections import CHALLENGES
from pipeline.sheet.model import LINKED_KINDS
from pipeline.text.years import years_of_era

SHOWN = (
    "overview", "projects", "goals", "prior_issues", "statements", "viewpoints", "statement_viewpoints", "tables", "table_cells",
    "figures", "facts", "defects",
)  # fmt: skip
OF_RELEASE = ("coverage", "corrections", "decisions")
NEEDED = ("documents", "sources", "terms", "issue_links", "indicators", "indicator_catalogue", *OF_RELEASE, *SHOWN)
CHAINED_STATEMENTS = 3
"""of this term beside each prior issue"""
LEAST_SHARED = 2
"""themes that a prior issue and a statement share to stand beside each other; one alone is often 課題 itself"""
TERMS_SHOWN = 10
SUREST = 0.99
"""probability; how much surer a character is, is not told"""
_KIND = {"final": "期末のまとめ", "interim": "中間の振り返り"}


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """A published sheet with its rows by table; ``source`` is the row of the file that it was read from."""

    row: Row
    source: Row | None
    tables: Mapping[str, Sequence[Row]]

    @property
    def document_id(self) -> str:
        return str(self.row["document_id"])

    @property
    def is_current(self) -> bool:
        return bool(self.row["is_current"])

    @property
    def ward(self) -> str:
        return str(self.row["ward"] or "区名なし")

    @property
    def years(self) -> str:
        """「令和３～７年度」, as officials write it."""
        return years_of_era(self.row["period_start"], self.row["period_end"]) or "対象期間なし"

    @property
    def url(self) -> str:
        """Where the PDF is published; "" where that is not known to be an address of the web, or a newer version lies there."""
        url = str((self.source or {}).get("url") or "") if self.is_current else ""
        return url if url.startswith(("https://", "http://")) else ""

    @property
    def term(self) -> str:
        """The period and kind that a reader filters by."""
        return f"{self.years} {self.kind}".strip()

    @property
    def kind(self) -> str:
        return _KIND.get(self.row["sheet_kind"] or "", "")

    @property
    def name(self) -> str:
        return f"{self.ward} {self.term}"

    @property
    def order(self) -> tuple[Any, ...]:
        """By ward, then by time; an interim sheet stands before the final one of its term."""
        row = self.row
        return (row["ward_code"] or "99999", self.ward, row["period_start"] or 0, row["period_end"] or 0, row["sheet_kind"] != "interim",
                not row["is_current"], self.document_id)  # fmt: skip

    def of(self, table: str, project_no: int) -> list[Row]:
        return [row for row in self.tables[table] if row["project_no"] == project_no]


def sure_of(row: Row) -> str:
    """How surely the least sure character of a row was read from a picture, as readers are told ("87%"); "" where the file gives its
    text, "≥99%" where all are sure."""
    confidence = row.get("confidence")
    if confidence is None:
        return ""
    return f"≥{100 * SUREST:.0f}%" if confidence >= SUREST else f"{int(100 * confidence)}%"


def documents_of(tables: Mapping[str, pa.Table]) -> list[DocumentRows]:
    """Every published document, sorted by ward and time."""
    corrections = tables["corrections"].to_pylist()
    rows = {name: by_document(corrected_rows(name, tables[name].to_pylist(), corrections)) for name in SHOWN}
    rows["terms"] = by_document(_characteristic(tables["terms"]))
    rows["issue_chains"] = by_document(_chains(tables))
    sources = {row["document_id"]: row for row in tables["sources"].to_pylist() if row["status"] == "published"}
    found = [
        DocumentRows(row, sources.get(row["document_id"]), {name: of.get(row["document_id"], ()) for name, of in rows.items()})
        for row in tables["documents"].to_pylist()
    ]
    return sorted(found, key=lambda document: document.order)


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document_id"]].append(row)
    return dict(found)


def _chains(tables: Mapping[str, pa.Table]) -> Iterator[Row]:
    """From each challenge of the term before to this term's prior issue and the statements that speak of the same; ``challenge``,
    ``prior_issue`` and the list ``statements`` are rows."""
    statements = {row["statement_id"]: row for row in tables["statements"].to_pylist()}
    issues = {(row["document_id"], row["project_no"], row["seq"]): row for row in tables["prior_issues"].to_pylist()}
    of_project: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in statements.values():
        if row["section"] not in CHALLENGES and row["kind"] in LINKED_KINDS:
            of_project[row["document_id"], row["project_no"]].append(row)
    for link in tables["issue_links"].to_pylist():
        if link["status"] != "rejected":
            issue = issues.get((link["document_id"], link["project_no"], link["prior_issue_seq"]))
            near = _sharing(issue, of_project[link["document_id"], link["project_no"]]) if issue else []
            yield {**link, "challenge": statements.get(link["statement_id"]), "prior_issue": issue, "statements": near}


def _sharing(issue: Row, statements: Iterable[Row]) -> list[Row]:
    """The statements of the issue's goal that share most themes with it."""
    goal_no = issue["goal_no"]
    own = [row for row in statements if goal_no is None or not row["goal_nos"] or goal_no in row["goal_nos"]]
    shared = {row["statement_id"]: len(set(issue["themes"]) & set(row["themes"])) for row in own}
    near = [row for row in own if shared[row["statement_id"]] >= LEAST_SHARED]
    return sorted(near, key=lambda row: (-shared[row["statement_id"]], row["order_no"]))[:CHAINED_STATEMENTS]


def _characteristic(terms: pa.Table) -> Iterator[Row]:
    """The highest of each project's section that are said at least twice; what is said once characterises nothing."""
    import pyarrow.compute as pc

    shown: dict[tuple[Any, ...], int] = defaultdict(int)
    often = terms.filter((pc.field("count") >= 2) & (pc.field("keyness") > 0))
    for row in sorted(often.to_pylist(), key=lambda row: (row["document_id"], row["project_no"], row["section"], row["rank"])):
        place = (row["document_id"], row["project_no"], row["section"])
        shown[place] += 1
        if shown[place] <= TERMS_SHOWN:
            yield row
