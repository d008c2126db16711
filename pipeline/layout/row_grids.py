"""The cells of a table whose rows are parted by rules and whose columns are seen by text and shades alone.

In come the rules, from the top down, with the text and the filled areas between them; out comes a grid like that of a ruled
table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.geometry.intervals import Interval, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP, RawGrid, grids_between
from pipeline.layout.gutters import common_white, narrowed
from pipeline.layout.header_levels import Levels, foot_of_shaded_header, groups_over, groups_without_rules, levels_of
from pipeline.layout.names import each_has_own, spans_down, within, within_groups
from pipeline.layout.row_edges import NEAR, are_names_beside, row_edges, stripe_edges
from pipeline.layout.row_walls import is_over_all, walls_of
from pipeline.layout.rules import SAME_EDGE, Rule, are_cut, band, cuts_of
from pipeline.layout.runs import (
    Run,
    between,
    columns_of,
    crosses,
    has_numbers_behind_name,
    holds_middle,
    mostly_numbers,
    names_of_groups,
    part_the_same,
    text_lines,
)
from pipeline.layout.segments import Segment
from pipeline.pages.model import Area

RUNNING = 8
"""lines of text; a row of a table has seldom more"""
WHOLE_ROW = 0.95
"""of a table's width; what is painted so wide tells of no column"""
EDGES = 2
"""rules; between no more there is no header"""
THROUGH = 0.3
"""em; a rule so near the middle of a text goes through it: the cell goes over the rows at both its sides"""
LEAST_NAMES = 3
"""edges; a table with names in two columns and numbers has more"""
HEADER_ROWS = 2
"""rows; a header has no more above the names"""
SPACE = 1.6
"""em; rules under names of groups beside each other end no further apart (typesetters trim half an em of each, and less is between)"""
PRECISE = 2
"""decimals of a point; rules that agree so far are one row's edge"""


def grid_of(
    full: Sequence[Rule], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area], *, are_drawn: bool = True
) -> RawGrid | None:
    """The grid of a table; ``full`` are the rules as wide as the table, ``rules`` all within it. None where it is none."""
    left, right = min(rule.x0 for rule in full), max(rule.x1 for rule in full)
    rules = _meeting_in_spaces(rules, runs)
    cuts = _column_edges(full, rules, runs, fills)
    edges = [left, *cuts, right]
    header = _header_levels(full, rules, edges, runs, fills, are_drawn=are_drawn)
    rules = [*rules, *header.rules]
    heights = sorted({round(rule.y, PRECISE) for rule in rules if not _is_under_names(rule, edges)})
    under_names = sorted({round(rule.y, PRECISE) for rule in rules}.difference(heights))
    by_text = _at_rules(_rows_in(heights, (left, *cuts, right), runs, fills), under_names, runs)
    bands = list(pairwise(sorted({*heights, *under_names, *by_text})))
    shades = [*fills, *header.cells]
    painted = [fill for fill in shades if fill.x1 - fill.x0 < WHOLE_ROW * (right - left)]
    wide = [fill for fill in shades if reaches((fill.x0, fill.x1), (left, right), SAME_EDGE)]
    over = [Segment(rule.y, *rule.extent) for rule in rules] + _rows_by_text(by_text, heights, edges, runs, full)
    vertical = [Segment(x, full[0].y, full[-1].y) for x in (left, right)] + walls_of(bands, edges, runs, painted, over, wide)
    horizontal = _drawn(rules, heights, edges, runs, are_drawn=are_drawn) + over[len(rules) :]
    # Rules that all go through texts part nothing: a paragraph is no table.
    return _table(grids_between(horizontal, vertical), full) if horizontal else None


