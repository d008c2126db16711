"""How what people decided acts on the links from statements to viewpoints.

A confirmed or rejected link keeps its row, its rank and its probability; one that the rules had not found gets a row of its own, after
the others. The same words in another sheet of the collection are the same statement, so a decision holds wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import Row, schema
from pipeline.datasets.decisions import LinkDecision
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.identity import row_id
from pipeline.datasets.links import issue_link_rows
from pipeline.datasets.parquet import table_in, write_batches

LinkVerdict = Literal["confirmed", "rejected"]
PERSON = "person"
"""the rule of a link that only a person made"""


def decide_links(folder: Path, decisions: Sequence[LinkDecision]) -> None:
    """Writes the tables of links in the folder as people decided; what nobody decided stays as it is. Raises OSError."""
    if any(decision.viewpoint for decision in decisions):
        links, statements, viewpoints = (_table(folder, name) for name in ("statement_viewpoints", "statements", "viewpoints"))
        _write(folder, "statement_viewpoints", links.schema, decided_viewpoint_links(links, statements, viewpoints, decisions))
    if any(decision.issue for decision in decisions):
        documents, statements, issues = (_table(folder, name) for name in ("documents", "statements", "prior_issues"))
        made = issue_link_rows(documents, statements, issues, decisions)
        links = arrow_table("issue_links", sorted_by_key("issue_links", made))
        _write(folder, "issue_links", _table(folder, "issue_links").schema, links)


def _table(folder: Path, name: str) -> pa.Table:
    return table_in(folder / f"{name}.parquet")


def _write(folder: Path, name: str, declared: pa.Schema, rows: pa.Table) -> None:
    write_batches(name, declared, [rows], folder)


def decided_viewpoint_links(links: pa.Table, statements: pa.Table, viewpoints: pa.Table, decisions: Iterable[LinkDecision]) -> pa.Table:
    """The table ``statement_viewpoints`` as people decided; the very table where nobody did.

    ``viewpoints`` has viewpoint_code, by which decisions name a viewpoint; a later decision of the same link overrules an earlier one.
    """
    verdicts = _verdicts(statements, viewpoints, [decision for decision in decisions if decision.viewpoint])
    if not verdicts:
        return links
    keys = list(zip(links["statement_id"].to_pylist(), links["viewpoint_no"].to_pylist(), strict=True))
    found = links["status"].to_pylist()
    status = pa.array([verdicts.get(key, was) for key, was in zip(keys, found, strict=True)], pa.string())
    links = links.set_column(links.schema.get_field_index("status"), links.schema.field("status"), status)
    ranks: dict[str, int] = {}
    for (statement_id, _), rank in zip(keys, links["rank"].to_pylist(), strict=True):
        ranks[statement_id] = max(rank, ranks.get(statement_id, 0))
    made = [_row(key, verdicts[key], ranks) for key in sorted(verdicts.keys() - set(keys))]
    added = pa.concat_tables([links, pa.Table.from_pylist(made, schema("statement_viewpoints"))])
    return added.sort_by([("statement_id", "ascending"), ("viewpoint_no", "ascending")]).combine_chunks()


def _verdicts(statements: pa.Table, viewpoints: pa.Table, decisions: Sequence[LinkDecision]) -> dict[tuple[str, int], LinkVerdict]:
    named = pa.array(sorted({decision.statement for decision in decisions}), pa.string())
    meant = pc.or_(pc.is_in(statements["content_id"], named), pc.is_in(statements["text"], named))
    rows = statements.filter(meant).select(["statement_id", "document_id", "project_no", "content_id", "text"]).to_pylist()
    columns = ["document_id", "project_no", "viewpoint_code", "viewpoint_no"]
    numbers: Mapping[tuple[str, int, str], int] = {
        (document_id, project_no, code): no
        for document_id, project_no, code, no in zip(*(viewpoints[name].to_pylist() for name in columns), strict=True)
        if code
    }
    found: dict[tuple[str, int], LinkVerdict] = {}
    for decision in decisions:
        for row in rows:
            number = numbers.get((row["document_id"], row["project_no"], decision.viewpoint))
            if number and decision.statement in (row["content_id"], row["text"]):
                found[row["statement_id"], number] = decision.verdict
    return found


def _row(key: tuple[str, int], verdict: LinkVerdict, ranks: dict[str, int]) -> Row:
    statement_id, viewpoint_no = key
    document_id, project_no, section, seq = statement_id.rsplit("/", 3)
    ranks[statement_id] = ranks.get(statement_id, 0) + 1
    return {
        "statement_id": statement_id,
        "viewpoint_no": viewpoint_no,
        "document_id": document_id,
        "project_no": int(project_no),
        "rank": ranks[statement_id],
        "score": 0.0,
        "rule": PERSON,
        "evidence": [],
        "status": verdict,
        "probability": None,
        "row_id": row_id("statement_viewpoints", document_id, int(project_no), section, int(seq), viewpoint_no),
    }
