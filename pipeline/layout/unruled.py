"""Tables without any rule: text that stands in columns, mostly of numbers, or under a header whose cells are shaded.

In come the runs of text of one cell (or of the page outside all) and the fills of the page; out come grids like those of
ruled tables. Tables that stand side by side are one grid each.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import TOUCH, RawCell, RawGrid
from pipeline.layout.hairlines import rule_over_header
from pipeline.layout.row_grids import grid_of
from pipeline.layout.rules import Rule
from pipeline.layout.runs import COLUMN_GAP, Run, common_white, crosses, text_lines, white_of
from pipeline.pages.model import Area

APART = 2.0
"""em; tables stand side by side at least this far apart"""
NONE = 1e9
"""pt; the distance from nothing"""
CLOSE = 1.6
"""em; lines of a table stand no further apart"""
MOST_FILLS = 600
"""a page has seldom a tenth as many; what is drawn of so many little areas is a picture"""
OVERLAP = 0.2
"""em; text of one row overlaps by more in height"""
UNEVEN = 0.08
"""em; a gap smaller than the other by this much is within a cell"""


def aligned_grids(runs: Sequence[Run], fills: Sequence[Area] = (), around: Sequence[Run] = ()) -> list[RawGrid]:
    """Grids of tables without any rule: at least three rows in a row whose text stands in columns, mostly of numbers.

    ``around`` is all the text where the tables stand: a header whose words touch is known by the columns below it.
    """
    grids = shaded_grids(around or runs, fills)
    runs = [r for r in runs if not any(_holds(g.rect, r) for g in grids)]
    block: list[list[Run]] = []
    for row in [*text_lines(runs), []]:
        close = bool(block) and bool(row) and row[0].y0 - block[-1][0].y1 < 1.6 * row[0].size
        if row and _columnar(row) and (not block or close):
            block.append(row)
            continue
        if len(block) > 2:
            for table in _tables_beside(block, fills):
                grids.extend(_aligned(table, fills, around))
        block = [row] if row and _columnar(row) else []
    return grids


def _columnar(row: Sequence[Run]) -> bool:
    first = min(row, key=lambda r: r.x0)
    return len(row) > 2 or len(row) == 2 and first.x1 - first.x0 > 1.6 * first.size


def _tables_beside(block: Sequence[Sequence[Run]], fills: Sequence[Area]) -> list[Sequence[Sequence[Run]]]:
    """The rows of each table in a block, from left to right: a wide stretch of white parts tables whose headers are shaded apart, or
    each of which has a caption over its left end."""
    x0, x1 = min(r.x0 for row in block for r in row), max(r.x1 for row in block for r in row)
    if header := _shaded_header(block, fills):
        rows = [row for row in block if row[0].y0 + row[0].y1 > 2 * header[0].y0]
        cuts = [(a.x1 + b.x0) / 2 for a, b in pairwise(header) if b.x0 - a.x1 > COLUMN_GAP * block[0][0].size]
    else:
        rows = list(block[1:])
        cuts = _between_captions(block[0], [r for row in rows for r in row])
    sides = list(pairwise([x0 - 1, *cuts, x1 + 1]))
    tables = [[here for row in rows if (here := [r for r in row if a <= (r.x0 + r.x1) / 2 < b])] for a, b in sides]
    whole = all(len(table) > 1 for table in tables) and not any(crosses(r, c) for row in rows for r in row for c in cuts)
    return list(tables) if len(tables) > 1 and whole else [block]


def _shaded_header(block: Sequence[Sequence[Run]], fills: Sequence[Area]) -> list[Area]:
    """The shaded cells at the head of a block, from left to right."""
    top, bottom = block[0][0].y0 - block[0][0].size, block[-1][0].y1
    x0, x1 = min(r.x0 for row in block for r in row), max(r.x1 for row in block for r in row)
    painted = sorted(f for f in fills if top <= f.y0 and f.y1 <= bottom and f.x1 > x0 and f.x0 < x1)
    head = min([f.y0 for f in painted], default=0.0)
    return [f for f in painted if f.y0 - head < TOUCH]


def _between_captions(captions: Sequence[Run], below: Sequence[Run]) -> list[float]:
    """The middles of the white between the tables under these runs, each at the left end of one; none if they are no captions."""
    captions = sorted(captions, key=lambda r: r.x0)
    size = captions[0].size
    white = [(low, high) for low, high in white_of(below) if high - low > APART * size]
    ends = [min(r.x0 for r in below), max(r.x1 for r in below)]
    parted = [next(((a, b) for a, b in white if a < r.x0 <= b + 1 and b - r.x0 < APART * size), None) for r in captions[1:]]
    cuts = [(a + b) / 2 for a, b in filter(None, parted)]
    if len(cuts) < len(captions) - 1 or captions[0].x0 > ends[0] + 1:
        return []
    edges = [ends[0], *(x for pair in filter(None, parted) for x in pair), ends[1]]
    middles = [(a + b) / 2 for a, b in zip(edges[::2], edges[1::2], strict=True)]
    over = [abs((r.x0 + r.x1) / 2 - middle) < size for r, middle in zip(captions, middles, strict=True)]
    return [] if all(over) else cuts


def _aligned(block: Sequence[Sequence[Run]], fills: Sequence[Area], around: Sequence[Run]) -> list[RawGrid]:
    cells = [r for row in block for r in sorted(row, key=lambda r: r.x0)[1:]]
    numeric = sum(any(text.isdigit() for text in r.glyphs.texts) and r.x1 - r.x0 < 9 * r.size for r in cells)
    if numeric * 2 < len(cells) and len(_shaded_header(block, fills)) < 2 or not common_white(block):
        return []
    x0, x1 = min(r.x0 for row in block for r in row) - 2, max(r.x1 for row in block for r in row) + 2
    heights = [min(r.y0 for r in block[0]) - 1]
    heights += [(max(r.y1 for r in a) + min(r.y0 for r in b)) / 2 for a, b in zip(block, block[1:], strict=False)]
    heights.append(max(r.y1 for r in block[-1]) + 1)
    rules = [Rule(y, x0, x1, [(x0, x1)], 0) for y in heights]
    texts = [r for row in block for r in row]
    if around and (head := rule_over_header(rules, rules, (), around, fills)) is not None:
        texts += [r for r in around if head.y <= (r.y0 + r.y1) / 2 < heights[0]]
        rules.insert(0, head)
    grid = grid_of(rules, rules, texts, fills)
    if grid is None:
        return []
    grid.ruled = "none"
    return [grid]


def shaded_grids(runs: Sequence[Run], fills: Sequence[Area]) -> list[RawGrid]:
    """Grids of tables whose header cells are shaded side by side: they show the columns, and the text below stands in these.

    Text of one row overlaps in height; a line that has a row for itself belongs to the row whose line is nearer in its column.
    """
    grids = []
    for header in shaded_headers(runs, fills):
        edges = [header[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(header)), header[-1].x1]
        rows = _rows_below(header, edges, runs, fills)
        if not any(len(_columns(row, edges)) > 1 for row in rows):
            continue
        title = next((f for f in fills if abs(f.y1 - header[0].y0) < TOUCH and abs(f.x0 - edges[0]) < TOUCH > abs(f.x1 - edges[-1])), None)
        ys = [header[0].y0, header[0].y1] if title is None else [title.y0, header[0].y0, header[0].y1]
        ys += [(max(r.y1 for r in a) + min(r.y0 for r in b)) / 2 for a, b in pairwise(rows)]
        ys.append(max(r.y1 for r in rows[-1]) + 1)
        places = [(n, n + 1, c, c + 1) for n in range(title is not None, len(ys) - 1) for c in range(len(header))]
        if title is not None:
            places.insert(0, (0, 1, 0, len(header)))
        cells = [RawCell(Rect(edges[c], ys[r], edges[d], ys[q]), (c, d), (r, q)) for r, q, c, d in places]
        grids.append(RawGrid(Rect(edges[0], ys[0], edges[-1], ys[-1]), edges, ys, cells, ruled="none"))
    return grids


def shaded_headers(runs: Sequence[Run], fills: Sequence[Area]) -> list[list[Area]]:
    """The rows of shaded cells that touch, of which at least two say something, from left to right; none on a page of countless fills."""
    if len(fills) > MOST_FILLS:
        return []
    beside = [r for a, b in pairwise(runs) if a.y1 == b.y1 for r in (a, b)]
    said = {f for f in fills if any(_holds(f, r) for r in beside)} if beside else set()
    rows: list[list[Area]] = []
    for fill in sorted({f for f in fills if any(_level(f, one) for one in said)}):
        row = next((row for row in rows if abs(row[-1].x1 - fill.x0) < TOUCH and _level(row[-1], fill)), None)
        if row is None:
            rows.append([fill])
        else:
            row.append(fill)
    return [row for row in rows if len(said.intersection(row)) > 1]


def _level(a: Area, b: Area) -> bool:
    """Whether two fills are of one height at one height."""
    return abs(a.y0 - b.y0) < TOUCH and abs(a.y1 - b.y1) < TOUCH


def _rows_below(header: Sequence[Area], edges: Sequence[float], runs: Sequence[Run], fills: Sequence[Area]) -> list[list[Run]]:
    """The rows of text under a header, as far as they keep to its columns and close to each other."""
    bottom = header[0].y1
    shades = [f for f in fills if f.y0 > bottom - TOUCH]
    lines: list[list[Run]] = []
    for line in text_lines([r for r in runs if r.y0 + r.y1 > 2 * bottom and r.x1 > edges[0] - TOUCH and r.x0 < edges[-1] + TOUCH]):
        over = any(r.x0 < edges[0] - TOUCH or r.x1 > edges[-1] + TOUCH or any(crosses(r, edge) for edge in edges[1:-1]) for r in line)
        if over or min(r.y0 for r in line) - bottom > CLOSE * line[0].size or any(_holds(shade, r) for shade in shades for r in line):
            break
        lines.append(line)
        bottom = max(r.y1 for r in line)
    rows = _joined(_levels([r for line in lines for r in line]), edges)
    while rows and _columns(rows[-1], edges) == {0}:  # a caption or a heading
        rows.pop()
    return rows


def _levels(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that overlap in height, from the top down."""
    levels: list[list[Run]] = []
    bottom = -1e9
    for run in sorted(runs, key=lambda r: r.y0):
        if run.y0 < bottom - OVERLAP * run.size:
            levels[-1].append(run)
        else:
            levels.append([run])
        bottom = max(bottom, run.y1)
    return levels


