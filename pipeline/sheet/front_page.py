"""What stands before the first project besides the overview's rows: the form's own name, the title, whom to ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.form.words import Form
from pipeline.layout.model import Line, PageLayout
from pipeline.outline.edges import SENTENCE_END
from pipeline.outline.ledger import Ledger
from pipeline.outline.parts import lines_of
from pipeline.outline.units import OverviewUnit, TextUnit, Unit
from pipeline.sheet.front_fields import Front, above_title, as_words, front_of, period_lines, with_stamps_apart
from pipeline.sheet.overview import overview_rows
from pipeline.text.years import folded
from pipeline.values import Defect


def front_page(
    units: Sequence[Unit], running: Sequence[Line], layouts: Sequence[PageLayout], form: Form, ledger: Ledger, defects: list[Defect]
) -> tuple[Front, str | None, str | None]:
    """What the first page tells, and the form's own number and title."""
    tables = [u for u in units if isinstance(u, OverviewUnit)]
    ledger.claim_lines([*_over_overview(units, form), *_contact_below(units, form)], "label")
    texts = [unit for unit in units if isinstance(unit, TextUnit) and not ledger.owned(unit.line)]
    overview = overview_rows(tables, texts, form, ledger, defects)
    title_lines, form_name, form_title = _names(units, running, layouts, form, ledger)
    title_lines = with_stamps_apart([*title_lines, *_title_in_table(tables, form)], form)
    # a cover may bear the title too, in other words; the one over the overview is the form's
    above = [line for line in title_lines if tables and line.page == tables[0].grid.page]
    if any(form.title.search(as_words(line.text)) for line in above):
        title_lines = above
    front = front_of(title_lines, overview, form)
    ledger.claim_lines([*above_title(title_lines, form), *period_lines(title_lines, form)], "label")
    ledger.claim_lines([line for line in title_lines if front.title and line.text in front.title], "label")
    return front, form_name, form_title


def _names(
    front: Sequence[Unit], running: Sequence[Line], layouts: Sequence[PageLayout], form: Form, ledger: Ledger
) -> tuple[list[Line], str | None, str | None]:
    """The title's lines, and form and form title from the running header (or the front page), as printed."""
    lines = [u.line for u in front if isinstance(u, TextUnit) and not ledger.owned(u.line)]
    name = title = None
    for line in [*running, *(f for layout in layouts for f in layout.furniture), *lines]:
        text = unicodedata.normalize("NFKC", line.text)
        if name is None and (found := form.form.search(text)):
            name = folded(found[0]).replace("ー", "-")
        if title is None and (found := form.form_title.search(line.text)):
            title = found[0]
    named = [line for line in lines if names_form(line, form)]
    ledger.claim_lines(named, "label")
    own = [line for line in lines if not form.form.search(unicodedata.normalize("NFKC", line.text))]
    return [*_running_title(own, running, layouts, form), *own], name, title


def _title_in_table(tables: Sequence[OverviewUnit], form: Form) -> list[Line]:
    """The title as the first row of the overview, alone in it: a rule under a title closes it in with the table."""
    row = tables[0].grid.rows[0] if tables else ()
    lines = [line for cell in row for line in cell.lines]
    return lines if len(row) == 1 and any(_is_title(line, form) for line in lines) else []


def _running_title(own: Sequence[Line], running: Sequence[Line], layouts: Sequence[PageLayout], form: Form) -> list[Line]:
    """The sheet's title where it is printed at the head of every page alone, as a row that a spreadsheet repeats is; not the form's."""
    if any(_is_title(line, form) for line in own):
        return []
    found = (line for line in (*running, *(f for layout in layouts[:1] for f in layout.furniture)) if _is_title(line, form))
    return [line for line in found if form.form_title.search(line.text) is None][:1]


def _is_title(line: Line, form: Form) -> bool:
    text = as_words(line.text)
    return form.title.search(text) is not None and form.form.search(text) is None


def names_form(line: Line, form: Form) -> bool:
    return form.names_form(unicodedata.normalize("NFKC", line.text))


MOST_CONTACT = 4
"""lines; whom to ask takes no more below the overview, each at most"""
BELOW_CONTACT = 1.0
"""em below the one before"""


def _over_overview(units: Sequence[Unit], form: Form) -> list[Line]:
    """The line above the overview that says no more than what it is: 実施概要."""
    first = next((k for k, unit in enumerate(units) if isinstance(unit, OverviewUnit)), 0)
    return [unit.line for unit in units[:first] if isinstance(unit, TextUnit) and form.names_overview(unit.line.text)]


def _contact_below(units: Sequence[Unit], form: Form) -> list[Line]:
    """Whom to ask, as some sheets say it below the overview; no sentence."""
    behind = max((k for k, unit in enumerate(units, 1) if isinstance(unit, OverviewUnit)), default=len(units))
    lines = [line for unit in units[behind:] for line in lines_of(unit)]
    begins = next((k for k, line in enumerate(lines) if form.is_contact(line.text)), len(lines))
    found = lines[begins : begins + 1]
    for line in lines[begins + 1 : begins + MOST_CONTACT]:
        is_below = line.page == found[-1].page and line.rect.y0 - found[-1].rect.y1 <= BELOW_CONTACT * line.size
        if not is_below or line.text[-1] in SENTENCE_END:
            break
        found.append(line)
    return found