def _meeting_in_spaces(rules: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    """The rules, of which those under the names of two groups beside each other meet in the middle of the space between them."""
    width = SPACE * max((run.size for run in runs), default=0.0)
    found = list(rules)
    for n, (rule, behind) in enumerate(pairwise(rules)):
        if abs(behind.y - rule.y) <= SNAP and SAME_EDGE < behind.x0 - rule.x1 < width:
            middle = (rule.x1 + behind.x0) / 2
            found[n] = _between_ends(found[n], found[n].x0, middle)
            found[n + 1] = _between_ends(behind, middle, behind.x1)
    return found


def _between_ends(rule: Rule, x0: float, x1: float) -> Rule:
    """The rule from one place to another."""
    begins, ends = zip(*rule.segments, strict=True)
    segments = list(zip((x0, *begins[1:]), (*ends[:-1], x1), strict=True))
    return Rule(rule.y, x0, x1, segments, rule.color, rule.virtual)


def _rows_in(heights: Sequence[float], edges: Sequence[float], runs: Sequence[Run], fills: Sequence[Area]) -> list[float]:
    """The edges of rows that the text between rules shows, or that stripes and the text between these show, where one ends at no row
    of the text alone."""
    by_text = row_edges(heights, runs, edges[1:-1])
    stripes = stripe_edges(heights, (edges[0], edges[-1]), edges[1], runs, fills)
    if all(any(part_the_same(stripe, y, runs) for y in (*by_text, *heights)) for stripe in stripes):
        return by_text
    return sorted({*stripes, *row_edges(sorted({*heights, *stripes}), runs, edges[1:-1])})


def _is_under_names(rule: Rule, edges: Sequence[float]) -> bool:
    """Whether a rule is drawn under the name of a group alone, and not under the numbers beside that."""
    return abs(rule.x0 - edges[0]) <= SAME_EDGE and rule.x1 < edges[-2] - SAME_EDGE


def _at_rules(by_text: Sequence[float], rules: Sequence[float], runs: Sequence[Run]) -> list[float]:
    """The edges of rows that the text shows, those next to a rule under a name at its height."""
    reach = NEAR / 2 * max((run.size for run in runs), default=0.0)
    return [next((rule for rule in rules if abs(rule - y) < reach), y) for y in by_text]


def _header_levels(
    full: Sequence[Rule], rules: Sequence[Rule], edges: Sequence[float], runs: Sequence[Run], fills: Sequence[Area], *, are_drawn: bool
) -> Levels:
    """What parts the lines of a header between the first two rules, or the next where a title stands there alone: shades or text, or,
    where a rule is drawn between them, the names over several columns. Where no rule is drawn each line is a row."""
    if not are_drawn and (groups := groups_without_rules(full, edges, runs)).cells:
        return groups
    has_title = len(full) > EDGES and len(band(runs, full[0], full[1])) == 1
    top, bottom = full[1:3] if has_title else full[:2]
    drawn = [rule for rule in rules if top.y + SNAP < rule.y < bottom.y - SNAP]
    if drawn:
        return groups_over(drawn, top, bottom, edges, runs)
    foot = foot_of_shaded_header(top, fills) if len(full) == EDGES else bottom.y
    return levels_of(top, bottom.at(foot), edges, runs, fills) if top.y < foot <= full[-1].y - TOLERANCES.least_row else Levels()


def _drawn(
    rules: Sequence[Rule], heights: Sequence[float], edges: Sequence[float], runs: Sequence[Run], *, are_drawn: bool
) -> list[Segment]:
    """The rules without what goes through the text of a cell over several rows, or, where none is drawn, through a cell whose name before
    others stands in the middle of several."""
    crossed = {(round(rule.y, PRECISE), n) for rule in rules for n in _columns_crossed(rule, edges, runs)}
    if any(n == 0 for _, n in crossed) or not are_drawn and _has_names_beside(edges, runs):
        crossed |= {(y, 0) for y in _within_names(heights, [run for run in runs if run.x < edges[1]])}
    return [Segment(rule.y, *part) for rule in rules for part in _parts_of(rule, edges, crossed)]


def _parts_of(rule: Rule, edges: Sequence[float], crossed: set[tuple[float, int]]) -> list[Interval]:
    """What is left of a rule without the columns, given with heights, that it crosses."""
    columns = sorted((edges[n], edges[n + 1]) for y, n in crossed if y == round(rule.y, PRECISE))
    return [part for segment in rule.segments for part in _without(segment, columns)]


def _has_names_beside(edges: Sequence[float], runs: Sequence[Run]) -> bool:
    """Whether names stand in the second column too, before others."""
    second = [run.text for run in _in_second(edges, runs)]
    return bool(second) and not mostly_numbers(second)


def _in_second(edges: Sequence[float], runs: Sequence[Run]) -> list[Run]:
    """What stands in the second column, where there are others behind it."""
    return [run for run in runs if len(edges) > LEAST_NAMES and edges[1] <= run.x < edges[2]]


def _columns_crossed(rule: Rule, edges: Sequence[float], runs: Sequence[Run]) -> set[int]:
    """The columns in which a rule goes through the middle of a text."""
    through = [run for run in runs if abs(run.y - rule.y) < THROUGH * run.size and reaches(rule.extent, (run.x0, run.x1), SAME_EDGE)]
    return columns_of(through, edges[1:-1])


def _within_names(heights: Sequence[float], names: Sequence[Run]) -> set[float]:
    """The heights between the rows that each of some names, below a header of a row or two, stands in the middle of; none where each row
    below one has a name of its own."""
    if any(each_has_own(heights[first:], names) for first in range(1, min(HEADER_ROWS + 1, len(heights) - 1))):
        return set()
    for first in range(min(HEADER_ROWS + 1, len(heights))):
        below = heights[first:]
        spans = spans_down(below, [run for run in names if run.y > below[0]])
        if spans:
            return within(below, spans)
    return set()


def _without(segment: Interval, columns: Sequence[Interval]) -> list[Interval]:
    """A stretch without those of some columns, given from the left."""
    parts = []
    start, end = segment
    for left, right in columns:
        parts.append((start, min(left, end)))
        start = max(start, right)
    return [(a, b) for a, b in (*parts, (start, end)) if b - a > SAME_EDGE]


def _rows_by_text(
    by_text: Sequence[float], heights: Sequence[float], edges: Sequence[float], runs: Sequence[Run], full: Sequence[Rule]
) -> list[Segment]:
    """The edges of the rows that only the text shows, but for where a name stands in the middle of several."""
    found: list[Segment] = []
    for top, bottom in pairwise(heights):
        inside = [y for y in by_text if top < y < bottom]
        covered = [top, *inside, bottom]
        is_cut = full[0].virtual and top == heights[0], full[-1].virtual and bottom == heights[-1]
        of_groups = _within_groups(covered, between(runs, (top, bottom)), edges, is_cut) if inside else set()
        found += [Segment(y, edges[1] if y in of_groups else edges[0], edges[-1]) for y in inside]
    return found


def _within_groups(ys: Sequence[float], runs: Sequence[Run], edges: Sequence[float], is_cut: tuple[bool, bool]) -> set[float]:
    """The edges of rows that the name of several in the first column goes on over."""
    rows = list(pairwise(ys))
    inner = _in_second(edges, runs)
    second = [run for run in inner if not is_over_all(run, edges[:3]) or _begins_as(run, inner)]
    if not _are_names(second):
        return within(ys, spans_down(ys, [run for run in runs if run.x < edges[1]], is_cut=is_cut))
    first = [run for run in runs if run.x < edges[2] and run not in second]
    return within_groups(ys, [between(first, row) for row in rows], [between(second, row) for row in rows], is_cut=is_cut)


def _begins_as(run: Run, column: Iterable[Run]) -> bool:
    """Whether a text begins where another of its column does."""
    return any(other is not run and abs(other.x0 - run.x0) < TOLERANCES.hair for other in column)


def _are_names(second: Sequence[Run]) -> bool:
    """Whether what stands in the second column are names, as words or ages are, and no bare number."""
    texts = [run.text for run in second]
    is_bare = any(text.replace(",", "").isdecimal() for text in texts)
    return bool(texts) and not is_bare and (are_names_beside(second) or not mostly_numbers(texts))


def _table(grids: Sequence[RawGrid], full: Sequence[Rule]) -> RawGrid | None:
    """The grid between these rules, which all have one extent, if it has several columns and rows."""
    grid = next((grid for grid in grids if len(grid.xs) > 2 and len(grid.cells) > 2), None)
    if grid is not None:
        grid.color = full[0].color
        grid.ruled, grid.open_top, grid.open_bottom = "rows", full[0].virtual, full[-1].virtual
    return grid


def _column_edges(full: Sequence[Rule], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> tuple[float, ...]:
    """Where columns part: at the cuts of rules and the sides of shaded cells, and, where no rule has a piece for each, in the white of all
    rows.

    Running text at the end (a frame's reasons under its goals), with its heading, tells nothing of the columns above. Of two
    cuttings into as many columns, the one that cuts fewer texts of rows that fill most columns is right (in others a text may stand in
    the middle of several), and then the one with less white between them, which heeds more of the text.
    """
    cuts = cuts_of(full[0], full[-1], rules[1:-1], fills)
    if are_cut(full, rules):
        return (*_cut_of_groups(full, cuts[:1], runs), *cuts)
    lined = [full[0].at(y) for y in sorted({rule.y for rule in (*rules, *full)})]
    rows = [[band(runs, above, below) for above, below in pairwise(of)] for of in (full, lined)]
    whole = _of_most_columns(rows[1])
    rows += [of[:-k] for of in rows for k in (1, 2) if len(of) > k + 2 and len(text_lines(of[-1])) > RUNNING]
    rows += map(_without_lone_names, rows[:2])
    best = max(map(common_white, rows), key=lambda found: (len(found), -_cut_by(found, whole), sum(low - high for low, high in found)))
    own = narrowed(common_white(whole), runs) if len(whole) > 1 else []
    white = own if len(own) == len(best) and _cut_by(own, whole) < _cut_by(best, whole) else best
    known = [full[0].x0, *cuts, full[0].x1]
    parting = _parting([(low + high) / 2 for low, high in white], known, _without_shaded_names(rows[1], known, fills))
    return tuple(sorted({*cuts, *parting}))


def _cut_of_groups(full: Sequence[Rule], cuts: Sequence[float], runs: Sequence[Run]) -> tuple[float, ...]:
    """Where names of groups part from those of rows, in a column that ends at the first cut, before numbers, where corner and totals
    are one cell of both and no piece of a rule shows it."""
    rows = [band(runs, above, below) for above, below in pairwise(full[1:])]
    names = [[run for run in row if run.x < end] for row in rows for end in cuts]
    is_before_numbers = mostly_numbers(run.text for row in rows for run in row for end in cuts if run.x > end)
    white = common_white(names) if is_before_numbers else []
    return tuple(sum(gap) / 2 for gap in white if len(white) == 1 and _parts_groups(names, sum(gap) / 2))


def _parts_groups(names: Sequence[Sequence[Run]], place: float) -> bool:
    """Whether each name of a row has a line of its own, and only some that of a group before it, which is a word."""
    lines = [columns_of(line, [place]) for row in names for line in text_lines(row)]
    are_words = all(run.text[0].isalpha() for row in names for run in row if run.x < place)
    return are_words and {0, 1} in lines and {1} in lines


def _of_most_columns(rows: Sequence[list[Run]]) -> list[list[Run]]:
    """The rows of one line that have most texts, and those of a header, or under a caption, that have as many in a line, but for a
    corner; with more, the rows below are not those that fill most columns."""
    counts = [[len(line) for line in text_lines(row)] for row in rows]
    most = max((count for count, *more in filter(None, counts) if not more), default=0)
    return [row for n, row in enumerate(rows) if counts[n] == [most] or n < HEADER_ROWS and most - 1 <= max(counts[n], default=0) <= most]


def _cut_by(white: Sequence[Interval], rows: Sequence[Sequence[Run]]) -> int:
    """How many texts of some rows go on over the middle of white."""
    return sum(crosses(run, (low + high) / 2) for row in rows for run in row for low, high in white)


def _without_lone_names(rows: Sequence[list[Run]]) -> list[list[Run]]:
    """The rows without the names of groups, and without those of one text between rows of names and numbers: it may go on over the
    columns behind it, which are empty there."""
    groups = names_of_groups(rows)
    return [row for n, row in enumerate(rows) if n not in groups and not (len(row) == 1 and _is_among_numbers(rows, n))]


def _is_among_numbers(rows: Sequence[Sequence[Run]], n: int) -> bool:
    return all(map(has_numbers_behind_name, rows[max(n - 1, 0) : n + 2 : 2])) and 0 < n < len(rows) - 1


def _without_shaded_names(rows: Sequence[Sequence[Run]], edges: Sequence[float], fills: Sequence[Area]) -> list[list[Run]]:
    """The text of rows without what stands in a shaded cell as wide as a column: with white in it or not, it is that one's name."""
    columns = list(pairwise(edges))
    cells = [fill for fill in fills if any(abs(fill.x0 - a) <= SAME_EDGE and abs(fill.x1 - b) <= SAME_EDGE for a, b in columns)]
    return [[run for run in row if not any(holds_middle(cell, run) for cell in cells)] for row in rows]


def _parting(places: Sequence[float], edges: Sequence[float], rows: Sequence[Sequence[Run]]) -> list[float]:
    """Those of the places that part text of one row within a known column; between a centred header and the numbers under it, at
    the end of the column, is no column's edge."""
    found = []
    own = [[run for run in row if not any(crosses(run, edge) for edge in edges[1:-1])] for row in rows]
    for place in places:
        left, right = next(((left, right) for left, right in pairwise(edges) if place < right), edges[-2:])
        middles = ([run.x for run in row if left <= run.x < right] for row in own)
        if any(within and min(within) < place < max(within) for within in middles):
            found.append(place)
    return found
