"""ActualText that contradicts the glyphs it stands for is named; what browsers mend by it is not."""

from __future__ import annotations

import pytest

from pipeline.pages import Engine, source_of
from pipeline.pages.actual_text import contradictions
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
    assert bool(contradictions(told, printed)) is differ


@pytest.mark.parametrize(("mark", "differ"), [("\u3099", False), ("\u309a", True), ("", True)])
def test_a_kana_told_apart_from_its_voiced_sound_mark_is_the_one_printed(mark: str, differ: bool) -> None:
    told = [("ろ", 50.0, 600.0, 10.0), ("は", 60.0, 600.0, 10.0), *([(mark, 70.0, 600.0, 10.0)] if mark else []), ("の", 70.0, 600.0, 10.0)]
    printed = [("ろ", 50.0, 600.0, 10.0), ("ば", 60.0, 600.0, 10.0), ("の", 70.0, 600.0, 10.0)]
    assert bool(contradictions(told, printed)) is differ


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
    assert bool(contradictions(told, printed)) is differ
