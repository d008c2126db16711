"""Lines of text from glyphs, whatever order the program that made the PDF wrote them in.

Glyphs are sorted by baseline and position, cut into runs at wide gaps, and the runs of one cell (or of the page outside
all cells) on one baseline make a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import compress, count, groupby, pairwise, repeat
from operator import gt, sub
from typing import NamedTuple

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Line
from pipeline.layout.spacing import WIDE_GAP, spaced_text
from pipeline.pages.model import Glyph, Glyphs, Span, Style

HomeOf = Callable[[float, float], int]
"""Tells in which cell a point stands, and what the page outside all cells and each figure count as."""
CLOSE = 0.1
"""em; what is drawn on within this of where the glyph before it ends is the same string: cells keep their texts further apart, and
what a cell's clip cuts off reaches further into the next"""
SAME_ROW = 0.35
"""em; the feet of glyphs of one row lie no further apart"""
COLUMN_WIDTH = 0.6
"""em; middles of glyphs of one column of top-to-bottom writing lie no further apart"""
RUBY_OVER = 1.45
"""em of the line below; the foot of ruby stands no higher over that line's"""
RUBY_SIZE = 0.62
"""of the line below; smaller kana directly above others are ruby"""
KANA = frozenset(map(chr, (*range(0x3041, 0x3100), *range(0xFF66, 0xFFA0))))


def rows_of(glyphs: Glyphs) -> list[Glyphs]:
    """Glyphs by baseline from the top down, each row from left to right."""
    level: dict[float, list[Span]] = defaultdict(list)
    for span in glyphs.spans:
        level[span.y1].append(span)
    rows: list[list[Span]] = []
    bottom = -1e9
    for at in sorted(level):
        same = level[at]
        step = at - bottom
        above = next((k for k, span in enumerate(same) if step > SAME_ROW * span.size), len(same))
        if above:
            rows[-1] += same[:above]
        if above < len(same):
            rows.append(same[above:])
            bottom = at
    return [_from_left(row) for row in with_raised(rows)]


def with_raised(rows: list[list[Span]]) -> list[list[Span]]:
    """The rows, from the top down, with raised marks (a small ※1 or 2) in the row that they are raised from: ruby lies over glyphs,
    a raised mark stands between them."""
    sizes = {span.size for row in rows for span in row}
    if not sizes or min(sizes) > RAISED_SIZE * max(sizes):
        return rows
    largest = [max([span.size for span in row]) for row in rows]
    rest: list[list[Span]] = []
    for k, row in enumerate(rows):
        left: list[Span] = []
        below = slice(k + 1, k + 1 + ROWS_BETWEEN)
        small = RAISED_SIZE * max(largest[below], default=0.0)
        for span in row:
            near = (r for r in rows[below] if span.size <= small and _is_raised_in(span, r))
            (next(near, None) or left).append(span)
        if left:
            rest.append(left)
        rows[k] = left
    return rest


def _is_raised_in(span: Span, row: Sequence[Span]) -> bool:
    low, high = RAISED_BY
    bases = [base for base in row if span.size <= RAISED_SIZE * base.size and low * base.size <= base.y1 - span.y1 <= high * base.size]
    if not any(0 <= span.x0[0] - end + OVERLAP * base.size <= BESIDE * base.size for base in bases for end in base.x1):
        return False
    slack = OVERLAP * span.size
    return not any(x0 < span.x1[-1] - slack and span.x0[0] + slack < x1 for other in row for x0, x1 in zip(other.x0, other.x1, strict=True))


RAISED_SIZE = 0.85
"""of the size of the text that it is raised from: word processors set a mark at 58 to 66 of 100, browsers at 83"""
RAISED_BY = (0.1, 0.75)
"""em of the text; how high the foot of a raised mark stands over the text's"""
BESIDE = 0.6
"""em of the text; a raised mark begins within this of the end of a glyph …"""
OVERLAP = 0.15
"""em; … and lies over none by more"""
ROWS_BETWEEN = 3
"""rows of other columns whose feet may stand between that of a mark and that of its text"""


