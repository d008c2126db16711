"""What belongs to a figure beside the shapes that it is made of: its grid lines, axes and frame, and the labels beside its bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.geometry.rect import Rect, around, distance
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import rows_of, runs_of
from pipeline.pages.model import Glyphs, Ruling, Style
from pipeline.pages.turning import QUARTERS
from pipeline.pages.watermarks import LARGE, usual_size


def with_frame(picture: Rect, rulings: list[Ruling]) -> tuple[Rect, list[Ruling]]:
    """A picture, which has its axes and labels in itself, grown by the frame drawn closely around it; and the rulings that remain."""
    frame = _frame(picture, rulings)
    if frame is None:
        return picture, rulings
    sides = [r for r in rulings if _on_frame(r, frame)]
    rest = [r for r in rulings if r not in sides]
    touched = any(distance(Rect(*r[:4]), frame) <= TOLERANCES.frame_touch for r in rest)
    return (picture, rulings) if touched else (frame, rest)


def with_rules(rect: Rect, rulings: list[Ruling]) -> tuple[Rect, bool, list[Ruling]]:
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
    for r in _along_foot(gone, rulings, rect):
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


def _along_foot(axes: Iterable[Ruling], rulings: Sequence[Ruling], rect: Rect) -> Iterator[Ruling]:
    """The level axis, in one piece or in several, from the foot of the upright one at which lying bars begin: it goes on to the last number
    of its scale, however far below the last of the bars it stands."""
    upright = [r for r in axes if r.x0 == r.x1 and abs(r.x0 - rect.x0) < OVER_SIDE]
    foot, end = max((r.y1 for r in upright), default=0.0), max((r.x0 for r in upright), default=0.0)
    for r in sorted(r for r in rulings if r.y0 == r.y1 and abs(r.y0 - foot) < SAME_END):
        if abs(r.x0 - end) < SAME_END and r.x1 <= rect.x1 + OVER_END:
            end = r.x1
            yield r


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


def with_labels(rect: Rect, glyphs: Glyphs, rulings: Sequence[Ruling]) -> Rect:
    """The figure grown by the labels that stand right beside it, within its height, and not beyond a rule."""
    left, right = _walls(rect, rulings)
    level = [s for s in glyphs.spans if not s.style & Style.TURNED and rect.y0 - AXIS_ROW <= (s.y0 + s.y1) / 2 <= rect.y1 + AXIS_ROW]
    near = [g for g in Glyphs(level) if left <= (g.x0 + g.x1) / 2 <= right]
    rows = _without_text_beside([runs_of(row) for row in rows_of(Glyphs.of(near))], rect)
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


def _without_text_beside(rows: Sequence[Sequence[Glyphs]], rect: Rect) -> list[list[Glyphs]]:
    """The runs without those of a text that runs past the figure at one side, as it does beside a picture or a box with an aside: a line
    there is longer than any label."""
    long = (run for runs in rows for run in runs if len(run) > LONGEST_LABEL and _is_beside(run, rect))
    sides = {_side(run, rect) for run in long} - {""}
    kept = ([run for run in runs if _side(run, rect) not in sides] for runs in rows)
    return [runs for runs in kept if runs]


LONGEST_LABEL = 20
"""glyphs"""


def _side(run: Glyphs, rect: Rect) -> str:
    """At which side of the figure a run stands; "" where it is over or under it."""
    if run[-1].x1 <= rect.x0 + OVER_SIDE:
        return "left"
    return "right" if run[0].x0 >= rect.x1 - OVER_SIDE else ""


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
        if left and "".join(left[0].texts).replace(",", "").isdigit():
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
