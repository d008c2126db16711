"""Pictures that show nothing but a colour that changes little by little: the ground of a panel, which a program painted as a picture.

In comes a picture as MuPDF has it, out goes whether it is such a ground. Lines, letters and photographs have edges.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pipeline.pages.mupdf import mupdf

STEP = 16
"""of 255; the colours of neighbours in a ground differ by no more in any channel, also where a program compressed it"""
MOST = 4_000_000
"""points of a picture; larger ones are photographs and scanned pages, and take long to unpack"""
MOST_SHADINGS = 10_000
"""smooth shadings of a page; hundreds of thousands are drawn to keep a reader busy, and show nothing that the first do not"""
LOOKED_AT = 32
"""rows, and columns; what is drawn in a picture crosses one of so many"""


def is_gradient(image: Any) -> bool:
    """Whether the colour of a picture changes, but by little from each point to the next."""
    if image.w * image.h > MOST:
        return False
    try:
        pixels = mupdf.ll_fz_get_unscaled_pixmap_from_image(image)
    except (RuntimeError, mupdf.FzErrorBase):
        return False  # its bytes are damaged
    try:
        return _changes_little(bytes(mupdf.ll_fz_pixmap_samples_memoryview(pixels)), pixels.w, pixels.h, pixels.n)
    finally:
        mupdf.ll_fz_drop_pixmap(pixels)


def _changes_little(samples: bytes, width: int, height: int, channels: int) -> bool:
    """Whether no two neighbours on the rows and columns that are looked at differ by much, and some do; samples row by row."""
    stride = width * channels
    rows = (samples[y * stride + k : (y + 1) * stride : channels] for y in _spread(height) for k in range(channels))
    columns = (samples[x * channels + k :: stride] for x in _spread(width) for k in range(channels))
    lines = [*rows, *columns]
    return any(len(set(line)) > 1 for line in lines) and all(abs(b - a) <= STEP for line in lines for a, b in pairwise(line))


def _spread(many: int) -> Iterable[int]:
    """Places among so many, evenly, the first with them."""
    return range(0, many, max(1, many // LOOKED_AT))
