"""What a reader sees of the glyphs that an engine found: doubles of fake bold, text without contrast, text under a cover
and text off the page are told from printed text here, by the same rules for both engines.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, zip_longest
from operator import sub

from pipeline.geometry.rect import has_middle_in, meet
from pipeline.pages.lines import PageDrawing, is_white
from pipeline.pages.model import Area, Glyph, Glyphs, Span, Style
from pipeline.pages.text import COMBINING, SIGNS

DOUBLE = 0.5
"""A string printed again within this many points is fake bold; …"""
DOUBLE_EM = 0.05
"""… in large type, within this part of the size. A true double stands a full advance apart."""
_WIDEST = 3.0
"""em; no glyph of running text advances further."""
MARK = 1.05
"""em; no font sets a combining mark wider"""
LEAST_ROOM = 0.2
"""em; the narrowest sign has as much, a combining mark has none"""
ALIKE = 0.5
"""of a glyph's size, at least, has type that replaces it; smaller type only stands on a large letter of the ground"""
LEAST_TYPE = 0.1
"""pt; smaller type, or type of no size, cannot be seen"""
CONTRAST = 8
"""Colours whose channels differ by no more than this (of 255) cannot be told apart."""


def like(a: int, b: int) -> bool:
    """Whether two colours 0xRRGGBB look the same."""
    return (
        abs((a >> 16) - (b >> 16)) <= CONTRAST
        and abs((a >> 8 & 255) - (b >> 8 & 255)) <= CONTRAST
        and abs((a & 255) - (b & 255)) <= CONTRAST
    )


def settled(
    glyphs: Glyphs,
    hidden: list[Glyph],
    drawn: PageDrawing,
    pictures: Sequence[Area],
    behind: AbstractSet[int],
    has_ink: Callable[[Glyph], bool],
    *,
    astray: bool = True,
    doubled: bool = True,
) -> tuple[Glyphs, tuple[Glyph, ...], tuple[Glyph, ...]]:
    """Visible and hidden glyphs of a page, each in the order of drawing; and those of the hidden that were painted over.

    Args:
        glyphs: what is printed in some colour; ``hidden``: what is not painted at all.
        pictures: what white letters may stand on: pictures and smooth shadings.
        behind: the indexes of glyphs under a picture or outside the clip.
        has_ink: whether a rendering of the page shows something where a glyph stands.
        astray: some text may be off the page. doubled: some text may be printed twice.
    """
    painted_over = _painted_over(glyphs, drawn, has_ink)
    gone = [glyph for glyph in glyphs if glyph.index in behind] if behind else []
    gone += [*Glyphs([span for span in glyphs.spans if span.size < LEAST_TYPE]), *_melted(glyphs, drawn, pictures), *painted_over]
    if astray:
        glyphs = Glyphs.of([_at_its_origin(glyph, drawn.width) for glyph in glyphs])
        gone += [glyph for glyph in glyphs if not _is_on_page(glyph, drawn)]
    if gone:
        glyphs, hidden = _apart(glyphs, hidden, gone)
    if doubled:
        glyphs = single(glyphs)
    if COMBINING:
        if not COMBINING.isdisjoint(glyphs.texts):
            glyphs = Glyphs.of(composed(glyphs))
        hidden = composed(hidden)
    return glyphs, tuple(hidden), tuple(painted_over)


def _apart(glyphs: Glyphs, hidden: list[Glyph], gone: Iterable[Glyph]) -> tuple[Glyphs, list[Glyph]]:
    """The glyphs without those that are gone, and the hidden ones with them in the order of drawing."""
    indexes = {glyph.index for glyph in gone}
    hidden = sorted(hidden + [glyph for glyph in glyphs if glyph.index in indexes], key=lambda glyph: glyph.index)
    return Glyphs.of([glyph for glyph in glyphs if glyph.index not in indexes]), hidden


def _painted_over(glyphs: Glyphs, drawn: PageDrawing, has_ink: Callable[[Glyph], bool]) -> list[Glyph]:
    covers = [(after, fill) for after, fill, opaque in drawn.fills if opaque and after]
    return _covered(glyphs, covers, has_ink) if covers else []


def _melted(glyphs: Glyphs, drawn: PageDrawing, pictures: Sequence[Area]) -> list[Glyph]:
    """Glyphs in the colour of what they stand on; looked at are those in a colour that is some ground's."""
    grounds = {0xFFFFFF, *(fill.color for _, fill, _ in drawn.fills)}
    melting = {color for color in {span.color for span in glyphs.spans} if color and any(like(color, ground) for ground in grounds)}
    suspects = Glyphs([span for span in glyphs.spans if span.color in melting])
    return [glyph for glyph in suspects if _melts(glyph, drawn, pictures)]


