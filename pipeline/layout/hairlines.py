"""Tables whose rows are parted by horizontal rules only: their columns are where the rules are cut, or where text leaves gaps.

In come the rules that no vertical rule meets and the runs of text between them; out come grids like those of fully ruled
tables. A stretch between two rules is a row only if its text stands in columns; running text between two rules is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP, TOUCH, RawCell, RawGrid, Segment, grids_of_regions, regions_of
from pipeline.pages.model import Area, Glyphs, Ruling

SAME_EDGE, INSET = TOLERANCES.same_edge, TOLERANCES.inset
COLUMN_GAP = 1.0
"""em; text columns are parted by at least this much"""
NARROW_GAP = 0.6
"""em; a gap this wide parts columns only before a place where …"""
ALIGNED = 3
"""… so many runs begin"""
CUT_ROW = 4
"""lines of text; the rest of a row that a page's end cut has seldom more"""
RUNNING = 8
"""lines of text; a row of a table has seldom more"""
MARK_WIDTH = 1.6
"""em; what is narrower before a gap is a mere mark"""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs without a wide gap on one baseline; ``aligned`` where other runs begin at the same place."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    glyphs: Glyphs
    aligned: bool = False


@dataclass(slots=True)
class Rule:
    """All horizontal segments at one height that belong together; ``cuts`` are the places where segments meet."""

    y: float
    x0: float
    x1: float
    segments: list[tuple[float, float]]
    color: int
    virtual: bool = False

    @property
    def cuts(self) -> tuple[float, ...]:
        return tuple(round(a[1], 1) for a, b in zip(self.segments, self.segments[1:], strict=False))


def run_of(glyphs: Glyphs) -> Run:
    spans = glyphs.spans
    return Run(glyphs.x0[0], min([s.y0 for s in spans]), glyphs.x1[-1], max([s.y1 for s in spans]), max([s.size for s in spans]), glyphs)


def rules_of(rulings: Sequence[Ruling]) -> list[Rule]:
    """Horizontal rules from the top down; segments at one height with a gap between them are two rules."""
    rules: list[Rule] = []
    for r in sorted((r for r in rulings if r.y0 == r.y1), key=lambda r: (round(r.y0), r.x0)):
        mate = next((u for u in rules[-12:] if abs(u.y - r.y0) <= SNAP and -TOUCH <= r.x0 - u.x1 <= TOUCH), None)
        if mate is not None:
            mate.segments.append((r.x0, r.x1))
            mate.x1 = max(mate.x1, r.x1)
        elif not any(abs(u.y - r.y0) <= SNAP and u.x0 - TOUCH <= r.x0 and r.x1 <= u.x1 + TOUCH for u in rules[-12:]):
            rules.append(Rule(r.y0, r.x0, r.x1, [(r.x0, r.x1)], r.color))
    return sorted(rules, key=lambda u: (u.y, u.x0))


def _parted(runs: Sequence[Run]) -> list[Run]:
    """The runs, cut where a narrow gap lies before a place at which other runs begin: an entry that fills its column to the end."""
    starts = Counter(round(run.x0) for run in runs)

    def aligned(x: float) -> bool:
        return sum(starts[round(x) + off] for off in (-1, 0, 1)) >= ALIGNED

    out: list[Run] = []
    for run in runs:
        gaps = [
            k
            for k, (end, start) in enumerate(zip(run.glyphs.x1, run.glyphs.x0[1:], strict=False), 1)
            if start - end > NARROW_GAP * run.size and end - run.x0 > MARK_WIDTH * run.size and aligned(start)
        ]
        parts = [run_of(run.glyphs[a:b]) for a, b in pairwise([0, *gaps, len(run.glyphs)])] if gaps else [run]
        out += [replace(part, aligned=True) if aligned(part.x0) else part for part in parts]
    return out


def _same_extent(a: Rule, b: Rule) -> bool:
    return abs(a.x0 - b.x0) <= SAME_EDGE and abs(a.x1 - b.x1) <= SAME_EDGE


