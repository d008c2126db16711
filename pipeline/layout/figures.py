"""Charts and pictures told from tables and text by what they are drawn with.

A bar is a filled rectangle without text in it whose sides are no rules; a line or pie chart is made of slanted and curved
shapes; a picture is an image. Seeds that lie together make a figure; its grid lines, its frame and the labels beside its
bars belong to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.rect import Rect, around, distance, has_middle_in
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
    pictures = [r for r in _clusters([Rect(*a[:4]) for a in page.pictures]) if _is_picture(r, page) and not _is_ground(r, page)]
    drawn = [*_drawings(page, slashes), *_bars(page)]
    rulings = list(page.rulings)
    figures: list[Rect] = []
    for rect in [part for whole in _clusters([*pictures, *drawn]) for part in _pictures_apart(whole, drawn, page)]:
        if any(distance(rect, seed) <= 0 for seed in drawn):
            grown, is_framed, rulings = _with_rules(rect, rulings)
            figures.append(grown if is_framed else _with_labels(grown, page.glyphs, rulings))
        else:
            framed, rulings = _with_frame(rect, rulings)
            figures.append(framed)
    return figures, tuple(rulings)


def _drawings(page: Page, slashes: Collection[Rect]) -> list[Rect]:
    """The shapes that are no marks around a character, nor lines through a cell, nor sides of a round box around a line of text."""
    rects = [Rect(*shape[:4]) for shape in page.shapes]
    large = [r for r in rects if max(r.x1 - r.x0, r.y1 - r.y0) > TOLERANCES.small_shape and r not in slashes]
    flat = [r for r in large if r.y1 - r.y0 < TOLERANCES.flat_side]
    sides = {side for top in flat for bottom in flat if _are_sides_of_box(top, bottom, page) for side in (top, bottom)}
    return [r for r in large if r not in sides]


def _are_sides_of_box(top: Rect, bottom: Rect, page: Page) -> bool:
    """Whether two flat shapes are the round ends of a box with a line of text in it, drawn side by side."""
    if not 0 < bottom.y0 - top.y1 < TOLERANCES.box_height or abs(top.x0 - bottom.x0) + abs(top.x1 - bottom.x1) > TOLERANCES.same_edge:
        return False
    return any(_is_in(glyph, Rect(top.x0, top.y1, top.x1, bottom.y0)) for glyph in page.glyphs)


def _may_be_bar(fill: Area) -> bool:
    return fill.y1 - fill.y0 >= LEAST_BAR[1] and fill.x1 - fill.x0 >= LEAST_BAR[0] and luminance(fill.color) < LIGHT


LEAST_BAR = TOLERANCES.bar_width, TOLERANCES.bar_height


def _pictures_apart(rect: Rect, drawn: Sequence[Rect], page: Page) -> list[Rect]:
    """The pictures of a cluster one by one, where text stands between them: each of them stands beside another table, one under the
    other, and lines that are pictures are none. A cluster with anything drawn in it is a chart."""
    if any(distance(rect, seed) <= 0 for seed in drawn):
        return [rect]
    parts = _clusters([Rect(*a[:4]) for a in page.pictures if _lies_within(a, rect)], TILED)
    pictures = [part for part in parts if _is_picture(part, page)]
    if not pictures or not any(_is_in(g, rect) and not any(_is_in(g, part) for part in parts) for g in page.glyphs):
        return [rect]
    return pictures


def _is_in(glyph: Glyph, rect: Rect) -> bool:
    return rect.x0 < (glyph.x0 + glyph.x1) / 2 < rect.x1 and rect.y0 < (glyph.y0 + glyph.y1) / 2 < rect.y1


def _lies_within(area: Area, rect: Rect) -> bool:
    return rect.x0 <= area.x0 and rect.y0 <= area.y0 and area.x1 <= rect.x1 and area.y1 <= rect.y1


TILED = TOLERANCES.strip_gap


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


def _is_ground(area: Rect, page: Page) -> bool:
    """Whether text is printed on a picture in ruled cells: the shadow or ground of a table, or of a label's cell."""
    written = sum(area.x0 <= g.x0 and g.x1 <= area.x1 and area.y0 <= g.y0 and g.y1 <= area.y1 for g in page.glyphs)
    if written > WRITTEN and _is_crossed(area, page.rulings):
        return True
    return written > 0 and area.y1 - area.y0 <= TOLERANCES.box_height and not _without_borders([Area(*area, -1)], page.rulings)


