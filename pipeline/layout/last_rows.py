"""The last rows of a table without upright rules, where each row has a rule above it only, or the header alone has rules.

In come the rules of the table and those below it with the text; out comes the height of a rule under what stands below the last one drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations, pairwise, takewhile

from pipeline.geometry.intervals import overlap, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.gutters import gaps_of
from pipeline.layout.header_over import CLOSE, are_as_wide, is_in_the_middle, is_unit
from pipeline.layout.names import NEARER
from pipeline.layout.rules import SAME_EDGE, TOUCH, Rule, agree, band, beside, columns_between, same_extent, within
from pipeline.layout.runs import (
    Run,
    are_names,
    columns_of,
    crosses,
    has_number,
    has_numbers_behind_name,
    levels,
    stand_at_one_place,
    text_lines,
    texts_between,
    white_between,
)
from pipeline.layout.unruled_rows import is_text_below
from pipeline.pages.model import Area

HEADER_ALONE = 2
"""rules; between them stands the header"""
FAR = 2.5
"""em; rows that no rule parts stand no further apart"""
TEXT_BESIDE = 2
"""columns; a label and its text are as many"""


def end_of_last_group(rules: Sequence[Rule], chain: Sequence[int]) -> int:
    """Number of the last rule of a table, given with the numbers of those as wide as it: where none closes it, those between the rows of
    the last group begin behind the name of this, as others above do."""
    full, last = rules[chain[-1]], chain[-1]
    groups = [rule for rule in rules[chain[0] : last] if not same_extent(rule, full)]
    below = (n for n in range(last + 1, len(rules)) if within(rules[n], full))
    of_group = takewhile(lambda n: any(same_extent(rules[n], other) and agree(rules[n].cuts, other.cuts) for other in groups), below)
    return max(of_group, default=last)


def _foot_of_shades(last: Rule, below: Sequence[Run], fills: Sequence[Area], cuts: Sequence[float]) -> float | None:
    """The foot of the shades as wide as a table's last rule that begin at it, with texts of several columns on them."""
    shades = [fill for fill in fills if abs(fill.y0 - last.y) <= TOUCH and reaches(last.extent, (fill.x0, fill.x1), SAME_EDGE)]
    foot = max((fill.y1 for fill in shades), default=last.y)
    is_row = len(columns_of([run for run in below if run.y < foot], cuts)) > 1
    return foot if is_row and are_as_wide(shades, last) else None


def foot_of_last_row(
    full: Sequence[Rule], inside: Sequence[Rule], below: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area], *, is_open: bool
) -> float | None:
    """The height under the last row of a table in which each has a rule above it only: it stands below the last rule, on shades as wide as
    this, or in columns and numbers like the row before, or in words that stand where those of that do, if the table ``is_open`` above its
    header too."""
    before, last = full[-2], full[-1]
    cuts = [cut for cut in columns_between(before, last, inside, full, runs, fills) if cut > last.x0 + SAME_EDGE]
    limit = min((rule.y for rule in below if not beside(rule, last)), default=float("inf"))
    below_last = [run for run in runs if last.y < run.y < limit and within(run, last)]
    foot = foot_below_header(full, runs, limit)
    foot = foot if foot is not None else _foot_of_shades(last, below_last, fills, cuts)
    return foot if foot is not None else _foot_of_like_row(full, below_last, runs, cuts, is_open=is_open)


def foot_below_header(full: Sequence[Rule], runs: Sequence[Run], limit: float) -> float | None:
    """The height under the rows, above a limit, of a table, given with its rules, of which the header alone has some."""
    header = band(runs, *full) if len(full) == HEADER_ALONE else []
    rows = _rows_under_header(header, full[-1], runs, limit) if header and are_names(header) else []
    return max(run.y1 for run in rows[-1]) + TOLERANCES.margin if rows else None


def _rows_under_header(header: Sequence[Run], rule: Rule, runs: Sequence[Run], limit: float) -> list[list[Run]]:
    """The lines of the rows below a header between two rules, above a limit: near to each other, and under one of its names each, or
    behind the first under several. A line that ends with a unit is the caption of what follows."""
    *_, names = sorted(text_lines(header), key=len)
    names.sort(key=lambda run: run.x0)
    below = text_lines(run for run in runs if rule.y < run.y < limit and overlap(rule.extent, (run.x0, run.x1)) > 0)
    lines: list[list[Run]] = []
    bottom = rule.y
    for line in below:
        is_near = min(run.y0 for run in line) - bottom < FAR * line[0].size
        is_caption = is_unit(line[-1]) and not has_number(line[-1].text)
        if is_caption or not is_near or not all(within(run, rule) and _stands_under(run, names) for run in line):
            break
        lines.append(line)
        bottom = max(run.y1 for run in line)
    rows = without_text_below(lines, gaps_of(list(chain.from_iterable(lines))))
    return rows if _fill(rows, names) else []


