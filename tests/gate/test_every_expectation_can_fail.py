"""Each expectation that the suites declare fails on good data with one thing made wrong, and names the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.datasets.contract import TABLES, schema, spec
from pipeline.gate import verdict as verdict_module
from pipeline.gate.evidence import Evidence, evidence_of
from pipeline.gate.predicates import holds, is_judged
from pipeline.gate.suites import EVERY, Expectation, suites
from pipeline.geometry.rect import Rect
from pipeline.pages.turning import box_turned, point_turned
from tests.support.gated import written
from tests.support.small_sheet import Good, good_collection

Tables = dict[str, pa.Table]
Mutation = Callable[[Tables], None]
OFF_PAGE = [{"page": 9, "x0": 0.0, "y0": 0.0, "x1": 1.0, "y1": 1.0}]
FIRST_GOAL = {"page": 1, "x0": 60.0, "y0": 60.0, "x1": 400.0, "y1": 68.0}
ABOVE_ALL = [{"page": 1, "x0": 60.0, "y0": 1.0, "x1": 90.0, "y1": 9.0}]
BACKWARDS = [{**ABOVE_ALL[0], "page": 2}, ABOVE_ALL[0]]
RADICAL = "⻄区"
DECLARED = suites()


def _rows(tables: Tables, table: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    rows = tables[table].to_pylist()
    change(rows)
    tables[table] = pa.Table.from_pylist(rows, schema=schema(table))


def put(table: str, at: int = 0, **values: Any) -> Mutation:
    return put_values(table, values, at)


def put_values(table: str, values: Mapping[str, Any], at: int = 0) -> Mutation:
    return lambda tables: _rows(tables, table, lambda rows: rows[at].update(values))


def put_all(table: str, **values: Any) -> Mutation:
    return lambda tables: _rows(tables, table, lambda rows: [row.update(values) for row in rows])


def rated(at: int, *, x0: float, y0: float = 60.0) -> Mutation:
    """A goal's rating at the height of the first goal, or elsewhere; at 410 points stands that of the first one."""
    return put("goals", at=at, boxes_operator=[{"page": 1, "x0": x0, "y0": y0, "x1": x0 + 10.0, "y1": y0 + 8.0}])


def both(*mutations: Mutation) -> Mutation:
    def change(tables: Tables) -> None:
        for mutation in mutations:
            mutation(tables)

    return change


def slipped(tables: Tables) -> None:
    """A ward's statement numbers a goal that is not there, and a defect says so."""
    _rows(tables, "statements", lambda rows: [row.update(mark="②・③", goal_nos=[2]) for row in rows if row["mark"] == "①～②"])
    made = [
        {"code": "goal-unknown", "document_id": at["document_id"], "page": at["page_first"], "box": at["boxes"][0], "quote": at["mark"]}
        for at in tables["statements"].to_pylist()
        if at["mark"] == "②・③"
    ]
    _rows(tables, "defects", lambda rows: rows.extend([rows[0] | told for told in made]))


def repeat(table: str) -> Mutation:
    return lambda tables: _rows(tables, table, lambda rows: rows.append(dict(rows[0])))


def keep(table: str, count: int) -> Mutation:
    def change(tables: Tables) -> None:
        tables[table] = tables[table].slice(0, count)

    return change


def lying(by: int) -> Mutation:
    """The pages lie on their side or head, to be turned by so many degrees, with all that stands on them."""

    def change(tables: Tables) -> None:
        sizes = {(row["document_id"], row["page"]): (row["width"], row["height"]) for row in tables["pages"].to_pylist()}
        _rows(tables, "pages", lambda rows: [row.update(laid_page(row)) for row in rows])
        for name in ("projects", "goals", "prior_issues", "statements", "viewpoints", "tables", "figures", "mentions"):
            named = [column for column in schema(name).names if column.startswith("boxes")]

            def turn(rows: list[dict[str, Any]], named: Sequence[str] = named) -> None:
                for row in rows:
                    row.update({column: [laid(box, sizes[row["document_id"], box["page"]]) for box in row[column]] for column in named})

            _rows(tables, name, turn)

    def laid_page(row: Mapping[str, Any]) -> dict[str, Any]:
        width, height = (row["height"], row["width"]) if by % 180 else (row["width"], row["height"])
        return {"turned_by": by, "width": width, "height": height}

    def laid(box: Mapping[str, Any], size: tuple[float, float]) -> dict[str, Any]:
        rect = box_turned(Rect(*[box[edge] for edge in Rect._fields]), point_turned((360 - by) % 360, *size))
        return {"page": box["page"], **rect._asdict()}

    return change