def _is_crossed(area: Rect, rulings: Sequence[Ruling]) -> bool:
    """Whether rules both ways run in an area and along its sides."""
    here = Rect(area.x0 - BORDER, area.y0 - BORDER, area.x1 + BORDER, area.y1 + BORDER)
    inside = [r for r in rulings if has_middle_in(r, here)]
    heights, places = {round(r.y0) for r in inside if r.y0 == r.y1}, {round(r.x0) for r in inside if r.x0 == r.x1}
    return len(heights) > 2 and len(places) > 2


def _bars(page: Page) -> list[Rect]:
    """The rectangles around the bars of each chart: at least two fills that stand on a common line."""
    fills = [fill for fill in page.fills if _may_be_bar(fill)]
    text = _Text(page.glyphs)
    rows = _shaded_rows(fills, text)
    bare = _without_borders([f for f in fills if not text.is_in(f)], page.rulings)
    free = [Rect(*f[:4]) for f in bare if not _is_in_shaded_row(f, rows)]
    free += [thin for ruling in page.rulings if (thin := _as_thin_bar(ruling, bare)) is not None]
    return [around(*chart) for chart in _charts(free) if len(chart) > 1 and not _accents(chart)]


def _as_thin_bar(ruling: Ruling, bars: Sequence[Area]) -> Rect | None:
    """The bar of a small amount that is as thin as a rule: of a bar's colour, as broad as that, on the same line; None for a rule."""
    x0, y0, x1, y1, thickness, color = ruling
    if thickness < LEAST_BAR[0]:
        return None
    if x0 == x1:
        mates = (bar for bar in bars if abs((bar.y1 - bar.y0) - (y1 - y0)) < SAME_SIDE)
        return _on_line_with(Rect(x0 - thickness / 2, y0, x1 + thickness / 2, y1), color, mates, (0, 2))
    mates = (bar for bar in bars if abs((bar.x1 - bar.x0) - (x1 - x0)) < SAME_SIDE)
    return _on_line_with(Rect(x0, y0 - thickness / 2, x1, y1 + thickness / 2), color, mates, (1, 3))


def _on_line_with(thin: Rect, color: int, bars: Iterable[Area], sides: Sequence[int]) -> Rect | None:
    return thin if any(bar.color == color and any(abs(bar[n] - thin[n]) < SAME_SIDE for n in sides) for bar in bars) else None


def _without_borders(fills: Sequence[Area], rulings: Sequence[Ruling]) -> list[Area]:
    """The fills that have no rules at two of their sides or more."""
    level = sorted([(y0, x0, x1) for x0, y0, x1, *_ in rulings])
    upright = sorted([(x0, y0, y1) for x0, y0, _, y1, *_ in rulings])
    return [fill for fill in fills if _free_sides(fill, level, upright) >= 2]


def _charts(bars: Sequence[Rect]) -> list[list[Rect]]:
    """Bars by charts: two that are aligned at one of their sides and stand near each other are of one, and so on."""
    groups = DisjointSet(len(bars))
    for side in range(len(Rect._fields)):
        across = 1 - side % 2  # bars that share a left or right side follow each other downwards
        for lane in _lanes(bars, side):
            lane.sort(key=lambda k: bars[k][across])
            reach, last = -float("inf"), lane[0]
            for k in lane:
                if bars[k][across] - reach < NEAR * TOLERANCES.bar_gap:
                    groups.join(last, k)
                reach, last = bars[k][across + 2], k
    charts: dict[int, list[Rect]] = {}
    for k, bar in enumerate(bars):
        charts.setdefault(groups.find(k), []).append(bar)
    return list(charts.values())


def _lanes(bars: Sequence[Rect], side: int) -> Iterator[list[int]]:
    """The places in the list of the bars by where they have this side: each within ``SAME_SIDE`` of the one before."""
    lane: list[int] = []
    for k in sorted(range(len(bars)), key=lambda k: bars[k][side]):
        if lane and bars[k][side] - bars[lane[-1]][side] >= SAME_SIDE:
            yield lane
            lane = []
        lane.append(k)
    if lane:
        yield lane


SAME_SIDE, SAME_STRIP = TOLERANCES.same_side, TOLERANCES.same_strip
NEAR = 1.5
"""times the usual gap between bars, at most, part those of one chart"""


def _accents(bars: Sequence[Rect]) -> bool:
    """Whether these are the equal narrow strips that stand before headings, one under the other."""
    first = bars[0]
    same = all(abs(b.x0 - first.x0) < SAME_STRIP and abs(b.x1 - first.x1) < SAME_STRIP for b in bars)
    return same and first.x1 - first.x0 <= TOLERANCES.accent


