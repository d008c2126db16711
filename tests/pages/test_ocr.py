"""A page that is a picture, read: by its lines, level and upright, with look-alikes settled; without the extra it is refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

import numpy as np
import pymupdf
import pytest

from benchmarks.scans.__main__ import is_mark
from pipeline.layout import layouts_of
from pipeline.layout.model import Grid
from pipeline.pages import ocr, source_of
from pipeline.pages.ocr import progress, reading
from pipeline.pages.ocr.alike import ReadCharacter, settled_strip
from pipeline.pages.ocr.glyphs import ReadStrip, line_of
from pipeline.pages.ocr.progress import PageRead
from pipeline.pages.ocr.recogniser import RecognisedCharacter
from pipeline.pages.ocr.strips import Strip, rules_in
from pipeline.values import SourceError
from tests.pages.test_scan import XS, YS, turned

WORDS = ("目指す拠点の姿", "法人", "区", "相談件数", "1,284", "A", "利用者数", "96", "B", "開館日数", "-", "12")
SENTENCE = "スタッフへのアンケートを行っている。"


def picture_of(page: Any, degrees: float = 0.0, turn: int = 0) -> bytes:
    """A document of this page as a scanner leaves it: its picture alone, askew by so many degrees, laid on the glass turned."""
    result: Any = pymupdf.open()
    sheet = result.new_page(width=page.rect.width, height=page.rect.height)
    sheet.insert_image(sheet.rect, pixmap=turned(page, degrees))
    sheet.set_rotation(turn)
    picture = sheet.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    scan: Any = pymupdf.open()
    glass = scan.new_page(width=sheet.rect.width, height=sheet.rect.height)
    glass.insert_image(glass.rect, pixmap=picture)
    return bytes(scan.tobytes(deflate=True))


def drawn(words: Sequence[str] = WORDS, sentence: str = SENTENCE) -> Any:
    """A page of 595 by 340 points with a table of three columns and four rows and a line of text below."""
    document: Any = pymupdf.open()
    page = document.new_page(width=595, height=340)
    for y in YS:
        page.draw_line((XS[0], y), (XS[-1], y), width=0.5)
    for x in XS:
        page.draw_line((x, YS[0]), (x, YS[-1]), width=0.5)
    for k, word in enumerate(words):
        page.insert_text((XS[k % 3] + 3, YS[k // 3] + 13), word, fontname="helv" if word.isascii() else "japan", fontsize=10.5)
    page.insert_text((60, 300), sentence, fontname="japan", fontsize=10.5)
    return page


@pytest.mark.recognises
@pytest.mark.parametrize(("degrees", "turn"), [(0.7, 0), (0.0, 90), (0.0, 180)])
def test_a_picture_is_read_level_and_upright(degrees: float, turn: int) -> None:
    source = source_of(picture_of(drawn(), degrees, turn))
    assert source.text_source == "ocr"
    assert [(defect.code, defect.page) for defect in source.defects] == [("ocr-read", 1)]
    from pipeline.pages.views import views_of

    (page,) = [view.page for view in views_of(source.pages)]
    assert page.turned_by == (360 - turn) % 360
    grids = [item for item in layouts_of([page])[0].items if isinstance(item, Grid)]
    assert [(grid.n_rows, grid.n_cols) for grid in grids] == [(4, 3)]
    assert ["".join(line.text for line in cell.lines) for cell in grids[0].cells] == list(WORDS)
    assert "".join(glyph.text for glyph in page.glyphs if glyph.y0 > grids[0].ys[-1]) == SENTENCE
    assert len(page.recognised) == len(page.glyphs) and fmean(sure.confidence for sure in page.recognised) > 0.95


@pytest.mark.recognises
def test_whoever_waits_is_told_of_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[PageRead] = []
    monkeypatch.setattr(progress, "_listeners", [told.append])
    source_of(picture_of(drawn(("", "区"), "")))
    assert told == [PageRead(1, 1)]


def test_without_the_extra_a_picture_is_refused_by_name() -> None:
    with pytest.raises(SourceError) as error:
        source_of(picture_of(drawn()))
    assert error.value.defect.code == "no-text"


def line(text: str, small: str = "", gap_after: int = -1, confidence: float = 0.6) -> list[ReadCharacter]:
    """Characters of an em of 100 pixels beside each other; those of ``small`` have small ink, and one stands apart from the next."""
    found: list[ReadCharacter] = []
    at = 0.0
    for k, char in enumerate(text):
        ink = 60.0 if char in small else 88.0
        found.append(ReadCharacter(RecognisedCharacter(char, 0.0, confidence, "", 0.0), at, at + ink, 100 - ink, 100))
        at += 200 if k == gap_after else 100
    return found


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("評価シ一卜", "評価シート"),
        ("スタツフ", "スタッフ"),
        ("ボランティアヘの", "ボランティアへの"),
        ("力タログ", "カタログ"),
        ("紹介力一ド", "紹介カード"),
        ("協カ者", "協力者"),
        ("入ロ付近", "入口付近"),
        ("フォロ一等", "フォロー等"),
        ("スタッフ一人", "スタッフ一人"),
        ("べビーべッド", "ベビーベッド"),
        ("二ーズ", "ニーズ"),
        ("エ夫", "工夫"),
        ("行つた", "行った"),
        ("【①]場", "【①】場"),
        ("情報収集·提供", "情報収集・提供"),
        ("O外国", "○外国"),
        ("ボランテイア", "ボランティア"),
        ("赤ちやん", "赤ちゃん"),
        ("C", "C"),
        ("Cその他", "○その他"),
        ("NPO法人", "NPO法人"),
        ("のりサイクル", "のリサイクル"),
        ("よリスムーズ", "よりスムーズ"),
        ("はりトミックを", "はリトミックを"),
        ("のペアレント", "のペアレント"),
        ("さぽ一たー", "さぽーたー"),
        ("シルバ一人材", "シルバー人材"),
        ("っながりを", "つながりを"),
        ("すぐにっないで", "すぐにつないで"),
        ("引つ越し", "引っ越し"),
    ],
)
def test_what_looks_alike_is_settled_by_what_stands_beside_it(recognised: str, printed: str) -> None:
    assert "".join(read.character.text for read in settled_strip(line(recognised, small="ツつッィォ"), 100)) == printed


def test_what_was_settled_is_known_and_another_width_is_no_other_character() -> None:
    assert [read.is_settled for read in settled_strip(line("力ードA"), 100)] == [True, False, False, False]


def test_an_ideograph_before_a_gap_is_a_mark_in_kana_and_a_lone_dash_no_numeral() -> None:
    assert [read.character.text for read in settled_strip(line("工養育者", gap_after=0), 100)] == list("エ養育者")
    assert [read.character.text for read in settled_strip([line("一")[0]._replace(top=90)], 100)] == ["―"]


def test_a_filled_square_is_a_square_whatever_it_was_taken_for_and_a_ring_before_a_unit_a_nought() -> None:
    square, *words = line("日会員数")
    assert "".join(r.character.text for r in settled_strip([square._replace(fill=0.97), *words], 100)) == "■会員数"
    nought, unit = line("0件")
    assert "".join(r.character.text for r in settled_strip([nought, unit], 100)) == "0件"


def test_another_reading_that_only_looks_different_is_no_doubt() -> None:
    (read,) = settled_strip([ReadCharacter(RecognisedCharacter("５", 0.5, 0.55, "5", 0.4), 0, 45, 20, 100)], 100)
    assert (read.character.text, read.character.other) == ("5", "") and read.character.confidence == pytest.approx(0.95)
    (read,) = settled_strip([ReadCharacter(RecognisedCharacter("3", 0.5, 0.55, "8", 0.4), 0, 45, 20, 100)], 100)
    assert read.character.other == "8"


@pytest.mark.recognises
def test_a_picture_too_poor_to_be_read_surely_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any recogniser of lines fits: this one guesses."""

    def guess(lines: Sequence[Any]) -> list[tuple[RecognisedCharacter, ...]]:
        return [(RecognisedCharacter("区", 0.5, 0.6, "囚", 0.3),) for _ in lines]

    monkeypatch.setattr(ocr, "installed", lambda: guess)
    with pytest.raises(SourceError) as error:
        source_of(picture_of(drawn()))
    assert error.value.defect.code == "ocr-too-poor"
    assert dict(error.value.defect.values) == {"confidence": "60", "least": "93"}


