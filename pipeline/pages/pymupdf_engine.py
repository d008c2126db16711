"""Pages as PyMuPDF reads them, the default engine.

One pass over the text (``rawdict``) and one over the drawings (``get_cdrawings``) give all that is printed; only pages
where something opaque may lie over text, or where text is stroked, are looked at once more for the drawing order.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from typing import Any

_layout = sys.modules.get("pymupdf.layout")
if _layout is None:
    # PyMuPDF 2 loads a neural page layout (a second of start-up) unless that import fails; nothing here uses it.
    sys.modules["pymupdf.layout"] = None  # type: ignore[assignment]
    try:
        import pymupdf
    finally:
        del sys.modules["pymupdf.layout"]
else:
    import pymupdf

from pipeline.pages.lines import Drawn
from pipeline.pages.model import Area, Glyph, Page, Style
from pipeline.pages.text import CLEAN

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_INHIBIT_SPACES | pymupdf.TEXT_PRESERVE_LIGATURES
_EVERYWHERE = pymupdf.Rect(-100_000, -100_000, 100_000, 100_000)
_ABOVE, _BELOW = 0.88, 0.12
_INKED = 16 | 32
_BOLD_NAMES = ("bold", "black", "heavy", "-w6", "-w7", "-w8", "-w9", "demi")

Matrix = tuple[float, float, float, float, float, float]


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, in order."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, page in enumerate(document, 1):
            yield _page(document, page, number)


def _page(document: Any, page: Any, number: int) -> Page:
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    unit = _user_unit(document, page)
    flat_width, flat_height = page.rect.width / unit, page.rect.height / unit
    matrix = _displayed(rotation, flat_width, flat_height, unit)
    width, height = (flat_height, flat_width) if rotation % 180 else (flat_width, flat_height)

    visible, hidden, doubtful = _glyphs(page, matrix)
    drawn = Drawn(width, height)
    _drawings(page, matrix, drawn)
    pictures = _pictures(page, matrix) if page.get_images() else ()
    for glyph in doubtful:
        (hidden if _melts(glyph, drawn, pictures) else visible).append(glyph)
    seen = []
    for glyph in visible:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        (seen if 0 <= x <= width and 0 <= y <= height else hidden).append(glyph)
    if doubtful:
        seen.sort(key=_index)
    hidden.sort(key=_index)
    return Page(number, width, height, tuple(seen), tuple(hidden), drawn.rulings(), drawn.areas(), pictures, tuple(drawn.shapes))


def _index(glyph: Glyph) -> int:
    return glyph.index


def _user_unit(document: Any, page: Any) -> float:
    kind, value = document.xref_get_key(page.xref, "UserUnit")
    return float(value) if kind in ("int", "float", "real") and float(value) > 0 else 1.0


def _displayed(rotation: int, width: float, height: float, unit: float) -> Matrix:
    """From the engine's unrotated points (user unit applied) to points as displayed."""
    s = 1 / unit
    return {
        90: (0.0, s, -s, 0.0, height, 0.0),
        180: (-s, 0.0, 0.0, -s, width, height),
        270: (0.0, -s, s, 0.0, 0.0, width),
    }.get(rotation, (s, 0.0, 0.0, s, 0.0, 0.0))


