"""Tables whose rows are parted by horizontal rules only: their columns are where the rules are cut, or where text leaves gaps.

In come the rules that no vertical rule meets and the runs of text between them; out come grids like those of fully ruled
tables. A stretch between two rules is a row only if its text stands in columns; running text between two rules is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.geometry.intervals import reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.between_tables import TABLE_RULES, ends_before, heads_group, is_over_caption_in_parts, stands_over
from pipeline.layout.column_edges import parted
from pipeline.layout.cut_over import parted_at_cuts
from pipeline.layout.grids import RawGrid
from pipeline.layout.gutters import gaps_of
from pipeline.layout.header_over import CLOSE, is_unit, rules_over_first_row, top_of_shades
from pipeline.layout.last_rows import end_of_last_group, foot_below_header, foot_of_last_row
from pipeline.layout.row_grids import EDGES, grid_of
from pipeline.layout.rules import (
    SAME_EDGE,
    TOUCH,
    Rule,
    agree,
    band,
    beside,
    closed_under_corner,
    closed_under_shades,
    cuts_of,
    next_as_wide,
    rules_of,
    same_extent,
    with_page_ends,
    within,
)
from pipeline.layout.runs import (
    Run,
    are_names,
    are_typed,
    between,
    columns_of,
    crosses,
    has_numbers_behind_name,
    holds_middle,
    is_number,
    levels,
    text_lines,
    white_between,
)
from pipeline.pages.model import Area, Ruling

CUT_ROW = 4
"""lines of text; the rest of a row that a page's end cut has seldom more"""
CAPTION_BAND = 3.2
"""em; two rules around a caption stand no further apart"""
RUNNING_LINES, SENTENCES = 8, 3
"""lines, and sentences in each of two columns: with as many they are running text"""
CROSSING, CROSSING_WHITE = 0.5, 0.25
"""of the runs of a row go on over walls that rules or shades show, or over the white between others"""
HEADER_LINES = 4
"""lines; the names of columns and of groups over them take no more"""
STANDS_OFF = 0.3
"""em; a rule over a header stands further below the row above than one between rows does"""
LEAST_HIGH = 0.7
"""em; a row is as high as the ink of its type: nearer to each other are rules that run through text, hundreds of them in some files"""
IN_COLUMNS = 0.3
"""of the lines of a row stand in more than one column, where a page's end is one of its rules"""


def hairline_grids(rulings: Sequence[Ruling], runs: Sequence[Run], fills: Sequence[Area], *, may_go_on: bool = True) -> list[RawGrid]:
    """Grids of the tables without vertical rules.

    ``rulings`` are part of no ruled grid, ``runs`` the text among them; the sides of shaded cells (``fills``) part columns too. A table
    ``may_go_on`` from the page before; under another row of the form words alone over the first rule are a caption and a header.
    """
    runs = parted(runs)
    rules = closed_under_corner(closed_under_shades(rules_of(rulings), fills), runs)
    runs = parted_at_cuts(runs, rules)
    rules = _with_ends(rules, runs, may_go_on=may_go_on)
    grids: list[RawGrid] = []
    used: set[int] = set()
    ends: set[int] = set()
    for first in range(len(rules)):
        is_taken = first in used or first in ends and is_over_caption_in_parts(rules[first:], runs)
        chain = _chain(rules, first, runs, fills) if not is_taken else []
        if len(chain) < 2:
            continue
        if (caption := _rule_over_caption(rules, first, runs, fills)) is not None and caption not in used | ends:
            chain.insert(0, caption)
        last = end_of_last_group(rules, chain)
        full, inside = _whole_table(rules, chain, last, runs, fills)
        text = band(runs, full[0], full[-1])
        grid = None if _is_list(text, full, inside, fills) else grid_of(full, inside, text, fills)
        if grid is not None and not _is_header_alone(grid, text, rules):
            end = last + (rules[last].y < full[-1].y)
            used.update(n for n in range(chain[0], end) if within(rules[n], rules[first]))
            ends.add(last)
            grids.append(grid)
    return grids


def _is_header_alone(grid: RawGrid, text: Sequence[Run], rules: Sequence[Rule]) -> bool:
    """Whether a table of names stands on a rule that goes on at its left: the levels of a header behind its corner."""
    x0, _, x1, y1 = grid.rect
    is_on_wider = any(abs(rule.y - y1) <= TOUCH and rule.x0 < x0 - SAME_EDGE and abs(rule.x1 - x1) <= SAME_EDGE for rule in rules)
    return is_on_wider and not any(is_number(run.text) for run in text)


