"""The sections of a project: reasons of the operator and of the ward, outcomes, challenges, viewpoints.

In come the lines, tables and figures under one label, in order; out come statements with kind, level, heading and goals,
and the tables and figures with their captions. What tells a heading from a bullet is its number's turn, its place left of
the bullets, its weight and its likeness to a goal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from operator import sub

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Line
from pipeline.rules.sections import SectionRule
from pipeline.sheet.beside_text import with_text_beside
from pipeline.sheet.captions import CAPTION_MARKS, Habits, caption_of, captions_of
from pipeline.sheet.edges import NO_LINE_END, SENTENCE_END
from pipeline.sheet.form import Form, plain
from pipeline.sheet.goals import claim_paragraph
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.marks import SIGN, Mark, mark_of, series_of
from pipeline.sheet.model import DataTable, Figure, Goal, Kind, Section, Statement, Viewpoint
from pipeline.sheet.paragraphs import Paragraph, finish, marked_paragraphs, paragraphs_of, unsure
from pipeline.sheet.seams import NUMBERED
from pipeline.sheet.series import Series, series_of_mark
from pipeline.sheet.side_by_side import by_columns
from pipeline.sheet.stretch import PARTICLES
from pipeline.sheet.suspects import suspects_of
from pipeline.sheet.tables import TablePart, broken_off, continued, extended, part_of, without_repeated_titles
from pipeline.sheet.ticks import is_tick, parted_from_ticks
from pipeline.sheet.units import FigureUnit, TableUnit, TextUnit
from pipeline.sheet.wrapped import with_whole_captions
from pipeline.values import Box, Defect, Place, Printed

LONGEST_MARK = 4
"""characters"""
ENCLOSED = re.compile(r"^【(.*)】$")
DIGITS = re.compile(r"[0-9０-９]+")
LETTERS = re.compile(r"\w+")


@dataclass(slots=True)
class Counters:
    """Numbers that run through a whole project."""

    order: int = 0
    table: int = 0
    figure: int = 0
    seq: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """What the sections of one project hold."""

    statements: list[Statement] = field(default_factory=list)
    tables: list[DataTable] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    viewpoints: list[Viewpoint] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)
    habits: Habits = field(default_factory=Habits)


Unit = TextUnit | TableUnit | FigureUnit
Block = Paragraph | TablePart | FigureUnit


def blocks_of(units: Sequence[Unit], ledger: Ledger, *, series: Series | None = None, headed: bool = False) -> list[Block]:
    """Paragraphs, tables (joined over pages) and figures in reading order."""
    texts: list[TextUnit] = []
    breaks: set[int] = set()
    slots: list[tuple[int, Block]] = []
    tables: dict[int, TablePart] = {}  # those since the last line under them, or figure, by slot
    for unit in without_repeated_titles(units, ledger):
        if isinstance(unit, TextUnit):
            if texts and _parts(texts[-1], unit) and not _is_amid_sentence(texts, unit):
                breaks.add(len(texts))
            texts.append(unit)
            tables = {at: part for at, part in tables.items() if _is_over(unit.line, part)}
            continue
        breaks.add(len(texts))
        if isinstance(unit, TableUnit):
            slot = continued(tables, unit)
            at, part = (len(texts), part_of(unit, ledger)) if slot is None else (slots[slot][0], extended(tables[slot], unit, ledger))
            slot = len(slots) if slot is None else slot
            tables[slot] = part
            slots[slot : slot + 1] = [(at, part)]
        else:
            slots.append((len(texts), unit))
            tables = {}
    paragraphs = paragraphs_of(texts, series=series, breaks=frozenset(breaks), headed=headed)
    out: list[Block] = []
    done = 0
    for paragraph in paragraphs:
        while slots and slots[0][0] <= done:
            out.append(slots.pop(0)[1])
        out.append(paragraph)
        done += len(paragraph.units)
    out.extend(block for _, block in slots)
    return out


def _parts(above: TextUnit, below: TextUnit) -> bool:
    """Whether a box with nothing else in it ends or begins between two lines of a page, as around a heading."""
    return above.place != below.place and above.line.page == below.line.page and (above.alone or below.alone)


def _is_amid_sentence(texts: Sequence[TextUnit], below: TextUnit) -> bool:
    """Whether a box that ends or begins over a line holds words of a sentence that has begun above it."""
    above = texts[-1:] if below.alone else texts[-2:-1]
    return any(unit.line.text[-1] in BEGUN for unit in above)


BEGUN = PARTICLES | frozenset("、，")
"""with which no text ends"""


def _is_over(line: Line, table: TablePart) -> bool:
    """Whether a line stands higher than a table, as the caption of the one beside it does."""
    return line.page == table.boxes[-1].page and line.rect.y1 <= table.boxes[-1].y0 + line.size


def _likeness(text: str, goals: Sequence[Goal]) -> float:
    wanted = plain(text)
    if not wanted or not goals:
        return 0.0
    best = 0.0
    for goal in goals:
        other = plain(goal.text.text)
        if not any(wanted[k : k + 2] in other for k in range(len(wanted) - 1)):
            continue
        common = sum(b.size for b in SequenceMatcher(None, wanted, other, autojunk=False).get_matching_blocks() if b.size > 1)
        best = max(best, common / len(wanted))
    return best


def _headings(blocks: list[Block], captions: Mapping[int, tuple[Line, ...]], goals: Sequence[Goal], form: Form) -> frozenset[int]:
    free = [(k, b) for k, b in enumerate(blocks) if isinstance(b, Paragraph) and -1 - k not in captions]
    bullets = [b for _, b in free if b.mark.kind == "bullet"]
    left = min((b.x for b in bullets), default=None)
    bold_bullets = bool(bullets) and sum(b.bold for b in bullets) > len(bullets) / 2
    numbered = _numbered(free, left, bullets, bold_bullets, goals)
    if not numbered:
        return frozenset(_unnumbered_headings(free, left, bold_bullets, goals, form))
    enclosed = {k for k, b in free if not bold_bullets and _is_enclosed(b)}
    for k, b in free:
        if k in numbered:
            blocks[k] = _with_glued_number(b)
    return frozenset(numbered | enclosed)


def _is_enclosed(paragraph: Paragraph) -> bool:
    """Whether a bold line without mark stands in brackets as a whole."""
    return paragraph.mark.kind == "none" and paragraph.bold and ENCLOSED.match(paragraph.text) is not None


def _numbered(
    free: Sequence[tuple[int, Paragraph]], left: float | None, bullets: Sequence[Paragraph], bold_bullets: bool, goals: Sequence[Goal]
) -> set[int]:
    """Headings by number: the run 1, 2, 3, … of one kind of mark, not right of the bullets (bold ones by no more than a sign)."""
    glued = {k: _with_glued_number(b) for k, b in free}
    found: dict[int, _Numbered] = {}
    for (k, block), following in zip(glued.items(), [*list(glued.values())[1:], None], strict=False):
        if _has_one_number(block.mark):
            number = block.mark.numbers[0]
            found[k] = _Numbered(block, None, following, left, bold_bullets, number, goals[number - 1 : number])
    runs = {style: _run(found, style, max(len(goals), MOST_GOALS)) for style in sorted({_style(b.block) for b in found.values()})}
    likely = [run for style, run in runs.items() if len(run) > 1 or run and (style not in BARE or _score(found, run) >= SURE)]
    best = max(likely, key=lambda run: _score(found, run), default=[])
    return set() if not bullets and _is_list(list(glued.values()), len(best)) else set(best)


BARE = ("1", "１")


def _has_one_number(mark: Mark) -> bool:
    return mark.kind in NUMBERED and len(mark.numbers) == 1


MOST_GOALS = 9
"""a project without goals may have headings up to this number"""
SURE = 1.6
"""score; one bare number alone is a heading from here on: where it repeats its goal"""
BOLD_SCORE, ENDED_SCORE = 0.5, 0.3
"""what weight adds to the score of a heading, and what the end of a sentence takes off"""


def _score(found: Mapping[int, _Numbered], run: Sequence[int]) -> float:
    """How surely a run of numbers is one of headings: their number and likeness to the goals."""
    return sum(1 + found[k].likeness + (BOLD_SCORE if found[k].block.bold else 0) - (ENDED_SCORE if found[k].is_ended else 0) for k in run)


def _is_list(blocks: Sequence[Paragraph], headings: int) -> bool:
    """Whether a section without bullets is nothing but numbered lines in plain type: then they are no headings."""
    said = sum(block.mark.kind != "note" for block in blocks)
    return headings == said and not any(block.bold for block in blocks)


def _run(found: Mapping[int, _Numbered], style: str, most: int) -> list[int]:
    """The headings among the numbered paragraphs of one style, up to a number."""
    run: list[int] = []
    expected = 1
    for k, place in found.items():
        if _style(place.block) == style and _is_next_heading(place, expected, most) and not (run and _goes_on(found, k, run)):
            run.append(k)
            expected = place.number + 1
    return run


def _goes_on(found: Mapping[int, _Numbered], k: int, headings: Sequence[int]) -> bool:
    """Whether a numbered paragraph is the next item of a list, right below one with the number before that is no heading."""
    above = found.get(k - 1)
    if above is None or k - 1 in headings or _style(above.block) != _style(found[k].block):
        return False
    return above.number + 1 == found[k].number and not found[k].is_like_goal


def _is_next_heading(place: _Numbered, expected: int, most: int) -> bool:
    return _stands_as_heading(place, expected) and _is_in_turn(place, expected, most) and _reads_as_heading(place)


def _stands_as_heading(place: _Numbered, expected: int) -> bool:
    """Not right of the bullets. Behind a bar or in a box one stands deeper by a sign: it is bold, repeats its goal, or bullets follow
    it where an enumeration would go on."""
    if not place.is_right_of_bullets(INDENT):
        return True
    opens = place.is_over_list and place.number == expected and not place.is_ended
    return not place.is_right_of_bullets(BOLD_INDENT) and (place.is_set_off_by_weight or opens or place.is_like_goal)


def _is_in_turn(place: _Numbered, expected: int, most: int) -> bool:
    """The number comes after the one before; more are left out only where it repeats its goal."""
    return expected <= place.number <= most and (place.number <= expected + LEFT_OUT or place.is_like_goal)


def _reads_as_heading(place: _Numbered) -> bool:
    """No long text, and no sentence in plain type over text, unless it repeats its goal."""
    is_sentence = place.is_ended and not place.block.bold and not place.is_over_list
    return len(place.text) <= LONGEST_NUMBERED and (not is_sentence or place.is_like_goal)


LEFT_OUT = 2
"""numbers that a run may leave out"""
LONGEST_NUMBERED = 90
"""characters; a longer paragraph is no heading, whatever its number"""


GLUED = re.compile(r"[0-9０-９]{1,2}(?=[^0-9０-９年月％%,，.．:：/／~～－-])")


def _with_glued_number(paragraph: Paragraph) -> Paragraph:
    """The paragraph with a bare number before its text taken as its mark, where a short line begins with one."""
    found = GLUED.match(paragraph.text) if paragraph.mark.kind == "none" and len(paragraph.units) < 3 else None
    if found is None or paragraph.text.endswith(("。", "．")):
        return paragraph
    line = paragraph.first
    length = len(found[0])
    if len(line.glyphs) <= length:
        return paragraph
    mark = Mark(found[0], "number", (int(found[0]),), length, line.glyphs.x0[0], line.glyphs.x0[length], True)
    made = Paragraph(mark, paragraph.units, paragraph.bold, paragraph.size)
    finish(made)
    return made


def _style(paragraph: Paragraph) -> str:
    text = DIGITS.sub("1", SIGN.sub("①", paragraph.mark.text))
    return LETTERS.sub("ア", text) if paragraph.mark.kind == "letter" else text


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph that may be a heading between its neighbours, with what its section's bullets look like."""

    block: Paragraph
    before: Paragraph | None
    following: Paragraph | None
    bullets_x: float | None
    has_bold_bullets: bool

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_over_list(self) -> bool:
        return self.following is not None and self.following.mark.kind in ("bullet", "arrow")

    @property
    def is_over_text(self) -> bool:
        return self.following is not None and self.following.mark.kind == "none"

    @property
    def is_ended(self) -> bool:
        return ENDED.search(self.text) is not None

    @property
    def is_set_off_by_weight(self) -> bool:
        return self.block.bold and not self.has_bold_bullets

    @property
    def is_boxed(self) -> bool:
        """Whether it stands alone in a box, behind what may end and over what has no box of its own."""
        if len(self.block.units) > 1 or self.following is None or self.before is not None and self.before.text[-1:] in BEGUN:
            return False
        own, below = self.block.units[0], self.following.units[0]
        return own.alone and not below.alone and _parts(own, below)

    def is_right_of_bullets(self, room: float) -> bool:
        """Whether it begins further right than the bullets by more than so many em."""
        return self.bullets_x is not None and self.block.x > self.bullets_x + room * self.block.size


