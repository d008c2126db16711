"""Whether level rules below each other are those of one table or of two, as what stands between them shows.

In come the rules of a table, those below it, and the text and shades around them; a caption, its unit or a header of its own parts the
next table from the one above, the name of a group does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.geometry.intervals import overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.header_over import is_remark, is_unit
from pipeline.layout.rules import SAME_EDGE, TOUCH, Rule, band, next_as_wide
from pipeline.layout.runs import (
    Run,
    are_names,
    are_typed,
    between,
    count_on,
    crosses,
    has_numbers_behind_name,
    holds_middle,
    is_item,
    joined,
    name_columns,
    text_lines,
)
from pipeline.pages.model import Area

TABLE_RULES = 3
"""rules; a table has one over and one under its header and one at its end, a header of three levels has two within"""
LOWER = 0.8
"""of the lowest row of a table; what is lower between two rules is the white between two tables"""
MORE_ROOM = 0.5
"""em; a caption between two tables has so much more than their lowest row"""
AT_END = 1.0
"""em; a unit over the end of a table ends no further from it, with what pads its cells, and an item under it begins no further"""


def stands_over(caption: Run, rule: Rule, cuts: Sequence[float]) -> bool:
    """Whether a caption stands in the middle of a table or goes on over a column's edge: browsers cut the rule over it by columns too."""
    is_centred = abs(caption.x - (rule.x0 + rule.x1) / 2) < TOLERANCES.centred
    return is_centred or any(crosses(caption, cut) for cut in cuts)


