"""What can happen to a PDF between the ward's office and ``raw/``: seeded mutations of the samples.

In go a PDF's bytes and a seeded random generator, out come the bytes of a mutant. Some mutations break the file, some
leave a valid sheet that says something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pymupdf

Mutation = Callable[[bytes, Random], bytes]


def flip_bytes(data: bytes, random: Random) -> bytes:
    """A few bytes anywhere get other values."""
    mutant = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        mutant[random.randrange(len(mutant))] ^= random.randrange(1, 256)
    return bytes(mutant)


def truncate(data: bytes, random: Random) -> bytes:
    """A download that broke off."""
    return data[: random.randrange(len(data))]


def cut_slice(data: bytes, random: Random) -> bytes:
    """A piece is missing in the middle."""
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randint(1, 4000) :]


def break_xref(data: bytes, random: Random) -> bytes:
    """A digit of the cross-reference table, of startxref or of the trailer is another one."""
    start = max(data.rfind(b"xref\n0"), data.rfind(b"startxref"), len(data) - 4000)
    start = data.find(b"xref", max(0, min(start, len(data) - 200)))
    digits = [at for at in range(max(start, 0), len(data)) if chr(data[at]).isdigit()]
    mutant = bytearray(data)
    for at in random.sample(digits, min(len(digits), random.choice((1, 3, 20)))):
        mutant[at] = ord(random.choice("0123456789"))
    return bytes(mutant)


def change_plain_text(data: bytes, random: Random) -> bytes:
    """A byte outside the streams: names, numbers and references of the objects themselves."""
    inside = [match.span() for match in re.finditer(rb"stream\r?\n.*?endstream", data, re.DOTALL)]
    mutant = bytearray(data)
    for _ in range(200):
        at = random.randrange(len(data))
        if not any(start <= at < end for start, end in inside):
            mutant[at] = random.choice(b"0123456789 /<>[]()Rabc")
            break
    return bytes(mutant)


def remove_object(data: bytes, random: Random) -> bytes:
    """An object is there no more."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        document.update_object(random.randrange(1, document.xref_length()), "null")
        return bytes(document.tobytes(no_new_id=True))


def cut_stream(data: bytes, random: Random) -> bytes:
    """A stream ends too early: its compressed bytes, or what they hold."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        streams = [xref for xref in range(1, document.xref_length()) if document.xref_is_stream(xref)]
        xref = random.choice(streams)
        if random.random() < 0.5:
            raw = document.xref_stream_raw(xref)
            filters = document.xref_get_key(xref, "Filter")[1]
            document.update_stream(xref, raw[: random.randrange(len(raw) + 1)], compress=False)
            document.xref_set_key(xref, "Filter", filters)
        else:
            plain = document.xref_stream(xref)
            document.update_stream(xref, plain[: random.randrange(len(plain) + 1)])
        return bytes(document.tobytes(no_new_id=True))


def strip_tounicode(data: bytes, random: Random) -> bytes:
    """One font, or every font, loses the table that says which characters its glyphs are."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        fonts = [xref for xref in range(1, document.xref_length()) if document.xref_get_key(xref, "ToUnicode")[0] == "xref"]
        for xref in fonts if random.random() < 0.5 else random.sample(fonts, min(1, len(fonts))):
            document.xref_set_key(xref, "ToUnicode", "null")
        return bytes(document.tobytes(no_new_id=True))


def shuffle_pages(data: bytes, random: Random) -> bytes:
    return selected(data, lambda pages: random.sample(pages, len(pages)))


def drop_page(data: bytes, random: Random) -> bytes:
    dropped = random.randrange(_pages(data))
    return selected(data, lambda pages: [page for page in pages if page != dropped])


def double_page(data: bytes, random: Random) -> bytes:
    doubled = random.randrange(_pages(data))
    return selected(data, lambda pages: [page for each in pages for page in ([each, each] if each == doubled else [each])])