def _free_sides(fill: Area, level: Sequence[Rule], upright: Sequence[Rule]) -> int:
    left, top, right, bottom, _ = fill
    ruled = [_is_ruled(side, left, right, level) for side in (top, bottom)]
    ruled += [_is_ruled(side, top, bottom, upright) for side in (left, right)]
    return ruled.count(False)


Rule = tuple[float, float, float]
"""Place, start and end of a rule."""


def _is_ruled(side: float, start: float, end: float, rules: Sequence[Rule]) -> bool:
    """Whether one of the rules, in order, goes along a side of a fill."""
    near = rules[bisect_left(rules, (side - BORDER,)) : bisect_right(rules, (side + BORDER,))]
    return any(low <= start + BORDER and high >= end - BORDER for _, low, high in near)


BORDER = TOLERANCES.along_fill


class _Text:
    """Where a page's level text stands, to be asked for many areas."""

    def __init__(self, glyphs: Glyphs) -> None:
        placed = sorted(((s.y0 + s.y1) / 2, k) for k, s in enumerate(glyphs.spans) if not s.style & Style.TURNED)
        self._heights = [height for height, _ in placed]
        self._spans = [glyphs.spans[k] for _, k in placed]

    def is_in(self, area: Area) -> bool:
        """Whether the middle of a glyph lies in an area."""
        level = self._spans[bisect_left(self._heights, area.y0) : bisect_right(self._heights, area.y1)]
        return any(area.x0 <= (x0 + x1) / 2 <= area.x1 for span in level for x0, x1 in zip(span.x0, span.x1, strict=True))


Row = tuple[int, int, int]
"""Top and bottom of a row of fills, to the point, and their colour."""


def _shaded_rows(fills: Sequence[Area], text: _Text) -> dict[Row, list[Area]]:
    """The fills with text in them, by row."""
    rows: dict[Row, list[Area]] = {}
    for fill in fills:
        if text.is_in(fill):
            rows.setdefault((round(fill.y0), round(fill.y1), fill.color), []).append(fill)
    return rows


def _is_in_shaded_row(fill: Area, rows: Mapping[Row, Sequence[Area]]) -> bool:
    """Whether the fill goes on beside itself, as high and of the same colour, with text in it: the empty corner of a header."""
    top, bottom = round(fill.y0), round(fill.y1)
    near = (rows.get((y0, y1, fill.color), ()) for y0 in (top - 1, top, top + 1) for y1 in (bottom - 1, bottom, bottom + 1))
    return any(min(abs(other.x0 - fill.x1), abs(other.x1 - fill.x0)) < BESIDE_FILL for row in near for other in row)


BESIDE_FILL = TOLERANCES.fill_gap


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


def _with_rules(rect: Rect, rulings: list[Ruling]) -> tuple[Rect, bool, list[Ruling]]:
    """The figure grown by its grid lines, axes and frame, whether it has a frame, which holds all that is its own, and the other
    rulings."""
    combs: dict[tuple[bool, int, int], list[Ruling]] = {}
    for r in rulings:
        start, end = _extent(r)
        combs.setdefault((r.x0 == r.x1, round(start / SAME_END), round(end / SAME_END)), []).append(r)
    gone = {r for comb in combs.values() if _is_of_figure(comb, rect) for r in comb}
    grown = around(rect, *(Rect(*r[:4]) for r in gone))
    for r in rulings:
        if _stands_on_axis(r, grown, rect):
            gone.add(r)
            grown = around(grown, Rect(*r[:4]))
    rest = [r for r in rulings if r not in gone]
    frame = _frame(grown, rest)
    if frame is None:
        return grown, False, rest
    return frame, True, [r for r in rest if not _on_frame(r, frame)]


SAME_END = TOLERANCES.comb_step
OVER_END = TOLERANCES.over_figure
SPREAD, SPREADER = 0.8, TOLERANCES.comb_beside
"""times the figure's side and what is added to it; so far at most a comb goes on beside the figure, on one side of it"""
OTHER_SIDE = TOLERANCES.comb_other_side
OVER_SIDE = TOLERANCES.over_side


def _extent(r: Ruling) -> tuple[float, float]:
    return (r.y0, r.y1) if r.x0 == r.x1 else (r.x0, r.x1)


