"""Tables without any rule or shade: text that stands in columns, mostly of numbers.

In come the runs of text of one cell (or of the page outside all); out come grids like those of ruled tables. Tables that stand
side by side are one grid each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import (
    MARK_WIDTH,
    NumberColumns,
    TextEdges,
    ends_in_brackets,
    is_narrow_word,
    parted,
    stand_over_each_other,
)
from pipeline.layout.grids import TOUCH, RawGrid
from pipeline.layout.gutters import white_of
from pipeline.layout.header_below import CLOSE, STANDS_OFF
from pipeline.layout.header_over import is_bracketed
from pipeline.layout.names import NEARER
from pipeline.layout.row_edges import IN_BRACKETS
from pipeline.layout.row_grids import grid_of
from pipeline.layout.rules import Rule
from pipeline.layout.runs import (
    OVERLAP,
    Run,
    are_typed,
    has_number,
    holds_middle,
    is_number,
    is_one_row,
    middle_between,
    stand_at_one_place,
    text_lines,
)
from pipeline.layout.shaded_headers import NONE, shaded_grids
from pipeline.layout.text_sides import sides_of_text
from pipeline.pages.model import Area

APART = 2.0
"""em; tables stand side by side at least this far apart"""
LEAST_ROWS = 3
"""rows in a row whose text stands in columns; fewer are a list"""
LEAST_SHARES = 2
"""numbers in brackets; one alone may be a note"""
LONGEST_NUMBER = 9
"""em; a text with a digit in it that is longer is no number"""
OFF_MIDDLE = 0.35
"""em; the lines of a cell have their middles this near each other"""
ROOM = 0.8
"""share of the step from column to column; what fills so much of it had no room on one line beside the sides of its cell"""
ALIGNED = 0.6
"""share of a column's words that begin at one place; others stand in its middle or at its end"""
COLUMNS_OF_LIST = 2
"""columns; a list has no more: terms, and what is said of them"""
EDGE, MARGIN = TOLERANCES.over, TOLERANCES.margin


def aligned_grids(
    runs: Sequence[Run], fills: Sequence[Area] = (), around: Sequence[Run] = (), tables: Sequence[Rect] = ()
) -> list[RawGrid]:
    """Grids of tables without any rule: at least three rows in a row whose text stands in columns, mostly of numbers.

    ``around`` is all the text where the tables stand: a header whose words touch is known by the columns below it. ``tables`` are those
    that are known, which may have captions beside the first rows.
    """
    grids = shaded_grids(around or runs, fills)
    rest = [run for run in around or runs if not any(holds_middle(grid.rect, run) for grid in grids)]
    sides = sides_of_text(rest)
    return grids + [grid for side in sides for grid in _in_columns(side, fills, side if len(sides) > 1 else around, tables)]


def _in_columns(runs: Sequence[Run], fills: Sequence[Area], around: Sequence[Run], tables: Sequence[Rect]) -> list[RawGrid]:
    """Grids of the tables that columns of numbers alone show, in one column of text."""
    blocks = [_without_captions_beside(block, tables) for block in _blocks(_rows_in_columns(runs))]
    rows = [
        block
        for block in (_parted_as_numbers_end(block, around) for block in blocks if block)
        if len(block) >= LEAST_ROWS or _are_banded(block, fills) or is_one_row(block)
    ]
    grids: list[RawGrid] = []
    for table in (table for block in rows for table in _tables_beside(block)):
        grid = _aligned(table, fills, [run for run in around if not any(holds_middle(other.rect, run) for other in grids)])
        grids += [grid] if grid is not None else []
    return grids


def _rows_in_columns(runs: Sequence[Run]) -> list[list[Run]]:
    """The lines in columns, each with those that go on with its cells, a cell of two lines stands around the middle of the others, and
    with a name of two lines around it. What stands as much beside the next line, a name of both, is left out."""
    rows: list[list[Run]] = []
    lines = _with_rests(_with_shares(text_lines(runs)))
    alone = [line[0] for line in lines if len(line) == 1]
    for line in lines:
        names = _names_around(line, alone)
        alone = [run for run in alone if run not in names]
        if rows and _goes_on(rows[-1], line):
            rows[-1] += line
        elif names or _is_columnar(line):
            top = min(run.y0 for run in (*line, *names))
            rest = [[run for run in row if run.y1 < top + OVERLAP * run.size] or row for row in rows[-1:]]
            rows = [*rows[:-1], *rest, [*line, *names]]
    return rows


