"""The report's file: every row has its address in it, texts stay texts, nothing is called, pictures lie where they are said to."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import chain, count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.cli import main
from pipeline.datasets.contract import TABLES
from pipeline.pages.placeholder import is_placeholder
from pipeline.report.drawing import PageTask
from pipeline.report.html import charts, write_report
from pipeline.report.html.about import about_of
from pipeline.report.html.overlays import overlays_of
from pipeline.report.html.pictures import PagePictures, Workers
from pipeline.report.html.ratings import rating_grids
from pipeline.report.html.rows import documents_of
from pipeline.report.html.series import indicator_series
from pipeline.report.html.sheet import sheet_view
from pipeline.report.html.steps import steps_of
from pipeline.report.html.writing import as_html
from pipeline.values import Defect
from tests.report.site import HOSTILE, Site, site


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("small"))


def unpacked(page: str, kind: str) -> list[str]:
    found = re.findall(rf'<script type="text/plain" id="{kind}-[^"]*">([^<]*)</script>', page)
    return [gzip.decompress(base64.b64decode(text)).decode() for text in found]


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_every_row_made_from_the_page_has_its_address_and_its_place(small: Site, tmp_path: Path) -> None:
    page = small.report(tmp_path, "none").read_text(encoding="utf-8")
    rows = {attributes["id"]: attributes for text in unpacked(page, "sheet") for _, attributes in Tags(text).tags if "id" in attributes}
    for table in TABLES:
        # A number or name of a sentence has the place of its statement.
        if "boxes" in table.column_names and table.name not in ("mentions", "entities"):
            assert small.tables[table.name].num_rows, table.name
            for row in small.tables[table.name].select(["row_id", "page_first"]).to_pylist():
                assert (rows[row["row_id"]]["data-b"] or "").startswith(f"{row['page_first']} "), row
    for row in small.tables["defects"].to_pylist():
        assert row["row_id"] in rows


@pytest.mark.parametrize("name", ["facts", "table_cells"])
def test_what_stands_in_an_empty_cell_has_the_place_of_its_table(small: Site, name: str) -> None:
    row = small.tables[name].to_pylist()[0]
    empty = pa.Table.from_pylist([{**row, "page_first": None, "page_last": None, "boxes": []}], small.tables[name].schema)
    document = next(made for made in documents_of({**small.tables, name: empty}) if made.document_id == row["document_id"])
    items = [item for project in sheet_view(document).projects for section in project.sections for item in section.items]
    placed = [
        (shown["boxes"], item.row["boxes"]) for item in items if item.table for shown in (*item.table.facts, *chain(*item.table.lines))
    ]
    assert all(boxes for boxes, _ in placed) and any(boxes == table for boxes, table in placed)


def test_no_address_is_given_twice(small: Site, tmp_path: Path) -> None:
    page = small.report(tmp_path, "none").read_text(encoding="utf-8")
    ids = [attributes["id"] for text in (page, *unpacked(page, "sheet")) for _, attributes in Tags(text).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_same_tables_give_the_same_file(small: Site, tmp_path: Path) -> None:
    assert small.report(tmp_path / "a").read_bytes() == small.report(tmp_path / "b").read_bytes()


def test_texts_of_sheets_stay_texts(tmp_path: Path) -> None:
    page = site(tmp_path, hostile=True).report(tmp_path, "none").read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert page.count("<script>") == 2
    sheets = [Tags(text) for kind in ("sheet", "facts", "step", "indicators") for text in unpacked(page, kind)]
    assert any(HOSTILE in text for sheet in sheets for text in sheet.texts)
    for sheet in sheets:
        assert not [tag for tag, _ in sheet.tags if tag in ("script", "img", "iframe", "style", "object")]
        assert not [name for _, attributes in sheet.tags for name in attributes if name.startswith("on")]


def test_rows_read_from_a_picture_say_how_surely_and_the_others_nothing(tmp_path: Path) -> None:
    small = site(tmp_path)
    for name, sure in (("goals", 0.879), ("statements", 1.0), ("facts", None)):
        table = small.tables[name]
        at = table.schema.get_field_index("confidence")
        small.tables[name] = table.set_column(at, table.schema.field(at), pa.array([sure] * table.num_rows, pa.float64()))
    page = small.report(tmp_path, "none").read_text(encoding="utf-8")
    sheets = ["".join(Tags(text).texts) for text in unpacked(page, "sheet")]
    counts = [sum(text.count(f"読取、最も不確かな文字の確からしさ {sure}") for text in sheets) for sure in ("87%", "≥99%", "")]
    assert counts == [small.tables["goals"].num_rows, small.tables["statements"].num_rows, sum(counts[:2])]
    found = [row for text in unpacked(page, "search") for row in json.loads(text)]
    assert {row[5] for row in found if row[0].startswith("goals/")} == {"87%"} and "" in {row[5] for row in found}
    assert page.count('data-sure="87%"') == page.count('class="pair"')


def test_nothing_is_loaded_from_anywhere(small: Site, tmp_path: Path) -> None:
    page = small.report(tmp_path, "embedded").read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy and "default-src 'none'" in policy[1] and "http" not in policy[1] and "unsafe-eval" not in policy[1]
    for text in (
        re.sub(r"<script>.*?</script>", "", page, flags=re.S),
        *(text for kind in ("sheet", "facts", "step", "indicators") for text in unpacked(page, kind)),
    ):
        for tag, attributes in Tags(text).tags:
            assert tag not in ("link", "iframe", "object", "embed", "base")
            assert "src" not in attributes
            assert tag != "a" or not attributes.get("href") or str(attributes["href"]).startswith("#")
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style and "url(" not in style[1] and "@import" not in style[1]


def test_an_address_of_a_source_is_a_link_only_on_the_web(tmp_path: Path) -> None:
    small = site(tmp_path)
    sources = small.tables["sources"]
    place = sources.schema.get_field_index("url")
    addresses = ["javascript:alert(1)", "https://example.invalid/sheet.pdf"]
    small.tables["sources"] = sources.set_column(place, sources.schema.field("url"), pa.array(addresses))
    page = small.report(tmp_path, "none").read_text(encoding="utf-8")
    links = {attributes.get("href") for text in unpacked(page, "sheet") for tag, attributes in Tags(text).tags if tag == "a"}
    assert addresses[1] in links
    assert addresses[0] not in links


@pytest.mark.parametrize("pictures", ["embedded", "folder", "none"])
def test_pictures_lie_where_the_file_says(small: Site, tmp_path: Path, pictures: str) -> None:
    page = small.report(tmp_path, pictures).read_text(encoding="utf-8")  # type: ignore[arg-type]
    embedded = re.findall(r'id="picture-\d+-\d+">([^<]*)<', page)
    beside = sorted((tmp_path / "report-pages").rglob("*.png"))
    count = sum(small.tables["documents"]["page_count"].to_pylist())
    assert len(embedded) == (count if pictures == "embedded" else 0)
    assert len(beside) == (count if pictures == "folder" else 0)
    for picture in [base64.b64decode(text) for text in embedded] + [path.read_bytes() for path in beside]:
        assert picture.startswith(b"\x89PNG")


def test_pictures_that_are_there_are_not_drawn_again(small: Site, tmp_path: Path) -> None:
    small.report(tmp_path, "folder")
    first = next((tmp_path / "report-pages").rglob("*.png"))
    first.write_bytes(b"kept")
    small.report(tmp_path, "folder")
    assert first.read_bytes() == b"kept"


def test_a_changed_or_missing_pdf_costs_its_pictures_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = site(tmp_path)
    (small.raw / "r2.pdf").unlink()
    (small.raw / "r7.pdf").write_bytes(b"%PDF-1.7 another")
    output = tmp_path / "report.html"
    assert main(["report", "--curated", str(small.curated), "--raw", str(small.raw), "-o", str(output), "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert "r2.pdf is missing" in said and "r7.pdf has changed" in said
    assert output.is_file()


def test_what_the_report_does_not_show_is_not_read(tmp_path: Path) -> None:
    """The words of a large collection would fill the memory for nothing."""
    small = site(tmp_path)
    (small.curated / "tokens.parquet").unlink()
    output = tmp_path / "report.html"
    assert main(["report", "--curated", str(small.curated), "--pictures", "none", "-o", str(output)]) == 0
    assert output.is_file()


def test_wrong_usage_names_the_next_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--curated", str(tmp_path), "-o", str(tmp_path / "r.html")]) == 2
    assert "kyoten run" in capsys.readouterr().err
    assert main(["report", "-o", str(tmp_path / "r.pdf")]) == 2
    assert ".html" in capsys.readouterr().err


def test_goals_of_two_terms_stand_beside_each_other(small: Site) -> None:
    documents = documents_of(small.tables)
    grids = rating_grids(documents)
    assert [grid.project_no for grid in grids] == [1, 2]
    assert [line.document.document_id for line in grids[0].lines] == ["r2", "r7"]
    assert all(len(line.goals) == len(grid.columns) for grid in grids for line in grid.lines)
    (step,) = steps_of(documents)
    first = [goal for goal in step.goals if goal.project_no == 1]
    assert [goal.change for goal in first] == ["reworded", "dropped", "added"]
    assert (first[0].operator.direction, first[0].ward.direction) == ("up", "down")


def test_goals_stand_under_the_common_goal_that_they_are(small: Site) -> None:
    def goal(number: int, code: str | None) -> dict[str, Any]:
        return {"project_no": 1, "goal_no": number, "goal_code": code}

    documents = documents_of(small.tables)
    told = ([goal(1, "ibasho.g2"), goal(2, "ibasho.g10"), goal(3, None)], [goal(1, "ibasho.g10"), goal(2, "ibasho.g10")])
    changed = [replace(d, tables={**d.tables, "goals": goals}) for d, goals in zip(documents, told, strict=True)]
    grid = rating_grids(changed)[0]
    assert grid.columns == ["ibasho.g2", "ibasho.g10", ""]
    assert [[[row["goal_no"] for row in cell] for cell in line.goals] for line in grid.lines] == [[[1], [2], [3]], [[], [1, 2], []]]


def test_an_indicator_joins_a_wards_terms_and_leads_to_each_number(small: Site, tmp_path: Path) -> None:
    documents = documents_of(small.tables)
    (overlay,) = overlays_of(documents, small.tables["indicators"].to_pylist(), small.tables["indicator_catalogue"].to_pylist())
    (line,) = overlay.lines
    assert (overlay.code, overlay.years, line.ward) == ("visits", [2017, 2018, 2019, 2020, 2021, 2022], documents[0].ward)
    assert [(number.year, number.value, number.document.document_id) for number in line.numbers.values()] == [
        (2017, 234.0, "r2"),
        (2022, 1234.0, "r7"),
    ]
    assert line.runs == []  # no line is drawn over years that no sheet tells of
    (page,) = unpacked(small.report(tmp_path, "none").read_text(encoding="utf-8"), "indicators")
    for number, year in zip(line.numbers.values(), ("平成29", "令和４"), strict=True):
        assert f'<a href="#{number.row_id}" title="{number.raw} ' in page and f"{year}年度 {number.raw}</title>" in page


def test_a_chart_of_numbers_below_zero_keeps_its_zero(small: Site) -> None:
    rows = small.tables["indicators"].to_pylist()
    rows[0]["value"] = -100.0
    (overlay,) = overlays_of(documents_of(small.tables), rows, small.tables["indicator_catalogue"].to_pylist())
    (line,) = overlay.lines
    below, above = sorted((number.value, number.y) for number in line.numbers.values())
    assert below[1] > overlay.foot > above[1]


def test_what_changed_since_the_sheet_before_is_told_of_ratings_indicators_and_challenges(small: Site) -> None:
    (step,) = steps_of(documents_of(small.tables), small.tables["indicators"].to_pylist(), small.tables["indicator_catalogue"].to_pylist())
    assert [(moved.old, moved.new, moved.difference) for moved in step.indicators] == [("平成29年度 234", "令和４年度 1,234", "+1,000")]
    assert step.moved("operator")["up"] >= 1 and step.changed("added") == sum(goal.change == "added" for goal in step.goals) > 0
    assert 0 < step.taken_up < step.of_before
    kinds = Counter(line[3] for line in step.csv)
    assert kinds["自己評価(法人)"] == kinds["自己評価(区)"] == len(step.goals) and kinds["課題のその後"] == len(step.challenges)


def test_the_report_says_what_it_is_and_what_was_refused_and_why(small: Site, tmp_path: Path) -> None:
    sources = small.tables["sources"].to_pylist()
    refused = {
        **sources[0],
        "source_file": "x.pdf",
        "document_id": "x",
        "status": "refused",
        "defect_codes": ["encrypted", "rating-missing"],
    }
    goals = small.tables["goals"].to_pylist()
    goals[0]["rating_ward_raw"] = "Ａ（達成できた）"
    documents = documents_of({**small.tables, "goals": pa.Table.from_pylist(goals, schema=small.tables["goals"].schema)})
    about = about_of(documents, [*sources, refused], "2026-11-28")
    assert (about.made_on, about.wards, about.meanings) == ("令和８年11月28日", 1, [("A(達成できた)", 1)])
    (file,) = about.refused
    assert (file.file, [code for code, *_ in file.why]) == ("x.pdf", ["encrypted"]) and all(
        text for _, *texts in file.why for text in texts
    )
    page = as_html(about, [PagePictures(document.document_id) for document in documents], {}, (), ())
    assert all(text in page for text in ("令和８年11月28日", "BはAの半分ではありません", "A(達成できた)", file.why[0][1], file.why[0][2]))


def test_a_viewpoint_without_a_sure_link_is_no_accusation(small: Site, tmp_path: Path) -> None:
    later = next(document for document in documents_of(small.tables) if document.document_id == "r7")
    bare = [viewpoint for project in sheet_view(later).projects for viewpoint in project.viewpoints if not viewpoint.answers]
    assert [viewpoint.row["row_id"] for viewpoint in bare] == ["viewpoints/r7/1/1", "viewpoints/r7/2/1"]
    sheets = unpacked(small.report(tmp_path, "none").read_text(encoding="utf-8"), "sheet")
    assert "記述がないということではありません" in sheets[1]


def test_sure_links_and_suggestions_stand_apart_and_the_useful_suggestions_first(small: Site, tmp_path: Path) -> None:
    document = next(document for document in documents_of(small.tables) if document.of("statement_viewpoints", 1))
    view = sheet_view(document)
    sure = {answer.link["status"] for project in view.projects for viewpoint in project.viewpoints for answer in viewpoint.answers}
    assert sure == {"asserted"}
    assert {answer.link["status"] for _, _, answer in view.worklist} == {"suggested"}
    of_use = [not viewpoint.answers for _, viewpoint, _ in view.worklist]
    assert of_use == sorted(of_use, reverse=True)
    assert any("確かめる候補" in sheet for sheet in unpacked(small.report(tmp_path, "none").read_text(encoding="utf-8"), "sheet"))


def test_a_challenge_stands_beside_the_issue_that_takes_it_up_and_what_this_term_says_of_it(small: Site, tmp_path: Path) -> None:
    later = next(document for document in documents_of(small.tables) if document.document_id == "r7")
    chains = sheet_view(later).projects[0].issue_chains
    assert [(chain["relation"], bool(chain["challenge"]), bool(chain["prior_issue"])) for chain in chains][:3] == [
        ("reworded", True, True),
        ("verbatim", True, True),
        ("unmatched_challenge", True, False),
    ]
    sheets = unpacked(small.report(tmp_path, "none").read_text(encoding="utf-8"), "sheet")
    assert "課題のつながり" in sheets[1] and "引き継がれていないということではありません" in sheets[1]


def fact(period: int | None, value: float | None, **others: object) -> dict[str, object]:
    row = {
        "measure": "利用者数", "measure_norm": "利用者数", "role": "value", "bound": None, "qualifier": None, "month": None, "unit": "人",
        "fiscal_year": period, "period_label": None, "period_kind": "fiscal_year", "value": value, "raw": str(value),
        "row_id": "facts/d/1/1/1/1/1",
    }  # fmt: skip
    return {**row, **others}


def test_a_series_has_a_number_a_year_in_their_order() -> None:
    (series,) = indicator_series([fact(2023, 3.0), fact(2021, 1.0), fact(2022, None, raw="―")])
    assert [(point.period, point.value, point.raw) for point in series.points] == [
        ("2021", 1.0, "1.0"),
        ("2022", None, "―"),
        ("2023", 3.0, "3.0"),
    ]
    assert series.table_row_id == "tables/d/1/1"


def test_no_series_of_one_number_or_of_none_with_a_year() -> None:
    assert indicator_series([fact(2023, 3.0), fact(2022, None)]) == []
    assert indicator_series([fact(None, 3.0), fact(None, 4.0)]) == []


def test_two_numbers_of_one_year_are_two_series() -> None:
    found = indicator_series(
        [fact(2022, 10.0, bound="low"), fact(2022, 15.0, bound="high"), fact(2023, 11.0, bound="low"), fact(2023, 16.0, bound="high")]
    )
    assert [[point.value for point in series.points] for series in found] == [[10.0, 11.0], [15.0, 16.0]]


def failing(pages: set[int], tried: list[PageTask]) -> Workers:
    """Workers for which these pages take too long."""

    def work(draws: Callable[[PageTask], bytes], tasks: Iterable[PageTask]) -> Iterator[tuple[PageTask, bytes | Defect]]:
        for task in tasks:
            tried.append(task)
            yield task, Defect("out-of-time", values=(("limit", "1 s"),)) if task.number in pages else draws(task)

    return work


def test_a_page_that_cannot_be_drawn_is_named_and_has_a_placeholder_until_it_can(small: Site, tmp_path: Path) -> None:
    tried: list[PageTask] = []
    output, documents = tmp_path / "report.html", small.tables["documents"].to_pylist()
    written = write_report(small.tables, small.raw, output, "folder", failing({2}, tried))
    assert [(file, defect.code, defect.page) for file, defect in written.undrawn] == sorted(
        (f"{row['document_id']}.pdf", "out-of-time", 2) for row in documents if row["page_count"] > 1
    )
    pictures = {path: is_placeholder(path.read_bytes()) for path in tmp_path.rglob("*.png")}
    assert len(pictures) == sum(row["page_count"] for row in documents) == len(tried)
    assert {path.name for path, stands_in in pictures.items() if stands_in} == {"2.png"}
    tried.clear()
    assert write_report(small.tables, small.raw, output, "folder").undrawn == ()
    assert not [path for path in tmp_path.rglob("*.png") if is_placeholder(path.read_bytes())]


def test_a_document_of_heavy_pages_costs_three_time_limits_at_most(small: Site, tmp_path: Path) -> None:
    tried: list[PageTask] = []
    written = write_report(small.tables, small.raw, tmp_path / "report.html", "embedded", failing(set(range(1, 100)), tried))
    count = {row["document_id"]: row["page_count"] for row in small.tables["documents"].to_pylist()}
    assert Counter(task.document_id for task in tried) == {name: min(3, pages) for name, pages in count.items()}
    assert len(written.undrawn) == sum(count.values())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "report.html"]


def test_the_libraries_are_bundled_once_for_all_reports_and_anew_where_they_were_spoiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYOTEN_CACHE", str(tmp_path))
    bundled = count(1)
    monkeypatch.setattr(charts, "_bundled", lambda: f"図 {next(bundled)}")
    made = charts.libraries.__wrapped__
    assert (made(), made()) == ("図 1", "図 1")
    (kept,) = (tmp_path / "kyoten" / "vega").iterdir()
    kept.write_text("alert(1)", encoding="utf-8")
    assert (made(), made()) == ("図 2", "図 2")
    monkeypatch.setenv("KYOTEN_CACHE", "/proc/no/such/place")
    assert (made(), made()) == ("図 3", "図 4")
