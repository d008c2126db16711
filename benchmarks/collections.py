"""Collections of any size: N evaluation sheets of invented wards, no two alike, in layouts of many kinds.

    python -m benchmarks.collections 400 FOLDER        writes FOLDER/typeset-00000.pdf …; what is there already is kept

In goes a number, out come typeset PDFs. Setting a sheet in type takes a second, so only the ``BASES`` are set: with stand-ins,
characters that no sheet has, in place of names, ratings, the numbers in running text and the opening of every sentence. A
sheet is a base with its stand-ins filled, in its pages and in what it says alike. The same seed gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import sys
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from benchmarks.typeset import Look, Typeset, contents, looks, typeset
from benchmarks.typeset.content import COUNTED, LEGAL_FORMS
from benchmarks.typeset.file import file_of
from benchmarks.typeset.paper import STAND_INS_FULL, STAND_INS_HALF, code_of, width_of

LOOKS = 30
_CHANGE = 0.08
"""Share of a look's fields that differ from the plain one: ordinary layouts, not the trials of ``variations``."""
_LEFT_OUT = frozenset({8, 10, 17, 40, 47, 51, 52})
"""Numbers of bases with something that the reader is known not to read as it is meant: data tables without any rule, and a line
that begins with a number of the sentence. A benchmark of scale is no trial of these; ``variations`` is."""
BASES = tuple(number for number in range(67) if number not in _LEFT_OUT)

