"""Rows of tables whose columns are parted by rules and whose rows by none: the text shows them, or the pieces that the walls are drawn in.

In come the box that such a table fills with the rules and the text in it, out come its cells: a wall that does not go on over all rows
parts only those beside it, and a name may stand for several.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.geometry.clusters import firsts
from pipeline.geometry.rect import Rect, holds
from pipeline.layout.grids import SNAP, THIN, RawGrid, grids_between
from pipeline.layout.names import CENTRED, LEVEL, spans_down
from pipeline.layout.row_edges import COUNTED, heads_again, row_edges
from pipeline.layout.rows_of_words import edges_of_words
from pipeline.layout.runs import NUMERIC, Run, between, columns_of, has_number, middle_between, part_the_same, text_lines
from pipeline.layout.segments import Segment, level_segments, upright_segments
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
WESTERN_TOO = re.compile(r"[^\W\d]{1,2}\d{1,2}[(（](?:19|20)\d\d[)）]")
"""a year of an era and the western one: 令和6（2024）"""
HEADER_LINES = 2
"""lines of text; above the first row of names and numbers"""
MOST_HEADER_LINES = 4
"""lines of text; two levels of names, the lines of the lower ones wrapped once, and what stands beside both"""
LEAST_LINES = 2
"""lines of numbers; around fewer there are no rows"""
OUTLINE = 3
"""heights; those of the head, the foot and one rule: with as many rules more as rows that none parts, these are lines of merged cells"""
NONE = float("inf")
"""pt; above or below all"""
BESIDE = 0.5
"""em; a row that the text shows begins where a wall ends so near"""


@dataclass(frozen=True, slots=True)
class WallEnd:
    """Where a wall begins or ends within a box though no level rule is drawn there."""

    x: float
    y: float


@dataclass(frozen=True)
class WalledBox:
    """A box with the rules in it: the walls, whole and by the pieces that they are drawn in, and the level ones, with where pieces of
    these and of the head and the foot end in it."""

    rect: Rect
    walls: Sequence[Segment]
    pieces: Sequence[Segment]
    levels: Sequence[Segment]
    level_ends: Sequence[float] = ()

    @cached_property
    def xs(self) -> list[float]:
        """Where the columns part."""
        return firsts(sorted(wall.at for wall in self.walls), SNAP)

    @cached_property
    def heights(self) -> list[float]:
        """Of the level rules, from the head of the box to its foot."""
        return [self.rect.y0, *sorted({rule.at for rule in self.levels}), self.rect.y1]

    @cached_property
    def ends(self) -> list[WallEnd]:
        """Where walls end in cells."""
        return [WallEnd(wall.at, y) for wall in self.walls for y in (wall.lo, wall.hi) if self._is_amid(y)]

    @cached_property
    def ends_of_pieces(self) -> list[float]:
        """Where rows part that no rule does: of the pieces that each wall is drawn in, one a cell, some end there and others begin. A
        program that cuts level rules where no wall is draws no piece for each cell."""
        if any(all(abs(x - wall) > SNAP for wall in self.xs) for x in self.level_ends):
            return []
        ends = firsts(sorted(piece.hi for piece in self.pieces), SNAP)
        walls = [[piece for piece in self.pieces if abs(piece.at - x) <= SNAP] for x in self.xs]
        found = [y for y in ends if self._is_amid(y) and _part_rows(walls, y)]
        return found if len(found) > len(self.heights) - OUTLINE else []

    def _is_amid(self, y: float) -> bool:
        return bisect_left(self.heights, y - THIN) == bisect_right(self.heights, y + THIN)


def _part_rows(walls: Sequence[Sequence[Segment]], y: float) -> bool:
    """Whether at a height a piece of each wall ends, and another of it begins or the wall does not go on, as beside a merged cell; the
    walls by their pieces."""
    end = all(any(abs(piece.hi - y) <= SNAP for piece in wall) for wall in walls)
    begun = [any(abs(piece.lo - y) <= SNAP for piece in wall) for wall in walls]
    return (
        end
        and any(begun)
        and all(is_begun or max(piece.hi for piece in wall) <= y + SNAP for is_begun, wall in zip(begun, walls, strict=True))
    )


def walled_box(rect: Rect, rulings: Sequence[Ruling]) -> WalledBox:
    """A box with those of the rulings that are in it, but for its sides."""
    inside = [rule for rule in rulings if holds(rect, rule, SNAP)]
    upright = [rule for rule in inside if rule.x0 == rule.x1 and rect.x0 + SNAP < rule.x0 < rect.x1 - SNAP]
    lying = [rule for rule in inside if rule.y0 == rule.y1]
    level = level_segments(rule for rule in lying if rect.y0 + SNAP < rule.y0 < rect.y1 - SNAP)
    ends = [x for rule in lying for x in (rule.x0, rule.x1) if rect.x0 + SNAP < x < rect.x1 - SNAP]
    return WalledBox(rect, upright_segments(upright), [Segment(rule.x0, rule.y0, rule.y1) for rule in upright], level, ends)


def grid_between_walls(box: WalledBox, runs: Sequence[Run]) -> RawGrid | None:
    """The one grid of the cells that the rules and the rows of the text close in a box; none where no text shows rows."""
    x0, y0, x1, y1 = box.rect
    text = [part for run in runs if x0 < run.x < x1 and y0 < run.y < y1 for part in _cut_at_walls(run, box)]
    rows = _rows(box, text)
    if not rows:
        return None
    sides = [Segment(x, y0, y1) for x in (x0, x1)]
    outline = [Segment(y, x0, x1) for y in (y0, y1)]
    found = grids_between([*outline, *box.levels, *_between_rows(box, rows, text), *_at_ends(box, rows, text)], [*sides, *box.walls])
    return next(iter(found), None)


def _cut_at_walls(run: Run, box: WalledBox) -> list[Run]:
    return parted(run, [wall.at for wall in box.walls if wall.lo < run.y < wall.hi])


def _reach(text: Sequence[Run]) -> float:
    return BESIDE * max((run.size for run in text), default=0.0)


def _rows(box: WalledBox, text: Sequence[Run]) -> list[float]:
    """Where rows part: where pieces of the walls end, or else where the text shows it and all are rows, next to the end of a wall there."""
    if box.ends_of_pieces and not any(_is_through(y, text, box.xs) for y in box.ends_of_pieces):
        return box.ends_of_pieces
    ends = firsts([end.y for end in box.ends], SNAP)
    shown = _rows_by_text(box.heights, ends, text, box.xs)
    rows = [min([end for end in ends if abs(end - y) < _reach(text)] or [y]) for y in shown]
    return rows if rows and _are_all_rows(box.rect.y0, _below_header(box, rows), text, box.xs) else []


def _is_through(y: float, text: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether a height goes through texts in most columns: what ends there is of a raster finer than the rows, whose cells are merged."""
    through = [run for run in text if run.y0 < y < run.y1]
    return 2 * len(columns_of(through, xs)) > len(xs) + 1