def _with_rests(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines, of which those in columns are one with the text alone below that is the rest of a cell set at their height: it stands
    under that, nearer to it than to the next line in columns. Where one stands over it as well, it is in the middle of its cell."""
    found: list[list[Run]] = []
    for n, line in enumerate(lines):
        below = next((other for other in lines[n + 1 :] if _is_columnar(other)), None)
        row, over = (found[-1], found[-2:-1]) if found else ([], [])
        is_rest = below is not None and len(line) == 1 and _is_rest(line[0], row, below)
        if is_rest and not any(len(above) == 1 and _is_near(above[0], row[0]) and stand_at_one_place(above[0], line[0]) for above in over):
            found[-1] = [*row, *line]
        else:
            found.append(line)
    return found


def _is_rest(run: Run, row: Sequence[Run], below: Sequence[Run]) -> bool:
    """Whether a text is the rest of a cell of a row."""
    cell = next((text for text in row[::-1] if stand_at_one_place(text, run)), None)
    if cell is None or not _is_columnar(row) or has_number(run.text) or not _is_near(cell, run):
        return False
    return run.y0 - cell.y1 < min(text.y0 for text in below) - run.y1 - NEARER * run.size


def _is_near(upper: Run, lower: Run) -> bool:
    return upper.y1 < lower.y1 and lower.y0 - upper.y1 < CLOSE * lower.size


def _with_shares(lines: Iterable[list[Run]]) -> list[list[Run]]:
    """The lines, of which those of numbers are one with the numbers in brackets that stand below each of them, 104人 over （44.7％）, and
    with the name alone between the two."""
    found: list[list[Run]] = []
    for line in lines:
        upper = next((k for k in (1, 2) if _are_shares_of(line, found[-k:])), 0)
        found = [*found[: len(found) - upper], [run for above in found[len(found) - upper :] for run in above] + line]
    return found


def _are_shares_of(line: Sequence[Run], above: Sequence[Sequence[Run]]) -> bool:
    """Whether a line is of numbers in brackets that stand below those of the first of some lines; a second one is the name of both."""
    numbers = [run for run in above[0] if has_number(run.text)] if above else []
    if len(line) < LEAST_SHARES or len(numbers) != len(line) or any(len(name) > 1 or name[0].x1 > line[0].x0 for name in above[1:]):
        return False
    pairs = zip(sorted(numbers, key=_start), sorted(line, key=_start), strict=True)
    return all(IN_BRACKETS.fullmatch(run.text) and stand_at_one_place(number, run) for number, run in pairs) and _is_close(numbers, line)


def _start(run: Run) -> float:
    return run.x0


def _names_around(line: Sequence[Run], alone: Sequence[Run]) -> list[Run]:
    """The lines of a name around the middle of a line of several texts, as many above as below: all stand right of it, but for the one
    of the name of numbers that is on that line."""
    first, *behind = sorted(line, key=lambda run: run.x0)
    is_named = not is_number(first.text) and all(is_number(run.text) for run in behind)
    left = [run for run in alone if behind and run.x1 < (behind[0] if is_named and stand_over_each_other(run, first) else first).x0]
    above = _close_by(line, [run for run in left if run.y < first.y][::-1])
    below = _close_by(line, [run for run in left if run.y > first.y])
    around = [*above, *below[: len(above)]]
    if len(around) != 2 * len(above) or not above:
        return []
    off = above[-1].y0 + around[-1].y1 - 2 * first.y
    return around if abs(off) < OFF_MIDDLE * first.size else []


def _close_by(line: Sequence[Run], names: Iterable[Run]) -> list[Run]:
    """Those of the names that go away from a line, each as near to the one before as lines of one cell are."""
    found: list[Run] = []
    for name in names:
        if abs(name.y - (found or line)[-1].y) > CLOSE * name.size:
            break
        found.append(name)
    return found


def _goes_on(row: Sequence[Run], line: Sequence[Run]) -> bool:
    """Whether each text of a line begins beside a row, and stands in the middle under one text of it, but for that of the first column."""
    bottom, first = max(run.y1 for run in row), min(run.x0 for run in row)
    beside = all(run.y0 < bottom - OVERLAP * run.size and run.x0 > first for run in line)
    return beside and all(any(_is_under(run, over) for over in row) for run in line)


def _is_under(run: Run, over: Run) -> bool:
    return over.y1 < run.y1 and abs(run.x - over.x) < OFF_MIDDLE * run.size


def _with_whole_header(block: list[list[Run]]) -> list[list[Run]]:
    """The rows, of which the first may be two lines: below each word but that of the corner stands, in its middle, a shorter one that
    its column has no room for on its line, or how many were asked, in brackets."""
    upper, lower = block[0], sorted(block[1], key=lambda run: run.x0)
    over = sorted(upper, key=lambda run: run.x0)[-len(lower) :]
    step = min((b.x - a.x for a, b in pairwise(over)), default=NONE)
    pairs = list(zip(over, lower, strict=False))
    are_below = len(over) == len(lower) >= len(upper) - 1 and all(_is_under(run, word) for word, run in pairs)
    if not are_below or any(has_number(run.text) for run in over):
        return block
    is_rest = not any(has_number(run.text) for run in lower) and all(_fills(word, run, step) for word, run in pairs)
    return [[*upper, *lower], *block[2:]] if is_rest or all(map(is_bracketed, lower)) else block


def _fills(word: Run, rest: Run, step: float) -> bool:
    """Whether a word and its rest, which is shorter, fill the step from column to column as far as the cells' sides leave room."""
    return rest.x1 - rest.x0 < word.x1 - word.x0 and word.x1 - word.x0 + rest.x1 - rest.x0 > ROOM * step


def _blocks(lines: Sequence[list[Run]]) -> list[list[list[Run]]]:
    """The lines in columns that follow each other closely."""
    blocks: list[list[list[Run]]] = [[]]
    for line in lines:
        if blocks[-1] and (not _is_close(blocks[-1][-1], line) or _heads_another(line, blocks[-1])) or not _is_columnar(line):
            blocks.append([])
        if _is_columnar(line):
            blocks[-1].append(line)
    return blocks


def _heads_another(line: Sequence[Run], rows: Sequence[Sequence[Run]]) -> bool:
    """Whether a line of words stands off some rows, of which the last has numbers, further than these from each other: a header."""
    whites = [_white_between(upper, lower) for upper, lower in pairwise(rows)]
    has_end, has_more = (any(is_number(run.text) for run in row) for row in (rows[-1], line))
    return bool(whites) and has_end and not has_more and _white_between(rows[-1], line) - max(whites) > STANDS_OFF * line[0].size


def _white_between(upper: Iterable[Run], lower: Iterable[Run]) -> float:
    """From the foot of a row to the head of the next, in points."""
    return min(run.y0 for run in lower) - max(run.y1 for run in upper)


def _without_captions_beside(block: list[list[Run]], tables: Sequence[Rect]) -> list[list[Run]]:
    """The rows, of which the first may stand beside captions of other tables: what stands close over one of these, and beside all rows."""
    below = [run for line in block[1:] for run in line]
    if not below:
        return block
    left, right = min(run.x0 for run in below), max(run.x1 for run in below)
    beside = [run for run in block[0] if run.x1 < left or run.x0 > right]
    own = [run for run in block[0] if run not in beside or not any(_is_over_table(run, table) for table in tables)]
    return [own, *block[1:]] if len(own) > 1 else block[1:]


def _is_over_table(run: Run, table: Rect) -> bool:
    """Whether a text stands close over a table."""
    is_close = -EDGE < table.y0 - run.y1 < CLOSE * run.size
    return is_close and overlap((run.x0, run.x1), (table.x0, table.x1)) > 0


def _are_banded(block: Sequence[Sequence[Run]], fills: Sequence[Area]) -> bool:
    """Whether two rows stand in bands of two colours, one on the other: the head of a table and the one row of it before a page ends."""
    bands = [next((fill for fill in fills if all(holds_middle(fill, run) for run in line)), None) for line in block]
    head, first = bands if len(bands) == LEAST_ROWS - 1 else (None, None)
    if head is None or first is None or head.color == first.color:
        return False
    return max(abs(head.x0 - first.x0), abs(head.x1 - first.x1), abs(head.y1 - first.y0)) < TOUCH


def _is_columnar(line: Sequence[Run]) -> bool:
    """Whether several texts stand on a line, or two of which the first is no mere mark: as narrow a word has a letter or more (0歳, R6)."""
    first = min(line, key=lambda r: r.x0)
    is_word = len(first.text) > 1 and is_narrow_word(first.text)
    return len(line) > 2 or len(line) == 2 and (is_word or first.x1 - first.x0 > MARK_WIDTH * first.size)


def _is_close(above: Sequence[Run], line: Sequence[Run]) -> bool:
    """Whether a line stands below another as near as rows do."""
    return _white_between(above, line) < CLOSE * line[0].size


def _parted_as_numbers_end(block: list[list[Run]], around: Sequence[Run]) -> list[list[Run]]:
    """The rows, and the line close over them, cut between columns that stand nearer to each other than texts of two columns do.

    Each part of a text that is cut stands where numbers do below each other: a caption and a sentence have no gaps there.
    """
    for over in _line_over(block, around):
        rows = _parted_rows([over, *block])
        if len(rows[0]) > len(over):
            return rows
    return _parted_rows(block)


def _parted_rows(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines with their texts cut; as it is one of which a part, but for the name that opens it, stands in no column."""
    parts = text_lines(parted([run for line in lines for run in line]))
    rows = [[part for run in line for part in _parts_of(run, parts)] for line in lines]
    texts = [run for row in rows for run in row]
    columns = NumberColumns(texts), TextEdges(texts)
    return [row if _stands_in_columns(line, row, columns) else line for line, row in zip(lines, rows, strict=True)]


def _stands_in_columns(line: Sequence[Run], row: Sequence[Run], columns: Sequence[NumberColumns | TextEdges]) -> bool:
    """Whether what is cut of a line stands under or over others, but for the name that opens the row."""
    whole = {(run.start, run.x1) for run in line}
    name = min(row, key=lambda run: run.x0)
    cut = (part for part in row if (part.start, part.x1) not in whole and part is not name)
    return all(any(found.has(part) for found in columns) for part in cut)


def _line_over(block: Sequence[Sequence[Run]], around: Sequence[Run]) -> list[list[Run]]:
    """The line above a block, as close as its rows are, if there is one."""
    top = min(run.y0 for run in block[0])
    over = text_lines(run for run in around if run.y1 <= top + EDGE)[-1:]
    return [line for line in over if _is_close(line, block[0])]


def _parts_of(run: Run, rows: Iterable[Sequence[Run]]) -> list[Run]:
    return [part for row in rows for part in row if part.y0 == run.y0 and run.x0 <= part.x0 and part.x1 <= run.x1]


def _tables_beside(block: list[list[Run]]) -> list[list[list[Run]]]:
    """The rows of each table in a block, from left to right: a wide stretch of white parts tables each of which has a caption over
    its left end, and, but where two columns may be a list, several columns."""
    cuts = _between_captions(block[0], [run for line in block[1:] for run in line])
    sides = pairwise([-NONE, *cuts, NONE])
    tables = [[here for line in block[1:] if (here := [run for run in line if a <= run.x < b])] for a, b in sides]
    are_tables = len(cuts) == 1 or all(any(len(row) > 1 for row in table) for table in tables)
    return tables if cuts and are_tables else [block]


def _between_captions(captions: Sequence[Run], below: Sequence[Run]) -> list[float]:
    """The middles of the white between the tables under these runs, each at the left end of one; none if they are no captions."""
    first, *others = sorted(captions, key=lambda r: r.x0)
    size, left, right = first.size, min(r.x0 for r in below), max(r.x1 for r in below)
    wide = [(low, high) for low, high in white_of(below) if high - low > APART * size]
    white = [gap for run in others for gap in wide if gap[0] < run.x0 <= gap[1] + EDGE and gap[1] - run.x0 < APART * size]
    if len(white) < len(others) or not _is_over_left_end(first, left):
        return []
    sides = [left, *(side for gap in white for side in gap), right]
    return [] if _are_centred([first, *others], sides[::2], sides[1::2]) else [(low + high) / 2 for low, high in white]


def _is_over_left_end(caption: Run, left: float) -> bool:
    """Whether a caption begins no further right than its table, and ends over it."""
    return caption.x0 <= left + EDGE and caption.x1 >= left


def _are_centred(runs: Sequence[Run], starts: Sequence[float], ends: Sequence[float]) -> bool:
    """Whether each of these runs stands in the middle of its column: they are headers."""
    return all(abs(run.x - (a + b) / 2) < runs[0].size for run, a, b in zip(runs, starts, ends, strict=True))


def _aligned(block: list[list[Run]], fills: Sequence[Area], around: Sequence[Run]) -> RawGrid | None:
    """The grid of these rows, with the header over them, if most of what stands behind their names are numbers and they are no list."""
    cells = [run for line in block for run in sorted(line, key=lambda r: r.x0)[1:]]
    are_numbers = sum(map(_is_short_number, cells)) * 2 >= len(cells)
    if are_typed(block) or not are_numbers and not _are_words(block):
        return None
    block = _with_whole_header(block)
    texts = [run for line in block for run in line]
    rules = _rules_around(block, texts)
    texts += _of_no_row(rules, texts, around)
    grid = grid_of(rules, rules, texts, _within(rules, fills), are_drawn=False)
    if grid is not None:
        grid.ruled = "none"
    return grid


def _are_words(block: Sequence[Sequence[Run]]) -> bool:
    """Whether below a header rows of as many words stand in columns: most of each begin at one place. Two columns may be a list: there the
    header stands in the middle of each, and begins elsewhere. No number of an item (①) opens a header."""
    header, *rows = [sorted(line, key=lambda run: run.x0) for line in block]
    if len(rows) < LEAST_ROWS or any(len(row) != len(header) for row in rows) or not all(row[0].text[0].isalnum() for row in rows):
        return False
    if not header[0].text[0].isalpha():
        return False
    starts = [Counter(round(run.x0) for run in column).most_common(1)[0] for column in zip(*rows, strict=True)]
    are_aligned = all(count >= max(LEAST_ROWS, ALIGNED * len(rows)) for _, count in starts)
    off = [run.x0 - start > run.size for run, (start, _) in zip(header, starts, strict=True)]
    return are_aligned and (len(header) > COLUMNS_OF_LIST or all(off))


def _within(rules: Sequence[Rule], fills: Iterable[Area]) -> list[Area]:
    """What of the shades lies between the first and the last rule: these are as near the text as none of its cells is."""
    top, bottom = rules[0].y, rules[-1].y
    return [Area(f.x0, max(f.y0, top), f.x1, min(f.y1, bottom), f.color) for f in fills if overlap((f.y0, f.y1), (top, bottom)) > 0]


def _rules_around(block: Sequence[Sequence[Run]], texts: Sequence[Run]) -> list[Rule]:
    """A rule over, under and between the rows of a table that has none."""
    x0, x1 = min(run.x0 for run in texts) - MARGIN, max(run.x1 for run in texts) + MARGIN
    top, bottom = min(run.y0 for run in block[0]) - EDGE, max(run.y1 for run in block[-1]) + EDGE
    heights = [top, *(middle_between(above, below) for above, below in pairwise(block)), bottom]
    return [Rule(y, x0, x1, [(x0, x1)], 0) for y in heights]


def _of_no_row(rules: Sequence[Rule], texts: Sequence[Run], around: Iterable[Run]) -> list[Run]:
    """What stands in a table, but in none of its rows: it is said of the two that it stands between."""
    table = Rect(rules[0].x0, rules[0].y, rules[0].x1, rules[-1].y)
    return [run for run in around if holds_middle(table, run) and not any(_share_place(run, text) for text in texts)]


def _share_place(one: Run, other: Run) -> bool:
    return overlap((one.x0, one.x1), (other.x0, other.x1)) > 0 and overlap((one.y0, one.y1), (other.y0, other.y1)) > 0


def _is_short_number(run: Run) -> bool:
    """Whether a text is as short as a number, or as two of which the second is in brackets."""
    longest = LONGEST_NUMBER * (2 if ends_in_brackets(run.glyphs.texts) else 1)
    return any(text.isdigit() for text in run.glyphs.texts) and run.x1 - run.x0 < longest * run.size