@dataclass(frozen=True)
class _Numbered(_Place):
    """A paragraph with one number, and the goal of that number, where there is one."""

    number: int
    goals: Sequence[Goal]

    @cached_property
    def likeness(self) -> float:
        return _likeness(self.text, self.goals)

    @property
    def is_like_goal(self) -> bool:
        return self.likeness >= LIKE


INDENT, BOLD_INDENT = 0.6, 1.6
"""em; how far right of the bullets under it a heading may begin, a bold one too"""
LONGEST_HEADING = 80
"""characters; a longer paragraph is no heading"""
SHORT = 30
"""characters; a longer line over text without marks is a sentence"""
LIKE = 0.6
"""of the text that a goal repeats; a sentence this much like a goal is its heading"""


def _can_be_heading(place: _Place, form: Form) -> bool:
    printed = place.block.mark.text + place.text
    said = len(place.text) > LONGEST_HEADING or form.is_note(printed) or form.is_empty(printed)
    room = BOLD_INDENT if place.is_set_off_by_weight or place.is_boxed else INDENT
    return not said and (place.is_over_list or place.is_over_text) and not place.is_right_of_bullets(room)


def _is_unnumbered(place: _Place, goals: Sequence[Goal]) -> bool:
    """A heading by its weight, its box, by its brackets over a list, or by breaking off (or repeating a goal) over a list."""
    if place.is_set_off_by_weight or place.is_boxed and not place.is_ended:
        return True
    return place.is_over_list and (bool(ENCLOSED.match(place.text)) or not place.is_ended or _likeness(place.text, goals) >= LIKE)


