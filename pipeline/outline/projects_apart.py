"""Projects that touch what stands above them: the overview, or the project before, whose last row and their first share a rule.

In come the items of all pages, out go the same with each grid parted in two where a project begins in it: above its heading, right over
the header of its goals. As one grid they would be taken for one table, the columns of the goals for those of what stands above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.layout.model import Grid, Item, PageLayout
from pipeline.outline.frame_labels import labels_heading
from pipeline.outline.frame_rows import rows_of, with_parts


def with_projects_apart(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The pages with their grids parted where a project begins."""
    return with_parts(layouts, lambda item: _parts(item, form))


def _parts(item: Item, form: Form) -> Iterator[Item]:
    if not isinstance(item, Grid):
        yield item
        return
    heads = [row for row in range(1, item.n_rows - 1) if _begins(item, row, form)]
    for first, behind in pairwise([0, *heads, item.n_rows]):
        yield rows_of(item, first, behind) if heads else item


def _begins(grid: Grid, row: int, form: Form) -> bool:
    """Whether a project's heading stands alone in a row, the header of its goals in the next, and no cell goes through the rule above."""
    cells = [cell for cell in grid.rows[row] if cell.text]
    is_heading = len(cells) == 1 and form.project_of(cells[0].text) is not None or labels_heading(cells, form)
    if not is_heading or not form.heads_goals(cell.text for cell in grid.rows[row + 1]):
        return False
    return not any(cell.row < row < cell.row + cell.rowspan for cell in grid.cells)
