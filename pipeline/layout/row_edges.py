"""Where rows part that no rule does: the text between rules shows it, by the names of rows and their numbers, or by white; or shades from
side to side do, stripes of one colour and white or of two. A row whose text is wrapped is told by its stripe alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP
from pipeline.layout.names import CENTRED, NEARER, with_wrapped_names
from pipeline.layout.rows_of_words import edges_as_headers, edges_of_words
from pipeline.layout.runs import (
    OVERLAP,
    Run,
    between,
    columns_of,
    count_on,
    has_number,
    is_item,
    levels,
    middle_between,
    mostly_numbers,
    name_columns,
    text_lines,
    whites_of,
    with_next,
)
from pipeline.pages.model import Area

ROWS_OF_WORDS = 4
"""lines that fill every column are rows though none has a number; …"""
EARLY = 1.5
"""em; a line of a cell that ends so much before others is no wrapped one; where two columns have one, a line fewer will do"""
EARLY_ALONE = 2.5
"""em; …, and one where no other column has any: kinsoku moves no more to the next line"""
ROWS_OF_NUMBERS = 2
"""… of numbers, so many are"""
ROWS_APART, ROW_WHITE = 3, (0.7, 1.2)
"""rows of words, and em: so many stand apart by more white than the lines of one, where one has several, or else than any lines do"""
LONGEST_UNIT = 2
"""characters; what numbers count, alone on a line below them, is no longer"""
WHOLE_NUMBER = re.compile(r"\d{1,3}(?:[,，]\d{3})+[^\W\d]{0,2}")
"""a number with commas, and with what it counts"""
COUNTED = re.compile(r"[^\W\d]{0,4}\d[\d,，.]*[^\W\d]{0,3}[(（][^\W\d]{0,4}\d[\d,，.]*[^\W\d]{0,3}[)）]")
"""a number and one in brackets, with what they count: 延べ264人（実66人）"""
IN_BRACKETS = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")
SHARE = re.compile(r"[(（]\d[\d.．]*[%％][)）]")
"""104人 over （44.7％）"""
ROW_OF_SHARES = 2
"""lines; a row of numbers over their shares, where the first of them has the name's first line"""
REST_BELOW = 2
"""lines; the digits that a narrow column cut off, or a number in brackets, stand no further below the others"""
CENTRED_NAMES = 0.6
"""share of what stands in the second column; others are totals, and what is no part of a group"""
NEAR = 1.0
"""em; a name of its own row stands further from the next, one in the middle of two rows half as far as these from each other"""


def row_edges(heights: Sequence[float], runs: Sequence[Run], cuts: Sequence[float]) -> list[float]:
    """Row boundaries that only the text shows.

    Between two rules stand several lines of numbers (or of words that fill every column), each with the name of its row, below
    a header of a line or two; or rows of words that white sets apart.
    """
    bands = [text_lines(between(runs, above_and_below)) for above_and_below in pairwise(heights)]
    found = [_edges_in(lines, cuts) for lines in bands]
    found = [edges or edges_as_headers(bands, heights, n, cuts) for n, edges in enumerate(found)]
    if any(len(lines) > 1 and not edges for lines, edges in zip(bands, found, strict=True)):
        found = [edges or of_words for edges, of_words in zip(found, edges_of_words(bands, cuts), strict=True)]
    return [edge for edges in found for edge in edges]


def _edges_in(lines: Sequence[list[Run]], cuts: Sequence[float]) -> list[float]:
    """The boundaries between the rows of one band, given with its lines, as their names and numbers or the white between them show it."""
    if len(lines) == ROW_OF_SHARES and cuts and (_is_of_shares(lines[1], lines[0], cuts) or _is_rest_of_all(lines[1], lines[0])):
        return []
    lines = _with_units(lines, cuts)
    bare = _without_names_beside(lines, cuts)
    names = {0, 1} if are_names_beside(_in_second(lines, cuts)) else {0}
    whole = _with_names_beside(bare, lines, cuts)
    count = _rows_at_end(whole, cuts, names)
    if any(map(_has_number, whole[: len(whole) - count])) and (joined := with_wrapped_names(lines, cuts, max(names))):
        bare = whole = joined
        count = _rows_at_end(whole, cuts, names)
    if count >= _least_rows(whole[len(whole) - count :], cuts):
        return [middle_between(upper, lower) for upper, lower in pairwise(bare[-count - 1 :])]
    apart = levels(run for line in lines for run in line)
    rows = next((rows for rows in (apart, _parted_by_white(apart)) if _are_rows(rows, cuts)), [])
    return [middle_between(upper, lower) for upper, lower in pairwise(rows)]