def _fill(rows: Sequence[Sequence[Run]], names: Sequence[Run]) -> bool:
    """Whether one of some rows has as many texts as a header has names, but for one, and not two, as a label and what is said of it are as
    well; or all are names and numbers."""
    most = max(map(len, rows), default=0)
    return most > TEXT_BESIDE and most >= len(names) - 1 or most == len(names) and all(map(has_numbers_behind_name, rows))


def _stands_under(run: Run, names: Sequence[Run]) -> bool:
    """Whether a text stands under one name of a header, or behind the first under several."""
    return run.x0 > names[0].x1 or sum(overlap((run.x0, run.x1), (name.x0, name.x1)) > 0 for name in names) <= 1


def without_text_below(lines: Sequence[list[Run]], cuts: Sequence[float]) -> list[list[Run]]:
    """The lines of rows, parted at some places into columns, without those in the first column alone below the last, but for the rest of a
    name, which stands nearer to it than rows do."""
    rows = [n for n, line in enumerate(lines) if columns_of(line, cuts) != {0}]
    behind = rows[-1] + 1 if rows else 0
    white = min((white_between(lines[n], lines[below]) for n, below in pairwise(rows)), default=0.0)
    is_rest = 0 < behind < len(lines) and white_between(*lines[behind - 1 : behind + 1]) < white - NEARER * lines[0][0].size
    return [*lines[: behind + (is_rest and not is_text_below(lines[behind:], lines[behind - 1], lines[: behind - 1]))]]


def _foot_of_like_row(
    full: Sequence[Rule], below: Sequence[Run], runs: Sequence[Run], cuts: Sequence[float], *, is_open: bool
) -> float | None:
    """The foot of the row below the last rule of a table, if it has numbers where the row before has, or its texts stand as those above."""
    *_, before, last = full
    row, *rest = levels(below) or [[]]
    if not row or min(run.y0 for run in row) - last.y > CLOSE * row[0].size:
        return None
    edges, ends = [last.x0, *cuts, last.x1], (before.y, last.y, max(run.y1 for run in row))
    above, here = ([has_number(text) for text in texts_between(runs, *heights, edges)] for heights in pairwise(ends))
    is_full = len(columns_of(row, cuts)) > len(cuts)
    is_alike = is_full and above == here and any(here)
    is_row = is_alike or is_open and _stands_as(band(runs, full[0], last), row, edges, is_full=is_full)
    return _end_of_cells(row, rest, cuts) + TOLERANCES.margin if is_row else None


def _stands_as(above: Sequence[Run], row: Sequence[Run], edges: Sequence[float], *, is_full: bool) -> bool:
    """Whether the texts of a row stand at places of those above it or in the middle of several columns; one may stand elsewhere in its
    column where no cell is empty. A caption ends with its unit; a line without numbers and with an empty cell has a gap in it."""
    elsewhere = [run for run in row if not _is_in_place(run, above, edges)]
    if is_unit(max(row, key=lambda run: run.x0)) or any(crosses(run, edge) for run in elsewhere for edge in edges):
        return False
    is_said = is_full or any(has_number(run.text) for run in row)
    return is_said and len(elsewhere) <= is_full and len(row) - len(elsewhere) > 1


def _is_in_place(run: Run, above: Sequence[Run], edges: Sequence[float]) -> bool:
    is_over_several = any(is_in_the_middle(run, columns) for columns in combinations(edges, 2))
    return is_over_several or any(stand_at_one_place(run, other) for other in above)


def _end_of_cells(row: Sequence[Run], rest: Sequence[Sequence[Run]], cuts: Sequence[float]) -> float:
    """Where a row ends whose cells go on in lines close below each other, without another name."""
    bottom = max(run.y1 for run in row)
    for line in rest:
        if 0 in columns_of(line, cuts) or min(run.y0 for run in line) - bottom > CLOSE * line[0].size:
            break
        bottom = max(run.y1 for run in line)
    return bottom