def cut_project(data: bytes, random: Random) -> bytes:
    """The heading of a project goes, or all from its page to the next heading's."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        found = [(page.number, rect) for page in document for rect in page.search_for("目指す拠点の姿")[:1]]
        if not found:
            return data
        at = random.randrange(len(found))
        if random.random() < 0.5 and len(found) > 1:
            end = found[at + 1][0] if at + 1 < len(found) else document.page_count
            document.delete_pages(range(found[at][0], max(end, found[at][0] + 1)))
        else:
            page, rect = document[found[at][0]], found[at][1]
            page.add_redact_annot(pymupdf.Rect(0, rect.y0 - 60, page.rect.width, rect.y0 - 4))
            page.apply_redactions(images=0, graphics=0)
        return bytes(document.tobytes(no_new_id=True)) if document.page_count else data


def overprint_rating(data: bytes, random: Random) -> bytes:
    """A letter is printed over, or beside, a rating."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        letters = [(page.number, word) for page in document for word in page.get_text("words") if word[4] in "ABCDＡＢＣＤ"]
        if not letters:
            return data
        number, (x0, y0, _, y1, *_) = random.choice(letters)
        page = document[number]
        page.insert_text((x0 + random.choice((0, 0.3, 4, 9)), y1 - 0.12 * (y1 - y0)), random.choice("ABCDEX?"), fontsize=y1 - y0)
        return bytes(document.tobytes(no_new_id=True))


def remove_text(data: bytes, random: Random) -> bytes:
    """One block of text goes: a cell, a line, a mark."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page = document[random.randrange(document.page_count)]
        kinds = page.get_text(random.choice(("words", "blocks")))
        if not kinds:
            return data
        page.add_redact_annot(pymupdf.Rect(random.choice(kinds)[:4]) + (0.5, 1.5, -0.5, -1.5))
        page.apply_redactions(images=0, graphics=0)
        return bytes(document.tobytes(no_new_id=True))


def change_digit(data: bytes, random: Random) -> bytes:
    """A number says something else."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        words = [(page.number, word) for page in document for word in page.get_text("words")]
        numbers = [(number, word) for number, word in words if re.fullmatch(r"[0-9]{1,2},?[0-9]*件?人?回?", word[4])]
        if not numbers:
            return data
        number, (x0, y0, x1, y1, text, *_) = random.choice(numbers)
        page = document[number]
        page.add_redact_annot(pymupdf.Rect(x0 + 0.2, y0 + 1, x1 - 0.2, y1 - 1))
        page.apply_redactions(images=0, graphics=0)
        other = str(random.randint(1, 9)) + text[1:]
        page.insert_text((x0, y1 - 0.2 * (y1 - y0)), other, fontsize=0.8 * (y1 - y0))
        return bytes(document.tobytes(no_new_id=True))


def _pages(data: bytes) -> int:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return int(document.page_count)


def selected(data: bytes, order: Callable[[list[int]], list[int]]) -> bytes:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        wanted = order(list(range(document.page_count)))
        if not wanted:
            return data
        made = pymupdf.open()
        for page in wanted:
            made.insert_pdf(document, from_page=page, to_page=page)
        return bytes(made.tobytes(garbage=3, no_new_id=True))


def excerpt(data: bytes, pages: int) -> bytes:
    """The first pages of a PDF as a PDF of its own; fonts and contents stay as they are."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        document.select(range(min(pages, document.page_count)))
        return bytes(document.tobytes(garbage=3, no_new_id=True))


MUTATIONS: dict[str, Mutation] = {
    function.__name__: function
    for function in (
        flip_bytes,
        truncate,
        cut_slice,
        break_xref,
        change_plain_text,
        remove_object,
        cut_stream,
        strip_tounicode,
        shuffle_pages,
        drop_page,
        double_page,
        cut_project,
        overprint_rating,
        remove_text,
        change_digit,
    )
}
