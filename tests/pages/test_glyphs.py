"""What a reader sees of the text on a page, and where: one small drawn page per trap, read by both engines."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.pages import Engine, Page, read_pages, source_of
from pipeline.pages.model import Style
from pipeline.pages.mupdf import pymupdf
from pipeline.pages.text import clean
from pipeline.pages.turning import turn_of
from pipeline.pages.witness import disagreements
from pipeline.rules import load
from tests.pages.drawing import add_font, add_resource, append, japanese_font, pdf

ENGINES: tuple[Engine, ...] = ("pymupdf", "pdfplumber")
pytestmark = pytest.mark.parametrize("engine", ENGINES)


def page_of(data: bytes, engine: Engine) -> Page:
    return read_pages(data, engine)[0]


def seen(page: Page) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def unseen(page: Page) -> str:
    return "".join(glyph.text for glyph in page.hidden)


def near(box: tuple[float, ...], expected: tuple[float, ...], within: float = 0.1) -> bool:
    return all(abs(a - b) <= within for a, b in zip(box, expected, strict=True))


def test_box_is_the_em_box_on_the_baseline(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "西区", fontname="japan", fontsize=20)

    first, second = page_of(pdf(draw), engine).glyphs
    assert (first.text, second.text) == ("西", "区")
    assert near(first[:4], (50, 82.4, 70, 102.4))
    assert near(second[:4], (70, 82.4, 90, 102.4))
    assert first.size == pytest.approx(20)


@pytest.mark.parametrize(
    ("unit", "advances", "size"),
    [
        (0.001, (1000, 500, 1000), 10.0),
        (0.01, (1000, 500, 1000), 1.0),
        (0.001, (800, 500, 800), 10.0),
        (0.01, (0, 500, 1000), 1.0),
    ],
    ids=["as usual", "in a tenth of its size", "condensed", "one that advances nowhere"],
)
def test_type_3_is_as_large_as_its_full_width_characters(engine: Engine, unit: float, advances: tuple[int, ...], size: float) -> None:
    """Ghostscript makes the units of such fonts ten times as large and sets their text in a tenth of the size."""
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[{unit} 0 0 {unit} 0 0]/CharProcs<<>>/FirstChar 120/LastChar 122"
        f"/Encoding<</Type/Encoding/Differences[120/g1/g2/g3]>>/Widths{[*advances]}/Resources<<>>/ToUnicode %d 0 R>>".replace(",", "")
    )
    named = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <78> <897f> <79> <0035> <7a> <533a> endbfchar endcmap"
    )

    def draw(page: Any, document: Any) -> None:
        map_ = document.get_new_xref()
        document.update_object(map_, "<<>>")
        document.update_stream(map_, named)
        add_font(page, document, "T3", font % map_)
        append(page, document, b"BT /T3 %f Tf 1 0 0 1 50 300 Tm (xyz) Tj ET" % size)

    page = page_of(pdf(draw), engine)
    assert seen(page) == "西5区"
    assert [(round(glyph.size, 2), round(glyph.y0, 2), round(glyph.y1, 2)) for glyph in page.glyphs] == [(10, 91.2, 101.2)] * 3


def test_printed_white_space_marks_the_glyph_after_it(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), " 事業 5か年\u3000概 要 ", fontname="japan", fontsize=10)
        page.insert_text((50, 150), "次の行", fontname="japan", fontsize=10)
        page.insert_text((50, 200), "見 えない", fontname="japan", fontsize=10, render_mode=3)

    page = page_of(pdf(draw), engine)
    assert seen(page) == "事業5か年概要次の行"
    assert "".join(glyph.text for glyph in page.glyphs if glyph.style & Style.SPACED) == "事5概要"
    # A scanner's text layer sets words apart that the paper does not.
    assert not any(glyph.style & Style.SPACED for glyph in page.hidden)


def test_fake_bold_is_one_bold_glyph_and_true_doubles_survive(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        for offset in (0.0, 0.2):
            page.insert_text((50 + offset, 100), "区区々々「「11", fontname="japan", fontsize=10)
        page.insert_text((50, 150), "区区々々「「11", fontname="japan", fontsize=10)

    page = page_of(pdf(draw), engine)
    assert seen(page) == "区区々々「「11" * 2
    upper = [glyph for glyph in page.glyphs if glyph.y1 < 120]
    assert sum(bool(glyph.style & Style.BOLD) for glyph in upper) >= len(upper) - 1
    assert not any(glyph.style & Style.BOLD for glyph in page.glyphs if glyph.y1 > 120)


def test_fake_bold_on_a_page_that_lies_on_its_side_is_printed_once(engine: Engine) -> None:
    """All its lines begin on one level; those that are one over the other are no neighbours by that."""

    def draw(page: Any, _: Any) -> None:
        for k in range(6):
            for offset in (0.0, 0.2):
                page.insert_text((50 + 14 * k, 300 - offset), f"第{k}の取組を記す", fontname="japan", fontsize=10, rotate=90)

    assert len(page_of(pdf(draw), engine).glyphs) == 6 * len("第0の取組を記す")


def test_text_that_is_printed_four_times_is_printed_once(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        for dx, dy in ((0.24, 0.0), (0.0, 0.24), (0.24, 0.24), (0.0, 0.0)):
            page.insert_text((50 + dx, 100 + dy), "区区々々「「11", fontname="japan", fontsize=10)

    page = page_of(pdf(draw), engine)
    assert seen(page) == "区区々々「「11"
    assert all(glyph.style & Style.BOLD for glyph in page.glyphs)


def test_fake_bold_inside_a_longer_line(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "成果と課題", fontname="japan", fontsize=10)
        page.insert_text((80.3, 100), "課題", fontname="japan", fontsize=10)

    assert seen(page_of(pdf(draw), engine)) == "成果と課題"


def test_stroked_text_is_bold(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "bold", render_mode=2)
        page.insert_text((50, 150), "plain")

    page = page_of(pdf(draw), engine)
    assert seen(page) == "boldplain"
    assert [bool(glyph.style & Style.BOLD) for glyph in page.glyphs] == [True] * 4 + [False] * 5


def test_bold_font_name(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "b", fontname="hebo")
        page.insert_text((50, 150), "p", fontname="helv")

    assert [glyph.style for glyph in page_of(pdf(draw), engine).glyphs] == [Style.BOLD, Style.PLAIN]


def typeset(lines: list[tuple[str, str]]) -> bytes:
    """A page of lines in fonts that are not embedded."""

    def draw(page: Any, document: Any) -> None:
        for k, (font, text) in enumerate(lines):
            add_font(page, document, f"F{k}", japanese_font("UniJIS-UTF16-H").replace("Ryumin", font))
            shown = text.encode("utf-16-be").hex()
            append(page, document, f"BT /F{k} 10 Tf 1 0 0 1 50 {300 - 20 * k} Tm <{shown}> Tj ET".encode())

    return pdf(draw)


TEXT = "予約なしで来られる日を増やした"


@pytest.mark.parametrize(
    ("lines", "bold"),
    [
        ([("GothicBBB-Medium", "居場所"), ("Ryumin-Light", TEXT)], "居場所"),
        ([("GothicBBB-Medium", "居場所を"), ("Ryumin-Light", TEXT[:8])], ""),  # much of the text is Gothic
        ([("GothicBBB-Medium", "居場所"), ("Dotum", TEXT[:6]), ("Ryumin-Light", TEXT[:8])], ""),  # the rest is not all Mincho
        ([("Ryumin-Light", "居場所"), ("GothicBBB-Medium", TEXT)], ""),
    ],
)
def test_gothic_type_amid_mincho_is_bold(lines: list[tuple[str, str]], bold: str, engine: Engine) -> None:
    page = page_of(typeset(lines), engine)
    assert "".join(glyph.text for glyph in page.glyphs if glyph.style & Style.BOLD) == bold


@pytest.mark.parametrize(
    "hide",
    [
        lambda page: page.insert_text((50, 200), "gone", render_mode=3),
        lambda page: page.insert_text((50, 200), "gone", color=(1, 1, 1)),
        lambda page: page.insert_text((50, 200), "gone", fill_opacity=0),
        lambda page: page.insert_text((400, 200), "gone"),
        lambda page: page.insert_text((50, -30), "gone"),
    ],
    ids=["render mode 3", "white", "transparent", "right of the page", "above the page"],
)
def test_text_that_no_reader_sees_is_hidden(engine: Engine, hide: Any) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "seen")
        hide(page)

    page = page_of(pdf(draw), engine)
    assert seen(page) == "seen"
    assert unseen(page) == "gone"


def test_white_text_on_a_smooth_shading_is_seen(engine: Engine) -> None:
    """A label in white on a bar whose colour changes from one end to the other; beside it the same is white on white."""

    def draw(page: Any, document: Any) -> None:
        shading = document.get_new_xref()
        said = "/FunctionType 2/Domain[0 1]/C0[0.1 0.2 0.5]/C1[0.4 0.6 0.9]/N 1"
        document.update_object(shading, f"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[40 0 120 0]/Extend[true true]/Function<<{said}>>>>")
        add_resource(page, document, "Shading", shading)
        append(page, document, b"q 40 290 80 20 re W n /S sh Q")
        page.insert_text((50, 100), "white", color=(1, 1, 1))
        page.insert_text((150, 100), "unseen", color=(1, 1, 1))

    assert seen(page_of(pdf(draw), engine)) == "white"


def test_white_text_on_a_dark_cell_is_seen(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((40, 80, 200, 120), fill=(0, 0, 0.5), color=None)
        page.insert_text((50, 100), "white", color=(1, 1, 1))

    assert seen(page_of(pdf(draw), engine)) == "white"


def test_text_of_the_colour_of_its_cell_is_hidden(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((40, 80, 200, 120), fill=(0.8, 0.9, 0.8), color=None)
        page.insert_text((50, 100), "gone", color=(0.8, 0.9, 0.8))
        page.insert_text((50, 150), "seen", color=(0.8, 0.9, 0.8))

    page = page_of(pdf(draw), engine)
    assert (seen(page), unseen(page)) == ("seen", "gone")


def test_text_under_a_cover_is_hidden(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "gone")
        page.draw_rect((40, 80, 200, 120), fill=(1, 1, 1), color=None)
        page.insert_text((50, 150), "seen")

    page = page_of(pdf(draw), engine)
    assert (seen(page), unseen(page)) == ("seen", "gone")


def test_text_under_a_cover_with_new_text_on_it(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "gone", fontname="cour")
        page.draw_rect((40, 80, 200, 120), fill=(1, 1, 1), color=None)
        page.insert_text((50, 100), "seen", fontname="cour")

    page = page_of(pdf(draw), engine)
    assert (seen(page), unseen(page)) == ("seen", "gone")


def test_text_on_shading_drawn_after_other_text_is_seen(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 60), "first")
        page.draw_rect((40, 80, 200, 120), fill=(0.9, 0.9, 0.9), color=None)
        page.insert_text((50, 100), "second")

    assert seen(page_of(pdf(draw), engine)) == "firstsecond"


def test_a_marker_that_multiplies_does_not_hide_text(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text((50, 100), "marked")
        state = document.get_new_xref()
        document.update_object(state, "<</Type/ExtGState/BM/Multiply>>")
        kind, value = document.xref_get_key(page.xref, "Resources")
        owner, key = (int(value.split()[0]), "") if kind == "xref" else (page.xref, "Resources/")
        document.xref_set_key(owner, f"{key}ExtGState", f"<</M {state} 0 R>>")
        append(page, document, b"q /M gs 1 1 0 rg 40 280 160 40 re f Q")

    assert seen(page_of(pdf(draw), engine)) == "marked"


def picture() -> Any:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20), False)
    pixmap.clear_with(120)
    return pixmap


def test_text_behind_a_picture_is_hidden_and_text_on_it_is_seen(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "gone")
        page.insert_image((40, 80, 200, 120), pixmap=picture(), keep_proportion=False)
        page.insert_text((50, 110), "on")
        page.insert_text((50, 150), "beside")

    page = page_of(pdf(draw), engine)
    assert (seen(page), unseen(page)) == ("onbeside", "gone")
    assert [near(area[:4], (40, 80, 200, 120)) for area in page.pictures] == [True]


def test_text_layer_of_a_scan_is_read_with_a_warning(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_image((0, 0, 300, 400), pixmap=picture(), keep_proportion=False)
        page.insert_text((50, 100), "layer", render_mode=3)

    source = source_of(pdf(draw), engine)
    assert seen(source.pages[0]) == "layer"
    assert source.text_source == "ocr_layer"
    assert [defect.code for defect in source.defects] == ["ocr-layer"]


def test_text_layer_behind_a_scan_is_read_with_a_warning(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "layer")
        page.insert_image((0, 0, 300, 400), pixmap=picture(), keep_proportion=False)

    source = source_of(pdf(draw), engine)
    assert seen(source.pages[0]) == "layer"
    assert source.text_source == "ocr_layer"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotation_and_crop_box(engine: Engine, rotation: int) -> None:
    """Text that reads upright once the page is turned; the crop box starts away from the origin."""

    def draw(page: Any, _: Any) -> None:
        # The unturned place of each text's start, so that it stands at (40, 60) of the displayed page.
        start = {0: (60, 110), 90: (80, 360), 180: (240, 340), 270: (220, 90)}[rotation]
        page.insert_text(start, "Ab", fontsize=10, rotate=rotation)
        page.draw_line((20, 50), (280, 50))
        page.set_cropbox(pymupdf.Rect(20, 50, 280, 400))
        page.set_rotation(rotation)

    page = page_of(pdf(draw), engine)
    assert (page.width, page.height) == ((350, 260) if rotation % 180 else (260, 350))
    first = page.glyphs[0]
    assert first.style == Style.PLAIN
    assert near(first[:4], (40, 51.2, 46.67, 61.2))
    assert seen(page) == "Ab"
    edge = {0: (0, 0, 260, 0), 90: (350, 0, 350, 260), 180: (0, 350, 260, 350), 270: (0, 0, 0, 260)}[rotation]
    assert [near(ruling[:4], edge) for ruling in page.rulings] == [True]


def test_user_unit_is_left_out(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text((50, 100), "A", fontsize=10)
        page.draw_line((20, 50), (280, 50), width=2)
        document.xref_set_key(page.xref, "UserUnit", "2.0")

    page = page_of(pdf(draw), engine)
    assert (page.width, page.height) == (300, 400)
    assert near(page.glyphs[0][:4], (50, 91.2, 56.67, 101.2))
    assert near(page.rulings[0][:5], (20, 50, 280, 50, 2))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text(engine: Engine, turn: int) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((100, 100), "W", fontsize=10, rotate=turn)

    glyph = page_of(pdf(draw), engine).glyphs[0]
    box = {90: (91.2, 90.56, 101.2, 100), 180: (90.56, 98.8, 100, 108.8), 270: (98.8, 100, 108.8, 109.44)}[turn]
    assert near(glyph[:4], box)
    # PyMuPDF turns the other way round
    assert (glyph.style & Style.TURNED, turn_of(glyph.style)) == (Style.TURNED, 360 - turn)


def test_vertical_writing(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "V", japanese_font("UniJIS-UTF16-V"))
        append(page, document, b"BT /V 20 Tf 200 300 Td <304230443046> Tj ET")

    glyphs = page_of(pdf(draw), engine).glyphs
    assert [glyph.text for glyph in glyphs] == ["あ", "い", "う"]
    assert [near(glyph[:4], (190, top, 210, top + 20)) for glyph, top in zip(glyphs, (100, 120, 140), strict=True)] == [True] * 3
    assert all(glyph.style == Style.VERTICAL for glyph in glyphs)


def test_annotations_are_printed_text(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "page")
        page.insert_text((5000, 100), "beyond")
        page.add_freetext_annot((50, 150, 200, 180), "note", fontsize=10)
        page.set_rotation(90)

    page = page_of(pdf(draw), engine)
    assert seen(page) == "pagenote"
    assert "".join([glyph.text for glyph in page.glyphs if glyph.index in page.noted]) == "note"
    first = next(glyph for glyph in page.glyphs if glyph.text == "n")
    assert first.x0 > 200


def test_what_a_stamp_says_is_a_watermark_and_its_box_is_not_drawn(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "page")
        page.add_stamp_annot((60, 80, 160, 110), stamp=0)

    read = page_of(pdf(draw), engine)
    assert (seen(read), "".join([glyph.text for glyph in read.watermarks])) == ("page", "APPROVED")
    assert not (read.rulings or read.fills or read.noted)
    assert all(60 < glyph.x0 < glyph.x1 < 160 and 80 < glyph.y0 < glyph.y1 < 110 for glyph in read.watermarks)


def test_a_stamp_without_words_is_left(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        picture = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 4, 4))
        picture.clear_with(90)
        page.insert_text((50, 100), "page")
        page.add_stamp_annot((60, 80, 160, 110), stamp=picture)

    read = page_of(pdf(draw), engine)
    assert len(read.pictures) == 1 and not read.watermarks


def test_character_spacing_and_horizontal_scale(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text((5, 20), "x", fontname="helv")
        append(page, document, b"BT /helv 10 Tf 50 Tz 4 Tc 100 300 Td (ab) Tj 0 -50 Td [-100 (a) -200 (b)] TJ ET")

    one, two, three, four = page_of(pdf(draw), engine).glyphs[1:]
    assert near((one.x0, one.x1, two.x0), (100, 102.78, 104.78))
    assert near((three.x0, four.x0), (100.5, 106.28))


def test_a_glyph_that_its_font_says_is_wider_than_the_page_stands_where_it_begins(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "J", japanese_font("UniJIS-UTF16-H").replace("/DW 1000", "/DW 100091000"))
        append(page, document, b"BT /J 20 Tf 1 0 0 1 50 300 Tm <533A> Tj 1 0 0 1 90 300 Tm <5E02> Tj ET")

    page = page_of(pdf(draw), engine)
    assert [(glyph.text, round(glyph.x0), round(glyph.x1)) for glyph in page.glyphs] == [("区", 50, 70), ("市", 90, 110)]


def test_glyphs_drawn_out_of_order_keep_their_places(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((80, 100), "原さん", fontname="japan", fontsize=20)
        page.insert_text((60, 100), "吉", fontname="japan", fontsize=20)

    page = page_of(pdf(draw), engine)
    assert "".join(glyph.text for glyph in sorted(page.glyphs)) == "吉原さん"
    indexes = [glyph.index for glyph in page.glyphs]
    assert indexes == sorted(set(indexes))


def test_white_space_and_controls_print_nothing(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "a b\u3000c", fontname="japan", fontsize=10)

    assert seen(page_of(pdf(draw), engine)) == "abc"


def test_combining_marks_join_their_glyph(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 100), "か\u3099く", fontname="japan", fontsize=10)

    page = page_of(pdf(draw), engine)
    assert [glyph.text for glyph in page.glyphs] == ["が", "く"]
    assert page.glyphs.x1[0] == pytest.approx(page.glyphs.x0[1], abs=0.1)  # the room of the mark is no space


def test_radicals_are_folded(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "F", japanese_font("Identity-H"))
        cmap = document.get_new_xref()
        document.update_object(cmap, "<<>>")
        document.update_stream(
            cmap,
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange"
            b" <0000> <ffff> endcodespacerange 2 beginbfchar <897f> <2ec4> <5b50> <2f26> endbfchar endcmap end end",
        )
        kind, value = document.xref_get_key(page.xref, "Resources/Font/F")
        if kind != "xref":
            resources = int(document.xref_get_key(page.xref, "Resources")[1].split()[0])
            kind, value = document.xref_get_key(resources, "Font/F")
        document.xref_set_key(int(value.split()[0]), "ToUnicode", f"{cmap} 0 R")
        append(page, document, b"BT /F 20 Tf 50 300 Td <897f5b50> Tj ET")

    assert seen(page_of(pdf(draw), engine)) == "西子"


def test_actual_text_stands_for_its_glyphs(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        page.insert_text((5, -20), "x", fontname="helv")
        append(page, document, b"/Span <</ActualText <FEFF897F533A>>> BDC BT /helv 10 Tf 50 300 Td (zz) Tj ET EMC")

    page = page_of(pdf(draw), engine)
    assert seen(page) == "西区"


def test_folds_give_what_their_examples_say(engine: Engine) -> None:
    for example in load("folds")["examples"]:
        assert clean(example["found"]) == example["text"]


@pytest.mark.parametrize("encoding", ["UniJIS-UTF16-H", "UniJIS-UCS2-H", "90msp-RKSJ-H"])
@pytest.mark.parametrize("said", ["10時~12時", "A~D", "あ—い", "10~", "5|6"])
def test_signs_that_japanese_fonts_name_by_combining_marks(engine: Engine, encoding: str, said: str) -> None:
    """A font that is not embedded tells its characters by Adobe-Japan1, where ~ is a tilde over a letter."""
    try:
        code = said.encode("cp932" if "RKSJ" in encoding else "utf-16-be")
    except UnicodeEncodeError:
        pytest.skip("a sign that Shift JIS lacks")

    def draw(page: Any, document: Any) -> None:
        add_font(page, document, "J", japanese_font(encoding))
        append(page, document, b"BT /J 10 Tf 50 300 Td <%s> Tj ET" % code.hex().encode())

    data = pdf(draw)
    page = page_of(data, engine)
    assert seen(page) == said
    assert not any(glyph.style & Style.SPACED for glyph in page.glyphs)
    assert disagreements(data, [page]) == ()


def test_a_letter_with_its_mark_behind_it_stays_one(engine: Engine) -> None:
    """Programs on other systems part ã into a and a mark without width."""

    def draw(page: Any, document: Any) -> None:
        font = japanese_font("Identity-H").replace("/DescendantFonts", "/ToUnicode %d 0 R/DescendantFonts")
        maps = document.get_new_xref()
        document.update_object(maps, "<<>>")
        document.update_stream(maps, MAP)
        add_font(page, document, "J", font % maps)
        append(page, document, b"BT /J 10 Tf 50 300 Td <034A034A> Tj ET")

    assert seen(page_of(pdf(draw), engine)) == "ãã"


def test_the_characters_of_a_ligature_stand_in_order_before_the_next_glyph(engine: Engine) -> None:
    """Fonts of word processors have one glyph for ti, those of browsers one for 令和."""

    def draw(page: Any, document: Any) -> None:
        maps = document.get_new_xref()
        document.update_object(maps, "<<>>")
        document.update_stream(maps, MAP.replace(b"<00610303>", b"<4ee4548c>"))
        add_font(page, document, "J", japanese_font("Identity-H").replace("/DescendantFonts", f"/ToUnicode {maps} 0 R/DescendantFonts"))
        append(page, document, b"BT /J 10 Tf 50.1 300 Td <034A> Tj ET BT /J 10 Tf 60.09 300 Td <034A> Tj ET")

    page = page_of(pdf(draw), engine)
    assert "".join([glyph.text for glyph in sorted(page.glyphs, key=lambda glyph: glyph.x0)]) == "令和令和"


MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <034A> <00610303> endbfchar endcmap end end"""
