"""The lines of a header whose cells no upright rule parts: the names of groups of columns over the names of the columns.

In come the rules over, in and under the header, its text and its shades, out come rules between its lines, and the cells that it has,
as if they were shaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.geometry.intervals import Interval, overlap, reaches
from pipeline.layout.names import CENTRED
from pipeline.layout.rules import SAME_EDGE, TOUCH, Rule, band
from pipeline.layout.runs import Run, columns_of, is_number, joined, middle_between, text_lines
from pipeline.pages.model import Area

OFF_MIDDLE = 1.0
"""em; the name of a group of columns has its middle this near theirs"""
HEADER_LEVELS = 2
"""lines of text; in no more, none is wrapped"""
WRAPPED = 0.8
"""em; the lines of one name stand no further apart, also on the grid of lines that word processors keep"""
NOWHERE = float("inf")
"""pt; how far a name stands from the middle of columns that are not its own"""
UNNAMED = 1
"""columns; so many at either end may have no group's name over them: names, and a total"""
MOST_COLUMNS = 60
"""columns; more have no groups: a page is not so wide, and sharing them out takes long"""
_Shares = tuple[int, float, list[int]]
"""How many columns no name stands over, how far names stand from the middle of theirs in all, in points, and where those of each begin,
and behind the last. The least is the best: a column left free is worse than any name out of the middle."""
MOST_RULES = 2
"""heights of rules within a header: one has no more than three levels"""
LINES = 3
"""lines of text, a wrapped name counted as one: two, and that of a name in the middle of both"""


@dataclass(frozen=True, slots=True)
class Levels:
    """The rules between the lines of a header, and its cells."""

    rules: Sequence[Rule] = ()
    cells: Sequence[Area] = ()


def levels_of(top: Rule, bottom: Rule, edges: Sequence[float], runs: Sequence[Run], fills: Sequence[Area]) -> Levels:
    """What parts the lines of the header between two rules: shaded cells above each other, or names in the middle of several columns,
    where no shade is that of one of its cells or lines."""
    inside = [f for f in fills if reaches((top.y, bottom.y), (f.y0, f.y1), TOUCH) and reaches(top.extent, (f.x0, f.x1), SAME_EDGE)]
    if not all(reaches((f.x0, f.x1), top.extent, SAME_EDGE) and reaches((f.y0, f.y1), (top.y, bottom.y), TOUCH) for f in inside):
        return Levels(_between_shades(inside))
    return _by_text(top, bottom, edges, band(runs, top, bottom))


def foot_of_shaded_header(top: Rule, fills: Sequence[Area]) -> float:
    """How far down shades of one colour go, one below the other, at the end of a rule that the first begins at; as far as the rule where
    none does."""
    foot, color = top.y, None
    for fill in sorted(fills, key=lambda fill: fill.y0):
        if abs(fill.x1 - top.x1) <= SAME_EDGE and abs(fill.y0 - foot) <= TOUCH and color in (None, fill.color):
            foot, color = fill.y1, fill.color
    return foot


def _between_shades(fills: Sequence[Area]) -> list[Rule]:
    """A rule wherever one shaded cell ends and another begins below it."""
    sides = [
        (round(lower.y0, 1), max(upper.x0, lower.x0), min(upper.x1, lower.x1))
        for upper in fills
        for lower in fills
        if abs(upper.y1 - lower.y0) < TOUCH and overlap((upper.x0, upper.x1), (lower.x0, lower.x1)) > TOUCH
    ]
    found: list[Rule] = []
    for y, group in groupby(sorted(sides), key=lambda side: side[0]):
        for _, x0, x1 in group:
            if found and found[-1].y == y and x0 - found[-1].x1 < TOUCH:
                found[-1] = Rule(y, found[-1].x0, x1, [*found[-1].segments, (x0, x1)], 0)
            else:
                found.append(Rule(y, x0, x1, [(x0, x1)], 0))
    return found