def _ends_sentence(text: str) -> bool:
    """Whether a text ends with a whole sentence, with a remark in brackets or the sign of a footnote behind it or not."""
    return text[-1:] in SENTENCE_END or REMARK.search(text) is not None


BEHIND = r"(?:[（(][^（）()]*[）)]|[※*＊]?[0-9０-９]{1,2}[)）]?)"
REMARK, ENDED = re.compile(rf"[。．！？!?]{BEHIND}+$"), re.compile(rf"[。．]{BEHIND}*$")


def _stands_over_next(place: _Place) -> bool:
    """Whether a line stands nearer to what it is over than to what it follows, on one page."""
    before, block, following = place.before, place.block, place.following
    if before is None or following is None:
        return False
    above, first, last, below = before.units[-1].line, block.first, block.units[-1].line, following.first
    if not above.page == first.page == below.page:
        return False
    return first.rect.y0 - above.rect.y1 > below.rect.y0 - last.rect.y1 + NEARER * block.size


NEARER = 0.25
"""em; by so much, at least, is the gap over a heading wider than the one under it"""


def _breaks_off_over_text(place: _Place) -> bool:
    """A short line that ends no sentence and follows a whole one, over running text that does end."""
    if not place.is_over_text or len(place.block.units) > 1 or len(place.text) > SHORT:
        return False
    if place.text[-1] in NO_HEADING_END or _ends_sentence(place.text):
        return False
    follows = place.before is None or _ends_sentence(place.before.text)
    return follows and place.following is not None and _ends_sentence(place.following.text)


