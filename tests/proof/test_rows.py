"""Rows are proved from the page by an engine that had no part in making them; one that is not is named with what the page says."""

from __future__ import annotations

from functools import partial
from typing import Any

import pymupdf
import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.datasets.document import document_tables
from pipeline.geometry.rect import Rect
from pipeline.pages.agreement import NOTHING
from pipeline.pages.pdfium import Witness, WitnessPage
from pipeline.pages.turning import box_turned, point_turned
from pipeline.proof.claims import Claim
from pipeline.proof.document import findings_of
from pipeline.proof.places import misplaced
from pipeline.proof.rows import Reader, unproved
from pipeline.proof.tables import contradicted
from pipeline.proof.totals import unadded
from pipeline.run.work.reading import document_of
from pipeline.sheet.reader import read_sheet
from pipeline.values import Box
from tests.layout.drawing import page, say
from tests.layout.pens import sideways
from tests.proof.small import Row, data, proof_of, put, tables


def codes(changed: Any) -> set[tuple[str, str, str]]:
    return {(found.defect.code, found.row_id, found.column) for found in proof_of(changed).findings}


def longest(rows: list[Row]) -> Row:
    return max(rows, key=lambda row: len(row["text"]))


def longest_is(rows: list[Row], text: str) -> None:
    longest(rows)["text"] = text


def mark_is(rows: list[Row], at: int, mark: str) -> None:
    rows[at]["mark"] = mark


def moved(row: Row, name: str, by: float) -> None:
    row[name] = [{**box, "y0": box["y0"] + by, "y1": box["y1"] + by} for box in row[name]]


def test_every_row_of_a_good_sheet_is_proved() -> None:
    proof = proof_of(tables())
    assert proof.findings == []
    made = ("overview", "projects", "goals", "prior_issues", "statements", "viewpoints", "table_cells", "facts", "figures")
    rows = [row for name in made for row in tables()[name].to_pylist()]
    printed = {row["row_id"] for row in rows if row.get("text") or row.get("title") or row.get("raw")}
    assert proof.rows >= len(printed) > 100


@pytest.mark.parametrize("name", ["overview", "goals", "prior_issues", "statements", "viewpoints", "table_cells"])
def test_a_text_that_the_page_does_not_say_is_named(name: str) -> None:
    at = longest(tables()[name].to_pylist())["row_id"]
    said = longest(tables()[name].to_pylist())["text"]
    for text in ("", "異なる文", said[:-2], said + "。"):
        assert ("row-unproven", at, "text") in codes(put(name, partial(longest_is, text=text))), text


def test_lines_that_are_braided_are_named() -> None:
    def braided(rows: list[Row]) -> None:
        text = longest(rows)["text"]
        half = len(text) // 2
        one, other = text[:half], text[half : 2 * half]
        longest(rows)["text"] = "".join(a + b for a, b in zip(one, other, strict=True)) + text[2 * half :]

    assert {code for code, *_ in codes(put("statements", braided))} == {"row-unproven"}


def test_boxes_that_hold_another_text_are_named() -> None:
    at = tables()["statements"]["row_id"][3].as_py()
    assert ("row-unproven", at, "text") in codes(put("statements", lambda rows: moved(rows[3], "boxes", 40)))


def test_a_mark_that_is_not_before_its_text_is_named() -> None:
    at, mark = next((k, row["mark"]) for k, row in enumerate(tables()["statements"].to_pylist()) if row["mark"])
    row_id = tables()["statements"]["row_id"][at].as_py()
    for other in ("", "⑨" if mark != "⑨" else "⑧"):
        assert ("mark-unproven", row_id, "text") in codes(put("statements", partial(mark_is, at=at, mark=other)))


def swapped(names: tuple[str, ...]) -> Any:
    def change(rows: list[Row]) -> None:
        for row in rows:
            for name in names:
                one, other = name.format("operator"), name.format("ward")
                row[one], row[other] = row[other], row[one]

    return change


def test_ratings_are_those_of_their_raters() -> None:
    differing = [row["row_id"] for row in tables()["goals"].to_pylist() if row["rating_operator"] != row["rating_ward"]]
    assert differing
    letters = codes(put("goals", swapped(("rating_{}",))))
    assert {("rating-unproven", row_id, "rating_operator") for row_id in differing} <= letters
    everything = codes(put("goals", swapped(("rating_{}", "rating_{}_raw", "boxes_{}"))))
    assert {row_id for code, row_id, _ in everything if code == "rating-unproven"} == set(tables()["goals"]["row_id"].to_pylist())