def with_layer(document: bytes, words: str) -> bytes:
    """The picture with a text layer of these words over its last line, as an office scanner leaves it."""
    scan: Any = pymupdf.open(stream=document, filetype="pdf")
    scan[0].insert_text((54, 274), words, fontname="japan", fontsize=9, render_mode=3)
    return bytes(scan.tobytes())


@pytest.mark.recognises
def test_a_text_layer_is_kept_unless_the_picture_says_something_else_and_surely() -> None:
    picture = picture_of(drawn(("",) * 12))
    assert source_of(with_layer(picture, SENTENCE)).text_source == "ocr_layer"
    better = source_of(with_layer(picture, SENTENCE.replace("行", "何").replace("へ", "ヘ")))
    assert better.text_source == "ocr" and "".join(better.pages[0].glyphs.texts) == SENTENCE


@pytest.mark.recognises
def test_of_a_mixed_document_only_the_picture_is_read() -> None:
    mixed: Any = pymupdf.open(stream=picture_of(drawn(("",) * 12)), filetype="pdf")
    mixed.new_page(width=595, height=842).insert_text((60, 300), "目指す拠点の姿", fontname="japan", fontsize=10.5)
    source = source_of(bytes(mixed.tobytes()))
    assert source.text_source == "ocr"
    assert ["".join(page.glyphs.texts) for page in source.pages] == [SENTENCE, "目指す拠点の姿"]
    assert [bool(page.recognised) for page in source.pages] == [True, False]