def _is_of_figure(comb: Sequence[Ruling], rect: Rect) -> bool:
    """Whether rules with common ends are a figure's grid lines or axes: not much over it at an end, one of them in it, and beside it
    on one side only."""
    is_upright = comb[0].x0 == comb[0].x1
    (low, high), side = ((rect.y0, rect.y1), (rect.x0, rect.x1)) if is_upright else ((rect.x0, rect.x1), (rect.y0, rect.y1))
    start, end = _extent(comb[0])
    if start > high or end < low or start < low - OVER_END or end > high + OVER_END:
        return False
    places = [r.x0 if is_upright else r.y0 for r in comb]
    beyond = sorted((max(side[0] - min(places), 0.0), max(max(places) - side[1], 0.0)))
    is_in = any(side[0] - OVER_SIDE <= place <= side[1] + OVER_SIDE for place in places)
    return is_in and beyond[0] <= OTHER_SIDE and beyond[1] <= SPREAD * (side[1] - side[0]) + SPREADER


def _stands_on_axis(r: Ruling, grown: Rect, rect: Rect) -> bool:
    """Whether a rule is the upright axis that stands on an end of the level one, left of the first column."""
    foot = abs(r.y1 - grown.y1) < SAME_END and min(abs(r.x0 - grown.x0), abs(r.x0 - grown.x1)) < SAME_END
    return foot and rect.y0 - AROUND < r.y0 < rect.y0 + SAME_END


AROUND, BESIDE = TOLERANCES.frame_over, TOLERANCES.frame_beside


def _on_frame(r: Ruling, frame: Rect) -> bool:
    """Whether a rule runs along a side of a frame."""
    if r.y0 == r.y1:
        sides, along = (r.y0 - frame.y0, r.y0 - frame.y1), r.x0 >= frame.x0 - SAME_END and r.x1 <= frame.x1 + SAME_END
    else:
        sides, along = (r.x0 - frame.x0, r.x0 - frame.x1), r.y0 >= frame.y0 - SAME_END and r.y1 <= frame.y1 + SAME_END
    return min(map(abs, sides)) < SAME_END and along


def _frame(rect: Rect, rulings: Sequence[Ruling]) -> Rect | None:
    """The closed box of four single rules closely around the figure, which no other rule touches; None if there is none."""
    downwards = sorted(rulings, key=lambda r: r.y0)
    for top in sorted([r for r in downwards if _is_over(r, rect)], key=lambda r: -r.y0):
        for bottom in (r for r in downwards if rect.y1 - SAME_END <= r.y0 <= rect.y1 + AROUND and _have_same_ends(r, top)):
            if sum(_joins(r, top, bottom) for r in rulings) >= 2:
                return Rect(top.x0, top.y0, top.x1, bottom.y0)
    return None


def _is_over(r: Ruling, rect: Rect) -> bool:
    """Whether a level rule covers the whole head of a figure, and not much more."""
    covers = rect.x0 - BESIDE < r.x0 <= rect.x0 and rect.x1 <= r.x1 < rect.x1 + BESIDE
    return covers and rect.y0 - AROUND <= r.y0 <= rect.y0 + SAME_END


def _have_same_ends(one: Ruling, other: Ruling) -> bool:
    return abs(one.x0 - other.x0) < SAME_END and abs(one.x1 - other.x1) < SAME_END


def _joins(r: Ruling, top: Ruling, bottom: Ruling) -> bool:
    """Whether an upright rule runs from an end of one level rule to that of another."""
    at_end = min(abs(r.x0 - top.x0), abs(r.x0 - top.x1)) < SAME_END
    return at_end and abs(r.y0 - top.y0) < SAME_END and abs(r.y1 - bottom.y0) < SAME_END


def _with_labels(rect: Rect, glyphs: Glyphs, rulings: Sequence[Ruling]) -> Rect:
    """The figure grown by the labels that stand right beside it, within its height, and not beyond a rule."""
    left, right = _walls(rect, rulings)
    level = [s for s in glyphs.spans if not s.style & Style.TURNED and rect.y0 - AXIS_ROW <= (s.y0 + s.y1) / 2 <= rect.y1 + AXIS_ROW]
    near = [g for g in Glyphs(level) if left <= (g.x0 + g.x1) / 2 <= right]
    rows = [runs_of(row) for row in rows_of(Glyphs.of(near))]
    labels = [*_names_of_bars(rows, rect), *_names_of_columns(rows, rect)]
    labels += [run for runs in rows for run in runs if _is_label(run, rect) or _is_scale(run, rect)]
    grown = around(rect, *(Rect(run[0].x0, min(g.y0 for g in run), run[-1].x1, max(g.y1 for g in run)) for run in labels))
    return _with_turned_titles(grown, glyphs, left, right)