def test_ratings_are_those_of_their_goals() -> None:
    names = ("rating_operator", "rating_operator_raw", "boxes_operator", "rating_ward", "rating_ward_raw", "boxes_ward")

    def shifted(rows: list[Row]) -> None:
        of = [row for row in rows if row["project_no"] == 1]
        for name in names:
            values = [row[name] for row in of]
            for row, value in zip(of, [*values[1:], values[0]], strict=True):
                row[name] = value

    found = codes(put("goals", shifted))
    assert {row_id for code, row_id, _ in found if code == "rating-unproven"} >= {
        row["row_id"] for row in tables()["goals"].to_pylist() if row["project_no"] == 1
    }


def test_rows_that_are_gone_are_counted() -> None:
    assert {code for code, *_ in codes(put("statements", lambda rows: rows.pop()))} == {"rows-incomplete"}


def test_what_nothing_could_read_again_is_not_called_verified() -> None:
    scanned = put("documents", lambda rows: [row.update(text_source="ocr") for row in rows])
    proof = proof_of(put("pages", lambda rows: [row.update(confidence=0.9) for row in rows], scanned))
    assert (proof.findings, proof.rows) == ([], 0) and proof.unread > 150


def test_of_letters_that_the_witness_cannot_place_it_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WitnessPage, "places_letters", False)
    proof = proof_of(put("statements", rolled("text")))
    assert proof.findings == [] and 0 < proof.rows < 50 < 100 < proof.unread


@pytest.mark.parametrize(("is_told", "is_on_form", "are_placed"), [(True, True, False), (True, False, True), (False, True, True)])
def test_letters_told_in_place_of_those_on_a_form_have_no_places(is_told: bool, is_on_form: bool, are_placed: bool) -> None:
    document = pymupdf.open()
    inner = document.new_page(width=600, height=400)
    inner.insert_text((20, 100), "広間の模様替えを行った。", fontname="japan", fontsize=12)
    if is_told:
        told = "広間の模様替えを行った。".encode("utf-16-be").hex().encode()
        xref = inner.get_contents()[-1]
        document.update_stream(xref, b"/Span <</ActualText <FEFF" + told + b">>> BDC " + document.xref_stream(xref) + b" EMC")
    if is_on_form:
        outer = pymupdf.open()
        outer.new_page(width=300, height=200).show_pdf_page(pymupdf.Rect(0, 0, 300, 200), document)
        document = outer
    with Witness(document.tobytes()) as witness:
        assert "".join(glyph.text for glyph in witness.page(1).glyphs()).startswith("広間の")
        assert witness.page(1).places_letters == are_placed


def rolled(name: str) -> Any:
    """Each row has the value of the next one."""

    def change(rows: list[Row]) -> None:
        values = [row[name] for row in rows]
        for row, value in zip(rows, [*values[1:], values[0]], strict=True):
            row[name] = value

    return change


def of_other_rater(rows: list[Row]) -> None:
    other = {"operator_reason": "ward_reason", "ward_reason": "operator_reason"}
    for row in rows:
        row["section"] = other.get(row["section"], row["section"])


def transposed(rows: list[Row]) -> None:
    for row in rows:
        row["row"], row["col"] = row["col"], row["row"]


def emptied(name: str) -> Any:
    return lambda rows: [row.update({name: None}) for row in rows]


@pytest.mark.parametrize(
    ("table", "change", "code", "column"),
    [
        ("statements", of_other_rater, "place-unproven", "section"),
        ("statements", rolled("heading"), "place-unproven", "heading"),
        ("overview", rolled("label"), "place-unproven", "label"),
        ("table_cells", transposed, "place-unproven", "col"),
        ("tables", rolled("boxes_caption"), "place-unproven", "caption"),
        ("documents", lambda rows: rows[0].update(period_start=2031), "place-unproven", "period_start"),
        ("documents", lambda rows: rows[0].update(ward="みほん区"), "place-unproven", "ward"),
        ("documents", lambda rows: rows[0].update(operator="社会福祉法人みほん会"), "row-unproven", "operator"),
        ("facts", emptied("fiscal_year"), "fact-unproven", "fiscal_year"),
        ("facts", rolled("labels"), "fact-unproven", "labels"),
        ("facts", lambda rows: [row.update(value=None, null_reason="dash") for row in rows], "fact-unproven", "value"),
        ("facts", lambda rows: rows.__delitem__(slice(0, None, 2)), "fact-unproven", "text"),
        ("viewpoints", lambda rows: [row.update(mark="") for row in rows], "mark-unproven", "text"),
    ],
)
def test_what_the_page_and_the_tables_contradict_is_named(table: str, change: Any, code: str, column: str) -> None:
    assert (code, column) in {(code, column) for code, _, column in codes(put(table, change))}


