"""Runs of text as tables without walls see them: which of them share a line, go on over a column's edge, leave white between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress, pairwise
from operator import sub
from statistics import median_low

from pipeline.geometry.intervals import Interval, gaps_between, overlap, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages.model import Glyphs

COLUMN_GAP = 1.0
"""em; text columns are parted by at least this much"""
NARROW_GAP = 0.6
"""em; a gap this wide parts columns only before a place where …"""
ALIGNED = 3
"""… so many runs begin, to the point"""
NUMBERS, LAST = 2, 2
"""runs; so many numbers that end at one place are of a column; glyphs, a digit and what it counts, tell that a number ends"""
TIGHT_GAP = 0.12
"""em; a gap that no printed space fills, wider by this much than others of its line, parts the cells of columns that touch"""
BEHIND_WALL = 0.4
"""em; a cell's text begins no further behind the place where those of the column before it end, where columns touch"""
CELL_GAP = 0.3
"""em; the texts of two cells stand at least this far apart at a wall that is drawn"""
ONE_SPACE = 1.2
"""em; a space that was typed is no wider, with what sets the letters of its line apart"""
MARK_WIDTH = 1.6
"""em; what is narrower before a gap is a mere mark"""
MARK_GAP = 2.4
"""em; behind a column of mere marks a narrower gap parts no columns"""
SAME_LINE = 0.5
"""em; the bottoms of runs of one line lie no further apart"""
OVERLAP = 0.2
"""em; text of one row overlaps by more in height"""
NUMERIC = frozenset(",.%-▲△＋+ー―－")
"""what numbers are written with but for digits; a dash is none given"""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs without a wide gap on one baseline; ``least`` is the gap, in em, that parts it from what stands before it."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    glyphs: Glyphs
    least: float = COLUMN_GAP

    @property
    def x(self) -> float:
        """The middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle of the height."""
        return (self.y0 + self.y1) / 2

    @property
    def text(self) -> str:
        return "".join(self.glyphs.texts)


def run_of(glyphs: Glyphs) -> Run:
    spans = glyphs.spans
    return Run(glyphs.x0[0], min([s.y0 for s in spans]), glyphs.x1[-1], max([s.y1 for s in spans]), max([s.size for s in spans]), glyphs)


def parted(runs: Sequence[Run]) -> list[Run]:
    """The runs, cut where a narrow gap lies before a place at which other runs begin, an entry that fills its column to the end, or
    where the cells of two columns touch."""
    places = _Places(runs)
    cut = (part for run, tight in zip(runs, places.tight, strict=True) for part in places.parts_of(run, tight))
    return [replace(part, least=places.least_before(part)) for part in cut]


