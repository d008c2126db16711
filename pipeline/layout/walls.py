"""Rows of tables whose columns are parted by rules and whose rows by none: the text shows them, or the pieces that the walls are drawn in.

In come the box that such a table fills with the rules and the text in it, out come its cells: a wall that does not go on over all rows
parts only those beside it, and a name may stand for several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.clusters import clustered, firsts
from pipeline.geometry.rect import Rect, holds
from pipeline.layout.grids import SNAP, THIN, RawGrid, grids_between
from pipeline.layout.names import spans_down
from pipeline.layout.row_grids import COUNTED, row_edges
from pipeline.layout.runs import NUMERIC, Run, between, columns_of, has_number, text_lines
from pipeline.layout.segments import AxisRule, Segment, merged_segments
from pipeline.pages.model import Ruling
from pipeline.rules import load

ROWS_OF_WORDS = 4
"""rows; of words, so many fill every column, and …"""
EARLY, OFTEN = 1.5, 0.5
"""em, and a share of them, but for the last; … end so much before the longest in their column: lines of wrapped text are as long"""
LONGEST_UNIT = 3
"""characters; what is counted, behind a number"""
TIMES = tuple(load("facts")["times"]["words"])
"""what a number of a header counts, which counts nothing"""
HEADER_LINES = 2
"""lines of text; above the first row of names and numbers"""
MOST_HEADER_LINES = 4
"""lines of text; two levels of names, the lines of the lower ones wrapped once, and what stands beside both"""
BESIDE = 0.5
"""em; a row that the text shows begins where a wall ends so near"""


def upright(rulings: Sequence[Ruling], box: Rect) -> list[AxisRule]:
    """The upright rules within a box, by where they stand."""
    inside = (rule for rule in rulings if rule.x0 == rule.x1 and holds(box, Rect(*rule[:4]), SNAP))
    return [(rule.x0, rule.y0, rule.y1, rule.thickness, rule.color) for rule in inside if box.x0 + SNAP < rule.x0 < box.x1 - SNAP]


def level(rulings: Sequence[Ruling], box: Rect) -> list[AxisRule]:
    """The level rules within a box, by how high they stand."""
    inside = (rule for rule in rulings if rule.y0 == rule.y1 and holds(box, Rect(*rule[:4]), SNAP))
    return [(rule.y0, rule.x0, rule.x1, rule.thickness, rule.color) for rule in inside if box.y0 + SNAP < rule.y0 < box.y1 - SNAP]


@dataclass(frozen=True, slots=True)
class WallEnd:
    """Where a wall begins or ends within a box though no level rule is drawn there."""

    x: float
    y: float


def ends_in_cells(box: Rect, walls: Sequence[AxisRule], levels: Sequence[AxisRule]) -> list[WallEnd]:
    drawn = [box.y0, *(at for at, *_ in levels), box.y1]
    ends = [WallEnd(wall.at, end) for wall in merged_segments(walls) for end in (wall.lo, wall.hi)]
    return [end for end in ends if all(abs(end.y - y) > THIN for y in drawn)]


def ends_of_pieces(box: Rect, walls: Sequence[AxisRule], levels: Sequence[AxisRule]) -> list[float]:
    """Where rows part that no rule does: the pieces that all walls are drawn in, one a cell, end there."""
    drawn = [box.y0, *(at for at, *_ in levels), box.y1]
    count = len(firsts(sorted(at for at, *_ in walls), SNAP))
    ends = clustered([end for _, lo, hi, _, _ in walls for end in (lo, hi)], SNAP)
    return [at[0] for at in ends if len(at) == 2 * count and all(abs(at[0] - y) > THIN for y in drawn)]


def grid_between_walls(box: Rect, walls: Sequence[AxisRule], levels: Sequence[AxisRule], runs: Sequence[Run]) -> RawGrid | None:
    """The one grid of the cells that these rules and the rows of the text close in a box; none where no text shows rows."""
    upright_rules, level_rules = merged_segments(walls), merged_segments(levels)
    xs = firsts(sorted(wall.at for wall in upright_rules), SNAP)
    text = [part for run in _in_box(runs, box) for part in parted(run, [wall.at for wall in upright_rules if wall.lo < run.y < wall.hi])]
    drawn = [box.y0, *sorted({rule.at for rule in level_rules}), box.y1]
    ends = ends_in_cells(box, walls, levels)
    reach = BESIDE * max((run.size for run in text), default=0.0)
    pieces = ends_of_pieces(box, walls, levels)
    shown = pieces or _rows_by_text(drawn, firsts([end.y for end in ends], SNAP), text, xs)
    rows = [min([end.y for end in ends if abs(end.y - y) < reach] or [y]) for y in shown]
    below = _below_header(drawn, rows)
    if not rows or not pieces and not _are_all_rows(box.y0, below, text, xs):
        return None
    within = {below[n] for first, behind in _spans(below, xs, text) for n in range(first + 1, behind)}
    across = [Segment(y, xs[0] if y in within else box.x0, box.x1) for y in rows]
    across += [_over(end, box, upright_rules) for end in ends if all(abs(end.y - y) >= reach for y in rows)]
    sides = [Segment(x, box.y0, box.y1) for x in (box.x0, box.x1)]
    outline = [Segment(y, box.x0, box.x1) for y in (box.y0, box.y1)]
    found = grids_between([*outline, *level_rules, *across], [*sides, *upright_rules])
    return found[0] if len(found) == 1 else None


def _below_header(drawn: Sequence[float], rows: Sequence[float]) -> list[float]:
    """The edges of the rows below a header: from the last rule over the first row that the text shows, or from there, to the foot."""
    start = max((y for y in drawn[1:-1] if rows and y < rows[0]), default=min(rows, default=drawn[-1]))
    return sorted(y for y in {*drawn, *rows} if y >= start)


def _in_box(runs: Sequence[Run], box: Rect) -> list[Run]:
    return [run for run in runs if box.x0 < run.x < box.x1 and box.y0 < run.y < box.y1]


def _are_all_rows(top: float, below: Sequence[float], text: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether what stands between these heights are rows of a table, and above them, from ``top``, a header of few lines."""
    header, *bands = [between(text, band) for band in pairwise([top, *below])]
    return len(text_lines(header)) <= MOST_HEADER_LINES and are_rows([[], *bands], xs, are_named=len(_spans(below, xs, text)) > 1)


