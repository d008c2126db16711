"""Charts and pictures told from tables and text by what they are drawn with.

A line or pie chart is made of slanted and curved shapes, a bar chart of bars (``bars.py``); a picture is an image. Seeds that lie
together make a figure; its grid lines, its frame and the labels beside its bars belong to it (``figure_parts.py``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from pipeline.geometry.rect import Rect, around, distance, has_middle_in, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.bars import BORDER, LevelText, bars_of, without_borders
from pipeline.layout.figure_parts import with_frame, with_labels, with_rules
from pipeline.layout.numbered_bars import numbered_bars_of
from pipeline.layout.runs import has_number
from pipeline.layout.underlines import FOOT
from pipeline.pages.model import Area, Page, Ruling

WRITTEN = 12
"""glyphs; a picture with more than these on it, and rules both ways, lies under a table"""
ALONG = 0.8
"""of the width of such a line; words stand on so much of it, in a chart only the number of a point does"""
WHOLE_PAGE = 0.6
"""of the page's area; a larger image, or one in strips, is the page's own scan or background"""


def figure_rects(page: Page, slashes: Collection[Rect] = ()) -> tuple[list[Rect], tuple[Ruling, ...]]:
    """The rectangles of charts and pictures, and the rulings that are no part of them; ``slashes`` are shapes that are none."""
    pictures = [r for r in _clusters([Rect(*a[:4]) for a in page.pictures]) if _is_picture(r, page) and not _is_ground(r, page)]
    drawn = [*_drawings(page, slashes), *bars_of(page), *numbered_bars_of(page)]
    rulings = list(page.rulings)
    figures: list[Rect] = []
    for rect in [part for whole in _clusters([*pictures, *drawn]) for part in _pictures_apart(whole, drawn, page)]:
        if rect in drawn and _is_written(rect, page):
            figures.append(rect)
            rulings = [rule for rule in rulings if not holds(rect, Rect(*rule[:4]), BORDER)]
        elif any(distance(rect, seed) <= 0 for seed in drawn):
            grown, is_framed, rulings = with_rules(rect, rulings)
            figures.append(grown if is_framed else with_labels(grown, page.glyphs, rulings))
        else:
            framed, rulings = with_frame(rect, rulings)
            figures.append(framed)
    return figures, tuple(rulings)


def _drawings(page: Page, slashes: Collection[Rect]) -> list[Rect]:
    """The shapes that are no marks around a character, nor lines through a cell, nor sides of a round box around a line of text, nor
    wavy lines under words."""
    rects = [Rect(*shape[:4]) for shape in page.shapes]
    large = [r for r in rects if max(r.x1 - r.x0, r.y1 - r.y0) > TOLERANCES.small_shape and r not in slashes]
    flat = sorted([r for r in large if r.y1 - r.y0 < TOLERANCES.flat_side], key=lambda r: r.y0)
    sides = _sides_of_boxes(flat, LevelText(page.glyphs)) if flat else set()
    return [r for r in large if r not in sides and not (r in flat and _is_under_words(r, page))]


def _is_written(shape: Rect, page: Page) -> bool:
    """Whether a shape is as high as the line of words in it: a label, with no axes or names of bars around it. In a bar or behind it
    stands a number."""
    if shape.y1 - shape.y0 > TOLERANCES.box_height:
        return False
    behind = shape._replace(x0=shape.x1, x1=page.width)
    text, beside = ("".join([glyph.text for glyph in page.glyphs if has_middle_in(glyph, rect)]) for rect in (shape, behind))
    return bool(text) and not has_number(text) and not has_number(beside)


def _sides_of_boxes(flat: Sequence[Rect], text: LevelText) -> set[Rect]:
    """Those of flat shapes, in order from the top down, that are the round ends of a box with a line of text in it, drawn side by side."""
    heights = [side.y0 for side in flat]
    found: set[Rect] = set()
    for top in flat:
        for bottom in flat[bisect_right(heights, top.y1) : bisect_left(heights, top.y1 + TOLERANCES.box_height)]:
            is_as_wide = abs(top.x0 - bottom.x0) + abs(top.x1 - bottom.x1) <= TOLERANCES.same_edge
            if is_as_wide and text.is_in(Area(top.x0, top.y1, top.x1, bottom.y0, -1)):
                found |= {top, bottom}
    return found


def _is_under_words(flat: Rect, page: Page) -> bool:
    """Whether glyphs stand on a flat shape, all along it."""
    on = [g for g in page.glyphs if flat.x0 < (g.x0 + g.x1) / 2 < flat.x1 and abs(flat.y1 - g.y1) < FOOT * g.size]
    return sum(g.x1 - g.x0 for g in on) > ALONG * (flat.x1 - flat.x0)


def _pictures_apart(rect: Rect, drawn: Sequence[Rect], page: Page) -> list[Rect]:
    """The pictures of a cluster one by one, where text stands between them: each of them stands beside another table, one under the
    other, and lines that are pictures are none. A cluster with anything drawn in it is a chart."""
    if any(distance(rect, seed) <= 0 for seed in drawn):
        return [rect]
    parts = _clusters([Rect(*a[:4]) for a in page.pictures if _lies_within(a, rect)], TILED)
    pictures = [part for part in parts if _is_picture(part, page)]
    if not any(has_middle_in(g, rect) and not any(has_middle_in(g, part) for part in parts) for g in page.glyphs):
        return [rect]
    return pictures


def _lies_within(area: Area, rect: Rect) -> bool:
    return rect.x0 <= area.x0 and rect.y0 <= area.y0 and area.x1 <= rect.x1 and area.y1 <= rect.y1


TILED = TOLERANCES.strip_gap


def _is_picture(area: Rect, page: Page) -> bool:
    width, height = area.x1 - area.x0, area.y1 - area.y0
    return width > TOLERANCES.small_shape and height > TOLERANCES.small_shape and width * height < WHOLE_PAGE * page.width * page.height


def _is_ground(area: Rect, page: Page) -> bool:
    """Whether text is printed on a picture in ruled cells: the shadow or ground of a table, or of a label's cell."""
    written = sum(area.x0 <= g.x0 and g.x1 <= area.x1 and area.y0 <= g.y0 and g.y1 <= area.y1 for g in page.glyphs)
    if written > WRITTEN and _is_crossed(area, page.rulings):
        return True
    return written > 0 and area.y1 - area.y0 <= TOLERANCES.box_height and not without_borders([Area(*area, -1)], page.rulings)