def heads_group(before: Rule, rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether what stands alone between a rule and the first of some is as high as the row below it, a name and numbers, or nearly so
    where both begin at one place: a caption has a header below it."""
    top, below, row = rules[0], _end_of_first(rules), _under_first(rules, runs)
    if not has_numbers_behind_name(row) or name_columns(row):
        return False
    begin_alike = any(abs(run.x0 - min(other.x0 for other in row)) < TOLERANCES.at_wall for run in band(runs, before, top))
    return abs((below.y - top.y) - (top.y - before.y)) <= TOLERANCES.least_row / (1 if begin_alike else 2)


def _least_room(rules: Sequence[Rule]) -> float:
    """The height that a row needs below the rows between some rules, from the top down."""
    return max(TOLERANCES.least_row, LOWER * min((below.y - above.y for above, below in pairwise(rules)), default=0.0))


def ends_before(table: Sequence[Rule], text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether a table, given with its rules, is another than that of the first of some rules, as what stands between the two shows."""
    if _is_running_text(table[-1], text) and _is_header_or_name(_under_first(rules, runs), fills):
        return True
    return _is_between_tables(table[-1], text, rules, runs, fills, _least_room(table)) or _is_over_its_like(table, text, rules, runs)


def _is_running_text(rule: Rule, text: Sequence[Run]) -> bool:
    """Whether several lines of a text are items that begin at the left end of the rule above, with nothing apart from them."""
    lines = [sorted(line, key=lambda run: run.x0) for line in text_lines(text)]
    items = [line for line in lines if is_item(line[0].text) and abs(line[0].x0 - rule.x0) < AT_END * line[0].size]
    return len(items) > 1 and all(behind.x0 - run.x1 < AT_END * run.size for line in items for run, behind in pairwise(line))


def _is_header_or_name(row: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether a row is a header, or the name of a table alone, on a shade."""
    return _is_header(row) or len(row) == 1 and _is_over_shade(row[0], fills)


def _is_between_tables(
    before: Rule, text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area], room: float
) -> bool:
    """Whether there is no ``room`` for a row between a rule and the first of some, and under that stands the caption or header of another
    table: one text alone, or words over shades as the row before has none; or there is room, and a caption stands under it or between."""
    if len(_without_units(text)) <= 1 and _hangs_out_between(before, rules[0], runs):
        return True
    if text:
        return _is_caption_between(before, text, rules, runs, fills)
    if rules[0].y - before.y >= room:
        return _is_over_caption(rules, runs)
    row = _under_first(rules, runs)
    is_header = are_names(row) and all(_is_over_shade(run, fills) for run in row)
    are_shaded_before = (fill.y0 < before.y - TOUCH < fill.y1 and overlap(before.extent, (fill.x0, fill.x1)) > TOUCH for fill in fills)
    return len(row) <= 1 or is_header and not any(are_shaded_before)


def _hangs_out_between(above: Rule, below: Rule, runs: Sequence[Run]) -> bool:
    """Whether what stands between two rules begins left of them and ends over them: the caption of the table below."""
    return any(run.x0 < above.x0 - SAME_EDGE < above.x0 + SAME_EDGE < run.x1 for run in between(runs, (above.y, below.y)))


def _is_over_caption(rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether what stands alone between the first of some rules and the next one is in their middle, and no name of a group."""
    top = rules[0]
    n = next_as_wide(rules)
    alone = _under_first(rules, runs)
    return len(alone) == 1 and stands_over(alone[0], top, top.cuts) and not heads_group(top, rules[n:], runs)


def _under_first(rules: Sequence[Rule], runs: Sequence[Run]) -> list[Run]:
    """What stands between the first of some rules and the next one as wide."""
    return band(runs, rules[0], _end_of_first(rules))


def _end_of_first(rules: Sequence[Rule]) -> Rule:
    """The next rule as wide as the first of some; that itself where there is none, and nothing between the two."""
    return rules[next_as_wide(rules) or 0]


def _is_caption_between(before: Rule, text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether what stands between two rules begins with the caption of another table, alone but for a unit: the one is cut for the
    columns above, the other for more or fewer, and under that stands a header; or the page ends below a table whose header is shaded."""
    top = rules[0]
    if top.virtual:
        return _is_caption_over_shades(text, fills)
    are_cut_for_others = bool(before.cuts and top.cuts) and len(before.cuts) != len(top.cuts)
    return are_cut_for_others and len(_without_units(text)) == 1 and _is_header(_under_first(rules, runs))


def _is_caption_over_shades(text: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether what stands above a page's end is a line alone on white, and under it a header of shades: a table without rules."""
    first, *rest = text_lines(text)
    shaded = [line for line in rest[:1] if len(line) > 1 and all(_is_over_shade(run, fills) for run in line)]
    return len(first) == 1 and not _is_over_shade(first[0], fills) and bool(shaded)


def _is_over_shade(run: Run, fills: Sequence[Area]) -> bool:
    return any(holds_middle(fill, run) for fill in fills)


def _is_over_its_like(table: Sequence[Rule], text: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether what stands between the rows of a table, given with its rules, and the first of some parts it from another, whose header
    stands below: nothing, where that says the same as this one's, both count years, or the row above has numbers, or a caption alone: it
    has more room than a row, which the name of a group has not, and a unit, or begins where the rules do, or stands over a header that
    says the same; it needs no room for that where it begins with the rules, left of what pads the cells."""
    row, alone = _under_first(rules, runs), _as_typed(_without_units(text))
    if len(table) < TABLE_RULES and not _begins_with_row(table, runs):
        return False
    white = 0.0 if text else rules[0].y - table[-1].y
    is_over_header = len(alone) <= 1 and _is_header(row)
    is_over_another = is_over_header and _are_of_two(table, row, white, runs)
    begins_with_rules = any(run.x0 <= rules[0].x0 + TOLERANCES.over for run in alone)
    if text and not _has_room([*table, rules[0]], text):
        return is_over_another and begins_with_rules
    if _has_unit(text, rules[0]):
        return _is_header(next(iter(text_lines(row)), []))
    return is_over_another or is_over_header and begins_with_rules


def _as_typed(text: list[Run]) -> list[Run]:
    """A text of one line as one run, where a single typed space is all that parts its words."""
    return [joined(text)] if len(text) > 1 and len(text_lines(text)) == 1 and are_typed([text]) else text


def _are_of_two(table: Sequence[Rule], row: Sequence[Run], white: float, runs: Sequence[Run]) -> bool:
    """Whether a header below the rows of a table says the same as that one's, or, with more ``white`` between two tables than a double
    rule has, stands below numbers, or both count years or months."""
    header = band(runs, *table[:2])
    says_the_same = len({run.text for run in row} & {run.text for run in header}) > 1
    is_below_numbers = has_numbers_behind_name(_last_line(table, runs))
    return says_the_same or white > TOLERANCES.double_rule and (is_below_numbers or _counts_on(header) and _counts_on(row))


def _counts_on(header: Sequence[Run]) -> bool:
    """Whether the names of columns are years or months one behind the other, over an empty corner."""
    return count_on([run.text for run in sorted(header, key=lambda run: run.x0)])


def _last_line(table: Sequence[Rule], runs: Sequence[Run]) -> list[Run]:
    """The last line between the rules of a table."""
    lines = text_lines(band(runs, *table[-2:]))
    return lines[-1] if lines else []


def _begins_with_row(table: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether between the two rules of a table stands a name with numbers: its header is on the page before."""
    row = band(runs, table[0], table[-1])
    return has_numbers_behind_name(row) and not name_columns(row)


def _has_unit(text: Sequence[Run], rule: Rule) -> bool:
    """Whether what stands over a rule has a unit, which needs no word for that where it stands at the rule's end, beside a caption alone:
    相談件数 and （件）."""
    at_end = (is_unit(run) and abs(run.x1 - rule.x1) < AT_END * run.size for run in text)
    return any(map(is_remark, text)) or len(_without_units(text)) == 1 and any(at_end)


def _has_room(rules: Sequence[Rule], caption: Sequence[Run]) -> bool:
    """Whether the last two of some rules are further apart than a row of the others needs."""
    heights = [below.y - above.y for above, below in pairwise(rules)]
    return heights[-1] - min(heights) > MORE_ROOM * max(run.size for run in caption)


def is_over_caption_in_parts(rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether between the last rule of a table and the next one stands a caption with a unit or with a space that was typed in it: a text
    alone but for that, or what names its unit by that word."""
    text = _under_first(rules, runs)
    alone = _without_units(text)
    return len(_as_typed(alone)) == 1 < len(text) or any(map(is_remark, text))


def _is_header(row: Sequence[Run]) -> bool:
    return len(row) > 1 and are_names(row)


def _without_units(text: Sequence[Run]) -> list[Run]:
    return [run for run in text if not is_unit(run)]