NO_HEADING_END = SENTENCE_END | NO_LINE_END | PARTICLES | frozenset("、，,：:")


def _neighbours(free: Sequence[tuple[int, Paragraph]], n: int, form: Form) -> tuple[Paragraph | None, Paragraph | None]:
    """The paragraph before one and the one behind it; what stands before a table, or introduces one, is not before it."""
    k = free[n][0]
    before = free[n - 1][1] if n and free[n - 1][0] == k - 1 else None
    following = free[n + 1][1] if n + 1 < len(free) else None
    introduces = before is not None and form.is_note(before.mark.text + before.text)
    return None if introduces else before, following


def _able_places(free: Sequence[tuple[int, Paragraph]], bullets_x: float | None, bold: bool, form: Form) -> dict[int, _Place]:
    """The paragraphs that can be headings between their neighbours."""
    places = {k: _Place(block, *_neighbours(free, n, form), bullets_x, bold) for n, (k, block) in enumerate(free)}
    return {k: place for k, place in places.items() if _can_be_heading(place, form)}


def _pointing(free: Sequence[tuple[int, Paragraph]], able: Mapping[int, _Place]) -> set[int]:
    """The lines with ▶ or its like, where each of them heads a list."""
    pointed = {k for k, block in free if block.mark.text in POINTERS}
    return pointed if all(k in able and _points_at_list(able[k]) for k in pointed) else set()


