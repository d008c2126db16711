"""What a person decided of a statement and a viewpoint stands, whatever the rules found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.decided import decide_links, decided_viewpoint_links
from pipeline.datasets.decisions import LinkDecision
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection
from tests.support.two_terms import two_terms_tables

SAID = {"reason": "読んで確かめた", "who": "担当", "when": "2026-04-01"}


def tables() -> tuple[pa.Table, pa.Table, pa.Table]:
    found = good_collection().tables
    return found["statement_viewpoints"], found["statements"], coded(found["viewpoints"])


def coded(viewpoints: pa.Table) -> pa.Table:
    """The viewpoints with codes such as p1.v2."""
    numbers = zip(viewpoints["project_no"].to_pylist(), viewpoints["viewpoint_no"].to_pylist(), strict=True)
    codes = pa.array([f"p{project_no}.v{no}" for project_no, no in numbers])
    at = viewpoints.schema.get_field_index("viewpoint_code")
    return viewpoints.set_column(at, viewpoints.schema.field(at), codes)


def of(statement: str, rows: pa.Table) -> list[tuple[Any, ...]]:
    return [
        (row["viewpoint_no"], row["rank"], row["rule"], row["status"], row["probability"])
        for row in rows.to_pylist()
        if row["statement_id"] == statement
    ]


def test_a_confirmed_and_a_rejected_link_keep_their_places() -> None:
    links, statements, viewpoints = tables()
    (text,) = {row["text"] for row in statements.to_pylist() if row["statement_id"] == "aoi-r7/1/operator_reason/2"}
    decisions = [LinkDecision(text, "rejected", viewpoint="p1.v2", **SAID), LinkDecision(text, "confirmed", viewpoint="p1.v1", **SAID)]
    decided = decided_viewpoint_links(links, statements, viewpoints, decisions)
    assert of("aoi-r7/1/operator_reason/2", decided) == [(1, 2, "likeness", "confirmed", 0.3), (2, 1, "theme:father", "rejected", 0.95)]
    assert decided.schema.equals(links.schema)
    assert decided.num_rows == links.num_rows


def test_a_link_that_only_a_person_made_comes_after_the_others() -> None:
    links, statements, viewpoints = tables()
    row = next(row for row in statements.to_pylist() if row["statement_id"] == "aoi-r7/1/challenge/1")
    decisions = [LinkDecision(row["content_id"], "confirmed", viewpoint="p1.v1", **SAID)]
    decided = decided_viewpoint_links(links, statements, viewpoints, decisions)
    assert of("aoi-r7/1/challenge/1", decided) == [(1, 1, "person", "confirmed", None)]
    assert decided["statement_id"].to_pylist() == sorted(decided["statement_id"].to_pylist())


def test_what_nobody_decided_and_what_is_no_viewpoint_changes_nothing() -> None:
    links, statements, viewpoints = tables()
    assert decided_viewpoint_links(links, statements, viewpoints, []) is links
    stale = [LinkDecision("どこにもない文", "confirmed", viewpoint="p1.v1", **SAID), LinkDecision("x", "rejected", issue="y", **SAID)]
    assert decided_viewpoint_links(links, statements, viewpoints, stale) is links


def test_tables_in_a_folder_are_written_as_decided_and_the_others_stay(tmp_path: Path) -> None:
    found = two_terms_tables() | {"viewpoints": coded(two_terms_tables()["viewpoints"])}
    write_tables(found, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.parquet")}
    decide_links(tmp_path, [])
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.parquet")} == before
    link = next(row for row in found["issue_links"].to_pylist() if row["relation"] == "reworded")
    challenge = next(row for row in found["statements"].to_pylist() if row["statement_id"] == link["statement_id"])
    key = (link["document_id"], link["project_no"], link["prior_issue_seq"])
    issue = next(row for row in found["prior_issues"].to_pylist() if (row["document_id"], row["project_no"], row["seq"]) == key)
    decisions = [
        LinkDecision(challenge["content_id"], "rejected", issue=issue["content_id"], **SAID),
        LinkDecision(challenge["content_id"], "confirmed", viewpoint=f"p{challenge['project_no']}.v1", **SAID),
    ]
    for _ in range(2):
        decide_links(tmp_path, decisions)
        issues, viewpoints = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("issue_links", "statement_viewpoints"))
        rejected = [row for row in issues.to_pylist() if row["status"] == "rejected"]
        assert [(row["statement_id"], row["prior_issue_seq"]) for row in rejected] == [(link["statement_id"], link["prior_issue_seq"])]
        assert [status for *_, status, _ in of(challenge["statement_id"], viewpoints)] == ["confirmed"]
    changed = {name for name, was in before.items() if (tmp_path / name).read_bytes() != was}
    assert changed == {"issue_links.parquet", "statement_viewpoints.parquet"}