def hairline_grids(rulings: Sequence[Ruling], runs: Sequence[Run], fills: Sequence[Area] = ()) -> list[RawGrid]:
    """Grids of the tables without vertical rules.

    ``rulings`` are part of no ruled grid, ``runs`` the text among them; the sides of shaded cells (``fills``) part columns too.
    """
    rules = rules_of(rulings)
    if not rules:
        return []
    runs = _parted(runs)
    rules = _with_page_ends(rules, runs)
    grids: list[RawGrid] = []
    used: set[int] = set()
    ends: set[int] = set()
    for k, top in enumerate(rules):
        if k in used or top.virtual and k > 0:
            continue
        chain = _chain(rules, k, runs, fills)
        if len(chain) < 2:
            continue
        above = _caption_rule(rules, chain[0], used | ends, runs)
        if above is not None:
            chain.insert(0, above)
        members = [i for i in range(chain[0], chain[-1] + 1) if _within(rules[i], top)]
        full, inside = [rules[i] for i in chain], [rules[i] for i in members]
        if (head := rule_over_header(full, inside, rules[: chain[0]], runs, fills)) is not None:
            full.insert(0, head)
            inside = [head, *(r for r in rules[: chain[0]] if head.y < r.y and _within(r, top)), *inside]
        elif (foot := _rule_under_last_row(full, inside, rules[chain[-1] + 1 :], runs, fills)) is not None:
            full.append(foot)
            inside.append(foot)
        grid = grid_of(full, inside, _runs_in(runs, full[0], full[-1].y), fills)
        if grid is not None:
            used.update(members[:-1])
            ends.add(chain[-1])
            grids.append(grid)
    return grids


def _caption_rule(rules: Sequence[Rule], first: int, used: set[int], runs: Sequence[Run]) -> int | None:
    """Number of the rule above a table's first one, where a single short line between the two is its caption; else None."""
    before = next((i for i in range(first - 1, -1, -1) if _same_extent(rules[i], rules[first])), None)
    if before is None or before in used or rules[before].virtual or rules[before].color != rules[first].color:
        return None
    band = _band(runs, rules[before], rules[first])
    near = rules[first].y - rules[before].y < 3.2 * max((r.size for r in band), default=0.0)
    return before if near and len(band) == 1 and rules[before].cuts == rules[first].cuts == () else None