def long_prose(text: str, count: int = 30) -> Mutation:
    """So many statements of one text, in which ``{}`` stands for their number, in one document, of which nothing else is asked."""

    def change(rows: list[dict[str, Any]]) -> None:
        rows[:] = [{**rows[0], "seq": at, "statement_id": f"aoi-r7/1/outcome/{at}", "text": text.format(at)} for at in range(1, count + 1)]

    return lambda tables: _rows(tables, "statements", change)


def worded(*documents: str, apart: bool = False) -> Mutation:
    """Each of the documents has the same thirty nouns, or thirty ``apart`` of its own, and no document has terms."""

    def change(tables: Tables) -> None:
        said, tokens = tables["statements"].to_pylist()[0], tables["tokens"].to_pylist()[0]
        places = [(document, f"{document}/1/outcome/{seq}", seq) for document in documents for seq in range(1, 31)]
        statements = [{**said, "document_id": d, "statement_id": s, "kind": "bullet", "text": f"行事{seq:02}"} for d, s, seq in places]
        nouns = [{**tokens, "document_id": d, "statement_id": s, "normalized_form": f"行事{seq:02}{d * apart}"} for d, s, seq in places]
        for name, rows in (("statements", statements), ("tokens", nouns), ("terms", [])):
            tables[name] = pa.Table.from_pylist(rows, schema=schema(name))

    return change


def summed(printed: Sequence[str], read: Sequence[float | str | None], *, across: bool = False) -> Mutation:
    """A table with these numbers and then their total, one below the other or ``across``, as they were read: a value, why there is none,
    or no fact at all."""

    def change(tables: Tables) -> None:
        table, cell, fact = (tables[name].to_pylist()[0] for name in ("tables", "table_cells", "facts"))
        last = len(printed) - 1
        cells = [{**cell, "row": 0, "col": at, "text": text, "is_header": True} for at, text in enumerate(("", "令和4年度"))]
        cells += [{**cell, "row": at, "col": 0, "text": "合計" if at > last else f"行事{at}"} for at in range(1, last + 2)]
        cells += [{**cell, "row": at, "col": 1, "text": text, "is_header": False} for at, text in enumerate(printed, 1)]
        said = [(at, number) for at, number in enumerate(read, 1) if number is not None]
        facts: list[dict[str, Any]] = [
            {**fact, "row": at, "col": 1, "value": None, "null_reason": number} if isinstance(number, str)
            else {**fact, "row": at, "col": 1, "value": number} for at, number in said
        ]  # fmt: skip
        for row in (*cells, *facts) if across else ():
            row["row"], row["col"] = row["col"], row["row"]
        grid = {"n_rows": 2, "n_cols": last + 2} if across else {"n_rows": last + 2, "n_cols": 2}
        for name, rows in (("tables", [{**table, **grid}]), ("table_cells", cells), ("facts", facts)):
            tables[name] = pa.Table.from_pylist(rows, schema=schema(name))

    return change


def linked_alike(viewpoint_no: int | None = None, score: float | None = None, rule: str = "likeness") -> Mutation:
    """Thirty different texts in three projects, linked to viewpoints of one number or with one score."""

    def change(tables: Tables) -> None:
        said, link, viewpoint = (tables[name].to_pylist()[0] for name in ("statements", "statement_viewpoints", "viewpoints"))
        places = [(f"aoi-r7/{at % 3 + 1}/outcome/{at}", at % 3 + 1, at) for at in range(1, 31)]
        tables["statements"] = pa.Table.from_pylist(
            [{**said, "statement_id": s, "project_no": no, "text": f"行事{at}"} for s, no, at in places], schema=schema("statements")
        )
        links = [
            {**link, "document_id": "aoi-r7", "statement_id": s, "project_no": no, "rank": 1, "rule": rule, "score": score or at / 100}
            | {"viewpoint_no": viewpoint_no or at % 2 + 1, "status": "asserted"}
            for s, no, at in places
        ]
        tables["statement_viewpoints"] = pa.Table.from_pylist(links, schema=schema("statement_viewpoints"))
        offered = [{**viewpoint, "project_no": no, "viewpoint_no": at} for no in (1, 2, 3) for at in (1, 2)]
        tables["viewpoints"] = pa.Table.from_pylist(offered, schema=schema("viewpoints"))

    return change