def _is_crossed(area: Rect, rulings: Sequence[Ruling]) -> bool:
    """Whether rules both ways run in an area and along its sides."""
    here = Rect(area.x0 - BORDER, area.y0 - BORDER, area.x1 + BORDER, area.y1 + BORDER)
    inside = [r for r in rulings if has_middle_in(r, here)]
    heights, places = {round(r.y0) for r in inside if r.y0 == r.y1}, {round(r.x0) for r in inside if r.x0 == r.x1}
    return len(heights) > 2 and len(places) > 2


def _clusters(seeds: Sequence[Rect], reach: float = TOLERANCES.figure_touch) -> list[Rect]:
    """The rectangles around seeds that touch, directly or through the rectangles around others.

    Those that one sweep from the left makes are swept again until none grows into another.
    """
    found = list(seeds)
    while True:
        swept = _swept(found, reach)
        if len(swept) == len(found):
            return swept
        found = swept


def _swept(seeds: Sequence[Rect], reach: float) -> list[Rect]:
    done: list[Rect] = []
    open_: list[Rect] = []
    for seed in sorted(seeds):
        left = seed.x0 - reach
        done += [rect for rect in open_ if rect.x1 <= left]
        near = [rect for rect in open_ if rect.x1 > left]
        touched = [rect for rect in near if distance(rect, seed) < reach]
        open_ = [rect for rect in near if distance(rect, seed) >= reach]
        open_.append(around(seed, *touched))
    return done + open_
