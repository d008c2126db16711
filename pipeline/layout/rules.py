"""Horizontal rules as tables without walls have them: segments at one height, cut where columns part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pipeline.geometry.clusters import firsts, lanes
from pipeline.geometry.intervals import Interval, overlap, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.gutters import white_of
from pipeline.layout.runs import Run, are_names, between, has_numbers_behind_name, is_number, text_lines
from pipeline.pages.model import Area, Ruling

SNAP, TOUCH, SAME_EDGE = TOLERANCES.snap, TOLERANCES.touch, TOLERANCES.same_edge
LAST_FEW = 12
"""rules; one that goes on at the same height is among so many before it"""
_height, _start = attrgetter("y0"), attrgetter("x0")
PRECISE = 1
"""decimals of a point; cuts that agree so far are one"""


@dataclass(slots=True)
class Rule:
    """All horizontal segments at one height that belong together; a ``virtual`` one is drawn nowhere: a page's end stands for it."""

    y: float
    x0: float
    x1: float
    segments: list[Interval]
    color: int
    virtual: bool = False

    @property
    def extent(self) -> Interval:
        return self.x0, self.x1

    @property
    def cuts(self) -> tuple[float, ...]:
        """Where segments meet."""
        return tuple(round(end, PRECISE) for (_, end), _ in pairwise(self.segments))

    def at(self, y: float, *, virtual: bool = False) -> Rule:
        """Such a rule at another height."""
        return Rule(y, self.x0, self.x1, list(self.segments), self.color, virtual)


def rules_of(rulings: Sequence[Ruling]) -> list[Rule]:
    """Horizontal rules from the top down; segments at one height with a gap between them are two rules, and so are one over all columns
    and the pieces at its height: a table ends or begins there."""
    rules: list[Rule] = []
    for drawn in sorted(_drawn(rulings), key=lambda rule: (round(rule.y), rule.x0)):
        level = [rule for rule in rules[-LAST_FEW:] if abs(rule.y - drawn.y) <= SNAP]
        mate = next((rule for rule in level if abs(drawn.x0 - rule.x1) <= TOUCH), None)
        if mate is not None:
            mate.segments += drawn.segments
            mate.x1 = max(mate.x1, drawn.x1)
        elif not any(rule.y != drawn.y and reaches(rule.extent, drawn.extent, TOUCH) for rule in level):
            rules.append(drawn)
    return sorted(rules, key=lambda rule: (rule.y, rule.x0))


def _drawn(rulings: Sequence[Ruling]) -> Iterator[Rule]:
    """What is drawn at one height and meets: the cells above and below each have their own pieces, and a rule is cut wherever one of
    these ends. What is drawn on a rule over all of it, as a heavier side of some cells, cuts none."""
    for lane in lanes(sorted(rulings, key=_height), _height, TOLERANCES.double):
        for part in _meeting(lane):
            extent = part[0].x0, max(ruling.x1 for ruling in part)
            pieces = [ruling for ruling in part if not reaches((ruling.x0, ruling.x1), extent, TOUCH)]
            ends = firsts((x for ruling in pieces for x in (ruling.x0, ruling.x1)), TOUCH)
            is_under = part[0] in pieces and reaches((ends[0], ends[-1]), extent, TOUCH)
            if is_under:
                yield Rule(lane[0].y0, *extent, list(pairwise(ends)), lane[0].color)
            if len(pieces) < len(part):
                yield Rule(lane[0].y0, *extent, [extent], lane[0].color)


def _meeting(rulings: Iterable[Ruling]) -> list[list[Ruling]]:
    """Rulings at one height by stretches without a gap, from the left."""
    parts: list[list[Ruling]] = []
    end = -float("inf")
    for ruling in sorted(rulings, key=_start):
        if ruling.x0 > end + TOUCH:
            parts.append([])
        parts[-1].append(ruling)
        end = max(end, ruling.x1)
    return parts


def closed_under_shades(rules: list[Rule], fills: Sequence[Area]) -> list[Rule]:
    """The rules, of which one is as wide as another though it is not drawn under all cells of a shaded row, as under those of a header
    that are merged with the line above (「thead tr:last-child th」): the shades side by side end at its height all the same."""
    found: list[Rule] = []
    wider: list[Rule] = []
    for rule in rules:
        if any(abs(rule.y - whole.y) <= SNAP and reaches(whole.extent, rule.extent, TOUCH) for whole in wider):
            continue
        cells = [(fill.x0, fill.x1) for fill in fills if abs(fill.y1 - rule.y) < TOUCH and not _goes_on_below(fill, fills)]
        whole = _over_cells(rule, cells, rules) if len(cells) > 1 else rule
        wider += [whole] if whole is not rule else []
        found.append(whole)
    return found