def _with_ends(rules: list[Rule], runs: Sequence[Run], *, may_go_on: bool) -> list[Rule]:
    ended = with_page_ends(rules, runs)
    is_begun = may_go_on or not ended[0].virtual or not are_names(band(runs, *ended[:2]))
    return ended if is_begun else ended[1:]


def _is_list(text: Sequence[Run], full: Sequence[Rule], inside: Sequence[Rule], fills: Sequence[Area]) -> bool:
    """Whether what stands between two rules, which nothing drawn cuts into columns, are typed lines."""
    return len(full) == EDGES and not cuts_of(full[0], full[-1], inside[1:-1], fills) and are_typed(text_lines(text))


def _whole_table(
    rules: Sequence[Rule], chain: Sequence[int], last: int, runs: Sequence[Run], fills: Sequence[Area]
) -> tuple[list[Rule], list[Rule]]:
    """The full-width rules of a table and all rules in it to the ``last``, with one over its header or under its last row where none is
    drawn."""
    first, full = chain[0], [rules[n] for n in chain]
    inside = [rule for rule in rules[first : last + 1] if within(rule, full[0])]
    behind_name = [rule for rule in rules[chain[-1] + 1 : last + 1] if within(rule, full[0])]
    head, within_head = rules_over_first_row(full, inside, rules[:first], runs, fills)
    full, inside = [*head, *full], [*head, *within_head, *inside]
    foot = foot_of_last_row([*full, *behind_name], inside, rules[last + 1 :], runs, fills, is_open=bool(head))
    return ([*full, full[-1].at(foot)], [*inside, full[-1].at(foot)]) if foot is not None else (full, inside)


def _rule_over_caption(rules: Sequence[Rule], first: int, runs: Sequence[Run], fills: Sequence[Area]) -> int | None:
    """Number of the rule above a table's first one, where a single short line between the two is its caption, over all columns or on one
    shade as wide as they are; else None."""
    top = rules[first]
    above = next((n for n in range(first - 1, -1, -1) if same_extent(rules[n], top)), None)
    if above is None or rules[above].virtual or rules[above].color != top.color or not agree(rules[above].cuts, top.cuts):
        return None
    caption = band(runs, rules[above], top)
    if len(caption) != 1 or top.y - rules[above].y >= CAPTION_BAND * caption[0].size:
        return None
    cuts = rules[above].cuts
    is_shaded = any(reaches((fill.x0, fill.x1), top.extent, SAME_EDGE) and holds_middle(fill, caption[0]) for fill in fills)
    return above if not cuts or is_shaded or stands_over(caption[0], top, cuts) else None


def _chain(rules: Sequence[Rule], start: int, runs: Sequence[Run], fills: Sequence[Area]) -> list[int]:
    """Numbers of the full-width rules of the table that begins at ``start``: band by band while the text stands in columns."""
    chain = [start]
    columns: tuple[float, ...] = ()
    for n in range(start + 1, len(rules)):
        rule, before = rules[n], rules[chain[-1]]
        if _is_other(rule, before):
            break
        if _parts_no_rows(before, rules[n:], runs):
            continue
        text, inside = band(runs, before, rule), rules[chain[-1] + 1 : n]
        cuts = cuts_of(before, rule, inside, fills)
        if _is_around_table((before, rule), text, inside) or _ends([rules[k] for k in chain], text, rules[n:], runs, fills):
            break
        if len(text) == 1 and len(chain) > 1 and heads_group(before, rules[n:], runs):
            chain.append(n)
            continue
        is_tabular = _is_tabular(text, cuts, before, rule, columns) or _is_header_beside_corner(text, inside)
        if not is_tabular or before.virtual and not _goes_on_below(text, rules[n:], runs, fills):
            break
        columns = columns or cuts
        chain.append(n)
    return chain