class _Places:
    """Where runs, and what stands behind tight gaps in them, begin and end: so many at one place, to the point, are of a column."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.tight = _tight_gaps(runs)
        inner = [(run, k) for run, tight in zip(runs, self.tight, strict=True) for k in tight]
        self._opening = {_begin(min(line, key=_begin)) for line in text_lines(runs)}
        self._own = Counter(round(run.x0) for run in runs)
        self._starts = self._own + Counter(round(run.glyphs.x0[k]) for run, k in inner)
        self._ends = Counter(round(run.x1) for run in runs) + Counter(round(run.glyphs.x1[k - 1]) for run, k in inner)
        self._numbers = Counter(round(run.x1) for run in runs if has_number(run.text)) + Counter(
            round(run.glyphs.x1[k - 1]) for run, k in inner if any(text.isdecimal() for text in run.glyphs.texts[:k][-LAST:])
        )
        self._touching = {round(run.glyphs.x0[k]) for run, k in inner if self._touch(run.glyphs.x1[k - 1], run.glyphs.x0[k])}

    def parts_of(self, run: Run, tight: Sequence[int]) -> list[Run]:
        """A run, given with the places of its tight gaps, by columns."""
        x0, x1 = run.glyphs.x0, run.glyphs.x1
        cuts = [0]
        for k, (end, start) in enumerate(zip(x1, x0[1:], strict=False), 1):
            is_cell = end - x0[cuts[-1]] > MARK_WIDTH * run.size or self._is_no_mark(run, cuts[-1], k)
            is_column = self._touch(end, start) or self._is_before_number(run, k, tight) if k in tight else self._is_narrow(run, end, start)
            if is_cell and is_column:
                cuts.append(k)
        return _cut(run, cuts[1:])

    def least_before(self, part: Run) -> float:
        """The gap, in em, that parts a run from what ends before it."""
        if any(round(part.x0) + off in self._touching for off in (-1, 0, 1)):
            return 0.0
        reach = range(round(part.x0 - BEHIND_WALL * part.size), round(part.x0) + 1)
        if any(map(self._is_end_of_column, reach)):
            return 0.0
        is_at_end = has_number(part.text) and _is_column(self._ends, part.x1)
        return NARROW_GAP if is_at_end or _is_column(self._starts, part.x0) else COLUMN_GAP

    def _touch(self, end: float, start: float) -> bool:
        """Whether columns touch between two glyphs: where words end and words begin, one of these stands apart from what is before it."""
        if _is_column(self._numbers, end, NUMBERS):
            return True
        is_apart = _is_column(self._own, start, 1) or _is_column(self._numbers, end, 1)
        return is_apart and (_is_column(self._starts, start) or _is_column(self._ends, end))

    def _is_before_number(self, run: Run, k: int, tight: Sequence[int]) -> bool:
        """Whether a narrow gap lies before a number that ends where others do."""
        behind = next((gap for gap in tight if gap > k), len(run.glyphs))
        is_narrow = run.glyphs.x0[k] - run.glyphs.x1[k - 1] > NARROW_GAP * run.size
        return is_narrow and has_number("".join(run.glyphs.texts[k:behind])) and _is_column(self._ends, run.glyphs.x1[behind - 1])

    def _is_end_of_column(self, x: float) -> bool:
        return _is_column(self._ends, x) or _is_column(self._numbers, x, NUMBERS)

    def _is_narrow(self, run: Run, end: float, start: float) -> bool:
        return start - end > NARROW_GAP * run.size and _is_column(self._starts, start)

    def _is_no_mark(self, run: Run, first: int, behind: int) -> bool:
        """Whether what is as narrow as a mark does not open its line and is more than one sign, or a digit or a dash for none."""
        texts = run.glyphs.texts[first:behind]
        is_first = first == 0 and _begin(run) in self._opening
        return not is_first and (len(texts) > 1 or texts[0].isdecimal() or texts[0] in NUMERIC)


def _begin(run: Run) -> tuple[float, float]:
    return run.x0, run.y0


def _is_column(places: Counter[int], x: float, least: int = ALIGNED) -> bool:
    return sum(places[round(x) + off] for off in (-1, 0, 1)) >= least


def _tight_gaps(runs: Sequence[Run]) -> list[list[int]]:
    """The numbers of the glyphs in each run before which is white that no printed space fills, wider than elsewhere: lines that are
    set to one width have such gaps everywhere, and word processors set digits apart from kanji, but not from brackets."""
    gaps = [list(map(sub, run.glyphs.x0[1:], run.glyphs.x1)) for run in runs]
    apart = [gap / run.size for run, row in zip(runs, gaps, strict=True) for gap in compress(row, map(_are_letters, *_beside(run)))]
    usual = median_low(apart or [0.0])
    return [_wider(run, row, usual * run.size) for run, row in zip(runs, gaps, strict=True)]


def _beside(run: Run) -> tuple[Sequence[str], Sequence[str]]:
    """Each two neighbours of a run."""
    return run.glyphs.texts[:-1], run.glyphs.texts[1:]


def _are_mixed(one: str, other: str) -> bool:
    return one.isascii() is not other.isascii()


def _are_letters(one: str, other: str) -> bool:
    """Whether of two neighbours one is a digit or a Latin letter and the other kanji or kana."""
    return _are_mixed(one, other) and (one + other).isalnum()


def _wider(run: Run, gaps: Sequence[float], apart: float) -> list[int]:
    """The numbers of the glyphs behind gaps wider than is usual in their line, and between such neighbours; a kanji alone behind a digit
    says what it counts."""
    usual, spaced = median_low(gaps or [0.0]), run.glyphs.spaced
    least = [TIGHT_GAP * run.size + max(usual, apart if is_mixed else 0.0) for is_mixed in map(_are_mixed, *_beside(run))]
    found = [k for k, (gap, limit) in enumerate(zip(gaps, least, strict=True), 1) if gap > limit and k not in spaced]
    return [k for k, behind in pairwise([*found, len(run.glyphs)]) if behind - k > 1 or not _are_letters(*run.glyphs.texts[k - 1 : k + 1])]


def text_lines(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs by baseline, from the top down."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.y1):
        if lines and run.y1 - lines[-1][0].y1 <= SAME_LINE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def are_typed(lines: Iterable[Sequence[Run]]) -> bool:
    """Whether a single typed space is all that parts the texts of each line: a list, whose texts stand below each other only because
    they are as long."""
    beside = [pair for line in lines for pair in pairwise(sorted(line, key=_begin))]
    return all(0 in run.glyphs.spaced and run.x0 - before.x1 <= ONE_SPACE * run.size for before, run in beside)


def levels(runs: Iterable[Run]) -> list[list[Run]]:
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


def between(runs: Iterable[Run], heights: Interval) -> list[Run]:
    """The runs whose middle lies between two heights."""
    return [run for run in runs if reaches(heights, (run.y, run.y), TOLERANCES.over)]


def middle_between(upper: Iterable[Run], lower: Iterable[Run]) -> float:
    """The height between two lines or rows of text."""
    return (max(r.y1 for r in upper) + min(r.y0 for r in lower)) / 2


def crosses(run: Run, edge: float) -> bool:
    """Whether the run's text goes on over a column's edge without a gap there."""
    if run.x0 >= edge - TOLERANCES.over or run.x1 <= edge + TOLERANCES.over:
        return False
    reach, least = TOLERANCES.at_wall, CELL_GAP * run.size
    ends = zip(run.glyphs.x1, run.glyphs.x0[1:], strict=False)
    return not any(end - reach <= edge <= start + reach and start - end >= least for end, start in ends)


def columns_of(runs: Iterable[Run], edges: Sequence[float]) -> set[int]:
    """The columns, parted by these edges, in which the runs stand; one that goes on over an edge counts where its middle is."""
    found: set[int] = set()
    for run in runs:
        over = any(crosses(run, edge) for edge in edges)
        places = [run.x] if over else [(x0 + x1) / 2 for x0, x1 in zip(run.glyphs.x0, run.glyphs.x1, strict=True)]
        found.update(sum(edge < place for edge in edges) for place in places)
    return found


def white_of(runs: Sequence[Run]) -> list[Interval]:
    """Stretches of at least ``COLUMN_GAP`` (``NARROW_GAP`` before what is aligned) where none of the runs stands; one behind a
    column of mere marks is none."""
    size = max((r.size for r in runs), default=0.0)
    white = gaps_between((r.x0, r.x1, r.least * size) for r in runs)
    if white:
        low, high = white[0]
        if low - min(r.x0 for r in runs) < MARK_WIDTH * size and high - low < MARK_GAP * size:
            return white[1:]
    return white


def gaps_of(runs: Sequence[Run]) -> tuple[float, ...]:
    """The middles of the stretches between text columns."""
    return tuple((low + high) / 2 for low, high in white_of(runs))


def common_white(bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """White stretches that hold for all bands, or for all but the first one or two, whose headers may span columns or stand in the
    white beside the numbers under them."""
    best: list[Interval] = []
    most = (0, 0)
    for skipped in range(3):
        below = bands[skipped:]
        found = _united(white_of([r for band in below for r in band]), below)
        if (parting := (len(found), _parted_texts(found, below))) > most:
            best, most = _beside_headers(found, [r for band in bands[:skipped] for r in band]), parting
    return best


def _parted_texts(white: Sequence[Interval], bands: Sequence[Sequence[Run]]) -> int:
    """How often text of one line stands in two columns beside each other."""
    lines = (line for band in bands for line in text_lines(band))
    filled = [{sum(high <= run.x0 + TOLERANCES.over for _, high in white) for run in line} for line in lines]
    return sum(column + 1 in line for line in filled for column in line)


def _united(white: Sequence[Interval], bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """Those of the stretches that part columns: a centred header and the numbers under it, at the end of the column, are one.

    Text of one row stands in several columns, so what never shares a row with what is right of it is of the same column.
    """
    rows = [{sum(high <= r.x0 + TOLERANCES.over for _, high in white) for r in row} for band in bands for row in _rows_of(band)]
    out: list[Interval] = []
    column = {len(white)}
    for c in range(len(white) - 1, -1, -1):
        if any(c in row and row & column for row in rows):
            out.insert(0, white[c])
            column = set()
        column.add(c)
    return out


def _rows_of(band: Sequence[Run]) -> list[Sequence[Run]]:
    """The lines of a band that has several rows, most of them in columns; else the band."""
    lines = text_lines(band)
    is_of_rows = len(lines) >= ALIGNED and sum(len(line) > 1 for line in lines) * 2 > len(lines)
    return [*lines] if is_of_rows else [band]


def _beside_headers(white: Sequence[Interval], headers: Sequence[Run]) -> list[Interval]:
    """The stretches without what the headers over their columns take of them, the nearest line first; one over several columns takes
    nothing."""
    lines = text_lines(part for run in headers for part in _cut(run, [k for k in _narrow_gaps(run) if _is_within(run, k, white)]))[::-1]
    out = []
    for stretch in white:
        middle = sum(stretch) / 2
        for line in lines:
            left = max([stretch[0], *[r.x1 for r in line if stretch[0] < r.x1 < stretch[1] and r.x < middle]])
            right = min([stretch[1], *[r.x0 for r in line if stretch[0] < r.x0 < stretch[1] and r.x > middle]])
            stretch = (left, right) if left < right else stretch
        out.append(stretch)
    return out


def _narrow_gaps(run: Run) -> list[int]:
    """The places of the glyphs before which the run leaves a narrow gap."""
    gaps = enumerate(zip(run.glyphs.x1, run.glyphs.x0[1:], strict=False), 1)
    return [k for k, (end, start) in gaps if start - end > NARROW_GAP * run.size]


def _cut(run: Run, places: Sequence[int]) -> list[Run]:
    return [run_of(run.glyphs[a:b]) for a, b in pairwise([0, *places, len(run.glyphs)])] if places else [run]


def _is_within(run: Run, place: int, white: Sequence[Interval]) -> bool:
    """Whether the gap before a glyph lies over one of the white stretches."""
    return any(overlap((run.glyphs.x1[place - 1], run.glyphs.x0[place]), stretch) > 0 for stretch in white)


def has_number(text: str) -> bool:
    """Whether a cell's text is a number, with no more than as many other characters."""
    return 0 < len(text) <= 2 * sum(ch.isdigit() or ch in NUMERIC for ch in text)


def mostly_numbers(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text]
    return sum(map(has_number, filled)) * 2 > len(filled)