def _of_every_table() -> list[tuple[str, str, Mutation]]:
    """What is asked of many tables alike: table, rule and what goes against it."""
    made: list[tuple[str, str, Mutation]] = []
    for declared in TABLES:
        table, names = declared.name, declared.column_names
        made.append((table, "key-in-order", repeat(table)))
        made.append((table, "always-given", put_values(table, {declared.key[-1]: None})))
        for key in declared.foreign_keys:
            last = key.columns[-1]
            lost: Any = "ghost" if declared.column(last).type == pa.string() else 99
            made.append((table, "reference-known", put_values(table, {last: lost})))
        if "row_id" in names and "row_id" not in declared.key:
            made.append((table, "address-of-key", put(table, row_id=f"{table}/other")))
        if "boxes" in names:
            made.append((table, "place-on-page", put(table, boxes=OFF_PAGE)))
            made.append((table, "pages-of-boxes", put(table, page_last=2)))
            made.append((table, "boxes-in-order", put(table, boxes=BACKWARDS)))
    made += [(table, "place-given", put(table, boxes=[])) for table in PLACED]
    made += [
        (table, "place-in-project", put(table, boxes=ABOVE_ALL, project_no=2))
        for table in ("goals", "prior_issues", "statements", "viewpoints", "tables", "figures", "mentions")
    ]
    made += [(table, "number-without-gap", put_values(table, {number: 7})) for table, number in NUMBERS.items()]
    made += [(table, "characters-known", put_values(table, {column: RADICAL})) for table, column in PRINTED.items()]
    blank = {**dict.fromkeys(("overview", "goals", "prior_issues", "statements", "viewpoints"), "text"), "terms": "term"}
    blank |= {"statement_viewpoints": "rule", "defects": "message_ja"}
    return [*made, *((table, "text-not-blank", put_values(table, {column: " \u3000"})) for table, column in blank.items())]