def _joined(levels: Sequence[list[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """The rows of which some have lines above or below those that stand side by side."""
    rows: list[list[Run]] = []
    joins = False
    around: list[list[Run]] = [[], *levels, []]
    for k, level in enumerate(levels):
        joined, joins = joins, False
        columns = _columns(level, edges)
        if len(columns) == 1:
            (column,) = columns
            above, below = _gap(around[k], level, column, edges), _gap(level, around[k + 2], column, edges)
            if below == NONE:  # the gap between the rows before tells as much
                below = _gap(around[k - 1], around[k], column, edges) if k > 1 else 0.0
            least = UNEVEN * level[0].size
            joins = below < above - least and k + 1 < len(levels)
            joined = joined or k > 0 and not joins and (column > 0 or above < below - least)
        if joined:
            rows[-1] += level
        else:
            rows.append(list(level))
    return rows


def _gap(upper: Sequence[Run], lower: Sequence[Run], column: int, edges: Sequence[float]) -> float:
    """The distance of what two levels have in one column, in points; ``NONE`` where one has nothing there."""
    above = [r.y1 for r in upper if _columns([r], edges) == {column}]
    below = [r.y0 for r in lower if _columns([r], edges) == {column}]
    return min(below) - max(above) if above and below else NONE


def _columns(runs: Sequence[Run], edges: Sequence[float]) -> set[int]:
    return {sum(edge < (r.x0 + r.x1) / 2 for edge in edges[1:-1]) for r in runs}


def _holds(rect: Rect | Area, run: Run) -> bool:
    return rect.x0 <= (run.x0 + run.x1) / 2 <= rect.x1 and rect.y0 <= (run.y0 + run.y1) / 2 <= rect.y1