_FIRST, _SECOND = (
    "朝若桜汐風白紅東花川夕山泉椿楓藤萩柏千春美双明星松竹梅海空森",
    "霧葉坂浜鳥雲園凪吹台波原木草泉野橋沢里丘岡崎島田村町沼瀬津",
)
_WHAT = "広場講座行事催事教室訪問交流企画連携会議広報研修調査支援"
_HUB = "光空星森花虹風波泉苑杜暁"
_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that each sheet says in its own way: ``kind`` of words, written with these stand-ins."""

    kind: str
    chars: str


@dataclass(slots=True)
class _Blanks:
    """Hands out stand-ins, each once."""

    full: Iterator[str] = field(default_factory=lambda: iter(STAND_INS_FULL))
    half: Iterator[str] = field(default_factory=lambda: iter(STAND_INS_HALF))
    made: list[Blank] = field(default_factory=list)

    def of(self, kind: str, count: int, *, half: bool = False) -> str:
        chars = "".join(next(self.half if half else self.full) for _ in range(count))
        self.made.append(Blank(kind, chars))
        return chars


@dataclass(frozen=True, slots=True)
class Base:
    """A sheet set with stand-ins. ``objects`` are those of the PDF, each cut at its stand-ins: every second part is one."""

    look: Look
    blanks: tuple[Blank, ...]
    objects: tuple[tuple[tuple[bytes, ...], bool], ...]
    truth: str
    pages: int

    def filled(self, seed: int) -> Typeset:
        """The sheet of a seed that has this base."""
        words = "".join(_words(self.blanks, random.Random(f"sheet {seed}")))
        said = dict(zip("".join(blank.chars for blank in self.blanks), words, strict=True))
        codes = {mark.encode(): (code_of(word).encode(), word.encode("utf-16-be").hex().encode()) for mark, word in said.items()}
        bodies = [_body(parts, is_stream, codes) for parts, is_stream in self.objects]
        return Typeset(
            file_of(bodies, info=len(bodies)),
            json.loads(self.truth.translate({ord(mark): word for mark, word in said.items()})),
            self.pages,
        )


def base_of(seed: int) -> Base:
    """The base that the sheet of a seed is filled into."""
    return _base(BASES[seed % len(BASES)])


@lru_cache(maxsize=2)
def _base(number: int) -> Base:
    look = looks(number % LOOKS, _CHANGE)
    blanks = _Blanks()
    sheet = typeset(_with_blanks(contents(number), look, blanks), look, number)
    objects = tuple(_cut(body) for body in _objects(sheet.pdf))
    return Base(look, tuple(blanks.made), objects, json.dumps(sheet.truth, ensure_ascii=False), sheet.pages)


def _with_blanks(content: dict[str, Any], look: Look, blanks: _Blanks) -> dict[str, Any]:
    ward, operator = content["ward"], content["operator"]
    legal = next(form for form in LEGAL_FORMS if operator.startswith(form))
    text = json.dumps(content, ensure_ascii=False)
    text = text.replace(operator, f"{legal}{blanks.of('hub', 3)}の会").replace(ward, f"{blanks.of('place', 2)}区")
    content = json.loads(text)
    for project in content["projects"]:
        for goal in project["goals"]:
            for who in ("operator", "ward"):
                if goal[who]:
                    goal[who] = blanks.of("full rating" if look.rating == "full" else "rating", 1, half=look.rating != "full")
        for row in (*(block for block in project["operator_reason"] if block["k"] == "li"), *project["ward_reason"]):
            row["text"] = _sentence(row["text"], blanks)
        for name in ("outcomes", "challenges", "prior_issues"):
            project[name] = [_sentence(text, blanks) for text in project[name]]
    return content


def _sentence(text: str, blanks: _Blanks) -> str:
    """The sentence opened by a place and an occasion, its numbers left open; a word such as 特になし stays as it is."""
    if len(text) < 12:
        return text

    def opened(found: re.Match[str]) -> str:
        digits = [c for c in found[0] if c not in ",，"]
        wide = digits[0] in "０１２３４５６７８９"
        marks = iter(blanks.of("full number" if wide else "number", len(digits), half=not wide))
        return "".join(c if c in ",，" else next(marks) for c in found[0])

    return f"{blanks.of('place', 2)}地区の{blanks.of('what', 2)}では、" + COUNTED.sub(opened, text)


def _words(blanks: Sequence[Blank], draw: random.Random) -> Iterator[str]:
    for blank in blanks:
        count = len(blank.chars)
        if blank.kind == "place":
            yield draw.choice(_FIRST) + draw.choice(_SECOND)
        elif blank.kind == "what":
            at = draw.randrange(len(_WHAT) // 2) * 2
            yield _WHAT[at : at + 2]
        elif blank.kind == "hub":
            yield "".join(draw.sample(_HUB, count))
        elif blank.kind.endswith("rating"):
            letter = draw.choice("AABBBCD")
            yield chr(ord(letter) + 0xFEE0) if blank.kind == "full rating" else letter
        else:
            number = str(draw.randrange(10 ** (count - 1), 10**count))
            yield number.translate(_FULL_DIGITS) if blank.kind == "full number" else number


_FILLS = sorted({*_FIRST, *_SECOND, *_WHAT, *_HUB, *"0123456789ABCD", *"０１２３４５６７８９ＡＢＣＤ"})
_STAND_INS = {code_of(mark): mark.encode() for mark in (*STAND_INS_FULL, *STAND_INS_HALF)}
_STREAM = b"/FlateDecode >>\nstream\n"


def _objects(pdf: bytes) -> list[bytes]:
    """The bodies of the objects of a file that the typesetter wrote, in the order of their numbers."""
    table = pdf[pdf.rindex(b"\nxref\n") :]
    begins = [int(at) for at in re.findall(rb"(\d{10}) 00000 n", table)]
    ends = [*begins[1:], len(pdf) - len(table) + 1]
    return [pdf[pdf.index(b" obj\n", begin) + 5 : end].removesuffix(b"\nendobj\n") for begin, end in zip(begins, ends, strict=True)]


def _cut(body: bytes) -> tuple[tuple[bytes, ...], bool]:
    """An object's body cut at its stand-ins, and whether it is a stream; fonts and their tables know all words instead."""
    if _STREAM not in body:
        if b"/W [" in body:
            return (_widths(body),), False
        return _parts(body, rb"<feff([0-9a-f]+)>", {mark.decode().encode("utf-16-be").hex(): mark for mark in _STAND_INS.values()}), False
    plain = zlib.decompress(body[body.index(_STREAM) + len(_STREAM) : -len(b"\nendstream")])
    if plain.startswith(b"/CIDInit"):
        return (_stream(_to_unicode(plain.decode()).encode()),), False
    return _parts(plain, rb"<([0-9a-f]+)> Tj", _STAND_INS), True


