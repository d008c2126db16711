"""Tables without any rule or shade: text that stands in columns, mostly of numbers.

In come the runs of text of one cell (or of the page outside all); out come grids like those of ruled tables. Tables that stand
side by side are one grid each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import (
    NumberColumns,
    TextEdges,
    ends_in_brackets,
    parted,
    stand_over_each_other,
)
from pipeline.layout.grids import TOUCH, RawGrid
from pipeline.layout.gutters import white_of
from pipeline.layout.header_below import CLOSE, STANDS_OFF
from pipeline.layout.header_over import is_remark
from pipeline.layout.names import spans_down
from pipeline.layout.row_grids import grid_of
from pipeline.layout.rules import Rule
from pipeline.layout.runs import (
    Run,
    are_names,
    are_typed,
    between,
    has_numbers_behind_name,
    holds_middle,
    is_item,
    is_number,
    is_one_row,
    middle_between,
    text_lines,
    white_between,
    whites_of,
)
from pipeline.layout.shaded_headers import NONE, shaded_grids
from pipeline.layout.text_sides import sides_of_text, sides_under_shades
from pipeline.layout.unruled_rows import OFF_MIDDLE, is_close, is_columnar, lines_over_groups, rows_in_columns, with_whole_header
from pipeline.layout.worded import COLUMNS_OF_LIST, worded_grids
from pipeline.pages.model import Area

APART = 2.0
"""em; tables stand side by side at least this far apart"""
LEAST_ROWS = 3
"""rows in a row whose text stands in columns; fewer are a list"""
FAR = 2.5
"""em; a row of numbers that stand under those of another is no further below it: rows are as high as two lines of text beside them"""
LONGEST_NUMBER = 9
"""em; a text with a digit in it that is longer is no number"""
ALIGNED = 0.6
"""share of a column's words that begin, or have their middle, at one place; others stand elsewhere in their cells"""
EDGE, MARGIN = TOLERANCES.over, TOLERANCES.margin


def aligned_grids(
    runs: Sequence[Run], fills: Sequence[Area] = (), around: Sequence[Run] = (), tables: Sequence[Rect] = ()
) -> list[RawGrid]:
    """Grids of tables without any rule: at least three rows in a row whose text stands in columns, mostly of numbers.

    ``around`` is all the text where the tables stand: a header whose words touch is known by the columns below it. ``tables`` are those
    that are known, which may have captions beside the first rows.
    """
    grids = shaded_grids(around or runs, fills)
    grids += worded_grids(_outside(grids, around or runs))
    rest = _outside(grids, around or runs)
    sides = [side for text in sides_of_text(rest) for side in sides_under_shades(text, fills)]
    known = [*tables, *(grid.rect for grid in grids)]
    return grids + [grid for side in sides for grid in _in_columns(side, fills, side if len(sides) > 1 else around, known)]


def _outside(grids: Iterable[RawGrid], runs: Iterable[Run]) -> list[Run]:
    """What stands in none of some tables."""
    rects = [grid.rect for grid in grids]
    return [run for run in runs if not any(holds_middle(rect, run) for rect in rects)]


def _in_columns(runs: Sequence[Run], fills: Sequence[Area], around: Sequence[Run], tables: Sequence[Rect]) -> list[RawGrid]:
    """Grids of the tables that columns of numbers alone show, in one column of text."""
    blocks = [_without_captions_beside(block, tables) for block in _blocks(rows_in_columns(runs), runs, fills)]
    rows = [
        block
        for block in (_parted_as_numbers_end(block, around) for block in blocks if block)
        if len(block) >= LEAST_ROWS or _are_banded(block, fills) or is_one_row(block)
    ]
    grids: list[RawGrid] = []
    for table in (table for block in rows for table in _tables_beside(block)):
        grid = _aligned(table, fills, _outside(grids, around))
        grids += [grid] if grid is not None else []
    return grids


