"""A picture that shows nothing but a changing colour, with text on it, is the ground of a panel; any other picture stays one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.pages import Engine, gradients, read_pages
from pipeline.pages.gradients import MOST, is_gradient
from pipeline.pages.mupdf import mupdf, pymupdf
from tests.faults.hostile import one_page, stream

Color = Callable[[int, int], tuple[int, int, int]]
WIDE, HIGH = 120, 90


def picture(color: Color) -> pymupdf.Pixmap:
    samples = bytes(channel for y in range(HIGH) for x in range(WIDE) for channel in color(x, y))
    return pymupdf.Pixmap(pymupdf.csRGB, WIDE, HIGH, samples, False)


def paler(x: int, y: int) -> tuple[int, int, int]:
    return 250 - y, 250, 250 - y


def with_line_down(x: int, y: int) -> tuple[int, int, int]:
    return (90, 90, 90) if x == 57 else paler(x, y)


def with_line_across(x: int, y: int) -> tuple[int, int, int]:
    return (90, 90, 90) if y == 41 else paler(x, y)


def plain(x: int, y: int) -> tuple[int, int, int]:
    return 230, 250, 230


def red_line(x: int, y: int) -> tuple[int, int, int]:
    return (90 if x == 57 else 250, 250, 250 - y)


def page_with(color: Color, text: str = "広間の声", *, text_first: bool = False) -> bytes:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((50, 50), "拠点", fontname="japan")
        if text_first:
            page.insert_text((120, 130), text, fontname="japan")
        page.insert_image((100, 100, 400, 300), pixmap=picture(color), keep_proportion=False)
        if not text_first:
            page.insert_text((120, 130), text, fontname="japan")
        return bytes(document.tobytes())


def test_a_changing_colour_under_text_is_no_picture() -> None:
    (page,) = read_pages(page_with(paler))
    assert (page.pictures, "".join(page.glyphs.texts)) == ((), "拠点広間の声")


@pytest.mark.parametrize("color", [with_line_down, with_line_across, red_line, plain])
def test_a_picture_with_edges_or_of_one_colour_stays(color: Color) -> None:
    assert len(read_pages(page_with(color))[0].pictures) == 1


def test_a_changing_colour_without_text_stays() -> None:
    assert len(read_pages(page_with(paler, ""))[0].pictures) == 1


def test_a_changing_colour_over_text_covers_it() -> None:
    (page,) = read_pages(page_with(paler, text_first=True))
    assert len(page.pictures) == 1 and "".join(page.glyphs.texts) == "拠点"


class Picture:
    """A picture of so many points as MuPDF has it, which is not to be unpacked or cannot be."""

    def __init__(self, high: int) -> None:
        self.w, self.h = MOST // 4, high


@pytest.mark.parametrize(("high", "is_tried"), [(5, False), (4, True)], ids=["large", "damaged"])
def test_a_picture_that_is_not_unpacked_is_none(monkeypatch: pytest.MonkeyPatch, high: int, *, is_tried: bool) -> None:
    tried: list[object] = []

    def damaged(image: object) -> object:
        tried.append(image)
        raise mupdf.FzErrorFormat("no picture")

    monkeypatch.setattr(mupdf, "ll_fz_get_unscaled_pixmap_from_image", damaged)
    assert not is_gradient(Picture(high))
    assert bool(tried) is is_tried


FADING = b"<< /FunctionType 2 /Domain [0 1] /N 1 >>"
SHADED = b"/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 500 0] /Function " + FADING + b" >> >>"


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
@pytest.mark.parametrize(("most", "seen"), [(10, "abcx"), (2, "abx")])
def test_of_countless_shadings_the_first_are_the_ground_of_white_text(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, most: int, seen: str
) -> None:
    monkeypatch.setattr(gradients, "MOST_SHADINGS", most)
    said = b"1 g " + b"".join(b"BT /F 9 Tf %d 80 Td (%c) Tj ET\n" % (70 + 90 * n, letter) for n, letter in enumerate(b"abc"))
    drawn = b"".join(b"q %d 50 60 60 re W n /S sh Q\n" % (50 + 90 * n) for n in range(3))
    data = one_page(stream(drawn + said + b"0 g BT /F 9 Tf 50 700 Td (x) Tj ET"), b"<< /Font << /F 5 0 R >> " + SHADED + b" >>")
    (page,) = read_pages(data, engine)
    assert "".join(sorted(page.glyphs.texts)) == seen
