"""What people decide: one form for three files, commands that write them, tables that tell of them, and what people are shown."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pytest

from pipeline.cli import main
from pipeline.datasets.comparison import compare, of_document
from pipeline.datasets.contract import schema
from pipeline.datasets.corrected import facts_as_corrected
from pipeline.datasets.database import write_database
from pipeline.datasets.decisions import Correction, LinkDecision
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.export import write_xlsx
from pipeline.datasets.identity import address_of
from pipeline.datasets.indicators import indicator_rows
from pipeline.datasets.joined import front_sheets
from pipeline.datasets.package import UNNAMED
from pipeline.releases.comparison import Made
from pipeline.releases.corrections import corrections_table
from pipeline.report.comparison import lines_of
from pipeline.report.html.about import about_of
from pipeline.report.html.pictures import PagePictures
from pipeline.report.html.rows import documents_of
from pipeline.report.html.writing import as_html
from pipeline.run.accepted import Acceptance
from pipeline.run.decisions import Decisions, correctable, corrections_of, decisions_of, link_decisions
from pipeline.run.publish.release import Publication, stale_decisions
from pipeline.run.usage import UsageError
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection

BY = ("誤植", "区", "2026-04-01")
RATED = "goals/aoi-r7/1/1"
WHO = ("--reason", "誤植", "--who", "区", "--when", "2026-04-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """``raw`` and ``curated`` of a small collection; we are in their folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "aoi-r7.pdf").write_bytes(b"%PDF")
    (tmp_path / "curated").mkdir()
    write_tables({**good_collection().tables, "corrections": schema("corrections").empty_table()}, tmp_path / "curated")
    yield tmp_path


def entry(folder: Path, name: str) -> dict[str, Any]:
    (found,) = tomllib.loads((folder / "raw" / f"{name}.toml").read_text(encoding="utf-8")).popitem()[1]
    return dict(found)


def test_correct_writes_an_entry_with_what_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", f"report.html#{RATED}?ward", "rating_ward", "A", *WHO]) == 0
    wanted = {"row": RATED, "column": "rating_ward", "printed": "B", "corrected": "A", "reason": "誤植", "who": "区", "when": "2026-04-01"}
    assert entry(folder, "corrections") == wanted
    assert corrections_of(folder / "raw") == (Correction(RATED, "rating_ward", "B", "A", *BY),)
    assert main(["correct", RATED, "rating_ward", "C", *WHO]) == 2 and "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("column", "said", "meant"),
    [("value", "１２３４", "1234"), ("value", "1,234.5", "1234.5"), ("value", " １，２３４ ", "1234"), ("unit", "Ｃ", "Ｃ")],
)
def test_a_number_is_taken_as_people_write_it_and_a_text_as_it_is(column: str, said: str, meant: str) -> None:
    assert correctable(Correction("facts/a/1/1/1/1/1", column, "", said, *BY)).corrected == meant


def test_a_rating_in_full_width_is_the_rating_and_is_said_as_it_was_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", RATED, "rating_ward", "Ａ", "--lang", "en", *WHO]) == 0
    assert entry(folder, "corrections")["corrected"] == "A" and " is A, printed B" in capsys.readouterr().out


def test_a_file_with_a_number_that_is_none_is_refused(folder: Path) -> None:
    written = (
        '[[correction]]\nrow = "facts/a/1/1/1/1/1"\ncolumn = "value"\ncorrected = inf\nreason = "誤植"\nwho = "区"\nwhen = 2026-04-01\n'
    )
    (folder / "raw" / "corrections.toml").write_text(written, encoding="utf-8")
    with pytest.raises(UsageError, match="inf is no value of value"):
        corrections_of(folder / "raw")


def test_an_address_is_known_as_it_reads_and_as_a_link_has_it() -> None:
    encoded = "goals/%E9%9D%92%E5%8C%BA-r7/1/2"
    assert [address_of(named) for named in ("goals/青区-r7/1/2", encoded, f"report.html#{encoded}?ward", "00ff00ff00ff00ff")] == [
        encoded,
        encoded,
        encoded,
        "00ff00ff00ff00ff",
    ]


@pytest.mark.parametrize(
    ("row", "column", "value", "says"),
    [
        (RATED, "rating_ward", "E", "E is no value of rating_ward"),
        (RATED, "row_id", "x", "no column that can be corrected"),
        (RATED, "boxes", "x", "no column that can be corrected"),
        (RATED, "ratign", "A", "no column that can be corrected"),
        ("goals/nobody/1/1", "rating_ward", "A", "has no row goals/nobody/1/1"),
        ("nothing", "text", "A", "is no row_id and no content_id"),
        ("facts/aoi-r7/1/1/1/1/1", "value", "many", "many is no value of value"),
        *[
            ("facts/aoi-r7/1/1/1/1/1", "value", said, "is no value of value")
            for said in ("nan", "inf", "1e999", "１ｅ９９９", "12,34", "1²")
        ],
    ],
)
def test_what_cannot_be_corrected_is_said(
    row: str, column: str, value: str, says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["correct", row, column, value, *WHO]) == 2
    assert says in capsys.readouterr().err and not (folder / "raw" / "corrections.toml").exists()