def _blocks(lines: Sequence[list[Run]], runs: Sequence[Run], fills: Sequence[Area]) -> list[list[list[Run]]]:
    """The lines in columns that follow each other closely, or below a shaded header with nothing between them."""
    blocks: list[list[list[Run]]] = [[]]
    groups = lines_over_groups(lines)
    for line, below in zip_longest(lines, lines[1:], fillvalue=list[Run]()):
        is_row = (is_columnar(line) or line in groups) and not _is_over_header(line, below)
        if not is_row or blocks[-1] and not _goes_on_in(line, blocks[-1], runs, fills):
            blocks.append([])
        if is_row:
            blocks[-1].append(line)
    return blocks


def _is_over_header(line: Sequence[Run], below: Sequence[Run]) -> bool:
    """Whether a line ends in the unit of a table whose header stands below it: what opens it is a caption."""
    return is_remark(max(line, key=lambda run: run.x0)) and len(below) > 1 and are_names(below)


def _goes_on_in(line: Sequence[Run], rows: Sequence[Sequence[Run]], runs: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether a line is the next of some rows: close below them and no header of others, or, where one of them stands on a shade, a name
    and numbers under the texts of the last, with nothing between: rows of spreadsheets are as high as what stands beside their table."""
    last = rows[-1]
    if is_close(last, line):
        return not _heads_another(line, rows)
    is_under = has_numbers_behind_name(line) and all(any(stand_over_each_other(run, over) for over in last) for run in line)
    if not is_under or white_between(last, line) > FAR * line[0].size or not any(_shade_of(row, fills) for row in rows):
        return False
    return not between(runs, (max(run.y1 for run in last), min(run.y0 for run in line)))


def _shade_of(line: Sequence[Run], fills: Sequence[Area]) -> Area | None:
    """The shade on which all of a line stands."""
    return next((fill for fill in fills if all(holds_middle(fill, run) for run in line)), None)


def _heads_another(line: Sequence[Run], rows: Sequence[Sequence[Run]]) -> bool:
    """Whether a line of words stands off some rows, of which the last has numbers, further than these from each other: a header."""
    whites = whites_of(rows)
    has_end, has_more = (any(is_number(run.text) for run in row) for row in (rows[-1], line))
    return bool(whites) and has_end and not has_more and white_between(rows[-1], line) - max(whites) > STANDS_OFF * line[0].size


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
    bands = [_shade_of(line, fills) for line in block]
    head, first = bands if len(bands) == LEAST_ROWS - 1 else (None, None)
    if head is None or first is None or head.color == first.color:
        return False
    return max(abs(head.x0 - first.x0), abs(head.x1 - first.x1), abs(head.y1 - first.y0)) < TOUCH


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
    return [line for line in over if is_close(line, block[0])]


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
    if len(white) < len(others) or not first.x0 - EDGE <= left <= first.x1:
        return []
    sides = [left, *(side for gap in white for side in gap), right]
    return [] if _are_centred([first, *others], sides[::2], sides[1::2]) else [(low + high) / 2 for low, high in white]


def _are_centred(runs: Sequence[Run], starts: Sequence[float], ends: Sequence[float]) -> bool:
    """Whether each of these runs stands in the middle of its column: they are headers."""
    return all(abs(run.x - (a + b) / 2) < runs[0].size for run, a, b in zip(runs, starts, ends, strict=True))


def _aligned(block: list[list[Run]], fills: Sequence[Area], around: Sequence[Run]) -> RawGrid | None:
    """The grid of these rows, with the header over them, if most of what stands behind their names are numbers and they are no list."""
    cells = [run for line in block for run in sorted(line, key=lambda r: r.x0)[1:]]
    are_numbers = sum(map(_is_short_number, cells)) * 2 >= len(cells)
    if are_typed(block) or _are_items(block) or not are_numbers and not _are_words(block):
        return None
    block = with_whole_header(block)
    texts = [run for line in block for run in line]
    rules = _rules_around(block, texts)
    if names := _names_of_groups_beside(rules, block[1:], around):
        texts += names
        rules = _rules_around(block, texts)
    texts += _of_no_row(rules, texts, around)
    grid = grid_of(rules, rules, texts, _within(rules, fills), are_drawn=False)
    if grid is not None:
        grid.ruled = "none"
    return grid


def _are_items(block: Sequence[Sequence[Run]]) -> bool:
    """Whether each line is an item of a list, opened by its sign: a date, what was done and for how many, parted by tabs; a table of mere
    numbers may have such names, and so have those whose header has none."""
    are_opened = all(is_item(min(line, key=lambda run: run.x0).text) for line in block)
    return are_opened and not all(map(has_numbers_behind_name, block))


def _are_words(block: Sequence[Sequence[Run]]) -> bool:
    """Whether below a header rows of as many words, or of one more where its corner is empty, stand in columns. Two columns may be a list:
    there the header stands in the middle of each, and begins elsewhere. No number of an item (①) opens a header."""
    header, *rows = [sorted(line, key=lambda run: run.x0) for line in block]
    if len(rows) < LEAST_ROWS or len(set(map(len, rows))) > 1 or not all(row[0].text[0].isalnum() for row in rows):
        return False
    columns = list(zip(*rows, strict=True))
    unnamed = len(columns) - len(header)
    if unnamed not in (0, 1) or not header[0].text[0].isalpha() or not all(map(_stand_at_one_place, columns)):
        return False
    return len(columns) > COLUMNS_OF_LIST or unnamed == 0 and all(map(_begins_elsewhere, header, columns))


def _stand_at_one_place(column: Sequence[Run]) -> bool:
    """Whether most of a column's words begin, or have their middle, at one place."""
    places = ([run.x0 for run in column], [run.x for run in column])
    most = max(Counter(map(round, of)).most_common(1)[0][1] for of in places)
    return most >= max(LEAST_ROWS, ALIGNED * len(column))


def _begins_elsewhere(name: Run, column: Sequence[Run]) -> bool:
    """Whether the name of a column begins further right than most of its words."""
    start, _ = Counter(round(run.x0) for run in column).most_common(1)[0]
    return name.x0 - start > name.size


def _within(rules: Sequence[Rule], fills: Iterable[Area]) -> list[Area]:
    """What of the shades lies between the first and the last rule: these are as near the text as none of its cells is."""
    top, bottom = rules[0].y, rules[-1].y
    return [Area(f.x0, max(f.y0, top), f.x1, min(f.y1, bottom), f.color) for f in fills if overlap((f.y0, f.y1), (top, bottom)) > 0]


def _rules_around(block: Sequence[Sequence[Run]], texts: Sequence[Run]) -> list[Rule]:
    """A rule over, under and between the rows of a table that has none."""
    x0, x1 = min(run.x0 for run in texts) - MARGIN, max(run.x1 for run in texts) + MARGIN
    top, bottom = min(run.y0 for run in block[0]) - EDGE, max(run.y1 for run in block[-1]) + EDGE
    heights = [top, *(_between_rows(above, below) for above, below in pairwise(block)), bottom]
    return [Rule(y, x0, x1, [(x0, x1)], 0) for y in heights]


def _between_rows(above: Sequence[Run], below: Sequence[Run]) -> float:
    """The height between two rows, which the name in the middle of both tells nothing of, on whichever line it was found."""
    rows = [[run for run in row if not _is_of_both(run, _others(run, above), _others(run, below))] for row in (above, below)]
    return middle_between(rows[0] or above, rows[1] or below)


def _others(run: Run, row: Iterable[Run]) -> list[Run]:
    return [other for other in row if other is not run]


def _is_of_both(run: Run, above: Sequence[Run], below: Sequence[Run]) -> bool:
    """Whether a name stands in the middle of two rows of others, alone in its column: it is no line of one that is set downwards."""
    if not above or not below or any(overlap((run.x0, run.x1), (other.x0, other.x1)) > 0 for other in (*above, *below)):
        return False
    return abs(run.y - middle_between(above, below)) < OFF_MIDDLE * run.size


def _names_of_groups_beside(rules: Sequence[Rule], rows: Iterable[Sequence[Run]], around: Iterable[Run]) -> list[Run]:
    """What stands left of the rows below a header, given with the rules around all, in the middle of several of them each, where these are
    all rows: the names of groups."""
    left = min((run.x0 for row in rows for run in row), default=0.0)
    beside = [run for run in around if run.x1 <= left and rules[1].y < run.y < rules[-1].y]
    return beside if beside and spans_down([rule.y for rule in rules[1:]], beside) else []


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