PLACED = ("overview", "goals", "prior_issues", "statements", "viewpoints", "mentions", "entities")
NUMBERS = {
    **dict.fromkeys(("overview", "prior_issues", "statements", "defects"), "seq"),
    **dict.fromkeys(("statement_viewpoints", "terms"), "rank"),
    "goals": "goal_no",
    "viewpoints": "viewpoint_no",
    "pages": "page",
    "tables": "table_no",
    "figures": "figure_no",
    "facts": "fact_no",
    "tokens": "position",
    "mentions": "mention_no",
    "issue_links": "link_no",
}
PRINTED = {
    **dict.fromkeys(("overview", "goals", "prior_issues", "statements", "viewpoints", "table_cells", "figures"), "text"),
    **dict.fromkeys(("documents", "projects"), "title"),
    "tables": "caption",
    "facts": "raw",
    "terms": "term",
}
_CONTENT = [(table, "content-id-made", put(table, text="別の文")) for table in ("goals", "prior_issues", "statements", "viewpoints")]
CODED = {
    "facts": ("period_kind", "role", "bound", "null_reason", "revision"),
    "indicators": ("period_kind", "method", "subject"),
    "mentions": ("period_kind", "bound", "relation"),
    "entities": ("entity_type",),
    "documents": ("sheet_kind", "text_source"),
    "pages": ("state",),
    "statement_viewpoints": ("status",),
    "coverage": ("sheet_kind", "state"),
    "corrections": ("state",),
    "decisions": ("state",),
    "changes": ("change", "cause"),
}
_SETS = [
    *((table, "section-in-set", put(table, section="?")) for table in ("statements", "tables", "figures", "terms")),
    *((table, "goals-known", put(table, goal_nos=[3])) for table in ("statements", "tables")),
    *((table, f"{column.replace('_', '-')}-in-set", put_values(table, {column: "?"}))
      for table, columns in CODED.items() for column in columns),
]  # fmt: skip
ORDERED: Mapping[tuple[str, str], Mutation] = {
    ("statements", "place-in-order"): put("statements", at=3, boxes=ABOVE_ALL),
    ("statements", "place-in-project"): put("statements", boxes=ABOVE_ALL, project_no=2),
    ("goals", "rating-beside-goal"): rated(1, x0=405.0),
}
"""What stands in another order than it is read in, also on pages that are read turned."""
SPECIAL: list[tuple[str, str, Mutation]] = [
    ("sources", "source-sha256-form", put("sources", source_sha256="zz")),
    ("sources", "status-in-set", put("sources", status="?")),
    ("sources", "published-has-document", put("sources", status="refused")),
    ("sources", "refused-says-why", keep("defects", 0)),
    ("sources", "published-on-form", put("sources", published_on="yesterday")),
    ("documents", "rows-as-implied", keep("goals", 7)),
    ("documents", "nothing-lacking", keep("facts", 0)),
    ("documents", "nothing-lacking", keep("tokens", 0)),
    ("documents", "nothing-lacking", worded("aoi-r7", "aoi-r7-b", apart=True)),
    ("documents", "nothing-lacking", linked_alike(viewpoint_no=1)),
    ("documents", "nothing-lacking", linked_alike(score=0.5)),
    ("documents", "projects-found-in-range", keep("projects", 0)),
    ("documents", "statements-per-page-in-range", long_prose("父親が参加した。", 700)),
    ("documents", "lengths-differ", long_prose("第{:02}回は父親が参加しやすい会を始めたところ、")),
    ("documents", "kana-share-in-range", both(long_prose("譁�蟄怜喧縺代＠縺滓枚蟄励縺励°" * 3), put_all("tokens", is_oov=True))),
    ("documents", "unknown-share-in-range", both(long_prose("父親が参加した。" * 4), put_all("tokens", is_oov=True))),
    ("documents", "form-form", put("documents", form="Form 1-1")),
    ("documents", "term-no-in-range", put("documents", term_no=99)),
    ("documents", "period-start-in-range", put("documents", period_start=1900)),
    ("documents", "period-in-order", put("documents", period_end=2020)),
    ("documents", "conducted-form", put("documents", conducted="2025-13")),
    ("documents", "ward-code-known", put("documents", ward_code="14999", ward_code6="149990")),
    ("documents", "one-current", put("documents", is_current=False)),
    ("documents", "one-latest", put("documents", is_latest=False)),
    ("documents", "latest-current", put("documents", is_current=False)),
    ("documents", "pages-sized", put("documents", page_count=3)),
    ("documents", "chars-total-in-range", put("documents", chars_total=0)),
    ("documents", "unaccounted-share-in-range", put("documents", chars_unaccounted=1)),
    ("documents", "unaccounted-share-in-range", put("documents", chars_unaccounted=-1)),
    ("documents", "contract-version-in-set", put("documents", contract_version=1)),
    ("pages", "chars-add-up", put("pages", chars_total=1)),
    ("pages", "chars-counted", put("pages", chars_marks=-1)),
    ("pages", "turned-by-quarters", put("pages", turned_by=45)),
    ("pages", "picture-share-in-range", put("pages", picture_share=2.0)),
    ("projects", "code-of-number", put("projects", project_code="joho")),
    ("projects", "goals-and-viewpoints", keep("goals", 1)),
    ("projects", "goals-and-viewpoints", keep("viewpoints", 1)),
    ("projects", "goals-in-range", lambda tables: _rows(tables, "goals", lambda rows: rows.extend([rows[0]] * 40))),
    ("projects", "order-complete", put("statements", order_no=99)),
    ("goals", "rating-operator-in-set", put("goals", rating_operator="E")),
    ("goals", "rating-ward-in-set", put("goals", rating_ward="E")),
    ("goals", "rating-operator-printed", put("goals", rating_operator="B")),
    ("goals", "rating-ward-printed", put("goals", rating_ward="A")),
    ("statements", "id-of-parts", put("statements", statement_id="aoi-r7/1/challenge/9")),
    ("statements", "kind-in-set", put("statements", kind="?")),
    ("statements", "level-in-range", put("statements", level=2)),
    *((table, rule, both(wrong, lying(by))) for by in (0, 90, 180, 270) for (table, rule), wrong in ORDERED.items()),
    ("statements", "parent-above", put("statements", level=1)),
    ("statements", "goals-in-mark", lambda tables: _rows(tables, "statements", lambda rows: [
        row.update(goal_nos=[2]) for row in rows if row["kind"] == "heading"])),
    ("statements", "goals-in-mark", lambda tables: _rows(tables, "statements", lambda rows: [
        row.update(mark="③", goal_nos=[]) for row in rows if row["mark"] == "①～②"])),
    ("statements", "goals-in-mark", both(slipped, lambda tables: _rows(tables, "statements", lambda rows: [
        row.update(goal_nos=[]) for row in rows if row["mark"] == "②・③"]))),
    ("statements", "tokens-cover-text", keep("tokens", 3)),
    ("statements", "heading-no-in-range", put("statements", heading_no=0)),
    ("statements", "text-norm-nfkc", put("statements", text_norm="別の文")),
    ("statement_viewpoints", "own-project", put("statement_viewpoints", project_no=2)),
    ("statement_viewpoints", "rank-in-range", put("statement_viewpoints", rank=4)),
    ("statement_viewpoints", "probability-in-range", put("statement_viewpoints", probability=1.5)),
    ("statement_viewpoints", "score-in-range", put("statement_viewpoints", score=1.5)),
    ("tables", "grid-covered", put("tables", n_rows=3)),
    ("tables", "grid-covered", put("table_cells", row=1)),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,042人"), (12.0, 103.0, 1042.0))),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,042人"), (None, 1030.0, 1042.0))),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,042人"), ("dash", 1030.0, 1042.0))),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,042人"), (12.0, 1030.0, None))),
    ("tables", "totals-of-values", summed(("12", "３０", "▲２", "－", "40"), (12.0, 30.0, 2.0, "dash", 40.0), across=True)),
    ("tables", "headers-inside", put("tables", header_cols=4)),
    ("table_cells", "inside-grid", put("table_cells", row=-1)),
    ("table_cells", "inside-grid", put("table_cells", colspan=0)),
    ("table_cells", "inside-grid", put("table_cells", colspan=4)),
    ("facts", "from-body", put("table_cells", at=4, is_header=True)),
    ("facts", "raw-of-cell", put("facts", raw="1,235人")),
    ("facts", "value-printed", put("facts", value=12340.0)),
    ("facts", "value-printed", put("facts", value=-1234.0)),
    ("facts", "value-or-reason", put("facts", null_reason="dash")),
    ("facts", "value-or-reason", put("facts", value=None)),
    ("facts", "unit-printed", put("facts", unit="回")),
    ("facts", "year-printed", put("facts", fiscal_year=2023)),
    ("facts", "year-not-too-early", put("facts", fiscal_year=1789)),
    ("facts", "year-not-too-late", put("facts", fiscal_year=2189)),
    ("facts", "month-form", put("facts", month="2022-4")),
    ("facts", "month-in-year", put("facts", month="2023-04")),
    ("facts", "norm-beside-value", put("facts", value_norm=None)),
    ("facts", "stock-at-year-end", put("facts", is_stock=True, period_kind="month")),
    ("indicators", "value-of-facts", put("indicators", value=1.0)),
    ("tokens", "surface-printed", put("tokens", surface="別の")),
    ("tokens", "surface-printed", put("tokens", end=0)),
    ("tokens", "own-document", put("tokens", document_id="z-aoi-r2")),
    ("tokens", "mode-in-set", put("tokens", mode="A")),
    ("mentions", "raw-printed", put("mentions", begin=-1)),
    ("mentions", "own-document", put("mentions", document_id="z-aoi-r2")),
    ("terms", "count-in-range", put("terms", count=0)),
    ("terms", "own-document", put("terms", statement_id="z-aoi-r2/1/outcome/1")),
    ("issue_links", "relation-in-set", put("issue_links", relation="?")),
    ("issue_links", "sides-of-relation", put("issue_links", relation="unmatched_challenge", prior_issue_seq=1)),
    ("issue_links", "own-challenge", put("issue_links", project_no=2)),
    ("issue_links", "terms-follow", put("issue_links", prior_document_id="aoi-r7-b")),
    ("issue_links", "challenges-linked", put("issue_links", statement_id=None)),
    ("issue_links", "score-in-range", put("issue_links", score=1.5)),
    ("defects", "severity-of-code", put("defects", code="no-such-code")),
    ("defects", "no-error-published", put("defects", severity="error")),
    ("defects", "page-in-range", put("defects", page=0)),
]  # fmt: skip
CASES = [*_of_every_table(), *_CONTENT, *_SETS, *SPECIAL]


