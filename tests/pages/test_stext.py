"""What is copied out of MuPDF's records is what ``rawdict`` tells of them."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages import pymupdf_engine, source_of, stext
from pipeline.pages.model import Style
from pipeline.pages.mupdf import mupdf
from pipeline.pages.stext import Columns, Face
from tests.pages.drawing import add_font, append, japanese_font, pdf

RAW = sorted((Path(__file__).parents[2] / "raw").glob("*.pdf"))


def level(page: Any, _: Any) -> None:
    page.insert_text((50, 60), "評価の理由 (法人) 令和5年度", fontname="japan", fontsize=10)
    page.insert_text((50, 60), "twice", fontsize=10)
    page.insert_text((50, 90), "faint", fontsize=8, color=(1, 0, 0), fill_opacity=0.5)
    page.insert_text((50, 120), "invisible", fontsize=8, render_mode=3)
    page.insert_text((50, 150), "word " * 200, fontsize=2)
    page.draw_rect((40, 200, 90, 230), fill=(0, 0, 1), fill_opacity=0.3)
    page.draw_line((40, 240), (90, 300), width=2)


def turned(page: Any, document: Any) -> None:
    page.set_rotation(90)
    page.insert_text((100, 100), "turned", rotate=90)
    page.insert_text((150, 100), "上下", fontname="japan", rotate=180)
    add_font(page, document, "V", japanese_font("UniJIS-UCS2-V"))
    append(page, document, b"BT /V 12 Tf 200 300 Td <8A55 4FA1> Tj ET")


def odd(page: Any, document: Any) -> None:
    page.insert_text((50, 60), "far", fontsize=10)
    append(page, document, b"BT /helv 10 Tf 300000 10 Td (off) Tj ET BT /helv 10 Tf 99990 10 Td (half off) Tj ET")
    append(
        page, document, b"BT /helv 10 Tf -80 Tz 150 50 Td (mirrored) Tj ET BT /helv 10 Tf 100 Tz 1 0.02 -0.02 1 50 150 Tm (leaning) Tj ET"
    )
    append(page, document, b"BT /helv 0.001 Tf 50 250 Td (tiny) Tj ET 50 260 100 0 re f")


def nothing(_page: Any, _document: Any) -> None:
    pass


def as_told(printed: Columns) -> dict[str, Any]:
    """Everything of a page but what tells fonts apart, what was made up by MuPDF, which ``rawdict`` keeps to itself, and how far out
    a line goes that no page can show.
    """
    columns = printed._asdict() | {
        "fonts": [printed.faces[font][:2] for font in printed.fonts],
        "flags": [flag & ~4 for flag in printed.flags],
    }
    boxes = [printed.box_of(position, line) for line in printed.lines for position in range(line.start, line.end)]
    lines = [(*[max(-100_000, min(edge, 100_000)) for edge in line.box], *line[1:]) for line in printed.lines]
    return {name: list(column) for name, column in columns.items() if name not in ("faces", "box_of")} | {"boxes": boxes, "lines": lines}


def both_ways(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    found = []

    def columns_of(page: Any, faces: dict[Any, Face]) -> Columns:
        copied, told = stext._copied(page, faces), stext._told(page, {})
        found.append((as_told(copied), as_told(told)))
        return copied

    monkeypatch.setattr(pymupdf_engine, "columns_of", columns_of)
    assert list(pymupdf_engine.pages_of(data))
    return found


@pytest.mark.parametrize("pen", [level, turned, odd, nothing])
def test_drawn_pages_are_copied_as_told(pen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ((copied, told),) = both_ways(pdf(pen), monkeypatch)
    assert copied == told


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_sheets_are_copied_as_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = both_ways(path.read_bytes(), monkeypatch)
    assert sum(len(copied["chars"]) for copied, _ in pages) > 10_000
    for copied, told in pages:
        assert copied == told


def test_the_locked_release_is_read_by_its_records() -> None:
    assert mupdf.FZ_VERSION in stext.KNOWN


def test_any_other_release_is_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = RAW[0].read_bytes()
    known = source_of(data)
    monkeypatch.setattr(stext, "KNOWN", ())
    assert source_of(data) == known


def test_a_font_is_bold_by_its_name_or_by_its_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((50, 60), "bold", fontname="hebo")
        page.insert_text((50, 90), "plain", fontname="helv")

    for known in (stext.KNOWN, ()):
        monkeypatch.setattr(stext, "KNOWN", known)
        (page,) = source_of(pdf(draw)).pages
        assert "".join(glyph.text for glyph in page.glyphs if glyph.style & Style.BOLD) == "bold"


@given(st.lists(st.integers(0, 400), unique=True, min_size=1, max_size=120), st.integers(1, 60))
def test_characters_come_in_the_order_of_their_links(places: list[int], about: int) -> None:
    size = stext._CHAR.size
    memory = ctypes.create_string_buffer(401 * size)
    start = ctypes.addressof(memory)
    addresses = [start + place * size for place in places]
    for number, (address, after) in enumerate(zip(addresses, [*addresses[1:], 0], strict=True)):
        stext._CHAR.pack_into(memory, address - start, number, *[0] * 15, after)
    records = stext._linked(stext._Memory(), addresses[0], addresses[-1], about)
    assert [record[0] for record in stext._CHAR.iter_unpack(records)] == list(range(len(places)))
