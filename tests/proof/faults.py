"""Faults of our own making: what a parser may get wrong, injected one at a time at the seams between the rooms.

``FAULTS`` is the catalogue. Each takes the value that one room hands to the next and gives it back wrong, as a plausible mistake of
that room would: after reading the page, after the outline, in facts, in datasets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any, Literal

from pipeline.facts.model import Fact, TableReading
from pipeline.pages.model import Glyph, Glyphs, Page
from pipeline.sheet.model import DataTable, Goal, Project, Sheet, Statement, TableCell
from pipeline.values import Box, Printed

Seam = Literal["pages", "outline", "facts", "datasets"]
Pages = tuple[Page, ...]
Reads = Mapping[tuple[int, int], TableReading]
Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


@dataclass(frozen=True)
class Fault:
    name: str
    seam: Seam
    change: Callable[[Any], Any]


# --- after reading the page


def of_pages(change: Callable[[Page], Iterable[Glyph]]) -> Callable[[Pages], Pages]:
    return lambda pages: tuple(replace(page, glyphs=Glyphs.of(change(page))) for page in pages)


def letters(**to: str) -> Callable[[Pages], Pages]:
    return of_pages(lambda page: [glyph._replace(text=to.get(glyph.text, glyph.text)) for glyph in page.glyphs])


def dropped(texts: str) -> Callable[[Pages], Pages]:
    return of_pages(lambda page: [glyph for glyph in page.glyphs if glyph.text not in texts])


def without_last_line(page: Page) -> list[Glyph]:
    body = [glyph for glyph in page.glyphs if glyph.y1 < 0.9 * page.height]
    last = max(glyph.y0 for glyph in body)
    return [glyph for glyph in page.glyphs if glyph.y0 != last]


def shifted_down(page: Page) -> list[Glyph]:
    return [glyph._replace(y0=glyph.y0 + 14, y1=glyph.y1 + 14) for glyph in page.glyphs]


def swapped_neighbours(page: Page) -> list[Glyph]:
    """Every tenth letter of the page changes places with the next one on its line."""
    glyphs = list(page.glyphs)
    for at in range(50, len(glyphs) - 1, 10):
        one, other = glyphs[at], glyphs[at + 1]
        glyphs[at], glyphs[at + 1] = one._replace(text=other.text), other._replace(text=one.text)
    return glyphs


PAGES: dict[str, Callable[[Pages], Pages]] = {
    "a middle page is dropped": lambda pages: (*pages[:2], *(replace(page, number=page.number - 1) for page in pages[3:])),
    "two pages change places": lambda pages: (*pages[:2], replace(pages[3], number=3), replace(pages[2], number=4), *pages[4:]),
    "a page is empty": lambda pages: (*pages[:3], replace(pages[3], glyphs=Glyphs.of(())), *pages[4:]),
    "mojibake": letters(の="縺", を="繧", た="縺"),
    "digits of another font": letters(**{"1": "7", "１": "７"}),
    "small kana are large": letters(っ="つ", ょ="よ", ゃ="や"),
    "voiced marks are lost": letters(が="か", で="て", だ="た"),
    "wide digits are narrow": letters(**{chr(0xFF10 + k): str(k) for k in range(10)}),
    "full stops are lost": dropped("。"),
    "brackets are lost": dropped("「」"),
    "circled numbers are plain": letters(**{"①": "1", "②": "2", "③": "3"}),
    "the last line of each page is lost": of_pages(without_last_line),
    "glyphs stand a line too low": of_pages(shifted_down),
    "neighbouring letters change places": of_pages(swapped_neighbours),
}

# --- after the outline


def in_projects(change: Callable[[Project], Project]) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, projects=tuple(change(project) for project in sheet.projects))


def goals(change: Callable[[Sequence[Goal]], Iterable[Goal]]) -> Callable[[Sheet], Sheet]:
    return in_projects(lambda project: replace(project, goals=tuple(change(project.goals))))


def statements(change: Callable[[list[Statement]], Iterable[Statement]]) -> Callable[[Sheet], Sheet]:
    return in_projects(lambda project: replace(project, statements=numbered(change(list(project.statements)))))


def each_statement(change: Callable[[Statement], Statement]) -> Callable[[Sheet], Sheet]:
    return statements(lambda said: [change(statement) for statement in said])


def numbered(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Numbered anew within their sections, as a parser that never saw the others would."""
    seqs: dict[str, int] = {}
    made = []
    for statement in said:
        seqs[statement.section] = seqs.get(statement.section, 0) + 1
        made.append(statement._replace(seq=seqs[statement.section]))
    return tuple(made)


