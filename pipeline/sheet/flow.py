"""The sheet as one stream, page after page: lines of text, label cells, goal tables, data tables and figures.

Frames are only the paper's way to hold the form together, and every program draws them otherwise; so they are dissolved
here. What is left for a reader of the stream is the order in which a person would read.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.model import Grid, PageLayout
from pipeline.sheet.form import Form
from pipeline.sheet.frames import Previous, header_end, items_of
from pipeline.sheet.units import STRONG, GoalUnit, LabelUnit, TextUnit, Unit
from pipeline.sheet.unlisted import unlisted_labels


def flow_of(layouts: Sequence[PageLayout], form: Form) -> list[Unit]:
    """All units of a document in reading order."""
    cut_labels = _cut_labels(layouts, form)
    state = Previous(cut_labels=cut_labels, unlisted=unlisted_labels(layouts, form) - cut_labels.keys())
    units: list[Unit] = []
    bounds = _text_bounds(layouts)
    for layout in layouts:
        left, right = bounds.get((layout.width, layout.height), (0.0, layout.width))
        for unit in items_of(layout.items, left, right, -layout.number, form, state, top=True):
            project = form.project_of(unit.line.text) if isinstance(unit, TextUnit) else None
            if project is not None and isinstance(unit, TextUnit):
                unit = unit._replace(heading=project)
                if project[0] != state.project:
                    state.heading, state.project, state.parallel = True, project[0], ()
            if not isinstance(unit, GoalUnit) and (project is None or state.heading):
                state.goal_columns = ()
            if isinstance(unit, LabelUnit) and unit.lines and unit.section not in {s for _, _, s in state.parallel}:
                state.parallel = ()
            units.append(unit)
    return units


def _cut_labels(layouts: Sequence[PageLayout], form: Form) -> dict[int, str]:
    """Label cells that a page end cut, by cell: the section, for the part that begins it; "" for the rest of it.

    A label printed in the middle of a cell that runs over the break may stand wholly behind it.
    """
    out: dict[int, str] = {}
    for before, after in zip(layouts, layouts[1:], strict=False):
        upper = next((g for g in reversed(before.items) if isinstance(g, Grid)), None)
        lower = next((g for g in after.items if isinstance(g, Grid)), None)
        if upper is None or lower is None or upper.n_cols < 2 or lower.n_cols < 2:
            continue
        first = next((c for c in upper.cells if c.col == 0 and c.row + c.rowspan == upper.n_rows), None)
        start = header_end(lower, form)
        rest = next((c for c in lower.cells if c.col == 0 and c.row == start), None)
        if first is None or rest is None or not rest.lines:
            continue
        head, tail = first.text, rest.text
        section = form.section_of(head + tail)
        if section not in STRONG or form.section_of(head) in STRONG:
            continue
        below = first.row > header_end(upper, form) or section == "results" and _has_results(upper, form)
        if head or below and abs(first.rect.x1 - rest.rect.x1) < 4 and form.section_of(tail) is not None:
            out[id(first)] = section
            out[id(rest)] = ""
    return out


def _has_results(grid: Grid, form: Form) -> bool:
    """Whether 成果 or 課題 is said at the head of a cell right of the grid's first column."""
    return any(form.section_of(c.lines[0].text) in ("outcome", "challenge") for c in grid.cells if c.col and c.lines)


def _text_bounds(layouts: Sequence[PageLayout]) -> dict[tuple[float, float], tuple[float, float]]:
    """Left and right edge of all that is printed on pages of one size."""
    bounds: dict[tuple[float, float], tuple[float, float]] = {}
    for layout in layouts:
        size = (layout.width, layout.height)
        for item in layout.items:
            left, right = bounds.get(size, (layout.width, 0.0))
            bounds[size] = (min(left, item.rect.x0), max(right, item.rect.x1))
    return bounds