@pytest.fixture(scope="module")
def good() -> Good:
    return good_collection()


@pytest.fixture(scope="module")
def looked(good: Good, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Evidence]]:
    """A folder with good tables, at which DuckDB looks; what is asked is read from the files anew each time."""
    folder = tmp_path_factory.mktemp("tables")
    with evidence_of(folder, written(good.tables, good.implied, folder)) as evidence:
        yield folder, evidence


def _asked(evidence: Evidence, table: str) -> Sequence[tuple[str, Expectation]]:
    return verdict_module._asked_of(table, evidence.common[table], DECLARED)


def test_no_expectation_is_without_a_mutation(looked: tuple[Path, Evidence]) -> None:
    asked = {(table, e.rule) for table in Evidence.tables for _, e in _asked(looked[1], table)}
    assert asked == {(table, rule) for table, rule, _ in CASES}, "a mutation without a rule, or a rule without one"


@contextmanager
def mutated(good: Good, folder: Path, mutation: Mutation) -> Iterator[None]:
    """The folder's tables as the mutation makes them, and then as they were."""
    tables = good.tables
    mutation(tables)
    changed = {name: made for name, made in tables.items() if made is not good.tables[name]}
    before = {path: path.read_bytes() for path in (folder / f"{name}.parquet" for name in changed)}
    try:
        written(changed, good.implied, folder)
        yield
    finally:
        for path, content in before.items():
            path.write_bytes(content)


