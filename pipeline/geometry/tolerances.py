"""What counts as near, thin or wide: every tolerance of the layout, and most of the sheet, in one place.

Pages are brought to one size of body type before they are laid out (``pages/scale.py``), so an em of the body is ``BODY``
points on every page, and a tolerance is a number of ems, whatever size the sheet was printed at.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

BODY = 10.0
"""pt; the size that body type is brought to before a page is laid out: an em is this many points"""


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Lengths in em of the body type, but for what is named otherwise."""

    snap: float = 0.16
    """rules closer than this are one rule drawn twice: the sides of two neighbouring cells"""
    double: float = 0.07
    """strokes further apart than this on one axis are a double rule"""
    touch: float = 0.16
    """how far a rule may end from the rule that it meets"""
    thin: float = 0.32
    """a region narrower than this lies between the two strokes of a double rule"""
    level: float = 0.1
    """ends of rules closer than this stop at one height, and"""
    same_end: float = 0.25
    """those within this of the first of them stop together: a page's end"""
    bent: float = 6.0
    """a bent header is no thicker, a frame around a table is"""
    spacing: float = 0.45
    """how far the cells of a table may stand apart that draws each of them with a border of its own"""
    same_edge: float = 0.4
    """rules of one table without upright rules end within this of each other"""
    inset: float = 0.12
    """rules of such a table within a frame end this far from the frame's sides"""
    figure_touch: float = 0.6
    """charts and shapes closer than this are one figure"""
    frame_touch: float = 0.2
    """a box of rules around a picture which another rule meets is part of a table"""
    small_shape: float = 2.6
    """a shape up to this size is a mark around a character (an encircled rating), no chart"""
    flat_side: float = 0.6
    """the upper or lower side of a round box, with its corners, is no higher, where a program draws the sides one by one, and"""
    box_height: float = 3.0
    """they stand no further apart: a line of text is between them"""
    bar_gap: float = 4.2
    """bars on a common line closer than one and a half of this are one chart"""
    bar_names: float = 12.0
    """the names of bars stand within this of them"""
    accent: float = 0.8
    """strips up to this width, one under the other, are ornaments of headings"""
    least_slash: float = 0.5
    """both ways; a slanted line through a cell is larger, an ornament or an outline of a letter may be smaller"""
    slash_off: float = 0.4
    """how far a slanted line may end from the corner of its cell: by the padding of a drawing, or the thickness of the rules"""
    most_slashes: int = 600
    """number of shapes; a page with more is a drawing"""
    double_rule: float = 0.32
    """two strokes this near, with the same columns on both sides, are one double rule (Word sets them 0.75 to 3 pt apart)"""
    band: float = 1.8
    """a row without columns in an open table is no higher; what stands in a wider gap stands between two tables"""
    title_row: float = 3.2
    """a first row of one cell over all columns, of two lines, is no higher; in as much above that no other rule as wide stands"""
    least_row: float = 0.75
    """a row is higher; two open tables with so little between them stand apart"""
    heavier: float = 0.04
    """a rule that ends a group of rows is at least this much thicker than the others, and"""
    times_heavier: float = 1.8
    """so many times as thick (spreadsheets set 0.5, 1.5 and 2.5 pt)"""
    all_across: float = 0.9
    """share of a table's width that such a rule has"""
    over: float = 0.1
    """what reaches over an edge by no more does not stand beyond it"""
    at_wall: float = 0.15
    """a gap in text, or the side of a shaded cell, this near a column's edge is at it"""
    margin: float = 0.2
    """text ends this far from a rule that is not drawn: over a header, under a last row, at a page's end"""
    empty_row: float = 4.0
    """a row without text is no higher; what is left free for a picture is"""
    centred: float = 0.15
    """what is centred over columns has its middle this near theirs, …"""
    own_column: float = 0.3
    """… and further than this from the middle of its own column"""
    merged_header: float = 0.2
    """a merged header, over the first rule of its table, has its middle this near that of its columns"""
    bar_width: float = 0.2
    """a bar is at least this wide, and"""
    bar_height: float = 0.3
    """this high"""
    strip_gap: float = 0.05
    """the strips that one picture is cut into lie no further apart;"""
    scanned_strip: float = 0.2
    """those of a scanned page no further than this"""
    same_side: float = 0.15
    """sides of bars within this of each other are on one line"""
    same_strip: float = 0.05
    """ornaments of headings begin and end within this of each other"""
    along_fill: float = 0.2
    """a rule that runs along a side of a fill is no further from it, and leaves no more of it free at an end"""
    fill_gap: float = 0.2
    """fills of one row of cells lie no further apart"""
    comb_step: float = 0.2
    """rules that begin and end in the same steps of this are of one comb, and what lies nearer touches a side"""
    over_figure: float = 4.5
    """grid lines and axes reach no further over the figure"""
    comb_beside: float = 3.0
    """beyond a share of its side, so far at most a comb goes on beside a figure, on one side of it, and"""
    comb_other_side: float = 1.2
    """no further than this on the other"""
    over_side: float = 0.4
    """what lies over a figure's side by no more is within"""
    frame_over: float = 6.0
    """a frame runs no further over and under its figure, and"""
    frame_beside: float = 13.0
    """no further beside it"""
    axis_row: float = 1.6
    """numbers and names of an axis stand no further over or under the figure, and"""
    axis_end: float = 1.2
    """reach no further over its sides"""
    label_off: float = 1.4
    """a label beside a figure stands no further from it"""
    key_end: float = 6.0
    """what begins in a figure reaches no further over its right side: the words of a key"""
    hair: float = 0.02
    """tiles no further apart touch: they show no wall, and producers' rounding is as wide"""
    same_height: float = 0.4
    """rows of many pages are one piece of furniture whose tops differ by less, and"""
    same_place: float = 0.6
    """page numbers, both ways"""
    inside_frame: float = 0.1
    """a table whose sides stand further within a frame than rules are thick is the frame's;"""
    off_frame: float = 0.12
    """one in a column of text stands further than this from the side of the frame"""
    column_edge: float = 0.4
    """how far the edges of one column may lie apart on two pages"""
    beyond_text: float = 0.2
    """the outer columns of text without rules reach so far beyond it"""
    same_step: float = 0.06
    """baselines whose distances differ by less are as far apart"""
    same_start: float = 0.2
    """marks of one column begin this near each other, and"""
    over_start: float = 0.1
    """what stands over a column's left side by no more is in it"""
    same_mark: float = 0.3
    """the same sign stands at the same place within this"""
    largest_ring: float = 4.0
    """no letter of a form is so large that its ring is larger"""
    title_type: float = 1.1
    """smaller lines under the title are none of its own"""
    contained: float = 0.8
    """share of a figure's area that lies in the cell that holds it; a figure that lies across a cell takes no glyph from it"""

    def in_points(self) -> Tolerances:
        """The same with lengths in points of a page whose body type has ``BODY`` points."""
        lengths = {f.name: getattr(self, f.name) * BODY for f in fields(self) if f.name not in _NO_LENGTHS}
        return Tolerances(**lengths, **{name: getattr(self, name) for name in _NO_LENGTHS})


_NO_LENGTHS = ("most_slashes", "contained", "times_heavier", "all_across")

TOLERANCES = Tolerances().in_points()
"""as the rooms that lay out pages of that body type use them"""
