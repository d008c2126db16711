"""The paper that a sheet is printed on: what is drawn on each page, and the PDF file that says so.

In come drawn things (texts, lines, rectangles, circles) in points from the top left of the page as displayed; out come
the bytes of a PDF, the same bytes for the same drawing. Written without a PDF library, so that the order of the
content stream, the way of coding text and the page geometry (rotation, crop box, user unit) are ours to vary. Fonts
are Japanese CID fonts that are not embedded: every reader brings its own shapes for them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import cos, radians, sin

from pdfminer.cmapdb import CMapDB

from benchmarks.typeset.file import file_of

# The proportional widths of CIDs 1-94 of a common Japanese gothic, in 1/1000 em, by ASCII character.
_PROPORTIONAL = {
    **dict.fromkeys("ijl.,:;'|!", 290),
    **dict.fromkeys("frt()[]-I ", 340),
    **dict.fromkeys("mwMW%@&", 870),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ", 650),
}

# The characters of common words that some fonts map to the code points of radicals (the data contract folds them back).
RADICALS = {
    "西": "⻄",
    "子": "⼦",
    "人": "⼈",
    "日": "⽇",
    "月": "⽉",
    "大": "⼤",
    "見": "⾒",
    "長": "⻑",
    "青": "⻘",
    "力": "⼒",
    "土": "⼟",
    "一": "⼀",
    "生": "⽣",
    "食": "⻝",
    "戸": "戶",
}

# The shapes of letters, in their height and 0.8 of it as width: rings of corners, the outer one first.
_BOWL = ((0.0, 0.0), (0.7, 0.0), (1.0, 0.2), (1.0, 0.8), (0.7, 1.0), (0.0, 1.0))
OUTLINES = {
    "A": (
        ((0.0, 0.0), (0.4, 1.0), (0.6, 1.0), (1.0, 0.0), (0.8, 0.0), (0.7, 0.3), (0.3, 0.3), (0.2, 0.0)),
        ((0.36, 0.45), (0.5, 0.8), (0.64, 0.45)),
    ),
    "B": (_BOWL, ((0.2, 0.15), (0.7, 0.15), (0.7, 0.43), (0.2, 0.43)), ((0.2, 0.57), (0.7, 0.57), (0.7, 0.85), (0.2, 0.85))),
    "C": (((1.0, 0.0), (0.2, 0.0), (0.0, 0.2), (0.0, 0.8), (0.2, 1.0), (1.0, 1.0), (1.0, 0.82), (0.25, 0.82), (0.25, 0.18), (1.0, 0.18)),),
    "D": (_BOWL, ((0.2, 0.16), (0.65, 0.16), (0.8, 0.28), (0.8, 0.72), (0.65, 0.84), (0.2, 0.84))),
}

# Characters of the private use area that stand in for one that is filled in later, of full width or as wide as a digit.
STAND_INS_FULL = "".join(map(chr, range(0xE000, 0xF000)))
STAND_INS_HALF = "".join(map(chr, range(0xF000, 0xF900)))


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is set: ``face`` "gothic" or "mincho", ``size`` in points, ``color`` three parts of 0..1."""

    face: str = "gothic"
    size: float = 9.0
    bold: str = "none"  # "none", "real" (a bold font), "fake" (printed twice), "stroke" (outlined)
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)
    hidden: bool = False


@dataclass(slots=True)
class Text:
    """A run of text from ``x`` along the baseline ``y``; ``spacing`` is added after each character; ``angle`` in degrees."""

    x: float
    y: float
    text: str
    ink: Ink
    spacing: float = 0.0
    angle: float = 0.0
    vertical: bool = False
    clip: tuple[float, float, float, float] | None = None  # nothing of it is seen outside