def _rows_at_end(lines: Sequence[Sequence[Run]], cuts: Sequence[float], names: set[int]) -> int:
    """How many of the lines, from the last one up, are rows, with headers between them."""
    are_rows = [_is_row(line, cuts, names) for line in lines]
    go_on = [is_row or heads_again(line, cuts) for is_row, line in zip(are_rows, lines, strict=True)]
    found = len(list(takewhile(bool, go_on[::-1]))) if any(are_rows[-1:]) else 0
    return found - next((n for n, is_row in enumerate(are_rows[len(lines) - found :]) if is_row), found)


def heads_again(line: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether a line is a header below rows, with an empty corner: months that count on, as those of the second half of a year do."""
    return len(cuts) > 1 and columns_of(line, cuts) == set(range(1, len(cuts) + 1)) and name_columns(line)


def _with_units(lines: Sequence[list[Run]], cuts: Sequence[float]) -> list[list[Run]]:
    """The lines, each with what its numbers count where a narrow column leaves no room for it but below them: it stands so below every
    line that ends in numbers, or has no name before it, where one such line over a row of words (可 | 可) is as any other."""
    lines = _with_rests_of_numbers(lines, cuts)
    counted = {k for k, (above, line) in enumerate(pairwise(lines), 1) if _is_of_units(line, above, cuts)}
    below_bare = {k + 1 for k, line in enumerate(lines) if _is_of_bare_numbers(line, cuts)}
    if not below_bare <= counted and any(0 in columns_of(lines[k], cuts) for k in counted):
        return list(lines)
    starts = [k for k in range(len(lines)) if k not in counted]
    return [[run for line in lines[k:after] for run in line] for k, after in pairwise([*starts, len(lines)])]


def _with_rests_of_numbers(lines: Sequence[list[Run]], cuts: Sequence[float]) -> list[list[Run]]:
    """The lines, each with that below it which says no more than the last digits of numbers that a narrow column cut, 1,59 over 8, or
    numbers in brackets, 12回 over （58人）. The name and the numbers that had room stand between the two."""
    out: list[list[Run]] = []
    for line in lines:
        upper = next((k for k in range(1, min(len(out), REST_BELOW) + 1) if _goes_on_in(line, out[-k], cuts)), 0)
        out = with_next(out, line, upper)
    return out


def _goes_on_in(line: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether the numbers of a line go on in one below it."""
    return _is_of_rests(line, above, cuts) or _is_in_brackets(line, above, cuts)


def _is_in_brackets(line: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether all of a line are numbers in brackets that stand behind the names, each below another text."""
    columns = columns_of(line, cuts)
    is_below = 0 not in columns and columns <= columns_of(above, cuts)
    return is_below and all(IN_BRACKETS.fullmatch(run.text) for run in line)


def _is_of_shares(line: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether a line says no more than the end of a wrapped name, which is no wider than its first line, and behind it shares in brackets,
    each below another text."""
    (rest, shares), (name, numbers) = (_name_and_others(runs, cuts) for runs in (line, above))
    is_below = columns_of(shares, cuts) <= columns_of(numbers, cuts)
    is_rest = len(rest) == len(name) == 1 and rest[0].x1 <= name[0].x1 + TOLERANCES.over
    return is_below and is_rest and all(SHARE.fullmatch(run.text) for run in shares)


def _name_and_others(line: Sequence[Run], cuts: Sequence[float]) -> tuple[list[Run], list[Run]]:
    """What stands in the first column of a line, and behind it."""
    return [run for run in line if run.x < cuts[0]], [run for run in line if run.x >= cuts[0]]


def _is_of_rests(line: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether each text of a line stands in the column of a number whose last group of three digits it fills, or says what it counts."""
    numbers = {next(iter(columns_of([run], cuts))): run.text for run in above}
    joined = [(numbers.get(next(iter(columns_of([run], cuts))), ""), run.text) for run in line]
    return all(upper and WHOLE_NUMBER.fullmatch(upper + lower) for upper, lower in joined)


def _is_rest_of_all(line: Sequence[Run], above: Sequence[Run]) -> bool:
    """Whether a line is the rests of names and of the numbers behind each, 開館日 | 202 over 数 | 日: no number, each no wider than what
    stands over it, and in its middle."""
    pairs = list(zip(sorted(above, key=lambda run: run.x0), sorted(line, key=lambda run: run.x0), strict=False))
    numbers = [rest for over, rest in pairs if over.text.replace(",", "").isdecimal()]
    are_rests = len(above) == len(line) and all(
        abs(over.x - rest.x) < CENTRED * rest.size and rest.x1 - rest.x0 <= over.x1 - over.x0 and rest.text.isalpha()
        for over, rest in pairs
    )
    return are_rests and 0 < len(numbers) < len(pairs) and all(len(rest.text) <= LONGEST_UNIT for rest in numbers)


def _is_of_bare_numbers(line: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether behind the names stand only numbers that do not say what they count."""
    behind = [run for run in line if columns_of([run], cuts) != {0}]
    return all(run.text.replace(",", "").isdecimal() for run in behind)


def _is_of_units(line: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether behind the names stands one short word again and again, each time below a number."""
    words, numbers = ([run for run in runs if columns_of([run], cuts) != {0}] for runs in (line, above))
    unit = words[0].text if len(words) > 1 else ""
    is_word = 0 < len(unit) <= LONGEST_UNIT and unit.isalpha()
    filled = columns_of([run for run in numbers if run.text[-1:].isdecimal()], cuts)
    return is_word and all(run.text == unit for run in words) and columns_of(words, cuts) <= filled


def _least_rows(lines: Sequence[Sequence[Run]], cuts: Sequence[float]) -> int:
    """As many lines must there be that each is a row: of words that could not be wrapped ones, as they end early, fewer. A number in one
    of their names (4月) counts nothing, nor does one in a name that two lines have between them."""
    behind = [[run for run in line if columns_of([run], cuts) != {0}] for line in lines]
    names = [run.y for line in lines for run in line if columns_of([run], cuts) == {0}]
    if any(map(_has_number, behind)) or all(map(_has_number, lines)) and len(set(names)) == len(names):
        return ROWS_OF_NUMBERS
    return ROWS_OF_WORDS - (_ending_early(lines, cuts, EARLY) > 1)


def _ending_early(lines: Sequence[Sequence[Run]], cuts: Sequence[float], least: float) -> int:
    """In how many columns a line but the last ends so many em before others."""
    ends = (
        [max((run.x1 for run in line if column in columns_of([run], cuts)), default=0.0) for line in lines]
        for column in range(len(cuts) + 1)
    )
    return sum(max(rights) - min(rights[:-1]) > least * lines[0][0].size for rights in ends if len(rights) > 1)


def _parted_by_white(levels: Sequence[list[Run]]) -> list[list[Run]]:
    """What overlaps in height, in rows with more white between them than within any: that which differs most from the next less."""
    white = whites_of(levels)
    step, least = max(((more - less, more) for less, more in pairwise(sorted(white))), default=(0.0, 0.0))
    if not white or step < NEARER * levels[0][0].size:
        return []
    rows = [levels[0]]
    for gap, level in zip(white, levels[1:], strict=True):
        rows = [*rows, level] if gap >= least else [*rows[:-1], [*rows[-1], *level]]
    return rows


def _are_rows(rows: Sequence[Sequence[Run]], cuts: Sequence[float]) -> bool:
    """Whether what overlaps in height are rows, each with words in every column: with more white between them than between lines, where
    each is one line, one that ends early telling that they are no wrapped ones of a text set wide; or with fewer lines in one column
    in the middle of those in another."""
    white = whites_of(rows)
    is_full = all(len(columns_of(row, cuts)) > len(cuts) for row in rows)
    if not is_full or len(rows) < ROWS_APART or not cuts:
        return False
    are_lines = all(len(text_lines(row)) == 1 for row in rows)
    if not are_lines and all(_has_one_middle(row, cuts) for row in rows) or _tell_of_each(rows, cuts):
        return True
    return min(white) > ROW_WHITE[are_lines] * rows[0][0].size and (not are_lines or _ending_early(rows, cuts, EARLY_ALONE) > 0)


def _tell_of_each(rows: Sequence[Sequence[Run]], cuts: Sequence[float]) -> bool:
    """Whether the names of rows count on, as years do, or what is said of each is a sentence."""
    names, *said = zip(*(_by_column(row, cuts) for row in rows), strict=True)
    return count_on([texts[0].text for texts in names]) or _are_sentences(said)


def _are_sentences(columns: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether in one of the columns, given with the texts of each row, each row is a sentence. In the cells of one row items may say it, or
    a text of several lines stands beside."""
    ended = [[texts[-1].text.endswith("。") for texts in column] for column in columns]
    are_lists = any(all(is_item(texts[0].text) and len(texts[0].text) > 1 for texts in column) for column in columns)
    return any(map(all, ended)) and not are_lists and not any(ends[-1] and not all(ends) for ends in ended)


def _by_column(row: Sequence[Run], cuts: Sequence[float]) -> list[list[Run]]:
    """What stands in each column of a row."""
    return [[run for run in row if column in columns_of([run], cuts)] for column in range(len(cuts) + 1)]


def _has_one_middle(row: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether the texts of all columns, in however many lines, have their middles at one height."""
    middles = [(min(run.y0 for run in texts) + max(run.y1 for run in texts)) / 2 for texts in _by_column(row, cuts)]
    return max(middles) - min(middles) < CENTRED * row[0].size


def _without_names_beside(lines: Sequence[list[Run]], cuts: Sequence[float]) -> list[list[Run]]:
    """The lines but for those of a name alone that stands between two rows, or beside the one that it has two lines for."""
    rows = [line for line in lines if columns_of(line, cuts) != {0}]
    return [line for line in lines if line in rows or not any(_is_beside(line, row, cuts) for row in rows)]


def _with_names_beside(rows: Sequence[list[Run]], lines: Sequence[list[Run]], cuts: Sequence[float]) -> list[list[Run]]:
    """Lines, each with the name beside it, whose own lines are other ones."""
    names = [line for line in lines if columns_of(line, cuts) == {0}]
    return [row + [run for line in names if _is_beside(line, row, cuts) for run in line] for row in rows]


def _is_beside(name: Sequence[Run], row: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether a line in the first column stands at the height of a row, or no line away from one that has no name of its own."""
    is_near = abs(name[0].y - row[0].y) < NEAR * name[0].size and 0 not in columns_of(row, cuts)
    return is_near or overlap((name[0].y0, name[0].y1), (row[0].y0, row[0].y1)) > OVERLAP * name[0].size


def _in_second(lines: Sequence[Sequence[Run]], cuts: Sequence[float]) -> list[Run]:
    """What stands in the second column, where there are others behind it."""
    return [run for line in lines for run in line if len(cuts) > 1 and cuts[0] < run.x < cuts[1]]


def are_names_beside(second: Sequence[Run]) -> bool:
    """Whether what stands in the second column are names too: texts that begin below each other and end where they will, or are words; also
    words in the middle of their cells, but for totals in that of both columns; bare numbers name nothing."""
    if all(run.text.replace(",", "").isdecimal() for run in second):
        return False
    lefts, rights = [run.x0 for run in second], [run.x1 for run in second]
    if max(lefts) - min(lefts) >= TOLERANCES.at_wall:
        middle = median(run.x for run in second)
        are_centred = sum(abs(run.x - middle) < TOLERANCES.centred for run in second) >= CENTRED_NAMES * len(second)
        return are_centred and not mostly_numbers(run.text for run in second)
    return max(rights) - min(rights) > TOLERANCES.at_wall or not any(ch.isdigit() for run in second[-1:] for ch in run.text)


def _is_row(line: Sequence[Run], cuts: Sequence[float], names: set[int]) -> bool:
    """Whether a line has a name and a number, or fills every one of several columns, but for that of a group's name."""
    filled = columns_of(line, cuts)
    is_full = len(filled | names if 1 in filled & names else filled) > len(cuts) > 1
    return is_full or not names.isdisjoint(filled) and len(filled) > 1 and _has_number(line)


def _has_number(line: Sequence[Run]) -> bool:
    return any(has_number(run.text) or COUNTED.fullmatch(run.text) for run in line)


WHOLE = 0.95
"""of a table's width; as much of it is shaded where a row is, by one area or by those of its cells"""
THROUGH = 0.3
"""em; where a shade ends so near the middle of a text it shows no row"""


def stripe_edges(heights: Sequence[float], sides: Interval, names_end: float, runs: Sequence[Run], fills: Sequence[Area]) -> list[float]:
    """Where rows part at the ends of stripes, between the rules at ``heights`` of a table between these ``sides``. None where the stripes
    are not those of its rows: one ends amid a text that stands behind the names of rows, which end at ``names_end``."""
    shaded: defaultdict[Interval, list[Area]] = defaultdict(list)
    for fill in fills:
        shaded[fill.y0, fill.y1].append(fill)
    ends = {y for stripe, areas in shaded.items() if _is_stripe(areas, sides, names_end) for y in stripe}
    edges: list[float] = []
    for y in sorted(ends):
        is_inner = heights[0] < y < heights[-1] and all(abs(y - height) > TOLERANCES.least_row for height in heights)
        if is_inner and (not edges or y - edges[-1] > SNAP):
            edges.append(y)
    return [] if any(abs(run.y - y) < THROUGH * run.size for y in edges for run in runs if run.x > names_end) else edges


def _is_stripe(areas: Sequence[Area], sides: Interval, names_end: float) -> bool:
    """Whether areas of one height go from side to side, or those of several cells from where the names end: a name may be over two rows."""
    sides = (names_end, sides[1]) if len(areas) > 1 else sides
    shaded = sum(max(overlap((area.x0, area.x1), sides), 0.0) for area in areas)
    return shaded >= WHOLE * (sides[1] - sides[0])
