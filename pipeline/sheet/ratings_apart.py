"""Ratings that have no column of their own each: both raters' in one cell, 法人：A／区：B.

In come cells, out come the letters of each rater as lines, with the rest of the cells claimed as labels. What is not wholly of such
words is none, and is left to be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from pipeline.layout.lines import line_of
from pipeline.layout.model import Line
from pipeline.pages.model import Glyph
from pipeline.rules.shapes import Rater
from pipeline.sheet.form import Form, plain
from pipeline.sheet.goal_columns import both_of, raters_named


def ratings_in(lines: Sequence[Line], header: str, form: Form) -> Mapping[Rater, Line]:
    """The letter of each rater where lines say nothing but both, 法人：A 区：B, or A／B under a ``header`` that tells whose is which;
    else none. One of them may be what says that there is none: 区：－."""
    glyphs = [(line.page, glyph) for line in lines for glyph in line.glyphs]
    found = form.named_pair.fullmatch("".join(plain(glyph.text) for _, glyph in glyphs))
    if found is not None:
        named = _raters_named(found, form)
        return {rater: _line_at(found.span(group), glyphs) for rater, group in zip(named, (3, 5), strict=False)}
    order = _raters_of_pair("".join(line.text for line in lines), header, form)
    letters = [(page, glyph) for page, glyph in glyphs if plain(glyph.text) in form.scale]
    return {rater: line_of(page, [glyph]) for rater, (page, glyph) in zip(order, letters, strict=True)} if order else {}


def _line_at(span: tuple[int, int], glyphs: Sequence[tuple[int, Glyph]]) -> Line:
    """The glyphs between two places of what all say together, folded."""
    ends = [*accumulate(len(plain(glyph.text)) for _, glyph in glyphs)]
    within = [of for of, end in zip(glyphs, ends, strict=True) if span[0] < end <= span[1]]
    return line_of(within[0][0], [glyph for _, glyph in within])


def _raters_named(pair: re.Match[str], form: Form) -> tuple[Rater, ...]:
    """Who gave the first and who the second of two ratings, each named before its letter."""
    return both_of((pair[2], pair[4]), form) if pair[1] is None or form.column_of(pair[1]) == "ratings" else ()


def _raters_of_pair(text: str, header: str, form: Form) -> tuple[Rater, ...]:
    """The same, by the order in which a header over both names them: 自己評価 法人／区."""
    return raters_named(header, form) if form.bare_pair.fullmatch(plain(text)) else ()


def without(lines: Sequence[Line], taken: Iterable[Line]) -> list[Line]:
    """The lines without the glyphs of others."""
    gone = {glyph.index for line in taken for glyph in line.glyphs}
    rests = [(line, [glyph for glyph in line.glyphs if glyph.index not in gone]) for line in lines]
    return [line_of(line.page, rest) for line, rest in rests if rest]