@pytest.fixture(scope="module")
def named() -> set[tuple[str, ...]]:
    """The kinds of expectations and values of which rows have been named."""
    return set()


@pytest.mark.parametrize("table", Evidence.tables)
def test_every_expectation_of_a_table_fails_on_its_mutation(
    good: Good, looked: tuple[Path, Evidence], named: set[tuple[str, ...]], table: str
) -> None:
    """Each mutation by itself; Great Expectations is asked of what was found of them all at once. The rows are named for one expectation
    of each table, and for one of each kind of expectation and value, for how they are found depends on nothing else."""
    folder, evidence = looked
    found: dict[tuple[str, str], list[Any]] = {}
    asked: dict[str, tuple[Expectation, ...]] = {}
    for at, (_, rule, mutation) in enumerate(case for case in CASES if case[0] == table):
        expectation = next(e for _, e in _asked(evidence, table) if e.rule == rule)
        with mutated(good, folder, mutation):
            (brief,) = evidence.in_brief(table, [expectation])
            assert is_judged(expectation) and not holds(expectation, brief), (rule, at)
            asked[str(at)], found[str(at), rule] = (expectation,), brief
            kind = (expectation.type, *(type(value).__name__ for value in np.ravel(np.array(brief[0], dtype=object))))
            if at == 0 or kind not in named:
                named.add(kind)
                (failure,) = verdict_module._explained(evidence, expectation, [table])
                assert (failure.table, failure.rule) == (table, rule)
                assert failure.rows and failure.unexpected >= 1, (rule, at)
    ran, failed = verdict_module._held(asked, found)
    assert (ran, failed) == (len(asked), [(name, expectation) for name, (expectation,) in asked.items()])