def _rows_by_text(drawn: Sequence[float], ends: Sequence[float], text: Sequence[Run], xs: Sequence[float]) -> list[float]:
    """Where rows part as the text shows it: also below a wall's end, where numbers stand there."""
    below = [y for y in ends if _has_count(next(iter(text_lines(between(text, (y, drawn[-1])))), []))]
    return sorted({*row_edges(sorted({*drawn, *ends}), text, xs), *below})


def _has_count(line: Sequence[Run]) -> bool:
    return any(is_count(run.text) for run in line)


def parted(run: Run, cuts: Sequence[float]) -> list[Run]:
    """A run by the cells that its glyphs stand in: where columns are narrow, their texts are one run."""
    if not any(run.x0 < cut < run.x1 for cut in cuts):
        return [run]
    places = [sum(cut < (x0 + x1) / 2 for cut in cuts) for x0, x1 in zip(run.glyphs.x0, run.glyphs.x1, strict=True)]
    return run.cut_at([k for k, (before, place) in enumerate(pairwise(places), 1) if before != place])


def _spans(heights: Sequence[float], xs: Sequence[float], text: Sequence[Run]) -> list[tuple[int, int]]:
    """From which to behind which row each name in the first column goes, where they stand in the middle of several."""
    names = [run for run in between(text, (heights[0], heights[-1])) if run.x < xs[0]]
    return spans_down(heights, names) if names else []


def _over(end: WallEnd, box: Rect, walls: Sequence[Segment]) -> Segment:
    """Where a wall ends at no row's edge, the edge of the cells that it parts, from wall to wall."""
    through = [box.x0, *(wall.at for wall in walls if wall.lo + SNAP < end.y < wall.hi - SNAP), box.x1]
    return Segment(end.y, max(x for x in through if x < end.x), min(x for x in through if x > end.x))


def are_rows(bands: Sequence[Sequence[Run]], cuts: Sequence[float], *, are_named: bool) -> bool:
    """Whether what stands below a header of a line or two, or below a row as they are, are rows, each with numbers, and with a name where
    they are not ``are_named`` several by one; or of words in all columns."""
    header, *rows = bands
    if len(text_lines(header)) > HEADER_LINES and not _has_numbers(header, cuts):
        return False
    if len(bands) >= ROWS_OF_WORDS and _are_words(rows, cuts):
        return True
    return all(_has_numbers(row, cuts) and (are_named or 0 in columns_of(row, cuts)) for row in rows)


def _are_words(rows: Sequence[Sequence[Run]], cuts: Sequence[float]) -> bool:
    """Whether all rows are one line with a text in each column, none of them a bullet's, whose ends are those of no wrapped text."""
    if any(len(text_lines(row)) > 1 or len(row) != len(cuts) + 1 for row in rows):
        return False
    names, *columns = zip(*(sorted(row, key=lambda run: run.x0) for row in rows), strict=True)
    early = [run.x1 < max(other.x1 for other in column) - EARLY * run.size for column in columns for run in column[:-1]]
    return sum(early) >= OFTEN * len(early) and all(name.text[0].isalnum() for name in names)


def _has_numbers(row: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether this has a number behind its name, and no two texts in one line of a column."""
    lines = [[min(columns_of([run], cuts)) for run in line] for line in text_lines(row)]
    are_apart = all(len(set(columns)) == len(columns) for columns in lines)
    return are_apart and any(is_count(run.text) for run in row if columns_of([run], cuts) != {0})


def is_count(text: str) -> bool:
    """Whether this is a number and what it counts, no more: 1,684件 or 延べ264人（実66人）, but not 2024年度 or 1行2列."""
    unit = text.lstrip("".join(NUMERIC) + "0123456789０１２３４５６７８９")
    is_short = len(unit) <= LONGEST_UNIT and not any(ch.isdigit() for ch in unit)
    return has_number(text) and is_short and not unit.startswith(TIMES) or COUNTED.fullmatch(text) is not None


def are_names(names: Sequence[Run]) -> bool:
    """Whether one is a word: the characters of a label that is read downwards are none, nor are numbers."""
    return any(len(name.text) > 1 and not name.text.isdecimal() for name in names)
