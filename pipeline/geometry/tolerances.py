"""What counts as near, thin or wide: every tolerance of the layout in one place.

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
    contained: float = 0.8
    """share of a figure's area that lies in the cell that holds it; a figure that lies across a cell takes no glyph from it"""

    def in_points(self) -> Tolerances:
        """The same with lengths in points of a page whose body type has ``BODY`` points."""
        lengths = {f.name: getattr(self, f.name) * BODY for f in fields(self) if f.name not in _NO_LENGTHS}
        return Tolerances(**lengths, **{name: getattr(self, name) for name in _NO_LENGTHS})


_NO_LENGTHS = ("most_slashes", "contained")

TOLERANCES = Tolerances().in_points()
"""as the rooms that lay out pages of that body type use them"""