def _by_text(top: Rule, bottom: Rule, edges: Sequence[float], runs: Sequence[Run]) -> Levels:
    lines = _with_whole_names(text_lines(runs), edges)
    if not 1 < len(lines) <= LINES:
        return Levels()
    *upper, lower = lines
    levels = _levels_over(upper, lower, edges)
    if not levels:
        return Levels()
    heights = [top.y, *(level.y for level in levels), bottom.y]
    spans = [span for level in levels for span in level.spans]
    grouped = [(a, b) for a, b in pairwise(edges) if any(reaches(span, (a, b)) for span in levels[-1].spans)]
    cells = [area for level, (y0, y1) in zip(levels, pairwise(heights), strict=False) for area in _areas(level.spans, y0, y1)]
    cells += _areas(grouped, *heights[-2:])
    rules = [Rule(level.y, *span, [span], 0) for level in levels for span in level.spans]
    return Levels(rules, [*cells, *_whole(top, bottom, edges, spans, _outside(runs, spans))])


@dataclass(frozen=True, slots=True)
class _NamesOver:
    """From where to where the names of groups in one line of a header go on, and the height below them."""

    spans: Sequence[Interval]
    y: float


def _levels_over(upper: Sequence[list[Run]], lower: Sequence[Run], edges: Sequence[float]) -> list[_NamesOver]:
    """The lines of names over the columns of a header, from the top down: names of groups, and those of groups of groups over them."""
    *above, names = upper
    under = _names_over([names], lower, edges)
    if under is not None and above:
        outer = [edge for edge in edges if not any(x0 < edge < x1 for x0, x1 in under.spans)]
        over = _names_over(above, names, outer)
        if over is not None:
            return [over, under]
    found = _names_over(upper, lower, edges)
    return [found] if found is not None else []


def _names_over(upper: Sequence[Sequence[Run]], lower: Sequence[Run], edges: Sequence[float]) -> _NamesOver | None:
    """The names in some lines over those below that are each in the middle of several."""
    wide = [(run, group) for run, group in _groups(upper, _places(lower, edges), edges) if len(group) > 1]
    if not wide:
        return None
    spans = [(edges[group[0]], edges[group[-1] + 1]) for _, group in wide]
    return _NamesOver(spans, middle_between([run for run, _ in wide], _within(lower, spans)))