def in_tables(change: Callable[[DataTable], DataTable]) -> Callable[[Sheet], Sheet]:
    return in_projects(lambda project: replace(project, tables=tuple(change(table) for table in project.tables)))


def cells(change: Callable[[DataTable, TableCell], TableCell | None]) -> Callable[[Sheet], Sheet]:
    return in_tables(lambda table: replace(table, cells=tuple(made for cell in table.cells if (made := change(table, cell)))))


def text_of(printed: Printed, change: Callable[[str], str]) -> Printed:
    return Printed(change(printed.text), printed.boxes)


def texts(change: Callable[[str], str]) -> Callable[[Sheet], Sheet]:
    return each_statement(lambda said: said._replace(text=text_of(said.text, change)))


def box_of(printed: Printed, **by: float) -> Printed:
    return Printed(
        printed.text, tuple(box._replace(**{edge: getattr(box, edge) + way for edge, way in by.items()}) for box in printed.boxes)
    )


def whole_page(printed: Printed) -> Printed:
    return Printed(printed.text, tuple(Box(box.page, 0.0, 0.0, 595.0, 842.0) for box in printed.boxes))


def raters_swapped(goal: Goal) -> Goal:
    return replace(
        goal,
        rating_operator=goal.rating_ward,
        rating_ward=goal.rating_operator,
        rating_operator_raw=goal.rating_ward_raw,
        rating_ward_raw=goal.rating_operator_raw,
        boxes_operator=goal.boxes_ward,
        boxes_ward=goal.boxes_operator,
    )


def letters_swapped(goal: Goal) -> Goal:
    return replace(goal, rating_operator=goal.rating_ward, rating_ward=goal.rating_operator)


def filled(table: DataTable, cell: TableCell) -> TableCell:
    return cell if cell.text.text else cell._replace(text=Printed("0", cell.text.boxes))


def cut_issues(project: Project) -> Project:
    issues = [replace(issue, text=text_of(issue.text, lambda text: text[:15])) for issue in project.prior_issues]
    return replace(project, prior_issues=tuple(issues))


def ratings_shifted(found: Sequence[Goal]) -> list[Goal]:
    return [
        replace(
            goal,
            rating_operator=other.rating_operator,
            rating_ward=other.rating_ward,
            rating_operator_raw=other.rating_operator_raw,
            rating_ward_raw=other.rating_ward_raw,
            boxes_operator=other.boxes_operator,
            boxes_ward=other.boxes_ward,
        )
        for goal, other in zip(found, [*found[1:], found[0]], strict=True)
    ]


def last_of_each_section(said: list[Statement]) -> list[Statement]:
    last = {statement.section: statement for statement in said}
    return [statement for statement in said if last[statement.section] is not statement]


def under_the_project_before(sheet: Sheet) -> Sheet:
    one, other = sheet.projects[:2]
    moved = [statement for statement in other.statements if statement.section == "operator_reason"]
    kept = [statement for statement in other.statements if statement.section != "operator_reason"]
    above = max(s.order_no for s in one.statements)
    moved = [s._replace(order_no=above + k, goal_nos=()) for k, s in enumerate(moved, 1)]
    return replace(
        sheet,
        projects=(
            replace(one, statements=numbered([*one.statements, *moved])),
            replace(other, statements=numbered(kept)),
            *sheet.projects[2:],
        ),
    )