@pytest.mark.parametrize(
    ("mark", "before", "is_named"),
    [
        ("", [("●", 42.0, 110.0)], True),
        ("", [("●", 30.0, 114.8)], False),  # of a label that runs down beside the text
        ("", [("ッ", 21.0, 110.0), ("ト", 33.0, 110.0)], False),  # the end of a word of the cell beside it
        ("", [("ア", 33.0, 110.0)], True),
        ("①～②", [("①～", 21.0, 103.0), ("②", 27.0, 117.0)], False),  # in a cell of its own, too narrow for it
        ("①～②", [("①～", 21.0, 103.0), ("③", 27.0, 117.0)], True),
        ("②", [("①", 27.0, 96.0), ("②", 27.0, 124.0)], True),  # of the rows above and below
        ("①", [("①", 59.0, 96.0)], False),  # alone over the name that it counts
        ("①", [("①目標", 59.0, 96.0)], True),
        ("②", [("①", 59.0, 96.0)], True),
        ("①", [("①", 59.0, 76.0)], True),  # further above
        ("\ufffd", [("l", 42.0, 110.0)], False),  # a glyph of which no table tells the character
    ],
)
def test_a_mark_is_proved_by_what_stands_before_its_text_and_none_by_no_sign_alone_on_its_line(
    mark: str, before: list[tuple[str, float, float]], is_named: bool
) -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=200)
    for text, x, y in [*before, ("特になしという答え", 59.0, 110.0)]:
        page.insert_text((x, y), text, fontname="japan", fontsize=12)
    claim = Claim("statements", "s/1", "d", "text", "特になしという答え", mark, (Box(1, 59.0, 99.0, 168.0, 111.0),), "text", True)
    with Witness(document.tobytes()) as witness:
        found = [finding.defect.code for finding in unproved([claim], Reader(witness))]
    assert found == (["mark-unproven"] if is_named else [])


def test_what_is_struck_out_is_on_no_page_with_a_note_either() -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=200)
    page.insert_text((20, 100), "広間の模様替えを行った。", fontname="japan", fontsize=12)
    page.add_freetext_annot((20, 20, 120, 40), "確認済", fontname="japan", fontsize=12)
    text, struck = Box(1, 20.0, 89.0, 164.0, 102.0), Box(1, 56.0, 89.0, 104.0, 102.0)
    claim = Claim("statements", "s/1", "d", "text", "広間のを行った。", "", (text,), "text", False)
    with Witness(document.tobytes()) as witness:
        assert list(unproved([claim], Reader(witness, [struck]))) == []
        assert [finding.defect.code for finding in unproved([claim], Reader(witness))] == ["row-unproven"]


def test_what_a_clip_hides_is_seen_on_no_page_that_is_drawn_on_another_either() -> None:
    """Two pages on one sheet: the clip is told in the coordinates of the page within."""
    inner = page()
    end = say(inner, 59.0, 110.0, "842件（控え）", 12)
    inner.texts[-1].clip = (55.0, 95.0, 96.0, 115.0)
    document = pymupdf.open()
    document.new_page(width=1190, height=842).show_pdf_page(pymupdf.Rect(595, 0, 1190, 842), pymupdf.open(stream=written([inner], Press())))
    claim = Claim("table_cells", "c/1", "d", "text", "842件", "", (Box(1, 654.0, 99.0, 595 + end, 112.0),), "text", False)
    with Witness(document.tobytes()) as witness:
        assert list(unproved([claim], Reader(witness))) == []


