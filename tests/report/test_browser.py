"""The report in a real browser: read by eye, by keyboard and by a screen reader, on a phone, on paper, and never online."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.datasets.decisions import Correction
from pipeline.releases.corrections import corrections_table
from tests.report.site import Site, site
from tests.support.chromium import DESKTOP, PHONE, browser, needs_chromium, sync_api, watch

__all__ = ["browser"]

pytestmark = needs_chromium
VIEWS = (
    "ratings", "changes", "facts", "search?%E5%88%A9%E7%94%A8", "sheets", "documents/r7", "statements/r7/1/operator_reason/2", "about",
    "indicators", "ratings?rating=B&show=list",
)  # fmt: skip
WHOLE = VIEWS[:6]
"""views that are not opened at one of their rows, or as something was chosen in them"""
CHARTS_DRAWN = """() => [...document.querySelectorAll(".view:not([hidden]) .chart")].every(
    (chart) => chart.querySelector("svg") || !chart.offsetParent || chart.getBoundingClientRect().top > innerHeight)"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def address(small: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    return small.report(tmp_path_factory.mktemp("report"), "folder").as_uri()


class Reader:
    """A page that fails the test where a script fails or anything but the file and its pictures is asked for."""

    def __init__(self, browser: Any) -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.faults: list[str] = []
        watch(self.page, ("file:", "data:"), self.faults)

    def go(self, address: str) -> Any:
        self.page.goto("about:blank")
        self.page.goto(address)
        self.page.wait_for_selector(".view:not([hidden]) h1")
        return self.page

    def settle(self) -> None:
        """Waits until what is in sight is laid out and drawn, the charts too."""
        self.page.wait_for_function(CHARTS_DRAWN)
        self.page.evaluate(TWO_FRAMES)


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Reader]:
    """One page for all tests, which opens every address from nothing: a page of its own takes as long again as the report."""
    made = Reader(browser)
    yield made
    made.context.close()


@pytest.fixture
def reader(window: Reader, request: pytest.FixtureRequest) -> Iterator[Reader]:
    window.faults.clear()
    window.page.set_viewport_size(getattr(request, "param", DESKTOP))
    yield window
    window.page.emulate_media(media="null")
    window.page.goto("about:blank")
    assert window.faults == []


