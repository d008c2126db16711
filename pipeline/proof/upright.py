"""Boxes as a reader holds the page: what lies on its side or its head is judged in its own reading order.

In go the rows of ``pages``, out comes what turns a box of the page as displayed.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from pipeline.geometry.rect import Rect
from pipeline.pages.turning import box_turned, point_turned
from pipeline.values import Box

Upright = Callable[[Box], Box]


def upright_by(pages: pa.Table) -> Upright:
    """What gives a box, in points of its page as displayed, as it stands on the page turned to be read."""
    rows = pages.select(["page", "turned_by", "width", "height"]).to_pylist()
    points = {row["page"]: point_turned(row["turned_by"], row["width"], row["height"]) for row in rows if row["turned_by"]}

    def upright(box: Box) -> Box:
        return Box(box.page, *box_turned(Rect(*box[1:]), points[box.page])) if box.page in points else box

    return upright
