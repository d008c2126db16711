"""Tables whose only rule is the one under their header: the names of columns stand on it, and rows in these columns below.

Browsers, typesetters and word processors draw no more for a table that is to look light. The rule is as wide as the table; where a corner
is of two lines it begins behind that. The table ends where a line stands in no column, or a header of its own follows. In come the rules
and the text of one cell (or of the page outside all), out come grids like those of ruled tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import parted
from pipeline.layout.grids import RawGrid
from pipeline.layout.gutters import common_white, gaps_of
from pipeline.layout.header_levels import columns_under
from pipeline.layout.header_over import CLOSE, CLOSE_TO_RULE, is_unit
from pipeline.layout.last_rows import FAR, without_text_below
from pipeline.layout.names import NEARER
from pipeline.layout.row_grids import EDGES, grid_of
from pipeline.layout.rules import SAME_EDGE, Rule, beside, rules_of, within
from pipeline.layout.runs import (
    CELL_GAP,
    Run,
    are_names,
    between,
    columns_of,
    cut_at_edges,
    has_number,
    has_numbers_behind_name,
    stand_at_one_place,
    text_lines,
    white_between,
    whites_of,
)
from pipeline.layout.unruled_rows import lines_over_groups
from pipeline.pages.model import Area, Ruling
from pipeline.text.folds import STOPS

LEAST_NAMES = 2
"""names on a rule, and columns below it; one is an underlined heading"""
LEAST_ROWS = 2
"""rows of words in two columns; one may be a label and what is said of it"""
LEAST_SIDE = TOLERANCES.over
MARGIN = TOLERANCES.margin
FIRST_LINES = 3
"""names and two rows; how far they stand from each other says how far all do"""
UP, DOWN = -float("inf"), float("inf")
"""pt; above and below all"""


def under_header_grids(rulings: Sequence[Ruling], runs: Sequence[Run], fills: Sequence[Area]) -> list[RawGrid]:
    """Grids of the tables of which only a rule under the header is drawn.

    ``rulings`` are level and part of no table, ``runs`` the text around them, ``fills`` the shades of the page.
    """
    grids = (table.grid(fills) for table in _tables(rules_of(rulings), parted(runs)))
    return [grid for grid in grids if grid is not None]


@dataclass(frozen=True)
class _Table:
    """The ``rule`` of a table, as wide as this, with the lines of the header over it and those of the rows below."""

    rule: Rule
    header: Sequence[Sequence[Run]]
    rows: Sequence[Sequence[Run]] = ()

    @property
    def top(self) -> float:
        """As far over the header as the rule is over the first row."""
        return min(run.y0 for line in self.header for run in line) - max(self._side, LEAST_SIDE)

    @property
    def foot(self) -> float:
        """As far under the last row as the rule is under the header."""
        return max(run.y1 for line in self.rows for run in line) + max(self.rule.y - max(run.y1 for run in self.header[-1]), LEAST_SIDE)

    @property
    def _side(self) -> float:
        """How far the first row stands below the rule: what pads its cells."""
        return min((run.y0 for line in self.rows[:1] for run in line), default=self.rule.y) - self.rule.y

    def is_below(self, other: _Table) -> bool:
        """Whether a table begins below the header of another."""
        return self.top > other.rule.y and not beside(self.rule, other.rule)

    def grid(self, fills: Sequence[Area]) -> RawGrid | None:
        """The grid of the table, as if rules were drawn around it, and, where what is white in all of it shows fewer columns than the names
        and the first row have, cut by these."""
        text = [run for line in (*self.header, *self.rows) for run in line]
        grid = self._between(self.rule, text, fills)
        own = _middles(_white(self.rule, self.header[-1], self.rows))
        if not self.rule.cuts and (grid is None or len(grid.xs) < len(own) + EDGES):
            edges = [self.rule.x0, *own, self.rule.x1]
            grid = self._between(replace(self.rule, segments=list(pairwise(edges))), text, fills)
        return grid

    def _between(self, rule: Rule, text: Sequence[Run], fills: Sequence[Area]) -> RawGrid | None:
        full = [rule.at(self.top), rule, rule.at(self.foot)]
        return grid_of(full, full, text, fills)


def _tables(rules: Sequence[Rule], runs: Sequence[Run]) -> Iterator[_Table]:
    """The tables of one cell, or outside all."""
    begun = [table for rule in rules if (table := _begun(rule, rules, runs)) is not None]
    found: list[float] = []
    for table in begun:
        limits = [_end(table.rule, rules), *(other.top for other in begun if other.is_below(table))]
        whole = replace(table, rows=_rows(table.rule, table.header[-1], runs, min(limits)))
        others = [rule for rule in rules if _is_another(rule, table.rule) and rule.y not in found]
        if whole.rows and _is_full(whole) and not _is_closed(whole, others, runs):
            found.append(table.rule.y)
            yield whole


def _is_another(rule: Rule, table: Rule) -> bool:
    """Whether a rule lies above or below that of a table."""
    return abs(rule.y - table.y) > TOLERANCES.snap and not beside(rule, table)


def _end(rule: Rule, rules: Sequence[Rule]) -> float:
    """The height of the next rule below one."""
    return min((other.y for other in rules if other.y > rule.y and _is_another(other, rule)), default=DOWN)


def _begun(rule: Rule, rules: Sequence[Rule], runs: Sequence[Run]) -> _Table | None:
    """The header that stands on a rule, if there is one."""
    limit = max((other.y for other in rules if other.y < rule.y and _is_another(other, rule)), default=UP)
    over, under = between(runs, (limit, rule.y)), between(runs, (rule.y, _end(rule, rules)))
    above, names = _on(rule, over)
    if not _are_columns(names, rule):
        return None
    wide = _over_corner(rule, rules, limit, under) if above else None
    if wide is not None:
        all_above, all_names = _on(wide, over)
        if groups := _groups_over(wide, all_names, all_above, under):
            return _Table(wide, [*groups, all_names])
    return _Table(rule, [*_groups_over(rule, names, above, under), names])


def _on(rule: Rule, over: Sequence[Run]) -> tuple[list[list[Run]], list[Run]]:
    """The lines over a rule and within its ends: those above the last one, and this."""
    *above, names = text_lines(run for run in over if within(run, rule) and run.y < rule.y) or [[]]
    return above, names


def _are_columns(names: Sequence[Run], rule: Rule) -> bool:
    """Whether a line is the names of columns, right over a rule: no sentence, and no caption with its unit."""
    if len(names) < LEAST_NAMES or rule.y - max(run.y1 for run in names) > CLOSE_TO_RULE * names[0].size:
        return False
    return are_names(names) and not any(run.text.endswith(STOPS) for run in names) and not is_unit(names[-1])


def _over_corner(rule: Rule, rules: Sequence[Rule], limit: float, below: Sequence[Run]) -> Rule | None:
    """The rule from where the names of rows begin that stand left of it, if some do, with no other rule over or beside these,
    below a ``limit``: it is drawn under the last line of a header's names, and the corner is of two."""
    names = _names_before(rule, below)
    if not names:
        return None
    left, foot = min(run.x0 for run in names) - MARGIN, max(run.y for run in names)
    if any(limit < other.y < foot and overlap((left, rule.x0), other.extent) > SAME_EDGE for other in rules):
        return None
    corner = pairwise([left, *gaps_of(names), rule.x0])
    return Rule(rule.y, left, rule.x1, [*corner, *rule.segments] if rule.cuts else [(left, rule.x1)], rule.color)