@pytest.mark.parametrize(("text", "size", "is_named"), [("案", 120.0, False), ("案", 12.0, True)])
def test_a_figure_under_a_watermark_says_nothing(text: str, size: float, is_named: bool) -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    page.insert_text((20, 250), "広間の模様替えを行った。", fontname="japan", fontsize=12)
    page.insert_text((100, 150), text, fontname="japan", fontsize=size)
    claim = Claim("figures", "f/1", "d", "text", "", "", (Box(1, 90.0, 30.0, 230.0, 170.0),), "figure", False)
    with Witness(document.tobytes()) as witness:
        found = [finding.defect.code for finding in unproved([claim], Reader(witness))]
    assert found == (["row-unproven"] if is_named else [])


def test_a_line_that_fake_bold_prints_again_as_a_whole_is_read_once() -> None:
    """PDFium leaves out an object that is printed over its like, but not a line within one."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=200)
    writer = pymupdf.TextWriter(page.rect)
    for dx in (0.0, 0.25):
        writer.append((40 + dx, 110), "【親子の居場所】", font=pymupdf.Font("cjk"), fontsize=12)
    writer.write_text(page)
    claim = Claim("statements", "s/1", "d", "text", "【親子の居場所】", "", (Box(1, 39.0, 99.0, 138.0, 112.0),), "text", True)
    with Witness(document.tobytes()) as witness:
        assert list(unproved([claim], Reader(witness))) == []


@pytest.mark.parametrize(
    ("placed", "lacks", "is_named"),
    [("区内1地区", True, False), ("区内1地区", False, True), ("・区内1地区", True, True), ("", True, True)],
    ids=["one of two digits", "nothing left out", "more than the text", "no order"],
)
def test_what_the_witness_leaves_out_of_the_text_beside_a_mark_is_held_against_nobody(
    placed: str, lacks: bool, is_named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PDFium takes the second of two like glyphs for bold where a font tells no box of theirs, and gives the mark with the text."""
    claim = Claim("statements", "s/1", "d", "text", "区内11地区", "・", (Box(1, 40.0, 99.0, 120.0, 112.0),), "text", False)
    monkeypatch.setattr(Reader, "printed", lambda self, boxes: "・区内1地区")
    monkeypatch.setattr(Reader, "placed", lambda self, boxes, seen: placed)
    monkeypatch.setattr(Reader, "leaves_out", lambda self, boxes: lacks)
    monkeypatch.setattr(Reader, "in_columns", lambda self, boxes: "")
    with Witness(data()) as witness:
        assert bool(list(unproved([claim], Reader(witness)))) is is_named


@pytest.mark.parametrize(
    ("drawn", "said", "is_named"),
    [
        ([(60, "し"), (50, "つ"), (40, "け")], "しつけ", False),
        ([(40, "け"), (50, "つ"), (60, "し")], "しつけ", True),
        ([(60, "し"), (50, "つ"), (40, "け")], "けつし", False),
        ([(60, "し"), (50, "つ"), (40, "け")], "つしけ", True),
    ],
)
def test_columns_of_one_glyph_are_read_from_the_right_where_they_are_drawn_so(
    drawn: list[tuple[float, str]], said: str, is_named: bool
) -> None:
    """PDFium gives what stands on one line from the left, whatever is drawn first."""
    document = pymupdf.open()
    paper = document.new_page(width=300, height=200)
    for x, text in drawn:
        paper.insert_text((x, 110), text, fontname="japan", fontsize=10)
    claim = Claim("table_cells", "c/1", "d", "text", said, "", (Box(1, 39.0, 99.0, 71.0, 113.0),), "text", False)
    with Witness(document.tobytes()) as witness:
        found = [finding.defect.code for finding in unproved([claim], Reader(witness))]
    assert found == (["row-unproven"] if is_named else [])


