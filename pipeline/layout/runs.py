"""Runs of text as tables without walls see them: which of them share a line, go on over a column's edge, leave white between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval, gaps_between, overlap, reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages.model import Glyphs

COLUMN_GAP = 1.0
"""em; text columns are parted by at least this much"""
NARROW_GAP = 0.6
"""em; a gap this wide parts columns only before a place where …"""
ALIGNED = 3
"""… so many runs begin, to the point"""
ENDS = 2
"""numbers that end at one place, to the point, stand in one column"""
CELL_GAP = 0.3
"""em; the texts of two cells stand at least this far apart at a wall that is drawn"""
MARK_WIDTH = 1.6
"""em; what is narrower before a gap is a mere mark"""
MARK_GAP = 2.4
"""em; behind a column of mere marks a narrower gap parts no columns"""
SAME_LINE = 0.5
"""em; the bottoms of runs of one line lie no further apart"""
NUMERIC = frozenset(",.%-▲△＋+ー―－")
"""what numbers are written with but for digits; a dash is none given"""


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
    """The runs, cut where a narrow gap lies at a column's edge: an entry that fills its column to the end stands close to the next.

    Such a gap lies before a place where several texts begin, or before a number that ends where others do.
    """
    narrow = [(run, _narrow_gaps(run)) for run in runs]
    starts = Counter(round(x) for run, gaps in narrow for x in (run.x0, *(run.glyphs.x0[k] for k in gaps)))
    ends = Counter(round(run.glyphs.x1[k - 1]) for run, gaps in narrow for k in (*gaps, len(run.glyphs)))
    out: list[Run] = []
    for run, gaps in narrow:
        closing = _before_numbers(run, gaps, ends)
        cuts = [
            k
            for k in gaps
            if run.glyphs.x1[k - 1] - run.x0 > MARK_WIDTH * run.size and (k in closing or _near(starts, run.glyphs.x0[k]) >= ALIGNED)
        ]
        parts = _cut(run, cuts)
        out += [replace(part, aligned=part is not parts[0] or _is_aligned(part, starts, ends)) for part in parts]
    return out


def _is_aligned(run: Run, starts: Mapping[int, int], ends: Mapping[int, int]) -> bool:
    """Whether a run begins where others do, or is a number that ends where others do."""
    return _near(starts, run.x0) >= ALIGNED or has_number(run.text) and _near(ends, run.x1) >= ALIGNED


def _before_numbers(run: Run, gaps: Sequence[int], ends: Mapping[int, int]) -> set[int]:
    """Those of the gaps before a number that ends where others do, or between two of which the first does."""
    entries = [run_of(run.glyphs[a:b]) for a, b in pairwise([0, *gaps, len(run.glyphs)])]
    numbers = [has_number(entry.text) for entry in entries]
    found = set()
    for k, (left, right), (is_number, is_next) in zip(gaps, pairwise(entries), pairwise(numbers), strict=True):
        if is_next and (_near(ends, right.x1) >= ALIGNED or is_number and _near(ends, left.x1) >= ENDS):
            found.add(k)
    return found


def _narrow_gaps(run: Run) -> list[int]:
    """The places of the glyphs before which the run leaves a narrow gap."""
    gaps = enumerate(zip(run.glyphs.x1, run.glyphs.x0[1:], strict=False), 1)
    return [k for k, (end, start) in gaps if start - end > NARROW_GAP * run.size]


def _cut(run: Run, places: Sequence[int]) -> list[Run]:
    return [run_of(run.glyphs[a:b]) for a, b in pairwise([0, *places, len(run.glyphs)])] if places else [run]


def _near(places: Mapping[int, int], x: float) -> int:
    """How many of the places, by the point, are here or at the next point."""
    return sum(places.get(round(x) + off, 0) for off in (-1, 0, 1))


def text_lines(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs by baseline, from the top down."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.y1):
        if lines and run.y1 - lines[-1][0].y1 <= SAME_LINE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


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
    white = gaps_between((r.x0, r.x1, (NARROW_GAP if r.aligned else COLUMN_GAP) * size) for r in runs)
    if white:
        low, high = white[0]
        if low - min(r.x0 for r in runs) < MARK_WIDTH * size and high - low < MARK_GAP * size:
            return white[1:]
    return white


def gaps_of(runs: Sequence[Run]) -> tuple[float, ...]:
    """The middles of the stretches between text columns."""
    return tuple((low + high) / 2 for low, high in white_of(runs))


def common_white(bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """White stretches that hold for all bands, or for all but the first one or two, whose headers may span columns."""
    best: list[Interval] = []
    for skipped in range(3):
        below = bands[skipped:]
        if len(found := _united(white_of([r for band in below for r in band]), below)) > len(best):
            best = _beside_headers(found, [r for band in bands[:skipped] for r in band])
    return best


def _united(white: Sequence[Interval], bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """Those of the stretches that part columns: a centred header and the numbers under it, at the end of the column, are one.

    Text of one row stands in several columns, so what never shares a row with what is right of it is of the same column.
    """
    rows = [{sum(high <= r.x0 + TOLERANCES.over for _, high in white) for r in band} for band in bands]
    out: list[Interval] = []
    column = {len(white)}
    for c in range(len(white) - 1, -1, -1):
        if any(c in row and row & column for row in rows):
            out.insert(0, white[c])
            column = set()
        column.add(c)
    return out


def _beside_headers(white: Sequence[Interval], headers: Sequence[Run]) -> list[Interval]:
    """The stretches without what the headers over their columns take of them; these too may stand close to each other."""
    headers = [part for run in headers for part in _cut(run, [k for k in _narrow_gaps(run) if _is_within(run, k, white)])]
    out = []
    for low, high in white:
        middle = (low + high) / 2
        left = max([low, *[r.x1 for r in headers if low < r.x1 < high and r.x < middle]])
        right = min([high, *[r.x0 for r in headers if low < r.x0 < high and r.x > middle]])
        out.append((left, right) if left < right else (middle, middle))
    return out


def _is_within(run: Run, place: int, white: Sequence[Interval]) -> bool:
    """Whether the gap before a glyph lies over one of the white stretches."""
    return any(overlap((run.glyphs.x1[place - 1], run.glyphs.x0[place]), stretch) > 0 for stretch in white)


def has_number(text: str) -> bool:
    """Whether a cell's text is a number, with no more than as many other characters."""
    return 0 < len(text) <= 2 * sum(ch.isdigit() or ch in NUMERIC for ch in text)


def mostly_numbers(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text]
    return sum(map(has_number, filled)) * 2 > len(filled)