def _glyphs(page: Any, matrix: Matrix) -> tuple[list[Glyph], list[Glyph], list[Glyph]]:
    """Visible and hidden glyphs, and those that may be of the colour of their ground."""
    visible: list[Glyph] = []
    hidden: list[Glyph] = []
    doubtful: list[Glyph] = []
    clean, new, index = CLEAN, tuple.__new__, 0
    plain = matrix == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for block in page.get_text("rawdict", flags=_FLAGS, clip=_EVERYWHERE)["blocks"]:
        for line in block.get("lines", ()):
            upright = plain and line["wmode"] == 0 and line["dir"] == (1.0, 0.0)
            for span in line["spans"]:
                size, color = span["size"], span["color"]
                style = Style.BOLD.value if _is_bold(span) else 0
                if not span["char_flags"] & _INKED or not span["alpha"]:
                    target = hidden
                elif color:
                    target = doubtful
                else:
                    target = visible
                if upright:
                    above, below = _ABOVE * size, _BELOW * size
                    for char in span["chars"]:
                        text = clean[char["c"]]
                        if text:
                            x0, y = char["origin"]
                            x1 = char["bbox"][2]
                            target.append(new(Glyph, (x0, y - above, x1, y + below, text, size, style, color, index)))
                            index += 1
                else:
                    for char in span["chars"]:
                        text = clean[char["c"]]
                        if text:
                            target.append(_turned(char, text, line, span, style, matrix, index))
                            index += 1
    return visible, hidden, doubtful


def _is_bold(span: Any) -> bool:
    if span["flags"] & pymupdf.TEXT_FONT_BOLD:
        return True
    name = span["font"].lower()
    return any(part in name for part in _BOLD_NAMES)


def _turned(char: Any, text: str, line: Any, span: Any, style: int, matrix: Matrix, index: int) -> Glyph:
    """A glyph of vertical writing, of a turned line or of a turned page."""
    a, b, c, d, e, f = matrix
    size = span["size"]
    bx0, by0, bx1, by1 = char["bbox"]
    ux, uy = line["dir"]
    if line["wmode"]:
        # MuPDF starts the box of a vertical glyph at its horizontal baseline.
        left, top = char["origin"][0], by0 - _ABOVE * size
        corners = [(left, top), (left + size, top + size)]
        style |= Style.VERTICAL
        ux, uy = 1.0, 0.0
    else:
        ox, oy = char["origin"]
        if abs(ux) >= abs(uy):
            advance = (bx1 - bx0 - abs(uy) * (by1 - by0)) / max(ux * ux - uy * uy, 0.2) * abs(ux) if uy else bx1 - bx0
        else:
            advance = (by1 - by0 - abs(ux) * (bx1 - bx0)) / max(uy * uy - ux * ux, 0.2) * abs(uy) if ux else by1 - by0
        advance = max(advance, 0.0)
        nx, ny = uy, -ux
        above, below = _ABOVE * size, -_BELOW * size
        corners = [
            (ox + along * ux + over * nx, oy + along * uy + over * ny) for along in (0.0, advance) for over in (above, below)
        ]
    if abs(a * ux + c * uy - math.hypot(a, b)) > 0.02 * math.hypot(a, b):
        style |= Style.TURNED
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Glyph(min(xs), min(ys), max(xs), max(ys), text, size * math.hypot(a, b), style, span["color"], index)