def _is_on_page(glyph: Glyph, drawn: PageDrawing) -> bool:
    return 0 <= (glyph.x0 + glyph.x1) / 2 <= drawn.width and 0 <= (glyph.y0 + glyph.y1) / 2 <= drawn.height


def _at_its_origin(glyph: Glyph, width: float) -> Glyph:
    """A glyph that its font says is so wide that its centre lies off the page is shown where it begins; it is taken as an em wide."""
    if glyph.x1 - glyph.x0 > _WIDEST * glyph.size and 0 <= glyph.x0 < width < (glyph.x0 + glyph.x1) / 2:
        return glyph._replace(x1=glyph.x0 + glyph.size)
    return glyph


def _melts(glyph: Glyph, drawn: PageDrawing, pictures: Sequence[Area]) -> bool:
    """Whether a glyph has the colour of what it stands on."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    if any(has_middle_in(glyph, picture) for picture in pictures) or any(
        has_middle_in(glyph, shape) and not like(glyph.color, shape.color) for shape in drawn.shapes
    ):
        return False
    ground, whole = 0xFFFFFF, True
    for after, fill, _ in drawn.fills:
        if after <= glyph.index and fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1:
            ground = fill.color
            # Large letters that stick out of an area (a watermark over a shaded cell) are seen there.
            whole = fill.x0 - 1 <= glyph.x0 and fill.y0 - 1 <= glyph.y0 and glyph.x1 <= fill.x1 + 1 and glyph.y1 <= fill.y1 + 1
    return like(glyph.color, ground) and (whole or is_white(glyph.color))


def _covered(glyphs: Glyphs, covers: Iterable[tuple[int, Area]], has_ink: Callable[[Glyph], bool]) -> list[Glyph]:
    """Glyphs under something opaque that was drawn later; ``has_ink`` says what a rendering shows in a glyph's box."""
    found: dict[int, Glyph] = {}
    indexes = [span.index for span in glyphs.spans]
    for after, cover in covers:
        # a span may have begun before
        first = bisect_left(indexes, after)
        later = Glyphs(glyphs.spans[max(first - 1, 0) :])
        for glyph in meeting(glyphs.spans[:first], cover):
            if (
                glyph.index < after
                and glyph.index not in found
                and has_middle_in(glyph, cover)
                and not _is_seen(glyph, [other for other in later if other.index >= after], has_ink)
            ):
                found[glyph.index] = glyph
    return list(found.values())


def _is_seen(glyph: Glyph, later: Iterable[Glyph], has_ink: Callable[[Glyph], bool]) -> bool:
    """Whether there is ink where a glyph stands that is not that of text printed over it later."""
    free = glyph
    for other in later:
        if _over(other, glyph):
            return False
        if other.size < ALIKE * glyph.size:
            continue
        if meet(other, free):
            free = free._replace(x0=max(free.x0, other.x1)) if other.x0 <= free.x0 else free._replace(x1=min(free.x1, other.x0))
    return has_ink(free)


def meeting(spans: Iterable[Span], area: Area) -> list[Glyph]:
    """The glyphs that share a place with an area."""
    x0, y0, x1, y1, _ = area
    near = [span for span in spans if span.y1 > y0 and span.y0 < y1 and span.x0[0] < x1 and max(span.x1) > x0]
    return [glyph for glyph in Glyphs(near) if glyph[2] > x0 and glyph[0] < x1]


def _over(later: Glyph, glyph: Glyph) -> bool:
    wide = min(later.x1, glyph.x1) - max(later.x0, glyph.x0)
    high = min(later.y1, glyph.y1) - max(later.y0, glyph.y0)
    return wide > 0.3 * (glyph.x1 - glyph.x0) and high > 0.3 * (glyph.y1 - glyph.y0)


def single(glyphs: Glyphs) -> Glyphs:
    """The glyphs without the doubles of fake bold; what was printed twice is bold."""
    farthest = max(DOUBLE, DOUBLE_EM * max([span.size for span in glyphs.spans], default=0.0))
    suspects = _overprinted(glyphs.spans, farthest)
    spans: list[Span] = []
    found = iter(_single(Glyphs([glyphs.spans[k] for k in sorted(suspects)]), farthest))
    for k, span in enumerate(glyphs.spans):
        if k in suspects:
            spans += Glyphs.of([glyph for glyph in islice(found, len(span.x0)) if glyph]).spans
        else:
            spans.append(span)
    return Glyphs(spans)


