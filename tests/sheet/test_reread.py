"""Every curated text read again by the other engine: what is no disagreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.pages import Engine, read_pages
from pipeline.pages.agreement import NOTHING, SHOWN
from pipeline.pages.model import Glyph, Glyphs, Page, Style
from pipeline.sheet.model import OverviewRow, Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.reread import PlacedText, curated_texts, difference, disagreements, gives_back
from pipeline.values import Box, Printed
from tests.layout.drawing import page, say
from tests.sheet.small_form import one_project, told
from tests.support.small_sheet import small_sheet


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
def test_ruby_is_no_content_that_the_other_engine_would_miss(engine: Engine) -> None:
    project, _ = one_project()
    plain = sheet_of(read_pages(written([page(), project], Press()), engine), document_id="x", source_sha256="")
    box = plain.projects[0].statements[0].text.boxes[0]
    say(project, box.x0, box.y0 + 0.9, "ひろま", 4.0)
    data = written([page(), project], Press())
    sheet = sheet_of(read_pages(data, engine), document_id="x", source_sha256="")
    assert told(sheet) == told(plain)
    other: Engine = "pdfplumber" if engine == "pymupdf" else "pymupdf"
    assert not disagreements(sheet, read_pages(data, engine), read_pages(data, other))


@pytest.mark.parametrize(
    ("found", "kind", "mark", "does"),
    [
        *(("広間", "text", "・", True), ("・広間", "text", "・", True), ("庭広間", "text", "・", False), ("広間庭", "text", "・", False)),
        *(("間広", "text", "", False), ("間広", "figure", "", True), ("間広庭", "figure", "", False), ("【広間】", "text", "", False)),
        *(("【広間】", "heading", "", True), ("①【広間】", "heading", "①", True), ("庭【広間】", "heading", "①", False)),
        *(("広間＞", "heading", "＜①", True), ("広間》", "heading", "《①", True), ("広間」", "heading", "「①", True)),
        *(("【広間】庭", "heading", "", False), ("広", "heading", "", False), ("①", "heading", "①", False)),
    ],
)
def test_what_stands_in_the_box_of_a_text_gives_it_back(found: str, kind: str, mark: str, does: bool) -> None:
    assert gives_back(found, "広間", mark, kind) == does


TITLE = "親子の居場所事業"


@pytest.mark.parametrize(
    ("found", "title", "does"),
    [
        *((f"１{TITLE}", TITLE, True), (f"庭の工夫と{TITLE}", TITLE, False), (f"１{TITLE}の話", TITLE, False), ("１", TITLE, False)),
        *(("２よろず相談", "よろず相談", True), ("２よろず相談", "相談", False), ("よろず相談", "相談", False)),
    ],
)
def test_a_title_stands_behind_its_number(found: str, title: str, does: bool) -> None:
    assert gives_back(found, title, "", "title") == does


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        *(("広間の庭", "広間の畑", ("庭", "畑")), ("庭の話", "畑の話", ("庭", "畑")), ("広間", "広間の", (NOTHING, "の"))),
        *(("広間", "間", ("広", NOTHING)), ("庭" * 60, "畑" * 60, ("庭" * SHOWN, "畑" * SHOWN))),
    ],
)
def test_where_two_texts_differ(one: str, other: str, parts: tuple[str, str]) -> None:
    assert difference(one, other) == parts


def test_every_text_with_a_box_is_read_again_as_what_it_is() -> None:
    sheet = small_sheet()
    (project, *_) = sheet.projects
    (table,), (figure,) = project.tables, project.figures
    named = replace(figure, caption=Printed("図１", (Box(1, 0, 0, 1, 1),)))
    in_grid = replace(table, caption_in_grid=True)
    goals = (replace(project.goals[0], rating_operator_raw=None), *project.goals[1:])
    project = replace(project, tables=(table, in_grid, replace(table, caption=None)), figures=(figure, named), goals=goals)
    found = list(curated_texts(replace(sheet, projects=(project,))))
    assert [one.text for one in found if one.kind == "caption"] == ["●利用の状況", "図１"]
    assert [one.text for one in found if one.kind == "heading"] == ["安心して過ごせる場"]
    assert [one.text for one in found if one.place.section in ("rating_operator", "rating_ward")] == ["B", "B"]
    assert all(one.text and one.boxes for one in found)


def glyphs_of(text: str, x: float, y: float, size: float = 10.0, style: int = 0, first: int = 0) -> Iterator[Glyph]:
    for k, ch in enumerate(text):
        yield Glyph(x + size * k, y, x + size * (k + 1), y + size, ch, size, style, 0, first + k)


def page_of(*glyphs: Glyph) -> Page:
    return Page(1, 400, 800, Glyphs.of(glyphs), (), (), (), (), ())


BOX = Box(1, 100, 100, 160, 110)


@pytest.mark.parametrize(
    "beside",
    [
        (),
        tuple(glyphs_of("外", 180, 100, first=9)),
        tuple(glyphs_of("大", 100, 90, 30.0, first=9)),
        tuple(glyphs_of("印", 140, 100, style=Style.TURNED, first=9)),
    ],
    ids=["alone", "beside another", "under a large one", "under a turned one"],
)
def test_what_stands_in_a_box_is_read_without_what_is_printed_over_it(beside: tuple[Glyph, ...]) -> None:
    placed = PlacedText(page_of(*glyphs_of("広間の庭", 100, 100), *beside))
    assert [placed.text(BOX, ruby=ruby) for ruby in (True, False)] == ["広間の庭"] * 2


def test_a_watermark_alone_and_an_empty_box_are_read_as_they_are() -> None:
    alone = PlacedText(page_of(*glyphs_of("印", 100, 100, style=Style.TURNED))).within(BOX)
    assert [glyph.text for glyph in alone] == ["印"]
    assert PlacedText(page_of(*glyphs_of("外", 10, 10))).text(BOX, ruby=False) == ""


@pytest.mark.parametrize(("ruby", "text"), [(True, "広ひ間漢"), (False, "広間漢")])
def test_small_kana_beside_larger_type_are_its_ruby(ruby: bool, text: str) -> None:
    glyphs = [*glyphs_of("広", 100, 100), *glyphs_of("ひ", 110, 105, 4.0, first=1), *glyphs_of("間", 120, 100, first=2)]
    placed = PlacedText(page_of(*glyphs, *glyphs_of("漢", 135, 105, 4.0, first=3)))
    assert placed.text(BOX, ruby=ruby) == text


def test_a_header_that_is_set_upwards_is_read_upwards() -> None:
    style = Style.TURNED | Style.QUARTER | Style.HALF
    upwards = [Glyph(120, 140 - 10 * k, 130, 150 - 10 * k, ch, 10.0, style, 0, k) for k, ch in enumerate("広間")]
    placed = PlacedText(page_of(*upwards, *glyphs_of("庭と棚の話を聞く会", 100, 300, first=2)))
    assert placed.text(Box(1, 118, 100, 132, 160), ruby=True) == "広間"


@pytest.mark.parametrize("printed", [TITLE, f"１{TITLE}"])
def test_a_title_is_given_back_with_its_number_or_without(printed: str) -> None:
    (project, *_) = small_sheet().projects
    titled = replace(project, title=Printed(TITLE, (Box(1, 100, 100, 260, 110),)), goals=(), prior_issues=(), statements=(), tables=())
    said = replace(small_sheet(), overview=(), projects=(replace(titled, figures=(), viewpoints=()),))
    mine = page_of(*glyphs_of(printed, 100, 100))
    assert disagreements(said, [mine], [mine]) == ()


def sheet_saying(*texts: str, page: int = 1) -> Sheet:
    rows = [OverviewRow(n, "", Printed(text, (Box(page, 100, 100 * n, 160, 100 * n + 10),))) for n, text in enumerate(texts, 1)]
    return replace(small_sheet(), overview=tuple(rows), projects=())


def test_only_what_the_other_engine_does_not_give_back_is_told_and_once() -> None:
    mine = page_of(*glyphs_of("広間の庭", 100, 100), *glyphs_of("棚の話", 100, 200, first=4))
    other = page_of(*glyphs_of("広間の畑", 100, 100), *glyphs_of("棚の話", 100, 200, first=4))
    said = sheet_saying("広間の庭", "棚の話")
    assert disagreements(said, [mine], [mine]) == ()
    assert [(d.quote, dict(d.values)["other"]) for d in disagreements(said, [mine], [other])] == [("庭", "畑")]
    assert [d.quote for d in disagreements(sheet_saying("広間の庭", "庭の話"), [mine], [mine])] == ["庭"]
    assert [d.quote for d in disagreements(sheet_saying("庭", page=2), [mine], [mine])] == ["庭"]


def test_one_character_by_two_names_is_no_disagreement() -> None:
    mine, other = (page_of(*glyphs_of(text, 100, 100)) for text in ("－広間－", "−広間−"))
    named = replace(sheet_saying(), overview=(OverviewRow(1, "", Printed("－広間－", (Box(1, 100, 100, 140, 110),))),))
    assert disagreements(named, [mine], [other]) == disagreements(named, [other], [mine]) == ()


def test_places_of_a_text_are_told_apart_from_those_told_elsewhere() -> None:
    mine = page_of(*glyphs_of("庭", 300, 700), *glyphs_of("広間", 100, 100, first=1))
    other = page_of(*glyphs_of("畑", 300, 700), *glyphs_of("広間", 100, 100, first=1))
    assert [d.quote for d in disagreements(sheet_saying("広場"), [mine], [other])] == ["庭", "場"]