@dataclass(slots=True)
class Sheet:
    """One page to be written: ``under`` is drawn first, then ``rules``, ``texts`` and ``over``; ``covered`` are the cells
    and tables at which a spreadsheet's gridlines end, ``lattices`` the columns and rows of the tables."""

    width: float
    height: float
    under: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    behind: list[Text] = field(default_factory=list)
    over: list[Text] = field(default_factory=list)
    covered: list[tuple[float, float, float, float]] = field(default_factory=list)
    lattices: list[tuple[list[float], list[float]]] = field(default_factory=list)

    def fill(self, x0: float, y0: float, x1: float, y1: float, color: tuple[float, float, float]) -> None:
        self.under.append(f"{_rgb(color)} rg {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, color: tuple[float, float, float], dash: str = "") -> None:
        flip = self.height
        self.rules.append(f"{_rgb(color)} RG {width:.2f} w [{dash}] 0 d {x0:.2f} {flip - y0:.2f} m {x1:.2f} {flip - y1:.2f} l S")

    def bar(self, x0: float, y0: float, x1: float, y1: float, width: float, color: tuple[float, float, float]) -> None:
        """A line as word processors export it: a filled rectangle as thick as the line."""
        half = width / 2
        a, b, c, d = (x0 - half, y0 - half, x1 + half, y1 + half)
        self.rules.append(f"{_rgb(color)} rg {a:.2f} {self.height - d:.2f} {c - a:.2f} {d - b:.2f} re f")

    def box(self, x0: float, y0: float, x1: float, y1: float, width: float, color: tuple[float, float, float]) -> None:
        self.rules.append(f"{_rgb(color)} RG {width:.2f} w [] 0 d {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S")

    def area(self, x0: float, y0: float, x1: float, y1: float, color: tuple[float, float, float]) -> None:
        self.rules.append(f"{_rgb(color)} rg {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def slanted(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.rules.append(f"0 0 0 RG 0.5 w [] 0 d {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def shape(self, x0: float, y0: float, x1: float, y1: float, corner: float, *, is_round: bool) -> None:
        """A closed shape whose corners are rounded or cut, in a pale colour."""
        h, r = self.height, corner
        path = f"{x0 + r:.2f} {h - y0:.2f} m "
        for ax, ay, bx, by, cx, cy in (
            (x1 - r, y0, x1, y0, x1, y0 + r),
            (x1, y1 - r, x1, y1, x1 - r, y1),
            (x0 + r, y1, x0, y1, x0, y1 - r),
            (x0, y0 + r, x0, y0, x0 + r, y0),
        ):
            turn = f"{bx:.2f} {h - by:.2f} {bx:.2f} {h - by:.2f} {cx:.2f} {h - cy:.2f} c " if is_round else f"{cx:.2f} {h - cy:.2f} l "
            path += f"{ax:.2f} {h - ay:.2f} l {turn}"
        self.under.append(f"0.92 0.95 0.98 rg 0 0 0 RG 0.6 w [] 0 d {path}h B")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A photograph: one grey sample, as large as it is set."""
        place = f"{x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {self.height - y1:.2f} cm"
        self.under.append(f"q {place}\nBI /W 1 /H 1 /CS /G /BPC 8 /F /AHx\nID 90>\nEI Q")

    def outline(self, x: float, base: float, letter: str, high: float) -> None:
        """A letter as a filled path, as programs write text that they turn into outlines."""
        path = ""
        for ring in OUTLINES[letter]:
            points = [f"{x + 0.8 * high * a:.2f} {self.height - base + high * b:.2f}" for a, b in ring]
            path += f"{points[0]} m " + "".join(f"{point} l " for point in points[1:]) + "h "
        self.rules.append(f"0 0 0 rg {path}f*")

    def circle(self, x: float, y: float, radius: float, color: tuple[float, float, float]) -> None:
        k, y = radius * 0.5523, self.height - y
        curves = [
            (x + radius, y + k, x + k, y + radius, x, y + radius),
            (x - k, y + radius, x - radius, y + k, x - radius, y),
            (x - radius, y - k, x - k, y - radius, x, y - radius),
            (x + k, y - radius, x + radius, y - k, x + radius, y),
        ]
        path = " ".join("{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format(*c) for c in curves)
        self.rules.append(f"{_rgb(color)} RG 0.8 w [] 0 d {x + radius:.2f} {y:.2f} m {path} S")


@dataclass(frozen=True, slots=True)
class Press:
    """How a producer writes the file: the order of the stream, the length of text runs, coding and page geometry."""

    rotate: int = 0
    crop: tuple[float, float] = (0.0, 0.0)
    user_unit: float = 1.0
    coding: str = "cid"  # "cid" (Identity-H with ToUnicode), "radicals" (that says radicals), "cmap" (UniJIS-UTF16-H alone)
    runs: str = "line"  # "line", "short" (a few characters), "glyph"
    order: str = "layers"  # "layers", "text_first", "columns" (by x), "reversed", "fallback" (rare glyphs last)
    latin: str = "half"  # "half" or "proportional"


@cache
def _rgb(color: tuple[float, float, float]) -> str:
    return "{:.3g} {:.3g} {:.3g}".format(*color)


@cache
def width_of(char: str, latin: str = "half") -> int:
    """The advance of a character in 1/1000 em: 500 for half width, 1000 for full width."""
    code = ord(char)
    if char in STAND_INS_HALF:
        return width_of("0", latin)
    if code < 0x7F:
        return _PROPORTIONAL.get(char, 555) if latin == "proportional" else 500
    return 500 if 0xFF61 <= code <= 0xFF9F else 1000


@cache
def _cid(char: str) -> int:
    cids = list(_cmap().decode(char.encode("utf-16-be")))
    # characters outside Adobe-Japan1 get a code of their own, above its last CID
    return cids[0] if cids and cids[0] else 24000 + ord(char) % 40000


@lru_cache(maxsize=1)
def _cmap():  # type: ignore[no-untyped-def]
    return CMapDB.get_cmap("UniJIS-UTF16-H")


@cache
def _hex(char: str, coding: str) -> str:
    return char.encode("utf-16-be").hex() if coding == "cmap" else code_of(char)


def code_of(char: str) -> str:
    """How a character is written in a content stream, in hexadecimal digits."""
    return f"{_cid(char):04x}"


def written(sheets: list[Sheet], press: Press, title: str = "") -> bytes:
    """The PDF file of the given pages."""
    used: set[str] = set()
    fonts: set[tuple[str, bool, bool]] = set()
    streams = [_stream(sheet, press, used, fonts) for sheet in sheets]
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    add("<< /Type /Catalog /Pages 2 0 R >>")
    add("")  # the page tree, filled in below
    to_unicode = add(_packed(_to_unicode(used, press.coding).encode("ascii"))) if press.coding != "cmap" else 0
    widths = _widths(used, press.latin)
    resources = []
    for face, bold, vertical in sorted(fonts):
        name = {"gothic": "IPAGothic", "mincho": "IPAMincho"}[face] + (",Bold" if bold else "")
        flags = 4 | (2 if face == "mincho" else 0) | (1 << 18 if bold else 0)
        metrics = f"/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV {160 if bold else 80}"
        descriptor = add(f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} {metrics} >>")
        system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>"
        shape = f"/FontDescriptor {descriptor} 0 R /DW 1000 /W [{widths}]"
        below = add(f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} {system} {shape} >>")
        way = "V" if vertical else "H"
        encoding = f"UniJIS-UTF16-{way}" if press.coding == "cmap" else f"Identity-{way}"
        extra = f"/ToUnicode {to_unicode} 0 R" if to_unicode else ""
        font = add(f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [{below} 0 R] {extra} >>")
        resources.append(f"/F{_font_name(face, bold, vertical)} {font} 0 R")
    shared = add(f"<< /Font << {' '.join(resources)} >> >>")
    kids = []
    for sheet, stream in zip(sheets, streams, strict=True):
        content = add(_packed(stream.encode("ascii")))
        kids.append(add(f"<< /Type /Page /Parent 2 0 R {_geometry(sheet, press)} /Resources {shared} 0 R /Contents {content} 0 R >>"))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode("ascii")
    info = add(f"<< /Title <feff{title.encode('utf-16-be').hex()}> /Producer (typeset) >>")
    return file_of(objects, info=info)


def _packed(body: bytes) -> bytes:
    packed = zlib.compress(body, 1)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _geometry(sheet: Sheet, press: Press) -> str:
    """The page's boxes; ``_stream`` turns and shifts the drawing so that it is displayed as it was drawn."""
    width, height = (sheet.height, sheet.width) if press.rotate in (90, 270) else (sheet.width, sheet.height)
    dx, dy = press.crop
    box = f"/MediaBox [0 0 {width + 2 * dx:.2f} {height + 2 * dy:.2f}]"
    if dx or dy:
        box += f" /CropBox [{dx:.2f} {dy:.2f} {dx + width:.2f} {dy + height:.2f}]"
    return box + (f" /Rotate {press.rotate}" if press.rotate else "") + (f" /UserUnit {press.user_unit:g}" if press.user_unit != 1 else "")


def _stream(sheet: Sheet, press: Press, used: set[str], fonts: set[tuple[str, bool, bool]]) -> str:
    texts = list(sheet.texts)
    if press.order == "columns":
        texts.sort(key=lambda t: (round(t.x / 40), t.y))
    elif press.order == "reversed":
        texts.reverse()
    late: list[str] = []
    set_texts: list[str] = []
    for text in texts:
        set_texts += _shown(text, sheet.height, press, used, fonts, late)
    set_texts += late
    behind = [s for t in sheet.behind for s in _shown(t, sheet.height, press, used, fonts, None)]
    over = [s for t in sheet.over for s in _shown(t, sheet.height, press, used, fonts, None)]
    parts = [*behind, *sheet.under]
    parts += [*set_texts, *sheet.rules] if press.order == "text_first" else [*sheet.rules, *set_texts]
    turn = {
        0: "1 0 0 1 0 0",
        90: f"0 1 -1 0 {sheet.height:.2f} 0",
        270: f"0 -1 1 0 0 {sheet.width:.2f}",
        180: f"-1 0 0 -1 {sheet.width:.2f} {sheet.height:.2f}",
    }[press.rotate]
    frame = f"q 1 0 0 1 {press.crop[0]:.2f} {press.crop[1]:.2f} cm {turn} cm"
    return "\n".join([frame, *parts, *over, "Q"])


def _font_name(face: str, bold: bool, vertical: bool) -> str:
    return face[0] + ("b" if bold else "") + ("v" if vertical else "")


def _shown(
    text: Text, height: float, press: Press, used: set[str], fonts: set[tuple[str, bool, bool]], late: list[str] | None
) -> list[str]:
    """The operators that show one text; where the press says so, rare glyphs come ``late`` in the stream."""
    ink = text.ink
    used.update(text.text)
    key = (ink.face, ink.bold == "real", text.vertical)
    fonts.add(key)
    mode = "3 Tr " if ink.hidden else ("2 Tr 0.25 w " if ink.bold == "stroke" else "")
    head = f"BT {_rgb(ink.color)} rg {_rgb(ink.color)} RG [] 0 d {mode}/F{_font_name(*key)} {ink.size:.2f} Tf"
    if text.spacing:
        head += f" {text.spacing:.3f} Tc"
    tail = ("0 Tc " if text.spacing else "") + ("0 Tr ET" if mode else "ET")
    turn = "1 0 0 1"
    if text.angle:
        c, s = cos(radians(text.angle)), sin(radians(text.angle))
        turn = f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f}"
    y = height - text.y
    shown: list[str] = []
    for x, piece, is_late in _pieces(text, press):
        codes = "".join([_hex(ch, press.coding) for ch in piece])
        for shift in (0.0, 0.2) if ink.bold == "fake" else (0.0,):
            one = f"{head} {turn} {x + shift:.2f} {y:.2f} Tm <{codes}> Tj {tail}"
            if text.clip:
                x0, y0, x1, y1 = text.clip
                one = f"q {x0:.2f} {height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re W n {one} Q"
            (late if is_late and late is not None else shown).append(one)
    return shown


def _pieces(text: Text, press: Press) -> list[tuple[float, str, bool]]:
    """The text cut into the runs of the press: the x of each, its characters, and whether it is emitted late."""
    if text.vertical or text.angle or (press.runs == "line" and press.order != "fallback"):
        return [(text.x, text.text, False)]
    step = {"line": 10_000, "short": 3, "glyph": 1}[press.runs]
    pieces: list[tuple[float, str, bool]] = []
    x, start, since = text.x, text.x, ""
    scale = text.ink.size / 1000
    for char in text.text:
        advance = width_of(char, press.latin) * scale + text.spacing
        is_late = press.order == "fallback" and _is_rare(char)
        if since and (is_late or len(since) >= step):
            pieces.append((start, since, False))
            since = ""
        if is_late:
            pieces.append((x, char, True))
        else:
            start = x if not since else start
            since += char
        x += advance
    if since:
        pieces.append((start, since, False))
    return pieces


def _is_rare(char: str) -> bool:
    """Whether a fallback font would set it: an ideograph beyond the common ones, a circled number, a symbol."""
    return ord(char) > 0xFFFF or "\u2460" <= char <= "\u24ff" or char in "髙﨑⇒〈〉"


def _widths(used: set[str], latin: str) -> str:
    narrow = sorted({(_cid(ch), width_of(ch, latin)) for ch in used if width_of(ch, latin) != 1000})
    return " ".join(f"{cid} [{width}]" for cid, width in narrow)


def _to_unicode(used: set[str], coding: str) -> str:
    said = RADICALS if coding == "radicals" else {}
    pairs = sorted({(_cid(ch), said.get(ch, ch)) for ch in used})
    blocks = []
    for i in range(0, len(pairs), 100):
        rows = "\n".join(f"<{cid:04x}> <{ch.encode('utf-16-be').hex()}>" for cid, ch in pairs[i : i + 100])
        blocks.append(f"{len(pairs[i : i + 100])} beginbfchar\n{rows}\nendbfchar")
    head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /T def\n/CMapType 2 def\n"
    head += "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    return head + "\n".join(blocks) + "\nendcmap\nend\nend"
