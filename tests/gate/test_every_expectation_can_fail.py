"""Each expectation that the suites declare fails on good data with one thing made wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from pipeline.datasets.contract import schema, spec
from pipeline.gate.frames import frame_of
from pipeline.gate.seen import seen_of, together
from pipeline.gate.suites import suites
from pipeline.gate.verdict import failures_in
from tests.support.small_sheet import Good, good_collection

Tables = dict[str, pa.Table]
Mutation = Callable[[Tables], None]
OFF_PAGE = [{"page": 9, "x0": 0.0, "y0": 0.0, "x1": 1.0, "y1": 1.0}]
RADICAL = "⻄区"


def _rows(tables: Tables, table: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    rows = tables[table].to_pylist()
    change(rows)
    tables[table] = pa.Table.from_pylist(rows, schema=schema(table))


def put(table: str, at: int = 0, **values: Any) -> Mutation:
    return put_values(table, values, at)


def put_values(table: str, values: dict[str, Any], at: int = 0) -> Mutation:
    return lambda tables: _rows(tables, table, lambda rows: rows[at].update(values))


def repeat(table: str) -> Mutation:
    return lambda tables: _rows(tables, table, lambda rows: rows.append(dict(rows[0])))


def keep(table: str, count: int) -> Mutation:
    def change(tables: Tables) -> None:
        tables[table] = tables[table].slice(0, count)

    return change


def same_address(table: str) -> Mutation:
    return lambda tables: _rows(tables, table, lambda rows: rows[1].update(row_id=rows[0]["row_id"]))


def _of_every_table() -> dict[tuple[str, str], Mutation]:
    """What the suites ask of many tables alike."""
    made: dict[tuple[str, str], Mutation] = {}
    for table, suite in suites().items():
        declared = spec(table)
        rules = {expectation.rule for expectation in suite}
        common = {
            "key-unique": repeat(table),
            "key-given": put_values(table, {declared.key[-1]: None}),
            "boxes-given-in-range": put(table, boxes=[]),
            "boxes-off-page-in-range": put(table, boxes=OFF_PAGE),
            "pages-in-order": put(table, page_last=0),
            "row-id-unique": same_address(table),
            "content-id-form": put(table, content_id="xyz"),
            "text-form": put(table, text=" "),
        }
        made |= {(table, rule): mutation for rule, mutation in common.items() if rule in rules}
        for key in declared.foreign_keys:
            last = key.columns[-1]
            lost: Any = "ghost" if declared.column(last).type == pa.string() else 99
            made[table, f"{key.to.replace('_', '-')}-known"] = put_values(table, {last: lost})
        for column in declared.columns:
            made |= {
                (table, f"{column.name.replace('_', '-')}-{kind}"): mutation
                for kind, mutation in (
                    ("in-set", put_values(table, {column.name: "?"})),
                    ("without-gap", put_values(table, {column.name: 7})),
                )
                if f"{column.name.replace('_', '-')}-{kind}" in rules
            }
    printed = {
        **dict.fromkeys(("overview", "goals", "prior_issues", "statements", "viewpoints", "table_cells", "figures"), "text"),
        **dict.fromkeys(("documents", "projects"), "title"),
        "tables": "caption",
        "facts": "raw",
        "tokens": "surface",
        "terms": "term",
    }
    return made | {(table, "printed-clean"): put_values(table, {column: RADICAL}) for table, column in printed.items()}


SPECIAL: dict[tuple[str, str], Mutation] = {
    ("sources", "source-sha256-form"): put("sources", source_sha256="zz"),
    ("sources", "published-fits"): put("sources", status="refused"),
    ("sources", "refused-says-why"): keep("defects", 0),
    ("sources", "published-on-form"): put("sources", published_on="yesterday"),
    ("documents", "rows-lost-in-range"): keep("goals", 7),
    ("documents", "lacking-in-range"): keep("facts", 0),
    ("documents", "projects-found-in-range"): keep("projects", 0),
    ("documents", "form-form"): put("documents", form="Form 1-1"),
    ("documents", "term-no-in-range"): put("documents", term_no=99),
    ("documents", "period-start-in-range"): put("documents", period_start=1900),
    ("documents", "period-end-in-range"): put("documents", period_end=3000),
    ("documents", "period-in-order"): put("documents", period_end=2020),
    ("documents", "conducted-form"): put("documents", conducted="2025-13"),
    ("documents", "ward-code-form"): put("documents", ward_code="1410"),
    ("documents", "ward-code6-form"): put("documents", ward_code6="14101"),
    ("documents", "one-current"): put("documents", is_current=False),
    ("documents", "one-latest"): put("documents", is_latest=False),
    ("documents", "latest-current"): put("documents", is_current=False),
    ("documents", "page-count-in-range"): put("documents", page_count=0),
    ("documents", "pages-sized"): put("documents", page_count=3),
    ("documents", "chars-total-in-range"): put("documents", chars_total=0),
    ("documents", "chars-unaccounted-in-range"): put("documents", chars_unaccounted=-1),
    ("documents", "unaccounted-share-in-range"): put("documents", chars_unaccounted=1),
    ("documents", "contract-version-in-set"): put("documents", contract_version=1),
    ("pages", "chars-add-up"): put("pages", chars_total=1),
    ("pages", "chars-counted"): put("pages", chars_marks=-1),
    ("pages", "turned-by-quarters"): put("pages", turned_by=45),
    ("pages", "picture-share-in-range"): put("pages", picture_share=2.0),
    ("pages", "state-known"): put("pages", state="?"),
    ("mentions", "begin-in-text"): put("mentions", begin=-1),
    ("overview", "label-form"): put("overview", label=""),
    ("projects", "project-no-in-range"): put("projects", project_no=8),
    ("projects", "code-fits"): put("projects", project_code="joho"),
    ("projects", "goals-or-defect"): keep("goals", 1),
    ("projects", "viewpoints-or-defect"): keep("viewpoints", 1),
    ("projects", "order-complete"): put("statements", order_no=99),
    ("statements", "id-fits"): put("statements", statement_id="aoi-r7/1/challenge/9"),
    ("statements", "level-in-range"): put("statements", level=2),
    ("statements", "parent-fits"): put("statements", level=1),
    ("statements", "goals-known"): put("statements", goal_nos=[1, 3]),
    ("statements", "tokens-or-blank"): keep("tokens", 0),
    ("statements", "heading-no-in-range"): put("statements", heading_no=0),
    ("statement_viewpoints", "own-project"): put("statement_viewpoints", project_no=2),
    ("statement_viewpoints", "rank-in-range"): put("statement_viewpoints", rank=4),
    ("statement_viewpoints", "probability-in-range"): put("statement_viewpoints", probability=1.5),
    ("statement_viewpoints", "score-in-range"): put("statement_viewpoints", score=1.5),
    ("statement_viewpoints", "rule-form"): put("statement_viewpoints", rule=""),
    ("tables", "n-rows-in-range"): put("tables", n_rows=0),
    ("tables", "n-cols-in-range"): put("tables", n_cols=0),
    ("tables", "area-uncovered-in-range"): put("tables", n_rows=3),
    ("tables", "headers-inside"): put("tables", header_cols=4),
    ("tables", "goals-known"): put("tables", goal_nos=[3]),
    ("table_cells", "row-in-range"): put("table_cells", row=-1),
    ("table_cells", "col-in-range"): put("table_cells", col=-1),
    ("table_cells", "rowspan-in-range"): put("table_cells", rowspan=0),
    ("table_cells", "colspan-in-range"): put("table_cells", colspan=0),
    ("table_cells", "inside-grid"): put("table_cells", colspan=4),
    ("facts", "norm-fits"): put("facts", value_norm=None),
    ("facts", "stock-fits"): put("facts", is_stock=True, period_kind="month"),
    ("facts", "from-body"): put("table_cells", at=4, is_header=True),
    ("facts", "raw-fits"): put("facts", raw="1,235人"),
    ("facts", "year-plausible"): put("facts", fiscal_year=1889),
    ("facts", "month-form"): put("facts", month="2022-4"),
    ("facts", "month-fits"): put("facts", month="2023-04"),
    ("facts", "value-or-reason"): put("facts", null_reason="dash"),
    ("tokens", "surface-fits"): put("tokens", surface="別の"),
    ("tokens", "end-after-begin"): put("tokens", end=0),
    ("terms", "count-in-range"): put("terms", count=0),
    ("terms", "term-form"): put("terms", term=" "),
    ("indicators", "facts-add-up"): put("indicators", value=1.0),
    ("indicator_catalogue", "row-id-unique"): same_address("indicator_catalogue"),
    ("issue_links", "sides-fit"): put("issue_links", relation="unmatched_challenge", prior_issue_seq=1),
    ("issue_links", "own-challenge"): put("issue_links", project_no=2),
    ("issue_links", "terms-follow"): put("issue_links", prior_document_id="aoi-r7-b"),
    ("issue_links", "challenges-linked"): put("issue_links", statement_id=None),
    ("issue_links", "score-in-range"): put("issue_links", score=1.5),
    ("defects", "code-known"): put("defects", code="no-such-code"),
    ("defects", "severity-fits"): put("defects", severity="error"),
    ("defects", "message-ja-form"): put("defects", message_ja=""),
    ("defects", "message-en-form"): put("defects", message_en=""),
    ("defects", "page-in-range"): put("defects", page=0),
}
MUTATIONS = _of_every_table() | SPECIAL
DECLARED = [(table, expectation.rule) for table, suite in suites().items() for expectation in suite]


@pytest.fixture(scope="module")
def good() -> Good:
    return good_collection()


def test_no_expectation_is_without_a_mutation() -> None:
    assert set(DECLARED) - set(MUTATIONS) == set()
    assert set(MUTATIONS) - set(DECLARED) == set(), "a mutation for a rule that is no longer declared"


@pytest.mark.parametrize(("table", "rule"), DECLARED)
def test_expectation_fails_on_its_mutation(good: Good, table: str, rule: str) -> None:
    tables = good.tables
    MUTATIONS[table, rule](tables)
    suite = [expectation for expectation in suites()[table] if expectation.rule == rule]
    ran, failures = failures_in(table, frame_of(table, tables, good.implied), suite)
    assert ran == 1
    assert [failure.rule for failure in failures] == [rule]


@pytest.mark.parametrize(("table", "rule"), DECLARED)
def test_expectation_fails_on_what_is_shown_of_its_mutation(good: Good, table: str, rule: str) -> None:
    """The gate looks at every value once, and at parts of a collection: a good part beside a bad one hides nothing."""
    parts = [good.tables, good.tables]
    MUTATIONS[table, rule](parts[1])
    suite = [expectation for expectation in suites()[table] if expectation.rule == rule]
    # What was appended to a table that is there twice is not unique for two reasons; any other fault has to be seen beside the good part.
    seen = [seen_of(frame_of(table, tables, good.implied), suite) for tables in (parts[1:] if "unique" in rule else parts)]
    ran, failures = failures_in(table, *together(suite, seen))
    assert ran == 1
    assert [failure.rule for failure in failures] == [rule]


def test_what_is_shown_of_good_tables_meets_all_expectations(good: Good) -> None:
    for table, suite in suites().items():
        frame = frame_of(table, good.tables, good.implied)
        assert failures_in(table, *together(suite, [seen_of(frame, suite)])) == (len(suite), [])
        unique = [expectation for expectation in suite if "unique" in expectation.type]
        if len(frame):
            # The same rows in two parts are no longer unique.
            assert len(failures_in(table, *together(unique, [seen_of(frame, unique)] * 2))[1]) == len(unique)
