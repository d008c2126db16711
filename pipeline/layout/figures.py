"""Charts and pictures told from tables and text by what they are drawn with.

A bar is a filled rectangle without text in it whose sides are no rules; a line or pie chart is made of slanted and curved
shapes; a picture is an image. Seeds that lie together make a figure; its grid lines, its frame and the labels beside its
bars belong to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from pipeline.geometry.rect import Rect, around, distance
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import rows_of, runs_of
from pipeline.pages.lines import luminance
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling, Style
from pipeline.pages.turning import QUARTERS
from pipeline.pages.watermarks import LARGE, usual_size

LIGHT = 0.87
"""luminance; a lighter fill shades a cell and is no bar"""
WRITTEN = 12
"""glyphs; a picture with more than these on it, and rules both ways, lies under a table"""
WHOLE_PAGE = 0.6
"""of the page's area; a larger image, or one in strips, is the page's own scan or background"""


def figure_rects(page: Page, slashes: Collection[Rect] = ()) -> tuple[list[Rect], tuple[Ruling, ...]]:
    """The rectangles of charts and pictures, and the rulings that are no part of them; ``slashes`` are shapes that are none."""
    pictures = [r for r in _clusters([Rect(*a[:4]) for a in page.pictures]) if _is_picture(r, page) and not _lies_under_a_table(r, page)]
    shapes = [Rect(*s[:4]) for s in page.shapes if s.x1 - s.x0 > TOLERANCES.small_shape or s.y1 - s.y0 > TOLERANCES.small_shape]
    drawn = [shape for shape in shapes if shape not in slashes]
    bars = [f for f in page.fills if f.y1 - f.y0 >= 3 and f.x1 - f.x0 >= 2 and luminance(f.color) < LIGHT]
    if bars:
        drawn += _bars(bars, page)
    if not drawn and not pictures:
        return [], page.rulings
    rulings = list(page.rulings)
    figures: list[Rect] = []
    for rect in _clusters([*pictures, *drawn]):
        if any(distance(rect, seed) <= 0 for seed in drawn):
            grown, rulings = _with_rules(rect, rulings)
            figures.append(_with_labels(grown, page.glyphs, rulings))
        else:
            framed, rulings = _with_frame(rect, rulings)
            figures.append(framed)
    return figures, tuple(rulings)


def _with_frame(picture: Rect, rulings: list[Ruling]) -> tuple[Rect, list[Ruling]]:
    """A picture, which has its axes and labels in itself, grown by the frame drawn closely around it; and the rulings that remain."""
    frame = _frame(picture, rulings)
    if frame is None:
        return picture, rulings
    sides = [r for r in rulings if _on_frame(r, frame)]
    rest = [r for r in rulings if r not in sides]
    touched = any(distance(Rect(*r[:4]), frame) <= TOLERANCES.frame_touch for r in rest)
    return (picture, rulings) if touched else (frame, rest)


def _is_picture(area: Rect, page: Page) -> bool:
    width, height = area.x1 - area.x0, area.y1 - area.y0
    return width > TOLERANCES.small_shape and height > TOLERANCES.small_shape and width * height < WHOLE_PAGE * page.width * page.height


def _lies_under_a_table(area: Rect, page: Page) -> bool:
    """Whether rules both ways cross the picture and text is printed on it: the shadow or ground of a table."""
    inside = [r for r in page.rulings if area.x0 <= (r.x0 + r.x1) / 2 <= area.x1 and area.y0 <= (r.y0 + r.y1) / 2 <= area.y1]
    heights, places = {round(r.y0) for r in inside if r.y0 == r.y1}, {round(r.x0) for r in inside if r.x0 == r.x1}
    if len(heights) < 3 or len(places) < 3:
        return False
    return sum(area.x0 <= g.x0 and g.x1 <= area.x1 and area.y0 <= g.y0 and g.y1 <= area.y1 for g in page.glyphs) > WRITTEN


def _bars(fills: Sequence[Area], page: Page) -> list[Rect]:
    """The rectangles around the bars of each chart: at least two fills that stand on a common line."""
    level = sorted([(y0, x0, x1) for x0, y0, x1, y1, *_ in page.rulings if y0 == y1])
    upright = sorted([(x0, y0, y1) for x0, y0, _, y1, *_ in page.rulings if y0 != y1])
    empty = [f for f in fills if _free_sides(f, level, upright) >= 2 and not _holds_text(f, page.glyphs)]
    free = [Rect(*f[:4]) for f in empty if not _in_shaded_row(f, fills, page.glyphs)]
    charts: list[list[Rect]] = []
    for bar in free:
        mates = [c for c in charts if any(_aligned(bar, o) and distance(bar, o) < 1.5 * TOLERANCES.bar_gap for o in c)]
        merged = [bar, *(o for c in mates for o in c)]
        charts = [c for c in charts if c not in mates] + [merged]
    out = []
    for chart in charts:
        if len(chart) > 1 and not _accents(chart):
            rect = chart[0]
            for bar in chart[1:]:
                rect = around(rect, bar)
            out.append(rect)
    return out


def _accents(bars: Sequence[Rect]) -> bool:
    """Whether these are the equal narrow strips that stand before headings, one under the other."""
    first = bars[0]
    same = all(abs(b.x0 - first.x0) < 0.5 and abs(b.x1 - first.x1) < 0.5 for b in bars)
    return same and first.x1 - first.x0 <= TOLERANCES.accent


def _aligned(a: Rect, b: Rect) -> bool:
    return any(abs(x - y) < 1.5 for x, y in zip(a, b, strict=True))


def _free_sides(fill: Area, level: Sequence[Rule], upright: Sequence[Rule]) -> int:
    left, top, right, bottom, _ = fill
    ruled = [_is_ruled(side, left, right, level) for side in (top, bottom)]
    ruled += [_is_ruled(side, top, bottom, upright) for side in (left, right)]
    return ruled.count(False)


Rule = tuple[float, float, float]
"""Place, start and end of a rule."""


def _is_ruled(side: float, start: float, end: float, rules: Sequence[Rule]) -> bool:
    """Whether one of the rules, in order, goes along a side of a fill."""
    near = rules[bisect_left(rules, (side - 3,)) : bisect_right(rules, (side + 3,))]
    return any(abs(at - side) < 2 and low <= start + 2 and high >= end - 2 for at, low, high in near)


def _holds_text(fill: Area, glyphs: Glyphs) -> bool:
    level = [span for span in glyphs.spans if not span.style & Style.TURNED and fill.y0 <= (span.y0 + span.y1) / 2 <= fill.y1]
    return any(fill.x0 <= (x0 + x1) / 2 <= fill.x1 for span in level for x0, x1 in zip(span.x0, span.x1, strict=True))


def _in_shaded_row(fill: Area, fills: Sequence[Area], glyphs: Glyphs) -> bool:
    """Whether the fill goes on beside itself, as high and of the same colour, with text in it: the empty corner of a header."""
    for other in fills:
        touches = abs(other.x0 - fill.x1) < 2 or abs(other.x1 - fill.x0) < 2
        level = abs(other.y0 - fill.y0) < 1 and abs(other.y1 - fill.y1) < 1
        if touches and level and other.color == fill.color and _holds_text(other, glyphs):
            return True
    return False


def _clusters(seeds: list[Rect]) -> list[Rect]:
    clusters: list[Rect] = []
    for seed in seeds:
        rect = seed
        while True:
            near = [c for c in clusters if distance(c, rect) < TOLERANCES.figure_touch]
            if not near:
                break
            for c in near:
                clusters.remove(c)
                rect = around(rect, c)
        clusters.append(rect)
    return clusters


def _with_rules(rect: Rect, rulings: list[Ruling]) -> tuple[Rect, list[Ruling]]:
    """The figure grown by its grid lines, axes and frame, and the rulings that remain."""
    combs: dict[tuple[bool, int, int], list[Ruling]] = {}
    for r in rulings:
        upright = r.x0 == r.x1
        key = (upright, round(r.y0 / 2), round(r.y1 / 2)) if upright else (upright, round(r.x0 / 2), round(r.x1 / 2))
        combs.setdefault(key, []).append(r)
    gone: set[int] = set()
    grown = rect
    for (upright, _, _), comb in combs.items():
        low, high = (rect.y0, rect.y1) if upright else (rect.x0, rect.x1)
        extent = (comb[0].y0, comb[0].y1) if upright else (comb[0].x0, comb[0].x1)
        if extent[0] > high or extent[1] < low or extent[1] - extent[0] > 1.8 * (high - low) + 40:
            continue
        if extent[0] < low - 45 or extent[1] > high + 45:
            continue
        positions = [(r.x0 if upright else r.y0) for r in comb]
        side = (rect.x0, rect.x1) if upright else (rect.y0, rect.y1)
        room = 0.8 * (side[1] - side[0]) + 30
        beyond = (max(side[0] - min(positions), 0.0), max(max(positions) - side[1], 0.0))
        if any(side[0] - 4 <= p <= side[1] + 4 for p in positions) and min(beyond) <= 12 and max(beyond) <= room:
            for r in comb:
                gone.add(id(r))
                grown = around(grown, Rect(r.x0, r.y0, r.x1, r.y1))
    rest = [r for r in rulings if id(r) not in gone]
    for r in rest:  # the upright axis that stands on an end of the level one, left of the first column
        foot = abs(r.y1 - grown.y1) < 2 and (abs(r.x0 - grown.x0) < 2 or abs(r.x0 - grown.x1) < 2)
        if r.x0 == r.x1 and foot and rect.y0 - 60 < r.y0 < rect.y0 + 2 and gone:
            gone.add(id(r))
            grown = around(grown, Rect(r.x0, r.y0, r.x1, r.y1))
    rest = [r for r in rest if id(r) not in gone]
    frame = _frame(grown, rest)
    if frame is not None:
        sides = [r for r in rest if _on_frame(r, frame)]
        kept = {id(r) for r in sides}
        return frame, [r for r in rest if id(r) not in kept]
    return grown, rest


def _on_frame(r: Ruling, frame: Rect) -> bool:
    if r.y0 == r.y1:
        return (abs(r.y0 - frame.y0) < 2 or abs(r.y0 - frame.y1) < 2) and r.x0 >= frame.x0 - 2 and r.x1 <= frame.x1 + 2
    return (abs(r.x0 - frame.x0) < 2 or abs(r.x0 - frame.x1) < 2) and r.y0 >= frame.y0 - 2 and r.y1 <= frame.y1 + 2


def _frame(rect: Rect, rulings: Sequence[Ruling]) -> Rect | None:
    """The closed box of four single rules closely around the figure, which no other rule touches; None if there is none."""
    margin = 130.0
    tops = [r for r in rulings if r.y0 == r.y1 and rect.y0 - 60 <= r.y0 <= rect.y0 + 2 and r.x0 <= rect.x0 and r.x1 >= rect.x1]
    for top in sorted(tops, key=lambda r: -r.y0):
        bottoms = [
            r for r in rulings if r.y0 == r.y1 and rect.y1 - 2 <= r.y0 <= rect.y1 + 60 and abs(r.x0 - top.x0) < 2 and abs(r.x1 - top.x1) < 2
        ]
        for bottom in sorted(bottoms, key=lambda r: r.y0):
            sides = [
                r
                for r in rulings
                if r.x0 == r.x1
                and (abs(r.x0 - top.x0) < 2 or abs(r.x0 - top.x1) < 2)
                and abs(r.y0 - top.y0) < 2
                and abs(r.y1 - bottom.y0) < 2
            ]
            if len(sides) >= 2 and rect.x0 - top.x0 < margin and top.x1 - rect.x1 < margin:
                return Rect(top.x0, top.y0, top.x1, bottom.y0)
    return None


def _with_labels(rect: Rect, glyphs: Glyphs, rulings: Sequence[Ruling]) -> Rect:
    """The figure grown by the labels that stand right beside it, within its height, and not beyond a rule."""
    walls = [r for r in rulings if r.x0 == r.x1 and r.y0 < rect.y1 - 4 and r.y1 > rect.y0 + 4]
    tall = 1.3 * (rect.y1 - rect.y0)
    left = max((r.x0 for r in walls if r.x0 < rect.x0 - 4 or r.x0 <= rect.x0 and r.y1 - r.y0 > tall), default=0.0)
    right = min((r.x0 for r in walls if r.x0 > rect.x1 + 4 or r.x0 >= rect.x1 and r.y1 - r.y0 > tall), default=1e9)
    level = [s for s in glyphs.spans if not s[6] & Style.TURNED and rect.y0 - 16 <= (s[3] + s[4]) / 2 <= rect.y1 + 16]
    near = [g for g in Glyphs(level) if left <= (g[0] + g[2]) / 2 <= right]
    grown = rect
    rows = [runs_of(row) for row in rows_of(Glyphs.of(near))]
    for run in (*_names_of_bars(rows, rect), *_names_of_columns(rows, rect)):
        grown = around(grown, Rect(run[0][0], min(g[1] for g in run), run[-1][2], max(g[3] for g in run)))
    for runs in rows:
        for run in runs:
            x0, x1 = run[0][0], run[-1][2]
            y = (run[0][1] + run[0][3]) / 2
            left_of = x1 <= rect.x0 + 4 and rect.x0 - x1 < 14
            right_of = x0 >= rect.x1 - 4 and x0 - rect.x1 < 14
            beside = rect.y0 - 2 <= y <= rect.y1 + 2 and (left_of or right_of)
            inside = rect.y0 - 2 <= y <= rect.y1 + 2 and x0 >= rect.x0 - 4 and x1 <= rect.x1 + 60
            scale = "".join(g[4] for g in run)
            axis = (rect.y0 - 16 <= y < rect.y0 or rect.y1 < y <= rect.y1 + 16) and x0 > rect.x0 - 12 and x1 < rect.x1 + 12
            axis = axis and scale.replace(",", "").replace(".", "").replace("%", "").isdigit()
            if beside or inside or axis:
                grown = around(grown, Rect(x0, min(g[1] for g in run), x1, max(g[3] for g in run)))
    return _with_turned_titles(grown, glyphs, left, right)


TITLE_WITHIN = 1.5
"""em; the turned title of an axis stands within this of the numbers of the axis"""


def _with_turned_titles(rect: Rect, glyphs: Glyphs, left: float, right: float) -> Rect:
    """The figure grown by the titles of its upright axes, which are turned by a quarter and stand beside it between its walls."""
    grown = rect
    quartered = [span for span in glyphs.spans if span.style & QUARTERS]
    largest = LARGE * usual_size(glyphs.spans) if quartered else 0.0
    for glyph in Glyphs([span for span in quartered if span.size < largest]):
        x, y, reach = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2, TITLE_WITHIN * glyph.size
        if left <= x <= right and rect.y0 <= y <= rect.y1 and glyph.x1 >= rect.x0 - reach and glyph.x0 <= rect.x1 + reach:
            grown = around(grown, Rect(*glyph[:4]))
    return grown


def _names_of_bars(rows: Sequence[Sequence[Sequence[Glyph]]], rect: Rect) -> list[Sequence[Glyph]]:
    """The column of names at some distance left of the bars: one to a row, in line with each other, none a mere number."""
    names = []
    for runs in rows:
        left = [run for run in runs if run[-1][2] <= rect.x0 + 4 and rect.y0 - 2 <= (run[0][1] + run[0][3]) / 2 <= rect.y1 + 2]
        if len(left) > 1 or left and "".join(g[4] for g in left[0]).replace(",", "").isdigit():
            return []
        names += left
    if len(names) < 2 or any(rect.x0 - run[-1][2] > TOLERANCES.bar_names for run in names):
        return []
    starts, ends = [run[0][0] for run in names], [run[-1][2] for run in names]
    return names if min(max(starts) - min(starts), max(ends) - min(ends)) < 2 else []


def _names_of_columns(rows: Sequence[Sequence[Sequence[Glyph]]], rect: Rect) -> list[Sequence[Glyph]]:
    """The names in the line right below the columns: several, apart from each other, none of them beyond the chart."""
    for runs in rows:
        y = (runs[0][0][1] + runs[0][0][3]) / 2
        if rect.y1 < y <= rect.y1 + 16:
            within = all(rect.x0 - 12 < run[0][0] and run[-1][2] < rect.x1 + 12 for run in runs)
            return list(runs) if within and len(runs) > 1 else []
    return []