def strip_of(*inks: tuple[str, float, float], em: int = 100) -> ReadStrip:
    """A strip with characters whose ink, a frame, reaches from one em to another, as they were read."""
    picture = np.full((em, round(max(x1 for _, _, x1 in inks) * em) + em), 255, dtype=np.uint8)
    for _, x0, x1 in inks:
        picture[5:-5, round(x0 * em) : round(x1 * em)] = 0
        picture[10:-10, round(x0 * em) + 3 : round(x1 * em) - 3] = 255
    found = [RecognisedCharacter(text, (x0 + x1) / 2 * em / picture.shape[1], 1.0, "", 0.0) for text, x0, x1 in inks]
    return line_of(Strip(0, 0, picture.shape[1], em, 5, em - 5, float(em), picture), found)


def test_a_narrow_digit_has_the_advance_of_any_digit() -> None:
    """11 was read as two numbers, and November's row as January's."""
    one, other, month = strip_of(("1", 0.18, 0.32), ("1", 0.68, 0.82), ("月", 1.05, 1.95)).read
    assert one.right == pytest.approx(other.left, abs=2) and other.right == pytest.approx(month.left, abs=6)


@pytest.mark.parametrize(
    ("inks", "text"),
    [
        ((("2", 0.3, 0.7), ("5", 1.3, 1.7)), "２５"),
        ((("2", 0.05, 0.45), ("5", 0.55, 0.95)), "25"),
        ((("2", 0.05, 0.45), (",", 0.55, 0.7), ("5", 1.55, 1.95), ("6", 2.05, 2.45)), "2，56"),
        ((("2", 0.05, 0.45), (",", 0.55, 0.7), ("5", 1.05, 1.45), ("6", 1.55, 1.95)), "2,56"),
        ((("2", 0.3, 0.7), (",", 1.05, 1.2), ("5", 2.3, 2.7), ("6", 3.3, 3.7)), "２，５６"),
        ((("2", 0.3, 0.7), ("5", 1.3, 1.7), ("年", 2.05, 2.95)), "25年"),
        ((("約", 0.05, 0.95), ("2", 1.3, 1.7), ("5", 2.3, 2.7), ("年", 3.05, 3.95)), "約２５年"),
        ((("1", 0.05, 0.45), ("5", 1.05, 1.45), ("年", 1.55, 2.45)), "15年"),
        ((("L", 0.3, 0.7), ("I", 1.45, 1.55), ("N", 2.2, 2.8)), "ＬＩＮ"),
    ],
)
def test_digits_and_letters_a_full_width_apart_are_full_width_ones(inks: tuple[tuple[str, float, float], ...], text: str) -> None:
    assert "".join(read.character.text for read in strip_of(*inks).read) == text


def test_a_character_read_twice_in_its_place_stands_once() -> None:
    """The two strokes of り were a り each (as those of い are), and 7時 was 77時."""
    line = strip_of(("7", 0.1, 0.3), ("7", 0.2, 0.4), ("時", 0.6, 1.5))
    assert "".join(read.character.text for read in line.read) == "7時"
    line = strip_of(("い", 0.1, 0.2), ("い", 0.3, 0.4), ("人", 1.05, 1.95))
    assert "".join(read.character.text for read in line.read) == "い人"