def _parts(body: bytes, pattern: bytes, marks: Mapping[str, bytes]) -> tuple[bytes, ...]:
    parts, start = [], 0
    for found in re.finditer(pattern, body):
        for at in range(found.start(1), found.end(1), 4):
            mark = marks.get(body[at : at + 4].decode())
            if mark:
                parts += [body[start:at], mark]
                start = at + 4
    return (*parts, body[start:])


def _body(parts: tuple[bytes, ...], is_stream: bool, codes: Mapping[bytes, tuple[bytes, bytes]]) -> bytes:
    if len(parts) == 1 and not is_stream:
        return parts[0]
    filled = list(parts)
    filled[1::2] = [codes[mark][0 if is_stream else 1] for mark in parts[1::2]]
    body = b"".join(filled)
    return _stream(body) if is_stream else body


def _stream(body: bytes) -> bytes:
    packed = zlib.compress(body, 1)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _widths(body: bytes) -> bytes:
    """A font's widths with those of the words in place of the stand-ins'."""
    before, _, rest = body.partition(b"/W [")
    listed, _, after = rest.rpartition(b"] >>")
    found = {int(cid): int(width) for cid, width in re.findall(rb"(\d+) \[(\d+)\]", listed)}
    kept = {cid: width for cid, width in found.items() if f"{cid:04x}" not in _STAND_INS}
    proportional = any(width not in (500, 1000) for width in found.values())
    for char in _FILLS:
        width = width_of(char, "proportional" if proportional else "half")
        if width != 1000:
            kept[int(code_of(char), 16)] = width
    return before + b"/W [" + " ".join(f"{cid} [{width}]" for cid, width in sorted(kept.items())).encode() + b"] >>" + after


def _to_unicode(plain: str) -> str:
    """A font's table of characters with the words in place of the stand-ins."""
    head, _, rest = plain.partition("endcodespacerange\n")
    tail = rest[rest.rindex("\nendcmap") :]
    rows = {cid: to for cid, to in re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", rest) if cid not in _STAND_INS}
    rows |= {code_of(char): rows.get(code_of(char), char.encode("utf-16-be").hex()) for char in _FILLS}
    lines = [f"<{cid}> <{to}>" for cid, to in sorted(rows.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return head + "endcodespacerange\n" + "\n".join(f"{len(b)} beginbfchar\n{chr(10).join(b)}\nendbfchar" for b in blocks) + tail


def name_of(seed: int) -> str:
    return f"typeset-{seed:05d}.pdf"


def _made(number: int, count: int, folder: Path) -> tuple[int, float]:
    """Writes the sheets of one base that are not there; gives their number and the processor seconds they took."""
    began, new = time.process_time(), 0
    for seed in range(number, count, len(BASES)):
        path = folder / name_of(seed)
        if path.exists():
            continue
        half = path.with_suffix(".half")
        half.write_bytes(base_of(seed).filled(seed).pdf)
        half.replace(path)
        new += 1
    return new, time.process_time() - began


def make(count: int, folder: Path, jobs: int) -> tuple[int, float]:
    """Writes the first ``count`` sheets; gives how many were new, and processor seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        done = list(pool.imap_unordered(partial(_made, count=count, folder=folder), range(min(len(BASES), count))))
    return sum(new for new, _ in done), sum(seconds for _, seconds in done)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.collections", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    new, seconds = make(chosen.count, chosen.folder, chosen.jobs)
    sys.stdout.write(f"{new} sheets made in {chosen.folder}, {seconds / max(new, 1) * 1000:.0f} ms of processor time each\n")