def _names_before(rule: Rule, below: Sequence[Run]) -> list[Run]:
    """What stands left of a rule in the rows below it, each near to the one before, and between these: the names of groups."""
    found: list[Run] = []
    between_rows: list[Run] = []
    bottom = rule.y
    for line in text_lines(below):
        before = [run for run in line if run.x1 < rule.x0 + SAME_EDGE]
        if not before or min(run.y0 for run in line) - bottom > FAR * line[0].size:
            break
        bottom = max(run.y1 for run in line)
        between_rows += before
        if any(within(run, rule) for run in line):
            found, between_rows = [*found, *between_rows], []
    return found


def _groups_over(rule: Rule, names: Sequence[Run], above: Sequence[list[Run]], under: Sequence[Run]) -> list[list[Run]]:
    """The lines over the names of columns that are of the same header, from the top down: the names of groups, each in the middle of
    several columns, the first lines of wrapped names, and what stands beside the middle of both, in the corner. A caption is none. They
    stand no further apart than lines that are close, or than names and the first row do."""
    first = _rows(rule, names, under, DOWN)[:1]
    edges = [rule.x0, *(rule.cuts or _middles(_white(rule, names, first))), rule.x1]
    header: list[list[Run]] = []
    beside: list[list[Run]] = []
    top = min(run.y0 for run in names)
    named = columns_of(names, edges[1:-1])
    least = max([CLOSE * names[0].size, *(white_between(names, row) + MARGIN for row in first)])
    for line in reversed(above):
        if top - max(run.y1 for run in line) > least or is_unit(line[-1]):
            break
        over = [run for run in line if columns_of([run], edges[1:-1]) & named]
        if over and not (_are_groups(over, names, edges) or _are_first_lines(over, names)):
            break
        header, beside = ([line, *beside, *header], []) if over else (header, [line, *beside])
        top = min(run.y0 for run in line)
    return header