def sections_swapped(one: str, other: str) -> Callable[[Sheet], Sheet]:
    to: dict[str, Any] = {one: other, other: one}
    return each_statement(lambda said: said._replace(section=to.get(said.section, said.section)))


def in_longest(said: list[Statement], change: Callable[[list[Statement], int], list[Statement]]) -> list[Statement]:
    return change(said, max(range(len(said)), key=lambda at: len(said[at].text.text)))


def split(said: list[Statement], at: int) -> list[Statement]:
    text = said[at].text
    half = len(text.text) // 2
    first, rest = (said[at]._replace(text=Printed(part, text.boxes)) for part in (text.text[:half], text.text[half:]))
    return [*said[:at], first, rest._replace(mark="", kind="paragraph"), *said[at + 1 :]]


def joined(said: list[Statement], at: int) -> list[Statement]:
    at = at if at + 1 < len(said) else at - 1
    one, other = said[at].text, said[at + 1].text
    return [*said[:at], said[at]._replace(text=Printed(one.text + other.text, one.boxes)), *said[at + 2 :]]


def changed_places(said: list[Statement], at: int) -> list[Statement]:
    at = at if at + 1 < len(said) else at - 1
    one, other = said[at], said[at + 1]
    return [*said[:at], other._replace(order_no=one.order_no), one._replace(order_no=other.order_no), *said[at + 2 :]]


def twice(said: list[Statement], at: int) -> list[Statement]:
    return [*said[: at + 1], said[at], *said[at + 1 :]]


def braided(text: str) -> str:
    half = len(text) // 2
    return "".join(a + b for a, b in zip(text[:half], text[half : 2 * half], strict=True)) + text[2 * half :]


def marks_shifted(said: list[Statement]) -> list[Statement]:
    marks = [statement.mark for statement in said]
    return [statement._replace(mark=mark) for statement, mark in zip(said, [marks[-1], *marks[:-1]], strict=True)]


def headings_shifted(said: list[Statement]) -> list[Statement]:
    """Each heading's name is kept by what stands under the next one."""
    names = list(dict.fromkeys(statement.heading for statement in said if statement.heading))
    after = dict(pairwise(names))
    return [s._replace(heading=after.get(s.heading or "", s.heading)) if s.kind != "heading" else s for s in said]


def goal_nos_shifted(said: Statement) -> Statement:
    return said._replace(goal_nos=tuple(max(no - 1, 1) if no > 1 else 2 for no in said.goal_nos))


