"""A sheet on the glass: the same picture each time, of the page's size, in the code that the kind of scan asks for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pymupdf
import pytest

from benchmarks.scans.glass import KINDS, scanned


def sheet() -> bytes:
    document: Any = pymupdf.open()
    page = document.new_page(width=180, height=240)
    page.draw_rect((30, 60, 150, 90), fill=(0, 0, 0))
    page.insert_text((30, 120), "evaluation")
    return bytes(document.tobytes())


@pytest.mark.parametrize(("kind", "coding"), [("200", "DCTDecode"), ("g4-200", "CCITTFaxDecode"), ("jbig2", "JBIG2Decode")])
def test_a_scan_shows_the_page_in_its_coding_and_is_the_same_each_time(kind: str, coding: str) -> None:
    scan = scanned(sheet(), KINDS[kind])
    assert scan == scanned(sheet(), KINDS[kind]) and f"/{coding}".encode() in scan
    shown: Any = [pymupdf.open(stream=data)[0].get_pixmap(dpi=36, colorspace=pymupdf.csGRAY) for data in (sheet(), scan)]
    printed, copied = [np.frombuffer(one.samples, np.uint8).astype(int) for one in shown]
    assert shown[0].irect == shown[1].irect and np.abs(printed - copied).mean() < 4


def test_a_turned_scan_lies_on_its_side() -> None:
    document: Any = pymupdf.open(stream=scanned(sheet(), KINDS["turned-90"]))
    assert (round(document[0].rect.width), round(document[0].rect.height)) == (240, 180)