def _melts(glyph: Glyph, drawn: Drawn, pictures: tuple[Area, ...]) -> bool:
    """Whether a glyph has the colour of what it stands on."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    if any(p.x0 <= x <= p.x1 and p.y0 <= y <= p.y1 for p in pictures):
        return False
    ground = 0xFFFFFF
    for _, fill in drawn.fills:
        if fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1:
            ground = fill.color
    return all(abs((glyph.color >> shift & 255) - (ground >> shift & 255)) <= 8 for shift in (0, 8, 16))


def _pictures(page: Any, matrix: Matrix) -> tuple[Area, ...]:
    a, b, c, d, e, f = matrix
    found = []
    for kind, (x0, y0, x1, y1) in page.get_bboxlog():
        if kind in ("fill-image", "fill-imgmask", "fill-image-mask"):
            xs, ys = (a * x0 + c * y0 + e, a * x1 + c * y1 + e), (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
            found.append(Area(min(xs), min(ys), max(xs), max(ys), -1))
    return tuple(found)


def _color(rgb: tuple[float, ...] | None) -> int:
    if not rgb:
        return 0
    r, g, b = rgb if len(rgb) == 3 else (rgb[0], rgb[0], rgb[0])
    return round(r * 255) << 16 | round(g * 255) << 8 | round(b * 255)


def _drawings(page: Any, matrix: Matrix, drawn: Drawn) -> None:
    a, b, c, d, e, f = matrix
    scale = math.hypot(a, b)

    def at(x: float, y: float) -> tuple[float, float]:
        return a * x + c * y + e, b * x + d * y + f

    for path in page.get_cdrawings():
        kind, items, order = path["type"], path["items"], path["seqno"]
        filled = "f" in kind and path.get("fill_opacity", 1.0) > 0
        stroked = "s" in kind and path.get("stroke_opacity", 1.0) > 0
        if filled:
            color = _color(path.get("fill"))
            for x0, y0, x1, y1 in _rectangles(items):
                (x0, y0), (x1, y1) = at(x0, y0), at(x1, y1)
                drawn.bar(order, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), color)
            if any(item[0] not in ("re", "qu", "l") for item in items) or not _all_rectangles(items):
                x0, y0, x1, y1 = path["rect"]
                (x0, y0), (x1, y1) = at(x0, y0), at(x1, y1)
                drawn.shape(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), color)
        if stroked:
            color, thickness = _color(path.get("color")), path.get("width", 1.0) * scale
            for item in items:
                if item[0] == "l":
                    drawn.line(order, *at(*item[1]), *at(*item[2]), thickness, color)
                elif item[0] == "re":
                    (x0, y0), (x1, y1) = at(*item[1][:2]), at(*item[1][2:])
                    drawn.box(order, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), thickness, color)
                elif item[0] == "qu":
                    ul, ur, ll, lr = item[1]
                    for start, end in ((ul, ur), (ur, lr), (lr, ll), (ll, ul)):
                        drawn.line(order, *at(*start), *at(*end), thickness, color)
                else:
                    points = [at(*point) for point in item[1:5]]
                    xs, ys = [p[0] for p in points], [p[1] for p in points]
                    drawn.shape(min(xs), min(ys), max(xs), max(ys), color)


def _all_rectangles(items: Any) -> bool:
    lines = [item for item in items if item[0] == "l"]
    quads = [item for item in items if item[0] == "qu"]
    return not any(item[0] == "c" for item in items) and (not lines or _polygon(lines) is not None) and all(
        _upright(item[1]) for item in quads
    )


def _rectangles(items: Any) -> Iterator[tuple[float, float, float, float]]:
    """The upright rectangles that a filled path paints; mitred corners of a thin border count as square."""
    lines = []
    for item in items:
        if item[0] == "re":
            yield item[1]
        elif item[0] == "qu" and _upright(item[1]):
            ul, _, _, lr = item[1]
            yield min(ul[0], lr[0]), min(ul[1], lr[1]), max(ul[0], lr[0]), max(ul[1], lr[1])
        elif item[0] == "l":
            lines.append(item)
    if lines and not any(item[0] == "c" for item in items):
        found = _polygon(lines)
        if found:
            yield found


def _upright(quad: Any) -> bool:
    ul, ur, ll, lr = quad
    return (abs(ul[1] - ur[1]) < 0.1 and abs(ll[1] - lr[1]) < 0.1 and abs(ul[0] - ll[0]) < 0.1) or (
        abs(ul[0] - ur[0]) < 0.1 and abs(ll[0] - lr[0]) < 0.1 and abs(ul[1] - ll[1]) < 0.1
    )


def _polygon(lines: Any) -> tuple[float, float, float, float] | None:
    xs = [x for _, start, end in lines for x in (start[0], end[0])]
    ys = [y for _, start, end in lines for y in (start[1], end[1])]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if min(x1 - x0, y1 - y0) <= 6.0 and max(x1 - x0, y1 - y0) > 4 * min(x1 - x0, y1 - y0):
        return x0, y0, x1, y1
    straight = all(abs(start[0] - end[0]) < 0.1 or abs(start[1] - end[1]) < 0.1 for _, start, end in lines)
    return (x0, y0, x1, y1) if straight and 3 <= len(lines) <= 5 else None
