"""Damage is judged by what is lost: a page or a stream that is missing or cut; what loses nothing is no damage."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.pages import Engine, mupdf_text, source_of
from pipeline.pages.damage import is_content
from pipeline.pages.mupdf import pymupdf
from pipeline.run.work.reading import Task, read_source
from pipeline.values import SourceError
from tests.pages.drawing import append, pdf

CASES = Path(__file__).parents[3] / "shared" / "cases"
Change = Callable[[Any], None]


def lines(page: Any, _: Any) -> None:
    for line in range(30):
        page.insert_text((40, 40 + 11 * line), f"{line} 目指す拠点の姿 評価の理由", fontname="japan", fontsize=8)


def in_form(page: Any, document: Any) -> None:
    """All text of the page stands in a form, with a line of the page's own."""
    page.show_pdf_page(page.rect, pymupdf.open(stream=pdf(lines)), 0)
    page.insert_text((40, 380), "own line", fontsize=8)


def changed(change: Change, *pens: Any) -> bytes:
    document = pymupdf.open(stream=pdf(*(pens or (lines, lines, lines))), filetype="pdf")
    change(document)
    return bytes(document.tobytes(no_new_id=True))


def contents(document: Any, page: int = 1) -> int:
    return int(document[page].get_contents()[0])


def with_raw(document: Any, xref: int, raw: bytes) -> None:
    document.update_stream(xref, raw, compress=False)
    document.xref_set_key(xref, "Filter", "/FlateDecode")


def compressed(document: Any, xref: int) -> bytes:
    return zlib.compress(document.xref_stream(xref))


def form(document: Any) -> int:
    return next(x for x in range(1, document.xref_length()) if document.xref_get_key(x, "Subtype")[1] == "/Form")


