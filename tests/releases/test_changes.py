"""What changed between two publications: the rows, the cause, and the notes that people read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.cli import main
from pipeline.datasets.contract import schema
from pipeline.datasets.package import Named
from pipeline.releases.comparison import Made, changes_table, rows_in
from pipeline.releases.notes import changes_text, lines_of, notes_of, renamed
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection

Rows = list[dict[str, Any]]
Edit = Callable[[dict[str, Rows]], object]
OLD_CODE, NEW_CODE = Made("1", "1"), Made("2", "1")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    write_tables({**good_collection().tables, "corrections": schema("corrections").empty_table()}, folder)
    return folder


@pytest.fixture
def changed(old: Path, tmp_path: Path) -> Callable[..., Rows]:
    """The changes from the publication to that with some rows edited."""

    def change(edit: Edit, made: tuple[Made, Made] = (OLD_CODE, OLD_CODE)) -> Rows:
        rows: dict[str, Rows] = {path.stem: [dict(r) for r in rows_in(old, path.stem)] for path in old.glob("*.parquet")}
        edit(rows)
        write_tables({name: pa.Table.from_pylist(of, schema=schema(name)) for name, of in rows.items()}, tmp_path)
        found: Rows = changes_table(old, tmp_path, made).to_pylist()
        return found

    return change


def row(rows: Rows, **wanted: object) -> dict[str, Any]:
    return next(row for row in rows if wanted.items() <= row.items())


def test_the_same_tables_have_no_changes(changed: Callable[..., Rows]) -> None:
    assert changed(lambda rows: None, (OLD_CODE, NEW_CODE)) == []


@pytest.mark.parametrize(("made", "cause"), [((OLD_CODE, NEW_CODE), "code"), ((OLD_CODE, Made("1", "2")), "rules")])
def test_a_rating_of_the_same_pdf_changed_by_code_or_rules(changed: Callable[..., Rows], made: tuple[Made, Made], cause: str) -> None:
    (found,) = changed(lambda rows: row(rows["goals"], row_id="goals/aoi-r7/1/1").update(rating_ward="C"), made)
    assert found == {
        "table_name": "goals",
        "row_id": "goals/aoi-r7/1/1",
        "column_name": "rating_ward",
        "document_id": "aoi-r7",
        "change": "changed",
        "old": "B",
        "new": "C",
        "cause": cause,
    }


def test_an_indicator_of_a_corrected_fact_changed_by_the_correction(changed: Callable[..., Rows]) -> None:
    corrected = {"value": 1243.0, "is_corrected": True}
    found = changed(lambda rows: row(rows["indicators"], document_id="aoi-r7").update(corrected), (OLD_CODE, NEW_CODE))
    assert {(r["column_name"], r["new"], r["cause"]) for r in found} == {
        ("value", "1243", "correction"),
        ("is_corrected", "true", "correction"),
    }


def test_other_bytes_of_a_file_are_the_cause_whatever_else_changed(changed: Callable[..., Rows]) -> None:
    def edit(rows: dict[str, Rows]) -> None:
        row(rows["sources"], source_file="aoi-r7.pdf")["source_sha256"] = "0" * 64
        row(rows["facts"], document_id="aoi-r7", col=1)["value"] = 9.0

    found = changed(edit, (OLD_CODE, NEW_CODE))
    assert [(r["column_name"], r["old"], r["new"], r["cause"]) for r in found if r["table_name"] == "facts"] == [
        ("value", "1234", "9", "source")
    ]


def test_an_inserted_sentence_is_one_change_though_all_below_it_move(changed: Callable[..., Rows]) -> None:
    def edit(rows: dict[str, Rows]) -> None:
        mine = [r for r in rows["statements"] if (r["document_id"], r["project_no"], r["section"]) == ("aoi-r7", 1, "operator_reason")]
        texts = [mine[0]["text"], "新しい催しを始めた。", *(r["text"] for r in mine[1:])]
        last = {**mine[-1], "seq": 4, "row_id": "statements/aoi-r7%2F1%2Foperator_reason%2F4", "statement_id": "aoi-r7/1/operator_reason/4"}
        rows["statements"].append({**last, "text": texts[3]})
        for r, of in zip(mine[1:], [mine[1], mine[1]], strict=True):
            r.update({column: of[column] for column in ("kind", "level", "mark", "heading", "goal_nos", "heading_no", "subheading")})
        last_of = rows["statements"][-1]
        last_of.update(level=1, mark="①")
        mine[2].update(level=0, mark="・", text=texts[2])
        mine[1].update(text=texts[1])

    found = [r for r in changed(edit) if r["table_name"] == "statements"]
    assert [(r["change"], r["new"]) for r in found] == [("added", "新しい催しを始めた。")]


def test_a_reworded_sentence_is_changed_and_another_one_removed_and_added(changed: Callable[..., Rows], old: Path) -> None:
    (was, other) = (row(rows_in(old, "statements"), statement_id=f"aoi-r7/{no}/outcome/1")["text"] for no in (1, 2))

    def edit(rows: dict[str, Rows]) -> None:
        row(rows["statements"], statement_id="aoi-r7/1/outcome/1")["text"] = f"{was}とても"
        row(rows["statements"], statement_id="aoi-r7/2/outcome/1")["text"] = "別"

    found = {(r["change"], r["old"], r["new"]) for r in changed(edit) if r["table_name"] == "statements"}
    assert found == {("changed", was, f"{was}とても"), ("removed", other, None), ("added", None, "別")}


def test_a_sheet_that_supersedes_another_is_compared_with_it(changed: Callable[..., Rows]) -> None:
    """The old version stays published, the new one is the current one, and only what differs between them is told."""

    def edit(rows: dict[str, Rows]) -> None:
        for name in ("documents", "projects", "goals"):
            for r in [r for r in rows[name] if r["document_id"] == "aoi-r7"]:
                rows[name].append({**r, "document_id": "aoi-r7.v2", "row_id": r.get("row_id", "").replace("aoi-r7", "aoi-r7.v2")})
        rows["documents"] = [{k: v for k, v in r.items() if k != "row_id"} for r in rows["documents"]]
        row(rows["documents"], document_id="aoi-r7")["is_current"] = False
        row(rows["goals"], row_id="goals/aoi-r7.v2/1/2")["rating_operator"] = "A"

    found = changed(edit)
    assert row(found, table_name="documents", column_name="document_id") | {} == {
        **row(found, table_name="documents", column_name="document_id"),
        "document_id": "aoi-r7.v2",
        "old": "aoi-r7",
        "new": "aoi-r7.v2",
    }
    rated = [r for r in found if r["table_name"] == "goals"]
    assert [(r["row_id"], r["column_name"], r["old"], r["new"], r["cause"]) for r in rated] == [
        ("goals/aoi-r7.v2/1/2", "rating_operator", "B", "A", "source")
    ]
    # It says nothing more, though the table of statements is what it was.
    assert {r["change"] for r in found if r["table_name"] == "statements"} == {"removed"}


def test_sheets_that_came_and_went_and_a_refused_file_are_one_line_each(changed: Callable[..., Rows], old: Path, tmp_path: Path) -> None:
    def edit(rows: dict[str, Rows]) -> None:
        for name, of in rows.items():
            rows[name] = [r for r in of if r.get("document_id") != "z-aoi-r2"]
        source = row(rows["sources"], document_id="aoi-r7")
        rows["sources"].append(
            {**source, "source_file": "scan.pdf", "document_id": "scan", "status": "refused", "defect_codes": ["not-pdf"]}
        )

    found = changed(edit)
    assert [(r["row_id"], r["change"]) for r in found if r["table_name"] == "documents" and r["change"] != "changed"] == [
        ("documents/z-aoi-r2", "removed")
    ]
    changes = pa.Table.from_pylist(found, schema=schema("changes"))
    notes = notes_of(changes, *(rows_in(folder, name) for name in ("documents", "sources") for folder in (old, tmp_path)))
    said = "\n".join(lines_of(notes, "en"))
    assert "#### Sheets withdrawn (1)" in said and "`z-aoi-r2`" in said
    assert "#### Files refused (1)" in said and "- `scan`: [not-pdf]" in said


@pytest.mark.parametrize(("bytes_now", "heading"), [(None, "Files renamed"), ("e" * 64, "Sheets superseded")])
def test_the_same_file_under_another_name_is_no_new_sheet(
    changed: Callable[..., Rows], old: Path, tmp_path: Path, bytes_now: str | None, heading: str
) -> None:
    def edit(rows: dict[str, Rows]) -> None:
        for of in rows.values():
            for r in of:
                r.update({k: v.replace("z-aoi-r2", "report") for k, v in r.items() if isinstance(v, str)})
        source = row(rows["sources"], document_id="report")
        source["source_sha256"] = bytes_now or source["source_sha256"]

    changes = pa.Table.from_pylist(changed(edit), schema=schema("changes"))
    notes = notes_of(changes, *(rows_in(folder, name) for name in ("documents", "sources") for folder in (old, tmp_path)))
    told = [block for block in lines_of(notes, "en") if block.startswith("####")]
    assert [block.splitlines()[0] for block in told] == [f"#### {heading} (1)"]
    assert told[0].endswith("`report` ← `z-aoi-r2`")


def test_a_change_of_code_that_changes_many_rows_is_said_at_the_top(changed: Callable[..., Rows]) -> None:
    def edit(rows: dict[str, Rows]) -> None:
        for r in (*rows["statements"], *rows["table_cells"], *rows["viewpoints"]):
            r["text"] += "x"

    found = changed(edit, (OLD_CODE, NEW_CODE))
    notes = notes_of(pa.Table.from_pylist(found, schema=schema("changes")), [], [], [], [])
    first, *rest = lines_of(notes, "ja")
    assert first.startswith("**注意: プログラムが変わったため") and "3件" in first
    assert any("(表 changes にすべてあります)" in block or "|" in block for block in rest)


def test_the_newest_publication_stands_above_the_others_and_can_be_named_later() -> None:
    nothing = notes_of(schema("changes").empty_table(), [], [], [], [])
    first = changes_text(nothing, Named())
    both = changes_text(nothing, Named("2026.1", "2026-11-28"), first)
    assert [line for line in both.splitlines() if line.startswith("## ")] == [
        "## 2026.1 (2026-11-28)",
        "## (版の名前なし) / (no release named)",
    ]
    assert renamed(first, Named("2026.1", "2026-11-28")) == changes_text(nothing, Named("2026.1", "2026-11-28"))
    assert "前の公開から変わったことはありません" in both and "Nothing changed" in both


def test_what_a_sheet_prints_is_text_in_the_notes(changed: Callable[..., Rows]) -> None:
    found = changed(lambda rows: row(rows["goals"], row_id="goals/aoi-r7/1/1").update(text="親子が安心して<img src=x> | **過ごせる**。"))
    notes = notes_of(pa.Table.from_pylist(found, schema=schema("changes")), [], [], [], [])
    (line,) = (line for block in lines_of(notes, "en") for line in block.splitlines() if "img" in line)
    assert "\\<img src=x\\> \\| \\*\\*過ごせる" in line


def test_diff_says_the_same_for_people_and_programs(
    changed: Callable[..., Rows], old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(lambda rows: row(rows["goals"], row_id="goals/aoi-r7/1/1").update(rating_ward="D"))
    assert main(["diff", "--lang", "en", str(old), str(tmp_path)]) == 0
    assert "| `goals/aoi-r7/1/1` | Rating by the ward | B | D | source |" in capsys.readouterr().out
    assert main(["diff", "--format", "csv", str(old), str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "goals,goals/aoi-r7/1/1,rating_ward,aoi-r7,changed,B,D,source"
