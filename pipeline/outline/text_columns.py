"""Text of a section in two columns as a newspaper has them (段組み): equal columns with white between, down one and then the other.

Lines of both may stand on one baseline with nothing but white between, so that each pair was one line. In come the pages with their
layouts, out come the places of such columns, where they are sure: sentences on both sides of white that lies in the middle of their
cell or page all the way down. Columns under labels of their own (成果 beside 課題) are found by their labels, and are none of these.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from pipeline.form.words import Form
from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import extent_of, runs_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.outline.units import is_box, text_in
from pipeline.pages.model import Glyphs, Page, Ruling

WHITE = 1.2
"""em; the white between two columns is as wide at least"""
OFF_MIDDLE = 3.0
"""em; columns are equal: text of the right one begins within this of the middle"""
INDENT = 3.0
"""em; lines begin within this of their column's edge, …"""
MOSTLY = 0.75
"""… so many of them"""
FULL = 0.6
"""of a column's width; the longest line is no shorter"""
BESIDE = 0.5
"""of the height of the lower column; the other stands beside as much of it"""
FEWEST, BESIDE_LABEL = 3, 2
"""lines on either side; fewer tell nothing, but where one is the label of 成果 or of 課題 with text beside it"""
SENTENCES, OF_EACH = 3, 2
"""lines that end a sentence, some on either side: lists of names and tables have none; or one of each side"""


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Two columns from the top to the bottom of ``rect``, in points, with the ``white`` between; ``page`` counts from 0."""

    page: int
    rect: Rect
    white: Interval


@dataclass(frozen=True, slots=True)
class SidePiece:
    """What stands on one side of the middle; without text it is a table or a figure."""

    rect: Rect
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two things that reach over the middle of a cell or page, left and right of it."""

    home: Rect
    left: list[SidePiece]
    right: list[SidePiece]

    @property
    def middle(self) -> float:
        return (self.home.x0 + self.home.x1) / 2

    def below(self, y: float) -> _Band:
        """What of it begins below a height."""
        return _Band(self.home, *([piece for piece in side if piece.rect.y0 >= y] for side in (self.left, self.right)))

    def takes(self, item: Item) -> bool:
        """Takes an item in, unless it reaches over the middle; whether it does."""
        middle = self.middle
        if item.rect.x0 < middle < item.rect.x1:
            return isinstance(item, Line) and self._takes_parted(item, bisect_left(item.glyphs.x0, middle))
        piece = SidePiece(item.rect, item.text, item.size) if isinstance(item, Line) else SidePiece(_with_outer_strokes(item.rect), "", 0.0)
        (self.left if item.rect.x1 <= middle else self.right).append(piece)
        return True

    def _takes_parted(self, line: Line, cut: int) -> bool:
        """Takes a line's glyphs before and behind the ``cut``, where there is white between; whether there is."""
        glyphs = line.glyphs
        if cut in (0, len(glyphs)) or glyphs.x0[cut] - glyphs.x1[cut - 1] < WHITE * line.size:
            return False
        self.left.append(piece_of(glyphs[:cut], line.size))
        self.right.append(piece_of(glyphs[cut:], line.size))
        return True


def _with_outer_strokes(rect: Rect) -> Rect:
    """A table's box, which is that of its cells, with the outer strokes of double rules over and under it."""
    return rect._replace(y0=rect.y0 - TOLERANCES.double_rule, y1=rect.y1 + TOLERANCES.double_rule)


def piece_of(glyphs: Glyphs, size: float) -> SidePiece:
    return SidePiece(extent_of(glyphs), "".join(glyphs.texts), size)


def text_columns(pages: Sequence[Page], layouts: Sequence[PageLayout], form: Form) -> list[TextColumns]:
    """The places of such columns, from the first page to the last."""
    found: list[TextColumns] = []
    reader = _Reader(form)
    for n, (page, layout) in enumerate(zip(pages, layouts, strict=True)):
        if layout.items:
            home = around(*(item.rect for item in layout.items))
            reader.levels = sorted([rule for rule in page.rulings if rule.x0 < rule.x1], key=_HEIGHT)
            reader.heights = list(map(_HEIGHT, reader.levels))
            bands = [(band, reader.fewest_in(band)) for band in reader.bands_in(layout.items, home) if band.left and band.right]
            found += [columns for band, fewest in bands if (columns := _columns_in(band, n, page.rulings, fewest))]
    return found


_HEIGHT = attrgetter("y0")