AXIS_ROW, AXIS_END = TOLERANCES.axis_row, TOLERANCES.axis_end
LABEL_OFF, KEY = TOLERANCES.label_off, TOLERANCES.key_end
TALL = 1.3
"""times the figure's height; a taller rule at its side is a wall, no axis"""


def _walls(rect: Rect, rulings: Sequence[Ruling]) -> tuple[float, float]:
    """The places of the rules beside a figure beyond which none of its labels stand."""
    upright = [r for r in rulings if r.x0 == r.x1 and r.y0 < rect.y1 - OVER_SIDE and r.y1 > rect.y0 + OVER_SIDE]
    walls = [(r.x0, 0.0 if r.y1 - r.y0 > TALL * (rect.y1 - rect.y0) else OVER_SIDE) for r in upright]
    left = max((x for x, off in walls if x <= rect.x0 - off), default=0.0)
    return left, min((x for x, off in walls if x >= rect.x1 + off), default=1e9)


def _is_beside(run: Glyphs, rect: Rect) -> bool:
    """Whether a run of text stands at the height of the figure."""
    return rect.y0 - SAME_END <= (run[0].y0 + run[0].y1) / 2 <= rect.y1 + SAME_END


def _is_label(run: Glyphs, rect: Rect) -> bool:
    """Whether a run of text stands in the figure or right beside it."""
    x0, x1 = run[0].x0, run[-1].x1
    if not _is_beside(run, rect):
        return False
    is_left = x1 <= rect.x0 + OVER_SIDE and rect.x0 - x1 < LABEL_OFF
    is_right = x0 >= rect.x1 - OVER_SIDE and x0 - rect.x1 < LABEL_OFF
    return is_left or is_right or x0 >= rect.x0 - OVER_SIDE and x1 <= rect.x1 + KEY


def _is_scale(run: Glyphs, rect: Rect) -> bool:
    """Whether a run of text is a number of the axis over or under the figure."""
    number = "".join(run.texts).replace(",", "").replace(".", "").replace("%", "")
    return run[0].x0 > rect.x0 - AXIS_END and run[-1].x1 < rect.x1 + AXIS_END and number.isdigit()


TITLE_WITHIN = 1.5
"""em; the turned title of an axis stands within this of the numbers of the axis"""


def _with_turned_titles(rect: Rect, glyphs: Glyphs, left: float, right: float) -> Rect:
    """The figure grown by the titles of its upright axes, which are turned by a quarter and stand beside it between its walls."""
    grown = rect
    largest = LARGE * usual_size(glyphs.spans)
    for glyph in Glyphs([span for span in glyphs.spans if span.style & QUARTERS and span.size < largest]):
        x, y, reach = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2, TITLE_WITHIN * glyph.size
        if left <= x <= right and rect.y0 <= y <= rect.y1 and glyph.x1 >= rect.x0 - reach and glyph.x0 <= rect.x1 + reach:
            grown = around(grown, Rect(*glyph[:4]))
    return grown


def _names_of_bars(rows: Sequence[Sequence[Glyphs]], rect: Rect) -> list[Glyphs]:
    """The column of names at some distance left of the bars: one to a row, in line with each other, none a mere number."""
    names: list[Glyphs] = []
    for runs in rows:
        left = [run for run in runs if run[-1].x1 <= rect.x0 + OVER_SIDE and _is_beside(run, rect)]
        if len(left) > 1 or left and "".join(left[0].texts).replace(",", "").isdigit():
            return []
        names += left
    if len(names) < 2 or any(rect.x0 - run[-1].x1 > TOLERANCES.bar_names for run in names):
        return []
    starts, ends = [run[0].x0 for run in names], [run[-1].x1 for run in names]
    return names if min(max(starts) - min(starts), max(ends) - min(ends)) < SAME_END else []


def _names_of_columns(rows: Sequence[Sequence[Glyphs]], rect: Rect) -> list[Glyphs]:
    """The names in the line right below the columns: several, apart from each other, none of them beyond the chart."""
    for runs in rows:
        if runs[0][0].y0 + runs[0][0].y1 > 2 * rect.y1:
            within = all(rect.x0 - AXIS_END < run[0].x0 and run[-1].x1 < rect.x1 + AXIS_END for run in runs)
            is_numbered = len(runs) == 2 and len(runs[0]) == 1  # a heading's number, and the heading
            return list(runs) if within and len(runs) > 1 and not is_numbered else []
    return []