def _unnumbered_headings(
    free: Sequence[tuple[int, Paragraph]], bullets_x: float | None, bold: bool, goals: Sequence[Goal], form: Form
) -> set[int]:
    """The headings of a section that has no numbered ones."""
    able = _able_places(free, bullets_x, bold, form)
    places = {k: place for k, place in able.items() if place.block.mark.kind == "none"}
    found = {k for k, place in places.items() if _is_unnumbered(place, goals)} | _pointing(free, able)
    short = {k for k, place in places.items() if _breaks_off_over_text(place)}
    # where short lines follow each other or end the section they are a list, and none of them is a heading unless it is set off
    if sum(_is_listed(block, form) for _, block in free) <= len(short | found):
        return found | short
    set_off = {k for k in short if _stands_over_next(places[k])}
    return found | set_off | {k for k in short if set_off and places[k].before is None}


POINTERS = frozenset("▶▷►➤")


def _points_at_list(place: _Place) -> bool:
    """Whether a short line that ends no sentence stands over bullets with another sign, where these begin where it does."""
    if place.following is None or not place.is_over_list or place.is_ended or len(place.text) > SHORT:
        return False
    list_x = place.following.x
    return place.following.mark.text not in POINTERS and abs(list_x - place.block.x) <= INDENT * place.block.size


def _is_listed(block: Paragraph, form: Form) -> bool:
    """Whether a paragraph is a line without mark that ends no sentence and introduces nothing."""
    return block.mark.kind == "none" and len(block.units) == 1 and not _ends_sentence(block.text) and not form.is_note(block.text)


@dataclass(slots=True)
class _State:
    heading: str | None = None
    heading_no: int | None = None
    subheading: str | None = None
    goals: tuple[int, ...] = ()
    parent: Statement | None = None
    parent_x: float = 0.0
    parent_style: str = ""
    after_heading: bool = False


def read_section(code: Section, units: Sequence[Unit], goals: Sequence[Goal], body: Body, form: Form, ledger: Ledger) -> None:
    """Adds the statements, tables and figures under one label to ``body``."""
    section = form.sections.rules[code]
    units = by_columns(with_text_beside(units), CAPTION_MARKS)
    body.defects += (replace(found, place=Place(section=section.code)) for found in suspects_of(units))
    series = series_of_mark(goals[0].mark) if goals and section.holds in ("headed", "numbered") else None
    blocks = blocks_of(units, ledger, series=series, headed=section.holds == "headed")
    blocks = _with_marks_beside(with_whole_captions(blocks, CAPTION_MARKS), section)
    captions = captions_of(blocks, form, body.habits)
    headings = _headings(blocks, captions, goals, form) if section.holds == "headed" else frozenset()
    starred = _starred_notes(blocks, body.habits)
    state = _State()
    counters = body.counters
    for k, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if -1 - k in captions:
                ledger.claim_lines([u.line for u in block.units])
                continue
            claim_paragraph(block, ledger)
            if not block.text:
                _head_by_number(section, block.mark, state, goals)
                continue
            counters.order += 1
            counters.seq[section.code] = counters.seq.get(section.code, 0) + 1
            said = _statement(section, counters, block, k in headings, state, goals, form)
            body.statements.append(said._replace(kind="note", level=0, parent_seq=None) if k in starred else said)
            body.defects += unsure(block, Place(section=section.code))
        elif isinstance(block, TablePart):
            counters.order += 1
            counters.table += 1
            caption = caption_of(captions.get(k, ()))
            if block.open_bottom:
                body.defects.append(broken_off(block, section.code))
            body.tables.append(
                DataTable(
                    counters.table,
                    counters.order,
                    section.code,
                    caption,
                    False,
                    block.n_rows,
                    block.n_cols,
                    state.heading_no,
                    state.goals,
                    tuple(sorted(block.cells, key=lambda c: (c.row, c.col))),
                    tuple(block.boxes),
                    block.heavy,
                )
            )
        else:
            counters.order += 1
            counters.figure += 1
            figure = block.figure
            ledger.claim_lines(figure.lines, "figure")
            r = figure.rect

            printed = Printed("\n".join(line.text for line in figure.lines), (Box(figure.page, r.x0, r.y0, r.x1, r.y1),))
            body.figures.append(Figure(counters.figure, counters.order, section.code, printed, caption_of(captions.get(k, ()))))


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