def transposed(table: DataTable) -> DataTable:
    turned = tuple(
        cell._replace(row=cell.col, col=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
        for cell in sorted(table.cells, key=lambda cell: (cell.col, cell.row))
    )
    return replace(table, n_rows=table.n_cols, n_cols=table.n_rows, cells=turned)


def shifted_texts(table: DataTable) -> DataTable:
    """The texts of each row stand a column too far left; boxes stay."""
    said = [cell.text.text for cell in table.cells]
    return replace(
        table,
        cells=tuple(
            cell._replace(text=Printed(text, cell.text.boxes)) for cell, text in zip(table.cells, [*said[1:], said[0]], strict=True)
        ),
    )


def columns_swapped(table: DataTable) -> DataTable:
    """The last two columns change places, boxes and all."""
    to = {table.n_cols - 1: table.n_cols - 2, table.n_cols - 2: table.n_cols - 1}
    moved = [cell._replace(col=to.get(cell.col, cell.col)) if cell.colspan == 1 and cell.row > 0 else cell for cell in table.cells]
    return replace(table, cells=tuple(sorted(moved, key=lambda cell: (cell.row, cell.col))))


def without_last_row(table: DataTable) -> DataTable:
    kept = tuple(cell for cell in table.cells if cell.row + cell.rowspan < table.n_rows)
    return replace(table, n_rows=table.n_rows - 1, cells=kept)


def without_second_row(table: DataTable) -> DataTable:
    """The first row under the header is lost, and all below it moves up."""
    kept = [cell for cell in table.cells if not cell.row <= 1 < cell.row + cell.rowspan]
    return replace(table, n_rows=table.n_rows - 1, cells=tuple(c._replace(row=c.row - 1) if c.row > 1 else c for c in kept))


def cut_with_its_box(table: DataTable) -> DataTable:
    """The longest number lacks its first digit, and its box the place of that."""
    at = max(range(len(table.cells)), key=lambda n: sum(char.isdigit() for char in table.cells[n].text.text))
    text = table.cells[at].text
    cut = tuple(box._replace(x0=box.x0 + (box.x1 - box.x0) / len(text.text)) for box in text.boxes)
    return replace(table, cells=(*table.cells[:at], table.cells[at]._replace(text=Printed(text.text[1:], cut)), *table.cells[at + 1 :]))


def neighbours_swapped(table: DataTable) -> DataTable:
    """In the second row the last two cells change places, boxes and all; the other rows are right."""
    row = [n for n, cell in enumerate(table.cells) if cell.row == 1 and cell.colspan == 1][-2:]
    texts = dict(zip(row, [table.cells[n].text for n in row[::-1]], strict=True))
    return replace(table, cells=tuple(cell._replace(text=texts.get(n, cell.text)) for n, cell in enumerate(table.cells)))


def captions_shifted(project: Project) -> Project:
    named = [table.caption for table in project.tables]
    return replace(project, tables=tuple(replace(t, caption=c) for t, c in zip(project.tables, [*named[1:], *named[:1]], strict=True)))


def viewpoints_moved(sheet: Sheet) -> Sheet:
    one, other = sheet.projects[:2]
    first = replace(other.viewpoints[0], viewpoint_no=len(one.viewpoints) + 1)
    rest = tuple(replace(viewpoint, viewpoint_no=no) for no, viewpoint in enumerate(other.viewpoints[1:], 1))
    return replace(
        sheet, projects=(replace(one, viewpoints=(*one.viewpoints, first)), replace(other, viewpoints=rest), *sheet.projects[2:])
    )


def labels_shifted(sheet: Sheet) -> Sheet:
    labels = [row.label for row in sheet.overview]
    return replace(
        sheet, overview=tuple(replace(row, label=label) for row, label in zip(sheet.overview, [*labels[1:], labels[0]], strict=True))
    )


def goal_texts_swapped(found: Sequence[Goal]) -> list[Goal]:
    said = [goal.text for goal in found]
    return [replace(goal, text=text) for goal, text in zip(found, [*said[1:], said[0]], strict=True)]


OUTLINE: dict[str, Callable[[Sheet], Sheet]] = {
    "rating columns swapped": goals(lambda found: map(raters_swapped, found)),
    "rating letters swapped": goals(
        lambda found: [replace(g, rating_operator=g.rating_ward, rating_ward=g.rating_operator) for g in found]
    ),
    "ratings shifted by a goal": goals(ratings_shifted),
    "every rating is B": goals(lambda found: [replace(goal, rating_operator="B", rating_ward="B") for goal in found]),
    "ratings lost": goals(lambda found: [replace(goal, rating_operator=None) for goal in found]),
    "ratings lost with their print": goals(
        lambda found: [replace(goal, rating_ward=None, rating_ward_raw=None, boxes_ward=()) for goal in found]
    ),
    "goals change places": goals(goal_texts_swapped),
    "the last goal lost": goals(lambda found: found[:-1]),
    "the last statement of each section lost": statements(last_of_each_section),
    "the first statement lost": statements(lambda said: said[1:]),
    "reasons of a project under the one before": under_the_project_before,
    "raters' reasons swapped": sections_swapped("operator_reason", "ward_reason"),
    "outcomes and challenges swapped": sections_swapped("outcome", "challenge"),
    "texts cut at 20 characters": texts(lambda text: text[:20]),
    "the last character of texts lost": texts(lambda text: text[:-1]),
    "lines braided": texts(braided),
    "lines in the wrong order": texts(lambda text: text[len(text) // 2 :] + text[: len(text) // 2]),
    "a number misread": texts(lambda text: text.replace("3", "8").replace("３", "８")),
    "two statements joined": statements(partial(in_longest, change=joined)),
    "a statement split": statements(partial(in_longest, change=split)),
    "two statements change places": statements(partial(in_longest, change=changed_places)),
    "a statement twice": statements(partial(in_longest, change=twice)),
    "marks lost": each_statement(lambda said: said._replace(mark="")),
    "marks shifted": statements(marks_shifted),
    "headings shifted": statements(headings_shifted),
    "heading numbers off by one": each_statement(lambda said: said._replace(heading_no=said.heading_no and said.heading_no + 1)),
    "goal_nos off by one": each_statement(goal_nos_shifted),
    "goal_nos lost": each_statement(lambda said: said._replace(goal_nos=())),
    "bullets under bullets are flat": each_statement(lambda said: said._replace(level=0, parent_seq=None)),
    "bullets are paragraphs": each_statement(lambda said: said._replace(kind="paragraph" if said.kind == "bullet" else said.kind)),
    "headings are bullets": each_statement(lambda said: said._replace(kind="bullet" if said.kind == "heading" else said.kind)),
    "boxes 30 points too low": each_statement(lambda said: said._replace(text=box_of(said.text, y0=30, y1=30))),
    "boxes on the next page": each_statement(lambda said: said._replace(text=box_of(said.text, page=1))),
    "boxes are whole pages": each_statement(lambda said: said._replace(text=whole_page(said.text))),
    "boxes lost": each_statement(lambda said: said._replace(text=Printed(said.text.text))),
    "prior issues lost": in_projects(lambda project: replace(project, prior_issues=project.prior_issues[:-1])),
    "prior issues without their ends": in_projects(cut_issues),
    "the last viewpoint lost": in_projects(lambda project: replace(project, viewpoints=project.viewpoints[:-1])),
    "a viewpoint under the project before": viewpoints_moved,
    "overview labels shifted": labels_shifted,
    "overview cut": lambda sheet: replace(sheet, overview=sheet.overview[:-1]),
    "cells transposed": in_tables(transposed),
    "cell texts a column too far left": in_tables(shifted_texts),
    "two columns change places": in_tables(columns_swapped),
    "the last row of tables lost": in_tables(without_last_row),
    "a row of tables lost amid others": in_tables(without_second_row),
    "a number cut, box and all": in_tables(cut_with_its_box),
    "two cells of a row change places": in_tables(neighbours_swapped),
    "cells cut": cells(lambda table, cell: cell._replace(text=text_of(cell.text, lambda text: text[:2]))),
    "empty cells filled": cells(filled),
    "captions shifted": in_projects(captions_shifted),
    "captions lost": in_tables(lambda table: replace(table, caption=None)),
    "a table lost": in_projects(lambda project: replace(project, tables=project.tables[:-1])),
    "a project lost": lambda sheet: replace(sheet, projects=sheet.projects[:-1]),
    "another ward": lambda sheet: replace(sheet, ward="みほん区"),
    "another operator": lambda sheet: replace(sheet, operator="社会福祉法人みほん会"),
    "another office": lambda sheet: replace(sheet, ward_office=f"みほん{sheet.ward_office}"),
    "the title of another sheet": lambda sheet: replace(sheet, title="みほん区地域子育て支援拠点事業評価シート"),
    "the period a year late": lambda s: replace(s, period_start=(s.period_start or 0) + 1, period_end=(s.period_end or 0) + 1),
}

# --- in facts


def facts(change: Callable[[Fact], Fact | None]) -> Callable[[Reads], Reads]:
    def of(read: TableReading) -> TableReading:
        return replace(read, facts=tuple(made for fact in read.facts if (made := change(fact))))

    return lambda reads: {key: of(read) for key, read in reads.items()}


def shifted(name: str) -> Callable[[Reads], Reads]:
    def of(read: TableReading) -> TableReading:
        values = [getattr(fact, name) for fact in read.facts]
        return replace(read, facts=tuple(replace(f, **{name: v}) for f, v in zip(read.facts, [*values[1:], *values[:1]], strict=True)))

    return lambda reads: {key: of(read) for key, read in reads.items()}


FACTS: dict[str, Callable[[Reads], Reads]] = {
    "values tenfold": facts(lambda fact: replace(fact, value=fact.value and fact.value * 10)),
    "years off by one": facts(lambda fact: replace(fact, fiscal_year=fact.fiscal_year and fact.fiscal_year - 1)),
    "years lost": facts(lambda fact: replace(fact, fiscal_year=None)),
    "units lost": facts(lambda fact: replace(fact, unit=None)),
    "units of another measure": facts(lambda fact: replace(fact, unit="円" if fact.unit else None)),
    "values of the next cell": shifted("value"),
    "print of the next cell": shifted("raw"),
    "labels of the next fact": shifted("labels"),
    "thousands dropped": facts(lambda fact: replace(fact, value=fact.value and fact.value % 1000)),
    "a comma is a point": facts(lambda fact: replace(fact, value=fact.value / 1000 if fact.value and "," in fact.raw else fact.value)),
    "no value is nought": facts(lambda fact: replace(fact, value=0.0, null_reason=None) if fact.value is None else fact),
    "values are no values": facts(lambda fact: replace(fact, value=None, null_reason="dash")),
    "the last fact of tables lost": lambda reads: {key: replace(read, facts=read.facts[:-1]) for key, read in reads.items()},
    "the first fact of tables lost": lambda reads: {key: replace(read, facts=read.facts[1:]) for key, read in reads.items()},
    "totals are values": facts(lambda fact: replace(fact, role="value")),
}

# --- in datasets


def column(table: str, name: str, change: Callable[[Any], Any]) -> Callable[[Rows], None]:
    def go(rows: Rows) -> None:
        for row in rows[table]:
            row[name] = change(row[name])

    return go


def rolled(table: str, *names: str) -> Callable[[Rows], None]:
    """Each row has the values of the next one."""

    def go(rows: Rows) -> None:
        for name in names:
            values = [row[name] for row in rows[table]]
            for row, value in zip(rows[table], [*values[1:], values[0]], strict=True):
                row[name] = value

    return go


DATASETS: dict[str, Callable[[Rows], None]] = {
    "text_norm of the next row": rolled("statements", "text_norm"),
    "content_id of the next row": rolled("statements", "content_id"),
    "row_id of the next row": rolled("statements", "row_id"),
    "boxes of the next row": rolled("statements", "boxes"),
    "texts cut in datasets": column("statements", "text", lambda text: text[:20]),
    "goal texts of the next goal": rolled("goals", "text"),
    "pages off by one": column("statements", "page_first", lambda page: page and page + 1),
    "tokens of the next token": rolled("tokens", "surface"),
    "viewpoints of links constant": column("statement_viewpoints", "viewpoint_no", lambda no: 1),
    "measures of the next fact": rolled("facts", "measure"),
    "values in thousands": column("facts", "value_norm", lambda value: value and value * 1000),
    "values without their signs and points": column("facts", "value", lambda value: value and abs(round(value)) + 1),
    "headers are body": column("table_cells", "is_header", lambda said: not said),
    "marks lost in datasets": column("viewpoints", "mark", lambda mark: ""),
    "project codes of the next project": rolled("projects", "project_code"),
    "ratings lost in datasets": column("goals", "rating_ward", lambda rating: None),
    "counts of characters doubled": column("pages", "chars_in_rows", lambda many: 2 * many),
    "captions of the next table": rolled("tables", "caption"),
}

FAULTS: tuple[Fault, ...] = (
    *(Fault(name, "pages", change) for name, change in PAGES.items()),
    *(Fault(name, "outline", change) for name, change in OUTLINE.items()),
    *(Fault(name, "facts", change) for name, change in FACTS.items()),
    *(Fault(name, "datasets", change) for name, change in DATASETS.items()),
)