def test_accept_writes_what_check_and_run_take(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", "raw/aoi-r7.pdf", "rating-missing", "--place", "1ページ", *WHO]) == 0
    assert entry(folder, "accepted")["source"] == "aoi-r7.pdf"
    for name, code, says in (
        ("no.pdf", "rating-missing", "there is no file no.pdf"),
        ("aoi-r7.pdf", "not-pdf", "cannot be accepted"),
    ):
        assert main(["accept", name, code, *WHO]) == 2 and says in capsys.readouterr().err


def test_confirm_names_sentences_by_their_content(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["statement_id"]: row["content_id"] for row in good_collection().tables["statements"].to_pylist()}
    assert main(["confirm", "aoi-r7/1/outcome/1", "ibasho.v2", *WHO]) == 0
    assert main(["confirm", "--reject", "statements/aoi-r7/1/challenge/1", "prior_issues/aoi-r7/1/1", *WHO]) == 0
    first, second = link_decisions(folder / "raw")
    assert first == LinkDecision(rows["aoi-r7/1/outcome/1"], "confirmed", *BY, viewpoint="ibasho.v2")
    assert (second.verdict, second.viewpoint) == ("rejected", "") and len(second.issue) == 16
    assert main(["confirm", "aoi-r7/9/outcome/1", "ibasho.v2", *WHO]) == 2 and "has no row" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "written", "says"),
    [
        ("corrections", "[[correction]]\nrow = 'goals/a/1/1'\ncolumn = 'text'\nreason = 'x'\nwho = 'x'\n", "it lacks when"),
        ("corrections", "[[correction]]\nrow = 'x'\ncolumn = 'text'\nreason = 'x'\nwho = 'x'\nwhen = 2026-04-01\n", "x is no row_id"),
        ("links", "[[link]]\nstatement = 'x'\nverdict = 'maybe'\nreason = 'x'\nwho = 'x'\nwhen = 2026-04-01\n", "verdict is maybe"),
        ("links", "[[link]]\nstatement = 'x'\nverdict = 'rejected'\nreason = 'x'\nwho = 'x'\nwhen = 2026-04-01\n", "it names one of"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_meant_is_said(name: str, written: str, says: str, folder: Path) -> None:
    (folder / "raw" / f"{name}.toml").write_text(written, encoding="utf-8")
    with pytest.raises(UsageError, match=says.replace("[", "\\[")):
        decisions_of(folder / "raw")


def test_a_correction_holds_while_its_printed_value_is_there(folder: Path) -> None:
    content_id = good_collection().tables["goals"].to_pylist()[0]["content_id"]
    entries = [
        Correction(RATED, "rating_ward", "B", "A", *BY),
        Correction("facts/aoi-r7/1/1/1/1/1", "value", "1234", "4321", *BY),
        Correction(content_id, "rating_operator", "A", "", *BY),
        Correction("goals/aoi-r7/1/2", "rating_operator", "D", "A", *BY),
    ]
    rows = corrections_table(entries, folder / "curated").to_pylist()
    assert {(row["row_id"], row["column_name"], row["corrected"], row["state"]) for row in rows} == {
        (RATED, "rating_ward", "A", "applied"),
        ("facts/aoi-r7/1/1/1/1/1", "value", "4321", "applied"),
        (RATED, "rating_operator", None, "applied"),
        ("goals/aoi-r7/1/2", "rating_operator", "A", "stale"),
    }


def test_the_published_folder_tells_of_all_decisions_and_which_are_stale(folder: Path) -> None:
    statement = good_collection().tables["statements"].to_pylist()[0]["text"]
    corrections = (Correction(RATED, "rating_ward", "B", "A", *BY), Correction(RATED, "rating_operator", "D", "A", *BY))
    links = (LinkDecision(statement, "confirmed", *BY, viewpoint="ibasho.v1"), LinkDecision("gone", "rejected", *BY, viewpoint="ibasho.v1"))
    accepted = [Acceptance(f"{name}.pdf", "rating-missing", "", *BY) for name in ("a", "b")]
    decided = Decisions(corrections, links)
    own = Publication(folder / "none", UNNAMED, Made(), decided, {}, accepted=accepted, stale=lambda: accepted[1:])
    tables = own.tables(folder / "curated")
    rows = [(row["kind"], row["number"], row["state"]) for row in tables["decisions"].to_pylist()]
    both = ("applied", "stale")
    assert rows == [(kind, number, state) for kind in ("accepted", "correction", "link") for number, state in enumerate(both, 1)]
    write_tables(tables, folder / "curated")
    assert [defect.code for defect in stale_decisions(decided, folder / "curated")] == ["correction-stale", "link-stale"]


def test_a_correction_that_a_newer_version_of_the_sheet_escapes_is_said(folder: Path) -> None:
    decided = Decisions((Correction(RATED, "rating_ward", "B", "A", *BY),), ())
    assert stale_decisions(decided, folder / "curated") == []
    documents = [{**row, "is_current": row["document_id"] != "aoi-r7"} for row in good_collection().tables["documents"].to_pylist()]
    write_tables({"documents": pa.Table.from_pylist(documents, schema("documents"))}, folder / "curated")
    (defect,) = stale_decisions(decided, folder / "curated")
    assert (defect.code, dict(defect.values)) == ("correction-superseded", {"entry": f"{RATED} rating_ward"})


def test_people_are_shown_the_corrected_value_marked_and_the_tables_keep_the_printed_one(folder: Path) -> None:
    tables = good_collection().tables
    counted = [Correction(f"facts/{name}/1/1/1/1/1", "value", "1234", "4321", *BY) for name in ("aoi-r7", "aoi-r7-b")]
    entries = [Correction(RATED, "rating_ward", "B", "D", *BY), *counted]
    tables["corrections"] = corrections_table(entries, folder / "curated")
    rows, _ = indicator_rows(tables["documents"], tables["projects"], tables["facts"], entries)
    tables["indicators"] = arrow_table("indicators", sorted_by_key("indicators", rows))
    write_tables(tables, folder / "curated")
    write_database(folder / "curated", tables)
    with duckdb.connect(str(folder / "curated" / "kyoten.duckdb"), read_only=True) as connection:
        shown = connection.sql(f"SELECT rating_ward, differ, corrected FROM ratings WHERE row_id = '{RATED}'").fetchall()
        assert shown == [("D", True, "rating_ward")]
        assert connection.sql("SELECT \"2022\", corrected FROM facts_wide WHERE document_id = 'aoi-r7' AND project_no = 1").fetchall() == [
            (4321.0, "value")
        ]
        coded = connection.sql(f"SELECT rating_ward, corrected FROM ratings_by_code WHERE row_id = '{RATED}'").fetchall()
        assert set(coded) <= {("D", "rating_ward")}
        wide = connection.sql("SELECT document_id, project_no, corrected FROM ratings_wide WHERE corrected IS NOT NULL").fetchall()
        assert wide == [("aoi-r7", 1, "1: rating_ward")]
        assert set(connection.sql("SELECT DISTINCT corrected FROM indicators_wide").fetchall()) == {("2022",)}
        assert connection.sql(f"SELECT rating_ward FROM goals WHERE row_id = '{RATED}'").fetchall() == [("B",)]
    documents = documents_of(tables)
    (goal,) = (row for d in documents for row in d.tables["goals"] if row["row_id"] == RATED)
    assert goal["rating_ward"] == "D" and "印刷:「B」" in goal["correction_note"]
    of_release = {name: tables[name].to_pylist() for name in ("coverage", "decisions")}
    html = as_html(about_of(documents, ()), [PagePictures(d.document_id) for d in documents], of_release, (), ())
    assert "収録の状況" in html and "人の判断" in html and "goals/aoi-r7/1/1 rating_ward" in html
    write_xlsx(tables, folder / "book.xlsx")
    sheet = openpyxl.load_workbook(folder / "book.xlsx")["目指す拠点の姿"]
    (cell,) = (cell for line in sheet.iter_rows() for cell in line if cell.comment)
    assert cell.value == "B" and cell.comment.text.startswith("訂正: D")


def test_the_joined_sheets_and_the_comparison_show_the_corrected_value_marked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = good_collection().tables
    emptied = "facts/aoi-r7-b/1/1/1/1/1"  # no other sheet of its ward tells of the year
    entries = [Correction(RATED, "rating_ward", "B", "D", *BY), Correction(emptied, "value", "1234", "", *BY)]
    tables["corrections"] = corrections_table(entries, folder / "curated")
    facts, _ = facts_as_corrected(tables["facts"], entries)
    rows, _ = indicator_rows(tables["documents"], tables["projects"], facts)
    tables["indicators"] = arrow_table("indicators", sorted_by_key("indicators", rows))
    goals, indicators, _ = front_sheets(tables)
    assert goals.columns[-1].title == "訂正した欄"
    marked = [(row[6], row[-1]) for row in goals.rows if row[-1]]
    assert [letter for letter, _ in marked] == ["D"] and "印刷:「B」" in str(marked[0][1])
    assert indicators.columns[-1].title == "訂正した年度"
    assert [row[-1] for row in indicators.rows if row[-1]] == ["令和4年度"]
    write_tables(tables, folder / "curated")
    assert main(["compare", "aoi-r7", "aoi-r7", "--json", "-"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["goals"][0]["ward"]["old"], set(said["corrected"])) == ("D", {RATED})
    printed = {name: table for name, table in tables.items() if name != "corrections"}
    both = [compare(of_document(printed, one), of_document(tables, one)) for one in ("aoi-r7", "aoi-r7-b")]
    remarks = [line.remark for compared in both for line in lines_of(compared) if line.new_row_id in (RATED, emptied)]
    assert len(remarks) == 2 and all("【新は訂正後: " in remark and "印刷:「" in remark for remark in remarks)
    assert [(fact.old, fact.new) for fact in both[1].facts] == [("1,234人", None)]


def test_tables_without_corrections_have_no_marks() -> None:
    tables = good_collection().tables
    assert not any("correction_note" in row for d in documents_of(tables) for row in d.tables["goals"])
    assert isinstance(tables["corrections"], pa.Table)
