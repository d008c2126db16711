"""The clip in force: what is painted outside it is not seen. Spreadsheets clip the text of a cell to the cell.

A clip is the upright box around a clipping path (points, as displayed); a glyph is seen where its middle is.
"""

from __future__ import annotations

from pipeline.geometry.rect import Rect, common_part

SLACK = 0.05
"""pt; edges this close are the same edge, whatever an engine rounds"""


EDGE = 1.0
"""pt; half the thickness of a border that is drawn along the edge of a clip"""


_AT_LEFT, _AT_RIGHT = frozenset("）」』】〕〉》、。，．"), frozenset("（「『【〔〈《")


def middle_of_ink(text: str, x0: float, x1: float) -> float:
    """Where a character's ink has its middle between the sides of its box: brackets and points take only half of theirs."""
    share = 0.25 if text in _AT_LEFT else 0.75 if text in _AT_RIGHT else 0.5
    return x0 + share * (x1 - x0)


THIN = 3.0
"""pt; a clip no wider than that is a border's own"""


def _seen(start: float, end: float, low: float, high: float) -> tuple[float, float] | None:
    """What is seen of something between two places where a clip leaves what lies between ``low`` and ``high``: of what is thick nothing
    beyond a clip that is thin, as borders are painted side by side through clips as thin as themselves."""
    if end - start > 2 * EDGE and high - low <= THIN:
        return (max(start, low), min(end, high)) if min(end, high) - max(start, low) > SLACK else None
    start, end = max(start, low - EDGE), min(end, high + EDGE)
    return (start, end) if start <= end else None


class Clip(Rect):
    __slots__ = ()

    def holds(self, x: float, y: float) -> bool:
        return self.x0 - SLACK <= x <= self.x1 + SLACK and self.y0 - SLACK <= y <= self.y1 + SLACK

    def common_with(self, other: Clip) -> Clip:
        return Clip(*common_part(self, other))

    def seen_of(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float] | None:
        """The part of what is drawn that is seen; None where that is nothing. A line along the clip's edge is seen."""
        across, down = _seen(x0, x1, self.x0, self.x1), _seen(y0, y1, self.y0, self.y1)
        return (across[0], down[0], across[1], down[1]) if across and down else None


EVERYWHERE = Clip(-1e9, -1e9, 1e9, 1e9)