@pytest.mark.parametrize(("turn", "by_rotate"), [(90, True), (180, True), (270, False)])
def test_what_lies_on_its_side_is_judged_as_it_is_read(turn: int, by_rotate: bool) -> None:
    lying = sideways(data(), turn, by_rotate=by_rotate)
    with Witness(lying) as witness:
        read = document_tables(document_of(read_sheet(lying, document_id="small", witness=witness)))
        assert findings_of(read, witness).findings == []
        found = findings_of(put("table_cells", transposed, read), witness).findings
    assert ("place-unproven", "col") in {(finding.defect.code, finding.column) for finding in found}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_text_that_ends_in_a_narrow_letter_is_proved_on_a_page_that_lies(turn: int) -> None:
    """PDFium gives such a line backwards where the page stands on its head, so that only its letters' places prove it."""
    sheet = page()
    end = say(sheet, 59.0, 110.0, "(主な数字)", 12, spacing=-2.5)
    document = pymupdf.open(stream=written([sheet], Press()), filetype="pdf")
    document[0].set_rotation(turn)
    box = Box(1, *box_turned(Rect(59.0, 99.0, end, 111.0), point_turned(turn, sheet.width, sheet.height)))
    with Witness(document.tobytes()) as witness:
        assert Reader(witness).placed([box], seen=False) == "(主な数字)"


@pytest.mark.parametrize(
    ("label", "is_named"),
    [
        (("■ 拠点事", "業として", "の成果と", "課題"), False),  # the last line alone would be the label of another section
        (("課題",), True),
        (("評価理", "由（区）"), True),
    ],
)
def test_a_label_of_several_lines_beside_a_row_is_read_as_one(label: tuple[str, ...], is_named: bool) -> None:
    sheet = page()
    for number, line in enumerate(label, 1):
        say(sheet, 30, 150 - 13 * (len(label) - number), line, 9)
    said = "・無料券により、安心して援助を頼めた。"
    box = Box(1, 90.0, 130.0, say(sheet, 90, 138, said, 9), 140.0)

    def only_it(rows: list[Row]) -> None:
        row = next(row for row in rows if row["section"] == "outcome")
        rows[:] = [{**row, "text": said, "boxes": [box._asdict()], "heading": None, "heading_no": None}]

    with Witness(written([sheet], Press())) as witness:
        named = {found.column for found in misplaced(put("statements", only_it), Reader(witness)) if found.table == "statements"}
    assert named == ({"section"} if is_named else set())


@pytest.mark.parametrize(("label", "is_named"), [("【成果】", False), ("【課題】", True)])
def test_a_label_before_the_first_item_on_its_line_is_that_of_the_rows(label: str, is_named: bool) -> None:
    sheet = page()
    say(sheet, 50, 138, f"{label}　・遊びが広がった。", 9)
    box = Box(1, 104.0, 130.0, 180.0, 140.0)

    def only_it(rows: list[Row]) -> None:
        row = next(row for row in rows if row["section"] == "outcome")
        rows[:] = [{**row, "text": "遊びが広がった。", "boxes": [box._asdict()], "heading": None}]

    with Witness(written([sheet], Press())) as witness:
        named = {found.column for found in misplaced(put("statements", only_it), Reader(witness)) if found.table == "statements"}
    assert named == ({"section"} if is_named else set())


@pytest.mark.parametrize(("high", "is_named"), [(80, False), (129, True)])
def test_the_sign_of_an_item_behind_another_section_s_label_is_not_its_last_line(high: int, is_named: bool) -> None:
    """The label stands far above, beside its own row, and the sign of that right above the next."""
    sheet = page()
    say(sheet, 2, high, "評価の理由（法人）", 8)
    say(sheet, 80, 127, "・", 9)
    said = ("庭を広げた。", "区が支えた。")
    boxes = [Box(1, 90.0, 119.0 + 12 * k, say(sheet, 90, 127 + 12 * k, text, 9), 129.0 + 12 * k) for k, text in enumerate(said)]

    def only_they(rows: list[Row]) -> None:
        of = [next(row for row in rows if row["section"] == section) for section in ("operator_reason", "ward_reason")]
        told = zip(of, said, boxes, strict=True)
        rows[:] = [{**row, "text": text, "boxes": [box._asdict()], "heading": None} for row, text, box in told]

    with Witness(written([sheet], Press())) as witness:
        named = {found.row_id for found in misplaced(put("statements", only_they), Reader(witness)) if found.column == "section"}
    assert bool(named) is is_named