def rule_over_header(
    full: Sequence[Rule], inside: Sequence[Rule], above: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> Rule | None:
    """Where each row has a rule below it only, the header stands above the first rule, in the columns of the table: a rule over it.

    A caption with its unit at the other end of the line is none: a header fills all columns but for the corner.
    """
    first = full[0]
    if first.virtual:
        return None
    cuts = first.cuts or _columns_of(first, full[1], full, inside, runs, fills)
    if not cuts:
        return None
    edges = [first.x0, *cuts, first.x1]
    limit = max((r.y for r in above if r.x0 < first.x1 and r.x1 > first.x0 and not _under_merged_header(r, first, edges)), default=-1e9)
    near = [r for r in runs if limit < (r.y0 + r.y1) / 2 < first.y and r.x0 >= first.x0 - SAME_EDGE and r.x1 <= first.x1 + SAME_EDGE]
    rows: list[list[Run]] = []
    for r in sorted(near, key=lambda r: -r.y1):
        if rows and rows[-1][0].y1 - r.y1 <= 0.5 * r.size:
            rows[-1].append(r)
        else:
            rows.append([r])
    top, bottom = first.y, first.y
    filled: set[int] = set()
    for row in rows[:3]:
        here = _columns(row, cuts)
        ruled = any(_under_merged_header(r, first, edges) and max(run.y0 for run in row) < r.y < bottom + 1 for r in above)
        if bottom - max(r.y1 for r in row) > (0.8 if filled and not ruled else 1.2) * row[0].size:
            break
        if any(crosses(r, c) for r in row for c in cuts) and not all(_over_columns(r, edges) for r in row):
            break
        if filled and not ruled and (len(here) < 2 and 0 in here or not here <= filled):
            break
        filled |= here
        top = bottom = min(r.y0 for r in row)
    bracketed = any(r.glyphs.texts[0] in "(（" and r.glyphs.texts[-1] in ")）" for row in rows[:1] for r in row)
    if len(filled) < 2 or len(filled) < len(cuts) or len(cuts) < 3 and bracketed:
        return None
    return Rule(top - 2, first.x0, first.x1, list(first.segments), first.color)


def _columns_of(
    top: Rule, bottom: Rule, full: Sequence[Rule], inside: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> tuple[float, ...]:
    """Where columns part: by the rules and shaded cells between two rules of a table, or else by the gaps in all its text."""
    cuts = _cuts(top, bottom, [r for r in inside if top.y < r.y < bottom.y], fills)
    return cuts or _gaps([r for a, b in zip(full, full[1:], strict=False) for r in _band(runs, a, b)])


def _rule_under_last_row(
    full: Sequence[Rule], inside: Sequence[Rule], below: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]
) -> Rule | None:
    """Where each row has a rule above it only, the last row stands below the last rule, in columns and numbers like the row before."""
    last, before = full[-1], full[-2]
    if last.virtual or len(full) < 3:
        return None
    cuts = last.cuts or _columns_of(before, last, full, inside, runs, fills)
    limit = min((r.y for r in below if r.x0 < last.x1 and r.x1 > last.x0), default=1e9)
    near = [r for r in runs if last.y < (r.y0 + r.y1) / 2 < limit and last.x0 - SAME_EDGE <= r.x0 and r.x1 <= last.x1 + SAME_EDGE]
    top = min((r.y0 for r in near), default=1e9)
    row = [r for r in near if r.y0 - top < 0.5 * r.size]
    if not cuts or not row or top - last.y > 0.8 * row[0].size or any(crosses(r, c) for r in row for c in cuts):
        return None
    edges = [last.x0, *cuts, last.x1]

    def numbers(y0: float, y1: float) -> list[bool]:
        return [_has_number(_texts(runs, y0, y1, a, b)) for a, b in zip(edges, edges[1:], strict=False)]

    bottom = max(r.y1 for r in row)
    here, above = numbers(last.y, bottom), numbers(before.y, last.y)
    whole = len(_columns(row, cuts)) == len(cuts) + 1
    return Rule(bottom + 2, last.x0, last.x1, list(last.segments), last.color) if whole and here == above and any(here) else None


def _under_merged_header(rule: Rule, first: Rule, edges: Sequence[float]) -> bool:
    """Whether this rule above a table's first one lies between the two lines of its header: under merged cells, from column to column."""
    inner = rule.x0 > edges[0] + SAME_EDGE  # no rule parts the name of the first column; another table's rule may end where a column does
    return inner and first.y - rule.y < 40 and all(any(abs(x - edge) <= SAME_EDGE for edge in edges) for x in (rule.x0, rule.x1))


def _over_columns(run: Run, edges: Sequence[float]) -> bool:
    """Whether the run stands within one column, or in the middle of several."""
    middle = (run.x0 + run.x1) / 2
    return any(
        a <= run.x0 and run.x1 <= b and (k == 1 or abs((a + b) / 2 - middle) < 2 and run.x0 - a > run.size) for a, b, k in _spans(edges)
    )


def _spans(edges: Sequence[float]) -> list[tuple[float, float, int]]:
    """Every stretch of columns: its sides and how many columns it covers."""
    return [(edges[i], edges[j], j - i) for i in range(len(edges)) for j in range(i + 1, len(edges))]


def _with_page_ends(rules: list[Rule], runs: Sequence[Run]) -> list[Rule]:
    """The rules and, where text stands above the first or below the last, a rule at its end: a page break may have cut a table."""
    out = list(rules)
    first, last = rules[0], rules[-1]
    full = [r for r in rules if r.x1 - r.x0 >= 0.9 * (last.x1 - last.x0)]
    below = [r.y1 for r in runs if r.y0 >= last.y - 1 and r.x1 > last.x0 and r.x0 < last.x1]
    above = [r.y0 for r in runs if r.y1 <= first.y + 1 and r.x1 > first.x0 and r.x0 < first.x1]
    if below:
        out.append(Rule(max(below) + 2, full[-1].x0, full[-1].x1, list(full[-1].segments), last.color, virtual=True))
    if above:
        out.insert(0, Rule(min(above) - 2, first.x0, first.x1, list(first.segments), first.color, virtual=True))
    return out


def _within(rule: Rule, outer: Rule) -> bool:
    return rule.x0 >= outer.x0 - SAME_EDGE and rule.x1 <= outer.x1 + SAME_EDGE


def _runs_in(runs: Sequence[Run], rule: Rule, bottom: float) -> list[Run]:
    return [
        r for r in runs if rule.y - 1 <= (r.y0 + r.y1) / 2 <= bottom + 1 and rule.x0 - SAME_EDGE <= (r.x0 + r.x1) / 2 <= rule.x1 + SAME_EDGE
    ]


def _chain(rules: Sequence[Rule], start: int, runs: Sequence[Run], fills: Sequence[Area]) -> list[int]:
    """Numbers of the full-width rules of the table that begins at ``start``: band by band while the text stands in columns."""
    chain = [start]
    columns: tuple[float, ...] | None = None
    i = start + 1
    while i < len(rules):
        rule, before = rules[i], rules[chain[-1]]
        if not _same_extent(rule, before):
            if rule.x1 > before.x0 + SAME_EDGE and rule.x0 < before.x1 - SAME_EDGE and not _within(rule, before):
                break
            i += 1
            continue
        band = _band(runs, before, rule)
        between = rules[chain[-1] + 1 : i]
        cuts = _cuts(before, rule, between, fills)
        if len(between) > 2 and _holds_table(between, band, before) or not _tabular(band, cuts, before, rule, columns):
            break
        if before.virtual and not _goes_on_below(band, rules[i:], runs, fills):
            break
        columns = columns or cuts
        chain.append(i)
        i += 1
    return chain


def _goes_on_below(band: Sequence[Run], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> bool:
    """Whether text above a page's first rule stands in several of the columns below that rule; else it is a heading with a gap in it."""
    top = rules[0]
    n = next((n for n, rule in enumerate(rules[1:], 1) if _same_extent(rule, top)), None)
    if n is None:
        return True
    columns = _cuts(top, rules[n], rules[1:n], fills) or _gaps(_band(runs, top, rules[n]) or band)
    return len(_columns(band, columns)) > 1


def _holds_table(between: Sequence[Rule], band: Sequence[Run], outer: Rule) -> bool:
    """Whether a table stands by itself in a stretch: rules of one width that reach neither side of it, and no text beside them.

    Such a stretch is a frame. Rules that part the cells of one column only have the text of the other columns beside them.
    """
    alone: list[list[Rule]] = []
    for rule in between:
        if outer.x0 + INSET < rule.x0 and rule.x1 < outer.x1 - INSET:
            group = next((g for g in alone if _same_extent(g[0], rule)), None)
            if group is None:
                alone.append([rule])
            else:
                group.append(rule)
    for group in alone:
        if len(group) < 3:
            continue
        top, bottom = group[0].y, group[-1].y
        sides = [g[0] for g in alone if g[0].y < bottom and g[-1].y > top]
        beside = [r for r in band if top < (r.y0 + r.y1) / 2 < bottom]
        if beside and all(any(s.x0 - SAME_EDGE <= (r.x0 + r.x1) / 2 <= s.x1 + SAME_EDGE for s in sides) for r in beside):
            return True
    return False


def _band(runs: Sequence[Run], top: Rule, bottom: Rule) -> list[Run]:
    return [
        r for r in runs if top.y - 1 <= (r.y0 + r.y1) / 2 <= bottom.y + 1 and top.x0 - SAME_EDGE <= (r.x0 + r.x1) / 2 <= top.x1 + SAME_EDGE
    ]


def _cuts(top: Rule, bottom: Rule, between: Sequence[Rule], fills: Sequence[Area]) -> tuple[float, ...]:
    """Columns by the cuts of the rules around and inside a band, and by the sides of the cells shaded there."""
    sides = [x for f in fills if f.y0 >= top.y - TOUCH and f.y1 <= bottom.y + TOUCH for x in (f.x0, f.x1)]
    cuts = sorted({*top.cuts, *bottom.cuts, *sides, *(c for r in between for c in (*r.cuts, r.x0, r.x1))})
    out: list[float] = []
    for c in cuts:
        if top.x0 + SAME_EDGE < c < top.x1 - SAME_EDGE and (not out or c - out[-1] > SAME_EDGE):
            out.append(c)
    return tuple(out)


def crosses(run: Run, cut: float) -> bool:
    """Whether the run's text goes on over ``cut`` without a gap there."""
    if not run.x0 < cut - 1 or not run.x1 > cut + 1:
        return False
    if any(g[0] < cut - 1.5 and g[2] > cut + 1.5 for g in run.glyphs):
        return True
    left = max((g[2] for g in run.glyphs if g[2] <= cut + 1.5), default=None)
    right = min((g[0] for g in run.glyphs if g[0] >= cut - 1.5), default=None)
    return left is None or right is None or right - left < 0.3 * run.size


def _tabular(band: Sequence[Run], cuts: tuple[float, ...], top: Rule, bottom: Rule, columns: tuple[float, ...] | None) -> bool:
    """Whether the text between two rules stands in columns."""
    if not band:
        return bool(columns) and bottom.y - top.y < 40 and top.cuts == bottom.cuts
    if top.virtual and _opens_as_text(band, cuts or columns or _gaps(band)):
        return False
    if top.cuts and bottom.cuts and not _agree(top.cuts, bottom.cuts):
        return False
    if cuts and columns is None or top.cuts or bottom.cuts:
        walls = min(top.cuts, bottom.cuts, key=len) if top.cuts and bottom.cuts else cuts  # above a merged header the rule has fewer cuts
        crossing = sum(any(crosses(r, c) for c in walls) for r in band)
        if crossing * 2 > len(band) and not (len(text_lines(band)) == 1 and (len(band) > 1 or columns)):
            return False
        if (top.virtual or bottom.virtual) and (crossing or not _in_columns(band, cuts)):
            return False
        filled = _columns(band, cuts)
        return len(filled) > 1 or len(text_lines(band)) == 1 and bool(columns) and _agree(top.cuts, bottom.cuts)
    found = columns or _gaps(band)
    if not found:
        return False
    if (top.virtual or bottom.virtual) and (any(crosses(r, c) for r in band for c in found) or not _in_columns(band, found)):
        return False
    crossing = sum(any(crosses(r, c) for c in found) for r in band)
    if crossing * 4 > len(band) and not (len(text_lines(band)) == 1 and len(band) > 1):
        return False
    return len(_columns(band, found)) > 1


def _in_columns(band: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether a good part of the rows of text fill more than one column."""
    rows = text_lines(band)
    several = sum(len(_columns(row, cuts)) > 1 for row in rows)
    return several >= 0.3 * len(rows)


def _opens_as_text(band: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether a stretch above a page's first rule is more than the rest of a row and begins and ends with a line of one column:
    running text with a table in it, and the caption of the table below."""
    rows = text_lines(band)
    return len(rows) > CUT_ROW and all(len(_columns(row, cuts)) == 1 for row in (rows[0], rows[-1]))


def text_lines(band: Sequence[Run]) -> list[list[Run]]:
    """The runs by baseline, from the top down."""
    rows: list[list[Run]] = []
    for r in sorted(band, key=lambda r: r.y1):
        if rows and r.y1 - rows[-1][0].y1 <= 0.5 * r.size:
            rows[-1].append(r)
        else:
            rows.append([r])
    return rows


def _agree(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    return all(any(abs(x - y) <= SAME_EDGE for y in more) for x in fewer)


def _columns(runs: Sequence[Run], cuts: Sequence[float]) -> set[int]:
    """The columns in which these runs stand; one that goes on over a cut counts where its middle is."""
    out: set[int] = set()
    for run in runs:
        here = [c for c in cuts if run.x0 < c - 1 and run.x1 > c + 1]
        if not here or any(crosses(run, c) for c in here):
            out.add(sum(c < (run.x0 + run.x1) / 2 for c in cuts))
        else:
            out.update(sum(c < (g[0] + g[2]) / 2 for c in cuts) for g in run.glyphs)
    return out


def _gaps(band: Sequence[Run]) -> tuple[float, ...]:
    """The middles of the stretches between text columns."""
    return tuple((low + high) / 2 for low, high in white_of(band))


def white_of(band: Sequence[Run]) -> list[tuple[float, float]]:
    """Stretches of at least ``COLUMN_GAP`` (``NARROW_GAP`` before what is aligned) where no text of the band stands; one behind a
    column of mere marks is none."""
    spans = sorted((r.x0, r.x1, NARROW_GAP if r.aligned else COLUMN_GAP) for r in band)
    size = max(r.size for r in band)
    merged: list[list[float]] = []
    for x0, x1, least in spans:
        if merged and x0 <= merged[-1][1] + least * size:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    white = [(a[1], b[0]) for a, b in zip(merged, merged[1:], strict=False)]
    if white and merged[0][1] - merged[0][0] < MARK_WIDTH * size and white[0][1] - white[0][0] < 2.4 * size:
        return white[1:]
    return white


def grid_of(full: Sequence[Rule], rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area]) -> RawGrid | None:
    x0, x1 = min(r.x0 for r in full), max(r.x1 for r in full)
    top, bottom = full[0].y, full[-1].y
    cuts = _cuts(full[0], full[-1], rules[1:-1], fills)
    if not any(r.cuts for r in full):
        lined = [replace(full[0], y=y) for y in sorted({rule.y for rule in (*rules, *full)})]
        stretches = [[_band(runs, a, b) for a, b in zip(of, of[1:], strict=False)] for of in (full, lined)]
        # Running text at the end (a frame's reasons under its goals), with its heading, tells nothing of the columns above.
        stretches += [of[:-k] for of in stretches for k in (1, 2) if len(of) > k + 2 and len(text_lines(of[-1])) > RUNNING]
        # Of two cuttings into as many columns, the one with less white between them heeds more of the text.
        white = max(map(common_white, stretches), key=lambda found: (len(found), sum(low - high for low, high in found)))
        new = [(low + high) / 2 for low, high in white if not any(low - 2 <= c <= high + 2 for c in cuts)]
        cuts = tuple(sorted({*cuts, *(_parting(new, [x0, *cuts, x1], stretches[1]) if cuts else new)}))
    if not cuts:
        return None
    ys = sorted({round(r.y, 2) for r in rules})
    extra = _text_rows(ys, runs, cuts)
    ys = sorted([*ys, *(y for y, _ in extra)])
    horizontal = [Segment(r.y, a, b) for r in rules for a, b in r.segments] + [
        Segment(y, cuts[0] if behind else x0, x1) for y, behind in extra
    ]
    tops = [(r.y, r.x0, r.x1) for r in rules] + [(y, cuts[0], x1) for y, _ in extra]  # an empty cell under no rule is the rest of one above
    vertical = [Segment(x0, top, bottom), Segment(x1, top, bottom)]
    edges = [x0, *cuts, x1]
    bands = list(zip(ys, ys[1:], strict=False))
    texts = [[_texts(runs, a, b, edges[c], edges[c + 1]) for c in range(len(edges) - 1)] for a, b in bands]
    header_rows = next((n for n, row in enumerate(texts) if _has_number(row[-1])), 0)
    first_number = next((c for c in range(1, len(edges) - 1) if _mostly_numbers([row[c] for row in texts[header_rows:]])), 1)
    for n, (a, b) in enumerate(bands):
        inside = [r for r in runs if a - 1 <= (r.y0 + r.y1) / 2 <= b + 1]
        painted = [f for f in fills if f.y0 <= a + SAME_EDGE and f.y1 >= b - SAME_EDGE and f.x1 - f.x0 < 0.95 * (x1 - x0)]
        if len(inside) == 1 and _over_all(inside[0], edges):
            continue
        for c, cut in enumerate(cuts):
            if any(abs(x - cut) < 1.5 for f in painted for x in (f.x0, f.x1)):
                vertical.append(Segment(cut, a, b))
                continue
            if any(f.x0 < cut < f.x1 for f in painted):  # a shaded cell is as wide as the columns that it spans
                continue
            beside = [r for r in inside if r.x1 > edges[c] and r.x0 < edges[c + 2]]
            crossing = sum(crosses(r, cut) for r in beside)
            over = crossing > 0 and all(r.x0 < cut for r in beside)
            crossed = over or crossing > 0 and (crossing * 3 > len(text_lines(beside)) or len(text_lines(beside)) < 3)
            spanned = n >= header_rows and c + 1 < first_number and not texts[n][c + 1] and bool(texts[n][c])
            spanned = spanned and any(
                abs(y - a) <= SNAP and left <= cut + SAME_EDGE and edges[c + 2] <= right + SAME_EDGE for y, left, right in tops
            )
            if not crossed and not spanned and not _centred(inside, edges, c):
                vertical.append(Segment(cut, a, b))
    xs, yy, regions = regions_of(horizontal, vertical)
    grids = grids_of_regions(xs, yy, regions, full[0].color)
    if len(grids) != 1:
        return None
    grid = grids[0]
    grid.ruled = "rows"
    grid.open_top, grid.open_bottom = full[0].virtual, full[-1].virtual
    return grid if len(grid.xs) > 2 and len(grid.cells) > 2 else None


def _parting(places: Sequence[float], edges: Sequence[float], bands: Sequence[Sequence[Run]]) -> list[float]:
    """Those of the places that part text of one row within a known column; between a centred header and the numbers under it, at
    the end of the column, is no column's edge."""
    out = []
    for place in places:
        left, right = max(e for e in edges if e <= place), min(e for e in edges if e > place)
        within = ([(r.x0 + r.x1) / 2 for r in band if left <= (r.x0 + r.x1) / 2 < right] for band in bands)
        if any(middles and min(middles) < place < max(middles) for middles in within):
            out.append(place)
    return out


def common_white(bands: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """White stretches that hold for all bands, or for all but the first one or two, whose headers may span columns."""
    best: list[tuple[float, float]] = []
    for skipped in range(3):
        below = bands[skipped:]
        rest = [r for band in below for r in band]
        if not rest or skipped and len(below) < 2:
            continue
        if len(found := _united(white_of(rest), below)) > len(best):
            best = _beside_headers(found, [r for band in bands[:skipped] for r in band])
    return best


def _united(white: Sequence[tuple[float, float]], bands: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Those of the stretches that part columns: a centred header and the numbers under it, at the end of the column, are one.

    Text of one row stands in several columns, so what never shares a row with what is right of it is of the same column.
    """
    rows = [{sum(high <= r.x0 + 1 for _, high in white) for r in band} for band in bands]
    out: list[tuple[float, float]] = []
    column = {len(white)}
    for c in range(len(white) - 1, -1, -1):
        if any(c in row and row & column for row in rows):
            out.insert(0, white[c])
            column = set()
        column.add(c)
    return out


def _beside_headers(white: Sequence[tuple[float, float]], headers: Sequence[Run]) -> list[tuple[float, float]]:
    """The stretches without what the headers over their columns take of them."""
    out = []
    for low, high in white:
        middle = (low + high) / 2
        left = [r.x1 for r in headers if low < r.x1 < high and (r.x0 + r.x1) / 2 < middle]
        right = [r.x0 for r in headers if low < r.x0 < high and (r.x0 + r.x1) / 2 > middle]
        low, high = max([low, *left]), min([high, *right])
        out.append((low, high) if low < high else (middle, middle))
    return out


def _texts(runs: Sequence[Run], top: float, bottom: float, left: float, right: float) -> str:
    return "".join(g[4] for r in runs if top - 1 <= (r.y0 + r.y1) / 2 <= bottom + 1 for g in r.glyphs if left <= (g[0] + g[2]) / 2 < right)


def _mostly_numbers(texts: Sequence[str]) -> bool:
    filled = [t for t in texts if t]
    return sum(_has_number(t) for t in filled) * 2 > len(filled)


def _has_number(text: str) -> bool:
    return bool(text) and sum(ch.isdigit() or ch in ",.%-▲△＋+ー―－" for ch in text) * 2 >= len(text)


def _centred(runs: Sequence[Run], edges: Sequence[float], c: int) -> bool:
    """Whether a run in column c or c+1 is centred over both, the other being empty, and not over its own."""
    left, mid, right = edges[c], edges[c + 1], edges[c + 2]
    here = [r for r in runs if left <= (r.x0 + r.x1) / 2 < right]
    if len(here) != 1:
        return False
    run = here[0]
    return not (run.x0 < mid - 1 and run.x1 > mid + 1) and _over_all(run, (left, mid, right))


def _over_all(run: Run, edges: Sequence[float]) -> bool:
    """Whether the only text of a row stands in the middle of all the columns between these edges, and not of its own."""
    middle = (run.x0 + run.x1) / 2
    own = next(((a + b) / 2 for a, b in pairwise(edges) if a <= middle < b), middle)
    return abs(middle - (edges[0] + edges[-1]) / 2) < 1.5 and abs(middle - own) > 3


def _text_rows(ys: Sequence[float], runs: Sequence[Run], cuts: Sequence[float]) -> list[tuple[float, bool]]:
    """Row boundaries that only the text shows, each with whether it begins behind the first column.

    Between two rules stand several lines of numbers (or four that fill every column), each with the name of its row, below
    a header of a line or two. A line of merged headers is a row of its own; the name of the first column stands beside both.
    """
    extra: list[tuple[float, bool]] = []
    for a, b in zip(ys, ys[1:], strict=False):
        rows = text_lines([r for r in runs if a - 1 <= (r.y0 + r.y1) / 2 <= b + 1])
        if len(rows) < 2:
            continue
        filled = [_columns(row, cuts) for row in rows]
        numeric = [any(_has_number("".join(r.glyphs.texts)) for r in row) for row in rows]
        whole = [len(here) > len(cuts) > 1 for here in filled]
        first = len(rows)
        while first > 0 and (numeric[first - 1] and len(filled[first - 1]) > 1 and 0 in filled[first - 1] or whole[first - 1]):
            first -= 1
        if first == 1 and len(filled[0]) > 1:
            first = 0
        if len(rows) - first < (2 if any(numeric[first:]) else 4) or first > 3:
            continue
        for n in range(max(first, 1), len(rows)):
            extra.append((_between(rows[n - 1], rows[n]), False))
        if first == 2 and len(cuts) > 2 and len(filled[1]) >= len(cuts) and len(rows[0]) < len(rows[1]):
            extra.append((_between(rows[0], rows[1]), 0 not in filled[1]))
    return extra


def _between(upper: Sequence[Run], lower: Sequence[Run]) -> float:
    return (max(r.y1 for r in upper) + min(r.y0 for r in lower)) / 2


def innermost(cells: Sequence[RawCell], rect: Rect) -> RawCell | None:
    """The smallest cell that holds ``rect``."""
    return min([cell for cell in cells if holds(cell.rect, rect, TOUCH)], key=lambda cell: cell.rect.area, default=None)
