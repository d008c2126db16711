"""The sheets that mutants are made from: the samples of ``raw/``, whole and in excerpts, and small sheets of invented wards
in other layouts, typeset here. Some have the content of their pages uncompressed, so that a flipped byte changes a letter, a
number or a line of the page and does not merely break a stream.

In goes a random generator, out comes an ``Original`` by its name, whose ``data`` is the same bytes wherever it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import pymupdf

from benchmarks.typeset import contents, looks, typeset
from benchmarks.typeset import excerpt as two_of
from tests.faults.mutations import excerpt

SAMPLES = tuple(sorted((Path(__file__).parents[2] / "raw").glob("*.pdf")))
TYPESET = 16
"""How many small sheets there are; each has two projects and a layout of its own."""
_CHANGE = 0.1
_WHOLE = 99


@dataclass(frozen=True, slots=True)
class Original:
    """``pages`` first pages of a sample or, where ``sample`` is -1, the typeset sheet ``seed``; ``plain``: uncompressed pages."""

    sample: int
    pages: int
    seed: int = 0
    plain: bool = False

    def __str__(self) -> str:
        what = f"typeset {self.seed}" if self.sample < 0 else f"{SAMPLES[self.sample].stem} {self.pages}"
        return f"{what} plain" if self.plain else what

    @property
    def data(self) -> bytes:
        return _data(self)


def drawn(random: Random) -> Original:
    """One of the originals, in fixed shares of 20: 9 typeset, 10 excerpts of the samples, 1 whole sample; 6 are plain."""
    rank = random.randrange(20)
    if rank < 9:
        return Original(-1, 0, random.randrange(TYPESET), plain=rank < 4)
    return Original(random.randrange(len(SAMPLES)), _WHOLE if rank == 9 else random.choice((3, 3, 3, 4, 6)), plain=10 <= rank < 12)


@lru_cache(maxsize=2)
def _data(original: Original) -> bytes:
    if original.sample < 0:
        first = original.seed % 6 + 1
        content = two_of(contents(original.seed), (first, first + 1), bullets=1)
        data = typeset(content, looks(original.seed, _CHANGE), original.seed).pdf
    else:
        data = excerpt(SAMPLES[original.sample].read_bytes(), original.pages)
    return _with_plain_pages(data) if original.plain else data


def _with_plain_pages(data: bytes) -> bytes:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            for xref in page.get_contents():
                document.update_stream(xref, document.xref_stream(xref), compress=False)
        return bytes(document.tobytes(no_new_id=True))