def _goes_on_below(shade: Area, fills: Sequence[Area]) -> bool:
    """Whether a shade ends where another of its colour begins under all of it: one cell is painted line by line."""
    extent = shade.x0, shade.x1
    return any(abs(f.y0 - shade.y1) < TOUCH and f.color == shade.color and reaches((f.x0, f.x1), extent, TOUCH) for f in fills)


def _over_cells(rule: Rule, cells: Sequence[Interval], rules: Sequence[Rule]) -> Rule:
    """The rule from the first to the last of some cells side by side, where another is as wide and it is drawn under one of them."""
    gaps = [cell for cell in cells if not reaches(rule.extent, cell, SAME_EDGE)]
    segments = sorted([*rule.segments, *gaps])
    whole = Rule(rule.y, segments[0][0], max(end for _, end in segments), segments, rule.color)
    are_beside = all(0 <= after[0] - before[1] + SAME_EDGE < 2 * SAME_EDGE for before, after in pairwise(whole.segments))
    is_whole = not same_extent(rule, whole) and any(same_extent(other, whole) for other in rules)
    return whole if is_whole and len(gaps) < len(cells) and are_beside else rule


def closed_under_corner(rules: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    """The rules, of which one under the names of a header is as wide as that over them, though it is not drawn under the corner: its cell
    is of several lines, and the border that of the last line's cells (「thead tr:last-child th」). Where a rule before it is at its height
    a cell between the two goes on."""
    found: list[Rule] = []
    for rule in rules:
        is_alone = not any(other is not rule and abs(other.y - rule.y) <= SNAP for other in rules)
        top = next((above for above in reversed(found) if is_alone and _goes_on_before(above, rule)), None)
        found.append(_over_corner(rule, top) if top is not None and _is_under_header(rule, top, runs) else rule)
    return found


def _goes_on_before(above: Rule, rule: Rule) -> bool:
    """Whether a rule begins left of another and ends where it does."""
    return above.x0 < rule.x0 - SAME_EDGE and abs(above.x1 - rule.x1) <= SAME_EDGE


def _is_under_header(rule: Rule, top: Rule, runs: Sequence[Run]) -> bool:
    """Whether names alone stand between two rules, also before the lower, and under this a row of a name before it and numbers; under the
    names of groups the next line is one of names."""
    header = band(runs, top, rule)
    below = [run for run in runs if run.y > rule.y and reaches(top.extent, (run.x, run.x), SAME_EDGE)]
    row = next(iter(text_lines(below)), [])
    names = [run for run in row if run.x < rule.x0]
    has_corner = any(run.x < rule.x0 for run in header) and are_names(header)
    return has_corner and len(names) == 1 and not is_number(names[0].text) and has_numbers_behind_name(row)


def _over_corner(rule: Rule, top: Rule) -> Rule:
    """The rule from the side of its table; it is in pieces where it was."""
    segments = [(top.x0, rule.x0), *rule.segments] if rule.cuts else [(top.x0, rule.x1)]
    return Rule(rule.y, top.x0, rule.x1, segments, rule.color)


def same_extent(a: Rule, b: Rule) -> bool:
    return abs(a.x0 - b.x0) <= SAME_EDGE and abs(a.x1 - b.x1) <= SAME_EDGE


def next_as_wide(rules: Sequence[Rule]) -> int | None:
    """The place of the next rule as wide as the first of some; None where there is none."""
    return next((n for n, rule in enumerate(rules[1:], 1) if same_extent(rule, rules[0])), None)


def within(inner: Rule | Run, outer: Rule) -> bool:
    """Whether something ends between the ends of a rule."""
    return reaches(outer.extent, (inner.x0, inner.x1), SAME_EDGE)


def beside(rule: Rule, other: Rule) -> bool:
    """Whether no part of a rule lies above or below another."""
    return overlap(rule.extent, other.extent) <= SAME_EDGE


def band(runs: Sequence[Run], top: Rule, bottom: Rule) -> list[Run]:
    """The runs whose middle lies between two rules."""
    return [run for run in between(runs, (top.y, bottom.y)) if reaches(top.extent, (run.x, run.x), SAME_EDGE)]


def cuts_of(top: Rule, bottom: Rule, inside: Sequence[Rule], fills: Sequence[Area]) -> tuple[float, ...]:
    """Columns by the cuts of the rules around and inside a band, and by the sides of the cells shaded there."""
    sides = [x for f in fills if reaches((top.y, bottom.y), (f.y0, f.y1), TOUCH) for x in (f.x0, f.x1)]
    inner = [x for rule in inside for x in (*rule.cuts, *rule.extent)]
    found: list[float] = []
    for cut in sorted({*top.cuts, *bottom.cuts, *sides, *inner}):
        if top.x0 + SAME_EDGE < cut < top.x1 - SAME_EDGE and (not found or cut - found[-1] > SAME_EDGE):
            found.append(cut)
    return tuple(found)


def columns_between(
    top: Rule, bottom: Rule, rules: Sequence[Rule], full: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> tuple[float, ...]:
    """Where columns part between two of a table's rules: by the rules and shaded cells there, and, where none shows its columns, by
    the gaps in all its text."""
    cuts = cuts_of(top, bottom, [rule for rule in rules if top.y < rule.y < bottom.y], fills)
    if cuts and (are_cut(full, rules) or not any(rule.cuts for rule in full)):
        return cuts
    white = white_of([run for above, below in pairwise(full) for run in band(runs, above, below)])
    free = [gap for gap in white if not any(gap[0] <= cut <= gap[1] for cut in cuts)]
    return tuple(sorted({*cuts, *(_end_in(gap, rules) for gap in free)}))


def _end_in(gap: Interval, rules: Sequence[Rule]) -> float:
    """Where a rule ends in the white between columns, or else its middle."""
    ends = (end for rule in rules for end in rule.extent)
    return next((end for end in ends if gap[0] <= end <= gap[1]), (gap[0] + gap[1]) / 2)


def are_cut(full: Sequence[Rule], rules: Sequence[Rule]) -> bool:
    """Whether one of a table's rules is drawn in pieces, one a column; those of which the first ends as a shorter rule below the name of
    a group does are drawn for that."""
    names = [rule.x1 for rule in rules if abs(rule.x0 - full[0].x0) <= SAME_EDGE and not same_extent(rule, full[0])]
    return any(all(abs(cut - end) > SAME_EDGE for end in names) for rule in full for cut in rule.cuts)


def agree(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether rules are cut at the same places, but for those where only one is."""
    fewer, more = sorted((a, b), key=len)
    return all(any(abs(x - y) <= SAME_EDGE for y in more) for x in fewer)


def with_page_ends(rules: list[Rule], runs: Sequence[Run]) -> list[Rule]:
    """The rules and, where text stands above the first or below the last, a rule at its end: a page break may have cut a table.

    Where the first or the last stands behind a name of several rows, the rest of its table is as wide as the others: the break cut
    the name's cell, and there is a rule over or under all of it.
    """
    first, last = rules[0], rules[-1]
    top, bottom = _whole(rules, runs), _whole(rules[::-1], runs)
    above = [r.y0 - TOLERANCES.margin for r in runs if r.y1 <= first.y + TOLERANCES.over and overlap(first.extent, (r.x0, r.x1)) > 0]
    below = [r.y1 + TOLERANCES.margin for r in runs if r.y0 >= last.y - TOLERANCES.over and overlap(last.extent, (r.x0, r.x1)) > 0]
    above += [first.y] if top is not first else []
    below += [last.y] if bottom is not last else []
    before = [top.at(min(above), virtual=True)] if above else []
    after = [bottom.at(max(below), virtual=True)] if below else []
    return [*before, *rules, *after]


def _whole(rules: Sequence[Rule], runs: Sequence[Run]) -> Rule:
    """The first of some rules, or the first over all columns where those before it begin behind a name that stands for several rows: they
    are cut by columns too, or the name stands there."""
    first = rules[0]
    whole = next((rule for rule in rules if not same_extent(rule, first)), first)
    is_wider = whole.x0 < first.x0 and abs(whole.x1 - first.x1) <= SAME_EDGE
    is_cut = bool(first.cuts) and agree(first.cuts, whole.cuts)
    return whole if is_wider and (is_cut or _has_name_beside(first, whole, runs)) else first


def _has_name_beside(short: Rule, whole: Rule, runs: Sequence[Run]) -> bool:
    """Whether something stands between two rules before the shorter one, and nothing there goes on over where that begins."""
    top, bottom = sorted((short.y, whole.y))
    before = [run for run in between(runs, (top, bottom)) if whole.x0 - SAME_EDGE <= run.x0 < short.x0]
    return bool(before) and all(run.x1 <= short.x0 + SAME_EDGE for run in before)