@pytest.mark.parametrize(("x", "is_named"), [(90.0, False), (130.0, True)])
def test_a_row_without_a_mark_that_begins_with_a_section_s_name_is_no_label_of_the_one_behind_a_mark_over_it(
    x: float, is_named: bool
) -> None:
    """It begins further left than that; where no row stands there, the words are a label."""
    sheet = page()
    said = (("①・②遊びが広がった。", 90.0, 126.0), ("課題", 90.0, 90.0))
    boxes = [
        Box(1, begin, 130.0 + 12 * k, say(sheet, at, 138 + 12 * k, text, 9), 140.0 + 12 * k) for k, (text, at, begin) in enumerate(said)
    ]
    boxes[1] = boxes[1]._replace(x0=x, x1=x + 18)

    def only_they(rows: list[Row]) -> None:
        row = next(row for row in rows if row["section"] == "outcome")
        rows[:] = [{**row, "text": text, "boxes": [box._asdict()], "heading": None} for (text, *_), box in zip(said, boxes, strict=True)]

    with Witness(written([sheet], Press())) as witness:
        named = {found.column for found in misplaced(put("statements", only_they), Reader(witness)) if found.table == "statements"}
    assert named == ({"section"} if is_named else set())


@pytest.mark.parametrize(("beside", "y", "is_named"), [("（課題）", 138, False), ("（課題）", 190, False), ("（成果）", 190, True)])
def test_a_label_in_the_middle_of_a_cell_higher_than_its_text_is_that_of_the_rows(beside: str, y: int, is_named: bool) -> None:
    """The label of the row above ends right above the one row, which stands at the top of its cell."""
    sheet = page()
    for k, line in enumerate(("（成", "果）", beside[:2], beside[2:])):
        say(sheet, 50, (108, 118, y, y + 10)[k], line, 9)
    said = "・担い手が少ない。"
    box = Box(1, 99.0, 121.0, say(sheet, 90, 129, said, 9), 131.0)

    def only_it(rows: list[Row]) -> None:
        row = next(row for row in rows if row["section"] == "challenge")
        rows[:] = [{**row, "text": said[1:], "boxes": [box._asdict()], "heading": None}]

    with Witness(written([sheet], Press())) as witness:
        named = {found.column for found in misplaced(put("statements", only_it), Reader(witness)) if found.table == "statements"}
    assert named == ({"section"} if is_named else set())


@pytest.mark.parametrize(("beside", "is_named"), [("（課題）", False), ("（成果）", True)])
def test_a_label_in_the_middle_of_its_cell_beside_another_is_that_of_the_rows(beside: str, is_named: bool) -> None:
    """The label of the row above ends right above the first of them; the one of both stands left of theirs."""
    sheet = page()
    for k, line in enumerate(("（成", "果）", beside[:2], beside[2:])):
        say(sheet, 50, (108, 118, 138, 148)[k], line, 9)
    say(sheet, 10, 144, "成果と", 9)
    say(sheet, 10, 154, "課題", 9)
    said = ("・担い手が少ない。", "・場所が足りない。", "・周知が足りない。")
    boxes = [Box(1, 99.0, 121.0 + 14 * k, say(sheet, 90, 129 + 14 * k, text, 9), 131.0 + 14 * k) for k, text in enumerate(said)]

    def only_they(rows: list[Row]) -> None:
        row = next(row for row in rows if row["section"] == "challenge")
        rows[:] = [{**row, "text": text[1:], "boxes": [box._asdict()], "heading": None} for text, box in zip(said, boxes, strict=True)]

    with Witness(written([sheet], Press())) as witness:
        named = {found.column for found in misplaced(put("statements", only_they), Reader(witness)) if found.table == "statements"}
    assert named == ({"section"} if is_named else set())


@pytest.mark.parametrize(
    ("said", "is_column", "named"),
    [
        (("備考", "15地区", "", ""), True, []),
        (("備考", "15地区", "", ""), False, []),
        (("会場", "15地区", "公民館", "区と共催"), True, []),
        (("参加者数", "15人", "ー", "ー"), True, ["15人"]),
        (("参加者数", "15人", "18人", "公民館"), True, ["15人", "18人"]),
    ],
)
def test_a_number_among_words_or_under_a_header_that_describes_is_no_lost_fact(
    said: tuple[str, ...], is_column: bool, named: list[str]
) -> None:
    def with_a_line(rows: list[Row]) -> None:
        first = next(row for row in rows if row["project_no"] == 2)
        for n, text in enumerate(said):
            place = {"row": n, "col": 9} if is_column else {"row": 9, "col": n}
            rows.insert(rows.index(first), {**first, **place, "text": text, "is_header": n == 0, "colspan": 1, "boxes": []})

    with Witness(data()) as witness:
        defects = [found.defect for found in contradicted(put("table_cells", with_a_line), Reader(witness))]
    assert [defect.quote for defect in defects] == named
    assert all(dict(defect.values)["other"] == NOTHING for defect in defects), "no fact says it: the message shows so"


