"""What of a PDF's pages is lost: a page or a stream that is missing or cut, content that is no content.

In goes a page at which MuPDF stumbled, or each of them where it had to rebuild the file's table of objects; out comes what
became of it. Judged is what the page prints, by its own streams, never what MuPDF
says: a flaw of bookmarks, of tags, of links or of a checksum loses nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from pipeline.pages.mupdf import mupdf, pymupdf
from pipeline.rules import load

_DEEPEST = 12
"""Forms drawn in forms, and branches of the page tree, are followed so deep; the format sets no limit."""
_MOST = 2_000
"""So many forms of one page are looked at."""
_HEADER = 2
"""bytes of a zlib stream before its compressed data"""
_STEP = 1 << 20
"""bytes that are inflated at once"""
_RESOURCES = mupdf.PDF_ENUM_NAME_Resources


class Loss(Enum):
    """What became of a page's content."""

    NONE = 0
    CHECKSUM = 1
    """A stream ends as it should, and its checksum is another or missing."""
    CONTENT = 2
    """Something that the page prints is missing, cut or spoiled."""


def missing_page(document: Any) -> int | None:
    """The first page that the page tree names and that is not there, counted from 1."""
    root = mupdf.pdf_dict_getp(mupdf.pdf_trailer(mupdf.pdf_document_from_fz_document(document.this)), "Root/Pages")
    return next((number for number, leaf in enumerate(_leaves(root), 1) if not mupdf.pdf_is_dict(leaf)), None)


def _leaves(root: Any) -> Iterator[Any]:
    left: list[tuple[Any, int]] = [(root, 0)]
    while left:
        node, depth = left.pop()
        kids = mupdf.pdf_dict_gets(node, "Kids")
        if mupdf.pdf_is_array(kids) and depth < _DEEPEST:
            left += [(mupdf.pdf_array_get(kids, k), depth + 1) for k in reversed(range(mupdf.pdf_array_len(kids)))]
        else:
            yield node


def loss_of(page: Any) -> Loss:
    """What became of the content of a page."""
    leaf = mupdf.pdf_page_from_fz_page(page.this).obj()
    contents = mupdf.pdf_dict_gets(leaf, "Contents")
    streams = [contents] if _has(leaf, "Contents") else []
    if mupdf.pdf_is_array(contents):
        streams = [mupdf.pdf_array_get(contents, k) for k in range(mupdf.pdf_array_len(contents))]
    resources = mupdf.pdf_dict_get_inheritable(leaf, _RESOURCES)
    losses = [_loss_of_content(streams), *(_loss_of_content([form]) for form in _forms(resources))]
    return max(losses, key=attrgetter("value"))


def _has(dictionary: Any, key: str) -> bool:
    return any(mupdf.pdf_to_name(mupdf.pdf_dict_get_key(dictionary, k)) == key for k in range(mupdf.pdf_dict_len(dictionary)))


def _forms(resources: Any) -> Iterator[Any]:
    """The forms that may be drawn with these resources, and those drawn in them; a picture is none."""
    left: list[tuple[Any, int]] = [(resources, 0)]
    met: set[int] = set()
    while left and len(met) < _MOST:
        here, depth = left.pop()
        objects = mupdf.pdf_dict_gets(here, "XObject")
        for k in range(mupdf.pdf_dict_len(objects)):
            form = mupdf.pdf_dict_get_val(objects, k)
            if mupdf.pdf_to_num(form) in met or mupdf.pdf_to_name(mupdf.pdf_dict_gets(form, "Subtype")) == "Image":
                continue
            met.add(mupdf.pdf_to_num(form))
            yield form
            if depth < _DEEPEST:
                left.append((mupdf.pdf_dict_gets(form, "Resources"), depth + 1))


def _loss_of_content(streams: list[Any]) -> Loss:
    """What became of streams that are one content."""
    loss, content = Loss.NONE, []
    for stream in streams:
        if not mupdf.pdf_is_stream(stream):
            return Loss.CONTENT
        pymupdf.TOOLS.mupdf_warnings(True)
        try:
            content.append(_bytes(mupdf.pdf_load_stream(stream)))
        except mupdf.FzErrorBase:
            return Loss.CONTENT
        if pymupdf.TOOLS.mupdf_warnings(True):
            if not _ends(_bytes(mupdf.pdf_load_raw_stream(stream)), stream):
                return Loss.CONTENT
            loss = Loss.CHECKSUM
    return loss if is_content(b"\n".join(content)) else Loss.CONTENT


