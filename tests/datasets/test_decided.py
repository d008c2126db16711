"""What a person decided of a statement and a viewpoint stands, whatever the rules found."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from pipeline.datasets.decided import decided_viewpoint_links
from pipeline.datasets.decisions import LinkDecision
from tests.support.small_sheet import good_collection

SAID = {"reason": "読んで確かめた", "who": "担当", "when": "2026-04-01"}


def tables() -> tuple[pa.Table, pa.Table, pa.Table]:
    found = good_collection().tables
    viewpoints = found["viewpoints"]
    numbers = zip(viewpoints["project_no"].to_pylist(), viewpoints["viewpoint_no"].to_pylist(), strict=True)
    codes = pa.array([f"p{project_no}.v{no}" for project_no, no in numbers])
    at = viewpoints.schema.get_field_index("viewpoint_code")
    viewpoints = viewpoints.append_column("viewpoint_code", codes) if at < 0 else viewpoints.set_column(at, "viewpoint_code", codes)
    return found["statement_viewpoints"], found["statements"], viewpoints


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
