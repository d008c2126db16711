"""Every code of the catalogue is given for some document: a short sheet with one thing wrong in it, or what another test makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.pages import Engine, source_of
from pipeline.pages.model import Area, Glyph, Glyphs, Page
from pipeline.rules.defects import defect_catalogue
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.reread import disagreements
from pipeline.values import Box, SourceError
from tests.faults.hostile import one_page, stream
from tests.support.short_sheet import pages
from tests.support.short_sheet import sheet as good

ROOT = Path(__file__).parents[2]
Pages = tuple[Page, ...]


def read(of: Sequence[Page]) -> Sheet:
    numbered = tuple(replace(page, number=number) for number, page in enumerate(of, 1))
    return sheet_of(numbered, document_id="x", source_sha256="", text_source="digital")


def codes_of(of: Sequence[Page]) -> set[str]:
    try:
        return {defect.code for defect in read(of).defects}
    except SourceError as error:
        return {error.defect.code}


def with_letters(letters: dict[str, str]) -> Pages:
    return tuple(replace(p, glyphs=Glyphs.of(g._replace(text=letters.get(g.text, g.text)) for g in p.glyphs)) for p in pages())


def once(letter: str, box: Box) -> Pages:
    """The pages with this letter for what stands in the box."""

    def inside(page: Page, g: Glyph) -> bool:
        return box.page == page.number and box.x0 <= g.x0 < box.x1 and box.y0 <= (g.y0 + g.y1) / 2 <= box.y1

    return tuple(replace(p, glyphs=Glyphs.of(g._replace(text=letter) if inside(p, g) else g for g in p.glyphs)) for p in pages())


def without(boxes: Sequence[Box]) -> Pages:
    def inside(page: Page, x: float, y: float) -> bool:
        return any(b.page == page.number and b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1 for b in boxes)

    return tuple(replace(p, glyphs=Glyphs.of(g for g in p.glyphs if not inside(p, (g.x0 + g.x1) / 2, (g.y0 + g.y1) / 2))) for p in pages())


def first_letter(text: str) -> Box:
    """Where the row of the overview with this text begins."""
    box = next(row.text.boxes[0] for row in good().overview if row.text.text == text)
    return box._replace(x1=box.x0 + 5)


def widened(boxes: Sequence[Box]) -> list[Box]:
    """Boxes as wide as the page, so that marks left of a text are in them."""
    return [box._replace(x0=0.0, x1=1000.0) for box in boxes]


def project_pages(at: int) -> list[Page]:
    starts = [project.title.boxes[0].page for project in good().projects]
    ends = [*starts[1:], len(pages()) + 1]
    return [page for page in pages() if starts[at] <= page.number < ends[at]]


def reordered(order: Sequence[int]) -> Pages:
    front = [page for page in pages() if page.number < good().projects[0].title.boxes[0].page]
    return (*front, *(page for at in order for page in project_pages(at)))


def viewpoint_mark() -> str:
    return good().projects[0].viewpoints[1].mark.strip("()（） .．")


WRONG: dict[str, Callable[[], Pages]] = {
    "not-this-form": lambda: with_letters(dict.fromkeys({g.text for p in pages() for g in p.glyphs}, "あ")),
    "no-goal-table": lambda: with_letters({"姿": "他"}),
    "two-sheets": lambda: pages() * 2,
    "project-doubled": lambda: reordered([0, 1, 2, 1, 3, 4, 5, 6]),
    "project-missing": lambda: reordered([0, 1, 3, 4, 5, 6]),
    "project-out-of-order": lambda: reordered([0, 2, 1, 3, 4, 5, 6]),
    "page-doubled": lambda: (pages()[0], *pages()),
    "page-sequence": lambda: (*pages()[:5], *pages()[6:]),
    "field-missing": lambda: with_letters({"年": "◇", "区": "◇"}),
    "front-contradicts": lambda: once("川", first_letter(good().ward_office or "")),
    "section-missing": lambda: without(
        widened([b for s in good().projects[1].statements if s.section == "challenge" for b in s.text.boxes])
    ),
    "goals-missing": lambda: without([b for goal in good().projects[1].goals for b in widened(goal.text.boxes)]),
    "viewpoints-missing": lambda: without([b for v in good().projects[3].viewpoints for b in widened(v.text.boxes)]),
    "goal-sequence": lambda: with_letters({"②": "⑧", "2": "8", "２": "８"}),
    "viewpoint-blank": lambda: without([b for v in good().projects[3].viewpoints[1:2] for b in v.text.boxes]),
    "viewpoint-sequence": lambda: with_letters({viewpoint_mark(): "エ"}),
    "numbering-gap": lambda: with_letters({"②": "⑨"}),
    "goal-unknown": lambda: with_letters({"②": "⑨"}),
    "rating-missing": lambda: without([b for goal in good().projects[0].goals for b in goal.boxes_operator]),
    "rating-unreadable": lambda: once("Z", good().projects[0].goals[0].boxes_operator[0]),
    "rating-scale": lambda: with_letters({"A": "S", "Ａ": "Ｓ"}),
    "page-not-of-form": lambda: (*pages(), Page(len(pages()) + 1, 595, 842, Glyphs.of(stray()), (), (), (), (), ())),
    "page-without-text": lambda: blanked(project_pages(1)[-1].number),
    "part-unread": lambda: blanked(project_pages(1)[0].number),
    "picture-without-text": lambda: pictured(3, Area(50, 100, 550, 700, -1)),
    "text-unaccounted": lambda: (replace(pages()[0], glyphs=Glyphs.of((*pages()[0].glyphs, *stray()))), *pages()[1:]),
}


def blanked(number: int) -> Pages:
    return tuple(
        replace(p, glyphs=Glyphs.of(()), rulings=(), fills=(), pictures=(), shapes=()) if p.number == number else p for p in pages()
    )


def pictured(number: int, picture: Area) -> Pages:
    """The pages without the text of one that stands where a picture is laid."""
    page = pages()[number - 1]
    kept = Glyphs.of(g for g in page.glyphs if not (picture.x0 <= g.x0 <= picture.x1 and picture.y0 <= g.y0 <= picture.y1))
    return tuple(replace(p, glyphs=kept, rulings=(), pictures=(picture,)) if p is page else p for p in pages())


def stray() -> list[Glyph]:
    last = pages()[0].glyphs[-1]
    return [
        last._replace(x0=2.0 + 9 * k, x1=11.0 + 9 * k, y0=425.0, y1=434.0, text="迷", size=9.0, index=last.index + 1 + k) for k in range(3)
    ]


@pytest.mark.parametrize("code", sorted(WRONG))
def test_a_sheet_with_this_wrong_is_told_so(code: str) -> None:
    assert code not in {defect.code for defect in good().defects}
    assert code in codes_of(WRONG[code]())


def test_a_glyph_without_a_character_is_told() -> None:
    """Two letters of a thousand are drawn in a font of pictures that ties them to no character."""
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << /g1 7 0 R >> "
    font += b"/Encoding << /Type /Encoding /Differences [120 /g1] >> /FirstChar 120 /LastChar 120 /Widths [1000] /Resources << >> >>"
    look = stream(b"1000 0 0 0 1000 1000 d1 0 0 800 800 re f")
    lines = b"".join(b"1 0 0 1 50 %d Tm (%s) Tj " % (700 - 10 * k, b"y" * 50) for k in range(20))
    content = stream(b"BT /F 9 Tf " + lines + b"/G 9 Tf 1 0 0 1 50 400 Tm (xx) Tj ET")
    source = source_of(one_page(content, b"<< /Font << /F 5 0 R /G 6 0 R >> >>", (font, look)))
    (defect,) = source.defects
    assert defect.code == "glyph-unknown" and dict(defect.values) == {"count": "2", "pages": "1"}


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
def test_a_glyph_of_a_private_use_area_is_told_and_kept(engine: Engine) -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    named = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <78> <e000> <79> <5c71> endbfchar endcmap"
    content = stream(b"BT /F 9 Tf 1 0 0 1 50 400 Tm (yx) Tj ET")
    source = source_of(one_page(content, b"<< /Font << /F 6 0 R >> >>", (font, stream(named))), engine)
    assert [defect.code for defect in source.defects] == ["glyph-unknown"]
    assert "".join(source.pages[0].glyphs.texts) == "山\ue000"


def test_a_glyph_with_ink_that_its_font_ties_to_a_space_is_told_and_a_space_is_not() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    codes = b"3 beginbfchar <20> <0020> <78> <0020> <79> <5c71> endbfchar"
    named = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange " + codes + b" endcmap"
    content = stream(b"BT /F 9 Tf 1 0 0 1 50 400 Tm (yx y) Tj ET")
    source = source_of(one_page(content, b"<< /Font << /F 6 0 R >> >>", (font, stream(named))))
    assert [defect.code for defect in source.defects] == ["glyph-unknown"]
    assert "".join(source.pages[0].glyphs.texts) == "山\ufffd山"


def test_two_engines_that_read_differently_are_told() -> None:
    others = with_letters({"②": "③"})
    found = disagreements(good(), pages(), others)
    assert {defect.code for defect in found} == {"engines-disagree"}
    assert not disagreements(good(), pages(), pages())


def test_every_other_code_is_given_in_another_test() -> None:
    own = Path(__file__).name
    tests = [
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py") if path.name not in (own, "test_catalogue.py")
    ]
    rest = defect_catalogue().keys() - WRONG.keys() - {"glyph-unknown", "engines-disagree"}
    assert not [code for code in rest if not any(f'"{code}"' in text or f"[{code}]" in text for text in tests)]
