"""CSV and Excel say what the Parquet files say, and no spreadsheet makes anything else of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.datasets.contract import BOXES, INTS, STRINGS, TABLES, spec
from pipeline.datasets.export import write_csv, write_xlsx
from pipeline.datasets.joined import front_sheets
from pipeline.datasets.package import Named
from pipeline.datasets.spelling import safe, speller
from pipeline.run.manifest import write_manifest
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection
from tests.support.two_terms import two_terms_tables

Tables = dict[str, pa.Table]
TITLES = ("目指す姿と評価", "指標(区と年度)", "記述(視点つき)")
FILES = ("00_goals_with_ratings.csv", "00_indicators_by_ward_and_year.csv", "00_statements_with_viewpoints.csv")
DANGEROUS = ["=1+1", "+81", "-5人", "@cmd", "＝SUM(A1)", "＋", "－", "＠", "\t=1", "'quoted"]


def tables_with(texts: list[str]) -> Tables:
    tables = good_collection().tables
    cells = tables["table_cells"]
    assert len(texts) <= cells.num_rows
    at = cells.schema.get_field_index("text")
    changed = [*texts, *cells["text"].to_pylist()[len(texts) :]]
    tables["table_cells"] = cells.set_column(at, cells.schema.field(at), pa.array(changed, pa.string()))
    return tables


def read_csv(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_begins_with_a_bom_and_one_header_row_of_the_contracts_names(tmp_path: Path) -> None:
    write_csv(good_collection().tables, tmp_path)
    for table in TABLES:
        data = (tmp_path / f"{table.name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf" + table.columns[0].name.encode())
        assert data.count(b"\xef\xbb\xbf") == 1
        assert data.decode("utf-8-sig").splitlines()[0].split(",") == list(table.column_names)
    assert {path.name for path in tmp_path.iterdir()} == {*FILES, *(f"{table.name}.csv" for table in TABLES), "datapackage.json"}


def test_csv_says_what_the_tables_say(tmp_path: Path) -> None:
    tables = good_collection().tables
    write_csv(tables, tmp_path)
    for table in TABLES:
        kinds = {column.name: column.type for column in table.columns}
        said = [{name: speller(kinds[name])(value) for name, value in row.items()} for row in tables[table.name].to_pylist()]
        read = [{name: value.removeprefix("'") for name, value in row.items()} for row in read_csv(tmp_path, table.name)]
        assert read == said, table.name
    assert read_csv(tmp_path, "statements")[-1]["goal_nos"] in ("", "1;2", "1")
    assert {row["goal_nos"] for row in read_csv(tmp_path, "statements")} == {"", "1", "1;2"}
    assert {row["value"] for row in read_csv(tmp_path, "facts")} == {"1234", ""}


def test_the_csv_package_is_valid_down_to_types_and_keys(tmp_path: Path) -> None:
    write_csv(good_collection().tables, tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "note"]) == []
    assert report.valid and len(report.tasks) == len(TABLES)


def test_the_csv_package_finds_a_row_that_refers_to_nothing(tmp_path: Path) -> None:
    tables = good_collection().tables
    tables["projects"] = tables["projects"].slice(1)
    write_csv(tables, tmp_path)
    found = {error[0] for error in Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])}
    assert found == {"foreign-key"}


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    write_csv(tables_with(DANGEROUS), tmp_path)
    written = [row["text"] for row in read_csv(tmp_path, "table_cells")][: len(DANGEROUS)]
    assert written == [f"'{text}" for text in DANGEROUS]


@given(st.text())
def test_what_was_made_safe_can_be_read_back(text: str) -> None:
    assert safe(text).removeprefix("'") == text
    assert not safe(text).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        ([1, 2], INTS, "1;2"),
        ([], INTS, ""),
        (["父親", "a;b", "c\\d"], STRINGS, "父親;a\\;b;c\\\\d"),
        ([{"page": 1, "x0": 60.0, "y0": 40.1, "x1": 400.5, "y1": 50.0}], BOXES, "1 60 40.1 400.5 50"),
        (0.1 + 0.2, pa.float64(), "0.30000000000000004"),
        (16061.0, pa.float64(), "16061"),
        (1e21, pa.float64(), "1000000000000000000000"),
        (-3.5, pa.float64(), "-3.5"),
        (True, pa.bool_(), "true"),
        (None, pa.string(), ""),
    ],
)
def test_spelling(value: Any, kind: pa.DataType, written: str) -> None:
    assert speller(kind)(value) == written


def test_the_same_tables_give_the_same_files(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        write_csv(good_collection().tables, tmp_path / name)
        write_xlsx(good_collection().tables, tmp_path / name / "k.xlsx")
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1]


def test_the_workbook_has_a_sheet_per_table_that_reads_and_prints(tmp_path: Path) -> None:
    tables = good_collection().tables
    assert write_xlsx(tables, tmp_path / "k.xlsx") == ()
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    assert book.sheetnames == [*TITLES, *(table.title_ja for table in TABLES)]
    for table in TABLES:
        sheet = book[table.title_ja]
        assert [cell.value.split("(")[0] for cell in sheet[1]] == [column.title_ja.split("(")[0] for column in table.columns]
        assert sheet.max_row == tables[table.name].num_rows + 1 or tables[table.name].num_rows == 0
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_first_sheets_of_the_workbook_say_what_offices_ask_for_and_print_on_a4(tmp_path: Path) -> None:
    write_xlsx(good_collection().tables, tmp_path / "k.xlsx", Named("2026.1", "2026-12-01"))
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    goals, indicators, statements = (rows_of(book[title]) for title in TITLES)
    now = next(row for row in goals if row["期"] == "第3期 令和3～7年度" and row["区"] == "青葉が原区")
    assert now == {
        "区": "青葉が原区",
        "期": "第3期 令和3～7年度",
        "事業": "1 親子の居場所事業",
        "番号": "①",
        "目指す拠点の姿": "親子が安心して過ごせる。",
        "評価 法人": "A",
        "評価 区": "B",
        "前期 法人": "A",
        "前期 区": "B",
        "前期の課題": "○土曜日の利用が少ない。\n⇒父親の参加が要る。",
        "今期の課題とその後": "・特になし",
    }
    assert len(goals) == good_collection().tables["goals"].num_rows
    assert indicators[0] == {"指標": "ひろばの延べ利用者数", "単位": "人", "区": "小川区", "令和4年度": 1234}
    linked = next(row for row in statements if row["記述"] == "父親が参加しやすい会を始めた。")
    assert (linked["欄"], linked["見出し"], linked["姿の番号"]) == ("評価の理由(法人)", "安心して過ごせる場", "1")
    assert (linked["振り返りの視点"], linked["視点の候補"]) == ("イ 父親が参加できるか。", "ア")
    for title in TITLES:
        sheet = book[title]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows) == (9, "landscape", "$1:$1")
        assert sheet.freeze_panes == "D2" and sheet.auto_filter.ref.startswith("A1:")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddHeader.right.text == "版 2026.1(2026-12-01)"


def test_a_challenge_says_what_the_next_term_made_of_it() -> None:
    goals = front_sheets({**good_collection().tables, **two_terms_tables()})[0]
    before, after = (next(row for row in goals.rows if row[1] == term) for term in ("第2期 平成28～令和2年度", "第3期 令和3～7年度"))
    assert str(before[-1]).split("\n") == [
        "・土曜日の利用が少ないため、周知を進める必要がある。",
        "　→ 次期:「土曜日の利用が少ないため、周知が必要である。」",
        "・雨の日の混雑への対応を検討する。",
        "　→ 次期のシートに対応する課題は見つかりませんでした",
        "・父親が集まる場がない。",
        "　→ 次期のシートに同じ文で引き継がれています",
    ]
    assert before[7:9] == (None, None), "there is no sheet of the term before that"
    assert after[4:9] == ("親子が安心して過ごせる。", "A", "B", "B", "A")


def test_the_csv_says_which_release_it_is_of_and_has_the_same_first_sheets(tmp_path: Path) -> None:
    tables = good_collection().tables
    write_csv(tables, tmp_path, Named("2026.1", "2026-12-01"))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["version"], package["created"]) == ("2026.1", "2026-12-01T00:00:00Z")
    for front in front_sheets(tables):
        rows = read_csv(tmp_path, front.file.removesuffix(".csv"))
        assert len(rows) == len(front.rows) and list(rows[0]) == [column.title for column in front.columns]


def test_names_of_rows_stand_on_one_line(tmp_path: Path) -> None:
    tables = good_collection().tables
    write_xlsx(tables, tmp_path / "k.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx")[spec("terms").title_ja]
    assert all(sheet.row_dimensions[row].height is None for row in range(2, tables["terms"].num_rows + 2))
    longest = max(len(name) for name in tables["terms"]["document_id"].to_pylist())
    assert longest < sheet.column_dimensions["A"].width < longest + 5


def test_lists_for_programs_are_whole_in_the_workbook_and_print_in_part(tmp_path: Path) -> None:
    tables = good_collection().tables
    for name in ("tokens", "goals"):
        tables[name] = pa.concat_tables([tables[name]] * (200 // tables[name].num_rows + 1))
    write_xlsx(tables, tmp_path / "k.xlsx")
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    words, goals = (book[spec(name).title_ja] for name in ("tokens", "goals"))
    assert words.max_row == tables["tokens"].num_rows + 1
    assert words.print_area.split("$")[-1] == "51" and f"全{tables['tokens'].num_rows}行" in words.oddHeader.left.text
    assert not goals.print_area and goals.oddHeader.left.text == "&A"


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    write_xlsx(tables_with(["短い", "長い文" * 60, "長" * 40_000]), tmp_path / "k.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx")[spec("table_cells").title_ja]
    short, long, longest = (sheet.row_dimensions[row].height for row in (2, 3, 4))
    assert short is None
    assert 6 * 17 <= long <= 7.5 * 17
    assert 408 <= longest <= 409


def test_text_cells_of_the_workbook_stay_text(tmp_path: Path) -> None:
    texts = ["1-2", "2025/4/1", "4月1日", "=1+1", "001", "1e5", "https://example.org"]
    write_xlsx(tables_with(texts), tmp_path / "k.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx")[spec("table_cells").title_ja]
    at = spec("table_cells").column_names.index("text") + 1
    for row, text in enumerate(texts, 2):
        cell = sheet.cell(row, at)
        assert (cell.value, cell.data_type, cell.number_format, cell.hyperlink) == (text, "s", "@", None)
        assert cell.alignment.wrap_text
    numbers = openpyxl.load_workbook(tmp_path / "k.xlsx")[spec("facts").title_ja]
    assert numbers.cell(2, spec("facts").column_names.index("value") + 1).value == 1234
    assert numbers.cell(2, spec("facts").column_names.index("value") + 1).data_type == "n"


def test_a_text_too_long_for_a_cell_is_cut_visibly_and_told(tmp_path: Path) -> None:
    (cut,) = write_xlsx(tables_with(["長" * 40_000]), tmp_path / "k.xlsx")
    assert (cut.table, cut.column, cut.count) == ("table_cells", "text", 1)
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx")[spec("table_cells").title_ja]
    said = sheet.cell(2, spec("table_cells").column_names.index("text") + 1).value
    assert len(said) == 32_767 and said.endswith("…(続きは Parquet を参照)")


def test_the_command_writes_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--csv", "out"]) == 2
    assert "run kyoten run first" in capsys.readouterr().err
    Path("curated").mkdir()
    write_tables(good_collection().tables, Path("curated"))
    assert main(["export"]) == 2
    assert "--csv DIR" in capsys.readouterr().err
    assert main(["export", "--xlsx", "k.xls"]) == 2
    assert main(["export", "--csv", "out", "--xlsx", "k.xlsx"]) == 0
    told = capsys.readouterr().out
    assert told.count(f"Wrote {len(TABLES)} tables with") == 2 and " to out\n" in told and " to k.xlsx\n" in told
    assert Path("out/goals.csv").is_file() and Path("k.xlsx").is_file()
    Path("curated/facts.parquet").unlink()
    assert main(["export", "--csv", "out"]) == 2
    assert "lacks facts.parquet" in capsys.readouterr().err


@pytest.mark.parametrize("place", [["--csv", "curated"], ["--csv", "curated/tables"], ["--xlsx", "curated/kyoten.xlsx"]])
def test_nothing_is_written_among_the_published_tables(
    place: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    curated = tmp_path / "curated"
    curated.mkdir()
    write_tables(good_collection().tables, curated)
    (curated / "datapackage.json").write_text("{}")
    write_manifest(curated, [path.name for path in curated.iterdir()])
    before = {path.name: path.read_bytes() for path in curated.iterdir()}
    assert main(["export", *place]) == 2
    assert "curated, a folder that kyoten itself keeps" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in curated.iterdir()} == before