def _with_whole_names(lines: Sequence[list[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """The lines of a header, in which the names of columns are one line, whether they are wrapped around its middle or below it."""
    if len(lines) <= HEADER_LEVELS:
        return list(lines)
    first, *rest = lines
    level = max(rest, key=lambda line: len(columns_of(line, edges[1:-1])))
    wrapped = [name for name in _by_column(rest, edges) if _are_of_one_cell(name, level)]
    names = list(map(joined, wrapped))
    beside = [run for line in rest if line is not level for run in line if _is_in_the_middle_of(names, run)]
    gone = [run for name in (*wrapped, beside) for run in name]
    own = [[run for run in line if run not in gone] + ([*names, *beside] if line is level else []) for line in rest]
    return [first, *filter(None, own)]


def _is_in_the_middle_of(names: Iterable[Run], run: Run) -> bool:
    """Whether a name of one line stands beside the middle of wrapped ones."""
    return any(abs(run.y - name.y) < CENTRED * run.size for name in names)


def _by_column(lines: Sequence[Sequence[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """What stands in each column, and goes on over none of their edges."""
    runs = [(columns_of([run], edges[1:-1]), run) for line in lines for run in line]
    return [[run for columns, run in runs if columns == {c}] for c in range(len(edges) - 1)]


def _are_of_one_cell(names: Sequence[Run], level: Sequence[Run]) -> bool:
    """Whether several names below each other in a column are the lines of one: around the middle of a line, or from this on down."""
    if len(names) < HEADER_LEVELS:
        return False
    are_near = all(lower.y0 - upper.y1 < WRAPPED * lower.size for upper, lower in pairwise(names))
    is_around = abs((names[0].y + names[-1].y) / 2 - level[0].y) < CENTRED * names[0].size
    return are_near and (is_around or names[0] in level)


def groups_over(rules: Sequence[Rule], top: Rule, bottom: Rule, edges: Sequence[float], runs: Sequence[Run]) -> Levels:
    """The cells of the names over the rules that part the lines of a header: each in the middle of the columns, or of the groups of
    columns, named below it."""
    cells: list[Area] = []
    heights = sorted({rule.y for rule in rules})[:MOST_RULES]
    for above, y in [*pairwise([top.y, *heights])][::-1]:
        level = [rule for rule in rules if rule.y == y]
        spans = _spans_over(level, top.at(above), bottom, edges, runs)
        cells += _areas(spans, above, y)
        edges = [edge for edge in edges if not any(x0 < edge < x1 for x0, x1 in spans)]
    return Levels(cells=cells)


def _spans_over(level: Sequence[Rule], top: Rule, bottom: Rule, edges: Sequence[float], runs: Sequence[Run]) -> list[Interval]:
    """From where to where each name over rules of one height goes on, where it has several of these columns."""
    under = [any(reaches(rule.extent, column, SAME_EDGE) for rule in level) for column in pairwise(edges)]
    lower = {c: name for c, name in _places(band(runs, bottom.at(level[0].y), bottom), edges).items() if under[c]}
    names = band(runs, top, bottom.at(level[0].y))
    upper = text_lines(run for run in names if any(reaches(rule.extent, (run.x, run.x)) for rule in level))
    tried = ([group for _, group in _groups(upper, lower, sides) if len(group) > 1] for sides in _sides(lower, edges) if len(upper) == 1)
    return [(edges[group[0]], edges[group[-1] + 1]) for group in next(filter(None, tried), [])]


def _sides(lower: Mapping[int, Run], edges: Sequence[float]) -> list[list[float]]:
    """Where the columns may begin and end: in the middle of the white between them, or where their names do, if these stand at one side
    of their cells."""
    last = len(edges) - 1
    begin = [lower[c].x0 if c in lower and c else edge for c, edge in enumerate(edges)]
    end = [lower[c - 1].x1 if c - 1 in lower and c < last else edge for c, edge in enumerate(edges)]
    return [list(edges), begin, end]


def columns_under(upper: Sequence[Run], lower: Sequence[Run], edges: Sequence[float]) -> list[tuple[int, int]]:
    """From which to behind which column each name of a header's line goes on, where it stands over several names of the next line."""
    groups = [group for _, group in _groups(text_lines(upper), _places(lower, edges), edges) if len(group) > 1]
    return [(group[0], group[-1] + 1) for group in groups]


def groups_without_rules(full: Sequence[Rule], edges: Sequence[float], runs: Sequence[Run]) -> Levels:
    """The cells of the names in a table's first row, each in the middle of several of the second, where neither has a number."""
    rows = [band(runs, top, bottom) for top, bottom in pairwise(full[:HEADER_EDGES])]
    if len(rows) + 1 < HEADER_EDGES or any(is_number(run.text) for row in rows for run in row):
        return Levels()
    upper, lower = rows
    spans = [(edges[first], edges[behind]) for first, behind in columns_under(upper, lower, edges)]
    return Levels(cells=_areas(spans, full[0].y, full[1].y))


HEADER_EDGES = 3
"""rules over, between and under two rows"""


def _within(runs: Sequence[Run], spans: Sequence[Interval]) -> list[Run]:
    return [run for run in runs if any(x0 < run.x < x1 for x0, x1 in spans)]


def _outside(runs: Sequence[Run], spans: Sequence[tuple[float, float]]) -> list[Run]:
    return [run for run in runs if not any(x0 < run.x < x1 for x0, x1 in spans)]


def _areas(spans: Sequence[tuple[float, float]], top: float, bottom: float) -> list[Area]:
    return [Area(x0, top, x1, bottom, 0) for x0, x1 in spans]


def _places(lower: Sequence[Run], edges: Sequence[float]) -> dict[int, Run]:
    """The first name in each column under a header's upper line."""
    places: dict[int, Run] = {}
    for run in lower:
        for c in columns_of([run], edges[1:-1]):
            places.setdefault(c, run)
    return dict(sorted(places.items()))


def _groups(upper: Sequence[Sequence[Run]], lower: Mapping[int, Run], edges: Sequence[float]) -> list[tuple[Run, list[int]]]:
    """The columns under each name of a group, given with their own names: columns beside each other are shared out so that each name
    stands in the middle of its own, all as near as can be; none if they cannot be. The first and the last may be free, where no other
    has their name: 男 女 男 女 are of two groups, whichever of them a name stands over."""
    names = sorted((run for line in upper for run in line if columns_of([run], edges[1:-1]) & lower.keys()), key=lambda run: run.x)
    columns = list(lower)
    if not names or len(columns) > MOST_COLUMNS:
        return []
    firsts, ends = _free_ends([lower[c].text for c in columns])
    found: dict[int, _Shares] = {start: (start, 0.0, [start]) for start in firsts}
    for name in names:
        found = _with_name(name, found, columns, lower, edges)
    shared = ((found[end][0] + len(columns) - end, *found[end][1:]) for end in ends if end in found)
    starts = min(shared, default=(0, 0.0, []))[2]
    return [(name, columns[first:end]) for name, (first, end) in zip(names, pairwise(starts), strict=False)]


def _free_ends(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """At which columns those of the groups may begin, and behind which end, by the names of all."""
    parting = [at for at in range(len(texts) + 1) if set(texts[:at]).isdisjoint(texts[at:])]
    return [at for at in parting if at <= UNNAMED], [at for at in parting if at >= len(texts) - UNNAMED]


def _with_name(
    name: Run, found: Mapping[int, _Shares], columns: Sequence[int], lower: Mapping[int, Run], edges: Sequence[float]
) -> dict[int, _Shares]:
    """The best ways to share out the first columns, by where they end, with a further name over those behind."""
    behind: dict[int, list[_Shares]] = {}
    for start, (free, off, starts) in found.items():
        for end in range(start + 1, len(columns) + 1):
            more = off + _off_middle(name, columns[start:end], lower, edges)
            if more < NOWHERE:
                behind.setdefault(end, []).append((free, more, [*starts, end]))
    return {end: min(ways) for end, ways in behind.items()}


def _off_middle(run: Run, group: Sequence[int], lower: Mapping[int, Run], edges: Sequence[float]) -> float:
    """How far a name stands from the middle of columns beside each other, each with another name, or of their names: white leaves an
    edge uncertain."""
    first, last = group[0], group[-1]
    if last - first + 1 > len(group) or len({lower[c].text for c in group}) < len(group):
        return NOWHERE
    ends = (edges[first], edges[last + 1]), (lower[first].x, lower[last].x)
    off = min(abs(run.x - (a + b) / 2) for a, b in ends)
    is_over = edges[first] <= run.x < edges[last + 1] if first == last else off < OFF_MIDDLE * run.size
    return off if is_over else NOWHERE


def _whole(top: Rule, bottom: Rule, edges: Sequence[float], spans: Sequence[tuple[float, float]], runs: Sequence[Run]) -> list[Area]:
    """The cells beside the groups, as high as the header: a name that is alone over several columns is of all of them."""
    cells: list[Area] = []
    free = [c for c, (a, b) in enumerate(pairwise(edges)) if not any(overlap(span, (a, b)) > SAME_EDGE for span in spans)]
    for _, block in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
        columns = [c for _, c in block]
        x0, x1 = edges[columns[0]], edges[columns[-1] + 1]
        if len(text_lines(run for run in runs if x0 < run.x < x1)) == 1 == sum(x0 < run.x < x1 for run in runs):
            cells.append(Area(x0, top.y, x1, bottom.y, 0))
        else:
            cells += [Area(edges[c], top.y, edges[c + 1], bottom.y, 0) for c in columns]
    return cells