@pytest.mark.parametrize(("text", "pitch"), [("ll人", 0.22), ("Il人", 0.24), ("・・・人", 0.23), ("...人", 0.2), ("11人", 0.24)])
def test_what_is_printed_twice_stands_twice_however_narrow_it_is(text: str, pitch: float) -> None:
    inks = [(char, k * pitch + 0.05, k * pitch + 0.15) for k, char in enumerate(text[:-1])]
    line = strip_of(*inks, (text[-1], inks[-1][2] + 0.4, inks[-1][2] + 1.3))
    assert "".join(read.character.text for read in line.read) == text


@pytest.mark.parametrize("text", ["①②", "ⅠⅡ", "㎏㎞", "A①"])
def test_marks_stay_what_they_are_a_full_width_apart(text: str) -> None:
    """①② became １２, and Ⅰ Ⅱ became ＩＩＩ; at a line's head two of them would be let alone."""
    line = strip_of(*[(char, k + 0.1, k + 0.9) for k, char in enumerate(f"姿{text}人")])
    assert "".join(read.character.text for read in line.read) == f"姿{text}人"


def test_the_benchmark_of_scans_holds_marks_apart_from_digits() -> None:
    assert [char for char in "①Ⅱ㎏㈱…１Ａ，ｱ人　1a・" if is_mark(char)] == list("①Ⅱ㎏㈱…")


def test_a_mark_stands_a_little_further_from_its_text_than_a_character() -> None:
    inks = [(char, k + 0.05, k + 0.95) for k, char in enumerate("了親子安心施設環境")]
    assert strip_of(*inks).read[0].character.text == "了"
    assert strip_of(inks[0], *[(char, x0 + 0.25, x1 + 0.25) for char, x0, x1 in inks[1:]]).read[0].character.text == "ア"


def test_between_ideographs_on_the_pitch_each_character_has_its_em() -> None:
    """A comma was put on the second stroke of い, and a gap, which is a space, stood behind it."""
    line = strip_of(("行", 0.05, 0.95), ("い", 1.1, 1.3), ("、", 1.7, 1.8), ("見", 3.05, 3.95))
    assert [(round(read.left / 100, 1), round(read.right / 100, 1)) for read in line.read[1:3]] == [(1, 2), (2, 3)]


def test_a_stroke_in_line_with_a_rule_is_no_part_of_it() -> None:
    """The right side of 和 stands over the rule between two columns, and touches the one under its own cell."""
    ink = np.zeros((160, 200), dtype=bool)
    ink[[0, 40, 80, 120]] = True
    ink[40:121, 100] = True
    touching = ink.copy()
    touching[10:40, 100] = True
    touching[12:15, 80:100] = touching[34:37, 80:100] = True
    contrast = np.where(touching, 255, 0).astype(np.uint8)
    for shown in (ink, touching):
        _, standing = rules_in(shown, contrast, 20.0)
        assert not standing[:38, 100].any() and standing[45:115, 100].all()


@pytest.mark.parametrize(
    ("text", "wide", "high", "confidence", "is_drawn"),
    [
        ("V", 1.8, 2.0, 0.26, True),
        ("1", 1.9, 0.17, 0.81, True),
        ("ＩＴ", 1.9, 0.17, 0.5, True),
        ("１", 1.8, 1.7, 0.99, False),
        ("年齢", 1.9, 0.9, 0.6, False),
        ("一", 0.8, 0.17, 0.6, False),
        ("利用案内", 6.4, 1.6, 0.88, False),
    ],
)
def test_strokes_of_a_pen_and_parts_of_a_seal_are_drawn(text: str, wide: float, high: float, confidence: float, is_drawn: bool) -> None:
    """Too large or too low for a character: what is read of it is unsure, and no text."""
    each = 100 * wide / len(text)
    read = [
        ReadCharacter(RecognisedCharacter(char, 0.0, confidence, "", 0.0), k * each, (k + 1) * each, 0, 100 * high)
        for k, char in enumerate(text)
    ]
    strip = Strip(0, 0, 200, 200, 0, round(100 * high), 100.0, np.zeros((1, 1), dtype=np.uint8))
    assert reading._is_drawn(strip, ReadStrip(tuple(read), 100.0, 90.0, ())) is is_drawn