def _from_left(spans: list[Span]) -> Glyphs:
    spans.sort(key=lambda span: span.x0)
    last = -1e9
    for span in spans:
        if span.x0[0] <= last:  # it stands within another (a fallback font's glyph) or on it
            return Glyphs.of(sorted(Glyphs(spans)))
        last = span.x0[-1]
    return Glyphs(spans)


def runs_of(glyphs: Glyphs) -> list[Glyphs]:
    """One row of glyphs cut where the gap is wider than the type."""
    if glyphs.spans and max(glyphs.gaps, default=0.0) <= min([span.size for span in glyphs.spans]):
        return [glyphs]  # most rows
    runs: list[list[Span]] = []
    end = -1e9
    for part in (part for span in glyphs.spans for part in _cut(span)):
        gap = 0.0 if part.style & Style.CLOSED else part.x0[0] - end
        if gap > part.size or not runs:
            runs.append([part])
        else:
            runs[-1].append(part)
        end = part.x1[-1]
    return [Glyphs(run) for run in runs]


def _cut(span: Span) -> list[Span]:
    if len(span.x0) == 1:
        return [span]
    cuts = [*compress(count(1), map(gt, map(sub, span.x0[1:], span.x1), repeat(span.size)))]
    if not cuts:
        return [span]
    whole = Glyphs((span,))
    return [whole.part(a, b).spans[0] for a, b in pairwise([0, *cuts, len(span.x0)])]


def height_of(run: Glyphs) -> float:
    """Where the middle of its first glyph stands."""
    return (run.spans[0].y0 + run.spans[0].y1) / 2


def extent_of(glyphs: Glyphs) -> Rect:
    spans = glyphs.spans
    if len(spans) == 1:
        (span,) = spans
        return Rect(span.x0[0], span.y0, max(span.x1), span.y1)
    x0, y0 = min([span.x0[0] for span in spans]), min([span.y0 for span in spans])
    return Rect(x0, y0, max([max(span.x1) for span in spans]), max([span.y1 for span in spans]))


def white_cuts(line: Line, wide: float) -> list[int]:
    """The numbers of the glyphs before which white wider than so many em stands; what counts as a printed space is one in the text."""
    if wide > WIDE_GAP and " " not in line.text and "\u3000" not in line.text:
        return []  # most lines
    return [*compress(count(1), map(gt, line.glyphs.gaps, repeat(wide * line.size)))]


def line_of(page: int, glyphs: Iterable[Glyph], vertical: bool = False) -> Line:
    row = Glyphs.of(glyphs)
    bold = sum([len(span.x0) for span in row.spans if span.style & Style.BOLD])
    return Line(page, extent_of(row), row, max([span.size for span in row.spans]), spaced_text(row), 2 * bold > len(row), vertical)


def with_stacks(page: int, lines: Sequence[Line]) -> list[Line]:
    """The lines of one home, what is written from top to bottom put together where a program wrote it glyph by glyph.

    A browser turns only the brackets of such writing; its other glyphs come upright, each a line of its own under the one before.
    """
    single = sorted((line for line in lines if len(line.glyphs) == 1), key=lambda line: line.rect.y0)
    out = list(lines)
    for turned in [line for line in lines if line.vertical]:
        if turned not in out:
            continue
        column = list(turned.glyphs)
        for line in (*single, *reversed(single)):
            if line in out and line is not turned and any(_is_next_in_column(line.glyphs[0], other) for other in column):
                column.append(line.glyphs[0])
                out.remove(line)
        if len(column) > len(turned.glyphs):
            out[out.index(turned)] = line_of(page, sorted(column, key=lambda g: g.y0), vertical=True)
    return out


def _is_next_in_column(glyph: Glyph, other: Glyph) -> bool:
    """Whether one of two glyphs stands right above the other."""
    beside = abs(glyph.x0 + glyph.x1 - other.x0 - other.x1) / 2 < SAME_COLUMN * glyph.size
    return beside and 0 < abs(glyph.y0 + glyph.y1 - other.y0 - other.y1) / 2 < NEXT_IN_COLUMN * glyph.size


