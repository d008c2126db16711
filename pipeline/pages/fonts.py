"""What the fonts of a PDF say beyond their glyphs: whether they are bold, and whether their text can be read at all.

A font without ToUnicode, predefined CMap or named glyphs gives plausible garbage; its text must not be taken for words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from pipeline.pages.blanks import Blanks
from pipeline.pages.mupdf import mupdf, pymupdf
from pipeline.pages.rawdict import Face
from pipeline.rules import load
from pipeline.values import Defect, SourceError

BOLD_NAMES = ("bold", "black", "heavy", "demi", "-w6", "-w7", "-w8", "-w9")
"""Parts of a font's name, in lower case, that say it is bold."""
BOLD_WEIGHT = 600
_ENOUGH = 2_000
"""characters of a font tell whether they are words"""
_COLLECTIONS = ("Japan1", "GB1", "CNS1", "Korea1", "KR")
_SYMBOLIC = 4
"""flag of a font whose codes are its own"""
_MOST_NAMED = 0.8
"""of the names in a font's encoding; so many tell a character where the font can be read"""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_GLYPH_NAME = re.compile(r"/([^\s/\[\]<>()]+)")


_NUMBERED = re.compile(r"(g|c|a|x|cid|gid|glyph|index)\d+", re.IGNORECASE)


def _is_named(glyph: str) -> bool:
    """Whether a glyph's name stands for a character; programs that drop the names number the glyphs."""
    return not _NUMBERED.fullmatch(glyph) and mupdf.fz_unicode_from_glyph_name(glyph) not in (0, 0xFFFD)


def says_bold(name: str) -> bool:
    name = name.lower()
    return any(part in name for part in BOLD_NAMES)


def _by_font(page: Any) -> dict[str, str]:
    """What is printed on a page, by the name of its font."""
    said: defaultdict[str, str] = defaultdict(str)
    for block in page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block["lines"]:
            for span in line["spans"]:
                said[span["font"]] += span["text"]
    return said


def is_language(text: str) -> bool:
    """Whether characters are words of a language, by how often the common letters of each are among them."""
    printed = "".join(text.split()).lower()
    return any(_is_of(rule, printed) for rule in load("languages")["language"])


def _is_of(rule: Mapping[str, Any], printed: str) -> bool:
    first, last = rule["letters"]
    letters = [char for char in printed if first <= char <= last]
    if len(letters) < max(rule["least"], rule["of_text"] * len(printed)):
        return False
    frequent, share = str(rule["frequent"]), float(rule["share"])
    return sum([letter in frequent for letter in letters]) >= share * len(letters)