def _are_groups(line: Sequence[Run], names: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether texts are each in the middle of several names behind the first column."""
    spans = columns_under(line, names, edges)
    return len(spans) == len(line) and (len(spans) > 1 or spans[0][0] > 0)


def _are_first_lines(line: Sequence[Run], names: Sequence[Run]) -> bool:
    """Whether several texts are the first lines of names: each stands over one of them."""
    return len(line) >= LEAST_NAMES and all(sum(stand_at_one_place(run, name) for name in names) == 1 for run in line)


def _rows(rule: Rule, names: Sequence[Run], runs: Sequence[Run], limit: float) -> list[list[Run]]:
    """The lines of the rows below the names of columns, down to a limit: near to each other, as wide as the rule, and each in the columns
    that the names and the first row show, but for the name of a group of rows."""
    below = text_lines(_under(rule, names, runs, limit))
    groups = lines_over_groups([[*names], *below])
    lines: list[list[Run]] = []
    white = _white(rule, names, [line for line in below if len(line) > 1][:1])
    for line in below:
        left = white if line in groups else _left_of(white, line)
        if _ends(line, [names, *lines], rule, white) or len(left) < max(len(white), LEAST_NAMES - 1):
            break
        lines.append(line)
        white = left
    return without_text_below(lines, _middles(white))


def _white(rule: Rule, names: Sequence[Run], lines: Sequence[Sequence[Run]]) -> list[Interval]:
    """The white between the columns of a table, by the cuts of its rule, or else that of the names and the first row which the others
    leave; the name of a group may go on over it."""
    rows = [line for line in lines if len(line) > 1]
    text = [run for line in (names, *rows) for run in line]
    white = [_white_at(cut, text) for cut in rule.cuts] if rule.cuts else common_white([names, *rows[:1]])
    for line in rows[1:]:
        white = _left_of(white, line)
    return white


def _white_at(cut: float, text: Sequence[Run]) -> Interval:
    """The white at both sides of a cut, as far as nothing crosses it."""
    before, behind = ([run for run in text if (run.x < cut) is is_before] for is_before in (True, False))
    low, high = max((run.x1 for run in before), default=cut), min((run.x0 for run in behind), default=cut)
    return min(low, cut), max(high, cut)


def _under(rule: Rule, names: Sequence[Run], runs: Sequence[Run], limit: float) -> list[Run]:
    """What stands under a rule, down to a limit, parted where names, or texts behind others, begin though the column before is full."""
    below = [run for run in runs if rule.y < run.y < limit and overlap(rule.extent, (run.x0, run.x1)) > 0]
    starts = {run.x0 for line in (names, *text_lines(below)) for run in sorted(line, key=lambda run: run.x0)[1:]}
    parts = [cut_at_edges(run, starts) for run in below]
    return [replace(part, least=CELL_GAP) if n else part for of_run in parts for n, part in enumerate(of_run)]


def _left_of(white: Sequence[Interval], line: Sequence[Run]) -> list[Interval]:
    """What a line leaves of the white between columns, where it is as much as parts cells."""
    found = []
    for low, high in white:
        for run in line:
            if overlap((run.x0, run.x1), (low, high)) > 0:
                low, high = (max(low, run.x1), high) if run.x0 - low < high - run.x1 else (low, min(high, run.x0))
        found += [(low, high)] if high - low >= CELL_GAP * line[0].size else []
    return found


def _middles(white: Sequence[Interval]) -> list[float]:
    return [(low + high) / 2 for low, high in white]


def _ends(line: Sequence[Run], above: Sequence[Sequence[Run]], rule: Rule, white: Sequence[Interval]) -> bool:
    """Whether a table, given with its names and rows so far, ends above a line: it is no row, being far off, wider than the rule or a
    caption with its unit; or it stands alone in the first column as a caption does, further below the last line than names and rows are
    from each other."""
    last = above[-1] if len(above) > 1 else None
    far = min(run.y0 for run in line) - (max(run.y1 for run in last) if last else rule.y)
    is_caption = is_unit(line[-1]) and not has_number(line[-1].text)
    if is_caption or far > FAR * line[0].size or not all(within(run, rule) for run in line):
        return True
    is_alone = last is not None and len(line) == 1 and all(line[0].x0 < low for low, _ in white[:1])
    return is_alone and far > max(whites_of(above[:FIRST_LINES])) + NEARER * line[0].size


def _is_full(table: _Table) -> bool:
    """Whether rows fill the columns of a header, but for one: of two columns, all are names and numbers, or several have words in both."""
    names = table.header[-1]
    rows = [line for line in table.rows if len(line) > 1]
    most = max(map(len, rows), default=0)
    if most > LEAST_NAMES:
        return most >= len(names) - 1
    are_words = len(rows) >= LEAST_ROWS and _are_cells(rows)
    return most == len(names) and (are_words or all(map(has_numbers_behind_name, rows)))


def _are_cells(rows: Sequence[Sequence[Run]]) -> bool:
    """Whether the texts of a column are all sentences, or none: others are running text in columns."""
    ended = zip(*([run.text.endswith(STOPS) for run in sorted(row, key=lambda run: run.x0)] for row in rows if len(row) > 1), strict=True)
    return all(any(column) is all(column) for column in ended)


def _is_closed(table: _Table, rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether of some other rules one lies in a table, or the last above or the first below ends with it and is drawn right at it, also
    over more names than were seen: it has more rules than that under its header."""
    above = [rule for rule in rules if rule.y <= table.top]
    below = [rule for rule in rules if rule.y >= table.foot]
    if len(above) + len(below) < len(rules):
        return True
    reach = CLOSE_TO_RULE * table.header[-1][0].size
    over = text_lines(run for rule in above[-1:] for run in between(runs, (rule.y, table.top)) if within(run, table.rule))
    is_over = any(table.top - rule.y < reach or len(over[0]) > 1 for rule in above[-1:] if _end_alike(rule, table.rule))
    return is_over or any(rule.y - table.foot < reach for rule in below[:1] if _end_alike(rule, table.rule))


def _end_alike(one: Rule, other: Rule) -> bool:
    """Whether rules end at one place, as those of a table do; its corner may have none."""
    return abs(one.x1 - other.x1) <= SAME_EDGE