def _bytes(buffer: Any) -> bytes:
    return bytes(mupdf.fz_buffer_extract_copy(buffer))


def _ends(raw: bytes, stream: Any) -> bool:
    """Whether compressed data reach their own end, whatever their checksum is."""
    kind = mupdf.pdf_dict_gets(stream, "Filter")
    if mupdf.pdf_is_array(kind) and mupdf.pdf_array_len(kind) == 1:
        kind = mupdf.pdf_array_get(kind, 0)
    if mupdf.pdf_to_name(kind) != "FlateDecode":
        return False
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    data = raw[_HEADER:]
    try:
        while data and not inflate.eof:
            inflate.decompress(data, _STEP)
            data = inflate.unconsumed_tail
    except zlib.error:
        return False
    return inflate.eof


_TOKEN = re.compile(
    rb"""[\0\t\n\f\r ]+ | %[^\r\n]*                 # white space, comments
    | <<|>>|[\[\]{}] | <[0-9A-Fa-f\0\t\n\f\r ]*>  # dictionaries, arrays, hexadecimal strings
    | /[^\0\t\n\f\r ()<>\[\]{}/%]*                # names
    | (?P<string>\() | (?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)""",
    re.VERBOSE,
)
_NUMBER = re.compile(rb"[-+]*\d*(?:\.\d*)?(?:-\d*|[eE][-+]?\d+)?")
_STRING_PART = re.compile(rb"[^()\\]*(?:\\.[^()\\]*)*", re.DOTALL)
_END_OF_PICTURE = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r /]|$)")

_LOOKED_AT = frozenset((b"BT", b"ET", b"BX", b"EX", b"ID"))
"""operators that open or close something"""


def is_content(content: bytes) -> bool:
    """Whether bytes are the drawing operations of a page from their first to their last: nothing else is among them, and no
    string, picture or text is left open."""
    known, plain, open_texts, compatible, at = _operators(), _plain(), 0, 0, 0
    while at < len(content):
        if run := plain.match(content, at):
            at = run.end()
            continue
        token = _TOKEN.match(content, at)
        if token is None:
            return False
        word = token["word"] or b""
        at = _after(content, token)
        open_texts += (word == b"BT") - (word == b"ET")
        compatible += (word == b"BX") - (word == b"EX")
        if at < 0 or not (compatible > 0 or word in known or _NUMBER.fullmatch(word)):
            return False
    return open_texts <= 0


def _after(content: bytes, token: re.Match[bytes]) -> int:
    """Where what a token begins has its end; -1 where it has none."""
    if token["string"]:
        return _end_of_string(content, token.end())
    if token["word"] == b"ID":
        picture = _END_OF_PICTURE.search(content, token.end())
        return picture.end() if picture else -1
    return token.end()


def _end_of_string(content: bytes, at: int) -> int:
    """Where the string that was opened before ``at`` is closed; -1 where it is not."""
    depth = 1
    while depth:
        part = _STRING_PART.match(content, at)
        at = part.end() if part else at
        if at >= len(content):
            return -1
        depth += 1 if content[at : at + 1] == b"(" else -1
        at += 1
    return at


@cache
def _operators() -> frozenset[bytes]:
    return frozenset(word.encode() for word in load("content")["operators"].split())


@cache
def _plain() -> re.Pattern[bytes]:
    """As many tokens as there are in line that need no second look: token by token a page takes five times as long."""
    words = b"|".join(map(re.escape, sorted(_operators() - _LOOKED_AT)))
    return re.compile(
        rb"""(?: [\0\t\n\f\r ]++ | /[^\0\t\n\f\r ()<>\[\]{}/%%]*+ | <[0-9A-Fa-f\0\t\n\f\r ]*+> | [\[\]]
        | (?: [-+]?+(?:\d++(?:\.\d*+)?+|\.\d++) | %b )(?=[\0\t\n\f\r ()<>\[\]{}/%%]|\Z) )++"""
        % words,
        re.VERBOSE,
    )
