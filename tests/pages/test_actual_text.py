"""ActualText that contradicts the glyphs it stands for is named; what browsers mend by it is not."""

from __future__ import annotations

import pytest

from pipeline.pages import Engine, source_of
from pipeline.pages.actual_text import checked_text
from tests.faults.hostile import one_page, stream

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])


def told(printed: bytes, actual: bytes, engine: Engine) -> list[tuple[str, str]]:
    content = b"BT /F 9 Tf 1 0 0 1 50 700 Tm (before) Tj ET /Span <</ActualText %s>> BDC BT /F 9 Tf 1 0 0 1 50 600 Tm (%s) Tj ET EMC"
    source = source_of(one_page(stream(content % (actual, printed))), engine)
    return [(defect.code, dict(defect.values)["printed"]) for defect in source.defects]


@ENGINES
@pytest.mark.parametrize("actual", [b"(1,842)", b"<feff0031002c003800340032>"])
def test_another_number_than_is_printed_is_named(engine: Engine, actual: bytes) -> None:
    ((code, printed),) = told(b"13,482", actual, engine)
    assert code == "text-contradicts" and printed in "13,482" and ",48" in printed


@ENGINES
@pytest.mark.parametrize("actual", [b"(13,482)", b"<feffff11ff13002cff14ff18ff12>", b"<feff897f>", b"()"])
def test_the_same_in_another_spelling_and_single_signs_are_not(engine: Engine, actual: bytes) -> None:
    assert told(b"13,482", actual, engine) == []


@pytest.mark.parametrize(("one", "other", "differ"), [("―", "—", False), ("−", "-", False), ("―", "ー", True), ("―", "一", True)])
def test_code_points_that_fonts_draw_by_one_glyph_are_no_other_text(one: str, other: str, differ: bool) -> None:
    told, printed = ([("5", 50.0, 600.0, 10.0), (text, 60.0, 600.0, 10.0)] for text in (one, other))
    assert bool(checked_text(told, printed).contradictions) is differ


@pytest.mark.parametrize(("mark", "differ"), [("\u3099", False), ("\u309a", True), ("", True)])
def test_a_kana_told_apart_from_its_voiced_sound_mark_is_the_one_printed(mark: str, differ: bool) -> None:
    told = [("ろ", 50.0, 600.0, 10.0), ("は", 60.0, 600.0, 10.0), *([(mark, 70.0, 600.0, 10.0)] if mark else []), ("の", 70.0, 600.0, 10.0)]
    printed = [("ろ", 50.0, 600.0, 10.0), ("ば", 60.0, 600.0, 10.0), ("の", 70.0, 600.0, 10.0)]
    assert bool(checked_text(told, printed).contradictions) is differ


@pytest.mark.parametrize(("text", "differ"), [("令和", False), ("平成", True), ("令", True)])
def test_a_glyph_for_two_characters_may_be_told_as_both(text: str, differ: bool) -> None:
    """A reader of the file puts all but the first where the next glyph begins."""
    told = [(char, 50.0 + 10 * min(n, 1), 600.0, 10.0) for n, char in enumerate(text + "5")]
    assert bool(checked_text(told, [("㋿", 50.0, 600.0, 10.0), ("5", 60.0, 600.0, 10.0)]).contradictions) is differ


Characters = list[tuple[str, float, float, float]]


def set_at(text: str, *starts: float) -> Characters:
    """A text set once from each of these places, character after character."""
    return [(char, start + 10 * n, 600.0, 10.0) for start in starts for n, char in enumerate(text)]


@pytest.mark.parametrize(
    ("told", "printed", "differ"),
    [
        pytest.param(set_at("13,482", 50), set_at("13,482", 50, 50.3, 50.6), False, id="struck three times"),
        pytest.param([("1", 50.0, 600.0, 10.0), ("2", 50.3, 600.0, 10.0)], set_at("12", 50, 50.3), False, id="told over both strikes"),
        pytest.param(set_at("1,842", 50), set_at("13,482", 50, 50.3), True, id="another number, struck twice"),
        pytest.param(set_at("18,432", 50), set_at("13,482", 50), True, id="digits that changed places, struck once"),
    ],
)
def test_bold_type_by_several_strikes_is_the_same_text(told: Characters, printed: Characters, differ: bool) -> None:
    assert bool(checked_text(told, printed).contradictions) is differ


@pytest.mark.parametrize(
    ("told", "printed", "is_spread"),
    [
        pytest.param([("1", 50.0, 600.0, 10.0), ("2", 50.3, 600.0, 10.0)], set_at("12", 50, 50.3), True, id="over both strikes"),
        pytest.param([("1", 50.0, 600.0, 10.0), ("3", 50.3, 600.0, 10.0)], set_at("12", 50, 50.3), False, id="another number"),
        pytest.param(set_at("12", 50), set_at("12", 50, 50.3), False, id="at its places"),
        pytest.param(set_at("21", 50), set_at("12", 50), False, id="struck once"),
    ],
)
def test_what_is_told_once_may_be_spread_over_strikes(told: Characters, printed: Characters, is_spread: bool) -> None:
    assert checked_text(told, printed).is_spread is is_spread


@ENGINES
def test_what_is_spread_over_strikes_is_read_where_it_is_printed(engine: Engine) -> None:
    strikes = b"".join(b"1 0 0 1 %.1f 600 Tm (12) Tj " % x for x in (50, 50.3, 50.6))
    content = b"/Span <</ActualText <feffff11ff12ff13ff14>>> BDC BT /F 9 Tf %s1 0 0 1 70 600 Tm (34) Tj ET EMC" % strikes
    (page,) = source_of(one_page(stream(content)), engine).pages
    assert "".join(glyph.text for glyph in sorted(page.glyphs, key=lambda glyph: glyph.x0)) == "1234"


@ENGINES
def test_what_is_told_once_at_its_place_is_read_as_told(engine: Engine) -> None:
    content = b"/Span <</ActualText <feffff11ff12>>> BDC BT /F 9 Tf 1 0 0 1 50 600 Tm (12) Tj ET EMC"
    (page,) = source_of(one_page(stream(content)), engine).pages
    assert "".join(page.glyphs.texts) == "１２"


@ENGINES
@pytest.mark.parametrize(("strikes", "actual"), [((50,), b"21"), ((50, 50.3), b"13")], ids=["struck once", "another number"])
def test_other_digits_than_are_printed_are_named(engine: Engine, strikes: tuple[float, ...], actual: bytes) -> None:
    struck = b"".join(b"1 0 0 1 %.1f 600 Tm (12) Tj " % x for x in strikes)
    content = b"/Span <</ActualText (%s)>> BDC BT /F 9 Tf %s ET EMC" % (actual, struck)
    assert [defect.code for defect in source_of(one_page(stream(content)), engine).defects] == ["text-contradicts"]