@pytest.mark.parametrize(("by", "is_named"), [((0.0, 0.0), False), ((0.0, -300.0), True), ((600.0, -300.0), False), ((600.0, 0.0), False)])
def test_a_row_may_stand_higher_on_the_second_of_two_pages_on_one_sheet(by: tuple[float, float], is_named: bool) -> None:
    def with_last_row_moved(rows: list[Row]) -> None:
        of = [row for row in rows if row["project_no"] == 2 and row["table_no"] == 1]
        for row in of:
            if row["row"] == of[-1]["row"]:
                row["boxes"] = [{**box, "x0": box["x0"] + by[0], "x1": box["x1"] + by[0], "y0": box["y0"] + by[1]} for box in row["boxes"]]

    with Witness(data()) as witness:
        found = {found.column for found in contradicted(put("table_cells", with_last_row_moved), Reader(witness))}
    assert found == ({"row"} if is_named else set())


def put_cells(rows: list[Row], change: str) -> None:
    """One of the numbers above a printed 1,354件 lacks, stands in the next column, or is cut with its box; or the total is another one."""
    at = {row["text"]: row for row in rows if row["project_no"] == 2 and row["table_no"] == 1}
    one, other = at["1,036件"], at["1,118件"]
    if change == "lost":
        rows.remove(one)
    elif change == "swapped":
        one["text"], one["boxes"], other["text"], other["boxes"] = other["text"], other["boxes"], one["text"], one["boxes"]
    elif change == "cut":
        (box,) = one["boxes"]
        one["text"], one["boxes"] = "36件", [{**box, "x0": (box["x0"] + box["x1"]) / 2}]
    else:
        at["1,354件"]["text"] = "1,355件"


@pytest.mark.parametrize(("text", "colspan"), [("", 1), ("　", 1), ("平日のみ", 2), ("5件", 2)])
def test_blank_cells_and_what_is_set_over_several_columns_do_not_keep_a_total_from_adding_up(text: str, colspan: int) -> None:
    """The parts are 1,036件, 128件 and 190件; a number over two columns may be a part of the other one's total."""

    def with_another(rows: list[Row]) -> None:
        part = next(row for row in rows if row["text"] == "1,036件" and row["project_no"] == 2)
        rows.insert(rows.index(part), {**part, "text": text, "colspan": colspan, "boxes": []})

    changed = put("table_cells", with_another)
    with Witness(data()) as witness:
        assert list(unadded(changed, Reader(witness))) == []


@pytest.mark.parametrize("change", ["lost", "swapped", "cut", "printed"])
def test_a_total_is_added_up_from_the_page(change: str) -> None:
    """Where the page's numbers add up and those of the cells do not, the cells are wrong; a wrong sum that is printed says nothing."""
    total = next(row["row_id"] for row in tables()["table_cells"].to_pylist() if row["text"] == "1,354件")
    found = [f.defect for f in proof_of(put("table_cells", partial(put_cells, change=change))).findings if f.row_id == total]
    assert ("fact-unproven", "1,036件 + 128件 + 190件") in [(d.code, dict(d.values).get("other")) for d in found] or change == "printed"
    assert "fact-unproven" not in [d.code for d in found] or change != "printed"


@pytest.mark.parametrize(
    ("mark", "number", "is_named"), [("1-2", 2, False), ("1-2", 1, False), ("1-2", 3, True), ("2-2", 1, True), ("①", 1, False)]
)
def test_a_heading_may_be_numbered_within_its_project(mark: str, number: int, is_named: bool) -> None:
    def renumbered(rows: list[Row]) -> None:
        rows[:] = [
            {**row, "mark": mark if row["kind"] == "heading" else row["mark"], "heading_no": row["heading_no"] and number}
            for row in rows
            if row["project_no"] == 1
        ]

    with Witness(written([page()], Press())) as witness:
        named = {found.column for found in misplaced(put("statements", renumbered), Reader(witness))}
    assert ("heading_no" in named) is is_named
