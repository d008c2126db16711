"""Projects whose title nobody listed: such a heading is known by the number before it and the goal table that follows at once. And those
whose number is a slip of typing: they are known by their names.

In come the pages in reading order, out come these lines with number and title. What stands below such a line would else be published
under the project before, or under none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, pairwise

from pipeline.form.words import Form
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.outline.parts import Part
from pipeline.values import Box, Defect, Place

HEADER_ROWS = 2
"""rows; the header of a goal table stands no further down"""


def titles_without_rule(layouts: Sequence[PageLayout], form: Form) -> Mapping[Line, tuple[int, str]]:
    """The lines that are a number of the form and any words, right above a goal table that no listed title heads, behind a whole project;
    their numbers stand between those of the listed projects around them."""
    items = [item for layout in layouts for item in layout.items]
    found: dict[Line, tuple[int, str]] = {}
    last = 0
    since: list[Item] = []
    for item, following in pairwise(items):
        can_begin = _heads_goals(following, form) and (not last or _has_text_behind_goals(since, form))
        title = form.numbered_title(item.text) if can_begin and isinstance(item, Line) else None
        numbers = _numbers_in(item, form)
        if title and not numbers and isinstance(item, Line) and last < title[0] < _next_number(items, item, form):
            found[item] = title
            numbers = [title[0]]
        last, since = (numbers[-1], [item]) if numbers else (last, [*since, item])
    return found


def _has_text_behind_goals(items: Iterable[Item], form: Form) -> bool:
    """Whether the items from a project's heading on are a whole project: a second goal table may stand under a number of its own."""
    behind = list(dropwhile(lambda item: not _heads_goals(item, form), items))
    return any(not _heads_goals(item, form) and not (isinstance(item, Line) and form.is_note(item.text)) for item in behind)


def _heads_goals(item: Item, form: Form) -> bool:
    return isinstance(item, Grid) and any(form.heads_goals(cell.text for cell in row) for row in item.rows[:HEADER_ROWS])


def _numbers_in(item: Item, form: Form) -> list[int]:
    """The numbers of the listed projects whose headings stand in an item."""
    return [project[0] for line in all_lines([item]) if (project := form.project_of(line.text))]


def _next_number(items: Sequence[Item], item: Item, form: Form) -> int:
    """The number of the listed project behind an item; where there is none, the one behind all."""
    behind = items[items.index(item) + 1 :]
    return next((number for one in behind for number in _numbers_in(one, form)), len(form.projects) + 1)


def unlisted_titles(parts: Sequence[Part], form: Form) -> Iterator[Defect]:
    """A defect for each project under such a title."""
    for part in parts:
        if form.project_of(part.line.text) is None:
            page = part.line.page
            yield Defect("label-unknown", page, Box(page, *part.line.rect), part.line.text[:80], Place(part.no, part.title))


def misnumbered(parts: Sequence[Part], form: Form) -> Iterator[Defect]:
    """The one project whose heading has the number of another. An office may count its projects as it likes; one number before two
    projects, where all others have those of the form, is a slip."""
    printed = [(part, number) for part in parts if (number := form.number_before(part.line.text)) is not None]
    wrong = [(part, number) for part, number in printed if number != part.no]
    for part, number in wrong if len(wrong) == 1 else ():
        other = next((one.title for one, its_own in printed if one.no == number == its_own), None)
        if other is not None:
            box, place = Box(part.line.page, *part.line.rect), Place(part.no, part.title)
            yield Defect("project-number", box.page, box, part.line.text[:80], place, (("number", str(number)), ("other", other)))