class Fonts:
    """The fonts of one document by the name that text spans give; looked up where a name is first met."""

    def __init__(self, document: Any, data: bytes) -> None:
        self._document = document
        self._data = data
        self.blanks = Blanks()
        self.known: dict[str, tuple[bool, bool]] = {}
        """What ``facts`` has said so far, by name."""
        self._printed: dict[int, tuple[Mapping[str, str], Counter[str]]] = {}

    def facts_of(self, face: Face, page: Any) -> tuple[bool, bool]:
        """Whether a font of a page is bold, by its name or by its looks, and whether its text is readable."""
        bold, readable = self.facts(face.name, page)
        return bold or face.is_bold, readable

    def facts(self, name: str, page: Any) -> tuple[bool, bool]:
        """Whether the font is bold, and whether its text is readable."""
        if name not in self.known:
            if name.startswith("Type3 ("):
                self.known[name] = self._of(int(name[7:].split()[0]), name)
            else:
                self._learn(page)
                self.known.setdefault(name, (says_bold(name), True))
            bold, readable = self.known[name]
            self.known[name] = bold, readable or self._gives_words(name)
        return self.known[name]

    def _gives_words(self, name: str) -> bool:
        """Whether what is set in a font makes words of a language, the same ones for PDFium: its old encoding is sensible."""
        from pipeline.pages.compared import counts_of

        text = ""
        for index in range(len(self._document)):
            said, witnessed = self._on_page(index)
            here = said.get(name, "")
            if here and counts_of(here) - witnessed:
                return False
            text += here
            if len(text) > _ENOUGH:
                break
        return is_language(text)

    def _on_page(self, index: int) -> tuple[Mapping[str, str], Counter[str]]:
        """What is printed on a page by font, and the characters that PDFium finds there: asked for every font that nobody can read."""
        from pipeline.pages.compared import counts_of
        from pipeline.pages.pdfium import Witness

        if index not in self._printed:
            with Witness(self._data) as witness:
                self._printed[index] = _by_font(self._document[index]), counts_of(witness.page(index + 1).characters)
        return self._printed[index]

    def _learn(self, page: Any) -> None:
        found: dict[str, list[tuple[bool, bool]]] = {}
        for xref, _, kind, base, *_ in page.get_fonts():
            if kind != "Type3":
                found.setdefault(_SUBSET.sub("", base), []).append(self._of(xref, base))
        for name, facts in found.items():
            # Subsets of one font share a name: whose glyphs are whose cannot be told, so one bad subset spoils them all.
            self.known.setdefault(name, (any(bold for bold, _ in facts), all(readable for _, readable in facts)))

    def _of(self, xref: int, name: str) -> tuple[bool, bool]:
        try:
            bold = says_bold(name) or self._descriptor_is_bold(xref)
            return bold, self._is_readable(xref)
        except (RuntimeError, ValueError, IndexError):
            return says_bold(name), True

    def _get(self, xref: int, key: str) -> tuple[str, str]:
        kind, value = self._document.xref_get_key(xref, key)
        return str(kind), str(value)

    def _descriptor_is_bold(self, xref: int) -> bool:
        kind, weight = self._get(xref, "FontDescriptor/FontWeight")
        if kind in ("int", "float") and float(weight) >= BOLD_WEIGHT:
            return True
        return says_bold(self._get(xref, "FontDescriptor/FontName")[1])

    def _is_readable(self, xref: int) -> bool:
        kind, value = self._get(xref, "ToUnicode")
        if kind == "xref":
            if b"endcmap" not in (self._document.xref_stream(int(value.split()[0])) or b""):
                raise SourceError(Defect("damaged"))
            return True
        subtype = self._get(xref, "Subtype")[1]
        kind, encoding = self._get(xref, "Encoding")
        if subtype == "/Type0":
            known = kind == "name" and encoding not in ("/Identity-H", "/Identity-V")
            return known or any(f"({name})" in self._descendant(xref) for name in _COLLECTIONS)
        if kind == "name" or (kind == "xref" and self._document.xref_object(int(encoding.split()[0])).startswith("/")):
            return True
        if kind in ("dict", "xref"):
            return self._has_named_glyphs(xref)
        if subtype == "/TrueType":
            flags = self._get(xref, "FontDescriptor/Flags")[1]
            return not (flags.isdigit() and int(flags) & _SYMBOLIC)
        return subtype != "/Type3"

    def _has_named_glyphs(self, xref: int) -> bool:
        """Whether a font's own encoding gives its glyphs names that tell characters."""
        kind, differences = self._get(xref, "Encoding/Differences")
        if kind == "null":
            return self._get(xref, "Encoding/BaseEncoding")[0] == "name"
        if kind == "xref":
            differences = self._document.xref_object(int(differences.split()[0]))
        names = _GLYPH_NAME.findall(differences)
        return sum(1 for name in names if name == ".notdef" or _is_named(name)) >= _MOST_NAMED * len(names)

    def _descendant(self, xref: int) -> str:
        """The text of a composite font's descendant with its CIDSystemInfo."""
        kind, value = self._get(xref, "DescendantFonts")
        text = self._document.xref_object(int(value.split()[0])) if kind == "xref" else value
        for number in re.findall(r"(?<!\d)(\d+) 0 R", text)[:1]:
            font = int(number)
            text = self._document.xref_object(font)
            kind, info = self._get(font, "CIDSystemInfo")
            if kind == "xref":
                text += self._document.xref_object(int(info.split()[0]))
        return str(text)
