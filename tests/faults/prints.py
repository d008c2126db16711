"""What a page is made of, as one digest: two pages with the same print show the same and read the same.

In go the bytes of a PDF, out comes a digest for each page, over all objects that the page reaches (content, fonts, pictures,
annotations, what it inherits) with their streams, whatever their numbers in the file are.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pymupdf

_REFERENCE = re.compile(r"(\d+) \d+ R")
_UPWARD = re.compile(r"/Parent \d+ \d+ R")
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_PAGE = re.compile(r"/Type\s*/Pages?\b")


def page_prints(data: bytes) -> tuple[str, ...]:
    """A digest for each page, in order."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        objects: dict[int, tuple[str, bytes]] = {}
        layers = document.xref_get_key(document.pdf_catalog(), "OCProperties")
        return tuple(_print(document, document.page_xref(number), objects, layers) for number in range(document.page_count))


def _print(document: Any, page: int, objects: dict[int, tuple[str, bytes]], layers: tuple[str, str]) -> str:
    digest = hashlib.sha256()
    numbers: dict[int, int] = {page: 0}
    waiting = [page]

    def say(text: str) -> None:
        start = 0
        for found in _REFERENCE.finditer(text):
            xref = int(found[1])
            if xref not in numbers:
                numbers[xref] = len(numbers)
                waiting.append(xref)
            digest.update(f"{text[start : found.start()]}#{numbers[xref]}".encode())
            start = found.end()
        digest.update(f"{text[start:]}\n".encode())

    for key in _INHERITED:
        say(f"{key} {_inherited(document, page, key)}")
    say(f"layers {layers[1]}")
    while waiting:
        xref = waiting.pop(0)
        if xref not in objects:
            objects[xref] = _object(document, xref)
        text, stream = objects[xref]
        if xref != page and _PAGE.search(text):
            continue
        say(_UPWARD.sub("", text) if xref == page else text)
        digest.update(stream)
    return digest.hexdigest()


def _object(document: Any, xref: int) -> tuple[str, bytes]:
    if not 0 < xref < document.xref_length():
        return "missing", b""
    stream = hashlib.sha256(document.xref_stream_raw(xref)).digest() if document.xref_is_stream(xref) else b""
    return document.xref_object(xref, compressed=True), stream


def _inherited(document: Any, page: int, key: str) -> str:
    for _ in range(30):
        kind, value = document.xref_get_key(page, key)
        if kind not in ("null", "undefined"):
            return f"{kind} {value}"
        kind, parent = document.xref_get_key(page, "Parent")
        if kind != "xref":
            break
        page = int(parent.split()[0])
    return "none"