def test_white_between_two_characters_makes_neither_larger() -> None:
    """区　　分 was taken for a drawing, and so was a mark before its number."""
    read = [ReadCharacter(RecognisedCharacter(char, 0.0, 0.85, "", 0.0), x0, x0 + 90, 0, 90) for char, x0 in (("区", 0), ("分", 300))]
    strip = Strip(0, 0, 400, 90, 0, 90, 100.0, np.zeros((1, 1), dtype=np.uint8))
    assert not reading._is_drawn(strip, ReadStrip(tuple(read), 100.0, 90.0, ()))


class OfOneScrawl:
    """A recogniser of lines at 200 dpi that takes all that is higher than print (pixels) for a scrawl."""

    def __call__(self, lines: Sequence[Any]) -> list[tuple[RecognisedCharacter, ...]]:
        return [
            (RecognisedCharacter("V", 0.5, 0.3, "", 0.0),) if len(line) > 45 else (RecognisedCharacter("区", 0.5, 0.97, "", 0.0),)
            for line in lines
        ]


@pytest.mark.recognises
def test_what_is_taken_for_drawn_is_named_with_its_place_and_counts_against_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worse a strip was read, the better its page looked: what was dropped of it was told nowhere."""
    page = drawn(("区",) * 12, "区")
    page.insert_text((300, 200), "V", fontname="helv", fontsize=28)
    monkeypatch.setattr(ocr, "installed", OfOneScrawl)
    monkeypatch.setattr("pipeline.pages.source.LEAST_CONFIDENCE", 0.9)
    source = source_of(picture_of(page))
    assert "V" not in source.pages[0].glyphs.texts
    (named,) = [defect for defect in source.defects if defect.code == "ocr-drawn"]
    assert named.page == 1 and named.quote == "V" and named.box is not None
    assert 295 < named.box.x0 < 305 and 170 < named.box.y0 < named.box.y1 < 205
    monkeypatch.setattr("pipeline.pages.source.LEAST_CONFIDENCE", 0.96)
    with pytest.raises(SourceError) as error:
        source_of(picture_of(page))
    assert error.value.defect.code == "ocr-too-poor"


@pytest.mark.parametrize(
    ("ways", "turn"),
    [
        (((0, 6), (74, 7), (98, 4)), 90),
        (((69, 15), (0, 2), (36, 3)), 0),
        (((65, 3), (0, 5), (0, 2), (92, 1)), 270),
        (((0, 3), (0, 2), (0, 4), (2, 0)), 0),
        (((70, 12), (0, 2), (66, 3)), 0),
    ],
)
def test_a_page_is_turned_where_it_is_clearly_read_another_way_round(ways: tuple[tuple[int, int], ...], turn: int) -> None:
    """A recogniser knows vertical lines laid on their side: 74 of 81 characters were sure, and the page was read across its lines. Of a
    poor page that is upright a sixth is not sure, and it was laid on its side, where little is read."""
    answers = iter([*ways, (0, 2)])

    def guess(lines: Sequence[Any]) -> list[tuple[RecognisedCharacter, ...]]:
        sure, unsure = next(answers)
        return [(RecognisedCharacter("区", 0.5, 0.99, "", 0.0),) * sure + (RecognisedCharacter("区", 0.5, 0.5, "", 0.0),) * unsure]

    paper = np.full((200, 100), 255, dtype=np.uint8)
    assert reading.PictureReader(b"", guess)._upright(paper, 1.0)[0] == turn


@pytest.mark.parametrize(("goes_on", "is_dotted"), [(True, False), (True, True), (False, False)])
def test_a_dotted_rule_goes_on_under_the_glyphs_that_stand_on_it(goes_on: bool, is_dotted: bool) -> None:
    em, left, right, text_ends = 32, 20, 700, 300
    ink = np.zeros((400, 720), dtype=bool)
    for x in (left, right):
        ink[40 : 360 : 1 if not is_dotted else 6, x : x + 3] = True
        if is_dotted:
            ink[41:360:6, x : x + 3] = ink[42:360:6, x : x + 3] = True
    for x in range(left + 6, right, 6):
        if goes_on or x > text_ends:
            ink[200:203, x : x + 3] = True
    for x in range(left + 10, text_ends, 36):
        ink[190:200, x : x + 28] = True
    lying, standing = rules_in(ink, np.where(ink, np.uint8(255), np.uint8(0)), em)
    reached = np.flatnonzero(lying[201])
    assert standing[100, left] and reached[-1] >= right - 1
    assert reached[0] <= left + 3 if goes_on else reached[0] > text_ends