def _head_by_number(section: SectionRule, mark: Mark, state: _State, goals: Sequence[Goal]) -> None:
    """What stands under a number that has a line of its own, without a word, is of the goals that it names."""
    if mark.numbers and section.holds in ("headed", "numbered"):
        state.goals = tuple(n for n in mark.numbers if 1 <= n <= len(goals))
    if mark.numbers and section.holds == "headed":
        state.heading, state.heading_no, state.subheading, state.parent = None, mark.numbers[0], None, None


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
    is_beside = number.page == text.page and number.rect.x1 <= text.rect.x0 and number.rect.y1 > (text.rect.y0 + text.rect.y1) / 2
    return is_alone and is_beside and (section.holds != "headed" or ENDED.search(block.text) is None)


def _statement(
    section: SectionRule, counters: Counters, b: Paragraph, heading: bool, state: _State, goals: Sequence[Goal], form: Form
) -> Statement:
    named = tuple(n for n in b.mark.numbers if 1 <= n <= len(goals))
    if heading:
        return _heading_row(section, counters, b, state, named)
    if section.holds == "headed" and b.mark.kind == "arrow" and state.after_heading:
        state.subheading, state.parent = b.text, None
        return _row(section, counters, b, "subheading", state)._replace(subheading=None)
    if section.holds == "numbered" and b.mark.kind in NUMBERED:  # of a goal that is not there: of none, not of the one before
        state.goals = named
    if _is_note(section, b, state, form):
        return _row(section, counters, b, "note", state)
    state.after_heading = False
    return _said(section, counters, b, state)


def _said(section: SectionRule, counters: Counters, b: Paragraph, state: _State) -> Statement:
    """The row of a bullet, which may stand under the one before, or of a paragraph."""
    if b.mark.kind == "none":
        return _row(section, counters, b, "paragraph", state)
    made = _row(section, counters, b, "bullet", state)
    if state.parent is not None and section.holds != "numbered" and _is_under(b, state):
        return made._replace(level=1, parent_seq=state.parent.seq)
    state.parent, state.parent_x, state.parent_style = made, b.x, _style(b)
    return made


def _row(section: SectionRule, counters: Counters, b: Paragraph, kind: Kind, state: _State) -> Statement:
    """The paragraph as a row of its section, of the goals that its heading or a mark before it names."""
    goals = state.goals if section.holds != "plain" else ()
    seq, order = counters.seq[section.code], counters.order
    return Statement(
        section.code, seq, order, kind, 0, None, b.mark.text, b.printed, state.heading, state.heading_no, state.subheading, goals
    )


def _heading_row(section: SectionRule, counters: Counters, b: Paragraph, state: _State, named: tuple[int, ...]) -> Statement:
    """The row of a heading, under which the next rows stand."""
    enclosed = ENCLOSED.match(b.text)
    state.heading = enclosed[1] if enclosed else b.text
    state.heading_no = b.mark.numbers[0] if b.mark.numbers else None
    state.goals, state.subheading, state.parent, state.after_heading = named, None, None, True
    return _row(section, counters, b, "heading", state)._replace(text=Printed(state.heading, b.boxes), heading=None)


def _is_note(section: SectionRule, b: Paragraph, state: _State, form: Form) -> bool:
    """A line that begins with ※ or 注）; where reasons are given also 特になし, and among the operator's what introduces data."""
    printed = b.mark.text + b.text
    if b.mark.kind == "note" or section.holds in ("headed", "numbered") and form.is_empty(printed):
        return True
    return section.holds == "headed" and form.is_note(printed)