UNUSUAL: list[tuple[str, str, Mutation]] = [
    ("statements", "goals-in-mark", slipped),
    ("documents", "nothing-lacking", worded("aoi-r7")),
    ("documents", "nothing-lacking", worded("aoi-r7", "aoi-r7-b")),
    ("documents", "nothing-lacking", linked_alike()),
    ("documents", "nothing-lacking", linked_alike(score=1.0, rule="named")),
    ("documents", "lengths-differ", long_prose("この欄に特に記すことはない。")),
    ("documents", "kana-share-in-range", long_prose("相談件数増加、講座開催回数拡大、広報強化実施")),
    ("facts", "year-not-too-early", put("facts", fiscal_year=1920)),
    ("facts", "year-not-too-late", put("facts", fiscal_year=2070)),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,042人"), (12.0, 1030.0, 1042.0))),
    ("tables", "totals-of-values", summed(("12", "３０", "▲２", "－", "40"), (12.0, 30.0, -2.0, "dash", 40.0), across=True)),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,052人"), (12.0, 1030.0, 1052.0))),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,052人"), (12.0, None, 1052.0))),
    ("tables", "totals-of-values", summed(("12人", "1,030人", "1,042人"), (12.0, "unreadable", 1042.0))),
    ("tables", "totals-of-values", summed(("12回", "30人", "42人"), (12.0, None, 42.0))),
    ("tables", "totals-of-values", summed(("12人", "30人", "42人"), (None, None, None))),
    ("tables", "totals-of-values", summed(("1", "2", "3"), (None, None, 3.0))),
    ("tables", "totals-of-values", summed(("1.2千人", "1.3千人", "2.5千人"), (1200.0, 1300.0, 2500.0))),
    ("tables", "totals-of-values", summed(("３万円", "2万円", "5万円"), (30000.0, 20000.0, 50000.0), across=True)),
    ("tables", "totals-of-values", summed(("900人", "1.1千人", "2千人"), (900.0, 1100.0, 2000.0))),
    ("tables", "totals-of-values", summed(("12%", "", "－", "30%", "42%"), (12.0, None, "dash", 30.0, 42.0))),
    ("tables", "totals-of-values", summed(("12※", "…", "30", "42"), (12.0, "dash", 30.0, 42.0))),
    ("tables", "totals-of-values", summed(("△2", "30", "28", "28"), (-2.0, 30.0, 28.0, 28.0))),
    ("tables", "totals-of-values", summed(("1時間30分", "30分", "2時間"), (90.0, 30.0, 2.0))),
    ("goals", "rating-beside-goal", rated(1, x0=410.0)),
    ("goals", "rating-beside-goal", both(rated(0, x0=380.0, y0=600.0), rated(1, x0=410.0, y0=600.0))),
    ("goals", "rating-beside-goal", both(rated(0, x0=410.0, y0=71.0), put("goals", at=1, boxes=[dict(FIRST_GOAL, y0=80.0, y1=88.0)]))),
    *((table, rule, lying(by)) for by in (90, 180, 270) for table, rule in ORDERED),
]
"""What small, uniform or unusual sheets lawfully have: nothing that the versions of a sheet do not share, links by name alone, one text
again and again, catchwords without hiragana, a history and a forecast, pages that lie on their side or head; a total that the sheet
itself prints wrongly, one of other things, a part that is held to be unsure, numbers that are no facts, be it the parts alone, thousands
in a word, blanks and notes between numbers, a subtotal among the parts; one rating for all goals, ratings side by side below all, a rating
below its goal, just above the next one."""


def test_an_unusual_sheet_is_not_refused(good: Good, looked: tuple[Path, Evidence]) -> None:
    folder, evidence = looked
    found: dict[tuple[str, str], list[Any]] = {}
    asked: dict[str, tuple[Expectation, ...]] = {}
    for at, (table, rule, mutation) in enumerate(UNUSUAL):
        expectation = next(e for _, e in _asked(evidence, table) if e.rule == rule)
        with mutated(good, folder, mutation):
            (brief,) = evidence.in_brief(table, [expectation])
        assert holds(expectation, brief), (at, table, rule)
        asked[str(at)], found[str(at), rule] = (expectation,), brief
    assert verdict_module._held(asked, found) == (len(UNUSUAL), [])


def test_good_tables_have_nothing_against_them(looked: tuple[Path, Evidence]) -> None:
    """By what judges where nothing is published; Great Expectations is asked of the same tables in ``test_verdict``."""
    _, evidence = looked
    for table in Evidence.tables:
        asked = _asked(evidence, table)
        for (_, expectation), brief in zip(asked, evidence.in_brief(table, [e for _, e in asked]), strict=True):
            assert holds(expectation, brief), (table, expectation.rule)


def test_every_suite_says_what_it_asks_of() -> None:
    assert EVERY in suites()
    for table, suite in suites().items():
        assert table == EVERY or spec(table)
        assert all(expectation.columns and expectation.says for expectation in suite)
