"""The header that stands over the first rule of a table without upright rules, where no rule is drawn above it.

In come the rules of the table and those above it with the text and the shades; out come a rule over the header and those within it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.geometry.intervals import Interval, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.rules import SAME_EDGE, TOUCH, Rule, band, beside, columns_between, within
from pipeline.layout.runs import (
    Run,
    are_names,
    between,
    columns_of,
    crosses,
    is_number,
    is_on_shade,
    name_columns,
    stand_at_one_place,
    text_lines,
)
from pipeline.pages.model import Area
from pipeline.rules.captions import IS_REMARK

_DIGITS = re.compile(r"\d+")
HEADER_LINES = 3
"""lines of text; a header that stands over the first rule has no more"""
NOWHERE = -float("inf")
"""pt; above all"""
LEAST_COLUMNS = 2
"""columns of a header; a text over one is a caption"""
LEAST_LINES = 2
"""lines, and edges of columns: where a header has fewer it may be a caption and its unit"""
FEW = 3
"""edges; between fewer a caption with its unit, or with a gap in it, fills most columns"""
CLOSE, CLOSE_TO_RULE = 0.8, 1.2
"""em; the lines of such a header stand no further apart, and no further above a rule"""


def rules_over_first_row(
    full: Sequence[Rule], inside: Sequence[Rule], above: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> tuple[Sequence[Rule], Sequence[Rule]]:
    """The rules as wide as the table of a header that stands over the first one drawn, and those within it."""
    if shaded := _shaded_header(full[0], above, runs, fills):
        return shaded, ()
    shaded_tops = _tops_of_shaded_names(full[0], runs, fills)
    if (head := rule_over_header(full, inside, above, runs, fills)) is not None:
        head = head.at(min([*shaded_tops, head.y]))  # a shaded header is all of one, of however many lines
        edges = [full[0].x0, *_columns_under(full, inside, above, runs, fills), full[0].x1]
        within_head = (_from_column_to_column(rule, edges) for rule in above if head.y <= rule.y and within(rule, full[0]))
        return [head], [rule for rule in within_head if rule.x0 < rule.x1]  # else it underlines words of one column
    return [full[0].at(top) for top in shaded_tops], ()


def _tops_of_shaded_names(first: Rule, runs: Sequence[Run], fills: Sequence[Area]) -> list[float]:
    """The top of the shaded cells, side by side as wide as a table's first rule, that end at it, where several names stand on them: the
    corner over two columns of names may be one of them, and empty."""
    if (top := top_of_shades(first, fills)) == NOWHERE:
        return []
    cells = [
        fill
        for fill in fills
        if reaches((top, first.y), (fill.y0, fill.y1), TOUCH) and reaches(first.extent, (fill.x0, fill.x1), SAME_EDGE)
    ]
    names = [run for run in between(runs, (top, first.y)) if within(run, first)] if len(cells) > 1 else []
    return [top] if len(names) > 1 and are_names(names) and all(is_on_shade(run, cells) for run in names) else []


def _shaded_header(first: Rule, above: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> list[Rule]:
    """Rules over and under the shaded cells, side by side as wide as the table, that stand over its first rule with a row between the
    two, which has a rule below it only, and no shade like theirs: then it is the next line of the header."""
    limit = max((rule.y for rule in above if not beside(rule, first)), default=NOWHERE)
    over = [fill for fill in fills if limit < fill.y1 < first.y - TOUCH and reaches(first.extent, (fill.x0, fill.x1), SAME_EDGE)]
    bottom = max((fill.y1 for fill in over), default=first.y)
    last = [fill for fill in over if bottom - fill.y1 < TOUCH]
    row = between(runs, (bottom, first.y))
    if not _is_over_row(last, first, row) or _are_alike_shaded(row, last[0], fills):
        return []
    return [first.at(_top_of(over, bottom)), first.at(bottom)]


def _are_alike_shaded(row: Sequence[Run], head: Area, fills: Sequence[Area]) -> bool:
    return all(is_on_shade(run, [fill for fill in fills if fill.color == head.color]) for run in row)


def _is_over_row(shaded: Sequence[Area], rule: Rule, row: Sequence[Run]) -> bool:
    """Whether shaded cells side by side are as wide as a rule, and the text between is one line in their columns."""
    is_wide = len(shaded) > 1 and are_as_wide(shaded, rule)
    return is_wide and len(text_lines(row)) == 1 < len(columns_of(row, [fill.x1 for fill in shaded]))


def are_as_wide(shades: Sequence[Area], rule: Rule) -> bool:
    """Whether shades side by side are as wide as a rule."""
    return sum(fill.x1 - fill.x0 for fill in shades) > rule.x1 - rule.x0 - SAME_EDGE


def rule_over_header(
    full: Sequence[Rule], inside: Sequence[Rule], above: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> Rule | None:
    """Where each row has a rule below it only, the header stands above the first rule, in the columns of the table: a rule over it. None
    where the first row is a header of ages or months.

    A caption with its unit at the other end of the line is none: a header fills all columns but for the corner, and may have more in
    brackets (令和5年度 over （n=282）).
    """
    first = full[0]
    if name_columns(band(runs, *full[:2])):
        return None
    cuts = _columns_under(full, inside, above, runs, fills)
    edges = [first.x0, *cuts, first.x1]
    merged = [rule for rule in above if _is_under_merged_header(rule, edges)]
    lines = _with_rest(_lines_over(first, [rule for rule in above if rule not in merged], runs, top_of_shades(first, fills)), cuts)
    cells = [fill for fill in fills if _goes_from_edge_to_edge((fill.x0, fill.x1), edges)]
    top, filled = _extent_of(lines, first.y, edges, merged, cells)
    is_full = _is_full(filled, len(cuts)) or _is_behind_corner(filled, edges, inside)
    if not is_full or len(cuts) < FEW and sum(map(is_unit, lines[-1])) == 1:
        return None
    return min(full, key=lambda rule: len(rule.cuts)).at(_height_over(top - TOLERANCES.margin, above, first, fills))


def _extent_of(
    lines: Sequence[Sequence[Run]], top: float, edges: Sequence[float], merged: Sequence[Rule], cells: Sequence[Area]
) -> tuple[float, set[int]]:
    """The top of the lines of a header, from the last up, and the columns that they name."""
    filled = set[int]()
    named = set[int]()
    for line in lines[: -HEADER_LINES - 1 : -1]:
        if _is_of_counts(line) or not _is_header(line, top, edges, filled, merged, cells):
            break
        filled |= columns_of(line, edges[1:-1])
        named |= _columns_named(line, edges)
        top = min(run.y0 for run in line)
    return top, named


def _columns_named(line: Sequence[Run], edges: Sequence[float]) -> set[int]:
    """The columns that the texts of a line stand in, or in the middle of several of which, where no text stands alone and none is a unit:
    names over pairs of columns."""
    columns = columns_of(line, edges[1:-1])
    if len(line) == 1 or any(map(is_unit, line)):
        return columns
    spans = [(a, b) for run in line for a, b in combinations(range(len(edges)), 2) if is_in_the_middle(run, (edges[a], edges[b]))]
    return columns.union(*(range(a, b) for a, b in spans))


def _is_full(filled: set[int], last: int) -> bool:
    """Whether a header has names of all columns but for one: of few not for the last, where a caption with a gap in it stands over the
    first two."""
    return len(filled) >= max(LEAST_COLUMNS, last) and (last >= FEW or last in filled)


def _is_behind_corner(filled: set[int], edges: Sequence[float], inside: Sequence[Rule]) -> bool:
    """Whether a header has names of all columns but for two under an empty corner: rules between rows begin behind the first, for it has
    the names of groups."""
    are_groups = any(abs(rule.x0 - edges[1]) <= SAME_EDGE for rule in inside)
    return are_groups and len(filled) >= LEAST_COLUMNS and filled == set(range(2, len(edges) - 1))


def _with_rest(lines: list[list[Run]], cuts: Sequence[float]) -> list[list[Run]]:
    """The lines, of which the last two are one where the upper has the names of all columns, and the lower the rest of some of them."""
    if min(len(lines), len(cuts)) < LEAST_LINES:
        return lines
    *above, names, rest = lines
    is_full = columns_of(names, cuts) >= set(range(1, len(cuts) + 1)) and are_names(names)
    is_rest = len(rest) < len(names) and all(any(_goes_on_in(name, run) for name in names) for run in rest)
    return [*above, [*names, *rest]] if is_full and is_rest else lines


def _goes_on_in(name: Run, run: Run) -> bool:
    """Whether a text is the next line of the cell of another."""
    return stand_at_one_place(name, run) and run.y0 - name.y1 < CLOSE * run.size


def _is_of_counts(line: Sequence[Run]) -> bool:
    """Whether a line is of numbers that do not go on in equal steps, as ages and months of a header do."""
    numbers = [_DIGITS.findall(run.text) for run in sorted(line, key=lambda run: run.x0) if is_number(run.text)]
    values = [int(found[0]) for found in numbers if len(found) == 1]
    steps = {behind - before for before, behind in pairwise(values)}
    return len(values) == len(line) and len(steps) > 1


def _columns_under(
    full: Sequence[Rule], inside: Sequence[Rule], above: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> tuple[float, ...]:
    return columns_between(full[0], full[1], [*(rule for rule in above if within(rule, full[0])), *inside], full, runs, fills)


def _from_column_to_column(rule: Rule, edges: Sequence[float]) -> Rule:
    """A rule within a header from edge to edge of the columns next to its ends: one under a group's name may be shorter than these; of no
    width where both ends are next to one edge."""
    if rule.cuts:
        return rule
    x0, x1 = (min(edges, key=lambda edge: abs(edge - end)) for end in rule.extent)
    return Rule(rule.y, x0, x1, [(x0, x1)], rule.color)


def _height_over(y: float, above: Sequence[Rule], first: Rule, fills: Sequence[Area]) -> float:
    """The height of the rule close to one over a header, where it is drawn over some columns of the table, or of the top of the shade
    that the header stands on, or else that one."""
    drawn = [rule.y for rule in above if abs(rule.y - y) <= TOLERANCES.thin and within(rule, first)]
    shades = [fill.y0 for fill in fills if fill.y0 < y < fill.y1 < first.y + TOUCH and reaches(first.extent, (fill.x0, fill.x1), SAME_EDGE)]
    return next(iter([*drawn, *shades]), y)


def top_of_shades(first: Rule, fills: Sequence[Area]) -> float:
    """The top of the shaded cells of a header, side by side as wide as a rule that they end at; negative infinity where there are none."""
    over = [fill for fill in fills if fill.y1 < first.y + TOUCH and reaches(first.extent, (fill.x0, fill.x1), SAME_EDGE)]
    lowest = [fill for fill in over if fill.y1 > first.y - TOUCH]
    return _top_of([fill for fill in over if fill.color == lowest[0].color], first.y) if lowest and are_as_wide(lowest, first) else NOWHERE


def _top_of(shades: Sequence[Area], top: float) -> float:
    """The top of shades that stand on each other, from a height up."""
    while upper := [fill.y0 for fill in shades if fill.y0 < top - TOUCH <= fill.y1]:
        top = min(upper)
    return top


def _lines_over(first: Rule, above: Sequence[Rule], runs: Sequence[Run], top: float) -> list[list[Run]]:
    """The lines of text over a rule, up to the next one, or to the ``top`` of the shades that they stand on."""
    limit = max((rule.y for rule in above if not beside(rule, first)), default=NOWHERE)
    return text_lines(run for run in runs if max(limit, top) < run.y < first.y and within(run, first))


def _is_header(
    line: Sequence[Run], top: float, edges: Sequence[float], filled: set[int], merged: Sequence[Rule], cells: Sequence[Area] = ()
) -> bool:
    """Whether a line is one of the header whose lines, down from ``top``, stand in the columns ``filled``: it stands close, and in
    columns or in shaded ``cells``; with no rule under it, it is no caption over the first column, or over all names, nor a unit over an
    empty corner."""
    columns = columns_of(line, edges[1:-1])
    bottom = max(run.y1 for run in line)
    over = TOLERANCES.over
    is_ruled = not filled or bottom > top + over or any(max(run.y0 for run in line) < rule.y < top + over for rule in merged)
    reach = (CLOSE_TO_RULE if is_ruled else CLOSE) * line[0].size
    is_close = top - bottom <= reach
    keeps = all(is_on_shade(run, cells) or _keeps_to_columns(run, edges) for run in line)
    return is_close and keeps and (is_ruled or {0} != columns <= filled and not _is_over_all_names(line, edges, filled))


def _is_over_all_names(line: Sequence[Run], edges: Sequence[float], filled: set[int]) -> bool:
    """Whether a text alone over the names of all columns is in the middle of no group of those behind the first."""
    if len(line) > 1 or not filled.issuperset(range(1, len(edges) - 1)):
        return False
    groups = ((a, b) for n, a in enumerate(edges[1:], 1) for b in edges[n + 2 :])
    return not any(is_in_the_middle(line[0], group) for group in groups)


def _is_under_merged_header(rule: Rule, edges: Sequence[float]) -> bool:
    """Whether a rule above a table's first one lies between the two lines of its header: under merged cells, from column to column,
    but not under the name of the first column."""
    return rule.x0 > edges[0] + SAME_EDGE and _goes_from_edge_to_edge(rule.extent, edges)


def _goes_from_edge_to_edge(extent: Interval, edges: Sequence[float]) -> bool:
    return all(any(abs(x - edge) <= SAME_EDGE for edge in edges) for x in extent)


def _keeps_to_columns(run: Run, edges: Sequence[float]) -> bool:
    """Whether the run goes on over no column's edge, or stands in the middle of several columns."""
    if not any(crosses(run, edge) for edge in edges[1:-1]):
        return True
    return any(is_in_the_middle(run, columns) for columns in combinations(edges, 2))


def is_in_the_middle(run: Run, columns: Interval) -> bool:
    a, b = columns
    return a <= run.x0 and run.x1 <= b and abs((a + b) / 2 - run.x) < TOLERANCES.merged_header


def is_unit(run: Run) -> bool:
    """Whether this is the unit over the end of a table, (件) or 単位：人, or what else is said there in brackets."""
    return run.text[0] in "(（" and run.text[-1] in ")）" or is_remark(run)


def is_remark(run: Run) -> bool:
    """Whether this says in what unit, or as of when, a table counts, and can be nothing else: （単位：人）."""
    return IS_REMARK.fullmatch(unicodedata.normalize("NFKC", run.text)) is not None