SAME_COLUMN = 0.3
"""em; middles of glyphs that stand under each other lie no further apart sideways"""
NEXT_IN_COLUMN = 1.6
"""em; nor further apart downwards"""


def vertical_lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """Columns of top-to-bottom writing, from the right to the left."""
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -(g.x0 + g.x1)):
        middle = (glyph.x0 + glyph.x1) / 2
        if columns and (columns[-1][0].x0 + columns[-1][0].x1) / 2 - middle < COLUMN_WIDTH * glyph.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [line_of(page, sorted(c, key=lambda g: g.y0), vertical=True) for c in columns]


def with_upright_columns(page: int, lines: list[Line]) -> list[Line]:
    """The lines of one home, or its columns from the right to the left where it is written from top to bottom in several of them.

    Word processors set such writing glyph by glyph in upright type; only that each is drawn after the one over it tells it from rows.
    """
    lengths = [len(line.glyphs) for line in lines]
    if sum(lengths) < FEWEST_IN_COLUMNS or max(lengths) > MOST_COLUMNS:
        return lines
    columns = columns_of(sorted((glyph for line in lines for glyph in line.glyphs), key=lambda glyph: glyph.index))
    if len(columns) < 2:
        return lines
    return [line_of(page, column, vertical=True) for column in columns]


def columns_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs in the order in which they are drawn as columns from the right to the left, each from top to bottom; none where that is no
    such order."""
    columns: list[list[Glyph]] = []
    for glyph in glyphs:
        if columns and _goes_down(columns[-1][-1], glyph):
            columns[-1].append(glyph)
        elif not columns or _begins_column(columns[-1], glyph):
            columns.append([glyph])
        else:
            return []
    return columns


def _goes_down(above: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.x0 + glyph.x1 - above.x0 - above.x1) / 2 < SAME_COLUMN * glyph.size and glyph.y0 > above.y0


def _begins_column(before: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a glyph stands left of a column and not below its end."""
    return glyph.x1 < before[0].x1 - SAME_COLUMN * glyph.size and glyph.y0 < before[-1].y1


FEWEST_IN_COLUMNS = 3
"""glyphs of all columns; fewer are no label that a low cell makes two columns of"""
MOST_COLUMNS = 4
"""columns of top-to-bottom writing in a cell; a label has no more"""


def without_ruby(lines: list[Line]) -> tuple[list[Line], list[Glyph]]:
    """The lines without those of small type that sit closely on larger type; and their glyphs."""
    kept: list[Line] = []
    ruby: list[Glyph] = []
    for line, below in pairwise([*lines, lines[-1]]):
        if line.size <= RUBY_SIZE * below.size:
            (first, last), (start, *_, end), base = (line.glyphs[0], line.glyphs[-1]), (below.glyphs[0], below.glyphs[-1]), below.size
            close = first.y1 > start.y1 - RUBY_OVER * base and start.x0 - base <= first.x0 and last.x1 <= end.x1 + base
            if close and KANA.issuperset(line.glyphs.texts):
                ruby.extend(line.glyphs)
                continue
        kept.append(line)
    return kept, ruby


class Placed(NamedTuple):
    """A run of a row and the home in which all of it stands; None where another home begins before its end."""

    run: Glyphs
    home: int | None


def _parted(run: Glyphs, home_of: HomeOf, starts: Container[float]) -> Iterator[tuple[int, Glyphs]]:
    """The parts of a run that stand in different homes, unless it begins and ends in the same one.

    Text that runs over the wall of its cell, as spreadsheets let it, belongs where it begins; what begins outside all homes, where
    it enters the first. Behind a wall, at one of the places where texts of cells start, is another's text.
    """
    homes = _homes(run, home_of)
    if homes[0] == homes[-1]:
        yield homes[0], run
        return
    goes_on = _going_on(run)
    for k, (before, here) in enumerate(pairwise(homes), 1):
        goes_on[k] = goes_on[k] and (before == here or round(run.x0[k], PRECISE) not in starts)
    for k in range(1, len(homes)):
        if goes_on[k] and homes[k - 1] != OUTSIDE:
            homes[k] = homes[k - 1]
    for k in range(len(homes) - 1, 0, -1):
        if goes_on[k]:
            homes[k - 1] = homes[k]
    start = 0
    for home, members in groupby(homes):
        behind = start + len(list(members))
        yield home, run.part(start, behind)
        start = behind