def _is_under(b: Paragraph, state: _State) -> bool:
    """Whether a bullet stands under the one before: deeper, or with another mark no further left."""
    if state.parent is None:
        return False
    if b.x > state.parent_x + INDENT * b.size:
        return True
    other = _style(b) != state.parent_style and b.x > state.parent_x - INDENT * b.size
    return other and (b.mark.kind in ("arrow", "circled", "number") or b.mark.text in DASHES)


DASHES = "-‐–－−"


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


def rows_as_text(unit: TableUnit) -> list[TextUnit]:
    """The lines of a list that is set as a table: a mark that has a cell of its own stands before the text beside it."""
    out: list[TextUnit] = []
    for row in sorted({c.row for c in unit.cells}):
        cells = _ticks_last([c for c in unit.cells if c.row == row and c.lines])
        numbered = _marked_cells(cells)
        for mark, cell in numbered:
            first, *rest = cell.lines
            lines = (line_of(first.page, (*mark.lines[0].glyphs, *first.glyphs)), *rest)
            out += [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for line in lines]
        out += [TextUnit(line, c.rect.x0, c.rect.x1, c) for c in cells[2 * len(numbered) :] for line in c.lines]
    return out


def _ticks_last(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a row, those that hold a tick behind its mark and its text; where there is but one of these, a sign is the mark."""
    return sorted(cells, key=lambda cell: is_tick(cell.text)) if sum(not is_tick(cell.text) for cell in cells) > 1 else cells


def _marked_cells(cells: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The mark and the text of each item of a row whose cells are a mark and its text by turns, and ticks behind them; or none."""
    told = cells[: max(sum(not is_tick(cell.text) for cell in cells), 2)]
    pairs = list(zip(told[::2], told[1::2], strict=False))
    is_numbered = len(told) % 2 == 0 and all(len(m.lines) == 1 and len(m.text) <= LONGEST_MARK < len(t.text) for m, t in pairs)
    return pairs if is_numbered else []


def read_viewpoints(units: Sequence[Unit], body: Body, ledger: Ledger) -> list[Line]:
    """振り返りの視点: one viewpoint a mark; a line without mark before the first is left unowned and so reported.

    Gives the lines of notes (※) under the list, which are no viewpoints.
    """
    texts, beside = parted_from_ticks([text for unit in units for text in _texts_of(unit)])
    ledger.claim_lines(beside, "label")
    series = series_of([unit.line for unit in texts])
    columns = _text_columns(_marks_first(texts, series), series)
    paragraphs = [paragraph for column in columns for paragraph in marked_paragraphs(column, series=series)]
    if len(columns) > 1 or _is_across(paragraphs):  # the list may go on across or down
        paragraphs.sort(key=lambda paragraph: paragraph.mark.numbers[:1])
    for paragraph in _of_list([paragraph for paragraph in paragraphs if paragraph.mark.kind != "note"]):
        claim_paragraph(paragraph, ledger)
        mark = paragraph.mark.text
        if paragraph.text:
            body.viewpoints.append(Viewpoint(len(body.viewpoints) + 1, mark, paragraph.printed))
        else:
            line = paragraph.first
            body.defects.append(
                Defect("viewpoint-blank", line.page, Box(line.page, *line.rect), mark, Place(section="viewpoints", mark=mark))
            )
    return [unit.line for paragraph in paragraphs if paragraph.mark.kind == "note" for unit in paragraph.units]


def _is_across(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether an item of a list stands right of the one before it, and the marks are all there in whatever order."""
    items = [paragraph for paragraph in paragraphs if paragraph.mark.kind not in ("note", "none")]
    numbers = sorted([number for item in items for number in item.mark.numbers[:1]])
    is_whole = numbers == list(range(1, len(items) + 1)) and len({item.mark.kind for item in items}) == 1
    return is_whole and any(_is_beside(before, after) for before, after in pairwise(items))


def _is_beside(before: Paragraph, after: Paragraph) -> bool:
    low, line = before.units[-1].line, after.first
    return line.page == low.page and line.rect.x0 > before.first.rect.x1 and line.rect.y0 < low.rect.y1


def _marks_first(units: Sequence[TextUnit], series: Series) -> list[TextUnit]:
    """The lines, where a mark that stands alone beside the middle of two lines comes before the first of them."""
    out: list[TextUnit] = []
    for unit in units:
        at = len(out)
        if out and _is_mark_beside(unit.line, out[-1].line, series):
            at -= 1
        out.insert(at, unit)
    return out


def _is_mark_beside(line: Line, above: Line, series: Series) -> bool:
    """Whether a line is a mark alone, left of the one that was read before it and beside its lower part."""
    mark, here, other = mark_of(line, series=series), line.rect, above.rect
    is_beside = line.page == above.page and here.x1 <= other.x0 and other.y0 < here.y0 < other.y1
    return is_beside and max(mark.length, 1) == len(line.glyphs)


def _texts_of(unit: Unit) -> Sequence[TextUnit]:
    if isinstance(unit, TextUnit):
        return [unit]
    return rows_as_text(unit) if isinstance(unit, TableUnit) else []


def _of_list(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that are marked. The last list of a sheet may be followed by other documents: what stands behind a page that
    begins without a mark is of the list only where it counts on."""
    last: Paragraph | None = None
    beyond = False
    for paragraph in paragraphs:
        if paragraph.mark.kind == "none":
            beyond = beyond or last is not None and paragraph.first.page > last.units[-1].line.page
        elif last is None or not beyond or _counts_on(last, paragraph):
            beyond, last = False, paragraph
            yield paragraph


def _crosses(line: Line, x: float) -> bool:
    """Whether a glyph of the line stands across this place."""
    return any(x0 < x - OVER < x1 - OVER for x0, x1 in zip(line.glyphs.x0, line.glyphs.x1, strict=True))


def _text_columns(units: Sequence[TextUnit], series: Series) -> list[list[TextUnit]]:
    """The lines of a list set in columns side by side, column after column: a mark stands at one place behind the text of several lines."""
    starts = sorted([start for unit in units for start in _marked_starts(unit.line, series)])
    start = next((x for x in starts if sum(abs(x - other) < SAME_START for other in starts) > 1), None)
    if start is None or any(_crosses(unit.line, start) for unit in units):
        return [list(units)]
    left, right = [], []
    for unit in units:
        end = sum([x0 < start - OVER for x0 in unit.line.glyphs.x0])
        before, after = unit.line.glyphs[:end], unit.line.glyphs[end:]
        if before:
            left.append(unit._replace(line=line_of(unit.line.page, before), right=start - unit.line.size))
        if after:
            right.append(unit._replace(line=line_of(unit.line.page, after), left=start))
    return [left, *_text_columns(right, series)]


COLUMN_GAP = 0.8
"""em; a wider gap may part two columns of a list"""
SAME_START, OVER = TOLERANCES.same_start, TOLERANCES.over_start


def _marked_starts(line: Line, series: Series) -> list[float]:
    """Where behind a wide gap of a line a mark stands that may begin a column."""
    glyphs = line.glyphs
    x0, x1 = glyphs.x0, glyphs.x1
    if max(map(sub, x0[2:], x1[1:]), default=0.0) <= COLUMN_GAP * min([span.size for span in glyphs.spans]):
        return []
    head = mark_of(line, series=series)
    sizes, first = glyphs.sizes, head.length + 2
    gaps = [k for k in range(first, len(x0)) if x0[k] - x1[k - 1] > COLUMN_GAP * sizes[k]]
    return [x0[k] for k in gaps if _is_marked(line_of(line.page, glyphs[k:]), series, head)]


def _is_marked(line: Line, series: Series, head: Mark) -> bool:
    """Whether a line begins with a mark that counts, or with the same sign as the item left of it."""
    mark = mark_of(line, series=series)
    return mark.kind in NUMBERED and not mark.weak or mark.kind == head.kind == "bullet" and mark.text == head.text


def _counts_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether the second mark comes after the first: its number is the next, or it is the same sign at the same place."""
    a, b = before.mark, after.mark
    if a.kind != b.kind:
        return False
    return b.numbers[:1] == (a.numbers[-1] + 1,) if a.numbers else a.text == b.text and abs(a.x - b.x) < SAME_MARK


SAME_MARK = TOLERANCES.same_mark