def _between_rows(box: WalledBox, rows: Sequence[float], text: Sequence[Run]) -> list[Segment]:
    """The edges of rows, but for where a name stands in the middle of several."""
    below = _below_header(box, rows)
    within = {below[n] for first, behind in _spans(below, box.xs, text) for n in range(first + 1, behind)}
    return [Segment(y, box.xs[0] if y in within else box.rect.x0, box.rect.x1) for y in rows]


def _at_ends(box: WalledBox, rows: Sequence[float], text: Sequence[Run]) -> list[Segment]:
    """Where a wall ends at no row's edge, the edge of the cells that it parts, from wall to wall."""
    amid = [end for end in box.ends if all(abs(end.y - y) >= _reach(text) for y in rows)]
    return [_from_wall_to_wall(end, box) for end in amid]


def _from_wall_to_wall(end: WallEnd, box: WalledBox) -> Segment:
    through = [box.rect.x0, *(wall.at for wall in box.walls if wall.lo + SNAP < end.y < wall.hi - SNAP), box.rect.x1]
    return Segment(end.y, max(x for x in through if x < end.x), min(x for x in through if x > end.x))


def _below_header(box: WalledBox, rows: Sequence[float]) -> list[float]:
    """The edges of the rows below a header: from the last rule over the first row that the text shows, or from there, to the foot."""
    start = max((y for y in box.heights[1:-1] if y < rows[0]), default=rows[0])
    return sorted(y for y in {*box.heights, *rows} if y >= start)