def _homes(run: Glyphs, home_of: HomeOf) -> list[int]:
    """The home of each glyph of a run."""
    middle = height_of(run)
    return [home_of((x0 + x1) / 2, middle) for x0, x1 in zip(run.x0, run.x1, strict=True)]


def _starts(row: Iterable[Placed], home_of: HomeOf) -> Iterator[float]:
    """Where the texts of a row start in cells: its runs, and, in those that stand in several homes, what is no string with the glyph before
    the wall."""
    for run, home in row:
        if home is None:
            changes = [before != here for before, here in pairwise(_homes(run, home_of))]
            yield from (x for x, is_other, goes_on in zip(run.x0[1:], changes, _going_on(run)[1:], strict=True) if is_other and not goes_on)
        elif home != OUTSIDE:
            yield run.x0[0]


OUTSIDE = -1
"""the home of what stands in no cell and no figure"""
PRECISE = 2
"""decimals of a point; texts that a program sets from one wall start at places that agree so far, others hardly ever do"""
EVEN = 0.04
"""em; by so much at most does a gap within a string differ from the others"""


def _going_on(run: Glyphs) -> list[bool]:
    """For each glyph whether it goes on a string: drawn right after the glyph before it, alike, and set closely behind it, as the
    others are: two words that fill their cells are nearly as close."""
    sizes, indexes = run.sizes, run.indexes
    gaps = list(map(sub, run.x0[1:], run.x1))
    usual = sorted(gaps)[len(gaps) // 2]
    goes_on = [False]
    for k, gap in enumerate(gaps, 1):
        is_next = indexes[k] == indexes[k - 1] + 1 and sizes[k] == sizes[k - 1]
        goes_on.append(is_next and abs(gap) <= CLOSE * sizes[k] and abs(gap - usual) <= EVEN * sizes[k])
    return goes_on


def lines_by_home(
    page: int, rows: Iterable[Sequence[Placed]], upright: Sequence[Glyph], home_of: HomeOf
) -> tuple[dict[int, list[Line]], list[Glyph]]:
    """Lines by the home (a cell, or none) that ``home_of`` gives for a point; and the ruby that was put aside.

    ``upright`` are the glyphs of top-to-bottom writing, which stand in no row.
    """
    lines: dict[int, list[Line]] = {}
    ruby: list[Glyph] = []
    for home, members in _lines_of_rows(page, rows, home_of).items():
        lines[home], aside = without_ruby(members if home == OUTSIDE else with_upright_columns(page, members))
        ruby += aside
    columns: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in upright:
        columns[home_of((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)].append(glyph)
    for home, column in columns.items():
        lines.setdefault(home, []).extend(vertical_lines(page, column))
    return lines, ruby


def _lines_of_rows(page: int, rows: Iterable[Sequence[Placed]], home_of: HomeOf) -> dict[int, list[Line]]:
    """The lines of each home from the top down: what stands of one row in it."""
    lines: dict[int, list[Line]] = defaultdict(list)
    rows = list(rows)
    are_cut = any(home is None for row in rows for _, home in row)
    starts = {round(x, PRECISE) for row in rows for x in _starts(row, home_of)} if are_cut else set()
    for row in rows:
        found: dict[int, list[Glyphs]] = defaultdict(list)
        for run, home in row:
            for key, part in _parted(run, home_of, starts) if home is None else ((home, run),):
                found[key].append(part)
        for key, parts in found.items():
            lines[key].append(line_of(page, Glyphs.together(parts)))
    return lines