def _parts_no_rows(before: Rule, rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether the first of some rules is not as wide as the one before, or lies on that, drawn anew, as report libraries do, over a cell as
    wide as the table: the name of a group of rows."""
    if not same_extent(rules[0], before):
        return True
    n = next_as_wide(rules) if rules[0].y - before.y <= TOUCH else None
    return n is not None and len(band(runs, rules[0], rules[n])) == 1 and heads_group(rules[0], rules[n:], runs)


def _is_run_through(top: Rule, bottom: Rule, runs: Sequence[Run]) -> bool:
    """Whether a line between two rules begins left of them and goes on below the upper one, as no text of a cell does: what it says stands
    between two tables."""
    return any(run.x0 < top.x0 - run.size and run.x1 > top.x0 + run.size for run in between(runs, (top.y, bottom.y)))


def _ends(table: Sequence[Rule], text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether a table, given with its rules, ends before the first of some rules: above another, above a line that runs through its side,
    or with the rows below its header, where that alone has rules."""
    is_other = _ends_with_rows(table, text, rules, runs) or _is_run_through(table[-1], rules[0], runs)
    return is_other or ends_before(table, text, rules, runs, fills)


def _ends_with_rows(table: Sequence[Rule], text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether a table with rules over and under its header alone ends, with the rows below that, above a page's end or another such
    header, which stands off."""
    foot = foot_below_header(table, runs, rules[0].y)
    if foot is None:
        return False
    if rules[0].virtual:
        return foot < rules[0].y - TOLERANCES.over
    white = (rules[0].y - max(run.y1 for run in text)) - (min(run.y0 for run in text) - table[-1].y)
    return white > STANDS_OFF * text[0].size and has_numbers_behind_name(text_lines(text)[-1]) and _is_over_header(rules, runs)


def _is_over_header(rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether names of columns stand between the first of some rules and the next one as wide, and their rows below that."""
    n = next_as_wide(rules)
    return n is not None and foot_below_header([rules[0], rules[n]], runs, float("inf")) is not None


def _is_other(rule: Rule, before: Rule) -> bool:
    """Whether a rule stands out of the table that one before it is part of: what lies beside or within it does not."""
    return not beside(rule, before) and not within(rule, before)


def _is_around_table(outer: tuple[Rule, Rule], text: Sequence[Run], inside: Sequence[Rule]) -> bool:
    """Whether the shorter rules between two are those of a narrower table, or of several side by side, with nothing over them but their
    captions and nothing beside them, where a page's end did not cut off the names of rows."""
    if any(rule.virtual for rule in outer):
        return False
    if any(_is_under_captioned_header(rule, text) for rule in inside):
        return True
    tables = [own for rule in inside if len(own := [other for other in inside if same_extent(rule, other)]) >= TABLE_RULES]
    return any(_are_all_there(text, [own, *_beside_table(own, tables)]) for own in tables)


def _is_under_captioned_header(rule: Rule, text: Sequence[Run]) -> bool:
    """Whether a rule alone is that under the header of a table: several names stand on it, a row with as many texts below it, and over the
    names one short line, the caption."""
    above, below = text_lines(run for run in text if run.y < rule.y), text_lines(run for run in text if run.y > rule.y)
    if len(above) < CAPTION_AND_HEADER or not below:
        return False
    caption, header, row = above[-CAPTION_AND_HEADER], above[-1], below[0]
    return len(caption) == 1 < len(header) <= len(row) and all(within(run, rule) for run in (*header, *row)) and are_names(header)


CAPTION_AND_HEADER = 2
"""lines over the rule under a header"""


def _beside_table(own: Sequence[Rule], tables: Sequence[Sequence[Rule]]) -> list[Sequence[Rule]]:
    """The tables, given with the rules as wide as each, that stand beside one of them and begin above its end."""
    found: list[Sequence[Rule]] = []
    for table in tables:
        is_level = table[0].y < own[-1].y and own[0].y < table[-1].y
        if is_level and all(beside(table[0], other[0]) for other in (own, *found)):
            found.append(table)
    return found


def _are_all_there(text: Sequence[Run], tables: Sequence[Sequence[Rule]]) -> bool:
    """Whether no line over some tables side by side has more texts than their captions are, as a header has, and nothing stands beside
    them."""
    top, bottom = min(own[0].y for own in tables), max(own[-1].y for own in tables)
    over, rest = [run for run in text if run.y < top], [run for run in text if top < run.y < bottom]
    return all(len(line) <= len(tables) for line in text_lines(over)) and all(any(within(run, own[0]) for own in tables) for run in rest)


def _goes_on_below(text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether text above a page's first rule stands in several of the columns below that rule, and no header follows; else it is a heading
    with a gap in it, or a caption over the shades of a header."""
    top = rules[0]
    if any(run.y < top_of_shades(top, fills) for run in text):
        return False
    n = next_as_wide(rules)
    if n is None:
        return True
    below, inside = band(runs, top, rules[n]), rules[1:n]
    columns = cuts_of(top, rules[n], inside, fills) or gaps_of(below)
    is_header = _is_header_beside_corner(below, inside) or _is_header_below(text, below)
    return len(columns_of(text, columns)) > 1 and not is_header


def _is_header_below(text: Sequence[Run], below: Sequence[Run]) -> bool:
    """Whether words of several columns alone, in a few lines, stand below lines of which one is a name and numbers."""
    has_numbers = any(map(has_numbers_behind_name, text_lines(text)))
    is_header = len(below) > 1 and len(text_lines(below)) <= HEADER_LINES
    return has_numbers and is_header and not any(is_number(run.text) for run in below)


def _is_tabular(text: Sequence[Run], cuts: Sequence[float], top: Rule, bottom: Rule, columns: Sequence[float]) -> bool:
    """Whether the text between two rules stands in columns; ``columns`` are those of the rows before."""
    if not text:
        return _is_empty_row(top, bottom, columns)
    if _are_of_no_row(text, top, bottom):
        return False
    walls = cuts or columns or gaps_of(text)
    lines = text_lines(text)
    crossing = _share_over(text, walls)
    if top.virtual or bottom.virtual:
        return not crossing and _is_rest_of_row(lines, walls, top)
    if len(lines) == 1:
        return len(columns_of(text, walls)) > 1 or bool(columns) and (bool(top.cuts) or has_numbers_behind_name(text))
    is_in_columns = crossing <= CROSSING if cuts else crossing <= CROSSING_WHITE and not _is_of_sentences(lines, walls)
    return is_in_columns and len(columns_of(text, walls)) > 1


def _are_of_no_row(text: Sequence[Run], top: Rule, bottom: Rule) -> bool:
    """Whether two rules are cut for other columns, or nearer to each other than the text between them is high."""
    return not agree(top.cuts, bottom.cuts) or bottom.y - top.y < LEAST_HIGH * min(run.size for run in text)


def _is_header_beside_corner(text: Sequence[Run], inside: Sequence[Rule]) -> bool:
    """Whether all that stands between two rules are names over a shorter rule, and below it those of several columns: the corner of such
    a header is empty."""
    rule = next(iter(inside), None)
    if rule is None or not all(within(run, rule) for run in text):
        return False
    below = [run for run in text if run.y > rule.y]
    return len(text_lines(below)) < len(text_lines(text)) and any(map(gaps_of, levels(below)[-1:]))


def _is_of_sentences(lines: Sequence[Sequence[Run]], walls: Sequence[float]) -> bool:
    """Whether several sentences end in each of two columns of many lines: running text, as a newspaper has it."""
    ends = [[run for line in lines for run in line if run.text.endswith("。") and columns_of([run], walls) == {side}] for side in (0, 1)]
    return len(walls) == 1 and len(lines) >= RUNNING_LINES and all(len(side) >= SENTENCES for side in ends)


def _is_empty_row(top: Rule, bottom: Rule, columns: Sequence[float]) -> bool:
    """Whether a stretch without text is a row of the table that the columns are known of, and not room for a picture."""
    return bool(columns) and bottom.y - top.y < TOLERANCES.empty_row and top.cuts == bottom.cuts


def _share_over(text: Sequence[Run], walls: Sequence[float]) -> float:
    """How many of the runs go on over a wall."""
    return sum(any(crosses(run, wall) for wall in walls) for run in text) / len(text)


def _are_apart(upper: Sequence[Run], lower: Sequence[Run]) -> bool:
    """Whether more white is between two lines than between those of a cell."""
    return white_between(upper, lower) > CLOSE * lower[0].size


def _is_rest_of_row(lines: Sequence[Sequence[Run]], walls: Sequence[float], top: Rule) -> bool:
    """Whether what a page's end cut off stands in columns: a good part of its lines fill more than one. What stands above a page's
    first rule, is more than the rest of a row, and begins and ends with a line of one column is running text with a table in it,
    and the caption of the table below, which may have its unit at the other end of the line."""
    said = [*lines[:-1], [run for run in lines[-1] if not is_unit(run)]] if top.virtual else lines
    several = [len(columns_of(line, walls)) > 1 for line in said]
    is_text = top.virtual and len(lines) > CUT_ROW and not several[0] and not several[-1]
    is_over_note = not (top.virtual or several[-1]) and len(lines) > 1 and _are_apart(*lines[-2:])
    return not (is_text or is_over_note) and sum(several) >= IN_COLUMNS * len(lines)