def _overprinted(spans: Sequence[Span], farthest: float) -> set[int]:
    """The places of the spans that stand on another's level and over it, or go over themselves."""
    found = {k for k, span in enumerate(spans) if len(span.x0) > 1 and min(map(sub, span.x0[1:], span.x0)) <= farthest}
    levels = sorted([(span.y0, min(span.x0) - farthest, max(span.x0), k) for k, span in enumerate(spans)])
    for rank, (y, left, right, k) in enumerate(levels):
        for other_y, other_left, other_right, other in islice(levels, rank + 1, None):
            if other_y > y + farthest:
                break
            if left <= other_right and other_left <= right:
                found |= {k, other}
    return found


def _single(glyphs: Glyphs, farthest: float) -> list[Glyph | None]:
    """Each glyph as it is, bold where it is printed twice or more often, or nothing in place of a double."""
    earlier: dict[int, int] = {}
    """by the position of a glyph that is printed more than once, that of an earlier print of it, or of itself"""

    def first(position: int) -> int:
        while (before := earlier.setdefault(position, position)) != position:
            position = before
        return position

    rows = sorted(zip(glyphs.texts, glyphs.x0, range(len(glyphs)), strict=True))
    near = [
        rank
        for rank, ((text, x, _), (other_text, other_x, _)) in enumerate(zip(rows, rows[1:], strict=False))
        if other_text == text and other_x <= x + farthest
    ]
    for rank in near:
        text, x, position = rows[rank]
        glyph = glyphs[position]
        reach = max(DOUBLE, DOUBLE_EM * glyph.size)
        reach_x = x + min(reach, 0.6 * (glyph.x1 - x) + 0.05)
        for other_text, other_x, other_position in rows[rank + 1 : rank + 40]:
            if other_x > reach_x or other_text != text:
                break
            other = glyphs[other_position]
            if abs(other.y0 - glyph.y0) <= reach and abs(other.size - glyph.size) <= 0.1 * glyph.size:
                one, two = first(position), first(other_position)
                earlier[max(one, two)] = min(one, two)
    return [
        glyph if position not in earlier else None if earlier[position] != position else glyph._replace(style=glyph.style | Style.BOLD)
        for position, glyph in enumerate(glyphs)
    ]


def composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Combining marks joined to the glyph that they follow (か and ゛ are が), with the room that a font gives them; a mark that combines
    with nothing is the sign that it looks like."""
    result: list[Glyph] = []
    is_joined = is_sign = False
    for glyph, following in zip_longest(glyphs, glyphs[1:]):
        if is_sign and _follows(glyph, result[-1]):
            # the engine took the sign's room for white space
            glyph = glyph._replace(style=glyph.style & ~Style.SPACED)
        is_sign = bool(result) and _is_sign(glyph, result[-1], following)
        if is_sign:
            is_joined = False
            result.append(glyph._replace(text=SIGNS[glyph.text], x1=max(glyph.x1, glyph.x0 + LEAST_ROOM * glyph.size)))
            continue
        if glyph.text in COMBINING and result:
            before = result[-1]
            text = unicodedata.normalize("NFC", before.text + glyph.text)
            result[-1] = before._replace(text=text, x1=max(before.x1, min(glyph.x1, before.x1 + before.size)))
            is_joined = True
            continue
        if is_joined and _follows(glyph, result[-1]):
            result[-1] = result[-1]._replace(x1=glyph.x0)
        is_joined = False
        result.append(glyph)
    return result


def _is_sign(glyph: Glyph, before: Glyph, following: Glyph | None) -> bool:
    """Whether a combining mark is a sign of its own: the glyph before it takes no such mark, or it has room before the next one."""
    if glyph.text not in SIGNS:
        return False
    if len(unicodedata.normalize("NFC", before.text + glyph.text)) > len(before.text):
        return True
    has_room = following is not None and following.y1 == glyph.y1 and following.x0 - glyph.x0 >= LEAST_ROOM * glyph.size
    return has_room or glyph.x1 - glyph.x0 >= LEAST_ROOM * glyph.size


def _follows(glyph: Glyph, before: Glyph) -> bool:
    """Whether a glyph stands where it would behind a combining mark as wide as a glyph."""
    return glyph.y1 == before.y1 and before.x1 < glyph.x0 <= before.x1 + MARK * before.size