def _are_all_rows(top: float, below: Sequence[float], text: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether what stands between these heights are rows of a table, and above them, from ``top``, a header of few lines."""
    header, *bands = [between(text, band) for band in pairwise([top, *below])]
    return len(text_lines(header)) <= MOST_HEADER_LINES and are_rows([[], *bands], xs, are_named=len(_spans(below, xs, text)) > 1)


def _rows_by_text(drawn: Sequence[float], ends: Sequence[float], text: Sequence[Run], xs: Sequence[float]) -> list[float]:
    """Where rows part as the text shows it: also below a wall's end, where numbers stand there."""
    below = [y for y in ends if any(is_count(run.text) for run in next(iter(text_lines(between(text, (y, drawn[-1])))), []))]
    heights = sorted({*drawn, *ends})
    return sorted({*edges_by_text(heights, text, xs), *below})


def edges_by_text(heights: Sequence[float], text: Sequence[Run], xs: Sequence[float]) -> list[float]:
    """Where rows part of one line, or of several, if those of one line leave others together."""
    edges, wrapped = row_edges(heights, text, xs), _wrapped_edges(heights, text, xs)
    is_finer = len(wrapped) > len(edges) and all(any(part_the_same(y, other, text) for other in wrapped) for y in edges)
    return wrapped if is_finer else edges


def _wrapped_edges(heights: Sequence[float], text: Sequence[Run], xs: Sequence[float]) -> list[float]:
    """Where rows part whose cells have several lines, around the middle of a line of numbers or from this on down."""
    return [y for band in pairwise(heights) for y in _wrapped_in(between(text, band), xs)]


def _wrapped_in(text: Sequence[Run], xs: Sequence[float]) -> list[float]:
    lines = _lines_of_numbers(text, xs)
    if len(lines) < LEAST_LINES:
        return []
    placed = [(run, columns_of([run], xs)) for run in text]
    cells = [[run for run, columns in placed if columns == {column}] for column in range(len(xs) + 1)]
    for shared_out in (_below_firsts, _around_middles):
        columns = [shared_out(lines, cell) for cell in cells]
        if all(columns):
            rows = [[run for column in columns for run in column[n]] for n in range(len(lines) + 1)]
            return [middle_between(upper, lower) for upper, lower in pairwise(filter(None, rows))]
    return []


def _lines_of_numbers(text: Sequence[Run], xs: Sequence[float]) -> list[list[Run]]:
    """The lines with a number in at least half as many columns as the one with most."""
    lines = [[run for run in line if is_count(run.text) and columns_of([run], xs) != {0}] for line in text_lines(text)]
    most = max(map(len, lines), default=0)
    return [line for line in lines if line and 2 * len(line) >= most]


def _around_middles(lines: Sequence[Sequence[Run]], cell: Sequence[Run]) -> list[list[Run]]:
    """What stands in a column, by these lines, from the last one up: as many lines above each as below it; the header first. Nothing where
    it cannot be shared out."""
    rest, found = sorted(cell, key=lambda run: run.y), list[list[Run]]()
    for line in reversed(lines):
        behind = [run for run in rest if run.y > line[0].y + LEVEL * run.size]
        own = [run for run in rest if abs(run.y - line[0].y) <= LEVEL * run.size]
        first = len(rest) - 2 * len(behind) - len(own)
        if first < 0 or behind and abs(rest[first].y0 + rest[-1].y1 - 2 * line[0].y) > 2 * CENTRED * line[0].size:
            return []
        found.insert(0, rest[first:])
        rest = rest[:first]
    return [rest, *found]


def _below_firsts(lines: Sequence[Sequence[Run]], cell: Sequence[Run]) -> list[list[Run]]:
    """What stands in a column, by these lines, each with what is below it; the header first. Nothing where a text begins below its line."""
    starts = [line[0].y - LEVEL * line[0].size for line in lines]
    header, *found = [
        sorted((run for run in cell if top <= run.y < bottom), key=lambda run: run.y) for top, bottom in pairwise([-NONE, *starts, NONE])
    ]
    are_first = all(not runs or abs(runs[0].y - line[0].y) <= LEVEL * line[0].size for line, runs in zip(lines, found, strict=True))
    return [header, *found] if are_first else []


def parted(run: Run, cuts: Sequence[float]) -> list[Run]:
    """A run by the cells that its glyphs stand in: where columns are narrow, their texts are one run."""
    cuts = [cut for cut in cuts if run.x0 < cut < run.x1]
    if not cuts:
        return [run]
    places = [sum(cut < (x0 + x1) / 2 for cut in cuts) for x0, x1 in zip(run.glyphs.x0, run.glyphs.x1, strict=True)]
    return run.cut_at([k for k, (before, place) in enumerate(pairwise(places), 1) if before != place])


def _spans(heights: Sequence[float], xs: Sequence[float], text: Sequence[Run]) -> list[tuple[int, int]]:
    """From which to behind which row each name in the first column goes, where they stand in the middle of several."""
    names = [run for run in between(text, (heights[0], heights[-1])) if run.x < xs[0]]
    are_own = are_of_halves([[], *(between(text, band) for band in pairwise(heights))], xs)
    return spans_down(heights, names) if not are_own else []


def are_rows(bands: Sequence[Sequence[Run]], cuts: Sequence[float], *, are_named: bool) -> bool:
    """Whether what stands below a header of a line or two, or below a row as they are, are rows, each with numbers, and with a name where
    they are not ``are_named`` several by one, or it heads those below it; or of words in all columns."""
    header, *rows = bands
    if _most_lines(header, cuts) > HEADER_LINES and not _has_numbers(header, cuts):
        return False
    if len(bands) >= ROWS_OF_WORDS and _are_words(rows, cuts) or all(edges_of_words([bands], cuts)):
        return True
    return all(heads_again(row, cuts) or _has_numbers(row, cuts) and (are_named or 0 in columns_of(row, cuts)) for row in rows)


def are_of_halves(bands: Sequence[Sequence[Run]], cuts: Sequence[float]) -> bool:
    """Whether each row below a header has a name of its own but for those that head the ones below them: two halves of a year."""
    _, *rows = bands
    heads = [heads_again(row, cuts) for row in rows]
    return any(heads) and all(is_head or 0 in columns_of(row, cuts) for is_head, row in zip(heads, rows, strict=True))


def _most_lines(header: Sequence[Run], cuts: Sequence[float]) -> int:
    """How many lines the cell of most has."""
    columns = [columns_of([run], cuts) for run in header]
    return max((columns.count({column}) for column in range(len(cuts) + 1)), default=0)


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
    """Whether this is a number and what it counts, no more: 1,684件 or 延べ264人（実66人）, but not 2024年度, 令和6（2024） or 1行2列."""
    unit = unit_of(text)
    is_short = len(unit) <= LONGEST_UNIT and not any(ch.isdigit() for ch in unit)
    is_two = COUNTED.fullmatch(text) is not None and WESTERN_TOO.fullmatch(text) is None
    return has_number(text) and is_short and not unit.startswith(TIMES) or is_two


def unit_of(text: str) -> str:
    """What stands behind the number that a text begins with."""
    return text.lstrip("".join(NUMERIC) + "0123456789０１２３４５６７８９")


def are_names(names: Sequence[Run]) -> bool:
    """Whether one is a word: the characters of a label that is read downwards are none, nor are numbers."""
    return any(len(name.text) > 1 and not name.text.isdecimal() for name in names)