def cut_short(document: Any) -> None:
    raw = compressed(document, contents(document))
    with_raw(document, contents(document), raw[: len(raw) // 2])


def form_cut_short(document: Any) -> None:
    raw = compressed(document, form(document))
    with_raw(document, form(document), raw[: len(raw) // 2])


def spoiled_within(document: Any) -> None:
    raw = bytearray(compressed(document, contents(document)))
    raw[len(raw) // 2 : len(raw) // 2 + 8] = bytes(8)
    with_raw(document, contents(document), bytes(raw))


def another_operator(document: Any) -> None:
    plain = document.xref_stream(contents(document))
    document.update_stream(contents(document), re.sub(rb"\bT[jJ]\b", b"Tk", plain, count=1))


def garbage(document: Any) -> None:
    plain = document.xref_stream(contents(document))
    document.update_stream(contents(document), plain[: len(plain) // 2] + b"\x93\xfe)>" + plain[len(plain) // 2 :])


def no_contents(document: Any) -> None:
    document.update_object(contents(document), "null")


def no_page(document: Any) -> None:
    document.update_object(document[1].xref, "null")


LOST: dict[str, tuple[Change, tuple[Any, ...], int]] = {
    "a stream is cut short": (cut_short, (), 2),
    "a form's stream is cut short": (form_cut_short, (in_form, lines), 1),
    "a stream is spoiled within": (spoiled_within, (), 2),
    "an operator is another": (another_operator, (), 2),
    "bytes that are no content": (garbage, (), 2),
    "a page's content is not there": (no_contents, (), 2),
    "a page is not there": (no_page, (), 2),
}


@pytest.mark.parametrize("lost", LOST)
def test_what_loses_content_is_damage_and_says_on_which_page(lost: str) -> None:
    change, pens, page = LOST[lost]
    with pytest.raises(SourceError) as caught:
        source_of(changed(change, *pens))
    assert (caught.value.defect.code, caught.value.defect.page) == ("damaged", page)


def outline_broken(document: Any) -> None:
    document.set_toc([[1, "one", 1], [2, "two", 2], [1, "three", 3]])
    item = next(x for x in range(1, document.xref_length()) if document.xref_get_key(x, "Title")[0] != "null")
    document.xref_set_key(item, "Parent", "null")
    document.xref_set_key(item, "Last", f"{item} 0 R")


def outline_gone(document: Any) -> None:
    document.xref_set_key(document.pdf_catalog(), "Outlines", "990 0 R")


def tags_broken(document: Any) -> None:
    root = document.get_new_xref()
    part = document.get_new_xref()
    document.update_object(root, f"<</Type/StructTreeRoot/K {part} 0 R>>")
    document.update_object(part, f"<</Type/StructElem/S/P/K[0 {part} 0 R 991 0 R]/Pg {document[0].xref} 0 R>>")
    document.xref_set_key(document.pdf_catalog(), "StructTreeRoot", f"{root} 0 R")
    document.xref_set_key(document.pdf_catalog(), "MarkInfo", "<</Marked true>>")
    append(document[0], document, b"/P <</MCID 0>> BDC BT /helv 8 Tf 20 20 Td (tagged) Tj ET EMC")


def link_to_no_page(document: Any) -> None:
    document[0].insert_link({"kind": pymupdf.LINK_GOTO, "page": 2, "from": pymupdf.Rect(10, 10, 50, 20)})
    link = next(x for x in range(1, document.xref_length()) if document.xref_get_key(x, "Subtype")[1] == "/Link")
    document.xref_set_key(link, "Dest", "[992 0 R /Fit]")


def form_that_is_not_drawn(document: Any) -> None:
    xref = document.get_new_xref()
    document.update_object(xref, "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>")
    document.update_stream(xref, b"\0")


KEPT: dict[str, Change] = {
    "bookmarks": outline_broken,
    "bookmarks that are not there": outline_gone,
    "tags": tags_broken,
    "a link to a page cut out": link_to_no_page,
    "a picture that no page draws": form_that_is_not_drawn,
}


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
@pytest.mark.parametrize("flaw", KEPT)
def test_a_flaw_that_loses_nothing_is_no_damage(flaw: str, engine: Engine) -> None:
    source = source_of(changed(KEPT[flaw]), engine)
    assert sum(len(page.glyphs) for page in source.pages) >= sum(len(page.glyphs) for page in source_of(pdf(lines, lines, lines)).pages)
    assert not source.defects


def bad_checksum(document: Any) -> None:
    raw = compressed(document, contents(document))
    with_raw(document, contents(document), raw[:-1] + bytes([raw[-1] ^ 0x55]))


def no_checksum(document: Any) -> None:
    with_raw(document, contents(document), compressed(document, contents(document))[:-4])


@pytest.mark.parametrize("change", [bad_checksum, no_checksum])
def test_a_checksum_where_all_text_is_there_is_a_warning(change: Change) -> None:
    source = source_of(changed(change))
    assert source.pages == source_of(pdf(lines, lines, lines)).pages
    assert [(defect.code, defect.page) for defect in source.defects] == [("repaired", 2)]


def test_a_table_of_objects_that_is_made_anew_is_a_warning() -> None:
    data = pdf(lines, lines)
    found = source_of(data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")
    assert found.pages == source_of(data).pages
    assert [(defect.code, defect.page) for defect in found.defects] == [("repaired", None)]


def test_an_xrefs_first_entry_is_no_damage() -> None:
    data = pdf(lines)
    at = data.index(b"65535 f", data.rindex(b"\nxref"))
    assert not source_of(data[:at] + b"00000 n" + data[at + 7 :]).defects


def test_what_the_engines_make_different_pages_of_is_damage() -> None:
    """The table of objects is broken, and there are two versions of a page's content: nobody can tell which is meant."""
    data = pdf(lines)
    document = pymupdf.open(stream=data, filetype="pdf")
    number = contents(document, 0)
    at = data.rindex(b"startxref")
    second = b"%d 0 obj\n<</Length 30>>\nstream\nBT /helv 9 Tf (only one) Tj ET  \nendstream\nendobj\n" % number
    spoiled = data[:at] + second + b"startxref\n7\n%%EOF\n"
    try:
        found = source_of(spoiled)
    except SourceError as error:
        assert error.defect.code == "damaged"
    else:
        assert "repaired" in {defect.code for defect in found.defects}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"q 1 0 0 -1 .5 -.5 cm BT /F1 9 Tf (a(b)\\)c) Tj [<00 41> -12.5 (x)] TJ ET Q",
        b"% note ) (\n0 0 m 1 1 l S",
        b"BI /W 2 /H 1 /BPC 8 /CS /G ID \x93(\xfe EI Q",
        b"BX 1 2 newop EX",
        b"/P <</MCID 0 /ActualText <FEFF>>> BDC EMC /Im1 Do",
    ],
)
def test_content(content: bytes) -> None:
    assert is_content(content)


@pytest.mark.parametrize(
    "content",
    [
        b"BT (abc",
        b"BT /F1 9 Tf (abc) Tj",
        b"(abc) Tk",
        b"1 0 0 RG \x93\xfe",
        b"<00zz> Tj",
        b"BI /W 9 ID xx",
        b"1.2.3 w",
        b"9" * 50_000 + b"x",
    ],
)
def test_no_content(content: bytes) -> None:
    assert not is_content(content)


needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")


@needs_cases
@pytest.mark.parametrize("name", ["pages/outline", "pages/tagged", "layout/bookmark-to-cut-page"])
def test_cases_that_are_not_damaged(name: str) -> None:
    assert not source_of((CASES / f"{name}.pdf").read_bytes()).defects


@pytest.mark.parametrize("error", [IndexError, ValueError, RuntimeError, RecursionError, KeyError])
def test_an_error_of_our_own_is_no_damage(error: type[Exception], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(*_: Any) -> None:
        raise error("of our own")

    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(lines))
    monkeypatch.setattr(mupdf_text.TextPass, "read", fails)
    with pytest.raises(error):
        source_of(path.read_bytes())
    assert [defect.code for defect in read_source(Task("x", path)).defects] == ["reader-failed"]