@pytest.mark.parametrize("reader", [{"width": 375, "height": 400}], indirect=True)
@pytest.mark.parametrize("view", VIEWS)
def test_an_address_opens_with_its_heading_in_sight_and_axe_finds_nothing(reader: Reader, address: str, view: str) -> None:
    page = reader.go(f"{address}#{view}")
    reader.settle()
    assert not page.locator("#lost").is_visible()
    if view in WHOLE:
        heading, bar = (page.locator(part).bounding_box() for part in (".view:not([hidden]) h1", ".top"))
        assert bar["y"] + bar["height"] <= heading["y"] < 400
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        reader.settle()
        found = axe.Axe().run(page).response["violations"]
        assert [(size, rule["impact"], rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


@pytest.mark.parametrize(
    ("part", "is_lost"),
    [("", False), ("goals/r7/1/1", False), ("goals/r7/1/99", True), ("goals/none/1/1", True)],
)
def test_an_address_that_leads_nowhere_is_said_to(reader: Reader, address: str, part: str, is_lost: bool) -> None:
    page = reader.go(f"{address}#{part}")
    reader.settle()
    assert page.locator("#lost").is_visible() is is_lost
    page.evaluate("location.hash = 'sheets'")
    page.wait_for_function("!document.getElementById('sheets').hidden")
    assert not page.locator("#lost").is_visible()


@pytest.mark.parametrize("reader", [PHONE], indirect=True)
def test_numbers_of_a_table_are_not_cut_on_a_phone(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#documents/r7")
    page.evaluate("for (const cell of document.querySelectorAll('.printed td a.cell')) cell.textContent = '２５，０７２'")
    page.add_style_tag(content="table.printed { width: 4rem; min-width: 0 !important }")
    assert page.evaluate("Math.max(...[...document.querySelectorAll('.printed td a.cell')].map((cell) => cell.clientHeight))") < 40


def test_what_is_chosen_stands_in_the_address_and_comes_back_with_it(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#ratings")
    page.select_option("#ratings [data-key=term]", "")
    page.select_option("#ratings [data-key=rating]", "A")
    page.select_option("#ratings [data-key=show]", "list")
    page.wait_for_function("location.hash.includes('show=list')")
    chosen, listed = page.url, page.locator("#goals-list tbody tr").all_inner_texts()
    assert listed and all("A" in text.split("\t")[-2:] for text in listed)
    again = reader.go(chosen)
    assert again.locator("#goals-list tbody tr").all_inner_texts() == listed
    assert again.input_value("#ratings [data-key=rating]") == "A" and again.locator("#ratings .grids").is_hidden()
    again.click("#goals-list tbody a >> nth=0")
    again.wait_for_selector("#place:not([hidden])")
    assert again.locator(".top nav a[data-view=ratings]").get_attribute("href") == "#" + chosen.split("#")[1]
    again.go_back()
    again.click("#ratings .all")
    again.wait_for_function("location.hash === '#ratings'")
    assert again.locator("#ratings .pair:visible").count() < again.locator("#ratings .pair").count()  # the latest of each ward


@pytest.mark.parametrize("view", ["ratings?term=", "changes", "indicators", "search?q=%E5%88%A9%E7%94%A8", "sheets"])
def test_what_is_seen_is_saved_as_a_file_for_a_spreadsheet(reader: Reader, address: str, view: str) -> None:
    page = reader.go(f"{address}#{view}")
    name = view.split("?")[0]
    page.wait_for_function("name => document.querySelector(`#${name} .said`).textContent", arg=name)
    with page.expect_download() as waiting:
        page.click(f"#{name} .csv")
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert rows and {len(row) for row in rows} == {len(head)}
    if name == "ratings":
        assert len(rows) == page.locator("#ratings .pair:visible").count()


def test_a_text_that_would_be_a_formula_is_none_in_the_file(reader: Reader, tmp_path: Path) -> None:
    small = site(tmp_path)
    goals = small.tables["goals"]
    rows = goals.to_pylist()
    for row in rows:
        row.update(text='=HYPERLINK("x")', mark="")
    small.tables["goals"] = pa.Table.from_pylist(rows, schema=goals.schema)
    page = reader.go(small.report(tmp_path, "none").as_uri() + "#ratings")
    with page.expect_download() as waiting:
        page.click("#ratings .csv")
    assert b'"\'=HYPERLINK(""x"")"' in Path(waiting.value.path()).read_bytes()


def test_a_corrected_rating_is_marked_in_the_files_for_a_spreadsheet(reader: Reader, tmp_path: Path) -> None:
    small = site(tmp_path)
    row = next(row for row in small.tables["goals"].to_pylist() if row["document_id"] == "r7" and row["rating_ward"] == "B")
    entry = Correction(row["row_id"], "rating_ward", "B", "C", "誤植", "区", "2026-04-01")
    small.tables["corrections"] = corrections_table([entry], small.curated)
    address = small.report(tmp_path, "none").as_uri()
    for view in ("ratings?term=", "changes"):
        page = reader.go(f"{address}#{view}")
        name = view.split("?")[0]
        page.wait_for_function("name => document.querySelector(`#${name} .said`).textContent", arg=name)
        with page.expect_download() as waiting:
            page.click(f"#{name} .csv")
        rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
        marked = [line for line in rows if line["訂正"]]
        assert 1 <= len(marked) < len(rows), view
        assert all("印刷:「B」" in line["訂正"] for line in marked) and any("C" in line.values() for line in marked), view


def test_a_rating_has_a_frame_of_its_own_and_the_published_page_a_link(reader: Reader, tmp_path: Path) -> None:
    small = site(tmp_path)
    sources = small.tables["sources"]
    at = sources.schema.get_field_index("url")
    urls = pa.array(["https://example.invalid/sheet.pdf"] * sources.num_rows)
    small.tables["sources"] = sources.set_column(at, sources.schema.field("url"), urls)
    goal = next(row for row in small.tables["goals"].to_pylist() if row["document_id"] == "r7" and row["boxes_ward"])
    page = reader.go(f"{small.report(tmp_path, 'none').as_uri()}#{goal['row_id']}")
    page.wait_for_selector("#place:not([hidden]) rect")
    rated = [*goal["boxes"], *(goal["boxes_operator"] or ()), *goal["boxes_ward"]]
    assert page.locator("#place rect").count() == len(rated)
    assert page.locator("#place svg text").all_text_contents()[-1] == "区"
    assert page.locator("#place-online a").get_attribute("href") == f"https://example.invalid/sheet.pdf#page={goal['page_first']}"
    page.goto(f"{page.url}?ward")
    page.wait_for_function("document.querySelectorAll('#place rect').length === 1")
    assert abs(float(page.locator("#place rect").get_attribute("x")) + 2 - goal["boxes_ward"][0]["x0"]) <= 1


def test_a_rating_leads_to_its_row_and_its_place(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#ratings?term=")
    rating = page.locator("#ratings a.pair").first
    assert [letter.inner_text() for letter in rating.locator(".r").all()] == ["B", "A"]
    rating.click()
    page.wait_for_selector("#place:not([hidden]) svg rect")
    assert page.url.endswith("#goals/r2/1/1")
    assert "here" in str(page.locator("[id='goals/r2/1/1']").get_attribute("class"))


def test_an_address_that_was_sent_opens_its_row_with_the_picture(reader: Reader, address: str, small: Site) -> None:
    row = next(row for row in small.tables["facts"].to_pylist() if row["document_id"] == "r7")
    page = reader.go(f"{address}#{row['row_id']}")
    page.wait_for_selector("#place:not([hidden]) svg image")
    assert page.locator(f"[id='{row['row_id']}']").is_visible()
    assert page.input_value("#place-address") == f"{address}#{row['row_id']}"
    frame = page.locator("#place rect").first
    box = row["boxes"][0]
    assert abs(float(frame.get_attribute("x")) + 2 - box["x0"]) <= 1
    assert abs(float(frame.get_attribute("height")) - 4 - (box["y1"] - box["y0"])) <= 1
    shown = page.evaluate("new Promise(done => { const i = new Image(); i.onload = () => done(i.naturalWidth); i.onerror = () => done(0);"
                          " i.src = document.querySelector('#place image').getAttribute('href'); })")  # fmt: skip
    assert shown > 500


def test_an_address_that_was_encoded_on_its_way_still_leads_there(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#statements/r7%2F1%2Foperator_reason%2F2")
    page.wait_for_selector("#place:not([hidden])")
    assert page.locator(".here").get_attribute("id") == "statements/r7/1/operator_reason/2"


def test_a_table_is_one_stop_and_the_arrows_go_through_it(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#documents/r7")
    table = page.locator("table.printed").first
    assert table.locator("a.cell[tabindex='0']").count() == 1
    table.locator("a.cell").first.focus()
    for key, cell in (("ArrowRight", "0/1"), ("ArrowDown", "1/1"), ("ArrowLeft", "1/0")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.parentElement.id").endswith(cell)
    page.keyboard.press("Enter")
    page.wait_for_selector("#place:not([hidden])")
    sync_api.expect(page.locator("#place-title")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.locator("#place").is_hidden()
    assert page.evaluate("document.activeElement.parentElement.id").endswith("1/0")


def test_search_finds_what_is_said_whatever_its_width(reader: Reader, address: str, small: Site) -> None:
    page = reader.go(f"{address}#search")
    text = next(
        row["text"] for row in small.tables["statements"].to_pylist() if row["section"] == "challenge" and row["document_id"] == "r2"
    )
    page.fill("#words", text[:4] + "　" + text[6:9])
    page.wait_for_selector("#found li")
    assert page.locator("#found li a").first.inner_text() == text
    assert "".join(page.locator("#found li").first.locator("mark").all_inner_texts()) == text[:4] + text[6:9]
    page.fill("#words", "どこにもない語")
    sync_api.expect(page.locator("#found li")).to_have_count(0)
    assert page.inner_text("#found-count").startswith("見つかりません")


def test_charts_show_the_printed_numbers(reader: Reader, small: Site, tmp_path: Path) -> None:
    facts = small.tables["facts"]
    rows = facts.to_pylist()
    for row in rows:
        if row["document_id"] == "r7":
            row.update(value=21.0, raw="21組", null_reason=None)
    changed = Site({**small.tables, "facts": pa.Table.from_pylist(rows, schema=facts.schema)}, small.curated, small.raw)
    page = reader.go(changed.report(tmp_path, "none").as_uri() + "#facts")
    page.wait_for_selector("#facts-here .chart svg")
    texts = page.locator("#facts-here .chart svg").first.locator("text").all_text_contents()
    assert texts.count("21組") == 2
    page.locator("#facts-here .chart svg path[transform]").first.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "21組" in page.inner_text("#vg-tooltip-element")
    # A chart that is printed before it is drawn gives its numbers in words.
    page.emulate_media(media="print")
    content, spoken, height = page.evaluate(
        """() => { const chart = document.querySelector("#facts-here .chart"); chart.replaceChildren();
        return [getComputedStyle(chart, "::before").content, chart.getAttribute("aria-label"), chart.clientHeight]; }"""
    )
    assert content == f'"{spoken}"' and "21組" in spoken and height > 0


def test_a_number_does_not_lie_on_its_line(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#facts")
    for values, places in (
        ([1, 3, 4], ["above", "above", "above"]),
        ([4, 2, 3], ["above", "below", "above"]),
        ([8, 6, 5], ["above", "above", "below"]),
        ([-1, -9], ["above", "beside"]),
        ([9, 1, 5], ["above", "above", "above"]),
        ([5, None, 3], ["above", "above"]),
    ):
        drawn = page.evaluate(
            """async (values) => {
              const spec = JSON.parse(document.getElementById("chart").textContent);
              spec.data = { values: values.map((value, i) => ({ label: String(i), value, raw: String(value), part: false, id: "" })) };
              const place = document.body.appendChild(document.createElement("div"));
              place.className = "chart";
              const { view } = await vegaEmbed(place, spec, { actions: false, renderer: "svg", ast: true });
              const texts = [...place.querySelectorAll(".mark-text.role-mark text")];
              if (getComputedStyle(texts[0]).paintOrder.split(" ")[0] !== "stroke") throw new Error("the edge covers the number");
              return texts.map((text) => text.__data__.datum.place);
            }""",
            values,
        )
        assert drawn == places, values


def test_texts_of_sheets_do_nothing(reader: Reader, tmp_path: Path) -> None:
    address = site(tmp_path, hostile=True).report(tmp_path, "none").as_uri()
    for view in ("ratings", "changes", "facts", "search?script", "documents/r7", "goals/r7/1/1"):
        page = reader.go(f"{address}#{view}")
        page.wait_for_timeout(200)
        assert page.evaluate("window.harmed") is None
        assert page.locator("main img").count() == 0
    reader.go(f"{address}#search?script")
    page.wait_for_selector("#found li mark")
    assert "<script>" in page.locator("#found li a").first.inner_text()


def test_on_paper_there_are_answers_and_no_controls(reader: Reader, address: str) -> None:
    page = reader.go(f"{address}#documents/r7")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("header.top").is_hidden()
    assert page.locator("a.at").first.is_hidden()
    assert page.locator(".viewpoint details").first.get_attribute("open") is not None
    answer = page.locator(".viewpoint li").first
    assert answer.evaluate("item => item.clientHeight < 2 * parseFloat(getComputedStyle(item).fontSize)"), "an answer takes one line"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".viewpoint details").first.get_attribute("open") is None


def test_without_its_pictures_the_report_says_so(reader: Reader, small: Site, tmp_path: Path) -> None:
    page = reader.go(small.report(tmp_path, "none").as_uri() + "#goals/r7/1/1")
    page.wait_for_selector("#place:not([hidden]) svg rect")
    assert "画像がありません" in page.inner_text("#place-said")