def _top(item: Item) -> float:
    return item.rect.y0


class _Reader:
    """The bands of a document in order. ``is_text``: whether they are of a section of sentences under one label; ``levels`` are the
    level rules of the page that is read, from the top down, and ``heights`` where they are; no upright one leads over the middle."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.is_text = False
        self.levels: Sequence[Ruling] = ()
        self.heights: Sequence[float] = ()

    def bands_in(self, items: Sequence[Item], home: Rect) -> Iterator[_Band]:
        """The bands in a cell or on a page, those in its cells too."""
        band = _Band(home, [], [])
        floor = home.y0  # what begins over it stands beside something that reaches over the middle
        last = home.y0
        for item in sorted(items, key=_top):
            was_text, begins = self.is_text, self._begins_section(item, items, band.middle)
            if was_text and self._are_ruled_off(band, last, item.rect.y0):
                yield band
                band = _Band(home, [], [])
            last = item.rect.y0
            is_below = begins or item.rect.y0 >= floor
            if is_below and not begins and band.takes(item):
                continue
            if is_below:
                if was_text:
                    yield band
                band, floor = _Band(home, [], []), item.rect.y1
            for cell in item.cells if isinstance(item, Grid) else ():
                if not self._opens_section([text_in(cell)]):  # a label in a narrow cell is several lines
                    yield from self._bands_of(cell)
        if self.is_text:
            yield band

    def _bands_of(self, cell: Cell) -> Iterator[_Band]:
        """The bands in a cell. One with fewer lines, as most cells of tables are, has no columns where no white parts them."""
        if len(cell.items) != len(cell.lines) or len(cell.lines) >= BESIDE_LABEL or any(len(line.text.split()) > 1 for line in cell.lines):
            yield from self.bands_in(cell.items, cell.rect)

    def fewest_in(self, band: _Band) -> int:
        """How many lines must stand on either side."""
        is_labelled = any(self.form.section_of(piece.text) in self.form.sections.weak for piece in (*band.left, *band.right))
        return BESIDE_LABEL if is_labelled else FEWEST

    def _are_ruled_off(self, band: _Band, top: float, bottom: float) -> bool:
        """Whether a level rule over the middle stands between two heights."""
        between = self.levels[bisect_right(self.heights, top) : bisect_left(self.heights, bottom)]
        return any(rule.x0 < band.middle < rule.x1 for rule in between)

    def _is_in_column(self, item: Item, items: Sequence[Item], middle: float) -> bool:
        """Whether a line is the label of 成果 or of 課題 within one column: it stands left or right of the middle, beside other text or
        at the foot."""
        if not isinstance(item, Line):
            return False
        weak = self.form.sections.weak
        if not item.rect.x0 < middle < item.rect.x1:
            is_label = self.form.section_of(item.text) in weak
            return is_label and (any(_is_beside(item, one, middle) for one in items) or self._is_at_foot(item, items))
        if len(item.text.split()) == 1:
            return False
        sides = ["".join([glyph.text for glyph in item.glyphs if (glyph.x0 < middle) is is_left]) for is_left in (True, False)]
        sections = {self.form.section_of(side) for side in sides}
        return None in sections and not weak.isdisjoint(sections)

    def _is_at_foot(self, label: Line, items: Sequence[Item]) -> bool:
        """Whether nothing stands below a label but the next one."""
        below = min((one for one in items if one.rect.y0 >= label.rect.y1), key=_top, default=None)
        return below is None or isinstance(below, Line) and self.form.section_of(below.text) is not None

    def _begins_section(self, item: Item, items: Sequence[Item], middle: float) -> bool:
        """Whether a line is a label, in a box drawn around it too, or labels side by side, or a project's heading; no label within a
        column of text is one."""
        if self.is_text and self._is_in_column(item, items, middle):
            return False
        if isinstance(item, Line):
            runs = runs_of(item.glyphs) if len(item.text.split()) > 1 else [item.glyphs]
            return self._opens_section(["".join(run.texts) for run in runs])
        box = item.cells[0] if isinstance(item, Grid) and len(item.cells) == 1 else item
        return self._opens_section([text_in(box)] if not isinstance(box, Grid) and is_box(box) else [])

    def _opens_section(self, texts: Sequence[str]) -> bool:
        sections = [section for text in texts if (section := self.form.section_of(text))]
        if sections or any(self.form.project_of(text) for text in texts):
            self.is_text = len(sections) == 1 and self.form.sections.holds(sections[0]) in OF_SENTENCES
            return True
        return False


def _is_beside(label: Line, other: Item, middle: float) -> bool:
    """Whether a line stands on the other side of the middle, beside more than half of a label."""
    height = overlap((label.rect.y0, label.rect.y1), (other.rect.y0, other.rect.y1))
    is_over = isinstance(other, Line) and 2 * height > label.rect.y1 - label.rect.y0
    return is_over and (label.rect.x1 <= middle <= other.rect.x0 or other.rect.x1 <= middle <= label.rect.x0)


OF_SENTENCES = frozenset({"headed", "numbered", "plain", "sections"})
"""what sections of running text hold"""


def _columns_in(band: _Band, page: int, rulings: Sequence[Ruling], fewest: int) -> TextColumns | None:
    """The columns that a band is, or else what of it is below a table or figure: one may leave no white to what stands beside it."""
    ends = sorted(piece.rect.y1 for piece in (*band.left, *band.right) if not piece.text)
    parts = (band, *(band.below(end) for end in ends))
    return next((columns for part in parts if (columns := _columns_of(part, page, rulings, fewest))), None)


def _columns_of(band: _Band, page: int, rulings: Sequence[Ruling], fewest: int) -> TextColumns | None:
    """The columns that a band is; None where that is not sure. With a rule down between them a line on either side is enough."""
    if not _says_enough(band, fewest, SENTENCES) and not (_says_enough(band, 1, OF_EACH) and _is_ruled(band, rulings)):
        return None
    left, right = (around(*(piece.rect for piece in side)) for side in (band.left, band.right))
    em = median(piece.size for piece in (*band.left, *band.right) if piece.text)
    rect = around(left, right)
    is_sure = (
        right.x0 - left.x1 >= WHITE * em
        and right.x0 - band.middle <= OFF_MIDDLE * em
        and overlap((left.y0, left.y1), (right.y0, right.y1)) >= BESIDE * min(left.y1 - left.y0, right.y1 - right.y0)
        and not any(_crosses(rule, rect, band.middle) for rule in rulings)
    )
    return TextColumns(page, rect, (left.x1, right.x0)) if is_sure else None


def _is_ruled(band: _Band, rulings: Sequence[Ruling]) -> bool:
    """Whether an upright rule stands in the white between the sides of a band, beside all lines."""
    white = max(piece.rect.x1 for piece in band.left), min(piece.rect.x0 for piece in band.right)
    lines = [piece.rect for piece in (*band.left, *band.right)]
    beside = (rule for rule in rulings if rule.x0 == rule.x1 and white[0] < rule.x0 < white[1])
    return any(all(overlap((rule.y0, rule.y1), (line.y0, line.y1)) > 0 for line in lines) for rule in beside)


def _says_enough(band: _Band, fewest: int, sentences: int) -> bool:
    """Whether there are so many sentences left and right of the middle, or on one side with a table on the other."""
    sides = band.left, band.right
    half = (band.home.x1 - band.home.x0) / 2
    are_text = [is_text(side, half, fewest) for side in sides]
    if not any(are_text) or not all(has_text or _is_table(side) for has_text, side in zip(are_text, sides, strict=True)):
        return False
    return sum(piece.text.endswith("。") for side in sides for piece in side) >= sentences


def _is_table(side: Sequence[SidePiece]) -> bool:
    """Whether a table stands there, under a caption."""
    return any(piece.text for piece in side) and not all(piece.text for piece in side)


def is_text(side: Sequence[SidePiece], half: float, fewest: int) -> bool:
    """Whether there are lines enough, a sentence among them, most of which begin at one edge, the longest nearly as long as half the
    width."""
    lines = [piece for piece in side if piece.text]
    if len(lines) < fewest or not any(piece.text.endswith("。") for piece in lines):
        return False
    edge = min(piece.rect.x0 for piece in lines)
    return begin_together(lines) and max(piece.rect.x1 for piece in lines) - edge >= FULL * half


def begin_together(lines: Sequence[SidePiece]) -> bool:
    """Whether most lines begin at one edge."""
    edge, size = min(piece.rect.x0 for piece in lines), median(piece.size for piece in lines)
    return sum(piece.rect.x0 - edge <= INDENT * size for piece in lines) >= MOSTLY * len(lines)


def _crosses(rule: Ruling, rect: Rect, middle: float) -> bool:
    """Whether a rule leads from one column into the other."""
    return rect.y0 < rule.y0 < rect.y1 and rule.x0 < middle < rule.x1
