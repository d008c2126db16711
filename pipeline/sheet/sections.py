"""The sections of a project: reasons of the operator and of the ward, outcomes, challenges.

In come the lines, tables and figures under one label, in order; out come statements with kind, level, heading and goals,
and the tables and figures with their captions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.form.series import series_of_mark
from pipeline.form.words import Form
from pipeline.layout.model import Line
from pipeline.outline.beside_text import with_text_beside
from pipeline.outline.boxes_beside import with_boxes_behind
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, claim_paragraph, finish, paragraphs_of, unsure
from pipeline.outline.side_by_side import by_columns
from pipeline.outline.suspects import suspects_of
from pipeline.outline.units import ContentUnit, FigureUnit, TextUnit
from pipeline.rules.captions import CAPTION_SIGNS
from pipeline.rules.sections import SectionRule
from pipeline.sheet.blocks import Block, blocks_of
from pipeline.sheet.body import Body
from pipeline.sheet.captions import caption_of, captions_of
from pipeline.sheet.glued_numbers import name_goals
from pipeline.sheet.heading_places import ENDED, Heads
from pipeline.sheet.headings import heads_among_counted, heads_of, words_of
from pipeline.sheet.lettered import list_series, number_no_goals
from pipeline.sheet.looks import look_of, looks_again
from pipeline.sheet.model import DataTable, Goal, PrintedFigure, Section, Statement
from pipeline.sheet.names_below import Habits
from pipeline.sheet.numbered_headings import with_numbers_of_goals
from pipeline.sheet.numbers_within import count_within
from pipeline.sheet.statements import OpenHeading, head_by_number, statement_of
from pipeline.sheet.tables import TablePart, broken_off
from pipeline.sheet.unlikely import unlikely_in, unlikely_rows
from pipeline.sheet.wrapped import with_whole_captions
from pipeline.values import Box, Defect, Place, Printed


def read_section(code: Section, units: Sequence[ContentUnit], goals: Sequence[Goal], body: Body, form: Form, ledger: Ledger) -> None:
    """Adds the statements, tables and figures under one label to ``body``."""
    section = form.sections.rules[code]
    units = by_columns(with_text_beside(with_boxes_behind(units)), CAPTION_SIGNS)
    body.defects += (replace(found, place=Place(section=section.code)) for found in suspects_of(units))
    blocks = _blocks(section, units, goals, body.project_no, ledger, form)
    captions = captions_of(blocks, form, body.habits)
    heads = _heads(section, blocks, captions, goals, body, form)
    starred = _starred_notes(blocks, body.habits)
    state = OpenHeading()
    counters = body.counters
    said: list[tuple[Statement, Paragraph]] = []
    for k, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if -1 - k in captions:
                ledger.claim_lines([u.line for u in block.units])
                continue
            if block.mark.numbers and form.adds_nothing_to_number(block.text):
                ledger.claim_lines([u.line for u in block.units], "label")
                head_by_number(section, block.mark, state, goals)
                continue
            claim_paragraph(block, ledger)
            if _is_mark_alone(block):
                head_by_number(section, block.mark, state, goals)
                continue
            counters.order += 1
            counters.seq[section.code] = counters.seq.get(section.code, 0) + 1
            row = statement_of(section, counters, block, heads.get(k), state, goals, form)
            row = row._replace(kind="note", level=0, parent_seq=None) if k in starred else row
            said.append((row, block))
            body.statements.append(row)
        elif isinstance(block, TablePart):
            _add_table(section, block, caption_of(captions.get(k, ())), state, body)
        else:
            _add_figure(section, block, caption_of(captions.get(k, ())), body, ledger)
    body.defects += _unsure_in(said, Place(section=section.code))
    body.defects += unlikely_in(said, Place(section=section.code), form.is_empty, is_headed=section.holds == "headed")


def _unsure_in(said: Sequence[tuple[Statement, Paragraph]], place: Place) -> Iterator[Defect]:
    """The warnings for what may be one paragraph or two; nobody doubts where a heading begins that looks as others do."""
    looks = looks_again([block for row, block in said if row.kind == "heading"])
    for row, block in said:
        if row.kind != "heading" or look_of(block) not in looks:
            yield from unsure(block, place)


def _is_mark_alone(block: Paragraph) -> bool:
    """Whether a line is a mark without text, or signs alone, as the arrows between the boxes of a chart; 1) 11 is a number of something."""
    return not (block.text if block.mark.numbers else block.text.strip(block.mark.text))


def _heads(
    section: SectionRule, blocks: list[Block], captions: Mapping[int, tuple[Line, ...]], goals: Sequence[Goal], body: Body, form: Form
) -> Mapping[int, Heads]:
    """The headings of a section by their places; where it counts the goals they may say again what heads another."""
    if section.holds == "headed":
        return heads_of(blocks, captions, goals, form)
    said = (statement.text.text for statement in body.statements if statement.kind == "heading")
    return heads_among_counted(blocks, said, goals, form) if section.holds == "numbered" else {}


def _blocks(
    section: SectionRule, units: Sequence[ContentUnit], goals: Sequence[Goal], project_no: int, ledger: Ledger, form: Form
) -> list[Block]:
    """The paragraphs, tables and figures of a section, in order; letters count the goals where their marks are letters, else its items."""
    of_goals = series_of_mark(goals[0].mark) if goals and section.holds in ("headed", "numbered") else None
    series = of_goals or list_series([unit for unit in units if isinstance(unit, TextUnit)])
    is_headed = section.holds == "headed"
    words = words_of(goals) if is_headed else None
    blocks = blocks_of(units, ledger, series=series, goal_words=words, is_note=lambda text: is_headed and form.is_note(text))
    if of_goals is None:
        number_no_goals(_paragraphs_in(blocks))
    count_within(_paragraphs_in(blocks), project_no)
    if section.holds == "numbered":
        blocks = with_numbers_of_goals(blocks)
        name_goals(_paragraphs_in(blocks), goals)
    return _with_marks_beside(with_whole_captions(blocks, CAPTION_SIGNS), section)


def _paragraphs_in(blocks: Sequence[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _add_table(section: SectionRule, part: TablePart, caption: Printed | None, state: OpenHeading, body: Body) -> None:
    """Adds a table, of the heading and the goals that it stands under."""
    counters = body.counters
    counters.order += 1
    counters.table += 1
    if part.open_bottom:
        body.defects.append(broken_off(part, section.code))
    body.defects += unlikely_rows(part, Place(section=section.code))
    cells = tuple(sorted(part.cells, key=lambda c: (c.row, c.col)))
    numbers, size = (counters.table, counters.order), (part.n_rows, part.n_cols)
    of = (state.heading_no, state.goals)
    body.tables.append(DataTable(*numbers, section.code, caption, False, *size, *of, cells, tuple(part.boxes), part.heavy))


def _add_figure(section: SectionRule, unit: FigureUnit, caption: Printed | None, body: Body, ledger: Ledger) -> None:
    """Adds a chart or picture with all that is printed in it."""
    counters, figure = body.counters, unit.figure
    counters.order += 1
    counters.figure += 1
    ledger.claim_lines(figure.lines, "figure")
    printed = Printed("\n".join(line.text for line in figure.lines), (Box(figure.page, *figure.rect),))
    body.figures.append(PrintedFigure(counters.figure, counters.order, section.code, printed, caption))


def _starred_notes(blocks: Sequence[Block], habits: Habits) -> frozenset[int]:
    """The numbers of paragraphs behind ＊ that explain the table above them: it has the sign too, or they are no sentences and no
    paragraph of the sheet so far is a bullet behind it."""
    below: dict[int, bool] = {}
    has_sign: bool | None = None
    for k, block in enumerate(blocks):
        if isinstance(block, TablePart):
            has_sign = any(sign in cell.text.text for cell in block.cells for sign in STARS)
        elif not isinstance(block, Paragraph) or block.mark.text not in STARS:
            has_sign = None
        elif has_sign is None or not has_sign and ENDED.search(block.text):
            habits.has_starred_bullets = True
        else:
            below[k] = has_sign
    return frozenset(k for k, is_explained in below.items() if is_explained or not habits.has_starred_bullets)


STARS = ("*", "＊")


def _with_marks_beside(blocks: Sequence[Block], section: SectionRule) -> list[Block]:
    """The blocks, where a number that has a cell of its own is the mark of the text beside it; under headings of no whole sentence, for
    that is what is said of the goal."""
    out: list[Block] = []
    for block in blocks:
        above = out[-1] if out else None
        if isinstance(block, Paragraph) and isinstance(above, Paragraph) and _is_beside_number(block, above, section):
            above.units.extend(block.units)
            finish(above)
        else:
            out.append(block)
    return out


def _is_beside_number(block: Paragraph, above: Paragraph, section: SectionRule) -> bool:
    """Whether a text without mark stands right of a number alone, as in the cell beside it."""
    is_alone = bool(above.mark.numbers) and not above.text and block.mark.kind == "none"
    number, text = above.first, block.first
    is_beside = number.rect.x1 <= text.rect.x0 and number.rect.y1 > (text.rect.y0 + text.rect.y1) / 2
    return is_alone and is_beside and (section.holds != "headed" or ENDED.search(block.text) is None)


def read_footnotes(section: Section, lines: Sequence[Line], body: Body, ledger: Ledger) -> None:
    """Adds the footnotes of a page, a note each, behind what else the section says."""
    left, right = min(line.rect.x0 for line in lines), max(line.rect.x1 for line in lines)
    for paragraph in paragraphs_of([TextUnit(line, left, right, 0) for line in lines]):
        claim_paragraph(paragraph, ledger)
        body.counters.order += 1
        body.counters.seq[section] = seq = body.counters.seq.get(section, 0) + 1
        body.statements.append(
            Statement(section, seq, body.counters.order, "note", 0, None, paragraph.mark.text, paragraph.printed, None, None, None, ())
        )
